"""Tables of reports, and fields that the user calls as they like."""

import json
from pathlib import Path

import pytest

from dragoman.read import ReadOptions, Skipped, read_inputs
from dragoman.records import Document

TEXT = "Peru expelled two envoys, “spies” as it said,\nand closed the border posts."
OWN = (("text", "Body"), ("date", "pub_date"), ("id", "doc_id"), ("outlet", "paper"), ("title", "headline"))


def read(path: Path, columns: tuple[tuple[str, str], ...] = ()) -> tuple[list[Document], list[Skipped]]:
    said: list[Skipped] = []
    return list(read_inputs([path], ReadOptions(columns=columns), said.append)), said


def table(separator: str, *rows: tuple[str, ...]) -> str:
    return "".join(separator.join(f'"{c}"' if separator in c or "\n" in c else c for c in r) + "\r\n" for r in rows)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_with_names_of_ones_own(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "corpus.csv"
    rows = (("doc_id", "pub_date", "headline", "body", "paper"), ("a", "2026-03-03", "", TEXT, "Quay"))
    path.write_bytes(table(separator, *rows, ("", "", "", "", "")).encode(encoding))
    documents, said = read(path, OWN)
    assert not said
    assert [(d.name, d.published, d.outlets) for d in documents] == [("a", "2026-03-03", ("Quay",))]
    assert documents[0].text == TEXT


def test_a_table_with_our_names_needs_no_more(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv"
    path.write_text(table("\t", ("text", "date"), ("Peru expelled two envoys.", "2026-03-03")), encoding="utf8")
    assert [(d.name, d.published) for d in read(path)[0]] == [("corpus.tsv:2", "2026-03-03")]


def test_a_table_without_reports_says_which_columns_it_has(tmp_path: Path) -> None:
    path = tmp_path / "corpus.csv"
    path.write_text("doc_id,body\n1,Peru expelled two envoys.\n", encoding="utf8")
    documents, said = read(path)
    assert not documents
    assert "--column text=NAME, of doc_id, body" in said[0].reason


@pytest.mark.parametrize("bad", ['"x', "\0", "b,\n" + "y" * 3_000], ids=["quote", "nul", "endless"])
def test_a_broken_table_gives_what_stands_before(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "corpus.csv"
    path.write_text(f"id,text\na,Peru expelled two envoys.\nb,{bad}" + ",\n" * 1000, encoding="utf8")
    said: list[Skipped] = []
    documents = list(read_inputs([path], ReadOptions(max_line=2_000), said.append))
    assert [d.name for d in documents[:1]] == (["a"] if bad != "\0" else [])
    assert said
    assert all("\n" not in s.reason for s in said)


def test_an_empty_row_and_a_day_of_two_readings_are_named(tmp_path: Path) -> None:
    path = tmp_path / "corpus.csv"
    path.write_text("id,date,text\na,2026-03-03,\nb,3/4/2026,Peru expelled two envoys.\n", encoding="utf8")
    documents, said = read(path)
    assert [(d.name, d.published) for d in documents] == [("b", None)]
    assert [s.name.rsplit(", ")[-1] for s in said] == ["line 2", "line 3"]
    assert "as 2024-03-28 is" in said[1].reason


def test_json_lines_with_names_of_ones_own_and_with_ours(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    own = {
        "doc_id": 7,
        "pub_date": "2026-03-03",
        "body": "Peru expelled two envoys.",
        "publisher": "x",
        "paper": "Quay",
    }
    ours = {"id": "b", "date": "2026-03-04", "text": "Chile expelled two envoys."}
    path.write_text(f"{json.dumps(own)}\n{json.dumps(ours)}\n", encoding="utf8")
    documents, _ = read(path, OWN)
    assert [(d.name, d.published, d.outlets) for d in documents] == [
        ("7", "2026-03-03", ("Quay",)),
        ("b", "2026-03-04", ()),
    ]
    _, said = read(path)
    assert "it lacks a `text`; where the text has another name, say so: --column text=NAME" in said[0].reason
