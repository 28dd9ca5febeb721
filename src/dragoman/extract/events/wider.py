"""Parties that no slot of the frame names: those of the complement, the phrase, the clause, the place, the text."""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.events.arguments import UNSETTLED, Arguments
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import CONTEXT, MISSING, OWNER, PLACE, THEME, Parties, Side, unspoken
from dragoman.extract.events.slots import Predicate
from dragoman.ontology import word_list
from dragoman.records import Actor

# acts whose object is a thing sent or given, not whom it is done to
GIVING = frozenset({"MOBILIZE", "AID", "COOPERATE", "PROTEST"})
INSIDE = ("to", "for", "with", "against", "on", "toward", "towards", "between", "from", "of", "in", "at")
INSIDE_REQUEST = ("by", "from", "of", "to", "between", "in")
MAX_STEPS = 60  # tokens that are looked through for a recipient
_INNER = frozenset({"prep", "pobj", "dobj", "xcomp", "acl", "pcomp", "conj", "appos", "advcl", "dative", "amod"})
_NOT_TO = frozenset(
    "by from since before after despite because without than as during following amid amidst like unlike".split()
)
_COMING = word_list("acts.coming-from")
# before what somebody answers by an act
_ONCE = frozenset({"after", "when", "because", "following", "once"})
_FORCES = frozenset({"MIL", "COP"})
_ARMED = frozenset({"REB", "UAF", "CRM"})
_FIGHTS = word_list("acts.fights")
# what holds between two sides
RELATIONS = word_list("acts.relations")


class WiderArguments(Arguments):
    """Fills the slots of frames and, where they are empty, looks farther."""

    def located(self, match: Match, side: Side, actor: Side) -> Side:
        """Victims of no known state take that of the place of the act, or of the country that the text speaks of."""
        predicate = match.predicate
        code, how = None, PLACE
        for head in side.heads:
            for name in ("in", "at", "near", "of", "from"):
                for inner in self.matcher.phrase_slot(head, name):
                    code = code or self.resolver.place(inner)
        if code is None:
            place = self._place(predicate, "place", match.frame.type)
            if place.parties:
                code = place.parties[0].code
                if not side.parties:
                    return place
        if code is None:
            code, how = self.resolver.country(predicate.token), CONTEXT
            if code in {a.code for a in actor.parties}:
                return side
        if code is None or not side.parties or not self._belongs(side, match.frame.type):
            return side
        return Side([replace(a, code=code, role=a.role or "CVL") for a in side.parties], how, side.heads)

    def _belongs(self, side: Side, kind: str) -> bool:
        """Whether a party of no known state is of where it is: people and what is struck are, migrants are not."""
        if any(a.role in UNSETTLED for a in side.parties):
            return False
        if side.how == THEME and any(self.parsed.lemmas[h] in self.matcher.ontology.nouns for h in side.heads):
            return False  # "a jet conducted the strike"
        return kind == "ASSAULT" or side.how != THEME or any(map(self.resolver.is_person, side.heads))

    def implied(self, match: Match, role: str, name: str, code: str | None = None) -> Side:
        """The authority, or the people, of the country in which somebody is arrested or tried, or a crowd riots."""
        place = self._place(match.predicate, "place", "")
        if place.parties:
            return Side([replace(place.parties[0], role=role, name=name)], CONTEXT)
        code = code or self.resolver.country(match.predicate.token)
        return Side([Actor(code, role, name)], CONTEXT) if code else Side()

    def embedded(self, verb: int, used: set[int], own: frozenset[str | None] = frozenset()) -> Side:
        """Whom an act without a frame of its own is for: "pledged to *stand by* its neighbours"."""
        predicate = Predicate(verb, "verb", verb, passive=self.matcher.grammar.is_passive(verb))
        slots = ("iobject", "object", "to", "with", "against", "on", "for", "from", "response", "into", "in", "at")
        side = self._side(predicate, slots, used, placed=True, own=own)
        if side.parties:
            return side
        heads = [h for s in (*slots[2:], "object") for h in self.matcher.heads(predicate, s)]
        return self._theme([h for h in heads if not (own and self._is_own(h, own))])

    def inside(self, match: Match, used: set[int], own: frozenset[str | None] = frozenset()) -> Side:
        """Parties behind the prepositions of the object: "pledged support *for Libya*", "a truce *in Yemen*"."""
        verbal = match.predicate.kind == "verb"
        outer = self.matcher.heads(match.predicate, "object") if verbal else (match.predicate.token,)
        names: tuple[str, ...] = INSIDE
        if match.frame.type == "REQUEST":
            # who is asked is who does it: "an end to the blockade by"; not who it would be done to
            outer = (*outer, *self.matcher.heads(match.predicate, "for"))
            names = INSIDE_REQUEST
        elif verbal and not outer:
            outer = tuple(
                h for name in ("to", "on", "into", "for", "of") for h in self.matcher.heads(match.predicate, name)
            )
        for head in outer:
            for token in self.parsed.conjuncts(head):
                side = self._owners([token], used, own) if verbal else Side()
                if any(a.code for a in side.parties):
                    return side
                for name in names:
                    heads = self.matcher.phrase_slot(token, name)
                    side = self._within(heads, used, own, 3) if heads else Side()
                    if side.parties:
                        side.how = OWNER
                        return side
        return Side()

    def _within(self, heads: Iterable[int], used: set[int], own: frozenset[str | None], depth: int) -> Side:
        """Parties named by the phrases or, failing that, by the phrases inside them ("a force in Mali")."""
        found = [
            t
            for h in heads
            for t in self.parsed.conjuncts(h)
            if t not in used and t not in self._dates and not self._is_own(t, own)
        ]
        side = self._direct(found, True)
        side.parties = [a for a in side.parties if a.code not in own or a.code is None]
        if not any(a.code for a in side.parties):
            inner = self._owners(found, used, own)
            side = inner if inner.parties else side
        if any(a.code for a in side.parties) or not depth:
            return side
        for token in found:
            for name in ("of", "to", "for", "in", "with", "against", "on", "at"):
                deeper = self.matcher.phrase_slot(token, name)
                inner = self._within(deeper, used, own, depth - 1) if deeper else Side()
                if any(a.code for a in inner.parties):
                    return inner
        return side

    def around(self, match: Match, used: set[int], own: frozenset[str | None]) -> Side:
        """Parties in the clause that no slot of the frame asks for: "declared a truce *in Somalia*"."""
        predicate = match.predicate
        if predicate.verb is None:
            return Side()
        clause = Predicate(predicate.verb, "verb", predicate.verb, passive=predicate.passive)
        for slot in ("to", "against", "on", "with", "for", "from", "over", "response"):
            heads = [
                t
                for h in self.matcher.heads(clause, slot)
                for t in self.parsed.conjuncts(h)
                if t not in used and t not in self._dates and not self._is_own(t, own)
            ]
            if not heads:
                continue
            side = self._direct(heads, True)
            if not any(a.code for a in side.parties):
                side = self._owners(heads, used, own)
            if any(a.code and a.code not in own for a in side.parties):
                side.how = OWNER
                return side
        if match.frame.type == "PROTEST":  # where people protest does not say against whom
            return Side()
        side = self._place(clause, "place", match.frame.type)
        return Side() if any(a.code in own for a in side.parties) else side

    def counterpart(self, match: Match, codes: frozenset[str | None]) -> Side:
        """The other side of relations that the sentence speaks of: "tensions *between A and B* rose when A ..."."""
        p = self.parsed
        first, last = p.sentences[p.sentence_of[match.predicate.token]]
        for token in range(first, last):
            if p.pos[token] == "NOUN" and p.lemmas[token] in RELATIONS:
                side = self._direct(
                    [t for h in self.matcher.phrase_slot(token, "between") for t in p.conjuncts(h)], False
                )
                others = [a for a in side.parties if a.code not in codes]
                if len({a.code for a in side.parties}) == 2 and len(others) < len(side.parties):
                    return Side(others, CONTEXT, side.heads)
        return Side()

    def farther(self, match: Match, used: set[int], own: frozenset[str | None]) -> Side:
        """The first party or place of another state in what the act is about: "agreed to build a clinic *in Chad*"."""
        p = self.parsed
        start = match.predicate.token
        codes = own or frozenset()
        open_ = sorted((k for k in p.kids[start] if k > start), reverse=True)
        steps = 0
        while open_ and steps < MAX_STEPS:
            steps += 1
            token = open_.pop()
            if p.lower[token] == "from" and p.lemmas[p.heads[token]] in _COMING:
                open_.extend(sorted(p.kids[token], reverse=True))  # "goods imported *from Chad*"
                continue
            infinitive = p.deps[token] == "relcl" and self.matcher.grammar.has_to(token)  # "troops *to deter*"
            if (p.deps[token] not in _INNER and not infinitive) or p.lower[token] in _NOT_TO or token in self._dates:
                continue
            if p.deps[token] in ("acl", "xcomp", "advcl") and p.child(token, "nsubj", "nsubjpass") is not None:
                continue
            if (
                token not in used
                and p.deps[token] in ("pobj", "dobj", "conj", "appos")
                and not self._is_own(token, own)
            ):
                found = [a for t in p.conjuncts(token) for a in self.resolver.actors(t, allow_place=True)]
                found = [a for a in found if a.code and a.code not in codes]
                hers = any(p.deps[k] == "poss" and p.tags[k] == "PRP$" for k in p.kids[token])
                if not found and p.pos[token] == "NOUN" and not hers:
                    side = self._owners([token], used, own)
                    found = [a for a in side.parties if a.code and a.code not in codes]
                if found:
                    return Side(found, OWNER, {token})
            open_.extend(sorted((k for k in p.kids[token] if k > token), reverse=True))
        return Side()

    def clash(self, match: Match, recipient: Side) -> bool:
        """Whether those named fought each other: "soldiers and rebels died in a shootout" (CODEBOOK section 3)."""
        roles = {a.role for a in recipient.parties if a.code}
        if not (roles & _FORCES and roles & _ARMED) or match.predicate.kind != "verb":
            return False
        p = self.parsed
        return any(
            p.lemmas[h] in _FIGHTS for name in ("during", "in") for h in self.matcher.heads(match.predicate, name)
        )

    def enemy(self, actor: Side, recipient: Side) -> None:
        """Rebels whose country no word names fight in that of the troops they attack."""
        codes = [a.code for a in recipient.parties if a.code and a.role in _FORCES]
        if not codes:
            return
        actor.parties = [replace(a, code=codes[0]) if self._unplaced(a) else a for a in actor.parties]

    def local(self, match: Match, actors: list[Actor]) -> list[Actor]:
        """Armed men of whom nothing more is known are of where they strike: "*Fula gunmen* killed six in Kaduna"."""
        if not any(self._armed_stranger(a) for a in actors):
            return actors
        place = self._place(match.predicate, "place", "ASSAULT").parties
        return [replace(a, code=place[0].code) if place and self._armed_stranger(a) else a for a in actors]

    def _armed_stranger(self, actor: Actor) -> bool:
        return actor.code is None and actor.role in _ARMED and actor.entity is None

    def _unplaced(self, actor: Actor) -> bool:
        """Whether the words of the mention itself say nothing of a country: "the rebels"."""
        if actor.role not in _ARMED or actor.start is None or actor.antecedent is not None or actor.entity:
            return False
        return actor.text.islower() and len(actor.text.split()) < 4

    def object(self, match: Match) -> Side:
        """The object as it stands, for an act that names no party it is done to."""
        if match.predicate.kind != "verb" or match.frame.type in GIVING:
            return Side()
        heads = [t for h in self.matcher.heads(match.predicate, "object") for t in self.parsed.conjuncts(h)]
        return self._theme([h for h in heads if h not in match.predicate.consumed] or heads)

    def phrase(self, head: int, own: frozenset[str | None] = frozenset()) -> Side:
        """The parties that a phrase names, or those it belongs to."""
        tokens = self.parsed.conjuncts(head)
        side = self._direct(tokens, False)
        if any(a.code for a in side.parties):
            return side
        side = self._owners(tokens, set(), own)
        return side if side.parties else self._within(tokens, set(), own, 3)

    def interlocutor(self, codes: frozenset[str | None]) -> Side:
        """With whom somebody has just dealt, where the text names one other party and no more."""
        for _, actors, recipients in reversed(self._history[-2:]):
            parties = [*actors, *recipients]
            others = {a.code for a in parties} - codes
            if codes & {a.code for a in parties} and len(others) == 1:
                return Side([unspoken(a) for a in parties if a.code in others][:1], CONTEXT)
        return Side()

    def provoker(self, verb: int, codes: frozenset[str | None]) -> Side:
        """Who did what somebody answers: "recalled its envoy after *Sweden* recognised", "angry when *Chad* closed"."""
        p, grammar = self.parsed, self.matcher.grammar
        for kid in p.kids[verb]:
            subject: int | None = None
            if p.deps[kid] == "advcl" and any(p.lower[k] in _ONCE for k in p.kids[kid]):
                subject = grammar.subject(kid)
            elif p.deps[kid] == "prep" and p.lower[kid] in _ONCE:
                noun = p.child(kid, "pobj")
                subject = p.child(noun, "poss") if noun is not None and p.pos[noun] == "NOUN" else None
            if subject is None or p.tags[subject] in ("PRP", "PRP$"):
                continue
            side = self._direct(p.conjuncts(subject), False)
            named = {a.code for a in side.parties if a.code}
            if len(named) == 1 and not named & codes and not self.resolver.guessed(subject):
                return replace(side, how=CONTEXT)
        return Side()

    def opponent(self, codes: frozenset[str | None]) -> Side:
        """Against whom the text has just told that others acted: "Chile and Peru followed, recalling their envoys"."""
        for kind, _, recipients in reversed(self._history[-2:]):
            named = {a.code for a in recipients}
            if kind in ("SANCTION", "ACCUSE") and len(named) == 1 and not named & codes:
                return Side([unspoken(a) for a in recipients][:1], CONTEXT)
        return Side()

    def remember(self, kind: str, parties: Parties) -> None:
        """Keep who did an act to whom, so that "the strikes" can later be laid to them."""
        actors = [a for a in parties.actor.parties if a.code]
        recipients = [a for a in parties.recipient.parties if a.code]
        if actors and CONTEXT not in (parties.actor.how, parties.recipient.how):
            self._history.append((kind, actors, recipients))
            self._kinds.add(kind)

    def timed(self, token: int) -> bool:
        """Whether the token is one of a time expression."""
        return token in self._dates

    def told(self, kind: str) -> bool:
        """Whether the text has told an act of the type and who did it."""
        return kind in self._kinds

    def certain(self, kind: str, parties: Parties) -> Side:
        """Who did it, where the text has named one doer of such acts to the same people, and no other."""
        codes = {a.code for a in parties.recipient.parties if a.code}
        found: list[Actor] = []
        for known, actors, recipients in self._history:
            if known == kind and codes & {a.code for a in recipients}:
                if found and {a.code for a in actors} != {a.code for a in found}:
                    return Side()
                found = actors
        return Side([unspoken(a) for a in found], CONTEXT if found else MISSING)
