"""Whether a statement judges a relation or the support for somebody, in which direction, and between whom."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.gazetteer.organisations import GENERIC
from dragoman.ontology.cache import compiled, hash_of
from dragoman.parse import Parsed
from dragoman.resolve import ActorResolver

DATA = Path(__file__).with_name("judgements.yaml")
DIRECTIONS = ("worsen", "improve", "same")


@lru_cache(maxsize=1)
def patterns() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """(any of the words, words to direction, what a judgement is about)."""

    def build() -> dict[str, Any]:
        raw = yaml.safe_load(DATA.read_text(encoding="utf-8"))
        return {
            "words": {w: d for d in DIRECTIONS for w in raw[d]},
            "about": raw["about"],
        }

    raw = compiled("judgements", hash_of([DATA]), build)
    words: dict[str, str] = raw["words"]
    joined = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{joined})\b", re.I), words, frozenset(raw["about"])


def judge(
    p: Parsed, spans: list[tuple[int, int]], resolver: ActorResolver, day: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """(direction, codes of the states it is about) of the judgement in the content; (None, ()) without one."""
    pattern, words, about = patterns()
    for start, end in spans:
        match = pattern.search(p.text, start, end)
        if match is None:
            continue
        first, last = p.token_at(start), p.token_at(max(start, end - 1)) + 1
        codes = _codes(p, resolver, first, last)
        topical = any(p.lower[i] in about for i in range(first, last))
        if not topical and len(codes) < 2:
            continue
        return words[match[0].lower()], codes
    return None, ()


def _codes(p: Parsed, resolver: ActorResolver, first: int, last: int) -> tuple[str, ...]:
    out: list[str] = []
    for i in range(first, min(last, first + 120)):
        if p.tags[i] in ("NNP", "NNPS", "JJ", "PRP") and p.words[i][0].isupper():
            for actor in resolver.actors(i):
                if actor.code and len(actor.code) == 3 and actor.code not in GENERIC:
                    out.append(actor.code)
    return tuple(dict.fromkeys(out))[:4]
