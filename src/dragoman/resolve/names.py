"""The names of the gazetteer in one document: which entity each stands for, found once and looked up by token."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.gazetteer import STATE_KINDS, Entity, Gazetteer, Match
from dragoman.gazetteer.datelines import datelines
from dragoman.parse import Parsed
from dragoman.records import Document
from dragoman.resolve.longer import in_longer_name
from dragoman.resolve.nouns import Nouns
from dragoman.resolve.persons import Persons
from dragoman.resolve.phrases import hyphenated
from dragoman.resolve.villages import placed, possible

_SORT_OF = {
    "organisation": "org", "group": "group", "body": "body", "party": "party", "company": "company", "ngo": "org",
    "media": "company", "place": "place", "person": "person",
}  # fmt: skip
PLACE_SORTS = frozenset(("state", "capital", "place"))
_FIRM = frozenset(("name", "full", "acronym", "capital", "seat"))
_UNSURE = frozenset(("surname", "village"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text, read: half-open token range, code and role as of the document's date.

    ``sort`` is state, capital, place, person, org, body, group, party or company; ``form`` the gazetteer's kind of name
    (name, adjective, demonym, surname ...); ``loose`` where a hyphen makes it a mere modifier ("US-led").
    ``former`` where an office had ended before the document's date, ``generic`` for names that bodies of several states
    bear ("Senate").
    """

    first: int
    last: int
    code: str | None
    role: str | None
    name: str
    entity: str
    sort: str
    form: str
    loose: str | None = None
    former: bool = False
    generic: bool = False


class Names:
    """All names of one document.  ``of_token`` maps each covered token to its name, read only when asked."""

    def __init__(self, document: Document, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.parsed = parsed
        self.day = document.published
        self.nouns = Nouns.load()
        self._persons = Persons(self)
        self._ranges: list[tuple[int, int]] = []
        self._matches: list[Match] = []
        self._number: dict[int, int] = {}
        self._read: dict[int, Name | None] = {}
        self._full: set[str] | None = None
        self._mentions: dict[str, list[tuple[int, int]]] | None = None
        self._states: Counter[str] | None = None
        self._countries: set[str] | None = None
        self._acronyms: dict[str, int] | None = None
        self._written: set[int] = set()  # the names of where a report was written
        starts, ends, size = parsed.starts, parsed.ends, len(parsed)
        token = 0
        opening = deque(datelines(parsed.text))
        for match in gazetteer.matches(parsed.text) if size else ():
            # both lists are in order, so one walk over the tokens serves all matches
            while token < size and ends[token] <= match.start:
                token += 1
            if token == size:
                break
            last = token
            while last + 1 < size and starts[last + 1] < match.end:
                last += 1
            while opening and opening[0][1] <= match.start:
                opening.popleft()
            written = bool(opening) and opening[0][0] <= match.start
            if written and not any(e.kind == "place" or e.kind in STATE_KINDS for e in match.entities):
                continue  # the agency
            if match.kinds and match.kinds[0] == "village" and not possible(parsed, last + 1, self.nouns.places):
                continue
            if match.start < ends[token]:
                number = len(self._matches)
                if written:
                    self._written.add(number)
                self._matches.append(match)
                self._ranges.append((token, last + 1))
                for covered in range(token, last + 1):
                    self._number.setdefault(covered, number)
        self.topic: tuple[Match, ...] = ()
        if document.topic:
            self.topic = tuple(gazetteer.matches(document.topic))

    def __len__(self) -> int:
        return len(self._matches)

    def covered(self, token: int) -> bool:
        """Whether a name covers ``token``."""
        return token in self._number

    def at(self, token: int) -> Name | None:
        """The name that covers ``token``, if it could be read."""
        number = self._number.get(token)
        return None if number is None else self.number(number)

    def written(self, token: int) -> bool:
        """Whether the name at ``token`` says where the report was written, not what it speaks of."""
        return self._number.get(token) in self._written

    def index(self, token: int) -> int | None:
        """Position of the name that covers ``token`` among all names."""
        return self._number.get(token)

    def number(self, number: int) -> Name | None:
        """The ``number``-th name of the document."""
        if number not in self._read:
            self._read[number] = None  # a name asked for while it is being read gives no support to itself
            self._read[number] = self._choose(number)
        return self._read[number]

    def match(self, number: int) -> Match:
        """The ``number``-th name as the gazetteer knows it."""
        return self._matches[number]

    def range(self, number: int) -> tuple[int, int]:
        """Half-open token range of the ``number``-th name."""
        return self._ranges[number]

    def within(self, first: int, last: int) -> list[Name]:
        """Names that begin in the token range ``[first, last)``, in order."""
        out = []
        seen = -1
        for token in range(first, last):
            number = self._number.get(token)
            if number is not None and number != seen:
                seen = number
                name = self.number(number)
                if name and name.first >= first:
                    out.append(name)
        return out

    def spot(self, name: Name) -> Entity | None:
        """The place of the name's country that bears the name: the town where the name may also mean a government."""
        number = self._number.get(name.first)
        for entity in () if number is None else self._matches[number].entities:
            if entity.kind == "place" and any(term.code == name.code for term in entity.terms):
                return entity
        return None

    def mentions(self, entity: str) -> list[tuple[int, int]]:
        """Token ranges of the names that may stand for the entity of that id."""
        if self._mentions is None:
            self._mentions = {}
            for match, tokens in zip(self._matches, self._ranges, strict=True):
                for bearer in match.entities:
                    if bearer.kind == "person":
                        self._mentions.setdefault(bearer.id, []).append(tokens)
        return self._mentions.get(entity, [])

    # ------------------------------------------------------------------ reading

    def _choose(self, number: int) -> Name | None:
        match = self._matches[number]
        first, last = self._ranges[number]
        introduced = self._introduced().get(self.parsed.words[first]) if last == first + 1 else None
        if introduced is not None and introduced != number:
            whole = self.number(introduced)
            if whole and whole.code and whole.sort not in PLACE_SORTS:
                return replace(whole, first=first, last=last, loose=None)
        best: tuple[float, int] | None = None
        for i, entity in enumerate(match.entities):
            score = self._score(match, i, entity, first, last)
            if score is not None and (best is None or score > best[0]):
                best = (score, i)
        if best is None:
            return None
        return self._name(match, match.entities[best[1]], match.kinds[best[1]], first, last)

    def _introduced(self) -> dict[str, int]:
        """Acronyms that the document gives a name in brackets, with the number of the name: "Air Force (IAF)"."""
        if self._acronyms is None:
            words = self.parsed.words
            self._acronyms = {
                words[last + 1]: number
                for number, (_, last) in enumerate(self._ranges)
                if last + 2 < len(words) and words[last] == "(" and words[last + 2] == ")" and words[last + 1].isupper()
            }
        return self._acronyms

    def _name(self, match: Match, entity: Entity, form: str, first: int, last: int) -> Name:
        term = entity.at(self.day)
        former = False
        if term is None:
            old = entity.former(self.day)
            former = entity.kind == "person"
            term = old or (entity.terms[0] if entity.terms else None)
        code = term.code if term else entity.state
        role = term.role if term else None
        if former:
            role = "CVL"
        sort = "state" if entity.kind in STATE_KINDS else _SORT_OF.get(entity.kind, "org")
        if form in ("place", "village"):
            sort = "place"
        elif form == "capital":
            sort = "capital"
        loose = None
        if match.modifier or (match.after or match.before):
            loose = hyphenated(self.parsed, last - 1 if match.after else first)
            if loose is None and match.modifier:
                loose = match.after or match.before
        # a body's table row also holds its sister bodies as aliases; the text says which of them is meant
        name = self.parsed.phrase(first, last) if sort == "body" and form == "alias" else entity.name
        generic = sort == "body" and match.common
        return Name(first, last, code, role, name, entity.id, sort, form, loose, former, generic)

    def _score(self, match: Match, i: int, entity: Entity, first: int, last: int) -> float | None:
        """How well the reading fits; None where it must not be taken.  Ties go to the gazetteer's order."""
        form = match.kinds[i]
        score = -0.1 * min(i, 3) - 0.01 * i  # a name of forty bearers is no reason against the last of them
        if last == first + 1 and in_longer_name(self, form, entity, first):
            return None
        if entity.kind == "person":
            return self._persons.score(match, form, entity, first, last, score)
        lone = last == first + 1 and form in ("name", "place", "village", "capital", "alias")
        town = form == "place" or entity.kind == "place"
        if lone and (self._persons.is_surname(first) or (town and self._persons.is_given(first))):
            return None
        if form in _FIRM and entity.kind != "place":
            score += 4.0  # a surname that is also a country's name needs a title or the full name elsewhere
        codes = {term.code for term in entity.terms}
        if entity.state:
            codes.add(entity.state)
        if form == "village" and not placed(self, last, codes):
            return None
        if len(match.entities) == 1 and not match.common:
            return score
        if match.common and not self._name_like(first, last):
            return None
        if entity.kind == "place":
            score += 2.0 + (2.0 if codes & self._after_comma(last) else 0.0)
            score += 4.0 if codes & self._listed_with(first, last) else 0.0
            if self.parsed.deps[last - 1] in ("nsubj", "dobj") and any(e.kind == "person" for e in match.entities):
                return None  # towns do not praise: "Bush", "Sharon", "Clinton"
        return score + (1.0 if codes & self.states().keys() else 0.0)

    def _after_comma(self, last: int) -> set[str]:
        """Codes of the name that follows a comma: "Burlington, Washington" is not the Burlington in Ontario."""
        number = self._number.get(last + 1) if last < len(self.parsed) and self.parsed.words[last] == "," else None
        return set() if number is None else _codes(self._matches[number].entities)

    def stated(self, last: int) -> set[str]:
        """Codes of the state, region or town that follows a comma behind the name that ends before ``last``."""
        number = self._number.get(last + 1)
        match = None if number is None else self._matches[number]
        if match is None or not match.entities or match.kinds[0] in ("adjective", "demonym"):
            return set()
        entity = match.entities[0]
        return _codes([entity]) if entity.kind in STATE_KINDS or entity.kind == "place" else set()

    def _listed_with(self, first: int, last: int) -> set[str]:
        """Codes of the towns and regions that the name is listed with: "Georgia and Alabama" are no states."""
        lower, codes = self.parsed.lower, set[str]()
        for step, at in ((-1, first - 1), (1, last)):
            joined = False
            while 0 <= at < len(lower) and lower[at] in (",", "and", "or"):
                joined = joined or lower[at] != ","  # "Atlanta, Georgia" is no list
                at += step
            number = self._number.get(at) if joined else None
            if number is not None and all(entity.kind == "place" for entity in self._matches[number].entities):
                codes |= _codes(self._matches[number].entities[:1])
        return codes

    def _name_like(self, first: int, last: int) -> bool:
        parsed = self.parsed
        if any(parsed.pos[i] == "PROPN" for i in range(first, last)):
            begin = parsed.sentences[parsed.sentence_of[first]][0]
            return (
                first != begin or last - first > 1 or parsed.words[first].isupper() or parsed.deps[first] != "compound"
            )
        return parsed.words[first].isupper() and last - first == 1

    # ------------------------------------------------------------------ the document as a whole

    def full(self) -> set[str]:
        """Ids of the persons that the document names in full."""
        if self._full is None:
            self._full = {
                entity.id
                for match, (first, last) in zip(self._matches, self._ranges, strict=True)
                for entity, kind in zip(match.entities, match.kinds, strict=False)
                if entity.kind == "person" and last - first > 1 and kind != "surname"
            }
        return self._full

    def countries(self) -> set[str]:
        """Codes of the states that the document calls by their names or adjectives."""
        if self._countries is None:
            self._countries = set()
            for match in (*self._matches, *self.topic):
                if match.entities[0].kind in STATE_KINDS and match.kinds[0] != "capital":
                    self._countries |= _codes(match.entities[:1])
        return self._countries

    def states(self) -> Counter[str]:
        """How often each state or organisation is named by a name that can mean nothing else."""
        if self._states is None:
            self._states = Counter()
            told = [m for number, m in enumerate(self._matches) if number not in self._written]
            for matches in ((*told, *self.topic), self._matches):
                for match in matches if not self._states else ():
                    codes = _codes(match.entities)
                    if len(codes) == 1 and not match.common and not _UNSURE & set(match.kinds):
                        self._states.update(codes)
        return self._states


def _codes(entities: Sequence[Entity]) -> set[str]:
    return {entity.state or entity.terms[-1].code for entity in entities if entity.terms or entity.state}
