"""What reports say of the relations of two states themselves: of tension, of a thaw, of a dispute between the two."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dragoman.claims.parties import Named, named_parties
from dragoman.claims.reading import days_before
from dragoman.claims.words import words
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import Act, Report
from dragoman.store import Store

BACK = 5 * 365 + 60  # days that are read: those in which a low is one
SAYS = 3.0  # points that a report's word of tension, or of a thaw, says
SHORT = {"EUR": ("EU", "European"), "NAT": ("NATO",), "UNO": ("UN",)}  # how organisations are named beside their name
WEIGHT = 0.5  # and how much it counts
SAID = "said:"  # begins the ids of what is no coded event
NEAR = 40  # characters between the two names in "tension between A and B"
_SPOKEN = """
SELECT d.id AS document, d.published, d.outlets, d.text
FROM documents d
WHERE d.published <= ? AND d.published >= ? AND ({one}) AND ({other})
ORDER BY d.published, d.id
"""
_SENTENCE = re.compile(r"(?<![A-Z]\.)(?<=[.!?])\s+(?=[A-Z“\"])|\n+")
_SPEAKS = re.compile(
    r"\b(?:tension|relation|ties|rapprochement|disput|row|rift|spat|crisis|stand-?off|hostilit|confrontation"
    r"|war of words|feud|normali|d[ée]tente|thaw|reconcil|peace (?:deal|treaty|accord|agreement))",
    re.I,
)
_STRIFE = re.compile(
    r"\b(?:tensions?|row|rift|crisis|standoff|stand-off|feud|war of words|hostilit\w+|confrontation|disputes?|spat)\b",
    re.I,
)
_OVER = re.compile(
    r"\b(?:eas(?:e|es|ed|ing)|de-?escalat\w+|defus\w+|resolv\w+|settl\w+|end(?:s|ed|ing)?|reduc\w+|calm\w*|mend\w*|overcome|lower\w*)\b",
    re.I,
)
_EFFORT = re.compile(
    r"\b(?:to|for|at) (?:help |try to |a )?(?:eas|reduc|defus|resol|end|settl|de-?escalat|calm|mend)", re.IGNORECASE
)
_PEACE = re.compile(
    r"\b(?:rapprochement|d[ée]tente|normali[sz]\w+|(?<!\d{4} )peace (?:deal|treaty|accord|agreement)"
    r"|thaw\w*|reconcil\w+)\b",
    re.I,
)
_UNREAL = re.compile(
    r"\b(?:not|no|unless|fail\w*|without|refus\w+|reject\w*|if|could|might|may|stall\w*|suspend\w*|collaps\w*)\b|n't\b",
    re.I,
)


def names_of(code: str, gazetteer: Gazetteer) -> list[str]:
    """Names of a state or organisation, as texts may hold them; none that holds another of them."""
    entity = gazetteer.state(code)
    names = [n for n, kind in gazetteer.names(entity) if kind != "acronym" or len(n) > 2] if entity else []
    names = names or [gazetteer.code_name(code), *(s for s in SHORT.get(code, ()))]
    return [n for n in names if not any(o in n for o in names if o != n)]


def spoken(a: str, b: str, store: Store, gazetteer: Gazetteer, as_of: str) -> list[Act]:
    """What reports say of the relations of ``a`` and ``b`` themselves, each as an act between the two."""
    out = []
    first = days_before(as_of, BACK)
    names = [names_of(c, gazetteer) for c in (a, b)]
    sql = _SPOKEN
    for place, these in zip(("{one}", "{other}"), names, strict=True):
        sql = sql.replace(place, " OR ".join(["contains(d.text, ?)"] * len(these)))
    for row in store.rows(sql, [as_of, first, *names[0], *names[1]]):
        sign, _ = words_between(row["text"], a, b, gazetteer, as_of)
        if sign:
            told = {
                "id": f"{SAID}{row['document']}",
                "incident": f"{SAID}{row['document']}",
                "type": "SUPPORT" if sign > 0 else "ACCUSE",
                "mode": None,
                "quad": 1 if sign > 0 else 3,
            }
            out.append(_act(dict(row) | told, row["published"], sign * SAYS, WEIGHT, a, b))
    return out


def words_between(text: str, a: str, b: str, gazetteer: Gazetteer, as_of: str) -> tuple[int, str]:
    """What ``text`` says of the relations of the two (see ``_says``), and the first sentence that says it."""
    for sentence in speaking(text):
        if sign := _says(sentence, a, b, gazetteer, as_of):
            return sign, sentence
    return 0, ""


def speaks(sentence: str) -> bool:
    """Whether ``sentence`` has words of relations, of tension or of peace, whoever it names."""
    return bool(_STRIFE.search(sentence) or _PEACE.search(sentence) or words().find("relations", sentence))


def speaking(text: str) -> list[str]:
    """Sentences of ``text``, where it has words of relations at all."""
    return [s for s in _SENTENCE.split(text) if s] if _SPEAKS.search(text) else []


def _says(sentence: str, a: str, b: str, gazetteer: Gazetteer, as_of: str) -> int:
    """1 where ``sentence`` says that relations of the two are good or better, -1 bad or worse, 0 nothing."""
    vocabulary = words()
    relations = vocabulary.find("relations", sentence)
    strife, peace = _STRIFE.search(sentence), _PEACE.search(sentence)
    if not (relations or strife or peace):
        return 0
    named = named_parties(sentence, gazetteer, as_of)
    if not _paired(sentence, named, a, b):
        return 0
    if peace and not _UNREAL.search(sentence):
        return 1
    if relations and not _UNREAL.search(sentence):
        up, down = vocabulary.find("improve", sentence), vocabulary.find("worsen", sentence)
        if bool(up) != bool(down):
            return 1 if up else -1
    if strife:
        if _EFFORT.search(sentence) and not re.search(r"\bagree", sentence):
            return -1  # who comes to ease tension finds some
        near = sentence[max(0, strife.start() - NEAR) : strife.end() + NEAR]
        return 1 if _OVER.search(near) and not _UNREAL.search(near) else -1
    return 0


def _paired(sentence: str, named: Sequence[Named], a: str, b: str) -> bool:
    """Whether the two are named side by side, or nobody else is named."""
    codes = [n.code.split(":")[0] for n in named]
    if a not in codes or b not in codes:
        return False
    if set(codes) - {"UNO"} == {a, b}:
        return True
    return any(
        {codes[i], codes[i + 1]} == {a, b} and named[i + 1].start - named[i].end <= NEAR for i in range(len(named) - 1)
    )


def _act(row: Mapping[str, Any], day: str, score: float, weight: float, one: str, other: str) -> Act:
    return Act(
        incident=row["incident"],
        day=date.fromisoformat(day).isoformat(),
        type=row["type"],
        mode=row["mode"],
        status="happened",
        quad=row["quad"],
        score=score,
        weight=weight,
        confidence=weight,
        actors=(one,),
        recipients=(other,),
        reports=(Report(row["id"], row["document"], row["published"], tuple(row["outlets"] or ())),),
    )
