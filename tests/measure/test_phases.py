from datetime import date

import numpy as np
import pytest

from dragoman.measure.phases import lows, phases
from dragoman.measure.series import dyad_series
from dragoman.measure.statespace import Prior
from dragoman.measure.surges import surges
from dragoman.measure.turning import level_draws, turning_points
from tests.measure.test_measures import act, weekly

PRIOR = Prior(mean=0.5, damping=0.97)


def fitted(acts, **options):
    series = dyad_series("AAA", "BBB", acts, prior=PRIOR, **options)
    assert series is not None
    return series, level_draws(series)


def named(acts, **options):
    return [(p.name, p.first) for p in phases(*fitted(acts, **options))]


def test_a_war_between_good_years_is_a_low_a_rupture_and_a_crisis():
    acts = weekly([3.0] * 30 + [-9.0] * 20 + [3.0] * 40)
    series, drawn = fitted(acts)
    (low,) = lows(series, drawn)
    assert low.first <= "2020-08-10"
    assert low.date >= "2020-08-03"
    assert low.last <= "2020-12-31"
    assert low.low < low.level < low.high < 0
    assert low.probability > 0.9
    names = [name for name, _ in named(acts)]
    assert names[:2] == ["rupture", "crisis"]
    assert names[-1] == "rapprochement"
    highs = lows(series, drawn, sign=-1)
    assert len(highs) == 2  # the years on either side
    assert all(h.level > 2 for h in highs)


def test_silence_is_no_thaw():
    acts = weekly([-9.0] * 20)
    assert {name for name, _ in named(acts, last=date(2023, 1, 1))} <= {"crisis", "rupture"}
    thawing = [*acts, *(act(f"2020-{m:02}-15", 2.5, kind="CONSULT") for m in (7, 8, 9))]
    assert "thaw" in {name for name, _ in named(thawing, last=date(2020, 10, 1))}


def test_a_steady_tone_has_no_phases_and_no_lows():
    rng = np.random.default_rng(1)
    acts = weekly(list(rng.normal(1.0, 0.5, 80)))
    assert named(acts) == []
    assert lows(*fitted(acts)) == ()


@pytest.mark.parametrize(("before", "after"), [(1, 10), (10, 1)])
def test_more_or_fewer_reports_of_the_same_tone_are_told_as_coverage(before, after):
    scores = [-9.0, 2.5, -2.0, 4.0]
    days = [date.fromordinal(date(2018, 1, 1).toordinal() + 7 * t) for t in range(140)]
    acts = [
        act(day.isoformat(), scores[(t + k) % 4], kind="ACCUSE", number=k)
        for t, day in enumerate(days)
        for k in range(before if t < 110 else after)
    ]
    series, _ = fitted(acts)
    at = [s for s in surges(series) if 108 <= s.t <= 114]
    assert at
    assert all(s.turn < 0.3 for s in at)


def test_the_first_war_of_a_quiet_pair_is_a_turn():
    acts = [act("2016-02-01", 2.5, kind="CONSULT"), act("2019-03-04", -9.0, kind="ASSAULT")]
    series, _ = fitted(acts, first=date(2015, 1, 1), last=date(2019, 12, 1))
    assert ("2019-03-04", "down") in [(t.date, t.direction) for t in turning_points(series)]
