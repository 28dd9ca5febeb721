"""Plain-text dumps of whole pages: the article kept, the page dropped.

Each line is looked at alone (:mod:`dragoman.read.lines`); the article is then the stretch of lines with the largest
sum, prose counting its words and what is page counting against; inside it the lines that are no prose are dropped but
for sub-headings and the names under quotations.
"""

import re
from dataclasses import dataclass, replace

from dragoman.read.lines import Kind, Line, is_capitals, is_caption_like, is_sentence, look
from dragoman.read.masthead import Masthead, find_masthead
from dragoman.read.report import Unreadable
from dragoman.records import Document, Span

_COST = {
    Kind.SHORT: 4.0,
    Kind.HEADING: -5.0,
    Kind.LABEL: -4.0,
    Kind.BULLET: -6.0,
    Kind.DATE: -6.0,
    Kind.BYLINE: -4.0,
    Kind.CREDIT: -1.0,
    Kind.CAPTION: -2.0,
    Kind.STOCK: -10.0,
    Kind.END: -22.0,
    Kind.BLANK: 0.0,
}
_MOST_PROSE = 60.0
_ALONE = 0.4  # of a prose line between lines that are none: as likely the summary of a teaser
_MOST_LINES = 200_000
_NAME_LINE = re.compile(r"^[—–-]?\s*(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+,\s+\S")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the article; ``heading`` where it is no prose."""

    text: str
    heading: bool = False


def read_page(text: str, name: str, sha256: str, url: str | None) -> Document:
    """The article in the lines of a page.  Raises :class:`Unreadable` when there is none."""
    lines = [line for line in map(look, text.splitlines()[:_MOST_LINES]) if line.kind is not Kind.BLANK]
    found = stretch(lines)
    if found is None and all(is_sentence(line) for line in lines):
        # no page at all, but a sentence or two of one's own, full of names
        lines = [replace(line, kind=Kind.PROSE) for line in lines]
        found = 0, len(lines)
    if not found or not lines:
        raise Unreadable("no article is found in its lines")
    start, end = found
    if end < len(lines) and lines[end].words <= 10 and _NAME_LINE.match(lines[end].text):
        end += 1  # who is quoted above
    masthead = find_masthead(lines, start)
    kept = clean(lines, start, end, masthead)
    body, headings = joined(kept)
    return Document(
        id=Document.id_of(name, body),
        name=name,
        text=body,
        title=masthead.title,
        outlets=masthead.outlets,
        author=masthead.author,
        url=url,
        published=masthead.published,
        raw_sha256=sha256,
        headings=headings,
    )


def stretch(lines: list[Line]) -> tuple[int, int] | None:
    """First and last-plus-one line of the article: the run with the largest sum; ``None`` without any prose."""
    best, total, start = 0.0, 0.0, 0
    found: tuple[int, int] | None = None
    for i, line in enumerate(lines):
        if line.kind is Kind.PROSE:
            value = min(line.words, _MOST_PROSE)
            beside = [lines[j].kind for j in (i - 1, i + 1) if 0 <= j < len(lines)]
            if Kind.PROSE not in beside and Kind.SHORT not in beside:
                value *= _ALONE
            if i + 1 < len(lines) and lines[i + 1].kind is Kind.DATE:
                value = -6.0  # a teaser: its date follows
        else:
            value = _COST[line.kind]
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, found = total, (start, i + 1)
    return found


def clean(lines: list[Line], start: int, end: int, masthead: Masthead) -> list[Kept]:
    """The article's own lines between ``start`` and ``end``, after the standfirst, if there is one."""
    kept: list[Kept] = []
    seen: set[str] = set()
    if masthead.standfirst is not None:
        kept.append(Kept(lines[masthead.standfirst].text))
        seen.add(lines[masthead.standfirst].text)
    i = start
    while i < end:
        line = lines[i]
        after = lines[i + 1] if i + 1 < end else None
        if i == masthead.title_line or (line.text in seen and line.words > 4):
            i += 1
            continue
        if _is_prose(line, after):
            kept.append(Kept(line.text))
            seen.add(line.text)
        elif line.kind is Kind.HEADING and after and line.words >= 8 and _NAME_LINE.match(after.text):
            kept += [Kept(line.text), Kept(after.text)]
            i += 1
        elif line.kind is Kind.HEADING and kept and _NAME_LINE.match(line.text) and line.words <= 10:
            kept.append(Kept(line.text))
        elif line.kind in (Kind.HEADING, Kind.LABEL) and after and _is_heading(lines, i, end):
            kept.append(Kept(line.text, heading=True))
        i += 1
    while kept and kept[-1].heading:
        kept.pop()
    return kept


def _is_prose(line: Line, after: Line | None) -> bool:
    if line.kind is Kind.SHORT:
        return True
    if line.kind is not Kind.PROSE or is_caption_like(line):
        return False
    # what stands over a picture's credit is its caption, what stands over a date is a teaser
    return after is None or not (after.kind is Kind.DATE or (after.kind is Kind.CREDIT and after.text[:1] == "("))


def _is_heading(lines: list[Line], i: int, end: int) -> bool:
    """A line is a sub-heading when prose stands right under it; over another heading it is a teaser."""
    line, after = lines[i], lines[i + 1]
    if line.words > 14 or (is_capitals(line.text) and line.words >= 5):
        return False
    if line.kind is Kind.LABEL and ((line.words < 2 and len(line.text) < 5) or not line.text[:1].isupper()):
        return False
    return after.kind in (Kind.PROSE, Kind.SHORT) and not is_caption_like(after)


def joined(kept: list[Kept]) -> tuple[str, tuple[Span, ...]]:
    """The text, a paragraph a line, and the spans of its sub-headings."""
    pieces: list[str] = []
    spans: list[Span] = []
    at = 0
    for line in kept:
        if line.heading:
            spans.append(Span(at, at + len(line.text)))
        pieces.append(line.text)
        at += len(line.text) + 1
    return "\n".join(pieces), tuple(spans)
