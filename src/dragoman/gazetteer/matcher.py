"""All names of the gazetteer matched in one pass over a text, on word boundaries, the longest first.

The names form a word automaton of two steps: the first word, looked up in a table, leads to the names that begin with
it, longest first.  It is ready as soon as the table is read; a character automaton over the same names (Aho, Corasick
1975) finds the same matches and takes longer to build than everything else in loading.
"""

import re
from collections.abc import Mapping, Sequence

from dragoman.gazetteer.datelines import dateline_end

# A line whose letters are nearly all capitals is a headline; its names are also looked up in title case, as those of a
# dateline are.
_CAPITALS_SHARE = 0.8
_CAPITALS_LETTERS = 12
_SMALL = re.compile(r"\b(Of|The|And|For|In|On|De|Du|Al|El)\b")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_FIRST = re.compile(r"[^\W_]+")


def ordered(names: Sequence[str]) -> tuple[list[str], dict[str, list[int]]]:
    """``names`` in the order in which they are tried, and the half-open range of those that begin with a word."""
    keyed = sorted((first_word(name), -len(name), name) for name in names)
    index: dict[str, list[int]] = {}
    for number, (word, _, _) in enumerate(keyed):
        index.setdefault(word, [number, number])[1] = number + 1
    return [name for _, _, name in keyed], index


def first_word(name: str) -> str:
    """The letters and digits that ``name`` begins with; empty where it begins with a mark."""
    found = _FIRST.match(name)
    return found.group() if found else ""


class Matcher:
    """Names in the order of ``ordered`` with its index; ``matches`` is linear in the text."""

    def __init__(self, names: Sequence[str], index: Mapping[str, Sequence[int]]) -> None:
        self._names = names
        self._index = index

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, number of the name) in ``text`` (folded), leftmost and longest, none overlapping."""
        found = self._found(text, 0)
        capitals = [
            c for first, line in _capital_lines(text) for c in self._found(_titled(line), first) if c[1] - c[0] > 2
        ]
        if not capitals:
            return found
        out = []
        reached = 0
        for candidate in sorted(found + capitals, key=_leftmost_longest):
            if candidate[0] >= reached:
                out.append(candidate)
                reached = candidate[1]
        return out

    def _found(self, text: str, shift: int) -> list[tuple[int, int, int]]:
        out = []
        reached = 0
        names, index = self._names, self._index
        for word in _FIRST.finditer(text):
            bucket = index.get(word.group())
            if bucket is None:
                continue
            start = word.start()
            if start < reached or (start and text[start - 1] in "'@#_/." and _joined_before(text, start)):
                continue
            for number in range(bucket[0], bucket[1]):
                name = names[number]
                if text.startswith(name, start) and _ends(text, start + len(name)):
                    reached = start + len(name)
                    out.append((start + shift, reached + shift, number))
                    break
        return out


def _ends(text: str, end: int) -> bool:
    """Whether a word may end at ``end``."""
    return end >= len(text) or not (text[end].isalnum() or (text[end] in "'$@_" and _joined_after(text, end)))


def _leftmost_longest(candidate: tuple[int, int, int]) -> tuple[int, int]:
    return (candidate[0], -candidate[1])


def _joined_after(text: str, end: int) -> bool:
    """Whether the mark at ``end`` belongs to the word: "Qa'ida", "US$", but not a possessive."""
    if text[end] != "'":
        return True
    following = text[end + 1 : end + 3]
    return following[:1].isalpha() and not (following[:1] in "sS" and not following[1:].isalpha())


def _joined_before(text: str, start: int) -> bool:
    """Whether the mark before ``start`` belongs to the word: "N'Djamena", "@Israel", "www.un.org"."""
    mark, previous = text[start - 1], text[start - 2 : start - 1]
    if mark in "'":
        return previous.isalpha() and previous not in "sS"
    if mark in "./":
        return mark == "." and previous.islower() and text[start].islower()
    return True


def hyphenated(text: str, start: int, end: int) -> tuple[str, str]:
    """The words that a hyphen joins to ``text[start:end]`` on its left and right, or empty strings."""
    before = after = ""
    if start > 1 and text[start - 1] == "-":
        first = start - 1
        while first and text[first - 1].isalnum():
            first -= 1
        before = text[first : start - 1]
    if end + 1 < len(text) and text[end] == "-":
        last = end + 1
        while last < len(text) and text[last].isalnum():
            last += 1
        after = text[end + 1 : last]
    return before, after


def _capital_lines(text: str) -> list[tuple[int, str]]:
    out = []
    first = 0
    for line in text.splitlines(keepends=True):
        upper = sum(map(str.isupper, line))
        dateline = dateline_end(line)
        if dateline:
            out.append((first, line[:dateline]))
        if upper >= _CAPITALS_LETTERS and upper >= _CAPITALS_SHARE * sum(map(str.isalpha, line)):
            out.append((first, line))
        first += len(line)
    return out


def _titled(line: str) -> str:
    """``line`` with each word capitalised, of the same length."""
    titled = _WORD.sub(lambda m: m.group()[0] + m.group()[1:].lower(), line)
    return _SMALL.sub(lambda m: m.group().lower(), titled) if len(titled) == len(line) else line
