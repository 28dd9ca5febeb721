"""The country in which a place named by a phrase lies."""

from typing import TYPE_CHECKING

from dragoman.resolve.nouns import singular
from dragoman.resolve.phrases import first_of, objects

if TYPE_CHECKING:
    from dragoman.resolve.reader import Reader

_SORTS = frozenset(("state", "capital", "place"))
_NESTED = 3  # prepositional phrases looked into
_LINKS = 4  # parts of "Bajaur District, Khyber Pakhtunkhwa, Pakistan"


def place_of(reader: "Reader", head: int, depth: int = 0) -> str | None:
    """Code of the country in which the place named by the phrase lies; None where none is named."""
    parsed = reader.parsed
    name = reader.names.at(head)
    if name and name.sort in _SORTS:
        return name.code
    after = _chain(reader, head)
    if after:
        return after
    near = objects(parsed, head, "of", "in", "near", "at", "on", "within", "inside")
    for object_ in near:
        other = reader.names.at(object_)
        if other and other.sort in _SORTS:
            return other.code
    for inside in reversed(reader.names.within(first_of(parsed, head), head)):
        if inside.sort in _SORTS and not inside.loose:
            return inside.code
    if depth < _NESTED:
        for object_ in near:
            found = place_of(reader, object_, depth + 1) if object_ > head else None
            if found:
                return found
    if name is None and parsed.pos[head] == "NOUN":
        word = singular(parsed.lower[head], parsed.lemmas[head])
        if word in ("country", "nation"):
            return reader.meaning(head).code or reader.context.country(head)
        if word in ("capital", "city"):
            return reader.context.country(head)
        if word in reader.nouns.places:
            return reader.context.near(head)
    return None


def is_place(reader: "Reader", head: int) -> bool:
    """Whether the phrase names a place, a building or the like."""
    word = singular(reader.parsed.lower[head], reader.parsed.lemmas[head])
    return word in reader.nouns.places or (reader.parsed.pos[head] == "PROPN" and word not in reader.nouns.nothing)


def _chain(reader: "Reader", head: int) -> str | None:
    """The country at the end of "Bajaur District, Khyber Pakhtunkhwa, Pakistan"."""
    parsed = reader.parsed
    end = parsed.sentences[parsed.sentence_of[head]][1]
    at = head + 1
    for _ in range(_LINKS):
        if at + 1 >= end or parsed.words[at] != "," or not parsed.words[at + 1][:1].isupper():
            return None
        at += 1
        while at < end and parsed.tags[at] in ("NNP", "NNPS", "DT", "HYPH"):
            name = reader.names.at(at)
            if name and name.sort in _SORTS and name.form not in ("adjective", "demonym"):
                return name.code
            at += 1
    return None
