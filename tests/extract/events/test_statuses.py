"""Statuses of acts in the wordings of dated news (``statuses.yaml``)."""

from pathlib import Path

import pytest
import yaml

from dragoman.examples import code_sentences
from dragoman.records import Event

TABLE: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "statuses.yaml").read_text(encoding="utf-8")
)
ROWS = [(status, kind, text) for status, kinds in TABLE.items() for kind, texts in kinds.items() for text in texts]


@pytest.fixture(scope="module")
def coded() -> dict[str, tuple[Event, ...]]:
    texts = [text for _, _, text in ROWS]
    return dict(zip(texts, code_sentences(texts), strict=True))


@pytest.mark.parametrize(("status", "kind", "text"), ROWS)
def test_the_act_has_its_status(coded: dict[str, tuple[Event, ...]], status: str, kind: str, text: str) -> None:
    assert (kind, status) in [(e.type, e.status) for e in coded[text]]
