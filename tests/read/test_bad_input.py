"""Input that cannot be read gets one sentence; everything else is still read."""

import gzip
import io
import json
import lzma
import sys
from pathlib import Path

import pytest
import zstandard

from dragoman.read import ReadError, ReadOptions, Skipped, Warned, read_inputs
from dragoman.records import Document

TEXT = "The council of ministers met on Monday and agreed to send two ships to the strait."
GOOD = json.dumps({"id": "good", "text": TEXT}) + "\n"


def read(*inputs: Path | str, **options: object) -> tuple[list[Document], list[Skipped]]:
    said: list[Skipped] = []
    documents = list(read_inputs(list(inputs), ReadOptions(**options), said.append))  # type: ignore[arg-type]
    return documents, said


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


LONG = "".join(json.dumps({"id": f"d{i}", "text": f"{TEXT} {i * 7919}"}) + "\n" for i in range(3000)).encode()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.html", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("report.pdf", b"%PDF-1.7\n" + b"x" * 500, "PDF"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "image"),
        ("menu.txt", "Home\nNews\nSport\n", "no article"),
        ("menu.html", "<html><body><ul><li>Home</li></ul></body></html>", "no article"),
        ("events.tsv", "a\tb\tc\n" * 20, "table"),
        ("deep.html", "<html><body>" + "<div>" * 100_000 + "x", "nested"),
        ("feed.xml", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss><channel/></rss>', "entities"),
        ("none.xml", '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>', "no entries"),
        ("cut.jsonl.xz", cut(lzma.compress(LONG)), "damaged or cut short"),
        ("cut.jsonl.gz", cut(gzip.compress(LONG)), "damaged or cut short"),
        ("cut.jsonl.zst", cut(zstandard.compress(LONG)), "damaged or cut short"),
        ("spoilt.gz", b"\x1f\x8b\x08\x00" + b"spoilt" * 50, "damaged or cut short"),
    ],
)
def test_bad_file_gets_one_sentence_and_the_next_is_read(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    bad = write(tmp_path, name, data)
    good = write(tmp_path, "good.jsonl", GOOD)
    documents, said = read(bad, good)
    assert documents[-1].name == "good"
    assert [s.name for s in said] == [str(bad)]
    assert words in said[0].reason
    assert "\n" not in said[0].reason


def test_missing_file_and_unreadable_name(tmp_path: Path) -> None:
    documents, said = read(tmp_path / "nowhere.txt", "a\x00b", write(tmp_path, "good.jsonl", GOOD))
    assert len(documents) == 1
    assert [s.name for s in said] == [str(tmp_path / "nowhere.txt"), "a\x00b"]


def test_documents_before_the_cut_are_kept(tmp_path: Path) -> None:
    documents, said = read(write(tmp_path, "cut.jsonl.gz", cut(gzip.compress(LONG))))
    assert documents[0].name == "d0"
    assert len(documents) > 500
    assert len(said) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("not json", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('{"id": 1}', "lacks a `text`"),
        ('{"text": 5}', "not a string"),
        ('{"text": "  "}', "empty"),
        ('{"text": "half \\ud800 pair"}', "surrogate"),
        ('{"text": ' + "[" * 200_000, "nested"),
        ('{"text": "x", "n": ' + "9" * 10_000 + "}", "not JSON"),
    ],
)
def test_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: str, words: str) -> None:
    path = write(tmp_path, "some.jsonl", GOOD + line + "\n" + GOOD.replace("good", "after"))
    documents, said = read(path)
    assert [d.name for d in documents] == ["good", "after"]
    assert [s.name for s in said] == [f"{path}, line 2"]
    assert words in said[0].reason


def test_line_that_is_not_utf8(tmp_path: Path) -> None:
    path = write(tmp_path, "some.jsonl", GOOD.encode() + '{"text": "Überfall"}\n'.encode("latin-1") + GOOD.encode())
    documents, said = read(path)
    assert len(documents) == 2
    assert "UTF-8" in said[0].reason


def test_many_bad_lines_are_counted_not_listed(tmp_path: Path) -> None:
    _, said = read(write(tmp_path, "some.jsonl", "nonsense\n" * 500 + GOOD))
    assert len(said) < 40
    assert "480" in said[-1].reason


def test_one_endless_line_is_passed_over_without_being_held(tmp_path: Path) -> None:
    path = write(tmp_path, "long.jsonl", b'{"text": "' + b"x" * 3_000_000 + b'"}\n' + GOOD.encode())
    documents, said = read(path, max_line=100_000)
    assert [d.name for d in documents] == ["good"]
    assert said[0].name == f"{path}, line 1"


def test_page_above_the_limit(tmp_path: Path) -> None:
    documents, said = read(write(tmp_path, "long.txt", "word " * 100_000), max_bytes=100_000)
    assert not documents
    assert "more than" in said[0].reason


def test_decompression_bomb_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.read.source._BOMB_FROM", 1_000_000)
    bomb = write(tmp_path, "bomb.jsonl.xz", lzma.compress(GOOD.encode() + b"\n" * 3_000_000, preset=1))
    documents, said = read(bomb, write(tmp_path, "good.jsonl", GOOD))
    assert [d.name for d in documents] == ["good", "good"]
    assert "expands" in said[0].reason


def test_date_that_is_none_is_a_warning_and_the_document_stays(tmp_path: Path) -> None:
    path = write(tmp_path, "some.jsonl", json.dumps({"id": "a", "text": TEXT, "date": "2024-02-31"}) + "\n" + GOOD)
    documents, said = read(path)
    assert [(d.name, d.published) for d in documents] == [("a", None), ("good", None)]
    assert isinstance(said[0], Warned)
    assert "2024-02-31" in said[0].reason


def test_strict_stops_with_one_clear_sentence(tmp_path: Path) -> None:
    path = write(tmp_path, "some.jsonl", GOOD + "nonsense\n")
    with pytest.raises(ReadError, match=r"some\.jsonl, line 2: it is not JSON"):
        read(path, strict=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Der Bundeskanzler hat am Montag in Berlin erklärt, dass die Regierung die Lieferungen an das Nachbarland "
            "nicht einstellen werde. Die Opposition kritisierte den Beschluss und verlangte eine Abstimmung.",
            "de",
        ),
        (
            "Президент заявил в понедельник, что переговоры с соседней страной будут продолжены, несмотря на протесты.",
            "ru",
        ),
        ("国务院总理星期一在北京表示，政府将继续与邻国进行谈判，并呼吁各方保持克制，避免局势进一步升级。" * 3, "zh"),
    ],
)
def test_other_language_is_set_aside(tmp_path: Path, text: str, code: str) -> None:
    path = write(tmp_path, "some.jsonl", json.dumps({"id": "other", "text": text}) + "\n" + GOOD)
    documents, said = read(path)
    assert [d.name for d in documents] == ["good"]
    assert f"`{code}`" in said[0].reason
    documents, said = read(path, any_language=True)
    assert documents[0].language == code
    assert not said


@pytest.mark.parametrize(
    "text",
    [
        "Putin, Xi Jinping, Erdoğan, Lula da Silva, Macron: Kremlin, Beijing, Ankara, Brasília, Paris.",
        "Protesters clash with police in Ouagadougou, Bobo-Dioulasso.",
        "Al-Shabaab militants kill 14 in Mogadishu.",
        "FC Bayern München beats Real Madrid 2-1 in Champions League semi-final at Allianz Arena, München.",
    ],
)
def test_short_english_full_of_names_is_not_set_aside(tmp_path: Path, text: str) -> None:
    documents, said = read(write(tmp_path, "some.jsonl", json.dumps({"id": "a", "text": text})))
    assert len(documents) == 1
    assert not said


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(GOOD.encode() + b"nonsense\n")

    monkeypatch.setattr(sys, "stdin", Stdin())
    documents, said = read("-")
    assert [d.name for d in documents] == ["good"]
    assert [s.name for s in said] == ["standard input, line 2"]


def test_many_faulty_entries_of_a_feed_are_counted_not_listed(tmp_path: Path) -> None:
    feed = '<?xml version="1.0"?><rss version="2.0"><channel>' + "<item></item>" * 300 + "</channel></rss>"
    _, said = read(write(tmp_path, "feed.xml", feed))
    assert len(said) < 40
    assert "280" in said[-1].reason
