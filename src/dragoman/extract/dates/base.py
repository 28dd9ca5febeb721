"""What a time expression means: the parts that readings of points and of periods share."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from dragoman.extract.dates import calendar
from dragoman.extract.dates import vocabulary as v
from dragoman.extract.dates.calendar import Days
from dragoman.extract.dates.tense import direction
from dragoman.extract.numerals import ORDINALS, cardinal, plain_number
from dragoman.parse import Parsed

_SOON = 45  # days ahead within which a date without a tense ("a June 3 hearing") is taken to lie ahead
_BEHIND = frozenset({"since", "after", "wake"})  # words shortly before a date that put it in the past
_LEAD = 6  # words before a date in which "ahead of" puts it in the future
_SOON_MONTHS = 2  # the same for months
# days that stand for a year of their own when an attack is what they are named for
_NAMED = {(9, 11): 2001, (10, 7): 2023}
_ATTACK = frozenset({"attack", "attacks", "terrorist", "massacre", "terror"})
NARRATED = 31  # days round publication that a report tells of as "the day"
_STILL_TOLD = 2  # sentences for which a text stays with the day of another time
_MODS = {"start": "start", "early": "start", "mid": "mid", "late": "end", "end": "end"}
_NAME_OF = {c: k for k, c in v.CHAR.items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens ``[first, last)`` read as a TIMEX3; ``days`` where they differ from those of the value."""

    first: int
    last: int
    type: str
    value: str
    days: Days | None = None
    undated: bool = False  # a time of day whose day another expression has to give


class Base:
    """What readers of every kind share.

    A reader reads the expressions of one document in order, since some rest on those before ("the day before").
    ``today`` is the day of publication; where it is unknown the first full date of the text stands for it.
    """

    def __init__(self, parsed: Parsed, classes: str, published: date | None) -> None:
        self.parsed, self.lower = parsed, parsed.lower
        self.classes = classes
        self.today = published
        self.context: date | None = None
        self.context_day: date | None = None
        self.context_days: Days | None = None
        self.context_sentence = 0
        self.context_value = ""

    # ------------------------------------------------------------------ helpers
    def name(self, token: int) -> str:
        """Class of a token, "" for a word that has nothing to do with time."""
        return _NAME_OF.get(self.classes[token], "")

    def read(self, rule: str, a: int, b: int) -> Reading | None:
        """Tokens ``[a, b)`` read under ``rule``; None where they are nothing, type "" where they hold no date."""
        handler: Callable[[int, int], Reading | None] = getattr(self, f"_{rule}")
        found = handler(a, b)
        if found is not None and found.type in ("DATE", "TIME") and not found.undated:
            days = found.days or calendar.days_of(found.value)
            if days is not None:
                if days[0] == days[1] and found.value[:4].isdigit():
                    self.today = self.today or days[0]
                    self.context_day = days[0]
                self.context, self.context_value = days[0], found.value
                self.context_days, self.context_sentence = days, self.parsed.sentence_of[a]
        return found

    def finish(self, readings: list[Reading]) -> list[Reading]:
        """``readings`` with times of day given their day and "from X to Y" its days; what is no date dropped."""
        out = [r for r in readings if r.type]
        for i, r in enumerate(out):
            if r.undated:
                out[i] = self._dated(out, i)
        for i, (r, s) in enumerate(pairwise(out)):
            if r.type == s.type == "DATE" and s.first == r.last + 1 and r.first and self._is(r.last, "to", "and"):
                lead = self.lower[r.first - 1]
                first, last = r.days or calendar.days_of(r.value), s.days or calendar.days_of(s.value)
                if lead in ("from", "between") and first and last and first[0] <= last[1]:
                    out[i] = replace(r, days=(first[0], last[1]))
        return out

    def _dated(self, readings: list[Reading], i: int) -> Reading:
        r, sentence = readings[i], self.parsed.sentence_of
        near = [readings[k] for k in (i + 1, i - 1) if 0 <= k < len(readings)]
        if near and i + 1 < len(readings) and readings[i + 1].first - r.last > 2:
            near.reverse()
        for other in near:
            days = other.days or calendar.days_of(other.value)
            if other.type == "DATE" and sentence[other.first] == sentence[r.first] and days and days[0] == days[1]:
                return replace(r, value=days[0].isoformat() + r.value, days=days, undated=False)
        if self.today:
            return replace(r, value=self.today.isoformat() + r.value, days=(self.today, self.today), undated=False)
        return replace(r, value="XXXX-XX-XX" + r.value, undated=False)

    def _told_days(self, a: int, *, back: bool) -> Days | None:
        """The day, or the few of which one is meant, from which "the day before" at ``a`` is counted.

        It is the one last named, where the text is still about it, else that of publication.
        """
        today, told = self.today, self.context_days
        if told is None or today is None:
            return told or ((today, today) if today else None)
        near = self.parsed.sentence_of[a] - self.context_sentence <= _STILL_TOLD
        if (told[1] - told[0]).days >= NARRATED or not (near or abs((told[0] - today).days) <= NARRATED):
            return today, today
        if back and told[0] > today and self._direction(a, a + 1) < 0:
            return today, today  # "until 30 May.  The day before, police had"
        return told

    def _stepped(self, a: int, b: int, step: int) -> Reading | None:
        """That many days from those the text last told of: "the day before", "a day later"."""
        told = self._told_days(a, back=step < 0)
        if told is None:
            return None
        first, last = calendar.add_days(told[0], step), calendar.add_days(told[1], step)
        if first is None or last is None:
            return None
        return Reading(a, b, "DATE", first.isoformat(), (first, last) if last > first else None)

    def _is(self, token: int, *names: str) -> bool:
        return self.name(token) in names

    def _find(self, a: int, b: int, *names: str) -> int | None:
        return next((i for i in range(a, b) if self.name(i) in names), None)

    def _has(self, a: int, b: int, *names: str) -> bool:
        return self._find(a, b, *names) is not None

    def _word(self, token: int) -> str:
        return self.lower[token] if 0 <= token < len(self.lower) else ""

    def _mod(self, a: int, b: int) -> str | None:
        i = self._find(a, b, *_MODS)
        return _MODS[self.name(i)] if i is not None else None

    def _direction(self, a: int, b: int) -> int:
        # "after his Sunday speech", "in the wake of Monday's vote"
        if _BEHIND & set(self.lower[max(0, a - 4) : a]):
            return -1
        before = self.lower[max(0, a - _LEAD) : a]
        if "ahead" in before and before[before.index("ahead") + 1 :][:1] == ["of"]:
            return 1  # "flew out on Tuesday ahead of a summit on Thursday"
        return direction(self.parsed, b - 1)

    def _within(self, a: int, b: int, value: str, mod: str | None = None) -> Reading:
        days = calendar.days_of(value)
        return Reading(a, b, "DATE", value, calendar.part_of(days, mod) if days and mod else None)

    def _int(self, token: int) -> int:
        return int(re.sub(r"\D", "", self.lower[token]) or 0)

    def _number(self, a: int, b: int) -> float | None:
        """The count in tokens ``[a, b)``: of a range the last; None where it is vague."""
        if self._has(a, b, "vague_number", "some_of"):
            return None
        tokens = range(a, b)
        cut = next((i for i in reversed(tokens) if self.name(i) in ("to", "or")), None)
        if cut is None:
            hyphen = [i for i in tokens if self.name(i) == "hyphen" and i + 1 < b and self.lower[i + 1][:1].isdigit()]
            cut = hyphen[-1] if hyphen else None
        words = [self.lower[i] for i in range(a if cut is None else cut + 1, b)]
        return cardinal([w for w in words if w not in ("-", "–")]) if words else None

    def _unit_at(self, a: int, b: int) -> int | None:
        return next((i for i in reversed(range(a, b)) if self.lower[i] in v.UNIT_OF), None)

    def _year_of(self, month: int, dom: int | None, a: int, b: int) -> int | None:
        """Year of a month, or a day of it, that is written without one."""
        today = self.today
        if today is None:
            return None
        look = self._direction(a, b)
        by = self._word(a - 1) in ("by", "until", "till")
        said = [w for w in self.lower[b : b + 3] if w != "of"][:2]
        if said[1:] == ["year"] and said[0] in ("last", "this", "next"):
            return today.year + {"last": -1, "this": 0, "next": 1}[said[0]]  # "on 6 January last year"
        if dom is None:
            look = look or int(by or 0 < (month - today.month) % 12 <= _SOON_MONTHS)
            here = (today.year, today.month)
            if look > 0:
                return today.year if (today.year, month) >= here else today.year + 1
            return today.year if (today.year, month) <= here else today.year - 1
        known = _NAMED.get((month, dom))
        if known and today.year >= known and _ATTACK & set(self.lower[b : b + 3]):
            return known
        target = calendar.day(today.year, month, dom) or calendar.day(today.year, month, min(dom, 28))
        if target is None:
            return None
        gap = (target - today).days
        if look > 0:
            return today.year if gap >= 0 else today.year + 1
        if look == 0 or by:
            # without a tense a day soon to come is likelier than one nearly a year gone
            for year, ahead in ((today.year, gap), (today.year + 1, gap + 365)):
                if 0 <= ahead <= (_SOON if by or self._is_modifier(b - 1) else _SOON // 2):
                    return year
        # clocks differ round the world: the day after publication is still this year's
        return today.year if gap <= 1 else today.year - 1

    def _is_modifier(self, token: int) -> bool:
        p = self.parsed
        head = p.heads[token]
        if p.tags[head] in ("NNP", "CD") and p.heads[head] != head and p.deps[head] in ("compound", "nmod", "nummod"):
            head = p.heads[head]
        return head > token and p.tags[head] in ("NN", "NNS")

    def _relative_year(self, a: int, b: int) -> int | None:
        """Year of "last year", "this year", "the previous year" in tokens ``[a, b)``."""
        if self.today is None:
            return None
        context = (self.context or self.today).year
        if self._has(a, b, "last"):
            return self.today.year - 1
        if self._has(a, b, "next"):
            return self.today.year + 1
        if self._has(a, b, "previous"):
            return context - 1
        if self._has(a, b, "following"):
            return context + 1
        return context if self._has(a, b, "that", "same") else self.today.year

    def _ordinal(self, token: int) -> list[int]:
        word = self.lower[token]
        if word in ORDINALS:
            return [ORDINALS[word]]
        return [int(x) for x in re.findall(r"\d+", word)[:2]] or [0]

    def _duration(self, number: float | None, unit: str) -> str:
        lead, code, factor = v.DURATION_OF[unit]
        return f"{lead}{'X' if number is None else plain_number(number * factor)}{code}"
