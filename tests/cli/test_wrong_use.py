"""What is typed wrongly gets one sentence and status 2; hostile words reach no terminal."""

import pytest

from dragoman.cli.output import clean
from tests.cli.conftest import Desk


@pytest.mark.parametrize(
    "line",
    [
        "relations KEN UGA --as-of nodate",
        "relations KEN UGA --from 2024-13-01",
        "relations KEN UGA --to 20240101",
        "relations KEN UGA --from 2031-01-01",
        "relations KEN:XYZ UGA",
        "panel --from abc",
        "panel --actor Atlantis",
        "brief --about KEN -o x.html --as-of 1",
        "brief --about KEN -o x.html --from 31.12.2023",
        "brief --about KEN -o no/such/folder.html",
        "support KEN --from zzz",
        "stories --to never",
    ],
)
def test_one_sentence(desk: Desk, line: str) -> None:
    desk.call(*line.split(), status=2)
    assert desk.err.startswith("dragoman: ")
    assert desk.err.count("\n") == 1
    assert not desk.out


def test_a_panel_takes_names_and_says_when_it_is_empty(desk: Desk) -> None:
    assert "KEN" in desk.call("panel", "--actor", "Kenya")
    assert desk.call("panel", "--actor", "TON", status=1) == ""
    assert "no act" in desk.err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--actor", "none", "--actor", "KEN"),
        ("--recipient", "UGA:XYZ"),
    ],
)
def test_wrong_corrections(desk: Desk, wrong: tuple[str, ...]) -> None:
    desk.correct(desk.event("c", "ACCUSE").id, *wrong, status=2)
    assert desk.err.startswith("dragoman: ")
    assert desk.err.count("\n") == 1


def test_no_event_is_left_without_a_party(desk: Desk) -> None:
    event = desk.event("a", "CONSULT")
    assert not event.recipients
    desk.correct(event.id, "--actor", "none", status=2)
    assert "has no recipients" in desk.err


def test_days_of_a_range_are_kept_in_one_form(desk: Desk) -> None:
    id_ = desk.event("c", "ACCUSE").id
    desk.correct(id_, "--date", "20240203..20240204")
    date = desk.event("c", "ACCUSE").date
    assert date
    assert (date.from_, date.to) == ("2024-02-03", "2024-02-04")


def test_a_reason_cannot_drive_the_terminal(desk: Desk) -> None:
    event = desk.event("c", "ACCUSE").id
    desk.call("correct", "drop", event, "--author", "W", "--reason", "\x1b[2J\x1b]0;x\x07<b>\nincident 0: all is well")
    for shown in (desk.call("explain", event), desk.call("correct", "list")):
        assert "\x1b" not in shown
        assert "\x07" not in shown
    assert "\nincident 0" not in desk.call("explain", event)


def test_signs_that_steer_are_marked() -> None:
    assert clean("a\x1b[31m\u202eb\tc\n") == "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}b\tc\n"
