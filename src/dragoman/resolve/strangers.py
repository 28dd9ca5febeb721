"""Names that no gazetteer knows, explained by the document: by title, apposition, or another mention."""

from typing import TYPE_CHECKING

from dragoman.resolve.meaning import NOTHING, Meaning
from dragoman.resolve.names import PLACE_SORTS
from dragoman.resolve.nouns import Noun, singular
from dragoman.resolve.owners import Owner, find_owner
from dragoman.resolve.phrases import first_of, quantified
from dragoman.resolve.rolenouns import guessed, guesses, result, state_behind
from dragoman.resolve.roles import modifier, role_of, title_before

if TYPE_CHECKING:
    from dragoman.resolve.reader import Reader

_FULL = 2  # words of a full name
_LIST = 8  # names of one list


def slug(name: str) -> str:
    """A stable id of a name that only the document explains."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split()) or "unnamed"


def stranger(reader: "Reader", head: int, first: int) -> Meaning:
    """Meaning of the phrase from ``first`` to the name ``head``, which the gazetteer lacks."""
    parsed = reader.parsed
    word = parsed.words[head]
    plain = singular(parsed.lower[head], parsed.lemmas[head])
    if plain in reader.nouns.nothing or plain in reader.nouns.places:
        return reader.descriptions.introduced(head) if parsed.tags[head] == "NNP" else NOTHING
    joined = head > 1 and parsed.words[head - 1] == "-" and parsed.words[head - 2][0].isupper()  # "Feng Shih-kuan"
    if not any(c.isupper() for c in word) and not (joined and parsed.tags[head] == "NNP"):
        return NOTHING
    title = title_before(reader, first, head)
    if title:
        found = _titled(reader, head, first, *title)
        if found.code:
            return found
    found = (
        _after_title_of_state(reader, head, first) or _shared_title(reader, head) or _explained(reader, head) or NOTHING
    )
    if found.actors:
        return found
    states = [n for n in reader.names.within(first, head) if n.sort in PLACE_SORTS and not n.loose]
    own = [i for i in range(first, head + 1) if not reader.names.at(i) and parsed.tags[i] in ("NNP", "NNPS")]
    name = parsed.phrase(own[0], head + 1) if own else word
    if states and not title:
        # "Iranian Quds Force" is Iran's, "the Palestinian Fatima Jibrin" and "U.S. golfer Tiger Woods" are people
        common = any(parsed.tags[i] == "NN" for i in range(states[-1].last, own[0] if own else head))
        person = len(own) >= _FULL and (common or states[-1].form in ("adjective", "demonym"))
        actor = reader.actor(head, states[-1].code, "CVL" if person else None, name, slug(name))
        return reader.one(actor, "person" if person else "body", head)
    actor = reader.actor(head, None, title[0].role if title else None, name, slug(name))
    return Meaning((actor,), "person" if title else "unknown")


def own_name(reader: "Reader", head: int, first: int) -> str:
    """The name that ends at ``head`` without titles, states and other nouns before it."""
    parsed = reader.parsed
    start = head
    while start > first:
        before = start - 1
        if parsed.tags[before] not in ("NNP", "NNPS", "HYPH", "FW") or reader.names.at(before):
            break
        if parsed.tags[before] != "HYPH" and parsed.deps[before] not in (
            "compound",
            "nmod",
            "amod",
            "nn",
            "punct",
            "det",
        ):
            break
        if parsed.lower[before] in reader.nouns.uses and start - first > 1 and before == first:
            break
        start = before
    return parsed.phrase(start, head + 1)


def _titled(reader: "Reader", head: int, first: int, noun: Noun, at: int) -> Meaning:
    """ "Polish lawmaker Jan Kowalski", "Foreign Minister Bruno Perez": the title says who it is."""
    parsed = reader.parsed
    last = at + noun.word.count(" ") + 1
    name = own_name(reader, head, min(last, head))
    owner = find_owner(reader, head, noun, at, first)
    code, role, guessed = None, noun.role, False
    if owner:
        code, role = role_of(reader, noun, owner, last - 1)
        guessed = owner.guessed
    elif noun.word in reader.nouns.defaults:
        code, role = reader.nouns.defaults[noun.word].split(":")
    elif guesses(reader, noun):
        code, guessed = reader.descriptions.of_title(head, noun.word) or reader.context.country(head), True
        role = modifier(reader, last - 1, noun) or noun.role or "GOV"
    if set(parsed.lower[first:at]) & reader.nouns.former:
        role = "CVL"
    if not code:
        return NOTHING
    sort = "body" if noun.word in reader.nouns.bodies else "person"
    actor = reader.actor(head, code, role, name, slug(name))
    return reader.one(actor, sort, head, guessed=guessed, noun=noun.word)


def _after_title_of_state(reader: "Reader", head: int, first: int) -> Meaning | None:
    """ "the President of Ruritania Rudolf Elphberg", whatever the parser made of it."""
    parsed = reader.parsed
    begin = parsed.sentences[parsed.sentence_of[head]][0]
    at = first
    for name in (
        *reader.names.within(first, head),
        *filter(None, [reader.names.at(first - 1) if first > begin else None]),
    ):
        if name.sort in PLACE_SORTS and not name.loose and name.form not in ("adjective", "demonym"):
            at = name.first - 1
            start = name.last
            break
    else:
        above = reader.names.at(parsed.heads[head]) if parsed.deps[head] == "appos" else None
        if above is None or above.sort not in PLACE_SORTS or above.loose:
            return None
        name, start, at = above, first, above.first - 1  # "the president of Ruritania, Rudolf Elphberg"
    while at > begin and parsed.lower[at] == "the":
        at -= 1
    if at <= begin or parsed.lower[at] != "of":
        return None
    title = reader.nouns.at(parsed, at - 1, max(begin, at - 5))
    if not title or title[0].use not in ("role", "relay") or start > head:
        return None
    owner = Owner(name.code, name.role or "GOV", "state", name.last - 1)
    code, role = role_of(reader, title[0], owner, at - 1)
    before = parsed.lower[max(begin, title[1] - 2) : title[1]]
    if set(before) & reader.nouns.former:
        role = "CVL"
    full = parsed.phrase(start, head + 1)
    return reader.one(reader.actor(head, code, role, full, slug(full)), "person", head, noun=title[0].word)


def _shared_title(reader: "Reader", head: int) -> Meaning | None:
    """ "Presidents Ann Ito of Fiji and *Tom Lee of Palau*": the title before the first name is that of all."""
    parsed, top = reader.parsed, head
    for _ in range(_LIST):
        if parsed.deps[top] != "conj":
            break
        top = parsed.heads[top]
    state = state_behind(reader, head)
    if top == head or state is None:
        return None
    title = title_before(reader, first_of(parsed, top), top)
    if not title or not any(parsed.tags[i] in ("NNS", "NNPS") for i in range(title[1], top)):
        return None
    code, role = role_of(reader, title[0], state, head)
    name = parsed.phrase(first_of(parsed, head), head + 1)
    return reader.one(reader.actor(head, code, role, name, slug(name)), "person", head, noun=title[0].word)


def _explained(reader: "Reader", head: int) -> Meaning | None:
    """A name explained by an apposition, by the noun it is apposed to, or by another mention of it."""
    found = apposed_noun(reader, head)
    if found:
        name = reader.parsed.phrase(first_of(reader.parsed, head), head + 1)
        actor = reader.actor(head, found.code, found.role, name, slug(name))
        return reader.one(actor, found.sort, head, noun=found.noun)
    return reader.descriptions.same_name(head)


def apposed_noun(reader: "Reader", head: int) -> Meaning | None:
    """What a role noun in apposition to the name ``head``, before or behind it, says of its bearer."""
    parsed = reader.parsed
    around = [k for k in parsed.kids[head] if parsed.deps[k] == "appos" and parsed.pos[k] in ("NOUN", "PROPN")]
    if parsed.deps[head] == "appos" and parsed.heads[head] != head:
        around.append(parsed.heads[head])
    for other in around:
        found = by_noun(reader, other)
        if found and found.code:
            return found
    return None


def by_noun(reader: "Reader", head: int) -> Meaning | None:
    """Meaning of a role noun without the name in apposition to it."""
    parsed = reader.parsed
    if reader.names.at(head):
        return None
    counted = quantified(parsed, head)
    first = first_of(parsed, counted)
    found = reader.nouns.at(parsed, counted, first)
    if not found or found[0].use == "materiel":
        return None
    owner = find_owner(reader, counted, *found, first)
    if owner and owner.code:
        code, role = role_of(reader, found[0], owner, counted)
        return result(reader, counted, found[0], code, role, owner.guessed)
    return guessed(reader, counted, found[0]) if guesses(reader, found[0]) else None
