"""The words of ``words.yaml`` as they are looked up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

DIRECTIONS = tuple(
    "worsen improve low high erode grow tension escalate ease together apart break restore not first again".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns by name, words that say nothing, groups of words that stand for one another, names of groups."""

    patterns: Mapping[str, re.Pattern[str]]
    empty: frozenset[str]
    same: Mapping[str, frozenset[str]]
    combining: Mapping[str, str]
    groups: Mapping[str, str]
    numbers: Mapping[str, int]
    plainly: tuple[tuple[re.Pattern[str], str], ...]

    def find(self, name: str, text: str) -> re.Match[str] | None:
        """First place in ``text`` that the pattern ``name`` matches."""
        return self.patterns[name].search(text)


@lru_cache(maxsize=1)
def words() -> Words:
    """The words, loaded once."""
    text = (files("dragoman.claims") / "words.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    patterns = {
        name: re.compile("(?:" + "|".join(_phrase(w.strip()) for w in raw[name].split("|")) + r")(?!\w)", re.IGNORECASE)
        for name in (*DIRECTIONS, "relations", "support")
    }
    same: dict[str, frozenset[str]] = {}
    for group in raw["same"]:
        for word in group:
            same[word] = same.get(word, frozenset()) | frozenset(group)
    plainly = tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in raw["plainly"])
    return Words(patterns, frozenset(raw["empty"]), same, raw["combining"], raw["groups"], raw["numbers"], plainly)


def _phrase(typed: str) -> str:
    """Regular expression of a phrase: ``*`` is any ending, ``...`` is up to two words."""
    body = re.escape(typed).replace(r"\*", r"\w*").replace(r"\.\.\.\ ", r"(?:\w+ ){0,2}").replace(r"\ ", r"\s+")
    return body if typed.startswith("n't") else r"(?<!\w)" + body


def stem(word: str) -> str:
    """``word`` without the endings that inflection puts on; crude, and the same on both sides of a comparison."""
    word = word.lower()
    for ending in ("ations", "ation", "ings", "ing", "ers", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    same = words().same
    known = same.get(word) or same.get(stem(word)) or frozenset({word})
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(_beginning, known))) + ")")


def _beginning(phrase: str) -> str:
    """Regular expression of a word or phrase in a report; ``...`` is up to six words of one clause."""
    head, gap, rest = phrase.partition(" ... ")
    return re.escape(stem(head)) + (r"\w*\s+(?:[\w'-]+\s+){1,6}" + re.escape(rest) if gap else "")


def holds(text: str, word: str) -> bool:
    """Whether lower-case ``text`` holds ``word``, an inflection of it, or a word that stands for it."""
    return bool(_pattern(word).search(text))
