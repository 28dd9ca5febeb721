"""The drawing of a brief: acts of one day are all to be seen, near where their score puts them."""

from datetime import date

import numpy as np
import pytest

from dragoman.brief.chart import BOTTOM, HEIGHT, TOP, Chart, level_chart
from dragoman.measure.acts import Act
from dragoman.measure.series import Calendar


def drawn(acts: list[tuple[str, float]]) -> Chart:
    """The chart of January 2024 with an act of each day and score."""
    calendar = Calendar((date(2024, 1, 1), date(2024, 1, 16)), date(2024, 1, 31))
    flat = np.zeros(2)
    made = [
        Act(str(n), day, "ACCUSE", None, "happened", 3, score, 1.0, 0.8, ("FRA",), ("ESP",), ())
        for n, (day, score) in enumerate(acts)
    ]
    return level_chart(calendar, flat, flat - 1, flat + 1, [(a, a.incident) for a in made], date(2024, 1, 1))


@pytest.mark.parametrize("count", [2, 7, 40, 400])
def test_dots_of_one_day_lie_apart_within_the_drawing(count: int) -> None:
    dots = drawn([("2024-01-10", -3.0)] * count + [("2024-01-10", -10.0)] * 2).dots
    assert len({(d.x, d.y) for d in dots}) == len(dots)
    assert all(TOP <= d.y <= HEIGHT - BOTTOM for d in dots)


def test_few_acts_of_one_day_are_hardly_moved_and_alone_not_at_all() -> None:
    alone = [d.y for score in (-3.0, 2.5, -9.0) for d in drawn([("2024-01-10", score), ("2024-01-11", -10.0)]).dots[:1]]
    assert [d.y for d in drawn([("2024-01-10", s) for s in (-3.0, 2.5, -9.0)] + [("2024-01-11", -10.0)]).dots][
        :3
    ] == alone
    pair = drawn([("2024-01-10", -3.0), ("2024-01-10", -3.0), ("2024-01-11", -10.0)]).dots
    assert pair[0].y < alone[0] < pair[1].y
    assert pair[1].y - pair[0].y <= pair[0].radius * 2
