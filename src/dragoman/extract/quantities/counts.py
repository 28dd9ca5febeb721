"""What figures count: the lexicon of ``data/counts.yaml``, loaded once a process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

KEYS = ("object", "subject", "state", "noun", "of")


@dataclass(frozen=True, slots=True)
class Counts:
    """For each place that a word can stand in, what the words there count; ``persons`` are counts of people only.

    ``needs`` gives the verbs without which a noun does not count.
    """

    object: Mapping[str, str]
    subject: Mapping[str, str]
    state: Mapping[str, str]
    noun: Mapping[str, str]
    of: Mapping[str, str]
    persons: frozenset[str]
    needs: Mapping[str, frozenset[str]]
    money_verbs: frozenset[str]
    money_nouns: frozenset[str]


def entries() -> dict[str, Any]:
    """The lexicon as it is written, with its examples."""
    text = files("dragoman.extract.quantities").joinpath("data/counts.yaml").read_text(encoding="utf8")
    loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(loaded, dict):
        raise ValueError("data/counts.yaml holds no entries.")
    return loaded


@lru_cache(maxsize=1)
def counts() -> Counts:
    """The lexicon by place; where two counts claim a word, the one that stands first in the file has it."""
    tables: dict[str, dict[str, str]] = {key: {} for key in KEYS}
    read = entries()
    for count, entry in read.items():
        if count == "money":
            continue
        for key in KEYS:
            for word in entry[key]:
                tables[key].setdefault(word, count)
    return Counts(
        **tables,
        persons=frozenset(count for count, entry in read.items() if entry.get("persons")),
        needs={count: frozenset(entry["with"]) for count, entry in read.items() if "with" in entry},
        money_verbs=frozenset(read["money"]["object"]),
        money_nouns=frozenset(read["money"]["noun"]),
    )
