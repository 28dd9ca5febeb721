from dataclasses import replace

import pytest

from dragoman.link import Report
from dragoman.link.compare import features
from dragoman.link.items import Item, Vocabulary, around, counted_in, item_of, names_of, sites_of, stem
from dragoman.records import Coder, Document, Event, Span


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rebels took the village of Tervala near Monday market", ["tervala"]),
        ("the envoy met Anwen Prys. Later he left", ["anwen", "pry"]),
        ("Soldiers left", []),  # a capital at the beginning of a sentence says nothing
    ],
)
def test_names_are_words_with_a_capital_within_a_sentence(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_around_gives_the_words_beside_the_trigger_alone() -> None:
    sentence = " ".join(f"w{n}" for n in range(60))
    start = sentence.index("w30")
    words = around(sentence, start, start + 3).split()
    assert "w30" not in words
    assert {"w29", "w31"} <= set(words)
    assert not {"w1", "w59"} & set(words)


def test_counted_numbers_stand_with_what_is_counted_and_years_do_not() -> None:
    counted = counted_in("killed 14 soldiers and three civilians in 2019")
    assert counted["soldi"] == {"14"}
    assert counted["civilian"] == {"3"}
    assert not any("2019" in numbers for numbers in counted.values())


def item(name: str, **given: object) -> Item:
    base = Item(
        name,
        name,
        "kill",
        (0, 9),
        {},
        {},
        type="ASSAULT",
        agents=frozenset({("SYR", "state")}),
        first=7,
        last=7,
        precise=2,
    )
    return replace(base, **given)  # type: ignore[arg-type]


def test_the_same_count_speaks_for_one_act_and_another_against_it() -> None:
    ten, twelve = {"soldier": frozenset({"10"})}, {"soldier": frozenset({"12"})}
    assert "count same" in (features(item("a", counted=ten), item("b", counted=ten)) or {})
    assert "count other" in (features(item("a", counted=ten), item("b", counted=twelve)) or {})
    updated = features(item("a", counted=ten), item("b", counted=twelve, update=True)) or {}
    assert "count other" not in updated  # a toll that rises is of the same act


def test_common_acts_count_against_one_more_report() -> None:
    rare, common = (features(item("a"), item("b", busy=n)) or {} for n in (0, 40))
    assert rare["busy"] < common["busy"]


def test_another_place_and_another_side_are_told() -> None:
    kawa, dorin = frozenset({"kawa"}), frozenset({"dorin"})
    assert "site other" in (features(item("a", sites=kawa), item("b", sites=dorin)) or {})
    assert "site same" in (features(item("a", sites=kawa), item("b", sites=kawa)) or {})
    rebels, army = frozenset({("SYR", "armed")}), frozenset({("SYR", "state")})
    turned = features(item("a", agents=rebels, patients=army), item("b", agents=army, patients=rebels)) or {}
    assert "sides turned" in turned


def test_sites_are_the_names_behind_words_of_place() -> None:
    assert sites_of("a raid on a market in the Kawa camp near Dorin") == ["kawa", "dorin"]


def test_what_is_common_in_news_is_known_before_the_first_text() -> None:
    known = Vocabulary.of_language().rarity(["talk", "zorvik"])
    assert known["talk"] < known["zorvik"]


def test_the_act_of_a_light_verb_is_known_by_its_noun() -> None:
    text = "In May Kenya launched three night strikes near Tervala."
    document = Document("d", "d", text, published="2020-05-05")
    end = text.index(" near")
    event = Event(
        *("e", "d", "ASSAULT", None, "happened", (), ()),
        Span(text.index("launched"), end),
        Span(0, len(text)),
        *("ASSAULT", 4, -9.0, 0.9),
        Coder("ASSAULT:launch.1:launch", "1"),
        signs=("depth 0", "main clause", "telling strike"),
    )
    made = item_of(Report(event, "2020-05-05", (), document), Vocabulary.of_language(), {}, {})
    assert made.trigger == stem("strike")
    assert made.told == ("told main clause",)
    assert made.past
    assert made.counted["night"] == {"3"}  # what stands between verb and noun counts
    other = replace(event, signs=("depth 0",))
    assert item_of(Report(other, "2020-05-05", (), document), Vocabulary.of_language(), {}, {}).trigger == stem(
        "launch"
    )
