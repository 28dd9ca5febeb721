"""The mode of an act comes from the means that its phrases name, or from what is asked for."""

import pytest

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parser
from tests.extract.events.test_events import code

CASES = [
    ("A suicide bomber attacked a Pakistani army base.", "ASSAULT", "suicide-attack"),
    ("A drone strike wounded three Ukrainian soldiers.", "ASSAULT", "drone"),
    ("Israeli warplanes struck a village in Lebanon.", "ASSAULT", "aerial"),
    ("A rocket attack killed two Israeli soldiers.", "ASSAULT", "heavy-weapons"),
    ("Gunmen killed a Somali senator.", "ASSAULT", "firearms"),
    ("Chile asked Peru to release the sailors.", "REQUEST", "yield"),
    ("Greece urged Turkey to hold talks.", "REQUEST", "meet"),
    ("Austria rejected a request for asylum by an Afghan general.", "REJECT", "assist"),
]


@pytest.mark.parametrize(("text", "kind", "mode"), CASES)
def test_mode(parser: Parser, gazetteer: Gazetteer, text: str, kind: str, mode: str) -> None:
    assert (kind, mode) in {(e.type, e.mode) for e in code(parser, gazetteer, text)}


def test_what_is_hit_is_no_means(parser: Parser, gazetteer: Gazetteer) -> None:
    (event,) = code(parser, gazetteer, "Israel attacked a missile depot in Syria.")
    assert event.mode is None
