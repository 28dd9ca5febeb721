"""Who says a figure, where it holds, and as of which day."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from dragoman.extract.bounded import child_of, kids_of
from dragoman.ontology import word_list
from dragoman.parse import Parsed
from dragoman.records import TimeExpression
from dragoman.resolve import ActorResolver

_SAY = word_list("figures.say")
_COUNTED_BY = word_list("figures.counted-by")
_CLIMB = 10
_DATES = 12  # of a sentence that are looked at
_PLACE_REACH = 25  # tokens round the thing counted within which its place is looked for
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "inside", "across", "around", "throughout", "outside", "into"})


class Sources:
    """Says who says the figures of one text; what a sentence says of all its figures is looked up once."""

    def __init__(self, parsed: Parsed, resolver: ActorResolver) -> None:
        self.parsed, self.resolver = parsed, resolver
        self._by_sentence: dict[int, tuple[str | None, str | None]] = {}

    def of(self, token: int) -> str | None:
        """Words for who says what ``token`` stands in ("according to X", the subject of a verb of saying), or None."""
        parsed = self.parsed
        number = parsed.sentence_of[token]
        if number not in self._by_sentence:
            self._by_sentence[number] = self._of_sentence(*parsed.sentences[number])
        according, aside = self._by_sentence[number]
        return according or self._above(token) or aside

    def _of_sentence(self, first: int, last: int) -> tuple[str | None, str | None]:
        """Who a sentence is "according to", and who says it in an aside (", activists said,")."""
        parsed, according, aside = self.parsed, None, None
        for i in range(first, last):
            if according is None and parsed.lower[i] == "according" and parsed.lower[i + 1 : i + 2] == ["to"]:
                heads = [k for at in (i + 1, i) for k in kids_of(parsed, at) if parsed.deps[k] == "pobj"]
                according = _name(parsed, self.resolver, heads[0]) if heads else None
            if aside is None and parsed.deps[i] == "parataxis" and parsed.lemmas[i] in _SAY:
                subject = child_of(parsed, i, "nsubj")
                if subject is not None and child_of(parsed, i, "ccomp") is None:
                    aside = _name(parsed, self.resolver, subject)
        return according, aside

    def _above(self, token: int) -> str | None:
        """The subject of the verb of saying, reporting or pledging over ``token``."""
        parsed = self.parsed
        at = below = token
        for _ in range(_CLIMB):
            if parsed.tags[at].startswith("VB") and below != at:
                lemma, dep = parsed.lemmas[at], parsed.deps[below]
                said = lemma in _SAY and dep in ("ccomp", "parataxis", "xcomp")
                if said or (lemma in _COUNTED_BY and dep == "dobj"):
                    subject = child_of(parsed, at, "nsubj")
                    if subject is not None and parsed.lower[subject] not in ("it", "there", "that", "which", "this"):
                        return _name(parsed, self.resolver, subject)
            if parsed.heads[at] == at:
                break
            below, at = at, parsed.heads[at]
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

    The place is the object of "in" by the thing counted or its verb, or what a clause with "where" hangs on; failing
    those, the country alone that the text speaks of there.
    """
    for owner in (noun, verb):
        if owner is None:
            continue
        for kid in kids_of(parsed, owner):
            if parsed.deps[kid] == "prep" and parsed.lower[kid] in _PLACE_PREPOSITIONS:
                for inner in kids_of(parsed, kid):
                    if parsed.deps[inner] == "pobj" and (place := _place(parsed, resolver, inner)):
                        return place
    first, last = parsed.sentences[parsed.sentence_of[noun]]
    after = range(noun + 1, min(last, noun + _PLACE_REACH))
    for prep in (*after, *reversed(range(max(first, noun - _PLACE_REACH), noun))):
        if parsed.lower[prep] in ("in", "at", "near") and parsed.deps[prep] == "prep":
            for inner in kids_of(parsed, prep):
                if parsed.tags[inner] in ("NNP", "NNPS") and resolver.place(inner):
                    return _place(parsed, resolver, inner)
    at = verb
    for _ in range(3):
        if at is None or parsed.heads[at] == at:
            break
        if parsed.deps[at] == "relcl" and "where" in parsed.lower[parsed.heads[at] + 1 : at]:
            head = parsed.heads[at]
            return _place(parsed, resolver, head) or _place_within(parsed, resolver, head) or resolver.country(noun)
        at = parsed.heads[at]
    return resolver.country(noun)


def _place_within(parsed: Parsed, resolver: ActorResolver, head: int) -> str | None:
    """The place named inside a phrase ("a ground offensive in Rafah, where ...", "the southern city of Rafah")."""
    first, last = parsed.subtree(head)
    for token in reversed(range(first, min(last, head + 12))):
        if parsed.deps[token] == "pobj" and parsed.tags[token] in ("NNP", "NNPS") and token >= head:
            return _place(parsed, resolver, token)
    return None


def _place(parsed: Parsed, resolver: ActorResolver, head: int) -> str | None:
    if parsed.tags[head] not in ("NNP", "NNPS"):
        inner = next((k for k in kids_of(parsed, head) if parsed.deps[k] == "prep" and parsed.lower[k] == "of"), None)
        names = [k for k in kids_of(parsed, inner) if parsed.tags[k] in ("NNP", "NNPS")] if inner is not None else []
        if not names:
            return None
        head = names[0]
    first = head
    while first - 1 in kids_of(parsed, head) and parsed.deps[first - 1] == "compound":
        first -= 1
    words = parsed.phrase(first, head + 1)
    country = resolver.place(head)
    return f"{words}, {country}" if country else words


def as_of(parsed: Parsed, dates: Sequence[TimeExpression], token: int, published: str | None) -> str | None:
    """ISO day as of which a figure holds: that of "as of", "by", "until" in its sentence, else of its one past day."""
    if not dates:
        return None
    span = parsed.sentence_span(token)
    start = bisect_left(dates, span.start, key=lambda d: d.span.start)
    near = [d for d in islice(dates, start, start + _DATES) if d.span.start < span.end and d.to]
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
