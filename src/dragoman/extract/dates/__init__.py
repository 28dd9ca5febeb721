"""Time expressions with their TIMEX3 type and value and the days they stand for."""

from dragoman.parse import Parsed
from dragoman.records import Document, TimeExpression


def find_dates(document: Document, parsed: Parsed) -> tuple[TimeExpression, ...]:
    """Time expressions of the document in text order."""
    return ()
