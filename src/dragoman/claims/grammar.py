"""What a claim asks: a trend of relations or of support, the state of diplomatic ties, or an act."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.claims.words import Words, words
from dragoman.errors import UsageError
from dragoman.extract.dates import find_dates
from dragoman.extract.events import find_events
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import party, state_party
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.records import Document, Event
from dragoman.resolve import ActorResolver

FORMS = (
    "relations between A and B are improving | worsening (since DATE)",
    "relations between A and B have reached a (new) low | high",
    "tension between A and B is rising | easing; A and B are moving closer | drifting apart",
    "relations between A and B are broken off | restored",
    "support for A (among GROUP) is eroding | growing (since DATE)",
    "A did X to B (for the first time | again) (in DATE), as in: Russia expelled British diplomats",
    "A, B and C did X (to D); ten states did X (to D)",
)
GROUP_NOUNS = r"(?:states|countries|governments|nations|members(?: of (?:the )?(?P<of>[\w ]+?))?)"
_NEVER = re.compile(r"\bnever (?:been|\w+) (?:better|worse|closer|stronger|warmer|friendlier)\b|\bnever before\b", re.I)
_LESS_ISOLATED = re.compile(
    r"\bless isolated|\b(?:out of|from) (?:its |their )?isolation|\bend(?:s|ed|ing)? .*isolation", re.I
)
_HAS_SUPPORT = re.compile(r"\b(?:los|gain|win|shed|isolat|enjoy|attract|receiv|draw|garner)", re.I)
_TURNS_AWAY = re.compile(r"\bisolat(?:ed|ion|ing)\b|\bpariah\b|\b(?:world|community)\b.*\bturn", re.I)
_SINCE_AHEAD = re.compile(r"^(?:since|after|following|in the wake of)\b[^,]*?(?:,|\s{3,})", re.I)
_SINCE = re.compile(r"(?<=\w) (?:since|after|following|in the wake of)\b.*$", re.I)
_WHO_WAS_FIRST = re.compile(
    r"\b(?:became|becomes|is|was) the (?:first|second|third|last) [\w\s-]*?(?:to|that|which)\b", re.I
)
_ANOTHER = re.compile(r"\b(?:yet )?another (?!countr|state|nation|member|one\b|year|day|week|month)\w", re.I)
MONTHS = "January February March April May June July August September October November December".split()


class ClaimError(UsageError):
    """A sentence that is no claim of an accepted form; the message lists the forms."""


@dataclass(frozen=True, slots=True)
class Named:
    """A party named in a claim: ``CODE`` or ``CODE:ROLE``, and where; ``group`` is a set of states."""

    code: str
    start: int
    end: int
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as understood.

    ``kind`` is ``relations``, ``support``, ``ties`` or ``act``; ``direction`` is up, down, low, high, broken, restored,
    or None; ``parties`` the two sides of relations, the one supported, or the actors; ``recipients``, ``words``
    and ``event`` belong to acts; ``group`` is the set whose support is meant; ``first``, ``last`` bound its days,
    ``first`` is also the day since when a trend runs; ``count`` asks for so many actors; ``occasion`` is first or
    again.
    """

    text: str
    kind: str
    parties: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    direction: str | None = None
    negated: bool = False
    group: tuple[str, ...] | None = None
    group_name: str | None = None
    first: str | None = None
    last: str | None = None
    count: int | None = None
    occasion: str | None = None
    event: Event | None = None
    words: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _tools() -> tuple[Parser, Ontology]:
    return Parser(), Ontology.load()


def parse_claim(text: str, gazetteer: Gazetteer, as_of: str) -> Claim:
    """The claim that ``text`` makes on the ISO day ``as_of``.

    Raises ``ClaimError`` where it is of no accepted form.
    """
    flat = re.sub(r"\s+", " ", text).strip().strip("\"'“”‘’").rstrip(".!?").strip()
    if not flat or len(flat) > 500:
        raise _error(text, "a claim is one sentence of up to 500 characters")
    flat = re.sub(r"\s*[–—]\s*", "-", flat).replace("’", "'")
    vocabulary = words()
    for pattern, plain in vocabulary.plainly:
        flat = pattern.sub(plain, flat)
    first, last, spans = _days(flat, as_of)
    # "in May 2024" names nobody
    named = [n for n in named_parties(flat, gazetteer, as_of) if not any(a <= n.start < b for a, b in spans)]
    negated = bool(vocabulary.find("not", flat)) and not _NEVER.search(flat)
    relations, support = vocabulary.find("relations", flat), vocabulary.find("support", flat)
    states = _distinct(named)
    # "Trump's America", "Maduro's Venezuela": whose person of a named state it is, is no third party
    states = [c for c in states if ":" not in c or c.split(":")[0] not in states]
    rest = _without_dates(flat, spans)
    base = Claim(flat, "act", negated=negated, first=first, last=last)
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
        raise _error(text, f"relations have two sides, and of those named {known} is known")
    if support and not named:
        raise _error(text, "it does not say for whom the support is, or names no state or body that is known")
    return _act(flat, named, base, vocabulary, gazetteer, as_of, spans)


def _error(text: str, why: str) -> ClaimError:
    forms = "\n".join(f"  {form}" for form in FORMS)
    short = text if len(text) <= 120 else text[:117] + "..."
    return ClaimError(f"“{short}” cannot be judged: {why}. Accepted are:\n{forms}")


# ---------------------------------------------------------------- who is named
def named_parties(text: str, gazetteer: Gazetteer, as_of: str) -> list[Named]:
    """Parties named in ``text``, in order; names typed in small letters are found too."""
    found = _matched(text, gazetteer, as_of)
    if not found:
        # same length, so that offsets stay: "us-israel relations" is read as "US-Israel Relations"
        titled = re.sub(r"\b(us|uk|eu|un|uae)\b", lambda m: m[0].upper(), text)
        titled = re.sub(r"\b[a-z]{3,}\b", lambda m: m[0].capitalize(), titled)
        found = _matched(titled, gazetteer, as_of)
    for match in re.finditer(r"\b([A-Za-z]+)(?=-[A-Za-z])", text):
        code = words().combining.get(match[1].lower())
        if code:  # "Russo-Turkish": the first part is no surname here
            found = [n for n in found if n.end <= match.start() or n.start >= match.end()]
            found.append(Named(code, match.start(), match.end()))
    for match in re.finditer(
        r"\b(?:the )?two Koreas\b|\b(?:inter|intra)-Korean\b|\b(?:North|South)(?: and |-)(?:South|North) Korean?s?\b",
        text,
        re.I,
    ):
        found = [n for n in found if n.end <= match.start() or n.start >= match.end()]
        found += [Named("KOR", match.start(), match.start() + 1), Named("PRK", match.end() - 1, match.end())]
    return sorted(found, key=lambda n: n.start)


def _matched(text: str, gazetteer: Gazetteer, as_of: str) -> list[Named]:
    found = []
    for match in gazetteer.matches(text):
        if match.common and not text[match.start].isupper():
            continue
        # of several bearers of a name who is in office then is meant, before who was, or will be
        ranked = [t for e in match.entities if (t := e.at(as_of))] + [t for e in match.entities if (t := e.at(None))]
        for term in ranked:
            if term.code:
                code = state_party(term.code, term.role, roles=False) or party(term.code, term.role)
                group = words().groups.get(text[match.start : match.end].lower())
                found.append(Named(code, match.start, match.end, group))
                break
    return found


def _distinct(named: Sequence[Named]) -> list[str]:
    return list(dict.fromkeys(n.code for n in named))


# ---------------------------------------------------------------- when
def _days(text: str, as_of: str) -> tuple[str | None, str | None, list[tuple[int, int]]]:
    """First and last day that a claim speaks of, and where it does so."""
    first = last = None
    spans: list[tuple[int, int]] = []
    # a day has a figure or a month in it; without, the parser need not be loaded
    if not re.search(r"\d|" + "|".join(MONTHS), text):
        return first, last, spans
    document = Document("claim", "claim", text, published=as_of)
    parsed = _tools()[0].parse(text)
    for found in find_dates(document, parsed):
        before = text[: found.span.start].lower().rstrip()
        if found.type not in ("DATE", "DURATION") or not found.from_:
            continue
        if re.search(r"\b(since|after|from)$", before):
            first = found.from_
        elif re.search(r"\b(until|before|till|by)$", before):
            last = found.to
        elif re.search(r"\b(in|on|during|between|of|early in|late in)$", before):
            first, last = found.from_, found.to
        else:
            continue
        spans.append((found.span.start, found.span.end))
    if first and first > as_of:
        first = None
    return first, last, spans


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
    ended, again = vocabulary.find("break", rest), vocabulary.find("restore", rest)
    if re.search(r"\bno diplomatic (?:relations|ties)\b", rest, re.IGNORECASE):
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
    aimed = [
        n
        for n in named
        if n.start > at and re.search(r"\b(?:for|to|of|behind|towards?|with)(?: the)?$", text[: n.start].rstrip())
    ]
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
    return None, None


def group_codes(name: str, gazetteer: Gazetteer, as_of: str | None) -> tuple[str, ...]:
    """Codes of a named group on a day, the organisation itself included; ``WEST`` is NATO, the EU and G7 together."""
    if name == "WEST":
        parts = [group_codes(n, gazetteer, as_of) for n in ("EUR", "NAT", "G7")]
        return tuple(dict.fromkeys((*(c for p in parts for c in p), "AUS", "NZL", "CHE")))
    members = gazetteer.members(name, as_of)
    return (*members, name) if members and len(name) == 3 and name.isupper() and name not in ("P5",) else members


def _without_dates(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with spaces where it says since when: what happened then says nothing of which way things go."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    for pattern in (_SINCE_AHEAD, _SINCE):
        text = pattern.sub(lambda m: " " * len(m[0]), text)
    return text


# ---------------------------------------------------------------- acts
def _act(
    text: str,
    named: Sequence[Named],
    base: Claim,
    vocabulary: Words,
    gazetteer: Gazetteer,
    as_of: str,
    spans: Sequence[tuple[int, int]],
) -> Claim:
    if _WHO_WAS_FIRST.search(text):
        raise _error(text, "who was first among many is not judged; ask whether A did it for the first time")
    occasion = "first" if vocabulary.find("first", text) else "again" if vocabulary.find("again", text) else None
    if not occasion and _ANOTHER.search(text):
        occasion = "again"
    bare = text
    for name in ("first", "again"):
        bare = vocabulary.patterns[name].sub(lambda m: " " * len(m[0]), bare)
    for start, end in spans:
        bare = bare[:start] + " " * (end - start) + bare[end:]
        bare = (
            re.sub(r"\b(?:since|in|on|during|until|before|after|by)\s+$", lambda m: " " * len(m[0]), bare[:start])
            + bare[start:]
        )
    counted = counted_states(bare)
    sentence = bare.rstrip() + "."
    document = Document("claim", "claim", sentence, published=as_of)
    parser, ontology = _tools()
    parsed = parser.parse(sentence)
    resolver = ActorResolver(document, parsed, gazetteer)
    events = [e for e in find_events(document, parsed, resolver, (), ontology) if e.type]
    if not events:
        why = "no act is found in it" if named else "it names no state or body that is known"
        raise _error(text, why)
    event = next((e for e in events if e.status == "happened"), events[0])
    parties, recipients = _sides(event, events, named, counted)
    if not parties and not counted:
        raise _error(text, "it does not say who acted")
    topics = tuple(
        dict.fromkeys(
            n.code
            for n in named
            if n.code not in (*parties, *recipients) and n.code != "UNO" and n.start > event.trigger.start
        )
    )
    helpers = tuple(c for c in topics if _joins(text, c, named))
    parties, topics = (*parties, *helpers), tuple(c for c in topics if c not in helpers)
    group = group_name = None
    count = None
    if counted:
        count = counted[0]
        if counted[2]:
            key = words().groups.get(counted[2].lower().strip())
            group, group_name = (group_codes(key, gazetteer, as_of), counted[2]) if key else (None, None)
            if group:  # "ten EU countries": members act, not the body
                parties = tuple(p for p in parties if p != key)
    return replace(
        base,
        negated=event.status in ("not", "denied"),
        parties=parties,
        recipients=recipients,
        group=group,
        group_name=group_name,
        count=count,
        occasion=occasion,
        event=event,
        words=_telling(sentence, event, named, vocabulary),
        topics=topics,
    )


@lru_cache(maxsize=1)
def _count_pattern() -> re.Pattern[str]:
    number = "|".join(sorted(words().numbers, key=len, reverse=True))
    return re.compile(
        rf"\b(?P<over>(?:more than|over) )?(?P<n>\d{{1,3}}|{number})(?: other| more)?(?: (?P<group>[A-Za-z7]+))? "
        rf"{GROUP_NOUNS}\b",
        re.IGNORECASE,
    )


def counted_states(text: str) -> tuple[int, int, str | None] | None:
    """How many states ``text`` speaks of ("over twenty countries" is 21), where, and of which group."""
    found = _count_pattern().search(text)
    if not found:
        return None
    typed = found["n"].lower()
    count = int(typed) if typed.isdigit() else words().numbers[typed]
    return count + bool(found["over"]), found.start(), found["of"] or found["group"]


def _sides(
    event: Event, events: Sequence[Event], named: Sequence[Named], counted: tuple[int, int, str | None] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and recipients of a claim's act: as coded, and by the order of words where the coder leaves them out."""

    def codes(actors: Sequence[object]) -> tuple[str, ...]:
        found = (state_party(a.code, a.role, roles=False) for a in actors if a.code)  # type: ignore[attr-defined]
        return tuple(dict.fromkeys(c for c in found if c))

    def sure(coded: tuple[str, ...]) -> tuple[str, ...]:
        # people and companies of a state stand for the state that a claim is about
        known = {n.code for n in named}
        return tuple(dict.fromkeys(c if c in known else c.split(":")[0] for c in coded))

    parties, recipients = sure(codes(event.actors)), sure(codes(event.recipients))
    before = [n.code for n in named if n.end <= event.trigger.start]
    after = [n.code for n in named if n.start >= event.trigger.end and n.code != "UNO"]
    if not parties and not counted:
        parties = tuple(dict.fromkeys(before))
    recipients = tuple(c for c in recipients if c not in parties)
    # "Spain, Norway and Ireland did X": a state that stands before the verb and is no recipient acts as well
    if parties and not counted:
        joined = [c for c in before if c not in parties and c not in recipients]
        parties = (*parties, *dict.fromkeys(joined)) if len(before) > 1 else parties
    if event.mode in ("veto", "abstain") and len(parties) > 1:
        parties = tuple(p for p in parties if p != "UNO")  # members of a body vote, not the body
    if not recipients and after and event.recipients != ():
        recipients = (after[0],)
    return parties, tuple(c for c in recipients if c not in parties)


def _joins(text: str, code: str, named: Sequence[Named]) -> bool:
    """Whether a party after the act does it too: "A bombed B with C and D", "together with C"."""
    at = next(i for i, n in enumerate(named) if n.code == code)
    while at and re.fullmatch(r"(?:,|,? and) (?:the )?", text[named[at - 1].end : named[at].start]):
        at -= 1
    return bool(re.search(r"\b(?:with|alongside)(?: the)? $", text[: named[at].start]))


def _telling(sentence: str, event: Event, named: Sequence[Named], vocabulary: Words) -> tuple[str, ...]:
    """Words of the claim that a report of the same act would hold: not names, numbers, or words that say nothing."""
    out = []
    for match in re.finditer(r"[A-Za-z][\w'-]*", sentence):
        word = match[0].lower()
        word = word.removesuffix("'s")
        if any(n.start < match.end() and match.start() < n.end for n in named) or word in vocabulary.empty:
            continue
        if event.trigger.start <= match.start() < event.trigger.end or word in vocabulary.numbers:
            continue
        if match[0][0].isupper() and match.start() > 0 and match[0] in MONTHS:
            continue
        out.append(word)
    return tuple(dict.fromkeys(out))
