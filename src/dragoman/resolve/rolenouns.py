"""Phrases built on role nouns: "the army", "Russian officials", "his troops", "protesters"."""

from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.gazetteer.organisations import ORGANISATIONS
from dragoman.ontology import word_list
from dragoman.records import Actor, Span
from dragoman.resolve.meaning import NOTHING, Meaning
from dragoman.resolve.nouns import Noun
from dragoman.resolve.owners import Owner, find_owner
from dragoman.resolve.phrases import first_of, mention, objects
from dragoman.resolve.roles import GROUP_ROLES, modifier, role_of

if TYPE_CHECKING:
    from dragoman.resolve.reader import Reader

# roles whose bearers are not looked for in the text around when nothing says whose they are
_NEVER_GUESSED = frozenset(("BUS", "SOC", "REF"))
_GUESSED_RELAYS = word_list("actors.guessed-relays")
_COLLECTIVE = word_list("actors.collective")
_JOINING = frozenset((",", "and", "&", "-", "–", "/", "or", "the"))


def noun_phrase(reader: "Reader", head: int, noun: Noun, at: int) -> Meaning:
    """Meaning of the phrase headed by token ``head`` that is built on ``noun``, whose words begin at ``at``."""
    parsed = reader.parsed
    first = first_of(parsed, head)
    if noun.word in reader.nouns.sets:
        together = reader.descriptions.together(head)
        if together.actors:
            return together
    several = _several(reader, head, noun, at, first)
    if several:
        return several
    owner = find_owner(reader, head, noun, at, first)
    named = reader.apposed_name(head)
    if owner is None or owner.code is None:
        if named and named.actors[0].code:
            return named.moved(parsed.text, mention(parsed, head), _span_of(named.actors[0]))
        if noun.word in reader.nouns.defaults:
            by_default = reader.nouns.defaults[noun.word].split(":")
            return result(reader, head, noun, by_default[0], by_default[1], False)
        needy = noun.word in reader.nouns.needy and (noun.use == "relay" or parsed.tags[head] in ("NN", "NNP"))
        if owner is None and needy and not reader.definite(head, first):
            return NOTHING
        if reader.definite(head, first) and not reader.predicate(head, first):
            found = reader.descriptions.described(head, noun.word)
            if found.actors:
                return found
        if noun.use in ("materiel", "supporter") and owner is None:
            return NOTHING if noun.use == "materiel" else guessed(reader, head, noun)
        if owner is not None:  # belongs to somebody who has no code
            return result(reader, head, noun, None, noun.role, False)
        return guessed(reader, head, noun)
    code, role = role_of(reader, noun, owner, head)
    found = result(reader, head, noun, code, role, owner.guessed)
    if named and named.sort in ("person", "org", "body", "group", "party", "company"):
        other = named.actors[0]
        code, role = found.actors[0].code, found.actors[0].role
        if other.code and not (other.role == "CVL" and role != "CVL" and other.code == code):
            code, role = other.code, other.role
        actor = reader.actor(head, code, role, other.name, other.entity)
        return reader.one(actor, found.sort, head, noun=noun.word)
    return found


def _several(reader: "Reader", head: int, noun: Noun, at: int, first: int) -> Meaning | None:
    """ "U.S. and Iraqi forces", "the producers Iran and Venezuela": one actor for each state."""
    parsed = reader.parsed
    if parsed.tags[head] not in ("NNS", "NNPS"):
        return None
    names = reader.names.within(first, at)
    states = [n for n in names if n.sort in ("state", "capital", "org") and not n.loose and n.code]
    if len(states) > 1 and all(set(parsed.lower[a.last : b.first]) <= _JOINING for a, b in pairwise(states)):
        actors = []
        for name in states:
            code, role = role_of(reader, noun, Owner(name.code, name.role, "state", name.last - 1), head)
            span = parsed.span(name.first, name.last if name is not states[-1] else head + 1)
            words = f"{parsed.phrase(name.first, name.last)} {parsed.phrase(at, head + 1)}"
            actors.append(Actor(code, role, words, span.of(parsed.text), span.start, span.end))
        return Meaning(tuple(actors), "people", True, noun=noun.word)
    poss = parsed.child(head, "poss")
    if poss is not None and parsed.tags[poss] == "PRP$" and noun.word not in reader.nouns.relational:
        owners = [a for a in reader.meaning(poss).actors if a.code]
        if len(owners) > 1:
            base = reader.mention(head)
            made = [role_of(reader, noun, Owner(a.code, a.role, "state", poss), head) for a in owners]
            words = parsed.phrase(at, head + 1)
            spans = (base.of(parsed.text), base.start, base.end)
            parties = [Actor(c, r, f"{a.name} {words}", *spans) for a, (c, r) in zip(owners, made, strict=True)]
            return Meaning(tuple(parties), "people", True, noun=noun.word)
    if states:
        return None
    for kid in parsed.kids[head]:
        apposed = reader.names.at(kid) if kid > head and parsed.deps[kid] == "appos" else None
        if apposed and apposed.sort == "state" and apposed.form not in ("adjective", "demonym"):
            found = [a for member in parsed.conjuncts(kid)[:8] for a in reader.meaning(member).actors]
            return Meaning(tuple(found), "state" if len(found) == 1 else "people", True, noun=noun.word)
    return _each(reader, head, noun)


def _each(reader: "Reader", head: int, noun: Noun) -> Meaning | None:
    """ "Foreign ministers Ann Ito of Fiji and Tom Lee of Palau": one actor for each name that says whose it is."""
    parsed = reader.parsed
    for kid in parsed.kids[head]:
        if kid < head or parsed.deps[kid] != "appos" or parsed.tags[kid] not in ("NNP", "NNPS"):
            continue
        parties = []
        for member in parsed.conjuncts(kid)[:8]:
            state = state_behind(reader, member)
            if state is not None:
                code, role = role_of(reader, noun, state, head)
                parties.append(reader.actor(member, code, role, parsed.phrase(first_of(parsed, member), member + 1)))
            elif reader.names.at(member):
                parties.extend(a for a in reader.meaning(member).actors if a.code)
        if len({a.code for a in parties}) > 1:
            return Meaning(tuple(parties), "people", True, noun=noun.word)
    return None


def state_behind(reader: "Reader", head: int) -> Owner | None:
    """The state that stands behind a name with "of": "Ann Ito of Fiji"."""
    for inner in objects(reader.parsed, head, "of"):
        name = reader.names.at(inner)
        if name and name.sort == "state" and not name.loose:
            return Owner(name.code, name.role, "state", inner)
    return None


def guesses(reader: "Reader", noun: Noun) -> bool:
    """Whether the state of ``noun`` may be taken from the text around when the phrase names none."""
    return (noun.use != "relay" and noun.role not in _NEVER_GUESSED) or noun.word in _GUESSED_RELAYS


def guessed(reader: "Reader", head: int, noun: Noun) -> Meaning:
    """A role noun that names no state: that of the text around, where its kind allows it."""
    parsed = reader.parsed
    code = None
    role = noun.role
    first = first_of(parsed, head)
    sides = first < head and parsed.tags[head - 1] in ("DT", "PDT", "CD")
    if noun.word == "party" and parsed.tags[head] == "NNS" and sides:
        return result(reader, head, noun, None, "GOV", True)  # "all parties" are sides
    foreign = noun.word == "foreigner" or any(word in reader.nouns.regions for word in parsed.lower[first:head])
    institution = noun.word in reader.nouns.bodies and parsed.pos[head] == "PROPN" and first < head
    home = _at_home(reader, head, noun)
    if home:
        code = home
    elif not foreign and (institution or guesses(reader, noun)):
        local = "local" in parsed.lower[first:head]
        code = (reader.context.located(head) if local else None) or reader.context.country(head)
    if noun.use == "relay":
        role = modifier(reader, head) or "GOV"
    elif noun.role in ("GOV", "CVL", "PTY") and noun.word not in reader.nouns.bodies:
        role = modifier(reader, head, noun) or noun.role
    if code in ORGANISATIONS and role != "GOV":
        code = None
    return result(reader, head, noun, code, role, True)


def _at_home(reader: "Reader", head: int, noun: Noun) -> str | None:
    """The country where the report was written, for those who rule it: "ANKARA - *The foreign minister* accused"."""
    parsed = reader.parsed
    verb = parsed.heads[head]
    if parsed.deps[head] not in ("nsubj", "nsubjpass") or parsed.heads[verb] != verb or noun.word == "foreigner":
        return None
    rules = noun.role in ("LEG", "JUD") or (noun.role == "GOV" and parsed.tags[head] != "NNS")
    own = set(noun.word.split()) | {"the", "a", "an"}
    if not rules or any(
        word in reader.nouns.regions and word not in own for word in parsed.lower[first_of(parsed, head) : head]
    ):
        return None
    return reader.context.written(head)


def result(reader: "Reader", head: int, noun: Noun, code: str | None, role: str | None, guessed: bool) -> Meaning:
    """The meaning of a phrase built on a role noun: former officials are people again."""
    parsed = reader.parsed
    first = first_of(parsed, head)
    if role not in GROUP_ROLES and set(parsed.lower[first:head]) & reader.nouns.former and code not in ORGANISATIONS:
        role = "CVL"
    span = mention(parsed, head)
    name = parsed.phrase(reader.after_determiners(first, head), head + 1)
    actor = Actor(code, role, name, span.of(parsed.text), span.start, span.end)
    return reader.one(actor, _sort(reader, head, noun), head, guessed=guessed, noun=noun.word)


def _sort(reader: "Reader", head: int, noun: Noun) -> str:
    if noun.word in reader.nouns.bodies:
        return "people" if reader.parsed.tags[head] in ("NNS", "NNPS") or noun.word == "police" else "body"
    if noun.use == "materiel":
        return "body"
    return "people" if reader.parsed.tags[head] in ("NNS", "NNPS") or noun.word in _COLLECTIVE else "person"


def _span_of(actor: Actor) -> Span | None:
    return None if actor.start is None or actor.end is None else Span(actor.start, actor.end)
