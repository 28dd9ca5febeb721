"""Numbers with a unit or a thing counted, and the political figures among them."""

from collections.abc import Sequence

from dragoman.extract.numerals import SCALES
from dragoman.extract.quantities.amounts import Amount, Amounts, read_amounts
from dragoman.extract.quantities.figures import code_figures
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
    """Figures of the document in text order: the quantities that count what the codebook lists (``data/counts.yaml``).

    ``place`` is the words of the place with its country's code after a comma; ``by`` the words for who says so.
    """
    if not quantities:
        return ()
    reader = Amounts(parsed)
    amounts = [a for q in quantities if q.value is not None and (a := _again(reader, parsed, q)) is not None]
    return code_figures(document, parsed, resolver, amounts, dates)


def _again(reader: Amounts, parsed: Parsed, quantity: Quantity) -> Amount | None:
    """The amount that a quantity was made from."""
    first = parsed.token_at(quantity.span.start)
    for i in range(first, parsed.token_at(quantity.span.end - 1) + 1):
        article = parsed.lower[i] in ("a", "an") and parsed.lower[i + 1 : i + 2] and parsed.lower[i + 1] in SCALES
        if reader.starts_at(i) or article:
            return reader.read(i)
    return None
