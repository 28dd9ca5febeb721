"""``dragoman actors``: look up who is who, and check one's own additions."""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import click

from dragoman.cli.inputs import gazetteer_of, own_files
from dragoman.cli.output import DAY, emit, output_options, store_option
from dragoman.gazetteer import Entity, Gazetteer, Titles
from dragoman.store import Store
from dragoman.store.missing import names_without_code

EXAMPLES = 3  # documents shown of each missing name


@click.group("actors")
def command() -> None:
    """Look up actors, offices and names; check your own additions.

    \b
    Example:
      dragoman actors find merkel --on 2010-05-01
      dragoman actors check my-actors.csv
      dragoman actors missing --store demo-out/record.duckdb --limit 50
    """


def _own(function: Any) -> Any:
    return click.option(
        "--actors",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Your own actors and offices, added to the gazetteer.",
    )(function)


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
@click.option("--on", "day", type=DAY, metavar="DATE", help="Who they were on this day; default the latest known.")
@_own
@output_options("table")
def find(name: str, day: str | None, actors: tuple[Path, ...], form: str) -> int:
    """Entities that bear NAME, or a name with it inside, and what they were on a day.

    \b
    Example:
      dragoman actors find Taliban --on 2020-01-01
    """
    found = gazetteer_of(actors).find(name)
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
    gazetteer = gazetteer_of(actors)
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
    gazetteer = Gazetteer.load(own_files(files))
    own = {path.name for path in files}
    wrong = [{"file": p.file, "line": p.line, "reason": p.reason} for p in gazetteer.problems if p.file in own]
    if wrong:
        emit(wrong, form)
        return 1
    click.echo("every entry is right", err=True)
    return 0


@command.command("missing")
@store_option
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many names.")
@_own
@output_options("table")
def missing(store_path: str, limit: int, actors: tuple[Path, ...], form: str) -> int:
    """The commonest names that nobody is known by, to grow your own file of actors from.

    Counted are documents in which a party of an event or a speaker has no code, and documents that name somebody beside
    a political title whom the gazetteer does not list.

    \b
    Example:
      dragoman actors missing --store demo-out/record.duckdb --limit 50 --format csv
    """
    gazetteer, store = gazetteer_of(actors), Store(store_path)
    titles = Titles(gazetteer)
    seen: dict[str, dict[str, str]] = defaultdict(dict)  # name: {document: year}
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    said: dict[str, str] = {}
    for row in names_without_code(store):
        name = row["name"]
        if gazetteer.nominal(name.lower().split()) or _known(gazetteer, name):
            continue  # "Foreign Ministry": no name of anybody
        seen[name][row["document"]] = (row["published"] or "")[:4]
        kinds[name][row["seen"]] += 1
    for document in store.rows("SELECT name, published, text FROM documents ORDER BY published, id"):
        for found in titles.unlisted(document["text"]):
            seen[found.name][document["name"]] = (document["published"] or "")[:4]
            kinds[found.name]["titled"] += 1
            said.setdefault(found.name, found.title)
    ordered = sorted(seen, key=lambda name: (-len(seen[name]), name))[:limit]
    if not ordered:
        click.echo("dragoman: every party, speaker and title-holder of the store has a code", err=True)
        return 0
    emit((_missing(name, seen[name], kinds[name], said.get(name)) for name in ordered), form)
    return 0


def _known(gazetteer: Gazetteer, name: str) -> bool:
    """Whether the gazetteer has the whole name, other than as a surname: nobody was meant by it, or it is new there."""
    return any(
        match.start == 0 and match.end == len(name) and any(kind != "surname" for kind in match.kinds)
        for match in gazetteer.matches(name)
    )


def _missing(name: str, documents: dict[str, str], kinds: Counter[str], title: str | None) -> dict[str, Any]:
    years = sorted({year for year in documents.values() if year})
    return {
        "name": name,
        "documents": len(documents),
        "party": kinds["party"],
        "speaker": kinds["speaker"],
        "titled": kinds["titled"],
        "title": title,
        "years": years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}" if years else None,
        "examples": list(documents)[:EXAMPLES],
    }
