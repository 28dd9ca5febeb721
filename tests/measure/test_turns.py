"""Turns told by acts: what a steady mix gives is none, what breaks with it is one."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.special import gammaln

from dragoman.measure.series import Series, dyad_series
from dragoman.measure.statespace import Prior
from dragoman.measure.surges import log_gamma, surges
from dragoman.measure.turning import LEAST_TURN, turning_points
from tests.measure.test_measures import act

START = date(2014, 1, 6)
PRIOR = Prior(mean=0.2, damping=0.97)
KINDS = (("CONSULT", 2.5), ("ACCUSE", -2.0), ("REJECT", -2.0), ("AGREE", 2.5), ("SANCTION", -5.5), ("ASSAULT", -9.0))
SHARES = (0.4, 0.25, 0.15, 0.1, 0.05, 0.05)


def day(week, of_week=0):
    return date.fromordinal(START.toordinal() + 7 * week + of_week).isoformat()


def series_of(rows, weeks=400) -> Series:
    """``rows`` are (week, kind, score)."""
    acts = [act(day(t, k % 7), score, kind=kind, number=k) for k, (t, kind, score) in enumerate(sorted(rows))]
    series = dyad_series("AAA", "BBB", acts, first=START, last=date.fromisoformat(day(weeks - 1)), prior=PRIOR)
    assert series is not None
    return series


def words(*, every, weeks, first=0, kind="ACCUSE", score=-2.0):
    return [(t, kind, score) for t in range(first, weeks, every)]


def found(series, direction):
    return [t.date for t in turning_points(series) if t.direction == direction]


@pytest.mark.parametrize(("before", "after"), [(0.4, 0.4), (0.3, 3.0), (3.0, 0.3)])
def test_a_steady_mix_raises_hardly_a_turn_whatever_its_coverage(before, after):
    rng = np.random.default_rng(11)
    turns = near = 0
    for _ in range(12):
        rate = np.where(np.arange(400) < 200, before, after)
        kinds = [KINDS[k] for k in rng.choice(len(KINDS), size=3000, p=SHARES)]
        weeks = np.repeat(np.arange(400), rng.poisson(rate))
        series = series_of([(int(t), *kind) for t, kind in zip(weeks, kinds, strict=False)])
        at = [series.calendar.index(turn.date) for turn in turning_points(series)]
        turns += len(at)
        near += any(abs(t - 200) <= 8 for t in at)
    assert near <= 1
    assert turns <= 6  # in 92 years


def test_a_first_assault_is_a_turn_and_one_more_accusation_is_not():
    past = words(every=9, weeks=380)
    (war,) = found(series_of([*past, (320, "ASSAULT", -9.0), (321, "ASSAULT", -9.0)]), "down")
    assert day(320) <= war <= day(320, 6)
    assert found(series_of([*past, (320, "ACCUSE", -2.0), (321, "ACCUSE", -2.0)]), "down") == []


def test_the_graver_the_likelier():
    past = words(every=9, weeks=380)

    def of(score):
        return max(s.turn for s in surges(series_of([*past, (320, "X", score), (321, "X", score)])) if s.t == 320)

    assert of(-9.0) > of(-6.0) > of(-3.5) > of(-2.0)


def test_a_war_that_goes_on_is_one_turn():
    war = [(t, "ASSAULT", -9.0) for t in range(200, 290) for _ in range(2)]
    series = series_of([*words(every=8, weeks=200, kind="CONSULT", score=2.5), *war])
    assert len(found(series, "down")) == 1


def test_fewer_hostile_acts_are_no_turn_for_the_worse():
    series = series_of([*words(every=1, weeks=200), *words(every=12, first=200, weeks=400)])
    assert all(s.turn < LEAST_TURN for s in surges(series) if s.sign < 0 and s.t >= 150)
    assert found(series, "down") == []


def test_nothing_is_a_turn_before_there_is_a_before():
    assert turning_points(series_of([(3, "ASSAULT", -9.0), (4, "ASSAULT", -9.0)], weeks=60)) == ()


def test_more_acts_of_the_same_kinds_are_no_turn_where_hardly_any_were_told():
    rng = np.random.default_rng(5)
    near = 0
    for _ in range(20):
        rate = np.where(np.arange(400) < 200, 0.04, 0.4)
        weeks = np.repeat(np.arange(400), rng.poisson(rate))
        kinds = [KINDS[k] for k in rng.choice(len(KINDS), size=len(weeks), p=SHARES)]
        series = series_of([(int(t), *kind) for t, kind in zip(weeks, kinds, strict=True)])
        near += any(abs(series.calendar.index(turn.date) - 200) <= 8 for turn in turning_points(series))
    assert near <= 2


def test_a_war_of_those_who_always_quarrel_is_a_turn_though_envoys_come_too():
    past = words(every=6, weeks=300)
    acts = ("ASSAULT", -9.0), ("ASSAULT", -9.5), ("CONSULT", 2.5)
    war = [(t, *kind) for t in (301, 302, 303, 304) for kind in acts]
    turn = max(turning_points(series_of([*past, *war])), key=lambda t: t.probability)
    assert (turn.direction, turn.date[:7]) == ("down", day(301)[:7])
    assert turn.probability > 0.9


def test_a_war_after_an_earlier_conflict_is_surely_a_turn_in_the_week_it_breaks_out():
    quarrel = words(every=6, weeks=300)
    conflict = [(t, "ASSAULT", -9.0) for t in range(100, 116)]
    threats = [(t, "MOBILIZE", -6.5) for t in (296, 298)]
    war = [(t, "ASSAULT", -9.0) for t in range(300, 390) for _ in range(8 if t < 304 else 2)]
    talks = [(t, "CONSULT", 2.5) for t in range(301, 390, 2)]
    turns = turning_points(series_of([*quarrel, *conflict, *threats, *war, *talks]))
    (turn,) = (t for t in turns if t.direction == "down" and t.date >= day(292))
    assert day(300) <= turn.date <= day(300, 6)
    assert turn.probability > 0.9


def test_of_two_turns_of_one_day_the_likelier_stands():
    past = words(every=20, weeks=380, kind="REQUEST", score=0.0)
    both = [(320, "ASSAULT", -9.5), (320, "AID", 5.0)]
    days = [t.date for t in turning_points(series_of([*past, *both, *both]))]
    assert len(days) == len(set(days))


@pytest.mark.parametrize(("score", "ties", "direction"), [(-6.0, -1, "down"), (2.5, 1, "up")])
def test_relations_broken_off_or_restored_say_more_than_other_acts_of_their_tone(score, ties, direction):
    rows = [(t, "REQUEST", 0.0) for t in range(0, 390, 30)]
    plain = series_of([*rows, (320, "X", score)])
    acts = tuple(tuple(replace(a, ties=ties) if a.type == "X" else a for a in week) for week in plain.acts)
    (other,) = (s.turn for s in surges(plain) if s.t == 320)
    (turn,) = turning_points(replace(plain, acts=acts))
    assert turn.direction == direction
    assert turn.probability > 1.5 * other


def test_the_logarithm_of_the_gamma_function_is_that_of_scipy():
    x = np.logspace(-6, 6, 400)
    assert log_gamma(x) == pytest.approx(gammaln(x), rel=1e-12, abs=1e-12)
