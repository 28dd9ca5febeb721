"""Lists of words: every example comes out as its entry says, and would not without the words."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from dragoman.examples import DAY, Example, verdict, word_examples
from dragoman.extract import Tools, extract_all
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology, word_list
from dragoman.ontology.words import read_lists, word_files
from dragoman.parse import Parsed, Parser
from dragoman.records import Document

FOUND = list(word_examples())
# lists that decide of a vote, a speaker, a figure or how far a trigger reaches
OTHERS = [
    Example(path.stem, n, {"by": name, **entry})
    for path in word_files()
    for n, (name, entry) in enumerate(read_lists(path).items(), 1)
    if "example" in entry and "codes" not in entry
]


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(Gazetteer.load(), Ontology.load())


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parsed]:
    texts = [e.text for e in (*FOUND, *OTHERS)]
    return dict(zip(texts, Parser().parse_many(texts), strict=True))


def outcome(example: Example, parsed: dict[str, Parsed], tools: Tools) -> str | None:
    """None where the example comes out as its entry says, else what came out."""
    document = Document(Document.id_of("example", example.text), "example", example.text, published=DAY)
    coded, entry = extract_all(document, parsed[example.text], tools), example.entry
    if "codes" in entry:
        return verdict(entry, coded.events)
    found = {
        "vote": [f"{v.body} {v.outcome}" for v in coded.votes] or ["none"],
        "trigger": [e.trigger.of(example.text) for e in coded.events],
        "says": [s.speaker.text for s in coded.statements if s.speaker],
        "figure": [f"{f.counts} {f.value:g}" + (f" by {f.by}" if f.by else "") for f in coded.figures],
    }
    wrong = [kind for kind, told in found.items() if kind in entry and entry[kind] not in told]
    return str(found) if wrong else None


@contextmanager
def without(words: frozenset[str]) -> Iterator[None]:
    """The product with an empty list in place of ``words``, wherever a module of it holds them."""
    empty: frozenset[str] = frozenset()
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in sys.modules if n.startswith("dragoman.")]:
            for key, value in list(vars(sys.modules[name]).items()):
                if value is words:
                    patch.setattr(f"{name}.{key}", empty)
                elif isinstance(value, dict) and any(v is words for v in value.values()):
                    patch.setattr(f"{name}.{key}", {k: empty if v is words else v for k, v in value.items()})
        yield


@pytest.mark.parametrize("example", [*FOUND, *OTHERS], ids=lambda e: e.name)
def test_an_example_comes_out_by_its_words(example: Example, parsed: dict[str, Parsed], tools: Tools) -> None:
    assert outcome(example, parsed, tools) is None
    if example.file == "modes":
        told = frozenset(example.entry["words"])
        modes = {by: tuple(m for m in found if m.words != told) for by, found in tools.ontology.modes.items()}
        assert modes != tools.ontology.modes
        left = outcome(example, parsed, replace(tools, ontology=replace(tools.ontology, modes=modes)))
    else:
        with without(word_list(f"{example.file}.{example.entry['by']}")):
            left = outcome(example, parsed, tools)
    assert left is not None, "the example says nothing of these words: it comes out without them"


def test_every_list_says_what_it_is_for_and_is_used_once() -> None:
    texts = [e.text for e in (*FOUND, *OTHERS)]
    assert len(texts) == len(set(texts))
    for path in word_files():
        for name, entry in read_lists(path).items():
            assert entry.get("use"), f"{path.name}: {name}"
            assert len(entry["words"]) == len(set(entry["words"])), f"{path.name}: {name} has a word twice"
            assert entry["words"] == sorted(entry["words"]), f"{path.name}: {name} is not in alphabetical order"
