"""Bytes to text: the encoding is found, not assumed."""

import codecs
import re

from charset_normalizer import from_bytes

from dragoman.read.report import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset\s*=\s*|<\?xml[^>]{0,80}encoding\s*=\s*)["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet file",
    b"{\\rtf": "a rich text file",
    b"7z\xbc\xaf": "a 7z archive",
}
# what browsers read for these labels
_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}


def known_binary(head: bytes) -> str | None:
    """What kind of file ``head`` opens, if it is a known one that holds no plain text."""
    return next((what for magic, what in _MAGIC.items() if head.startswith(magic)), None)


def decode(data: bytes, declared: str | None = None) -> str:
    """``data`` as text: byte order mark, UTF-8, the declared encoding (``declared`` or in the head), then a guess.

    UTF-8 comes before the declaration because text that is valid UTF-8 by chance hardly exists while wrong
    declarations are common.  Raises :class:`Unreadable` for what is no text.
    """
    if what := known_binary(data):
        raise Unreadable(f"it is {what}, not text; save its text and give that")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _checked(data.decode(name, "replace"))
    if sixteen := _utf16_without_bom(data):
        return _checked(data.decode(sixteen, "replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        # one broken character in a long page is no other encoding
        if error.start > 2000 and _share_broken(data) < 0.001:
            return _checked(data.decode("utf-8", "replace"))
    found = _DECLARED.search(data[:4096])
    for label in (declared, found.group(1).decode("ascii") if found else None):
        if label and (text := _as(data, label)) is not None:
            return _checked(text)
    if b"\x00" in data[:8192]:
        raise Unreadable("it is binary, not text; give a page, a feed, a text file or JSONL")
    # few bytes outside ASCII: English in the encoding that browsers assume; the guess needs more to go by
    if (
        sum(byte > 127 for byte in data[:200_000]) < len(data[:200_000]) / 20
        and (text := _as(data, "cp1252")) is not None
    ):
        return _checked(text)
    guess = from_bytes(data[:200_000]).best()
    if guess is None:
        raise Unreadable("its encoding is not recognised; save it as UTF-8")
    return _checked(data.decode(guess.encoding, "replace"))


def _as(data: bytes, label: str) -> str | None:
    try:
        return data.decode(_LABELS.get(label.lower(), label))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _share_broken(data: bytes) -> float:
    return data.decode("utf-8", "replace").count("�") / max(1, len(data))


def _utf16_without_bom(data: bytes) -> str | None:
    head = data[:2000]
    if len(head) < 20:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _checked(text: str) -> str:
    """``text`` unless it is full of control characters."""
    head = text[:20_000]
    controls = sum((c < " " and c not in "\t\n\r\f\v") or c == "\x7f" for c in head)
    if controls > 2 + len(head) // 200:
        raise Unreadable("it is binary, not text; give a page, a feed, a text file or JSONL")
    return text.removeprefix("﻿")
