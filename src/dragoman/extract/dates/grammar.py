"""The forms of time expressions, as patterns over word classes.

A pattern names classes in braces, one a token: ``{month}{dom}{comma}?{year}`` is "March 3, 2008".  Names in capitals
are parts that several patterns share.  The first pattern that fits where a text is read wins, so longer forms stand
first.  No part repeats without a limit, so that reading is linear in the text.
"""

import re

from dragoman.extract.dates.vocabulary import CHAR

_SHARED = {
    "DIGITS": "(?:{dom}|{int}|{bigint}|{decimal}|{year})",
    "NUM": "(?:DIGITS{scale}?|{cardinal}(?:{hyphen}?{cardinal})?{scale}?|{a}{scale})(?:{and}{a}{half})?",
    "SOME": "(?:{a}?{vague_number}{of}?|{some_of}{of})",
    "COUNT": "(?:NUM(?:(?:{to}|{or}|{hyphen})NUM)?|SOME|{a}|{half}{a}|{a}{half}{hyphen}?)",
    "APPROX": "(?:{approx}|{more}{than}|{at}{least})",
    "UNIT": "(?:{day}|{unit}|{quarter}|{second}|{clockunit})",
    "UNITS": "(?:{units}|{clockunits}|{quarters}|{day}|{unit}|{second}|{clockunit})",
    "REL": "(?:{last}|{previous}|{next}|{following})",
    "DET": "(?:{the}|{this}|{that}|{these}|{its})",
    "MOD": "(?:{the}?(?:{early}|{mid}|{late}){hyphen}?|(?:{early}|{late}){in}?|(?:{before}|{after})(?={this}|{today})"
    "|{the}?{very}?(?:{start}|{end}|{rest}|{early}|{mid}|{late}|{half}){of})",
    "WD": "(?:(?:{weekday}|{shortday}){comma}?)",
    "ORD": "(?:{ordinal}|{second}|{nth})",
    "THATYEAR": "(?:{this}|{that}|{the}?(?:REL|{same})|{the})(?:{unit}|{day})",
    "TODAY": "(?:{today}|{yesterday}|{tomorrow}|{tonight})",
}

_RULES = (
    ("iso", "{isoday}|{year}{hyphen}(?:{dom}|{int}){hyphen}{dom}"),
    ("slashed", "{slashed}"),
    ("nine11", "{nine11}"),
    ("dmy", "WD?(?:{the}?(?:{dom}|{nth}|{dayrange}|{dom}{hyphen}{dom})(?:{hyphen}|{of})?|{the}{ordinal}{of})"
            "{month}(?:{hyphen}?{comma}?{year}(?!{units}))?"),
    ("mdy", "WD?{month}{the}?(?:{dom}|{nth}|{dayrange})(?:{hyphen}(?:{dom}|{nth}))?(?!{hyphen}|{comma}?{dom}{month})"
            "(?:{comma}?{year}(?!{units}))?"),
    ("dom", "(?:{dom}|{nth})(?=(?:{comma}{dom}){0,4}{comma}?(?:{and}|{to}|{or}){the}?(?:{dom}|{nth}){of}?{month})"),
    ("dom", "(?<={month}{dom}{and})(?:{dom}|{nth})(?!{units}|{unit}|{hyphen}|{scale})"),
    ("dom", "(?<={month}{dom}{to})(?:{dom}|{nth})(?!{units}|{unit}|{hyphen}|{scale})"),
    ("month_year", "MOD?{month}{comma}?{of}?{year}(?!{units})"),
    ("month_year", "MOD?{month}{of}THATYEAR"),
    ("month", "(?:MOD?(?:REL|{this}|{that}|{the}{following})|MOD)?{month}|{midmonth}"),
    ("clock", "(?:{clock}{ampm}?|{dom}{ampm}|(?:{int}|{year}){zone})(?:{zone}|{hyphen}{zone})?(?:TODAY|{weekday})?"),
    ("weekday", "(?:MOD|{this}MOD|{the}{following}|{the}?(?:{last}|{previous}|{next})|{this})?{weekday}{part}?"),
    ("weekday", "{the}?{part}{of}{weekday}"),
    ("quarter", "{the}?(?:ORD|{last}|{next}|{this}|{final}|{previous}|{that}|{same}|{its}|{following})"
                "{fiscal}?{hyphen}?{quarter}"
                "(?:{of}?(?:{fiscal}{year}|{fiscal}{unit}{year}|{year}|THATYEAR))?"),
    ("quarter", "{qn}(?:{of}?{year})?"),
    ("half", "{the}?(?:ORD|{last}|{latter}){half}{of}(?:{the}?{year}|THATYEAR)"),
    ("fiscal", "{fiscal}{unit}?{year}|{fy}{year}|MOD?{the}{fiscal}{unit}"),
    ("decade", "MOD?{the}?{apostrophe}?{decades}|MOD?{the}?{year}{possessive}(?={comma}|$|[.])"),
    ("year2", "{apostrophe}(?:{int}|{dom})(?!{possessive}|{apostrophe})|{apoyear}"),
    ("century", "MOD?{the}?(?:{early}|{mid}|{late})?{hyphen}?(?:{nth}|{ordinal}){hyphen}?{unit}"),
    ("midyear", "{midyear}"),
    ("holiday", "{holiday}(?:{day}|{eve})?(?:{comma}?{year})?|{new}(?:{unit}){possessive}?(?:{day}|{eve})"),
    ("season", "MOD?(?:{the}?REL|{this}|{the})?{season}{of}?{comma}?{year}"),
    ("season", "MOD?(?:{the}?REL|{this}|{the}{following}|{the})?{season}(?:{of}THATYEAR)?"),
    ("today", "(?:{early}|{late}|{before}|{after})?TODAY{part}?|{overnight}"),
    ("thispart", "(?:{early}|{late}|{before}|{after})?(?:{this}|{that}|{the}?(?:REL|{same})){part}"),
    ("every", "{every}(?:{another}|NUM|ORD|{vague_number}|[.])?(?:UNITS|{weekday}|{month}|{season}|{part})"),
    ("span", "DET?REL(?:COUNT)[.]?UNITS|(?:{this}|{these})REL{units}|DET?REL(?:{units}|{clockunits}|{quarters})"),
    ("week_of", "{the}(?:{last}|ORD|{final}){unit}{of}{month}{year}?"),
    ("sameperiod", "{the}{same}(?:{period}|{time}|{unit}|{day})"
                   "(?:{a}{unit}(?:{ago}|{before})|(?:{in}?{the}?(?:{last}|{previous}){unit}))"),
    ("relunit", "(?:MOD{the}?(?:{last}|{previous}|{next}|{following}|{this}|{that}|{same})"
                "|{the}?(?:REL|{same})|{this}|{that}|{the}{entire}"
                "|{this}(?:{last}|{next}))(?:{unit}|{day}|{quarter})"),
    ("countof", "NUM(?=(?:{and}|{to})NUM{hyphen}?UNITS)"),
    ("ago", "APPROX?(?:COUNT|{another}|{the})?(?:{and}{a}{half})?UNITS(?:{and}{a}{half})?(?:{ago}|{after}|{before})"),
    ("beside", "{the}(?:{day}|{unit}|{part}){signal}(?:{yesterday}|{tomorrow})?"),
    ("theunit", "MOD{the}(?:{unit}|{day}|{quarter})(?:{unit})?|{the}(?:{day}|{unit}|{quarter}){previous}?"),
    ("old", "(?:COUNT){hyphen}?UNITS{hyphen}?{old}"),
    ("nthday", "{a}?ORD(?:{consecutive}|{hyphen}{consecutive})(?:{unit}|{day}|{quarter})"),
    ("durations", "APPROX?(?:{a}UNITS|(?:COUNT|{another}|{single}){hyphen}?(?:{consecutive}|[.])?UNITS)"
                  "(?:{and}{a}{half})?(?:{hyphen}{long})?"),
    ("long", "{half}{hyphen}?{unit}|UNITS{hyphen}{long}|{longs}"),
    ("set", "{set}"),
    ("bare", "{units}|{clockunits}"),
    ("pastref", "{the}(?:{last}|{previous})(?!{hyphen})"),
    ("future", "{the}[.]?{future}"),
    ("present", "{the}?{present}|{the}{moment}|{the}{time}{being}|{these}{units}"),
    ("vague", "(?:{more}|{very})?{vague}(?:{units}|{unit})?"),
    ("years", "{years}|{year}{hyphen}(?:{year}|{dom}|{int})"),
    ("year", "MOD?{the}?{year}{ad}?"),
    ("thepart", "{the}{part}"),
    ("noon", "{noon}"),
)  # fmt: skip


def _compile(pattern: str) -> str:
    for _ in range(4):
        for name, part in _SHARED.items():
            pattern = re.sub(rf"(?<![A-Z{{]){name}(?![A-Z}}])", part.replace("\\", r"\\"), pattern)
    return re.sub(r"\{([a-z0-9_]*[a-z][a-z0-9_]*)\}", lambda m: CHAR[m[1]], pattern)


NAMES = [name for name, _ in _RULES]
PATTERN = re.compile("|".join(f"(?P<r{n}>{_compile(rule)})" for n, (_, rule) in enumerate(_RULES)))


def rule_of(match: re.Match[str]) -> str:
    """Name of the rule that ``match`` came from."""
    return NAMES[int((match.lastgroup or "r0")[1:])]
