"""Rows of a brief: acts with the words they rest on, and who makes rows of records."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.brief.reasons import joined_because, reasons_of
from dragoman.claims.wording import ROLES
from dragoman.gazetteer import Gazetteer
from dragoman.measure.accounts import Account
from dragoman.measure.acts import Act
from dragoman.records import Document, Event, Span
from dragoman.store import Store

QUOTE = 320  # characters of a sentence shown
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a record rests on, with the telling part marked, and where they were printed."""

    before: str
    marked: str
    after: str
    source: str
    document: str
    url: str | None
    published: str
    record: str
    rule: str = ""
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act as a row: its parties in words, and what moved."""

    anchor: str
    day: str
    act: str
    status: str
    who: str
    whom: str
    score: float
    quad: int
    outlets: int
    quotes: tuple[Quote, ...]
    moved: float | None = None
    account: Account | None = None


class Maker:
    """Makes rows of records; knows the documents and what people corrected."""

    def __init__(self, store: Store, gazetteer: Gazetteer, documents: dict[str, Document]) -> None:
        self.store = store
        self.gazetteer = gazetteer
        self.documents = documents
        self.events: dict[str, Event] = {}
        self.accounts: dict[str, Account] = {}
        self.corrected: dict[str, str] = {}
        self.links: dict[str, tuple[str, float, Mapping[str, float]]] = {}

    def name(self, code: str) -> str:
        """``CODE`` or ``CODE:ROLE`` in words."""
        base, _, role = code.partition(":")
        return self.gazetteer.code_name(base) + (f" ({ROLES.get(role, role)})" if role else "")

    def names(self, codes: Sequence[str]) -> str:
        """Several parties in words; a dash for nobody."""
        return ", ".join(map(self.name, codes)) or "–"

    def quote(self, document_id: str, record: str, sentence: Span, marked: Span, rule: str = "") -> Quote:
        """The words of a record in their sentence, with where they were printed."""
        document = self.documents[document_id]
        text = document.text
        start, end = max(sentence.start, marked.start - QUOTE), min(sentence.end, marked.end + QUOTE)
        return Quote(
            ("…" if start > sentence.start else "") + _flat(text[start : marked.start]),
            _flat(text[marked.start : marked.end]),
            _flat(text[marked.end : end]) + ("…" if end < sentence.end else ""),
            ", ".join(document.outlets),
            document.title or document.name,
            document.url if (document.url or "").startswith(("http://", "https://")) else None,
            document.published or "",
            record,
            rule,
        )

    def reasons(self, event: Event) -> tuple[tuple[str, str], ...]:
        """Why an event is coded as it is, and why it is taken for one act with another: labels with a sentence each."""
        found = reasons_of(event, self.documents[event.document].text)
        link = self.links.get(event.id)
        if not link:
            return found
        nearest, score, shares = link
        like = self.events.get(nearest)
        told = ""
        if like and like.document == event.document:
            told = "with what another sentence of this report tells. "
        elif like:
            told = f"with what is told in {self.source(like.document)}. "
        return (*found, ("One act", told + joined_because(shares, score)))

    def source(self, document_id: str) -> str:
        """Who printed a document, and when."""
        document = self.documents[document_id]
        return f"{', '.join(document.outlets) or document.name}, {document.published or 'no day'}"

    def row(self, act: Act, moved: float | None = None) -> ActRow:
        """An act as a row, with the words of each of its reports."""
        quotes = []
        for report in act.reports:
            event = self.events.get(report.event)
            if event:
                rule = event.coder.rule + self.corrected.get(event.id, "")
                quote = self.quote(event.document, event.id, event.evidence, event.trigger, rule)
                quotes.append(replace(quote, reasons=self.reasons(event)))
        outlets = {o for r in act.reports for o in r.outlets} or {r.document for r in act.reports}
        return ActRow(
            f"act-{act.incident}",
            act.day,
            act.named.capitalize() + (f" ({act.mode})" if act.mode else ""),
            act.status,
            self.names(act.actors),
            self.names(act.recipients),
            act.score,
            act.quad,
            len(outlets),
            tuple(quotes),
            moved,
            self.accounts.get(act.incident),
        )


def _flat(text: str) -> str:
    """``text`` on one line; a space at either end stays, since the marked words follow on it."""
    return _WHITE.sub(" ", text)
