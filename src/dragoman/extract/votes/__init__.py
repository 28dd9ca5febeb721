"""Votes of councils, assemblies, parliaments, courts and parties."""

from collections.abc import Sequence

from dragoman.extract.votes.coder import VoteCoder
from dragoman.parse import Parsed
from dragoman.records import Document, TimeExpression, Vote
from dragoman.resolve import ActorResolver

__all__ = ["find_votes"]


def find_votes(
    document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression]
) -> tuple[Vote, ...]:
    """Votes of the document in text order: decisions taken, not those to come, and no popular votes."""
    return VoteCoder(document, parsed, resolver, dates).find()
