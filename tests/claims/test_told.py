"""What reports tell in words alone: acts that no frame caught, and the relations of two states themselves."""

from pathlib import Path

import pytest

from dragoman.claims import CONTRADICTED, SUPPORTED, UNKNOWN, judge
from dragoman.claims.between import spoken
from dragoman.claims.words import holds
from dragoman.gazetteer import Gazetteer
from tests.measure.toy import Row, store_of

# every report is coded as if nothing in it had been understood
SENTENCES = [
    ("2015-01-05", "The parliaments of two Alpine countries met."),
    ("2015-02-01", "Norway and Sweden expel three Chinese envoys over a burglary."),
    ("2015-02-03", "Peru leaves the pact of the fishing states and joins OPEC."),
    ("2015-02-05", "Chile threatens to recall its ambassador from Bolivia."),
    ("2015-02-07", "Kenya will close its embassy in Greece by spring."),
    ("2015-02-09", "Two Italian diplomats were expelled by Malta."),
    ("2015-02-11", "Austria relocates its embassy to Jerusalem."),
    ("2015-02-13", "Mexico, which trades with Cuba, opens a bank."),
    ("2015-03-01", "A minister flew home early amid rising tension between Ghana and Togo."),
    ("2015-03-03", "Spain and Portugal plan to sign a peace treaty, their envoys say."),
    ("2015-03-05", "A Swiss mediator is on the way to help ease tension between Laos and Vietnam."),
    ("2015-03-07", "Brazil and Uruguay agree to defuse tensions at the river."),
    ("2015-03-09", "Panama severs diplomatic relations with Taiwan and establishes ties with China."),
]
ROWS: list[Row] = [(day, "UNO", "", "REQUEST", None, text) for day, text in SENTENCES]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    path: Path = tmp_path_factory.mktemp("told") / "toy.duckdb"
    return store_of(path, ROWS)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Norway expelled Chinese diplomats", SUPPORTED),
        ("Sweden and Norway expelled Chinese diplomats", SUPPORTED),
        ("China expelled Norwegian diplomats", UNKNOWN),
        ("Peru joined OPEC", SUPPORTED),
        ("Chile recalled its ambassador from Bolivia", UNKNOWN),  # a threat is no act
        ("Kenya closed its embassy in Greece", SUPPORTED),  # what is announced counts
        ("Malta expelled Italian diplomats", SUPPORTED),
        ("Italy expelled Maltese diplomats", UNKNOWN),
        ("Austria moved its embassy to Jerusalem", SUPPORTED),  # no frame knows the act
        ("Mexico opened a bank in Cuba", UNKNOWN),
        ("Panama and Taiwan broke off diplomatic relations", SUPPORTED),
        ("Panama and Taiwan restored diplomatic relations", CONTRADICTED),
        ("China and Taiwan restored diplomatic relations", UNKNOWN),
    ],
)
def test_acts_told_in_words(claim, verdict, store, gazetteer):
    assert judge(claim, store, gazetteer, "2015-03-31").verdict == verdict


def test_nothing_printed_later_is_told(store, gazetteer):
    assert judge("Peru joined OPEC", store, gazetteer, "2015-02-02").verdict == UNKNOWN


@pytest.mark.parametrize(
    ("a", "b", "sign"),
    [
        ("GHA", "TGO", -1),
        ("ESP", "PRT", 1),
        ("LAO", "VNM", -1),
        ("BRA", "URY", 1),
        ("CHE", "LAO", 0),
    ],
)
def test_reports_speak_of_relations(a, b, sign, store, gazetteer):
    found = spoken(a, b, store, gazetteer, "2015-03-31")
    assert [x.score > 0 for x in found] == ([sign > 0] if sign else [])


def test_what_was_said_is_shown(store, gazetteer):
    verdict = judge("Relations between Ghana and Togo are worsening", store, gazetteer, "2015-03-20")
    assert verdict.verdict == SUPPORTED
    assert "rising tension" in verdict.for_[0].quote
    assert verdict.for_[0].events == ()


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("the bank reopened", "ban", False),
        ("it banned the paper", "ban", True),
        ("a non-proliferation pact", "nonproliferation", True),
        ("the nonproliferation pact", "non-proliferation", True),
        ("its army marched across into the valley", "invaded", True),
        ("it was re-admitted", "readmitted", True),
        ("the iranian fleet", "iran", True),
    ],
)
def test_words_that_stand_for_one_another(text, word, found):
    assert holds(text, word) is found
