"""What the resolution of pronouns and of descriptions share: the phrases of a sentence and how salient they are.

The method is salience with agreement, after Lappin and Leass, "An algorithm for pronominal anaphora resolution" (1994),
without weights that are learned: subjects before objects, near before far, the same person, number and kind.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.parse import Parsed
from dragoman.records import Span
from dragoman.resolve.meaning import NOTHING, Meaning
from dragoman.resolve.nouns import singular
from dragoman.resolve.phrases import mention

if TYPE_CHECKING:
    from dragoman.resolve.reader import Reader

BACK = 3  # sentences before that of the pronoun
FIRST_PERSON = frozenset(("i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"))
WEIGHT = {
    "nsubj": 80, "nsubjpass": 75, "dobj": 50, "agent": 40, "pobj": 35, "poss": 40, "attr": 30, "appos": 30, "conj": 50,
    "dative": 45, "ROOT": 60, "compound": 10, "amod": 8, "nmod": 10, "npadvmod": 20,
}  # fmt: skip
_REFERRED = frozenset(
    ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "attr", "appos", "conj", "dative", "ROOT", "npadvmod", "nmod")
)
Fits = Callable[[Meaning], bool]


class Salience:
    """The phrases of one document that may be referred to."""

    def __init__(self, reader: "Reader") -> None:
        self.reader = reader
        self.parsed: Parsed = reader.parsed
        self._words: dict[str, list[int]] | None = None
        self._heads: dict[int, list[int]] = {}

    def through(self, token: int, antecedent: int, found: Meaning) -> Meaning:
        """``found``, the meaning of the phrase ``antecedent``, as mentioned by ``token``."""
        if not found.actors:
            return found
        if len(found.actors) > 1:  # each of a set was named by itself
            return found.moved(self.parsed.text, mention(self.parsed, token))
        parsed = self.parsed
        return found.moved(parsed.text, mention(parsed, token), self._span_of(antecedent, found))

    def _span_of(self, antecedent: int, found: Meaning) -> Span | None:
        return found.actors[0].antecedent or mention(self.parsed, antecedent)

    def mentions(self, sentence: int) -> list[int]:
        """Heads of the phrases of a sentence that may be referred to, in order."""
        known = self._heads.get(sentence)
        if known is None:
            parsed = self.parsed
            first, last = parsed.sentences[sentence]
            known = self._heads[sentence] = [
                i
                for i in range(first, min(last, first + 150))
                if parsed.pos[i] in ("NOUN", "PROPN", "PRON")
                and parsed.deps[i] in _REFERRED
                and parsed.lower[i] not in FIRST_PERSON
            ]
        return known

    def ahead(self, token: int, fits: Fits) -> Meaning:
        """The subject of the main clause for a pronoun that stands before it: "In his speech, the president ..."."""
        parsed = self.parsed
        first, last = parsed.sentences[parsed.sentence_of[token]]
        for i in range(token + 1, min(last, first + 80)):
            if parsed.deps[i] not in ("nsubj", "nsubjpass") or parsed.tags[i] in ("PRP", "WP", "WDT"):
                continue
            if parsed.deps[parsed.heads[i]] == "ROOT" and not self.inside(i, token):
                found = self.reader.meaning(i)
                if found.actors and fits(found):
                    return self.through(token, i, found)
        return NOTHING

    def top(self, token: int) -> int:
        """The first of the phrases that ``token`` is coordinated with."""
        for _ in range(8):
            if self.parsed.deps[token] != "conj":
                break
            token = self.parsed.heads[token]
        return token

    def inside(self, head: int, token: int) -> bool:
        """Whether ``token`` belongs to the phrase ``head`` itself ("its leader" is not the leader's)."""
        parsed = self.parsed
        at = token
        for _ in range(10):
            if at == head:
                return True
            if (
                parsed.deps[at] in ("conj", "relcl", "acl")
                or parsed.pos[at] in ("VERB", "AUX")
                or parsed.heads[at] == at
            ):
                return False
            at = parsed.heads[at]
        return False

    def positions(self) -> dict[str, list[int]]:
        """Tokens of nouns and names by their singular form."""
        if self._words is None:
            self._words = {}
            parsed = self.parsed
            for i, pos in enumerate(parsed.pos):
                if pos in ("NOUN", "PROPN"):
                    lower = parsed.lower[i]
                    self._words.setdefault(lower, []).append(i)
                    lemma = singular(lower, parsed.lemmas[i])
                    if lemma != lower:
                        self._words.setdefault(lemma, []).append(i)
        return self._words
