"""Days of publication as pages and data write them."""

import calendar
import datetime
import re

_MONTHS = tuple(calendar.month_name[i].lower() for i in range(1, 13))
_MONTH = {name: i for i, name in enumerate(_MONTHS, 1)} | {name[:3]: i for i, name in enumerate(_MONTHS, 1)}
_MONTH |= {"sept": 9}
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)[/.](\d\d?)[/.](\d\d?)(?!\d)")
_MONTH_FIRST = re.compile(
    rf"\b({_NAME})\.? {{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,? {{1,3}}((?:19|20)\d\d)(?!\d(?!\d?:))", re.I
)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]({_NAME})\.?,?[ -]((?:19|20)\d\d)(?!\d(?!\d?:))", re.I
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)(?!\d)")


def day(year: int, month: int, date: int) -> str | None:
    """The ISO day, or ``None`` when the calendar lacks it."""
    try:
        return datetime.date(year, month, date).isoformat()
    except ValueError:
        return None


def find_day(text: str) -> tuple[str, int, int] | None:
    """The first full calendar day written in ``text``: ISO day, start, end; ``None`` when there is none.

    Numbers alone (3/4/2024) are read only when one of the first two cannot be a month.
    """
    best: tuple[str, int, int] | None = None
    for pattern, order in (
        (_ISO, "ymd"),
        (_SLASHED, "ymd"),
        (_COMPACT, "ymd"),
        (_MONTH_FIRST, "mdy"),
        (_DAY_FIRST, "dmy"),
        (_NUMERIC, "num"),
    ):
        for match in pattern.finditer(text):
            found = _read(match, order)
            if found:
                if best is None or match.start() < best[1]:
                    best = (found, match.start(), match.end())
                break
    return best


_DATELINE = re.compile(
    r"^(?!(?:On|In|At|By|Since|From|Until|After|Before|The) )"
    r"(?:[A-Z][\w.'’ ]{1,30}[,(] ?){1,2}(?P<day>[^-–—:\n]{8,24}?)\)? ?(?:\([\w ,/]{2,30}\) ?)?[-–—:] "
)
_NAMED = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d|\d{4})(?!\d)")


def dateline_day(text: str) -> str | None:
    """The day of a dateline at the head of ``text`` ("PARIS, 3 March 2026 - "); ``None`` when there is none."""
    found = _DATELINE.match(text[:160])
    return as_day(found["day"]) if found else None


def day_of_name(name: str) -> str | None:
    """The day that a file's name begins with ("2026-03-03-note.txt"); ``None`` when it begins with none."""
    found = _NAMED.match(name)
    return as_day(found[0]) if found else None


def _read(match: re.Match[str], order: str) -> str | None:
    a, b, c = match.groups()
    if order == "ymd":
        return day(int(a), int(b), int(c))
    if order == "mdy":
        return day(int(c), _MONTH[a.lower()], int(b))
    if order == "dmy":
        return day(int(c), _MONTH[b.lower()], int(a))
    first, second = int(a), int(b)
    if first > 12 or first == second:
        return day(int(c), second, first)
    return day(int(c), first, second) if second > 12 else None


def as_day(value: object) -> str | None:
    """An ISO day from a data field: ISO day or time, compact day, or a written date; ``None`` when it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > 60:
        return None
    found = find_day(value)
    return found[0] if found else None
