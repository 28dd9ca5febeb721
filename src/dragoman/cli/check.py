"""``dragoman check``."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dragoman.claims import Verdict, judge
from dragoman.claims.verdict import REPORT, UNKNOWN
from dragoman.cli.output import DAY, FORMATS, emit, say, store_option
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.records import plain
from dragoman.store import Store

QUOTED = 200  # characters of a report's words under a verdict
COLUMNS = ("id", "claim", "as_of", "verdict", "probability")  # of a table; the other formats have all
NAMED = 20  # lines of a file with a fault that are named one by one


@click.command("check")
@click.argument("claim", required=False)
@store_option
@click.option(
    "--as-of", type=DAY, metavar="DATE", help="Judge from what was published up to this day (default: the newest)."
)
@click.option(
    "--claims",
    "path",
    metavar="FILE",
    help='Many claims: JSON Lines with "id", "claim" and, where wanted, "as_of".',
)
@click.option(
    "--format", "form", type=click.Choice((*FORMATS, "text")), default="text", show_default=True, help="How to print."
)
def command(claim: str | None, store_path: str, as_of: str | None, path: str | None, form: str) -> int:
    """Judge a claim: supported, contradicted or not enough evidence, with its probability and the incidents behind it.

    Relations improve, worsen, reach a new low or high, are broken off or restored; support for a state erodes or
    grows; somebody did something to somebody (for the first time, again); so many states did.

    \b
    Example:
      dragoman check "US-Israel relations reach a new low" --store demo-out/record.duckdb --as-of 2024-03-28
      dragoman check --claims demo-out/claims.jsonl --store demo-out/record.duckdb --format jsonl
    """
    if (claim is None) == (path is None):
        raise UsageError("give one claim in quotation marks, or --claims FILE")
    store, gazetteer = Store(store_path), Gazetteer.load()
    if claim is not None:
        verdict = judge(claim, store, gazetteer, as_of)
        if form == "text":
            _show(verdict)
        else:
            row = row_of(verdict)
            emit([{k: row[k] for k in COLUMNS[1:]}] if form == "table" else [row], form)
        return 0
    assert path is not None
    status = 0
    rows = []
    judged = bad = 0
    store.known()
    for number, line in _lines(Path(path)):
        try:
            row = _asked(line)
            verdict = judge(row["claim"], store, gazetteer, row.get("as_of") or as_of)
        except UsageError as error:
            bad += 1
            if bad <= NAMED:
                say(f"dragoman: {path}, line {number}: {error}; it is skipped", err=True)
            status = 3
            continue
        judged += 1
        out = {"id": row.get("id")} | row_of(verdict)
        if form == "jsonl":
            emit([out], form)
        elif form == "text":
            _show(verdict)
        else:
            rows.append(out)
    if rows:
        emit([{k: r[k] for k in COLUMNS} for r in rows] if form == "table" else rows, form)
    if bad > NAMED:
        click.echo(f"dragoman: {path}: {bad - NAMED:,} more lines have such faults", err=True)
    if not judged:
        click.echo(
            f'dragoman: {path} holds no claim that can be judged; write one a line, as {{"id": 1, "claim": "..."}}',
            err=True,
        )
        return 1
    return status


def _asked(line: str) -> dict[str, Any]:
    """The claim of a line.  Raises ``UsageError`` where it holds none."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError("it is not JSON") from None
    if not isinstance(row, dict) or not isinstance(row.get("claim"), str):
        raise UsageError('it has no "claim"')
    if not isinstance(row.get("as_of"), str | None):
        raise UsageError(f"{str(row['as_of'])[:40]} is no day; write it as 2024-03-28")
    return row


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file of claims in it")
    if not path.is_file():
        raise UsageError(f"there is no file {path}; check the name")
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line


def row_of(verdict: Verdict) -> dict[str, Any]:
    """A verdict as the object that is printed."""
    return dict(plain(verdict)) | {"probability": verdict.probability}


def cut(text: str) -> str:
    """``text`` on one line, at most ``QUOTED`` characters; what is left out is marked."""
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTED else flat[:QUOTED].rsplit(" ", 1)[0] + " …"


def _show(verdict: Verdict) -> None:
    # a probability of 0 where nothing is known is no denial
    on = " on what is reported" if verdict.verdict == UNKNOWN else ""
    say(f"“{verdict.claim}” (as of {verdict.as_of}): {verdict.verdict}, probability{on} {verdict.probability:.2f}")
    say(f"  {verdict.text}")
    for label, side in (("for", verdict.for_), ("against", verdict.against)):
        for one in side[:5]:
            what = "/".join(filter(None, (one.type, one.mode)))
            to = f" > {', '.join(one.recipients)}" if one.recipients else ""
            say(
                f"  {label:8}{one.day} {what}: {', '.join(one.actors)}{to}  “{cut(one.quote)}” "
                f"[{one.document}, {'read in its words, ' if one.kind == REPORT else ''}{one.incident}]"
            )
