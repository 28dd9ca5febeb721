"""Days far from all reports: a series is not drawn over centuries of silence, a report of tomorrow is named."""

from pathlib import Path

import pytest

from tests.cli.conftest import Desk, write


def test_a_series_as_of_a_far_day_ends_a_year_after_the_last_report(desk: Desk) -> None:
    rows = desk.call("relations", "KEN", "UGA", "--as-of", "2999-12-31", "--format", "csv").splitlines()
    assert len(rows) < 60
    assert rows[-1].startswith("2025-02-")
    near = desk.call("relations", "KEN", "UGA", "--as-of", "2024-06-30", "--format", "csv").splitlines()
    assert near[-1].startswith("2024-06-24")


def test_a_claim_as_of_a_far_day_has_no_evidence(desk: Desk, tmp_path: Path) -> None:
    said = desk.call("check", "Relations between Kenya and Uganda are improving", "--as-of", "2999-12-31")
    assert "not enough evidence" in said
    desk.call("brief", "--about", "KEN,UGA", "--as-of", "2999-12-31", "-o", tmp_path / "x.html")
    assert (tmp_path / "x.html").stat().st_size < 500_000


@pytest.mark.parametrize(("day", "named"), [("2099-02-05", True), ("2024-02-05", False)])
def test_reports_dated_after_today_are_named(desk: Desk, tmp_path: Path, day: str, named: bool) -> None:
    path = write(tmp_path / "r.jsonl", ("late", day, "Kenya thanked Uganda for its help.", "Quay Wire"))
    desk.call("run", path, "--workers", 1)
    assert ("after today (late: 2099-02-05)" in desk.err) is named
