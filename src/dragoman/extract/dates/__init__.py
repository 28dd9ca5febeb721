"""Time expressions with their TIMEX3 type and value and the days they stand for."""

from dragoman.extract.dates.find import read_dates
from dragoman.parse import Parsed
from dragoman.records import Document, TimeExpression


def find_dates(document: Document, parsed: Parsed) -> tuple[TimeExpression, ...]:
    """Time expressions of the document in text order, none overlapping.

    Values are worked out from ``document.published``, or from the first full date of the text where it is unknown, and
    the tense of the governing verb says whether "Friday" or "March 3" lies behind or ahead.  ``from_`` and ``to`` are
    the ISO days that an expression covers, None for durations, sets and vague ones; the first part of "from 5 to 7 May"
    covers all of it.
    """
    return read_dates(document, parsed)
