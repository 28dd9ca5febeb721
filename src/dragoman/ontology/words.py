"""Lists of words that the stages ask about, by name: the files of ``data/words`` (docs/LEXICON.md)."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from dragoman.ontology.cache import compiled, hash_of
from dragoman.ontology.frames import LexiconError


def word_files() -> list[Path]:
    """The files of word lists of the package."""
    return sorted(Path(str(files("dragoman.ontology") / "data" / "words")).glob("*.yaml"))


def word_list(name: str) -> frozenset[str]:
    """The words of one list: ``word_list("acts.causing")`` is the list ``causing`` of ``acts.yaml``."""
    return _lists()[name]


def word_table(name: str) -> dict[str, frozenset[str]]:
    """The lists of one table by what they say, in the order of the file.

    ``word_table("status.before")`` holds ``before.not``, ``before.planned`` and so on of ``status.yaml``.
    """
    return {key.removeprefix(f"{name}."): found for key, found in _lists().items() if key.startswith(f"{name}.")}


def read_lists(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """The entries of one file by name, as they are written; raises ``LexiconError`` for a file that has others."""
    entries = read_yaml(path)
    if not isinstance(entries, dict) or not all(isinstance(e, dict) and e.get("words") for e in entries.values()):
        raise LexiconError(f"{path.name}: a file of word lists is a mapping of names to entries with words")
    for name, entry in entries.items():
        if not all(isinstance(word, str) for word in entry["words"]):
            raise LexiconError(f"{path.name}: {name}: write numbers and the words on, off, yes, no in quotation marks")
    return entries


def read_yaml(path: Path) -> Any:
    """What a data file holds; raises ``LexiconError`` where it is no YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path.name}: it is no text in UTF-8; save it as such") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a day such as 9999-99-99 is a ValueError
        raise LexiconError(f"{path.name}: {error or 'nested too deeply'}") from error


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    paths = word_files()

    def build() -> dict[str, list[str]]:
        return {f"{p.stem}.{name}": list(entry["words"]) for p in paths for name, entry in read_lists(p).items()}

    return {name: frozenset(listed) for name, listed in compiled("words", hash_of(paths), build).items()}
