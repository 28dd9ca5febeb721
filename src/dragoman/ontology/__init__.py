"""PLOVER types, modes, weights, contexts, CAMEO mapping and the lexicon of frames: data files and their loader."""

from dragoman.ontology.frames import Condition, Frame, LexiconError
from dragoman.ontology.ontology import Kind, Ontology, data_folder

__all__ = ["Condition", "Frame", "Kind", "LexiconError", "Ontology", "data_folder"]
