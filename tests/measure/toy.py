"""Small stores made of coded acts, without parsing anything."""

from pathlib import Path

from dragoman.linking import relink
from dragoman.ontology import Ontology
from dragoman.records import Actor, Coded, Coder, DateRange, Document, Event, Span, digest
from dragoman.store import Store, segments

# day, actors, recipients, type, mode, sentence
Row = tuple[str, str, str, str, str | None, str]
NAMES = {"RUS": "Russia", "TUR": "Turkey", "GBR": "Britain", "FRA": "France", "DEU": "Germany", "ESP": "Spain"}


def actors(codes: str) -> tuple[Actor, ...]:
    out = []
    for code in codes.split():
        base, _, role = code.partition(":")
        out.append(Actor(base, role or "GOV", NAMES.get(base, base)))
    return tuple(out)


def coded(row: Row, number: int, rule: str | None = None, status: str = "happened") -> Coded:
    day, who, whom, kind, mode, text = row
    ontology = Ontology.load()
    name = f"toy-{number}"
    at = text.find(f" {mode} ")  # a verb that is the mode's own word is the trigger
    document = Document(Document.id_of(name, text), name, text, outlets=(f"Paper {number % 3}",), published=day)
    event = Event(
        id=digest(document.id, "event", 0, len(text), 0),
        document=document.id,
        type=kind,
        mode=mode,
        status=status,
        actors=actors(who),
        recipients=actors(whom),
        trigger=Span(at + 1, at + 1 + len(mode)) if mode and at >= 0 else Span(0, len(text)),
        evidence=Span(0, len(text)),
        plover=kind,
        quad=ontology.quad(kind),
        weight=ontology.weight(kind, mode),
        confidence=0.75,
        coder=Coder(rule or f"{kind}:toy.1:toy", "1"),
        date=DateRange(day, day, "day"),
    )
    return Coded(document, (event,))


def store_of(path: Path, rows: list[Row]) -> Store:
    store = Store(path)
    run = store.begin_run("toy", {})
    batch = [coded(row, number) for number, row in enumerate(rows)]
    folder = segments.folder_of(path)
    store.load(segments.write_segment(folder, "00001", run, batch, with_documents=True, political_only=False))
    relink(store)
    return store
