"""Turns told by what was done: acts of one direction that a steady mix of acts would hardly have given.

From every period with an act that speaks for better (or worse) on, what was done in the next eight weeks is set
against what the record of the two held before.  Four accounts of it are weighed by their marginal likelihoods
(gamma-Poisson for the numbers of acts of the direction and of all others, Dirichlet-multinomial for how grave the
acts of the direction are, beta-binomial for their share; weighted counts are taken as they are):

- nothing changed: both come at the rates of the whole record before, or of the last quarter (a war that goes on is no
  turn), and are as grave as they were;
- coverage changed: all acts are more or fewer, in the same shares and of the same gravity;
- tone changed: acts of the one direction come at a higher rate of their own for 1, 2, 4 or 8 weeks, the others as
  before;
- both changed.

The probability of a turn is that of the last two.  Turns are few however much is told, so the odds of one before
anything is seen fall with the number of weeks in which the two act (see ``ODDS``), and the odds of a change of
coverage rise with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.series import Series
from dragoman.measure.statespace import Array

STEP = 1.5  # tone from which an act speaks for a direction
SPAN = 8  # periods from the act on that are weighed
WINDOWS = (1, 2, 4, 8)  # periods of them for which a new rate may last
RECENT = 13  # periods before the act whose own rate may go on
HOLD = 6.0  # periods for which the rate of the whole record counts in theirs
LEAD = 26  # periods of a record in which nothing can be a turn: there is no before
WORD = 0.8  # what a word counts for beside a deed
RATE = 0.3, 8.0  # gamma prior of a rate: shape, periods
FRESH = 0.6, 4.0  # the same of a rate that is new
SHARE = 0.4, 0.6  # beta prior of the share of one direction
TILTED = 2.0, 0.5  # the same after a turn
# how grave acts of a direction are: tones at which a class begins, and the share of each between states at large
GRAVITY = {1: (1.5, 3.0, 4.2), -1: (1.5, 3.0, 5.0, 6.25, 8.0)}
COMMON = {1: (0.36, 0.23, 0.41), -1: (0.25, 0.22, 0.18, 0.16, 0.19)}
ALIKE = 8.0  # acts for which these shares count
GRAVER = 0.5  # by how much a class is likelier after a turn than the one below it, in natural logarithms
OWN = 3.0  # acts for which that counts
PLAIN = 0.5  # probability that the acts of a turn are no graver than those before
COVERED = (
    0.9,
    10.0,
)  # prior probability that coverage changed: at most, and active weeks a year at which it is half that
BOTH = 0.1  # odds of a turn where coverage changed, beside those where it did not
# Prior odds that an act begins a turn: ODDS / (1 + active weeks a year, at most BUSY) ** 2.  One factor because turns
# are few however much is told, the other because runs that overlap are looked at from every act in them.  Of busier
# relations the record says enough.
ODDS = 10.0
BUSY = 8.0
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Surge:
    """Acts of one direction from period ``t`` on: probability of a turn and of a mere change of coverage.

    ``acts`` are those that speak for the turn.
    """

    t: int
    sign: int
    turn: float
    coverage: float
    acts: tuple[Act, ...]


def surges(series: Series) -> list[Surge]:
    """Every period and direction with an act of it, weighed."""
    told = [(t, a) for t, acts in enumerate(series.acts) for a in acts if a.status == "happened"]
    if not told:
        return []
    periods = len(series.acts)
    year = YEAR * periods / max(1, (series.calendar.end - series.calendar.starts[0]).days)
    at = np.array([t for t, _ in told])
    tone = np.array([a.tone for _, a in told])
    weight = np.array([min(1.3 * a.weight, 1.0) * (1.0 if a.mark else WORD) for _, a in told])
    out = []
    for sign in (1, -1):
        mine = sign * tone >= STEP
        starts = np.unique(at[mine])
        starts = starts[starts >= LEAD]
        if not len(starts):
            continue
        classes = np.searchsorted(GRAVITY[sign], sign * tone[mine], side="right") - 1
        acts, others = np.zeros((periods, len(GRAVITY[sign]))), np.zeros(periods)
        np.add.at(acts, (at[mine], classes), weight[mine])
        np.add.at(others, at[~mine], weight[~mine])
        turn, coverage = _weigh(acts, others, starts, np.array(COMMON[sign]), year)
        for t, p, c in zip(map(int, starts), turn, coverage, strict=True):
            start, end = np.searchsorted(at, [t, t + SPAN])
            speaking = tuple(told[i][1] for i in range(start, end) if mine[i])
            out.append(Surge(t, sign, float(p), float(c), speaking))
    return sorted(out, key=lambda s: (s.t, -s.sign))


def _weigh(acts: Array, others: Array, t: Array, common: Array, year: float) -> tuple[Array, Array]:
    """Probabilities of a turn and of a mere change of coverage at periods ``t``.

    ``acts`` are weighted counts of the direction by period and gravity, ``others`` those of all other acts by period.
    """
    periods = len(others)
    mine = np.vstack([np.zeros(acts.shape[1]), np.cumsum(acts, axis=0)])
    rest = np.concatenate([[0.0], np.cumsum(others)])
    end, ago = np.minimum(t + SPAN, periods), np.maximum(t - RECENT, 0)
    span = (end - t).astype(float)
    kinds, k, o = mine[end] - mine[t], (mine[end] - mine[t]).sum(axis=1), rest[end] - rest[t]
    # what the record, and its last quarter, lead one to expect
    had, other = mine[t].sum(axis=1), rest[t]
    rate, rate_other = (RATE[0] + had, RATE[1] + t), (RATE[0] + other, RATE[1] + t)
    of_late = mine[t] - mine[ago]
    late = HOLD * rate[0] / rate[1] + of_late.sum(axis=1), HOLD + t - ago
    late_other = HOLD * rate_other[0] / rate_other[1] + rest[t] - rest[ago], HOLD + t - ago
    grave = ALIKE * common + mine[t]
    grave_late = ALIKE * grave / grave.sum(axis=1, keepdims=True) + of_late
    graver = common * np.exp(GRAVER * np.arange(len(common)))
    graver = OWN * graver / graver.sum()

    def new(counts: Array) -> Array:
        return _mean([_kinds(counts, graver), _kinds(counts, grave)], [1.0 - PLAIN, PLAIN])

    as_before, as_late = _count(o, *rate_other, span), _count(o, *late_other, span)
    nothing = _mean(
        [
            _count(k, *rate, span) + as_before + _kinds(kinds, grave),
            _count(k, *late, span) + as_late + _kinds(kinds, grave_late),
        ]
    )
    total = _count(k + o, *FRESH, span)
    shares = SHARE[0] + had, SHARE[1] + other
    covered = total + _split(k, o, *shares) + _kinds(kinds, grave)
    more = k / np.maximum(k + o, 1e-9) > shares[0] / (shares[0] + shares[1])
    both = np.where(more, total + _split(k, o, *TILTED) + new(kinds), -np.inf)
    tone = []
    for window in WINDOWS:
        length = np.minimum(window, span)
        now = mine[t + length.astype(int)] - mine[t]
        count, left = now.sum(axis=1), span - length
        after = np.where(left > 0, _count(k - count, *rate, np.maximum(left, 1.0)), 0.0)
        one = _count(count, *FRESH, length) + new(now) + after + _kinds(kinds - now, grave)
        tone.append(np.where(count / length > rate[0] / rate[1], one, -np.inf))
    turned = _mean(tone) + _mean([as_before, as_late])

    active = year * -np.expm1(-(had + other + RATE[0]) / (RATE[1] + t))  # weeks a year with an act
    change = COVERED[0] * active / (active + COVERED[1])
    odds = np.log(ODDS) - 2.0 * np.log1p(np.minimum(active, BUSY))
    turn = odds + np.logaddexp(np.log1p(-change) + turned, np.log(change * BOTH) + both)
    calm, cover = np.log1p(-change) + nothing, np.log(change) + covered
    whole = np.logaddexp(turn, np.logaddexp(calm, cover))
    return np.exp(turn - whole), np.exp(cover - whole)


def boosted(probability: float, odds: float) -> float:
    """A probability after evidence that multiplies its odds by ``odds``."""
    p = min(max(probability, 1e-12), 1.0 - 1e-12)
    return p * odds / (p * odds + 1.0 - p)


def log_gamma(x: Array | float) -> Array:
    """Logarithm of the gamma function of positive ``x``: Stirling's series eight steps on.

    SciPy has it too, but takes longer to import than a claim may take to judge.
    """
    x = np.asarray(x, dtype=float)
    steps = np.prod([x + n for n in range(8)], axis=0)
    y = x + 8.0
    z = 1.0 / (y * y)
    tail = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z / 1188)))) / y
    out: Array = (y - 0.5) * np.log(y) - y + 0.5 * np.log(2 * np.pi) + tail - np.log(steps)
    return out


def _mean(logs: Sequence[Array], shares: Sequence[float] | None = None) -> Array:
    """Log of the (weighted) mean of probabilities given by their logs."""
    shares = shares or [1.0 / len(logs)] * len(logs)
    out: Array = np.logaddexp.reduce([np.log(s) + x for s, x in zip(shares, logs, strict=True)])
    return out


def _count(k: Array, shape: Array | float, periods: Array | float, over: Array) -> Array:
    """Log probability of counts ``k`` over some periods, their rate being gamma (shape, periods)."""
    p = periods / (periods + over)
    none = np.where(k > 0, k * np.log(np.maximum(1.0 - p, 1e-300)), 0.0)
    out: Array = log_gamma(shape + k) - log_gamma(shape) - log_gamma(k + 1) + shape * np.log(p) + none
    return out


def _kinds(counts: Array, prior: Array) -> Array:
    """Log probability of acts of several classes, their shares being Dirichlet; without the multinomial coefficient."""
    out: Array = log_gamma(prior.sum(axis=-1)) - log_gamma(prior.sum(axis=-1) + counts.sum(axis=-1))
    out += (log_gamma(prior + counts) - log_gamma(prior)).sum(axis=-1)
    return out


def _beta(a: Array | float, b: Array | float) -> Array:
    out: Array = log_gamma(a) + log_gamma(b) - log_gamma(a + b)
    return out


def _split(k: Array, rest: Array, a: Array | float, b: Array | float) -> Array:
    """Log probability that of ``k + rest`` acts ``k`` are of the direction, its share being beta (a, b)."""
    out: Array = -_beta(k + 1, rest + 1) - np.log(k + rest + 1) + _beta(a + k, b + rest) - _beta(a, b)
    return out
