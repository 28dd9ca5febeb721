from hypothesis import given
from hypothesis import strategies as st

from dragoman.link import originals
from dragoman.link.copies import copies_of
from dragoman.records import Document

WIRE = (
    "Canada suspended arms exports to Turkey on Tuesday after Canadian sensors had been found in drones over the "
    "mountains. The foreign minister said that all licences would be looked at once more before the summer."
)
OTHER = (
    "Voters in Slovenia elected a new parliament on Sunday. The governing party lost a third of its seats, and talks "
    "on a coalition are expected to last for weeks."
)


def test_each_way_of_copying_is_found() -> None:
    first, second = WIRE.split(". ", 1)
    copies = [
        WIRE,
        first + ".",
        "Ottawa acts\n" + WIRE,
        f"{second} {first}.",
        f"OTTAWA (Quay Wire) - {WIRE} Sign up for our letter.",
        WIRE.replace("Tuesday", "Wednesday"),
    ]
    assert copies_of([WIRE, OTHER, *copies]) == dict.fromkeys(range(2, 2 + len(copies)), 0)


def test_other_reports_of_the_same_act_are_no_copies() -> None:
    assert (
        copies_of([WIRE, "Ottawa halted exports of weapons to Turkey on Tuesday, and Ankara called that unfriendly."])
        == {}
    )


def test_a_quotation_is_no_copy() -> None:
    assert copies_of([WIRE, OTHER * 9 + WIRE[:60]]) == {}


def test_short_and_empty_texts() -> None:
    assert copies_of(["", "", "No news", "No news", "News"]) == {3: 2}


def document(name: str, text: str, day: str | None) -> Document:
    return Document(name, name, text, published=day)


def test_the_original_is_the_earlier_and_not_weeks_older() -> None:
    assert originals([document("b", WIRE, "2024-03-02"), document("a", WIRE, "2024-03-03")]) == {"a": "b"}
    assert originals([document("a", WIRE, "2023-03-02"), document("b", WIRE, "2024-03-03")]) == {}
    assert originals([]) == {}


@given(st.lists(st.sampled_from([WIRE, OTHER, WIRE[:90], "News", ""]), max_size=10), st.integers(0, 10))
def test_later_texts_do_not_change_what_earlier_ones_copy(texts: list[str], kept: int) -> None:
    full = copies_of(texts)
    assert {c: o for c, o in full.items() if c < kept} == copies_of(texts[:kept])
    assert all(o < c for c, o in full.items())
