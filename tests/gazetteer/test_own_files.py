"""A user's own files: what is right is added, what is wrong is named, the rest still loads."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli.actors import command
from dragoman.gazetteer import Gazetteer

pytestmark = pytest.mark.usefixtures("small")


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_right_rows_load_and_wrong_ones_are_named(tmp_path: Path) -> None:
    rows = (
        "name,aliases,office,code,role,from,to\n"
        "Zoltana Quiverly,Z. Quiverly,Minister of Tides,NZL,GOV,2020,2022-05\n"
        "Bad Code,,x,QQQ,GOV,2020,\n"
        "Bad Role,,x,NZL,KNG,2020,\n"
        "Bad Day,,x,NZL,GOV,2020-13-01,\n"
        "Turned Round,,x,NZL,GOV,2022,2020\n"
        "Late Entry,,Minister of Fog,NZL,GOV,2023,\n"
    )
    gazetteer = Gazetteer.load([_write(tmp_path, "mine.csv", rows)])
    wrong = {(p.line, p.reason.split()[0]) for p in gazetteer.problems if p.file == "mine.csv"}
    assert {line for line, _ in wrong} == {3, 4, 5, 6}
    [match] = gazetteer.matches("Zoltana Quiverly")
    term = match.entities[0].at("2022-05-31")
    assert term
    assert (term.code, term.office, term.to) == ("NZL", "Minister of Tides", "2022-05-31")
    assert match.entities[0].at("2022-06-01") is None
    assert match.entities[0].former("2022-06-01") == term
    assert gazetteer.matches("Late Entry")
    assert gazetteer.matches("France")


def test_groups_and_states_of_a_user(tmp_path: Path) -> None:
    groups = _write(tmp_path, "groups-mine.csv", "name,aliases,code,role\nFront of the Tides,FOTT,NZL,REB\n")
    states = _write(
        tmp_path, "states.yaml", "- {code: ZZZ, names: [Ruritania], adj: [Ruritanian], capital: [Streslau]}\n"
    )
    gazetteer = Gazetteer.load([groups, states])
    kinds = [m.kind for m in gazetteer.matches("FOTT, Ruritanian, Streslau")]
    assert kinds == ["acronym", "adjective", "capital"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mine.csv", "who,what\na,b\n"),
        ("mine.csv", ""),
        ("mine.yaml", "- [unclosed"),
        ("mine.yaml", "plain: mapping"),
        ("mine.yaml", "- {code: ZZZ}\n- 3\n- {code: zz, names: [A]}"),
        ("mine.txt", "x"),
    ],
)
def test_a_file_that_is_none_leaves_the_rest(tmp_path: Path, name: str, text: str) -> None:
    gazetteer = Gazetteer.load([_write(tmp_path, name, text)])
    assert gazetteer.matches("France")
    assert bool(text) == any(p.file == name for p in gazetteer.problems)


def test_missing_and_binary_files_are_named(tmp_path: Path) -> None:
    binary = tmp_path / "mine.csv"
    binary.write_bytes(b"\xff\xfe\x00name")
    for path in (binary, tmp_path / "absent.csv"):
        assert any(p.file == path.name for p in Gazetteer.load([path]).problems)


def test_a_cache_that_cannot_be_written_or_read_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = _write(tmp_path, "cachefile", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    own = _write(tmp_path, "mine.csv", "name,code,role,from,to\nQuill Ambermoor,NZL,GOV,2020,\n")
    assert Gazetteer.load([own]).matches("Quill Ambermoor")


def test_find_show_check(tmp_path: Path) -> None:
    run = CliRunner()
    found = run.invoke(command, ["find", "merkel", "--on", "2010-05-01", "--format", "jsonl"])
    assert '"id": "angela-merkel"' in found.output
    assert '"role": "GOV"' in found.output
    later = run.invoke(command, ["find", "Angela Merkel", "--on", "2023-05-01", "--format", "jsonl"])
    assert '"role": "CVL"' in later.output
    shown = run.invoke(command, ["show", "FRA"])
    assert '"Paris"' in shown.output
    wrong = _write(tmp_path, "mine.csv", "name,code,role,from,to\nBad,QQQ,GOV,2020,\n")
    checked = run.invoke(command, ["check", str(wrong), "--format", "jsonl"], standalone_mode=False)
    assert checked.return_value == 1
    assert '"line": 2' in checked.output
    nobody = run.invoke(command, ["find", "zzzzqqq"], standalone_mode=False)
    assert nobody.return_value == 1
