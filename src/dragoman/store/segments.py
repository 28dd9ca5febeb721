"""Parquet segments beside the store: a batch is written whole or not at all, then loaded in one short transaction.

Two shapes of folder stand under ``STORE.segments``: ``part-*.tmp`` is being written (left behind by an interrupted run,
it is thrown away), ``part-*`` is whole and waits to be loaded (left behind, it is loaded by the next run).
"""

import contextlib
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.records import Coded
from dragoman.store.rows import Row, coded_rows, document_row
from dragoman.store.schema import DOCUMENTS, RECORDS


def folder_of(store: Path) -> Path:
    """Folder of the segments of the store at ``store``."""
    return store.with_name(store.name + ".segments")


def write_segment(
    folder: Path, name: str, run: int, coded: Iterable[Coded], *, with_documents: bool, political_only: bool
) -> Path:
    """Write one batch as a folder of Parquet files; it appears under its name only when it is whole."""
    rows: dict[str, list[Row]] = {table: [] for table in RECORDS}
    documents: list[Row] = []
    codings: list[Row] = []
    for one in coded:
        documents.append(document_row(one.document, run))
        codings.append({"document": one.document.id, "run": run})
        for table, more in coded_rows(one, run, political_only=political_only).items():
            rows[table].extend(more)
    draft = folder / f"part-{name}.tmp"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)  # the folder goes with its last segment, so it is made again
    if with_documents:
        pq.write_table(pa.Table.from_pylist(documents, schema=DOCUMENTS), draft / "documents.parquet")
    pq.write_table(pa.Table.from_pylist(codings, schema=CODINGS), draft / "codings.parquet")
    for table, schema in RECORDS.items():
        pq.write_table(pa.Table.from_pylist(rows[table], schema=schema), draft / f"{table}.parquet")
    final = folder / f"part-{name}"
    draft.replace(final)
    return final


CODINGS = pa.schema([("document", pa.string()), ("run", pa.int64())])


def finished(folder: Path) -> list[Path]:
    """Whole segments that wait to be loaded; half-written ones are thrown away."""
    if not folder.is_dir():
        return []
    for draft in folder.glob("part-*.tmp"):
        shutil.rmtree(draft, ignore_errors=True)
    return sorted(p for p in folder.glob("part-*") if p.is_dir())


def discard(segment: Path) -> None:
    """Remove a loaded segment, and the folder with the last one."""
    shutil.rmtree(segment, ignore_errors=True)
    with contextlib.suppress(OSError):  # a worker may have begun another one this very moment
        segment.parent.rmdir()
