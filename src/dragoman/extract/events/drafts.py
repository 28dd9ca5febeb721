"""Acts on their way to records: one act told twice, acts that negation turns into another, dates shared in a text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.bounded import kids_of
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import CONTEXT, Parties, Side
from dragoman.extract.events.stated import Stated
from dragoman.ontology import word_list
from dragoman.ontology.ontology import COOPERATIVE, HOSTILE
from dragoman.parse import Parsed
from dragoman.records import Actor, DateRange, Event

_EXERCISES = word_list("acts.exercises")
_FIGHTS = word_list("acts.fights")
_REBELS = frozenset({"REB", "UAF", "CRM"})
_RULERS = frozenset({"GOV", "MIL", "COP", "SPY"})
_DRAWING = frozenset({"draw", "provoke", "spark", "trigger", "prompt", "elicit"})


@dataclass(slots=True)
class Draft:
    """An act on its way to a record."""

    match: Match
    parties: Parties
    status: str
    date: DateRange | None = None  # of an act that the text has told before


def merged(parsed: Parsed, drafts: list[Draft], day: Callable[[Draft], DateRange | None]) -> list[Draft]:
    """The acts of a sentence, each once; ``day`` says when one took place."""
    out: list[Draft] = []
    for draft in drafts:
        if any(_outcry(parsed, draft, other) or _fought_in(parsed, draft, other) for other in drafts):
            continue
        for at, other in enumerate(out):
            if _same(parsed, draft, other) and not (
                _told_apart(parsed, draft, other) and _days_apart(day(draft), day(other))
            ):
                out[at] = _joined(parsed, other, draft)
                break
        else:
            out.append(draft)
    return out


def _told_apart(parsed: Parsed, one: Draft, other: Draft) -> bool:
    """Whether two tellings may be of two acts; a participle goes on about its verb ("bombed it, *killing* six")."""
    tokens = [d.match.predicate.token for d in (one, other) if d.match.predicate.kind == "verb"]
    return len(tokens) < 2 or all(parsed.tags[t] != "VBG" for t in tokens)


def _days_apart(one: DateRange | None, other: DateRange | None) -> bool:
    """Whether the sentence gives each act days of its own: "struck on Monday *after Saturday's raid*"."""
    if one is None or other is None or "about" in (one.precision, other.precision):
        return False
    return one.to < other.from_ or other.to < one.from_


def _outcry(parsed: Parsed, one: Draft, other: Draft) -> bool:
    """Whether the reaction drawn is what the clause tells next: "drew an angry reply from N, who complained"."""
    a, b = one.match, other.match
    if a.frame.type != "ACCUSE" or b.frame.type not in ("ACCUSE", "REJECT") or a.predicate.kind != "verb":
        return False
    drawn = parsed.lemmas[a.predicate.token] in _DRAWING and a.predicate.token < b.predicate.token
    codes = codes_of(one.parties.actor.parties)
    return drawn and bool(codes) and codes == codes_of(other.parties.actor.parties)


def _fought_in(parsed: Parsed, one: Draft, other: Draft) -> bool:
    """Whether the one is the fight in which the other was done: "killed twelve rebels *in a clash*"."""
    a, b, p = one.match, other.match, parsed
    if a.frame.type != b.frame.type or a.predicate.kind != "noun" or b.predicate.kind != "verb":
        return False
    noun, prep = a.predicate.token, p.heads[a.predicate.token]
    below = p.deps[noun] == "pobj" and p.lower[prep] in ("in", "during") and p.heads[prep] == b.predicate.token
    return below and p.lemmas[noun] in _FIGHTS and has_code(other.parties.recipient.parties)


def _same(parsed: Parsed, one: Draft, other: Draft) -> bool:
    a, b = one.match, other.match
    if a.frame.type != b.frame.type:
        return False
    if a.frame.type == "COERCE" and a.frame.mode != b.frame.mode:
        return False  # a seizure is one act, the arrests that go with it another
    if _later(parsed, a.predicate.token, b.predicate.token):
        return False
    modes = {a.frame.mode, b.frame.mode}
    if a.frame.type == "SANCTION" and None not in modes and len(modes) > 1:
        return False  # so are an envoy recalled and one expelled, a ban and a sentence
    if one.status != other.status and "happened" in (one.status, other.status):
        # "visited Egypt and will visit Sudan" are two; "summoned the envoy to complain" is one
        low, high = sorted((a.predicate.token, b.predicate.token))
        if parsed.heads[low] != high and (parsed.heads[high] != low or parsed.deps[high] not in ("xcomp", "advcl")):
            return False
    if (
        a.predicate.kind == "verb"
        and b.predicate.kind == "verb"
        and not _beside(parsed, a.predicate.token, b.predicate.token)
    ):
        return False
    actors, others = one.parties.actor.parties, other.parties.actor.parties
    recipients = one.parties.recipient.parties, other.parties.recipient.parties
    noun = a.frame.type == "ASSAULT" and "noun" in (a.predicate.kind, b.predicate.kind)
    # "an operation against rebels after their *attacks*"
    return _fit(actors, others) and not (noun and _enemies(actors, others)) and _fit(*recipients)


def _later(parsed: Parsed, one: int, other: int) -> bool:
    """Whether the text says how long after the one the other came: "struck again *two days after* its first raid"."""
    p = parsed
    for below, above in ((one, other), (other, one)):
        at, measured = below, False
        for _ in range(6):
            if at == above or p.heads[at] == at:
                break
            words = (at, *(k for k in kids_of(p, at) if p.deps[k] == "mark"))
            if any(p.lower[w] in ("after", "before") for w in words):
                measured = measured or any(p.deps[k] == "npadvmod" for w in (*words, at) for k in kids_of(p, w))
            at = p.heads[at]
        if measured and at == above:
            return True
    return False


def _beside(parsed: Parsed, one: int, other: int) -> bool:
    """Coordinated verbs and participles of one clause ("ambushed and killed", "opened fire, killing two")."""
    p = parsed
    low, high = sorted((one, other))
    for below, above in ((high, low), (low, high)):
        at = below
        for _ in range(4):
            if p.deps[at] not in ("conj", "advcl", "xcomp", "pcomp", "prep", "acl"):
                break
            at = p.heads[at]
            if at == above:
                return True
    return False


def _joined(parsed: Parsed, one: Draft, other: Draft) -> Draft:
    """The better found of two tellings, with the parties that only the other names."""
    first, second = (one, other) if _rank(one) >= _rank(other) else (other, one)
    for side in ("actor", "recipient"):
        mine, theirs = getattr(first.parties, side), getattr(second.parties, side)
        if not has_code(mine.parties) and theirs.parties and (has_code(theirs.parties) or not mine.parties):
            setattr(first.parties, side, theirs)
        elif mine.parties and not has_code(theirs.parties) and theirs.how != CONTEXT and side == "recipient":
            code, role = mine.parties[0].code, mine.parties[0].role
            seen = {(a.start, a.end) for a in mine.parties}
            mine.parties.extend(
                replace(a, code=code, role=role)
                for a in theirs.parties
                if a.start is not None and (a.start, a.end) not in seen
            )
        elif has_code(theirs.parties) and {a.code for a in theirs.parties} <= {a.code for a in mine.parties}:
            # the same party in other words: the base and those who were killed in it
            seen = {(a.start, a.end) for a in mine.parties}
            mine.parties.extend(
                a
                for a in theirs.parties
                if a.start is not None and (a.start, a.end) not in seen and not _quality(parsed, a)
            )
    if "happened" in (one.status, other.status):
        first.status = one.status if one.status == "happened" else other.status
    return first


def _quality(parsed: Parsed, actor: Actor) -> bool:
    """Whether the mention is an adjective: in "a *Nigerian* city" no further party."""
    return actor.start is not None and parsed.tags[parsed.token_at(max(actor.start, actor.end or 0) - 1)] == "JJ"


def shifted(parsed: Parsed, draft: Draft) -> Draft:
    """A cooperative act refused is a refusal, a hostile one forsworn a promise (CODEBOOK section 4)."""
    match, frame = draft.match, draft.match.frame
    codes = {a.code for a in draft.parties.actor.parties if a.code}
    if frame.type == "MOBILIZE" and len(codes) > 1 and any(parsed.lemmas[t] in _EXERCISES for t in _words(match)):
        # what one state does alone is a show of force, what two do together is cooperation
        together = Match(match.predicate, replace(frame, type="COOPERATE", mode=None, cameo=None, reciprocal=True))
        return Draft(together, Parties(draft.parties.actor, Side()), draft.status)
    if frame.type == "PROTEST" and codes and all(a.role == "GOV" for a in draft.parties.actor.parties):
        if match.predicate.kind == "noun" and not match.predicate.light and not _lodged(parsed, match.predicate.token):
            # "the Lebanese protests", "protests in Iran": those of the people there
            people = [replace(a, role="CVL") for a in draft.parties.actor.parties]
            return replace(draft, parties=replace(draft.parties, actor=replace(draft.parties.actor, parties=people)))
        if parsed.lemmas[match.predicate.token] != "protest":
            return draft
        # a government does not take to the streets: it lodges a protest
        lodged = Match(match.predicate, replace(frame, type="ACCUSE", mode="disapprove", cameo=None))
        return Draft(lodged, draft.parties, draft.status)
    if draft.status != "not" or match.predicate.verb is None:
        return draft
    if match.predicate.kind == "noun" and not match.predicate.light:
        return draft  # "this is no recognition" refuses nothing
    will = any(
        parsed.deps[k] == "aux" and parsed.lemmas[k] in ("will", "would", "can", "could", "shall")
        for k in parsed.kids[match.predicate.verb]
    )
    head = parsed.heads[match.predicate.verb]
    will = will or (parsed.deps[match.predicate.verb] == "xcomp" and parsed.lemmas[head] in ("refuse", "decline"))
    kind = None
    if frame.type in ("AGREE", "SUPPORT") or (will and frame.type in COOPERATIVE):
        kind = "REJECT"
    elif will and frame.type in HOSTILE and frame.type != "MOBILIZE":
        kind = "AGREE"
    if kind is None:
        return draft
    changed = replace(frame, type=kind, mode=None, cameo=None, reciprocal=False)
    parties = draft.parties
    if frame.reciprocal and len({(a.code, a.role) for a in parties.actor.parties if a.code}) > 1:
        parties = _apart(parsed, match, parties.actor)
    told = draft.status.token if isinstance(draft.status, Stated) else None
    return Draft(Match(match.predicate, changed), parties, Stated("happened", told, "turned"))


def _apart(parsed: Parsed, match: Match, side: Side) -> Parties:
    """Who will not meet, and whom: those before the verb, those behind it; all where all are on one side of it."""
    at = parsed.starts[match.predicate.verb or match.predicate.token]
    before = [a for a in side.parties if a.start is None or a.start < at]
    behind = [a for a in side.parties if a.start is not None and a.start > at]
    if not has_code(before) or not has_code(behind) or match.predicate.passive:
        before, behind = list(side.parties), list(side.parties)
    return Parties(replace(side, parties=before), replace(side, parties=behind))


def _lodged(parsed: Parsed, noun: int) -> bool:
    """Whether the protest is one that a state has made in words: "Japan's protest"."""
    return parsed.tags[noun] == "NN" and any(parsed.deps[k] == "poss" for k in parsed.kids[noun])


def _words(match: Match) -> set[int]:
    return match.predicate.consumed | {match.predicate.token}


def dated(events: list[Event]) -> list[Event]:
    """Acts without a date of their own take the one date that the text gives to the same act elsewhere."""
    known: dict[object, set[DateRange]] = {}

    def key(event: Event) -> object:
        codes = frozenset(a.code for a in event.actors if a.code), frozenset(a.code for a in event.recipients if a.code)
        return (event.type, event.status, codes) if any(codes) and len(codes[0] | codes[1]) > 1 else event.id

    for event in events:
        if event.date is not None and event.date.precision != "about":
            known.setdefault(key(event), set()).add(event.date)
    out = []
    for event in events:
        dates = known.get(key(event), set())
        if len(dates) == 1 and (event.date is None or event.date.precision == "about"):
            event = replace(event, date=next(iter(dates)))
        out.append(event)
    return out


def codes_of(parties: Sequence[Actor]) -> set[str | None]:
    """Codes of the parties that have one."""
    return {a.code for a in parties if a.code}


def has_code(parties: Sequence[Actor]) -> bool:
    """Whether a party is known by its code."""
    return any(a.code for a in parties)


def _fit(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Whether two lists of parties may be the same: one names none, or they share a code."""
    codes, others = {a.code for a in one if a.code}, {a.code for a in other if a.code}
    return not codes or not others or bool(codes & others)


def _enemies(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Whether the one are the forces of a state and the other the rebels against it."""
    roles = [{a.role for a in side if a.code} for side in (one, other)]
    return all(roles) and any(x <= _REBELS and y <= _RULERS for x, y in (roles, roles[::-1]))


def _rank(draft: Draft) -> tuple[int, int, int, float]:
    parties = draft.parties
    return (
        has_code(parties.actor.parties) + has_code(parties.recipient.parties),
        int(draft.match.predicate.kind == "verb"),
        len({a.code for a in (*parties.actor.parties, *parties.recipient.parties)}),
        draft.match.frame.weight,
    )
