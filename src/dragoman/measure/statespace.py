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

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

FLOOR = 0.1  # acts of one period are not independent: noise has a floor of a tenth of one act's
# standard deviations of an auxiliary residual; at 3 a quiet series of 600 periods is broken once, here 0.1 times
LIMIT = 3.5
NEAR = 4  # periods on either side within which only the largest residual is treated
ODD = 9.0  # an outlier's noise variance over that of its like
RATIOS = np.exp(np.linspace(np.log(1e-4), np.log(1.0), 13))  # q / r
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


def filter_levels(y: Array, seen: npt.NDArray[np.bool_], noise: Array, q: Array, prior: Prior) -> tuple[Array, ...]:
    """Kalman filter: predicted level, its variance, innovation, its variance, gain; all (T, D)."""
    periods, series = y.shape
    a = np.full(series, prior.mean)
    p = np.full(series, prior.spread)
    level, variance, innovation, spread, gain = (np.zeros((periods, series)) for _ in range(5))
    for t in range(periods):
        level[t], variance[t] = a, p
        here = seen[t]
        f = p + noise[t]
        v = np.where(here, y[t] - a, 0.0)
        k = np.where(here, p / f, 0.0)
        innovation[t], spread[t], gain[t] = v, f, k
        a = a + k * v
        p = p * (1.0 - k) + q[t]
    return level, variance, innovation, spread, gain


def smooth_levels(
    level: Array, variance: Array, innovation: Array, spread: Array, gain: Array
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
        u = np.where(known, innovation[t] / spread[t] - gain[t] * r, 0.0)
        d = np.where(known, 1.0 / spread[t] + gain[t] ** 2 * n, 1.0)
        errors[t] = u / np.sqrt(d)
        keep = 1.0 - gain[t]
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
    extra = np.zeros((periods, series)) if shock is None else shock
    count = seen.sum(axis=0)
    best = np.full(series, -np.inf)
    q_best, r_best = np.full(series, prior.ratio * prior.r), np.full(series, prior.r)
    start = Prior(prior.mean, prior.spread / prior.r)
    for ratio in RATIOS:
        _, _, v, f, _ = filter_levels(y, seen, unit, ratio + extra, start)
        squares = np.where(seen, v**2 / f, 0.0).sum(axis=0)
        logs = np.where(seen, np.log(f), 0.0).sum(axis=0)
        r = (squares + prior.strength_r * prior.r) / (count + prior.strength_r)
        score = -0.5 * (
            logs
            + (count + prior.strength_r) * np.log(r)
            + (squares + prior.strength_r * prior.r) / r
            + (np.log(ratio / prior.ratio) / prior.spread_ratio) ** 2
        )
        better = score > best
        best = np.where(better, score, best)
        q_best = np.where(better, ratio * r, q_best)
        r_best = np.where(better, r, r_best)
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
    loose = Prior(float(np.median(means)), base.spread, base.r, 2.0, base.ratio, 3.0)
    q, r = _hyperparameters(y, n, loose)
    return Prior(
        mean=float(np.median(means)),
        spread=float(max(np.var(means), 1.0)),
        r=float(np.median(r)),
        strength_r=base.strength_r,
        ratio=float(np.exp(np.median(np.log(q / r)))),
        spread_ratio=base.spread_ratio,
    )


def fit(y: Array, n: Array, prior: Prior | None = None, *, robust: bool = True) -> Fit:
    """Fit every series.

    ``y`` (T, D) mean score of each period, anything where ``n`` is 0; ``n`` (T, D) summed weight of its acts.
    ``robust`` False leaves the Gaussian model.
    """
    prior = prior or Prior()
    seen = n > 0
    y = np.where(seen, y, 0.0)
    shock, odd = np.zeros(y.shape), np.ones(y.shape)
    q_scale, r_scale = _hyperparameters(y, n, prior)
    for turn in range(ROUNDS + 1 if robust else 1):
        noise = np.where(seen, r_scale * (1.0 / np.maximum(n, 1e-9) + FLOOR) * odd, 1.0)
        q = q_scale + shock
        state = filter_levels(y, seen, noise, q, prior)
        level, variance, steps, errors = smooth_levels(*state)
        if turn == ROUNDS or not robust:
            break
        jumps, outliers = _peaks(steps) & (shock == 0), _peaks(errors) & seen
        # a week that explains itself better as a step than as an error is a step
        outliers &= ~jumps
        shock = np.where(jumps, prior.spread, shock)
        odd = np.where(outliers, ODD, odd)
        q_scale, r_scale = _hyperparameters(y, n, prior, odd, shock / r_scale)
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
        shock > 0,
    )


def draws(one: Fit, series: int, count: int, rng: np.random.Generator) -> Array:
    """``count`` joint draws of one series' level given all its data, shape (T, count).

    Forward filtering, backward sampling (Carter and Kohn 1994).
    """
    mean, variance = one.filtered[:, series], one.filtered_variance[:, series]
    q = one.q[:, series]
    periods = len(mean)
    out = np.empty((periods, count))
    noise = rng.standard_normal((periods, count))
    out[-1] = mean[-1] + np.sqrt(variance[-1]) * noise[-1]
    for t in range(periods - 2, -1, -1):
        share = variance[t] / (variance[t] + q[t])
        out[t] = mean[t] + share * (out[t + 1] - mean[t]) + np.sqrt(variance[t] * (1.0 - share)) * noise[t]
    return out


def draws_all(one: Fit, count: int, rng: np.random.Generator, first: int = 0) -> Array:
    """``count`` joint draws of every series' level from period ``first`` on, shape (T - first, D, count)."""
    mean, variance, q = one.filtered, one.filtered_variance, one.q
    periods, series = mean.shape
    out = np.empty((periods - first, series, count))
    noise = rng.standard_normal((periods - first, series, count))
    out[-1] = mean[-1][:, None] + np.sqrt(variance[-1])[:, None] * noise[-1]
    for t in range(periods - 2, first - 1, -1):
        share = variance[t] / (variance[t] + q[t])
        spread = np.sqrt(variance[t] * (1.0 - share))
        following = out[t + 1 - first]
        out[t - first] = (
            mean[t][:, None] + share[:, None] * (following - mean[t][:, None]) + spread[:, None] * noise[t - first]
        )
    return out
