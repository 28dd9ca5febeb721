"""``dragoman correct``."""

import getpass
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from dragoman import corrections
from dragoman.cli.output import emit, output_options, say, store_option
from dragoman.cli.parties import code_of
from dragoman.drafts import whole
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.store import Store
from dragoman.store.corrections import Correction

F = TypeVar("F", bound=Callable[..., Any])
_ID = re.compile(r"[0-9a-f]{16}")
NAMED = 20  # lines of a file with a fault that are named one by one
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _WithId(click.Group):
    """``dragoman correct ID --type ...`` is short for ``dragoman correct code ID --type ...``."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and _ID.fullmatch(args[0]):
            args = ["code", *args]
        return super().resolve_command(ctx, args)


@click.group("correct", cls=_WithId)
def command() -> None:
    """Say that a record is wrong.

    The machine's record stays as it is: every view shows it corrected, with who said so, when and why.  A correction
    holds after run and recode, and can be undone.  Ids of events and incidents are printed by relations, brief, check
    and explain.

    \b
    Example:
      dragoman correct c43af9dd4efaf75c --mode veto --reason "they vetoed it" --store demo-out/record.duckdb
      dragoman correct drop 4a7f5f8880011d07 --reason "what the text demands, no act" --store demo-out/record.duckdb
      dragoman correct merge 62df0ba58b2676eb 883c717ee73b661f --reason "one quarrel" --store demo-out/record.duckdb
      dragoman correct split 7fbf2bee129a308b --reason "the vote of the day before" --store demo-out/record.duckdb
      dragoman correct list --store demo-out/record.duckdb
      dragoman correct undo 0b7d9e3c5a1f8246 --reason "the first reading was right" --store demo-out/record.duckdb
    """


def author_option(function: F) -> F:
    """Adds ``--author``: who corrects."""
    return click.option(
        "--author", default=None, metavar="NAME", help="Who says so; default $DRAGOMAN_AUTHOR, else the user's name."
    )(function)


def author_of(typed: str | None) -> str:
    """The author's name as typed, or who is at the keyboard."""
    name = (typed if typed is not None else os.environ.get("DRAGOMAN_AUTHOR", "")).strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("say who corrects with --author NAME") from None


def _signed(function: F) -> F:
    for option in (
        store_option,
        author_option,
        click.option("--reason", required=True, metavar="TEXT", help="Why, in a few words."),
    ):
        function = option(function)
    return function


@command.command("code")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--type", "kind", metavar="TYPE", help="Type, such as REJECT.")
@click.option("--mode", metavar="MODE", help="Mode, such as veto; none for no mode.")
@click.option("--status", metavar="STATUS", help="happened, planned, possible, denied or not.")
@click.option("--date", "day", metavar="DATE", help="2024-03-22, 2024-03, 2024 or 2024-03-22..2024-03-25.")
@click.option(
    "--actor", "actors", multiple=True, metavar="CODE", help="Who acts: USA, ISR:MIL, a name; may be repeated."
)
@click.option("--recipient", "recipients", multiple=True, metavar="CODE", help="To whom; none for nobody.")
@_signed
def code(
    ids: tuple[str, ...],
    kind: str | None,
    mode: str | None,
    status: str | None,
    day: str | None,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    store_path: str,
    author: str | None,
    reason: str,
) -> int:
    """Give events another type, mode, status, date, actors or recipients; an incident's ID means all its reports.

    What is not named stays as it was coded.  Actors (and recipients) named take the place of all that stood there.

    \b
    Example:
      dragoman correct code 71e4dc72dd01c319 --status denied --actor ISR:PTY --recipient none \\
        --reason "the party denies it" --author "R. Meyer" --store demo-out/record.duckdb
    """
    typed = {"type": kind, "mode": mode, "status": status, "date": day}
    change = changes({k: v for k, v in typed.items() if v is not None}, actors, recipients, Gazetteer.load())
    done = corrections.correct_codes(Store(store_path), ids, change, author_of(author), _reason(reason))
    return _tell(done, store_path)


@command.command("drop")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_signed
def drop(ids: tuple[str, ...], store_path: str, author: str | None, reason: str) -> int:
    """Say that what was coded is no event; an incident's ID means all its reports.

    \b
    Example:
      dragoman correct drop 4a7f5f8880011d07 --reason "what the text demands, no act" --store demo-out/record.duckdb
    """
    return _tell(corrections.drop_events(Store(store_path), ids, author_of(author), _reason(reason)), store_path)


@command.command("merge")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@_signed
def merge(ids: tuple[str, ...], store_path: str, author: str | None, reason: str) -> int:
    """Say that incidents are one act; an event's ID means the incident it is of.

    \b
    Example:
      dragoman correct merge 62df0ba58b2676eb 883c717ee73b661f --reason "one quarrel" --store demo-out/record.duckdb
    """
    return _tell(corrections.merge_incidents(Store(store_path), ids, author_of(author), _reason(reason)), store_path)


@command.command("split")
@click.argument("ids", nargs=-1, required=True, metavar="EVENT...")
@_signed
def split(ids: tuple[str, ...], store_path: str, author: str | None, reason: str) -> int:
    """Say that events are not of one act with the others of their incident; named together they stay together.

    \b
    Example:
      dragoman correct split 7fbf2bee129a308b --reason "the vote of the day before" --store demo-out/record.duckdb
    """
    return _tell(corrections.split_events(Store(store_path), ids, author_of(author), _reason(reason)), store_path)


@command.command("undo")
@click.argument("id_", metavar="CORRECTION")
@_signed
def undo(id_: str, store_path: str, author: str | None, reason: str) -> int:
    """Undo a correction, or an undoing; both stay in the log.

    \b
    Example:
      dragoman correct undo 0b7d9e3c5a1f8246 --reason "the first reading was right" --store demo-out/record.duckdb
    """
    return _tell(corrections.undo(Store(store_path), id_, author_of(author), _reason(reason)), store_path)


@command.command("list")
@store_option
@click.option("--orphaned", is_flag=True, help="Only those whose events the store has not.")
@output_options("table")
def list_(store_path: str, orphaned: bool, form: str) -> int:
    """Every correction, oldest first: in force, undone, or orphaned because its events are not in the store.

    \b
    Example:
      dragoman correct list --store demo-out/record.duckdb --orphaned --format jsonl
    """
    rows = [
        {"id": c.id, "state": state, "kind": c.kind, "target": list(c.target), "says": said(c)}
        | {"author": c.author, "made": c.made, "reason": c.reason}
        for c, state in corrections.states(Store(store_path))
        if c.kind != "skip" and (state == "orphaned" or not orphaned)
    ]
    if not rows:
        click.echo("dragoman: no corrections" + (" are orphaned" if orphaned else ""), err=True)
        return 0
    if form == "table":
        rows = [r | {"made": r["made"][:16], "target": [str(t) for t in r["target"][:3]]} for r in rows]
    emit(rows, form)
    return 0


@command.command("export")
@store_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; default stdout.")
def export(store_path: str, output: Path | None) -> int:
    """Print the corrections as JSON Lines, to be brought into another store.

    \b
    Example:
      dragoman correct export --store demo-out/record.duckdb -o corrections.jsonl
    """
    log = [c for c, _ in corrections.states(Store(store_path)) if c.kind != "skip"]
    lines = [json.dumps(corrections.to_line(c), ensure_ascii=False) for c in log]
    if output is None:
        for line in lines:
            click.echo(line)
        return 0
    with whole(output) as draft:
        draft.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
    click.echo(f"{output}: {len(lines):,} corrections", err=True)
    return 0


@command.command("import")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_option
def import_(path: Path, store_path: str) -> int:
    """Bring in corrections that a colleague exported; those already there change nothing.

    Corrections of events that this store has not are kept, and hold once the events are there.

    \b
    Example:
      dragoman correct import corrections.jsonl --store demo-out/record.duckdb
    """
    store = Store(store_path)
    store.known()
    if not Path(store_path).exists():
        raise UsageError(f"there is no store at {store_path}; make one with: dragoman run INPUT --store {store_path}")
    found: list[Correction] = []
    bad = 0
    for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(corrections.of_line(json.loads(line)))
        except (ValueError, RecursionError) as error:
            bad += 1
            why = error if not isinstance(error, json.JSONDecodeError | RecursionError) else "it is not JSON"
            if bad <= NAMED:
                say(f"dragoman: line {number} of {path} is no correction: {why}; it is left out", err=True)
    if bad > NAMED:
        click.echo(f"dragoman: {bad - NAMED:,} more lines of {path} are no corrections", err=True)
    added = corrections.bring_in(store, found)
    new = {c.id for c in found}
    waiting = sum(c.id in new and state == "orphaned" for c, state in corrections.states(store))
    click.echo(
        f"{added:,} corrections added, {len(new) - added:,} already there; "
        f"{waiting:,} wait for events that are not here",
        err=True,
    )
    return (3 if bad else 0) if found else 1


# ---------------------------------------------------------------- shared with review
def changes(
    typed: Mapping[str, str], actors: Sequence[str], recipients: Sequence[str], gazetteer: Gazetteer
) -> dict[str, Any]:
    """What a person typed for the slots of an event, as a correction keeps it.  Raises ``UsageError``."""
    out: dict[str, Any] = {}
    if "type" in typed:
        out["type"] = typed["type"].strip().upper()
    if "mode" in typed:
        mode = typed["mode"].strip().lower()
        out["mode"] = None if mode in ("none", "") else mode
    if "status" in typed:
        out["status"] = typed["status"].strip().lower()
    if "date" in typed:
        out["date"] = date_of(typed["date"].strip())
    for side, names in (("actors", actors), ("recipients", recipients)):
        nobody = [n.strip().lower() in ("none", "nobody") for n in names]
        if any(nobody) and not all(nobody):
            raise UsageError(f"{side} are either none or those named, not both")
        if names:
            out[side] = [] if all(nobody) else [_party(n, gazetteer) for n in names]
    return out


def _party(typed: str, gazetteer: Gazetteer) -> dict[str, Any]:
    code, _, role = code_of(typed, gazetteer).partition(":")
    # a bare code is the government, as everywhere in print; bodies have no role
    named = gazetteer.code_name(code)
    return {"code": code, "role": role or _plain_role(code), "name": named}


def _plain_role(code: str) -> str | None:
    from dragoman.measure.acts import ROLELESS

    return None if code in ROLELESS else "GOV"


def date_of(typed: str) -> dict[str, str]:
    """Days of a date as people write it.  Raises ``UsageError`` where it is none."""
    from calendar import monthrange
    from datetime import date

    try:
        if ".." in typed:
            first, _, last = typed.partition("..")
            days = date.fromisoformat(first), date.fromisoformat(last)
            if days[1] < days[0]:
                raise ValueError
            return {"from": days[0].isoformat(), "to": days[1].isoformat(), "precision": "range"}
        if _DAY.fullmatch(typed):
            return {"from": date.fromisoformat(typed).isoformat(), "to": typed, "precision": "day"}
        if re.fullmatch(r"\d{4}-\d{2}", typed):
            year, month = int(typed[:4]), int(typed[5:])
            date(year, month, 1)
            return {"from": f"{typed}-01", "to": f"{typed}-{monthrange(year, month)[1]:02d}", "precision": "month"}
        if re.fullmatch(r"\d{4}", typed):
            date(int(typed), 1, 1)
            return {"from": f"{typed}-01-01", "to": f"{typed}-12-31", "precision": "year"}
        raise ValueError
    except ValueError:
        raise UsageError(f"{typed!r} is no date; write 2024-03-22, 2024-03, 2024 or 2024-03-22..2024-03-25") from None


def said(one: Correction) -> str:
    """What a correction says, in words."""
    match one.kind:
        case "code":
            wanted = one.change.get("set", {})
            return "; ".join(f"{slot} {_value(slot, value)}" for slot, value in wanted.items())
        case "drop":
            return "no event"
        case "merge":
            return f"{len(one.target)} incidents are one act"
        case "split":
            others = len(one.change.get("from", ()))
            return f"not one act with {others} {'other' if others == 1 else 'others'}"
        case "undo":
            return f"undoes {one.target[0]}"
        case _:
            return "rightly joined, or kept apart" if one.change.get("what") == "link" else "rightly coded"


def _value(slot: str, value: Any) -> str:
    if slot == "date":
        return str(value["from"]) if value["from"] == value["to"] else f"{value['from']} to {value['to']}"
    if isinstance(value, list):
        return ", ".join(p["code"] + (f":{p['role']}" if p.get("role") else "") for p in value) or "nobody"
    return "none" if value is None else str(value)


def _reason(typed: str) -> str:
    if not typed.strip():
        raise UsageError("say why in a few words with --reason")
    return typed.strip()


def _tell(done: Correction, store_path: str) -> int:
    click.echo(done.id)
    click.echo(f"{said(done)}. Undo with: dragoman correct undo {done.id} --reason WHY --store {store_path}", err=True)
    return 0
