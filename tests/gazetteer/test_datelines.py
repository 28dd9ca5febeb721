"""Where a report was written: found at the head of a line, told from titles and quoted speakers."""

import pytest

from dragoman.gazetteer import Gazetteer
from dragoman.gazetteer.datelines import dateline_end, datelines

FOUND = [
    ("LOMÉ - Soldiers fired.", "LOMÉ - "),
    ("LOME - Soldiers fired.", "LOME - "),
    ("LIMA, Peru (AFP) - Miners marched.", "LIMA, Peru (AFP) - "),
    ("DAR ES SALAAM, Tanzania — Police fired.", "DAR ES SALAAM, Tanzania — "),
    ("QUITO, March 3 (EFE) -- Judges resigned.", "QUITO, March 3 (EFE) -- "),
    ("Manila, 3 May (Xinhua) -- Nurses walked out.", "Manila, 3 May (Xinhua) -- "),
    ("HARARE: The cabinet met.", "HARARE: "),
    ("US - China talks", None),
    ("Mr Banda (Zambia) said no.", None),
    ("Police in LIMA - fired.", None),
    ("", None),
]


@pytest.mark.parametrize(("line", "dateline"), FOUND)
def test_a_dateline_is_found(line: str, dateline: str | None) -> None:
    assert line[: dateline_end(line)] == (dateline or "")


def test_each_line_may_have_one() -> None:
    text = "Miners march\nLIMA - Miners marched.\nHARARE: Nurses walked out."
    assert [text[a:b] for a, b in datelines(text)] == ["LIMA - ", "HARARE: "]


def test_its_town_is_looked_up_in_title_case() -> None:
    found = Gazetteer.load().matches("HARARE - Nurses walked out.")
    assert [m.start for m in found] == [0]


@pytest.mark.parametrize("text", ["A" * 100_000, "AB " * 40_000, "LIMA, " * 20_000])
def test_a_long_line_costs_nothing(text: str) -> None:
    assert dateline_end(text) == 0
