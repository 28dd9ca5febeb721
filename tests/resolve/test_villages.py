"""Small towns: read where a place is named, left alone where the name is a surname."""

import pytest

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parser
from dragoman.records import Document
from dragoman.resolve.names import Names

CASES = [
    ("Shells fell near Derhachi on Monday.", "Derhachi", "UKR"),
    ("Three people died in Derhachi district.", "Derhachi", "UKR"),
    ("Rebels left Kourou and Torodi, Niger, by night.", "Torodi", "NER"),
    ("Ukrainian troops retook Makariv.", "Makariv", "UKR"),
    ("Oleh Makariv won the race.", "Makariv", None),
    ("Makariv won the race.", "Makariv", None),
    ("A bus fell into a river in Makariv, Peru.", "Makariv", None),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize(("text", "name", "code"), CASES)
def test_a_small_town_needs_a_place(text: str, name: str, code: str | None, parser: Parser) -> None:
    document = Document("d", "d", text, published="2022-04-01")
    parsed = parser.parse(text)
    found = Names(document, parsed, Gazetteer.load()).at(parsed.words.index(name))
    assert (found.code if found else None) == code
