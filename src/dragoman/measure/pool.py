"""What all dyads of a store share, as it was known on a day: the prior that a short series borrows from."""

from datetime import date
from functools import lru_cache

import numpy as np

from dragoman.measure.acts import ROLELESS, STATE_ROLES
from dragoman.measure.statespace import Prior, pooled
from dragoman.store import Store

# half of what an act changed is forgotten after so many weeks without another: silence is no news, and no hostility
HALF_LIFE = 26.0
DAMPING = 0.5 ** (1.0 / HALF_LIFE)
BUSIEST = 80  # dyads that speak for all; more change the medians by little and cost time

# one row a dyad and week, straight from the events: medians over dyads need no linking
_SQL = """
WITH sides AS (
  SELECT [x.code FOR x IN e.actors IF {state}] AS a,
         [x.code FOR x IN (CASE WHEN len(e.recipients) > 0 THEN e.recipients ELSE e.actors END) IF {state}] AS r,
         date_trunc('week', TRY_CAST(e.date_from AS DATE)) AS week, e.weight AS score, e.confidence AS weight
  FROM current_events e JOIN documents d ON d.id = e.document
  WHERE e.status = 'happened' AND d.published IS NOT NULL AND d.published < ?
), actors AS (
  SELECT unnest(a) AS x, r, week, score, weight FROM sides WHERE len(a) > 0 AND len(r) > 0 AND week IS NOT NULL
), pairs AS (
  SELECT x, unnest(r) AS y, week, score, weight FROM actors
)
SELECT least(x, y) AS x, greatest(x, y) AS y, week, sum(score * weight) / sum(weight) AS mean, sum(weight) AS n
FROM pairs WHERE x <> y GROUP BY ALL
"""


def pooled_prior(store: Store, as_of: str | None = None) -> Prior:
    """Prior over the ``BUSIEST`` dyads of the store, from reports published before the year of ``as_of`` alone.

    The year before is near enough, and lets claims of one year share the work.  Without ``as_of`` the newest report
    says which year it is.
    """
    newest = as_of or str(store.rows("SELECT max(published) AS day FROM documents")[0]["day"] or "0001")
    return _pooled(str(store.path), store.path.stat().st_mtime_ns, f"{newest[:4]}-01-01")


def _state() -> str:
    roles = ", ".join(f"'{r}'" for r in sorted(STATE_ROLES))
    bodies = ", ".join(f"'{c}'" for c in sorted(ROLELESS))
    return f"(x.role IS NULL OR x.role IN ({roles}) OR x.code IN ({bodies}))"


@lru_cache(maxsize=64)
def _pooled(path: str, changed: int, before: str) -> Prior:
    rows = Store(path).rows(_SQL.format(state=_state()), [before])
    weeks: dict[tuple[str, str], int] = {}
    for row in rows:
        weeks[row["x"], row["y"]] = weeks.get((row["x"], row["y"]), 0) + 1
    busiest = sorted(weeks, key=lambda pair: (-weeks[pair], pair))[:BUSIEST]
    place = {pair: d for d, pair in enumerate(busiest)}
    kept = [r for r in rows if (r["x"], r["y"]) in place]
    if not kept:
        return Prior(damping=DAMPING)
    first = min(r["week"] for r in kept)
    first = date(first.year, first.month, first.day)
    last = max(r["week"] for r in kept)
    periods = (date(last.year, last.month, last.day) - first).days // 7 + 1
    y, n = np.zeros((periods, len(busiest))), np.zeros((periods, len(busiest)))
    for row in kept:
        at = (date(row["week"].year, row["week"].month, row["week"].day) - first).days // 7
        y[at, place[row["x"], row["y"]]] = row["mean"]
        n[at, place[row["x"], row["y"]]] = row["n"]
    return pooled(y, n, Prior(damping=DAMPING))
