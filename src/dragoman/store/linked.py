"""What linking keeps between runs, so that new documents join what stands; nothing is judged here.

``meta`` has two marks, ``linked`` and ``told`` (stories): the linker's version and which codings and documents were
seen.  A mark is written in the transaction that writes what it speaks of.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.records import Document, Incident
from dragoman.store.rows import incident_row
from dragoman.store.schema import (
    COPIES,
    INCIDENT_EVENTS,
    INCIDENTS,
    LINK_ITEMS,
    LINK_KEYS,
    LINK_WORDS,
    STORIES,
    STORY_DOCUMENTS,
)
from dragoman.store.store import Store, StoreBusy, fetch

# event, day of report, kind of act, keys
Entry = tuple[str, int | None, int, Sequence[int]]
Reason = tuple[float, str | None, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a store was linked, or its stories told: by which rules, up to which run, over how many rows of it."""

    version: str
    run: int
    rows: int


@dataclass(frozen=True, slots=True)
class Fresh:
    """What came since a mark: ``whole`` is false where rows it saw are gone, others added to them, or coded anew."""

    whole: bool
    documents: int
    all: int


def read_mark(db: duckdb.DuckDBPyConnection, what: str) -> Mark | None:
    """The mark ``what``; None in a store that was never linked so, or by a version that left none."""
    if not _has(db, "link_keys"):
        return None
    rows = db.execute("SELECT value FROM meta WHERE key = ?", [what]).fetchall()
    return Mark(**json.loads(rows[0][0])) if rows else None


def mark_now(db: duckdb.DuckDBPyConnection, what: str, version: str) -> Mark:
    """The mark ``what`` over all that the store holds now."""
    source = "codings" if what == "linked" else "documents"
    (row,) = db.execute(f"SELECT coalesce(max(run), 0), count(*) FROM {source}").fetchall()
    return Mark(version, *row)


def write_mark(db: duckdb.DuckDBPyConnection, what: str, mark: Mark, before: Mark | None = None) -> None:
    """Set a mark; where ``before`` is no more the one that stands, another run was faster, and nothing is written."""
    if before is not None and read_mark(db, what) != before:
        raise StoreBusy("Another run has linked this store in the meantime; the same command again does the rest.")
    db.execute("DELETE FROM meta WHERE key = ?", [what])
    db.execute("INSERT INTO meta VALUES (?, ?)", [what, json.dumps(asdict(mark))])


def since_linked(db: duckdb.DuckDBPyConnection, mark: Mark) -> Fresh:
    """What was coded since ``mark``: documents with events."""
    (row,) = db.execute(
        "SELECT count(*) FILTER (run <= $1), (SELECT count(*) FROM codings n JOIN codings o ON o.document = n.document "
        "WHERE n.run > $1 AND o.run <= $1) FROM codings",
        [mark.run],
    ).fetchall()
    (new,) = db.execute(
        "SELECT count(DISTINCT document) FILTER (run > $1), count(DISTINCT document) FROM machine_events", [mark.run]
    ).fetchall()
    return Fresh(row[0] == mark.rows and not row[1], new[0], new[1])


def since_told(db: duckdb.DuckDBPyConnection, mark: Mark) -> Fresh:
    """What documents came since ``mark``."""
    (row,) = db.execute(
        "SELECT count(*) FILTER (run <= $1), count(*) FILTER (run > $1), count(*) FROM documents", [mark.run]
    ).fetchall()
    return Fresh(row[0] == mark.rows, row[1], row[2])


# ---------------------------------------------------------------- reading
def words(store: Store, of: str) -> dict[str, int]:
    """How many texts hold each word of the vocabulary ``of``; under "" how many texts there are."""
    with store.reading() as db:
        rows = db.execute('SELECT word, sum(texts)::BIGINT FROM link_words WHERE "of" = ? GROUP BY word', [of])
        return dict(rows.fetchall())


def days_told(store: Store, kinds: Collection[int]) -> dict[int, list[int]]:
    """For each of ``kinds`` of acts the days of the documents that tell of one, in order."""
    out: dict[int, list[int]] = {}
    with store.reading() as db:
        rows = db.execute(
            "SELECT kind, day FROM (SELECT DISTINCT i.kind, i.day, e.document FROM link_items i "
            "JOIN machine_events e ON e.id = i.event WHERE i.day IS NOT NULL AND "
            "i.kind IN (SELECT unnest(?::BIGINT[]))) ORDER BY kind, day",
            [sorted(kinds)],
        ).fetchall()
    for kind, day in rows:
        out.setdefault(kind, []).append(day)
    return out


def under_keys(store: Store, keys: Collection[int]) -> dict[int, list[tuple[int | None, int, str]]]:
    """For each of ``keys`` day, number and incident of the events kept under it."""
    out: dict[int, list[tuple[int | None, int, str]]] = {}
    with store.reading() as db:
        rows = db.execute(
            "SELECT k.key, i.day, i.number, l.incident FROM link_keys k JOIN link_items i ON i.number = k.number "
            "JOIN linked_events l ON l.event = i.event WHERE k.key IN (SELECT unnest(?::BIGINT[]))",
            [sorted(keys)],
        ).fetchall()
    for key, day, number, incident in rows:
        out.setdefault(key, []).append((day, number, incident))
    return out


def members(store: Store, incidents: Collection[str]) -> dict[str, list[str]]:
    """The events of each of ``incidents``, as they were linked, in order of publication."""
    rows = store.rows(
        "SELECT l.incident, l.event FROM linked_events l JOIN machine_events e ON e.id = l.event "
        "JOIN documents d ON d.id = e.document WHERE l.incident IN (SELECT unnest(?::VARCHAR[])) "
        "ORDER BY coalesce(d.published, '9999'), e.document, e.trigger_start, e.id",
        [sorted(incidents)],
    )
    out: dict[str, list[str]] = {}
    for row in rows:
        out.setdefault(row["incident"], []).append(row["event"])
    return out


def incidents_of(store: Store, documents: Collection[str]) -> list[str]:
    """The incidents, as they were linked, that reports in ``documents`` tell of."""
    rows = store.rows(
        "SELECT DISTINCT l.incident FROM linked_events l JOIN machine_events e ON e.id = l.event "
        "WHERE e.document IN (SELECT unnest(?::VARCHAR[])) ORDER BY l.incident",
        [sorted(documents)],
    )
    return [row["incident"] for row in rows]


def running(store: Store, first: str, last: str, since: str) -> tuple[list[Document], dict[str, str]]:
    """Documents of the days from ``first`` to ``last``, those from ``since`` on of the same stories; and their stories.

    Days are ISO days.
    """
    with store.held():
        rows = store.rows(
            "WITH shown AS (SELECT d.id, substr(d.published, 1, 10) AS day, s.story FROM documents d "
            "LEFT JOIN story_documents s ON s.document = d.id WHERE substr(d.published, 1, 10) BETWEEN $3 AND $2) "
            "SELECT id, story FROM shown WHERE day >= $1 OR story IN (SELECT story FROM shown WHERE day >= $1)",
            [first, last, since],
        )
        documents = store.documents("id IN (SELECT unnest(?::VARCHAR[]))", [[row["id"] for row in rows]])
    return documents, {row["id"]: row["story"] for row in rows if row["story"]}


def story_members(store: Store, stories: Collection[str]) -> dict[str, list[str]]:
    """The documents of each of ``stories``."""
    out: dict[str, list[str]] = {}
    rows = store.rows("SELECT * FROM story_documents WHERE story IN (SELECT unnest(?::VARCHAR[]))", [sorted(stories)])
    for row in rows:
        out.setdefault(row["story"], []).append(row["document"])
    return out


# ---------------------------------------------------------------- writing, within a transaction
def replace_kept(
    db: duckdb.DuckDBPyConnection, counts: Mapping[str, Mapping[str, int]], entries: Iterable[Entry], mark: Mark
) -> None:
    """Put what linking all events found in place of what was kept before."""
    for table in ("link_items", "link_keys"):
        db.execute(f"DELETE FROM {table}")
    for of in counts:
        db.execute('DELETE FROM link_words WHERE "of" = ?', [of])
    add_kept(db, counts, entries)
    write_mark(db, "linked", mark)


def add_kept(
    db: duckdb.DuckDBPyConnection, counts: Mapping[str, Mapping[str, int]], entries: Iterable[Entry] = ()
) -> None:
    """Keep more: counts to be added to those kept, and entries of further events."""
    words = [(of, w, n) for of, counted in counts.items() for w, n in counted.items() if n]
    _insert(db, "link_words", LINK_WORDS, words, order='"of", word')
    ((number,),) = db.execute("SELECT coalesce(max(number), -1) + 1 FROM link_items").fetchall()
    numbered = list(enumerate(entries, number))
    _insert(db, "link_items", LINK_ITEMS, [(n, event, day, kind) for n, (event, day, kind, _) in numbered])
    _insert(db, "link_keys", LINK_KEYS, [(k, n) for n, (*_, keys) in numbered for k in keys], order="key, number")


def add_links(
    db: duckdb.DuckDBPyConnection,
    incidents: Mapping[str, Incident],
    new: Iterable[Incident],
    reasons: Mapping[str, Reason],
    events: Collection[str],
    copies: Mapping[str, str],
) -> None:
    """Write incidents that grew, each by the id that it had, and new ones.

    ``events`` are those that were linked, ``reasons`` as in ``replace_incidents``, ``copies`` those found.
    """
    db.execute("DELETE FROM linked_incidents WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(incidents)])
    for known, incident in incidents.items():
        if known != incident.id:  # a report came late that is now the first
            db.execute("UPDATE linked_events SET incident = ? WHERE incident = ?", [incident.id, known])
    written = [*incidents.values(), *new]
    rows = [incident_row(i) for i in written]
    _insert(db, "linked_incidents", INCIDENTS, [tuple(r[n] for n in INCIDENTS.names) for r in rows])
    none: tuple[None, None, None] = (None, None, None)
    why = {e: (round(s, 3), like, json.dumps(shares)) for e, (s, like, shares) in reasons.items()}
    links = [(i.id, e, *why.get(e, none)) for i in written for e in i.events if e in events]
    _insert(db, "linked_events", INCIDENT_EVENTS, links)
    _insert(db, "copies", COPIES, list(copies.items()))


def add_stories(
    db: duckdb.DuckDBPyConnection, stories: Sequence[Mapping[str, Any]], documents: Sequence[tuple[str, str]]
) -> None:
    """Write stories that grew or began, each {id, terms, first, last, documents: number}; and (story, document)s."""
    db.execute("DELETE FROM stories WHERE id IN (SELECT unnest(?::VARCHAR[]))", [[s["id"] for s in stories]])
    _insert(db, "stories", STORIES, [tuple(s[name] for name in STORIES.names) for s in stories])
    _insert(db, "story_documents", STORY_DOCUMENTS, documents)


def _insert(
    db: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, rows: Sequence[tuple[Any, ...]], *, order: str = ""
) -> None:
    if not rows:
        return
    columns = list(zip(*rows, strict=True))
    db.register("new_rows", pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema))
    db.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows{f' ORDER BY {order}' if order else ''}")
    db.unregister("new_rows")


def _has(db: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(fetch(db, "SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [table]))
