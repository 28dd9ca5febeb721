"""Votes of councils, assemblies, parliaments, courts and parties."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.votes.coder import VoteCoder
from dragoman.parse import Parsed
from dragoman.records import Document, Event, TimeExpression, Vote
from dragoman.resolve import ActorResolver

__all__ = ["find_votes", "link_votes"]


def find_votes(
    document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression]
) -> tuple[Vote, ...]:
    """Votes of the document in text order: decisions taken, not those to come, and no popular votes."""
    return VoteCoder(document, parsed, resolver, dates).find()


def link_votes(votes: Sequence[Vote], events: Sequence[Event]) -> tuple[Vote, ...]:
    """``votes`` with the ids of the events that their words make: those whose trigger stands in the vote's span."""
    return tuple(
        replace(
            vote,
            events=tuple(e.id for e in events if e.trigger.start < vote.span.end and vote.span.start < e.trigger.end),
        )
        for vote in votes
    )
