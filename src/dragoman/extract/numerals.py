"""Numbers written in digits or words."""

import re
from collections.abc import Sequence

# fmt: off
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)
# fmt: on
UNITS = {word: n for n, word in enumerate(_UNITS)}
TENS = {word: 10 * n for n, word in enumerate(_TENS, 2)}
SCALES = {
    "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "dozen": 12.0, "score": 20.0,
}  # fmt: skip
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
ORDINALS = {word: n for n, word in enumerate(_ORDINALS)} | {
    "thirtieth": 30,
    "twenty-first": 21,
    "thirty-first": 31,
    "fortieth": 40,
    "fiftieth": 50,
}
WORDS = frozenset(UNITS) | frozenset(TENS)

# no more digits than a double holds exactly; a longer run is no amount
DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,9})?", re.ASCII)


def digits(text: str) -> float | None:
    """The number that ``text`` writes in digits, with commas every three digits if any, or None."""
    if len(text) > 32 or not DIGITS.fullmatch(text):
        return None
    return float(text.replace(",", ""))


def cardinal(words: Sequence[str]) -> float | None:
    """The number that lower-case ``words`` write, in words, digits or both ("4.7 million", "two and a half"), or None.

    Hyphens and "and" between parts are passed over; "a" counts as one before a scale.
    """
    total, part, seen, half = 0.0, 0.0, False, False
    for i, word in enumerate(words):
        if word in ("-", "and", "of"):
            continue
        if word in ("a", "an"):
            if i == 0:
                part, seen = 1.0, True
        elif word in UNITS:
            part, seen = part + UNITS[word], True
        elif word in TENS:
            part, seen = part + TENS[word], True
        elif word == "half":
            half = True
        elif word in ("hundred", "score", "dozen"):
            part, seen = (part or 1.0) * SCALES[word], True
        elif word in SCALES or word in SHORT_SCALES:
            scale = SCALES.get(word) or SHORT_SCALES[word]
            if total and not part:
                total *= scale
            else:
                total += (part or 1.0) * scale
            part, seen = 0.0, True
        else:
            number = digits(word)
            if number is None:
                return None
            part, seen = part + number, True
    if half:
        scale = next((SCALES[w] for w in reversed(words) if w in SCALES), 1.0)
        # "half a million" is half of one, "two and a half million" is half a million more
        if not any(w in UNITS or w in TENS or w[:1].isdigit() for w in words):
            return scale / 2 if scale > 1 or not seen else total + part + 0.5
        return total + part + scale / 2 if words[-1] in SCALES and words[-1] != "half" else total + part + 0.5
    return total + part if seen else None


def plain_number(value: float) -> str:
    """``value`` as TIMEX3 writes it: no point for whole numbers."""
    return str(int(value)) if value == int(value) else f"{value:.4g}"
