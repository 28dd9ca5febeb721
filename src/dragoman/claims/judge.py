"""A claim judged against a store, and the verdict said in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.claims.between import SAID, words_between
from dragoman.claims.claim import Claim, ClaimError
from dragoman.claims.deeds import FAINT, Judged, evidence_of_deed, judge_act
from dragoman.claims.grammar import parse_claim
from dragoman.claims.reading import days_before
from dragoman.claims.ties import judge_ties
from dragoman.claims.trends import RECENT, judge_relations, judge_support
from dragoman.claims.verdict import CONTRADICTED, SUPPORTED, UNKNOWN, Verdict, coverage_of, evidence_of
from dragoman.claims.votes import judge_votes, vetoing
from dragoman.claims.wording import in_words, nothing_in_words, trend_in_words
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import Act, acts_of, load_acts
from dragoman.store import Store

SHOWN = 8  # incidents on each side
# events that name one of some parties, in incidents that name one of others
_BETWEEN = """
WITH these AS MATERIALIZED (
  SELECT e.id, e.type, e.mode, e.plover, e.status, e.quad, e.weight, e.confidence, e.date_from, e.date_to,
         e.date_precision, [{'code': x.code, 'role': x.role} for x in e.actors] AS actors,
         [{'code': x.code, 'role': x.role} for x in e.recipients] AS recipients,
         e.document, e.ordinal, d.published, d.outlets, i.incident
  FROM current_events e JOIN incident_events i ON i.event = e.id JOIN documents d ON d.id = e.document
  WHERE d.published IS NOT NULL AND d.published <= ?
    AND (list_has_any([x.code for x in e.actors], ?::VARCHAR[])
      OR list_has_any([x.code for x in e.recipients], ?::VARCHAR[]))
)
SELECT * FROM these
WHERE incident IN (
  SELECT incident FROM these
  WHERE list_has_any([x.code for x in actors], ?::VARCHAR[]) OR list_has_any([x.code for x in recipients], ?::VARCHAR[])
)
ORDER BY published, document, ordinal
"""


def judge(text: str, store: Store, gazetteer: Gazetteer, as_of: str | None = None) -> Verdict:
    """The verdict on the claim ``text`` from what was published up to the ISO day ``as_of`` (default: all).

    Raises ``ClaimError`` (with the accepted forms) for a sentence that is no such claim, ``UsageError`` for a bad day.
    """
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ClaimError("the claim holds bytes that are no text in UTF-8; write it in UTF-8")
    day = _day(as_of, store)
    claim = parse_claim(text, gazetteer, day)
    with store.held():
        return _judged(text, claim, store, gazetteer, day)


def _judged(text: str, claim: Claim, store: Store, gazetteer: Gazetteer, day: str) -> Verdict:
    if claim.kind in ("relations", "support"):
        return _trend_verdict(text, claim, store, gazetteer, day)
    if claim.kind == "ties":
        judged = judge_ties(claim, store, gazetteer, day)
    elif claim.kind == "vote":
        judged = judge_votes(claim, store, gazetteer, day)
        if judged.verdict == UNKNOWN and claim.event is not None:
            judged = judge_act(claim, store, gazetteer, day)
    else:
        judged = judge_act(claim, store, gazetteer, day)
        if judged.verdict == UNKNOWN and claim.event is not None and claim.event.mode == "veto" and not claim.occasion:
            # a vote may tell of each member, and a member that abstained did not veto
            told = judge_votes(vetoing(claim), store, gazetteer, day)
            judged = judged if told.verdict == UNKNOWN else told
    return _act_verdict(text, claim, judged, store, gazetteer, day)


def _day(as_of: str | None, store: Store) -> str:
    if as_of is None:
        newest = store.rows("SELECT max(published) AS day FROM documents")[0]["day"]
        return str(newest or date.today().isoformat())
    try:
        return date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise UsageError(f"{as_of!r} is no day; write it as 2024-03-28") from None


def _turned(verdict: str, probability: float, negated: bool) -> tuple[str, float]:
    """Verdict and probability of the claim, given those of the same claim without its "not"."""
    if not negated:
        return verdict, probability
    swapped = {SUPPORTED: CONTRADICTED, CONTRADICTED: SUPPORTED}.get(verdict, verdict)
    return swapped, 1.0 - probability


# ---------------------------------------------------------------- trends
def _trend_verdict(text: str, claim: Claim, store: Store, gazetteer: Gazetteer, as_of: str) -> Verdict:
    trend = (
        judge_relations(claim, store, gazetteer, as_of)
        if claim.kind == "relations"
        else judge_support(claim, store, as_of)
    )
    if trend is None:
        coverage = coverage_of((), as_of)
        said = nothing_in_words(claim, gazetteer, as_of)
        return Verdict(text, as_of, UNKNOWN, 0.5, coverage, text=said, kind=claim.kind)
    verdict, probability = _turned(trend.verdict, trend.probability, claim.negated)
    recent = [(a, w) for a, w in trend.for_[: SHOWN * 2]], [(a, w) for a, w in trend.against[: SHOWN * 2]]
    quotes = _quotes(store, [a for side in recent for a, _ in side], claim, gazetteer, as_of)
    for_, against = (tuple(evidence_of(a, abs(w), quotes) for a, w in side[:SHOWN]) for side in recent)
    if claim.negated:
        for_, against = against, for_
    return Verdict(
        text,
        as_of,
        verdict,
        round(probability, 4),
        coverage_of(trend.acts, trend.recent_from),
        for_,
        against,
        trend_in_words(claim, trend, verdict, probability, for_, against, gazetteer, as_of),
        claim.kind,
        {
            "before": round(trend.before, 3),
            "now": round(trend.now, 3),
            "opposite": round(trend.opposite, 4),
            "moved_down": trend.down,
            "moved_up": trend.up,
            "supporters": trend.supporters,
        },
    )


def _quotes(
    store: Store, acts: Sequence[Act], claim: Claim, gazetteer: Gazetteer, as_of: str
) -> dict[str, tuple[str, str]]:
    """Name of the document and words of every report of ``acts``, by its event, or by the id of what is no event."""
    ids = sorted({r.event for a in acts for r in a.reports})
    if not ids:
        return {}
    rows = store.rows(
        "SELECT e.id, d.name, substr(d.text, e.evidence_start + 1, "
        "least(e.evidence_end - e.evidence_start, 600)) AS quote "
        "FROM current_events e JOIN documents d ON d.id = e.document WHERE e.id IN (SELECT unnest(?::VARCHAR[]))",
        [ids],
    )
    said = [i.removeprefix(SAID) for i in ids if i.startswith(SAID)]
    if said:
        one, other = claim.parties
        for row in store.rows("SELECT id, name, text FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))", [said]):
            _, sentence = words_between(row["text"], one, other, gazetteer, as_of)
            rows.append({"id": SAID + row["id"], "name": row["name"], "quote": (sentence or row["text"])[:600]})
    return {r["id"]: (r["name"], " ".join(r["quote"].split())) for r in rows}


# ---------------------------------------------------------------- acts
def _act_verdict(text: str, claim: Claim, judged: Judged, store: Store, gazetteer: Gazetteer, as_of: str) -> Verdict:
    verdict, probability = _turned(judged.verdict, judged.probability, claim.negated)
    # what hardly fits is no evidence, where there is better or none
    sides = [
        tuple(evidence_of_deed(d) for d in side if d.probability >= FAINT)[:SHOWN]
        for side in (judged.for_, judged.against)
    ]
    for_, against = reversed(sides) if claim.negated else sides
    coverage = _act_coverage(claim, store, as_of)
    said = in_words(claim, judged, verdict, probability, for_, against, coverage, gazetteer, as_of)
    return Verdict(text, as_of, verdict, round(probability, 4), coverage, for_, against, said, claim.kind)


def _act_coverage(claim: Claim, store: Store, as_of: str) -> dict[str, Any]:
    """Acts of the parties (towards the recipients, where the claim names some) that the record holds at all."""
    codes = claim.parties or claim.recipients or claim.topics
    others = claim.recipients or (claim.parties[1:] if claim.kind == "ties" else ())
    if not (claim.parties and others):
        return coverage_of(load_acts(store, codes, as_of=as_of), days_before(as_of, RECENT))
    # a state may have done ten thousand things, and a few of them to the others
    one, two = ([c.split(":")[0] for c in some] for some in (codes, others))
    acts = acts_of(store.rows(_BETWEEN, [as_of, one, one, two, two]), as_of=as_of)
    acts = [a for a in acts if any(a.sides(p, r) for p in claim.parties for r in others)]
    return coverage_of(acts, days_before(as_of, RECENT))
