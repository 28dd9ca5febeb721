"""Block quotations and pull quotes: a paragraph of words, then the name of whose they are on a line of its own."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from dragoman.extract.statements.drafts import Draft
from dragoman.extract.statements.quotes import Quotes
from dragoman.parse import Parsed

SIGNATURE_WORDS = 14
LEAST_WORDS = 5
DASHES = "—–―-"
_SPACE = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words: half-open characters without the spaces around it."""

    start: int
    end: int


def lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank."""
    out, at = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lead = raw.index(stripped[0])
            out.append(Line(at + lead, at + lead + len(stripped)))
        at += len(raw) + 1
    return out


def plain(text: str) -> str:
    """Words alone, in lower case, for the comparison of a pull quote with the text."""
    return _SPACE.sub(" ", text.lower()).strip()


class Blocks:
    """Signed paragraphs of one text."""

    def __init__(self, parsed: Parsed, quotes: Quotes) -> None:
        self.p = parsed
        self.quotes = quotes
        self.lines = lines(parsed.text)
        self.drafts: list[Draft] = []
        self.pulled: list[Line] = []
        self._find()

    def _find(self) -> None:
        text = self.p.text
        signed = [
            (block, name)
            for block, name in zip(self.lines, self.lines[1:], strict=False)
            if name.end - name.start < 140 and self._signature(name)
        ]
        if not signed:
            return
        # built once: pull quotes are looked for in it
        whole = plain(text)
        for block, name in signed:
            words = plain(text[block.start : block.end])
            if words.count(" ") < LEAST_WORDS - 1:
                continue
            opening = " ".join(words.split()[:12])
            if whole.find(opening) != whole.rfind(opening):
                self.pulled.append(block)
                continue
            quote = self.quotes.at(block.start)
            quoted = quote is not None and quote.end >= block.end - 2
            if not quoted and text[name.start] not in DASHES:
                continue
            first = bisect_left(self.p.starts, name.start)
            while first < len(self.p) and not self.p.words[first][0].isalnum():
                first += 1
            if first >= len(self.p):
                continue
            head = self._name_head(first)
            self.drafts.append(Draft(head, (head, head + 1), head, [(block.start, block.end)], "signed"))

    def _name_head(self, first: int) -> int:
        p, head = self.p, first
        while head + 1 < len(p) and p.tags[head + 1] in ("NNP", "NNPS") and p.starts[head + 1] - p.ends[head] <= 1:
            head += 1
        return head

    def _signature(self, line: Line) -> bool:
        """Whether the line is a name, with a description after a comma at most."""
        p = self.p
        first = bisect_left(p.starts, line.start)
        last = bisect_left(p.starts, line.end)
        while first < last and not p.words[first][0].isalnum():
            first += 1
        if not 2 <= last - first <= SIGNATURE_WORDS or p.words[last - 1] in (".", "?", "!", ":", "”", '"'):
            return False
        name = first
        while name < last and p.words[name][0].isupper() and p.words[name][0].isalpha():
            name += 1
        if name - first < 2 or (name < last and p.words[name] not in (",", "(", "-", "–", "—")):
            return False
        return not any(p.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(first, last))

    def in_pull_quote(self, offset: int) -> bool:
        """Whether ``offset`` stands in a paragraph that repeats a sentence of the text."""
        return any(b.start <= offset < b.end for b in self.pulled)
