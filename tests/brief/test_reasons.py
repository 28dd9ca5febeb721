"""Why a record is what it is, as a person reads it."""

import pytest

from dragoman.brief.reasons import STATUSES, TYPES, joined_because, party_of, reasons_of, rule_of
from dragoman.examples import code_sentences
from dragoman.ontology import Ontology, package_version
from dragoman.records import Actor, Span


def why(sentence: str) -> dict[str, str]:
    (event,) = code_sentences([sentence], ())[0]
    return dict(reasons_of(event, sentence))


def test_every_type_and_status_is_told_in_words() -> None:
    assert set(TYPES) == set(Ontology.load().kinds)
    assert set(STATUSES) == {"happened", "planned", "possible", "denied", "not"}


def test_a_code_is_told_with_rule_example_and_parties() -> None:
    found = why("Chad expelled the German ambassador.")
    assert found["Act"].startswith("Sanction (expel): cuts or lessens ties")
    assert "the verb “expel”, as in “" in found["Rule"]
    assert found["By"].startswith("“Chad”")
    assert "TCD:GOV" in found["By"]
    assert "DEU:GOV" in found["Towards"]
    assert found["Status"] == "happened: told as done"


@pytest.mark.parametrize(
    ("sentence", "status", "word"),
    [
        ("Chad will expel the German ambassador.", "planned", "will"),
        ("Chad may expel the German ambassador.", "possible", "may"),
        ("Chad has not expelled the German ambassador.", "not", "not"),
    ],
)
def test_the_words_that_tell_a_status_are_named(sentence: str, status: str, word: str) -> None:
    told = why(sentence)["Status"]
    assert told.startswith(f"{status}: {STATUSES[status]}")
    assert f"“{word}”" in told


def test_what_is_planned_says_as_what_it_weighs() -> None:
    assert "being only planned, it weighs as Threaten" in why("Chad will expel the German ambassador.")["Act"]


def test_a_party_without_words_says_where_it_is_from() -> None:
    told = party_of(Actor("PAK", "GOV", "Pakistan"))
    assert told == "not named in these words, taken from what was told before: Pakistan (PAK:GOV, government)"
    through = Actor("DEU", "GOV", "Germany", "it", 0, 2, antecedent=Span(5, 12))
    assert party_of(through) == "“it” read as Germany, through the name it stands for (DEU:GOV, government)"


def test_a_rule_of_another_lexicon_says_so() -> None:
    rule = "REJECT:veto.1:veto"
    assert "today's lexicon" not in rule_of(rule, package_version())
    assert "today's lexicon" in rule_of(rule, "0123456789ab")
    assert rule_of("mine:fleem.1:fleem", "0123456789ab") == ""
    assert rule_of("rule", "0123456789ab") == ""


def test_a_link_is_told_in_words() -> None:
    shares = {"bias": -4.4, "date same day": 1.25, "again same day": 0.4, "type same": 1.0, "told noun definite": 2.5}
    told = joined_because(shares | {"place other": -0.5, "words": 0.01}, 0.26)
    assert told == (
        "For it: how the sentences tell it +2.5; days (same day) +1.6; kind of act (type same) +1.0. "
        "Against it: two reports are seldom of one act -4.4; places (place other) -0.5. "
        "Together +0.3; above 0 they are joined."
    )
    assert "Against it: nothing." in joined_because({"type same": 1.0}, 1.0)
