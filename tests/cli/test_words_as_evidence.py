"""A verdict that rests on the words of reports says so, and ``explain`` shows the report that it names."""

import json
from pathlib import Path

import pytest

from dragoman.store import Store
from tests.cli.conftest import Desk, call

HOSTILE = "Kampala\x1b[2J moves <b>its</b> embassy"
MORE = (
    {"id": "m", "date": "2024-02-21", "outlet": "Lantern", "title": HOSTILE,
     "text": "It rained all night. Uganda's embassy relocates to Jerusalem."},
    {"id": "t", "date": "2024-02-22", "outlet": "Quay Wire", "title": "Home early",
     "text": "A minister flew home early on Tuesday. It came amid rising tension between Ghana and Togo."},
)  # fmt: skip


@pytest.fixture
def told(desk: Desk, tmp_path: Path) -> Desk:
    more = tmp_path / "more.jsonl"
    more.write_text("\n".join(json.dumps(m) for m in MORE), encoding="utf8")
    desk.call("run", more, "--workers", 1)
    return desk


def evidence(desk: Desk, claim: str) -> dict[str, object]:
    verdict = json.loads(desk.call("check", claim, "--format", "json"))
    verdict = verdict[0] if isinstance(verdict, list) else verdict
    assert verdict["verdict"] == "supported"
    found: dict[str, object] = verdict["for"][0] | {"said": verdict["text"]}
    return found


def test_an_act_read_in_words_names_its_report(told: Desk) -> None:
    found = evidence(told, "Uganda moved its embassy to Jerusalem")
    assert (found["kind"], found["document"], found["events"]) == ("report", "m", [])
    assert found["quote"] == "Uganda's embassy relocates to Jerusalem."
    assert "This rests on the words of reports, not on coded events." in str(found["said"])
    shown = told.call("explain", found["incident"])
    assert "Kampala" in shown
    assert "\x1b" not in shown
    assert "m (Lantern, 2024-02-21)" in shown
    assert "Uganda's embassy relocates" in shown
    assert "no event" in shown
    as_json = json.loads(told.call("explain", found["incident"], "--format", "json"))
    assert (as_json["kind"], as_json["document"], as_json["title"]) == ("report", "m", HOSTILE)


def test_what_reports_say_of_relations_names_its_report(told: Desk) -> None:
    found = evidence(told, "Relations between Ghana and Togo are worsening")
    assert (found["kind"], found["document"], found["events"]) == ("report", "t", [])
    assert found["quote"] == "It came amid rising tension between Ghana and Togo."
    assert str(found["incident"]).startswith("said:")
    shown = told.call("explain", found["incident"])
    assert "Home early" in shown
    assert "rising tension" in shown
    assert "flew home" not in shown  # of a report, the words that speak of relations
    assert "flew home" in told.call("explain", str(found["incident"]).removeprefix("said:"))


def test_an_id_of_nothing(told: Desk) -> None:
    for wrong in ("said:", "said:0123456789abcdef", "0123456789abcdef"):
        told.call("explain", wrong, status=2)
        assert "no record, incident or document has the id" in told.err


@pytest.mark.parametrize(
    ("claim", "kind", "said"),
    [
        ("Israel entered Gaza", "report", True),
        ("Bolivia severed relations with Israel", "incident", False),
    ],
)
def test_the_bundled_sample(
    claim: str, kind: str, said: bool, sample_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("check", claim, "--store", sample_store.path, "--format", "jsonl") == 0
    verdict = json.loads(capsys.readouterr().out)
    assert {e["kind"] for e in verdict["for"]} == {kind}
    assert ("rests on the words of reports" in verdict["text"]) is said
    assert call("check", claim, "--store", sample_store.path) == 0
    assert ("read in its words" in capsys.readouterr().out) is said
    for one in verdict["for"]:
        assert call("explain", one["incident"], "--store", sample_store.path) == 0
