"""A parsed document as plain lists: what every later stage reads."""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.records import Span

_COARSE = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON",
    "WP$": "PRON", "EX": "PRON", "CD": "NUM", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV",
    "RBS": "ADV", "WRB": "ADV", "DT": "DET", "PDT": "DET", "WDT": "DET", "IN": "ADP", "RP": "ADP", "TO": "PART",
    "POS": "PART", "CC": "CCONJ", "MD": "AUX",
}  # fmt: skip


def coarse(tag: str, dep: str) -> str:
    """Universal part of speech of a fine tag; a verb that stands as auxiliary is ``AUX``."""
    if tag.startswith("VB"):
        return "AUX" if dep in ("aux", "auxpass") else "VERB"
    return _COARSE.get(tag, "PUNCT" if not tag[:1].isalpha() else "X")


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """Tokens of one document, in order; every list has one item a token and is not to be changed.

    ``words`` as they stand, ``lower`` the same in lower case, ``lemmas`` in lower case, ``tags`` Penn Treebank tags,
    ``pos`` universal ones, ``deps`` spaCy's English dependency labels (``nsubj``, ``dobj``, ``agent`` ...), ``heads``
    the index of the head (its own for a root), ``kids`` the indices of the children in order, ``starts`` and ``ends``
    code-point offsets into ``text``.  ``sentences`` are half-open token ranges; ``sentence_of`` gives a token's.
    Sentences never cross a line of the text.  ``vectors`` are the parser's own token vectors, if asked for, else None.
    """

    text: str
    words: list[str]
    lower: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    kids: list[list[int]]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    vectors: npt.NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Characters of the token range ``[first, last)``."""
        return Span(self.starts[first], self.ends[last - 1])

    def phrase(self, first: int, last: int) -> str:
        """Words of the token range ``[first, last)`` as they stand in the text."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def sentence_span(self, token: int) -> Span:
        """Characters of the sentence that holds ``token``."""
        first, last = self.sentences[self.sentence_of[token]]
        return self.span(first, last)

    def token_at(self, offset: int) -> int:
        """Index of the token that covers ``offset``, or the nearest before it (0 at the least)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def child(self, token: int, *deps: str) -> int | None:
        """First child of ``token`` with one of the labels ``deps``."""
        for kid in self.kids[token]:
            if self.deps[kid] in deps:
                return kid
        return None

    def children(self, token: int, *deps: str) -> list[int]:
        """Children of ``token`` with one of the labels ``deps``, in order."""
        return [kid for kid in self.kids[token] if self.deps[kid] in deps]

    def subtree(self, token: int) -> tuple[int, int]:
        """Half-open token range from the leftmost to the rightmost descendant of ``token``."""
        first = last = token
        while self.kids[first] and self.kids[first][0] < first:
            first = self.kids[first][0]
        while self.kids[last] and self.kids[last][-1] > last:
            last = self.kids[last][-1]
        return first, last + 1

    def conjuncts(self, token: int) -> list[int]:
        """``token`` and the tokens coordinated with it after it ("A, B and C" from A)."""
        out = [token]
        for item in out:
            out.extend(k for k in self.kids[item] if self.deps[k] == "conj")
        return out
