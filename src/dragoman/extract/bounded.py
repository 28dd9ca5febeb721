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


def conjuncts_of(parsed: Parsed, token: int) -> list[int]:
    """``token`` and what is coordinated with it after it, at most ``MAX_KIDS`` in all."""
    out = [token]
    for item in out:
        if len(out) >= MAX_KIDS:
            break
        out.extend(k for k in kids_of(parsed, item) if parsed.deps[k] == "conj")
    return out[:MAX_KIDS]
