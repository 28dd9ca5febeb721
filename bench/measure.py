"""How well the measures measure: simulated dyads, cost, and a known library's answer.

``python bench/measure.py`` runs all; ``--only coverage|turns|scaling|statsmodels`` (``scaling`` compares with
statsmodels in the same run); ``--icews STORE`` fits every dyad of a store made by ``dragoman import icews`` and looks
for its known crises.
"""

import argparse
import time
from dataclasses import fields, replace
from datetime import date

import numpy as np

from dragoman.measure.acts import Act, Report, load_acts, record_start
from dragoman.measure.phases import lows
from dragoman.measure.pool import DAMPING, pooled_prior
from dragoman.measure.series import Calendar, Series, dyad_series, marks_of, means
from dragoman.measure.statespace import FLOOR, Prior, fit, pooled
from dragoman.measure.turning import level_draws, turning_points

WEEKS, DYADS = 520, 120
R, SPREAD = 11.0, 6.0


def observe(level, n, rng):
    noise = R * (1.0 / np.maximum(n, 1e-9) + FLOOR)
    return np.where(n > 0, level + rng.normal(0, 1, level.shape) * np.sqrt(noise), 0.0)


def model(rng, damping):
    q = R * 0.02
    level = np.zeros((WEEKS, DYADS))
    level[0] = rng.normal(0, np.sqrt(SPREAD), DYADS)
    for t in range(1, WEEKS):
        level[t] = damping * level[t - 1] + rng.normal(0, np.sqrt(q), DYADS)
    return level


def jumps(rng):
    """A random walk with rare jumps."""
    step = rng.normal(0, 0.1, (WEEKS, DYADS))
    step += (rng.random((WEEKS, DYADS)) < 0.008) * rng.normal(0, 4.0, (WEEKS, DYADS))
    return np.cumsum(step, axis=0)


def counts(rng, rate):
    return rng.poisson(np.broadcast_to(rate, (WEEKS, DYADS))) * 0.7


def share_inside(level, n, rng, damping):
    y = observe(level, n, rng)
    one = fit(y, n, pooled(y, n, Prior(damping=damping)))
    half = 1.645 * np.sqrt(one.variance)
    return float((np.abs(one.level - level) <= half).mean())


def coverage():
    print("share of true states in the 90 per cent band")
    for name, damping in (("damped, as for the dyads of a store", DAMPING), ("random walk", 1.0)):
        rng = np.random.default_rng(1)
        inside = [share_inside(model(rng, damping), counts(rng, 1.0), rng, damping) for _ in range(3)]
        print(f"  from the model ({name}): {np.mean(inside):.3f}")
    for damping in (DAMPING, 1.0):
        rng = np.random.default_rng(2)
        inside = [share_inside(jumps(rng), counts(rng, 1.0), rng, damping) for _ in range(3)]
        print(f"  random walk with jumps, damping {damping:.3f}: {np.mean(inside):.3f}")
        rng = np.random.default_rng(3)
        rate = np.where((np.arange(WEEKS) // 130) % 2 == 0, 0.3, 3.0)[:, None]
        inside = [share_inside(model(rng, damping), counts(rng, rate), rng, damping) for _ in range(3)]
        print(f"  coverage that varies tenfold, damping {damping:.3f}: {np.mean(inside):.3f}")


def column(one, d):
    """The fit of one series out of many."""
    parts = {f.name: getattr(one, f.name) for f in fields(one)}
    return replace(
        one,
        **{k: v[:, d : d + 1] if v.ndim == 2 else v[d : d + 1] for k, v in parts.items() if isinstance(v, np.ndarray)},
    )


def turns():
    """A steady tone whose coverage changes tenfold once, half-way: what turns does that raise?"""
    turns_of_the_model()
    turns_of_a_mix()


def turns_of_the_model():
    """Weekly means drawn from the model: how often does a turn stand within eight weeks of the change?"""
    rng = np.random.default_rng(4)
    calendar = calendar_of(WEEKS)
    print("a steady level and noise of the model: share of runs with a turn within 8 weeks of the change, turns a year")
    for before, after in ((0.3, 3.0), (3.0, 0.3)):
        printed = []
        for _ in range(3):
            rate = np.where(np.arange(WEEKS) < WEEKS // 2, before, after)[:, None]
            level = np.broadcast_to(rng.normal(0, 2, DYADS), (WEEKS, DYADS))
            n = counts(rng, rate)
            y = observe(level, n, rng)
            prior = pooled(y, n, Prior(damping=DAMPING))
            whole = fit(y, n, prior)
            for d in range(DYADS):
                acts = tuple((act(f"{t}", calendar.starts[t], "ACCUSE", float(y[t, d])),) if n[t, d] else ()
                             for t in range(WEEKS))  # fmt: skip
                series = Series("A", "B", calendar, acts, y[:, d : d + 1], n[:, d : d + 1], column(whole, d), prior)
                printed.append([calendar.index(turn.date) for turn in turning_points(series)])
        print(f"  {before} to {after} acts a week, {len(printed)} runs: {near(printed):.3f}, {a_year(printed):.3f}")


def near(runs, eighth=4):
    """Share of runs with a turn within eight weeks of the middle (or another eighth)."""
    return float(np.mean([any(abs(t - WEEKS * eighth // 8) <= 8 for t in found) for found in runs]))


def a_year(runs):
    return sum(map(len, runs)) / len(runs) / (WEEKS / 52)


# kinds of acts with their scores, whether they make or break ties, and how common each is between two states that the
# portal's archive names together from four times in its years to twice a year
KINDS = (
    ("CONSULT", 4.0, 0, 0.125), ("SUPPORT", 5.0, 0, 0.092), ("SUPPORT", 5.0, 1, 0.011), ("AID", 7.0, 0, 0.03),
    ("COOPERATE", 6.0, 0, 0.02), ("CONCEDE", 4.5, 0, 0.017), ("AGREE", 2.5, 0, 0.066), ("CONSULT", 2.5, 0, 0.04),
    ("RETREAT", 6.0, 0, 0.021), ("REQUEST", 0.0, 0, 0.088), ("REQUEST", -1.0, 0, 0.036), ("ACCUSE", -2.0, 0, 0.071),
    ("REJECT", -2.0, 0, 0.071), ("ACCUSE", -3.5, 0, 0.077), ("THREATEN", -3.5, 0, 0.024), ("SANCTION", -5.5, 0, 0.024),
    ("SANCTION", -6.0, 0, 0.034), ("SANCTION", -6.0, -1, 0.036), ("MOBILIZE", -6.5, 0, 0.028),
    ("COERCE", -7.0, 0, 0.047), ("ASSAULT", -9.0, 0, 0.035), ("ASSAULT", -9.5, 0, 0.016),
)  # fmt: skip
FIRM = 16.0  # acts for which these shares count in the mix of one dyad, as fitted to the dyads of the archive


CHANGES = ((0.03, 0.3), (0.3, 0.03), (0.1, 1.0), (1.0, 0.1), (0.3, 3.0), (3.0, 0.3), (1.0, 10.0), (10.0, 1.0))
STEADY = ((0.03, 0.03), (0.1, 0.1), (0.3, 0.3), (1.0, 1.0))
SURER = 0.8


def turns_of_a_mix(dyads=200):
    """Acts of every kind at random days, each dyad with a mix of its own that never changes: every turn is false."""
    rng = np.random.default_rng(1)
    calendar = calendar_of(WEEKS)
    prior = Prior(mean=0.13, spread=6.4, r=11.0, ratio=0.0215, damping=DAMPING)
    common = np.array([k[3] for k in KINDS])
    common /= common.sum()
    print(
        f"acts of a steady mix, {dyads} dyads of ten years each: share of them with a turn within 8 weeks of the middle"
    )
    print(f"(where coverage changes), around other weeks, anywhere; turns a year; the same from probability {SURER}")
    for before, after in (*CHANGES, *STEADY):
        rate = np.where(np.arange(WEEKS) < WEEKS // 2, before, after)
        everyone = []
        for _ in range(dyads):
            mix, acts = rng.dirichlet(common * FIRM), []
            for t in np.repeat(np.arange(WEEKS), rng.poisson(rate)):
                kind, score, ties, _ = KINDS[rng.choice(len(KINDS), p=mix)]
                day = date.fromordinal(calendar.starts[t].toordinal() + int(rng.integers(7)))
                acts.append(act(f"{len(acts)}", day, kind, score, ties))
            everyone.append(sorted(acts, key=lambda a: a.day))
        found = [
            [(calendar.index(t.date), t.probability) for t in turning_points(s)] for s in together(everyone, prior)
        ]
        columns = []
        for least in (0.0, SURER):
            runs = [[at for at, probability in one if probability >= least] for one in found]
            others = np.mean([near(runs, eighth) for eighth in (2, 3, 5, 6)])
            columns += [near(runs), others, np.mean([bool(one) for one in runs]), a_year(runs)]
        print(f"  {before:4} to {after:4} acts a week:", "  ".join(f"{c:.3f}" for c in columns), flush=True)


def together(everyone, prior):
    """Series of many dyads, fitted in one go."""
    calendar = calendar_of(WEEKS)
    y, n = means(everyone, calendar)
    whole = fit(y, n, prior, marks=marks_of(everyone, calendar))
    for d, acts in enumerate(everyone):
        weeks = [[] for _ in range(WEEKS)]
        for one in acts:
            weeks[calendar.index(one.day)].append(one)
        yield Series("A", "B", calendar, tuple(map(tuple, weeks)), y[:, [d]], n[:, [d]], column(whole, d), prior)


def calendar_of(weeks):
    first = date(2010, 1, 4)
    return Calendar.over(first, date.fromordinal(first.toordinal() + 7 * weeks - 7))


def act(name, day, kind, score, ties=0):
    reports = (Report("e", "d", "", ()),)
    return Act(f"i{name}", day.isoformat(), kind, None, "happened", 3, score, 0.7, 0.7, ("A",), ("B",), reports, ties)


def scaling():
    rng = np.random.default_rng(5)
    print("dyads  seconds  microseconds a dyad and year")
    for size in (50, 500, 5000):
        y, n = rng.normal(0, 3, (WEEKS, size)), (rng.random((WEEKS, size)) < 0.4) * 1.0
        start = time.perf_counter()
        fit(y, n, Prior(damping=DAMPING))
        took = time.perf_counter() - start
        print(f"{size:5}  {took:7.2f}  {1e6 * took / size / (WEEKS / 52):10.0f}")


def statsmodels():
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    rng = np.random.default_rng(6)
    level = np.cumsum(rng.normal(0, 0.3, (WEEKS, 50)), axis=0)
    y = level + rng.normal(0, 2, level.shape)
    n = np.full(y.shape, 1.0 / (1.0 - FLOOR))  # of noise r exactly
    start = time.perf_counter()
    ours = fit(y, n, Prior(0.0, 1e4, 4.0, 0.01, 0.02, 50.0), robust=False)
    mine = time.perf_counter() - start
    worst, theirs, apart = 0.0, 0.0, 0.0
    for d in range(50):
        start = time.perf_counter()
        known = UnobservedComponents(y[:, d], "llevel").fit(disp=False)
        theirs += time.perf_counter() - start
        # the level at the same variances: what the two filters disagree on beyond the estimate
        same = UnobservedComponents(y[:, d], "llevel").smooth([ours.r_scale[d], ours.q_scale[d]])
        span = np.ptp(same.level.smoothed)
        worst = max(worst, float(np.abs(same.level.smoothed - ours.level[:, d]).max() / span))
        level_gap = np.abs(known.level.smoothed - ours.level[:, d]).mean() / np.ptp(known.level.smoothed)
        apart = max(apart, level_gap)
    print(
        f"50 dyads of {WEEKS} weeks: statsmodels {theirs:.2f} s, here {mine:.2f} s ({theirs / mine:.0f} times faster)"
    )
    print(f"  largest gap of a level at equal variances {worst:.5f} of its range; mean gap where each finds its own, "
          f"at worst {apart:.4f}")  # fmt: skip


def icews(path):
    from dragoman.store import Store

    store = Store(path)
    start = time.perf_counter()
    acts = load_acts(store)
    loaded = time.perf_counter() - start
    start = time.perf_counter()
    dyads: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        others = act.recipients or act.actors
        for pair in {(min(a, b), max(a, b)) for a in act.actors for b in others if a != b and ":" not in a + b}:
            dyads.setdefault(pair, []).append(act)
    calendar = Calendar.over(date.fromisoformat(acts[0].day), date.fromisoformat(acts[-1].day))
    y, n = means(list(dyads.values()), calendar)
    fit(y, n, pooled(y, n, Prior(damping=DAMPING)), marks=marks_of(list(dyads.values()), calendar))
    took = time.perf_counter() - start
    weeks = len(calendar.starts)
    each = 1e6 * took / len(dyads) / (weeks / 52)
    print(
        f"{len(acts):,} acts loaded in {loaded:.1f} s; {len(dyads):,} dyads over {weeks} weeks fitted in {took:.1f} s"
    )
    print(f"  {each:.0f} microseconds a dyad and year")
    prior, first = pooled_prior(store), date.fromisoformat(record_start(store))
    for a, b, month in (("CHN", "JPN", "2010-09"), ("KHM", "THA", "2011-02"), ("SDN", "SSD", "2012-04")):
        series = dyad_series(a, b, [x for x in acts if x.sides(a, b)], first=first, prior=prior)
        drawn = level_draws(series)
        found = [f"a low of {x.level:.1f} on {x.date} (probability {x.probability:.2f})" for x in lows(series, drawn)
                 if x.first[:7] <= month <= x.last[:7]]  # fmt: skip
        found += [f"a turn {t.direction} on {t.date} ({t.probability:.2f})" for t in turning_points(series)
                  if t.date[:7] == month]  # fmt: skip
        print(f"  {a}-{b} {month}: {', '.join(found) or 'nothing'}")


RUNS = {
    "coverage": (coverage,),
    "turns": (turns,),
    "scaling": (scaling, statsmodels),
    "statsmodels": (statsmodels,),
}


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--only", choices=list(RUNS))
    args.add_argument("--icews")
    opts = args.parse_args()
    if opts.icews:
        icews(opts.icews)
        return
    for run in RUNS[opts.only] if opts.only else (coverage, turns, scaling, statsmodels):
        run()


if __name__ == "__main__":
    main()
