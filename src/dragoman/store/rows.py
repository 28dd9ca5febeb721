"""Records to rows of the store and back."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dragoman.records import (
    Actor,
    Coded,
    Coder,
    DateRange,
    Document,
    Event,
    Figure,
    Incident,
    Place,
    Quantity,
    Reason,
    Span,
    Statement,
    TimeExpression,
    Vote,
)

Row = dict[str, Any]
# fields of a place beside its country, each a column ``place_...``
PLACE_COLUMNS = ("name", "entity", "lat", "lon", "start", "end")


def _span(span: Span | None) -> Row | None:
    return {"start": span.start, "end": span.end} if span else None


def _actor(actor: Actor | None) -> Row | None:
    if actor is None:
        return None
    return {
        "code": actor.code,
        "role": actor.role,
        "name": actor.name,
        "text": actor.text,
        "start": actor.start,
        "end": actor.end,
        "entity": actor.entity,
        "antecedent": _span(actor.antecedent),
    }


def _date(date: DateRange | None) -> Row:
    return {
        "date_from": date.from_ if date else None,
        "date_to": date.to if date else None,
        "date_precision": date.precision if date else None,
    }


def _place(place: Place | None) -> Row:
    # the column of the country keeps the name it had before there were others
    return {"place": place.code if place else None} | {
        f"place_{name}": getattr(place, name) if place else None for name in PLACE_COLUMNS
    }


def _reason(reason: Reason | None) -> Row:
    span = reason.span if reason else None
    return {
        "status_by": reason.by if reason else None,
        "status_by_start": span.start if span else None,
        "status_by_end": span.end if span else None,
    }


def document_row(document: Document, run: int) -> Row:
    """Row of ``documents``."""
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "outlets": list(document.outlets),
        "author": document.author,
        "url": document.url,
        "language": document.language,
        "published": document.published,
        "retrieved": document.retrieved,
        "topic": document.topic,
        "headings": [_span(s) for s in document.headings],
        "raw_sha256": document.raw_sha256,
        "text": document.text,
        "run": run,
    }


def event_row(event: Event) -> Row:
    """Row of ``events`` without its head."""
    return {
        "type": event.type,
        "mode": event.mode,
        "plover": event.plover,
        "status": event.status,
        "contexts": list(event.contexts),
        "actors": [_actor(a) for a in event.actors],
        "recipients": [_actor(a) for a in event.recipients],
        **_date(event.date),
        **_place(event.place),
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "evidence_start": event.evidence.start,
        "evidence_end": event.evidence.end,
        "attribution": _actor(event.attribution),
        "quad": event.quad,
        "weight": event.weight,
        "cameo": event.cameo,
        "confidence": event.confidence,
        "coder_rule": event.coder.rule,
        "coder_version": event.coder.version,
        "signs": list(event.signs),
        **_reason(event.status_by),
    }


def statement_row(statement: Statement) -> Row:
    """Row of ``statements`` without its head."""
    return {
        "speaker": _actor(statement.speaker),
        "cue": _span(statement.cue),
        "content": [_span(s) for s in statement.content],
        "form": statement.form,
        "outlet": statement.outlet,
        "addressee": _actor(statement.addressee),
        "denied": statement.denied,
        "judgement": statement.judgement,
        "judgement_of": list(statement.judgement_of),
        "event": statement.event,
    }


def vote_row(vote: Vote) -> Row:
    """Row of ``votes`` without its head."""
    return {
        "start": vote.span.start,
        "end": vote.span.end,
        "body": vote.body,
        "motion": vote.motion,
        "for": vote.for_,
        "against": vote.against,
        "abstain": vote.abstain,
        "absent": vote.absent,
        "by_member": dict(vote.by_member),
        "veto": list(vote.veto),
        "outcome": vote.outcome,
        **_date(vote.date),
        "events": list(vote.events),
    }


def figure_row(figure: Figure) -> Row:
    """Row of ``figures`` without its head."""
    return {
        "start": figure.span.start,
        "end": figure.span.end,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "counts": figure.counts,
        "of": figure.of,
        "place": figure.place,
        "as_of": figure.as_of,
        "by": figure.by,
    }


def date_row(date: TimeExpression) -> Row:
    """Row of ``dates`` without its head."""
    return {
        "start": date.span.start,
        "end": date.span.end,
        "type": date.type,
        "value": date.value,
        "from": date.from_,
        "to": date.to,
    }


def quantity_row(quantity: Quantity) -> Row:
    """Row of ``quantities`` without its head."""
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "type": quantity.type,
        "value": quantity.value,
        "unit": quantity.unit,
    }


def coded_rows(coded: Coded, run: int, *, political_only: bool = True) -> dict[str, list[Row]]:
    """Rows of every record table for one coded document; events of no coded party only where asked for."""
    events = [e for e in coded.events if e.political or not political_only]
    makers: Sequence[tuple[str, Sequence[Any], Callable[[Any], Row]]] = (
        ("events", events, event_row),
        ("statements", coded.statements, statement_row),
        ("votes", coded.votes, vote_row),
        ("figures", coded.figures, figure_row),
        ("dates", coded.dates, date_row),
        ("quantities", coded.quantities, quantity_row),
    )
    return {
        table: [
            {"id": r.id, "document": coded.document.id, "run": run, "ordinal": n, **make(r)}
            for n, r in enumerate(records)
        ]
        for table, records, make in makers
    }


def to_span(row: Mapping[str, Any] | None) -> Span | None:
    """Span of a stored struct."""
    return Span(row["start"], row["end"]) if row and row["start"] is not None else None


def to_actor(row: Mapping[str, Any] | None) -> Actor | None:
    """Actor of a stored struct."""
    if row is None or row["name"] is None:
        return None
    return Actor(
        row["code"],
        row["role"],
        row["name"],
        row["text"],
        row["start"],
        row["end"],
        row["entity"],
        to_span(row["antecedent"]),
    )


def _to_actors(rows: Sequence[Mapping[str, Any]] | None) -> tuple[Actor, ...]:
    return tuple(a for a in map(to_actor, rows or ()) if a)


def _to_date(row: Mapping[str, Any]) -> DateRange | None:
    if row["date_from"] is None:
        return None
    return DateRange(row["date_from"], row["date_to"], row["date_precision"])


def _to_place(row: Mapping[str, Any]) -> Place | None:
    """Place of a row of ``events``; a store of an older version knows the country alone."""
    name, code = row.get("place_name"), row["place"]
    if name is None and code is None:
        return None
    return Place(name or code, code, *(row.get(f"place_{c}") for c in ("lat", "lon", "start", "end", "entity")))


def _to_reason(row: Mapping[str, Any]) -> Reason | None:
    """What told the status of a row of ``events``; a store of an older version does not know."""
    by, start = row.get("status_by"), row.get("status_by_start")
    return Reason(by, None if start is None else Span(start, row["status_by_end"])) if by else None


def to_document(row: Mapping[str, Any]) -> Document:
    """Document of a row of ``documents``."""
    headings = tuple(s for s in map(to_span, row["headings"] or ()) if s)
    return Document(
        row["id"],
        row["name"],
        row["text"],
        row["title"],
        tuple(row["outlets"] or ()),
        row["author"],
        row["url"],
        row["language"],
        row["published"],
        row["retrieved"],
        row["raw_sha256"],
        headings,
        row["topic"],
    )


def to_event(row: Mapping[str, Any]) -> Event:
    """Event of a row of ``events``."""
    return Event(
        id=row["id"],
        document=row["document"],
        type=row["type"],
        mode=row["mode"],
        status=row["status"],
        actors=_to_actors(row["actors"]),
        recipients=_to_actors(row["recipients"]),
        trigger=Span(row["trigger_start"], row["trigger_end"]),
        evidence=Span(row["evidence_start"], row["evidence_end"]),
        plover=row["plover"],
        quad=row["quad"],
        weight=row["weight"],
        confidence=row["confidence"],
        coder=Coder(row["coder_rule"], row["coder_version"]),
        date=_to_date(row),
        contexts=tuple(row["contexts"] or ()),
        place=_to_place(row),
        attribution=to_actor(row["attribution"]),
        cameo=row["cameo"],
        signs=tuple(row.get("signs") or ()),
        status_by=_to_reason(row),
    )


def to_statement(row: Mapping[str, Any]) -> Statement:
    """Statement of a row of ``statements``."""
    return Statement(
        row["id"],
        row["document"],
        to_actor(row["speaker"]),
        to_span(row["cue"]),
        tuple(s for s in map(to_span, row["content"] or ()) if s),
        row["form"],
        row["outlet"],
        to_actor(row["addressee"]),
        bool(row["denied"]),
        row["judgement"],
        tuple(row["judgement_of"] or ()),
        row["event"],
    )


def to_vote(row: Mapping[str, Any]) -> Vote:
    """Vote of a row of ``votes``."""
    return Vote(
        row["id"],
        row["document"],
        Span(row["start"], row["end"]),
        row["body"],
        row["motion"],
        row["for"],
        row["against"],
        row["abstain"],
        row["absent"],
        dict(row["by_member"] or {}),
        tuple(row["veto"] or ()),
        row["outcome"],
        _to_date(row),
        tuple(row["events"] or ()),
    )


def to_figure(row: Mapping[str, Any]) -> Figure:
    """Figure of a row of ``figures``."""
    return Figure(
        row["id"],
        row["document"],
        Span(row["start"], row["end"]),
        row["value"],
        row["low"],
        row["high"],
        row["bound"],
        row["counts"],
        row["of"],
        row["place"],
        row["as_of"],
        row["by"],
    )


def to_time(row: Mapping[str, Any]) -> TimeExpression:
    """Time expression of a row of ``dates``."""
    return TimeExpression(
        row["id"], row["document"], Span(row["start"], row["end"]), row["type"], row["value"], row["from"], row["to"]
    )


def to_quantity(row: Mapping[str, Any]) -> Quantity:
    """Quantity of a row of ``quantities``."""
    return Quantity(row["id"], row["document"], Span(row["start"], row["end"]), row["type"], row["value"], row["unit"])


def to_incident(row: Mapping[str, Any]) -> Incident:
    """Incident of a row of ``incidents`` with its ``events``."""
    conflicts = {
        slot: {value: tuple(events) for value, events in values.items()}
        for slot, values in json.loads(row["conflicts"] or "{}").items()
    }
    return Incident(
        row["id"],
        row["type"],
        tuple(row["actors"]),
        tuple(row["recipients"]),
        _to_date(row),
        tuple(row["events"]),
        tuple(row["outlets"]),
        row["first_reported"],
        conflicts,
        row.get("corroboration") or 1,
    )


def incident_row(incident: Incident) -> Row:
    """Row of an incident without its events."""
    return {
        "id": incident.id,
        "type": incident.type,
        "actors": list(incident.actors),
        "recipients": list(incident.recipients),
        **_date(incident.date),
        "outlets": list(incident.outlets),
        "first_reported": incident.first_reported,
        "reports": len(incident.events),
        "conflicts": json.dumps({k: {v: list(e) for v, e in c.items()} for k, c in incident.conflicts.items()}),
        "corroboration": incident.corroboration,
    }


READERS: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "documents": to_document,
    "events": to_event,
    "statements": to_statement,
    "votes": to_vote,
    "figures": to_figure,
    "dates": to_time,
    "quantities": to_quantity,
}
