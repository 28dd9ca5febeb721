"""The output options every command shares, and progress on stderr."""

import csv
import io
import json
import re
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from dragoman.drafts import whole
from dragoman.errors import CONTROL, UsageError, clean, harmless

FORMATS = ("jsonl", "json", "csv", "table")
WIDE = 160  # columns of a table where no terminal says how many it has
SHORT = 24  # characters of a cell that is never cut or wrapped: a day, a code, an id
SAVED = (".csv", ".parquet", ".jsonl", ".json")
F = TypeVar("F", bound=Callable[..., Any])
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Day(click.ParamType):  # type: ignore[type-arg]  # not generic in every click that will do
    """A day as it is typed; days are compared as text, so none but YYYY-MM-DD may pass."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``value``.  Raises ``UsageError`` where it is no day."""
        try:
            if _DAY.fullmatch(str(value)) and "1000" <= value[:4] <= "2999":  # days are counted back and forth from it
                return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
        raise UsageError(f"{value!r} is no day; write it as 2024-03-28")


DAY = _Day()


def as_json(row: Any) -> str:
    """``row`` as JSON on one line; signs that a terminal would obey are written as escapes, so that nothing is lost."""
    return CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(row, ensure_ascii=False))


def say(text: str, *, err: bool = False) -> None:
    """Print a line for people; see ``clean``."""
    click.echo(clean(text), err=err)


def output_options(default: str = "jsonl") -> Callable[[F], F]:
    """Adds ``--format`` to a command."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default=default, show_default=True, help="How to print."
    )


def coding_options(function: F) -> F:
    """Adds what decides how texts are coded: ``--model``, ``--lexicon``, ``--actors``."""
    for option in (
        click.option(
            "--actors", multiple=True, metavar="FILE", help="Your own actors and offices, added to the gazetteer."
        ),
        click.option(
            "--lexicon", "lexicons", multiple=True, metavar="FILE", help="Your own frames, added to the lexicon."
        ),
        click.option("--model", default=None, metavar="NAME", help="An installed spaCy pipeline."),
    ):
        function = option(function)
    return function


def store_option(function: F) -> F:
    """Adds the required ``--store``."""
    return click.option("--store", "store_path", required=True, metavar="FILE", help="The store, a DuckDB file.")(
        function
    )


def emit(rows: Iterable[Mapping[str, Any]], form: str, *, columns: Sequence[str] | None = None) -> int:
    """Print ``rows`` on stdout; the number printed.  A single row prints as one object under ``json``, else a list."""
    count = 0
    if form == "jsonl":
        for row in rows:
            click.echo(as_json(row))
            count += 1
        return count
    kept = list(rows)
    if form == "json":
        click.echo(as_json(kept[0] if len(kept) == 1 else kept))
    elif form == "csv":
        text = to_csv(kept, columns)
        click.echo(clean(text) if sys.stdout.isatty() else text, nl=False)  # a file gets it as it is
    else:
        _table(kept, columns)
    return len(kept)


def in_order(first: str | None, last: str | None, *, names: tuple[str, str] = ("--from", "--to")) -> None:
    """Raises ``UsageError`` where the first of two days is after the last."""
    if first and last and first > last:
        raise UsageError(f"{names[0]} {first} is after {names[1]} {last}; give the earlier day first")


def output_option(function: F) -> F:
    """Adds ``-o FILE``."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write the rows to a file instead: .csv, .parquet, .jsonl or .json.",
    )(function)


def save(rows: Iterable[Mapping[str, Any]], path: Path) -> int:
    """Write ``rows`` into the file at ``path`` as its ending says; the number written.

    Raises ``UsageError`` for another ending or a folder that is not there.  A file that stood there is replaced whole.
    """
    form = path.suffix.lower()
    if form not in SAVED:
        raise UsageError(f"{path.name} says no format; end it in {', '.join(SAVED)}")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it, or name another file")
    kept = [dict(row) for row in rows]
    with whole(path) as draft:
        if form == ".parquet":
            import pyarrow as pa
            import pyarrow.parquet as pq

            names = _columns(kept)
            pq.write_table(pa.Table.from_pylist([{n: row.get(n) for n in names} for row in kept]), draft)
        elif form == ".csv":
            draft.write_text(to_csv(kept), encoding="utf-8")
        elif form == ".jsonl":
            draft.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), encoding="utf-8")
        else:
            draft.write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf-8")
    click.echo(f"{len(kept):,} rows in {path}", err=True)
    return len(kept)


def to_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None) -> str:
    """Rows as CSV with a header; lists and objects are written as JSON, so that no comma parts them.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    names = list(columns) if columns else _columns(rows)
    if not names:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(n)) for n in names])
    return out.getvalue()


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return harmless(value) if isinstance(value, str) else value


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None) -> None:
    """A table for the eye.  Codes, days and ids are never cut: where they do not fit side by side, rows take lines."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    names = list(columns) if columns else _columns(rows)
    if not names:
        return
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    cells = [[clean(short(row.get(n))) for n in names] for row in rows]
    widths = [max(len(v) for v in (name, *(row[i] for row in cells))) for i, name in enumerate(names)]
    least = sum(width if width <= SHORT else SHORT for width in widths) + 3 * len(names) + 1
    if least > console.width:
        for line in stacked(names, cells, widths, console.width):
            click.echo(line)
        return
    table = Table()
    for name, width in zip(names, widths, strict=True):
        table.add_column(name, no_wrap=width <= SHORT, overflow="fold")
    for row in cells:
        table.add_row(*map(escape, row))
    console.print(table)


def stacked(names: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int], room: int) -> Iterator[str]:
    """The lines of a table too wide for ``room``: short cells under their names, on as many lines as they need, and
    long ones under them, wrapped.
    """
    lines: list[list[int]] = [[]]
    for i, width in enumerate(widths):
        if width <= SHORT:
            if lines[-1] and sum(widths[j] + 2 for j in lines[-1]) + width + 2 > room:
                lines.append([])
            lines[-1].append(i)
    long = [i for i, width in enumerate(widths) if width > SHORT]
    for row in (names, *cells):
        for n, line in enumerate(lines):
            if line:
                yield ("  " if n else "") + "  ".join(row[i].ljust(widths[i]) for i in line).rstrip()
        if row is names:
            if long:
                yield "    " + ", ".join(names[i] for i in long)
            yield "─" * min(room, 60)
            continue
        for i in long:
            yield from textwrap.wrap(row[i], room, initial_indent="    ", subsequent_indent="    ")


def short(value: Any) -> str:
    """A value for a table cell: parties by code, spans left to the machine formats."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 1e4 else f"{value:,.0f}"
    if isinstance(value, dict):
        if "code" in value:
            code = value["code"] or value.get("name") or ""
            return f"{code}:{value['role']}" if value.get("role") and value["code"] else str(code)
        return " ".join(f"{k}={short(v)}" for k, v in value.items() if v is not None)
    if isinstance(value, list | tuple):
        return ", ".join(dict.fromkeys(short(v) for v in value))
    return str(value)


@contextmanager
def progress_bar(label: str, total: int | None = None, unit: str = "documents") -> Iterator[Callable[[int], None]]:
    """A bar on stderr with rate and time left; where stderr is no terminal, a line every ten seconds."""
    if not sys.stderr.isatty():
        yield _plain_progress(label, total, unit)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = [
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    ]
    start = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
        task = bar.add_task(label, total=total, rate="")

        def advance(n: int) -> None:
            done = bar.tasks[0].completed + n
            rate = done / max(time.monotonic() - start, 1e-9)
            bar.update(task, advance=n, rate=f"{rate:,.0f} {unit}/s")

        yield advance


def _plain_progress(label: str, total: int | None, unit: str) -> Callable[[int], None]:
    start = last = time.monotonic()
    done = 0

    def advance(n: int) -> None:
        nonlocal done, last
        done += n
        now = time.monotonic()
        if now - last >= 10:
            last = now
            rate = done / (now - start)
            left = f", {(total - done) / rate:,.0f} s left" if total and rate else ""
            click.echo(f"{label}: {done:,}{f' of {total:,}' if total else ''} {unit}, {rate:,.0f}/s{left}", err=True)

    return advance
