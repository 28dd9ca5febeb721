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
