"""The names of the gazetteer in one document: which entity each stands for, found once and looked up by token."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.gazetteer import Entity, Gazetteer, Match
from dragoman.gazetteer.datelines import datelines
from dragoman.gazetteer.organisations import GENERIC
from dragoman.ontology import word_list
from dragoman.parse import Parsed
from dragoman.records import Document
from dragoman.resolve.longer import DIRECTIONS, in_longer_name
from dragoman.resolve.nouns import Nouns, singular
from dragoman.resolve.phrases import LOCATIVE, first_of, hyphenated
from dragoman.resolve.villages import placed, possible

_STATES = frozenset(("state", "defacto", "dissolved", "territory"))
_SORT_OF = {
    "organisation": "org", "group": "group", "body": "body", "party": "party", "company": "company", "ngo": "org",
    "media": "company", "place": "place", "person": "person",
}  # fmt: skip
_PLACE_SORTS = frozenset(("state", "capital", "place"))
_FIRM = frozenset(("name", "full", "acronym", "capital", "seat"))
_LEADING = word_list("actors.leading")
_UNSURE = frozenset(("surname", "village"))
_ENOUGH = 1.5  # support below which a surname alone names nobody in particular
_SHIPS = frozenset(("USS", "HMS", "MV", "MSC", "SS", "INS", "RMS", "HMAS", "USNS", "MT", "MS"))
_GIVEN = 3  # tokens of a given name with a hyphen
_INITIAL = 2  # characters of "J." in a name


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
        self._day = document.published
        self.nouns = Nouns.load()
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
            if written and not any(e.kind == "place" or e.kind in _STATES for e in match.entities):
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
            if whole and whole.code and whole.sort not in _PLACE_SORTS:
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
        term = entity.at(self._day)
        former = False
        if term is None:
            old = entity.former(self._day)
            former = entity.kind == "person"
            term = old or (entity.terms[0] if entity.terms else None)
        code = term.code if term else entity.state
        role = term.role if term else None
        if former:
            role = "CVL"
        sort = "state" if entity.kind in _STATES else _SORT_OF.get(entity.kind, "org")
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
            return self._person(match, form, entity, first, last, score)
        lone = last == first + 1 and form in ("name", "place", "village", "capital", "alias")
        town = form == "place" or entity.kind == "place"
        if lone and (self._is_surname(first) or (town and self._is_given(first))):
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
        return _codes([entity]) if entity.kind in _STATES or entity.kind == "place" else set()

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

    def _person(self, match: Match, form: str, entity: Entity, first: int, last: int, score: float) -> float | None:
        parsed = self.parsed
        term = entity.at(self._day)
        codes = {t.code for t in entity.terms}
        if form in ("full", "name") or (form == "alias" and last - first > 1):
            return score + 5.0 + (1.0 if term else 0.0)
        if self._other_given_name(entity, first) or self._given_name(last) or self._other_name_behind(entity, last):
            return None
        if entity.id not in self.full() and self._namesake(entity, first, last):
            return None
        tag = parsed.tags[first]
        if tag == "NNS" and last < len(parsed) and parsed.lower[last] == "of":
            return None  # "Parts of the country"
        named = first + 1 < last or tag in ("NNP", "NNPS") or parsed.words[first].isupper()
        if not named and (match.common or tag not in ("JJ", "NN", "NNS")):
            return None
        support = 0.0
        if entity.id in self.full():
            support += 8.0
        elif match.entities[0].kind in _STATES and not self._titled(first) and self._national(match, first):
            return None  # "Jordan cancelled", "Danish aid": a country, unless the text brings a person of that name
        if any(code in self.states() for code in codes - GENERIC):
            support += 3.0
        if self._titled(first):
            support += 2.5
        if term:
            support += (2.5 if term.role == "GOV" else 1.5) + (1.0 if _leads(term.office) else 0.0)
        else:
            old = entity.former(self._day)
            if old is None:
                support -= 1.5
            elif self._day and old.to and int(self._day[:4]) - int(old.to[:4]) > 10:
                support -= 2.0
            elif _leads(old.office):
                support += 2.0
        if (match.common or parsed.lower[first] in self.nouns.nothing) and support < 4.0:
            return None
        if self._in_place(first) and entity.id not in self.full():
            return None  # "in Kerry", "in May"
        if len(match.entities) == 1 and not match.common:
            support += 2.5  # nobody else of that name is known
        return score + support if support >= _ENOUGH else None

    def _national(self, match: Match, first: int) -> bool:
        """Whether the word is a country's name, or the adjective of one before its noun ("*Danish* aid")."""
        before_noun = first + 1 < len(self.parsed) and self.parsed.pos[first + 1] == "NOUN"
        return match.kinds[0] == "name" or (match.kinds[0] == "adjective" and before_noun)

    def _in_place(self, token: int) -> bool:
        """Whether ``token`` stands where a place is named: "in Kerry", "the Gulf of Aden"."""
        parsed = self.parsed
        above = parsed.heads[token]
        if parsed.deps[token] != "pobj":
            return False
        return parsed.lower[above] in LOCATIVE or (
            parsed.lower[above] == "of" and parsed.lower[parsed.heads[above]] in self.nouns.places
        )

    def _titled(self, token: int) -> bool:
        """Whether a role noun stands right before ``token``."""
        parsed = self.parsed
        if token == 0:
            return False
        before = token - 1
        return singular(parsed.lower[before], parsed.lemmas[before]) in self.nouns.uses

    def _namesake(self, entity: Entity, first: int, last: int) -> bool:
        """Whether the document introduced somebody else of that surname ("Manjit Singh" before "Singh")."""
        spans = self.mentions(entity.id)
        surface = self.parsed.lower[first:last]
        return any(
            b - a == last - first
            and a < first
            and self.parsed.lower[a:b] == surface
            and (self._other_given_name(entity, a) or self._other_name_behind(entity, b))
            for a, b in spans[:8]
        )

    def _other_name_behind(self, entity: Entity, last: int) -> bool:
        """Whether a given name that is not the entity's stands behind its surname ("*Kim Sung*" for Kim Jong Un)."""
        parsed, before = self.parsed, last - 1
        surname, _, given = entity.name.partition(" ")
        if surname.lower() != parsed.lower[before] or last >= len(parsed) or parsed.tags[last] != "NNP":
            return False
        head = parsed.heads[before]
        whole = (
            last <= head < last + _GIVEN
            and parsed.tags[head] == "NNP"
            and parsed.starts[last] - parsed.ends[before] == 1
        )
        return whole and not self._known_name(last) and parsed.lower[last] not in given.lower()

    def _is_surname(self, token: int) -> bool:
        """Whether a given name stands right before the name of a place ("Lynndie England", "USS Alabama")."""
        parsed = self.parsed
        before = token - 1
        if (
            before < 0
            or before in self._number
            or parsed.tags[before] != "NNP"
            or parsed.starts[token] - parsed.ends[before] != 1
        ):
            return False
        if parsed.deps[before] != "compound" or parsed.heads[before] != token:
            return False
        word, lower = parsed.words[before], parsed.lower[before]
        if word in _SHIPS:
            return True
        plain = word.isalpha() and word[1:].islower()
        return (
            plain
            and lower not in DIRECTIONS
            and singular(lower, lower) not in self.nouns.uses
            and lower not in self.nouns.modifiers
        )

    def _known_name(self, token: int) -> bool:
        """Whether a name that is no mere surname or town covers ``token``."""
        number = self._number.get(token)
        if number is None:
            return False
        first, last = self._ranges[number]
        return last - first > 1 or self._matches[number].kinds[0] not in ("surname", "place", "alias")

    def _is_given(self, token: int) -> bool:
        """Whether a town's name is but the given name of somebody ("Gilbert" before "Houngbo")."""
        parsed = self.parsed
        after = token + 1
        if after >= len(parsed) or parsed.deps[token] != "compound" or parsed.heads[token] < after:
            return False
        if parsed.tags[after] != "NNP" or after in self._number or parsed.starts[after] - parsed.ends[token] != 1:
            return False
        word = singular(parsed.lower[after], parsed.lower[after])
        known = word in self.nouns.uses or word in self.nouns.places or word in self.nouns.nothing
        return (
            not known and word not in self.nouns.describes and parsed.words[after][1:].islower() and self._titled(token)
        )

    def _given_name(self, last: int) -> bool:
        """Whether the name that ends before token ``last`` is but the given name of somebody else."""
        parsed = self.parsed
        if (
            last >= len(parsed)
            or parsed.tags[last] != "NNP"
            or last in self._number
            or parsed.deps[last - 1] != "compound"
        ):
            return False
        if parsed.heads[last - 1] < last or parsed.starts[last] - parsed.ends[last - 1] != 1:
            return False
        return singular(parsed.lower[last], parsed.lower[last]) not in self.nouns.uses

    def _other_given_name(self, entity: Entity, first: int) -> bool:
        """Whether a given name that is not the entity's stands before its surname ("Laura Bush" for George)."""
        parsed = self.parsed
        before = first - 1
        if before > 0 and _is_initial(parsed.words[before]):
            before, first = before - 1, before  # "Charles B. Rangel"
        if before < 0 or parsed.tags[before] != "NNP" or self._known_name(before):
            return False
        if parsed.sentence_of[before] != parsed.sentence_of[first] or parsed.starts[first] - parsed.ends[before] > 1:
            return False
        word = parsed.words[before]
        if word in _SHIPS:
            return True
        if not word[0].isupper() or (word.isupper() and len(word) > _INITIAL):
            return False
        lower = parsed.lower[before]
        if singular(lower, lower) in self.nouns.uses or lower in self.nouns.modifiers or lower in self.nouns.genders:
            return False
        if lower.endswith(".") and len(lower) > _INITIAL:  # Gen., Lt., Sen.
            return False
        return word not in entity.name

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
                if match.entities[0].kind in _STATES and match.kinds[0] != "capital":
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


def _is_initial(word: str) -> bool:
    return len(word) == _INITIAL and word[0].isupper() and word[1] == "."


def _leads(office: str | None) -> bool:
    """Whether the office is that of a head of state or government."""
    return bool(office) and str(office).lower() in _LEADING


def _codes(entities: Sequence[Entity]) -> set[str]:
    return {entity.state or entity.terms[-1].code for entity in entities if entity.terms or entity.state}


def head_range(parsed: Parsed, head: int) -> tuple[int, int]:
    """Tokens of the phrase up to and with its head."""
    return first_of(parsed, head), head + 1
