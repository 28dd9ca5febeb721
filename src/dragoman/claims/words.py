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
            for form in {word, stem(word)}:
                same[form] = same.get(form, frozenset()) | frozenset(group)
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


# what inflection and derivation put on a stem: "ban" is in "bans" and "banned", and not in "bank"
_ENDING = (
    r"(?:[bdgklmnprt]?(?:e|ed|er|ers|en|ing|ings)|e?s|d|r|rs|al|als|ment|ments|[st]?ions?|ations?|ance|y|ies|ied|n|t|i?ans?|ese|'s|’s)?"
    r"(?!\w)"
)
_PREFIX = re.compile(r"(?<!\w)(non|re|co|anti|de|pre)-(?=\w)")


def loosely(text: str) -> str:
    """Lower-case ``text`` with prefixes written as one word: "re-opened" as "reopened"."""
    return _PREFIX.sub(r"\1", text) if "-" in text else text


@lru_cache(maxsize=4096)
def verb_pattern(word: str) -> str:
    """Regular expression of inflections of ``word`` and of what stands for it; it begins at the start of a word."""
    same = words().same
    typed = loosely(word.lower())
    head = typed.split()[0]
    known = same.get(typed) or same.get(stem(typed)) or same.get(head) or same.get(stem(head)) or frozenset({typed})
    return "(?:" + "|".join(sorted(map(_beginning, known))) + ")"


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + verb_pattern(word))


def _beginning(phrase: str) -> str:
    """Regular expression of a word or phrase in a report; ``...`` is up to six words of one clause."""
    head, gap, rest = phrase.partition(" ... ")
    end = r"\w*\s+(?:[\w'-]+\s+){1,6}" + re.escape(rest) if gap else ""
    return re.escape(stem(loosely(head))) + (end or _ENDING)


def holds(text: str, word: str) -> bool:
    """Whether lower-case ``text`` holds ``word``, an inflection of it, or a word that stands for it."""
    return bool(_pattern(word).search(loosely(text)))
