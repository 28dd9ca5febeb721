"""Verbs in the present tense that the tagger takes for plural nouns."""

import pytest

from dragoman.parse import Parser

VERBS = [
    (
        "The International Criminal Court sentences Thomas Lubanga to 14 years in prison.",
        "sentences",
        "Court",
        "Lubanga",
    ),
    ("Bahrain severs diplomatic relations with Iran.", "severs", "Bahrain", "relations"),
    ("A parcel bomb wounds an employee of the Greek finance ministry.", "wounds", "bomb", "employee"),
    ("Belgium apologises for its colonial rule in Congo.", "apologises", "Belgium", None),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


NOUNS = [
    "Russian air strikes on Idlib.",
    "Heavy rains and floods in northern Peru.",
    "The Spanish champions Barcelona.",
]


@pytest.mark.parametrize(("text", "verb", "subject", "thing"), VERBS)
def test_a_verb_has_its_subject_and_object(
    parser: Parser, text: str, verb: str, subject: str, thing: str | None
) -> None:
    parsed = parser.parse(text)
    at = parsed.words.index(verb)
    assert parsed.pos[at] == "VERB"
    found = parsed.child(at, "nsubj")
    assert found is not None
    assert parsed.words[found] == subject
    direct = parsed.child(at, "dobj")
    assert (None if direct is None else parsed.words[direct]) == thing


@pytest.mark.parametrize("text", NOUNS)
def test_plural_nouns_stay_nouns(parser: Parser, text: str) -> None:
    parsed = parser.parse(text)
    assert not any(tag == "VBZ" for tag in parsed.tags)
