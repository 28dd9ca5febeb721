"""From what the user names to documents, one after another."""

import dataclasses
import hashlib
import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, cast

from dragoman.read.days import dateline_day, day_of_name
from dragoman.read.encoding import decode, known_binary
from dragoman.read.feed import looks_like_feed, read_feed
from dragoman.read.fetch import fetch
from dragoman.read.html import looks_like_html, read_html
from dragoman.read.jsonl import read_jsonl
from dragoman.read.language import language_of
from dragoman.read.page import read_page
from dragoman.read.report import OnSkip, ReadError, ReadOptions, Skipped, Unreadable
from dragoman.read.source import read_whole, unpacked
from dragoman.read.table import read_table
from dragoman.records import Document

_PACKED = (".gz", ".xz", ".zst", ".bz2")
_JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")
_TABLES = (".parquet", ".xlsx", ".duckdb")
_ROWS = (".csv", ".tsv", ".tab")
_SIXTEEN = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins
_ENGLISH = ("en", "eng", "english")


def read_inputs(
    inputs: Sequence[str | Path], options: ReadOptions | None = None, on_skip: OnSkip | None = None
) -> Iterator[Document]:
    """The documents of files, folders (with all below them, sorted), ``-`` (standard input) and http(s) addresses.

    Formats are found by content: HTML, RSS and Atom, JSONL, plain text; gzip, xz, zstd and bzip2 are unpacked.
    A table is known by its name.
    What cannot be read is told to ``on_skip`` in one sentence and the rest is read; with ``options.strict`` it raises
    :class:`ReadError` instead.  Nothing is fetched but an address that stands in ``inputs`` itself.
    """
    options = options or ReadOptions()

    def say(skipped: Skipped) -> None:
        if options.strict:
            raise ReadError(f"{skipped.name}: {skipped.reason}.")
        if on_skip:
            on_skip(skipped)

    for given in inputs:
        for document in _one(str(given), options, say):
            if (kept := _english(document, options, say)) is not None:
                yield kept


def document_json(document: Document) -> dict[str, Any]:
    """The line that ``dragoman read`` prints for a document, keys in order."""
    return {
        "id": document.name,
        "title": document.title,
        "author": document.author,
        "outlets": list(document.outlets),
        "published": document.published,
        "url": document.url,
        "language": document.language,
        "topic": document.topic,
        "headings": [[span.start, span.end] for span in document.headings],
        "text": document.text,
    }


def _one(given: str, options: ReadOptions, say: OnSkip) -> Iterator[Document]:
    try:
        if given == "-":
            yield from _stream(sys.stdin.buffer, "standard input", "stdin", options, say)
        elif given.lower().startswith(("http://", "https://")):
            body, charset = fetch(given, options)
            yield from _stream(io.BytesIO(body), given, given, options, say, charset)
        else:
            for path in _files(given, say):
                yield from _file(path, options, say)
    except Unreadable as error:
        say(Skipped(given, str(error)))


def _files(given: str, say: OnSkip) -> Iterator[str]:
    """``given``, or the files below it; hidden ones and the ``NAME_files`` folders of saved pages are passed over."""
    if not os.path.isdir(given):  # noqa: PTH112 - names may hold bytes that are no text
        yield given
        return

    def unlisted(error: OSError) -> None:
        say(Skipped(str(error.filename), f"the folder cannot be listed: {_plain_error(error)}"))

    found = False
    for folder, below, names in os.walk(given, onerror=unlisted):
        below[:] = sorted(b for b in below if not b.startswith(".") and not b.endswith("_files"))
        for name in sorted(names):
            if not name.startswith("."):
                found = True
                yield os.path.join(folder, name)  # noqa: PTH118
    if not found and os.access(given, os.R_OK | os.X_OK):
        say(Skipped(given, "the folder holds no files to read"))


def _file(path: str, options: ReadOptions, say: OnSkip) -> Iterator[Document]:
    shown = os.fsencode(path).decode("utf-8", "replace")
    name = shown.replace("\\", "/").rsplit("/", 1)[-1]
    try:
        if "\x00" in path:
            raise Unreadable("no file has such a name")
        mode = os.stat(path).st_mode  # noqa: PTH116
        if not stat.S_ISREG(mode):
            raise Unreadable("it is not a regular file; give its content on standard input instead")
        with open(path, "rb") as raw:  # noqa: PTH123
            yield from _stream(raw, shown, name, options, say)
    except Unreadable as error:
        say(Skipped(shown, str(error)))
    except OSError as error:
        say(Skipped(shown, _plain_error(error)))


def _stream(
    raw: IO[bytes], where: str, name: str, options: ReadOptions, say: OnSkip, charset: str | None = None
) -> Iterator[Document]:
    """The documents of one open input."""
    with unpacked(raw) as stream:
        head = stream.peek(4096)[:65536]
        if len(head) < 4096 and not head.removeprefix(b"\xef\xbb\xbf").strip():
            raise Unreadable("it is empty")
        if what := known_binary(head):
            raise Unreadable(f"it is {what}, not text; save its text and give that")
        bare = name.lower()
        for suffix in _PACKED:
            bare = bare.removesuffix(suffix)
        if bare.endswith(_TABLES):
            raise Unreadable("it is a table, not reports; event data come in with `dragoman import`")
        if bare.endswith(_ROWS):
            if b"\x00" in head and head[:2] not in _SIXTEEN:
                raise Unreadable("it is binary, not a table; give one report a row")
            yield from read_table(_as_utf8(stream, head, options), where, name, options, say)
            return
        if _looks_like_jsonl(head, bare):
            if b"\x00" in head and head[:2] not in _SIXTEEN:
                raise Unreadable("it is binary, not JSONL; give one JSON object with a `text` on each line")
            yield from read_jsonl(_as_utf8(stream, head, options), where, name, options, say)
            return
        data = read_whole(stream, options.max_bytes)
    text = decode(data, charset)
    sha256 = hashlib.sha256(data).hexdigest()
    url = name if "://" in name else None
    if looks_like_feed(text):
        yield from read_feed(data, text, where, options, say)
    elif looks_like_html(text, bare):
        yield _dated(_checked(read_html(text, name, sha256, url), options))
    else:
        yield _dated(_checked(read_page(text, name, sha256, url), options))


def _dated(document: Document) -> Document:
    """A page that states no day of its own gets that of its dateline or, where it has none, of the file's name."""
    if document.published:
        return document
    name = document.name.rstrip("/").rsplit("/", 1)[-1]
    return dataclasses.replace(document, published=dateline_day(document.text) or day_of_name(name))


def _checked(document: Document, options: ReadOptions) -> Document:
    if len(document.text) > options.max_text:
        raise Unreadable(f"its text is longer than {options.max_text:,} characters; split it")
    return document


def _looks_like_jsonl(head: bytes, bare: str) -> bool:
    if bare.endswith(_JSON_SUFFIXES):
        return True
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] == b"{" and start[1:40].lstrip()[:1] in (b'"', b"}")


def _as_utf8(stream: BufferedReader, head: bytes, options: ReadOptions) -> BufferedReader:
    """JSONL saved in UTF-16 (as some spreadsheets do) as UTF-8; anything else untouched."""
    if head[:2] not in _SIXTEEN:
        return stream
    data = read_whole(stream, options.max_bytes)
    return BufferedReader(cast(io.RawIOBase, io.BytesIO(decode(data).encode("utf-8"))))


def _english(document: Document, options: ReadOptions, say: OnSkip) -> Document | None:
    """The document with its language, or ``None`` when it is told to be in another one."""
    stated = (document.language or "").lower()
    language = language_of(document.text)
    if language is None and stated:
        language = "en" if stated.split("-")[0].split("_")[0] in _ENGLISH else None
    if language not in (None, "en") and not options.any_language:
        say(
            Skipped(
                document.name, f"its text is not English but `{language}`, and only English is coded; it is set aside"
            )
        )
        return None
    return dataclasses.replace(document, language=language)


def _plain_error(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the name"
    if isinstance(error, PermissionError):
        return "you may not read it; change its permissions"
    return f"it cannot be read ({error.strerror or type(error).__name__})"
