"""Children of a token, no more than any real sentence has.

A hostile text can hang thousands of tokens on one; whoever looks at all of them for each of them is no longer linear.
"""

from dragoman.parse import Parsed

MAX_KIDS = 48


def kids_of(parsed: Parsed, token: int) -> list[int]:
    """The first children of ``token`` in order, at most ``MAX_KIDS``."""
    kids = parsed.kids[token]
    return kids if len(kids) <= MAX_KIDS else kids[:MAX_KIDS]


def child_of(parsed: Parsed, token: int, *deps: str) -> int | None:
    """The first of those children with one of the labels ``deps``."""
    for kid in kids_of(parsed, token):
        if parsed.deps[kid] in deps:
            return kid
    return None
