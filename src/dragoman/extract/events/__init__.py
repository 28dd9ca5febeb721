"""Political acts: predicates, arguments, status, mode, contexts, attribution, date, confidence."""

from dragoman.extract.events.coder import find_events

__all__ = ["find_events"]
