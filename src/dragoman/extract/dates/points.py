"""Readings of points in time: days, months, weekdays and times of day."""

import re
from dataclasses import replace

from dragoman.extract.dates import calendar
from dragoman.extract.dates import vocabulary as v
from dragoman.extract.dates.base import Base, Reading

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d\d))?(?::\d\d)?(am|pm|z)?", re.ASCII)
_GIVEN_NAMES = frozenset({"april", "may", "june", "august", "march"})


class Points(Base):
    """Days, months, weekdays, times of day."""

    def _iso(self, a: int, b: int) -> Reading | None:
        found = calendar.iso_day(self.parsed.phrase(a, b).replace("–", "-"))
        return Reading(a, b, "DATE", found.isoformat()) if found else None

    _isoday = _iso

    def _slashed(self, a: int, b: int) -> Reading | None:
        first, second, year = (int(x) for x in self.lower[a].split("/"))
        if year < 100:
            year += 2000 if year < 50 else 1900
        month_first, day_first = calendar.day(year, first, second), calendar.day(year, second, first)
        if (
            month_first
            and day_first
            and self.today
            and abs((day_first - self.today).days) < abs((month_first - self.today).days)
        ):
            month_first = day_first
        found = month_first or day_first
        return Reading(a, b, "DATE", found.isoformat()) if found else None

    def _nine11(self, a: int, b: int) -> Reading | None:
        known = {"9/11": "2001-09-11", "7/7": "2005-07-07", "26/11": "2008-11-26"}
        return Reading(a, b, "DATE", known[self.lower[a]])

    def _mdy(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "month")
        if at is None:
            return None
        month = v.MONTHS[self.lower[at]]
        doms = [self._ordinal(i) for i in range(a, b) if self.name(i) in ("dom", "nth", "ordinal", "dayrange")]
        first_dom = doms[0][0] if doms else 0
        last_dom = doms[-1][-1] if doms else 0
        year_at = self._find(at, b, "year")
        year = int(self.lower[year_at]) if year_at else self._year_of(month, first_dom, a, b)
        if year is None:
            if calendar.day(2000, month, first_dom) is None:
                return None
            return Reading(a, b, "DATE", f"XXXX-{month:02d}-{first_dom:02d}")
        first, last = calendar.day(year, month, first_dom), calendar.day(year, month, last_dom)
        if first is None or last is None:
            return None
        if last > first:
            return Reading(a, b, "DATE", f"{first.isoformat()}/{last.isoformat()}", (first, last))
        return Reading(a, b, "DATE", first.isoformat())

    _dmy = _mdy

    def _dom(self, a: int, b: int) -> Reading | None:
        """A day whose month stands elsewhere: "5 and 7 May", "May 5 and 7"."""
        p, dom = self.parsed, self._int(a)
        after = self._find(b, min(b + 12, len(self.classes)), "month")
        if a >= 3 and self.name(a - 3) == "month":
            month_at = a - 3
            if p.tags[b : b + 1] and p.tags[b] in ("NN", "NNS", "JJ", "CD", "NNP"):
                return None
        elif after is not None:
            month_at = after
        else:
            return None
        month = v.MONTHS[self.lower[month_at]]
        near = range(month_at + 1, min(month_at + 4, len(self.classes)))
        year_at = next((i for i in near if self.name(i) == "year"), None)
        year = int(self.lower[year_at]) if year_at else self._year_of(month, dom, month_at, month_at + 1)
        found = calendar.day(year, month, dom) if year else None
        if found is None:
            return None
        return Reading(a, b, "DATE", found.isoformat())

    def _month_year(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "month")
        year_at = self._find(a, b, "year")
        if at is None:
            return None
        if year_at is None:
            if self._word(b - 1) != "year":
                return self._month(a, at + 1)
            year = self._relative_year(at, b)
            # the year is an expression of its own in other schemes; one span says the same
        else:
            year = int(self.lower[year_at])
        if year is None:
            return None
        return self._within(a, b, f"{year:04d}-{v.MONTHS[self.lower[at]]:02d}", self._mod(a, at))

    def _month(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "month", "midmonth")
        if at is None:
            return None
        name = self.lower[at].split("-")[-1]
        month, mod = v.MONTHS[name], self._mod(a, at)
        if "-" in self.lower[at]:
            mod = {"early": "start", "mid": "mid", "late": "end"}[self.lower[at].split("-")[0]]
        elif (name == "may" and self.parsed.tags[at] not in ("NNP", "NN", "CD")) or (
            not mod and a == at and not self._dates(at)
        ):
            return None
        if self.today is None:
            return Reading(a, b, "DATE", f"XXXX-{month:02d}")
        year: int | None = self.today.year
        if self._has(a, b, "last", "previous"):
            year = self.today.year - (month >= self.today.month)
        elif self._has(a, b, "next"):
            year = self.today.year + (month <= self.today.month)
        elif not self._has(a, b, "this"):
            year = self._year_of(month, None, a, b)
        return self._within(a, b, f"{year:04d}-{month:02d}", mod)

    def _dates(self, at: int) -> bool:
        """Whether a lone month's name is a month: not part of a longer name ("Theresa May", "April Smith")."""
        p = self.parsed
        if p.lower[at] not in _GIVEN_NAMES:
            return True
        before, after = at - 1, at + 1
        named = (
            before >= p.sentences[p.sentence_of[at]][0] and p.tags[before] == "NNP" and p.words[before][:1].isupper()
        )
        if named and not self.name(before):
            return False
        return not (after < len(p) and p.tags[after] == "NNP" and p.words[after][:1].isupper() and p.heads[at] == after)

    # ------------------------------------------------------------------ weekdays and times of day
    def _weekday(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "weekday")
        if at is None:
            return None
        number = v.WEEKDAYS[self.lower[at]]
        part = self._find(a, b, "part")
        suffix = "T" + v.PARTS[self.lower[part]] if part is not None else ""
        kind = "TIME" if suffix else "DATE"
        if self._word(at - 1) == "black":
            return None
        today = self.today
        if today is None:
            return Reading(a, b, kind, f"XXXX-WXX-{number + 1}{suffix}")
        back = (today.weekday() - number) % 7
        if self._has(a, at, "last"):
            offset = -(back or 7)
        elif self._has(a, at, "next"):
            offset = 7 - back
        elif self._has(a, at, "following") and self.context:
            found = calendar.add_days(self.context, (number - self.context.weekday()) % 7 or 7)
            return Reading(a, b, kind, found.isoformat() + suffix) if found else None
        elif self._word(a - 1) in ("until", "till", "by") or self._set_for(a, b) or self._direction(a, b) > 0:
            offset = (7 - back) % 7
        else:
            offset = -back
        found = calendar.add_days(today, offset)
        return Reading(a, b, kind, found.isoformat() + suffix) if found else None

    def _set_for(self, a: int, b: int) -> bool:
        """Whether something is set for the day: "called a strike *for* Friday", not "blamed for Friday's strike"."""
        p = self.parsed
        return self._word(a - 1) == "for" and p.heads[b - 1] == a - 1 and self._word(b) not in ("'s", "’s")

    def _clock(self, a: int, b: int) -> Reading | None:
        m = _CLOCK.fullmatch(self.lower[a])
        if m is None:
            return None
        hour, minute = int(m[1]), int(m[2] or 0)
        if len(self.lower[a]) == 4 and self.lower[a].isdigit():
            hour, minute = int(self.lower[a][:2]), int(self.lower[a][2:])
        ampm = m[3] or next((self.lower[i] for i in range(a, b) if self.name(i) == "ampm"), "")
        if hour > 24 or minute > 59 or (ampm[:1] in "ap" and ampm and hour > 12):
            return None
        if ampm.startswith("p") and hour < 12:
            hour += 12
        elif ampm.startswith("a") and hour == 12:
            hour = 0
        zone = "Z" if self._has(a, b, "zone") and any(self.lower[i] in ("utc", "gmt") for i in range(a, b)) else ""
        value = f"T{hour:02d}:{minute:02d}{zone}"
        day_at = self._find(a, b, "today", "yesterday", "tomorrow", "tonight", "weekday")
        if day_at is None:
            return Reading(a, b, "TIME", value, undated=True)
        on = self._weekday(day_at, b) if self.name(day_at) == "weekday" else self._today(day_at, b)
        return replace(on, first=a, type="TIME", value=on.value[:10] + value) if on else None

    def _noon(self, a: int, b: int) -> Reading | None:
        value = {"noon": "T12:00", "midday": "T12:00"}.get(self.lower[a], "T00:00")
        return Reading(a, b, "TIME", value, undated=True)

    def _thepart(self, a: int, b: int) -> Reading | None:
        if self._word(a - 1) not in ("in", "during", "of", "until", "late", "early"):
            return None
        return Reading(a, b, "TIME", "T" + v.PARTS[self.lower[b - 1]], undated=True)

    def _today(self, a: int, b: int) -> Reading | None:
        at = self._find(a, b, "today", "yesterday", "tomorrow", "tonight", "overnight")
        if at is None:
            return None
        part = self._find(at, b, "part")
        suffix = "T" + v.PARTS[self.lower[part]] if part is not None else ""
        if self.name(at) in ("tonight", "overnight"):
            suffix = "TNI"
        if self.today is None:
            return Reading(a, b, "DATE", "PRESENT_REF")
        step = {"yesterday": -1, "tomorrow": 1}.get(self.name(at), 0)
        found = calendar.add_days(self.today, step)
        return Reading(a, b, "TIME" if suffix else "DATE", found.isoformat() + suffix) if found else None

    def _thispart(self, a: int, b: int) -> Reading | None:
        suffix = "T" + v.PARTS[self.lower[b - 1]]
        anchor, step = self.today, 0
        if self._has(a, b, "that", "same"):
            anchor = self.context or self.today
        elif self._has(a, b, "last"):
            step = -1
        elif self._has(a, b, "previous", "next", "following"):
            step = -1 if self._has(a, b, "previous") else 1
            told = self._told_days(a, back=step < 0)
            anchor = told[0] if told else None
        found = calendar.add_days(anchor, step) if anchor else None
        return Reading(a, b, "TIME", found.isoformat() + suffix) if found else None
