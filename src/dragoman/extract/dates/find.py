"""Time expressions of a text: where they stand, what they mean, which days they are."""

import re
from datetime import date

from dragoman.extract.dates import calendar
from dragoman.extract.dates.base import Reading
from dragoman.extract.dates.grammar import PATTERN, rule_of
from dragoman.extract.dates.periods import Periods
from dragoman.extract.dates.points import Points
from dragoman.extract.dates.spans import Spans
from dragoman.extract.dates.vocabulary import TRIGGERS, classes_of
from dragoman.parse import Parsed
from dragoman.records import Document, Span, TimeExpression, digest

_TRIGGER = re.compile("[" + "".join(sorted(TRIGGERS)) + "]")


class Reader(Points, Periods, Spans):
    """Reads every rule of the grammar."""


_BEFORE, _AFTER = 9, 14  # tokens around a trigger in which its expression lies


def read_dates(document: Document, parsed: Parsed) -> tuple[TimeExpression, ...]:
    """Time expressions in text order, none overlapping."""
    classes = classes_of(parsed.words, parsed.lower, parsed.tags)
    published = calendar.iso_day(document.published)
    reader = Reader(parsed, classes, published)
    found: list[Reading] = []
    done = 0
    for trigger in _TRIGGER.finditer(classes):
        at = trigger.start()
        if at < done:
            continue
        start = _start(classes, at, done)
        # a sentence holds the whole of an expression
        first, last = parsed.sentences[parsed.sentence_of[at]]
        m = PATTERN.search(classes, max(start, first), min(at + _AFTER, last))
        while m is not None and m.start() <= at:
            reading = reader.read(rule_of(m), m.start(), m.end())
            if reading is not None:
                found.append(reading)
            # a refused form may hide another further right, up to the trigger
            done = m.end() if reading is not None else m.start() + 1
            if done > at:
                break
            m = PATTERN.search(classes, done, min(at + _AFTER, last))
    return tuple(_records(document, parsed, reader.finish(found)))


def _start(classes: str, at: int, done: int) -> int:
    """Leftmost token that an expression with its trigger at ``at`` may start with."""
    start, gap = at, False
    while start > done and at - start < _BEFORE:
        if classes[start - 1] == ".":
            # one word may stand between number and unit ("five trading days")
            if gap or start < done + 2 or classes[start - 2] == ".":
                break
            gap = True
        start -= 1
    return start


def _records(document: Document, parsed: Parsed, readings: list[Reading]) -> list[TimeExpression]:
    out = []
    for r in readings:
        span = Span(parsed.starts[r.first], parsed.ends[r.last - 1])
        days: tuple[date, date] | None = r.days or calendar.days_of(r.value)
        out.append(
            TimeExpression(
                id=digest(document.id, "date", span.start, span.end, 0),
                document=document.id,
                span=span,
                type=r.type,
                value=r.value,
                from_=days[0].isoformat() if days else None,
                to=days[1].isoformat() if days else None,
            )
        )
    return out
