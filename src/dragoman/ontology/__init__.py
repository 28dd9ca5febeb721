"""PLOVER types, modes, weights, contexts, CAMEO mapping and the lexicon of frames: data files and their loader."""

from dragoman.ontology.frames import Condition, Frame, LexiconError
from dragoman.ontology.meanings import meaning, meanings
from dragoman.ontology.ontology import Kind, Ontology, data_folder, entry_of, package_version
from dragoman.ontology.uses import Uses
from dragoman.ontology.words import word_list, word_table

__all__ = [
    "Condition",
    "Frame",
    "Kind",
    "LexiconError",
    "Ontology",
    "Uses",
    "data_folder",
    "entry_of",
    "meaning",
    "meanings",
    "package_version",
    "word_list",
    "word_table",
]
