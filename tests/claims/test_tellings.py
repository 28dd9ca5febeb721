"""Acts that reports tell in other words: bodies that vote, states counted and not named, orders to leave."""

from functools import partial

import pytest

from dragoman.claims import CONTRADICTED, SUPPORTED, UNKNOWN, judge
from dragoman.claims.asked import counted_states
from dragoman.claims.words import holds
from dragoman.gazetteer import Gazetteer
from tests.measure import toy
from tests.measure.toy import Row, store_of

ROWS: list[Row] = [
    ("2013-02-01", "RUS CHN", "UNO", "REJECT", "veto", "Russia and China veto a resolution on Sudan."),
    ("2014-02-01", "UNO", "", "REJECT", "veto", "Ministers met over Sudan; in the end China and Russia veto the text."),
    ("2014-05-01", "PER", "CHL", "SANCTION", "discontinue", "Peru suspends diplomatic ties with Chile."),
    ("2014-06-01", "", "IRN", "SANCTION", "expel", "Iranian diplomats are expelled from more than a dozen countries."),
    ("2014-07-01", "IRN", "", "SANCTION", "expel", "Iran expels diplomats of fifteen countries."),
    ("2014-08-01", "KEN", "BEL", "REQUEST", "yield", "Kenya ordered the ambassador of Belgium to leave within a day."),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    return store_of(tmp_path_factory.mktemp("tellings") / "toy.duckdb", ROWS)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Russia vetoed a Security Council resolution on Sudan for the first time", CONTRADICTED),
        ("China vetoed a Security Council resolution on Sudan again", SUPPORTED),
        ("France vetoed a Security Council resolution on Sudan", UNKNOWN),
        ("Peru and Chile restored diplomatic relations", CONTRADICTED),
        ("Relations between Peru and Chile are broken off", SUPPORTED),
        ("Ten states expelled Iranian diplomats", SUPPORTED),
        ("Twenty states expelled Iranian diplomats", UNKNOWN),
        ("Kenya expelled the Belgian ambassador", SUPPORTED),
        ("Belgium expelled the Kenyan ambassador", UNKNOWN),
    ],
)
def test_acts_told_otherwise(claim, verdict, store):
    found = judge(claim, store, Gazetteer.load(), "2014-12-01")
    assert found.verdict == verdict, found.text


@pytest.mark.parametrize(
    ("text", "count"),
    [("over 20 countries", 21), ("a dozen other states", 12), ("ten EU members", 10), ("20 houses", None), ("", None)],
)
def test_states_are_counted(text, count):
    found = counted_states(text)
    assert (found[0] if found else None) == count


def test_a_phrase_may_have_words_within():
    assert holds("they ordered the envoy to leave", "expel")
    assert not holds("they ordered the envoy to stay; others were free to go, and all had asked to leave", "expel")


def test_what_was_announced_is_told_as_announced(tmp_path, monkeypatch):
    monkeypatch.setattr(toy, "coded", partial(toy.coded, status="planned"))
    rows = [("2014-09-01", "PER", "CHL", "SANCTION", "withdraw", "Peru will recall its ambassador from Chile.")]
    made = store_of(tmp_path / "planned.duckdb", rows)
    found = judge("Peru recalled its ambassador from Chile", made, Gazetteer.load(), "2014-12-01")
    assert found.verdict == SUPPORTED, found.text
    assert "announced" in found.text


def test_the_same_in_one_campaign_is_again_and_not_first(tmp_path):
    days = ("2014-05-01", "2014-05-20", "2014-06-15")
    rows = [
        (d, "KEN", "SOM", "ASSAULT", "aerial", f"Kenya bombed Somalia with {n + 2} jets.") for n, d in enumerate(days)
    ]
    made = store_of(tmp_path / "campaign.duckdb", rows)
    assert judge("Kenya bombed Somalia again", made, Gazetteer.load(), "2014-07-01").verdict == SUPPORTED
    found = judge("Kenya bombed Somalia again", made, Gazetteer.load(), "2014-05-05")
    assert found.verdict == UNKNOWN, found.text


def test_a_count_far_beyond_what_is_reported_is_contradicted(store):
    found = judge("Fifty states expelled Iranian diplomats", store, Gazetteer.load(), "2014-12-01")
    assert found.verdict == CONTRADICTED, found.text
