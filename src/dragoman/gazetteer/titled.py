"""Persons named beside a title, found by pattern alone: whom the gazetteer ought to know, whether it does or not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.gazetteer.entries import STATE_KINDS
from dragoman.gazetteer.gazetteer import Gazetteer

_ARTICLE = r"(?:(?:al|el|ar|as|ash|at|az|an|ad|ul|ol)-)?"
_CAP = (
    rf"(?:{_ARTICLE}[^\W\d_a-zß-öø-ÿ](?:(?!['’]s\b)[\w'’-])+"
    r"|[A-Z]\.|(?:Dr|Lt|Gen|Maj|Col|Brig|Capt|Mr|Mrs|Sen|St)\.)"
)
_JOIN = r"(?: (?:al|bin|ibn|de|da|dos|del|la|van|von|der|den|el|ben|ul|ter|e|y|ould|wa)\b){0,3}"
_NAME = rf"{_CAP}(?:{_JOIN} {_CAP}){{0,5}}"
# last or first words that show the capitalised phrase to be no person
_NO_PERSON = frozenset(
    """office house council party election elections ministry government parliament senate congress prize cup court
    republic union states kingdom monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december the a an in on at after as and but former two his her its
    of for to from by with who pro-tempore cabinet delegate delegates committee league street palace airport university
    democrats republicans democratic republican islamic order primary debate province county oblast region island bridge
    city river national park stakes football governorate district mosque hotel hospital air airlines bay act bank chief
    first new central deputy director chairman general defence defense policy labor labour high world jr dr lt gen maj
    col capt mr mrs officer executive police army forces security foreign interior affairs nations union's club league
    association agency commission board authority church school college company corporation group fund times news post
    south north east west northern southern eastern western""".split()
)
_LANDS = STATE_KINDS | {"place"}
_OFFICES = ("GOV", "LEG", "OPP", "PTY")


@dataclass(frozen=True, slots=True)
class Titled:
    """A name in a text by code points, and the title beside it in lower case."""

    start: int
    end: int
    name: str
    title: str


class Titles:
    """Finds names beside one of ``titles`` (lower case); without them, beside the offices of the gazetteer's nouns."""

    def __init__(self, gazetteer: Gazetteer, titles: Iterable[str] = ()) -> None:
        self._gazetteer = gazetteer
        known = list(titles) or gazetteer.offices(_OFFICES)
        words = "|".join(re.escape(title) for title in sorted(known, key=len, reverse=True))
        self._before = re.compile(rf"(?<![\w-])(?i:({words})) (?:of (?:the )?({_NAME})(?![\w-])|({_NAME}))")
        self._behind = re.compile(
            rf"({_CAP}(?:{_JOIN} {_CAP}){{1,4}}), (?:the|a|an) (?:[\w'’.-]+ ){{0,4}}?(?i:({words}))(?![\w-])"
        )

    def mentions(self, text: str) -> Iterator[Titled]:
        """Names with a title before them ("President Jane Doe", "Prime Minister of Ruritania Jane Doe"), or full names
        with a title and its article behind them ("Jane Doe, the Ruritanian foreign minister")."""
        found: dict[int, Titled] = {}
        for match in self._before.finditer(text):
            start = self._after_state(text, match.start(2), match.end(2)) if match[2] else match.start(3)
            mention = None if start is None else self._person(text, start, match.end(), match[1].lower())
            if mention:
                found[mention.end] = mention
        for match in self._behind.finditer(text):
            mention = self._person(text, match.start(1), match.end(1), match[2].lower())
            if mention:
                found.setdefault(mention.end, mention)
        yield from found.values()

    def _after_state(self, text: str, start: int, end: int) -> int | None:
        """Where the words after the state at ``start`` begin; None where no state stands there or nothing follows."""
        for match in self._gazetteer.matches(text[start:end]):
            if match.start == 0 and match.entities[0].kind in _LANDS and start + match.end + 1 < end:
                return start + match.end + 1
        return None

    def _person(self, text: str, start: int, end: int, title: str) -> Titled | None:
        name = text[start:end].rstrip("'’")
        words = name.split()
        if not words or len(words[-1]) == 1 or words[-1].endswith("."):
            return None
        if words[0].lower() in _NO_PERSON or words[-1].lower() in _NO_PERSON or name.isupper():
            return None
        if self._gazetteer.nominal([word.lower() for word in words]):
            return None  # "Deputy Prime Minister"
        for match in self._gazetteer.matches(name):
            # a place or body that is the whole of the name, with no person who bears it
            if match.end == len(name) and match.start == 0 and all(e.kind != "person" for e in match.entities):
                return None
        return Titled(start, start + len(name), name, title)

    def _whole(self, name: str) -> bool:
        return any(
            match.start == 0 and match.end == len(name) and match.entities[0].kind == "person"
            for match in self._gazetteer.matches(name)
        )

    def unlisted(self, text: str) -> Iterator[Titled]:
        """Those of ``mentions`` that no person of the gazetteer bears, in full or by surname."""
        for mention in self.mentions(text):
            covered = self._gazetteer.matches(mention.name)
            before = text[: mention.start].rstrip()[-len(mention.title) :]
            if self._whole(f"{before} {mention.name}"):
                continue  # "Prince Harry"
            whole = any(
                match.end == len(mention.name) and any(e.kind == "person" for e in match.entities)
                for match in covered
                if match.start == 0 or match.kind != "surname"
            )
            if not whole:
                yield mention
