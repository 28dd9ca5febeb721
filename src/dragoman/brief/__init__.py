"""The one-file report about a state or two."""

from dragoman.brief.content import Brief, gather
from dragoman.brief.page import render
from dragoman.brief.reasons import joined_because, reasons_of

__all__ = ["Brief", "gather", "joined_because", "reasons_of", "render"]
