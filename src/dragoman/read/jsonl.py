"""JSONL: one document a line, its ``text`` verbatim."""

import hashlib
import json
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import Any

from dragoman.read.days import as_day
from dragoman.read.report import Faults, ReadOptions, Skipped, Unreadable, Warned
from dragoman.records import Document

_OUTLETS = ("outlets", "outlet", "source", "publisher")
_DATES = ("date", "published", "published_at", "publish_date")
_ALIKE = {"outlet": _OUTLETS, "date": _DATES}
FIELDS = ("text", "id", "date", "title", "outlet", "author", "url", "language", "topic")
_NAMING = "where the text has another name, say so: --column text=NAME"


def read_jsonl(
    stream: BufferedReader, where: str, name: str, options: ReadOptions, say: Callable[[Skipped], None]
) -> Iterator[Document]:
    """Documents of ``stream`` in order.

    ``text`` is taken as it is; ``id`` becomes the name (else ``name:LINE``); ``date`` or ``published``, ``title``,
    ``outlets``, ``topic``, ``url``, ``author`` and ``language`` are kept.  A line that is no document goes to ``say``
    with its number and the others are read; memory is bounded by the longest line.
    """
    fault = Faults(where, "lines", say, strict=options.strict)

    for number, line in _lines(stream, options.max_line):
        place = f"{where}, line {number}"
        try:
            if line is None:
                raise Unreadable(f"it is longer than {options.max_line:,} bytes; one document a line is expected")
            if not line.strip():
                continue
            document, warning = _document(line, f"{name}:{number}", options)
        except Unreadable as error:
            fault(Skipped(place, str(error)))
            continue
        if warning:
            fault(Warned(place, warning))
        yield document
    fault.end()


def _lines(stream: BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; ``None`` for one above ``limit`` bytes, which is passed over without being held."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _document(line: bytes, fallback: str, options: ReadOptions) -> tuple[Document, str | None]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable("it is not UTF-8, as JSON must be; convert the file") from error
    except RecursionError as error:
        raise Unreadable("its JSON is nested too deep") from error
    except ValueError as error:
        raise Unreadable("it is not JSON; each line must be one JSON object with a `text`") from error
    if not isinstance(row, dict):
        raise Unreadable("it is not a JSON object with a `text`")
    return to_document(row, line.rstrip(b"\r\n"), fallback, options)


def own_names(options: ReadOptions) -> dict[str, str]:
    """The user's own name of each field that has one."""
    return dict(options.columns)


def to_document(row: dict[str, Any], raw: bytes, fallback: str, options: ReadOptions) -> tuple[Document, str | None]:
    """The document of one row of data, and what is to be said of it.  Raises :class:`Unreadable` where it is none.

    A field of the user's own name goes before the one of ours.
    """
    given = {key.strip().lower(): value for key, value in row.items()} if options.columns else {}
    for field, own in options.columns:
        if own.lower() in given:
            row = {k: v for k, v in row.items() if k not in _ALIKE.get(field, ())} | {field: given[own.lower()]}
    text = row.get("text")
    if not isinstance(text, str):
        if text is None:
            raise Unreadable(f"it lacks a `{own_names(options).get('text', 'text')}`; {_NAMING}")
        raise Unreadable("its `text` is not a string")
    if not text.strip():
        raise Unreadable("its `text` is empty")
    if len(text) > options.max_text:
        raise Unreadable(f"its `text` is longer than {options.max_text:,} characters; split it")
    name = _word(row.get("id")) or fallback
    fields = [name, text, *(v for v in row.values() if isinstance(v, str))]
    if any(_lone_surrogate(value) for value in fields):
        raise Unreadable("it holds half of a surrogate pair, which is no character")
    written = next((row[key] for key in _DATES if row.get(key) not in (None, "")), None)
    published = as_day(written)
    warning = None
    if written is not None and published is None:
        warning = (
            f"its date {str(written)[:40]!r} is not one day of the calendar, as 2024-03-28 is; "
            "the document is read without a date"
        )
    document = Document(
        id=Document.id_of(name, text),
        name=name,
        text=text,
        title=_word(row.get("title")),
        outlets=outlets_of(next((row[key] for key in _OUTLETS if row.get(key)), None)),
        author=_word(row.get("author")),
        url=_word(row.get("url")),
        language=_word(row.get("language")),
        published=published,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        topic=_word(row.get("topic")),
    )
    return document, warning


def outlets_of(value: Any) -> tuple[str, ...]:
    """Outlet names of a data field: a string or a list of strings, each once, in order."""
    items = value if isinstance(value, list) else [value]
    names = (_word(item) for item in items)
    return tuple(dict.fromkeys(n for n in names if n and not _lone_surrogate(n)))


def _word(value: Any) -> str | None:
    """A short field as text: a non-empty string, or a number written out."""
    if isinstance(value, str):
        return value.strip()[:2000] or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


def _lone_surrogate(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)
