"""Texts made to be dear: what is looked at grows with their length, not with its square."""

import sys

import pytest

from dragoman.extract import Tools, extract_all
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.records import Document

TEXTS = [
    "He attacked them and she blamed him. ",
    '"Oman blamed Peru," she said. ',
    "Oman which blamed Peru which ",
    "Oman blamed Peru of shelling the town while ",
    "Oman attacked Peru\n",
]


def steps(parser: Parser, tools: Tools, text: str) -> int:
    """How many calls and steps of generators coding ``text`` takes: work, whatever the machine does beside."""
    document = Document(Document.id_of("x", text), "x", text, published="2019-05-15")
    parsed, count = parser.parse(text), 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        extract_all(document, parsed, tools)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("text", TEXTS)
def test_twice_the_text_is_twice_the_work(parser: Parser, gazetteer: Gazetteer, text: str) -> None:
    tools = Tools(gazetteer, Ontology.load())
    steps(parser, tools, text)
    once, twice = (steps(parser, tools, text * n) for n in (150, 300))
    assert twice < 2.7 * once
