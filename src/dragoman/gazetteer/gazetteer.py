"""The gazetteer as it is looked up: entities, their terms of office, and a matcher over all their names.

What others use::

    gazetteer = Gazetteer.load()                 # once a process; load([Path("mine.csv")]) adds a user's files
    for match in gazetteer.matches(text):        # longest names, in order, none overlapping
        match.start, match.end                   # code points
        match.entities, match.kinds              # every reading with the kind of name it is, the likeliest first
        match.kind                               # kinds[0]: name full alias acronym seat capital adjective demonym
                                                 #   surname place
        match.modifier                           # "US-led", "pro-Russian": the name is not the actor itself
        match.common                             # also an ordinary word or first name: ask for support from context
        match.before, match.after                # the other part of a hyphenated word ("led", "pro")
        match.entities[0].at("2024-03-22")       # Term(code, role, office, from_, to) in force, or None
        match.entities[0].former("2024-03-22")   # latest term that had ended (a former official), or None
    gazetteer.entity("FRA"), gazetteer.entity("angela-merkel")   # by id: states by code, all others by slug of the name
    gazetteer.state("FRA")                       # the state of a code, or None
    gazetteer.members("EUR", "2024-03-22")       # codes of the members on a day: EUR NAT LAS GCC ASN G7 G20 P5 ...
    gazetteer.nominal(["riot", "police"])        # Nominal(words, role, kind, code) of a generic noun phrase, or None
    gazetteer.find("merkel")                     # entities by any name, whatever its case

A capital is matched as ``capital`` for its government and, where it is one, as ``place`` too.  A person's surname alone
is a ``surname`` for every person who bears it; which one is meant is for the reader of the document to say.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from dragoman.gazetteer import compiled
from dragoman.gazetteer.entries import STATE_KINDS, Problem
from dragoman.gazetteer.matcher import Matcher, hyphenated
from dragoman.gazetteer.names import fold

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# codes that many share: no one of them gives them its name
SHARED = {
    "IGO": "other international organisations",
    "NGO": "non-governmental organisations",
    "IMG": "militants of several countries",
    "MNC": "companies of several countries",
}


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

    Kinds: state, defacto, dissolved, territory, organisation, group, body, party, company, ngo, media, place, person.
    ``terms`` are dated; ``at`` gives the one in force.  ``state`` is the code of the state a territory belongs to,
    ``where`` the latitude and longitude of a place in degrees.
    """

    id: str
    kind: str
    name: str
    terms: tuple[Term, ...]
    state: str | None = None
    where: tuple[float, float] | None = None

    def at(self, day: str | None) -> Term | None:
        """The term in force on the ISO day, a government's before others and the latest of several; None where none is.

        Without a day the latest term of all.
        """
        best: Term | None = None
        for term in self.terms:
            if day and ((term.from_ and term.from_ > day) or (term.to and term.to < day)):
                continue
            if best is None or _weight(term, day) >= _weight(best, day):
                best = term
        return best

    def former(self, day: str | None) -> Term | None:
        """The latest term that had ended before the ISO day; None where none had."""
        ended = [term for term in self.terms if day and term.to and term.to < day]
        return max(ended, key=lambda term: term.to or "", default=None)


def _weight(term: Term, day: str | None) -> tuple[bool, str]:
    return (term.role == "GOV" if day else not term.to, term.from_ or "")


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text: half-open code-point span and every entity that bears the name, the likeliest first.

    ``kinds`` says for each entity what kind of name it is.  ``before`` and ``after`` are the lower-case words that a
    hyphen joins to it.  ``common`` marks names that are also ordinary words, first names or the like.
    """

    start: int
    end: int
    entities: tuple[Entity, ...]
    kinds: tuple[str, ...] = ()
    common: bool = False
    before: str = ""
    after: str = ""

    @property
    def kind(self) -> str:
        """Kind of name for the likeliest entity."""
        return self.kinds[0]

    @property
    def modifier(self) -> bool:
        """Whether a hyphen makes it a mere modifier: "US-led", "Iran-backed", "pro-Russian"."""
        return self.after in compounds()["after"] or self.before in compounds()["before"]


@dataclass(frozen=True, slots=True)
class Nominal:
    """A generic noun that makes an actor out of an adjective or stands for one: its role, and a code if it has one.

    ``kind`` is office (president), body (parliament), force (troops) or people (protesters).
    """

    words: str
    role: str | None
    kind: str
    code: str | None = None


@lru_cache(maxsize=1)
def compounds() -> dict[str, frozenset[str]]:
    """Words of ``compounds.yaml`` by their place: what is joined to a name that is not the actor itself."""
    rows = yaml.load((compiled.DATA / "compounds.yaml").read_text(encoding="utf-8"), Loader=_LOADER)
    return {row["place"]: frozenset(row["words"]) for row in rows}


class Gazetteer:
    """Loaded once a process."""

    def __init__(self, tables: compiled.Compiled) -> None:
        self.version: str = str(tables.get("version", ""))[:16]
        self.problems = tuple(Problem(*row) for row in tables["problems"])
        self._rows: list[str] = tables["entities"].split("\n")
        self._names: list[str] = tables["names"].split("\n")
        self._readings: list[str] = tables["readings"].split("\n")
        self._common = frozenset(tables["common"])
        self._nominals: dict[str, list[str | None]] = tables["nominals"]
        self._members: dict[str, list[list[str | None]]] = tables["members"]
        self._entities: list[Entity | None] = [None] * len(self._rows)
        self._matcher = Matcher(self._names, tables["index"])
        self._ids: dict[str, int] = {}
        self._code_names: dict[str, str] = {}
        self._known: dict[int, tuple[tuple[Entity, ...], tuple[str, ...]]] = {}

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Gazetteer":
        """The gazetteer of the package with a user's files ``extra``; what is wrong in them stands in ``problems``."""
        return _load(tuple(Path(p) for p in extra))

    def matches(self, text: str) -> list[Match]:
        """Longest names in ``text``, in order, none overlapping, on word boundaries."""
        folded = fold(text)
        found = []
        for start, end, number in self._matcher.matches(folded):
            entities, kinds = self._read(number)
            if not entities:
                continue
            before, after = hyphenated(folded, start, end)
            common = self._names[number] in self._common
            found.append(Match(start, end, entities, kinds, common, before.lower(), after.lower()))
        return found

    def _read(self, name: int) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
        known = self._known.get(name)
        if known is None:
            pairs = list(self._pairs(name))
            entities = tuple(self._entity(entity) for entity, _ in pairs)
            known = self._known[name] = (entities, tuple(kind for _, kind in pairs))
        return known

    def _pairs(self, name: int) -> Iterator[tuple[int, str]]:
        for pair in self._readings[name].split():
            entity, _, kind = pair.partition(":")
            yield int(entity), compiled.NAME_KINDS[int(kind)]

    def _entity(self, number: int) -> Entity:
        entity = self._entities[number]
        if entity is None:
            id_, kind, name, terms, state, where = json.loads(self._rows[number])
            spot = (where[0], where[1]) if where else None
            entity = self._entities[number] = Entity(id_, kind, name, tuple(Term(*t) for t in terms), state, spot)
        return entity

    def named(self, kinds: Sequence[str]) -> Iterator[tuple[str, Entity]]:
        """Every name that belongs first to an entity of one of ``kinds``, as it is written, with the entity."""
        wanted = {n for n, row in enumerate(self._rows) if any(f',"{kind}",' in row for kind in kinds)}
        for number, name in enumerate(self._names):
            first = next(iter(self._pairs(number)), None)
            if first and first[0] in wanted and (entity := self._entity(first[0])).kind in kinds:
                yield name, entity

    def entity(self, id_: str) -> Entity | None:
        """The entity of that id, or None."""
        if not self._ids:
            self._ids = {row[2 : row.index('"', 2)]: number for number, row in enumerate(self._rows)}
        number = self._ids.get(id_)
        return None if number is None else self._entity(number)

    def state(self, code: str) -> Entity | None:
        """The state or territory of an ISO alpha-3 code, or None."""
        entity = self.entity(code)
        return entity if entity and entity.kind in STATE_KINDS else None

    def code_name(self, code: str) -> str:
        """Name of a state or organisation by its code; the code itself where there is none."""
        entity = self.entity(code)
        if entity:
            return entity.name
        if code in SHARED:
            return SHARED[code]
        if not self._code_names:
            organisations = (n for n, row in enumerate(self._rows) if ',"organisation",' in row)
            for found in map(self._entity, organisations):
                term = found.at(None)
                if term:
                    # the files name the body itself before its organs
                    self._code_names.setdefault(term.code, found.name)
        return self._code_names.get(code, code)

    def entities(self) -> Iterator[Entity]:
        """All entities, in the order of the files."""
        return map(self._entity, range(len(self._rows)))

    def names(self, entity: Entity) -> list[tuple[str, str]]:
        """All (name, kind) that ``entity`` is matched by, folded to plain letters."""
        pairs = ((name, pair) for number, name in enumerate(self._names) for pair in self._pairs(number))
        return [(name, kind) for name, (number, kind) in pairs if self._entity(number).id == entity.id]

    def state_names(self) -> list[str]:
        """All names that some state or territory is matched by, folded to plain letters."""
        # ids of states are their codes; of all names at once, as ``names`` reads the whole list for each entity
        states = {str(n) for n, row in enumerate(self._rows) if row[2:5].isupper() and row[5] == '"'}
        return [
            name
            for name, readings in zip(self._names, self._readings, strict=True)
            if any(pair.partition(":")[0] in states for pair in readings.split())
        ]

    def members(self, name: str, day: str | None = None) -> tuple[str, ...]:
        """Codes of the members of a set (EUR, NAT, G7, P5 ...) on the ISO day, or of all that never left."""
        rows = self._members.get(name, ())
        if day is None:
            return tuple(code for code, _, to in rows if code and not to)
        return tuple(c for c, start, to in rows if c and (not start or start <= day) and (not to or day <= to))

    def sets(self) -> tuple[str, ...]:
        """Names of the sets that have members: EUR, G7, Nordic ..."""
        return tuple(self._members)

    def offices(self, roles: Sequence[str]) -> list[str]:
        """The generic nouns for one person in office (president, minister) with one of ``roles``."""
        return [word for word, row in self._nominals.items() if row[1] == "office" and row[0] in roles]

    def nominal(self, words: Sequence[str]) -> Nominal | None:
        """The generic noun that the lower-case ``words`` end in, the longest of several; None where it is none."""
        for first in range(max(0, len(words) - 4), len(words)):
            phrase = " ".join(words[first:])
            for form in (phrase, *singulars(phrase)):
                row = self._nominals.get(form)
                if row:
                    return Nominal(form, row[0], str(row[1]), row[2])
        return None

    def find(self, query: str, *, whole: bool = False) -> list[Entity]:
        """Entities whose id or name is ``query``, whatever its case; else, but ``whole``, with a name that holds it."""
        wanted = fold(query).strip().lower()
        if not wanted:
            return []
        exact = self.entity(query)
        hits = [n for n, name in enumerate(self._names) if name.lower() == wanted]
        if not hits and not exact and not whole:
            hits = [n for n, name in enumerate(self._names) if wanted in name.lower()]
        numbers = [entity for n in hits for entity, _ in self._pairs(n)]
        found = [exact] if exact else []
        return list(dict.fromkeys([*found, *map(self._entity, numbers)]))


def singulars(noun: str) -> tuple[str, ...]:
    """What a plural may be the plural of."""
    if noun.endswith("ies"):
        return (noun[:-3] + "y", noun[:-1])
    if noun.endswith("men"):
        return (noun[:-3] + "man",)
    if noun.endswith("es"):
        return (noun[:-1], noun[:-2])
    return (noun[:-1],) if noun.endswith("s") and not noun.endswith("ss") else ()


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> Gazetteer:
    return Gazetteer(compiled.load(extra))
