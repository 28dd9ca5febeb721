"""Events of single sentences, of texts, and what holds for every text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.extract.dates import find_dates
from dragoman.extract.events import find_events
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.records import STATUSES, Document, Event
from dragoman.resolve import ActorResolver

GROUPS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "examples.yaml").read_text(encoding="utf-8")
)
CASES = [pytest.param(case, id=case["text"][:60]) for cases in GROUPS.values() for case in cases]
DAY = "2019-05-15"


def code(parser: Parser, gazetteer: Gazetteer, text: str, name: str = "x") -> tuple[Event, ...]:
    document = Document(Document.id_of(name, text), name, text, published=DAY)
    parsed = parser.parse(text)
    dates = find_dates(document, parsed)
    return find_events(document, parsed, ActorResolver(document, parsed, gazetteer), dates, Ontology.load())


def line(event: Event) -> str:
    def side(parties: tuple[Any, ...]) -> str:
        codes = list(dict.fromkeys(a.code for a in parties if a.code))
        return ", ".join(codes) or "-"

    return f"{event.type} {event.status}: {side(event.actors)} > {side(event.recipients)}"


@pytest.mark.parametrize("case", CASES)
def test_example(case: dict[str, Any], parser: Parser, gazetteer: Gazetteer) -> None:
    got = [line(e) for e in code(parser, gazetteer, case["text"]) if e.political]
    if case.get("silent"):
        assert not got
    for wanted in case.get("contains", ()):
        assert wanted in got
    if "events" in case:
        assert got == case["events"]


def test_reported_act_is_laid_to_its_reporter(parser: Parser, gazetteer: Gazetteer) -> None:
    (event,) = code(parser, gazetteer, "Syria said that Israel bombed Lebanon.")
    assert line(event) == "ASSAULT happened: ISR > LBN"
    assert event.attribution is not None
    assert event.attribution.code == "SYR"


def test_an_act_without_a_date_happened_about_the_day_of_the_report(parser: Parser, gazetteer: Gazetteer) -> None:
    (event,) = code(parser, gazetteer, "Chile condemned Bolivia.")
    assert event.date is not None
    assert (event.date.from_, event.date.to, event.date.precision) == (DAY, DAY, "about")


def test_date_of_the_clause_is_the_date_of_its_act(parser: Parser, gazetteer: Gazetteer) -> None:
    first, second = code(parser, gazetteer, "Chile condemned Bolivia on 3 May 2019. Peru bombed Ecuador in 1995.")
    assert first.date is not None
    assert second.date is not None
    assert (first.date.from_, first.date.to) == ("2019-05-03", "2019-05-03")
    assert (second.date.from_, second.date.to) == ("1995-01-01", "1995-12-31")


def test_who_did_it_is_taken_from_the_text_where_it_is_certain(parser: Parser, gazetteer: Gazetteer) -> None:
    events = code(parser, gazetteer, "Israel bombed Lebanon on Monday. Jordan condemned the airstrikes.")
    assert line(events[-1]) == "ACCUSE happened: JOR > ISR"


def test_planned_cooperation_is_agreement_in_plover(parser: Parser, gazetteer: Gazetteer) -> None:
    (event,) = code(parser, gazetteer, "The president of Chile will visit Peru.")
    assert (event.type, event.status, event.plover) == ("CONSULT", "planned", "AGREE")


def test_weight_and_quad_follow_the_mode(parser: Parser, gazetteer: Gazetteer) -> None:
    (event,) = code(parser, gazetteer, "The president of Chile visited Peru.")
    assert (event.mode, event.weight, event.quad) == ("visit", 4.0, 1)


def test_every_event_is_explained_by_a_frame(parser: Parser, gazetteer: Gazetteer) -> None:
    (event,) = code(parser, gazetteer, "Chile condemned Bolivia.")
    assert event.coder.rule in {f.id for f in Ontology.load().frames}
    assert event.coder.version == Ontology.load().version


PIECES = st.sampled_from(
    [
        "Russia bombed Ukraine on Friday.",
        "The United Nations called on Israel to let in aid.",
        "Talks were held.",
        "“We will strike back,” said the general.",
        "Who? 40 per cent — of them (all)!",
        "\n",
        "KYIV (AP) —",
        "\u200b\U0001f600 ʼ\u0301",
        "killed killed killed by by by of of of",
    ]
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(pieces=st.lists(PIECES | st.text(max_size=30), max_size=6))
def test_any_text(pieces: list[str], parser: Parser, gazetteer: Gazetteer) -> None:
    text = " ".join(pieces)
    events = code(parser, gazetteer, text)
    assert events == code(parser, gazetteer, text)
    assert len({e.id for e in events}) == len(events)
    for event in events:
        assert 0 <= event.trigger.start < event.trigger.end <= len(text)
        assert event.evidence.start <= event.trigger.start
        assert event.trigger.end <= event.evidence.end
        assert event.status in STATUSES
        assert 0 < event.confidence < 1
        # an act that has not happened is printed, whoever would do it
        assert event.actors or event.recipients or event.status != "happened"
        for party in (*event.actors, *event.recipients):
            if party.start is not None and party.end is not None:
                assert text[party.start : party.end] == party.text


def test_ids_do_not_hang_on_what_is_coded(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "Chile condemned Bolivia."
    assert [e.id for e in code(parser, gazetteer, text)] == [e.id for e in code(parser, gazetteer, text)]
    assert code(parser, gazetteer, text, "a")[0].id != code(parser, gazetteer, text, "b")[0].id


def test_a_long_chain_of_clauses_does_not_exhaust_the_stack(parser: Parser, gazetteer: Gazetteer) -> None:
    code(parser, gazetteer, "Syria said that " * 400 + "Israel bombed Lebanon.")
    code(parser, gazetteer, "the minister of " * 600 + "Israel condemned Lebanon.")
