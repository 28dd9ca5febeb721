"""Who says what of one act: its reports side by side, slot by slot, copies told from independent reports."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.link import Report
from dragoman.link import accounts as told
from dragoman.link.agreement import corroboration, disagreements
from dragoman.store import Store

# slots in the order in which they are shown; counts of people follow
SLOTS = ("date", "status", "actors", "recipients")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a slot with the outlets that print it (a document's name where it has none)."""

    value: str
    sources: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """What reports say on one slot; ``contradicted`` where they cannot all be right."""

    name: str
    values: tuple[Value, ...]
    contradicted: bool


@dataclass(frozen=True, slots=True)
class Account:
    """The reports of one incident taken together.

    ``copies`` gives for an event of a copied document the name of the document that it copies; ``independent`` is the
    number of outlets that are left without copies.
    """

    incident: str
    reports: int
    outlets: tuple[str, ...]
    first_reported: str | None
    first_by: tuple[str, ...]
    independent: int
    copies: Mapping[str, str]
    slots: tuple[Slot, ...]


def accounts_of(store: Store, incidents: Mapping[str, Sequence[str]]) -> dict[str, Account]:
    """The account of each incident, given by its id and the ids of those of its events that are to count."""
    ids = sorted({e for events in incidents.values() for e in events})
    if not ids:
        return {}
    events = {e.id: e for e in store.records("events", "id IN (SELECT unnest(?::VARCHAR[]))", [ids])}
    wanted = sorted({e.document for e in events.values()})
    documents = {d.id: d for d in store.documents("id IN (SELECT unnest(?::VARCHAR[]))", [wanted])}
    copied = {d: o for d, o in store.copies().items() if d in documents}
    originals = sorted(set(copied.values()) - documents.keys())
    names = {d.id: d.name for d in documents.values()}
    if originals:
        names |= {d.id: d.name for d in store.documents("id IN (SELECT unnest(?::VARCHAR[]))", [originals])}
    figures: dict[str, list[Any]] = defaultdict(list)
    for figure in store.records("figures", "document IN (SELECT unnest(?::VARCHAR[]))", [wanted]):
        figures[figure.document].append(figure)
    out = {}
    for incident, members in incidents.items():
        group = [
            Report(e, d.published, d.outlets, d, copied.get(d.id))
            for e, d in sorted(
                ((events[i], documents[events[i].document]) for i in members if i in events),
                key=lambda pair: (pair[1].published or "9999", pair[1].id, pair[0].trigger.start),
            )
        ]
        if group:
            out[incident] = _account(incident, group, figures, names)
    return out


def _account(
    incident: str, group: Sequence[Report], figures: Mapping[str, Sequence[Any]], names: Mapping[str, str]
) -> Account:
    of_event = {r.event.id: r.outlets or (names[r.event.document],) for r in group}
    slots = []
    said, contradicted = told(group, figures), disagreements(group, figures)
    for name in sorted(said, key=lambda n: (SLOTS.index(n) if n in SLOTS else len(SLOTS), n)):
        values = tuple(
            Value(v, tuple(dict.fromkeys(o for e in ids for o in of_event[e])), ids) for v, ids in said[name].items()
        )
        slots.append(Slot(name, values, name in contradicted))
    first = group[0].published
    return Account(
        incident,
        len({r.event.document for r in group}),
        tuple(sorted({o for r in group for o in r.outlets})),
        first,
        tuple(dict.fromkeys(o for r in group if r.published == first for o in of_event[r.event.id])),
        corroboration(group),
        {r.event.id: names.get(r.original, r.original) for r in group if r.original},
        tuple(slots),
    )
