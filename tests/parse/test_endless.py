"""A text without full stops is cut, so that coding it takes no more than its length asks for."""

import pytest

from dragoman.parse import Parser
from dragoman.parse.parser import MAX_SENTENCE


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize(
    "words", ["Oman which blamed Peru which ", "Oman left and Peru stayed and ", "( ", "of the ton "]
)
def test_no_sentence_is_without_end_and_no_piece_hangs_on_another(parser: Parser, words: str) -> None:
    parsed = parser.parse(words * 500)
    assert max(last - first for first, last in parsed.sentences) <= MAX_SENTENCE
    assert [first for first, _ in parsed.sentences[1:]] == [last for _, last in parsed.sentences[:-1]]
    for first, last in parsed.sentences:
        assert all(first <= parsed.heads[t] < last for t in range(first, last))
        assert all(first <= k < last for t in range(first, last) for k in parsed.kids[t])


def test_a_long_list_stays_one_sentence(parser: Parser) -> None:
    names = ", ".join(["Peru", "Oman", "Chad", "Fiji"] * 45)
    parsed = parser.parse(f"In favour were {names} and Malta.")
    assert len(parsed.sentences) == 1
