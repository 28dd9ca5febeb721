"""Statuses with what told them, so that a status can be explained by its true reason."""

from dragoman.parse import Parsed
from dragoman.records import Reason, Span

HAPPENED, PLANNED, POSSIBLE, DENIED, NOT = "happened", "planned", "possible", "denied", "not"


class Stated(str):
    """A status that knows the token that told it and how (``by``, of ``records.REASONS``).

    It is the bare status to whoever asks, so only where a status is found, and where the record is made, is this known.
    """

    __slots__ = ("by", "token")
    by: str
    token: int | None

    def __new__(cls, status: str, token: int | None, by: str = "word") -> "Stated":
        """``status`` as told by ``token``."""
        self = super().__new__(cls, status)
        self.by, self.token = by, token
        return self


def reason_of(parsed: Parsed, status: str) -> Reason:
    """What told ``status``; where nothing did, the act is told as done."""
    if not isinstance(status, Stated):
        return Reason("plain")
    token = status.token
    return Reason(status.by, None if token is None else Span(parsed.starts[token], parsed.ends[token]))
