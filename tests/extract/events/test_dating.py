"""The days of acts, by examples of `dating.yaml`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.extract import Tools, extract_all
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.records import Document

CASES = yaml.safe_load((Path(__file__).parent / "dating.yaml").read_text(encoding="utf8"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_the_clause_dates_the_act(case: dict[str, Any], parser: Parser, gazetteer: Gazetteer) -> None:
    text = case["text"]
    document = Document(Document.id_of("a", text), "a", text, published=str(case["told"]))
    (parsed,) = parser.parse_many([text])
    tools = Tools(gazetteer, Ontology.load())
    events = extract_all(document, parsed, tools).events
    event = next(
        e for e in events if (e.type, e.trigger.of(text)) == (case["type"], case.get("trigger", e.trigger.of(text)))
    )
    assert event.date is not None
    assert (event.date.from_, event.date.to) == (str(case["from"]), str(case["to"]))
    assert event.date.precision == case.get("precision", event.date.precision)
