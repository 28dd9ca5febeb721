"""Lows and highs of a series, and named phases of relations, as probabilities over draws of its level.

A *low* is a stretch around a minimum of the smoothed level from which it rises by ``PROMINENCE`` points or more before
a deeper one is met on either side (or the record ends).  A *phase* is named by rule from the level, its course and what
was done:

- ``rupture``: within eight weeks the level fell by three points or more;
- ``crisis``: the level is at -3 or below, where words alone do not bring it;
- ``rapprochement``: within half a year it rose by two points or more, to above zero;
- ``thaw``: it rose as far, from below zero, and is not there yet.

Of two names the one named first here holds.  A rise needs an act of cooperation that happened: silence, which
lets the level go back to the normal, is no thaw.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.measure.acts import Act
from dragoman.measure.series import Series
from dragoman.measure.statespace import Array

PROMINENCE = 1.5
CLEARLY = 0.5  # PLOVER points by which a low lies below both its shoulders in a draw that bears it out
LEAST = 0.65  # probability from which lows and phases are named
FALL, FALL_WEEKS = 3.0, 8
RISE, RISE_WEEKS = 2.0, 26
CRISIS = -3.0
JOIN_WEEKS = 6  # two stretches of one name no farther apart are one
SHORT_WEEKS = 2  # shorter ones are not named
NAMES = ("rupture", "crisis", "rapprochement", "thaw")


@dataclass(frozen=True, slots=True)
class Extreme:
    """A low or high: the day that made it, first and last day of its stretch, level with its band, how sure."""

    date: str
    first: str
    last: str
    level: float
    low: float
    high: float
    prominence: float
    probability: float
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A named phase with its first and last day, mean level, and the mean probability of its rule over it."""

    name: str
    first: str
    last: str
    level: float
    probability: float
    acts: tuple[Act, ...]


def lows(series: Series, drawn: Array, *, sign: int = 1) -> tuple[Extreme, ...]:
    """Lows in order of time (highs with ``sign`` -1); ``drawn`` are draws of the level, (T, draws)."""
    level = sign * series.level
    out = []
    for t in _minima(level):
        if t == 0 and not series.acts[0]:  # the level before the first act is the prior's
            continue
        (left, more), (right, less) = _shoulder(level[: t + 1][::-1]), _shoulder(level[t:])
        # where nothing deeper is met up to an end of the record, the other side alone says how far it is from the next
        shoulders = [at for at, deeper in ((t - left, more), (t + right, less)) if deeper]
        shoulders = shoulders or [max(t - left, t + right, key=lambda at: level[at])]
        prominence = float(min(level[at] - level[t] for at in shoulders))
        if prominence < PROMINENCE:
            continue
        brim = level[t] + prominence / 2
        first = t - _run(level[: t + 1][::-1] <= brim) + 1
        last = t + _run(level[t:] <= brim) - 1
        core = sign * drawn[first : last + 1].mean(axis=0)
        sure = float(np.all([core < sign * drawn[at] - CLEARLY for at in shoulders], axis=0).mean())
        if sure < LEAST:
            continue
        acts = _telling(series, first, last, _chill if sign > 0 else _warmth)
        if not acts:  # silence before the first act is no low
            continue
        calendar, half = series.calendar, 1.645 * float(series.deviation[t])
        out.append(
            Extreme(
                min((a.day for a in series.acts[t] if sign * a.tone < 0), default=calendar.starts[t].isoformat()),
                calendar.starts[first].isoformat(),
                calendar.last_day(last).isoformat(),
                float(series.level[t]),
                float(series.level[t]) - half,
                float(series.level[t]) + half,
                prominence,
                sure,
                acts,
            )
        )
    return tuple(out)


def _minima(level: Array) -> list[int]:
    """Periods whose level is lower than before and not higher than after."""
    before = np.r_[np.inf, level[:-1]]
    after = np.r_[level[1:], np.inf]
    return [int(t) for t in np.flatnonzero((level < before) & (level <= after))]


def _shoulder(level: Array) -> tuple[int, bool]:
    """How many periods away the highest level stands before one deeper than the first is met, and whether one is."""
    deeper = np.flatnonzero(level < level[0])
    return int(np.argmax(level[: deeper[0]] if len(deeper) else level)), bool(len(deeper))


def _run(holds: npt.NDArray[np.bool_]) -> int:
    """Length of the run of true values that starts the array."""
    ends = np.flatnonzero(~holds)
    return int(ends[0]) if len(ends) else len(holds)


def phases(series: Series, drawn: Array) -> tuple[Phase, ...]:
    """Named phases in order of time."""
    calendar = series.calendar
    periods = len(calendar.starts)
    days = (calendar.end - calendar.starts[0]).days / periods
    falls, rises = (max(1, round(7 * weeks / days)) for weeks in (FALL_WEEKS, RISE_WEEKS))
    kind = np.array([any(a.tone > 0 and a.status == "happened" for a in acts) for acts in series.acts], dtype=float)
    warm = np.convolve(kind, np.ones(rises))[:periods] > 0
    fell = drawn - _lagged(drawn, falls) <= -FALL
    rose = (drawn - _lagged(drawn, rises) >= RISE) & warm[:, None]
    there = drawn > 0.0
    chances = {
        "rupture": fell.mean(axis=1),
        "crisis": (drawn <= CRISIS).mean(axis=1),
        "rapprochement": (rose & there).mean(axis=1),
        "thaw": (rose & ~there & (_lagged(drawn, rises) < 0)).mean(axis=1),
    }
    name = np.full(periods, -1)
    for number in reversed(range(len(NAMES))):
        name[chances[NAMES[number]] >= LEAST] = number
    join, short = (round(7 * weeks / days) for weeks in (JOIN_WEEKS, SHORT_WEEKS))
    out = []
    for number, first, last in _stretches(name, join):
        if last - first + 1 < short:
            continue
        label = NAMES[number]
        out.append(
            Phase(
                label,
                calendar.starts[first].isoformat(),
                calendar.last_day(last).isoformat(),
                float(series.level[first : last + 1].mean()),
                float(chances[label][first : last + 1][name[first : last + 1] == number].mean()),
                _telling(series, first, last, _warmth if label in ("thaw", "rapprochement") else _chill),
            )
        )
    return tuple(out)


def _lagged(drawn: Array, periods: int) -> Array:
    """Draws of so many periods earlier; the first ones stand for the time before the record."""
    return np.concatenate([np.repeat(drawn[:1], min(periods, len(drawn)), axis=0), drawn[:-periods]])[: len(drawn)]


def _stretches(name: npt.NDArray[np.int64], join: int) -> list[tuple[int, int, int]]:
    """Runs of one name as (name, first, last); those of one name with nothing but a short gap between are one."""
    out: list[tuple[int, int, int]] = []
    for t in np.flatnonzero(name >= 0):
        number = int(name[t])
        if out and out[-1][0] == number and t - out[-1][2] <= max(join, 1):
            out[-1] = (number, out[-1][1], int(t))
        else:
            out.append((number, int(t), int(t)))
    return out


def _warmth(act: Act) -> float:
    return act.tone


def _chill(act: Act) -> float:
    return -act.tone


def _telling(series: Series, first: int, last: int, score: Callable[[Act], float]) -> tuple[Act, ...]:
    """The five acts of the periods that say most: ``score`` of each, times its weight, and above zero."""
    acts = [(score(a) * a.weight, a) for t in range(first, last + 1) for a in series.acts[t]]
    return tuple(a for value, a in sorted(acts, key=lambda p: (-p[0], p[1].day, p[1].incident))[:5] if value > 0)
