"""What people correct: made here, laid over the machine's records here, and never written into them.

A correction speaks of events by their ids, which stay the same when a text is coded anew, and never of incidents, which
are linked anew at each run.  ``attach`` takes the whole log and makes what the store's views show: it is called inside
each transaction that changes records, so that corrections hold after ``run`` and ``recode`` without being asked.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import duckdb

from dragoman.errors import UsageError
from dragoman.link import Report, incident_of, originals
from dragoman.ontology import Ontology
from dragoman.records import STATUSES, Actor, DateRange, Document, Event, Incident, Reason, plain
from dragoman.store import Store
from dragoman.store.corrections import (
    Correction,
    Links,
    add_corrections,
    clear,
    corrections_of,
    lay_over,
    machine_events,
    read_corrections,
)
from dragoman.store.rows import READERS
from dragoman.store.store import fetch

SLOTS = ("type", "mode", "status", "date", "actors", "recipients")
_NOBODY = "an event needs a party; if nothing happened between anybody, use dragoman correct drop"
_WORDS = 300  # characters of a sentence kept with a correction, for whoever reads the log without the store


# ---------------------------------------------------------------- making
def correct_codes(store: Store, ids: Sequence[str], change: Mapping[str, Any], author: str, reason: str) -> Correction:
    """Record that the events of ``ids`` (an incident's id stands for all its events) have other values.

    ``change`` gives new values for some of ``SLOTS``; a party is {code, role, name}.  Raises ``UsageError`` for an id
    that is not in the store and for a value that no event can have.
    """
    _check(change)
    targets = _targets(store, ids)
    if change.get("mode") and "type" not in change:
        for event in store.records("events", "id IN (SELECT unnest(?::VARCHAR[]))", [list(targets)]):
            _check({"type": event.type, "mode": change["mode"]})
    emptied = [side for side in ("actors", "recipients") if change.get(side) == []]
    left = {"actors": "recipients", "recipients": "actors"}
    if emptied and left[emptied[0]] not in change:
        for event in store.records("events", "id IN (SELECT unnest(?::VARCHAR[]))", [list(targets)]):
            if not getattr(event, left[emptied[0]]):
                raise UsageError(f"{event.id} has no {left[emptied[0]]}; {_NOBODY}")
    return _add(store, "code", targets, {"set": dict(change)}, author, reason)


def drop_events(store: Store, ids: Sequence[str], author: str, reason: str) -> Correction:
    """Record that what was coded is no event."""
    return _add(store, "drop", _targets(store, ids), {}, author, reason)


def merge_incidents(store: Store, ids: Sequence[str], author: str, reason: str) -> Correction:
    """Record that incidents (or those of the events named) are one act."""
    known = _incidents(store, ids)
    if len({incident for incident, _ in known.values()}) < 2:
        raise UsageError("a merge needs two incidents or more, or an event of each; these are of one incident already")
    # each incident is spoken for by its first report, or by the event that was named
    return _add(store, "merge", tuple(dict.fromkeys(first for _, first in known.values())), {}, author, reason)


def split_events(store: Store, ids: Sequence[str], author: str, reason: str) -> Correction:
    """Record that the events ``ids`` of one incident are not of one act with its others."""
    known = _incidents(store, ids)
    if any(id_ == incident for id_, (incident, _) in known.items()):
        raise UsageError("a split names the events to be taken out, not the incident; dragoman explain ID lists them")
    incidents = {incident for incident, _ in known.values()}
    if len(incidents) > 1:
        raise UsageError("these events are of more than one incident; split them one incident at a time")
    others = [e for e in _events_of(store, incidents.pop()) if e not in known]
    if not others:
        raise UsageError("these are all the events of their incident; leave one out of the split")
    return _add(store, "split", tuple(known), {"from": others}, author, reason)


def mark(store: Store, kind: str, ids: Sequence[str], what: str, author: str) -> Correction:
    """Record that a person looked at ``what`` (``code`` or ``link``) of events: ``right``, or ``skip``."""
    return _add(store, kind, tuple(ids), {"what": what}, author, "reviewed" if kind == "right" else "skipped")


def undo(store: Store, id_: str, author: str, reason: str) -> Correction:
    """Record that a correction (or an undoing) no longer holds."""
    log = read_corrections(store)
    if id_ not in {c.id for c in log}:
        raise UsageError(f"no correction has the id {id_}; dragoman correct list shows them")
    if id_ in undone(log):
        raise UsageError(f"the correction {id_} is undone already")
    return _add(store, "undo", (id_,), {}, author, reason)


def bring_in(store: Store, corrections: Iterable[Correction]) -> int:
    """Add corrections made elsewhere; the number that was new.  Those of events not stored here wait for them."""
    return add_corrections(store, corrections, attach)


def _add(
    store: Store, kind: str, target: tuple[str, ...], change: Mapping[str, Any], author: str, reason: str
) -> Correction:
    made = datetime.now(UTC).isoformat(timespec="milliseconds")
    seen = [] if kind == "undo" else _seen(store, target)
    one = Correction(kind, target, author, made, reason, {**change, "seen": seen} if seen else dict(change))
    add_corrections(store, [one], attach)
    return one


def _check(change: Mapping[str, Any]) -> None:
    kinds = Ontology.load().kinds
    if not change:
        raise UsageError("say what is wrong: --type, --mode, --status, --date, --actor or --recipient")
    if "type" in change and change["type"] not in kinds:
        raise UsageError(f"{change['type']} is no type; types are {', '.join(sorted(kinds))}")
    if change.get("mode"):
        modes = {m: [n for n, k in sorted(kinds.items()) if m in k.modes] for k in kinds.values() for m in k.modes}
        mode, kind = change["mode"], change.get("type")
        if mode not in modes:
            raise UsageError(f"{mode} is no mode; modes are {', '.join(sorted(modes))}")
        if kind and kind not in modes[mode]:
            own = ", ".join(sorted(kinds[kind].modes)) or "none"
            raise UsageError(
                f"{mode} is a mode of {' and '.join(modes[mode])}, not of {kind}, whose modes are: {own}; "
                "give the type too"
            )
    if "status" in change and change["status"] not in STATUSES:
        raise UsageError(f"{change['status']} is no status; statuses are {', '.join(STATUSES)}")
    for side in ("actors", "recipients"):
        if side in change and not all(isinstance(p, Mapping) and "code" in p for p in change[side]):
            raise UsageError(f"{side} are a list of parties, each with a code")
    if change.get("actors") == [] and change.get("recipients") == []:
        raise UsageError(_NOBODY)


def _targets(store: Store, ids: Sequence[str]) -> tuple[str, ...]:
    """Event ids of events and incidents."""
    out: dict[str, None] = {}
    for id_, (incident, _) in _incidents(store, ids).items():
        out |= dict.fromkeys(_events_of(store, incident) if id_ == incident else [id_])
    return tuple(out)


def _incidents(store: Store, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """For each id of an incident or event its incident, and the event that speaks for it."""
    out = {}
    for id_ in dict.fromkeys(ids):
        rows = store.rows(
            "SELECT i.incident, i.event FROM incident_events i JOIN current_events e ON e.id = i.event "
            "JOIN documents d ON d.id = e.document WHERE i.event = ? OR i.incident = ? "
            "ORDER BY i.event = ? DESC, coalesce(d.published, '9999'), e.document, e.trigger_start, e.id LIMIT 1",
            [id_, id_, id_],
        )
        if not rows:
            raise UsageError(f"no event or incident has the id {id_} in {store.path}; ids have 16 characters")
        out[id_] = (rows[0]["incident"], rows[0]["event"])
    if not out:
        raise UsageError("name at least one event or incident")
    return out


def _events_of(store: Store, incident: str) -> list[str]:
    rows = store.rows("SELECT event FROM incident_events WHERE incident = ? ORDER BY event", [incident])
    return [row["event"] for row in rows]


def _seen(store: Store, target: Sequence[str]) -> list[dict[str, Any]]:
    """What stood in the store when the correction was made: document, words and codes of each event."""
    rows = store.rows(
        "SELECT e.id, d.name, d.published, e.type, e.mode, e.status, [x.code for x in e.actors] AS actors, "
        "[x.code for x in e.recipients] AS recipients, substr(d.text, e.evidence_start + 1, "
        f"least(e.evidence_end - e.evidence_start, {_WORDS})) AS words FROM current_events e "
        "JOIN documents d ON d.id = e.document WHERE e.id IN (SELECT unnest(?::VARCHAR[])) ORDER BY e.id",
        [list(target)],
    )
    return [{"event": r.pop("id"), "document": r.pop("name"), **r} for r in rows]


# ---------------------------------------------------------------- what holds
def undone(log: Sequence[Correction]) -> frozenset[str]:
    """Ids of corrections that a later one undoes; an undoing may itself be undone."""
    out: set[str] = set()
    for one in reversed(log):
        if one.kind == "undo" and one.id not in out:
            out.update(one.target)
    return frozenset(out)


def in_force(log: Sequence[Correction]) -> list[Correction]:
    """Corrections that say something of the records and are not undone, oldest first."""
    out = undone(log)
    return [c for c in log if c.id not in out and c.kind not in ("undo", "skip")]


def states(store: Store) -> list[tuple[Correction, str]]:
    """Every correction, oldest first, with ``in force``, ``undone`` or ``orphaned`` (its events are not there)."""
    log = read_corrections(store)
    out = undone(log)
    ids = sorted({e for c in log if c.kind != "undo" for e in (*c.target, *c.change.get("from", ()))})
    with store.reading() as db:
        there = machine_events(db, ids).keys()
    return [(c, "undone" if c.id in out else "orphaned" if _orphaned(c, there) else "in force") for c in log]


def _orphaned(one: Correction, there: Collection[str]) -> bool:
    if one.kind == "undo":
        return False
    present = sum(e in there for e in one.target)
    if one.kind == "merge":
        return present < 2
    if one.kind == "split":
        return not present or not any(e in there for e in one.change.get("from", ()))
    return not present


def corrections_on(store: Store, ids: Collection[str]) -> list[tuple[Correction, str]]:
    """Those of ``states`` that speak of one of the events ``ids``, skipped ones left out."""
    wanted = set(ids)
    log = read_corrections(store)
    if not any(wanted & set(c.target) for c in log):
        return []
    return [(c, s) for c, s in states(store) if wanted & set(c.target) and c.kind != "skip"]


def linked_as(store: Store, id_: str) -> list[Incident]:
    """What has become of an incident that was linked under ``id_`` and is not shown any more."""
    return (
        store.incidents(
            "i.id IN (SELECT incident FROM incident_events WHERE event IN "
            "(SELECT event FROM linked_events WHERE incident = ?))",
            [id_],
        )
        if read_corrections(store)
        else []
    )


# ---------------------------------------------------------------- laying over
def attach(db: duckdb.DuckDBPyConnection) -> None:
    """Make what lies over the machine's records from the log; on an open, writing connection."""
    active = in_force(corrections_of(db))
    if not active:
        clear(db)
        return
    codes = _folded(active)
    found = machine_events(db, sorted(codes))
    ontology = Ontology.load()
    mended = {
        id_: (run, ordinal, corrected(event, change, ontology))
        for id_, (run, ordinal, event) in found.items()
        if (change := codes[id_]) is not None
    }
    hidden = {id_ for id_, change in codes.items() if change is None and id_ in found}
    groups, links, linked = _clusters(db, active, set(found))
    groups = [left for g in groups if (left := g - hidden)]
    as_linked = {frozenset(events) for events in linked.values()}
    changed = [g for g in groups if frozenset(g) not in as_linked or g & mended.keys()]
    touched = {e for g in changed for e in g} | hidden
    replaced = [i for i, events in linked.items() if events & touched]
    members = {e: mended[e][2] if e in mended else x[2] for e, x in machine_events(db, sorted(touched)).items()}
    reports, figures = _reports(db, members)
    incidents = [
        incident_of(
            [reports[e] for e in g], [f for d in sorted({members[e].document for e in g}) for f in figures.get(d, ())]
        )
        for g in ({e for e in g if e in members} for g in changed)
        if g
    ]
    shown = {e for g in changed for e in g}
    lay_over(db, list(mended.values()), hidden, incidents, {e: w for e, w in links.items() if e in shown}, replaced)


def corrected(event: Event, change: Mapping[str, Any], ontology: Ontology) -> Event:
    """``event`` with the values of ``change``, and what follows from them; a person's word is certain.

    A party that stood in the text keeps its place there: by its code, or, of as many parties as before, by its rank.
    """
    kind, mode = change.get("type", event.type), event.mode
    if "mode" in change or kind != event.type:
        mode = change.get("mode")
    status = change.get("status", event.status)
    parties = {
        side: _parties(getattr(event, side), change[side]) if side in change else getattr(event, side)
        for side in ("actors", "recipients")
    }
    date = event.date
    if "date" in change:
        date = DateRange(**{f"{k}_" if k == "from" else k: v for k, v in change["date"].items()})
    same = (kind, mode) == (event.type, event.mode)
    return replace(
        event,
        type=kind,
        mode=mode,
        status=status,
        status_by=Reason("person") if "status" in change else event.status_by,
        date=date,
        actors=parties["actors"],
        recipients=parties["recipients"],
        plover=ontology.plover(kind, status),
        quad=ontology.quad(kind),
        weight=event.weight if same else ontology.weight(kind, mode),
        cameo=event.cameo if same else ontology.cameo(kind, mode),
        confidence=1.0,
    )


def _parties(old: Sequence[Actor], new: Sequence[Mapping[str, Any]]) -> tuple[Actor, ...]:
    out = []
    for n, party in enumerate(new):
        code, role = party["code"], party.get("role")
        known = next((a for a in old if a.code == code and a.role == role), None)
        known = known or next((a for a in old if a.code == code), None)
        if known:
            out.append(replace(known, role=role))
        elif len(old) == len(new):
            out.append(replace(old[n], code=code, role=role, name=party.get("name") or code, entity=None))
        else:
            out.append(Actor(code, role, party.get("name") or code))
    return tuple(out)


def _folded(active: Sequence[Correction]) -> dict[str, dict[str, Any] | None]:
    """For each event the values that hold, the latest word on each slot; None for what is no event."""
    out: dict[str, dict[str, Any] | None] = {}
    for one in active:
        for event in one.target:
            if one.kind == "drop":
                out[event] = None
            elif one.kind == "code":
                out[event] = (out.get(event) or {}) | dict(one.change.get("set", {}))
            elif one.kind == "right" and one.change.get("what") == "code":
                out.setdefault(event, {})
    return out


def _clusters(
    db: duckdb.DuckDBPyConnection, active: Sequence[Correction], coded: set[str]
) -> tuple[list[set[str]], Links, dict[str, set[str]]]:
    """Groups of events after merges and splits, of those incidents that a correction touches.

    With them go what is known of each link, and the incidents as they were linked.
    """
    ops = [c for c in active if c.kind in ("merge", "split")]
    touched = sorted(coded | {e for c in ops for e in (*c.target, *c.change.get("from", ()))})
    rows = fetch(
        db,
        "SELECT * FROM linked_events WHERE incident IN (SELECT incident FROM linked_events "
        "WHERE event IN (SELECT unnest(?::VARCHAR[]))) ORDER BY incident, event",
        [touched],
    )
    links: Links = {row["event"]: (row["score"], row["nearest"], row["shares"]) for row in rows}
    linked: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        linked[row["incident"]].add(row["event"])
    group_of = {e: group for group in map(set, linked.values()) for e in group}
    for one in ops:
        if one.kind == "merge":
            parts = {id(group_of[e]): group_of[e] for e in one.target if e in group_of}
            whole = set().union(*parts.values())
            group_of |= dict.fromkeys(whole, whole)
            continue
        rest = set(one.change.get("from", ()))
        for group in {id(g): g for e in one.target if (g := group_of.get(e))}.values():
            if not group & rest:
                continue
            apart = _followers(group & set(one.target), group - rest, links)
            stay = group - apart
            group_of |= dict.fromkeys(apart, apart) | dict.fromkeys(stay, stay)
    return list({id(g): g for g in group_of.values()}.values()), links, dict(linked)


def _followers(start: set[str], free: set[str], links: Links) -> set[str]:
    """``start`` with those of ``free`` that were linked, later, because they were most like one of them."""
    out = set(start)
    while more := {e for e in free - out if e in links and links[e][1] in out}:
        out |= more
    return out


def _reports(
    db: duckdb.DuckDBPyConnection, members: Mapping[str, Event]
) -> tuple[dict[str, Report], dict[str, list[Any]]]:
    """Reports of events, and the figures of their documents."""
    ids = sorted({e.document for e in members.values()})
    rows = fetch(db, "SELECT * FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids])
    documents: dict[str, Document] = {row["id"]: READERS["documents"](row) for row in rows}
    stored = dict(db.execute("SELECT document, original FROM copies").fetchall())
    copied = stored or originals(list(documents.values()))
    figures: dict[str, list[Any]] = defaultdict(list)
    for row in fetch(db, "SELECT * FROM current_figures WHERE document IN (SELECT unnest(?::VARCHAR[]))", [ids]):
        figures[row["document"]].append(READERS["figures"](row))
    reports = {}
    for id_, event in members.items():
        document = documents[event.document]
        reports[id_] = Report(event, document.published, document.outlets, document, copied.get(document.id))
    return reports, figures


# ---------------------------------------------------------------- exchange
def to_line(one: Correction) -> dict[str, Any]:
    """A correction as it is exchanged."""
    return {
        "id": one.id,
        "kind": one.kind,
        "target": list(one.target),
        "author": one.author,
        "made": one.made,
        "reason": one.reason,
        "change": plain(one.change),
    }


def of_line(row: Any) -> Correction:
    """The correction of a line of ``to_line``.  Raises ``ValueError`` with what is wrong."""
    if not isinstance(row, Mapping):
        raise ValueError("it is no object")
    for name, kind in (("kind", str), ("target", list), ("author", str), ("made", str), ("reason", str)):
        if not isinstance(row.get(name), kind):
            raise ValueError(f'it has no "{name}"')
    change = row.get("change") or {}
    if row["kind"] not in ("code", "drop", "merge", "split", "right", "undo"):
        raise ValueError(f"{row['kind']!r} is no kind of correction")
    if not row["target"] or not all(isinstance(t, str) for t in row["target"]) or not isinstance(change, Mapping):
        raise ValueError('"target" must be a list of ids, "change" an object')
    try:
        datetime.fromisoformat(row["made"])
    except ValueError:
        raise ValueError(f'"made" is no time: {row["made"]!r}') from None
    if row["kind"] == "code":
        wanted = change.get("set")
        if not isinstance(wanted, Mapping) or not set(wanted) <= set(SLOTS):
            raise ValueError(f'"change" must set some of {", ".join(SLOTS)}')
        try:
            _check(wanted)
            if "date" in wanted:
                DateRange(**{f"{k}_" if k == "from" else k: v for k, v in wanted["date"].items()})
        except (UsageError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from None
    if row["kind"] == "split" and not isinstance(change.get("from"), list):
        raise ValueError('a split needs "from", the events it parts from')
    return Correction(row["kind"], tuple(row["target"]), row["author"], row["made"], row["reason"], change)
