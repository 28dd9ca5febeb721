"""Readings of periods: quarters, seasons, years, decades, spans, durations, sets, and what is vague."""

from datetime import date

from dragoman.extract.dates import calendar
from dragoman.extract.dates import vocabulary as v
from dragoman.extract.dates.base import Base, Reading
from dragoman.extract.dates.calendar import Days
from dragoman.extract.numerals import plain_number

_YEAR_LEADS = frozenset(
    [
        "in",
        "since",
        "by",
        "of",
        "until",
        "till",
        "from",
        "to",
        "between",
        "and",
        "through",
        "during",
        "after",
        "before",
        "early",
        "late",
        "(",
        "the",
        ",",
        "for",
        "mid",
    ]
)
_UNIT_WORDS = frozenset(
    [
        "%",
        "percent",
        "per",
        "points",
        "meters",
        "metres",
        "kilometers",
        "kilometres",
        "km",
        "miles",
        "feet",
        "tons",
        "tonnes",
        "dollars",
        "euros",
        "pounds",
        "mark",
    ]
)
_APPROX = frozenset(
    [
        "about",
        "around",
        "nearly",
        "almost",
        "approximately",
        "some",
        "than",
        "least",
        "most",
        "roughly",
        "exactly",
        "just",
    ]
)
_MAX = 100_000  # a longer count of units is no stretch of time that a calendar holds


class Periods(Base):
    """Everything that is longer than a day or has no place in the calendar."""

    # ------------------------------------------------------------------ parts of years
    def _quarter(self, a: int, b: int) -> Reading | None:
        qn = self._find(a, b, "qn")
        unit = self._find(a, b, "quarter")
        if qn is None and unit is None:
            return None
        ordinal = self._find(a, unit or b, "ordinal", "second", "nth")
        if qn is not None:
            number = int(self.lower[qn][1])
        elif ordinal is not None:
            number = self._ordinal(ordinal)[0]
        elif self._has(a, b, "final"):
            number = 4
        else:
            return self._relunit(a, b)
        if not 1 <= number <= 4:
            return None
        year_at = self._find(a, b, "year")
        at = unit if unit is not None else qn
        assert at is not None
        if year_at is not None:
            year: int | None = int(self.lower[year_at])
        elif self._word(b - 1) == "year":
            year = self._relative_year(at, b)
        elif self.today is None:
            return None
        else:
            now = (self.today.month + 2) // 3
            ahead = self._direction(a, b) > 0
            year = self.today.year + ((number < now) if ahead else -(number > now))
        if year is None:
            return None
        fiscal = "FY" if self._has(a, b, "fiscal") and year_at is not None else ""
        return Reading(a, b, "DATE", f"{fiscal}{year:04d}-Q{number}")

    def _half(self, a: int, b: int) -> Reading | None:
        year_at = self._find(a, b, "year")
        half = self._find(a, b, "half") or a
        year = (
            int(self.lower[year_at])
            if year_at
            else self._relative_year(half, b)
            if self._word(b - 1) == "year"
            else None
        )
        ordinal = self._find(a, half, "ordinal", "second", "nth")
        number = self._ordinal(ordinal)[0] if ordinal is not None else 2
        if year is None or number not in (1, 2):
            return None
        return Reading(a, b, "DATE", f"{year:04d}-H{number}")

    def _season(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "season")
        if at is None or self.parsed.tags[at] not in ("NN", "NNP", "NNS"):
            return None
        code = v.SEASONS[self.lower[at]]
        year_at = self._find(at, b, "year")
        if year_at is not None:
            return self._within(a, b, f"{int(self.lower[year_at]):04d}-{code}", self._mod(a, at))
        if a == at and self._word(a - 1) not in (
            "in",
            "since",
            "by",
            "until",
            "of",
            "during",
            "through",
            "from",
            "to",
            "this",
        ):
            return None
        before = a - 1
        if before >= 0 and self.parsed.words[at][:1].isupper() and self.parsed.tags[before] in ("NNP", "JJ"):
            return None
        if self.lower[at] == "fall" and not self._has(a, at, "last", "next", "this") and self._word(b) == "of":
            return None
        if self.today is None:
            return Reading(a, b, "DATE", f"XXXX-{code}")
        today, start = self.today, calendar.SEASONS[code][0]
        year: int | None = today.year
        if self._word(b - 1) == "year":
            year = self._relative_year(at, b)
        elif self._has(a, at, "last", "previous"):
            year = today.year - (today.month <= (start + 2 if start < 12 else 12))
        elif self._has(a, at, "next", "following") or (not self._has(a, at, "this") and self._direction(a, b) > 0):
            year = today.year + (today.month > start)
        elif not self._has(a, at, "this"):
            year = today.year - (today.month < start)
        if year is None:
            return None
        return self._within(a, b, f"{year:04d}-{code}", self._mod(a, at))

    def _holiday(self, a: int, b: int) -> Reading | None:
        year_at = self._find(a + 1, b, "year")
        if self._has(a, b, "new"):
            month, dom = (12, 31) if self._has(a, b, "eve") else (1, 1)
        else:
            month, dom = v.HOLIDAYS[self.lower[a]]
            dom -= self._has(a, b, "eve")
        year = int(self.lower[year_at]) if year_at else self._year_of(month, dom, a, b)
        found = calendar.day(year, month, dom) if year else None
        value = found.isoformat() if found else f"XXXX-{month:02d}-{dom:02d}"
        return Reading(a, b, "DATE", value)

    # ------------------------------------------------------------------ years and longer
    def _year(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "year")
        if at is None or not self._is_year(at, a):
            return None
        if self._word(a) == "the" and a + 1 == at:
            a = at
        if self._has(a, b, "ad") and self.lower[b - 1].startswith("b"):
            return Reading(a, b, "DATE", f"BC{self.lower[at]}")
        return self._within(a, b, self.lower[at], self._mod(a, at))

    def _is_year(self, at: int, a: int) -> bool:
        """Whether four digits are a year: not an amount ("1500 soldiers"), a name or a number in a row."""
        p, value = self.parsed, int(self.lower[at])
        ahead, behind = self._word(at + 1), self._word(a - 1)
        if ahead in _UNIT_WORDS or behind in _APPROX or (at and p.tags[at - 1] in ("$", "#", "SYM")):
            return False
        if value > (self.today.year + 60 if self.today else 2100):
            return False
        after = at + 1
        hyphened = ahead in ("-", "–") and p.ends[at] == p.starts[after]
        if (
            hyphened
            and after + 1 < len(p)
            and p.tags[after + 1] in ("NN", "JJ", "NNS")
            and p.starts[after + 1] == p.ends[after]
        ):
            return False
        if behind in _YEAR_LEADS:
            lead_known = behind in ("in", "since", "by", "until", "till", "during")
            noun = p.tags[after] if after < len(p) else ""
            return lead_known or value >= 1900 or not noun.startswith("NN")
        if value < 1800:
            return False
        before = at - 1
        if before >= 0 and p.tags[before] in ("NNP", "NNPS") and p.starts[at] > p.ends[before]:
            # "Resolution 1973", "Windows 2000"; but "Beijing 2008" cannot be told from them and is left alone too
            return ahead in (")", "") and behind == "("
        noun = p.tags[after] if after < len(p) else ""
        if noun == "NNS" and value % 100 == 0:
            return False
        return p.tags[at] == "CD"

    def _years(self, a: int, b: int) -> Reading | None:
        text = self.parsed.phrase(a, b)
        parts = [x for x in text.replace("–", "-").replace("—", "-").replace("/", "-").split("-") if x.strip()]
        if len(parts) != 2 or (b - a > 1 and self.parsed.ends[b - 1] - self.parsed.starts[a] > 9):
            return None
        first, tail = parts[0].strip(), parts[1].strip()
        if not (first.isdecimal() and tail.isdecimal()):
            return None
        if len(tail) == 2 and int(tail) <= int(first[2:]):
            if 1 <= int(tail) <= 12 and b - a > 1:
                return Reading(a, b, "DATE", f"{first}-{tail}")
            return None
        last = first[:2] + tail if len(tail) == 2 else tail
        if len(last) != 4 or not 0 < int(last) - int(first) <= 200:
            return None
        days = calendar.days_of(first), calendar.days_of(last)
        if days[0] is None or days[1] is None:
            return None
        return Reading(a, b, "DATE", f"{first}/{last}", (days[0][0], days[1][1]))

    def _year2(self, a: int, b: int) -> Reading | None:
        p, word = self.parsed, self.lower[b - 1]
        if p.ends[a] != p.starts[b - 1] or len(word) != 2 or p.words[a] in ("`", "‘"):
            return None
        if self._word(a - 1) not in (
            "since",
            "in",
            "of",
            "from",
            "by",
            "until",
            "early",
            "late",
            "to",
            "and",
            "summer",
            "the",
        ):
            return None
        year = int(word) + (1900 if int(word) >= 30 else 2000)
        return Reading(a, b, "DATE", f"{year:04d}")

    def _midyear(self, a: int, b: int) -> Reading | None:
        word = self.lower[a]
        mod = {"e": "start", "m": "mid", "l": "end"}[word[0]]
        if word.endswith("s"):
            return self._within(a, b, word[-5:-2], mod)
        return self._within(a, b, word[-4:], mod)

    def _decade(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "decades")
        mod = self._mod(a, at if at is not None else b)
        if at is None:
            at = self._find(a, b, "year")
            if at is None or not self._has(a, at, "the") or int(self.lower[at]) % 10:
                return None
            return self._within(a, b, self.lower[at][:3], mod)
        word = self.lower[at][:-1]
        if len(word) == 4:
            return self._within(a, b, word[:3], mod)
        if self._word(a - 1) in v.WORD_CLASS and self.name(a - 1) == "its":
            return None  # "in his 70s" is an age
        if a == at and self._word(a - 1) not in ("and", "to", "or", "early", "late"):
            return None
        return self._within(a, b, ("19" if int(word) >= 30 else "20") + word[0], mod)

    def _century(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "nth", "ordinal")
        if at is None or self._word(b - 1) != "century":
            return None
        number = self._ordinal(at)[0]
        if not 1 <= number <= 99:
            return None
        return self._within(a, b, f"{number - 1:02d}", self._mod(a, at))

    def _fiscal(self, a: int, b: int) -> Reading | None:
        year_at = self._find(a, b, "year")
        unit = self._unit_at(a, b)
        if unit is not None and self.lower[unit] != "year":
            return None
        if year_at is not None:
            return self._within(a, b, "FY" + self.lower[year_at])
        return self._within(a, b, f"FY{self.today.year:04d}", self._mod(a, b)) if self.today else None

    # ------------------------------------------------------------------ units by their place
    def _relunit(self, a: int, b: int) -> Reading | None:
        """ "last week", "the next year", "this month", "the same day", "the end of last year"."""
        at = self._unit_at(a, b)
        if at is None:
            return None
        unit, word = v.UNIT_OF[self.lower[at]], self.lower[at]
        if word == "second" or unit == "millennium":
            return None
        context = self.context or self.today
        past = self._find(a, at, "last")
        anchor, step = self.today, 0
        if past is not None and self.lower[past] == "past" and unit != "weekend":
            days = (calendar.add(anchor, -1, unit), anchor) if anchor else None
            return Reading(a, b, "DURATION", self._duration(1, unit), _whole(days))
        if past is not None:
            if unit == "day" or self._word(b) == "of":
                return None
            step = -1
        elif self._has(a, at, "previous"):
            anchor, step = context, -1
        elif self._has(a, at, "following"):
            anchor, step = context, 1
        elif self._has(a, at, "next"):
            anchor, step = (context if self._word(a) == "the" or unit == "day" else anchor), 1
        elif self._has(a, at, "that", "same"):
            anchor = context
        if anchor is None:
            ref = "PAST_REF" if step < 0 else "FUTURE_REF" if step else "PRESENT_REF"
            return Reading(a, b, "DATE", ref)
        if (
            unit == "weekend"
            and not step
            and anchor == self.today
            and anchor.weekday() < 4
            and self._direction(a, b) <= 0
        ):
            step = -1
        moved = calendar.add(anchor, step, unit)
        return self._within(a, b, calendar.unit_value(moved, unit), self._mod(a, at)) if moved else None

    def _theunit(self, a: int, b: int) -> Reading | None:
        """ "the beginning of the year", "the day", "the year previous"."""
        at = self._unit_at(a, b)
        if at is None:
            return None
        unit, mod = v.UNIT_OF[self.lower[at]], self._mod(a, at)
        if self._has(at, b, "previous"):
            return self._relunit_at(a, b, unit, -1)
        if unit in ("second", "decade", "century", "millennium"):
            return None
        bare = a + 1 == at
        ahead = self._word(b)
        if bare:
            if unit == "year" or ahead in (
                "of",
                "that",
                "when",
                "after",
                "before",
                "-",
                "–",
                "to",
                "he",
                "she",
                "they",
                "it",
                "for",
            ):
                return None
            if self.parsed.words[at][:1].isupper() or self.parsed.deps[at] in ("compound", "nmod", "poss"):
                return None
            if unit != "day" and self._word(a - 1) not in (
                "in",
                "of",
                "for",
                "during",
                "through",
                "throughout",
                "over",
                "into",
            ):
                return None
        elif ahead in ("that", "when"):
            return None
        anchor = (self.context or self.today) if unit == "day" else self.today
        if unit == "weekend" and anchor and anchor.weekday() < 5 and self._direction(a, b) <= 0:
            anchor = calendar.add_days(anchor, -7)
        if anchor is None:
            return None
        return self._within(a, b, calendar.unit_value(anchor, unit), mod)

    def _relunit_at(self, a: int, b: int, unit: str, step: int) -> Reading | None:
        anchor = self.context or self.today
        moved = calendar.add(anchor, step, unit) if anchor else None
        return self._within(a, b, calendar.unit_value(moved, unit)) if moved else None

    def _week_of(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "month")
        unit = self._unit_at(a, b)
        if at is None or unit is None or self.lower[unit] != "week":
            return None
        month = v.MONTHS[self.lower[at]]
        year_at = self._find(at, b, "year")
        year = int(self.lower[year_at]) if year_at else self._year_of(month, None, at, at + 1)
        days = calendar.month_days(year, month) if year else None
        if days is None:
            return None
        if self._has(a, unit, "last", "final"):
            return self._within(a, b, calendar.week_value(calendar.add_days(days[1], -3) or days[1]))
        ordinal = self._find(a, unit, "ordinal", "second", "nth")
        weeks = self._ordinal(ordinal)[0] if ordinal is not None else 1
        moved = calendar.add_days(days[0], 7 * (weeks - 1) + 3) if 1 <= weeks <= 5 else None
        return self._within(a, b, calendar.week_value(moved)) if moved else None

    # ------------------------------------------------------------------ spans, distances, durations
    def _duration(self, number: float | None, unit: str) -> str:
        lead, code, factor = v.DURATION_OF[unit]
        return f"{lead}{'X' if number is None else plain_number(number * factor)}{code}"

    def _counted(self, a: int, b: int) -> tuple[float | None, str, int] | None:
        """Number (None if vague), unit and the unit's token of "more than two and a half years"."""
        at = self._unit_at(a, b)
        if at is None:
            return None
        first = a
        while first < at and self.name(first) in ("approx", "more", "than", "least", "at", "the", "this", "these", "its", "last",
                                                  "previous", "next", "following", "that", "every", "consecutive"):  # fmt: skip
            first += 1
        until = at
        while until > first and self.name(until - 1) in ("", "consecutive", "hyphen"):
            until -= 1
        number = self._number(first, until)
        if number is None and until > first and not self._has(first, until, "vague_number", "some_of"):
            number = 1 if self._has(first, until, "a", "another") else 0.5 if self._has(first, until, "half") else None
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
        days: Days | None = None
        if anchor and number is not None and number <= _MAX:
            step = int(number) or 1
            moved = calendar.add(anchor, -step if back else step, unit) or anchor
            days = (moved, anchor) if back else (anchor, moved)
        return Reading(a, b, "DURATION", self._duration(number, unit), days)

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
        if number is None or number > _MAX:
            return Reading(a, b, "DATE", "PAST_REF" if back else "FUTURE_REF")
        if unit in ("hour", "minute", "second"):
            if anchor is None:
                return Reading(a, b, "DATE", "PAST_REF" if back else "FUTURE_REF")
            return Reading(a, b, "TIME", anchor.isoformat(), (anchor, anchor))
        if anchor is None or unit == "millennium":
            return Reading(a, b, "DURATION", self._duration(number, unit))
        whole = int(number)
        moved = calendar.add(anchor, -whole if back else whole, unit)
        if moved and number != whole and unit in ("year", "decade", "century"):
            moved = calendar.add(moved, (-6 if back else 6) * {"year": 1, "decade": 10}.get(unit, 100), "month")
        if moved is None:
            return Reading(a, b, "DATE", "PAST_REF" if back else "FUTURE_REF")
        grain = {"decade": "year", "century": "decade", "fortnight": "week", "quarter": "month"}.get(unit, unit)
        value = calendar.unit_value(moved, "day" if unit == "week" and whole == 1 else grain)
        return Reading(a, b, "DATE", value)

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
        if word == "quarters" and (self._word(b) == "of" or not self._has(a, at + 1, "consecutive", "dom", "cardinal")):
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


def _whole(days: tuple[date | None, date | None] | None) -> Days | None:
    if days is None or days[0] is None or days[1] is None:
        return None
    return days[0], days[1]
