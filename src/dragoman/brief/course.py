"""The course of the level in words: months of an index, turning points, lows and phases of a dyad, with their acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.measure.acts import Act
from dragoman.measure.phases import lows, phases
from dragoman.measure.series import Series
from dragoman.measure.support import Support, by_month
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
    """The index at the end of a month with its band, who moved in it, and the acts that moved it most."""

    month: str
    index: float
    low: float
    high: float
    up: str
    down: str
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point, low or named phase of a dyad: when, what, how surely, and the acts behind it."""

    day: str
    until: str
    what: str
    probability: float
    acts: tuple[Link, ...]


def months(backing: Support, first: date, shown: frozenset[str], names: Names) -> tuple[Month, ...]:
    """The months of an index from that of ``first``; acts in ``shown`` (incidents) become links."""
    acts = {act.incident: act for periods in backing.periods for found in periods.values() for act in found}
    return tuple(
        Month(
            m["month"],
            m["index"],
            m["low"],
            m["high"],
            names(m["up"]),
            names(m["down"]),
            tuple(_link(acts[w["incident"]], shown, names, w["moved"]) for w in m["why"]),
        )
        for m in by_month(backing, first)
    )


def turns(series: Series, first: date, shown: frozenset[str], names: Names) -> tuple[Turn, ...]:
    """Turning points, lows and phases of a dyad that reach beyond ``first``, in order of time."""
    found = _course(series)
    return tuple(
        Turn(day, until, what, probability, tuple(_link(a, shown, names) for a in acts[:ACTS]))
        for day, until, what, probability, acts in sorted(found, key=lambda row: (row[0], row[1]))
        if max(day, until) >= first.isoformat()
    )


def _course(series: Series) -> list[tuple[str, str, str, float, tuple[Act, ...]]]:
    drawn = level_draws(series)
    found = [
        (t.date, "", f"turns {t.direction} by {abs(t.change):.1f}", t.probability, t.acts)
        for t in turning_points(series, drawn)
    ]
    found += [
        (e.first, e.last, f"low, {e.level:+.1f} (between {e.low:+.1f} and {e.high:+.1f})", e.probability, e.acts)
        for e in lows(series, drawn)
    ]
    found += [(p.first, p.last, p.name, p.probability, p.acts) for p in phases(series, drawn)]
    return found


def named_acts(series: Series | None, backing: Support | None, first: date) -> frozenset[str]:
    """Incidents that months or turns name."""
    found = {w["incident"] for m in by_month(backing, first) for w in m["why"]} if backing else set()
    if series:
        found |= {a.incident for *_, acts in _course(series) for a in acts[:ACTS]}
    return frozenset(found)


def _link(act: Act, shown: frozenset[str], names: Names, moved: float | None = None) -> Link:
    to = f" → {names(act.recipients)}" if act.recipients else ""
    mode = f" ({act.mode})" if act.mode else ""
    text = f"{act.day} {act.type.capitalize()}{mode}, {names(act.actors)}{to}"
    return Link(f"act-{act.incident}" if act.incident in shown else "", text, moved)
