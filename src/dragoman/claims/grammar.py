"""What a claim asks: a trend of relations or of support, the state of diplomatic ties, or an act."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.claims.asked import act_of
from dragoman.claims.claim import Claim, refused
from dragoman.claims.parties import Named, distinct, group_codes, named_parties
from dragoman.claims.reading import days_of
from dragoman.claims.spelling import clear, mistyped
from dragoman.claims.votes import vote_of
from dragoman.claims.words import Words, words
from dragoman.gazetteer import Gazetteer

_NEVER = re.compile(r"\bnever (?:been|\w+) (?:better|worse|closer|stronger|warmer|friendlier)\b|\bnever before\b", re.I)
_LESS_ISOLATED = re.compile(
    r"\bless isolated|\b(?:out of|from) (?:its |their )?isolation|\bend(?:s|ed|ing)? .*isolation", re.I
)
_NO_TIES = re.compile(
    r"\b(?:no|without) diplomatic (?:relations|ties)\b"
    r"|\bno longer (?:have|has|maintain|keep|entertain)\w* (?:any )?(?:diplomatic )?(?:relations|ties)\b",
    re.I,
)
_DOWN = re.compile(r"\b(?:break\w*|broken?) down\b", re.I)
_AIMED = re.compile(r"\b(?:for|to|of|behind|towards?|with|against|from|on)(?: the)?$")
_HAS_SUPPORT = re.compile(r"\b(?:los|gain|win|shed|isolat|enjoy|attract|receiv|draw|garner)", re.I)
_TURNS_AWAY = re.compile(
    r"\bisolat(?:ed|ion|ing)\b|\bpariah\b|\b(?:world|community|states|countries|nations|members)\b.*\bturn\w*\b.*\b(?:away|against|back)"
    r"|\b(?:out of|losing) friends\b|\bfriendless\b",
    re.I,
)
_SINCE_AHEAD = re.compile(r"^(?:since|after|following|in the wake of)\b[^,]*?(?:,|\s{3,})", re.I)
_SINCE = re.compile(r"(?<=\w) (?:since|after|following|in the wake of)\b.*$", re.I)


def parse_claim(text: str, gazetteer: Gazetteer, as_of: str, read_as: tuple[tuple[str, str], ...] = ()) -> Claim:
    """The claim that ``text`` makes on the ISO day ``as_of``; ``read_as`` are names that were mended in it.

    Raises ``ClaimError`` where it is of no accepted form.
    """
    flat = re.sub(r"\s+", " ", text).strip().strip("\"'“”‘’").rstrip(".!?").strip()
    if not flat or len(flat) > 500:
        raise refused(text, "a claim is one sentence of up to 500 characters")
    flat = re.sub(r"\s*[–—]\s*", "-", flat).replace("’", "'")
    vocabulary = words()
    for pattern, plain in vocabulary.plainly:
        flat = pattern.sub(plain, flat)
    first, last, spans = days_of(flat, as_of)
    # "in May 2024" names nobody
    named = [n for n in named_parties(flat, gazetteer, as_of) if not any(a <= n.start < b for a, b in spans)]
    if not read_as:
        mended = _mended(text, flat, named, gazetteer)
        if mended:
            return parse_claim(mended[0], gazetteer, as_of, mended[1])
    negated = bool(vocabulary.find("not", flat)) and not _NEVER.search(flat)
    relations, support = vocabulary.find("relations", flat), vocabulary.find("support", flat)
    states = distinct(named)
    # "Trump's America", "Maduro's Venezuela": whose person of a named state it is, is no third party
    states = [c for c in states if ":" not in c or c.split(":")[0] not in states]
    rest = _without_dates(flat, spans)
    base = Claim(flat, "act", read_as=read_as, negated=negated, first=first, last=last)
    if support or _TURNS_AWAY.search(flat):
        found = _support(flat, named, base, vocabulary, gazetteer, as_of)
        if found:
            return found
    if relations and len(states) >= 2:
        found = _relations(rest, relations, states, base, vocabulary)
        if found:
            return found
    if len(states) == 2:
        found = _course(rest, states, base, vocabulary)
        if found:
            return found
    if relations and relations.start() < 12 and len(states) < 2:
        known = f"only {gazetteer.code_name(states[0].partition(':')[0])}" if states else "none"
        raise refused(text, f"relations have two sides, and of those named {known} is known")
    if support and not named:
        raise refused(text, "it does not say for whom the support is, or names no state or body that is known")
    vote = vote_of(flat, named, base, gazetteer, as_of, spans)
    if vote:
        return vote
    return act_of(flat, named, base, vocabulary, gazetteer, as_of, spans)


def _mended(
    text: str, flat: str, named: Sequence[Named], gazetteer: Gazetteer
) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The claim with names that are typed wrongly put right, and what was read as what; None where none are."""
    read_as: list[tuple[str, str]] = []
    for start, end, near in reversed(mistyped(flat, named, gazetteer)):
        if not clear(flat[start:end], near):
            raise refused(text, f"“{flat[start:end]}” is no known name; {' or '.join(near[:3])} may be meant")
        read_as.insert(0, (flat[start:end], near[0]))
        flat = flat[:start] + near[0] + flat[end:]
    return (flat, tuple(read_as)) if read_as else None


# ---------------------------------------------------------------- trends
def _way(text: str, vocabulary: Words, up: str, down: str) -> str | None:
    """up, down, low or high: what the clause says last of them where several could be read."""
    for name in ("low", "high"):
        if vocabulary.find(name, text):
            return name
    rising, falling = vocabulary.find(up, text), vocabulary.find(down, text)
    if rising and falling:
        return "up" if rising.start() < falling.start() else "down"
    return "up" if rising else "down" if falling else None


def _relations(text: str, noun: re.Match[str], states: Sequence[str], base: Claim, vocabulary: Words) -> Claim | None:
    parties, rest = tuple(states[:2]), text
    # what breaks down is not broken off
    ended, again = vocabulary.find("break", _DOWN.sub("", rest)), vocabulary.find("restore", rest)
    if _NO_TIES.search(rest):
        return replace(base, kind="ties", parties=parties, direction="broken", negated=False)
    if ended and len(states) == 2 and re.search(r" and .*\b(?:sever|cut|broke|break|ended)", rest[: ended.end()]):
        # "A and B severed ties": what both did is the state of their relations
        both = re.search(r"\b(?:with|to|from)\b", rest[ended.end() :])
        if not both and noun.start() > ended.start():
            return replace(base, kind="ties", parties=parties, direction="broken")
    way = _way(rest, vocabulary, "improve", "worsen")
    if way in ("low", "high"):
        return replace(base, kind="relations", parties=parties, direction=way)
    state_form = noun.start() < min((m.start() for m in (ended, again) if m), default=-1)
    diplomatic = again and re.search(r"\bdiplomatic (?:relations|ties)\b", rest, re.IGNORECASE)
    if (ended or again) and (state_form or way is None or diplomatic):
        if not state_form and not re.search(r"\b(restor|re-?establish|establish|resum|renew|normali)", rest, re.I):
            return None  # "A broke off relations with B" is an act of A
        if again and not re.search(r"\b(restor|re-?establish|establish|resum|renew|normali|repair)", rest, re.I):
            return None
        if again and re.search(r"\bare (?:\w+ )?normali", rest):
            return replace(base, kind="relations", parties=parties, direction="up")
        return replace(base, kind="ties", parties=parties, direction="restored" if again else "broken")
    if way:
        return replace(base, kind="relations", parties=parties, direction=way)
    return None


def _course(text: str, states: Sequence[str], base: Claim, vocabulary: Words) -> Claim | None:
    """Relations told by another noun ("tension between A and B rises") or by none ("A and B drift apart")."""
    rest, way = text, None
    if vocabulary.find("tension", rest):
        rising, easing = vocabulary.find("escalate", rest), vocabulary.find("ease", rest)
        way = "up" if easing and (not rising or easing.start() < rising.start()) else "down" if rising else None
    if way:
        pass
    elif vocabulary.find("together", rest):
        way = "up"
    elif vocabulary.find("apart", rest):
        way = "down"
    return replace(base, kind="relations", parties=tuple(states), direction=way) if way else None


def _support(
    text: str,
    named: Sequence[Named],
    base: Claim,
    vocabulary: Words,
    gazetteer: Gazetteer,
    as_of: str,
) -> Claim | None:
    noun = vocabulary.find("support", text)
    way = _way(text, vocabulary, "grow", "erode")
    if re.search(r"\bpariah\b", text) and not noun:
        way = "down"
    elif re.search(r"\bisolat", text) and not noun:
        # "increasingly isolated": what grows is no support
        way = "up" if _LESS_ISOLATED.search(text) else "down"
    if way is None or not named:
        return None
    at = noun.start() if noun else 0
    aimed = [n for n in named if n.start > at and _AIMED.search(text[: n.start].rstrip())]
    owner = [n for n in named if n.end <= at]
    if aimed:
        target = aimed[0]
        givers = [n for n in named if n is not target]
    elif owner and (not noun or _HAS_SUPPORT.search(text)):
        target, givers = owner[0], [n for n in named if n is not owner[0]]
    elif not noun:
        target, givers = named[0], list(named[1:])
    else:
        return None
    group, name = _group(text, target, givers, gazetteer, as_of)
    direction = {"low": "low", "high": "high", "up": "up", "down": "down"}[way]
    return replace(base, kind="support", parties=(target.code,), direction=direction, group=group, group_name=name)


# "among the Nordics": what stands there is said to be a group; "among voters" limits nothing that is measured
_AMONG = re.compile(r"\bamong (?:the )?(?P<group>[A-Z][\w-]+(?: [A-Z][\w-]+)*)")


def _group(
    text: str, target: Named, givers: Sequence[Named], gazetteer: Gazetteer, as_of: str
) -> tuple[tuple[str, ...] | None, str | None]:
    lower = text.lower()
    places = [
        (lower.find(name), name)
        for name in sorted(words().groups, key=len, reverse=True)
        if re.search(
            r"(?<!\w)" + re.escape(name) + r"(?!\w)",
            lower[: target.start] + " " * (target.end - target.start) + lower[target.end :],
        )
    ]
    if places:
        name = places[0][1]
        return group_codes(words().groups[name], gazetteer, as_of), text[places[0][0] : places[0][0] + len(name)]
    codes = tuple(dict.fromkeys(g.code for g in givers if g.code != target.code))
    if codes:
        return codes, ", ".join(map(gazetteer.code_name, codes))
    if unknown := _AMONG.search(text):
        raise refused(text, f"no group of states is known as {unknown['group']}")
    return None, None


def _without_dates(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with spaces where it says since when: what happened then says nothing of which way things go."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    for pattern in (_SINCE_AHEAD, _SINCE):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return text
