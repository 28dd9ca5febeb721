"""Code and role of a role noun from the noun, the words before it and the actor it belongs to."""

from typing import TYPE_CHECKING

from dragoman.gazetteer.organisations import ORGANISATIONS
from dragoman.resolve.names import PLACE_SORTS
from dragoman.resolve.nouns import Noun
from dragoman.resolve.owners import Owner
from dragoman.resolve.phrases import first_of, objects
from dragoman.resolve.places import place_of

if TYPE_CHECKING:
    from dragoman.resolve.reader import Reader

GROUP_ROLES = frozenset(("REB", "UAF", "CRM"))
# within an armed group these are its own people; others ("Hamas supporters", "Hezbollah lawmakers") keep their role
_ARMED = frozenset((None, "MIL", "REB", "UAF", "GOV", "CRM", "COP", "PTY", "SPY"))
_PERSONS = frozenset(("person", "people"))


def role_of(reader: "Reader", noun: Noun, owner: Owner, head: int) -> tuple[str | None, str | None]:
    """Code and role of ``noun``, which ends at or near token ``head`` and belongs to ``owner``."""
    role, code = noun.role, owner.code
    if owner.entity in reader.nouns.stateless:
        here = reader.context.near(head)
        states = reader.nouns.stateless[owner.entity]
        code = here if here in states else code
        return code, states.get(code or "", "REB") if role in ("MIL", "REB") else role or "REB"
    if noun.use == "supporter":
        return code, "CVL"
    if owner.sort == "group" or owner.role in GROUP_ROLES:
        own = role in _ARMED or noun.use == "relay" or noun.word in reader.nouns.held
        branch = reader.nouns.branches.get(owner.entity or "")
        if branch and own and code not in branch.values():
            here = reader.context.near(head) or ""
            if here in branch and not reader.names.states().get(code or ""):
                return branch[here], "REB"
        if code == "IMG":
            # a branch that is named with its state takes the state's code
            code = next(filter(None, (place_of(reader, o) for o in objects(reader.parsed, head, "in", "from"))), code)
        if own and owner.role == "GOV" and role in ("MIL", *GROUP_ROLES):
            return code, "MIL"  # those who fight for a movement that governs
        return code, owner.role if own else role
    if noun.word in ("fighter", "bomber") and _aircraft(reader, head, noun, owner):
        return code, "MIL"
    before = modifier(reader, head, noun)
    if code in ORGANISATIONS:
        return code, _of_organisation(noun, owner, before)
    if noun.use == "relay":
        return code, before or owner.role or "GOV"
    if role == "GOV" and noun.word not in reader.nouns.bodies:
        if before and before != "GOV":
            return code, before
        if owner.role and owner.sort not in PLACE_SORTS and owner.sort not in _PERSONS:
            return code, owner.role
    if role in ("CVL", "PTY") and before and before not in ("GOV", "CVL"):
        return code, before
    if role == "MIL" and before in ("REB", "COP", "OPP"):
        return code, before
    return code, role


def _aircraft(reader: "Reader", head: int, noun: Noun, owner: Owner) -> bool:
    """Whether "fighters" and "bombers" fly: "Tu-95 bombers", "Russian bombers"."""
    parsed = reader.parsed
    before = range(first_of(parsed, head), head)
    if any(parsed.tags[i] != "CD" and any(c.isdigit() for c in parsed.words[i]) for i in before):
        return True
    return noun.word == "bomber" and owner.sort == "state" and owner.token < head and parsed.tags[head] == "NNS"


def _of_organisation(noun: Noun, owner: Owner, before: str | None) -> str | None:
    if noun.role == "REB":
        return "MIL"  # "NATO fighters"
    if noun.role == "COP" and "police" not in noun.word:
        return owner.role
    if noun.role == "LEG" and owner.code != "EUR":
        return owner.role
    if noun.role in ("MIL", "COP", "JUD", "LEG") or before in ("MIL", "COP"):
        return before or noun.role
    return owner.role


def modifier(reader: "Reader", head: int, noun: Noun | None = None) -> str | None:
    """Role set by the words before the head: "military spokesman", "rebel leader"."""
    parsed = reader.parsed
    first = first_of(parsed, head)
    at = head - noun.word.count(" ") if noun else head
    for i in range(at - 1, first - 1, -1):
        if reader.names.covered(i) or (i and parsed.words[i - 1] in ("-", "–")):
            continue  # "anti-government protesters"
        found = reader.nouns.modifiers.get(parsed.lower[i])
        if found:
            return found
        inner = reader.nouns.at(parsed, i, first) if parsed.deps[i] in ("compound", "nmod") else None
        if inner and inner[0].use == "role" and inner[0].role != "CVL" and inner[0].word != "deputy":
            return inner[0].role
    return None


def title_before(reader: "Reader", first: int, last: int) -> tuple[Noun, int] | None:
    """The role noun nearest before token ``last``, not before ``first``, and the first token of its words."""
    for i in range(last - 1, max(first, last - 6) - 1, -1):
        if reader.names.covered(i):
            continue
        found = reader.nouns.at(reader.parsed, i, first)
        if found and found[0].use in ("role", "relay"):
            return found
    return None
