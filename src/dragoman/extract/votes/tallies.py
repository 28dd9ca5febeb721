"""Numbers of votes in a sentence: "204-117", "by 13 votes to none", "with two abstentions", "312 in favour"."""

import re
from dataclasses import dataclass

from dragoman.extract.numerals import cardinal
from dragoman.ontology import word_list

_WORDS = (
    "zero|none|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
)
_N = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|(?:{_WORDS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
# what is counted, longest first, so that no part of a longer word is taken
_COUNTED = "|".join(sorted(map(re.escape, word_list("votes.counted")), key=len, reverse=True))
_NOUN = rf"(?:\s+(?:of\s+the\s+)?(?:\w+\s+)?(?:{_COUNTED}))?"
_VERB = r"(?:\s+(?:were|was|are|is|being|recorded|cast|came|voted|voting|vote|votes|had))*"
PAIR = re.compile(
    rf"(?<![\d$€£.,-])\b({_N})(?:\s+votes?)?\s*(?:-to-|[-–—‑]|\bto\b|\bversus\b|\bagainst\b)\s*({_N})\b(?!\s*(?:%|percent|per\s+cent|million|billion)|[.,]\d)"
    rf"(?:\s*[-–—]\s*(\d{{1,3}})\b)?",
    re.I,
)
FOR = re.compile(rf"\b({_N}){_NOUN}{_VERB}\s+(?:in\s+favou?r|for|yes|ayes?|in\s+support|supporting)\b", re.I)
AGAINST = re.compile(rf"\b({_N}){_NOUN}{_VERB}\s+(?:against|opposed|opposing|opposition|noes|nays?)\b", re.I)
ABSTAIN = re.compile(rf"\b({_N}){_NOUN}{_VERB}\s+(?:abstentions?|abstain(?:ed|ing|s)?|abstainers)\b", re.I)
ABSENT = re.compile(rf"\b({_N}){_NOUN}{_VERB}\s+(?:absent|absentees|absences|not\s+voting|did\s+not\s+vote)\b", re.I)
_BRACKETS = re.compile(r"\([^()\d]*\)")
_MONTH = re.compile(
    r"\s*(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)
_AFTER_TO = re.compile(
    r"\s*(?:$|[,.;:)]|(?:to|votes?|in|for|against|with|and|on|but|as|margin|majority|that|at|after|over|by|party)\b)",
    re.I,
)
_BEFORE = re.compile(
    r"(?:\b(?:january|february|march|april|may|june|july|august|september|october|november|december)|\bfrom|\barticles?|\bsections?|\bresolutions?|\baged|\bages|\bfor)\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of votes as the words give them, and the characters they stand in.

    ``pair`` says that for and against come from a bare pair, whose order does not tell the sides of a rejection.
    """

    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    absent: int | None = None
    start: int = 0
    end: int = 0
    pair: bool = False

    def __bool__(self) -> bool:
        return any(x is not None for x in (self.for_, self.against, self.abstain, self.absent))


def number(text: str) -> int | None:
    """The whole number that ``text`` writes; "no" and "none" are 0."""
    if text.lower() in ("no", "none"):
        return 0
    value = cardinal(re.split(r"[\s-]+", text.lower()))
    return None if value is None else int(value)


def find_tally(text: str, start: int, end: int) -> Tally:
    """The tally in ``text[start:end]``; an empty one where there is none."""
    # names in brackets stand between a number and its side ("three (A, B and C) abstaining")
    part = _BRACKETS.sub(lambda m: " " * len(m[0]), text[start:end])
    found: dict[str, int | None] = {"for_": None, "against": None, "abstain": None, "absent": None}
    places: list[tuple[int, int]] = []
    for key, pattern in (("abstain", ABSTAIN), ("absent", ABSENT), ("for_", FOR), ("against", AGAINST)):
        match = pattern.search(part)
        if match and not _dated(part, match.start()):
            found[key] = number(match[1])
            places.append(match.span())
    pair = False
    if found["for_"] is None or found["against"] is None:
        for match in PAIR.finditer(part):
            if not _is_tally(part, match):
                continue
            first, second = number(match[1]), number(match[2])
            if first is None or second is None:
                continue
            found["for_"], found["against"], pair = first, second, True
            if match[3] and found["abstain"] is None:
                found["abstain"] = number(match[3])
            places.append(match.span())
            break
    if not places:
        return Tally()
    return Tally(**found, start=start + min(a for a, _ in places), end=start + max(b for _, b in places), pair=pair)


def _is_tally(part: str, match: re.Match[str]) -> bool:
    """Whether a pair of numbers is one of votes: no years, days, ranges of something counted."""
    first, second = match[1], match[2]
    if (
        first.isdigit()
        and second.isdigit()
        and 1900 <= int(first) <= 2100
        and (len(second) == 2 or int(second) >= 1900)
    ):
        return False
    if not first[0].isdigit() and not second[0].isdigit():
        around = part[max(0, match.start() - 40) : match.end() + 15].lower()
        if "vote" not in around:
            return False
    if match[0].lower().replace(first.lower(), "", 1).strip().startswith("to") and not _AFTER_TO.match(
        part, match.end()
    ):
        return False
    return not _MONTH.match(part, match.end()) and not _dated(part, match.start())


def _dated(part: str, at: int) -> bool:
    """Whether a month, "from" or a word that numbers something stands right before."""
    return bool(_BEFORE.search(part[max(0, at - 14) : at]))
