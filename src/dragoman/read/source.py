"""Bytes of an input: decompressed as they are read, and bounded."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from typing import IO, cast

import zstandard

from dragoman.read.report import Unreadable

_GZIP, _XZ, _ZSTD, _BZIP2 = b"\x1f\x8b", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"BZh"
_CHUNK = 1 << 16
# gzip cannot expand more than about 1030-fold; text of reports expands 3- to 30-fold
_BOMB_FROM, _BOMB_RATIO = 100_000_000, 400
_BROKEN = (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error, zstandard.ZstdError)


class _Counted(RawIOBase):
    """A raw stream that counts what was read from it."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner, self.count = inner, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self.inner.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Guarded(RawIOBase):
    """A decompressed stream that stops at a bomb and speaks of broken archives in one sentence."""

    def __init__(self, inner: IO[bytes], packed: _Counted | None, kind: str) -> None:
        self.inner, self.packed, self.kind, self.count = inner, packed, kind, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self.inner.read(len(view))
        except _BROKEN as error:
            raise Unreadable(
                f"the {self.kind} archive is damaged or cut short after {self.count:,} bytes of text; get it again"
            ) from error
        except OSError as error:
            if self.kind != "bzip2":
                raise
            raise Unreadable("the bzip2 archive is damaged; get it again") from error
        self.count += len(data)
        if self.packed and self.count > max(_BOMB_FROM, _BOMB_RATIO * self.packed.count):
            raise Unreadable(
                f"it expands more than {_BOMB_RATIO}-fold, which no text does; unpack it yourself if you trust it"
            )
        view[: len(data)] = data
        return len(data)


@contextmanager
def unpacked(raw: IO[bytes]) -> Iterator[BufferedReader]:
    """A buffered stream of the text bytes of ``raw``: gzip, xz, zstd and bzip2 are known by content, not by name.

    Reading raises :class:`Unreadable` for a damaged or cut archive and for a decompression bomb.
    """
    counted = _Counted(raw)
    packed = BufferedReader(counted, _CHUNK)
    head = packed.peek(8)[:8]
    inner: IO[bytes]
    if head.startswith(_GZIP):
        kind, inner = "gzip", cast(IO[bytes], gzip.GzipFile(fileobj=packed, mode="rb"))
    elif head.startswith(_XZ):
        kind, inner = "xz", cast(IO[bytes], lzma.LZMAFile(packed))  # noqa: SIM115
    elif head.startswith(_ZSTD):
        kind, inner = "zstd", cast(IO[bytes], _ZstdReader(cast(IO[bytes], packed)))
    elif head.startswith(_BZIP2):
        kind, inner = "bzip2", cast(IO[bytes], bz2.BZ2File(packed))
    else:
        kind, inner = "", cast(IO[bytes], packed)
    with BufferedReader(_Guarded(inner, counted if kind else None, kind), _CHUNK) as stream:
        yield cast(BufferedReader, stream)


class _ZstdReader(RawIOBase):
    """zstd frames one after another; unlike the library's own reader, a frame that is cut short is an error."""

    def __init__(self, packed: IO[bytes]) -> None:
        self.packed, self.left = packed, b""
        self.frame: zstandard.ZstdDecompressionObj | None = None
        self.context = zstandard.ZstdDecompressor(max_window_size=1 << 27)

    def read(self, size: int = -1) -> bytes:
        while not self.left:
            data = self.packed.read(4096)
            if not data:
                if self.frame is not None:
                    raise EOFError
                return b""
            while data:
                if self.frame is None:
                    self.frame = self.context.decompressobj()
                self.left += self.frame.decompress(data)
                data = self.frame.unused_data
                if self.frame.eof:
                    self.frame = None
                else:
                    break
        out, self.left = self.left[:size], self.left[size:]
        return out


def read_whole(stream: BufferedReader, limit: int) -> bytes:
    """All of a stream; raises :class:`Unreadable` above ``limit`` bytes."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"it holds more than {limit:,} bytes, too much for one page; split it or use JSONL")
    return data
