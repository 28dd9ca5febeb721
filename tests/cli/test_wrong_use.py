"""What is typed wrongly gets one sentence and status 2; hostile words reach no terminal."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli.output import to_csv
from dragoman.errors import clean
from tests.cli.conftest import REPORTS, Desk, write


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
        "relations KEN UGA --from 2024-03-01 --to 2024-02-01",
        "relations KEN UGA --from 2024-03-01 --as-of 2024-02-01",
        "relations KEN UGA --as-of 1990-01-01",
        "panel --from 2024-03-01 --to 2024-02-01",
        "panel -o no/such/folder.csv",
        "stories --from 2024-03-01 --to 2024-02-01",
        "brief --about KEN -o x.html --from 2024-03-01 --as-of 2024-02-20",
        "brief --about KEN -o x.html --as-of 1990-01-01",
        "support KEN --as-of 1990-01-01",
        "support KEN --group NOPE",
        "recode --actors none-such.csv",
        "recode --lexicon none-such.yaml",
        "recode --actors .",
        "check --claims none-such.jsonl",
        "check --claims .",
    ],
)
def test_one_sentence(desk: Desk, line: str) -> None:
    desk.call(*line.split(), status=2)
    assert desk.err.startswith("dragoman: ")
    assert desk.err.count("\n") == 1
    assert not desk.out


@pytest.mark.parametrize(("command", "status"), [("recode --lexicon {}", 1), ("support KEN --weights {}", 2)])
def test_a_day_that_is_none_in_a_file_of_ones_own_is_one_sentence(
    desk: Desk, tmp_path: Path, command: str, status: int
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("a: 9999-99-99\n", encoding="utf-8")
    desk.call(*command.format(path).split(), status=status)
    assert desk.err.startswith("dragoman: ")
    assert desk.err.count("\n") == 1


def test_a_claim_that_is_no_text_is_one_sentence(desk: Desk) -> None:
    desk.call("check", "Kenya-Uganda relations \udcff worsen", status=2)
    assert "UTF-8" in desk.err
    assert desk.err.count("\n") == 1


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


@pytest.mark.parametrize("day", ["relations KEN UGA", "support KEN", "brief --about KEN -o x.html"])
def test_a_day_before_all_reports_is_said_to_be_one(desk: Desk, day: str) -> None:
    desk.call(*day.split(), "--as-of", "1990-01-01", status=2)
    assert "nothing in it was published by 1990-01-01, its first report is of 2024-02-05" in desk.err


def test_a_mode_belongs_to_its_type(desk: Desk) -> None:
    event = desk.event("c", "ACCUSE").id
    desk.correct(event, "--mode", "veto", status=2)
    assert "veto is a mode of" in desk.err
    assert "not of ACCUSE" in desk.err
    desk.correct(event, "--type", "CONSULT", "--mode", "veto", status=2)
    assert desk.event("c", "ACCUSE").mode != "veto"
    desk.correct(event, "--type", "REJECT", "--mode", "veto")
    assert desk.event("c", "REJECT").mode == "veto"
    desk.correct(event, "--mode", "abstain")  # judged by the type as it was corrected


@pytest.mark.parametrize("line", ["not json", "[1]", '{"claim": 3}', '{"claim": "Kenya accused Uganda", "as_of": [1]}'])
def test_a_wrong_line_of_claims_is_named_and_the_others_judged(desk: Desk, tmp_path: Path, line: str) -> None:
    path = tmp_path / "claims.jsonl"
    good = json.dumps({"id": 1, "claim": "Relations between Kenya and Uganda are improving"})
    path.write_text(f"{good}\n{line}\n", encoding="utf8")
    out = desk.call("check", "--claims", path, "--format", "jsonl", status=3)
    assert [json.loads(x)["id"] for x in out.splitlines()] == [1]
    assert "claims.jsonl, line 2: " in desk.err
    path.write_text(f"{line}\n" * 40, encoding="utf8")
    assert desk.call("check", "--claims", path, status=1) == ""
    assert "20 more lines" in desk.err
    assert "holds no claim that can be judged" in desk.err


def test_where_nothing_is_to_be_stored_no_store_is_made(desk: Desk, tmp_path: Path) -> None:
    empty, new = tmp_path / "empty.jsonl", tmp_path / "new.duckdb"
    empty.write_text("")
    for path in (empty, tmp_path / "none-such.jsonl"):
        desk.call("run", path, "--store", new, store=False, status=1)
        assert not new.exists()
        assert "no store was made" in desk.err


def test_strict_stops_in_one_sentence(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "reports.jsonl", *REPORTS)
    path.write_text(path.read_text() + "\n{broken\n")
    for command in (("read",), ("code",), ("run", "--store", tmp_path / "new.duckdb", "--workers", 1)):
        desk.call(*command, path, "--strict", store=False, status=1)
        assert desk.err.startswith("dragoman: ")
        assert "line 6" in desk.err
        assert desk.err.count("\n") == 1


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (lambda p: p.mkdir(), "is a folder"),
        (lambda p: p.write_text('{"a": 1}\n' * 9), "is no store"),
        (lambda p: p.write_bytes(b"PAR1" * 9), "is no store"),
        (lambda p: p.parent.rmdir(), "there is no folder"),
    ],
)
@pytest.mark.parametrize("suffix", ["duckdb", "jsonl", "parquet"])
def test_what_can_be_no_store(desk: Desk, tmp_path: Path, put, said: str, suffix: str) -> None:
    path = tmp_path / "deep" / f"s.{suffix}"
    path.parent.mkdir()
    put(path)
    before = path.read_bytes() if path.is_file() else None
    reports = write(tmp_path / "reports.jsonl", *REPORTS)
    desk.call("run", reports, "--workers", 1, "--store", path, store=False, status=1)
    assert said in desk.err
    assert desk.err.count("\n") == 1
    assert before is None or path.read_bytes() == before


def test_binary_that_calls_itself_jsonl_is_told_once(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_bytes(bytes(range(256)) * 40)
    desk.call("read", path, store=False, status=1)
    assert "it is binary" in desk.err
    assert desk.err.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("line", ["run reports.jsonl --workers 1", "correct drop ID --reason x", "recode --workers 1"])
def test_a_store_that_may_not_be_written_says_so(desk: Desk, tmp_path: Path, line: str) -> None:
    write(tmp_path / "reports.jsonl", *REPORTS)
    words = line.replace("ID", desk.event("c", "ACCUSE").id).replace("reports", f"{tmp_path}/reports").split()
    desk.path.chmod(0o444)
    desk.call(*words, status=1)
    assert f"you may not write to {desk.path}" in desk.err


def test_a_file_that_may_not_be_written_is_named(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, *args: object, **more: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_text", denied)
    desk.call("brief", "--about", "KEN", "-o", tmp_path / "x.html", status=1)
    assert f"you may not read or write {tmp_path / 'x.html'};" in desk.err


def test_what_is_printed_for_machines_steers_no_terminal_and_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    said = "Kenya accused \u202eUganda\u2069 of theft on Friday.\x9b2J"
    path = write(tmp_path / "r.jsonl", ("a", "2024-02-05", said, "Quay\u202e Wire"))
    out = desk.call("read", path, store=False)
    assert json.loads(out)["text"] == said
    out += desk.call("code", path, "--kind", "event", store=False)
    assert not set("\u202e\u2069\x9b") & set(out)


@pytest.mark.parametrize("word", ["a" * 3_000_000, "Kenya " * 10_000, "<b>" * 60_000, "“" * 200_000])
def test_a_word_or_line_without_end_is_read_and_stored(desk: Desk, tmp_path: Path, word: str) -> None:
    path = write(tmp_path / "r.jsonl", ("long", "2024-02-05", f"Kenya accused Uganda of theft.\n{word}", "Quay Wire"))
    desk.call("run", path, "--workers", 1)
    assert desk.event("long", "ACCUSE").actors[0].code == "KEN"
    desk.call("brief", "--about", "KEN,UGA", "-o", tmp_path / "x.html")
    assert (tmp_path / "x.html").stat().st_size < 500_000


def test_no_cell_of_csv_is_a_formula_and_numbers_stay_numbers() -> None:
    told = ["=1+1", "+cmd", "-2+3", "@x", "\t=1", "-3.5", "+12%", "a=b", "-", "", "—"]
    cells = to_csv([{"n": x} for x in told]).splitlines()[1:]
    assert cells == ["'=1+1", "'+cmd", "'-2+3", "'@x", "'\t=1", "-3.5", "+12%", "a=b", "'-", '""', "—"]
    assert to_csv([{"n": -3.5}]).splitlines()[1] == "-3.5"


def test_exported_csv_holds_no_formula_and_other_formats_the_text_as_it_is(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", ("=1+1", "2024-02-06", "Kenya accused Uganda of theft.", "@Quay"))
    desk.call("run", path, "--workers", 1)
    for form in ("csv", "jsonl"):
        desk.call("export", form, "-o", tmp_path / "out", "--table", "documents")
    assert '"\'=1+1"' in (tmp_path / "out" / "documents.csv").read_text(encoding="utf8")
    names = [json.loads(x)["name"] for x in (tmp_path / "out" / "documents.jsonl").read_text("utf8").splitlines()]
    assert "=1+1" in names


def test_a_name_of_a_file_cannot_drive_the_terminal_and_stays_one_line(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "\x9b2J\u202e\nx.txt"
    path.write_text("")
    desk.call("read", path, store=False, status=1)
    assert desk.err.count("\n") == 1
    assert not set("\x9b\u202e") & set(desk.err)


def test_a_name_with_nul_is_one_sentence(desk: Desk) -> None:
    desk.call("export", "csv", "-o", "a\0b", status=2)
    assert desk.err.count("\n") == 1
    assert "NUL" in desk.err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_none(desk: Desk, day: str) -> None:
    desk.call("support", "KEN", "--as-of", day, status=2)
    assert "is no day" in desk.err


@pytest.mark.parametrize("column", ["body", "body=", "nothing=body"])
def test_a_column_that_is_none(desk: Desk, column: str) -> None:
    desk.call("read", "x.csv", "--column", column, store=False, status=2)
    assert "is no FIELD=NAME, as text=body" in desk.err


def test_a_byte_order_mark_before_claims_is_no_word(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps({"id": 1, "claim": "Kenya accused Uganda"}) + "\r\n", encoding="utf-8-sig")
    assert "Kenya accused Uganda" in desk.call("check", "--claims", path)


def test_nobody_who_reads_the_output_is_no_error(desk: Desk) -> None:
    command = f'"{sys.executable}" -m dragoman panel --store "{desk.path}"'
    for there in (f"{command} >&-", f"({command}; echo $? >&2) | true"):
        done = subprocess.run(["sh", "-c", there], capture_output=True, text=True, check=False)
        assert done.returncode == 0
        assert done.stderr.strip() in ("", "0")
