"""Noun phrases and lists of the vote coder."""

from dragoman.parse import Parsed

CLAUSES = ("relcl", "ccomp", "advcl", "parataxis", "acl", "appos")


def noun_phrase(p: Parsed, head: int) -> tuple[int, int]:
    """Token range of the phrase headed by ``head`` without relative clauses, appositions and what is coordinated."""
    first, last = p.subtree(head)
    for kid in p.kids[head]:
        if kid > head and (p.deps[kid] in CLAUSES or p.deps[kid] in ("cc", "conj", "punct")):
            last = min(last, p.subtree(kid)[0])
            break
    first = max(first, head - 25)
    return first, max(head + 1, min(last, head + 25))


def full_phrase(p: Parsed, head: int) -> tuple[int, int]:
    """Token range of the phrase headed by ``head`` with all that belongs to it, without punctuation at the end."""
    first, last = p.subtree(head)
    while last - 1 > head and p.words[last - 1] in (",", ".", ";", ":", "-", "–", "—", ")"):
        last -= 1
    return first, last
