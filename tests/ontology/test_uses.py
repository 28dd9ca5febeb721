"""Frames by the words that a sentence must have for them to fit."""

import pytest

from dragoman.ontology import Uses
from dragoman.ontology.frames import frames_of

ENTRIES = [
    {"lemma": "zorble", "type": "AID", "object": ["rice", "flour"]},
    {"lemma": "zorble", "type": "ASSAULT", "object": "@actor"},
    {"lemma": "zorble", "type": "COERCE", "object": ["ship", "rice"], "not_with": ["crew"]},
    {"lemma": "zorble off", "type": "REJECT", "to": ["dock"]},
    {"lemma": "zorble", "type": "CONSULT", "not_object": ["flour"]},
]


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ({"the", "crew"}, ["ASSAULT", "CONSULT"]),
        ({"rice"}, ["AID", "ASSAULT", "COERCE", "CONSULT"]),
        ({"flour", "off"}, ["AID", "ASSAULT", "CONSULT"]),
        ({"dock", "off"}, ["ASSAULT", "REJECT", "CONSULT"]),
    ],
)
def test_frames_are_found_by_the_words_that_they_need(words: set[str], types: list[str]) -> None:
    uses = Uses(f for n, e in enumerate(ENTRIES) for f in frames_of(e, f"own:{n}", {}))
    assert [f.type for f in uses.possible(words)] == types


def test_few_frames_are_all_tried() -> None:
    uses = Uses(f for n, e in enumerate(ENTRIES[:2]) for f in frames_of(e, f"own:{n}", {}))
    assert list(uses.possible(set())) == list(uses)
