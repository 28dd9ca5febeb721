"""What reading asks for and what it says when something cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.errors import DragomanError

SHOWN = 20  # faults of an input named one by one; the rest are counted


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input, or one line of it, that was not read.

    ``name`` is what the user called it (with ``, line N`` for a line), ``reason`` one sentence with what to do.
    """

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Warned(Skipped):
    """A document that was read, but without one of its data (a date that is none)."""


class ReadError(DragomanError):
    """An input that cannot be read; the message names it, says why and what to do."""


class Unreadable(Exception):
    """Raised inside the readers: the reason, without the input's name."""


OnSkip = Callable[[Skipped], None]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    ``strict`` raises :class:`ReadError` instead of skipping.  ``max_bytes`` is the largest page or feed after
    decompression, ``max_line`` the longest line of JSONL (bytes), ``max_text`` the longest document text (characters);
    ``timeout`` is the seconds one address may take in all.  Documents that are not English are set aside unless
    ``any_language``.  ``columns`` pairs fields of a document (``text``, ``date`` ...) with what tables and JSONL call
    them.
    """

    strict: bool = False
    any_language: bool = False
    max_bytes: int = 20_000_000
    max_line: int = 20_000_000
    max_text: int = 5_000_000
    timeout: float = 30.0
    columns: tuple[tuple[str, str], ...] = ()


class Faults:
    """Hands the faults of one input with many documents to ``say``: the first ones whole, then only their number.

    With ``strict`` all are handed over.  ``things`` is what the input is made of: "3 more lines have such faults".
    """

    def __init__(self, where: str, things: str, say: OnSkip, *, strict: bool) -> None:
        self._where, self._things, self._say, self._strict = where, things, say, strict
        self._found = 0

    def __call__(self, fault: Skipped) -> None:
        """Hand ``fault`` over, or only count it."""
        self._found += 1
        if self._found <= SHOWN or self._strict:
            self._say(fault)

    def end(self) -> None:
        """Say how many were not named."""
        more = self._found - SHOWN
        if more > 0 and not self._strict:
            self._say(Skipped(self._where, f"{more:,} more {self._things} have such faults"))
