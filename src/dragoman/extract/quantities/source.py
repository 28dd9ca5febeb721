"""Who says a figure, where it holds, and as of which day."""

from collections.abc import Sequence

from dragoman.parse import Parsed
from dragoman.records import TimeExpression
from dragoman.resolve import ActorResolver

_SAY = frozenset(
    "say claim report announce state confirm estimate tell suggest warn speculate add put declare allege indicate "
    "acknowledge note count record insist maintain reveal project document believe admit show".split()
)
_COUNTED_BY = frozenset("report confirm announce count estimate put pledge promise offer donate claim give".split())
_CLIMB = 10
_PLACE_REACH = 25  # tokens after the thing counted within which its place is looked for
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "inside", "across", "around", "throughout", "outside", "into"})


def source_of(parsed: Parsed, resolver: ActorResolver, token: int) -> str | None:
    """Words for who says what ``token`` stands in ("according to X", the subject of a verb of saying), or None."""
    first, last = parsed.sentences[parsed.sentence_of[token]]
    for i in range(first, last):
        if parsed.lower[i] == "according" and i + 1 < last and parsed.lower[i + 1] == "to":
            heads = [k for k in parsed.kids[i + 1] if parsed.deps[k] == "pobj"] or [
                k for k in parsed.kids[i] if parsed.deps[k] == "pobj"
            ]
            if heads:
                return _name(parsed, resolver, heads[0])
    at = token
    below = token
    for _ in range(_CLIMB):
        head = parsed.heads[at]
        if parsed.tags[at].startswith("VB"):
            lemma = parsed.lemmas[at]
            said = lemma in _SAY and below != at and parsed.deps[below] in ("ccomp", "parataxis", "xcomp")
            counted = lemma in _COUNTED_BY and below != at and parsed.deps[below] == "dobj"
            if said or counted:
                subject = parsed.child(at, "nsubj")
                if subject is not None and parsed.lower[subject] not in ("it", "there", "that", "which", "this"):
                    return _name(parsed, resolver, subject)
        if head == at:
            break
        below, at = at, head
    for i in range(first, last):
        # "..., activists said, ..."
        if parsed.deps[i] == "parataxis" and parsed.lemmas[i] in _SAY and parsed.child(i, "ccomp") is None:
            subject = parsed.child(i, "nsubj")
            if subject is not None:
                return _name(parsed, resolver, subject)
    return None


def _name(parsed: Parsed, resolver: ActorResolver, head: int) -> str:
    span = resolver.mention(head)
    text = span.of(parsed.text)
    if parsed.tags[head].startswith("PRP"):
        named = [a.name for a in resolver.actors(head) if a.name]
        return named[0] if named else text
    return text


def place_of(parsed: Parsed, resolver: ActorResolver, noun: int, verb: int | None) -> str | None:
    """Where a figure holds: words of the place and its country's code ("Rafah, PSE"), or None.

    The place is the object of "in" after the thing counted or its verb, or what a clause with "where" hangs on.
    """
    for owner in (noun, verb):
        if owner is None:
            continue
        for kid in parsed.kids[owner]:
            if parsed.deps[kid] == "prep" and parsed.lower[kid] in _PLACE_PREPOSITIONS:
                for inner in parsed.kids[kid]:
                    if parsed.deps[inner] == "pobj" and (place := _place(parsed, resolver, inner)):
                        return place
    _, last = parsed.sentences[parsed.sentence_of[noun]]
    for prep in range(noun + 1, min(last, noun + _PLACE_REACH)):
        if parsed.lower[prep] in ("in", "at", "near") and parsed.deps[prep] == "prep":
            for inner in parsed.kids[prep]:
                if parsed.tags[inner] in ("NNP", "NNPS") and resolver.place(inner):
                    return _place(parsed, resolver, inner)
    at = verb
    for _ in range(3):
        if at is None:
            return None
        if parsed.deps[at] == "relcl" and "where" in parsed.lower[parsed.heads[at] + 1 : at]:
            return _place(parsed, resolver, parsed.heads[at]) or _place_within(parsed, resolver, parsed.heads[at])
        at = parsed.heads[at] if parsed.heads[at] != at else None
    return None


def _place_within(parsed: Parsed, resolver: ActorResolver, head: int) -> str | None:
    """The place named inside a phrase ("a ground offensive in Rafah, where ...", "the southern city of Rafah")."""
    first, last = parsed.subtree(head)
    for token in reversed(range(first, min(last, head + 12))):
        if parsed.deps[token] == "pobj" and parsed.tags[token] in ("NNP", "NNPS") and token >= head:
            return _place(parsed, resolver, token)
    return None


def _place(parsed: Parsed, resolver: ActorResolver, head: int) -> str | None:
    if parsed.tags[head] not in ("NNP", "NNPS"):
        inner = next((k for k in parsed.kids[head] if parsed.deps[k] == "prep" and parsed.lower[k] == "of"), None)
        names = [k for k in parsed.kids[inner] if parsed.tags[k] in ("NNP", "NNPS")] if inner is not None else []
        if not names:
            return None
        head = names[0]
    first = head
    while first - 1 in parsed.kids[head] and parsed.deps[first - 1] == "compound":
        first -= 1
    words = parsed.phrase(first, head + 1)
    country = resolver.place(head)
    return f"{words}, {country}" if country else words


def as_of(parsed: Parsed, dates: Sequence[TimeExpression], token: int, published: str | None) -> str | None:
    """ISO day as of which a figure holds: that of "as of", "by", "until" in its sentence, else of its one past day."""
    if not dates:
        return None
    span = parsed.sentence_span(token)
    near = [d for d in dates if span.start <= d.span.start < span.end and d.to]
    days = []
    for d in near:
        before = parsed.token_at(d.span.start) - 1
        word = parsed.lower[before] if before >= 0 else ""
        past = published is None or (d.to or "") <= published
        if past and word in ("of", "by", "until") and (word != "of" or parsed.lower[before - 1 : before] == ["as"]):
            return d.to
        if past and d.from_ == d.to and word not in ("since", "from", "after", "before"):
            days.append(d.to)
    return days[0] if len(days) == 1 else None
