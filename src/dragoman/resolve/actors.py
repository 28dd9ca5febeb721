"""Which political actor a noun phrase stands for."""

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parsed
from dragoman.records import Actor, Document


class ActorResolver:
    """Resolves noun phrases of one document, each at most once and only when asked.

    A phrase is named by its head token.  Coordinated phrases ("Britain and France") are asked for one by one.
    """

    def __init__(self, document: Document, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.document = document
        self.parsed = parsed
        self.gazetteer = gazetteer

    def actors(self, head: int) -> tuple[Actor, ...]:
        """Actors that the phrase headed by token ``head`` stands for, without its conjuncts.

        Empty where the phrase is no political actor ("the budget", "the talks").  One actor as a rule; several for a set
        ("both countries").  A phrase that is an actor but cannot be placed ("the company") has ``code`` None.
        """
        return ()

    def place(self, head: int) -> str | None:
        """ISO alpha-3 code of the country that the place named by the phrase lies in."""
        return None
