"""The one-file report about a state or two."""

from dragoman.brief.content import Brief, gather
from dragoman.brief.page import render

__all__ = ["Brief", "gather", "render"]
