"""To whom a role noun belongs: "Israeli forces", "his troops", "police in Cairo", "a spokesman for the army"."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.gazetteer.organisations import ORGANISATIONS
from dragoman.ontology import word_list
from dragoman.resolve.meaning import Meaning
from dragoman.resolve.names import PLACE_SORTS, Name
from dragoman.resolve.nouns import Noun
from dragoman.resolve.phrases import LOCATIVE, objects
from dragoman.resolve.places import place_of

if TYPE_CHECKING:
    from dragoman.resolve.reader import Reader

_BASED = frozenset(("based", "born"))
_FROM = ("from", *sorted(LOCATIVE))
_SENDING = word_list("actors.sending")
_MOVES = frozenset("withdrawal pullout pull-out deployment redeployment retreat".split())
_WIELDING = word_list("actors.wielding")
_LOCATED = word_list("actors.located")


@dataclass(frozen=True, slots=True)
class Owner:
    """The actor a role noun belongs to, and the token that names it."""

    code: str | None
    role: str | None
    sort: str
    token: int
    guessed: bool = False
    entity: str | None = None


def find_owner(reader: "Reader", head: int, noun: Noun, at: int, first: int) -> Owner | None:
    """Owner of the role ``noun`` whose words begin at ``at`` in the phrase ``first`` to ``head``; None if none.

    An owner that is an actor without a code is returned, since the noun then belongs to nobody else.
    """
    return (
        _before(reader, head, at, first, noun)
        or _behind(reader, head, noun)
        or _joined(reader, head)
        or _based(reader, at, first)
        or _unknown_name(reader, head, at, noun)
        or (_sender(reader, head, None) or _wielder(reader, head) if noun.role == "MIL" else None)
    )


def _owns(name: Name) -> bool:
    """Whether a name before a noun says whose it is; "pro-Morsi" does so, "pro-Russian" does not."""
    return name.loose is None or name.loose == "led" or (name.loose == "pro" and name.sort == "person")


def _of_name(name: Name) -> Owner:
    role = name.role
    if name.loose == "led":
        role = "MIL"
    return Owner(name.code, role, name.sort, name.last - 1, entity=name.entity)


def _of_meaning(meaning: Meaning, token: int) -> Owner | None:
    codes = {a.code for a in meaning.actors if a.code}
    if len(codes) == 1:
        first = meaning.actors[0]
        return Owner(codes.pop(), first.role, meaning.sort, token, meaning.guessed, first.entity)
    if meaning.actors and not codes:
        return Owner(None, None, meaning.sort, token)
    return None


def _before(reader: "Reader", head: int, at: int, first: int, noun: Noun) -> Owner | None:
    parsed = reader.parsed
    names = [n for n in reader.names.within(first, at) if n.last <= at and _owns(n)]
    poss = parsed.child(head, "poss")
    if poss is None and at < head:
        poss = parsed.child(at, "poss")
    after_poss = [n for n in names if poss is None or n.first > poss]
    own = poss is not None and parsed.tags[poss] == "PRP$" and noun.word not in reader.nouns.relational
    if after_poss and not (own and after_poss[-1].sort in PLACE_SORTS):
        return _of_name(_pick(reader, after_poss, noun))
    if poss is not None and poss < at:
        found = _of_meaning(reader.meaning(poss), poss)
        if found:
            return found
    return _of_name(_pick(reader, names, noun)) if names else None


def _unknown_name(reader: "Reader", head: int, at: int, noun: Noun) -> Owner | None:
    """ "Haftar forces": a name the gazetteer lacks owns the noun, known from elsewhere in the text or not."""
    if noun.role not in ("MIL", "REB", "PTY", "BUS", "LAB", "CRM") and noun.use != "supporter":
        return None
    parsed = reader.parsed
    for kid in parsed.kids[head]:
        named = parsed.deps[kid] in ("compound", "nmod") and parsed.tags[kid] in ("NNP", "NNPS")
        if kid < at and named and not reader.names.covered(kid) and parsed.lower[kid] not in reader.nouns.modifiers:
            found = reader.meaning(kid)
            return _of_meaning(found, kid) or Owner(None, None, "unknown", kid)
    return None


def _pick(reader: "Reader", names: list[Name], noun: Noun) -> Name:
    """Which of several names before a noun it belongs to: diplomats to the first, others to the nearest body."""
    if noun.word in reader.nouns.diplomats:
        return names[0]
    bodies = [n for n in names if n.sort not in PLACE_SORTS]
    return bodies[-1] if bodies else names[-1]


def _sender(reader: "Reader", head: int, place: str | None) -> Owner | None:
    """Whose troops they are in "Poland keeps troops in Iraq": the subject's, not the place's."""
    parsed = reader.parsed
    move = parsed.heads[parsed.heads[head]]
    if parsed.deps[head] == "pobj" and parsed.lower[parsed.heads[head]] == "of" and parsed.lemmas[move] in _MOVES:
        # "Russia announced the withdrawal of troops from the city"
        whose = parsed.child(move, "poss")
        whose = parsed.child(parsed.heads[move], "nsubj") if whose is None and parsed.deps[move] == "dobj" else whose
        mover = _of_meaning(reader.meaning(whose), whose) if whose is not None else None
        return mover if mover and mover.code != place and mover.role in (None, "GOV", "MIL") else None
    if parsed.deps[head] != "dobj":
        return None
    subject = parsed.child(parsed.heads[head], "nsubj")
    if subject is None:
        verb = parsed.heads[parsed.heads[head]]
        link = parsed.deps[parsed.heads[head]]
        subject = parsed.child(verb, "nsubj") if link in ("xcomp", "conj") else None
        if link == "acl":
            subject = parsed.child(verb, "poss")  # "Serbia's promise to withdraw troops from the valley"
    found = reader.meaning(subject) if subject is not None else None
    if (
        found
        and found.code
        and found.code != place
        and found.role in (None, "GOV")
        and parsed.lemmas[parsed.heads[head]] in _SENDING
    ):
        return Owner(found.code, "GOV", "state", subject or head)
    return None


def _wielder(reader: "Reader", head: int) -> Owner | None:
    """Whose forces they are in "the rebels attacked with drones and naval forces": the subject's."""
    parsed = reader.parsed
    for _ in range(8):
        if parsed.deps[head] != "conj":
            break
        head = parsed.heads[head]
    with_ = parsed.heads[head]
    if parsed.deps[head] != "pobj" or parsed.lower[with_] != "with":
        return None
    verb = parsed.heads[with_]
    verb = parsed.heads[verb] if parsed.deps[verb] == "dobj" else verb
    if parsed.pos[verb] != "VERB" or parsed.lemmas[verb] not in _WIELDING:
        return None
    while (
        parsed.deps[verb] in ("xcomp", "conj", "acl")
        and parsed.child(verb, "nsubj") is None
        and parsed.heads[verb] < verb
    ):
        verb = parsed.heads[verb]
    subject = parsed.child(verb, "nsubj")
    return _of_meaning(reader.meaning(subject), subject) if subject is not None else None


def _behind(reader: "Reader", head: int, noun: Noun) -> Owner | None:
    parsed = reader.parsed
    for object_ in objects(parsed, head, "of", "for", "to", "with", "de"):
        preposition = parsed.lower[parsed.heads[object_]]
        lemma = parsed.lemmas[head]
        if preposition == "for" and not lemma.endswith(
            ("man", "woman", "person", "ative", "lawyer", "group", "branch", "wing", "minister", "secretary")
        ):
            continue
        if preposition == "to" and lemma not in ("adviser", "advisor", "aide", "assistant", "secretary", "lawyer"):
            continue
        found = _object(reader, object_)
        if found:
            return found
    if noun.use == "materiel":
        return None  # where a ship is does not say whose it is
    for object_ in objects(parsed, head, *_FROM):
        if noun.role == "REF" and not reader.names.at(object_):
            continue  # "migrants from a house": where they were, not whose they are
        code = place_of(reader, object_)
        if code:
            sender = _sender(reader, head, code) if noun.role == "MIL" else None
            return sender or Owner(code, "GOV", "state", object_)
        if parsed.lower[parsed.heads[object_]] in ("from", "within", "in"):
            found = _of_meaning(reader.meaning(object_), object_)
            if found and found.code:
                return found
    return None


def _object(reader: "Reader", object_: int) -> Owner | None:
    """Owner named by the object of a preposition, or by a phrase within it ("minister of defence of Chad")."""
    parsed = reader.parsed
    found = _of_meaning(reader.meaning(object_), object_)
    if found:
        return found
    for name in reader.names.within(parsed.sentences[parsed.sentence_of[object_]][0], object_ + 1):
        of_object = name.last - 1 == object_ or (parsed.heads[name.last - 1] == object_ and not name.loose)
        if of_object and name.sort in PLACE_SORTS:
            return Owner(name.code, "GOV", "state", name.last - 1)
        if of_object and name.code and parsed.deps[name.last - 1] == "poss":
            return _of_name(name)  # "the army's 9th brigade"
    for inner in objects(parsed, object_, "of", "in"):
        code = place_of(reader, inner)
        if code:
            return Owner(code, "GOV", "state", inner)
        found = _of_meaning(reader.meaning(inner), inner)
        if found:
            return found
    return None


def _joined(reader: "Reader", head: int) -> Owner | None:
    """ "forces loyal to the president", "fighters linked to al-Qaeda", "troops stationed in Mali"."""
    parsed = reader.parsed
    for kid in parsed.kids[head]:
        if kid <= head or parsed.deps[kid] not in ("amod", "acl", "advcl", "relcl"):
            continue
        if parsed.lower[kid] in reader.nouns.loyal:
            for object_ in (*objects(parsed, kid, "to", "with"), *parsed.children(kid, "dobj")):
                found = _of_meaning(reader.meaning(object_), object_)
                if found:
                    return found
        elif parsed.lemmas[kid] in _LOCATED and parsed.deps[kid] == "acl":
            for object_ in objects(parsed, kid, *LOCATIVE):
                code = place_of(reader, object_)
                if code:
                    return Owner(code, "GOV", "state", object_)
    return None


def _based(reader: "Reader", at: int, first: int) -> Owner | None:
    """ "Gaza-based militants"."""
    for name in reader.names.within(first, at):
        if name.loose in _BASED and name.code:
            return Owner(name.code, "GOV", "state", name.last - 1)
    return None


def state_told(reader: "Reader", head: int, own: str | None) -> str | None:
    """Whose body a name at ``head`` is that several states give theirs ("the Senate"); None where ``own`` is meant.

    Only a place, or an actor of the state that is named earlier, says so: what stands behind may be what the body
    speaks of ("the Senate condemned the Iranian government").
    """
    if reader.names.states().get(own or ""):
        return None
    near = reader.context.near(head)
    if near is None or near == own or near in ORGANISATIONS:
        near = reader.context.whole() if reader.names.topic else None
        return near if near and near != own and near not in ORGANISATIONS else None
    begin = reader.parsed.sentences[reader.parsed.sentence_of[head]][0]
    before = any(name.code == near and not name.loose for name in reader.names.within(begin, head))
    return near if before or reader.context.placed(head, near) else None
