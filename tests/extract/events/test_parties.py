"""Who did it to whom: the parties of acts, with their roles where these matter, by the construction that names them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parser
from dragoman.records import Actor, Event
from tests.extract.events.test_events import code

GROUPS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "parties.yaml").read_text(encoding="utf-8")
)
CASES = [
    pytest.param(text, wanted, id=f"{group}: {text[:50]}")
    for group, cases in GROUPS.items()
    for text, wanted in cases.items()
]


def line(event: Event, *, roles: bool) -> str:
    def party(actor: Actor) -> str:
        return f"{actor.code}:{actor.role}" if roles else str(actor.code)

    def side(parties: tuple[Any, ...]) -> str:
        return ", ".join(dict.fromkeys(party(a) for a in parties if a.code)) or "-"

    return f"{event.type}: {side(event.actors)} > {side(event.recipients)}"


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_parties(text: str, wanted: list[str], parser: Parser, gazetteer: Gazetteer) -> None:
    events = code(parser, gazetteer, text)
    for each in wanted:
        unwanted = each.removeprefix("not ")
        roles = ":" in each.split(": ", 1)[1]
        got = [line(e, roles=roles) for e in events]
        assert (unwanted in got) == (unwanted == each), got
