"""Words that are but a part of a longer name: "Orange-Nassau", "Durham Lodge", "May 3"."""

from typing import TYPE_CHECKING

from dragoman.gazetteer import Entity
from dragoman.ontology import word_list
from dragoman.resolve.nouns import singular

if TYPE_CHECKING:
    from dragoman.resolve.names import Names

DIRECTIONS = word_list("actors.directions")
# states whose names are also given names
_GIVEN = frozenset(("jordan", "chad", "georgia"))
_MONTHS = frozenset(("march", "april", "may", "june", "july", "august"))
# adjectives of states that stand before a hyphen only: "Russo-Ukrainian"
_COMBINING = word_list("actors.combining")
_OPPOSED = frozenset("pro anti ex non post pre trans cross inter un mid neo vice".split())
# with these a town's name makes up the name of something in it
_INSTITUTIONS = word_list("actors.institutions")


def in_longer_name(names: "Names", form: str, entity: Entity, token: int) -> bool:
    """Whether a lone word is but a part of a longer name: "Orange-Nassau", "Durham Lodge", "May 3"."""
    parsed, lower = names.parsed, names.parsed.lower[token]
    after = _joined(names, token, 1)
    if lower in _COMBINING:
        return form != "adjective" or after is None or not names.covered(after)
    if form in ("place", "surname", "capital", "alias"):
        before = _joined(names, token, -1)
        for other in (after, before):
            if other is not None and parsed.words[other][0].isupper() and not names.covered(other):
                return parsed.lower[other] not in _OPPOSED
    if lower in _MONTHS and entity.kind == "person":
        return any(parsed.tags[i] == "CD" for i in (token - 1, token + 1) if 0 <= i < len(parsed))
    if entity.kind == "place" or (lower in _GIVEN and form == "name"):
        return _before_unknown(names, token) and (
            lower in _GIVEN or not {term.code for term in entity.terms} & names.countries()
        )
    return False


def _joined(names: "Names", token: int, step: int) -> int | None:
    """The token that a hyphen joins to ``token``, before (-1) or behind it (1)."""
    parsed, other = names.parsed, token + 2 * step
    if not 0 <= other < len(parsed) or parsed.words[token + step] not in ("-", "–"):
        return None
    first, last = min(token, other), max(token, other)
    return other if parsed.starts[last] - parsed.ends[first] == 1 else None


def _before_unknown(names: "Names", token: int) -> bool:
    """Whether an unknown name that the word belongs to follows it: "Jena" in "Jena Six"."""
    parsed, after = names.parsed, token + 1
    if after >= len(parsed) or parsed.tags[after] != "NNP" or names.covered(after):
        return False
    if parsed.deps[token] not in ("compound", "nmod") or parsed.heads[token] < after:
        return False
    if parsed.starts[after] - parsed.ends[token] != 1 or not parsed.words[after][1:].islower():
        return False
    word, nouns = singular(parsed.lower[after], parsed.lower[after]), names.nouns
    known = word in nouns.uses or word in nouns.places or word in nouns.nothing or word in nouns.describes
    return not known and word not in _INSTITUTIONS and word not in DIRECTIONS
