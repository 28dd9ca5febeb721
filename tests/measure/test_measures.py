from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.measure.acts import Act, Report, load_acts
from dragoman.measure.panel import TYPES, panel
from dragoman.measure.series import Calendar, dyad_series
from dragoman.measure.statespace import Prior, draws, fit
from dragoman.measure.support import support, towards
from dragoman.measure.turning import records, turning_points
from tests.measure.toy import Row, store_of


def act(day: str, score: float, who: str = "AAA", whom: str = "BBB", kind: str = "ACCUSE", number: int = 0) -> Act:
    quad = 1 if score > 0 else 4 if score <= -5 else 3
    reports = (Report(f"e{day}{number}", f"d{day}{number}", day, ("Paper",)),)
    return Act(
        f"i{day}{who}{number}", day, kind, None, "happened", quad, score, 0.7, 0.7, tuple(who.split()),
        tuple(whom.split()), reports,
    )  # fmt: skip


def weekly(scores: list[float], first: date = date(2020, 1, 6)) -> list[Act]:
    return [act(date.fromordinal(first.toordinal() + 7 * t).isoformat(), s) for t, s in enumerate(scores)]


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 900), st.sampled_from(["day", "week", "month"]))
@settings(max_examples=60, deadline=None)
def test_every_day_of_a_calendar_is_in_the_period_that_starts_last(first, length, by):
    last = date.fromordinal(first.toordinal() + length)
    calendar = Calendar.over(first, last, by)
    for day in (first, last, date.fromordinal(first.toordinal() + length // 2)):
        t = calendar.index(day.isoformat())
        assert calendar.starts[t] <= day <= calendar.last_day(t)
    assert calendar.index(date.fromordinal(calendar.end.toordinal()).isoformat()) == -1


@given(st.integers(0, 10_000), st.sampled_from([1.0, 0.97]))
@settings(max_examples=10, deadline=None)
def test_smoothed_levels_are_the_mean_of_the_draws(seed, damping):
    rng = np.random.default_rng(seed)
    y = rng.normal(0, 3, (60, 1))
    n = (rng.random((60, 1)) < 0.6) * 1.0
    one = fit(y, n, Prior(damping=damping), robust=False)
    drawn = draws(one, 0, 4000, rng)
    spread = np.sqrt(one.variance[:, 0])
    assert np.all(np.abs(drawn.mean(axis=1) - one.level[:, 0]) < 6 * spread / np.sqrt(4000) + 1e-9)
    assert np.allclose(drawn.std(axis=1), spread, rtol=0.1)


def test_more_acts_narrow_the_band_and_leave_the_tone():
    few = dyad_series("AAA", "BBB", weekly([-2.0] * 30))
    acts = [act(a.day, a.score, number=k) for a in weekly([-2.0] * 30) for k in range(10)]
    many = dyad_series("AAA", "BBB", acts)
    assert few is not None
    assert many is not None
    assert many.deviation[15] < few.deviation[15]
    assert abs(many.level[15] - few.level[15]) < 0.7


def test_a_rupture_is_a_turn_on_its_day_and_silence_is_none():
    acts = [*weekly([2.0] * 20), act("2021-03-03", -6.0, kind="SANCTION"), act("2021-03-10", -9.0, kind="ASSAULT")]
    series = dyad_series("AAA", "BBB", acts, last=date(2022, 6, 1))
    assert series is not None
    turns = turning_points(series)
    assert [(t.date, t.direction) for t in turns if t.direction == "down"][-1] == ("2021-03-03", "down")
    assert all(t.date < "2021-06" for t in turns)
    assert all(t.acts for t in turns)
    assert series.level[series.calendar.index("2021-03-12")] < -3


def test_silence_goes_back_to_the_normal():
    prior = Prior(mean=0.0, damping=0.97)
    series = dyad_series("AAA", "BBB", [act("2020-01-06", -9.0, kind="ASSAULT")], last=date(2022, 1, 1), prior=prior)
    assert series is not None
    assert series.fit.filtered[-1, 0] > -0.5 > series.fit.filtered[0, 0]


def test_the_last_of_a_falling_series_is_a_record():
    series = dyad_series("AAA", "BBB", weekly([4.0] * 40 + [0.0] * 20 + [-7.0] * 12))
    assert series is not None
    found = records(series)
    assert found.lowest_ever > 0.5 > found.highest_ever


def test_what_moved_a_level_adds_up():
    series = dyad_series(
        "AAA", "BBB", [act("2020-01-06", 2.5), act("2020-01-07", -9.0, number=1), act("2020-02-07", 1.0)]
    )
    assert series is not None
    for t in range(len(series.acts)):
        moved = sum(by for _, by in series.moves(t))
        assert moved == pytest.approx(float(series.fit.filtered[t, 0] - series.fit.predicted[t, 0]))


def test_one_talkative_state_does_not_stand_for_all():
    loud = [act(f"2020-03-{d:02}", -9.0, "LLL", "BBB", "ACCUSE", k) for d in range(1, 29) for k in range(5)]
    rest = [
        act(f"2020-03-{d:02}", 5.0, who, "BBB", "PRAISE") for d in (3, 9, 17) for who in ("QQQ", "RRR", "SSS", "TTT")
    ]
    first, last = date(2020, 1, 1), date(2020, 4, 1)
    equal = support("BBB", [*loud, *rest], first=first, last=last, prior=Prior())
    by_acts = support("BBB", [*loud, *rest], first=first, last=last, prior=Prior(), weights="acts")
    assert equal is not None
    assert by_acts is not None
    assert equal.index[-1] > 0 > by_acts.index[-1]
    among = support("BBB", [*loud, *rest], first=first, last=last, prior=Prior(), among=("LLL",))
    assert among is not None
    assert [s.code for s in among.supporters] == ["LLL"]


def test_of_a_melee_nobody_knows_who_fought_whom():
    three = act("2020-01-01", -9.0, "AAA BBB CCC", "AAA BBB CCC", "ASSAULT")
    two = act("2020-01-01", -9.0, "AAA BBB", "AAA BBB", "ASSAULT")
    assert not three.sides("AAA", "BBB")
    assert towards(three, "AAA") == ()
    assert two.sides("AAA", "BBB")
    assert towards(two, "AAA") == ("BBB",)


ROWS: list[Row] = [
    ("2015-01-05", "RUS", "TUR", "ACCUSE", "allege", "Russia accused Turkey of a lie."),
    ("2015-01-20", "RUS TUR", "", "CONSULT", "visit", "Russia's president visited Turkey."),
    ("2015-02-05", "TUR:CVL", "RUS", "PROTEST", "demo", "Turks protested against Russia."),
]


def test_panel_counts_incidents_in_both_directions_of_a_meeting(tmp_path):
    acts = load_acts(store_of(tmp_path / "toy.duckdb", ROWS))
    rows = panel([a for a in acts if ":" not in a.actors[0]])
    got = {(r["actor"], r["recipient"], r["start"]): r for r in rows}
    assert got["RUS", "TUR", "2015-01-01"]["accuse"] == 1
    assert got["RUS", "TUR", "2015-01-01"]["consult"] == got["TUR", "RUS", "2015-01-01"]["consult"] == 1
    assert all(sum(r[t.lower()] for t in TYPES) == r["incidents"] for r in rows)
    assert len(rows) == 2


def test_people_make_no_relations_unless_asked_for(tmp_path):
    store = store_of(tmp_path / "toy.duckdb", ROWS)
    assert sum(a.sides("RUS", "TUR") for a in load_acts(store, ["RUS"])) == 2
    assert sum(a.sides("RUS", "TUR:CVL") for a in load_acts(store, ["RUS"], roles=True)) == 1


def test_an_act_is_as_it_was_known_on_the_day(tmp_path):
    store = store_of(tmp_path / "toy.duckdb", ROWS)
    assert [a.day for a in load_acts(store, ["RUS"], as_of="2015-01-10")] == ["2015-01-05"]
