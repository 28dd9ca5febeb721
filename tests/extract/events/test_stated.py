"""What tells the status of an act."""

from pathlib import Path

import pytest
import yaml

from dragoman.examples import code_sentences
from dragoman.extract.events.stated import HAPPENED, PLANNED, Stated

CASES = yaml.safe_load(Path(__file__).with_name("reasons.yaml").read_text(encoding="utf8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_a_status_knows_what_told_it(case: dict[str, str]) -> None:
    (events,) = code_sentences([case["text"]], ())
    found = [e for e in events if e.type == case.get("type", e.type)]
    event = found[int(case.get("nth", 0))]
    assert type(event.status) is str
    assert event.status_by is not None
    word = event.status_by.span.of(case["text"]) if event.status_by.span else None
    assert (event.status, event.status_by.by, word) == (case["status"], case["by"], case.get("word"))


def test_a_stated_status_is_its_status_to_whoever_asks() -> None:
    status = Stated(PLANNED, 3)
    assert status == PLANNED
    assert {PLANNED: 1}[status] == 1
    assert status not in (HAPPENED,)
    assert (status.token, status.by) == (3, "word")
