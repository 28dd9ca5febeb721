"""Numbers of a text with what stands round them: bound, range, currency, unit.

A number is read from its first token; only numbers, words of bound before them and units after them are looked at, each
a bounded number of tokens, so that reading is linear in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.bounded import kids_of
from dragoman.extract.numerals import ORDINALS, SCALES, SHORT_SCALES, UNITS, WORDS, digits
from dragoman.extract.quantities.numbers import LARGE, Numbers
from dragoman.extract.quantities.units import (
    BOUNDS_AFTER,
    BOUNDS_BEFORE,
    COLLECTIVE,
    CURRENCIES,
    CURRENCY_ADJECTIVES,
    CURRENCY_CODES,
    CURRENCY_PREFIXES,
    CURRENCY_SYMBOLS,
    FRACTIONS,
    LABELS,
    MAX_BOUND,
    PERCENT,
    TAIL_UNITS,
    VAGUE,
)
from dragoman.parse import Parsed

_RANGE = frozenset({"-", "–", "—", "to"})
_COUNTING = frozenset({"more", "other", "further", "additional", "least", "most", "many", "such", "estimated"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: tokens ``[first, last)`` with bound and unit, ``[core, core_end)`` the number alone.

    ``kind`` is ``QUANTITY``, ``MONEY`` or ``PERCENT``; ``low`` and ``high`` are None where the bound leaves them open.
    ``value`` is None where the number is vague ("thousands of").
    """

    first: int
    last: int
    core: int
    core_end: int
    value: float | None
    low: float | None
    high: float | None
    bound: str
    kind: str = "QUANTITY"
    unit: str | None = None


class Amounts(Numbers):
    """Reads the amounts of one parsed text."""

    def starts_at(self, i: int) -> bool:
        """Whether token ``i`` may begin a number."""
        word = self.lower[i]
        return word[:1].isdigit() or word in WORDS or word in VAGUE or word in FRACTIONS or self._attached_money(i)

    def _attached_money(self, i: int) -> bool:
        word = self.lower[i]
        return word[-1:].isalnum() and any(c in "$£€¥₹₪₽₺₩" for c in word[:4]) and any(c.isdigit() for c in word[1:5])

    def read(self, i: int) -> Amount | None:
        """The amount whose number begins at token ``i``, or None."""
        lower = self.lower
        n = len(lower)
        word = lower[i]
        if word in VAGUE:
            return self._vague(i)
        if word in FRACTIONS:
            return self._half_a(i) if lower[i + 1 : i + 2] in (["a"], ["an"]) else self._fraction(i)
        part = self._parts(i)
        if part is not None:
            return part
        if self._in_name(i):
            return None
        got = self._number(i)
        if got is None:
            return None
        value, end, attached = got
        low: float | None = value
        high: float | None = value
        bound = "exact"
        if attached is not None and attached["second"]:
            second = digits(attached["second"])
            if second is not None and second > value:
                high, bound = second, "range"
        elif end + 1 < n and lower[end] in _RANGE | {"and", "or"}:
            joined = lower[end] in _RANGE or (lower[end] == "and" and "between" in lower[max(0, i - 2) : i])
            second_at = end + 1
            if second_at < n and lower[second_at] in CURRENCY_SYMBOLS:
                second_at += 1
            other = self._number(second_at) if joined else None
            if other is not None and self._is_range(value, other[0], end):
                if value < other[0] / 1000 and other[0] >= 1000:
                    low = value = value * self._scale_of(second_at, other[1])
                high, end, bound = other[0], other[1], "range"
            elif other is not None and lower[end] in ("-", "–") and self._joined(end):
                end = other[1]  # a tally ("52-35") is one expression
        if attached is not None and attached["plus"]:
            bound = "at_least"
        core_end = end
        kind, unit, first, last = self._unit(i, end, attached)
        if kind == "QUANTITY" and self._is_name(i, last):
            return None
        if bound == "range" and lower[max(0, first - 1)] == "between":
            first -= 1
        first, before = self._bound_before(first)
        last, after = self._bound_after(last)
        if bound == "range":
            bound = "about"
        else:
            bound = before or after or bound
            low, high = ends(value, bound)
        return Amount(first, last, i, core_end, value, low, high, bound, kind, unit)

    def _vague(self, i: int) -> Amount | None:
        lower, n = self.lower, len(self.lower)
        if i and lower[i - 1] in UNITS:
            return None
        end = i + 1
        while end + 1 < n and lower[end] == "of" and lower[end + 1] in VAGUE and end - i < 6:
            end += 2
        of = end + 1 if end < n and lower[end] == "of" else end
        kind, unit, first, last = self._unit(i, of, None)
        if kind == "QUANTITY":
            last = max(last, of if of > end else end)
            if lower[i] not in VAGUE or (last == end and not self._counts_noun(i)):
                return None
        return Amount(first, last, i, end, None, None, None, "about", kind, unit)

    def _counts_noun(self, i: int) -> bool:
        return self.parsed.deps[i] in ("nummod", "nsubj", "nsubjpass", "dobj", "pobj", "amod", "conj")

    def _half_a(self, i: int) -> Amount | None:
        """ "half a million", "half a percent"."""
        after = i + 2
        word = self.lower[after] if after < len(self.lower) else ""
        if word in PERCENT:
            return Amount(i, after + 1, i, i + 1, 0.5, 0.5, 0.5, "exact", "PERCENT", "%")
        if word not in LARGE:
            return None
        value = SCALES[word] / 2
        kind, unit, first, last = self._unit(i, after + 1, None)
        first, before = self._bound_before(first)
        low, high = ends(value, before or "exact")
        return Amount(first, last, i, after + 1, value, low, high, before or "exact", kind, unit)

    def _parts(self, i: int) -> Amount | None:
        """ "two-thirds", "three quarters", "one in five" left aside."""
        lower = self.lower
        at = i + 2 if lower[i + 1 : i + 2] == ["-"] else i + 1
        word = lower[at] if at < len(lower) else ""
        bare = word.lstrip("-")
        if lower[i] not in UNITS or bare not in FRACTIONS or (bare != word and at != i + 1):
            return None
        if lower[at - 1] != "-" and bare == word and not bare.endswith("s") and lower[i] != "one":
            return None
        value = UNITS[lower[i]] * FRACTIONS[bare]
        first, bound = self._bound_before(i)
        return Amount(first, at + 1, i, at + 1, value, value, value, bound or "exact")

    def _fraction(self, i: int) -> Amount | None:
        """ "half", "a quarter", "two-thirds" of something."""
        lower, n = self.lower, len(self.lower)
        ahead = lower[i + 1] if i + 1 < n else ""
        if ahead not in ("of", "the", "its", "their", "his", ",") or (
            lower[i] != "half" and ahead != "of" and ahead != ","
        ):
            return None
        first, factor = i, 1.0
        if i and lower[i - 1] in ("a", "one"):
            first = i - 1
        elif i > 1 and lower[i - 1] in ("-", "") and lower[i - 2] in UNITS:
            first, factor = i - 2, float(UNITS[lower[i - 2]])
        elif i and lower[i - 1] in UNITS:
            first, factor = i - 1, float(UNITS[lower[i - 1]])
        elif lower[i] != "half":
            return None
        first_word, bound = self._bound_before(first)
        value = factor * FRACTIONS[lower[i]]
        return Amount(first_word, i + 1, first, i + 1, value, value, value, bound or "exact")

    # ------------------------------------------------------------------ what stands round it
    def _unit(self, i: int, end: int, attached: re.Match[str] | None) -> tuple[str, str | None, int, int]:
        """Kind, unit, first and last token of the number ``[i, end)`` with its unit."""
        lower, n = self.lower, len(self.lower)
        suffix = attached["suffix"] if attached else None
        if suffix == "%":
            return "PERCENT", "%", i, end
        if attached and attached["money"]:
            return "MONEY", self._currency(attached["money"], None), i, end
        ahead = lower[end] if end < n else ""
        if i and lower[i - 1] in CURRENCY_SYMBOLS and (lower[i - 1] != "#" or self._is_pound_sign(i - 1)):
            first = i - 1
            prefix = None
            if first and self._is_prefix(first - 1):
                prefix, first = lower[first - 1], first - 1
            unit = self._currency(lower[i - 1], prefix)
            while end < n and (lower[end] in ("dollar", "dollars") or self.parsed.words[end] == unit):
                end += 1
            if end + 1 < n and lower[end] == "us" and lower[end + 1] == "dollars":
                end += 2
            return "MONEY", unit, first, end
        if i and lower[i - 1].upper() in CURRENCY_CODES and self.parsed.words[i - 1].isupper():
            return "MONEY", lower[i - 1].upper(), i - 1, end
        if ahead in PERCENT or (ahead == "per" and end + 1 < n and lower[end + 1] == "cent"):
            end += 2 if ahead == "per" else 1
            if end < n and lower[end] in ("point", "points"):
                end += 1
            return "PERCENT", "%", i, end
        if ahead == "percentage" and end + 1 < n and lower[end + 1] in ("point", "points"):
            return "PERCENT", "%", i, end + 2
        if (
            self.parsed.words[end : end + 1]
            and self.parsed.words[end].upper() in CURRENCY_CODES
            and self.parsed.words[end].isupper()
        ):
            return "MONEY", self.parsed.words[end].upper(), i, end + 1
        money = self._currency_words(end)
        if money is not None:
            return "MONEY", money[0], i, money[1]
        if ahead in TAIL_UNITS:
            return "QUANTITY", TAIL_UNITS[ahead], i, end + 1
        if ahead == "-" and end + 1 < n and lower[end + 1] in TAIL_UNITS:
            return "QUANTITY", TAIL_UNITS[lower[end + 1]], i, end + 2
        if suffix in TAIL_UNITS:
            return "QUANTITY", TAIL_UNITS[suffix], i, end
        return "QUANTITY", self._counted(end), i, end

    def _currency_words(self, end: int) -> tuple[str, int] | None:
        """Code and end token of "dollars", "US dollars", "Canadian dollars" at ``end``."""
        lower, n = self.lower, len(self.lower)
        prefix = None
        if end + 1 < n and lower[end] in CURRENCY_ADJECTIVES:
            prefix, end = lower[end], end + 1
        word = lower[end] if end < n else ""
        if word not in CURRENCIES or (
            word in ("won", "real", "pound", "crown") and self.parsed.tags[end] not in ("NN", "NNS")
        ):
            return None
        if word in ("pounds", "pound") and end + 1 < n and lower[end + 1] in ("of", "("):
            return None
        code = CURRENCY_ADJECTIVES.get(prefix or "", {}).get(CURRENCIES[word], CURRENCIES[word])
        return code, end + 1

    def _currency(self, symbol: str, prefix: str | None) -> str:
        code = CURRENCY_SYMBOLS.get(symbol)
        if prefix:
            return CURRENCY_PREFIXES.get(prefix, code or "USD")
        return code or CURRENCY_PREFIXES.get(symbol[:-1], CURRENCY_SYMBOLS.get(symbol[-1:], "USD"))

    def _is_prefix(self, token: int) -> bool:
        """Whether a token is the country of the currency sign after it ("AU $", "C$"), not an article."""
        p = self.parsed
        if self.lower[token] not in CURRENCY_PREFIXES or not p.words[token].isupper():
            return False
        return len(p.words[token]) > 1 or p.ends[token] == p.starts[token + 1]

    def _is_pound_sign(self, token: int) -> bool:
        """Whether "#" before a number stands for the pound sign and not for "number"."""
        p = self.parsed
        return p.starts[token + 1] > p.ends[token]

    def _counted(self, end: int) -> str | None:
        """Lemma of the noun counted, as the unit of a plain quantity."""
        p = self.parsed
        for token in range(end, min(end + 5, len(p))):
            tag = p.tags[token]
            if tag in ("NNS", "NN") and (token + 1 >= len(p) or not p.tags[token + 1].startswith("NN")):
                return p.lemmas[token]
            if tag[:2] not in ("NN", "JJ", "VB") and p.lower[token] not in ("-", "'s", ","):
                return None
        return None

    def _in_name(self, i: int) -> bool:
        """Whether the words round token ``i`` show at once that it is no count: a label, part of a name, a pronoun."""
        p = self.parsed
        word, before = p.lower[i], p.lower[i - 1] if i else ""
        after = i + 1
        ahead = p.lower[after] if after < len(p) else ""
        if before in LABELS or (before == "." and i > 1 and p.lower[i - 2] in ("no", "nos")):
            return True
        if ahead == "-" and p.lower[after + 1 : after + 2] and p.lower[after + 1] in ORDINALS:
            return True
        inside = bool(before) and i > p.sentences[p.sentence_of[i]][0]
        if inside and before in (".", ",") and p.starts[i] == p.ends[i - 1]:
            return True
        # "the Big Three", but a list item or quotation may begin with a number
        if (
            word.isalpha()
            and p.words[i][:1].isupper()
            and inside
            and (p.tags[i - 1] in ("NNP", "JJ", "NN", "CD") or (after < len(p) and p.words[after][:1].isupper()))
        ):
            return True
        if word == "one" and (
            before in ("other", "this", "that", "each", "any", "no", "every")
            or ahead in ("of", "another", "the", "more", "'s", "that", "who")
            or p.tags[i] != "CD"
        ):
            return True
        if word == "two" and before == "the":
            return True
        glued = after < len(p) and p.starts[after] == p.ends[i] and ahead[:1].isalpha() and word[:1].isdigit()
        return glued and ahead not in TAIL_UNITS and ahead not in SHORT_SCALES and ahead not in PERCENT

    def _is_name(self, i: int, end: int) -> bool:
        """Whether a number without a unit belongs to a name ("Boeing 787", "its 777 airliner", "iOS 5")."""
        p = self.parsed
        word = p.lower[i]
        ahead = p.tags[end] if end < len(p) else ""
        head = p.heads[i]
        if word == "one" and end - i == 1:
            if ahead == "IN" and p.lower[end] not in ("in", "at", "near", "on"):
                return True
            return not (p.deps[i] in ("nummod", "dobj", "nsubj", "nsubjpass", "conj") and ahead not in ("WDT", "POS"))
        if not word[:1].isdigit() or end - i > 1:
            return False
        if i and p.lower[i - 1] in ("-", "–") and p.starts[i] == p.ends[i - 1] and p.tags[i - 2][:2] == "NN":
            return True
        if i and p.tags[i - 1][:2] == "NN" and any(c.isupper() for c in p.words[i - 1]) and p.starts[i] > p.ends[i - 1]:
            same = p.deps[i - 1] in ("compound", "nmod", "amod", "nummod") and p.heads[i - 1] in (i, head)
            return same or head == i - 1 or ahead in ("NNP", "NNPS", "POS", "VBZ", "VBD", "NN", "VBP", "MD")
        value = digits(word) or 0
        if p.deps[i] == "nummod" and head > i and p.tags[head] in ("NN", "NNP") and value > 1:
            return p.lower[head] not in COLLECTIVE and p.lower[head - 1] != "-" and p.lower[i + 1] != "-"
        if p.deps[i] != "nummod" and value >= 100 and "," not in word and ahead not in ("NNS", "JJ"):
            return any(p.tags[k] == "JJ" and k < i and p.lower[k] not in _COUNTING for k in kids_of(p, i))
        return False

    def _bound_before(self, first: int) -> tuple[int, str | None]:
        lower = self.lower
        for size in range(MAX_BOUND, 0, -1):
            if first < size:
                continue
            bound = BOUNDS_BEFORE.get(" ".join(lower[first - size : first]))
            if bound is None:
                continue
            start = first - size
            if lower[start] in ("over", "above", "below", "under", "some", "about", "around", "all") and size == 1:
                # "all 51", but not "voted over 300 times" read otherwise
                return start, bound or None
            outer = lower[start - 1] if start else ""
            if (outer in ("just", "well", "far", "slightly", "an", "a") and outer not in ("an", "a")) or (
                outer == "an" and lower[start] == "estimated"
            ):
                start -= 1
            return start, bound or None
        return first, None

    def _bound_after(self, last: int) -> tuple[int, str | None]:
        for size in (2, 1):
            bound = BOUNDS_AFTER.get(" ".join(self.lower[last : last + size]))
            if bound and self.lower[last + size : last + size + 1] != ["than"]:
                return last + size, bound
        return last, None


def ends(value: float, bound: str) -> tuple[float | None, float | None]:
    """Lower and upper end that ``bound`` gives to ``value``."""
    match bound:
        case "exact":
            return value, value
        case "at_least" | "more_than":
            return value, None
        case "up_to" | "less_than":
            return None, value
        case _:
            return None, None


def read_amounts(parsed: Parsed, taken: Sequence[tuple[int, int]]) -> list[Amount]:
    """Amounts of a text in order, none overlapping; ``taken`` are character ranges (dates) to leave out, in order."""
    reader = Amounts(parsed)
    out: list[Amount] = []
    done, n, t = 0, len(parsed), 0
    tags = parsed.tags
    for i, word in enumerate(parsed.lower):
        if i < done or not (
            tags[i] == "CD" or word[:1].isdigit() or word in _QUICK or (word[-1:].isdigit() and len(word) > 1)
        ):
            continue
        start = parsed.starts[i]
        while t < len(taken) and taken[t][1] <= start:
            t += 1
        if t < len(taken) and taken[t][0] <= start:
            continue
        at = i
        if word in LARGE:
            if not i or parsed.lower[i - 1] not in ("a", "an") or i - 1 < done:
                continue
            at = i - 1
        elif not reader.starts_at(i):
            continue
        amount = reader.read(at)
        if amount is None:
            continue
        first = max(amount.first, done)
        if first != amount.first:
            amount = Amount(first, *(getattr(amount, f) for f in Amount.__slots__[1:]))
        out.append(amount)
        done = amount.last
    assert done <= n
    return out


_QUICK = WORDS | LARGE | frozenset(VAGUE) | frozenset(FRACTIONS)
