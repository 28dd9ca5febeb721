"""First version: reports of the same type between the same parties on nearby days are one incident."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.records import DateRange, Event, Incident, digest

NEAR = 1  # days between two reports' dates that may still be one act: "Monday" in one, "about Tuesday" in the other


@dataclass(frozen=True, slots=True)
class Report:
    """An event with what its document says about the report: the day it was published and its outlets."""

    event: Event
    published: str | None
    outlets: tuple[str, ...]


def link_reports(reports: Iterable[Report]) -> list[Incident]:
    """Incidents over ``reports``; every event stands in exactly one."""
    blocks: dict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in reports:
        event = report.event
        blocks[event.type, _codes(event, actors=True), _codes(event, actors=False)].append(report)
    incidents = []
    for block in blocks.values():
        block.sort(key=lambda r: (_day(r), r.event.id))
        group: list[Report] = []
        for report in block:
            if group and not _near(group[-1], report):
                incidents.append(_incident(group))
                group = []
            group.append(report)
        incidents.append(_incident(group))
    return sorted(incidents, key=lambda i: (i.date.from_ if i.date else "", i.id))


def _codes(event: Event, *, actors: bool) -> tuple[str, ...]:
    return tuple(sorted({a.code for a in (event.actors if actors else event.recipients) if a.code}))


def _day(report: Report) -> str:
    return report.event.date.from_ if report.event.date else report.published or ""


def _near(first: Report, second: Report) -> bool:
    a, b = _day(first), _day(second)
    return a == b or bool(a and b and abs((date.fromisoformat(b) - date.fromisoformat(a)).days) <= NEAR)


def _incident(group: list[Report]) -> Incident:
    first = min(group, key=lambda r: (r.published or "9999", r.event.id))
    dated = [r.event.date for r in group if r.event.date]
    exact = [d for d in dated if d.precision == "day"] or dated
    span = DateRange(min(d.from_ for d in exact), max(d.to for d in exact), exact[0].precision) if exact else None
    event = first.event
    return Incident(
        id=digest("incident", event.id),
        type=event.type,
        actors=_codes(event, actors=True),
        recipients=_codes(event, actors=False),
        date=span,
        events=tuple(sorted(r.event.id for r in group)),
        outlets=tuple(sorted({o for r in group for o in r.outlets})),
        first_reported=first.published,
    )
