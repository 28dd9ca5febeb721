"""Readings of what has a length but often no place: spans, distances, durations, sets, and vague ones."""

from datetime import date

from dragoman.extract.dates import calendar
from dragoman.extract.dates import vocabulary as v
from dragoman.extract.dates.base import Base, Reading
from dragoman.extract.dates.calendar import Days
from dragoman.extract.dates.vocabulary import words

_LEADS = words(
    "approx more than least at the this these its last previous next following that every consecutive single"
)
MAX_COUNT = 100_000  # a longer count of units is no stretch of time that a calendar holds


class Spans(Base):
    """Spans, distances, durations, sets, and what is vague."""

    # ------------------------------------------------------------------ spans, distances, durations
    def _counted(self, a: int, b: int) -> tuple[float | None, str, int] | None:
        """Number (None if vague), unit and the unit's token of "more than two and a half years"."""
        at = self._unit_at(a, b)
        if at is None:
            return None
        first = a
        while first < at and self.name(first) in _LEADS:
            first += 1
        until = at
        while until > first and self.name(until - 1) in ("", "consecutive", "hyphen"):
            until -= 1
        number = self._number(first, until)
        if (
            number is None
            and (until > first or self._has(a, first, "single"))
            and not self._has(first, until, "vague_number", "some_of")
        ):
            number = (
                1 if self._has(a, until, "a", "another", "single") else 0.5 if self._has(first, until, "half") else None
            )
        if number is None and first < until and self._has(first, until, "half"):
            number = 0.5
        if self._has(at + 1, b, "half"):
            number = (number or 1) + 0.5
        return number, v.UNIT_OF[self.lower[at]], at

    def _span(self, a: int, b: int) -> Reading | None:
        """ "the past nine days", "the next two years"."""
        counted = self._counted(a, b)
        if counted is None:
            return None
        number, unit, _ = counted
        rel = self._find(a, b, "last", "previous", "next", "following")
        if rel is None:
            return None
        back = self.name(rel) in ("last", "previous")
        anchor = self.today if self.name(rel) in ("last", "next") else self.context or self.today
        value = self._duration(number, unit)
        days: Days | None = None
        if anchor and number is not None and number <= MAX_COUNT:
            step = int(number) or 1
            if unit in ("hour", "minute", "second"):
                unit, step = "day", -(-step // {"hour": 24, "minute": 1440, "second": 86400}[unit])
            moved = calendar.add(anchor, -step if back else step, unit) or anchor
            days = (moved, anchor) if back else (anchor, moved)
        return Reading(a, b, "DURATION", value, days)

    def _ago(self, a: int, b: int) -> Reading | None:
        """ "two weeks ago", "a year earlier", "three days later"."""
        counted = self._counted(a, b)
        if counted is None:
            return None
        number, unit, at = counted
        if a == at:
            number = None
        ago = self._has(a, b, "ago")
        back = ago or self.lower[b - 1] == "earlier"
        anchor = self.today if ago else self.context or self.today
        if number is None or number > MAX_COUNT:
            return Reading(a, b, "DATE", "PAST_REF" if back else "FUTURE_REF")
        if unit in ("hour", "minute", "second"):
            if anchor is None:
                return Reading(a, b, "DATE", "PAST_REF" if back else "FUTURE_REF")
            return Reading(a, b, "TIME", anchor.isoformat(), (anchor, anchor))
        if anchor is None or unit == "millennium":
            return Reading(a, b, "DURATION", self._duration(number, unit))
        whole = int(number)
        if unit == "day" and not ago:
            return self._stepped(a, b, -whole if back else whole)
        moved = calendar.add(anchor, -whole if back else whole, unit)
        if moved and number != whole and unit in ("year", "decade", "century"):
            moved = calendar.add(moved, (-6 if back else 6) * {"year": 1, "decade": 10}.get(unit, 100), "month")
        if moved is None:
            return Reading(a, b, "DATE", "PAST_REF" if back else "FUTURE_REF")
        if unit in ("week", "fortnight") and (days := _week_around(moved)):
            # "two weeks ago" is seldom said of that very day
            value = calendar.unit_value(moved, "day" if unit == "week" and whole == 1 else "week")
            return Reading(a, b, "DATE", value, days)
        grain = {"decade": "year", "century": "decade", "quarter": "month"}.get(unit, unit)
        return Reading(a, b, "DATE", calendar.unit_value(moved, grain))

    def _durations(self, a: int, b: int) -> Reading | None:
        counted = self._counted(a, b)
        if counted is None:
            return None
        number, unit, at = counted
        word = self.lower[at]
        p = self.parsed
        inner = at - 1
        if self.name(inner) == "" and inner >= a and p.tags[inner] not in ("JJ", "NN", "VBG", "JJR"):
            return None
        if unit == "second" and word == "second":
            return None
        if word == "quarter" and not self._has(a, at, "dom", "cardinal"):
            return None
        if word == "quarters" and self._word(b) == "of" and not self._has(a, at, "consecutive"):
            return None
        if number is not None and number > 10**9:
            return None
        if p.words[at][:1].isupper() and p.tags[at].startswith("NNP") and not p.words[at].isupper():
            return None
        kind = "DURATION"
        if (
            at == a + 1
            and self.name(a) == "a"
            and self.name(a - 1 if a else a) in ("", "dom", "int", "scale", "cardinal")
        ):
            lead = p.tags[a - 1] if a else ""
            kind = (
                "SET"
                if lead in ("NN", "NNS", "CD") and self._word(b) not in ("after", "before", "earlier", "of")
                else kind
            )
        return Reading(a, b, kind, self._duration(number, unit))

    def _long(self, a: int, b: int) -> Reading | None:
        """ "half-year", "months-long", "weeklong"."""
        if self.lower[a] in v.LONG:
            return Reading(a, b, "DURATION", v.LONG[self.lower[a]])
        at = self._unit_at(a, b)
        if at is None:
            return None
        unit = v.UNIT_OF[self.lower[at]]
        number = 0.5 if self._has(a, b, "half") else None if self.lower[at].endswith("s") else 1
        return Reading(a, b, "DURATION", self._duration(number, unit))

    def _bare(self, a: int, b: int) -> Reading | None:
        p, unit = self.parsed, v.UNIT_OF[self.lower[a]]
        if p.tags[a] != "NNS" or self._word(b) in ("old", "-") or (self._word(b) == "of" and unit == "second"):
            return None
        return Reading(a, b, "DURATION", "PXDE" if unit == "decade" else self._duration(None, unit))

    def _nthday(self, a: int, b: int) -> Reading | None:
        unit = v.UNIT_OF[self.lower[b - 1]]
        anchor = self.context or self.today
        return self._within(a, b, calendar.unit_value(anchor, unit)) if anchor else None

    def _old(self, a: int, b: int) -> Reading | None:
        return Reading(a, b, "", "")  # an age is no date, nor is a part of it

    # ------------------------------------------------------------------ sets and vague ones
    def _every(self, a: int, b: int) -> Reading | None:
        last = b - 1
        word = self.lower[last]
        name = self.name(last)
        if name == "weekday":
            return Reading(a, b, "SET", f"XXXX-WXX-{v.WEEKDAYS[word] + 1}")
        if name == "month":
            return Reading(a, b, "SET", f"XXXX-{v.MONTHS[word]:02d}")
        if name == "season":
            return Reading(a, b, "SET", f"XXXX-{v.SEASONS[word]}")
        if name == "part":
            return Reading(a, b, "SET", "XXXX-XX-XXT" + v.PARTS[word])
        if word not in v.UNIT_OF or (word == "second" and self.lower[a] != "per"):
            return None
        inner = a + 1
        if inner == last - 0 or self.name(inner) != "":
            number = self._number(inner, last) if inner < last else 1
            return Reading(
                a, b, "SET", self._duration(number or (None if self._has(a, b, "vague_number") else 1), v.UNIT_OF[word])
            )
        if self.parsed.tags[inner] not in ("JJ", "NN"):
            return None
        return Reading(a, b, "SET", self._duration(1, v.UNIT_OF[word]))

    def _set(self, a: int, b: int) -> Reading | None:
        if self.parsed.tags[a] in ("NNP", "NNPS", "NNS") or self._word(a - 1) in ("-", "bi", "semi"):
            return None
        return Reading(a, b, "SET", v.SETS[self.lower[a]])

    def _pastref(self, a: int, b: int) -> Reading | None:
        if self.lower[b - 1] != "past" or self.parsed.tags[b - 1] != "NN" or self._word(b) in v.UNIT_OF:
            return None
        return Reading(a, b, "DATE", "PAST_REF")

    def _future(self, a: int, b: int) -> Reading | None:
        p = self.parsed
        nouns = p.tags[b - 1] == "NN" and not (b < len(p) and p.tags[b] in ("NN", "NNS")) and self._word(b) != "of"
        return Reading(a, b, "DATE", "FUTURE_REF") if nouns else None

    def _present(self, a: int, b: int) -> Reading | None:
        word = self.lower[b - 1]
        if word == "present" and (self.parsed.tags[b - 1] != "NN" or self._word(a - 1) not in ("at", "to", "until")):
            return None
        if word == "moment" and self._word(a - 1) != "at":
            return None
        if word in ("day", "days") and self.lower[a] != "these":
            return None
        return Reading(a, b, "DATE", "PRESENT_REF")

    def _vague(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "vague")
        if at is None:
            return None
        word, p = self.lower[at], self.parsed
        ahead = self._word(at + 1)
        if word in ("soon", "shortly") and ahead in ("after", "before", "as", "afterwards", "afterward", "thereafter"):
            return None
        if p.tags[at].startswith("NN") or (word == "current" and p.tags[at] != "JJ"):
            return None
        if word == "now" and (ahead in ("-", "that") or self._word(at - 1) in ("-", "by", "until", "till", "from")):
            return None
        return Reading(a, b, "DATE", v.VAGUE[word])

    def _countof(self, a: int, b: int) -> Reading | None:
        """The first number of "between 60 and 90 days"."""
        if self._word(a - 1) not in ("between", "from"):
            return None
        unit = next((v.UNIT_OF[w] for w in self.lower[b : b + 8] if w in v.UNIT_OF), None)
        number = self._number(a, b)
        if unit is None or number is None or number > MAX_COUNT:
            return None
        return Reading(a, b, "DURATION", self._duration(number, unit))


def _week_around(middle: date) -> Days | None:
    first, last = calendar.add_days(middle, -3), calendar.add_days(middle, 3)
    return (first, last) if first and last else None
