"""The common nouns that stand for actors, read from ``data/nouns.yaml``."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from dragoman.ontology import word_list
from dragoman.parse import Parsed

# nouns that are adjectives or parts of names where they are tagged so
_ADJECTIVES = word_list("actors.adjectives")
_LONGEST = 4  # words of the longest entry


@dataclass(frozen=True, slots=True)
class Noun:
    """What a common noun says: ``use`` is ``role``, ``relay``, ``supporter`` or ``materiel``."""

    word: str
    use: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Nouns:
    """The file as look-up tables; every key is in lower case and singular."""

    uses: dict[str, Noun]
    describes: dict[str, tuple[str, ...]]
    sets: frozenset[str]
    places: frozenset[str]
    nothing: frozenset[str]
    modifiers: dict[str, str]
    former: frozenset[str]
    genders: dict[str, str]
    tails: frozenset[str]
    defaults: dict[str, str]
    bodies: frozenset[str]
    diplomats: frozenset[str]
    loyal: frozenset[str]
    needy: frozenset[str]
    held: frozenset[str]
    regions: frozenset[str]
    branches: dict[str, dict[str, str]]
    stateless: dict[str, dict[str, str]]
    women: frozenset[str]
    attacks: frozenset[str]
    relational: frozenset[str]
    plurals: dict[str, tuple[str, ...]]
    halves: dict[tuple[str, str], str]

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> "Nouns":
        """The package's own file, read once a process."""
        source = resources.files("dragoman.resolve").joinpath("data/nouns.yaml").read_bytes()
        return Nouns.of(yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))

    @staticmethod
    def of(data: dict[str, Any]) -> "Nouns":
        """Tables of a file's content."""
        uses: dict[str, Noun] = {}
        for use, entries in (("materiel", data["materiel"]), ("relay", data["relays"]), ("role", data["roles"])):
            for entry in entries:
                role = entry.get("role")
                uses.update((word, Noun(word, use, role)) for word in _words(entry))
        for entry in data["supporters"]:
            uses.update((word, Noun(word, "supporter", "CVL")) for word in _words(entry))
        describes: dict[str, tuple[str, ...]] = {}
        for entry in data["describes"]:
            for word in _words(entry):
                describes[word] = (*describes.get(word, ()), entry["kind"])
        return Nouns(
            uses=uses,
            describes=describes,
            sets=frozenset(word for entry in data["sets"] for word in _words(entry)),
            places=frozenset(word for entry in data["places"] for word in _words(entry)),
            nothing=frozenset(word for entry in data["nothing"] for word in _words(entry)),
            modifiers={str(word): role for role, words in data["modifiers"].items() for word in words},
            former=frozenset(data["former"]),
            genders={word: gender for gender in ("female", "male") for word in data[gender]},
            tails=frozenset(word.split()[-1] for word in uses if " " in word),
            defaults={str(word): str(actor) for word, actor in data["defaults"].items()},
            bodies=frozenset(data["bodies"]),
            diplomats=frozenset(data["diplomats"]),
            loyal=frozenset(data["loyal"]),
            needy=frozenset(data["needy"]),
            held=frozenset(data["held"]),
            regions=frozenset(data["regions"]),
            branches=data["branches"],
            stateless=data["stateless"],
            women=frozenset(data["women"]),
            attacks=frozenset(data["attacks"]),
            relational=frozenset(data["relational"]),
            plurals={str(entry["word"]): tuple(entry["codes"]) for entry in data["plurals"]},
            halves={(str(entry["word"]), str(entry["beside"])): str(entry["code"]) for entry in data["halves"]},
        )

    def at(self, parsed: Parsed, head: int, first: int) -> tuple[Noun, int] | None:
        """The longest entry that ends at token ``head`` and starts not before ``first``, with its first token."""
        last = singular(parsed.lower[head], parsed.lemmas[head])
        if head > first and f"{parsed.lower[head - 1]} {last}" in self.nothing:
            return None
        if last in self.tails or parsed.lower[head] in self.tails:
            for size in range(min(_LONGEST, head - first + 1), 1, -1):
                front = " ".join(parsed.lower[head - size + 1 : head])
                for tail in (last, parsed.lower[head]):
                    found = self.uses.get(f"{front} {tail}")
                    if found:
                        return found, head - size + 1
        if last in _ADJECTIVES and parsed.tags[head] in ("JJ", "NNP"):
            return None
        found = self.uses.get(last) or self.uses.get(parsed.lower[head])
        return (found, head) if found else None


def _words(entry: dict[str, Any]) -> Iterable[str]:
    return (str(word) for word in entry["words"])


@lru_cache(maxsize=20_000)
def singular(form: str, lemma: str) -> str:
    """Singular of a noun in lower case; names have no lemma of their own ("Forces" is tagged as a name)."""
    if lemma != form:
        return lemma
    if form.endswith("men"):
        return form[:-3] + "man"
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("ches") or form.endswith("shes") or form.endswith("sses"):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 3:
        return form[:-1]
    return form
