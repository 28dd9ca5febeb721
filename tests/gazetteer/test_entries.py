"""Every entry of the gazetteer: its form, its terms, and that its names find it."""

from itertools import pairwise

import pytest

from dragoman.gazetteer import Gazetteer
from dragoman.gazetteer.compiled import DATA, read_all


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_no_entry_of_the_package_is_wrong(gazetteer: Gazetteer) -> None:
    assert [str(p) for p in gazetteer.problems] == []


def test_every_state_of_the_united_nations_is_there(gazetteer: Gazetteer) -> None:
    states = [e for e in gazetteer.entities() if e.kind == "state"]
    assert len(states) == 195  # 193 members, the Holy See and Palestine
    assert all(e.id == e.terms[0].code for e in states)


def test_terms_of_bodies_and_groups_do_not_overlap(gazetteer: Gazetteer) -> None:
    wrong = []
    for entity in gazetteer.entities():
        if entity.kind == "person":
            continue
        terms = sorted(entity.terms, key=lambda t: t.from_ or "")
        for one, other in pairwise(terms):
            # a dissolved state ends on the day its successor begins
            if one.to is None or other.from_ is None or one.to > other.from_:
                wrong.append(entity.id)
    assert wrong == []


def test_the_example_of_a_row_names_its_entity(gazetteer: Gazetteer) -> None:
    entries = [entry for entry in read_all()[0] if entry.file.endswith(".csv")]
    wrong = [
        (entry.file, entry.line, example)
        for entry in entries
        for example in entry.examples
        if not any(entity.id == entry.id for match in gazetteer.matches(example) for entity in match.entities)
    ]
    assert sum(len(entry.examples) for entry in entries) > 50
    assert wrong == []


def test_an_office_is_held_once_at_a_time_by_a_person(gazetteer: Gazetteer) -> None:
    wrong = []
    for entity in gazetteer.entities():
        held: dict[tuple[str, str | None], str] = {}
        for term in sorted(entity.terms, key=lambda t: t.from_ or "") if entity.kind == "person" else ():
            key = (term.code, term.office)
            if term.office and term.from_ and held.get(key, "") > term.from_:
                wrong.append((entity.id, term.office, term.from_))
            held[key] = max(held.get(key, ""), term.to or "9999")
    assert wrong == []


def test_every_name_finds_its_entity(gazetteer: Gazetteer) -> None:
    entries, _ = read_all()
    never = {w.strip() for w in (DATA / "never.txt").read_text(encoding="utf-8").replace("\n", ",").split(",")}
    missed = []
    for entry in entries:
        for name, kind in entry.names:
            if kind in ("place", "surname") and name in never:
                continue
            if not any(e.id == entry.id for m in gazetteer.matches(f"It was {name}.") for e in m.entities):
                missed.append((entry.file, entry.line, name, kind))
    assert missed == []


def test_a_name_alone_stands_for_its_entity_on_its_own_days(gazetteer: Gazetteer) -> None:
    wrong = []
    for entity in gazetteer.entities():
        for term in entity.terms:
            day = term.from_ or term.to
            held = entity.at(day)
            if day and (held is None or (held.from_ or "") > day):
                wrong.append((entity.id, day))
    assert wrong == []


def test_ids_are_unique(gazetteer: Gazetteer) -> None:
    ids = [e.id for e in gazetteer.entities()]
    assert len(ids) == len(set(ids))
