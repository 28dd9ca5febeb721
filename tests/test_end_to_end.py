"""The whole path through the command line, as a user walks it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLE

DRAGOMAN = [sys.executable, "-m", "dragoman"]


def call(*args: str, stdin: bytes | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*DRAGOMAN, *args], capture_output=True, input=stdin, cwd=cwd, timeout=300, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("path")


@pytest.fixture(scope="module")
def store(folder: Path) -> str:
    done = call("run", str(SAMPLE), "--store", str(folder / "s.duckdb"), "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "50 documents coded" in done.stderr
    return str(folder / "s.duckdb")


def test_code_prints_records_whose_spans_quote_the_text() -> None:
    done = call("code", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    texts = {d["id"]: d["text"] for d in map(json.loads, SAMPLE.read_text(encoding="utf8").splitlines())}
    kinds = set()
    for row in map(json.loads, done.stdout.splitlines()):
        kinds.add(row["kind"])
        text = texts[row["document"]]
        parties = [*row.get("actors", []), *row.get("recipients", [])]
        for span in (row.get("trigger"), row.get("evidence"), row.get("cue"), *parties, row):
            if isinstance(span, dict) and "start" in span:
                assert 0 <= span["start"] < span["end"] <= len(text)
        for party in parties:
            if "start" in party:
                assert text[party["start"] : party["end"]] == party["text"]
    assert kinds == {"event", "statement", "vote", "figure", "date", "quantity"}


def test_code_gives_the_same_ids_every_time() -> None:
    text = b'{"id": "a", "date": "2024-03-22", "text": "Russia and China vetoed a US draft resolution."}\n'
    first, second = call("code", "-", stdin=text), call("code", "-", stdin=text)
    assert first.stdout == second.stdout
    assert '"event"' in first.stdout


def test_explain_shows_words_rule_and_source(store: str) -> None:
    event = next(
        r for r in map(json.loads, call("code", str(SAMPLE), "--kind", "event").stdout.splitlines()) if r["actors"]
    )
    done = call("explain", event["id"], "--store", store)
    assert done.returncode == 0, done.stderr
    assert event["coder"]["rule"] in done.stdout
    assert event["document"] in done.stdout
    assert "(sample)" in done.stdout


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_export_writes_every_table(store: str, folder: Path, form: str) -> None:
    done = call("export", form, "--store", store, "-o", str(folder / form))
    assert done.returncode == 0, done.stderr
    assert (folder / form / f"events.{form}").stat().st_size > 1000
    assert (folder / form / f"incidents.{form}").exists()


def test_relations_print_one_object_on_one_line(store: str) -> None:
    done = call("relations", "Israel", "USA", "--store", store, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    found = json.loads(done.stdout)
    assert {"a", "b", "series", "turning_points", "records"} <= set(found)
    assert all(row["low"] <= row["level"] <= row["high"] for row in found["series"])


def test_check_answers_with_the_incidents_behind_the_answer(store: str) -> None:
    claim = "Russia and China vetoed a Security Council resolution"
    done = call("check", claim, "--store", store, "--as-of", "2024-03-28", "--format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["verdict"] == "supported"
    assert found["for"]
    early = json.loads(call("check", claim, "--store", store, "--as-of", "2024-03-01", "--format", "json").stdout)
    assert early["verdict"] == "not enough evidence"


def test_brief_is_one_page_that_asks_nobody(store: str, folder: Path) -> None:
    done = call("brief", "--store", store, "--about", "ISR,USA", "-o", str(folder / "b.html"))
    assert done.returncode == 0, done.stderr
    page = (folder / "b.html").read_text(encoding="utf8")
    assert "<script" not in page
    assert "src=" not in page
    assert "<mark>" in page


@pytest.mark.parametrize("command", ["read", "code", "run", "relations", "support", "check", "panel", "brief", "export",
                                     "recode", "explain", "demo", "actors", "lexicon"])  # fmt: skip
def test_help_has_an_example(command: str) -> None:
    done = call(command, "--help")
    assert done.returncode == 0
    assert "Example:" in done.stdout


def test_wrong_use_is_one_sentence_and_status_two(tmp_path: Path) -> None:
    for args in (["explain", "0" * 16], ["relations", "Atlantis", "USA"], ["nonsense"], ["code"]):
        extra = ["--store", str(tmp_path / "none.duckdb")] if args[0] in ("explain", "relations") else []
        done = call(*args, *extra)
        assert done.returncode in (1, 2)
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()


def test_bad_inputs_are_named_and_the_good_one_is_done(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "cut.jsonl.xz").write_bytes(b"\xfd7zXZ\x00\x00\x04e6\xd6\xb4F")
    (tmp_path / "bad.jsonl").write_text(
        '{"id": "x", "text": "Iran warned Israel."\n{"id": "y"}\n'
        '{"id": "z", "date": "soon", "text": "France thanked Spain."}\n'
    )
    french = (
        "Le gouvernement a annoncé mardi que les négociations avec les syndicats reprendront la semaine prochaine. " * 4
    )
    (tmp_path / "french.jsonl").write_text(json.dumps({"id": "french", "text": french}))
    names = ["missing.txt", "empty.txt", "binary.txt", "cut.jsonl.xz", "bad.jsonl", "french.jsonl"]
    done = call("run", *names, str(SAMPLE), "--store", "s.duckdb", "--workers", "1", cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    for name in names:
        assert name.split(".")[0] in done.stderr
    assert "51 documents coded" in done.stderr
    nothing = call("run", "missing.txt", "--store", "s.duckdb", cwd=tmp_path)
    assert nothing.returncode == 1
    strict = call("run", "missing.txt", str(SAMPLE), "--store", "t.duckdb", "--strict", cwd=tmp_path)
    assert strict.returncode in (1, 2)
    assert "missing.txt" in strict.stderr


def test_recode_keeps_ids(store: str, folder: Path) -> None:
    before = call("export", "csv", "--store", store, "--table", "events", "-o", str(folder / "before"))
    assert before.returncode == 0
    done = call("recode", "--store", store, "--workers", "1")
    assert done.returncode == 0, done.stderr
    call("export", "csv", "--store", store, "--table", "events", "-o", str(folder / "after"))
    ids = [
        {line.split(",")[0] for line in (folder / name / "events.csv").read_text(encoding="utf8").splitlines()}
        for name in ("before", "after")
    ]
    assert ids[0] == ids[1]
