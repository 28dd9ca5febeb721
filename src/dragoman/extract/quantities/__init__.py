"""Numbers with a unit or a thing counted, and the political figures among them."""

from collections.abc import Sequence

from dragoman.parse import Parsed
from dragoman.records import Document, Figure, Quantity, TimeExpression
from dragoman.resolve import ActorResolver


def find_quantities(document: Document, parsed: Parsed, dates: Sequence[TimeExpression]) -> tuple[Quantity, ...]:
    """Quantities of the document in text order; ``dates`` are left out."""
    return ()


def find_figures(
    document: Document,
    parsed: Parsed,
    resolver: ActorResolver,
    quantities: Sequence[Quantity],
    dates: Sequence[TimeExpression],
) -> tuple[Figure, ...]:
    """Figures of the document in text order."""
    return ()
