"""Names of small towns, which stand for them only where a place is named: elsewhere they are mostly surnames."""

from typing import TYPE_CHECKING

from dragoman.resolve.phrases import LOCATIVE

if TYPE_CHECKING:
    from dragoman.parse import Parsed
    from dragoman.resolve.names import Names

_TOWARDS = frozenset(("from", "to", "toward", "towards", "between"))
_PERSONAL = ("nsubj", "compound", "poss", "nmod")  # where persons stand and small towns seldom
_LIST = 8  # names of one list


def possible(parsed: "Parsed", last: int, places: frozenset[str]) -> bool:
    """Whether the name that ends before ``last`` may be that of a place, for all that its own clause says."""
    return _area(parsed, last, places) or parsed.deps[last - 1] not in _PERSONAL or _comma(parsed, last)


def placed(names: "Names", last: int, codes: set[str]) -> bool:
    """Whether the name stands where a place is named, in no other country than its own (``codes``).

    "near Derhachi", "Derhachi district" and "Derhachi, Ukraine" are enough; "captured Derhachi" asks for another
    name of that country in the document.
    """
    parsed = names.parsed
    stated = names.stated(last) if _comma(parsed, last) else None
    if stated:
        return bool(stated & codes)  # "Chala, Peru"
    if _area(parsed, last, names.nouns.places):
        return True
    top = last - 1
    for _ in range(_LIST):
        if parsed.deps[top] != "conj":
            break
        top = parsed.heads[top]
    above = parsed.lower[parsed.heads[top]]
    if parsed.deps[top] == "pobj" and (above in LOCATIVE or above in _TOWARDS):
        return True
    return parsed.deps[last - 1] not in _PERSONAL and bool(codes & names.states().keys())


def _area(parsed: "Parsed", last: int, places: frozenset[str]) -> bool:
    return last < len(parsed) and parsed.lower[last] in places and parsed.heads[last - 1] == last


def _comma(parsed: "Parsed", last: int) -> bool:
    return last + 1 < len(parsed) and parsed.words[last] == "," and parsed.words[last + 1][:1].isupper()
