"""Turns told by what was done: more acts of one direction than the months before would give, and first acts after a
quiet time.

For the acts that lie ``STEP`` points or more above (or below) the level, and for all others, counts in the weeks from
an act on are set against counts in the two years before it.  Four accounts of them are weighed by their marginal
likelihoods (gamma-Poisson for rates, beta-binomial for shares; weighted counts are taken as they are):

- nothing changed: both counts come at the rates of before;
- coverage changed: all acts are more or fewer, in the shares of before;
- tone changed: acts of the one direction come at a rate of their own for 1, 2, 4 or 8 weeks, the others as before;
- both changed.

The probability of a turn is that of the last two.  So a tenfold coverage of the same tone is told as that.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.special import gammaln

from dragoman.measure.acts import Act
from dragoman.measure.series import Series
from dragoman.measure.statespace import Array

STEP = 1.5  # PLOVER points by which an act must differ from the level to speak for a turn
WINDOWS = (1, 2, 4, 8)  # periods for which a new rate may last
SPAN = 8  # periods from the act on that are weighed
CALM = 104  # periods before it
TURNED = 0.5  # prior probability that a telling act is part of a turn
COVERED = 0.05  # prior probability that coverage changed
BOTH = 0.4  # of tone having changed, where coverage did
RATE = (0.3, 13.0)  # gamma prior of a rate a period: shape, periods
FRESH = 0.5, 2.0  # gamma prior of a new rate over the span: shape, periods for one act
SHARE = 0.6, 1.4  # beta prior of the share of one direction
TILTED = 2.0, 0.5  # the same after a turn
WORD = 0.8  # what a word counts for beside a deed
QUIET = 63  # days without an act of a telling kind in its direction, after which the next is the first
# kinds of acts that open or close a chapter by what they are
TELLING = {
    1: frozenset({"AGREE", "RETREAT", "CONCEDE", "CONSULT"}),
    -1: frozenset({"ASSAULT", "SANCTION", "COERCE", "MOBILIZE", "THREATEN"}),
}


@dataclass(frozen=True, slots=True)
class Surge:
    """Acts of one direction from period ``t`` on: probability of a turn and of a mere change of coverage.

    ``first`` says that a telling kind of act came after a quiet time; ``acts`` are those that speak for the turn.
    """

    t: int
    sign: int
    turn: float
    coverage: float
    first: bool
    acts: tuple[Act, ...]


def _count(k: Array, shape: Array | float, periods: Array | float, over: Array) -> Array:
    """Log probability of counts ``k`` over some periods, their rate being gamma (shape, periods)."""
    p = periods / (periods + over)
    none = np.where(k > 0, k * np.log(np.maximum(1.0 - p, 1e-300)), 0.0)
    out: Array = gammaln(shape + k) - gammaln(shape) - gammaln(k + 1) + shape * np.log(p) + none
    return out


def _beta(a: Array | float, b: Array | float) -> Array:
    out: Array = gammaln(a) + gammaln(b) - gammaln(a + b)
    return out


def _split(k: Array, rest: Array, a: Array | float, b: Array | float) -> Array:
    """Log probability that of ``k + rest`` acts ``k`` are of the direction, its share being beta (a, b)."""
    out: Array = -_beta(k + 1, rest + 1) - np.log(k + rest + 1) + _beta(a + k, b + rest) - _beta(a, b)
    return out


def surges(series: Series) -> list[Surge]:
    """Every period and direction with an act beyond the level in it, weighed."""
    told = [(t, a) for t, acts in enumerate(series.acts) for a in acts if a.status == "happened"]
    if not told:
        return []
    at = np.array([t for t, _ in told])
    score = np.array([a.tone for _, a in told])
    weight = np.array([min(1.3 * a.weight, 1.0) * (1.0 if a.mark else WORD) for _, a in told])
    level = series.fit.predicted[:, 0]
    firsts = _firsts(told)
    rows, found = [], []
    for t in map(int, np.unique(at)):
        start, here, end = np.searchsorted(at, [t - CALM, t, t + SPAN])
        after = [int(np.searchsorted(at, t + w)) - start for w in WINDOWS]
        for sign in (1, -1):
            near = score[start:end]
            one = (sign * (near - level[t]) >= STEP) & (sign * near > 0)
            if not one[here - start : after[0]].any():
                continue
            mine = np.where(one, weight[start:end], 0.0)
            other = weight[start:end] - mine
            cut = here - start
            counts = [side[cut:j].sum() for j in after for side in (mine, other)]
            rows.append((mine[:cut].sum(), other[:cut].sum(), min(CALM, t), min(SPAN, len(series.acts) - t), *counts))
            acts = [told[start + i][1] for i in range(cut, end - start) if one[i]]
            first = any((t, sign, a.incident) in firsts for a in acts)
            found.append((t, sign, first, acts))
    if not rows:
        return []
    turn, coverage = _weigh(np.array(rows).T)
    return [
        Surge(t, sign, float(p), float(c), first, tuple(acts))
        for (t, sign, first, acts), p, c in zip(found, turn, coverage, strict=True)
    ]


def _weigh(rows: Array) -> tuple[Array, Array]:
    """Probabilities of a turn and of a change of coverage, from counts before, periods before, counts by window."""
    mine, other, before, span = rows[:4]  # at the end of the record there are fewer periods than a whole span
    ks, os = rows[4::2], rows[5::2]
    k, o = ks[-1], os[-1]
    shape, periods = RATE
    fresh = FRESH[0], FRESH[0] * SPAN / FRESH[1]
    same_other = _count(o, shape + other, periods + before, span)
    nothing = _count(k, shape + mine, periods + before, span) + same_other
    total = _count(k + o, *fresh, span)
    covered = total + _split(k, o, SHARE[0] + mine, SHARE[1] + other)
    both = total + _split(k, o, *TILTED)
    turned = []
    for window, now in zip(WINDOWS, ks, strict=True):
        while_ = np.minimum(window, span)
        rest = np.where(span > while_, _count(k - now, shape + mine, periods + before, span - while_), 0.0)
        turned.append(_count(now, *fresh, while_) + rest)
    tone = np.logaddexp.reduce(turned) - np.log(len(WINDOWS)) + same_other
    logs = np.stack(
        [
            np.log((1 - TURNED) * (1 - COVERED)) + nothing,
            np.log((1 - TURNED) * COVERED) + covered,
            np.log(TURNED * (1 - COVERED)) + tone,
            np.log(TURNED * COVERED * BOTH) + both,
        ]
    )
    share = np.exp(logs - np.logaddexp.reduce(logs))
    return share[2] + share[3], share[1]


def _firsts(told: list[tuple[int, Act]]) -> frozenset[tuple[int, int, str]]:
    """Period, direction and incident of each act of a telling kind that no other of its direction went before."""
    out = set()
    for sign, kinds in TELLING.items():
        last = -QUIET
        for t, act in sorted(told, key=lambda pair: pair[1].day):
            if act.type in kinds:
                day = date.fromisoformat(act.day).toordinal()
                if day - last > QUIET:
                    out.add((t, sign, act.incident))
                last = day
    return frozenset(out)
