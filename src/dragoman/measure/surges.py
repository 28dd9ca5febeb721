"""Turns told by what was done: acts whose kinds a steady mix of acts would hardly have given.

From every period with an act that speaks for better (or worse) on, what was done in the next two years is set against
what the record of the two held before.  Each act is of one class: by its tone, or, where envoys are sent home or
relations broken off or restored, of a class of its own.  Two things may have changed, how much is told and of what
kinds it is, and each has accounts that are weighed by their marginal likelihoods:

- how much (gamma-Poisson): as before (over the whole record, the last year, the last quarter), a burst of some weeks,
  a burst and another rate after it, another rate after some weeks, another rate at once;
- of what kinds (Dirichlet-multinomial): the shares of before; or shares tilted towards the graver acts of the
  direction, for some weeks or for the two years.

A turn is a tilt.  Shares are compared given how many acts there are, so that more or fewer acts of the same kinds are
no turn; how many there are speaks for a turn only where a burst begins with it and ends, or where the tilt stays (see
``CALM``, ``BURST``, ``STAYS``).  Turns are few however much is told, so the odds of one before anything is seen fall
with the number of weeks in which the two act (see ``ODDS``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.series import Series
from dragoman.measure.statespace import Array

STEP = 1.5  # tone from which an act speaks for a direction
SPAN = 8  # periods from the act on whose acts are named
HORIZON = 104  # periods from the act on that are weighed
WINDOWS = (1, 2, 4, 8, 16, 32)  # periods for which a burst may last
MEMORY = (52, 13)  # periods before the act whose own rate and mix may go on, beside those of the whole record
HOLD = 6.0  # periods for which the rate of the whole record counts in theirs
LATELY = (4.0, 24.0)  # acts for which its mix does
LEAD = 26  # periods of a record in which nothing can be a turn: there is no before
WORD = 0.8  # what a word counts for beside a deed
RATE = 0.3, 8.0  # gamma prior of a rate: shape, periods
FRESH = 1.0, 2.0  # the same of a rate that is new
# Classes: relations broken off or envoys sent home, tones up to these, relations restored or envoys sent.
EDGES = (-8.0, -6.25, -5.0, -3.0, -1.5, 1.5, 3.0, 4.2)
# share of each class between states of whom little is told, and acts for which it counts (fitted to their records)
COMMON = np.array((0.036, 0.059, 0.078, 0.055, 0.108, 0.138, 0.124, 0.133, 0.119, 0.139, 0.011))
ALIKE = 16.0
# how much each class speaks for a turn down and up; a turn tilts shares by e^(tilt x this), and is so firm (in acts)
SPEAKS = {-1: np.array((5, 4, 3, 2, 1, 0.5, 0, 0, 0, 0, 0)), 1: np.array((0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 5.0))}
TILTS, FIRM = (0.2, 0.4, 0.7), (4.0, 15.0)
# Probabilities of the mixes of before: the whole record's; of late, held loosely or firmly; drifted, loosely or firmly.
# A mix held loosely fits any war as well as a turn does, so that it must be rare or it swallows them
KEPT, OF_LATE, DRIFTED = 0.43, (0.043, 0.21), (0.01, 0.054)
# Probabilities of how much is told: as before, a burst, a burst and a new rate, a new rate later, at once; where
# nothing turned, where it turned for some weeks, and where it turned for good, which has the probability STAY
CALM = (0.75, 0.005, 0.015, 0.08, 0.15)
BURST = (0.35, 0.63, 0.01, 0.0, 0.01)
STAYS = (0.2, 0.2, 0.2, 0.0, 0.4)
STAY = 0.2
# Prior odds that an act begins a turn: ODDS / (1 + active weeks a year, at most BUSY)
ODDS = 0.75
BUSY = 8.0
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Surge:
    """Acts of one direction from period ``t`` on, and the probability that a turn begins with them, not elsewhere.

    ``acts`` are those of the direction in the first periods.
    """

    t: int
    sign: int
    turn: float
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
    ties = np.array([a.ties for _, a in told])
    weight = np.array([min(1.3 * a.weight, 1.0) * (1.0 if a.mark else WORD) for _, a in told])
    kind = np.where(ties == 0, 1 + np.searchsorted(EDGES, tone, side="right"), np.where(ties < 0, 0, len(COMMON) - 1))
    acts = np.zeros((periods, len(COMMON)))
    np.add.at(acts, (at, kind), weight)
    out = []
    for sign in (1, -1):
        mine = sign * tone >= STEP
        starts = np.unique(at[mine])
        starts = starts[starts >= LEAD]
        if not len(starts):
            continue
        for t, p in zip(map(int, starts), _weigh(acts, starts, sign, year), strict=True):
            start, end = np.searchsorted(at, [t, t + SPAN])
            speaking = tuple(told[i][1] for i in range(start, end) if mine[i])
            out.append(Surge(t, sign, float(p), speaking))
    return sorted(out, key=lambda s: (s.t, -s.sign))


def _weigh(acts: Array, t: Array, sign: int, year: float) -> Array:
    """Probabilities of a turn at periods ``t``; ``acts`` are weighted counts by period and class."""
    periods = len(acts)
    told = np.vstack([np.zeros(acts.shape[1]), np.cumsum(acts, axis=0)])
    past, end = told[t], np.minimum(t + HORIZON, periods)
    all_, span = told[end] - past, (end - t).astype(float)
    # what the record, its last year and its last quarter lead one to expect: rates and mixes
    had = RATE[0] + past.sum(axis=1), RATE[1] + t
    prior = ALIKE * COMMON / COMMON.sum() + past
    usual = prior / prior.sum(axis=1, keepdims=True)
    rates, mixes, given = [had], [prior], [KEPT]
    for memory in MEMORY:
        since = np.maximum(t - memory, 0)
        late = past - told[since]
        rates.append((HOLD * had[0] / had[1] + late.sum(axis=1), HOLD + t - since))
        mixes += [hold * usual + late for hold in LATELY]
        given += OF_LATE
    mixes += [firm * usual for firm in FIRM]  # a mix may drift without a direction
    given += DRIFTED
    tilted = [
        firm * share / share.sum(axis=1, keepdims=True)
        for share in (usual * np.exp(tilt * SPEAKS[sign]) for tilt in TILTS)
        for firm in FIRM
    ]

    def as_before(count: Array, length: Array) -> Array:
        return _mean([_flow(count, length, *rate) for rate in rates])

    same, stays = _mean([_kinds(all_, m) for m in mixes], given), _mean([_kinds(all_, m) for m in tilted])
    steady, new = as_before(all_.sum(axis=1), span), _flow(all_.sum(axis=1), span, *FRESH)
    nothing, turned = [], []
    for window in WINDOWS:
        middle = np.minimum(t + window, periods)
        first, length = told[middle] - past, (middle - t).astype(float)
        rest, left = all_ - first, span - length
        count, after = first.sum(axis=1), rest.sum(axis=1)
        burst, changed = _flow(count, length, *FRESH), _flow(after, left, *FRESH)
        flows = [steady, burst + as_before(after, left), burst + changed, as_before(count, length) + changed, new]
        brief = _mean([_kinds(first, m) for m in tilted]) + _mean([_kinds(rest, m) for m in mixes], given)
        nothing.append(_mean(flows, CALM) + same)
        turned.append(
            np.logaddexp(
                np.log1p(-STAY) + _mean(flows, BURST) + brief,
                np.log(STAY) + _mean(flows, STAYS) + stays,
            )
        )
    active = year * -np.expm1(-had[0] / had[1])  # weeks a year with an act
    log_odds = np.log(ODDS) - np.log1p(np.minimum(active, BUSY)) + _mean(turned) - _mean(nothing)
    out: Array = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -500.0, 500.0)))
    return out


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
    out: Array = np.logaddexp.reduce([np.log(s) + x for s, x in zip(shares, logs, strict=True) if s])
    return out


def _flow(count: Array, length: Array, shape: Array | float, periods: Array | float) -> Array:
    """Log density of ``count`` acts at times within ``length`` periods, their rate being gamma (shape, periods)."""
    out: Array = log_gamma(shape + count) - log_gamma(shape)
    out += shape * np.log(periods) - (shape + count) * np.log(periods + length)
    return out


def _kinds(counts: Array, prior: Array) -> Array:
    """Log probability of acts of several classes in their order, their shares being Dirichlet."""
    out: Array = log_gamma(prior.sum(axis=-1)) - log_gamma(prior.sum(axis=-1) + counts.sum(axis=-1))
    out += (log_gamma(prior + counts) - log_gamma(prior)).sum(axis=-1)
    return out
