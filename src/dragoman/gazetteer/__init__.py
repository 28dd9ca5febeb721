"""Actors, offices with dates, places: data files and their loader."""

from dragoman.gazetteer.entries import STATE_KINDS
from dragoman.gazetteer.gazetteer import Entity, Gazetteer, Match, Nominal, Term
from dragoman.gazetteer.titled import Titled, Titles

__all__ = ["STATE_KINDS", "Entity", "Gazetteer", "Match", "Nominal", "Term", "Titled", "Titles"]
