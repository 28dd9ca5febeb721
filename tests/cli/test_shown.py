"""What a person sees: tables on narrow screens, why something does not count, turning points."""

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.claims.claim import ClaimError
from dragoman.claims.grammar import parse_claim
from dragoman.cli import relations
from dragoman.cli.check import cut
from dragoman.cli.output import emit, stacked
from dragoman.gazetteer import Gazetteer
from dragoman.measure.turning import TurningPoint

from .conftest import Desk, call, write


def test_a_wide_table_is_stacked_and_cuts_no_id(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["id", "who", "when", "quote"]
    row = ["0123456789abcdef", "KEN:GOV", "2024-02-05", "Kenya and Uganda held talks in Nairobi on Monday"]
    lines = list(stacked(names, [row], [16, 7, 10, 48], 30))
    assert all(len(line) <= 30 for line in lines)
    assert "0123456789abcdef  KEN:GOV" in lines
    assert "  2024-02-05" in lines
    assert " ".join(line.strip() for line in lines[-2:]) == row[3]
    emit([{f"id{n}": row[0] for n in range(12)}], "table")  # more than even 160 columns hold
    assert capsys.readouterr().out.count(row[0]) == 12


def test_a_party_named_twice_is_shown_once(capsys: pytest.CaptureFixture[str]) -> None:
    emit([{"who": [{"code": "KEN", "role": "GOV"}, {"code": "KEN", "role": "GOV"}]}], "table")
    assert capsys.readouterr().out.count("KEN:GOV") == 1


def test_turning_points_are_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(series: Any) -> list[TurningPoint]:
        return [TurningPoint("2024-02-09", "2024-02-05", "2024-02-11", "down", 0.9, -3.0, series.acts[0])]

    monkeypatch.setattr(relations, "turning_points", turned)
    shown = desk.call("relations", "KEN", "UGA")
    assert "Turning points" in shown
    assert "2024-02-09" in shown
    assert "  down" in shown or "│ down" in shown


def test_what_has_no_day_is_said_to_count_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Peru expelled two Chilean diplomats and closed all border posts in the south.", encoding="utf8")
    told = write(tmp_path / "r.jsonl", ("a", "2024-02-05", "Rebels killed five Malian villagers in Mali.", "Quay"))
    store = tmp_path / "s.duckdb"
    assert call("run", note, told, "--store", store, "--workers", 1) == 0
    assert "1 report has no day of publication (note.txt)" in capsys.readouterr().err
    assert call("relations", "PER", "CHL", "--store", store) == 2
    assert "1 that it holds of them is in reports without a day" in capsys.readouterr().err
    assert call("relations", "PER", "MLI", "--store", store) == 2
    assert "between PER and MLI\n" in capsys.readouterr().err


def test_a_group_that_nobody_knows_is_not_passed_over() -> None:
    gazetteer = Gazetteer.load()
    with pytest.raises(ClaimError, match="no group of states is known as Fleems"):
        parse_claim("Support for Israel among the Fleems is eroding", gazetteer, "2024-03-28")
    assert parse_claim("Support for Israel among EU states is eroding", gazetteer, "2024-03-28").group


def test_a_single_supporter_is_named_as_people_say_it(desk: Desk) -> None:
    told = json.loads(desk.call("check", "Uganda's support for Kenya is growing", "--format", "json"))
    assert "support of Uganda for Kenya" in told["text"]
    assert "among Uganda" not in told["text"]


def test_a_cut_quote_says_that_it_is_cut() -> None:
    assert cut("a short one") == "a short one"
    assert cut("word " * 100).endswith("word …")
    assert len(cut("word " * 100)) <= 202


def test_a_report_is_explained_by_the_name_that_a_verdict_prints(desk: Desk) -> None:
    shown = desk.call("explain", "c")
    assert "seizing three fishing boats" in shown
    assert "ACCUSE" in shown


def test_a_week_names_the_act_that_moved_it_most(desk: Desk) -> None:
    shown = desk.call("relations", "KEN", "UGA")
    assert "moved most" in shown
    assert any(desk.incident(desk.event(d, t).id).id in shown for d, t in (("c", "ACCUSE"), ("d", "REJECT")))


def test_what_is_not_known_is_not_told_as_improbable(desk: Desk) -> None:
    assert "not enough evidence, probability on what is reported 0." in desk.call("check", "Peru bombed Chile")


def test_explain_says_why_in_words(desk: Desk) -> None:
    shown = desk.call("explain", desk.incident(desk.event("b", "CONSULT").id).id)
    assert "that is    Consult: meets, visits, telephones, negotiates or mediates" in shown
    assert "status     happened: told as done" in shown
    assert "one act    For it: " in shown


def test_the_last_level_is_the_one_of_the_table_and_no_low_by_chance(desk: Desk) -> None:
    told = desk.call("relations", "KEN", "UGA")
    rows = json.loads(desk.call("relations", "KEN", "UGA", "--format", "json"))
    level = rows["series"][-1]["level"]
    assert rows["records"]["level"] == pytest.approx(level, abs=0.001)
    said = told.splitlines()[-1]
    assert said.startswith(f"The last level, {level:+.2f}, ")
    surest = max(rows["records"]["lowest_probability"], rows["records"]["highest_probability"])
    assert ("stands out neither" in said) is (surest < 0.6)
