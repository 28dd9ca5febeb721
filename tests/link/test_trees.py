"""Trees over likenesses: what they answer, and that the answer taken apart adds up to it."""

import math
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.trees import WITHOUT, of_numbers, trees

# one tree asks for "names", then, where there are some, for "busy"; the other for "copy"
NUMBERS: dict[str, Any] = {
    "start": -2.0,
    "names": ["names", "busy", "copy"],
    "trees": [
        [[0, 0.5, 0.3], [-0.4], [1, 2.0, 1.0], [1.6], [0.2]],
        [[2, 0.5, 0.01], [0.0], [0.9]],
    ],
}


def answer(numbers: dict[str, Any], found: dict[str, float]) -> float:
    """What the trees say, by the leaves that are reached."""

    def leaf(nodes: list[list[float]], at: int) -> tuple[float, int]:
        """The value of the leaf below the node at ``at``, and the place behind all that is below it."""
        if len(nodes[at]) == 1:
            return nodes[at][0], at + 1
        low, middle = leaf(nodes, at + 1)
        high, end = leaf(nodes, middle)
        return (high if found.get(numbers["names"][int(nodes[at][0])], 0.0) > nodes[at][1] else low), end

    return float(numbers["start"]) + sum(leaf(nodes, 0)[0] for nodes in numbers["trees"])


def test_a_likeness_has_the_change_that_its_question_makes() -> None:
    shares = of_numbers(NUMBERS).shares({"names": 1.0, "busy": 3.0})
    assert math.isclose(shares["names"], 0.7)
    assert math.isclose(shares["busy"], -0.8)
    assert math.isclose(sum(shares.values()), -1.8)
    assert "copy" not in shares  # its share is small


def test_what_is_not_there_is_named_as_that() -> None:
    shares = of_numbers(NUMBERS).shares({"copy": 1.0})
    assert math.isclose(shares[f"{WITHOUT}names"], -0.7)
    assert math.isclose(shares["copy"], 0.89)
    assert "names" not in shares


def test_what_must_be_named_is_named() -> None:
    shares = of_numbers(NUMBERS).shares({"names": 0.1, "site same": 1.0}, frozenset({"site same", "place same"}))
    assert shares["site same"] == 0.0
    assert "place same" not in shares


@given(st.dictionaries(st.sampled_from(["names", "busy", "copy", "other"]), st.floats(-5, 5)))
def test_shares_add_up_to_the_answer(found: dict[str, float]) -> None:
    shares = of_numbers(NUMBERS).shares(found, frozenset({"busy"}))
    assert math.isclose(sum(shares.values()), answer(NUMBERS, found), abs_tol=1e-9)


def test_the_package_has_trees_for_pairs_of_one_text_and_of_several() -> None:
    assert set(trees()) == {"one text", "several texts"}
    for kept in trees().values():
        assert len(kept.roots)
        assert math.isfinite(sum(kept.shares({"bias": 1.0, "type same": 1.0}).values()))
