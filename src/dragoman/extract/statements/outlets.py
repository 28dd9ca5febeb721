"""The paper, agency or station that something was said to or written in."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.ontology.cache import compiled, hash_of
from dragoman.parse import Parsed

DATA = Path(__file__).with_name("outlets.yaml")
# a name that is also a word needs its article in the text
COMMON = frozenset({"forward", "sun", "atlantic", "hindu", "observer", "independent", "times", "economist", "guardian"})
ENTRY = frozenset({"told", "tells", "telling", "tell", "in", "to", "by", "with", "on", "via", "from", "agency"})
PLATFORMS = frozenset({"Twitter", "Facebook", "Telegram", "Truth Social"})


@lru_cache(maxsize=1)
def tables() -> tuple[dict[str, list[tuple[tuple[str, ...], str]]], frozenset[str], frozenset[str]]:
    """(first word to names in words with what they are printed as, endings, links)."""

    def build() -> dict[str, Any]:
        raw: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
        return raw

    raw = compiled("outlets", hash_of([DATA]), build)
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for printed, others in raw["names"].items():
        for name in (printed, *others):
            words = tuple(w for w in name.replace("-", " - ").replace("'s", " 's").split())
            if words[0] == "The":
                words = words[1:]
            names.setdefault(words[0], []).append((words, printed))
    for entries in names.values():
        entries.sort(key=lambda e: -len(e[0]))
    return names, frozenset(raw["endings"]), frozenset(raw["links"])


def name_at(p: Parsed, i: int) -> tuple[int, str] | None:
    """(end token, printed name) of the outlet whose name starts at token ``i``."""
    names, endings, _ = tables()
    for words, printed in names.get(p.words[i], ()):
        if tuple(p.words[i : i + len(words)]) == words:
            if len(words) == 1 and words[0].lower() in COMMON and (i == 0 or p.lower[i - 1] != "the"):
                continue
            return i + len(words), printed
    if p.tags[i] in ("NNP", "NNPS"):
        last = i
        while last + 1 < len(p) and last < i + 5 and p.tags[last + 1] in ("NNP", "NNPS"):
            last += 1
        if last > i and p.words[last] in endings:
            return last + 1, p.phrase(i, last + 1)
    return None


def find_outlet(p: Parsed, first: int, last: int, out_of: list[tuple[int, int]]) -> tuple[str, int, int] | None:
    """(name, first, last) of the outlet named in the tokens ``[first, last)`` as where something was said.

    ``out_of``: character ranges, those of the content and the speaker, in which no outlet is looked for.
    """
    _, _, links = tables()
    i = first
    while i < last:
        if p.words[i][0].isupper() and p.tags[i][0] in "NJ":
            got = name_at(p, i)
            if got is not None:
                end, printed = got
                apart = not any(a < p.ends[end - 1] and p.starts[i] < b for a, b in out_of)
                if apart and printed not in PLATFORMS and _linked(p, i, first, links):
                    return printed, i, end
                i = end
                continue
        i += 1
    return None


def _linked(p: Parsed, i: int, first: int, links: frozenset[str]) -> bool:
    """Whether a word that leads to an outlet stands before it, with nothing but its attributes between."""
    at = i - 1
    while at >= first and i - at < 8:
        if p.lower[at] in ENTRY:
            return True
        if p.lower[at] not in links and p.tags[at] not in ("DT", "JJ", "NN", "NNP", "POS", "HYPH", "PRP$"):
            return False
        at -= 1
    return False
