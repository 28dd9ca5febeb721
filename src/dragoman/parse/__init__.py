"""The language pipeline behind one small interface: text in, tokens with tags, lemmas and dependencies out.

Nothing outside this room imports spaCy.
"""

from dragoman.parse.parsed import Parsed
from dragoman.parse.parser import DEFAULT_MODEL, ModelMissing, Parser

__all__ = ["DEFAULT_MODEL", "ModelMissing", "Parsed", "Parser"]
