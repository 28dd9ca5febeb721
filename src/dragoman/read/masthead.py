"""What stands over an article on a page: headline, standfirst, author, day; and the outlet, anywhere on the page."""

import re
from collections import Counter
from dataclasses import dataclass

from dragoman.read.days import find_day
from dragoman.read.lines import Kind, Line, is_capitals, is_caption_like, lower_share

_REACH = 40  # lines above the prose in which a headline is looked for
_INTO = 4  # and below its first line, for headlines that end like a sentence
_TITLE_KINDS = (Kind.HEADING, Kind.LABEL, Kind.SHORT, Kind.PROSE)
_PICTURE = (Kind.CREDIT, Kind.CAPTION)
_NAME_WORD = (
    r"(?:[A-Z][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?(?:['’-][A-Za-zà-ÿ][a-zà-ÿ]*){0,3}|[A-Z]\.|"
    r"[DO]['’][A-Z][a-z]+|de|van|von|der|al|bin|el|la|di)"
)
_PERSON = re.compile(rf"^(?=[A-Z]){_NAME_WORD}(?: {_NAME_WORD}){{1,3}}$")
_BY = re.compile(r"^(?:by|written by|story by|analysis by|opinion by|words by|reported by)[: ]\s*", re.I)
_SPLIT_BY = re.compile(r"\s[-–—|•]\s|\s{2,}|\||•|@")
_ROLE = re.compile(
    r",\s+(?:in [A-Z]\w+|.*\b(?:editor|correspondent|reporter|writer|columnist|chief|staff|analyst|producer)\b.*)$",
    re.I,
)
_JOB = re.compile(
    r"\s+(?:(?:Senior|Staff|Chief|Political|Deputy|News|Foreign) )*(?:Writer|Editor|Reporter|Correspondent|Columnist)$"
)
_OUTLET = r"((?:The )?[A-Z][\w&'’]*(?:\.[a-z]{2,3})?(?: (?:(?:of|and|the|&) )?[A-Z][\w&'’]*){0,4})"
_STRONG = (
    re.compile(
        rf"(?:©|\(c\)|[Cc]opyright)[\s,]*(?:©|\([Cc]\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*\d{{4}})?)?[\s,]*"
        rf"(?:by )?{_OUTLET}"
    ),
    re.compile(rf"{_OUTLET},? (?:©|[Cc]opyright)"),
    re.compile(rf"^{_OUTLET} acknowledges "),
    re.compile(rf"[Ss]kip to (?:more|other|all) {_OUTLET} (?:sites?|pages|services)"),
)
_WEAK = (
    re.compile(
        rf"^(?:More (?:from|in|on)|About|Follow|Download the|Get the|Subscribe to|Support|Join|"
        rf"Welcome to|Contact|Work at) {_OUTLET}"
    ),
    re.compile(
        rf"^{_OUTLET} (?:[Hh]ome(?:page)?|[Nn]ewsletters?|[Aa]pps?|[Pp]odcasts?|[Ss]hop|[Ss]tore|[Ss]taff|[Ss]tore)$"
    ),
)
_LEGAL = re.compile(
    r"(?:,? (?:LLC|L\.L\.C|Inc|Ltd|Limited|PLC|plc|GmbH|Corp(?:oration)?|Company|Co|Media Group|Group|Holdings|"
    r"All Rights Reserved|All rights|All|Rights|Click))+\.?$"
)
_NO_OUTLET = frozenset(
    (
        "copyright us me our you your this more the all my twitter facebook instagram youtube x "
        "linkedin whatsapp telegram"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What was found; ``title_line`` and ``standfirst`` are numbers of lines."""

    title: str | None = None
    title_line: int | None = None
    standfirst: int | None = None
    author: str | None = None
    published: str | None = None
    outlets: tuple[str, ...] = ()


def find_masthead(lines: list[Line], start: int) -> Masthead:
    """Headline, standfirst, author, day and outlet of the article whose prose begins at line ``start``."""
    at = _title(lines, start)
    title = lines[at].text if at is not None else None
    low = at if at is not None else max(0, start - 12)
    published = _published(lines, low, start)
    author, by_outlet = _author(lines, low, start)
    outlet = _outlet(lines) or by_outlet
    if outlet and author and author.lower().endswith(" " + outlet.lower()):
        author = author[: -len(outlet)].rstrip(" ,")
    return Masthead(
        title=title,
        title_line=at,
        standfirst=_standfirst(lines, at, start) if at is not None else None,
        author=author,
        published=published,
        outlets=(outlet,) if outlet else (),
    )


def _title(lines: list[Line], start: int) -> int | None:
    if all(line.kind in (Kind.PROSE, Kind.SHORT) for line in lines):
        return None  # sentences and nothing else: a text of one's own, whose first one is no headline
    counts = Counter(line.text for line in lines[:4000])
    best: tuple[float, int] | None = None
    for i in range(max(0, start - _REACH), min(len(lines), start + _INTO)):
        line = lines[i]
        if line.kind not in _TITLE_KINDS or line.words < 2 or len(line.text) > 250:
            continue
        if i >= start and line.kind is Kind.PROSE:
            continue
        score = 3.0 if 5 <= line.words <= 22 else 1.5 if line.words in (3, 4) else 0.0
        if _PERSON.match(line.text):
            score -= 2.5
        below = lines[i + 1 : i + 11]
        score += 2.0 if any(b.kind in (Kind.DATE, Kind.BYLINE) for b in below) else 0.0
        score += 1.0 if counts[line.text] > 1 and line.words > 3 else 0.0
        score -= 1.5 if line.kind is Kind.PROSE else 0.5 if line.kind is Kind.SHORT else 0.0
        score -= 1.0 if any(b.kind in (Kind.DATE, Kind.BYLINE) for b in lines[max(0, i - 2) : i]) and i > 2 else 0.0
        score -= 1.5 if is_caption_like(line) else 0.0
        score -= 2.0 if i + 1 < len(lines) and lines[i + 1].kind is Kind.CAPTION else 0.0
        # days between a line and the prose are those of other reports, listed one under another
        score -= 1.0 * max(
            0, sum(b.kind is Kind.DATE and find_day(b.text) is not None for b in lines[i + 1 : start]) - 1
        )
        score += 1.0 if below and below[0].kind is Kind.PROSE and i + 1 < start else 0.0
        score -= 0.12 * abs(start - i)
        score -= 2.0 if i >= start else 0.0
        if best is None or score > best[0]:
            best = (score, i)
    return best[1] if best and best[0] > 0 else None


def _standfirst(lines: list[Line], title: int, start: int) -> int | None:
    """The summary under a headline, where it lies above the article's stretch."""
    for i in range(title + 1, min(title + 4, start)):
        line = lines[i]
        if line.kind in (Kind.HEADING, Kind.PROSE, Kind.SHORT):
            if line.text == lines[title].text:
                continue
            summary = line.words >= 8 and lower_share(line.text) >= 0.5 and not is_capitals(line.text)
            over_credit = i + 1 < len(lines) and lines[i + 1].kind in _PICTURE
            return i if summary and not is_caption_like(line) and not over_credit else None
    return None


def _published(lines: list[Line], low: int, start: int) -> str | None:
    found: list[tuple[int, str]] = []
    near = range(max(0, low - 3), min(len(lines), start + 4))
    for i in near:
        line = lines[i]
        if line.kind not in (Kind.DATE, Kind.BYLINE):
            continue
        day = find_day(line.text)
        if day is None:
            continue
        said = line.text.lower()
        rank = 0 if "publish" in said or "posted" in said else 2 if said.startswith(("last updated", "updated")) else 1
        found.append((rank * 2 + (i < low), day[0]))
    return min(found, key=lambda f: f[0])[1] if found else None


def _author(lines: list[Line], low: int, start: int) -> tuple[str | None, str | None]:
    """Author and, where the byline names it, outlet."""
    near = range(low + 1, min(len(lines), start + 3))
    for i in near:
        line = lines[i]
        if line.kind is Kind.BYLINE:
            rest = _BY.sub("", line.text)
            day = find_day(rest)
            outlet = None
            if day:
                after_day = [p.strip() for p in _SPLIT_BY.split(rest[: day[1]])[1:]]
                outlet = next((p for p in after_day if p and re.fullmatch(_OUTLET, p)), None)
                rest = re.sub(r"[\s,]*(?:\w+day,? ?|on |published )*$", "", rest[: day[1]], flags=re.I)
            name = _person(rest)
            if name:
                return name, outlet
    for i in near:
        text = _ROLE.sub("", lines[i].text)
        beside = [lines[j].kind for j in (i - 1, i + 1, i + 2) if 0 <= j < len(lines)]
        if lines[i].words <= 14 and Kind.DATE in beside and lines[i].kind in (Kind.HEADING, Kind.LABEL, Kind.BYLINE):
            names = [n.strip() for n in re.split(r",| and | & ", text) if n.strip()]
            if names and all(_PERSON.match(n) for n in names):
                return ", ".join(names), None
    return None, None


def _person(text: str) -> str | None:
    """The names of a byline without roles and what stands after a dash; ``None`` when there are none."""
    pieces = [p.strip() for p in _SPLIT_BY.split(text) if p.strip()]
    if not pieces:
        return None
    name = _JOB.sub("", _ROLE.sub("", pieces[0])).strip(" ,")
    if not 4 <= len(name) <= 120 or any(c.isdigit() for c in name):
        return None
    return name.title() if name.isupper() else name


def _outlet(lines: list[Line]) -> str | None:
    votes: Counter[str] = Counter()
    strong: set[str] = set()
    for line in lines[:4000]:
        if line.words > 60 or (
            line.kind is Kind.PROSE and not any(x in line.text for x in ("cknowledge", "opyright", "©"))
        ):
            continue
        for patterns, weight in ((_STRONG, 3), (_WEAK, 1)):
            for pattern in patterns:
                if match := pattern.search(line.text):
                    name = _LEGAL.sub("", match.group(1)).strip(" .,")
                    if name and name.lower() not in _NO_OUTLET and name.split()[0].lower() not in _NO_OUTLET - {"the"}:
                        votes[name] += weight
                        if weight == 3:
                            strong.add(name)
    best = [n for n, v in votes.most_common(3) if n in strong or v >= 2]
    return best[0] if best else None
