"""Quotation marks of a text, paired line by line in one pass."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

MARK = re.compile(r"[“”\"„«»‘’]|''|``|\n")
_CLOSES = {"“": "”", "„": "”", "«": "»", "``": "''"}
# longest stretch of single quotation marks that is taken for a quotation; an apostrophe opens longer ones
SINGLE_LIMIT = 400


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks, half-open; ``closed`` is False where the line ends before the closing mark."""

    start: int
    end: int
    closed: bool = True


class Quotes:
    """The quotations of a text, looked up by place."""

    def __init__(self, text: str) -> None:
        self.all = find_quotes(text)
        self._starts = [q.start for q in self.all]
        self._ends = [q.end for q in self.all]

    def touching(self, start: int, end: int) -> Iterator[Quote]:
        """Quotations that share a character with ``[start, end)``, in order."""
        at = bisect_right(self._ends, start)
        while at < len(self.all) and self.all[at].start < end:
            yield self.all[at]
            at += 1

    def at(self, offset: int) -> Quote | None:
        """The quotation that covers ``offset``."""
        return next(self.touching(offset, offset + 1), None)

    def after(self, offset: int) -> int:
        """Index of the first quotation that starts at or after ``offset``."""
        return bisect_left(self._starts, offset)


def find_quotes(text: str) -> list[Quote]:
    """Outermost quotations of ``text`` in order, none across a line.

    Curly, straight, doubled and angular marks; single ones only where they open after a space and close before one.
    A mark without a partner opens a quotation to the end of its line when it stands like an opening mark.
    """
    out: list[Quote] = []
    opened, closer = -1, ""
    for match in MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            _leave_open(text, out, opened, closer, at)
            opened = -1
        elif opened < 0:
            if mark in _CLOSES:
                opened, closer = at, _CLOSES[mark]
            elif mark in ('"', "''", "‘"):
                before, after = text[at - 1 : at], text[match.end() : match.end() + 1]
                if not before.isalnum() and after.strip() and after not in ",.;:!?)":
                    opened, closer = at, "’" if mark == "‘" else mark
        elif mark == closer or (mark == '"' and closer in ("''", "”") and not text[at + 1 : at + 2].isalnum()):
            if mark == "’" and text[at + 1 : at + 2].isalnum():
                continue
            if at - opened > 1 and (mark != "’" or at - opened <= SINGLE_LIMIT):
                out.append(Quote(opened, match.end()))
            opened = -1
        elif closer == "’" and (mark in _CLOSES or mark == '"'):
            # an apostrophe had been taken for an opening mark
            opened, closer = at, _CLOSES.get(mark, mark)
    _leave_open(text, out, opened, closer, len(text))
    return out


def _leave_open(text: str, out: list[Quote], opened: int, closer: str, end: int) -> None:
    if opened >= 0 and closer != "’" and end - opened > 1:
        stop = opened + len(text[opened:end].rstrip())
        if stop - opened > 1:
            out.append(Quote(opened, stop, closed=False))
