"""How long before or after another act: "resigned *two days after* the bombing", "*a week before* the talks".

The measure and the day of the clause above give the day of the act below.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.extract.events.slots import Predicate
from dragoman.extract.numerals import TENS, UNITS
from dragoman.parse import Parsed
from dragoman.records import DateRange

_NUMBERS = {**UNITS, **TENS, "a": 1, "an": 1, "the": 1, "couple": 2}
# words that tell the order; the act below came earlier where the one above came after it
_EARLIER = frozenset({"after", "since", "following"})
_LATER = frozenset({"before"})
COUNTING = _EARLIER | _LATER | {"eve"}  # a sentence without one of these measures nothing
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_SPANS = {"month": 1, "year": 12, "decade": 120}
_HOURS = frozenset({"hour", "minute", "moment"})
_AT_ONCE = frozenset({"immediately", "just", "right", "shortly", "soon"})
_ROUGH = timedelta(days=3)  # what is "two weeks" after may be as far from the day that the words give
# an unknown number of days, weeks, months: from two on to what would be called otherwise
_VAGUE = {"day": (2, 7), "week": (7, 31), "month": (31, 365), "year": (365, 3650)}
_NOMINAL = frozenset("pobj dobj prep conj compound amod poss appos nsubj nsubjpass nmod acl relcl pcomp".split())
_STEPS = 8


class Offset(NamedTuple):
    """The act lies ``number`` units (None: some) before (sign -1) or after the act of the clause of ``anchor``."""

    anchor: int | None
    unit: str
    number: int | None
    sign: int


def offset_of(p: Parsed, predicate: Predicate) -> Offset | None:
    """The measure that stands between the act of ``predicate`` and the clause above it."""
    at = predicate.token
    if (eve := _eve_of(p, at)) is not None:
        return Offset(_clause(p, eve), "day", 1, 1)
    own = {predicate.token, predicate.verb}
    for _ in range(_STEPS):
        for word in (at, *(k for k in p.kids[at] if k < at and p.deps[k] in ("mark", "advmod", "prep"))):
            if word < predicate.token and p.lower[word] in _EARLIER | _LATER and (word == at or p.deps[word] == "mark"):
                measure = _measure(p, word, at)
                if measure is not None:
                    sign = -1 if p.lower[word] in _EARLIER else 1
                    return Offset(_clause(p, at), *measure, sign)
        head = p.heads[at]
        if head == at or (p.pos[at] in ("VERB", "AUX") and at not in own):
            return None
        if p.deps[at] in ("nsubj", "nsubjpass") and at != predicate.token and p.pos[at] != "VERB":
            return None
        at = head
    return None


def _eve_of(p: Parsed, noun: int) -> int | None:
    """The word "eve" where the act is what it is the eve of: "on the *eve* of their talks"."""
    prep = p.heads[noun]
    eve = p.heads[prep]
    return eve if p.deps[noun] == "pobj" and p.lower[prep] == "of" and p.lower[eve] == "eve" else None


def _measure(p: Parsed, word: int, clause: int) -> tuple[str, int | None] | None:
    """Unit and number of the measure before "after": "two days", "a week", "hours"."""
    if p.lower[word] == "after" and word > 0 and p.lower[word - 1] in _AT_ONCE:
        return "moment", 1
    unit = next((k for h in (word, clause) for k in p.kids[h] if k < word and p.deps[k] == "npadvmod"), None)
    if unit is None and word > 0 and p.lemmas[word - 1] in (*_DAYS, *_SPANS, *_HOURS):
        unit = word - 1
    if unit is None or unit < word - 3:
        return None
    lemma = p.lemmas[unit]
    if lemma not in _DAYS and lemma not in _SPANS and lemma not in _HOURS:
        return None
    before = p.lower[unit - 1] if unit and unit - 1 >= p.sentences[p.sentence_of[unit]][0] else ""
    if "for" in (before, p.lower[max(unit - 2, 0)]):
        return None  # "suspended him for a week after he had"
    if before in _NUMBERS:
        return lemma, _NUMBERS[before]
    if before.isdigit() and len(before) < 4:
        return lemma, int(before)
    if p.tags[unit] == "NN" and before not in ("last", "this", "next"):
        return lemma, 1
    return (lemma, None) if p.tags[unit] == "NNS" and p.tags[unit - 1] != "CD" else None


def _clause(p: Parsed, at: int) -> int | None:
    """The verb of the clause that the measured phrase belongs to."""
    for _ in range(_STEPS):
        head = p.heads[at]
        if head == at:
            return None
        if p.pos[head] in ("VERB", "AUX"):
            return head
        at = head
    return None


def shifted_by(base: DateRange, offset: Offset) -> DateRange | None:
    """The date that lies as far from ``base`` as the words say."""
    if not base.from_ or not base.to:
        return None
    try:
        day = date.fromisoformat(base.to)
        # a report of no day is of its own or of the day before
        slack = timedelta(days=1) if base.precision == "about" else day - date.fromisoformat(base.from_)
        if slack > _ROUGH:
            return _of_stretch(base, offset)
        if offset.unit in _HOURS:
            return base
        if offset.number is None:
            near, far = (timedelta(days=n) * offset.sign for n in _VAGUE.get(offset.unit, (365, 3650)))
            return _days(*sorted((day + near, day + far)))
        if offset.unit in _DAYS:
            step = timedelta(days=_DAYS[offset.unit] * offset.number * offset.sign)
            rough = _ROUGH if offset.unit != "day" else timedelta()
            return _days(day + step - rough - slack, day + step + rough)
        if offset.unit != "month" and offset.number * _SPANS[offset.unit] > 12:
            whole = day.year + offset.sign * offset.number * _SPANS[offset.unit] // 12
            return DateRange(date(whole, 1, 1).isoformat(), date(whole, 12, 31).isoformat(), "year")
        if offset.unit == "year":
            return _days(*sorted(day + offset.sign * timedelta(days=n) for n in (183, 548)))
        months = day.year * 12 + day.month - 1 + offset.sign * _SPANS[offset.unit] * offset.number
        year, month = divmod(months, 12)
        first = date(year, month + 1, 1)
        return DateRange(first.isoformat(), first.replace(day=monthrange(year, month + 1)[1]).isoformat(), "month")
    except (ValueError, OverflowError):
        return None


def _days(first: date, last: date) -> DateRange:
    return DateRange(first.isoformat(), last.isoformat(), "day" if first == last else "range")


def _of_stretch(base: DateRange, offset: Offset) -> DateRange | None:
    """What lies so long before or after a day known to the month: "resigned in February, three months after"."""
    ends = []
    for end in (base.from_, base.to):
        moved = shifted_by(DateRange(end, end, "day"), offset)
        if moved is None:
            return None
        ends.append(moved)
    return DateRange(min(e.from_ for e in ends), max(e.to for e in ends), "range")
