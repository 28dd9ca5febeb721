"""What the words say that only the later report has."""

import csv
from pathlib import Path

import pytest

from dragoman.link import compare
from dragoman.link.items import Item, plain_words


def item(sentence: str, document: str = "a", number: int = 0, type_: str = "ASSAULT") -> Item:
    return Item(
        id=f"{document}{number}",
        document=document,
        trigger="strike",
        sentence=(100 * number, 100 * number + 50),
        words={},
        story={},
        type=type_,
        agents=frozenset({("COD", "armed")}),
        plain=plain_words(sentence),
    )


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Rebels shell Goma again.", {"rebels", "shell", "again"}),
        ("On 3 May guns fired 20 rounds at Uvira", {"on", "guns", "fired", "rounds", "at"}),
        ("", set()),
    ],
)
def test_names_and_numbers_are_no_plain_words(sentence: str, words: set[str]) -> None:
    assert plain_words(sentence) == words


def test_only_words_that_the_earlier_report_has_not_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "_words", lambda: ({"again": -0.5, "shell": 9.0}, {"again": -0.2, "shell": 9.0}))
    first, second = item("Rebels shell Goma."), item("They shell Goma again.", "b")
    assert compare.new_words(first, second, None) == -0.5
    assert compare.new_words(first, second, "one text") == -0.2
    assert compare.new_words(second, first, None) == 0.0
    assert compare.new_words(first, second, "bare") == 0.0


def test_the_words_are_a_share_of_the_score(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = item("Rebels shell Goma."), item("They shell Goma again.", "b")
    monkeypatch.setattr(compare, "_words", lambda: ({}, {}))
    without = compare.compare(first, second)
    monkeypatch.setattr(compare, "_words", lambda: ({"again": -0.5}, {}))
    with_it = compare.compare(first, second)
    assert without is not None
    assert "new words" not in without
    assert with_it == without | {"new words": -0.5}


def test_the_list_holds_each_word_once_and_no_name() -> None:
    path = Path(compare.__file__).with_name("words.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = [row["word"] for row in rows]
    assert words == sorted(set(words))
    for row in rows:
        assert row["word"].islower()
        assert max(abs(float(row["weight"])), abs(float(row["one text"]))) < 2  # no word decides alone
