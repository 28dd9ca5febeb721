"""Turning points, records and regimes of one series, as probabilities over draws of its level."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.series import Series
from dragoman.measure.statespace import Array, draws
from dragoman.measure.surges import Surge, surges

DRAWS = 400
APART = 8  # periods: of two turns in one direction within them, the likelier is named
SEED = 20240328
LEVEL = 0.5  # PLOVER points within which two extremes are one: as low as ever is a low
SMOOTH = 8  # periods over which past extremes are taken
LEAST_TURN = 0.5  # probability from which a turn is printed: likelier than not
FOLLOWING = 4  # periods of a run of acts within which the turn is placed; so many before and after share in it
SURE = 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """Acts that break with what went before: the day of the first, the interval of the run, up or down, how surely.

    ``change`` is how far their mean tone lies from the level that was predicted.
    """

    date: str
    first: str
    last: str
    direction: str
    probability: float
    change: float
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """How the last level compares with the past: ``lowest_since`` and ``highest_since`` are first days of periods.

    Each probability says how surely the last level lies beyond all levels since then; no day means the whole record.
    """

    level: float
    lowest_since: str | None
    lowest_probability: float
    highest_since: str | None
    highest_probability: float
    lowest_ever: float
    highest_ever: float


def level_draws(series: Series) -> Array:
    """Draws of the level, shape (T, DRAWS); the same for the same series."""
    return draws(series.fit, 0, DRAWS, np.random.default_rng(SEED))


def turning_points(series: Series) -> tuple[TurningPoint, ...]:
    """Turns of the series in order of time: acts that break with what went before (see ``surges``).

    A shift of the level tells nothing more, because the same acts made it.  Of two turns in one direction within
    ``APART`` periods the likelier stands, and of two of one day.  A turn may have begun in any of neighbouring weeks:
    it is told where its odds times what was done in the week are largest, with the odds of all of them.
    """
    runs = surges(series)
    odds = {(run.sign, run.t): run.turn / (1.0 - min(run.turn, SURE)) for run in runs}
    kept: list[Surge] = []
    for run in sorted(runs, key=lambda s: (-odds[s.sign, s.t] * _spoken(series, s), s.t, -s.sign)):
        if any(k.sign == run.sign and abs(k.t - run.t) < APART for k in kept):
            continue
        total = sum(odds.get((run.sign, run.t + step), 0.0) for step in range(-FOLLOWING, FOLLOWING + 1))
        run = replace(run, turn=total / (1.0 + total))
        # deeds that go on without a month's pause are one turn: so a war is one, however it is fought
        if run.turn >= LEAST_TURN and all(k.sign != run.sign or _paused(series, k.t, run.t, k.sign) for k in kept):
            kept.append(run)
    told = [_told(series, run) for run in kept]
    likeliest = {turn.date: turn for turn in sorted(told, key=lambda t: (t.probability, t.direction))}
    return tuple(sorted(likeliest.values(), key=lambda t: t.date))


def _paused(series: Series, one: int, other: int, sign: int) -> bool:
    """Whether ``FOLLOWING`` periods together between two are without a deed of the direction."""
    first, end = min(one, other), max(one, other)
    deeds = [t for t in range(first, end) if any(a.mark == sign for a in series.acts[t])]
    return any(late - early > FOLLOWING for early, late in pairwise([first, *deeds, end]))


def _spoken(series: Series, surge: Surge) -> float:
    """How much was done in the direction in the first period of a surge."""
    here = set(series.acts[surge.t])
    return sum(a.weight for a in surge.acts if a in here)


def _told(series: Series, surge: Surge) -> TurningPoint:
    calendar, level = series.calendar, float(series.fit.predicted[surge.t, 0])
    weight = sum(a.weight for a in surge.acts)
    here = set(series.acts[surge.t])
    return TurningPoint(
        min(a.day for a in surge.acts if a in here),
        calendar.starts[surge.t].isoformat(),
        calendar.last_day(min(surge.t + FOLLOWING, len(calendar.starts)) - 1).isoformat(),
        "up" if surge.sign > 0 else "down",
        surge.turn,
        float(sum(a.weight * (a.tone - level) for a in surge.acts) / weight),
        tuple(sorted(surge.acts, key=lambda a: -abs(a.tone - level) * a.weight)[:5]),
    )


def records(series: Series, drawn: Array | None = None, *, recent: int = 1) -> Records:
    """How the level of the last ``recent`` periods compares with all before."""
    drawn = level_draws(series) if drawn is None else drawn
    now = drawn[-recent:].mean(axis=0)
    past = drawn[:-recent]
    level = float(series.level[-recent:].mean())  # as every table has it; that of the draws differs in the second place
    if not len(past):
        return Records(level, None, 0.5, None, 0.5, 0.5, 0.5)
    low_since, low_probability = _since(past, now, series)
    high_since, high_probability = _since(-past, -now, series)
    return Records(
        level,
        low_since,
        low_probability,
        high_since,
        high_probability,
        highest(-past, -now)[0],
        highest(past, now)[0],
    )


def highest(past: Array, now: Array) -> tuple[float, float]:
    """Probability that ``now`` (draws) is as high as the past (T, draws) ever was, and that it is clearly below that.

    The past is taken as means over ``SMOOTH`` periods, and its peak where the mean path has it: the extreme of hundreds
    of noisy draws of hundreds of weeks is no level that the relations ever had.
    """
    width = min(SMOOTH, len(past))
    total = np.vstack([np.zeros((1, past.shape[1])), np.cumsum(past, axis=0)])
    smooth = (total[width:] - total[:-width]) / width
    peak = smooth[int(np.argmax(smooth.mean(axis=1)))]
    return float((now > peak - LEVEL).mean()), float((now < peak - 2 * LEVEL).mean())


def _since(past: Array, now: Array, series: Series) -> tuple[str | None, float]:
    """First day of the latest period that was as low as now, and how surely now is lower than all after it."""
    lower = (past <= now).mean(axis=1)
    earlier = np.flatnonzero(lower > 0.5)
    if not len(earlier):
        return None, float((now <= past.min(axis=0)).mean())
    t = int(earlier[-1])
    rest = past[t + 1 :]
    since = date.isoformat(series.calendar.starts[t])
    return since, float((now <= rest.min(axis=0)).mean()) if len(rest) else 0.5
