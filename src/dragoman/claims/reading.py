"""The parser and the lexicon that claims are read with, loaded when first needed; the days a claim speaks of."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.records import Document

if TYPE_CHECKING:  # loading the parser takes longer than judging a trend, which needs none
    from dragoman.ontology import Ontology
    from dragoman.parse import Parser

MONTHS = "January February March April May June July August September October November December".split()


@lru_cache(maxsize=1)
def tools() -> "tuple[Parser, Ontology]":
    """Parser and lexicon."""
    from dragoman.ontology import Ontology
    from dragoman.parse import Parser

    return Parser(), Ontology.load()


def days_of(text: str, as_of: str) -> tuple[str | None, str | None, list[tuple[int, int]]]:
    """First and last day that a claim speaks of, and where it does so."""
    first = last = None
    spans: list[tuple[int, int]] = []
    # a day has a figure or a month in it; without, the parser need not be loaded
    if not re.search(r"\d|" + "|".join(MONTHS), text):
        return first, last, spans
    from dragoman.extract.dates import find_dates

    document = Document("claim", "claim", text, published=as_of)
    parsed = tools()[0].parse(text)
    for found in find_dates(document, parsed):
        before = text[: found.span.start].lower().rstrip()
        if found.type not in ("DATE", "DURATION") or not found.from_:
            continue
        if re.search(r"\bfirst time since$", before) and found.to:
            first = days_before(found.to, -1)
        elif re.search(r"\b(since|after|from)$", before):
            first = found.from_
        elif re.search(r"\b(until|before|till|by)$", before):
            last = found.to
        elif re.search(r"\b(in|on|during|between|of|early in|late in)$", before):
            first, last = found.from_, found.to
        else:
            continue
        spans.append((found.span.start, found.span.end))
    if first and first > as_of:
        first = None
    return first, last, spans


def days_before(day: str, days: int) -> str:
    """The ISO day ``days`` before ``day``."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
