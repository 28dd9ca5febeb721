"""What is given where the parser loses it, and on whose orders a passive is done."""

from typing import Protocol

from dragoman.parse import Parsed

_GIVING = frozenset({"give", "hand", "show", "deny", "refuse", "grant", "deal", "offer"})  # verbs of two objects
_ORDERS = frozenset({"order", "instruction", "behest", "command"})


class Phrases(Protocol):
    """What a grammar tells of noun phrases."""

    parsed: Parsed

    def preposition(self, head: int, name: str) -> list[int]:
        """Objects of the preposition ``name`` on ``head``."""

    def possessor(self, noun: int) -> list[int]:
        """The possessor of a noun."""


def second_object(p: Parsed, verb: int) -> int | None:
    """What is given where the parser has lost it: "showed the envoy *the door*", "gave him *20 years*"."""
    if p.lemmas[verb] not in _GIVING:
        return None
    direct, dative = p.children(verb, "dobj"), p.child(verb, "dative")
    if direct and dative is not None:
        return None
    if len(direct) > 1:
        return direct[1]
    first = direct[0] if direct else dative if dative is not None and p.pos[dative] != "ADP" else None
    if first is not None:
        behind = [k for k in p.kids[first] if p.deps[k] == "appos" and p.pos[k] == "NOUN" and k > first]
        found = next((k for k in behind if p.lower[p.subtree(k)[0] - 1] not in (",", "-", "(", "–", "—")), None)
        if found is not None or direct:
            return found
    measured = [k for k in p.kids[verb] if p.deps[k] == "npadvmod" and k > (first or verb)]
    return next((k for k in measured if first is not None or p.child(k, "nummod") == verb + 1), None)


def orderer(grammar: Phrases, verb: int) -> int | None:
    """On whose orders it is done: "shut *on the minister's orders*", "pulped on orders *from the ministry*"."""
    for name in ("on", "at", "under"):
        for noun in grammar.preposition(verb, name):
            if grammar.parsed.lemmas[noun] in _ORDERS:
                found = [*grammar.possessor(noun), *grammar.preposition(noun, "of"), *grammar.preposition(noun, "from")]
                return next(iter(found), None)
    return None
