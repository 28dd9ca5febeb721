"""A level with its band and acts as the numbers of an SVG drawing; the template draws it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.series import Calendar
from dragoman.measure.statespace import Array

WIDTH, HEIGHT = 920, 300
LOWER = 190  # height of the panel of acts where it stands apart
GAP = 22  # between panels
LEFT, RIGHT, TOP, BOTTOM = 62, 26, 14, 30
_APART = 0.6  # of the distance at which two dots only touch: one of them may cover a part of the other
SCALE = 10.0  # PLOVER weights run from -10 to 10


@dataclass(frozen=True, slots=True)
class Dot:
    """An act in the drawing: where, how large, of which quad class, what it says and where it leads."""

    x: float
    y: float
    radius: float
    quad: int
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the line: where, what it says, and the row of the page that has its number."""

    x: float
    y: float
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One field of the drawing with its own scale: its edges, where zero lies, its grid, what it measures."""

    top: float
    bottom: float
    zero: float
    levels: tuple[tuple[float, str], ...]
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template needs; all numbers in pixels from the upper left.

    The line is in the first panel, the dots in the last; where there is one panel both are in it.
    """

    width: int
    height: int
    line: str
    band: str
    panels: tuple[Panel, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...] = ()
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def bottom(self) -> float:
        """Where the axis of time lies."""
        return self.panels[-1].bottom


@dataclass(frozen=True, slots=True)
class _Scale:
    """From scores between ``low`` and ``high`` to pixels between ``bottom`` and ``top``."""

    low: float
    high: float
    top: float
    bottom: float

    def y(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def panel(self, title: str) -> Panel:
        words = {v: f"{v:+.0f}".replace("-", "\N{MINUS SIGN}") if v else "0" for v in _levels(self.low, self.high)}
        return Panel(self.top, self.bottom, self.y(0.0), tuple((self.y(v), word) for v, word in words.items()), title)


def level_chart(
    calendar: Calendar,
    level: Array,
    low: Array,
    high: Array,
    acts: Sequence[tuple[Act, str]],
    first: date,
    marks: Sequence[tuple[int, str, str]] = (),
    *,
    apart: bool = False,
) -> Chart:
    """Drawing of the periods from ``first``.

    ``acts`` are each act with its label, ``marks`` the periods whose point on the line leads to a row of the page, each
    with its label and the row's anchor.  ``apart`` gives the acts a panel of their own: the mean of many moves little
    beside single acts.
    """
    keep = [i for i, start in enumerate(calendar.starts) if calendar.last_day(i) >= first] or [len(calendar.starts) - 1]
    start, end = calendar.starts[keep[0]].toordinal(), calendar.end.toordinal()
    shown = [(a, label) for a, label in acts if date.fromisoformat(a.day).toordinal() >= start]
    scores = [a.score for a, _ in shown]
    edge = HEIGHT - BOTTOM
    if apart:
        lines = _scale([*low[keep], *high[keep]], 1.0, TOP, edge)
        dots = _scale(scores, 2.0, edge + GAP, edge + GAP + LOWER)
        panels: tuple[Panel, ...] = (lines.panel("index, −10 to +10"), dots.panel("score of each act"))
    else:
        lines = dots = _scale([*low[keep], *high[keep], *scores], 2.0, TOP, edge)
        panels = (lines.panel("hostile −  score  + friendly"),)

    def x(day: float) -> float:
        return round(LEFT + (day - start) / max(end - start, 1) * (WIDTH - LEFT - RIGHT), 1)

    def middle(i: int) -> float:
        return x((calendar.starts[i].toordinal() + calendar.last_day(i).toordinal()) / 2)

    over = [f"{middle(i)},{lines.y(high[i])}" for i in keep]
    under = [f"{middle(i)},{lines.y(low[i])}" for i in keep]
    return Chart(
        WIDTH,
        int(panels[-1].bottom) + BOTTOM,
        " ".join(f"{middle(i)},{lines.y(level[i])}" for i in keep),
        " ".join([*over, *reversed(under)]),
        panels,
        tuple(
            _spread(
                [
                    Dot(
                        x(date.fromisoformat(a.day).toordinal()),
                        dots.y(a.score),
                        round(2.5 + 2 * min(a.weight, 1.5), 1),
                        a.quad,
                        label,
                        f"act-{a.incident}",
                    )
                    for a, label in shown
                ],
                panels[-1],
            )
        ),
        tuple((x(d.toordinal()), label) for d, label in _ticks(date.fromordinal(start), date.fromordinal(end))),
        tuple(Mark(middle(i), lines.y(level[i]), label, target) for i, label, target in marks if i >= keep[0]),
    )


def _spread(dots: Sequence[Dot], panel: Panel) -> list[Dot]:
    """The dots in the same order, those of one day moved up or down as little as lets each of them be seen.

    Of one day, from the highest score down, the distances of neighbours are made at least ``_APART`` of what would part
    them (less where a day has more than the panel holds), and the squares of the moves are the least possible.
    """
    out = list(dots)
    days: dict[float, list[int]] = defaultdict(list)
    for n, dot in enumerate(dots):
        days[dot.x].append(n)
    for day in days.values():
        if len(day) == 1:
            continue
        day.sort(key=lambda n: (dots[n].y, n))
        gaps = [_APART * (dots[a].radius + dots[b].radius) for a, b in pairwise(day)]
        fit = min(1.0, (panel.bottom - panel.top) / sum(gaps))
        offsets = [fit * below for below in accumulate(gaps, initial=0.0)]
        # without its offset each must stand no higher than the one before: of those that would, the mean
        runs: list[tuple[float, int]] = []
        for n, offset in zip(day, offsets, strict=True):
            total, count = dots[n].y - offset, 1
            while runs and runs[-1][0] / runs[-1][1] > total / count:
                before, more = runs.pop()
                total, count = total + before, count + more
            runs.append((total, count))
        places = [total / count for total, count in runs for _ in range(count)]
        for n, offset, place in zip(day, offsets, places, strict=True):
            inside = min(max(place, panel.top), panel.bottom - offsets[-1])
            out[n] = replace(dots[n], y=round(inside + offset, 1))
    return out


def _scale(values: Sequence[float], least: float, top: float, bottom: float) -> _Scale:
    """A scale that holds all ``values`` and at least ``least`` on either side of zero, in whole scores."""
    # a dot on the edge would be half a dot
    low = max(-SCALE, float(np.floor(min([*values, -least]) - 0.3)))
    high = min(SCALE, float(np.ceil(max([*values, least]) + 0.3)))
    return _Scale(low, high, top, bottom)


def _levels(bottom: float, top: float) -> list[float]:
    step = next(s for s in (5.0, 2.0, 1.0) if top - bottom > 2 * s or s == 1.0)
    return [step * n for n in range(int(np.ceil(bottom / step)), int(np.floor(top / step)) + 1)]


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(s for s in (1, 2, 3, 6, 12, 24, 48, 1200) if months / s <= 12)
    out = []
    year, month = first.year, first.month
    while (day := date(year, month, 1)) < last:
        if day >= first and ((year * 12 + month - 1) % step == 0):
            out.append((day, day.strftime("%b %Y") if step < 12 else str(year)))
        month += 1
        if month > 12:
            year, month = year + 1, 1
    return out
