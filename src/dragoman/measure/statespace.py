"""A local-level model with interventions for shocks and outliers, for many series at once.

For series d and period t, with ``y`` the mean score of the acts in the period and ``n`` their summed weight:

    y[t,d]    = mu[t,d] + e[t,d],      e ~ N(0, r[d] * (1 / n[t,d] + FLOOR) * odd[t,d])
    mu[t+1,d] = mu[t,d] + w[t,d],      w ~ N(0, q[d] + shock[t,d])
    mu[0,d]   ~ N(mean, spread)

The filter and the disturbance smoother are those of Durbin and Koopman, *Time Series Analysis by State Space Methods*
(2nd ed. 2012), sections 2.2 to 2.5.  Shocks and outliers are found by the auxiliary residuals of Harvey and Koopman
(1992, *Journal of Business and Economic Statistics* 10): a smoothed step or error larger than ``LIMIT`` times its
standard deviation, and the largest near by, gets a variance of its own (``shock``, ``odd``), so that a rupture is one
step and not a slope, and one odd week is no rupture.  The hyperparameters q and r are then found again.

They are found by maximum a posteriori: the ratio q / r on a grid with a log-normal prior, r in closed form given the
ratio with an inverse-gamma prior, both centred on values pooled over all series, so that a short series borrows from
the rest and a long one speaks for itself.

Arrays have shape (T, D): periods first, then series.  Missing periods have ``n`` 0 and are skipped by the filter.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

FLOOR = 0.1  # acts of one period are not independent: noise has a floor of a tenth of one act's
# standard deviations of an auxiliary residual; at 3 a quiet series of 600 periods is broken once, here 0.1 times
LIMIT = 3.5
NEAR = 4  # periods on either side within which only the largest residual is treated
ODD = 9.0  # an outlier's noise variance over that of its like
RATIOS = np.exp(np.linspace(np.log(1e-4), np.log(1.0), 13))  # q / r
SURPRISE = 4.0  # PLOVER points by which a telling act must differ from the level to let it jump
JUMP = 16.0  # variance of such a jump
LEAST_RATIO = 0.003  # relations that could not move by a point in a year would be no relations
ROUNDS = 2  # of finding interventions and hyperparameters in turn


@dataclass(frozen=True, slots=True)
class Prior:
    """What all series share: level at the start, and where the hyperparameters are drawn to.

    ``strength_r`` counts as so many observed periods; ``spread_ratio`` is in natural logarithms.
    """

    mean: float = 0.5
    spread: float = 16.0
    r: float = 16.0
    strength_r: float = 8.0
    ratio: float = 0.01
    spread_ratio: float = 1.0
    damping: float = 1.0

    def scaled(self, weeks: float) -> "Prior":
        """The same prior, made for periods of a week, for periods of ``weeks`` weeks."""
        return replace(self, ratio=self.ratio * weeks, damping=self.damping**weeks)


@dataclass(frozen=True, slots=True)
class Fit:
    """Filtered and smoothed levels, shape (T, D); hyperparameters, shape (D,).

    ``predicted`` is the level before the period's acts, ``filtered`` after them, ``gain`` how far one unit of surprise
    moves it.  ``level`` and ``variance`` are smoothed (all periods used).  ``q`` and ``noise`` are variances by period,
    interventions included; ``shocks`` marks the periods after which the level was let jump.
    """

    predicted: Array
    predicted_variance: Array
    gain: Array
    filtered: Array
    filtered_variance: Array
    level: Array
    variance: Array
    q_scale: Array
    r_scale: Array
    q: Array
    noise: Array
    shocks: npt.NDArray[np.bool_]
    mean: float = 0.0
    damping: float = 1.0


def filter_levels(
    y: Array, seen: npt.NDArray[np.bool_], noise: Array, q: Array, prior: Prior, marks: Array | None = None
) -> tuple[Array, ...]:
    """Kalman filter: predicted level, its variance, innovation, its variance, gain; all (T, D).

    Where ``marks`` is 1 or -1 and the observation lies ``SURPRISE`` beyond the predicted level on that side, the level
    is let jump before the period; the variance of the jump is added to ``q`` in place.
    """
    periods, series = y.shape
    phi = prior.damping
    a = np.full(series, prior.mean)
    p = np.full(series, prior.spread)
    level, variance, innovation, spread, gain = (np.zeros((periods, series)) for _ in range(5))
    for t in range(periods):
        here = seen[t]
        if marks is not None and t:
            jump = here & (marks[t] != 0) & (marks[t] * (y[t] - a) >= SURPRISE)
            p = p + jump * JUMP
            q[t - 1] += jump * JUMP
        level[t], variance[t] = a, p
        f = p + noise[t]
        v = np.where(here, y[t] - a, 0.0)
        k = np.where(here, p / f, 0.0)
        innovation[t], spread[t], gain[t] = v, f, k
        a = prior.mean + phi * (a + k * v - prior.mean)
        p = phi**2 * p * (1.0 - k) + q[t]
    return level, variance, innovation, spread, gain


def smooth_levels(
    level: Array, variance: Array, innovation: Array, spread: Array, gain: Array, damping: float = 1.0
) -> tuple[Array, Array, Array, Array]:
    """Disturbance smoother: smoothed level, its variance, auxiliary residuals of steps and of errors, all (T, D)."""
    periods, series = level.shape
    smoothed, smoothed_variance, steps, errors = (np.empty((periods, series)) for _ in range(4))
    r = np.zeros(series)
    n = np.zeros(series)
    for t in range(periods - 1, -1, -1):
        # r and n hold what the time after t says: about the step from t to t + 1 here, about the level at t below
        steps[t] = r / np.sqrt(np.maximum(n, 1e-12))
        known = gain[t] > 0
        u = np.where(known, innovation[t] / spread[t] - damping * gain[t] * r, 0.0)
        d = np.where(known, 1.0 / spread[t] + (damping * gain[t]) ** 2 * n, 1.0)
        errors[t] = u / np.sqrt(d)
        keep = damping * (1.0 - gain[t])
        r = np.where(known, innovation[t] / spread[t], 0.0) + keep * r
        n = np.where(known, 1.0 / spread[t], 0.0) + keep**2 * n
        smoothed[t] = level[t] + variance[t] * r
        smoothed_variance[t] = np.maximum(variance[t] - variance[t] ** 2 * n, 1e-12)
    return smoothed, smoothed_variance, steps, errors


def _hyperparameters(
    y: Array, n: Array, prior: Prior, odd: Array | None = None, shock: Array | None = None
) -> tuple[Array, Array]:
    """Variances q and r per series at the mode of the posterior over the grid of ratios."""
    periods, series = y.shape
    seen = n > 0
    unit = np.where(seen, 1.0 / np.maximum(n, 1e-9) + FLOOR, 1.0)
    if odd is not None:
        unit = unit * odd
    held = seen.astype(float)
    count = seen.sum(axis=0)
    # every ratio of the grid at once, (ratios, series): the loop over periods is what costs time
    ratios = RATIOS[:, None]
    level = np.full((len(RATIOS), series), prior.mean)
    spread = np.full((len(RATIOS), series), prior.spread / prior.r)
    squares, logs = np.zeros_like(level), np.zeros_like(level)
    for t in range(periods):
        f = spread + unit[t]
        v = held[t] * (y[t] - level)
        gain = held[t] * spread / f
        squares += v * v / f
        logs += held[t] * np.log(f)
        level = prior.mean + prior.damping * (level + gain * v - prior.mean)
        spread = prior.damping**2 * spread * (1.0 - gain) + ratios
        if shock is not None:
            spread += shock[t]
    r = (squares + prior.strength_r * prior.r) / (count + prior.strength_r)
    score = -0.5 * (
        logs
        + (count + prior.strength_r) * np.log(r)
        + (squares + prior.strength_r * prior.r) / r
        + (np.log(ratios / prior.ratio) / prior.spread_ratio) ** 2
    )
    best = np.argmax(score, axis=0)
    r_best = r[best, np.arange(series)]
    q_best: Array = RATIOS[best] * r_best
    return q_best, r_best


def _peaks(residuals: Array) -> npt.NDArray[np.bool_]:
    """Where a residual exceeds ``LIMIT`` and is the largest within ``NEAR`` periods."""
    size = np.abs(residuals)
    largest = size.copy()
    for shift in range(1, NEAR + 1):
        largest[shift:] = np.maximum(largest[shift:], size[:-shift])
        largest[:-shift] = np.maximum(largest[:-shift], size[shift:])
    return (size > LIMIT) & (size >= largest)


def pooled(y: Array, n: Array, base: Prior | None = None, *, least: int = 20) -> Prior:
    """Prior centred on the medians over the series with at least ``least`` observed periods.

    With fewer than five such series ``base`` is returned unchanged.
    """
    base = base or Prior()
    seen = n > 0
    rich = seen.sum(axis=0) >= least
    if rich.sum() < 5:
        return base
    y, n, seen = y[:, rich], n[:, rich], seen[:, rich]
    means = np.where(seen, y * n, 0.0).sum(axis=0) / np.where(seen, n, 0.0).sum(axis=0)
    loose = Prior(float(np.median(means)), base.spread, base.r, 2.0, base.ratio, 3.0, base.damping)
    q, r = _hyperparameters(y, n, loose)
    return Prior(
        mean=float(np.median(means)),
        spread=float(max(np.var(means), 1.0)),
        r=float(np.median(r)),
        strength_r=base.strength_r,
        ratio=max(float(np.exp(np.median(np.log(q / r)))), LEAST_RATIO),
        spread_ratio=base.spread_ratio,
        damping=base.damping,
    )


def fit(y: Array, n: Array, prior: Prior | None = None, *, robust: bool = True, marks: Array | None = None) -> Fit:
    """Fit every series.

    ``y`` (T, D) mean score of each period, anything where ``n`` is 0; ``n`` (T, D) summed weight of its acts.
    ``marks`` (T, D) is 1 or -1 in periods with an act that by its kind may change relations at once.  ``robust`` False
    leaves the Gaussian model.
    """
    prior = prior or Prior()
    seen = n > 0
    y = np.where(seen, y, 0.0)
    shock, odd = np.zeros(y.shape), np.ones(y.shape)
    q_scale, r_scale = _hyperparameters(y, n, prior)
    for turn in range(ROUNDS + 1 if robust else 1):
        noise = np.where(seen, r_scale * (1.0 / np.maximum(n, 1e-9) + FLOOR) * odd, 1.0)
        q = q_scale + shock
        state = filter_levels(y, seen, noise, q, prior, marks)
        level, variance, steps, errors = smooth_levels(state[0], state[1], state[2], state[3], state[4], prior.damping)
        if turn == ROUNDS or not robust:
            break
        jumps, outliers = _peaks(steps) & (shock == 0), _peaks(errors) & seen
        if marks is not None:  # what changes relations by its kind is no outlier, and has its jump already
            jumps[:-1] &= marks[1:] == 0
            outliers &= marks == 0
        # a week that explains itself better as a step than as an error is a step
        outliers &= ~jumps
        shock = np.where(jumps, prior.spread, shock)
        odd = np.where(outliers, ODD, odd)
        changed = (jumps | outliers).any(axis=0)
        if changed.any():  # the others' hyperparameters stand
            some = (y[:, changed], n[:, changed], prior, odd[:, changed], (shock / r_scale)[:, changed])
            q_scale[changed], r_scale[changed] = _hyperparameters(*some)
    predicted, predicted_variance, innovation, _, gain = state
    return Fit(
        predicted,
        predicted_variance,
        gain,
        predicted + gain * innovation,
        predicted_variance * (1.0 - gain),
        level,
        variance,
        q_scale,
        r_scale,
        q,
        noise,
        q > q_scale + 1e-9,
        prior.mean,
        prior.damping,
    )


def draws(one: Fit, series: int, count: int, rng: np.random.Generator) -> Array:
    """``count`` joint draws of one series' level given all its data, shape (T, count).

    Forward filtering, backward sampling (Carter and Kohn 1994).
    """
    return draws_of(one, slice(series, series + 1), count, rng)[:, 0]


def draws_of(one: Fit, series: slice, count: int, rng: np.random.Generator, first: int = 0) -> Array:
    """``count`` joint draws of several series' levels from period ``first`` on, shape (T - first, D, count)."""
    mean, variance, q = one.filtered[:, series], one.filtered_variance[:, series], one.q[:, series]
    phi = one.damping
    periods, width = mean.shape
    out: Array = rng.standard_normal((periods - first, width, count))
    out[-1] = mean[-1][:, None] + np.sqrt(variance[-1])[:, None] * out[-1]
    for t in range(periods - 2, first - 1, -1):
        ahead = phi**2 * variance[t] + q[t]
        share = (phi * variance[t] / ahead)[:, None]
        spread = np.sqrt(variance[t] * q[t] / ahead)[:, None]
        expected = (one.mean + phi * (mean[t] - one.mean))[:, None]
        out[t - first] = mean[t][:, None] + share * (out[t + 1 - first] - expected) + spread * out[t - first]
    return out
