"""Sentences that the parser leaves without a verb get one; what has none stays as it is."""

import pytest

from dragoman.parse import Parser

# text, verb, its subject, its object or None
MENDED = [
    ("NATO and the government of Australia expel Russian diplomats over the poisoning.", "expel NATO diplomats"),
    ("Spain and the government of Portugal expel diplomats of Belarus.", "expel Spain diplomats"),
    ("Qatar severs ties with Chad.", "severs Qatar ties"),
    ("Norway halts deliveries of gas to Ukraine.", "halts Norway deliveries"),
    ("The Houthis target Eilat with missile strikes.", "target Houthis Eilat"),
    ("The United States and the United Kingdom target Yemen with missile strikes.", "target States Yemen"),
    ("Oman and Peru reopen embassies in each other's capitals.", "reopen Oman embassies"),
    ("Turkey blocks accession of Sweden to NATO.", "blocks Turkey accession"),
    ("The Italian Navy bombs at least three depots near Derna.", "bombs Navy depots"),
    ("Police in Malta arrest two men over the theft.", "arrest Police men"),
    ("Public sector workers in Lomé downed tools on Friday over a wage freeze.", "downed workers tools"),
    ("Angry hauliers with lorries sealed off the Spanish side of the frontier.", "sealed hauliers side"),
]
# headlines have no stop
MENDED += [
    ("Malawi police raid union office", "raid police office"),
    ("Libyan gunmen storm hotel in Sabha", "storm gunmen hotel"),
    ("Uruguay, Chile expel Cuban diplomats", "expel Uruguay diplomats"),
    ("Gabon, Ghana trade blame for the leak", "trade Gabon blame"),
    ("Hungary vetoes EU loan plan", "vetoes Hungary plan"),
    ("Nail bomb rocks Jos market hall", "rocks bomb hall"),
    ("Kampala test-fires three rockets into the lake", "test-fires Kampala rockets"),
]
LEFT = [
    "Attacks on army bases in Peru and Chile during the war.",
    "A series of bomb blasts in Lima.",
    "Mixed remarks on the port delay plan.",
    "Reactions to the general strike in Goa.",
    "Peru arms exports",
    "Villagers evacuated from the coast of Chile.",
    "A tribunal backed by Norway.",
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize(("text", "clause"), MENDED)
def test_a_verb_is_found(parser: Parser, text: str, clause: str) -> None:
    parsed = parser.parse(text)
    verb, subject, thing = clause.split()
    at = parsed.words.index(verb)
    assert parsed.pos[at] == "VERB"
    assert parsed.heads[at] == at
    for word, label in ((subject, "nsubj"), (thing, "dobj")):
        found = parsed.child(at, label)
        assert found is not None
        assert parsed.words[found] == word


def test_the_second_of_the_subject_is_found(parser: Parser) -> None:
    parsed = parser.parse("The United States and the United Kingdom target Yemen with missile strikes.")
    one = parsed.words.index("States")
    assert [parsed.words[k] for k in parsed.conjuncts(one)] == ["States", "Kingdom"]


@pytest.mark.parametrize("text", ["Uruguay, Chile expel Cuban diplomats", "Cuba frees ten men\n\nThey are in Spain."])
def test_a_headline_is_kept_as_written(parser: Parser, text: str) -> None:
    parsed = parser.parse(text)
    assert [text[a:b] for a, b in zip(parsed.starts, parsed.ends, strict=True)] == parsed.words
    assert parsed.sentences[-1][1] == len(parsed) == len(parsed.heads) == len(parsed.kids)


def test_two_names_that_open_a_headline_are_both_its_subject(parser: Parser) -> None:
    parsed = parser.parse("Greek, Turkish ministers meet in Sofia")
    assert [parsed.words[k] for k in parsed.conjuncts(parsed.words.index("Greek"))] == ["Greek", "Turkish"]


@pytest.mark.parametrize("text", LEFT)
def test_a_heading_gets_no_verb(parser: Parser, text: str) -> None:
    assert not any(tag in ("VBZ", "VBP") for tag in parser.parse(text).tags)


@pytest.mark.parametrize("times", [1, 50, 2000])
def test_there_is_always_a_tree(parser: Parser, times: int) -> None:
    parsed = parser.parse("Chad and Togo block " + "ports of grain exports and " * times + "trade in Mali.")
    for token in range(0, len(parsed), max(1, len(parsed) // 40)):
        at, steps = token, 0
        while parsed.heads[at] != at:
            at, steps = parsed.heads[at], steps + 1
            assert steps <= len(parsed)
