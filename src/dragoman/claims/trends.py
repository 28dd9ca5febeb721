"""Claims about the course of relations or of support, as probabilities over draws of the fitted levels."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from dragoman.claims.balance import Coverage, balance, breadth, coverage_until, extreme, joined, lately, weighed_in
from dragoman.claims.between import spoken
from dragoman.claims.claim import Claim
from dragoman.claims.reading import days_before
from dragoman.claims.ties import lately_cut
from dragoman.claims.verdict import CONTRADICTED, SUPPORTED, UNKNOWN
from dragoman.gazetteer import Gazetteer
from dragoman.gazetteer.organisations import INTERNATIONAL
from dragoman.measure.acts import Act, drawn_until, load_acts, record_start
from dragoman.measure.pool import pooled_prior
from dragoman.measure.series import Series, dyad_series
from dragoman.measure.statespace import Array
from dragoman.measure.support import Support, support, towards
from dragoman.measure.turning import highest, level_draws, turning_points
from dragoman.store import Store

SURE = 0.6  # probability from which a trend counts as borne out, or its opposite does
NOW = 3  # weeks up to the day asked about whose mean level is "now"
GAP = 8  # weeks before them that are neither now nor before: a turn takes some weeks to be reported
BEFORE = 26  # weeks of "before", ahead of the gap
SUPPORT_NOW = 8  # weeks of "now" for support: many states each act seldom
SUPPORT_GAP = 26  # the gap for support, which erodes over many states and months
LEAST_VOICES = 3  # others who must have acted of late, where the world's support is meant
RECENT = 91  # days in which something must have been reported
LEAST_CHANGE = 0.25  # PLOVER points: less is no change that anybody would name
TURN_DAYS = 60  # days in which a turning point says which way relations go
TURN_LEAST = 0.4  # its least probability
TURN_SHARE = 0.4  # how far it is believed: what moved the level and the balance is the same acts
BREAK_SAYS = 0.6  # how far it is believed that relations broken off are lower than before, restored ones higher
COURSE = 0.75  # how far it counts whether what was done of late was friendly at all, whatever was before
SOME = 0.05  # less than this of friendly (hostile) acts of late is none
ONE_SIDED = 0.3  # so much of the other kind alone says which way they go
LULL = 0.45  # and without any, relations improve (worsen) with this probability at most
LEAST = 0.15  # acts of late, by their weight and points, under which nothing can be said
YEARS = 5  # a new low is one in so many years, where the record is as long


@dataclass(frozen=True, slots=True)
class Trend:
    """Outcome for a trend: verdict word, probabilities, levels, the acts for and against with how far each moved it."""

    verdict: str
    probability: float
    opposite: float
    before: float
    now: float
    acts: tuple[Act, ...]
    recent_from: str
    for_: tuple[tuple[Act, float], ...] = ()
    against: tuple[tuple[Act, float], ...] = ()
    since: str | None = None
    down: int = 0
    up: int = 0
    supporters: int = 0
    movers: tuple[str, ...] = ()


def judge_relations(claim: Claim, store: Store, gazetteer: Gazetteer, as_of: str) -> Trend | None:
    """Relations of two parties: None where the record holds no act between them."""
    a, b = claim.parties
    roles = ":" in a or ":" in b
    acts = [x for x in load_acts(store, [a], as_of=as_of, roles=roles) if x.sides(a, b)]
    said = [] if roles else spoken(a, b, store, gazetteer, as_of)
    if not acts and not said:
        return None
    start = min(record_start(store) or as_of, as_of)
    acts = [x for x in acts if x.day >= start]
    prior = pooled_prior(store, as_of)
    first, last = date.fromisoformat(start), drawn_until(store, date.fromisoformat(as_of))
    series = dyad_series(a, b, acts or said, first=first, last=last, prior=prior)
    if series is None:
        return None
    seen = coverage_until(store, as_of)
    cut = lately_cut(a, b, store, as_of)
    return relations_trend(series, acts, claim.direction or "down", as_of, claim.first, seen, cut, said)


def relations_trend(
    series: Series,
    acts: Sequence[Act],
    direction: str,
    as_of: str,
    since: str | None = None,
    seen: Coverage | None = None,
    cut: tuple[float, float] = (0.0, 0.0),
    said: Sequence[Act] = (),
) -> Trend:
    """The verdict on a fitted series: ``direction`` is up, down, low or high.

    ``seen`` says how much was published when; ``cut`` how surely diplomatic relations were broken off of late, or
    restored; ``said`` is what reports say of the relations themselves.
    """
    drawn = level_draws(series)
    # periods before the first act are as the prior has them: a claim may look back to before the record of a dyad
    lead = _lead(series, drawn)
    drawn = np.vstack([lead, drawn]) if len(lead) else drawn
    return _trend(drawn, acts, series, direction, as_of, since, len(lead), seen or Coverage(()), cut, said)


def _lead(series: Series, drawn: Array) -> Array:
    missing = max(0, NOW + GAP + BEFORE - len(drawn))
    if not missing:
        return drawn[:0]
    rng = np.random.default_rng(len(drawn))
    # backwards the level walks as it does forwards
    steps = rng.standard_normal((missing, drawn.shape[1])) * np.sqrt(series.fit.q_scale[0])
    return np.asarray(drawn[0] + np.cumsum(steps, axis=0)[::-1])


def _windows(
    periods: int, starts: Sequence[date], since: str | None, offset: int, gap: int = GAP, recent: int = NOW
) -> tuple[int, int, int]:
    """First and last index of "before" (half open) and first of "now"."""
    now = max(periods - recent, 1)
    if since:
        at = offset + sum(s < date.fromisoformat(since) for s in starts)
        end = max(min(at, now - 1), 1)
        return max(0, end - BEFORE), end, now
    end = max(now - gap, 1)
    return max(0, end - BEFORE), end, now


def _trend(
    drawn: Array,
    acts: Sequence[Act],
    series: Series,
    direction: str,
    as_of: str,
    since: str | None,
    offset: int,
    seen: Coverage,
    cut: tuple[float, float],
    said: Sequence[Act],
) -> Trend:
    starts = series.calendar.starts
    first, end, at = _windows(len(drawn), starts, since, offset)
    now = drawn[at:].mean(axis=0)
    before = drawn[first:end].mean(axis=0)
    sign = 1.0 if direction in ("up", "high") else -1.0
    coded, acts = acts, sorted([*acts, *said], key=lambda a: (a.day, a.incident))
    gap = starts[max(0, end - offset)] if end - offset < len(starts) else starts[-1]
    recent_from = min((date.fromisoformat(as_of) - timedelta(days=RECENT)), gap).isoformat()
    recent = [a for a in acts if a.day >= recent_from]
    moved = sign * (now - before)
    better = float((moved > LEAST_CHANGE).mean())
    worse = float((moved < -LEAST_CHANGE).mean())
    if not since:
        better, worse = _with_turn(series, drawn[offset:], "up" if sign > 0 else "down", as_of, better, worse)
    net = balance(acts, seen, as_of, since)
    better = joined(_odds(better, worse), net if sign > 0 else 1.0 - net)
    friendly, kind, harsh = lately(acts, days_before(as_of, RECENT))
    better = weighed_in(better, friendly if sign > 0 else 1.0 - friendly, COURSE)
    ours, theirs = (kind, harsh) if sign > 0 else (harsh, kind)
    if not since and ours < SOME:
        # a lull in blows is no friendship, and one in visits no quarrel
        better = min(better, LULL if theirs < ONE_SIDED else 1.0 - SURE)
    elif not since and theirs < SOME:
        better = max(better, 1.0 - LULL if ours < ONE_SIDED else SURE)
    if direction in ("low", "high"):
        past = sign * drawn[max(0, at - YEARS * 52) : max(at - GAP // 2, 1)]
        level = _odds(*highest(past, sign * now))
        # a record is one in what was done, too, and nobody calls a low what lies above the months before
        better = min(joined(level, extreme(coded or acts, seen, as_of, 1 if sign > 0 else -1, YEARS)), max(better, 0.5))
    gone, back = cut
    mine, other = (back, gone) if sign > 0 else (gone, back)
    better += (1.0 - better) * BREAK_SAYS * mine
    better *= 1.0 - BREAK_SAYS * other
    worse = 1.0 - better
    verdict = _word(better, worse) if recent and kind + harsh >= LEAST else UNKNOWN
    weighed = []
    for t in range(max(0, end - offset), len(series.acts)):
        weighed += [(act, by * sign) for act, by in series.moves(t)]
    return Trend(
        verdict,
        better,
        worse,
        float(before.mean()),
        float(now.mean()),
        tuple(acts),
        recent_from,
        since=since,
        for_=_side(weighed, 1),
        against=_side(weighed, -1),
    )


def _odds(better: float, worse: float) -> float:
    """Probability of better, given that it is one of the two."""
    return better / (better + worse) if better + worse > 0 else 0.5


def _with_turn(
    series: Series, drawn: Array, direction: str, as_of: str, better: float, worse: float
) -> tuple[float, float]:
    """Probabilities of a move in ``direction`` and against it, the turning points of late weighed in.

    A turn says that something new was done, which the mean of some weeks against that of half a year may hide.
    """
    since = (date.fromisoformat(as_of) - timedelta(days=TURN_DAYS)).isoformat()
    late = [t for t in turning_points(series) if t.date >= since and t.probability >= TURN_LEAST]
    if not late:
        return better, worse
    ways = {way: max((t.probability for t in late if t.direction == way), default=0.0) for way in ("up", "down")}
    # turns both ways within the time say little
    sure = TURN_SHARE * (ways["up"] - ways["down"]) * (1.0 if direction == "up" else -1.0)
    # a lull after worse, or before it, is no way that relations went: the level must not have moved the other way
    sure *= min(1.0, 2.0 * (1.0 - (worse if sure > 0 else better)))
    if sure > 0:
        return better + (1.0 - better) * sure, worse * (1.0 - sure)
    return better * (1.0 + sure), worse - (1.0 - worse) * sure


def _word(better: float, worse: float) -> str:
    return SUPPORTED if better >= SURE else CONTRADICTED if worse >= SURE else UNKNOWN


def _side(weighed: Sequence[tuple[Act, float]], sign: int) -> tuple[tuple[Act, float], ...]:
    """Acts for (1) or against (-1) with what each moved, the strongest first."""
    return tuple(sorted(((a, w) for a, w in weighed if sign * w > 0), key=lambda p: -sign * p[1]))


# ---------------------------------------------------------------- support
def judge_support(claim: Claim, store: Store, as_of: str) -> Trend | None:
    """Support for a state: None where nobody with a series acted towards it."""
    state = claim.parties[0]
    roles = ":" in state
    last = date.fromisoformat(as_of)
    acts = load_acts(store, [state], as_of=as_of, roles=roles)
    mine = [a for a in acts if towards(a, state)]
    if claim.group:
        mine = [a for a in mine if set(towards(a, state)) & set(claim.group)]
    if not mine:
        return None
    first = last - timedelta(weeks=SUPPORT_NOW + SUPPORT_GAP + BEFORE)
    if claim.first:
        first = min(first, date.fromisoformat(claim.first) - timedelta(weeks=BEFORE))
    found = support(state, mine, first=first, last=last, prior=pooled_prior(store, as_of), among=claim.group)
    if found is None:
        return None
    seen = coverage_until(store, as_of)
    return support_trend(found, mine, claim.direction or "down", as_of, claim.first, claim.group, seen)


def support_trend(
    found: Support,
    acts: Sequence[Act],
    direction: str,
    as_of: str,
    since: str | None = None,
    group: Collection[str] | None = None,
    seen: Coverage | None = None,
) -> Trend:
    """The verdict on a state's index of support."""
    starts = found.calendar.starts
    first, end, at = _windows(len(starts), starts, since, 0, SUPPORT_GAP, SUPPORT_NOW)
    sign = 1.0 if direction in ("up", "high") else -1.0
    index = found.draws()
    now, before = index[at:].mean(axis=0), index[first:end].mean(axis=0)
    moved = sign * (now - before)
    least = LEAST_CHANGE / 5  # an index over many moves less than any one of them
    better, worse = float((moved > least).mean()), float((moved < -least).mean())
    if direction in ("low", "high"):
        better, worse = highest(sign * index[: max(at - GAP // 2, 1)], sign * now)
    nearer = breadth(acts, found.of, seen or Coverage(()), as_of, since, group)
    better = joined(_odds(better, worse), nearer if sign > 0 else 1.0 - nearer)
    worse = 1.0 - better
    recent_from = min(date.fromisoformat(as_of) - timedelta(days=RECENT), starts[end]).isoformat()
    recent = [a for a in acts if a.day >= recent_from]
    verdict = _word(better, worse)
    voices = {code for a in recent for code in towards(a, found.of)}
    # an organisation speaks for the group that it is the organisation of
    if len(voices) < LEAST_VOICES and not (group and voices & set(group) & INTERNATIONAL):
        verdict = UNKNOWN
    weighed = [(act, by * sign) for act, by in found.moves(max(end, 0))]
    movers = found.movers(first, end, at)
    down = [c for c, change, p in movers if change < 0 and p >= 0.8]
    up = [c for c, change, p in movers if change > 0 and p >= 0.8]
    return Trend(
        verdict,
        better,
        worse,
        float(before.mean()),
        float(now.mean()),
        tuple(acts),
        recent_from,
        since=since,
        down=len(down),
        up=len(up),
        supporters=len(movers),
        movers=tuple(up if sign > 0 else down),
        for_=_side(weighed, 1),
        against=_side(weighed, -1),
    )
