"""Votes of councils, assemblies, parliaments, courts and parties."""

from collections.abc import Sequence

from dragoman.parse import Parsed
from dragoman.records import Document, TimeExpression, Vote
from dragoman.resolve import ActorResolver


def find_votes(
    document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression]
) -> tuple[Vote, ...]:
    """Votes of the document in text order."""
    return ()
