"""Claims of votes: who voted for or against or abstained, how many did, and what a body adopted or did not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dragoman.claims.asked import act_of, counted_states, telling
from dragoman.claims.claim import Claim, ClaimError
from dragoman.claims.deeds import FAINT, SURE, Deed, Judged
from dragoman.claims.parties import Named, named_parties
from dragoman.claims.reading import days_before
from dragoman.claims.verdict import CONTRADICTED, SUPPORTED, UNKNOWN
from dragoman.claims.words import holds, words
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import state_party
from dragoman.store import Store

_FOR = re.compile(r"\b(?:vote[sd]?|voting|votes cast)\b[\w\s]{0,12}?\b(?:in favou?r of|for)\b|\bvote[sd]? to\b", re.I)
_AGAINST = re.compile(r"\b(?:vote[sd]?|voting|votes cast)\b[\w\s]{0,12}?\bagainst\b", re.I)
_ABSTAIN = re.compile(r"\babstain(?:s|ed|ing)?\b|\babstention\b", re.I)
_ADOPTED = re.compile(
    r"\b(?:adopt|pass|approv|endors|back|carri|ratif)(?:s|es|ed|e)?\b|\bvote[sd]? (?:through|to)\b", re.I
)
_FAILED = re.compile(
    r"\b(?:reject|fail|defeat|block|throw|threw)(?:s|ed|n)?\b|\bvote[sd]? down\b|\bdid not pass\b", re.I
)
_TEXT = re.compile(r"\b(?:resolution|motion|draft|bill|text|proposal|treaty|agreement|deal|law|amendment)s?\b", re.I)
_DRAFT = re.compile(r"resolution|motion|draft|text|proposal|bill", re.I)  # any vote is on one
_COUNCIL = re.compile(r"\b(?:UN |United Nations |U\.N\. )?Security Council\b|\bUNSC\b", re.I)
_ASSEMBLY = re.compile(r"\b(?:UN |United Nations |U\.N\. )?General Assembly\b|\bUNGA\b", re.I)
_CHAMBER = re.compile(r"\b(?:parliament|congress|senate|lower house|upper house|legislature|lawmakers|mps)\b", re.I)
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?][\"”’')\]]*\s+(?=[\"“‘(]?[A-Z0-9])|\n")
FRESH = 365  # days in which a vote of the other kind rules out what is claimed of no day
_TALLIES = {"for": "for", "against": "against", "abstain": "abstain"}
_SQL = """
SELECT v.id, v.body, v.motion, v."for", v.against, v.abstain, v.by_member, v.veto, v.outcome, v.date_from, v.events,
       v.date_precision, d.name, d.published, d.outlets, d.id AS document, i.incident,
       substr(d.text, greatest(v.start - 200, 0) + 1, least(v."end" - v.start + 600, 1200)) AS evidence,
       least(v.start, 200) AS at, v."end" - v.start AS long
FROM current_votes v JOIN documents d ON d.id = v.document
LEFT JOIN incident_events i ON i.event = v.events[1]
WHERE d.published IS NOT NULL AND d.published <= ? AND v.body IS NOT NULL
ORDER BY d.published, v.document, v.ordinal
"""


def vote_of(
    text: str,
    named: Sequence[Named],
    base: Claim,
    gazetteer: Gazetteer,
    as_of: str,
    spans: Sequence[tuple[int, int]],
) -> Claim | None:
    """The vote that ``text`` claims, None where it speaks of none."""
    body, where = _body(text, gazetteer, as_of)
    how = "abstain" if _ABSTAIN.search(text) else "against" if _AGAINST.search(text) else None
    found = _ABSTAIN.search(text) or _AGAINST.search(text) or _FOR.search(text)
    voters = [n for n in named if found and n.end <= found.start() and not _inside(n, where)]
    if found and (voters or counted_states(text)):
        how = how or "for"
    elif body and (found or _TEXT.search(text)):
        found = _ADOPTED.search(text) or _FAILED.search(text)
        voters, how = [], "failed" if _FAILED.search(text) else "adopted"
    else:
        return None
    if not found or re.search(r"\bveto", text, re.IGNORECASE):
        return None
    at = found.start()
    topics = tuple(
        dict.fromkeys(
            n.code.split(":")[0] for n in named if n not in voters and n.code != "UNO" and not _inside(n, where)
        )
    )
    counted = counted_states(text)
    try:
        act = act_of(text, named, base, words(), gazetteer, as_of, spans)
    except ClaimError:
        act = base
    told = telling(text[:at] + " " * (found.end() - at) + text[found.end() :], (at, found.end()), named, words())
    body_words = {w.lower() for s, e in where for w in text[s:e].split()}
    return replace(
        act,
        kind="vote",
        direction=how,
        parties=tuple(dict.fromkeys(n.code.split(":")[0] for n in voters)),
        recipients=(),
        count=counted[0] if counted and how in _TALLIES else None,
        words=tuple(w for w in told if w not in body_words and not _DRAFT.fullmatch(w)),
        topics=topics,
        body=body,
    )


def vetoing(claim: Claim) -> Claim:
    """A claim that somebody vetoed, as one of a vote."""
    topics = tuple(dict.fromkeys(t for t in (*claim.recipients, *claim.topics) if t.split(":")[0] != "UNO"))
    kept = tuple(w for w in claim.words if not _DRAFT.fullmatch(w))
    return replace(claim, kind="vote", direction="veto", body="UNSC", topics=topics, words=kept)


def _inside(one: Named, where: Sequence[tuple[int, int]]) -> bool:
    return any(s < one.end and one.start < e for s, e in where)


def _body(text: str, gazetteer: Gazetteer, as_of: str) -> tuple[str | None, list[tuple[int, int]]]:
    """The body that votes, and where it is named."""
    for pattern, body in ((_COUNCIL, "UNSC"), (_ASSEMBLY, "UNGA")):
        found = pattern.search(text)
        if found:
            return body, [found.span()]
    for match in gazetteer.matches(text):
        for entity in match.entities:
            term = entity.at(as_of)
            if term and term.role == "LEG" and entity.kind == "body":
                return f"{term.code}:LEG", [(match.start, match.end)]
    chamber = _CHAMBER.search(text)
    if chamber:
        near = [n for n in named_parties(text, gazetteer, as_of) if 0 <= chamber.start() - n.end <= 3]
        if near:
            return f"{near[-1].code.split(':')[0]}:LEG", [(near[-1].start, chamber.end())]
    return None, []


def judge_votes(claim: Claim, store: Store, gazetteer: Gazetteer, as_of: str) -> Judged:
    """Whether a vote of the record went as ``claim`` says."""
    for_: list[Deed] = []
    against: list[Deed] = []
    tally = 0
    for row in store.rows(_SQL, [as_of]):
        # MAP comes as a mapping or as pairs, as the driver has it
        members = dict(row["by_member"] or {}) | dict.fromkeys(row["veto"] or (), "veto")
        fits = _fits(claim, row, members, gazetteer, as_of)
        if fits < FAINT:
            continue
        how, count = _how(claim, row, members)
        if how is None:
            continue
        tally = max(tally, count)
        if how or _names_one(claim):
            (for_ if how else against).append(_deed(row, members, claim, fits, as_of))
    for_.sort(key=lambda d: (-d.probability, d.day))
    against.sort(key=lambda d: (-d.probability, d.day))
    sure = {p: max((d.probability for d in for_ if p in d.actors), default=0.0) for p in claim.parties}
    probability = min(sure.values()) if sure else max((d.probability for d in for_), default=0.0)
    # how it voted long ago, on another text, does not say that it did not vote so since
    fresh = claim.first or days_before(as_of, FRESH)
    ruled_out = max((d.probability for d in against if d.day >= fresh), default=0.0)
    missing = tuple(p for p, value in sure.items() if value < SURE)
    if probability >= SURE and claim.direction in ("adopted", "failed") and ruled_out > probability:
        probability *= 1.0 - 0.5 * ruled_out  # a vote that fits better went the other way
    if probability >= SURE:
        return Judged(SUPPORTED, probability, tuple(for_), tuple(against), count=tally)
    if ruled_out >= SURE:
        verdict = CONTRADICTED
        return Judged(verdict, min(probability, 1.0 - ruled_out), tuple(for_), tuple(against), missing, count=tally)
    return Judged(UNKNOWN, probability, tuple(for_), tuple(against), missing, count=tally)


def _names_one(claim: Claim) -> bool:
    """Whether the claim says which vote it means: another vote on "a resolution" is no vote against it."""
    return bool(claim.words or claim.topics or claim.first or claim.count)


def _fits(claim: Claim, row: Mapping[str, Any], members: Mapping[str, str], gazetteer: Gazetteer, as_of: str) -> float:
    """Probability that the vote of ``row`` is the one that ``claim`` speaks of."""
    day = row["date_from"] or row["published"]
    if (claim.first and day < claim.first) or (claim.last and day > claim.last):
        return 0.0
    if claim.body and row["body"] != claim.body:
        # reports often say "the United Nations" of either of its bodies
        if {claim.body, row["body"]} != {"UNSC", "UNGA"} or (members and "veto" in members.values()):
            return 0.0
        chance = 0.6
    elif not claim.body and row["body"] not in ("UNSC", "UNGA"):
        return 0.0
    else:
        chance = 0.95
    text = row["evidence"].lower()
    share = sum(holds(text, w) for w in claim.words) / len(claim.words) if claim.words else 1.0
    chance *= 1.0 if share == 1.0 else 0.7 if share >= 0.5 else 0.12
    if claim.topics:
        known = {n.code.split(":")[0] for n in named_parties(row["evidence"], gazetteer, as_of)}
        for code in claim.topics:
            chance *= 1.0 if code in known else 0.08
    return chance


def _how(claim: Claim, row: Mapping[str, Any], members: Mapping[str, str]) -> tuple[bool | None, int]:
    """Whether the vote went as claimed (None where the report does not say), and the tally it is judged by."""
    how = claim.direction or "for"
    if claim.count:
        tally = row[_TALLIES[how]]
        return (None, 0) if tally is None else (tally >= claim.count, int(tally))
    if how in ("adopted", "failed"):
        outcome = row["outcome"]
        return (None, 0) if outcome not in ("adopted", "failed") else (outcome == how, 0)
    told = [members[p] for p in claim.parties if p in members]
    if not told:
        return None, 0
    if how == "veto" and "against" in told:
        return None, 0  # a vote against may be a veto, or one of procedure
    same = {"against": ("against", "veto"), "veto": ("veto",)}.get(how, (how,))
    return any(m in same for m in told), 0


def _sentences(text: str, start: int, end: int) -> str:
    """The sentences of ``text`` in which the words from ``start`` to ``end`` stand; ``text`` may begin inside one."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    first = max((n for n in ends if n <= start), default=0)
    last = next((n for n in ends if n >= end), len(text))
    return text[first:last].strip()


def _deed(row: Mapping[str, Any], members: Mapping[str, str], claim: Claim, fits: float, as_of: str) -> Deed:
    body = row["body"].partition(":")
    voters = [m for m in members if m in claim.parties] or ["UNO" if row["body"] in ("UNSC", "UNGA") else body[0]]
    how = members.get(voters[0]) or {"adopted": "adopted", "failed": "not adopted"}.get(row["outcome"] or "")
    day = row["date_from"] if row["date_from"] and row["date_precision"] == "day" else row["published"]
    told = dict(row) | {
        "evidence": _sentences(row["evidence"], row["at"], row["at"] + row["long"]),
        "id": (row["events"] or [row["id"]])[0],
        "type": "VOTE",
        "mode": how,
        "actors": [{"code": v, "role": None} for v in voters],
        "recipients": [],
        "coder_rule": "",
    }
    names = tuple(name for v in voters if (name := state_party(v, None, roles=False)))
    return Deed(row["incident"] or row["id"], min(day, as_of), fits, names, (told,))
