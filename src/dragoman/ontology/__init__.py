"""PLOVER types, modes, weights, contexts, CAMEO mapping and the lexicon of frames: data files and their loader."""

from collections.abc import Sequence
from pathlib import Path


class Ontology:
    """Types and frames, loaded once."""

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Ontology":
        """The ontology of the package with a user's lexicon files ``extra``."""
        return cls()
