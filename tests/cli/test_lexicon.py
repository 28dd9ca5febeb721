from pathlib import Path

import pytest

from dragoman.cli import main


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["lexicon", *args])
    out, err = capsys.readouterr()
    return int(stop.value.code or 0), out, err


def test_try_prints_the_event_and_its_frame(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "try", "Norway condemned the coup in Mali.", "--format", "jsonl")
    assert status == 0
    assert '"ACCUSE"' in out
    assert "ACCUSE:condemn" in out


def test_explain_shows_the_entries_of_a_predicate(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "explain", "veto", "--format", "jsonl")
    assert status == 0
    assert '"mode": "veto"' in out
    assert run(capsys, "explain", "fleem")[0] == 1


def test_check_names_the_entry_that_comes_out_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.yaml"
    entry = "- lemma: fleem\n  type: ACCUSE\n  example: Norway fleemed Sweden.\n  codes: {}\n"
    own.write_text(entry.format("NOR > SWE"), encoding="utf-8")
    assert run(capsys, "check", str(own))[0] == 0
    own.write_text(entry.format("SWE > NOR"), encoding="utf-8")
    status, out, err = run(capsys, "check", str(own), "--format", "jsonl")
    assert status == 1
    assert "NOR:GOV > SWE:GOV" in out
    assert "0 of 1" in err


@pytest.mark.parametrize("text", ["- lemma: fleem\n", "just a word", "- [1, 2", "- lemma: fleem\n  type: NO\n"])
def test_a_wrong_file_gets_one_sentence(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    status, _, err = run(capsys, "check", str(own))
    assert status == 1
    assert err.startswith("dragoman: own")


def test_a_date_that_is_none_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "try", "Norway condemned Mali.", "--date", "soon")[0] == 2
