"""``dragoman actors``: look up who is who, and check one's own additions."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from dragoman.cli.output import emit, output_options
from dragoman.gazetteer import Entity, Gazetteer


@click.group("actors")
def command() -> None:
    """Look up actors, offices and names; check your own additions.

    \b
    Example:
      dragoman actors find merkel --on 2010-05-01
      dragoman actors check my-actors.csv
    """


def _own(function: Any) -> Any:
    return click.option(
        "--actors",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Your own actors and offices, added to the gazetteer.",
    )(function)


def _load(actors: Iterable[Path]) -> Gazetteer:
    own = tuple(actors)
    gazetteer = Gazetteer.load(own)
    names = {path.name for path in own}
    for problem in gazetteer.problems:
        if problem.file in names:
            click.echo(f"dragoman: {problem}", err=True)
    return gazetteer


def _row(entity: Entity, day: str | None) -> dict[str, Any]:
    term = entity.at(day)
    past = entity.former(day) if term is None else None
    shown = term or past
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "code": shown.code if shown else None,
        "role": None if shown is None else ("CVL" if past and entity.kind == "person" else shown.role),
        "office": (f"former {past.office}" if past.office else "former") if past else (term.office if term else None),
        "from": shown.from_ if shown else None,
        "to": shown.to if shown else None,
    }


@command.command("find")
@click.argument("name")
@click.option("--on", "day", metavar="DATE", help="Who they were on this day (YYYY-MM-DD); default the latest known.")
@_own
@output_options("table")
def find(name: str, day: str | None, actors: tuple[Path, ...], form: str) -> int:
    """Entities that bear NAME, or a name with it inside, and what they were on a day.

    \b
    Example:
      dragoman actors find Taliban --on 2020-01-01
    """
    found = _load(actors).find(name)
    if not found:
        click.echo(f"dragoman: nobody by the name of {name!r} is known", err=True)
        return 1
    emit((_row(entity, day) for entity in found[:200]), form)
    return 0


@command.command("show")
@click.argument("entity_id", metavar="ID")
@_own
@output_options("json")
def show(entity_id: str, actors: tuple[Path, ...], form: str) -> int:
    """One entity with its names and all its terms, by its id as ``find`` prints it, or by its exact name.

    \b
    Example:
      dragoman actors show FRA
    """
    gazetteer = _load(actors)
    entity = gazetteer.entity(entity_id)
    if entity is None:
        named = [e for e in gazetteer.find(entity_id) if e.name.lower() == entity_id.lower()]
        entity = named[0] if named else None
    if entity is None:
        click.echo(f"dragoman: there is no entity {entity_id!r}; `dragoman actors find` looks for names", err=True)
        return 1
    names: dict[str, list[str]] = {}
    for name, kind in gazetteer.names(entity):
        names.setdefault(kind, []).append(name)
    terms = [
        {"code": t.code, "role": t.role, "office": t.office, "from": t.from_, "to": t.to}
        for t in sorted(entity.terms, key=lambda t: t.from_ or "")
    ]
    row: dict[str, Any] = {"id": entity.id, "kind": entity.kind, "name": entity.name, "names": names, "terms": terms}
    if entity.where:
        row["where"] = list(entity.where)
    emit([row], form)
    return 0


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@output_options("table")
def check(files: tuple[Path, ...], form: str) -> int:
    """Read your own files of actors and name each wrong entry with its line and the reason; status 1 if there is any.

    \b
    Example:
      dragoman actors check my-actors.csv
    """
    gazetteer = Gazetteer.load(files)
    own = {path.name for path in files}
    wrong = [{"file": p.file, "line": p.line, "reason": p.reason} for p in gazetteer.problems if p.file in own]
    if wrong:
        emit(wrong, form)
        return 1
    click.echo("every entry is right", err=True)
    return 0
