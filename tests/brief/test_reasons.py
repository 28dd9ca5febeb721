"""Why a record is what it is, as a person reads it."""

from dataclasses import replace

import pytest

from dragoman.brief.reasons import joined_because, party_of, reasons_of, rule_of, status_of
from dragoman.examples import code_sentences
from dragoman.ontology import meaning, package_version
from dragoman.records import Actor, Event, Reason, Span


def coded(sentence: str) -> Event:
    (event,) = code_sentences([sentence], ())[0]
    return event


def why(sentence: str) -> dict[str, str]:
    return dict(reasons_of(coded(sentence), sentence))


def test_a_code_is_told_with_rule_example_and_parties() -> None:
    found = why("Chad expelled the German ambassador.")
    assert found["Act"].startswith("Sanction (expel): cuts or lessens ties")
    assert "the verb “expel”, as in “" in found["Rule"]
    assert found["By"].startswith("“Chad”")
    assert "TCD:GOV" in found["By"]
    assert "DEU:GOV" in found["Towards"]
    assert found["Status"] == "happened: told as done; nothing in the sentence says otherwise"


@pytest.mark.parametrize(
    ("sentence", "status", "reason"),
    [
        ("Chad will expel the German ambassador.", "planned", "the word “will” tells it"),
        ("Chad may expel the German ambassador.", "possible", "the word “may” tells it"),
        ("Chad has not expelled the German ambassador.", "not", "the word “not” tells it"),
    ],
)
def test_a_status_is_told_with_its_reason(sentence: str, status: str, reason: str) -> None:
    assert why(sentence)["Status"] == f"{status}: {meaning('statuses', status)}; {reason}"


def test_a_status_by_a_person_and_one_whose_coder_kept_no_reason_say_so() -> None:
    event = coded("Chad expelled the German ambassador.")
    assert status_of(replace(event, status_by=Reason("person")), "").endswith("; so a person said")
    assert status_of(replace(event, status_by=None), "").endswith("; the record keeps no reason for it")


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
    assert "Against it: places (without site same) -0.6." in joined_because({"without site same": -0.6}, -0.6)
