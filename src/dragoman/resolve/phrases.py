"""Noun phrases in a dependency parse: their extent, their modifiers, their places.

All functions look at a bounded neighbourhood of a token; none walks the document.
"""

from dragoman.ontology import word_list
from dragoman.parse import Parsed
from dragoman.records import Span

LONGEST = 118  # characters of a mention; a longer one is cut to its core
_BEFORE = frozenset(
    "det amod compound nmod poss nummod predet quantmod advmod nn punct npadvmod case neg preconj".split()
)
# what stands after a hyphen in a compound whose first part is a party but not the one meant
_BORN = word_list("actors.born")
LOCATIVE = frozenset(
    ("in", "at", "near", "across", "outside", "around", "throughout", "inside", "within", "off", "along", "through")
)
_OPPOSED = frozenset(("anti", "pro", "non", "trans", "cross", "post", "pre", "inter", "un"))
QUANTITIES = word_list("actors.quantities")
_GROUPING = word_list("actors.grouping")


def hyphenated(parsed: Parsed, token: int) -> str | None:
    """The word joined to ``token`` by a hyphen where the compound is not about the party itself.

    ``led`` for "US" in "US-led", ``pro`` for "Russian" in "pro-Russian"; None for a token that stands alone.
    """
    lower = parsed.lower
    if token + 2 < len(lower) and lower[token + 1] in "-–" and parsed.ends[token] == parsed.starts[token + 1]:
        after = lower[token + 2]
        if after in _BORN or parsed.tags[token + 2] in ("VBN", "VBD"):
            return after
    if token >= 2 and lower[token - 1] in "-–" and lower[token - 2] in _OPPOSED:
        return lower[token - 2]
    return None


def first_of(parsed: Parsed, head: int) -> int:
    """First token of the phrase headed by ``head`` with all that stands before the head."""
    first = head
    deps, kids = parsed.deps, parsed.kids
    for _ in range(12):  # premodifiers nest a few levels at most
        for kid in kids[first]:
            if kid < first and deps[kid] in _BEFORE:
                first = kid
                break
        else:
            break
    # a chain through a later modifier may reach further left than through the first
    for kid in kids[head]:
        if kid >= head:
            break
        if deps[kid] in _BEFORE:
            left = kid
            while kids[left] and kids[left][0] < left:
                left = kids[left][0]
            first = min(first, left)
            break
    begin = parsed.sentences[parsed.sentence_of[head]][0]
    first = max(first, begin)
    while first < head and parsed.pos[first] == "PUNCT" and parsed.words[first] not in "$#£€":
        first += 1
    return first


def core(parsed: Parsed, head: int) -> tuple[int, int]:
    """Token range of the phrase: what stands before the head, the head, and its of-phrases."""
    first = first_of(parsed, head)
    last = head + 1
    at = head
    for _ in range(4):
        for kid in parsed.kids[at]:
            if kid >= last and parsed.deps[kid] == "prep" and parsed.lower[kid] == "of" and kid - last <= 0:
                object_ = parsed.child(kid, "pobj")
                named = parsed.pos[at] != "PROPN" or (object_ is not None and parsed.pos[object_] == "PROPN")
                if object_ is not None and object_ > kid and named:
                    last = object_ + 1
                    at = object_
                    break
        else:
            break
    return first, last


def mention(parsed: Parsed, head: int) -> Span:
    """Characters of the phrase without relative clauses, appositions and conjuncts, at most ``LONGEST``."""
    first, last = core(parsed, head)
    span = parsed.span(first, last)
    if span.end - span.start > LONGEST:
        span = parsed.span(first_of(parsed, head), head + 1)
        if span.end - span.start > LONGEST:
            span = parsed.span(head, head + 1)
            span = Span(span.start, min(span.end, span.start + LONGEST))
    return span


def objects(parsed: Parsed, head: int, *words: str) -> list[int]:
    """Objects of the prepositions ``words`` that hang on ``head``, in order."""
    out = []
    for kid in parsed.kids[head]:
        if parsed.deps[kid] == "prep" and parsed.lower[kid] in words:
            object_ = parsed.child(kid, "pobj", "pcomp")
            if object_ is not None:
                out.append(object_)
    return out


def quantified(parsed: Parsed, head: int) -> int:
    """The head that counts: "villagers" from "dozens of villagers"; ``head`` itself where it is no quantity."""
    for _ in range(3):
        lemma = parsed.lemmas[head]
        if lemma.endswith("s") and lemma[:-1] in QUANTITIES:
            lemma = lemma[:-1]
        if lemma not in QUANTITIES and parsed.tags[head] not in ("CD", "DT"):
            return head
        inner = objects(parsed, head, "of")
        if not inner or (lemma in _GROUPING and parsed.tags[inner[0]] not in ("NNS", "NNPS")):
            return head
        head = inner[0]
    return head


def clause_of(parsed: Parsed, token: int) -> int:
    """The nearest verb above ``token``, or the root of its sentence."""
    at = token
    for _ in range(60):
        head = parsed.heads[at]
        if head == at:
            return at
        at = head
        if parsed.pos[at] in ("VERB", "AUX"):
            return at
    return at
