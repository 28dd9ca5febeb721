"""Two states that one phrase names: "North and South Korea", "the two Koreas"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.resolve.meaning import NOTHING, Meaning
from dragoman.resolve.names import Name

if TYPE_CHECKING:
    from dragoman.resolve.reader import Reader


def plural(reader: "Reader", head: int) -> Meaning:
    """Both states of a name in the plural: "the two *Koreas*"."""
    codes = reader.nouns.plurals.get(reader.parsed.lower[head], ())
    actors = tuple(reader.actor(head, code, "GOV", reader.gazetteer.code_name(code)) for code in codes)
    return Meaning(actors, "state", True) if actors else NOTHING


def halves(reader: "Reader", head: int, name: Name, found: Meaning) -> Meaning:
    """The state whose half of the name stands before it, and ``found``: "*North* and South Korea"."""
    parsed, before = reader.parsed, name.first - 2
    if before < 0 or parsed.lower[name.first - 1] != "and" or name.form in ("adjective", "demonym"):
        return found
    code = reader.nouns.halves.get((parsed.lower[before], name.code or ""))
    if code is None or len(found.actors) != 1:
        return found
    other = reader.actor(before, code, found.role, reader.gazetteer.code_name(code))
    own = parsed.span(name.first, name.last)
    mine = reader.actor(head, name.code, found.role, name.name, name.entity)
    mine = replace(mine, text=own.of(parsed.text), start=own.start, end=own.end)
    return Meaning((other, mine), found.sort, True)
