"""A level with its band and acts as the numbers of an SVG drawing; the template draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.series import Calendar
from dragoman.measure.statespace import Array

WIDTH, HEIGHT = 920, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 14, 28
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
class Chart:
    """Everything the template needs; all numbers in pixels from the upper left."""

    width: int
    height: int
    line: str
    band: str
    zero: float
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def level_chart(
    calendar: Calendar, level: Array, low: Array, high: Array, acts: Sequence[tuple[Act, str]], first: date
) -> Chart:
    """Drawing of the periods from ``first``; ``acts`` are each act with its label."""
    keep = [i for i, start in enumerate(calendar.starts) if calendar.last_day(i) >= first] or [len(calendar.starts) - 1]
    start, end = calendar.starts[keep[0]].toordinal(), calendar.end.toordinal()
    shown = [(a, label) for a, label in acts if date.fromisoformat(a.day).toordinal() >= start]
    scores = [a.score for a, _ in shown]
    bottom = max(-SCALE, float(np.floor(min([*low[keep], *scores, -2.0]))))
    top = min(SCALE, float(np.ceil(max([*high[keep], *scores, 2.0]))))

    def x(day: float) -> float:
        return round(LEFT + (day - start) / max(end - start, 1) * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        share = (min(max(value, bottom), top) - bottom) / (top - bottom)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    middle = [(calendar.starts[i].toordinal() + calendar.last_day(i).toordinal()) / 2 for i in keep]
    over = [f"{x(m)},{y(high[i])}" for m, i in zip(middle, keep, strict=True)]
    under = [f"{x(m)},{y(low[i])}" for m, i in zip(middle, keep, strict=True)]
    return Chart(
        WIDTH,
        HEIGHT,
        " ".join(f"{x(m)},{y(level[i])}" for m, i in zip(middle, keep, strict=True)),
        " ".join([*over, *reversed(under)]),
        y(0.0),
        tuple(
            Dot(
                x(date.fromisoformat(a.day).toordinal()),
                y(a.score),
                round(2.5 + 2 * min(a.weight, 1.5), 1),
                a.quad,
                label,
                f"act-{a.incident}",
            )
            for a, label in shown
        ),
        tuple((x(d.toordinal()), label) for d, label in _ticks(date.fromordinal(start), date.fromordinal(end))),
        tuple((y(v), f"{v:+.0f}" if v else "0") for v in _levels(bottom, top)),
    )


def _levels(bottom: float, top: float) -> list[float]:
    step = 5.0 if top - bottom > 10 else 2.0
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
