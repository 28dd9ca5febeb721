"""What one line of a page looks like, taken alone: prose, heading, caption, a link, a button.

The signs are general (length, closing punctuation, share of capitals and of function words) and the stock phrases of
web pages; no publisher's own layout is known here.
"""

import re
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files

from dragoman.read.days import dateline_day, find_day


class Kind(Enum):
    """What a line is taken for."""

    BLANK = "blank"
    PROSE = "prose"
    SHORT = "short"  # a short sentence: prose among prose
    HEADING = "heading"  # or a link: only its neighbours tell
    LABEL = "label"  # a word or two: menu, button, section
    BULLET = "bullet"  # an item of a menu
    DATE = "date"
    BYLINE = "byline"
    CREDIT = "credit"  # who made a picture
    CAPTION = "caption"
    STOCK = "stock"  # what sites say to their visitors
    END = "end"  # a line that opens what follows an article


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words as they stand (outer space removed) and what it is taken for."""

    text: str
    kind: Kind
    words: int


_FUNCTION = frozenset(
    (
        "the a an of and to in is was for that with as on by from at it has have had are were be been this which his "
        "her their they he she who not but after would will said its or than when into over about more we you i my our "
        "if so no do did can could may there what how because while just out up all one"
    ).split()
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BULLET = re.compile(r"^(?:[+*o@»›•·▪►–—-]|\d{1,2}[.)])\s+(?=\S)")
_CLOSERS = "\"'”’)]»♦■◼●* \u00a0"
_LONGEST_LOOK = 4000  # characters of a line on which the patterns are tried
_STOP = ".!?…。"

_PICTURE = (
    r"(?:photo(?:graph)?|image|picture|illustration|video|graphic|credit|source|file photo|art|composite|collage)s?"
)
_AGENCY = (
    r"(?:getty(?: images)?|afp|ap|ap photo|reuters|shutterstock|alamy|istock|epa|epa-efe|bloomberg|zuma(?: press)?|pa|"
    r"pa wire|anadolu(?: agency)?|xinhua|wikimedia|creative commons|nurphoto|sipa|upi|tass|associated press|rex|"
    r"pool photo|file)"
)
_CREDIT = re.compile(
    rf"(?:(?-i:(?<=[a-z.])(?:Image|Photo|Credit|Picture|Video)s?:)|\b{_PICTURE}\s*:\s*\S|"
    rf"\b{_PICTURE} (?:by|courtesy|from) [A-Z]|\b(?:courtesy|credit) of\b.{{0,40}}$|"
    rf"(?-i:\bvia )(?:{_AGENCY})\b|\b{_AGENCY}\s*/|/\s*(?:the )?{_AGENCY}\b|\(\s*{_AGENCY}\s*\)|\|\s*{_AGENCY}\b|"
    r"\bfile photo\b|\bAP Photo\b|\bscreen ?(?:shot|grab)\b.{0,60}$|\bhandout\b.{0,40}$)",
    re.I,
)
_CREDIT_ONLY = re.compile(r"^\(.{3,120}\)\.?$|^(?:[^|]{2,60}\|){1,3}[^|]{2,40}$")
_CAPTION_VERB = re.compile(
    r"\b(?:speaks|walks?|walked|arrives|poses?|looks? on|looks|attends?|gestures|waves|holds?|delivers|stands?|sits|"
    r"smiles|"
    r"listens?|watch(?:es)?|inspect|gather|march|is seen|are seen|"
    r"is pictured|are pictured|pictured|is shown|are shown|"
    r"shakes hands|meets|reacts?|leaves|addresses|testifies|appears|is displayed|react|celebrates?|visits?)\b"
)
_FULL_DATE_INSIDE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}\b|\bin (?:19|20)\d\d\.$|"
    r"\b(?:left|right|center|centre)\)|\b\d{1,2} [A-Z][a-z]+ \d{4}\b"
)
_BYLINE = re.compile(
    r"^(?:by|written by|story by|from|analysis by|opinion by|words by|reported by)[: ]\s*(?=[A-Z])", re.I
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\b|\b\d{1,2}\s?[ap]\.?m\.?\b", re.I)
_AGO = re.compile(r"^(?:\d+|an?) ?(?:h|hrs?|m|mins?|minutes?|hours?|days?|weeks?)\.? ago\b", re.I)
_DATE_WORDS = re.compile(
    r"\b(?:published|updated|last|modified|posted|created|date|on|at|first|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"\b(?:[ECMP][SD]T|GMT|UTC|BST|CET|CEST|AEST|AEDT|IST|am|pm)\b|[^\w]+|\d{1,2}:\d{2}|\bmin(?:ute)?s?\b|\bread\b|\bago\b",
    re.I,
)


def _phrases() -> dict[str, list[str]]:
    """The patterns of ``data/phrases.txt`` by section."""
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in files("dragoman.read").joinpath("data/phrases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found


_PHRASES = _phrases()
_STOCK = re.compile("|".join(_PHRASES["stock"]), re.I)
_END = re.compile(rf"^(?:{'|'.join(_PHRASES['end'])})$", re.I)
_BIO = re.compile("|".join(_PHRASES["staff"]))
_LINK_RESIDUE = re.compile(r"\s*,?\s*\(?opens (?:in )?(?:a )?new (?:tab|window)\)?(?: ,)?", re.I)
_DATELINE = re.compile(r"^[A-Z][^()]{1,60}\([A-Z][\w. ]{1,25}\) ?[-–—]")


def look(raw: str) -> Line:
    """``raw`` with what it is taken for; what browsers say aloud of links is no part of the words."""
    text = raw.strip().strip("\u00a0\u200b\u200e\ufeff").strip()
    if "opens" in text:
        text = _LINK_RESIDUE.sub("", text)
    words = _WORD.findall(text[:6000])
    return Line(text, _kind(text, words), len(words))


def _kind(text: str, words: list[str]) -> Kind:
    count = len(words)
    if not count:
        return Kind.BLANK if not text else Kind.LABEL
    if count <= 25 and len(text) <= _LONGEST_LOOK and _is_date(text, count):
        return Kind.DATE
    if _END.match(text):
        return Kind.END
    if count <= 16 and _BYLINE.match(text) and not _ends_sentence(text):
        return Kind.BYLINE
    if count <= 22 and not _ends_sentence(text) and _ends_in_day(text):
        return Kind.BYLINE
    bullet = _BULLET.match(text)
    if bullet and count < 12:
        return Kind.BULLET
    lower = sum(w[0].islower() for w in words) / count
    if len(text) > _LONGEST_LOOK:
        return Kind.PROSE if lower >= 0.45 and count * 12 > min(len(text), 6000) else Kind.LABEL
    sentence = _ends_sentence(text)
    if count <= 70:
        if _CREDIT.search(_DATELINE.sub("", text)[-160:]) or (count <= 12 and _CREDIT_ONLY.match(text)):
            return Kind.CREDIT if count <= 12 and not sentence and lower < 0.4 else Kind.CAPTION
        # a long sentence may hold one such phrase and mean it
        if count <= 45 and len(_STOCK.findall(text)) > (count > 24 and lower >= 0.6):
            return Kind.STOCK
        if _BIO.search(text):
            return Kind.STOCK
    if sentence and dateline_day(text):
        return Kind.PROSE
    if count >= 8 and sentence and (lower >= 0.45 or _DATELINE.match(text) is not None):
        return Kind.PROSE
    if count >= 22 and lower >= 0.55 and _function_share(words) >= 0.2:
        return Kind.PROSE
    if count <= 2 and not (sentence and text[:1] in "\"“‘'"):
        return Kind.LABEL
    if sentence and (lower >= 0.35 or count <= 3):
        return Kind.SHORT
    return Kind.HEADING


def _ends_sentence(text: str) -> bool:
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return False
    if bare[-1] in _STOP:
        return True
    if bare[-1] in ":;,—–" and len(bare) > 40:
        return True
    # “…,” with the mark inside the quotation, or a closing quotation mark after six words
    return bool(len(bare) < len(text.rstrip()) and bare[-1] in ",;")


def is_sentence(line: Line) -> bool:
    """Whether a line has some words and ends as sentences do."""
    return line.words >= 4 and line.text.rstrip(_CLOSERS)[-1:] in tuple(_STOP)


def _function_share(words: list[str]) -> float:
    return float(sum(w.lower() in _FUNCTION for w in words)) / len(words)


def _is_date(text: str, count: int) -> bool:
    """Whether a line is a date (and time, and the words that go with them) and hardly more."""
    if _AGO.match(text) and count <= 5:
        return True
    found = find_day(text)
    if found:
        rest = text[: found[1]] + " " + text[found[2] :]
        return len(_DATE_WORDS.sub("", _TIME.sub(" ", rest))) <= 12 or count <= 6
    return count <= 4 and _TIME.search(text) is not None and len(_TIME.sub("", text)) < 10


def lower_share(text: str) -> float:
    """Share of the words that do not begin with a capital."""
    words = _WORD.findall(text)
    return float(sum(w[0].islower() for w in words)) / (len(words) or 1)


def _ends_in_day(text: str) -> bool:
    """Whether a line that is no sentence ends in a full date (and time), as bylines do."""
    found = find_day(text) if text[:1].isupper() or text[:3].lower() == "by " else None
    if not found or found[1] < 5:
        return False
    return len(_DATE_WORDS.sub("", _TIME.sub(" ", text[found[2] :]))) <= 4 and bool(
        re.match(r"(?:[Bb]y )?[A-Z][\w.'’-]+ [A-Z]", text)
    )


def is_caption_like(line: Line) -> bool:
    """A sentence such as stands under a picture: somebody does something at a full date, in the present tense."""
    if line.words > 60 or not _CAPTION_VERB.search(line.text) or not _FULL_DATE_INSIDE.search(line.text):
        return False
    return dateline_day(line.text) is None


def is_capitals(text: str) -> bool:
    """Whether a line of several words is written in capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 12 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)
