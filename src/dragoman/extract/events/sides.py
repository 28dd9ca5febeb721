"""The two sides of an act: who stands on them and how they were found."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dragoman.records import Actor

# how a party was found, from the surest on
DIRECT, OWNER, PLACE, CONTEXT, THEME, MISSING = "direct", "owner", "place", "context", "theme", "missing"


@dataclass(slots=True)
class Side:
    """The parties of one side and how they were found; ``heads`` are the tokens they were found at."""

    parties: list[Actor] = field(default_factory=list)
    how: str = MISSING
    heads: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Parties:
    """Both sides of an act."""

    actor: Side
    recipient: Side


def unspoken(actor: Actor) -> Actor:
    """The party as one that the clause itself does not name."""
    return replace(actor, start=None, end=None, text="", antecedent=None)


def unique(parties: Iterable[Actor]) -> list[Actor]:
    """Each party once, without mentions that are a part of another's."""
    seen: set[object] = set()
    out = []
    for actor in parties:
        key = (actor.code, actor.role, actor.entity or actor.name) if actor.code else (actor.start, actor.end)
        if key not in seen:
            seen.add(key)
            out.append(actor)
    return [a for a in out if not any(_within(a, b) for b in out)]


def _within(one: Actor, other: Actor) -> bool:
    """Whether the mention is a part of a longer one of the same state ("US" in "US envoy")."""
    if one is other or one.code != other.code or None in (one.start, one.end, other.start, other.end):
        return False
    return (
        (one.start, one.end) != (other.start, other.end)
        and (other.start or 0) <= (one.start or 0)
        and (one.end or 0) <= (other.end or 0)
    )


def join(side: Side, more: Side) -> None:
    """Take the parties of ``more`` into ``side``."""
    if not more.parties:
        return
    side.parties = unique([*side.parties, *more.parties])
    side.heads |= more.heads
    side.how = more.how if side.how == MISSING else side.how


def part(actor: Side, recipient: Side) -> None:
    """Nobody is on both sides with the same words."""
    own = {(a.start, a.end) for a in actor.parties}
    recipient.parties = [r for r in recipient.parties if (r.start, r.end) not in own]
    if not recipient.parties:
        recipient.how = MISSING
