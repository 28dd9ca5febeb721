from pathlib import Path

import pytest

from dragoman.claims import CONTRADICTED, SUPPORTED, UNKNOWN, ClaimError, judge
from dragoman.gazetteer import Gazetteer
from tests.measure.toy import Row, store_of

ROWS: list[Row] = [
    ("2014-01-10", "GBR RUS", "", "CONSULT", "visit", "The foreign secretary of Britain visited Russia."),
    ("2014-03-05", "RUS TUR", "", "CONSULT", "visit", "Russia's president visited Turkey."),
    ("2014-06-05", "RUS", "TUR", "SUPPORT", None, "Russia praised Turkey."),
    ("2014-09-05", "RUS TUR", "", "AGREE", None, "Russia and Turkey agreed on a pipeline."),
    ("2015-02-11", "RUS", "GBR", "SANCTION", "expel", "Russia expelled two British diplomats."),
    ("2015-03-05", "TUR", "RUS", "SUPPORT", None, "Turkey praised Russia."),
    ("2015-10-05", "TUR", "RUS", "ACCUSE", "allege", "Turkey accused Russia of entering its airspace."),
    ("2015-11-24", "TUR:MIL", "RUS:MIL", "ASSAULT", "destroy", "Turkey shot down a Russian jet."),
    ("2015-11-25", "RUS", "TUR", "ACCUSE", "allege", "Russia accused Turkey of treachery."),
    ("2015-11-28", "RUS", "TUR", "SANCTION", "discontinue", "Russia suspended imports of fruit from Turkey."),
    ("2015-12-03", "RUS", "TUR", "THREATEN", None, "Russia threatened Turkey with more measures."),
    ("2016-06-27", "RUS TUR", "", "SUPPORT", None, "Russia and Turkey restored diplomatic relations."),
    ("2016-07-09", "TUR RUS", "", "CONSULT", "visit", "Turkey's president visited Russia."),
    ("2016-07-20", "RUS", "TUR", "CONCEDE", None, "Russia lifted a ban on flights to Turkey."),
    ("2016-09-14", "RUS", "GBR", "SANCTION", "expel", "Russia expelled three British diplomats."),
    ("2017-05-01", "ESP", "RUS", "ACCUSE", "disapprove", "Spain condemned Russia."),
]
CLAIMS = [
    ("Relations between Russia and Turkey are worsening", "2015-12-10"),
    ("Russia-Turkey relations have reached a new low", "2015-12-10"),
    ("Relations between Russia and Turkey are improving", "2016-07-25"),
    ("Support for Turkey is eroding", "2015-12-10"),
    ("Russia expelled British diplomats", "2015-03-01"),
    ("Russia expelled British diplomats for the first time", "2016-10-01"),
    ("Relations between Russia and Turkey have been restored", "2016-07-01"),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    return store_of(tmp_path_factory.mktemp("claims") / "toy.duckdb", ROWS)


@pytest.mark.parametrize(("claim", "day"), CLAIMS)
def test_nothing_published_later_is_used(claim, day, store, gazetteer, tmp_path: Path):
    known = store_of(tmp_path / "then.duckdb", [row for row in ROWS if row[0] <= day])
    then, now = judge(claim, known, gazetteer, day), judge(claim, store, gazetteer, day)
    assert (then.verdict, then.probability, then.text) == (now.verdict, now.probability, now.text)
    assert {e.incident for e in then.for_} == {e.incident for e in now.for_}


@pytest.mark.parametrize(
    ("claim", "day", "verdict"),
    [
        ("Relations between Russia and Turkey are worsening", "2015-12-10", SUPPORTED),
        ("Relations between Russia and Turkey are improving", "2015-12-10", CONTRADICTED),
        ("Russo-Turkish ties have hit a new low", "2015-12-10", SUPPORTED),
        ("russia-turkey relations are getting worse", "2015-12-10", SUPPORTED),
        ("Turkey's relations with Russia are not worsening.", "2015-12-10", CONTRADICTED),
        ("Moscow's ties with Ankara are improving", "2016-07-25", SUPPORTED),
        ("Relations between Russia and Turkey have reached a new high", "2015-12-10", CONTRADICTED),
        ("Relations between France and Germany are worsening", "2015-12-10", UNKNOWN),
        ("Relations between Russia and Turkey are worsening", "2017-06-01", UNKNOWN),  # long silence
        ("Relations between Russia and Turkey have been restored", "2016-07-01", SUPPORTED),
        ("Relations between Russia and Turkey are broken off", "2016-07-01", CONTRADICTED),
        ("Russia expelled British diplomats", "2015-03-01", SUPPORTED),
        ("Russia expelled British diplomats", "2015-01-01", UNKNOWN),
        ("Russia expelled British diplomats in 2014", "2016-10-01", UNKNOWN),
        ("Russia expelled British diplomats for the first time", "2015-03-01", SUPPORTED),
        ("Russia expelled British diplomats for the first time", "2016-10-01", CONTRADICTED),
        ("Russia expelled British diplomats again", "2016-10-01", SUPPORTED),
        ("Russia expelled French diplomats", "2016-10-01", UNKNOWN),
        ("Turkey expelled British diplomats", "2016-10-01", UNKNOWN),
    ],
)
def test_verdicts(claim, day, verdict, store, gazetteer):
    found = judge(claim, store, gazetteer, day)
    assert found.verdict == verdict, found.text
    assert 0.0 <= found.probability <= 1.0
    if verdict == SUPPORTED:
        assert found.for_
        assert all(e.day <= day and e.events for e in found.for_)


@pytest.mark.parametrize(
    "sentence", ["", "nonsense", "The weather in Spain is fine", "x" * 600, "Relations", "1234", "\x00"]
)
def test_what_is_no_claim_gets_the_accepted_forms(sentence, store, gazetteer):
    with pytest.raises(ClaimError, match="Accepted are"):
        judge(sentence, store, gazetteer, "2016-01-01")


def test_silence_proves_nothing(store, gazetteer):
    found = judge("Ten states expelled British diplomats", store, gazetteer, "2016-10-01")
    assert found.verdict == UNKNOWN
