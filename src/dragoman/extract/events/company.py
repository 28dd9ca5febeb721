"""Who met, agreed or signed where the act's own words name one side or none: "their meeting", "Thursday's talks"."""

from dragoman.extract.events.arguments import ATTENDING, Arguments
from dragoman.extract.events.drafts import codes_of
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import OWNER, Side, unspoken
from dragoman.ontology import word_list
from dragoman.ontology.ontology import RECIPROCAL
from dragoman.records import Actor

# words before a noun for an act that the text has told of
_KNOWN = frozenset("the this that these those both".split())
# "a second round", "the first meeting since"
_ORDINAL = word_list("acts.ordinal")
# sentences after which a text no longer goes on about an act
_BACK = 3
_STEPS = 12  # up a tree


class Company:
    """Remembers who dealt with whom in one document, and completes the acts that go on about it."""

    def __init__(self, arguments: Arguments) -> None:
        self.arguments = arguments
        self.parsed = arguments.parsed
        self._told: list[tuple[int, str, list[Actor]]] = []  # token, type, parties

    def complete(self, match: Match, side: Side) -> None:
        """Give ``side`` the parties of the act that the text has just told, where ``match`` goes on about it."""
        frame, token = match.frame, match.predicate.token
        if frame.type not in RECIPROCAL or not frame.reciprocal:
            return
        codes = codes_of(side.parties)
        if len(codes) < 2 and self._goes_on(match, side):
            found = self._last(match, codes)
            if found:
                own = {(a.code, a.role) for a in side.parties}
                side.parties = [*side.parties, *(unspoken(a) for a in found if (a.code, a.role) not in own)]
                side.how = OWNER if not codes else side.how
                return  # who was there before is told once
        if len({(a.code, a.role) for a in side.parties if a.code}) > 1:
            self._told.append((token, frame.type, [a for a in side.parties if a.code]))

    def _goes_on(self, match: Match, side: Side) -> bool:
        """Whether the words speak of an act that is known, or of all who had a share in it."""
        p, predicate = self.parsed, match.predicate
        if predicate.kind != "noun" and p.deps[predicate.token] == "amod":
            return False  # "a negotiated settlement"
        if predicate.kind != "noun":
            return (not side.parties and (predicate.passive or match.frame.several)) or self._unnamed(match, side)
        if any(a.code and a.start is not None and p.pos[p.token_at(a.start)] == "PROPN" for a in side.parties):
            return False  # "a meeting of Chad's cabinet"
        for noun in {predicate.token, self.arguments.matcher.measured(predicate.token)}:
            for kid in p.kids[noun]:
                if p.deps[kid] == "poss" or p.lower[kid] in _KNOWN or p.lemmas[kid] in _ORDINAL:
                    return True
        if self.arguments.matcher.measured(predicate.token) != predicate.token and not side.parties:
            return True  # "after ten hours of bargaining"
        talks = p.lemmas[predicate.token] in self.arguments.matcher.ontology.sets["talks"]
        return talks and p.tags[predicate.token] == "NNS" and not side.parties and not match.frame.several

    def _unnamed(self, match: Match, side: Side) -> bool:
        """Whether several act together whose states no word names: "*the envoys* shook hands"."""
        p, matcher = self.parsed, self.arguments.matcher
        heads = matcher.heads(match.predicate, "subject")
        return len(heads) == 1 and all(
            p.tags[h] == "NNS"
            and p.lower[h - 1] in ("the", "both")
            and (matcher.resolver.guessed(h) or not side.parties)
            and matcher.is_person(h)
            for h in heads
        )

    def _last(self, match: Match, codes: set[str | None]) -> list[Actor]:
        """The parties of the last act told before that of ``match`` that ``codes`` had a share in."""
        p, token = self.parsed, match.predicate.token
        for at, kind, parties in reversed(self._told):
            back = p.sentence_of[token] - p.sentence_of[at]
            if back > _BACK:
                break
            if back > 1 and kind != match.frame.type:
                continue  # another kind of act tells who met in the next sentence, hardly farther on
            if self._below(token, at) and (kind == match.frame.type or not self._aside(token)):
                break  # "met for talks", "agreed to talks" are one act
            if at != token and codes <= {a.code for a in parties}:
                return parties
        return []

    def _aside(self, token: int) -> bool:
        """Whether the act of a noun is only when another was done: "signed it *after* the talks"."""
        p = self.parsed
        noun = self.arguments.matcher.measured(token)
        return p.deps[noun] == "pobj" and p.lower[p.heads[noun]] in ATTENDING

    def _below(self, token: int, above: int) -> bool:
        """Whether ``token`` stands in the clause or phrase of ``above``."""
        heads = self.parsed.heads
        for _ in range(_STEPS):
            if token == above or heads[token] == token:
                break
            token = heads[token]
        return token == above
