"""What a phrase was found to mean."""

from dataclasses import dataclass, replace

from dragoman.records import Actor, Span


@dataclass(frozen=True, slots=True)
class Meaning:
    """Actors of a phrase and what kind of thing it is.

    ``sort`` is state, capital, place, org, body, group, party, company, person, people or thing; ``guessed`` where the
    country was taken from the text around; ``noun`` the role noun that the phrase is built on, if any.
    """

    actors: tuple[Actor, ...] = ()
    sort: str = "thing"
    plural: bool = False
    gender: str | None = None
    guessed: bool = False
    noun: str | None = None

    @property
    def code(self) -> str | None:
        """Code of the only actor."""
        return self.actors[0].code if len(self.actors) == 1 else None

    @property
    def role(self) -> str | None:
        """Role of the only actor."""
        return self.actors[0].role if len(self.actors) == 1 else None

    def moved(self, text: str, span: Span, through: Span | None = None) -> "Meaning":
        """The same actors as mentioned at ``span``, resolved ``through`` another mention."""
        actors = tuple(
            replace(a, text=span.of(text), start=span.start, end=span.end, antecedent=_other(through or _span(a), span))
            for a in self.actors
        )
        return replace(self, actors=actors)

    def widened(self, text: str, span: Span) -> "Meaning":
        """The same actors with ``span`` as their mention: "dozens of villagers" for "villagers"."""
        return replace(
            self, actors=tuple(replace(a, text=span.of(text), start=span.start, end=span.end) for a in self.actors)
        )


NOTHING = Meaning()


def _span(actor: Actor) -> Span | None:
    if actor.antecedent:
        return actor.antecedent
    return None if actor.start is None or actor.end is None else Span(actor.start, actor.end)


def _other(antecedent: Span | None, span: Span) -> Span | None:
    return antecedent if antecedent != span else None
