"""The store's tables written out for other programs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from dragoman.drafts import whole
from dragoman.errors import harmless
from dragoman.store.schema import RECORDS
from dragoman.store.store import Store

EXPORTS = ("documents", *RECORDS, "incidents", "runs")
FORMATS = ("parquet", "csv", "jsonl")


def export_tables(store: Store, form: str, folder: Path, tables: Sequence[str] = EXPORTS) -> dict[str, int]:
    """Write ``tables`` of the store into ``folder`` as ``TABLE.FORM``; the number of rows of each.

    Parquet keeps lists and structures; CSV has them as JSON, and an apostrophe before what a spreadsheet would run as a
    formula; JSON Lines as they are.  Of records, the newest coding of
    each document is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    with store.reading() as db:
        for table in tables:
            name = f"current_{table}" if table in RECORDS else table
            sql = f"SELECT * FROM {name}"
            if table == "incidents":
                sql = (
                    "SELECT i.*, e.events FROM incidents i JOIN (SELECT incident, list(event ORDER BY event) AS events "
                    "FROM incident_events GROUP BY incident) e ON e.incident = i.id ORDER BY i.date_from, i.id"
                )
            data: pa.Table = db.cursor().sql(sql).to_arrow_table()
            path = folder / f"{table}.{form}"
            with whole(path) as draft:
                if form == "parquet":
                    pa.parquet.write_table(data, draft)
                elif form == "csv":
                    pa.csv.write_csv(_flat(data), draft)
                else:
                    with draft.open("w", encoding="utf8") as out:
                        for batch in data.to_batches(max_chunksize=10_000):
                            for row in batch.to_pylist():
                                out.write(json.dumps(_plain(row), ensure_ascii=False, default=str) + "\n")
            counts[table] = data.num_rows
    return counts


def _flat(data: pa.Table) -> pa.Table:
    columns = []
    for field in data.schema:
        column = data[field.name]
        if pa.types.is_nested(field.type):
            column = pa.array(
                [None if v is None else json.dumps(_plain(v), ensure_ascii=False) for v in column.to_pylist()],
                pa.string(),
            )
        elif pa.types.is_string(field.type):
            column = pa.array([None if v is None else harmless(v) for v in column.to_pylist()], pa.string())
        columns.append(column)
    return pa.table(columns, names=data.schema.names)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        # Arrow gives a map as a list of pairs
        if value and all(isinstance(v, tuple) for v in value):
            return dict(value)
        return [_plain(v) for v in value]
    return value
