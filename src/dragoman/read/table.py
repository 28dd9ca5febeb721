"""Tables of reports, one a row: CSV and its like, whose columns the user may call as they like."""

import csv
import json
from collections.abc import Callable, Iterator
from io import BufferedReader

from dragoman.read.jsonl import own_names, to_document
from dragoman.read.report import Faults, ReadOptions, Skipped, Unreadable, Warned
from dragoman.records import Document

SEPARATORS = ",;\t|"
LISTED = 12  # columns that a message names


def read_table(
    stream: BufferedReader, where: str, name: str, options: ReadOptions, say: Callable[[Skipped], None]
) -> Iterator[Document]:
    """Documents of ``stream`` in order, as of JSON Lines whose fields are the columns.

    Raises :class:`Unreadable` for a table without a column of reports.  A row that is no document goes to ``say``.
    """
    csv.field_size_limit(options.max_line)  # the library's own is shorter than a long report
    lines = _lines(stream, options.max_line)
    head = next(lines)
    rows = csv.reader(_again(head, lines), delimiter=max(SEPARATORS, key=head.count))
    fault = Faults(where, "rows", say, strict=options.strict)
    try:
        columns = [c.strip() for c in next(rows)]
        text = own_names(options).get("text", "text")
        if text.lower() not in map(str.lower, columns) and "text" not in columns:
            raise Unreadable(
                f"it is a table without a column `{text}`; name the one that holds the reports, as --column text=NAME, "
                f"of {', '.join(columns[:LISTED])}{' ...' if len(columns) > LISTED else ''} "
                "(event data come in with `dragoman import`)"
            )
        for cells in rows:
            place = f"{where}, line {rows.line_num}"
            if not any(map(str.strip, cells)):
                continue
            row = dict(zip(columns, cells, strict=False))
            try:
                raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
                document, warning = to_document(row, raw, f"{name}:{rows.line_num}", options)
            except Unreadable as error:
                fault(Skipped(place, str(error)))
                continue
            if warning:
                fault(Warned(place, warning))
            yield document
    except csv.Error as error:
        raise Unreadable(f"it is no table that can be read from line {rows.line_num} on ({error})") from error
    fault.end()


def _lines(stream: BufferedReader, limit: int) -> Iterator[str]:
    """The lines with their ends, in UTF-8 or, where that fails, in what spreadsheets of the West write."""
    first = True
    while line := stream.readline(limit + 1):
        if len(line) > limit:
            raise Unreadable(f"it has a line longer than {limit:,} bytes; one report a row is expected")
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")


def _again(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head
    yield from lines
