"""What stands over an article on a page: headline, standfirst, author, day; and the outlet."""

import re
from dataclasses import dataclass

from dragoman.read.days import find_day
from dragoman.read.lines import Kind, Line, is_caption_like

_REACH = 40  # lines above the prose in which a headline is looked for


@dataclass(frozen=True, slots=True)
class Masthead:
    """What was found; ``standfirst`` is the number of its line where it lies above the article's stretch."""

    title: str | None = None
    standfirst: int | None = None
    author: str | None = None
    published: str | None = None
    outlets: tuple[str, ...] = ()


def find_masthead(lines: list[Line], start: int) -> Masthead:
    """Headline, standfirst, author, day and outlet of the article whose prose begins at line ``start``."""
    return Masthead()
