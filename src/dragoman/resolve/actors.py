"""Which political actor a noun phrase stands for."""

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parsed
from dragoman.records import Actor, Document, Span


class ActorResolver:
    """Resolves noun phrases of one document, each at most once and only when asked.

    A phrase is named by its head token.  Coordinated phrases ("Britain and France") are asked for one by one.

    * ``actors(head)``: who the phrase stands for; works for any token that names a party: nouns, names, pronouns (also
      possessive ones), numbers that stand for people, and adjectives ("Israeli" in "Israeli airstrike" is ISR:GOV).
    * ``actors(head, allow_place=True)``: also places that stand for their country and its people ("strikes on Kharkiv").
    * ``place(head)``: the country of a place named by the phrase.
    * ``country(token)``: the country that the text is about where ``token`` stands, for parties that are left out.
    * ``is_person(head)``: whether the phrase denotes people or a body that can act (known or not).
    * ``mention(head)``: the characters of the phrase without relative clauses, appositions and conjuncts.
    """

    def __init__(self, document: Document, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.document = document
        self.parsed = parsed
        self.gazetteer = gazetteer

    def actors(self, head: int, *, allow_place: bool = False) -> tuple[Actor, ...]:
        """Actors that the phrase headed by token ``head`` stands for, without its conjuncts.

        Empty where the phrase is no political actor ("the budget", "the talks").  One actor as a rule; several for a set
        ("both countries").  A phrase that is an actor but cannot be placed ("the company") has ``code`` None.
        """
        return ()

    def place(self, head: int) -> str | None:
        """ISO alpha-3 code of the country that the place named by the phrase lies in."""
        return None

    def country(self, token: int) -> str | None:
        """ISO alpha-3 code of the country that the text speaks of at ``token``; None where that is not certain."""
        return None

    def is_person(self, head: int) -> bool:
        """Whether the phrase denotes people or a body that can act, known to the gazetteer or not."""
        return False

    def mention(self, head: int) -> Span:
        """Characters of the noun phrase headed by ``head``: no relative clause, no apposition, no conjunct."""
        return self.parsed.span(head, head + 1)
