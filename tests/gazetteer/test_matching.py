"""What a name in a sentence stands for: the examples of the data, and the shape of matches on any text."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.gazetteer import Gazetteer
from dragoman.gazetteer.compiled import DATA
from dragoman.gazetteer.names import fold

EXAMPLES = yaml.safe_load((DATA / "examples.yaml").read_text(encoding="utf-8"))


def _finds(text: str, day: str | None, words: str) -> list[str]:
    """Everything that the match on ``words`` stands for."""
    start = text.index(words)
    out = []
    for match in Gazetteer.load().matches(text):
        if match.start <= start < match.end or start <= match.start < start + len(words):
            if match.modifier:
                out.append("modifier")
            if match.start != start or match.end != start + len(words):
                continue
            for entity in match.entities:
                term = entity.at(day)
                out += [entity.id] + ([term.code, f"{term.code}:{term.role}"] if term else [])
    return out


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:50])
def test_example(example: Mapping[str, Any]) -> None:
    day = str(example["date"]) if "date" in example else None
    for words, expected in example["finds"].items():
        found = _finds(example["text"], day, words)
        assert (found == []) if expected == "none" else (expected in found), (words, expected, found)


_PIECES = ["Israel", "U.S.", "US-led", "al-Qaeda", "Côte d’Ivoire", "'s", " ", "-", ".", "MOSCOW", "x", "\n", "Guinea"]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=4)).map("".join))
def test_matches_are_in_order_inside_the_text_and_apart(text: str) -> None:
    reached = 0
    for match in Gazetteer.load().matches(text):
        assert reached <= match.start < match.end <= len(text)
        assert match.entities
        assert len(match.entities) == len(match.kinds) == len(set(match.entities))
        assert not (match.start and fold(text)[match.start - 1].isalnum())
        assert not (match.end < len(text) and fold(text)[match.end].isalnum())
        reached = match.end


def test_a_surname_gives_everybody_who_bears_it() -> None:
    [match] = Gazetteer.load().matches("Bush signed it.")
    assert {"george-w-bush"} <= {e.id for e in match.entities}
    assert match.kind == "surname"


def test_the_longest_name_wins() -> None:
    [match] = Gazetteer.load().matches("the Palestinian Islamic Jihad")
    assert match.entities[0].id == "palestinian-islamic-jihad"


def test_capitals_are_both_a_government_and_a_place_with_coordinates() -> None:
    [match] = Gazetteer.load().matches("Moscow")
    assert match.kinds[0] == "capital"
    place = next(e for e, kind in zip(match.entities, match.kinds, strict=True) if kind == "place")
    assert place.where
    assert place.where[0] == pytest.approx(55.75, abs=0.2)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Abu Dis", (31.76, 35.26)),
        ("Jajce", (44.34, 17.27)),
        ("Taftanaz", (36.0, 36.79)),
        ("Rikuzentakata", (39.02, 141.63)),
    ],
)
def test_small_towns_have_coordinates(name: str, where: tuple[float, float]) -> None:
    [match] = Gazetteer.load().matches(name)
    assert match.entities[0].where == pytest.approx(where, abs=0.06)


@pytest.mark.parametrize("name", ["Vostochny Cosmodrome", "Makran", "Phu Yen"])
def test_where_a_town_of_the_name_is_another_place_there_are_none(name: str) -> None:
    [match] = Gazetteer.load().matches(name)
    assert match.entities[0].kind == "place"
    assert match.entities[0].where is None


def test_members_of_a_set_depend_on_the_day() -> None:
    gazetteer = Gazetteer.load()
    assert "GBR" in gazetteer.members("EUR", "2019-01-01")
    assert len(gazetteer.members("EUR", "2024-03-22")) == 27
    assert len(gazetteer.members("NAT", "2024-03-22")) == 32
    assert set(gazetteer.members("P5")) == {"CHN", "FRA", "GBR", "RUS", "USA"}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("riot police", "COP"),
        ("troops", "MIL"),
        ("former presidents", "ELI"),
        ("supreme court", "JUD"),
        ("armed men", "UAF"),
        ("opposition lawmakers", "OPP"),
        ("ministries", "GOV"),
        ("refugees", "REF"),
        ("budget", None),
    ],
)
def test_generic_nouns_have_a_role(words: str, role: str | None) -> None:
    nominal = Gazetteer.load().nominal(words.split())
    assert (nominal.role if nominal else None) == role


COMPOUNDS = yaml.safe_load((DATA / "compounds.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("place", "example", "word"), [(row["place"], row["example"], w) for row in COMPOUNDS for w in row["words"]]
)
def test_a_name_joined_to_such_a_word_is_no_actor(place: str, example: str, word: str) -> None:
    def modifiers(words: str) -> list[bool]:
        return [m.modifier for m in Gazetteer.load().matches(example.format(words))]

    assert modifiers(word) == [True]
    assert True not in modifiers("zzz")
