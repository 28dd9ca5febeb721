"""All names of the gazetteer in one Aho-Corasick automaton, matched on word boundaries, the longest first.

The method is Aho and Corasick, "Efficient string matching" (1975): one pass over the text, however many the names.
"""

import re
from collections.abc import Iterable

import ahocorasick

# A line whose letters are nearly all capitals is a headline; its names are also looked up in title case.
_CAPITALS_SHARE = 0.8
_CAPITALS_LETTERS = 12
_SMALL = re.compile(r"\b(Of|The|And|For|In|On|De|Du|Al|El)\b")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


class Automaton:
    """Built once from the names; ``matches`` is linear in the text."""

    def __init__(self, names: Iterable[str]) -> None:
        automaton = ahocorasick.Automaton()
        for name in names:
            automaton.add_word(name, name)
        automaton.make_automaton()
        self._iter = automaton.iter if len(automaton) else (lambda text: ())

    def matches(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, name) in ``text`` (folded), leftmost and longest, none overlapping."""
        candidates = self._found(text, 0)
        for first, line in _capital_lines(text):
            candidates.extend(c for c in self._found(_titled(line), first) if c[1] - c[0] > 2)
        candidates.sort(key=_leftmost_longest)
        out = []
        reached = 0
        for candidate in candidates:
            if candidate[0] >= reached:
                out.append(candidate)
                reached = candidate[1]
        return out

    def _found(self, text: str, shift: int) -> list[tuple[int, int, str]]:
        out = []
        size = len(text)
        for last, name in self._iter(text):
            start, end = last + 1 - len(name), last + 1
            if end < size and (text[end].isalnum() or (text[end] in "'$@_" and _joined_after(text, end))):
                continue
            if start and (text[start - 1].isalnum() or (text[start - 1] in "'@#_/." and _joined_before(text, start))):
                continue
            out.append((start + shift, end + shift, name))
        return out


def _leftmost_longest(candidate: tuple[int, int, str]) -> tuple[int, int]:
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
        if upper >= _CAPITALS_LETTERS and upper >= _CAPITALS_SHARE * sum(map(str.isalpha, line)):
            out.append((first, line))
        first += len(line)
    return out


def _titled(line: str) -> str:
    """``line`` with each word capitalised, of the same length."""
    titled = _WORD.sub(lambda m: m.group()[0] + m.group()[1:].lower(), line)
    return _SMALL.sub(lambda m: m.group().lower(), titled) if len(titled) == len(line) else line
