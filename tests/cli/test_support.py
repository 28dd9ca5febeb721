"""Support for a state from the command line: months, who moved and why, groups, weights, kinds of acts, files."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Desk, call, write

# day, text; a made-up quarrel of real states in a time that never saw it
RECORD = (
    ("2031-01-06", "Portugal praised Uruguay on Monday."),
    ("2031-01-13", "Norway praised Uruguay on Monday."),
    ("2031-02-03", "Norway recalled its ambassador to Uruguay on Monday."),
    ("2031-02-03", "Sweden recalled its ambassador to Uruguay on Monday."),
    ("2031-02-05", "Portugal recalled its ambassador to Uruguay on Wednesday."),
    ("2031-02-10", "Sweden suspended arms exports to Uruguay on Monday."),
    ("2031-02-12", "Japan announced that it would suspend arms exports to Uruguay."),
    ("2031-03-03", "Ghana supplied anti-tank missiles to Uruguay on Monday."),
    ("2031-03-10", "Kenya severed diplomatic relations with Uruguay on Monday."),
    ("2031-03-12", "Fiji recognised Uruguay as an independent state on Wednesday."),
    ("2031-03-17", "The UN Security Council adopted a resolution condemning Uruguay, with Ghana abstaining."),
    ("2031-03-20", "The government of Uruguay voted to raise its own taxes."),
    ("2031-03-24", "Canada provided humanitarian aid worth $20 million to Uruguay on Monday."),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("support")
    reports = [(f"r{n}", day, text, f"Paper {n % 3}") for n, (day, text) in enumerate(RECORD)]
    store = folder / "s.duckdb"
    assert call("run", write(folder / "reports.jsonl", *reports), "--store", store, "--workers", 1) == 0
    return store


@pytest.fixture
def shown(record: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    desk = Desk(record, capsys)

    def support(*args: object, status: int = 0) -> str:
        desk.call("support", "URY", "--from", "2031-01-01", "--to", "2031-03-31", *args, status=status)
        return desk.err.strip() if status else desk.out

    return support


def test_months_say_who_moved_and_why_in_words(shown: Callable[..., str]) -> None:
    found = json.loads(shown("--format", "json"))
    months = {m["month"]: m for m in found["months"]}
    assert list(months) == ["2031-01", "2031-02", "2031-03"]
    assert all(m["low"] < m["index"] < m["high"] for m in months.values())
    assert {"NOR", "SWE"} <= set(months["2031-02"]["down"])
    assert "JPN" not in months["2031-01"]["down"]  # silence moves nobody
    assert months["2031-02"]["change"] < 0
    for month in months.values():
        named = {code for m in month["moved"] for code in [m["code"]]}
        assert named == {*month["up"], *month["down"]}
        # everyone who moved is in the reasons, and each reason has its words
        assert named <= {a for why in month["why"] for a in why["actors"]}
        assert all(why["quote"] and why["day"].startswith(month["month"]) for why in month["why"])
    assert found["breadth"]["supporters"] == len(found["supporters"])
    norway = next(s for s in found["supporters"] if s["code"] == "NOR")
    assert [row["acts"] for row in norway["series"]] == [1, 1, 0]
    table = shown()
    assert "recalled its ambassador" in table
    assert "90% band" in table


@pytest.mark.parametrize(
    ("issue", "rows"),
    [
        ("arms", [("SWE", "halts", 1), ("JPN", "announces or threatens a halt", 1), ("GHA", "supplies", 1)]),
        # two on one day came together, the third joined them
        (
            "ties",
            [
                ("NOR", "recalls or withdraws", 1),
                ("SWE", "recalls or withdraws", 1),
                ("PRT", "recalls or withdraws", 3),
                ("KEN", "breaks off", 1),
            ],
        ),
        ("recognition", [("FJI", "recognises", 1)]),
        ("aid", [("CAN", "gives", 1)]),
    ],
)
def test_acts_of_one_kind_say_who_came_first(
    shown: Callable[..., str], issue: str, rows: list[tuple[str, str, int]]
) -> None:
    found = [json.loads(line) for line in shown("--issue", issue, "--format", "jsonl").splitlines()]
    assert [(r["actor"], r["step"], r["came"]) for r in found] == rows
    assert all(r["quote"] and r["incident"] and r["outlets"] for r in found)


def test_votes_name_body_and_members(shown: Callable[..., str]) -> None:
    found = [json.loads(line) for line in shown("--issue", "votes", "--format", "jsonl").splitlines()]
    assert [(r["actor"], r["step"], r["about"]) for r in found] == [
        ("UNO", "adopts", "URY"),
        ("GHA", "abstains", "URY"),
    ]
    assert all("Security Council" in r["quote"] for r in found)


def test_a_kind_without_acts_says_so(
    shown: Callable[..., str], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown("--issue", "sanctions", "--group", "FJI", "--format", "jsonl") == ""
    desk = Desk(record, capsys)
    desk.call("support", "URY", "--issue", "votes", "--group", "JPN")
    assert "no act of this kind" in desk.err


def test_groups_by_name_and_of_ones_own(shown: Callable[..., str], tmp_path: Path) -> None:
    codes = lambda *args: {s["code"] for s in json.loads(shown(*args, "--format", "json"))["supporters"]}  # noqa: E731
    assert codes("--group", "Nordic") == {"NOR", "SWE"}
    assert codes("--group", "nato") == {"NOR", "SWE", "PRT", "CAN"}
    own = tmp_path / "own.yaml"
    own.write_text("Quay: [NOR, Kenya]\n")
    assert codes("--groups", own, "--group", "quay") == {"NOR", "KEN"}


def test_wrong_use_is_one_sentence(shown: Callable[..., str], tmp_path: Path) -> None:
    for args, told in (
        (("--group", "FOO"), "groups are EU, NATO, G7, LAS, P5"),
        (("--group", "NOR,XXQ"), "'XXQ'"),
        (("--group", ""), "names nobody"),
        (("--group", "GCC"), "no act of GCC"),
        (("--weights", "loudness"), "equal, acts, root or a file"),
        (("--from", "2031-04-09"), "after the last day"),
        (("-o", tmp_path / "a.xlsx"), "end it in .csv"),
        (("-o", tmp_path / "no" / "a.csv"), "no folder"),
    ):
        err = shown(*args, status=2)
        assert told in err
        assert len(err.splitlines()) == 1


def test_weights_of_ones_own(shown: Callable[..., str], tmp_path: Path) -> None:
    weights = tmp_path / "weights.yaml"
    weights.write_text("NOR: 3\nSweden: 1\nPRT: 0\n")
    found = json.loads(shown("--weights", weights, "--format", "json"))
    assert {s["code"]: s["share"] for s in found["supporters"]} == {"NOR": 0.75, "SWE": 0.25}
    for wrong in ("NOR: much\n", "NOR: -1\n", "- NOR\n", "NOR: .inf\n", "a: [\n"):
        weights.write_text(wrong)
        assert "USA: 334" in shown("--weights", weights, status=2)


def test_months_before_the_oldest_report_are_left_out_unless_asked_for(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(record, capsys)
    oldest = min(day for day, _ in RECORD)[:7]
    for asked, first in (((), oldest), (("--from", "2030-06-01"), "2030-06")):
        desk.call("support", "URY", *asked, "--format", "json")
        assert json.loads(desk.out)["months"][0]["month"] == first


def test_rows_and_files(shown: Callable[..., str], tmp_path: Path) -> None:
    table = list(csv.DictReader(shown("--rows", "supporters", "--format", "csv").splitlines()))
    assert {r["month"] for r in table} == {"2031-01", "2031-02", "2031-03"}
    assert {"code", "level", "low", "high", "acts"} <= set(table[0])
    acts = [json.loads(line) for line in shown("--rows", "acts", "--format", "jsonl").splitlines()]
    assert len(acts) >= 9
    assert all(a["quote"] for a in acts)
    for ending in ("csv", "parquet", "jsonl", "json"):
        shown("--rows", "acts", "-o", tmp_path / f"a.{ending}")
    read = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert [r["incident"] for r in read] == [a["incident"] for a in acts]
    assert [r["incident"] for r in json.loads((tmp_path / "a.json").read_text())] == [a["incident"] for a in acts]
    assert len(list(csv.DictReader((tmp_path / "a.csv").read_text().splitlines()))) == len(acts)


def test_relations_as_a_file_and_with_itself(record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(record, capsys)
    desk.call("relations", "NOR", "URY", "-o", tmp_path / "r.parquet")
    rows = pq.read_table(tmp_path / "r.parquet").to_pylist()
    assert {"start", "end", "level", "low", "high", "slope", "n"} <= set(rows[0])
    desk.call("relations", "URY", "Uruguay", status=2)
    assert desk.err.strip() == (
        "dragoman: URY has no relations with itself; name two states, as in: dragoman relations RUS TUR"
    )


def test_a_brief_with_a_claim(record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(record, capsys)
    page = tmp_path / "b.html"
    desk.call("brief", "--about", "Uruguay", "--claim", "Support for Uruguay is eroding", "-o", page)
    text = page.read_text(encoding="utf8")
    assert "Support for Uruguay is eroding" in text
    assert "Speaks for it" in text
    assert "abstained" in text  # the vote on it, whose report tells of no act towards it
    for args, told in (
        (("--about", "URY,Uruguay"), "no relations with itself"),
        (("--about", "URY", "--claim", "cheese is good"), "cheese"),
        (("--about", "FOO"), "no state or body is known as 'FOO'"),
    ):
        desk.call("brief", *args, "-o", tmp_path / "c.html", status=2)
        assert told in desk.err
        assert len(desk.err.strip().splitlines()) == 1 or "Accepted are:" in desk.err
        assert not (tmp_path / "c.html").exists()


def test_an_index_of_few_says_so(shown: Callable[..., str]) -> None:
    assert "So few say little" in shown("--group", "Nordic")
    assert "So few say little" not in shown()
