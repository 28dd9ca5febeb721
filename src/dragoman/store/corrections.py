"""What people said is wrong: the log of corrections, which only grows, and the tables that the views lay over.

Nothing of a run is changed by a correction.  The tables of what a run made (``events``, ``linked_incidents``,
``linked_events``) stay as they are; ``left_out`` names the rows that views leave out, and ``corrected_events``,
``corrected_incidents`` and ``corrected_links`` hold those shown instead.  All four are made anew from the log.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.records import Event, Incident, digest
from dragoman.store.rows import event_row, incident_row, to_event
from dragoman.store.schema import RECORDS, TABLES
from dragoman.store.store import Store, fetch

KINDS = ("code", "drop", "merge", "split", "right", "skip", "undo")
LAID_OVER = ("corrected_events", "corrected_incidents", "corrected_links", "left_out")
Links = dict[str, tuple[float | None, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person said about records.

    ``kind``: ``code`` (other values for slots), ``drop`` (no event), ``merge`` (events of one act), ``split`` (events
    that are not of the act of those in ``change["from"]``), ``right`` (looked at and left), ``skip`` (not judged) and
    ``undo``.  ``target`` are event ids, for ``undo`` the id of a correction.  ``made`` is an ISO time.
    """

    kind: str
    target: tuple[str, ...]
    author: str
    made: str
    reason: str
    change: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Hash of what it says, who said it and when, so that bringing it in twice changes nothing."""
        said = json.dumps([self.kind, self.target, self.change, self.reason], sort_keys=True, ensure_ascii=False)
        return digest("correction", said, self.author, self.made)


def read_corrections(store: Store) -> list[Correction]:
    """All corrections of the store, oldest first; none in a store of a version that knew none."""
    with store.reading() as db:
        return corrections_of(db)


def add_corrections(store: Store, corrections: Iterable[Correction], after: Any = None) -> int:
    """Add to the log what it has not yet, then call ``after`` on the connection; the number added.

    One transaction: the log and what lies over the records change together.
    """
    with store.writing() as db:
        known = {row[0] for row in db.execute("SELECT id FROM corrections").fetchall()}
        fresh = {c.id: c for c in corrections if c.id not in known}
        for id_, c in fresh.items():
            db.execute(
                "INSERT INTO corrections (id, kind, target, change, author, made, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    id_,
                    c.kind,
                    json.dumps(c.target),
                    json.dumps(dict(c.change), ensure_ascii=False),
                    c.author,
                    c.made,
                    c.reason,
                ],
            )
        if after is not None:
            after(db)
    return len(fresh)


def corrections_of(db: duckdb.DuckDBPyConnection) -> list[Correction]:
    """The log on an open connection, oldest first."""
    if not db.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'corrections'").fetchone():
        return []
    return [
        Correction(
            row["kind"],
            tuple(json.loads(row["target"])),
            row["author"],
            row["made"],
            row["reason"],
            json.loads(row["change"] or "{}"),
        )
        for row in fetch(db, "SELECT * FROM corrections ORDER BY made, id")
    ]


def machine_events(db: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, tuple[int, int, Event]]:
    """Run, ordinal and event as last coded, without corrections, for those of ``ids`` that the newest coding has."""
    rows = fetch(
        db,
        "SELECT r.* FROM events r JOIN codings c ON c.document = r.document AND c.run = r.run "
        "WHERE c.newest AND r.id IN (SELECT unnest(?::VARCHAR[]))",
        [list(ids)],
    )
    return {row["id"]: (row["run"], row["ordinal"], to_event(row)) for row in rows}


def clear(db: duckdb.DuckDBPyConnection) -> None:
    """Take away all that lies over the records of the last runs."""
    for table in LAID_OVER:
        db.execute(f"DELETE FROM {table}")


def lay_over(
    db: duckdb.DuckDBPyConnection,
    events: Sequence[tuple[int, int, Event]],
    hidden: Iterable[str],
    incidents: Sequence[Incident],
    links: Links,
    replaced: Iterable[str],
) -> None:
    """Show ``events`` (run, ordinal, event) for the coded ones of the same ids, and ``incidents`` for ``replaced``.

    Events of the ids ``hidden`` are not shown.  ``links`` gives for an event score, nearest event and shares.
    """
    clear(db)
    rows = [
        {"id": e.id, "document": e.document, "run": run, "ordinal": ordinal, **event_row(e)}
        for run, ordinal, e in events
    ]
    none = (None, None, None)
    joined = [
        dict(zip(TABLES["linked_events"].names, (i.id, e, *links.get(e, none)), strict=True))
        for i in incidents
        for e in i.events
    ]
    out = [{"of": "events", "id": e.id, "run": run} for run, _, e in events]
    out += [{"of": "events", "id": e, "run": None} for e in hidden]
    out += [{"of": "incidents", "id": i, "run": None} for i in replaced]
    for table, schema, new in (
        ("corrected_events", RECORDS["events"], rows),
        ("corrected_incidents", TABLES["linked_incidents"], [incident_row(i) for i in incidents]),
        ("corrected_links", TABLES["linked_events"], joined),
        ("left_out", TABLES["left_out"], out),
    ):
        if new:
            db.register("shown_instead", pa.Table.from_pylist(new, schema=schema))
            db.execute(f"INSERT INTO {table} BY NAME SELECT * FROM shown_instead")
            db.unregister("shown_instead")
