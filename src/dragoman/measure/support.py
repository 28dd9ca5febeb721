"""Support for a state: what all others do towards it, each supporter's own series, and an index over them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import erf, sqrt
from typing import Any

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.series import Calendar, marks_of, means
from dragoman.measure.statespace import Array, Fit, Prior, draws_of, fit, pooled

LEAST = 1  # acts towards the state that make another a supporter with a series of its own
DRAWS = 300
SEED = 20240323
WARM = 260  # weeks of acts before the first day shown that still say where a supporter stood
WEIGHTS = ("equal", "acts", "root")
SHOWN = 5  # acts listed for a month


@dataclass(frozen=True, slots=True)
class Supporter:
    """One state or organisation: how its level towards the supported state moved between two days.

    ``probability`` is that of having moved in the direction of ``change``; ``share`` its weight in the index.
    """

    code: str
    before: float
    after: float
    change: float
    probability: float
    share: float
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """Support for ``of``: index with its 90 per cent band by period, and the supporters, largest movers first.

    ``codes`` and ``shares`` are in the order of the series of ``fit``, whose first ``skip`` periods are before the
    calendar; ``periods`` has the acts of each series by period of the calendar.
    """

    of: str
    calendar: Calendar
    index: Array
    low: Array
    high: Array
    supporters: tuple[Supporter, ...]
    fit: Fit
    codes: tuple[str, ...]
    shares: Array
    skip: int
    y: Array
    n: Array
    periods: tuple[dict[int, list[Act]], ...]

    def levels(self) -> Array:
        """Joint draws of each supporter's level, shape (T, D, DRAWS)."""
        return draws_of(self.fit, slice(None), DRAWS, np.random.default_rng(SEED), self.skip)

    def draws(self) -> Array:
        """Joint draws of the index, shape (T, DRAWS)."""
        out: Array = np.einsum("tdk,d->tk", self.levels(), self.shares)
        return out

    def moves(self, first: int) -> list[tuple[Act, float]]:
        """Each act from period ``first`` on with how far it moved the index."""
        out = []
        for d, periods in enumerate(self.periods):
            for t, acts in periods.items():
                if t < first:
                    continue
                at = t + self.skip
                gain, before, weight = self.fit.gain[at, d], self.fit.predicted[at, d], self.n[at, d]
                out += [(act, float(self.shares[d] * gain * act.pull * (act.tone - before) / weight)) for act in acts]
        joined: dict[str, tuple[Act, float]] = {}
        for act, by in out:
            known = joined.get(act.incident)
            joined[act.incident] = (act, by + (known[1] if known else 0.0))
        return list(joined.values())

    def movers(self, first: int, end: int, now: int) -> list[tuple[str, float, float]]:
        """Supporters with their change from ``first`` to ``end`` to ``now`` and after, and its probability."""
        levels = self.levels()
        change = levels[now:].mean(axis=0) - levels[first:end].mean(axis=0)
        mean = change.mean(axis=1)
        sure = (np.sign(mean)[:, None] * change > 0).mean(axis=1)
        found = zip(self.codes, map(float, mean), map(float, sure), strict=True)
        return sorted(found, key=lambda m: (-abs(m[1]) * m[2], m[0]))


def towards(act: Act, state: str) -> tuple[str, ...]:
    """Who acts towards ``state``: the actors where it is a recipient, the other parties of a reciprocal act."""
    if act.melee:
        return ()
    if state in act.recipients:
        return tuple(a for a in act.actors if a != state)
    if not act.recipients and state in act.actors:
        return tuple(a for a in act.actors if a != state)
    return ()


def support(
    state: str,
    acts: Iterable[Act],
    *,
    first: date,
    last: date,
    by: str = "week",
    prior: Prior | None = None,
    among: Collection[str] | None = None,
    weights: str = "equal",
) -> Support | None:
    """Support for ``state`` from ``first`` to ``last``; None where nobody acted towards it.

    ``among`` leaves only these codes.  ``weights``: ``equal`` gives every supporter with at least ``LEAST`` acts the
    same weight in the index, however much it talks; ``acts`` weighs by their number, ``root`` by its square root.
    """
    assert weights in WEIGHTS, weights
    by_code: dict[str, list[Act]] = defaultdict(list)
    start = first - timedelta(weeks=WARM)
    for act in acts:
        if not start.isoformat() <= act.day <= last.isoformat():
            continue
        for code in towards(act, state):
            if (":" not in code) if among is None else (code in among):
                by_code[code].append(act)
    series = {
        code: found
        for code, found in sorted(by_code.items())
        if sum(a.day >= first.isoformat() for a in found) >= LEAST
    }
    if not series:
        return None
    calendar = Calendar.over(first, last, by)
    whole = Calendar.over(start, last, by)
    skip = len(whole.starts) - len(calendar.starts)
    y, n = means(list(series.values()), whole)
    prior = prior or pooled(y, n)
    fitted = fit(y, n, prior, marks=marks_of(list(series.values()), whole))
    counts = np.array([float(len(found)) for found in series.values()])
    shares = {"equal": np.ones_like(counts), "acts": counts, "root": np.sqrt(counts)}[weights]
    shares = shares / shares.sum()
    level, variance = fitted.level[skip:], fitted.variance[skip:]
    index = level @ shares
    deviation = np.sqrt(variance @ shares**2)
    periods: list[dict[int, list[Act]]] = []
    for found in series.values():
        mine: dict[int, list[Act]] = defaultdict(list)
        for act in found:
            t = calendar.index(act.day)
            if t >= 0:
                mine[t].append(act)
        periods.append(dict(mine))
    return Support(
        state,
        calendar,
        index,
        index - 1.645 * deviation,
        index + 1.645 * deviation,
        tuple(sorted((_supporter(c, d, level, variance, shares, series[c]) for d, c in enumerate(series)), key=_rank)),
        fitted,
        tuple(series),
        shares,
        skip,
        y,
        n,
        tuple(periods),
    )


def _supporter(code: str, d: int, level: Array, variance: Array, shares: Array, acts: list[Act]) -> Supporter:
    before, after = level[0, d], level[-1, d]
    change = after - before
    # the two levels share the acts between them; treating them as independent overstates the doubt a little
    spread = sqrt(variance[0, d] + variance[-1, d])
    probability = 0.5 * (1 + erf(abs(change) / spread / sqrt(2)))
    return Supporter(
        code, float(before), float(after), float(change), float(probability), float(shares[d]), tuple(acts)
    )


def _rank(supporter: Supporter) -> tuple[float, str]:
    return -abs(supporter.change) * supporter.probability, supporter.code


def by_month(found: Support, first: date | None = None) -> list[dict[str, Any]]:
    """The index at the end of each month (from that of ``first``) with its band, who moved in it, and why."""
    starts = found.calendar.starts
    moved: dict[str, list[tuple[Act, float]]] = {}
    for act, by in found.moves(0):
        moved.setdefault(act.day[:7], []).append((act, by))
    out = []
    level, variance = found.fit.level[found.skip :], found.fit.variance[found.skip :]
    ends = [t for t in range(len(starts)) if t + 1 == len(starts) or starts[t + 1].month != starts[t].month]
    before = 0
    for t in ends:
        change = level[t] - level[before]
        # 80 per cent on one side, with the doubt of both ends
        sure = abs(change) > 0.84 * (variance[t] + variance[before]) ** 0.5
        month = starts[t].isoformat()[:7]
        if first and month < first.isoformat()[:7]:
            before = t  # the week in which the first month begins
            continue
        acts = sorted(moved.get(month, ()), key=lambda pair: -abs(pair[1]))
        out.append(
            {
                "month": month,
                "index": round(float(found.index[t]), 3),
                "low": round(float(found.low[t]), 3),
                "high": round(float(found.high[t]), 3),
                "acts": len(acts),
                "up": [c for c, ch, s in zip(found.codes, change, sure, strict=True) if s and ch > 0],
                "down": [c for c, ch, s in zip(found.codes, change, sure, strict=True) if s and ch < 0],
                "why": [_why(act, by) for act, by in acts[:SHOWN]],
            }
        )
        before = t
    return out


def _why(act: Act, by: float) -> dict[str, Any]:
    return {
        "incident": act.incident,
        "day": act.day,
        "type": act.type,
        "mode": act.mode,
        "actors": list(act.actors),
        "recipients": list(act.recipients),
        "moved": round(by, 4),
        "events": [r.event for r in act.reports],
    }
