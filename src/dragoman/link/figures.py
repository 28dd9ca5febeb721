"""Figures of the same thing over reports: which update which, which contradict, and the interval over all of them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from dragoman.records import Document, Figure, digest

WINDOW = 14  # days within which reports can be of the same thing
_ABOUT = 0.1  # share of a value that "about" leaves open on either side
_OPEN = 0.2  # share above "more than" that a reader takes to be meant
_SAME_PLACE = 4.0  # largest ratio of values of one thing at one place
_SAME_COUNTRY = 2.0  # and where only the country is known to be the same
# counts that grow as more is known: a later, greater number brings an earlier one up to date
_GROWING = frozenset({"killed", "wounded", "missing", "arrested", "hostages"})
_CHANGE = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|climb\w*|reach\w*|increas\w*|gr(?:ow|ew|own)\w*|surpass\w*|exceed\w*|jump\w*|soar\w*|"
    r"revis\w*|updat\w*|lower\w*|fall(?:s|en)?|fell|drop\w*|now|up from|down from|bring\w*|brought)\b",
    re.IGNORECASE,
)
_TOLL = re.compile(r"\b(?:toll|total|tally|number of|so far|since)\b", re.IGNORECASE)
_REVISED = 3  # days within which the figures of one attack or accident are mended
_NEAR = 200  # characters round a figure that say of which attack or accident it is
_ALIKE = 0.3  # least share of words there that two reports of the same one have in common
_REACH = 60  # characters before a figure in which a word of change belongs to it
_GENERIC = frozenset(
    "people person persons others other men man victims victim individuals inhabitants residents citizens nationals "
    "dead deaths death fatalities casualties more new total confirmed displaced refugees killed wounded injured "
    "missing".split()
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one thing.

    ``figures`` are ids in order of day; ``low`` and ``high`` the interval over all that no other brings up to date.
    ``updates`` are pairs (newer, older); ``contradictions`` pairs that cannot both be right.
    """

    id: str
    counts: str
    place: str | None
    figures: tuple[str, ...]
    documents: tuple[str, ...]
    low: float
    high: float
    updates: tuple[tuple[str, str], ...]
    contradictions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    order: int
    day: date
    document: Document
    figure: Figure
    words: str
    country: str
    of: frozenset[str]
    names: frozenset[str]
    total: bool
    near: frozenset[str]

    @property
    def interval(self) -> tuple[float, float]:
        """The values that a reader takes the figure to allow."""
        f = self.figure
        match f.bound:
            case "more_than" | "at_least":
                return f.value, f.value * (1 + _OPEN)
            case "up_to" | "less_than":
                return f.value * (1 - _OPEN), f.value
            case "about":
                return min(f.value * (1 - _ABOUT), f.low or f.value), max(f.value * (1 + _ABOUT), f.high or f.value)
            case _:
                return f.value, f.value


def figure_groups(reports: Sequence[tuple[Document, Figure]]) -> tuple[FigureGroup, ...]:
    """Groups of two or more figures of the same thing, those of one count and place together.

    Two figures are of the same thing when they count the same, of compatible people, at the same place (or in the same
    country, if their values are near), at most 14 days apart.  Of the dead, wounded, missing, arrested and hostages
    only totals ("the death toll") are followed that long; figures of one attack have to be told of in like words
    within three days.  Documents without a day of publication stand alone.
    """
    entries = [e for n, (document, figure) in enumerate(reports) if (e := _entry(n, document, figure)) is not None]
    buckets: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    for entry in entries:
        buckets[entry.figure.counts, entry.country or entry.words].append(entry)
    groups: list[FigureGroup] = []
    for bucket in buckets.values():
        bucket.sort(key=lambda e: (e.day, e.order))
        groups.extend(_group(members) for members in _clusters(bucket))
    return tuple(groups)


def _entry(order: int, document: Document, figure: Figure) -> _Entry | None:
    day = document.published or figure.as_of
    if day is None or not figure.place or figure.counts in ("money", "votes"):
        return None
    try:
        when = date.fromisoformat(day[:10])
    except ValueError:
        return None
    words, _, country = figure.place.rpartition(", ")
    if not words:
        words, country = figure.place, ""
    names = {w for w in _WORD.findall(figure.of or "") if w[:1].isupper()}
    kinds = {w for w in _WORD.findall(figure.of or "") if w[:1].islower()} - _GENERIC
    text, at = document.text, figure.span.start
    around = text[max(0, at - _REACH) : figure.span.end + _REACH]
    near = _WORD.findall(text[max(0, at - _NEAR) : figure.span.end + _NEAR].lower())
    return _Entry(
        order=order,
        day=when,
        document=document,
        figure=figure,
        words=words.lower(),
        country=country,
        of=frozenset(kinds),
        names=frozenset(names),
        total=figure.counts not in _GROWING
        or bool(_TOLL.search(around) or _CHANGE.search(text[max(0, at - _REACH) : at])),
        near=frozenset(w for w in near if len(w) > 3),
    )


def _same(a: _Entry, b: _Entry) -> bool:
    """Whether two figures of one count and country are of the same thing."""
    if a.of != b.of or (a.names and b.names and not a.names & b.names):
        return False
    if not (a.total and b.total):
        # the figures of one attack, not those of the next one in the same country
        alike = len(a.near & b.near) >= _ALIKE * len(a.near | b.near)
        if a.words != b.words or abs((a.day - b.day).days) > _REVISED or not alike or a.document.id == b.document.id:
            return False
    small, large = sorted((a.figure.value, b.figure.value))
    if small <= 0:
        return small == large
    return large / small <= (_SAME_PLACE if a.words == b.words else _SAME_COUNTRY)


def _clusters(bucket: list[_Entry]) -> Iterator[list[_Entry]]:
    """Figures of the same thing, joined through one another within a sliding window."""
    parent = list(range(len(bucket)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    start = 0
    for i, entry in enumerate(bucket):
        while (entry.day - bucket[start].day).days > WINDOW:
            start += 1
        for j in range(start, i):
            if _same(bucket[j], entry):
                parent[root(i)] = root(j)
    members: dict[int, list[_Entry]] = defaultdict(list)
    for i, entry in enumerate(bucket):
        members[root(i)].append(entry)
    return (m for m in members.values() if len(m) > 1)


def _updates(older: _Entry, newer: _Entry) -> bool:
    """Whether the newer figure says that the older one has changed rather than that it was wrong."""
    before = newer.document.text[max(0, newer.figure.span.start - _REACH) : newer.figure.span.start]
    follows = newer.document.id == older.document.id and newer.order > older.order
    if (newer.day > older.day or follows) and _CHANGE.search(before):
        return True
    if newer.day <= older.day:
        return False
    source = (older.figure.by or "").lower()
    if source and source == (newer.figure.by or "").lower():
        return True
    return newer.figure.counts in _GROWING and newer.figure.value > older.figure.value


def _near(members: list[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Pairs of figures within the window, the older first; ``members`` are in order of day."""
    for i, older in enumerate(members):
        for newer in islice(members, i + 1, None):
            if (newer.day - older.day).days > WINDOW:
                break
            yield older, newer


def _group(members: list[_Entry]) -> FigureGroup:
    updates, contradictions = [], []
    stale: set[str] = set()
    for older, newer in _near(members):
        (a, b), (c, d) = older.interval, newer.interval
        if older.figure.value != newer.figure.value and _updates(older, newer):
            updates.append((newer.figure.id, older.figure.id))
            stale.add(older.figure.id)
        elif b < c or d < a:
            contradictions.append((older.figure.id, newer.figure.id))
    fresh = [m for m in members if m.figure.id not in stale]
    ids = tuple(m.figure.id for m in members)
    return FigureGroup(
        id=digest("figures", *ids),
        counts=members[0].figure.counts,
        place=members[0].figure.place,
        figures=ids,
        documents=tuple(dict.fromkeys(m.document.id for m in members)),
        low=min(m.figure.value if m.figure.low is None else m.figure.low for m in fresh),
        high=max(m.figure.value if m.figure.high is None else m.figure.high for m in fresh),
        updates=tuple(updates),
        contradictions=tuple(contradictions),
    )
