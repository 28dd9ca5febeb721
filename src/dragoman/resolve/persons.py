"""Whether a name in the text is a person's: surnames alone, given names that are others', towns that are surnames."""

from typing import TYPE_CHECKING

from dragoman.gazetteer import STATE_KINDS, Entity, Match
from dragoman.gazetteer.organisations import GENERIC
from dragoman.ontology import word_list
from dragoman.resolve.longer import DIRECTIONS
from dragoman.resolve.nouns import singular
from dragoman.resolve.phrases import LOCATIVE

if TYPE_CHECKING:
    from dragoman.resolve.names import Names

_LEADING = word_list("actors.leading")
_ENOUGH = 1.5  # support below which a surname alone names nobody in particular
_SHIPS = frozenset(("USS", "HMS", "MV", "MSC", "SS", "INS", "RMS", "HMAS", "USNS", "MT", "MS"))
_GIVEN = 3  # tokens of a given name with a hyphen
_INITIAL = 2  # characters of "J." in a name


class Persons:
    """Persons among the names of one document."""

    def __init__(self, names: "Names") -> None:
        self.names = names
        self.parsed = names.parsed
        self.nouns = names.nouns

    def score(self, match: Match, form: str, entity: Entity, first: int, last: int, score: float) -> float | None:
        """``score`` with how well the name at ``[first, last)`` fits the person; None where it is not his."""
        parsed = self.parsed
        term = entity.at(self.names.day)
        codes = {t.code for t in entity.terms}
        if form in ("full", "name") or (form == "alias" and last - first > 1):
            return score + 5.0 + (1.0 if term else 0.0)
        if self._other_given_name(entity, first) or self._given_name(last) or self._other_name_behind(entity, last):
            return None
        if entity.id not in self.names.full() and self._namesake(entity, first, last):
            return None
        tag = parsed.tags[first]
        if tag == "NNS" and last < len(parsed) and parsed.lower[last] == "of":
            return None  # "Parts of the country"
        named = first + 1 < last or tag in ("NNP", "NNPS") or parsed.words[first].isupper()
        if not named and (match.common or tag not in ("JJ", "NN", "NNS")):
            return None
        support = 0.0
        if entity.id in self.names.full():
            support += 8.0
        elif match.entities[0].kind in STATE_KINDS and not self._titled(first) and self._national(match, first):
            return None  # "Jordan cancelled", "Danish aid": a country, unless the text brings a person of that name
        if any(code in self.names.states() for code in codes - GENERIC):
            support += 3.0
        if self._titled(first):
            support += 2.5
        if term:
            support += (2.5 if term.role == "GOV" else 1.5) + (1.0 if _leads(term.office) else 0.0)
        else:
            old = entity.former(self.names.day)
            if old is None:
                support -= 1.5
            elif self.names.day and old.to and int(self.names.day[:4]) - int(old.to[:4]) > 10:
                support -= 2.0
            elif _leads(old.office):
                support += 2.0
        if (match.common or parsed.lower[first] in self.nouns.nothing) and support < 4.0:
            return None
        if self._in_place(first) and entity.id not in self.names.full():
            return None  # "in Kerry", "in May"
        if len(match.entities) == 1 and not match.common:
            support += 2.5  # nobody else of that name is known
        return score + support if support >= _ENOUGH else None

    def is_surname(self, token: int) -> bool:
        """Whether a given name stands right before the name of a place ("Lynndie England", "USS Alabama")."""
        parsed = self.parsed
        before = token - 1
        if (
            before < 0
            or self.names.covered(before)
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

    def is_given(self, token: int) -> bool:
        """Whether a town's name is but the given name of somebody ("Gilbert" before "Houngbo")."""
        parsed = self.parsed
        after = token + 1
        if after >= len(parsed) or parsed.deps[token] != "compound" or parsed.heads[token] < after:
            return False
        if parsed.tags[after] != "NNP" or self.names.covered(after) or parsed.starts[after] - parsed.ends[token] != 1:
            return False
        word = singular(parsed.lower[after], parsed.lower[after])
        known = word in self.nouns.uses or word in self.nouns.places or word in self.nouns.nothing
        return (
            not known and word not in self.nouns.describes and parsed.words[after][1:].islower() and self._titled(token)
        )

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
        spans = self.names.mentions(entity.id)
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

    def _known_name(self, token: int) -> bool:
        """Whether a name that is no mere surname or town covers ``token``."""
        number = self.names.index(token)
        if number is None:
            return False
        first, last = self.names.range(number)
        return last - first > 1 or self.names.match(number).kinds[0] not in ("surname", "place", "alias")

    def _given_name(self, last: int) -> bool:
        """Whether the name that ends before token ``last`` is but the given name of somebody else."""
        parsed = self.parsed
        if (
            last >= len(parsed)
            or parsed.tags[last] != "NNP"
            or self.names.covered(last)
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


def _is_initial(word: str) -> bool:
    return len(word) == _INITIAL and word[0].isupper() and word[1] == "."


def _leads(office: str | None) -> bool:
    """Whether the office is that of a head of state or government."""
    return bool(office) and str(office).lower() in _LEADING
