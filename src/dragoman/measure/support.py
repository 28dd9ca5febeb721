"""Support for a state: what all others do towards it, each supporter's own series, and an index over them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import erf, sqrt

import numpy as np

from dragoman.measure.acts import Act
from dragoman.measure.series import Calendar, means
from dragoman.measure.statespace import Array, Fit, Prior, fit, pooled

LEAST = 2  # acts towards the state that make another a supporter with a series of its own


@dataclass(frozen=True, slots=True)
class Supporter:
    """One state or organisation: how its level towards the supported state moved between two days.

    ``probability`` is that of having moved in the direction of ``change``.
    """

    code: str
    before: float
    after: float
    change: float
    probability: float
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """Support for ``of``: index with its 90 per cent band by period, and the supporters, largest movers first."""

    of: str
    calendar: Calendar
    index: Array
    low: Array
    high: Array
    supporters: tuple[Supporter, ...]
    fit: Fit


def towards(act: Act, state: str) -> tuple[str, ...]:
    """Who acts towards ``state``: the actors where it is a recipient, the other parties of a reciprocal act."""
    if state in act.recipients:
        return tuple(a for a in act.actors if a != state)
    if not act.recipients and state in act.actors:
        return tuple(a for a in act.actors if a != state)
    return ()


def support(
    state: str, acts: Iterable[Act], *, first: date, last: date, by: str = "week", prior: Prior | None = None
) -> Support | None:
    """Support for ``state`` from ``first`` to ``last``; None where nobody acted towards it.

    Every supporter with at least ``LEAST`` acts has the same weight in the index, however much it talks.
    """
    by_code: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        for code in towards(act, state):
            if ":" not in code and act.day <= last.isoformat():
                by_code[code].append(act)
    series = {code: found for code, found in sorted(by_code.items()) if len(found) >= LEAST}
    if not series:
        return None
    calendar = Calendar.over(first, last, by)
    y, n = means(list(series.values()), calendar)
    prior = prior or pooled(y, n)
    fitted = fit(y, n, prior)
    share = 1.0 / len(series)
    index = fitted.level.mean(axis=1)
    deviation = np.sqrt(fitted.variance.sum(axis=1)) * share
    return Support(
        state,
        calendar,
        index,
        index - 1.645 * deviation,
        index + 1.645 * deviation,
        tuple(sorted((_supporter(c, d, fitted, series[c]) for d, c in enumerate(series)), key=_rank)),
        fitted,
    )


def _supporter(code: str, d: int, fitted: Fit, acts: list[Act]) -> Supporter:
    before, after = fitted.level[0, d], fitted.level[-1, d]
    change = after - before
    # the two levels share the acts between them; treating them as independent overstates the doubt a little
    spread = sqrt(fitted.variance[0, d] + fitted.variance[-1, d])
    probability = 0.5 * (1 + erf(abs(change) / spread / sqrt(2)))
    return Supporter(code, float(before), float(after), float(change), float(probability), tuple(acts))


def _rank(supporter: Supporter) -> tuple[float, str]:
    return -abs(supporter.change) * supporter.probability, supporter.code
