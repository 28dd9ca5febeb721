"""Names as event data of others write them: patronymics, titles, family names first, other spellings."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from dragoman.gazetteer import Entity, Gazetteer

TITLES = re.compile(
    r"^(?:(?:president|prime minister|king|queen|prince|princess|crown|sheikh|shaykh|sheik|emir|ayatollah|mallam|"
    r"alhaji|pope|sir|dame|lord|dr|gen|general|col|colonel|lt|maj|major|admiral|senator|rep)\.?\s+)+",
    re.IGNORECASE,
)
LEAST = 7  # letters of a skeleton from which another spelling can be told from another person
LIKE = 0.8  # likeness that two spellings of one name have at least
OF = ("de", "da", "do", "dos", "del", "e", "y")  # what a further family name begins with
SONS = re.compile(r"\b(?:bin|ibn|bint|ben|ould)\b", re.IGNORECASE)  # of a line of fathers no one is a middle name
# what one alphabet's letters become in another, the longest first
_SOUNDS = tuple(pair.split(":") for pair in "kh:h gh:g ph:f ck:k tch:ch w:v q:k j:i z:s".split())
_VOWELS = re.compile(r"[aeiouy'’-]")
_DOUBLE = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def forms_of(name: str) -> Iterator[str]:
    """``name`` without titles, without middle names, family name last: forms under which a list may have a person."""
    bare = TITLES.sub("", name)
    if bare != name:
        yield bare
    words = bare.split()
    if not 2 <= len(words) <= 6 or not all(_WORD.fullmatch(w) for w in words):
        return
    if len(words) > 2:
        if not SONS.search(bare):
            yield f"{words[0]} {words[-1]}"
        if len(words) == 3 or words[2].lower() in OF:
            yield f"{words[0]} {words[1]}"
    if len(words) == 2:
        yield f"{words[1]} {words[0]}"


def skeleton(name: str) -> str:
    """The consonants of a name, and the vowel of each word's end, as most spellings share them: Shoygu and Shoigu."""
    out = []
    for word in TITLES.sub("", _plain(name)).split():
        for written, heard in _SOUNDS:
            word = word.replace(written, heard)
        kept = word[:1] + _VOWELS.sub("", word[1:]) + (word[-1] if len(word) > 1 and word[-1] in "aeiou" else "")
        out.append(_DOUBLE.sub(r"\1", kept))
    return " ".join(w for w in out if w)


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return plain.replace("y", "i")


class Persons:
    """Persons of the gazetteer by other spellings of their names."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._keys: dict[str, Entity | None] = {}

    def find(self, name: str) -> Entity | None:
        """The one person that ``name`` can be; None where it is nobody's or several's."""
        for form in forms_of(name):
            match = next((m for m in self.gazetteer.matches(form) if m.end - m.start == len(form)), None)
            found = [e for e in match.entities if e.kind == "person"] if match else []
            if len(found) == 1:
                return found[0]
        if not self._keys:
            for entity in self.gazetteer.entities():
                if entity.kind == "person":
                    key = skeleton(entity.name)
                    # of two persons that sound alike neither is meant for sure
                    self._keys[key] = None if key in self._keys and self._keys[key] is not entity else entity
        words = name.split()
        for form in (name, *([f"{words[0]} {words[-1]}"] if len(words) == 3 and not SONS.search(name) else [])):
            key = skeleton(form)
            one = self._keys.get(key) if len(key.replace(" ", "")) >= LEAST and " " in key else None
            bare = TITLES.sub("", form)
            if one and SequenceMatcher(None, _plain(bare), _plain(one.name), autojunk=False).ratio() >= LIKE:
                return one
        return None
