"""Where an act took place: the most exact place that its clause names."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.extract.events.predicates import Match, Matcher
from dragoman.extract.events.slots import Predicate
from dragoman.records import Actor, Place

_SLOTS = ("in", "at", "near", "outside", "inside", "within", "across", "around", "throughout", "off", "along")
_TOWNWARD = ("on", "over")  # "on the island of Kos"; but "sanctions on Iran"
_DIRECTIONS = frozenset(
    """north south east west northeast northwest southeast southwest outside north-east north-west south-east
    south-west""".split()
)
# acts done on the ground, whose parties stand where the act is
_PHYSICAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "AID", "CONSULT", "RETREAT", "CONCEDE", "COOPERATE"})
_CLIMB = 3  # clauses above that are asked
_COUNTRY, _TOWN = 1, 2  # how exact a place is


class Places:
    """Places of the events of one document; ``dates`` are tokens of time expressions, which name no place."""

    def __init__(self, matcher: Matcher, dates: set[int]) -> None:
        self.matcher = matcher
        self.parsed = matcher.parsed
        self.resolver = matcher.resolver
        self._dates = dates

    def of(self, match: Match, mode: str | None, parties: Iterable[Actor] = ()) -> Place | None:
        """The place of the act, None where its clause names none.  A town that is a party is in its country."""
        place = self._of(match, mode)
        if place is None or place.code or place.start is None:
            return place
        at = place.start
        codes = [a.code for a in parties if a.start is not None and a.end is not None and a.start <= at < a.end]
        return replace(place, code=codes[0]) if codes else place

    def _of(self, match: Match, mode: str | None) -> Place | None:
        best: Place | None = None
        for ask in (self._own(match.predicate), self._parties(match, mode), self._above(match.predicate)):
            for place, level in ask:
                if level == _TOWN:
                    if place.code is None and best is not None:
                        place = replace(place, code=best.code)
                    return place
                best = best or place
        return best

    # ------------------------------------------------------------------ where a clause names its place

    def _own(self, predicate: Predicate) -> Iterator[tuple[Place, int]]:
        for slot in _SLOTS:
            yield from self._named(self.matcher.heads(predicate, slot))
        for slot in _TOWNWARD:
            yield from self._towns(self.matcher.heads(predicate, slot))
        yield from self._named(self._directions(predicate.token))

    def _parties(self, match: Match, mode: str | None) -> Iterator[tuple[Place, int]]:
        """Places of those who act or are acted on: "an explosion in Kabul killed ten", "bombed a camp near Idlib"."""
        kind, predicate, heads = match.frame.type, match.predicate, self.matcher.heads
        if kind not in _PHYSICAL:
            return
        verbal = predicate.kind == "verb"
        if verbal and (kind == "ASSAULT" or mode in ("visit", "seize")):
            yield from self._objects(heads(predicate, "object"))
        if mode == "visit" or kind == "MOBILIZE":
            for slot in ("to", "into"):
                yield from self._named(heads(predicate, slot))
        for slot in ("object", "of", "by", "against", "on", "into", "to", "for", "subject"):
            if slot in ("object", "subject") and not verbal:
                continue
            if slot in ("to", "for") and kind not in ("AID", "ASSAULT"):
                continue
            yield from self._towns(heads(predicate, slot), nested=slot in ("by", "subject"))

    def _above(self, predicate: Predicate) -> Iterator[tuple[Place, int]]:
        """Places of the clauses that the act stands in: "In Lagos, crowds gathered and burned tyres"."""
        p = self.parsed
        at = predicate.token
        for _ in range(_CLIMB):
            dep, above = p.deps[at], p.heads[at]
            if above == at:
                return
            whole = dep in ("conj", "xcomp", "nsubj", "nsubjpass")
            if p.pos[above] not in ("VERB", "AUX") or not (whole or dep in ("ccomp", "advcl")):
                return
            for kid in p.kids[above]:
                fronted = kid < at and all(p.deps[k] not in ("nsubj", "nsubjpass") for k in p.kids[above] if k < kid)
                if p.deps[kid] == "prep" and p.lower[kid] in _SLOTS and (whole or fronted):
                    yield from self._named(k for k in p.kids[kid] if p.deps[k] == "pobj")
                if p.deps[kid] == "dobj" and dep == "conj":  # "seized Bria and killed nine"
                    yield from self._towns([kid])
            at = above

    def _directions(self, token: int) -> list[int]:
        """ "40 km north of Gao"."""
        p = self.parsed
        kids = [k for t in (token, *self.parsed.kids[token][-6:]) for k in p.kids[t]]
        return [
            object_ for kid in kids if p.lower[kid] in _DIRECTIONS for object_ in self.matcher.phrase_slot(kid, "of")
        ]

    # ------------------------------------------------------------------ phrases to places

    def _named(self, heads: Iterable[int]) -> Iterator[tuple[Place, int]]:
        for head in heads:
            place = None if head in self._dates else self.resolver.where(head)
            if place:
                yield place, _level(place)

    def _objects(self, heads: Iterable[int]) -> Iterator[tuple[Place, int]]:
        """What is attacked, taken or visited; an unknown name that stands alone may be anybody's."""
        for head in heads:
            for place, level in self._named([head]):
                if place.entity or self.parsed.pos[head] != "PROPN":
                    yield place, level

    def _towns(self, heads: Iterable[int], *, nested: bool = False) -> Iterator[tuple[Place, int]]:
        """Only places more exact than a country; ``nested`` where the phrase itself is no place but who acts."""
        for head in heads:
            for token in self.parsed.conjuncts(head):
                inner = [token]
                if nested:
                    inner = [t for s in (*_SLOTS[:3], "on", "against") for t in self.matcher.phrase_slot(token, s)]
                for place, level in self._named(inner):
                    if level == _TOWN and (place.entity or nested):
                        yield place, level


def _level(place: Place) -> int:
    return _COUNTRY if place.entity is not None and not place.entity.startswith("place:") else _TOWN
