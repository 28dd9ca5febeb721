"""The course of the level in words and numbers: months of an index, turning points, lows and phases of a dyad, the
table behind the chart, all with the acts they rest on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.brief.chart import SCALE
from dragoman.measure.acts import Act
from dragoman.measure.phases import lows, phases
from dragoman.measure.series import Series
from dragoman.measure.support import Support, by_month, months_of
from dragoman.measure.turning import level_draws, turning_points

ACTS = 3  # listed with a turn

Names = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Link:
    """An act named elsewhere on the page: its anchor (empty where its row is not shown), its words, what it moved."""

    anchor: str
    text: str
    moved: float | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """The index at the end of a month with its band and change, who moved in it, and the acts that moved it most.

    ``up`` and ``down`` name each mover with its change and lead to the act that moved it; ``anchor`` is the row's.
    """

    anchor: str
    month: str
    index: float
    low: float
    high: float
    change: float
    probability: float
    up: tuple[Link, ...]
    down: tuple[Link, ...]
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """One period of the line as a row: its days, level, band and acts."""

    anchor: str
    days: str
    level: float
    low: float
    high: float
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point, low or named phase of a dyad: when, what, how surely, and the acts behind it."""

    anchor: str
    day: str
    until: str
    what: str
    probability: float
    acts: tuple[Link, ...]


def months(backing: Support, first: date, shown: frozenset[str], names: Names) -> tuple[Month, ...]:
    """The months of an index from that of ``first``; acts in ``shown`` (incidents) become links."""
    acts = {act.incident: act for periods in backing.periods for found in periods.values() for act in found}

    def movers(month: Mapping[str, Any], sign: int) -> tuple[Link, ...]:
        return tuple(
            Link(
                next((f"act-{i}" for i in reversed(m["incidents"]) if i in shown), ""),
                f"{names([m['code']])} ({m['probability']:.0%})",
                m["change"],
            )
            for m in month["moved"]
            if m["change"] * sign > 0
        )

    return tuple(
        Month(
            f"month-{m['month']}",
            m["month"],
            m["index"],
            m["low"],
            m["high"],
            m["change"],
            m["probability"],
            movers(m, 1),
            movers(m, -1),
            tuple(link_of(acts[w["incident"]], shown, names, w["moved"]) for w in m["why"]),
        )
        for m in by_month(backing, first)
    )


def between(low: float, high: float, digits: int = 1) -> str:
    """A band in words, no wider than the scale of what it is a band of."""
    return f"between {max(low, -SCALE):+.{digits}f} and {min(high, SCALE):+.{digits}f}"


def month_marks(backing: Support, told: Sequence[Month]) -> list[tuple[int, str, str]]:
    """For the chart: the period in which each month ends, its number in words, and the anchor of its row."""
    end = dict(months_of(backing))
    return [(end[m.month], f"{m.month}: index {m.index:+.2f}, {between(m.low, m.high, 2)}", m.anchor) for m in told]


def numbers(series: Series, first: date, shown: frozenset[str], names: Names) -> tuple[Number, ...]:
    """The weeks of a dyad's line from ``first`` on in which it acted, and its last."""
    out = []
    for t, start in enumerate(series.calendar.starts):
        last = series.calendar.last_day(t)
        if last < first or not (series.acts[t] or t + 1 == len(series.calendar.starts)):
            continue
        level, half = float(series.level[t]), 1.645 * float(series.deviation[t])
        acts = tuple(link_of(act, shown, names, by) for act, by in series.moves(t))
        out.append(Number(f"week-{start}", f"{start} to {last}", level, level - half, level + half, acts))
    return tuple(out)


def week_marks(series: Series, told: Sequence[Number]) -> list[tuple[int, str, str]]:
    """For the chart: each week of the table, its number in words, and the anchor of its row."""
    at = {f"week-{start}": t for t, start in enumerate(series.calendar.starts)}
    return [(at[n.anchor], f"{n.days}: level {n.level:+.2f}, {between(n.low, n.high, 2)}", n.anchor) for n in told]


def turns(series: Series, first: date, shown: frozenset[str], names: Names) -> tuple[Turn, ...]:
    """Turning points, lows and phases of a dyad that reach beyond ``first``, in order of time."""
    found = sorted(_course(series), key=lambda row: (row[0], row[1]))
    return tuple(
        Turn(f"turn-{n}", day, until, what, probability, tuple(link_of(a, shown, names) for a in acts[:ACTS]))
        for n, (day, until, what, probability, acts) in enumerate(found)
        if max(day, until) >= first.isoformat()
    )


def _course(series: Series) -> list[tuple[str, str, str, float, tuple[Act, ...]]]:
    drawn = level_draws(series)
    found = [
        (t.date, "", f"turns {t.direction} by {abs(t.change):.1f}", t.probability, t.acts)
        for t in turning_points(series)
    ]
    found += [
        (e.first, e.last, f"low, {e.level:+.1f} ({between(e.low, e.high)})", e.probability, e.acts)
        for e in lows(series, drawn)
    ]
    found += [(p.first, p.last, p.name, p.probability, p.acts) for p in phases(series, drawn)]
    return found


def named_acts(series: Series | None, backing: Support | None, first: date) -> frozenset[str]:
    """Incidents that months, turns or the table of weeks name."""
    told = by_month(backing, first) if backing else []
    found = {w["incident"] for m in told for w in m["why"]} | {
        i for m in told for v in m["moved"] for i in v["incidents"]
    }
    if series:
        found |= {a.incident for *_, acts in _course(series) for a in acts[:ACTS]}
        found |= {a.incident for acts in series.acts for a in acts if a.day >= first.isoformat()}
    return frozenset(found)


def link_of(act: Act, shown: frozenset[str], names: Names, moved: float | None = None) -> Link:
    """``act`` as a link to its row, where it has one on the page."""
    to = f" → {names(act.recipients)}" if act.recipients else ""
    mode = f" ({act.mode})" if act.mode else ""
    status = "" if act.status == "happened" else f", {act.status}"
    text = f"{act.day} {act.named.capitalize()}{mode}{status}, {names(act.actors)}{to}"
    return Link(f"act-{act.incident}" if act.incident in shown else "", text, moved)
