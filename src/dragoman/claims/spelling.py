"""Names of states that are typed wrongly: read as what is meant where only one can be, and said; else asked about."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from dragoman.claims.parties import Named
from dragoman.claims.words import words
from dragoman.gazetteer import Gazetteer

LIKE = 0.8  # likeness from which a word may be a name typed wrongly
SURE = 0.8  # and from which it is read as that name
CLEAR = 0.04  # by so much must the likeliest be ahead of a name of another state
ORDINARY = frozenset("latin state union general council member security relations support international".split())
SHORT = 5  # letters: shorter words are like too many names
KINDS = ("state", "defacto", "organisation")
_WORD = re.compile(r"(?<![\w-])[A-Z][a-zé]{4,}(?![\w-])")
_ANY = re.compile(r"(?<![\w-])[A-Za-z][a-zé]{4,}(?![\w-])")


@lru_cache(maxsize=1)
def _names(gazetteer: Gazetteer) -> dict[str, str]:
    """Names of one word that a state or organisation has, with its id."""
    return {
        name: entity.id
        for name, entity in gazetteer.named(KINDS)
        if SHORT <= len(name) <= 20 and name.isalpha() and name.islower() is False
    }


def suggestions(word: str, gazetteer: Gazetteer) -> list[str]:
    """Known names that ``word`` is like, the likeliest first; those of one state once."""
    known = _names(gazetteer)
    folded = {name.casefold(): name for name in known}
    out: dict[str, str] = {}
    for near in get_close_matches(word.casefold(), folded, n=8, cutoff=LIKE):
        name = folded[near]
        if near[0] == word.casefold()[0] or SequenceMatcher(None, near, word.casefold()).ratio() > 0.88:
            out.setdefault(known[name], name)
    return list(out.values())


def mistyped(text: str, named: Sequence[Named], gazetteer: Gazetteer) -> list[tuple[int, int, list[str]]]:
    """Words of ``text`` that are no known name, and are like one: where they stand, and what may be meant.

    Words in small letters are asked about only where nobody is named at all; a mere place is no party, and may be a
    state typed wrongly.
    """
    groups = {w for name in words().groups for w in name.split()} | ORDINARY
    patterns = words().patterns.values()
    out = []
    for match in (_WORD if named else _ANY).finditer(text):
        typed = match[0].lower()
        if typed in groups or any(p.fullmatch(match[0]) for p in patterns):
            continue
        if any(n.start < match.end() and match.start() < n.end for n in named):
            known = [m for m in gazetteer.matches(match[0]) if m.end - m.start == len(match[0])]
            if not known or any(e.kind != "place" for e in known[0].entities) or "capital" in known[0].kinds:
                continue
        near = suggestions(match[0], gazetteer)
        if near and near[0].casefold() != typed:
            out.append((match.start(), match.end(), near))
    return out


def clear(word: str, near: Sequence[str]) -> bool:
    """Whether the first of ``near`` is what ``word`` must mean."""

    def like(name: str) -> float:
        return SequenceMatcher(None, word.casefold(), name.casefold()).ratio()

    return like(near[0]) >= SURE and (len(near) == 1 or like(near[0]) - like(near[1]) >= CLEAR)
