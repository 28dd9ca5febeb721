"""RSS and Atom files."""

import calendar
import datetime
import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

from dragoman.read.report import Faults, OnSkip, ReadOptions, Skipped, Unreadable, Warned
from dragoman.records import Document

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_BREAK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table)\b[^<>]*>", re.I)
_SPACE = re.compile(r"[ \t\r\f\v ]+")


def looks_like_feed(text: str) -> bool:
    """Whether ``text`` opens as RSS or Atom."""
    head = text[:4000].lstrip("﻿ \t\r\n")
    return head.startswith("<") and _FEED.search(head) is not None and "<html" not in head.lower()


def read_feed(data: bytes, text: str, where: str, options: ReadOptions, say: OnSkip) -> Iterator[Document]:
    """One document an entry: its link (or id) is the name, content or summary the text.

    Feeds that declare XML entities are not read: no feed needs them and they can be made to grow without end.
    """
    import feedparser

    if "<!ENTITY" in text[:20_000].upper():
        raise Unreadable("the feed declares XML entities, which no feed needs; remove them")
    # a stream, because feedparser would open a string that happens to be a file's name or an address
    feed: Any = feedparser.parse(io.BytesIO(data))
    if not feed.entries:
        raise Unreadable("the feed has no entries")
    channel = _inline(feed.feed.get("title", ""))
    sha256 = hashlib.sha256(data).hexdigest()  # once, not for each of thousands of entries
    fault = Faults(where, "entries", say, strict=options.strict)

    for number, entry in enumerate(feed.entries, 1):
        place = f"{where}, entry {number}"
        body = _text(entry)
        if not body:
            fault(Skipped(place, "it has no text"))
            continue
        if len(body) > options.max_text:
            fault(Skipped(place, f"its text is longer than {options.max_text:,} characters"))
            continue
        name = entry.get("link") or entry.get("id") or place
        outlet = _inline((entry.get("source") or {}).get("title", "")) or channel
        published = _day(entry.get("published_parsed") or entry.get("updated_parsed"))
        written = entry.get("published") or entry.get("updated")
        if written and not published:
            fault(Warned(place, f"its date {str(written)[:40]!r} is no day; the document is read without a date"))
        yield Document(
            id=Document.id_of(name, body),
            name=name,
            text=body,
            title=_inline(entry.get("title", "")) or None,
            outlets=(outlet,) if outlet else (),
            author=_inline(entry.get("author", "")) or None,
            url=entry.get("link"),
            published=published,
            raw_sha256=sha256,
        )
    fault.end()


def _day(parsed: Any) -> str | None:
    if not parsed:
        return None
    try:
        moment = datetime.datetime.fromtimestamp(calendar.timegm(parsed), datetime.UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return moment.date().isoformat()


def _text(entry: Any) -> str:
    contents = [c.get("value", "") for c in entry.get("content", ())]
    longest = max([*contents, entry.get("summary", "")], key=len)
    return fragment_text(longest) or _inline(entry.get("title", ""))


def _inline(value: str) -> str:
    return " ".join(fragment_text(value).split())


def fragment_text(value: str) -> str:
    """The text of a piece of HTML, a paragraph a line."""
    from lxml import etree, html

    broken = _BREAK.sub("\n", value)
    if "<" in broken or "&" in broken:
        try:
            root = html.fragment_fromstring(broken, create_parent="div")
            broken = "".join(root.itertext())
        except (etree.LxmlError, ValueError):
            broken = re.sub(r"<[^<>]*>", "", broken)
    lines = (_SPACE.sub(" ", line).strip() for line in broken.split("\n"))
    return "\n".join(line for line in lines if line)
