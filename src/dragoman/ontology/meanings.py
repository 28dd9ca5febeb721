"""What codes mean, in words for people: ``data/meanings.yaml``."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from dragoman.ontology.words import read_yaml


def meaning(of: str, code: str) -> str:
    """What ``code`` means, of ``types``, ``statuses``, ``reasons`` or ``precisions``; empty where nothing is said."""
    return meanings(of).get(code, "")


@lru_cache(maxsize=8)
def meanings(of: str) -> Mapping[str, str]:
    """All codes of one kind with what they mean."""
    table: Mapping[str, str] = read_yaml(Path(str(files("dragoman.ontology") / "data" / "meanings.yaml")))[of]
    return table
