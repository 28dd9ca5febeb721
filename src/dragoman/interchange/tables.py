"""Tab-separated files of others: packed or plain, in any usual encoding, quoted or not; each row with its line."""

import bz2
import codecs
import csv
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

from dragoman.errors import DragomanError

LONGEST = 1_000_000  # characters of a line; a longer one is no row of events
PACKED = ((b"\x1f\x8b", gzip.open), (b"\xfd7zXZ\x00", lzma.open), (b"BZh", bz2.open))
DAMAGE = (lzma.LZMAError, EOFError, zlib.error, gzip.BadGzipFile, csv.Error)


class FormatError(DragomanError):
    """A file that is no such data; the message says what was expected."""


def _western(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 are read as the Western encoding that old files have."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("dragoman-western", _western)


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """The text of a file, unpacked where it is gz, xz or bz2, whatever its name says.

    Raises ``FormatError`` for what is no file.
    """
    if path.is_dir():
        raise FormatError(f"{path} is a folder; name one file of it")
    if not path.is_file():
        raise FormatError(f"there is no file {path}")
    with path.open("rb") as raw:
        start = raw.read(6)
    if not start:
        raise FormatError(f"{path} is empty")
    unpack = next((how for mark, how in PACKED if start.startswith(mark)), None)
    with cast(io.RawIOBase, unpack(path, "rb") if unpack else path.open("rb", buffering=0)) as file:
        buffered = io.BufferedReader(file)
        head = buffered.peek(4)[:4]
        encoding = "utf-16" if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
        # a line ends at a line feed and nowhere else, or a form feed in a name would part a row
        with io.TextIOWrapper(buffered, encoding, errors="dragoman-western", newline="\n") as text:
            yield text


def rows_of(file: TextIO) -> Iterator[tuple[int, list[str]]]:
    """The number and the cells of every line that is not empty.

    A cell in quotation marks may hold a tab; a mark that is not closed in its line is a letter like others.
    """
    number = 0
    while line := file.readline(LONGEST):
        number += 1
        if len(line) >= LONGEST and not line.endswith("\n"):
            while (rest := file.readline(LONGEST)) and not rest.endswith("\n"):
                pass
            yield number, []
            continue
        line = line.rstrip("\r\n")
        if line.strip():
            yield number, _cells(line)


def _cells(line: str) -> list[str]:
    plain = line.split("\t")
    if '"' not in line:
        return plain
    quoted = False
    if line.startswith('"') or '\t"' in line:
        # only where marks stand round whole cells are they quotation marks
        quoted = all(part.count('"') % 2 == 0 for part in plain) or line.count('"') % 2 == 0
    if not quoted:
        return plain
    try:
        return next(csv.reader([line], delimiter="\t", strict=True), plain)
    except csv.Error:
        return plain


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Where each column of a header stands, by its name in small letters."""
    found: dict[str, int] = {}
    for at, name in enumerate(cells):
        found.setdefault(" ".join(name.strip().strip('"').lower().split()), at)
    return found


def expect(path: Path, columns: Mapping[str, int], cells: Sequence[str], formats: Sequence[Sequence[str]]) -> int:
    """Which of ``formats`` (its needed columns) a header has.

    Raises ``FormatError`` with what is missing of the one that comes nearest.
    """
    for number, needed in enumerate(formats):
        if all(name in columns for name in needed):
            return number
    nearest = max(formats, key=lambda needed: sum(name in columns for name in needed))
    here = [name for name in nearest if name in columns]
    if here:
        missing = ", ".join(name for name in nearest if name not in columns)
        raise FormatError(f"{path}, line 1: no ICEWS data; there is no column {missing}")
    either = " or ".join(", ".join(needed) for needed in formats)
    one = next((mark for mark, _ in ((",", 1), (";", 1)) if len(cells) == 1 and mark in cells[0]), None)
    tabs = f"; the columns are parted by {one!r}, not by tabs" if one else ""
    raise FormatError(f"{path}, line 1: no ICEWS data; expected the columns {either}{tabs}")
