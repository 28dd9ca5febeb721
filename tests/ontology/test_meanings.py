"""Every code that the product prints means something in words."""

import pytest

from dragoman.ontology import Ontology, meaning, meanings
from dragoman.records import PRECISIONS, REASONS, STATUSES


@pytest.mark.parametrize(
    ("of", "codes"),
    [
        ("types", tuple(Ontology.load().kinds)),
        ("statuses", STATUSES),
        ("reasons", (*REASONS, "none")),
        ("precisions", PRECISIONS),
    ],
)
def test_every_code_has_its_meaning_and_no_other_has(of: str, codes: tuple[str, ...]) -> None:
    assert tuple(meanings(of)) == codes
    assert all(text and text == text.strip(" .") for text in meanings(of).values())


def test_a_code_that_nobody_knows_means_nothing() -> None:
    assert meaning("statuses", "fleem") == ""
