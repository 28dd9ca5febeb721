"""Readings of periods: quarters, seasons, years, decades, and units by their place ("last week")."""

from dataclasses import replace
from datetime import date

from dragoman.extract.bounded import kids_of
from dragoman.extract.dates import calendar
from dragoman.extract.dates import vocabulary as v
from dragoman.extract.dates.base import NARRATED, Base, Reading
from dragoman.extract.dates.calendar import Days
from dragoman.extract.dates.vocabulary import words

_YEAR_LEADS = words(
    "in since by of until till from to between and through during after before early late ( the , for mid"
)
_UNIT_WORDS = words(
    "% percent per points meters metres kilometers kilometres km miles feet tons tonnes dollars euros pounds mark"
)
_APPROX = words("about around nearly almost approximately some than least most roughly exactly just")
_NUMBERED = words(
    "resolution no. no number flight highway route windows article boeing airbus room section bill act order"
)
_NOMINAL = words("DT NN NNS NNP NNPS PRP PRP$ JJ CD VBG EX PDT")  # tags of what "before" may govern
_NAMED_WITHIN = 3  # years from publication within which a number after a name is a year


class Periods(Base):
    """What is longer than a day and has a place in the calendar."""

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
            year = self.today.year + ((number < now) if ahead else -(number > now and number - now > 1))
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
            # "World Cup 2010" in that year, not "Resolution 1973" or "Windows 2000"
            near = self.today is not None and abs(self.today.year - value) <= _NAMED_WITHIN
            return near and p.lower[before] not in _NUMBERED
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
        p, word = self.parsed, self.lower[b - 1][-2:]
        if (b - a > 1 and p.ends[a] != p.starts[b - 1]) or len(word) != 2 or p.words[a] in ("`", "‘"):
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
            anchor = self.context_day or context if unit == "day" else context
        if unit == "day" and self._has(a, at, "previous", "following", "next"):
            return self._stepped(a, b, step)
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
        if moved is None:
            return None
        found = self._within(a, b, calendar.unit_value(moved, unit), self._mod(a, at))
        days = calendar.days_of(found.value)
        if self.lower[a] == "earlier" and self.today and days and days[0] <= self.today <= days[1]:
            return replace(found, days=(days[0], self.today))  # "earlier this month"
        return found

    def _beside(self, a: int, b: int) -> Reading | None:
        """ "the day before", "the night before", "the week after"; "the day before yesterday"."""
        at = b - 1
        if self._is(at, "yesterday", "tomorrow"):
            step = -2 if self.name(at) == "yesterday" else 2
            if self.lower[at - 1] != ("before" if step < 0 else "after") or self.today is None:
                return None
            found = calendar.add_days(self.today, step)
            return Reading(a, b, "DATE", found.isoformat()) if found else None
        step = {"before": -1, "after": 1}.get(self.lower[at], 0)
        if not step or not self._ends_phrase(at):
            return None
        unit = v.UNIT_OF.get(self.lower[at - 1], "day")
        if unit == "day":
            return self._stepped(a, b, step)
        return self._relunit_at(a, b, unit, step)

    def _ends_phrase(self, at: int) -> bool:
        """Whether "before" stands alone: not "the day before the vote", "the day after they met"."""
        p = self.parsed
        if p.deps[at] == "mark" or any(k > at for k in kids_of(p, at)):
            return False
        return at + 1 >= p.sentences[p.sentence_of[at]][1] or p.tags[at + 1] not in _NOMINAL

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
                *(("at", "on") if unit == "weekend" else ()),
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
        anchor = self._recent_day() if unit == "day" else self.today
        if unit == "weekend" and anchor and anchor.weekday() < 5 and self._direction(a, b) <= 0:
            anchor = calendar.add_days(anchor, -7)
        if anchor is None:
            return None
        return self._within(a, b, calendar.unit_value(anchor, unit), mod)

    def _recent_day(self) -> date | None:
        """The day last named if it is near publication, else publication: what "the day" of a report is."""
        if self.today and self.context_day and abs((self.context_day - self.today).days) <= NARRATED:
            return self.context_day
        return self.today or self.context_day

    def _sameperiod(self, a: int, b: int) -> Reading | None:
        """ "the same period last year", "the same month a year ago": the period last named, a year back."""
        value = self.context_value
        if self._word(b - 1) not in ("year", "earlier", "ago") or not any(self.lower[i] == "year" for i in range(a, b)):
            return None
        if not value[:4].isdigit():
            return None
        grain = value[:7] if value[4:5] == "-" else value
        return self._within(a, b, f"{max(1, int(value[:4]) - 1):04d}{grain[4:]}")

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


def _whole(days: tuple[date | None, date | None] | None) -> Days | None:
    if days is None or days[0] is None or days[1] is None:
        return None
    return days[0], days[1]
