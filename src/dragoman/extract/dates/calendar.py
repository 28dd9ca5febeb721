"""Days of TIMEX3 values, and steps in the calendar that never leave it."""

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
# meteorological seasons of the northern half of the globe, which news in English means
_VALUE = re.compile(
    r"(?:FY)?(?P<y>\d{4})(?:-(?:W(?P<w>\d\d)(?P<we>-WE)?|Q(?P<q>[1-4])|H(?P<h>[12])|(?P<s>SP|SU|FA|WI)"
    r"|(?P<m>\d\d)(?:-(?P<d>\d\d))?))?(?:T.*)?\Z",
    re.ASCII,
)
Days = tuple[date, date]


def day(year: int, month: int, dom: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, dom)
    except (ValueError, OverflowError):
        return None


def iso_day(text: str | None) -> date | None:
    """The day of an ISO string, or None where it is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def month_days(year: int, month: int, months: int = 1) -> Days | None:
    """First and last day of ``months`` months from that one."""
    first = day(year, month, 1)
    after = add_months(first, months) if first else None
    if first is None or after is None:
        return None
    return first, after - timedelta(1)


def add_days(start: date, number: int) -> date | None:
    """``start`` moved by ``number`` days, or None outside the calendar."""
    if abs(number) > 4_000_000:
        return None
    try:
        return start + timedelta(number)
    except OverflowError:
        return None


def add_months(start: date, number: int) -> date | None:
    """``start`` moved by ``number`` months (31 January and one month is the last of February)."""
    index = start.year * 12 + start.month - 1 + number
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    for dom in range(start.day, start.day - 4, -1):
        if found := day(year, month + 1, dom):
            return found
    return None


def add(start: date, number: int, unit: str) -> date | None:
    """``start`` moved by ``number`` of ``unit`` (day, week, fortnight, month, quarter, year, decade, century)."""
    if unit in DAYS_OF:
        return add_days(start, number * DAYS_OF[unit])
    if unit in MONTHS_OF:
        return add_months(start, number * MONTHS_OF[unit])
    return start


def week_value(of: date) -> str:
    """ISO week of a day as a TIMEX3 value."""
    year, week, _ = of.isocalendar()
    return f"{year:04d}-W{week:02d}"


def unit_value(of: date, unit: str) -> str:
    """The ``unit`` that holds a day, as a TIMEX3 value."""
    match unit:
        case "day":
            return of.isoformat()
        case "week" | "fortnight":
            return week_value(of)
        case "weekend":
            return week_value(of) + "-WE"
        case "month":
            return f"{of.year:04d}-{of.month:02d}"
        case "quarter":
            return f"{of.year:04d}-Q{(of.month + 2) // 3}"
        case "decade":
            return f"{of.year // 10:03d}"
        case "century":
            return f"{of.year // 100:02d}"
        case _:
            return f"{of.year:04d}"


def days_of(value: str) -> Days | None:
    """First and last day of a TIMEX3 value, or None where it names no days of the calendar."""
    if value.isdecimal() and value.isascii() and len(value) in (2, 3):
        size = 10 ** (4 - len(value))
        first, last = day(max(1, int(value) * size), 1, 1), day(int(value) * size + size - 1, 12, 31)
        return (first, last) if first and last else None
    m = _VALUE.match(value)
    if m is None:
        return None
    year = int(m["y"])
    if m["d"]:
        found = day(year, int(m["m"]), int(m["d"]))
        return (found, found) if found else None
    if m["m"]:
        return month_days(year, int(m["m"]))
    if m["q"]:
        return month_days(year, int(m["q"]) * 3 - 2, 3)
    if m["h"]:
        return month_days(year, int(m["h"]) * 6 - 5, 6)
    if m["s"]:
        return month_days(year, SEASONS[m["s"]][0], 3)
    if m["w"]:
        try:
            first = date.fromisocalendar(year, int(m["w"]), 6 if m["we"] else 1)
        except (ValueError, OverflowError):
            return None
        last = add_days(first, 1 if m["we"] else 6)
        return (first, last) if last else None
    return month_days(year, 1, 12)


def part_of(days: Days, part: str | None) -> Days:
    """The ``start``, ``mid`` or ``end`` third of a stretch of days; all of it for any other part."""
    length = (days[1] - days[0]).days + 1
    third = max(1, length // 3)
    if part == "start":
        return days[0], days[0] + timedelta(third - 1)
    if part == "end":
        return days[1] - timedelta(third - 1), days[1]
    if part == "mid":
        return days[0] + timedelta(third), days[1] - timedelta(min(third, length - 1 - third))
    return days
