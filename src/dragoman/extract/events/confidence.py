"""How likely a coded event is right in type and parties: a small logistic model over how it was found.

The coefficients are set by hand in general terms (docs: BENCHMARKS) and not fitted to any gold file.
"""

import math

from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import CONTEXT, DIRECT, MISSING, OWNER, PLACE, THEME, Parties

# below this an event is more likely noise than an act
LEAST = 0.12
_BASE = -2.05
_ACTOR = {DIRECT: 0.75, OWNER: 0.45, PLACE: -0.3, CONTEXT: -0.3, THEME: -0.8, MISSING: -0.8}
_RECIPIENT = {DIRECT: 0.55, OWNER: 0.1, PLACE: 0.2, CONTEXT: -0.3, THEME: -0.4, MISSING: -0.35}
_KIND = {"verb": 0.15, "noun": -0.45, "adj": -0.2}
_STATUS = {"happened": 0.1, "planned": -0.2, "possible": -1.1, "denied": -0.5, "not": -0.5}


def confidence(match: Match, parties: Parties, status: str, *, coded: int) -> float:
    """Probability from 0 to 1; ``coded`` is the number of parties with a code."""
    frame = match.frame
    weight = min(max(frame.weight, 0.05), 0.95)
    score = _BASE + 0.8 * math.log(weight / (1 - weight))
    score += 0.15 * min(frame.specificity, 3.0)
    score += _ACTOR[parties.actor.how]
    if frame.reciprocal:
        score += 0.4 if len(parties.actor.parties) > 1 else -0.4
    else:
        score += _RECIPIENT[parties.recipient.how]
    score += 0.3 if match.predicate.light else _KIND[match.predicate.kind]
    score += _STATUS[status]
    score += 0.0 if coded else -0.8
    return round(1 / (1 + math.exp(-score)), 3)
