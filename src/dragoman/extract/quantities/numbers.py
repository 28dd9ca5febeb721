"""The number alone: its value and its last token, however it is written."""

import re

from dragoman.extract.numerals import SCALES, SHORT_SCALES, TENS, UNITS, WORDS, cardinal, digits
from dragoman.extract.quantities.units import TAIL_UNITS
from dragoman.parse import Parsed

_ATTACHED = re.compile(
    r"(?P<money>(?:[a-z]{1,3})?[$£€¥₹₪₽₺₩])?(?P<sign>[-−+])?(?P<number>\d[\d,]{0,18}(?:\.\d{1,9})?)"
    r"(?:[–—-](?P<second>\d[\d,]{0,18}(?:\.\d{1,9})?))?(?P<plus>\+)?(?P<suffix>[a-z%]{1,5})?",
    re.ASCII | re.IGNORECASE,
)
LARGE = frozenset(SCALES) - {"score"}
_MAX_TOKENS = 10  # of one written number


class Numbers:
    """Reads the numbers of one parsed text."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.lower = parsed.lower

    def _number(self, i: int) -> tuple[float, int, re.Match[str] | None] | None:
        """Value, end token and match of the attached form of the number that begins at ``i``."""
        lower, n = self.lower, len(self.lower)
        if i >= n:
            return None
        word = lower[i]
        attached = None
        if not word.isdecimal() and word not in WORDS and word not in LARGE and word not in ("a", "an"):
            attached = _ATTACHED.fullmatch(word) if len(word) <= 40 else None
            if attached is None:
                return None
            value = digits(attached["number"])
            if value is None:
                return None
            suffix = attached["suffix"]
            if suffix in SHORT_SCALES:
                value *= SHORT_SCALES[suffix]
            elif suffix and suffix not in TAIL_UNITS and suffix != "%":
                return None
            if suffix:
                return value, i + 1, attached
            words, end = [attached["number"]], i + 1
        else:
            words, end = [word], i + 1
        while end < n and end - i < _MAX_TOKENS:
            nxt = lower[end]
            short = nxt[:-1] if nxt[-1:] == "." else nxt  # "$9m." at the end of a sentence
            if nxt in LARGE or (nxt in WORDS and (words[-1] in LARGE or words[-1] in TENS)):
                words.append(nxt)
            elif short in SHORT_SCALES and self._glued(end):
                words.append(short)
            elif (
                nxt == "-"
                and words[-1] in TENS
                and end + 1 < n
                and lower[end + 1] in UNITS
                and 0 < UNITS[lower[end + 1]] < 10
            ) or (nxt == "and" and words[-1] in ("hundred", "thousand") and end + 1 < n and lower[end + 1] in WORDS):
                words += [nxt, lower[end + 1]]
                end += 1
            elif nxt == "and" and lower[end + 1 : end + 3] == ["a", "half"]:
                words += ["and", "a", "half"]
                end += 2
            else:
                break
            end += 1
        found = cardinal(words)
        return None if found is None else (found, end, attached)

    def _glued(self, token: int) -> bool:
        """Whether a short scale ("m", "bn") stands right after its number."""
        p = self.parsed
        if self.lower[token] in ("bn", "mn", "mln", "tn", "trn"):
            return True
        return p.starts[token] == p.ends[token - 1]

    def _is_range(self, first: float, second: float, at: int) -> bool:
        if second <= first:
            return False
        # "rose from 10 to 20" says two numbers, "10 to 20 people" one range; "the 2 to 3 vote" is kept as one
        p, word = self.parsed, self.lower[at]
        if word == "to" and any(w == "from" for w in self.lower[max(0, at - 4) : at]):
            return False
        return word != "-" or at + 1 >= len(p) or p.starts[at + 1] - p.ends[at - 1] <= 3

    def _scale_of(self, start: int, end: int) -> float:
        for word in self.lower[start:end]:
            if word in SCALES and SCALES[word] >= 1000:
                return SCALES[word]
        return 1.0

    def _joined(self, at: int) -> bool:
        """Whether the token ``at`` stands between its neighbours without spaces."""
        p = self.parsed
        return at + 1 < len(p) and p.starts[at] == p.ends[at - 1] and p.ends[at] == p.starts[at + 1]
