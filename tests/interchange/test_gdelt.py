"""Tables of GDELT: parties by their codes, days, what is no such table."""

import lzma
from pathlib import Path

import pytest

from dragoman.gazetteer import Gazetteer
from dragoman.interchange.gdelt import HEADER, WIDTHS, read_gdelt
from dragoman.interchange.icews import FormatError, ImportReport
from dragoman.ontology import Ontology
from dragoman.records import Coded
from dragoman.store import Store
from tests.cli.conftest import call

GAZETTEER, ONTOLOGY = Gazetteer.load(), Ontology.load()
PERU, CHILE = {6: "PERUVIAN POLICE", 7: "PER", 12: "COP"}, {16: "CHILE", 17: "CHL"}


def row(number: int, cells: dict[int, str], *, width: int = 58, url: str = "https://www.quay.example/1") -> str:
    whole = {0: str(number), 1: "20140301", width - 2: "20140303", width - 1: url} | cells
    return "\t".join(whole.get(n, "") for n in range(width)) + "\n"


def read(path: Path, text: str) -> tuple[list[Coded], ImportReport]:
    path.write_text(text, encoding="utf8")
    report = ImportReport()
    return list(read_gdelt(path, GAZETTEER, ONTOLOGY, report)), report


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_a_row_is_an_event_of_two_parties(tmp_path: Path, width: int) -> None:
    [coded], _ = read(tmp_path / "a.csv", row(7, PERU | CHILE | {26: "112"}, width=width))
    [event] = coded.events
    assert (event.type, event.actors[0].code, event.actors[0].role) == ("ACCUSE", "PER", "COP")
    assert (event.recipients[0].code, event.recipients[0].role) == ("CHL", "GOV")
    assert event.date
    assert (event.date.from_, coded.document.published) == ("2014-03-01", "2014-03-03")
    assert (coded.document.name, coded.document.outlets) == ("gdelt-7", ("quay.example",))
    words = coded.document.text
    assert words[event.actors[0].start : event.actors[0].end] == "PERUVIAN POLICE"
    assert words[event.recipients[0].start : event.recipients[0].end] == "CHILE"


def test_rows_that_are_none_are_counted(tmp_path: Path) -> None:
    header = "\t".join([*HEADER, *map(str, range(53))]) + "\n"
    rows = (
        row(1, PERU | CHILE | {26: "010"}),
        row(2, PERU | CHILE | {26: "999"}),
        row(3, {6: "POLICE", 12: "COP", 26: "112"}),
        row(4, PERU | {1: "20141301", 26: "112"}),
        row(5, PERU | {26: "112"}),
        "x\ty\n",
    )
    found, report = read(tmp_path / "a.tsv", header + "".join(rows))
    assert [c.document.name for c in found] == ["gdelt-5"]
    assert not found[0].events[0].recipients
    assert report.statements == 1
    assert sum(report.skipped.values()) == 4


@pytest.mark.parametrize("text", ["id,text\n1,x\n", "a\tb\n", "\0\1\n"])
def test_what_is_no_such_table_says_what_was_expected(tmp_path: Path, text: str) -> None:
    with pytest.raises(FormatError, match="no GDELT data; expected 58 or 61 columns"):
        read(tmp_path / "a.csv", text)


def test_an_import_is_stored_once(tmp_path: Path) -> None:
    path, store = tmp_path / "a.tsv.xz", tmp_path / "s.duckdb"
    rows = row(1, PERU | CHILE | {26: "112", 56: "20140301"}) + row(
        2, CHILE | {6: "PERU", 7: "PER", 26: "042"}, url="x"
    )
    path.write_bytes(lzma.compress(rows.encode()))
    for _ in range(2):
        assert call("import", "gdelt", path, "--store", store) == 0
    assert {e.type for e in Store(store).records("events")} == {"ACCUSE", "CONSULT"}
    assert call("relations", "PER", "CHL", "--store", store) == 0
