"""How often a collection tells an act again, as it is learnt from the reports."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.repeats import MOST, WINDOW, Repeats

NEW, AGAIN = -6.0, 4.0  # scores of a report of something new, and of one that was surely told before


def learnt(scores: list[float]) -> Repeats:
    found = Repeats()
    for score in scores:
        found.add(score)
    return found


def test_a_feed_that_tells_each_act_often_is_linked_more_readily_than_a_chronicle() -> None:
    assert learnt([NEW] * 500).shift() == 0.0
    assert learnt([NEW, AGAIN, AGAIN] * 20).shift() > 1.5


def test_what_a_collection_was_long_ago_is_forgotten() -> None:
    assert learnt([AGAIN] * 500 + [NEW] * int(6 * WINDOW)).shift() == 0.0


@given(st.lists(st.floats(-100.0, 100.0), max_size=60))
def test_the_shift_has_bounds_and_what_is_kept_gives_it_again(scores: list[float]) -> None:
    found = learnt(scores)
    assert 0.0 <= found.shift() <= MOST
    assert abs(Repeats.of_counts(found.counts()).shift() - found.shift()) < 1e-6


def test_a_new_store_is_taken_for_a_feed_until_its_reports_say_otherwise() -> None:
    assert Repeats().shift() > learnt([NEW] * 20).shift() > learnt([NEW] * 150).shift() == 0.0
