"""The examples of the lexicon, coded by the real coder: what each entry expects and what comes out.

An entry of a lexicon file carries an ``example`` and the ``codes`` that must come out of it (docs/LEXICON.md); this is
what the tests and ``dragoman lexicon check`` run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.extract import Tools
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import LexiconError, Ontology, data_folder
from dragoman.ontology.frames import NONE
from dragoman.ontology.ontology import MODES
from dragoman.ontology.words import read_lists, read_yaml, word_files
from dragoman.parse import DEFAULT_MODEL, Parser
from dragoman.pipeline import code_documents
from dragoman.records import Actor, Document, Event

DAY = "2022-06-15"  # the day on which the examples are told, for officials and for dates


@dataclass(frozen=True, slots=True)
class Example:
    """One entry's example: the file's stem, the entry's number in it, and the entry as it is written."""

    file: str
    number: int
    entry: Mapping[str, Any]

    @property
    def name(self) -> str:
        """File, number and first lemma, or what a list of words is called."""
        lemma = self.entry.get("lemma", self.entry.get("by"))
        return f"{self.file} {self.number} ({lemma[0] if isinstance(lemma, list) and lemma else lemma})"

    @property
    def text(self) -> str:
        """The example sentence."""
        return str(self.entry.get("example") or "")


def lexicon_files() -> list[Path]:
    """The lexicon files of the package."""
    return sorted((data_folder() / "frames").glob("*.yaml"))


def examples(files: Iterable[Path]) -> Iterator[Example]:
    """Examples of lexicon files, in order.  Raises ``LexiconError`` for a file that is no list of entries."""
    for path in files:
        entries = read_yaml(path)
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise LexiconError(f"{path.name}: a lexicon file is a list of entries")
        for number, entry in enumerate(entries, 1):
            yield Example(path.stem, number, entry)


def word_examples() -> Iterator[Example]:
    """Examples of the package's words that tell modes and of its lists of words that decide how an act is coded."""
    yield from examples([data_folder() / MODES])
    for path in word_files():
        for number, (name, entry) in enumerate(read_lists(path).items(), 1):
            if "codes" in entry:
                yield Example(path.stem, number, {"by": name, **entry})


def code_sentences(
    texts: Iterable[str], lexicons: Sequence[Path] = (), *, day: str = DAY, model: str = DEFAULT_MODEL
) -> list[tuple[Event, ...]]:
    """Events of each text, with a user's lexicon files, as if published on the ISO ``day``."""
    tools = Tools(Gazetteer.load(), Ontology.load(lexicons))
    documents = [Document(Document.id_of(str(n), text), str(n), text, published=day) for n, text in enumerate(texts)]
    return [coded.events for coded in code_documents(documents, Parser(model), tools)]


def verdict(entry: Mapping[str, Any], events: Sequence[Event]) -> str | None:
    """None where an entry's example comes out as the entry says, else what came out instead.

    One of the events must have the entry's type, its mode and status (if it names them) and exactly its parties; an
    entry of type NONE, or with ``codes: "-"``, wants no event with a coded party.
    """
    found = "; ".join(told(e) for e in events) or "no event"
    codes = str(entry.get("codes", "-")).strip()
    if codes == "-" or entry.get("type") == NONE:
        return found if any(e.political for e in events) else None
    actors, _, recipients = codes.partition(">")
    for event in events:
        if (
            event.type == entry.get("type")
            and ("mode" not in entry or event.mode == entry["mode"])
            and ("status" not in entry or event.status == entry["status"])
            and _same(actors, event.actors)
            and _same(recipients, event.recipients)
        ):
            return None
    return found


def told(event: Event) -> str:
    """An event in one line: type, mode, status unless it happened, parties, and the frame that made it."""
    sides = (
        ", ".join((f"{a.code}:{a.role}" if a.role else a.code) if a.code else a.text for a in side) or "-"
        for side in (event.actors, event.recipients)
    )
    kind = f"{event.type}.{event.mode}" if event.mode else event.type
    status = "" if event.status == "happened" else f" ({event.status})"
    return f"{kind}{status} {' > '.join(sides)} [{event.coder.rule}]"


def _same(wanted: str, parties: Sequence[Actor]) -> bool:
    """Whether the codes (with roles where they are asked for) are those of the parties, neither more nor less."""
    want = {c.strip() for c in wanted.split(",")} - {"", "-"}
    got = {a.code for a in parties if a.code}
    roles = {f"{a.code}:{a.role}" for a in parties if a.code}
    return want <= got | roles and {c.split(":")[0] for c in want} == got
