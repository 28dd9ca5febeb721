"""``dragoman explain``."""

import json
from typing import Any

import click

from dragoman.cli.output import store_option
from dragoman.errors import UsageError
from dragoman.records import Document, plain
from dragoman.store import Store
from dragoman.store.schema import RECORDS

CONTEXT = 160  # characters shown on either side of the words


@click.command("explain")
@click.argument("record_id", metavar="ID")
@store_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(record_id: str, store_path: str, form: str) -> int:
    """The words, the rule, the resolution and the scores behind one record or incident.

    \b
    Example:
      dragoman explain 3f9c0a1be4d27765 --store record.duckdb
    """
    store = Store(store_path)
    found = find(store, record_id)
    if found is None:
        raise UsageError(f"no record or incident has the id {record_id} in {store_path}; ids have 16 characters")
    click.echo(json.dumps(found, ensure_ascii=False) if form == "json" else "\n".join(_lines(found)))
    return 0


def find(store: Store, record_id: str) -> dict[str, Any] | None:
    """Everything the store knows of the record or incident of that id."""
    incidents = store.incidents("i.id = ?", [record_id])
    if incidents:
        incident = incidents[0]
        return {"kind": "incident", **plain(incident), "reports": [find(store, e) for e in incident.events]}
    for table in RECORDS:
        records = store.records(table, "id = ?", [record_id])
        if records:
            record = records[0]
            document = store.documents("id = ?", [record.document])[0]
            return {
                "kind": table.removesuffix("s") if table != "quantities" else "quantity",
                **plain(record),
                "document": document.name,
                "published": document.published,
                "outlets": list(document.outlets),
                "url": document.url,
                "words": _words(record, document),
                "incident": next(
                    (
                        r["incident"]
                        for r in store.rows("SELECT incident FROM incident_events WHERE event = ?", [record_id])
                    ),
                    None,
                ),
            }
    return None


def _words(record: Any, document: Document) -> str:
    span = getattr(record, "evidence", None) or getattr(record, "span", None) or record.content[0]
    return document.text[span.start : span.end]


def _lines(found: dict[str, Any]) -> list[str]:
    if found["kind"] == "incident":
        lines = [f"incident {found['id']}: {found['type']} {_party(found['actors'])} > {_party(found['recipients'])}"]
        for report in found["reports"]:
            lines += ["", *(f"  {line}" for line in _lines(report))] if report else []
        return lines
    source = ", ".join(found["outlets"]) or "no outlet"
    lines = [
        f"{found['kind']} {found['id']}",
        f"  words      {' '.join(found['words'].split())}",
        f"  document   {found['document']} ({source}, {found['published'] or 'no date'})",
    ]
    if found["kind"] == "event":
        coder = found["coder"]
        lines += [
            f"  act        {found['type']}{'/' + found['mode'] if found['mode'] else ''}, {found['status']}; PLOVER's "
            f"own type {found['plover']}, quad class {found['quad']}, weight {found['weight']}",
            *(f"  actor      {_actor(a)}" for a in found["actors"]),
            *(f"  recipient  {_actor(a)}" for a in found["recipients"]),
            f"  date       {_date(found['date'])}",
            f"  place      {_place(found['place'])}",
            f"  rule       {coder['rule']} (lexicon {coder['version']})",
            f"  confidence {found['confidence']:.2f}",
            f"  incident   {found['incident']}",
        ]
        if found["attribution"]:
            lines.append(f"  reported by {_actor(found['attribution'])}")
        return lines
    skip = {"kind", "id", "words", "document", "published", "outlets", "url", "incident", "span"}
    return lines + [f"  {k:<10} {v}" for k, v in found.items() if k not in skip and v not in (None, [], {}, False)]


def _party(codes: list[str]) -> str:
    return ", ".join(codes) or "-"


def _actor(actor: dict[str, Any]) -> str:
    code = f"{actor['code'] or 'no code'}{':' + actor['role'] if actor['role'] else ''}"
    through = " through what it refers to" if actor.get("antecedent") else ""
    entity = f" ({actor['entity']})" if actor.get("entity") else ""
    return f"{code}  «{actor['text']}»{through} = {actor['name']}{entity}"


def _place(place: dict[str, Any] | None) -> str:
    if not place:
        return "not named"
    where = f", {place['lat']}, {place['lon']}" if "lat" in place else ""
    entity = f" ({place['entity']})" if place.get("entity") else ""
    return f"{place['name']}, {place['code'] or 'no country'}{where}{entity}"


def _date(date: dict[str, Any] | None) -> str:
    if not date:
        return "unknown"
    day = date["from"] if date["from"] == date["to"] else f"{date['from']} to {date['to']}"
    return f"{day} ({date['precision']})"
