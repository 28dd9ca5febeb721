"""The least certain, one after the other, with the answers on stdin."""

import io

import pytest

from tests.cli.conftest import Desk


def answer(desk: Desk, monkeypatch: pytest.MonkeyPatch, lines: str, *args: object) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    return desk.call("review", "--author", "Wanjiru", *args)


def test_what_was_answered_is_not_asked_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = answer(desk, monkeypatch, "r\nw type=THREATEN a threat by its tone\nk\nq\n", "--kind", "codes")
    assert shown.count("Is this rightly coded?") == 4
    assert "1 right, 1 corrected, 1 skipped" in desk.err
    again = answer(desk, monkeypatch, "", "--kind", "codes")
    assert "[1 of 2]" in again
    kinds = [row["kind"] for row in desk.store.rows("SELECT kind FROM corrections ORDER BY made")]
    assert kinds == ["right", "code", "skip"]
    assert desk.store.rows("SELECT reason FROM corrections WHERE kind = 'code'")[0]["reason"] == "a threat by its tone"
    assert "THREATEN" in {e.type for e in desk.store.records("events")}


def test_a_wrong_link_is_split_and_a_missing_one_merged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = desk.event("a", "CONSULT"), desk.event("b", "CONSULT")
    assert desk.incident(first.id).id == desk.incident(second.id).id
    shown = answer(desk, monkeypatch, "s two meetings\n", "--kind", "links")
    assert "[held talks] in Nairobi" in shown
    assert "why: " in shown
    assert desk.incident(first.id).id != desk.incident(second.id).id
    assert answer(desk, monkeypatch, "", "--kind", "links") == ""
    assert "nothing is left" in desk.err
    split = desk.store.rows("SELECT id FROM corrections")[0]["id"]
    desk.correct("undo", split)
    assert "one act. Is it?" in answer(desk, monkeypatch, "r\n", "--kind", "links")


def test_answers_that_say_nothing_are_asked_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\nx\nw\ntype=WAR\nw colour=red\nm\nm 0000\nn a rehearsal\n"
    shown = answer(desk, monkeypatch, lines, "--kind", "codes", "--limit", 1)
    assert shown.count("> ") >= 7
    assert "WAR is no type" in shown
    assert "colour is nothing that can be corrected" in shown
    assert len(desk.store.records("events")) == len(desk.store.records("events", view="machine_events")) - 1


def test_only_what_names_a_state(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "[1 of 1]" in answer(desk, monkeypatch, "", "--kind", "codes", "--about", "Tanzania")
