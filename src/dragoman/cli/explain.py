"""``dragoman explain``."""

import json
from typing import Any

import click

from dragoman.brief import joined_because, reasons_of
from dragoman.claims.between import SAID, speaking, speaks
from dragoman.claims.wording import counted
from dragoman.cli.correct import said
from dragoman.cli.output import as_json, say, store_option
from dragoman.corrections import corrections_on, linked_as
from dragoman.errors import UsageError
from dragoman.measure.accounts import accounts_of
from dragoman.records import Document, Event, plain
from dragoman.store import Store
from dragoman.store.schema import RECORDS

CONTEXT = 160  # characters of an event's words in the list of those of a report
SHOWN = 600  # characters of a report that are shown
SHARES = 14  # likenesses of a link that are named one by one


@click.command("explain")
@click.argument("record_id", metavar="ID")
@store_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(record_id: str, store_path: str, form: str) -> int:
    """The words, the rule, the resolution and the scores behind one record or incident.

    The id or the name of a document, or "said:" and an id, as a verdict on a claim may give it, shows the report and
    what was coded.

    \b
    Example:
      dragoman explain d0dad0c40c90c379 --store demo-out/record.duckdb
    """
    store = Store(store_path)
    with store.held():  # an incident asks a dozen things of each report
        found = find(store, record_id) or _report(store, record_id.removeprefix(SAID), record_id.startswith(SAID))
    if found is None:
        raise UsageError(
            f"no record, incident or document has the id {record_id} in {store_path}; ids have 16 characters"
        )
    if form == "json":
        click.echo(as_json(found))
    else:
        for line in _lines(found):
            # whatever a reason or a name holds, a line of ours stays one line
            say(" ".join(line.splitlines()))
    return 0


def find(store: Store, record_id: str) -> dict[str, Any] | None:
    """Everything the store knows of the record or incident of that id."""
    incidents = store.incidents("i.id = ?", [record_id]) or linked_as(store, record_id)
    if incidents:
        incident = incidents[0]
        account = accounts_of(store, {incident.id: incident.events})[incident.id]
        reports = [
            found | {"copy_of": account.copies.get(e)} for e in incident.events if (found := find(store, e)) is not None
        ]
        return {
            "kind": "incident",
            **plain(incident),
            "reports": sorted(reports, key=lambda r: (r["published"] or "9999", r["document"])),
            "account": plain(account),
        }
    for table in RECORDS:
        records = store.records(table, "id = ?", [record_id])
        corrections = _corrections(store, record_id) if table == "events" else []
        coded = store.records(table, "id = ?", [record_id], view="machine_events") if corrections else records
        if not records and not coded:
            continue
        record = (records or coded)[0]
        document = store.documents("id = ?", [record.document])[0]
        found = {
            "kind": table.removesuffix("s") if table != "quantities" else "quantity",
            **plain(record),
            "document": document.name,
            "published": document.published,
            "outlets": list(document.outlets),
            "url": document.url,
            "words": _words(record, document),
        }
        if isinstance(record, Event):
            found["why"] = [{"of": label.lower(), "says": text} for label, text in reasons_of(record, document.text)]
        links = store.rows("SELECT * FROM incident_events WHERE event = ?", [record_id])
        found["incident"] = links[0]["incident"] if links else None
        if links and links[0].get("nearest"):
            shares = json.loads(links[0]["shares"] or "{}")
            found["link"] = {"nearest": links[0]["nearest"], "score": links[0]["score"], "shares": shares}
            found["link"]["because"] = joined_because(shares, links[0]["score"])
        if corrections:
            found |= {"corrections": corrections, "coded_as": plain(coded[0]) if coded else None}
            found["dropped"] = not records
        return found
    return None


def _report(store: Store, document_id: str, relations: bool) -> dict[str, Any] | None:
    """A document, as what it says in words alone may be evidence; ``relations``: what it says of relations."""
    # verdicts and briefs print the name that the input gave
    documents = store.documents("id = ?", [document_id]) or store.documents("name = ?", [document_id])
    if not documents:
        return None
    document = documents[0]
    words = [s for s in speaking(document.text) if speaks(s)] if relations else []
    coded = store.rows(
        "SELECT e.id, e.type, e.mode, e.status, i.incident, "
        "substr(d.text, e.evidence_start + 1, least(e.evidence_end - e.evidence_start, 600)) AS words "
        "FROM current_events e JOIN documents d ON d.id = e.document LEFT JOIN incident_events i ON i.event = e.id "
        "WHERE e.document = ? ORDER BY e.ordinal",
        [document.id],
    )
    return {
        "kind": "report",
        "id": document.id,
        "document": document.name,
        "title": document.title,
        "published": document.published,
        "outlets": list(document.outlets),
        "url": document.url,
        "words": " ".join(words) or document.text,
        "events": coded,
    }


def _lines_of_report(found: dict[str, Any]) -> list[str]:
    words = " ".join(found["words"].split())
    cut = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " ..."
    lines = [
        f"report {found['id']}",
        *([f"  title      {found['title']}"] if found["title"] else []),
        f"  document   {found['document']} ({', '.join(found['outlets']) or 'no outlet'}, "
        f"{found['published'] or 'no date'})",
        *([f"  url        {found['url']}"] if found["url"] else []),
        f"  words      {cut}",
    ]
    for event in found["events"]:
        act = f"{event['type']}{'/' + event['mode'] if event['mode'] else ''}, {event['status']}"
        lines.append(
            f"  coded      {act}: “{' '.join(event['words'].split())[:CONTEXT]}” "
            f"[event {event['id']}, incident {event['incident'] or 'none'}]"
        )
    return lines if found["events"] else [*lines, "  coded      no event"]


def _corrections(store: Store, event: str) -> list[dict[str, Any]]:
    return [
        {"id": c.id, "state": state, "kind": c.kind, "says": said(c)}
        | {"author": c.author, "made": c.made, "reason": c.reason}
        for c, state in corrections_on(store, [event])
    ]


def _words(record: Any, document: Document) -> str:
    span = getattr(record, "evidence", None) or getattr(record, "span", None) or record.content[0]
    return document.text[span.start : span.end]


def _lines(found: dict[str, Any]) -> list[str]:
    if found["kind"] == "report":
        return _lines_of_report(found)
    if found["kind"] == "incident":
        lines = [f"incident {found['id']}: {found['type']} {_party(found['actors'])} > {_party(found['recipients'])}"]
        lines += _account(found["account"], len(found["reports"]))
        for report in found["reports"]:
            lines += ["", *(f"  {line}" for line in _lines(report))]
        return lines
    source = ", ".join(found["outlets"]) or "no outlet"
    lines = [
        f"{found['kind']} {found['id']}",
        f"  words      {' '.join(found['words'].split())}",
        f"  document   {found['document']} ({source}, {found['published'] or 'no date'})",
    ]
    if found["kind"] == "event":
        coder = found["coder"]
        why = {one["of"]: one["says"] for one in found["why"]}
        lines += [
            f"  act        {found['type']}{'/' + found['mode'] if found['mode'] else ''}, {found['status']}; PLOVER's "
            f"own type {found['plover']}, quad class {found['quad']}, weight {found['weight']}",
            f"  that is    {why['act']}",
            f"  status     {why['status']}",
            *(f"  actor      {_actor(a)}" for a in found["actors"]),
            *(f"  recipient  {_actor(a)}" for a in found["recipients"]),
            f"  date       {_date(found['date'])}{why['day'][why['day'].find(':') :] if found['date'] else ''}",
            f"  place      {_place(found['place'])}",
            f"  rule       {why.get('rule') or coder['rule']} (lexicon {coder['version']})",
            f"  confidence {found['confidence']:.2f}",
            f"  incident   {found['incident'] or 'none'}",
        ]
        if found.get("copy_of"):
            lines.append(f"  copied     from {found['copy_of']}")
        if "link" in found:
            link = found["link"]
            shares = sorted(link["shares"].items(), key=lambda x: -abs(x[1]))
            shown = ", ".join(f"{name} {value:+.2f}" for name, value in shares[:SHARES] if abs(value) >= 0.005)
            if rest := shares[SHARES:]:
                shown += f", and {len(rest)} smaller ones {sum(value for _, value in rest):+.2f}"
            lines.append(f"  one act    {link['because']}")
            lines.append(f"  linked     to {link['nearest']}, score {link['score']:.2f} ({shown})")
        for one in found.get("corrections", ()):
            when = one["made"][:16].replace("T", " ")
            lines.append(
                f"  corrected  {one['says']} ({one['author']}, {when}: {one['reason']}) {one['state']}, {one['id']}"
            )
        coded = found.get("coded_as")
        if coded and any(c["state"] == "in force" and c["kind"] in ("code", "drop") for c in found["corrections"]):
            parties = [", ".join(a["code"] or a["name"] for a in coded[s]) or "-" for s in ("actors", "recipients")]
            lines.append(
                f"  coded as   {coded['type']}{'/' + coded['mode'] if coded['mode'] else ''}, {coded['status']}, "
                f"{' > '.join(parties)}, {_date(coded['date'])}, confidence {coded['confidence']:.2f}"
            )
        if found["attribution"]:
            lines.append(f"  reported by {_actor(found['attribution'])}")
        return lines
    skip = {"kind", "id", "words", "document", "published", "outlets", "url", "incident", "span"}
    return lines + [f"  {k:<10} {v}" for k, v in found.items() if k not in skip and v not in (None, [], {}, False)]


def _reports(reports: int, mentions: int) -> str:
    return f"{reports}" if reports == mentions else f"{reports} (which tell it {mentions} times)"


def _account(account: dict[str, Any], mentions: int) -> list[str]:
    """The reports of an incident side by side; ``mentions`` are their coded sentences."""
    first = f"first {account['first_reported'] or 'without a day'} ({', '.join(account['first_by']) or 'no outlet'})"
    lines = [
        f"  reports    {_reports(account['reports'], mentions)} by {counted(len(account['outlets']), 'outlet')} "
        f"({', '.join(account['outlets']) or 'none named'}); {first}",
        f"  agreement  {account['independent']} independent, {len(account['copies'])} copied",
    ]
    for slot in account["slots"]:
        values = "; ".join(f"{v['value']} ({', '.join(v['sources'])})" for v in slot["values"])
        lines.append(f"  {slot['name']:<10} {values}{'  <- contradicting' if slot['contradicted'] else ''}")
    return lines


def _party(codes: list[str]) -> str:
    return ", ".join(codes) or "-"


def _actor(actor: dict[str, Any]) -> str:
    code = f"{actor['code'] or 'no code'}{':' + actor['role'] if actor['role'] else ''}"
    through = " through what it refers to" if actor.get("antecedent") else ""
    entity = f" ({actor['entity']})" if actor.get("entity") else ""
    words = f"«{actor['text']}»{through}" if actor["text"] else "not named here, taken from what was told before"
    return f"{code}  {words} = {actor['name']}{entity}"


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
