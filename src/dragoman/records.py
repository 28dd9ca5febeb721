"""The records of the product: immutable, slotted, the same names in code, JSON, SQL and pages.

Offsets are half-open code points into ``Document.text``: ``text[start:end]`` is the quoted evidence.  Days are ISO
strings (``2024-03-22``).  Ids are the first 16 hex digits of a sha256 over what the record *is* (document, kind,
own words of the trigger, ordinal), so coding the same text twice gives the same ids and a mended code does not change
them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

ID_LENGTH = 16

STATUSES = ("happened", "planned", "possible", "denied", "not")
BOUNDS = ("exact", "at_least", "more_than", "up_to", "about", "less_than")
PRECISIONS = ("day", "range", "month", "year", "about")
# what told a status: a word; the frame that fired; a negation that turned the type; the day, which lies after the
# report; the act as it was told before; nothing, so it is told as done; a person
REASONS = ("word", "rule", "turned", "day", "before", "plain", "person")


def digest(*parts: object) -> str:
    """First 16 hex digits of the sha256 of ``parts``, each written as text and parted by a unit separator."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open code-point range into a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document:
    """One report.  ``name`` is what the input calls it; ``published`` is an ISO day or ``None``.

    ``headings`` are spans of ``text`` that are title or sub-heading, not prose.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    outlets: tuple[str, ...] = ()
    author: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    retrieved: str | None = None
    raw_sha256: str | None = None
    headings: tuple[Span, ...] = ()
    topic: str | None = None

    @staticmethod
    def id_of(name: str, text: str) -> str:
        """Id of the document of that name and text."""
        return digest(name, text)


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of a political actor: the span as it stands in the text, and what it was resolved to.

    For a pronoun or description ``antecedent`` is the span of the mention it was resolved through.
    """

    code: str | None
    role: str | None
    name: str
    text: str = ""
    start: int | None = None
    end: int | None = None
    entity: str | None = None
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days on which something took place, both included; ``precision`` is one of ``PRECISIONS``."""

    from_: str
    to: str
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act took place: the most exact name that the text gives, the span of that name, and where it lies.

    ``code`` is the country's; ``lat`` and ``lon`` are degrees, known for towns of the gazetteer alone.  A state or a
    region has none, a sea has no code.
    """

    name: str
    code: str | None = None
    lat: float | None = None
    lon: float | None = None
    start: int | None = None
    end: int | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Coder:
    """What made a record: the rule (a frame's id) or model, and its version."""

    rule: str
    version: str


@dataclass(frozen=True, slots=True)
class Reason:
    """What told the status of an event: one of ``REASONS``, and the word, where it is one."""

    by: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One political act (CODEBOOK sections 1 to 5).

    ``signs`` say how the sentence tells it ("main clause", "noun definite"): what joins mentions of one act looks at.
    ``status_by`` is what told the status, None where the coder kept none.
    """

    id: str
    document: str
    type: str
    mode: str | None
    status: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    trigger: Span
    evidence: Span
    plover: str
    quad: int
    weight: float
    confidence: float
    coder: Coder
    date: DateRange | None = None
    contexts: tuple[str, ...] = ()
    place: Place | None = None
    attribution: Actor | None = None
    cameo: str | None = None
    signs: tuple[str, ...] = ()
    status_by: Reason | None = None

    @property
    def political(self) -> bool:
        """Whether a party has a code; others are printed but are no part of the stored political record."""
        return any(a.code for a in (*self.actors, *self.recipients))


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: speaker, cue and content spans; ``form`` is direct, indirect or mixed."""

    id: str
    document: str
    speaker: Actor | None
    cue: Span | None
    content: tuple[Span, ...]
    form: str
    outlet: str | None = None
    addressee: Actor | None = None
    denied: bool = False
    judgement: str | None = None
    judgement_of: tuple[str, ...] = ()
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote of a body; ``body`` is ``UNSC``, ``UNGA`` or code and role (``CAN:LEG``)."""

    id: str
    document: str
    span: Span
    body: str | None
    motion: str | None = None
    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    absent: int | None = None
    by_member: Mapping[str, str] = field(default_factory=dict)
    veto: tuple[str, ...] = ()
    outcome: str | None = None
    date: DateRange | None = None
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number about people, forces, weapons, votes or money in a political matter."""

    id: str
    document: str
    span: Span
    value: float
    low: float | None
    high: float | None
    bound: str
    counts: str
    of: str | None = None
    place: str | None = None
    as_of: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date of the text: TIMEX3 ``type`` and ``value``; ``from_`` and ``to`` are days when it can be placed."""

    id: str
    document: str
    span: Span
    type: str
    value: str
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit or a thing counted: ``QUANTITY``, ``MONEY`` or ``PERCENT``."""

    id: str
    document: str
    span: Span
    type: str
    value: float | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """All records of one document."""

    document: Document
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    votes: tuple[Vote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """One act in the world, with the reports of it.

    ``conflicts`` maps a slot to its reported values and their events; ``corroboration`` is the number of independent
    outlets, copies of one another counted once.
    """

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: DateRange | None
    events: tuple[str, ...]
    outlets: tuple[str, ...]
    first_reported: str | None
    conflicts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    corroboration: int = 1


Record = Event | Statement | Vote | Figure | TimeExpression | Quantity

KINDS: dict[type, str] = {
    Event: "event",
    Statement: "statement",
    Vote: "vote",
    Figure: "figure",
    TimeExpression: "date",
    Quantity: "quantity",
}


def plain(value: Any) -> Any:
    """``value`` as JSON types: dataclasses to dicts, tuples to lists; ``from_`` and ``for_`` lose the underscore."""
    if hasattr(value, "__dataclass_fields__"):
        if isinstance(value, Actor):
            return _plain_actor(value)
        if isinstance(value, Place):
            known = {f.name: plain(getattr(value, f.name)) for f in fields(value)}
            return {name: v for name, v in known.items() if v is not None or name in ("name", "code")}
        return {f.name.rstrip("_"): plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _plain_actor(actor: Actor) -> dict[str, Any]:
    out: dict[str, Any] = {"code": actor.code, "role": actor.role, "name": actor.name, "text": actor.text}
    if actor.start is not None:
        out |= {"start": actor.start, "end": actor.end}
    if actor.entity:
        out["entity"] = actor.entity
    if actor.antecedent:
        out["antecedent"] = {"start": actor.antecedent.start, "end": actor.antecedent.end}
    return out


def printed(record: Record, document: Document) -> dict[str, Any]:
    """The line that ``dragoman code`` prints for ``record``: ``kind`` first, the document by its name."""
    out = {"kind": KINDS[type(record)], **plain(record), "document": document.name}
    if isinstance(record, Event):
        # whole weights print as floats so that readers infer one column type
        out["weight"] = record.weight
    if "span" in out:
        out |= out.pop("span")
    if isinstance(record, Statement):
        out["content"] = [[s.start, s.end] for s in record.content]
    return out
