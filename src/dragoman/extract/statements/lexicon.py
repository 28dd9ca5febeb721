"""The words of saying of ``cues.yaml``, as they are looked up."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.ontology.cache import compiled, hash_of

DATA = Path(__file__).with_name("cues.yaml")
# verbs of a prepositional cue may carry these between verb and preposition
PARTICLES = frozenset({"out", "off", "up", "back", "on", "down"})


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues by kind.

    ``verbs``: lemma to the places its content may take; ``phrases``: (verb lemma, preposition) pairs whose content is
    the preposition's object; ``named_as``: verbs with "X as Y"; ``nouns``: nouns of saying; ``sources``: word sequences
    before a speaker ("according to").
    """

    verbs: dict[str, frozenset[str]]
    phrases: frozenset[tuple[str, str]]
    named_as: frozenset[str]
    nouns: frozenset[str]
    sources: tuple[tuple[str, ...], ...]


def read(path: Path = DATA) -> dict[str, Any]:
    """The groups of the file: name to ``takes`` and ``words`` (word to example)."""
    groups: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return groups


def _build() -> dict[str, Any]:
    groups = read()
    return {name: {"takes": g["takes"], "words": list(g["words"])} for name, g in groups.items()}


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cues of the package, read once a process."""
    groups = compiled("cues", hash_of([DATA]), _build)
    verbs: dict[str, set[str]] = {}
    phrases: set[tuple[str, str]] = set()
    for name, group in groups.items():
        takes = set(group["takes"])
        if takes & {"noun", "source"} or name == "name as":
            continue
        for word in group["words"]:
            lemma, *rest = word.split()
            if "phrase" in takes:
                phrases.add((lemma, rest[-1]))
            elif rest and "person_to" in takes:
                verbs.setdefault(lemma, set()).add(f"person_to {rest[-1]}")
            else:
                verbs.setdefault(lemma, set()).update(takes)
    named = set()
    for word in groups["name as"]["words"]:
        named.add(word.split()[0])
    for lemma in (*named, *(v for v, _ in phrases)):
        verbs.setdefault(lemma, set())
    return Cues(
        verbs={k: frozenset(v) for k, v in verbs.items()},
        phrases=frozenset(phrases),
        named_as=frozenset(named),
        nouns=frozenset(groups["noun"]["words"]),
        sources=tuple(tuple(w.split()) for w in groups["source"]["words"]),
    )
