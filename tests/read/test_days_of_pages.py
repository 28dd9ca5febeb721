"""A page that states no day gets that of its dateline, or of its file's name."""

from pathlib import Path

import pytest

from dragoman.read import read_inputs
from dragoman.read.days import dateline_day, day_of_name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LIMA, 3 March 2026 - Peru expelled two envoys.", "2026-03-03"),
        ("Quito, Ecuador, March 3, 2026 (Quay Wire) — Ecuador recalled its envoy.", "2026-03-03"),
        ("LA PAZ (March 3, 2026) - Bolivia closed the pass.", "2026-03-03"),
        ("LIMA, March 3 (Quay Wire) - Peru expelled two envoys.", None),
        ("Peru, 3 March 2026 was the day of the vote.", None),
        ("In Lima, 3 March 2026 - a Tuesday - was quiet.", None),
        ("Aa, " * 40_000, None),
    ],
)
def test_datelines(text: str, day: str | None) -> None:
    assert dateline_day(text) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-03-03-note.txt", "2026-03-03"),
        ("20260303.html", "2026-03-03"),
        ("2026-03-99.txt", None),
        ("note-2026.txt", None),
        ("202603031.txt", None),
    ],
)
def test_names_of_files(name: str, day: str | None) -> None:
    assert day_of_name(name) == day


def test_the_dateline_goes_before_the_name(tmp_path: Path) -> None:
    words = "Peru expelled two envoys of Chile on Tuesday and closed the border posts in the south."
    (tmp_path / "2026-04-01.txt").write_text(f"LIMA, 3 March 2026 - {words}\n", encoding="utf8")
    (tmp_path / "2026-04-02.txt").write_text(f"{words}\n", encoding="utf8")
    (tmp_path / "note.txt").write_text(f"{words}\n", encoding="utf8")
    assert [d.published for d in read_inputs([tmp_path])] == ["2026-03-03", "2026-04-02", None]


@pytest.mark.parametrize("lead", ["LIMA, 3 March 2026 - Peru visits Chile.", "Peru expelled two envoys of Chile."])
def test_the_first_sentence_of_a_text_of_ones_own_is_no_headline(tmp_path: Path, lead: str) -> None:
    (tmp_path / "a.txt").write_text(
        f"{lead}\n\nChile rejected the accusation and closed its border posts in the north.\n"
    )
    [document] = read_inputs([tmp_path])
    assert document.text.startswith(lead)
    assert document.title is None


@pytest.mark.parametrize(
    "text", ["King Abdullah II of Jordan meets President Xi in Amman.", "Peru thanks Chile for it."]
)
def test_a_sentence_full_of_names_is_a_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text + "\n", encoding="utf8")
    assert [d.text for d in read_inputs([tmp_path])] == [text]
