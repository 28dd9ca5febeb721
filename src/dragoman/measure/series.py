"""Acts to periods, and the fitted series of dyads."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.statespace import Array, Fit, Prior, fit

PERIODS = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Consecutive periods: first days of each, and the day after the last."""

    starts: tuple[date, ...]
    end: date

    @classmethod
    def over(cls, first: date, last: date, by: str = "week") -> "Calendar":
        """Periods of ``by`` (day, week from Monday, month) that cover both days."""
        assert by in PERIODS, by
        starts = []
        at = _floor(first, by)
        while at <= last:
            starts.append(at)
            at = _next(at, by)
        return cls(tuple(starts), at)

    def index(self, day: str) -> int:
        """Number of the period of an ISO day; -1 outside."""
        found = date.fromisoformat(day)
        if not self.starts or not self.starts[0] <= found < self.end:
            return -1
        return bisect_right(self.starts, found) - 1

    def last_day(self, index: int) -> date:
        """Last day of a period."""
        after = self.starts[index + 1] if index + 1 < len(self.starts) else self.end
        return date.fromordinal(after.toordinal() - 1)


def _floor(day: date, by: str) -> date:
    if by == "week":
        return date.fromordinal(day.toordinal() - day.weekday())
    return day.replace(day=1) if by == "month" else day


def _next(day: date, by: str) -> date:
    if by == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(day.toordinal() + (7 if by == "week" else 1))


def means(series: Sequence[Sequence[Act]], calendar: Calendar) -> tuple[Array, Array]:
    """Mean score and summed weight of the acts of each period and series, both (T, D)."""
    total = np.zeros((len(calendar.starts), len(series)))
    weight = np.zeros_like(total)
    for d, acts in enumerate(series):
        for act in acts:
            t = calendar.index(act.day)
            if t >= 0:
                total[t, d] += act.pull * act.tone
                weight[t, d] += act.pull
    return np.divide(total, weight, out=np.zeros_like(total), where=weight > 0), weight


def marks_of(series: Sequence[Sequence[Act]], calendar: Calendar) -> Array:
    """1 or -1 in periods whose acts of a kind that may change relations weigh to that side, (T, D)."""
    out = np.zeros((len(calendar.starts), len(series)))
    for d, acts in enumerate(series):
        for act in acts:
            t = calendar.index(act.day) if act.mark else -1
            if t >= 0:
                out[t, d] += act.mark * act.weight
    return np.sign(out)


@dataclass(frozen=True, slots=True)
class Series:
    """The relations of one dyad over time: its acts by period and the fitted level."""

    a: str
    b: str
    calendar: Calendar
    acts: tuple[tuple[Act, ...], ...]
    y: Array
    n: Array
    fit: Fit
    prior: Prior

    @property
    def level(self) -> Array:
        """Smoothed level by period."""
        return self.fit.level[:, 0]

    @property
    def deviation(self) -> Array:
        """Standard deviation of the smoothed level."""
        return np.sqrt(self.fit.variance[:, 0])

    def moves(self, t: int) -> list[tuple[Act, float]]:
        """Each act of period ``t`` with how far it moved the filtered level, largest first."""
        if not self.acts[t]:
            return []
        gain, before, weight = self.fit.gain[t, 0], self.fit.predicted[t, 0], self.n[t, 0]
        out = [(act, float(gain * act.pull * (act.tone - before) / weight)) for act in self.acts[t]]
        return sorted(out, key=lambda pair: -abs(pair[1]))


def dyad_series(
    a: str,
    b: str,
    acts: Iterable[Act],
    *,
    first: date | None = None,
    last: date | None = None,
    by: str = "week",
    directed: bool = False,
    prior: Prior | None = None,
) -> Series | None:
    """Fitted series of the dyad over the days from ``first`` to ``last`` (its first and last act); None without an act.

    Give the first day of the record as ``first``: silence before the first act says what that act moved.
    """
    mine = [act for act in acts if act.sides(a, b, directed=directed)]
    mine = [x for x in mine if (not first or x.day >= first.isoformat()) and (not last or x.day <= last.isoformat())]
    if not mine:
        return None
    calendar = Calendar.over(first or date.fromisoformat(mine[0].day), last or date.fromisoformat(mine[-1].day), by)
    periods: list[list[Act]] = [[] for _ in calendar.starts]
    for act in mine:
        t = calendar.index(act.day)
        if t >= 0:
            periods[t].append(act)
    y, n = means([mine], calendar)
    prior = (prior or Prior()).scaled({"day": 1 / 7, "week": 1.0, "month": 365.25 / 84}[by])
    return Series(
        a, b, calendar, tuple(map(tuple, periods)), y, n, fit(y, n, prior, marks=marks_of([mine], calendar)), prior
    )
