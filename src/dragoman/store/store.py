"""The DuckDB file: opening it for a short time, adding to it, reading from it."""

import errno
import json
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.errors import FULL, DragomanError
from dragoman.records import Document, Incident
from dragoman.store import segments
from dragoman.store.rows import READERS, incident_row, to_incident
from dragoman.store.schema import (
    COPIES,
    INCIDENT_EVENTS,
    INCIDENTS,
    RECORDS,
    RENAMED,
    SCHEMA_VERSION,
    STORIES,
    STORY_DOCUMENTS,
    TABLES,
    VIEWS,
)

WAIT = 60.0  # seconds a reader or writer waits for its turn; a load takes well under one
# what DuckDB says when another process, or another thread of this one, has the file open
BUSY = ("set lock", "different configuration", "already attached", "already open", "used by another process")
NOTICE = 2.0  # seconds after which it says that it waits
DENIED = "Permission denied"
MARK = b"DUCK"  # stands in the ninth byte of every DuckDB file
LEAST = 3 * 4096  # bytes of the smallest one: three headers
MEMORY = "2GB"  # what DuckDB may use while loading; the rest belongs to the workers


_log = logging.getLogger(__name__)
After = Callable[[duckdb.DuckDBPyConnection], None]


def _nothing(db: duckdb.DuckDBPyConnection) -> None:
    pass


class StoreError(DragomanError):
    """The store cannot be used; the message is one sentence for the person at the keyboard."""


class StoreBusy(StoreError):
    """Another process held the store for longer than ``WAIT``."""


class Store:
    """One store by its path.  Nothing is kept open between calls, so that others can read while a run writes."""

    def __init__(self, path: Path | str, *, wait: float = WAIT) -> None:
        self.path = Path(path)
        self.wait = wait
        self._held: duckdb.DuckDBPyConnection | None = None

    # ------------------------------------------------------------ opening
    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A read-only connection.  Raises ``StoreError`` where there is no store or it cannot be read."""
        if self._held is not None:
            yield self._held
            return
        if not self.path.exists() or self._unmade():
            raise StoreError(f"there is no store at {self.path}; make one with: dragoman run INPUT --store {self.path}")
        connection = self._open(read_only=True)
        try:
            self._check_version(connection)
            yield connection
        except duckdb.Error as error:
            raise self._damaged(error) from error
        finally:
            connection.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """One read-only connection for all that is read within: for a second or two of questions in a row.

        Writers wait as long, so nothing long may be done within, and nothing written.
        """
        with self.reading() as connection:
            before, self._held = self._held, connection
            try:
                yield
            finally:
                self._held = before

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection in one transaction: committed at the end, rolled back on any error."""
        fresh = not self.path.exists()
        connection = self._open(read_only=False)
        try:
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            if fresh or _is_blank(connection):
                _create(connection)
            if self._check_version(connection) < SCHEMA_VERSION:
                _upgrade(connection)
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        except duckdb.IOException as error:
            if "Could not read" in str(error) or _full(error):
                raise self._damaged(error) from error
            raise StoreError(f"The store {self.path} could not be written: {_first_line(error)}") from error
        except duckdb.Error as error:
            raise self._damaged(error) from error
        finally:
            connection.close()

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Alone among those that add or code reports; readers and corrections go on meanwhile.

        Raises ``StoreBusy`` where another process adds for longer than ``WAIT``.
        """
        from filelock import FileLock, Timeout  # read by those who add alone: it would slow the start of every command

        self._check_file()
        # a lock of the system: it goes with the process, however that ends, and a file left behind holds nobody up
        lock = FileLock(self.path.with_name(self.path.name + ".lock"))
        notice = min(NOTICE, self.wait)
        try:
            try:
                lock.acquire(timeout=notice)
            except Timeout:
                if notice < self.wait:
                    _log.warning("dragoman: another process is adding to %s; waiting for it", self.path)
                lock.acquire(timeout=self.wait - notice)
        except Timeout as error:
            raise StoreBusy(
                f"another process is adding reports to {self.path}; run the same command again when it is done"
            ) from error
        except OSError as error:
            raise StoreError(
                f"no file {lock.lock_file} can be written beside the store ({error.strerror}); "
                "change the permissions of its folder, or name a store elsewhere"
            ) from error
        try:
            if self._unmade():
                self.path.unlink()
            yield
        finally:
            with suppress(OSError):  # another that waits for it sees that it is gone, and makes a new one
                Path(lock.lock_file).unlink()
            lock.release()

    def _damaged(self, error: duckdb.Error) -> StoreError:
        if _full(error):
            return StoreError(FULL)
        return StoreError(
            f"{self.path} is damaged or not as this version makes stores ({_first_line(error)[:200]}); "
            "take a copy of it that is whole, or make a new one with dragoman run"
        )

    def _open(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        self._check_file()
        start = time.monotonic()
        deadline, told = start + self.wait, False
        pause = 0.01
        while True:
            try:
                connection = duckdb.connect(str(self.path), read_only=read_only)
                # DuckDB's own bar goes to stdout where a query is slow, into the middle of what a command prints
                connection.execute("SET enable_progress_bar = false")
                return connection
            except duckdb.Error as error:
                if DENIED in str(error):
                    may = "read" if read_only else "write to"
                    raise StoreError(
                        f"you may not {may} {self.path}; change its permissions, or name another file"
                    ) from error
                if _full(error):
                    raise StoreError(FULL) from error
                if not any(reason in str(error) for reason in BUSY):
                    raise StoreError(
                        f"{self.path} cannot be opened as a store: {_first_line(error)}; "
                        "name a file made by dragoman run, or a new one"
                    ) from error
                if time.monotonic() > deadline:
                    raise StoreBusy(
                        f"The store {self.path} has been in use by another process for {self.wait:.0f} s; "
                        "try again later."
                    ) from error
                if not told and time.monotonic() - start > NOTICE:
                    told = True
                    _log.warning("dragoman: %s is in use by another process; waiting for it", self.path)
                time.sleep(pause)
                pause = min(pause * 2, 0.25)

    def _check_file(self) -> None:
        """Raises ``StoreError`` where the path cannot be that of a store, before the database is asked."""
        if "\0" in str(self.path):
            raise StoreError("no file has a name with a NUL in it; name another file")
        if self.path.is_dir():
            raise StoreError(f"{self.path} is a folder; name a file made by dragoman run, or a new one in it")
        if not self.path.exists():
            if not self.path.parent.is_dir():
                raise StoreError(f"there is no folder {self.path.parent}; make it, or name another file")
            return
        if not self.path.is_file():
            raise StoreError(f"{self.path} is no regular file; name a file made by dragoman run, or a new one")
        if self._unmade():
            return
        with self.path.open("rb") as file:
            if file.read(12)[8:] != MARK:
                raise StoreError(f"{self.path} is no store; name a file made by dragoman run, or a new one")

    def _unmade(self) -> bool:
        """Whether the file was begun and never became a store: its making was killed, or the disk was full."""
        if not self.path.is_file() or (size := self.path.stat().st_size) >= LEAST:
            return False
        with self.path.open("rb") as file:
            return not size or file.read(12)[8:] == MARK

    def _check_version(self, connection: duckdb.DuckDBPyConnection) -> int:
        if not _has_meta(connection):
            raise StoreError(f"{self.path} is a DuckDB file but no Dragoman store; name another file.")
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
        if row is None or not str(row[0]).isdecimal():
            raise StoreError(f"{self.path} does not say of which version it is; it is damaged or no Dragoman store")
        found = int(row[0])
        if found > SCHEMA_VERSION:
            raise StoreError(
                f"The store {self.path} was made by a newer Dragoman (schema {found}, this version reads up to "
                f"{SCHEMA_VERSION}); upgrade Dragoman to use it."
            )
        return found

    # ------------------------------------------------------------ runs and segments
    def begin_run(self, kind: str, manifest: Mapping[str, Any]) -> int:
        """Number of a new run whose manifest is kept."""
        with self.writing() as db:
            row = db.execute("SELECT coalesce(max(run), 0) + 1 FROM runs").fetchone()
            assert row
            db.execute("INSERT INTO runs VALUES (?, ?, ?, NULL, ?)", [row[0], kind, _now(), json.dumps(manifest)])
        return int(row[0])

    def end_run(self, run: int, counts: Mapping[str, Any]) -> None:
        """Note that the run came to its end, and what it did."""
        with self.writing() as db:
            row = db.execute("SELECT manifest FROM runs WHERE run = ?", [run]).fetchone()
            manifest = json.loads(row[0]) | {"counts": dict(counts)} if row else {"counts": dict(counts)}
            db.execute("UPDATE runs SET finished = ?, manifest = ? WHERE run = ?", [_now(), json.dumps(manifest), run])

    def load(self, segment: Path, after: After = _nothing) -> None:
        """Load one whole segment and remove it, calling ``after`` before the end; loading it twice adds nothing."""
        with self.writing() as db:
            for file in sorted(segment.glob("*.parquet")):
                table = file.stem
                source = f"read_parquet('{str(file).replace(chr(39), chr(39) * 2)}')"
                if table == "codings":
                    db.execute(
                        "UPDATE codings SET newest = false WHERE document IN (SELECT document FROM "
                        f"{source} s WHERE s.run > codings.run)"
                    )
                    db.execute(
                        f"INSERT INTO codings SELECT s.document, s.run, NOT EXISTS (SELECT 1 FROM codings c WHERE "
                        f"c.document = s.document AND c.run > s.run) FROM {source} s "
                        "ANTI JOIN codings k ON k.document = s.document AND k.run = s.run"
                    )
                elif table == "documents":
                    db.execute(
                        f"INSERT INTO documents BY NAME SELECT * FROM {source} s ANTI JOIN documents d ON d.id = s.id"
                    )
                else:
                    db.execute(
                        f"INSERT INTO {table} BY NAME SELECT s.* FROM {source} s ANTI JOIN {table} t "
                        "ON t.document = s.document AND t.run = s.run AND t.id = s.id"
                    )
            after(db)
        segments.discard(segment)

    def recover(self) -> int:
        """Load what an interrupted run left whole, throw away what it left half; the number of segments loaded."""
        self._check_file()
        if self.path.exists():
            connection = self._open(read_only=True)
            try:
                blank = _is_blank(connection)
            finally:
                connection.close()
            if blank:  # killed before it had tables
                with self.writing():
                    pass
        waiting = segments.finished(segments.folder_of(self.path))
        for segment in waiting:
            self.load(segment)
        return len(waiting)

    def known(self) -> frozenset[str]:
        """Ids of all stored documents; none where there is no store yet."""
        if not self.path.exists():
            return frozenset()
        with self.reading() as db:
            return frozenset(row[0] for row in db.execute("SELECT id FROM documents").fetchall())

    # ------------------------------------------------------------ incidents
    def replace_incidents(
        self,
        incidents: Iterable[Incident],
        reasons: Mapping[str, tuple[float, str | None, Mapping[str, float]]] | None = None,
        copies: Mapping[str, str] | None = None,
        after: After = _nothing,
    ) -> None:
        """Put ``incidents`` in place of all that were linked before, and call ``after`` (one transaction).

        ``reasons`` gives for an event the score of its link, the event it is most like and the shares of the score;
        ``copies`` the original of each document that is a copy.
        """
        rows = list(incidents)
        why = {e: (round(s, 3), like, json.dumps(shares)) for e, (s, like, shares) in (reasons or {}).items()}
        none = (None, None, None)
        table = pa.Table.from_pylist([incident_row(i) for i in rows], schema=INCIDENTS)
        links = pa.Table.from_pylist(
            [
                dict(zip(INCIDENT_EVENTS.names, (i.id, e, *why.get(e, none)), strict=True))
                for i in rows
                for e in i.events
            ],
            schema=INCIDENT_EVENTS,
        )
        copied = pa.Table.from_pylist(
            [{"document": d, "original": o} for d, o in (copies or {}).items()], schema=COPIES
        )
        with self.writing() as db:
            for name in ("linked_incidents", "linked_events", "copies"):
                db.execute(f"DELETE FROM {name}")
            db.register("new_incidents", table)
            db.register("new_links", links)
            db.register("new_copies", copied)
            db.execute("INSERT INTO linked_incidents BY NAME SELECT * FROM new_incidents")
            db.execute("INSERT INTO linked_events BY NAME SELECT * FROM new_links")
            db.execute("INSERT INTO copies BY NAME SELECT * FROM new_copies")
            after(db)

    def replace_stories(self, stories: Iterable[Mapping[str, Any]], after: After = _nothing) -> None:
        """Put ``stories``, each {id, terms, first, last, documents: ids}, in place of all; then call ``after``."""
        rows = list(stories)
        told = pa.Table.from_pylist([r | {"documents": len(r["documents"])} for r in map(dict, rows)], schema=STORIES)
        pairs = [{"story": r["id"], "document": d} for r in rows for d in r["documents"]]
        joined = pa.Table.from_pylist(pairs, schema=STORY_DOCUMENTS)
        with self.writing() as db:
            for name, table in (("stories", told), ("story_documents", joined)):
                db.register("new_rows", table)
                db.execute(f"DELETE FROM {name}")
                db.execute(f"INSERT INTO {name} BY NAME SELECT * FROM new_rows")
                db.unregister("new_rows")
            after(db)

    # ------------------------------------------------------------ reading
    def has(self, table: str) -> bool:
        """Whether the store has a table of that name; one of an older version may not."""
        with self.reading() as db:
            return _has_table(db, table)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Rows of a query as dictionaries."""
        with self.reading() as db:
            return fetch(db, sql, parameters)

    def documents(self, where: str = "TRUE", parameters: Sequence[Any] = ()) -> list[Document]:
        """Stored documents for which the SQL condition holds, in order of publication."""
        rows = self.rows(f"SELECT * FROM documents WHERE {where} ORDER BY published, id", parameters)
        return [READERS["documents"](row) for row in rows]

    def records(self, table: str, where: str = "TRUE", parameters: Sequence[Any] = (), *, view: str = "") -> list[Any]:
        """Records of ``table`` (``events``, ``statements`` ...) from the newest coding of each document, corrected.

        ``view`` ``machine_events`` gives the events as they were coded, without corrections.
        """
        assert table in RECORDS, table
        source = view or f"current_{table}"
        rows = self.rows(f"SELECT * FROM {source} WHERE {where} ORDER BY document, ordinal", parameters)
        return [READERS[table](row) for row in rows]

    def incidents(self, where: str = "TRUE", parameters: Sequence[Any] = ()) -> list[Incident]:
        """Incidents for which the SQL condition holds, in order of date."""
        rows = self.rows(
            f"""SELECT i.*, list(e.event ORDER BY e.event) AS events FROM incidents i
            JOIN incident_events e ON e.incident = i.id WHERE {where} GROUP BY ALL ORDER BY i.date_from, i.id""",
            parameters,
        )
        return [to_incident(row) for row in rows]

    def copies(self) -> dict[str, str]:
        """The original of each document that is a copy; none in a store of a version that kept no copies."""
        with self.reading() as db:
            if not _has_table(db, "copies"):
                return {}
            return dict(db.execute("SELECT document, original FROM copies").fetchall())

    def manifests(self) -> list[dict[str, Any]]:
        """Every run with its manifest, oldest first."""
        rows = self.rows("SELECT * FROM runs ORDER BY run")
        return [row | {"manifest": json.loads(row["manifest"])} for row in rows]


def fetch(db: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Rows of a query on an open connection as dictionaries."""
    cursor = db.execute(sql, list(parameters))
    names = [d[0] for d in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _has_meta(db: duckdb.DuckDBPyConnection) -> bool:
    return _has_table(db, "meta")


def _is_blank(db: duckdb.DuckDBPyConnection) -> bool:
    """Whether the file has neither tables nor views: nobody's yet."""
    made = "SELECT 1 FROM duckdb_tables() UNION ALL SELECT 1 FROM duckdb_views() WHERE NOT internal"
    return not db.execute(made).fetchone()


def _has_table(db: duckdb.DuckDBPyConnection, name: str) -> bool:
    return bool(db.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [name]).fetchone())


def _create(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("BEGIN")
    db.execute("CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR)")
    db.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(SCHEMA_VERSION)])
    for name, schema in TABLES.items():
        db.register("shape", schema.empty_table())
        db.execute(f"CREATE TABLE {name} AS SELECT * FROM shape")
        db.unregister("shape")
    db.execute("CREATE TABLE codings (document VARCHAR, run BIGINT, newest BOOLEAN)")
    db.execute(
        "CREATE TABLE corrections (id VARCHAR PRIMARY KEY, kind VARCHAR, target VARCHAR, change VARCHAR, "
        "author VARCHAR, made VARCHAR, reason VARCHAR)"
    )
    for name, sql in VIEWS.items():
        db.execute(f"CREATE VIEW {name} AS {sql}")
    db.execute("COMMIT")


def _upgrade(db: duckdb.DuckDBPyConnection) -> None:
    """Give a store of an older version the new tables and columns; what stands in it is kept."""
    db.execute("BEGIN")
    tables = {row[0] for row in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    for old, new in RENAMED.items():
        if old in tables and new not in tables:
            db.execute(f"ALTER TABLE {old} RENAME TO {new}")
            tables.add(new)
    for name, schema in TABLES.items():
        if name not in tables:
            db.register("shape", schema.empty_table())
            db.execute(f"CREATE TABLE {name} AS SELECT * FROM shape")
            db.unregister("shape")
        columns = "SELECT column_name FROM duckdb_columns() WHERE table_name = ?"
        known = {row[0] for row in db.execute(columns, [name]).fetchall()}
        for field in schema:
            if field.name not in known:
                db.register("shape", pa.schema([field]).empty_table())
                kind = db.execute("SELECT column_type FROM (DESCRIBE shape)").fetchall()[0][0]
                db.unregister("shape")
                db.execute(f'ALTER TABLE {name} ADD COLUMN "{field.name}" {kind}')
    for name, sql in VIEWS.items():  # a view keeps the columns it was made with
        db.execute(f"CREATE OR REPLACE VIEW {name} AS {sql}")
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [str(SCHEMA_VERSION)])
    db.execute("COMMIT")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _full(error: duckdb.Error) -> bool:
    return any(os.strerror(code) in str(error) for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".!")
