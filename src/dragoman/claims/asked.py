"""A claim that somebody did something: the sentence is coded as a report would be."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from dragoman.claims.claim import Claim, refused
from dragoman.claims.parties import Named, group_codes, named_parties
from dragoman.claims.reading import MONTHS, tools
from dragoman.claims.words import Words, words
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import state_party
from dragoman.records import Document, Event, Span

GROUP_NOUNS = r"(?:(?:member )?states|countries|governments|nations|members(?: of (?:the )?(?P<of>[\w ]+?))?)"
_WHO_WAS_FIRST = re.compile(
    r"\b(?:became|becomes|is|was) the (?:first|second|third|last) [\w\s-]*?(?:to|that|which)\b", re.I
)
_ANOTHER = re.compile(r"\b(?:yet )?another (?!countr|state|nation|member|one\b|year|day|week|month)\w", re.I)


def act_of(
    text: str,
    named: Sequence[Named],
    base: Claim,
    vocabulary: Words,
    gazetteer: Gazetteer,
    as_of: str,
    spans: Sequence[tuple[int, int]],
    again: bool = False,
) -> Claim:
    """The act that ``text`` claims; ``spans`` are where it says when.  Raises ``ClaimError``."""
    if _WHO_WAS_FIRST.search(text):
        raise refused(text, "who was first among many is not judged; ask whether A did it for the first time")
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
    from dragoman.extract.events import find_events
    from dragoman.resolve import ActorResolver

    counted = counted_states(bare)
    sentence = bare.rstrip() + "."
    document = Document("claim", "claim", sentence, published=as_of)
    parser, ontology = tools()
    parsed = parser.parse(sentence)
    resolver = ActorResolver(document, parsed, gazetteer)
    events = [_by_verb(e, sentence) for e in find_events(document, parsed, resolver, (), ontology) if e.type]
    if not events and not again:
        # who is in no office on the day of the claim may be no actor to the coder; the state is
        plain = _by_state(text, named, gazetteer)
        if plain != text:
            found = named_parties(plain, gazetteer, as_of)
            return act_of(plain, found, base, vocabulary, gazetteer, as_of, (), again=True)
    if not events:
        known = _verb_known(bare, named)
        if known and not counted:
            start, end = known
            return replace(
                base,
                parties=tuple(dict.fromkeys(n.code for n in named if n.end <= start)),
                recipients=tuple(dict.fromkeys(n.code for n in named if n.start >= end))[:1],
                topics=tuple(dict.fromkeys(n.code for n in named if n.start >= end))[1:],
                occasion=occasion,
                verb=bare[start:end].lower(),
                words=telling(sentence, (start, end), named, vocabulary),
            )
        raise refused(text, "no act is found in it" if named else "it names no state or body that is known")
    happened = [e for e in events if e.status == "happened"] or events
    # "retaliated by expelling": what says to whom, and how, says more than what does not
    event = max(happened, key=lambda e: bool(e.recipients) + bool(e.mode))
    parties, recipients = _sides(event, events, named, counted)
    if not parties and not counted:
        raise refused(text, "it does not say who acted")
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
        verb=sentence[event.trigger.start : event.trigger.end].lower(),
        words=telling(_uncounted(sentence), (event.trigger.start, event.trigger.end), named, vocabulary),
        topics=topics,
    )


def _by_verb(event: Event, sentence: str) -> Event:
    """``event`` with the verb of its rule alone as trigger: what "gave Ukraine *arms*" tells are words of the claim."""
    parts = event.coder.rule.rpartition(":")[2].split("_")
    told = list(re.finditer(r"\S+", event.trigger.of(sentence)))
    if len(told) <= len(parts) or told[-1][0].lower() == parts[-1]:
        return event
    start = event.trigger.start
    return replace(event, trigger=Span(start, start + told[len(parts) - 1].end()))


def _verb_known(text: str, named: Sequence[Named]) -> tuple[int, int] | None:
    """Where the first word after who acts stands that reports of acts use, though no frame reads it here."""
    if not named or re.match(r"\s*(?:is|are|was|were|has|have)\b(?! \w+(?:ed|en|n|t)\b)", text[named[0].end :]):
        return None
    for match in re.finditer(r"[A-Za-z][\w'-]*", text):
        if match.start() < named[0].end or any(n.start < match.end() and match.start() < n.end for n in named):
            continue
        word = match[0].lower()
        if word in words().same and (word not in words().empty or word.endswith("ed")):
            return match.span()
    return None


def _by_state(text: str, named: Sequence[Named], gazetteer: Gazetteer) -> str:
    """``text`` with states for the persons who govern, or governed, them."""
    for one in reversed(named):
        typed = text[one.start : one.end]
        if any(e.kind == "person" for m in gazetteer.matches(typed) for e in m.entities[:1]):
            text = text[: one.start] + gazetteer.code_name(one.code.split(":")[0]) + text[one.end :]
    return text


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


def _uncounted(text: str) -> str:
    """``text`` with spaces where it says how many of whom: "three Gulf states" are no words of a report."""
    return _count_pattern().sub(lambda m: " " * len(m[0]), text)


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
    known = {n.code.split(":")[0] for n in named}
    recipients = tuple(c for c in recipients if c not in parties and c.split(":")[0] in known)
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


def telling(sentence: str, trigger: tuple[int, int], named: Sequence[Named], vocabulary: Words) -> tuple[str, ...]:
    """Words of the claim that a report of the same act would hold: not names, numbers, or words that say nothing."""
    out = []
    for match in re.finditer(r"[A-Za-z][\w'-]*", sentence):
        word = match[0].lower()
        word = word.removesuffix("'s")
        if (
            any(n.start < match.end() and match.start() < n.end and not n.place for n in named)
            or word in vocabulary.empty
        ):
            continue
        if trigger[0] <= match.start() < trigger[1] or word in vocabulary.numbers:
            continue
        if match[0][0].isupper() and match.start() > 0 and match[0] in MONTHS:
            continue
        out.append(word)
    return tuple(dict.fromkeys(out))
