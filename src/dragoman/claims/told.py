"""Acts that reports tell in the words of a claim, where no frame caught them: read by words and their order alone.

A sentence tells a claim's act where it holds the claim's verb (or one that stands for it), the parties that act are
named last before it (after "by" where it is passive), and it names the others and holds the claim's other words.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from dragoman.claims.claim import Claim
from dragoman.claims.parties import Named, named_parties
from dragoman.claims.reading import days_before
from dragoman.claims.words import holds, loosely, verb_pattern
from dragoman.gazetteer import Gazetteer
from dragoman.store import Store

TRUST = 0.8  # how surely words in that order tell the act
ANNOUNCED = 0.75  # how surely what was announced was done
ELSEWHERE = 0.7  # a party that another sentence of the report names may be the one that this one means
BACK = 400  # days before the day asked about whose reports are read
EVER = 20000  # days: as far back as the record goes, where it matters whether something was done before
GAP = 90  # characters between those who act and their verb

_SENTENCE = re.compile(r"(?<![A-Z]\.)(?<!\bMr\.)(?<!\bDr\.)(?<=[.!?])\s+(?=[A-Z“\"])|\n+")
_LISTED = re.compile(
    r"(?:'s|’s)?\s*(?:,|;|\band\b|,\s*and\b|&|–)\s*(?:the |both )?(?:governments? of |presidents? of )?(?:the )?$"
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:that|who|which|whose|after|when|because|if|says?|said|warns?|for|against|to|with|over|while|although|amid|since"
    r"|before|following|despite|where|than|during|from|in response)\b|[;:]",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|to be|is to|are to|plan\w*|intend\w*|intention|agree[sd]?|promis\w+|pledg\w+|vow\w*|announc\w+"
    r"|decid\w+|decision|set|about) (?:\w+ )?(?:to )?$|\b(?:will|shall|is to|are to)\b",
    re.I,
)
_UNREAL = re.compile(
    r"\b(?:neither|nor|without|instead of|rather than|may|might|could|can|would|should|must|not|never"
    r"|no longer|refus\w+|threat\w+|consider\w*|if|unless|call\w* (?:on|for)|urg\w+"
    r"|propos\w+|demand\w*|want\w*|ask\w*|fail\w*|declin\w*"
    r"|den(?:y|ies|ied)|warn\w*|seek\w*|hop(?:e|es|ed)|offer\w*|tr(?:y|ies|ied)|accus\w+)\b|n't\b",
    re.I,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|get|gets|got)(?: \w+ly)? $", re.I)
_BY = re.compile(r"^[^.;]{0,80}?\bby (?:the )?")
_SQL = """
SELECT d.id AS document, d.name, d.published, d.outlets, d.text
FROM documents d
WHERE d.published IS NOT NULL AND d.published <= ? AND d.published >= ? AND regexp_matches(lower(d.text), ?)
ORDER BY d.published, d.id
"""
_EVENTS = """
SELECT e.id, e.document, e.status, e.type, e.mode, e.trigger_start, e.trigger_end, i.incident,
       [x.code for x in e.actors] AS actors
FROM current_events e JOIN incident_events i ON i.event = e.id
WHERE e.document IN (SELECT unnest(?::VARCHAR[]))
"""


def told(claim: Claim, store: Store, gazetteer: Gazetteer, as_of: str, together: bool = False) -> list[dict[str, Any]]:
    """Sentences that tell the act of ``claim``, as rows of events with a ``probability`` and the parties that ``acts``.

    What parties do ``together`` is told of all of them or of none.
    """
    if not claim.verb or not claim.parties:
        return []
    first = claim.first or days_before(as_of, EVER if claim.occasion else BACK)
    first = max(first, days_before(as_of, EVER if claim.occasion or claim.first else BACK))
    pattern = verb_pattern(claim.verb)
    documents = store.rows(_SQL, [as_of, first, r"\b" + pattern.replace(r"(?!\w)", r"\b")])
    hit = re.compile(r"(?<![\w-])" + pattern, re.I)
    found = []
    for row in documents:
        if claim.last and row["published"] > claim.last:
            continue
        for start, end in _sentences(row["text"]):
            sentence = row["text"][start:end]
            if not hit.search(sentence):
                continue
            best = _read(claim, together, sentence, hit, row["text"], gazetteer, as_of)
            if best:
                found.append((row, start, end, *best))
    return _rows(claim, found, store)


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(at for m in _SENTENCE.finditer(text) for at in m.span()), len(text)]
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b > a]


def _read(
    claim: Claim, together: bool, sentence: str, hit: re.Pattern[str], text: str, gazetteer: Gazetteer, as_of: str
) -> tuple[float, tuple[str, ...], int] | None:
    """The likeliest reading of ``sentence`` as the act of ``claim``: probability, who acts, where the verb stands."""
    lower = loosely(sentence.lower())
    share = sum(holds(lower, w) for w in claim.words) / len(claim.words) if claim.words else 1.0
    if share < 0.5:
        return None
    named = named_parties(sentence, gazetteer, as_of)
    elsewhere: set[str] | None = None
    best: tuple[float, tuple[str, ...], int] | None = None
    for match in hit.finditer(sentence):
        actors, real = _actors(sentence, match, named)
        acts = tuple(p for p in claim.parties if p in actors)
        if not acts or real <= 0.0:
            continue
        chance = TRUST * real * (1.0 if share == 1.0 else 0.6)
        others = {n.code for n in named if n.code not in acts}
        others |= {c.split(":")[0] for c in others}
        if together:
            after = [n for n in named if n.start >= match.end()]
            if not set(claim.parties) - set(acts) <= (_lists(sentence, after)[0] if after else set()):
                continue
            acts = claim.parties
        for code in (*claim.recipients, *claim.topics):
            if code in others or code.split(":")[0] in others:
                continue
            if elsewhere is None:
                elsewhere = {n.code.split(":")[0] for n in named_parties(text, gazetteer, as_of)}
            chance *= ELSEWHERE if code.split(":")[0] in elsewhere - {a.split(":")[0] for a in acts} else 0.0
        if claim.recipients and not together:
            # who is named first after the verb is whom it is done to, unless nobody else is named
            after = [n for n in named if n.start >= match.end() and n.code not in acts]
            near = _lists(sentence, after)[0] if after else set()
            bases = {c.split(":")[0] for c in near}
            if near and not {c.split(":")[0] for c in claim.recipients} & bases:
                chance *= 0.5
        if chance and (best is None or chance > best[0]):
            best = chance, acts, match.start()
    return best


def _actors(sentence: str, match: re.Match[str], named: Sequence[Named]) -> tuple[set[str], float]:
    """Who does what the verb at ``match`` tells, and how real it is."""
    before = sentence[: match.start()]
    if _PASSIVE.search(before):
        by = _BY.match(sentence[match.end() :])
        if not by:
            return set(), 0.0
        at = match.end() + by.end()
        return _list_from(sentence, [n for n in named if n.start >= at], at), _reality(before[-40:])
    earlier = [n for n in named if n.end <= match.start()]
    if not earlier:
        return set(), 0.0
    lists = _lists(sentence, earlier)
    gap = before[earlier[-1].end :]
    if re.search(r"\band(?: \w+ly| then| also)? $", gap):
        # "A leaves B and joins C": who stands first does both
        return lists[0], 0.9 * _reality(before)
    plain = re.sub(r"^[^,]*,[^,]*, ", "", gap) if gap.count(",") >= 2 else gap
    clause = re.sub(r"\b(?:to|that)\b", "", plain) if _TO_COME.search(plain) else plain
    if len(plain) > GAP or _OTHER_CLAUSE.search(clause):
        return set(), 0.0
    return lists[-1], _reality(gap)


def _reality(words: str) -> float:
    if _UNREAL.search(words):
        return 0.0
    return ANNOUNCED if _TO_COME.search(words) else 1.0


def _lists(sentence: str, named: Sequence[Named]) -> list[set[str]]:
    lists = [{named[0].code}]
    for one, two in pairwise(named):
        between = sentence[one.end : two.start]
        if _LISTED.fullmatch(between) or (one.code == two.code and len(between) <= 40):
            lists[-1].add(two.code)
        else:
            lists.append({two.code})
    return lists


def _list_from(sentence: str, named: Sequence[Named], at: int) -> set[str]:
    if not named or named[0].start - at > 25:
        return set()
    return _lists(sentence, named)[0]


def _rows(claim: Claim, found: Sequence[tuple[Any, ...]], store: Store) -> list[dict[str, Any]]:
    if not found:
        return []
    events: dict[str, list[Mapping[str, Any]]] = {}
    for coded in store.rows(_EVENTS, [sorted({row["document"] for row, *_ in found})]):
        events.setdefault(coded["document"], []).append(coded)
    out = []
    for row, start, end, chance, acts, at in found:
        inside = [e for e in events.get(row["document"], ()) if start <= e["trigger_start"] < end]
        here = [e for e in inside if e["trigger_start"] <= start + at < e["trigger_end"] + 1]
        if any(e["status"] not in ("happened", "planned") for e in here):
            continue  # the coder knows that it did not happen, or only may
        told_by = here or inside
        event: Mapping[str, Any] | None = told_by[0] if told_by else None
        out.append(
            {
                "id": event["id"] if event else "",
                "incident": event["incident"] if event else row["document"],
                "document": row["document"],
                "name": row["name"],
                "published": row["published"],
                "outlets": row["outlets"],
                "type": claim.event.type if claim.event else (event["type"] if event else None),
                "mode": claim.event.mode if claim.event else None,
                "actors": [{"code": a.split(":")[0], "role": a.partition(":")[2] or None} for a in acts],
                "recipients": [
                    {"code": r.split(":")[0], "role": r.partition(":")[2] or None} for r in claim.recipients
                ],
                "date_from": None,
                "date_precision": "about",
                "evidence": row["text"][start:end],
                "acts": acts,
                "probability": chance,
            }
        )
    return out
