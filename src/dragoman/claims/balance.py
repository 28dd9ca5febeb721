"""What was done of late against what was done before: the balance of friendly and hostile acts, apart from their tone.

The level of a series is a mean: ten attacks in a week are no lower than one.  Whether more was done, and worse, is
asked here: the rates at which friendly and hostile acts came, each as a gamma draw over what the record holds, per
report that was published at all, so that a store that grows raises neither.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dragoman.claims.reading import days_before
from dragoman.measure.acts import Act
from dragoman.measure.statespace import Array
from dragoman.measure.support import towards
from dragoman.store import Store

NOW = 42  # days up to the day asked about that are "of late"
BEFORE = 364  # days before these
VOICES_NOW = 56  # days that are "of late" where many states are asked about, each of which acts seldom
MUCH = 0.15  # change of one state's net acts a week that is a move of it
UNIT = 6.0  # points of an act that count as one: a sanction, a treaty
MOST = 1.5  # the most that one act counts
TALKS = 1.5  # points of a meeting: in a crisis people meet about the crisis
SHAPE, WEEKS = 0.3, 6.0  # what is believed of a rate before anything is seen: little
DRAWS = 2000
SEED = 7
EVEN = 0.5  # what is believed of the share of friendly acts before any is seen
TRUST = 0.75  # how far each of two readings of the same acts is believed when they are joined
CERTAIN = 0.98  # no reading is believed beyond this


@dataclass(frozen=True, slots=True)
class Coverage:
    """Days on which reports were published, in order: one entry a report."""

    days: Sequence[str]

    def weeks(self, first: str, last: str, a_week: float) -> float:
        """Weeks of usual coverage (``a_week`` reports) from ``first`` to ``last``."""
        return self.reports(first, last) / a_week if a_week else 0.0

    def reports(self, first: str, last: str) -> int:
        """Reports published from ``first`` to ``last``."""
        return bisect_right(self.days, last) - bisect_left(self.days, first)


def coverage_until(store: Store, as_of: str) -> Coverage:
    """When the reports of ``store`` published up to ``as_of`` were published."""
    rows = store.rows(
        "SELECT published AS day, count(*) AS n FROM documents WHERE published <= ? GROUP BY ALL ORDER BY day", [as_of]
    )
    return Coverage([str(r["day"]) for r in rows for _ in range(r["n"])])


def mass(act: Act, sign: int) -> float:
    """How much ``act`` counts as friendly (1) or hostile (-1)."""
    tone = min(act.tone, TALKS) if act.type == "CONSULT" else act.tone
    return min(act.weight, 1.0) * min(MOST, max(sign * tone, 0.0) / UNIT)


def net_draws(acts: Sequence[Act], first: str, last: str, exposure: float, rng: np.random.Generator) -> Array:
    """Draws of the net rate (friendly less hostile acts a week) from ``first`` to ``last``."""
    these = [a for a in acts if first <= a.day <= last]
    friendly, hostile = (
        rng.gamma(SHAPE + sum(mass(a, sign) for a in these), 1.0 / (exposure + WEEKS), DRAWS) for sign in (1, -1)
    )
    return np.asarray(friendly - hostile)


def balance(acts: Sequence[Act], coverage: Coverage, as_of: str, since: str | None = None) -> float:
    """Probability that the net of friendly and hostile acts is higher of late (or ``since`` a day) than before."""
    first = max(since, days_before(as_of, 5 * BEFORE)) if since else days_before(as_of, NOW - 1)
    end = days_before(first, 1)
    start = days_before(end, BEFORE - 1)
    a_week = _usual(coverage, start, as_of)
    rng = np.random.default_rng(SEED)
    now = net_draws(acts, first, as_of, coverage.weeks(first, as_of, a_week), rng)
    then = net_draws(acts, start, end, coverage.weeks(start, end, a_week), rng)
    return float((now > then).mean())


def extreme(acts: Sequence[Act], coverage: Coverage, as_of: str, sign: int, years: int) -> float:
    """Probability that the net of late is the highest (``sign`` 1) or lowest (-1) of as many days in so many years."""
    rng = np.random.default_rng(SEED)
    last, spans = as_of, []
    for _ in range(years * 365 // NOW):
        first = days_before(last, NOW - 1)
        if not coverage.reports(coverage.days[0] if coverage.days else first, last):
            break
        spans.append((first, last))
        last = days_before(first, 1)
    a_week = _usual(coverage, spans[-1][0], as_of) if spans else 0.0
    # a window in which nothing was done is no rival: what is asked of is a record
    nets = [
        sign * net_draws(acts, first, end, coverage.weeks(first, end, a_week), rng)
        for i, (first, end) in enumerate(spans)
        if i == 0 or any(first <= a.day <= end for a in acts)
    ]
    if not nets:
        return 0.5
    quiet = np.zeros(DRAWS)
    rivals = np.max([quiet, *nets[1:]], axis=0)
    return float((nets[0] > rivals).mean())


def breadth(
    acts: Sequence[Act],
    state: str,
    coverage: Coverage,
    as_of: str,
    since: str | None = None,
    group: Collection[str] | None = None,
) -> float:
    """Probability that more others drew nearer to ``state`` of late (or ``since`` a day) than drew away from it.

    Every other counts the same, and the more one moved the less each further act of it says.
    """
    first = max(since, days_before(as_of, 5 * BEFORE)) if since else days_before(as_of, VOICES_NOW - 1)
    end = days_before(first, 1)
    start = days_before(end, BEFORE - 1)
    a_week = _usual(coverage, start, as_of)
    late, early = coverage.weeks(first, as_of, a_week), coverage.weeks(start, end, a_week)
    voices: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        if act.day >= start:
            for code in towards(act, state):
                if (":" not in code) if group is None else (code in group):
                    voices[code].append(act)
    rng = np.random.default_rng(SEED)
    moved = np.zeros(DRAWS)
    for _, theirs in sorted(voices.items()):
        now, then = net_draws(theirs, first, as_of, late, rng), net_draws(theirs, start, end, early, rng)
        moved += np.tanh((now - then) / MUCH)
    return float((moved > 0).mean()) if voices else 0.5


def _usual(coverage: Coverage, first: str, last: str) -> float:
    """Reports a week from ``first`` to ``last``, counted from the first that there is."""
    if not coverage.days:
        return 0.0
    first = max(first, coverage.days[0])
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return 7.0 * coverage.reports(first, last) / days


def lately(acts: Sequence[Act], first: str) -> tuple[float, float, float]:
    """Probability that what was done since ``first`` was friendly rather than hostile, and how much was either."""
    these = [a for a in acts if a.day >= first]
    friendly, hostile = (sum(mass(a, sign) for a in these) for sign in (1, -1))
    rng = np.random.default_rng(SEED)
    share = rng.beta(EVEN + friendly, EVEN + hostile, DRAWS)
    return float((share > 0.5).mean()), friendly, hostile


def weighed_in(probability: float, other: float, trust: float) -> float:
    """``probability`` with another reading of the same, which is believed as far as ``trust`` says."""
    return 1.0 / (1.0 + float(np.exp(-_logit(probability) - trust * _logit(other))))


def joined(one: float, other: float) -> float:
    """Two probabilities of the same from two readings of the same acts, as one."""
    return 1.0 / (1.0 + float(np.exp(-TRUST * (_logit(one) + _logit(other)))))


def _logit(p: float) -> float:
    p = min(max(p, 1.0 - CERTAIN), CERTAIN)
    return float(np.log(p / (1.0 - p)))
