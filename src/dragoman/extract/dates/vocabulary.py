"""The words of time, each with one class.

A class is one character, so that the grammar reads a text as a string of classes.
"""

import re

from dragoman.extract.numerals import ORDINALS, SCALES, TENS, UNITS


def words(text: str) -> frozenset[str]:
    """The words of ``text`` as a set, so that lists of words read as lines."""
    return frozenset(text.split())


MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.",
            "july jul jul.", "august aug aug.", "september sept sept. sep sep.", "october oct oct.",
            "november nov nov.", "december dec dec.",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: n for n, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
WEEKDAYS_SHORT = {
    name: n
    for n, names in enumerate(
        ("mon mon.", "tue tues tue. tues.", "wed wed.", "thu thur thurs thu. thurs.", "fri fri.", "sat sat.",
         "sun sun.")
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {
    "spring": "SP",
    "springtime": "SP",
    "summer": "SU",
    "summertime": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
    "wintertime": "WI",
}
UNIT_OF = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "fortnight": "fortnight", "weekend": "weekend",
    "weekends": "weekend", "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter",
    "year": "year", "years": "year", "decade": "decade", "decades": "decade", "century": "century",
    "centuries": "century", "hour": "hour", "hours": "hour", "minute": "minute", "minutes": "minute",
    "second": "second", "seconds": "second", "yr": "year", "yrs": "year", "hrs": "hour", "mins": "minute",
    "semester": "month", "trimester": "quarter", "millennium": "millennium", "millennia": "millennium",
}  # fmt: skip
# code of a unit in a TIMEX3 duration, and how many of them one word stands for
DURATION_OF = {
    "day": ("P", "D", 1), "week": ("P", "W", 1), "fortnight": ("P", "W", 2), "weekend": ("P", "WE", 1),
    "month": ("P", "M", 1), "quarter": ("P", "Q", 1), "year": ("P", "Y", 1), "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100), "millennium": ("P", "Y", 1000), "hour": ("PT", "H", 1), "minute": ("PT", "M", 1),
    "second": ("PT", "S", 1),
}  # fmt: skip
PARTS = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV",
    "night": "NI", "nights": "NI", "noon": "12:00", "midday": "MI", "midnight": "24:00", "dawn": "MO", "dusk": "EV",
    "daybreak": "MO", "nightfall": "EV", "lunchtime": "MI",
}  # fmt: skip
SETS = {
    "daily": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M", "bimonthly": "P2M",
    "quarterly": "P1Q", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "biannual": "P6M", "biennial": "P2Y",
    "hourly": "PT1H", "nightly": "P1D", "semiannual": "P6M", "triennial": "P3Y",
}  # fmt: skip
VAGUE = {
    "recently": "PAST_REF", "recent": "PAST_REF", "lately": "PAST_REF", "now": "PRESENT_REF",
    "currently": "PRESENT_REF", "current": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "soon": "FUTURE_REF", "shortly": "FUTURE_REF",
}  # fmt: skip
LONG = {"weeklong": "P1W", "daylong": "P1D", "monthlong": "P1M", "yearlong": "P1Y", "decadelong": "P10Y"}
HOLIDAYS = {"christmas": (12, 25), "halloween": (10, 31), "epiphany": (1, 6)}

# The classes.  Words that several classes could claim have one of their own.
_CLASSES: dict[str, str] = {
    "the": "the", "a": "a an", "of": "of", "in": "in", "at": "at", "and": "and", "to": "to through thru till until",
    "or": "or", "from": "from", "comma": ",", "hyphen": "- – — /", "apostrophe": "' ’ ` ‘", "possessive": "'s ’s",
    "last": "last past", "previous": "previous preceding prior", "next": "next coming upcoming",
    "following": "following",
    "this": "this", "these": "these", "that": "that those", "same": "same",
    "its": "its his her their our my your whose",
    "ago": "ago", "after": "later afterwards afterward hence", "before": "earlier", "signal": "after before since",
    "early": "early", "mid": "mid middle", "late": "late",
    "start": "start beginning outset opening", "end": "end close conclusion", "rest": "rest remainder",
    "single": "single", "entire": "entire whole full", "very": "very", "period": "period",
    "half": "half", "every": "every each per", "ahead": "ahead", "being": "being", "time": "time",
    "consecutive": "consecutive straight successive", "another": "another", "final": "final", "latter": "latter",
    "approx": "about around nearly almost approximately roughly over some under", "more": "more less fewer",
    "than": "than", "least": "least most",
    "vague_number": "several few many couple numerous", "some_of": "dozens tens hundreds thousands",
    "day": "day", "unit": "week fortnight weekend month year decade century yr semester trimester millennium",
    "quarter": "quarter", "quarters": "quarters", "second": "second", "clockunit": "hour minute",
    "units": "days weeks weekends months years decades centuries yrs millennia",
    "clockunits": "hours minutes seconds hrs mins",
    "today": "today", "yesterday": "yesterday", "tomorrow": "tomorrow", "tonight": "tonight", "overnight": "overnight",
    "part": "morning mornings afternoon afternoons evening evenings night nights dawn dusk daybreak nightfall "
    "lunchtime",
    "noon": "noon midday midnight",
    "set": " ".join(SETS), "long": "long", "old": "old olds", "longs": " ".join(LONG),
    "vague": " ".join(VAGUE), "past_noun": "history", "future": "future", "present": "present", "moment": "moment",
    "fiscal": "fiscal financial", "fy": "fy", "ad": "ad bc bce ce", "eve": "eve", "new": "new",
    "holiday": " ".join(HOLIDAYS),
    "cardinal": " ".join([*(w for w in UNITS if w != "zero"), *TENS]),
    "scale": " ".join(w for w in SCALES if w != "score"),
    "ordinal": " ".join(w for w in ORDINALS if w not in ("second", "zeroth")),
    "season": " ".join(SEASONS), "weekday": " ".join(WEEKDAYS), "month": " ".join(MONTHS),
    "shortday": " ".join(WEEKDAYS_SHORT),
    "ampm": "am pm a.m. p.m. a.m p.m", "zone": "utc gmt est edt cet cest bst pst pdt et ist jst local",
}  # fmt: skip
# classes that only a look at the token gives: numbers by their size, and tokens with a form of their own
_FORMS = (
    "dom", "int", "year", "decimal", "nth", "decades", "years", "dayrange", "slashed", "clock", "midyear", "qn",
    "nine11", "midmonth", "isoday", "bigint", "apoyear",
)  # fmt: skip
_FIRST = 0x4E00  # a block of letters that no pattern syntax uses
CHAR = {name: chr(_FIRST + n) for n, name in enumerate((*_CLASSES, *_FORMS))}
NONE = "."
WORD_CLASS = {word: CHAR[name] for name, words in _CLASSES.items() for word in words.split()}

# a stretch of classes is looked at only where one of these stands in it
_TRIGGERS = (
    "day unit quarter quarters second clockunit units clockunits today yesterday tomorrow tonight overnight "
    "part noon set longs vague past_noun future present moment fy holiday season weekday month shortday year "
    "decades years dayrange slashed clock midyear qn nine11 midmonth isoday after before ampm zone time last "
    "apoyear "
)
TRIGGERS = frozenset(CHAR[name] for name in _TRIGGERS.split())
_CAPITAL = frozenset(CHAR[n] for n in ("month", "weekday", "shortday", "holiday"))

_FORM = re.compile(
    r"""(?P<isoday>\d{4}-\d\d-\d\d)|(?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))|(?P<nine11>9/11|7/7|26/11)
    |(?P<clock>\d{1,2}[:.h]\d\d(?:\:\d\d)?(?:am|pm|z)?|\d{1,2}(?:am|pm)|\d{4}z)
    |(?P<nth>\d{1,2}(?:st|nd|rd|th))|(?P<decades>(?:\d\d)?\d0s)
    |(?P<years>(?:1[5-9]|20)\d\d[–/—](?:(?:1[5-9]|20)\d\d|\d\d))|(?P<dayrange>\d{1,2}[–—]\d{1,2})
    |(?P<midyear>(?:mid|early|late)-?(?:(?:1[5-9]|20)\d\d)s?)|(?P<midmonth>(?:mid|early|late)-[a-z]{3,9})
    |(?P<apoyear>['’]\d\d)|(?P<qn>q[1-4])""",
    re.X | re.ASCII,
)


def classify(word: str, low: str) -> str:
    """Class character of a token that holds a digit or a hyphen, by its form."""
    if low.isdecimal() and low.isascii():
        n = len(low)
        if n <= 2:
            return CHAR["dom"] if 1 <= int(low) <= 31 else CHAR["int"]
        if n == 4 and 1500 <= int(low) <= 2199:
            return CHAR["year"]
        return CHAR["int"] if n <= 6 else CHAR["bigint"]
    if len(low) > 12:
        return NONE
    m = _FORM.fullmatch(low)
    if m and m.lastgroup:
        if m.lastgroup == "midmonth" and low.split("-")[1] not in MONTHS:
            return NONE
        if m.lastgroup == "clock" and "." in low and not low.endswith("m"):
            return CHAR["decimal"]  # 6.40 is more often an amount than a time
        return CHAR[m.lastgroup]
    number = low.replace(",", "").replace(".", "", 1)
    if number.isdecimal() and number.isascii():
        return CHAR["decimal"] if "." in low else CHAR["int"]
    return NONE


def classes_of(words: list[str], lower: list[str], tags: list[str]) -> str:
    """The text as a string with one class character a token; ``NONE`` for words that have nothing to do with time."""
    get = WORD_CLASS.get
    out = [get(w, NONE) for w in lower]
    for i, low in enumerate(lower):
        c = out[i]
        if c == NONE:
            head = low[:1]
            if head.isdigit() or (head in "qmel'’" and (low[-1:].isdigit() or "-" in low)):
                out[i] = classify(words[i], low)
        elif c in _CAPITAL and (
            not words[i][:1].isupper() or (low in ("may", "march") and tags[i] in ("MD", "VB", "VBP"))
        ):
            out[i] = NONE
    return "".join(out)
