"""Actors, offices with dates, places: data files and their loader."""

from dragoman.gazetteer.gazetteer import Entity, Gazetteer, Match, Nominal, Term

__all__ = ["Entity", "Gazetteer", "Match", "Nominal", "Term"]
