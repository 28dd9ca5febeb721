"""Support for a state: what all others do towards it, each supporter's own series, and an index over them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import erf, sqrt
from typing import Any

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.series import Calendar, marks_of, means
from dragoman.measure.statespace import Array, Fit, Prior, draws_of, fit, pooled

LEAST = 1  # acts towards the state that make another a supporter with a series of its own
DRAWS = 300
SEED = 20240323
WARM = 260  # weeks of acts before the first day shown that still say where a supporter stood
WEIGHTS = ("equal", "acts", "root")
SHOWN = 5  # acts listed for a month
LITTLE = 0.005  # what moved the index by less is not listed
SURE = 0.8  # probability from which a supporter is named as having moved


@dataclass(frozen=True, slots=True)
class Supporter:
    """One state or organisation: how its level towards the supported state moved between two days.

    ``probability`` is that of having moved in the direction of ``change``; ``share`` its weight in the index.
    """

    code: str
    before: float
    after: float
    change: float
    probability: float
    share: float
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """Support for ``of``: index with its 90 per cent band by period, and the supporters, largest movers first.

    ``codes`` and ``shares`` are in the order of the series of ``fit``, whose first ``skip`` periods are before the
    calendar; ``periods`` has the acts of each series by period of the calendar.
    """

    of: str
    calendar: Calendar
    index: Array
    low: Array
    high: Array
    supporters: tuple[Supporter, ...]
    fit: Fit
    codes: tuple[str, ...]
    shares: Array
    skip: int
    y: Array
    n: Array
    periods: tuple[dict[int, list[Act]], ...]

    def levels(self) -> Array:
        """Joint draws of each supporter's level, shape (T, D, DRAWS)."""
        return draws_of(self.fit, slice(None), DRAWS, np.random.default_rng(SEED), self.skip)

    def draws(self) -> Array:
        """Joint draws of the index, shape (T, DRAWS)."""
        out: Array = np.einsum("tdk,d->tk", self.levels(), self.shares)
        return out

    def moves(self, first: int) -> list[tuple[Act, float]]:
        """Each act from period ``first`` on with how far it moved the index."""
        out = []
        for d, periods in enumerate(self.periods):
            for t, acts in periods.items():
                if t < first:
                    continue
                at = t + self.skip
                gain, before, weight = self.fit.gain[at, d], self.fit.predicted[at, d], self.n[at, d]
                out += [(act, float(self.shares[d] * gain * act.pull * (act.tone - before) / weight)) for act in acts]
        joined: dict[str, tuple[Act, float]] = {}
        for act, by in out:
            known = joined.get(act.incident)
            joined[act.incident] = (act, by + (known[1] if known else 0.0))
        return list(joined.values())

    def movers(self, first: int, end: int, now: int) -> list[tuple[str, float, float]]:
        """Supporters with their change from ``first`` to ``end`` to ``now`` and after, and its probability."""
        levels = self.levels()
        change = levels[now:].mean(axis=0) - levels[first:end].mean(axis=0)
        mean = change.mean(axis=1)
        sure = (np.sign(mean)[:, None] * change > 0).mean(axis=1)
        found = zip(self.codes, map(float, mean), map(float, sure), strict=True)
        return sorted(found, key=lambda m: (-abs(m[1]) * m[2], m[0]))


def towards(act: Act, state: str) -> tuple[str, ...]:
    """Who acts towards ``state``: the actors where it is a recipient, the other parties of a reciprocal act."""
    if act.melee:
        return ()
    if state in act.recipients:
        return tuple(a for a in act.actors if a != state)
    if not act.recipients and state in act.actors:
        return tuple(a for a in act.actors if a != state)
    return ()


def support(
    state: str,
    acts: Iterable[Act],
    *,
    first: date,
    last: date,
    by: str = "week",
    prior: Prior | None = None,
    among: Collection[str] | None = None,
    weights: str | Mapping[str, float] = "equal",
) -> Support | None:
    """Support for ``state`` from ``first`` to ``last``; None where nobody acted towards it.

    ``among`` leaves only these codes.  ``weights``: ``equal`` gives every supporter with at least ``LEAST`` acts the
    same weight in the index, however much it talks; ``acts`` weighs by their number, ``root`` by its square root; a
    mapping gives each code a weight of one's own (population, trade), codes that it does not hold have none.
    """
    assert not isinstance(weights, str) or weights in WEIGHTS, weights
    by_code: dict[str, list[Act]] = defaultdict(list)
    start = first - timedelta(weeks=WARM)
    for act in acts:
        if not start.isoformat() <= act.day <= last.isoformat():
            continue
        for code in towards(act, state):
            if (":" not in code) if among is None else (code in among):
                by_code[code].append(act)
    series = {
        code: found
        for code, found in sorted(by_code.items())
        if sum(a.day >= first.isoformat() for a in found) >= LEAST
        and (isinstance(weights, str) or weights.get(code, 0.0) > 0)
    }
    if not series:
        return None
    calendar = Calendar.over(first, last, by)
    whole = Calendar.over(start, last, by)
    skip = len(whole.starts) - len(calendar.starts)
    y, n = means(list(series.values()), whole)
    prior = prior or pooled(y, n)
    fitted = fit(y, n, prior, marks=marks_of(list(series.values()), whole))
    counts = np.array([float(len(found)) for found in series.values()])
    if isinstance(weights, str):
        shares = {"equal": np.ones_like(counts), "acts": counts, "root": np.sqrt(counts)}[weights]
    else:
        shares = np.array([weights[code] for code in series])
    shares = shares / shares.sum()
    level, variance = fitted.level[skip:], fitted.variance[skip:]
    index = level @ shares
    deviation = np.sqrt(variance @ shares**2)
    periods: list[dict[int, list[Act]]] = []
    for found in series.values():
        mine: dict[int, list[Act]] = defaultdict(list)
        for act in found:
            t = calendar.index(act.day)
            if t >= 0:
                mine[t].append(act)
        periods.append(dict(mine))
    return Support(
        state,
        calendar,
        index,
        index - 1.645 * deviation,
        index + 1.645 * deviation,
        tuple(sorted((_supporter(c, d, level, variance, shares, series[c]) for d, c in enumerate(series)), key=_rank)),
        fitted,
        tuple(series),
        shares,
        skip,
        y,
        n,
        tuple(periods),
    )


def _supporter(code: str, d: int, level: Array, variance: Array, shares: Array, acts: list[Act]) -> Supporter:
    before, after = level[0, d], level[-1, d]
    change = after - before
    # the two levels share the acts between them; treating them as independent overstates the doubt a little
    spread = sqrt(variance[0, d] + variance[-1, d])
    probability = _normal(abs(change) / spread)
    return Supporter(
        code, float(before), float(after), float(change), float(probability), float(shares[d]), tuple(acts)
    )


def _rank(supporter: Supporter) -> tuple[float, str]:
    return -abs(supporter.change) * supporter.probability, supporter.code


def by_month(found: Support, first: date | None = None) -> list[dict[str, Any]]:
    """The index at the end of each month (from that of ``first``) with its band, who moved in it, and why.

    ``change`` is against the end of the month before, ``probability`` that the index went that way.  A supporter moved
    (``up``, ``down``, ``moved``) that acted in the month and whose level went where its acts point with a probability
    of 80 per cent or more: silence moves nobody.
    """
    spans = months_of(found)
    done: dict[str, list[tuple[Act, float]]] = {month: [] for month, _ in spans}
    for act, by in found.moves(0):
        if act.day[:7] in done:
            done[act.day[:7]].append((act, by))
    movers = _moved(found)
    out = []
    before = found.skip - 1
    for month, end in spans:
        at, last = found.skip + end, max(before, 0)
        before = at
        if first and month < first.isoformat()[:7]:
            continue
        change, sure = _index_change(found, last, at)
        moved = movers.get(month, [])
        acts = sorted(done[month], key=lambda pair: -abs(pair[1]))
        out.append(
            {
                "month": month,
                "index": round(float(found.index[end]), 3),
                "low": round(float(found.low[end]), 3),
                "high": round(float(found.high[end]), 3),
                "change": round(change, 3),
                "probability": round(sure, 3),
                "acts": len(acts),
                "up": [m["code"] for m in moved if m["change"] > 0],
                "down": [m["code"] for m in moved if m["change"] < 0],
                "moved": moved,
                "why": [_why(act, by) for act, by in _telling(acts, moved)],
            }
        )
    return out


def by_supporter(found: Support, first: date | None = None) -> list[dict[str, Any]]:
    """Each supporter's own series: its level with its 90 per cent band at the end of each month, and its acts in it.

    From the month of ``first``.
    """
    level, variance = found.fit.level[found.skip :], found.fit.variance[found.skip :]
    out = []
    for d in sorted(range(len(found.codes)), key=lambda d: found.codes[d]):
        days = [act.day[:7] for acts in found.periods[d].values() for act in acts]
        for month, end in months_of(found):
            if first and month < first.isoformat()[:7]:
                continue
            half = 1.645 * float(variance[end, d]) ** 0.5
            at = float(level[end, d])
            row = {"code": found.codes[d], "month": month, "level": round(at, 3), "low": round(at - half, 3)}
            out.append(row | {"high": round(at + half, 3), "acts": days.count(month)})
    return out


def breadth(found: Support) -> dict[str, Any]:
    """How the index and how many supporters moved from the first to the last period, each with its probability."""
    change, sure = _index_change(found, found.skip, len(found.fit.level) - 1)
    certain = [s for s in found.supporters if s.probability >= SURE]
    return {
        "supporters": len(found.supporters),
        "index_from": round(float(found.index[0]), 3),
        "index_to": round(float(found.index[-1]), 3),
        "change": round(change, 3),
        "probability": round(sure, 3),
        "moved_away": [s.code for s in certain if s.change < 0],
        "moved_closer": [s.code for s in certain if s.change > 0],
        "share_away": round(sum(s.share for s in certain if s.change < 0), 3),
        "share_closer": round(sum(s.share for s in certain if s.change > 0), 3),
    }


def months_of(found: Support) -> list[tuple[str, int]]:
    """The months of the calendar, each with the period that holds its last day (or the last period)."""
    starts = found.calendar.starts
    out = {start.isoformat()[:7]: t for t, start in enumerate(starts)}
    end = len(starts) - 1
    # a last week that reaches into the next month is told as that month's where something was done in it
    late = max((act.day[:7] for periods in found.periods for act in periods.get(end, ())), default="")
    if late > starts[-1].isoformat()[:7]:
        out[late] = end
    return list(out.items())


def _telling(acts: list[tuple[Act, float]], moved: list[dict[str, Any]]) -> list[tuple[Act, float]]:
    """The acts that moved the index most, and of everyone who moved the one that moved it most."""
    kept = [pair for n, pair in enumerate(acts[:SHOWN]) if abs(pair[1]) >= LITTLE or not n]
    shown = {act.incident for act, _ in kept}
    for mover in moved:
        if not shown & set(mover["incidents"]):
            first = next(pair for pair in acts if pair[0].incident in mover["incidents"])
            shown.add(first[0].incident)
            kept.append(first)
    return sorted(kept, key=lambda pair: -abs(pair[1]))


def _index_change(found: Support, one: int, other: int) -> tuple[float, float]:
    """Change of the index between two periods of the fit, and the probability that it went that way."""
    change = float((found.fit.level[other] - found.fit.level[one]) @ found.shares)
    spread = float((found.fit.variance[other] + found.fit.variance[one]) @ found.shares**2) ** 0.5
    return change, _normal(abs(change) / spread if spread else 0.0)


def _moved(found: Support) -> dict[str, list[dict[str, Any]]]:
    """Who moved in each month, the largest movers first.

    A move is from the week before its first act in the month to that of its last; its probability is of joint draws.
    """
    out: dict[str, list[dict[str, Any]]] = {}
    rng = np.random.default_rng(SEED)
    for d, periods in enumerate(found.periods):
        mine: dict[str, list[tuple[int, Act]]] = {}
        for t, acts in sorted(periods.items()):
            for act in acts:
                mine.setdefault(act.day[:7], []).append((found.skip + t, act))
        if not mine:
            continue
        begin = max(found.skip - 1, 0)
        drawn = draws_of(found.fit, slice(d, d + 1), DRAWS, rng, begin)[:, 0]
        for month, told in mine.items():
            gain, level, weight = found.fit.gain[:, d], found.fit.predicted[:, d], found.n[:, d]
            pull = sum(gain[t] * act.pull * (act.tone - level[t]) / weight[t] for t, act in told)
            step = drawn[told[-1][0] - begin] - drawn[max(told[0][0] - 1, begin) - begin]
            change = float(step.mean())
            sure = float((np.sign(change) * step > 0).mean())
            if sure >= SURE and pull * change > 0:
                row = {"code": found.codes[d], "change": round(change, 2), "probability": round(sure, 3)}
                out.setdefault(month, []).append(row | {"incidents": [act.incident for _, act in told]})
    return {month: sorted(rows, key=lambda m: (-abs(m["change"]), m["code"])) for month, rows in out.items()}


def _normal(z: float) -> float:
    return 0.5 * (1 + erf(z / sqrt(2)))


def _why(act: Act, by: float) -> dict[str, Any]:
    return {
        "incident": act.incident,
        "day": act.day,
        "type": act.type,
        "mode": act.mode,
        "actors": list(act.actors),
        "recipients": list(act.recipients),
        "moved": round(by, 4),
        "events": [r.event for r in act.reports],
    }
