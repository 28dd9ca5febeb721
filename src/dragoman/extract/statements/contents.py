"""What is said: the characters that belong to a cue's content."""

from collections.abc import Iterable, Sequence

from dragoman.extract.statements.quotes import Quotes
from dragoman.parse import Parsed

EDGE = frozenset([",", ";", ":", ".", "—", "–", "-", "--", "...", "…", ")", "("])


def spans(p: Parsed, first: int, last: int, left_out: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Character ranges of the tokens ``[first, last)`` without those of ``left_out`` and punctuation at the edges."""
    runs: list[tuple[int, int]] = []
    at = first
    for a, b in sorted(left_out):
        if b <= at:
            continue
        if a >= last:
            break
        if a > at:
            runs.append((at, a))
        at = max(at, b)
    if at < last:
        runs.append((at, last))
    out = []
    for a, b in runs:
        while a < b and p.words[a] in EDGE:
            a += 1
        while b > a and p.words[b - 1] in EDGE:
            b -= 1
        if any(p.words[i][0].isalnum() or p.words[i][0] in "$€£" for i in range(a, b)):
            out.append((p.starts[a], p.ends[b - 1]))
    return out


def with_quotes(found: Sequence[tuple[int, int]], quotes: Quotes, cue: tuple[int, int]) -> list[tuple[int, int]]:
    """``found`` widened to the whole of each quotation it touches, unless the cue stands in that quotation; merged."""
    grown = []
    for a, b in found:
        for q in list(quotes.touching(a, b)):
            if not (q.start <= cue[0] and cue[1] <= q.end):
                a, b = min(a, q.start), max(b, q.end)
        grown.append((a, b))
    out: list[tuple[int, int]] = []
    for a, b in sorted(grown):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out
