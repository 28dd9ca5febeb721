"""Parsed texts without a parser, and a count of steps, so that hostile inputs are tested fast and without a clock."""

import sys
from collections.abc import Callable, Sequence

from dragoman.parse.parsed import Parsed, coarse

CALLS_PER_TOKEN = 400


def toy(words: Sequence[str], *, flat: bool = False, sentence: int = 25) -> Parsed:
    """``words`` with plain tags; each hangs on the word before it, or all on the first of the text (``flat``)."""
    starts, ends, at = [], [], 0
    for word in words:
        starts.append(at)
        ends.append(at + len(word))
        at += len(word) + 1
    n = len(words)
    size = n if flat else sentence
    sentences = [(i, min(i + size, n)) for i in range(0, n, size)] if n else []
    sentence_of = [s for s, (a, b) in enumerate(sentences) for _ in range(a, b)]
    heads = [sentences[s][0] if flat else max(i - 1, sentences[s][0]) for i, s in enumerate(sentence_of)]
    tags = [
        "CD" if w[:1].isdigit() else "NNP" if w[:1].isupper() else "VBD" if w.endswith("ed") else "NN" for w in words
    ]
    deps = [
        "ROOT" if h == i else "nummod" if t == "CD" else "dobj"
        for i, (h, t) in enumerate(zip(heads, tags, strict=True))
    ]
    kids: list[list[int]] = [[] for _ in words]
    for i, head in enumerate(heads):
        if head != i:
            kids[head].append(i)
    lower = [w.lower() for w in words]
    return Parsed(
        text=" ".join(words),
        words=list(words),
        lower=lower,
        lemmas=list(lower),
        tags=tags,
        pos=[coarse(t, d) for t, d in zip(tags, deps, strict=True)],
        deps=deps,
        heads=heads,
        kids=kids,
        starts=starts,
        ends=ends,
        sentences=sentences,
        sentence_of=sentence_of,
    )


def calls_of(work: Callable[[], object]) -> int:
    """Number of Python and built-in calls that ``work`` makes."""
    count = 0

    def step(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
