"""Noun phrases to actors, pronouns and descriptions to antecedents, places to countries."""

from dragoman.resolve.actors import ActorResolver

__all__ = ["ActorResolver"]
