"""Counts of acts by dyad (or actor) and period: the table that regressions are run on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from dragoman.measure.acts import Act

UNITS = ("dyad", "pair", "actor")
QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()


def period_of(day: str, by: str) -> str:
    """First day of the period of an ISO day."""
    if by == "year":
        return day[:4] + "-01-01"
    if by == "month":
        return day[:7] + "-01"
    if by == "week":
        found = date.fromisoformat(day)
        return date.fromordinal(found.toordinal() - found.weekday()).isoformat()
    return day


def units_of(act: Act, unit: str) -> Iterator[tuple[str, ...]]:
    """What an act counts for: directed dyads (a reciprocal act in both directions), pairs, or its actors."""
    if unit == "actor":
        yield from ((a,) for a in dict.fromkeys(act.actors))
        return
    if act.recipients:
        dyads = [(a, r) for a in act.actors for r in act.recipients if a != r]
    else:
        dyads = [(a, b) for a in act.actors for b in act.actors if a != b]
    if unit == "pair":
        dyads = [(min(d), max(d)) for d in dyads]
    yield from dict.fromkeys(dyads)


def panel(acts: Iterable[Act], *, unit: str = "dyad", by: str = "month") -> list[dict[str, Any]]:
    """One row a unit and period with an act in it, in order of unit and time.

    Each has the period's first day, ``incidents``, ``reports``, a count for each quad class and type, the ``mean``
    PLOVER score weighted by confidence and corroboration, and the summed ``weight``.  A period without a row
    is one without a
    report, which is not the same as one without an act.
    """
    assert unit in UNITS, unit
    cells: dict[tuple[tuple[str, ...], str], list[Act]] = defaultdict(list)
    for act in acts:
        for key in units_of(act, unit):
            cells[key, period_of(act.day, by)].append(act)
    return [_row(key, start, found, unit) for (key, start), found in sorted(cells.items())]


def _row(key: Sequence[str], start: str, acts: Sequence[Act], unit: str) -> dict[str, Any]:
    names = ("actor",) if unit == "actor" else ("a", "b") if unit == "pair" else ("actor", "recipient")
    row: dict[str, Any] = dict(zip(names, key, strict=True)) | {"start": start}
    weight = sum(a.weight for a in acts)
    row |= {"incidents": len(acts), "reports": sum(len(a.reports) for a in acts)}
    row |= {name: sum(a.quad == q for a in acts) for q, name in QUADS.items()}
    row |= {name.lower(): sum(a.type == name for a in acts) for name in TYPES}
    row["mean"] = round(sum(a.score * a.weight for a in acts) / weight, 4) if weight else None
    row["weight"] = round(weight, 4)
    return row
