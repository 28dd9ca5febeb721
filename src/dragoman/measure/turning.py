"""Turning points, records and regimes of one series, as probabilities over draws of its level."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.series import Series
from dragoman.measure.statespace import Array, draws
from dragoman.measure.surges import Surge, boosted, surges

DRAWS = 400
SIDE = 8  # periods on either side of a turn whose mean levels are compared
LEAST_MOVE = 1.0  # PLOVER points between the two sides: less is no turn that anybody would name
LEAST_PROBABILITY = 0.95  # of a shift of the level
APART = 6  # periods: of two turns in one direction within them, the likelier is named
NEAR = 3  # periods around a turn whose acts explain it
SEED = 20240328
LEVEL = 0.5  # PLOVER points within which two extremes are one: as low as ever is a low
SMOOTH = 8  # periods over which past extremes are taken
LEAST_TURN = 0.3  # probability from which a turn is printed: a reader may want to see what may be one
LASTED = np.e  # times the odds of a turn told by acts, where the level shifted with them
FOLLOWING = 4  # periods of a run of acts within which the turn is placed


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A change of level: its likeliest day, the interval that holds it with 90 per cent, up or down, how surely.

    ``kind`` is ``acts`` (acts in one direction that the months before would not have given) or ``level`` (the smoothed
    level shifted and stayed, and the acts bear it out).
    """

    date: str
    first: str
    last: str
    direction: str
    probability: float
    change: float
    acts: tuple[Act, ...]
    kind: str = "level"


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


def turning_points(series: Series, drawn: Array | None = None) -> tuple[TurningPoint, ...]:
    """Turns of the series in order of time: acts that break with what went before, and lasting shifts of the level.

    A shift alone is no turn, because a steady mix of words and deeds moves the level about: the acts near it must tell
    of one too, and a shift makes that likelier.  Of two turns in one direction within ``APART`` periods the likelier
    stands.
    """
    drawn = level_draws(series) if drawn is None else drawn
    steps = [(step, series.calendar.index(step.date)) for step in shifts(series, moved(drawn))]
    runs = surges(series)
    found = []
    for run in runs:
        shifted = any(_same(step, run) and abs(at - run.t) <= APART for step, at in steps)
        found.append(_told(series, run, boosted(run.turn, LASTED) if shifted else run.turn))
    found = [turn for turn in found if turn.probability >= LEAST_TURN]
    for step, at in steps:
        near = [run.turn for run in runs if _same(step, run) and abs(at - run.t) <= APART]
        probability = boosted(max(near, default=0.0), LASTED)
        if probability >= LEAST_TURN:
            found.append(replace(step, probability=probability))
    found.sort(key=lambda t: (-t.probability, t.kind, t.date))
    kept: list[TurningPoint] = []
    for turn in found:
        at = series.calendar.index(turn.date)
        if not any(k.direction == turn.direction and abs(series.calendar.index(k.date) - at) < APART for k in kept):
            kept.append(turn)
    return tuple(sorted(kept, key=lambda t: t.date))


def _same(step: TurningPoint, run: Surge) -> bool:
    return (step.direction == "up") == (run.sign > 0)


def moved(drawn: Array) -> Array:
    """By how much the mean level of the ``SIDE`` periods from each period (the second on) differs from those before."""
    periods = len(drawn)
    total = np.vstack([np.zeros((1, drawn.shape[1])), np.cumsum(drawn, axis=0)])
    at = np.arange(1, periods)
    before = np.maximum(at - SIDE, 0)
    after = np.minimum(at + SIDE, periods)
    out: Array = (total[after] - total[at]) / (after - at)[:, None]
    out -= (total[at] - total[before]) / (at - before)[:, None]
    return out


def _told(series: Series, surge: Surge, probability: float) -> TurningPoint:
    calendar, level = series.calendar, float(series.fit.predicted[surge.t, 0])
    weight = sum(a.weight for a in surge.acts)
    here = set(series.acts[surge.t])
    return TurningPoint(
        min(a.day for a in surge.acts if a in here),
        calendar.starts[surge.t].isoformat(),
        calendar.last_day(min(surge.t + FOLLOWING, len(calendar.starts)) - 1).isoformat(),
        "up" if surge.sign > 0 else "down",
        probability,
        float(sum(a.weight * (a.tone - level) for a in surge.acts) / weight),
        tuple(sorted(surge.acts, key=lambda a: -abs(a.tone - level) * a.weight)[:5]),
        "acts",
    )


def shifts(series: Series, move: Array) -> tuple[TurningPoint, ...]:
    """Changes of the level that last, with an act in their direction; ``move`` as ``moved`` gives it."""
    if len(move) < 2:
        return ()
    mean = move.mean(axis=1)
    order = np.argsort(-np.abs(mean), kind="stable")
    taken: list[int] = []
    out = []
    for i in order:
        if abs(mean[i]) < LEAST_MOVE:
            break
        if any(abs(int(i) - t) < APART for t in taken):
            continue
        sign = np.sign(mean[i])
        probability = float((sign * move[i] > LEAST_MOVE / 2).mean())
        taken.append(int(i))
        turn = _turn(series, int(i) + 1, float(mean[i]), probability, sign * move)
        if probability >= LEAST_PROBABILITY and turn.acts:
            out.append(turn)
    return tuple(sorted(out, key=lambda t: t.date))


def _turn(series: Series, t: int, change: float, probability: float, move: Array) -> TurningPoint:
    first, last = max(t - APART, 1), min(t + APART, len(move))
    likeliest = first + np.argmax(move[first - 1 : last], axis=0)
    low, high = np.quantile(likeliest, [0.05, 0.95]).astype(int)
    around = [a for p in range(max(t - NEAR, 0), min(t + NEAR, len(series.acts))) for a in series.acts[p]]
    level = float(series.level[max(t - SIDE, 0) : t].mean())
    telling = [a for a in around if (a.tone - level) * change > 0]
    telling.sort(key=lambda a: -abs(a.tone - level) * a.weight)
    calendar = series.calendar
    day = telling[0].day if telling else calendar.starts[min(t, len(calendar.starts) - 1)].isoformat()
    return TurningPoint(
        day,
        calendar.starts[min(low, len(calendar.starts) - 1)].isoformat(),
        calendar.last_day(min(int(high), len(calendar.starts) - 1)).isoformat(),
        "up" if change > 0 else "down",
        probability,
        change,
        tuple(telling[:5]),
    )


def records(series: Series, drawn: Array | None = None, *, recent: int = 1) -> Records:
    """How the level of the last ``recent`` periods compares with all before."""
    drawn = level_draws(series) if drawn is None else drawn
    now = drawn[-recent:].mean(axis=0)
    past = drawn[:-recent]
    if not len(past):
        return Records(float(now.mean()), None, 0.5, None, 0.5, 0.5, 0.5)
    low_since, low_probability = _since(past, now, series)
    high_since, high_probability = _since(-past, -now, series)
    return Records(
        float(now.mean()),
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
