"""HTML pages: trafilatura finds the article, htmldate its day; what is no article in it is dropped line by line."""

import logging
import re
from typing import Any

from dragoman.read.days import as_day
from dragoman.read.lines import Kind, is_caption_like, look
from dragoman.read.page import Kept, joined
from dragoman.read.report import Unreadable
from dragoman.records import Document

_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|div|p|meta)[\s>]", re.I)
_DROPPED = (Kind.CAPTION, Kind.CREDIT, Kind.STOCK, Kind.BLANK, Kind.END, Kind.DATE, Kind.BYLINE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr th option dt dd".split()
)
_DEEPEST = 800
_READ_TWICE = 1_500_000  # characters; longer pages are read once, for time
_FEWEST_WORDS = 8
# what it cannot find it logs; here that is said once, in words of ours
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
_PRECISION_KEEPS = 0.6  # of what the balanced reading finds; below it the precise one has lost part of the article


def looks_like_html(text: str, name: str) -> bool:
    """Whether ``text`` is HTML, by what stands near its start; a suffix alone only lowers what is asked."""
    head = text[:20_000]
    found = _HTML.search(head)
    if name.endswith((".html", ".htm", ".xhtml")):
        return found is not None or "<" in head
    return found is not None and head.lstrip()[:1] == "<"


def read_html(text: str, name: str, sha256: str, url: str | None) -> Document:
    """The article of a page.  Raises :class:`Unreadable` when there is none.

    Reads once for precision and once balanced, and takes the first unless it lost much of what the second found.
    """
    if _depth(text) > _DEEPEST:
        raise Unreadable(f"its HTML is nested more than {_DEEPEST} deep, which no page is")
    precise = _extract(text, url, precision=True)
    found = _extract(text, url) if precise is None or len(text) < _READ_TWICE else precise
    if found is None or (precise is not None and len(precise.text or "") >= _PRECISION_KEEPS * len(found.text or "")):
        found = precise
    title = _short(found.title) if found is not None else None
    kept = _clean(found, title) if found is not None else []
    if sum(len(line.text.split()) for line in kept) < _FEWEST_WORDS:
        raise Unreadable("no article is found on the page")
    body, headings = joined(kept)
    author = _short(found.author)
    return Document(
        id=Document.id_of(name, body),
        name=name,
        text=body,
        title=title,
        outlets=tuple(x for x in (_short(found.sitename) or found.hostname,) if x),
        author=author.replace("; ", ", ") if author else None,
        url=found.url or url,
        published=as_day(found.date),
        raw_sha256=sha256,
        headings=headings,
    )


def _extract(text: str, url: str | None, precision: bool = False) -> Any:
    import trafilatura

    return trafilatura.bare_extraction(
        text,
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        favor_precision=precision,
    )


def _clean(found: Any, title: str | None) -> list[Kept]:
    heads = set()
    if found.body is not None:
        heads = {" ".join("".join(head.itertext()).split()) for head in found.body.iter("head")}
    kept: list[Kept] = []
    seen: set[str] = set()
    for raw in (found.text or "").split("\n"):
        line = look(raw.removeprefix("- "))
        text = line.text
        if line.words == 0 or line.kind in _DROPPED or is_caption_like(line) or (text in seen and line.words > 4):
            continue
        if not seen and title and text.casefold() == title.casefold():
            continue
        seen.add(text)
        kept.append(Kept(text, heading=" ".join(text.split()) in heads))
    while kept and kept[-1].heading:
        kept.pop()
    return kept


def _short(value: str | None) -> str | None:
    return " ".join(value.split())[:1000] or None if value else None


def _depth(text: str) -> int:
    """How deep elements are nested, as far as closing tags tell."""
    depth = deepest = 0
    for match in _TAG.finditer(text):
        if match.group(2).lower() in _VOID:
            continue
        if match.group(1):
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest
