"""The examples of the lexicon, coded by the real coder: what each entry expects and what came out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dragoman.extract import Tools
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.ontology.ontology import data_folder
from dragoman.parse import Parser
from dragoman.pipeline import code_documents
from dragoman.records import Document, Event


@dataclass(frozen=True)
class Example:
    """One entry's example sentence."""

    file: str
    number: int
    entry: dict[str, Any]

    @property
    def name(self) -> str:
        lemma = self.entry["lemma"]
        return f"{self.file}:{self.number}:{lemma if isinstance(lemma, str) else lemma[0]}"

    @property
    def text(self) -> str:
        return str(self.entry["example"])


def all_examples(folder: Path | None = None) -> Iterator[Example]:
    for path in sorted(((folder or data_folder()) / "frames").glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            yield Example(path.stem, number, entry)


def coded(texts: Iterable[str], lexicons: tuple[Path, ...] = ()) -> list[tuple[Event, ...]]:
    """Events of each text, all parsed in one batch; 2018 is a year in which the examples' officials may be known."""
    tools = Tools(Gazetteer.load(), Ontology.load(lexicons))
    documents = [
        Document(Document.id_of(str(n), text), str(n), text, published="2022-06-15") for n, text in enumerate(texts)
    ]
    return [c.events for c in code_documents(documents, Parser(), tools)]


def parties(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """``"USA, FRA > DEU"`` as two sets; ``-`` is the empty one."""
    actors, _, recipients = text.partition(">")
    return _codes(actors), _codes(recipients)


def _codes(text: str) -> frozenset[str]:
    return frozenset(c.strip() for c in text.split(",") if c.strip() and c.strip() != "-")


def _has(wanted: frozenset[str], found: Iterable[Any]) -> bool:
    codes = {a.code for a in found if a.code} | {f"{a.code}:{a.role}" for a in found if a.code}
    return wanted <= codes and {c.split(":")[0] for c in wanted} == {c for c in codes if ":" not in c}


def verdict(entry: dict[str, Any], events: tuple[Event, ...]) -> str | None:
    """None where the example comes out as its entry says, else what came out instead."""
    told = "; ".join(f"{e.type}{'.' + e.mode if e.mode else ''} {_told(e)} [{e.coder.rule}]" for e in events)
    if str(entry["codes"]).strip() == "-" or entry["type"] == "NONE":
        return told if any(e.political for e in events) else None
    actors, recipients = parties(str(entry["codes"]))
    for event in events:
        if (
            event.type == entry["type"]
            and event.mode == entry.get("mode")
            and ("status" not in entry or event.status == entry["status"])
            and _has(actors, event.actors)
            and _has(recipients, event.recipients)
        ):
            return None
    return told or "no event"


def _told(event: Event) -> str:
    return " > ".join(
        ",".join(f"{a.code or a.text}{':' + a.role if a.role else ''}" for a in side) or "-"
        for side in (event.actors, event.recipients)
    )
