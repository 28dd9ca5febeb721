"""Verdicts in words: one paragraph each, that says no more than the record bears."""

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.claims.claim import Claim
from dragoman.claims.deeds import Judged
from dragoman.claims.trends import Trend
from dragoman.claims.verdict import CONTRADICTED, SUPPORTED, Evidence
from dragoman.gazetteer import Gazetteer

NAMED = 3  # incidents quoted in a paragraph


def name_of(code: str, gazetteer: Gazetteer) -> str:
    """Name of a party, its role in brackets."""
    base, _, role = code.partition(":")
    return gazetteer.code_name(base) + (f" ({role})" if role else "")


def listed(names: Sequence[str]) -> str:
    """``A, B and C``."""
    kept = list(names)
    return kept[0] if len(kept) == 1 else ", ".join(kept[:-1]) + " and " + kept[-1] if kept else ""


def per_cent(probability: float) -> str:
    """A probability for readers; the ends are never certain."""
    if probability >= 0.99:
        return "over 99 per cent"
    if probability <= 0.01:
        return "under 1 per cent"
    return f"{100 * probability:.0f} per cent"


def incident_in_words(one: Evidence, gazetteer: Gazetteer) -> str:
    """An incident in a few words with its day and outlets."""
    what = one.type.lower() + (f" ({one.mode})" if one.mode else "")
    who = listed([name_of(c, gazetteer) for c in one.actors]) or "somebody"
    whom = f" towards {listed([name_of(c, gazetteer) for c in one.recipients])}" if one.recipients else ""
    outlets = f", {listed(list(one.outlets[:2]))}" if one.outlets else ""
    return f"{one.day}: {what}, {who}{whom}{outlets}"


def _incidents(label: str, side: Sequence[Evidence], gazetteer: Gazetteer) -> str:
    if not side:
        return ""
    return f" {label}: " + "; ".join(incident_in_words(e, gazetteer) for e in side[:NAMED]) + "."


def subject_of(claim: Claim, gazetteer: Gazetteer) -> str:
    """What a trend is about."""
    names = [name_of(p, gazetteer) for p in claim.parties]
    if claim.kind == "support":
        among = f" among {claim.group_name}" if claim.group_name else ""
        return f"support for {names[0]}{among}"
    return f"relations between {listed(names)}"


def nothing_in_words(claim: Claim, gazetteer: Gazetteer, as_of: str) -> str:
    """What is said where the record holds nothing at all."""
    return f"Up to {as_of} the record holds no act that would bear on {subject_of(claim, gazetteer)}."


def trend_in_words(
    claim: Claim,
    trend: Trend,
    verdict: str,
    probability: float,
    for_: Sequence[Evidence],
    against: Sequence[Evidence],
    gazetteer: Gazetteer,
    as_of: str,
) -> str:
    """The paragraph on a trend."""
    subject = subject_of(claim, gazetteer)
    recent = sum(a.day >= trend.recent_from for a in trend.acts)
    head = (
        f"Up to {as_of} the record holds {len(trend.acts):,} acts that bear on {subject}, {recent:,} of them since "
        f"{trend.recent_from}."
    )
    span = f"since {claim.first}" if claim.first else "over the last months"
    moved = (
        f" The level went from {trend.before:+.1f} to {trend.now:+.1f} {span} on PLOVER's scale from -10 to +10; "
        f"the claim holds with a probability of {per_cent(probability)}."
    )
    breadth = ""
    if trend.supporters:
        breadth = (
            f" Of {trend.supporters} states and organisations with a series of their own, {trend.down} moved away and "
            f"{trend.up} moved closer with a probability of 80 per cent or more."
        )
    if verdict == SUPPORTED:
        end = " The record supports the claim."
    elif verdict == CONTRADICTED:
        end = " The record contradicts the claim."
    elif not recent:
        end = " Nothing recent was reported, so the record does not settle it."
    else:
        end = " That does not settle the claim."
    return (
        head
        + moved
        + breadth
        + _incidents("For it speak", for_, gazetteer)
        + _incidents("Against it speak", against, gazetteer)
        + end
    )


def in_words(
    claim: Claim,
    judged: Judged,
    verdict: str,
    probability: float,
    for_: Sequence[Evidence],
    against: Sequence[Evidence],
    coverage: Mapping[str, Any],
    gazetteer: Gazetteer,
    as_of: str,
) -> str:
    """The paragraph on an act or on the state of diplomatic relations."""
    names = listed([name_of(p, gazetteer) for p in claim.parties]) or "the states meant"
    whom = listed([name_of(p, gazetteer) for p in claim.recipients])
    between = f"of {names}" + (f" towards {whom}" if whom else "")
    head = f"Up to {as_of} the record holds {coverage['acts']:,} acts {between}."
    if verdict == SUPPORTED:
        end = f" The claim is borne out with a probability of {per_cent(probability)}."
    elif verdict == CONTRADICTED:
        end = f" The record contradicts the claim, which holds with a probability of {per_cent(probability)}."
    elif for_:
        end = f" None bears the claim out surely enough: its probability is {per_cent(probability)}."
    else:
        end = " None of them is the act that the claim speaks of; silence proves nothing."
    if claim.count:
        end = f" {judged.count} states did so, as far as the record goes." + end
    if judged.missing and verdict != SUPPORTED and len(claim.parties) > 1:
        end += f" No sure report has {listed([name_of(p, gazetteer) for p in judged.missing])} do it."
    if claim.occasion and judged.earlier:
        end += f" The same was done before, on {judged.earlier}."
    elif claim.occasion == "first" and verdict == SUPPORTED:
        end += f" No earlier act of the kind stands in the record, which begins on {coverage['first']}."
    return head + _incidents("For it speak", for_, gazetteer) + _incidents("Against it speak", against, gazetteer) + end
