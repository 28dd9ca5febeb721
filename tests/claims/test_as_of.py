"""Verdict and probability on a day are those of a store that never saw anything published later.

The store is large enough that the prior is pooled over its dyads, tells acts several times (copies, and reports of
other outlets on later days), and goes on for a year after the day asked about.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest

from dragoman.claims import judge
from dragoman.gazetteer import Gazetteer
from dragoman.measure.pool import pooled_prior
from dragoman.measure.statespace import Prior
from tests.measure.toy import Row, store_of

FIRST = date(2014, 1, 6)
PAIRS = ("RUS TUR", "GBR RUS", "FRA DEU", "ESP FRA", "DEU TUR", "GBR ESP", "RUS DEU", "TUR FRA")
KINDS = (
    ("CONSULT", None, "The ministers of {a} and {b} met for the {n}th time."),
    ("ACCUSE", "disapprove", "{a} condemned {b} in note number {n}."),
    ("SUPPORT", None, "{a} praised {b} in speech number {n}."),
    ("SANCTION", "discontinue", "{a} suspended trade of class {n} with {b}."),
)


def rows_up_to(weeks: int) -> list[Row]:
    out: list[Row] = []
    for t in range(weeks):
        for p, pair in enumerate(PAIRS):
            if (t * 5 + p * 3) % 7 > 3:
                continue
            a, b = pair.split()
            # relations of the first pair turn in the 60th week, those of the last after the days asked about
            kind, mode, text = KINDS[(t + p) % 3 if not (p == 0 and 60 <= t < 75) else 3]
            if p == 7 and t > 80:
                kind, mode, text = KINDS[3]
            day = (FIRST + timedelta(days=7 * t + p % 7)).isoformat()
            sentence = text.format(a=a, b=b, n=t)
            out.append((day, a, b, kind, mode, sentence))
            if (t + p) % 4 == 0:  # a copy, two days later
                out.append(((FIRST + timedelta(days=7 * t + p % 7 + 2)).isoformat(), a, b, kind, mode, sentence))
            if (t + p) % 5 == 0:  # another outlet's words, a week later
                later = (FIRST + timedelta(days=7 * t + p % 7 + 6)).isoformat()
                out.append((later, a, b, kind, mode, f"Last week, {sentence} It is the talk of the capital."))
    return sorted(out)


ROWS = rows_up_to(130)
CLAIMS = (
    ("Relations between Russia and Turkey are worsening", "2015-04-20"),
    ("Russia-Turkey relations have reached a new low", "2015-04-20"),
    ("Relations between Britain and Russia are improving", "2015-03-02"),
    ("Support for France is growing", "2015-04-20"),
    ("European support for Turkey is eroding", "2015-04-20"),
    ("Support for France among Germany, Spain and Turkey is eroding", "2015-06-01"),
    ("Russia suspended trade with Turkey", "2015-04-20"),
    ("Russia suspended trade with Turkey for the first time", "2015-04-20"),
    ("Turkey suspended trade with France", "2015-04-20"),
    ("Two states condemned Spain", "2015-03-02"),
    ("Relations between France and Germany are broken off", "2015-03-02"),
    ("Russia and Turkey restored diplomatic relations", "2015-04-20"),
    ("Russia-Turkey relations have reached a new high", "2015-04-20"),
    ("Russo-Turkish relations have worsened since January 2015", "2015-04-20"),
    ("Rusia and Turkey are not drifting apart", "2015-06-01"),
    ("Backing for Turkey has never been stronger", "2015-03-02"),
    ("Twenty states condemned Spain", "2015-06-01"),
    ("Spain voted against a resolution on France", "2015-03-02"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory):
    return store_of(tmp_path_factory.mktemp("whole") / "store.duckdb", ROWS)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("then")
    return {day: store_of(folder / f"{day}.duckdb", [r for r in ROWS if r[0] <= day]) for day in {d for _, d in CLAIMS}}


def test_the_store_is_one_that_could_leak(whole, stores):
    prior = pooled_prior(whole, "2015-04-20")
    assert prior != pooled_prior(whole)
    assert prior != Prior(damping=prior.damping)  # there was enough to pool
    assert pooled_prior(stores["2015-04-20"], "2015-04-20") == prior
    linked = whole.rows("SELECT count(*) AS n, count(DISTINCT incident) AS acts FROM incident_events")[0]
    assert linked["acts"] < linked["n"]
    assert whole.copies()


@pytest.mark.parametrize(("claim", "day"), CLAIMS)
def test_what_was_published_later_changes_nothing(claim, day, whole, stores):
    gazetteer = Gazetteer.load()
    then, now = judge(claim, stores[day], gazetteer, day), judge(claim, whole, gazetteer, day)
    assert (then.verdict, then.probability, then.text) == (now.verdict, now.probability, now.text)
    assert [e.events for e in then.for_] == [e.events for e in now.for_]
    assert dict(then.coverage) == dict(now.coverage)
