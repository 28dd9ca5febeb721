"""A claim as it is understood, and the error of a sentence that is none."""

from dataclasses import dataclass

from dragoman.errors import UsageError
from dragoman.records import Event

FORMS = (
    "relations between A and B are improving | worsening (since DATE)",
    "relations between A and B have reached a (new) low | high",
    "tension between A and B is rising | easing; A and B are moving closer | drifting apart",
    "relations between A and B are broken off | restored",
    "support for A (among GROUP) is eroding | growing (since DATE)",
    "A did X to B (for the first time | again) (in DATE), as in: Russia expelled British diplomats",
    "A, B and C did X (to D); ten states did X (to D)",
    "A voted for | voted against | abstained on | vetoed a resolution on T; ten states voted for a resolution on T",
    "the Security Council | General Assembly | A's parliament adopted | rejected a resolution on T",
)


class ClaimError(UsageError):
    """A sentence that is no claim of an accepted form; the message lists the forms."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as understood.

    ``kind`` is ``relations``, ``support``, ``ties``, ``vote`` or ``act``; ``direction`` is up, down, low, high, broken,
    restored, how was voted, or None; ``parties`` the two sides of relations, the one supported, or the actors;
    ``recipients``, ``words``, ``event`` and ``verb`` (the word that tells the act) belong to acts; ``group`` is the set
    whose support is meant; ``first`` and ``last`` bound its days, ``first`` is also the day since when a trend runs;
    ``count`` asks for so many actors;
    ``occasion`` is first or again; ``body`` is the one that votes; ``read_as`` has words of the claim and the names
    that they were read as.
    """

    text: str
    kind: str
    parties: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    direction: str | None = None
    negated: bool = False
    group: tuple[str, ...] | None = None
    group_name: str | None = None
    first: str | None = None
    last: str | None = None
    count: int | None = None
    occasion: str | None = None
    event: Event | None = None
    verb: str | None = None
    words: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    body: str | None = None
    read_as: tuple[tuple[str, str], ...] = ()


def refused(text: str, why: str) -> ClaimError:
    """The error for ``text``: why it cannot be judged, and what can."""
    forms = "\n".join(f"  {form}" for form in FORMS)
    short = text if len(text) <= 120 else text[:117] + "..."
    return ClaimError(f"“{short}” cannot be judged: {why}. Accepted are:\n{forms}")
