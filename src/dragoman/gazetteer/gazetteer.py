"""The gazetteer as it is looked up: entities, their terms of office, and an automaton over all their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Term:
    """What an entity was from ``from_`` to ``to`` (ISO days, both included, None is open): its code, role, office."""

    code: str
    role: str | None
    office: str | None = None
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, state, body, organisation or group with a stable id; ``kind`` names the file it comes from.

    ``terms`` are dated; ``at`` gives the one in force.
    """

    id: str
    kind: str
    name: str
    terms: tuple[Term, ...]

    def at(self, day: str | None) -> Term | None:
        """The term in force on the ISO day, the latest of several; None where none is."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text: half-open code-point span and every entity that bears the name.

    ``forms`` says for each entity in what way: ``name``, ``adjective`` (Israeli), ``people`` (Israelis), ``capital``,
    ``seat`` (the Kremlin), ``surname``, ``place`` (a town or province of the state).  The resolver needs it.
    """

    start: int
    end: int
    entities: tuple[Entity, ...]
    forms: tuple[str, ...] = ()


class Gazetteer:
    """Loaded once a process."""

    version: str = ""

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Gazetteer":
        """The gazetteer of the package with a user's files ``extra``."""
        return cls()

    def matches(self, text: str) -> list[Match]:
        """Longest names in ``text``, in order, none overlapping, on word boundaries."""
        return []
