"""Votes of councils, assemblies, parliaments, courts and parties."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.votes.coder import VoteCoder
from dragoman.parse import Parsed
from dragoman.records import Document, Event, TimeExpression, Vote
from dragoman.resolve import ActorResolver

__all__ = ["find_votes", "link_votes"]

NEAR = 200  # characters between two sentences that tell of one vote


def find_votes(
    document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression]
) -> tuple[Vote, ...]:
    """Votes of the document in text order: decisions taken, not those to come, and no popular votes."""
    return tuple(_carried(VoteCoder(document, parsed, resolver, dates).find()))


def _carried(votes: Sequence[Vote]) -> Iterator[Vote]:
    """A sentence that only counts ("Twelve members voted in favour") goes on with the vote told right before it."""
    last: Vote | None = None
    for vote in votes:
        if last and vote.span.start - last.span.end < NEAR and vote.body in (None, last.body) and not vote.motion:
            failed = last.veto or last.outcome == "failed"
            vote = replace(
                vote,
                body=last.body,
                motion=last.motion,
                outcome="failed" if failed else vote.outcome or last.outcome,
            )
        last = vote
        yield vote


def link_votes(votes: Sequence[Vote], events: Sequence[Event]) -> tuple[Vote, ...]:
    """``votes`` with the ids of the events that their words make: those whose trigger stands in the vote's span."""
    return tuple(
        replace(
            vote,
            events=tuple(e.id for e in events if e.trigger.start < vote.span.end and vote.span.start < e.trigger.end),
        )
        for vote in votes
    )
