"""The terms of office of persons: form, dates, and that one office has one holder at a time."""

import csv
from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import pytest

from dragoman.gazetteer.compiled import DATA, read_all
from dragoman.gazetteer.entries import ROLES, bare, day, slug
from dragoman.gazetteer.organisations import ORGANISATIONS

HEADER = ["name", "aliases", "office", "code", "role", "from", "to"]
# Offices that one person holds at a time.  "Member of the Presidency", "Deputy Prime Minister" and the like are not.
SINGLE = frozenset(
    """Amir|Chancellor|Chancellor of the Exchequer|Crown Prince|Defence Minister|Defence Secretary|Emir|Emperor
    Foreign Minister|Foreign Secretary|Governor General|Grand Duke|King|Monarch|Pope|Premier|President|Prime Minister
    Prince|Secretary of Defense|Secretary of State|Secretary-General|Secretary General|Sultan|Supreme Leader|Taoiseach
    Vice President of the United States|White House Chief of Staff""".replace("\n", "|").split("|")
)
HANDOVER = 7  # days by which predecessor and successor may overlap
# The few who served two states; anybody else whose rows name two states is two persons under one name.
TWO_STATES = frozenset(
    """Mark Carney|Mikheil Saakashvili|Denis Pushilin|Leonid Pasechnik|Deng Alor|Salva Kiir|Stanley Fischer""".split(
        "|"
    )
)


class Row(NamedTuple):
    name: str
    aliases: str
    office: str
    code: str
    role: str
    start: str
    end: str
    where: str


def _rows() -> list[Row]:
    rows = []
    for path in sorted((DATA / "terms").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle)
            header = next(reader)
            assert header in (HEADER, [*HEADER, "example"]), path.name
            for cells in reader:
                if cells[0].startswith("#"):
                    continue
                where = f"{path.name}:{reader.line_num}"
                assert len(cells) == len(header), where
                rows.append(Row._make((*cells[: len(HEADER)], where)))
    return rows


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return _rows()


@pytest.fixture(scope="module")
def states() -> frozenset[str]:
    entries, _ = read_all()
    return frozenset(code for e in entries if e.kind in ("state", "defacto", "territory") for code, *_ in e.terms)


def test_there_are_thousands_of_terms(rows: list[Row]) -> None:
    assert len(rows) > 9000


def test_cells_have_their_form(rows: list[Row], states: frozenset[str]) -> None:
    wrong = []
    for row in rows:
        start, end = day(row.start, last=False), day(row.end, last=True)
        cells = (row.name, row.office, row.start, *row.aliases.split("|")) if row.aliases else (row.name, row.office)
        if (
            row.role not in ROLES
            or (row.code not in states and row.code not in ORGANISATIONS)
            or not all(cells)
            or any(cell != cell.strip() for cell in cells)
            or (start or "") > (end or "9999")
        ):
            wrong.append(row)
    assert wrong == []


def test_no_row_stands_twice(rows: list[Row]) -> None:
    seen: dict[tuple[str, ...], str] = {}
    twice = []
    for row in rows:
        key = (row.name, *row[2:7])
        if key in seen:
            twice.append((seen[key], row.where))
        seen[key] = row.where
    assert twice == []


def test_one_name_is_one_person(rows: list[Row], states: frozenset[str]) -> None:
    names: dict[str, set[str]] = defaultdict(set)
    held: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        names[slug(row.name)].add(row.name)
        if row.code in states:
            held[row.name].add(row.code)
    assert [found for found in names.values() if len(found) > 1] == []
    assert {name for name, codes in held.items() if len(codes) > 1} <= TWO_STATES


def test_a_full_alias_is_nobody_elses_name(rows: list[Row]) -> None:
    names = {bare(row.name): slug(row.name) for row in rows if "(" not in row.name}
    namesakes = {bare(row.name) for row in rows if "(" in row.name}
    wrong = {
        (row.where, alias)
        for row in rows
        for alias in row.aliases.split("|")
        if alias in names and names[alias] != slug(row.name) and alias not in namesakes
    }
    assert wrong == set()


def test_an_office_has_one_holder_at_a_time(rows: list[Row]) -> None:
    terms: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.office in SINGLE:
            terms[row.code, row.office].append(row)
    wrong = []
    for holders in terms.values():
        # a date without its day is taken as late (beginning) or early (end) as it may have been
        holders.sort(key=lambda r: r.start)
        for one, other in pairwise(holders):
            end, start = day(one.end, last=False) or "9999-12-31", day(other.start, last=True) or "0001-01-01"
            if (date.fromisoformat(end) - date.fromisoformat(start)).days > HANDOVER:
                wrong.append((one.where, one.name, other.where, other.name))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "office", "on"),
    [
        ("Kofi Annan", "Secretary-General", "2003-03-20"),
        ("Angela Merkel", "Chancellor", "2015-09-04"),
        ("Joko Widodo", "President", "2018-06-12"),
        ("Ismail Haniyeh", "Prime Minister", "2006-07-01"),
        ("Ellen Johnson Sirleaf", "President", "2011-10-07"),
    ],
)
def test_known_holders(rows: list[Row], name: str, office: str, on: str) -> None:
    assert any(r.name == name and r.office == office and r.start <= on <= (r.end or "9999") for r in rows)
