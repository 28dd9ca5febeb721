"""HTML pages: trafilatura finds the article, htmldate its day."""

import re
from typing import Any

from dragoman.read.days import as_day
from dragoman.read.report import Unreadable
from dragoman.records import Document

_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|div|p|meta)[\s>]", re.I)


def looks_like_html(text: str, name: str) -> bool:
    """Whether ``text`` is HTML, by what stands near its start; a suffix alone only lowers what is asked."""
    head = text[:20_000]
    found = _HTML.search(head)
    if name.endswith((".html", ".htm", ".xhtml")):
        return found is not None or "<" in head
    return found is not None and head.lstrip()[:1] == "<"


def read_html(text: str, name: str, sha256: str, url: str | None) -> Document:
    """The article of a page.  Raises :class:`Unreadable` when there is none."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        text, url=url, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True
    )
    body = (found.text or "").strip() if found is not None else ""
    if not body:
        raise Unreadable("no article is found on the page")
    return Document(
        id=Document.id_of(name, body),
        name=name,
        text=body,
        title=found.title or None,
        outlets=tuple(x for x in (found.sitename or found.hostname,) if x),
        author=found.author or None,
        url=found.url or url,
        published=as_day(found.date),
        raw_sha256=sha256,
        headings=(),
    )
