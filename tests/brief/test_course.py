"""The course of the level in words: its numbers stay on the scale they are numbers of."""

import re
from datetime import date, timedelta
from pathlib import Path

from dragoman.brief import gather
from dragoman.brief.course import between
from dragoman.gazetteer import Gazetteer
from tests.measure.toy import Row, store_of

START = date(2015, 1, 1)
WEEKS, WAR = 40, range(16, 24)


def rows() -> list[Row]:
    """Aid week by week, and eight weeks of war."""
    out: list[Row] = []
    for week in range(WEEKS):
        day = (START + timedelta(weeks=week)).isoformat()
        kind, mode = ("ASSAULT", "aerial") if week in WAR else ("AID", None)
        for n in range(4 if week in WAR else 1):
            out.append((day, "RUS", "TUR", kind, mode, f"Matter {week}-{n} is told of Russia and Turkey."))
    return out


def test_a_band_ends_where_the_scale_ends(tmp_path: Path) -> None:
    brief = gather(store_of(tmp_path / "war.duckdb", rows()), ["RUS", "TUR"], Gazetteer.load(), since="2015-01-01")
    assert min(n.low for n in brief.numbers) < -10.0  # what is fitted knows of no end
    low = next(t.what for t in brief.turns if t.what.startswith("low"))
    assert "between -10.0 and" in low
    assert brief.chart is not None
    told = [low, *(line.text for line in brief.summary), *(mark.label for mark in brief.chart.marks)]
    assert len(told) > WEEKS // 2
    for text in told:
        band = re.search(r"between (\S+) and ([-+][\d.]+)", text)
        assert not band or all(-10.0 <= float(b) <= 10.0 for b in band.groups()), text


def test_a_band_in_words() -> None:
    assert between(-11.2, -7.6) == "between -10.0 and -7.6"
    assert between(8.04, 10.7, 2) == "between +8.04 and +10.00"
