"""Which political actor a noun phrase stands for."""

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parsed
from dragoman.records import Actor, Document, Place, Span
from dragoman.resolve.phrases import first_of
from dragoman.resolve.places import is_place, place_of, where
from dragoman.resolve.reader import Reader


class ActorResolver:
    """Resolves noun phrases of one document, each at most once and only when asked.

    A phrase is named by its head token.  Coordinated phrases ("Britain and France") are asked for one by one.

    * ``actors(head)``: who the phrase stands for; works for any token that names a party: nouns, names, pronouns (also
      possessive ones), numbers that stand for people, and adjectives ("Israeli" in "Israeli airstrike" is ISR:GOV).
    * ``actors(head, allow_place=True)``: also places, which stand for their country ("shells hit Kharkiv").
    * ``place(head)``: the country of a place named by the phrase.
    * ``where(head)``: the most exact place that the phrase names, with its coordinates where they are known.
    * ``country(token)``: the country that the text is about where ``token`` stands, for parties that are left out.
    * ``guessed(head)``: whether that state was taken from the text around.
    * ``is_person(head)``: whether the phrase denotes people or a body that can act (known or not).
    * ``mention(head)``: the characters of the phrase without relative clauses, appositions and conjuncts.
    """

    def __init__(self, document: Document, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.document = document
        self.parsed = parsed
        self.gazetteer = gazetteer
        self._lazy: Reader | None = None
        self._actors: dict[tuple[int, bool], tuple[Actor, ...]] = {}

    @property
    def _reader(self) -> Reader:
        if self._lazy is None:  # a document without a candidate event never looks a name up
            self._lazy = Reader(self.document, self.parsed, self.gazetteer)
        return self._lazy

    def actors(self, head: int, *, allow_place: bool = False) -> tuple[Actor, ...]:
        """Actors that the phrase headed by token ``head`` stands for, without its conjuncts.

        Empty where the phrase is no political actor ("the budget", "the talks").  One actor as a rule; several for
        sets ("both countries").  A phrase that is an actor but cannot be placed ("the company") has ``code`` None.
        """
        key = (head, allow_place)
        known = self._actors.get(key)
        if known is None:
            known = self._actors[key] = self._find(head, allow_place)
        return known

    def _find(self, head: int, allow_place: bool) -> tuple[Actor, ...]:
        meaning = self._reader.meaning(head)
        if meaning.sort == "place" and not allow_place:
            return meaning.actors if self._acts(head) else ()
        if meaning.actors or not allow_place:
            return meaning.actors
        code = place_of(self._reader, head) if is_place(self._reader, head) else None
        if code is None:
            return ()
        span = self.mention(head)
        text = span.of(self.parsed.text)
        return (Actor(code, "CVL", text, text, span.start, span.end),)

    def _acts(self, head: int) -> bool:
        """Whether the phrase stands where only somebody who acts can stand."""
        parsed = self.parsed
        top = head
        while parsed.deps[top] == "conj" and parsed.heads[top] < top:
            top = parsed.heads[top]
        if parsed.deps[top] == "pobj":
            return parsed.deps[parsed.heads[top]] == "agent"
        return parsed.deps[top] in ("nsubj", "poss", "nmod", "amod", "compound")

    def place(self, head: int) -> str | None:
        """ISO alpha-3 code of the country that the place named by the phrase lies in."""
        return place_of(self._reader, head)

    def where(self, head: int) -> Place | None:
        """The most exact place that the phrase names, with its country and, where known, its coordinates."""
        return where(self._reader, head)

    def country(self, token: int) -> str | None:
        """ISO alpha-3 code of the country that the text speaks of at ``token``; None where that is not certain."""
        return self._reader.context.country(token)

    def other_country(self, token: int, avoid: frozenset[str | None], *, place: bool) -> str | None:
        """Code of a country not in ``avoid`` that the sentence of ``token`` names, with ``place`` as where it is."""
        return self._reader.context.other(token, avoid, place=place)

    def attached(self, head: int, words: frozenset[str]) -> tuple[Actor, ...]:
        """Parties joined to the phrase by a hyphen and one of ``words``: "anti-*American* rallies"."""
        out = []
        for name in self._reader.names.within(first_of(self.parsed, head), head):
            if name.loose in words and name.code:
                span = self.parsed.span(name.first, name.last)
                text = span.of(self.parsed.text)
                out.append(Actor(name.code, name.role, name.name, text, span.start, span.end, name.entity))
        return tuple(out)

    def guessed(self, head: int) -> bool:
        """Whether the phrase itself says nothing of the state its actor belongs to: "seven soldiers", "a hospital"."""
        meaning, reader = self._reader.meaning(head), self._reader
        if meaning.actors:
            return meaning.guessed
        return not reader.names.within(*self.parsed.subtree(head))

    def sole_country(self) -> str | None:
        """ISO alpha-3 code of the country that the document names, where it names one only."""
        return self._reader.context.sole()

    def placed(self, token: int, code: str) -> bool:
        """Whether the sentence of ``token`` names a place in the country ``code`` as where it tells of."""
        return self._reader.context.placed(token, code)

    def states(self) -> tuple[str, ...]:
        """ISO alpha-3 codes of the states that the document names, in order; organisations are none."""
        return self._reader.context.states()

    def is_person(self, head: int) -> bool:
        """Whether the phrase denotes people or a body that can act, known to the gazetteer or not."""
        meaning = self._reader.meaning(head)
        return bool(meaning.actors) and meaning.sort != "place"

    def mention(self, head: int) -> Span:
        """Characters of the noun phrase headed by ``head``: no relative clause, no apposition, no conjunct."""
        return self._reader.mention(head)
