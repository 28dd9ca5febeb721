"""Who did it and to whom: from the slots of a frame to resolved parties."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dragoman.extract.events.predicates import PARTITIVE, Match, Matcher
from dragoman.extract.events.sides import (
    DIRECT,
    MISSING,
    OWNER,
    PLACE,
    THEME,
    Parties,
    Side,
    join,
    part,
    unique,
    unspoken,
)
from dragoman.extract.events.slots import Predicate
from dragoman.ontology import word_list, word_table
from dragoman.records import Actor

VERB_ACTOR, VERB_RECIPIENT = ("subject",), ("object",)
NOUN_ACTOR, NOUN_RECIPIENT = ("subject", "poss", "by", "mod"), ("against", "on", "of", "mod", "to", "upon")
MUTUAL_VERB = ("subject", "object", "with", "between")
MUTUAL_NOUN = ("subject", "poss", "mod", "between", "with", "of", "by", "among")
# people and firms that are not of the state where they are
UNSETTLED = frozenset({"REF", "BUS"})
# acts that a place can suffer or receive: strikes on a city, aid to an island, arms sales to a capital
PLACED = frozenset("ASSAULT COERCE MOBILIZE AID SANCTION CONSULT RETREAT COOPERATE PROTEST".split())
# acts that a state often does to its own people
INWARD = frozenset({"ASSAULT", "COERCE", "PROTEST"})
# slots that say whose the object is
_WHOSE = frozenset({"object.of", "object.mod", "object.poss"})
_OWNERS = ("poss", "by", "mod", "of", "from", "maker")
# for which one comes to a land, not only to a venue in it
_STAYS = frozenset({"visit", "trip", "tour", "stay", "stopover", "pilgrimage"})
# what lies between two states
_SHARED = frozenset({"border", "frontier", "boundary"})
_CAUSING = word_list("acts.causing")
_BLAMING = word_list("acts.blaming")
_UNPOLITICAL = word_list("acts.unpolitical")
_WORDS_OF = word_list("acts.words-of")
# nouns by which a text comes back to an act that it has told, by its type; "measure" stands for any act
_TOLD = word_table("speech.told")
_MEASURES = frozenset("SANCTION COERCE REJECT MOBILIZE SUPPORT AGREE CONCEDE RETREAT THREATEN ASSAULT AID".split())
# "argued *during* talks", "agreed *after* a meeting": who does so was there
ATTENDING = frozenset("during in at by after following over from".split())
MAX_MENTION = 120  # characters; a longer phrase names nobody


class Arguments:
    """Fills the slots of frames in one document."""

    def __init__(self, matcher: Matcher, dates: Iterable[int]) -> None:
        self.matcher = matcher
        self._dates = frozenset(dates)
        self.adjust: Callable[[Match, Side], None] = lambda match, side: None  # mends the actor before the recipient
        self._history: list[tuple[str, list[Actor], list[Actor]]] = []
        self._kinds: set[str] = set()
        self._nouns: dict[str, list[int]] | None = None
        self.parsed = matcher.parsed
        self.resolver = matcher.resolver

    def fill(self, match: Match) -> Parties:
        """Both sides of the act that ``match`` codes."""
        frame, predicate = match.frame, match.predicate
        if frame.reciprocal or frame.both:
            return self._mutual(match)
        verbal = predicate.kind == "verb"
        actor_slots = frame.actor
        if actor_slots is None:
            actor_slots = VERB_ACTOR if verbal or predicate.kind == "adj" else NOUN_ACTOR
        recipient_slots = frame.recipient
        if recipient_slots is None:
            recipient_slots = VERB_RECIPIENT if verbal else NOUN_RECIPIENT
            if predicate.kind == "adj":
                recipient_slots = ("of", "to", "with", "against", "for", "about", "toward", "towards")
        crowd = frame.type if frame.type == "PROTEST" else ""
        actor = self._side(predicate, actor_slots, set(), placed=False, theme=verbal, doer=True, kind=crowd)
        theirs = "object.poss" in recipient_slots  # of "Chad's offer was rejected" Chad is no actor
        if verbal and actor.how in (MISSING, THEME) and (frame.actor or (predicate.passive and not theirs)):
            actor = self._plain_actor(predicate, actor, recipient_slots)
        self.adjust(match, actor)
        own = frozenset() if frame.type in INWARD else frozenset(a.code for a in actor.parties if a.code)
        recipient = self._side(
            predicate,
            recipient_slots,
            actor.heads | {t for t in predicate.consumed if self.parsed.lemmas[t] in self.matcher.ontology.nouns},
            placed=frame.type in PLACED,
            theme=True,
            kind=frame.type,
            own=own,
            same=frozenset((a.code, a.role) for a in actor.parties) if own else frozenset(),
        )
        if actor.how == MISSING and predicate.kind == "noun":
            actor = self.causer(predicate)
            if actor.how == MISSING and frame.type in INWARD:
                actor = self._blamed(predicate)
        if (
            actor.how == MISSING
            and predicate.kind == "noun"
            and frame.actor is None
            and "of" not in recipient_slots[:1]
        ):
            of = self._side(predicate, ("of",), recipient.heads, placed=False)
            if of.parties:
                actor = of
        part(actor, recipient)
        return Parties(actor, recipient)

    def _plain_actor(self, predicate: Predicate, actor: Side, recipient_slots: Sequence[str]) -> Side:
        """Who acts by the grammar of the clause, where the slots of the frame name nobody."""
        p = self.parsed
        if predicate.passive:
            found = self._side(predicate, ("by",), set(), placed=False)
            if found.parties:
                return found
            # "UN sanctions were imposed": whose act the subject names; but whose house is set on fire suffers it
            for head in self.matcher.heads(predicate, "object") if predicate.particle != "on fire" else ():
                if head in predicate.consumed and p.lemmas[head] in self.matcher.ontology.nouns:
                    for slot in ("poss", "mod"):
                        found = self._direct(self.matcher.phrase_slot(head, slot), False)
                        if any(a.code for a in found.parties):
                            found.how = OWNER
                            return found
            return actor
        if any(slot.split(".")[0] == "subject" for slot in recipient_slots):
            return actor
        heads = [t for h in self.matcher.heads(predicate, "subject") for t in p.conjuncts(h)]
        found = self._direct([t for t in heads if self.resolver.is_person(t)], False)
        return found if found.parties else actor

    def _attending(self, predicate: Predicate) -> Side:
        """Those who do something during talks take part in them: "argued *during a phone call*"."""
        p = self.parsed
        noun = self.matcher.measured(predicate.token)
        for kid in p.kids[noun]:  # "a call *in which* Trump pressed Merkel"
            which = [k for k in p.kids[kid] if p.deps[k] == "prep" and p.lower[k] in ("in", "during", "at")]
            if p.deps[kid] == "relcl" and any(p.tags[t] == "WDT" for k in which for t in p.kids[k]):
                return self._involved(kid)
        prep = p.heads[noun]
        verb = p.heads[prep]
        if p.deps[noun] != "pobj" or p.lower[prep] not in ATTENDING:
            return Side()
        if p.pos[verb] != "VERB" or self.matcher.grammar.is_passive(verb):
            return Side()
        return self._involved(verb, both=p.lower[prep] in ("during", "in", "at", "over"))

    def _involved(self, verb: int, *, both: bool = True) -> Side:
        """Who does what the verb says, and, with ``both``, the person to whom it is said, given or done."""
        g, p = self.matcher.grammar, self.parsed
        subject = g.surface_subject(verb)
        side = self._direct(p.conjuncts(subject), False) if subject is not None else Side()
        if both and len({a.code for a in side.parties}) == 1:
            for other in (g.object(verb), g.indirect(verb)):
                state = other is not None and p.pos[other] == "PROPN" and self.resolver.place(other) is not None
                if other is not None and not state and self.resolver.is_person(other):
                    join(side, self._direct(p.conjuncts(other), False))
        return side

    def causer(self, predicate: Predicate) -> Side:
        """Who announces, orders or goes on with the act that a noun names: "announced the release of"."""
        p, verb = self.parsed, predicate.verb
        if (
            verb is None
            or p.lemmas[verb] not in _CAUSING
            or p.deps[predicate.token] not in ("dobj", "nsubjpass", "conj")
        ):
            return Side()
        subject = self.matcher.grammar.subject(verb)
        if subject is None:
            return Side()
        side = self._direct(p.conjuncts(subject), False)
        return side if side.parties or p.pos[subject] != "PROPN" else self._theme([subject])

    def _blamed(self, predicate: Predicate) -> Side:
        """Who is arrested, tried or punished for the act that a noun names: "was jailed *for rioting*"."""
        p = self.parsed
        prep = p.heads[predicate.token]
        verb = p.heads[prep]
        if p.deps[predicate.token] not in ("pobj", "pcomp") or p.lower[prep] != "for":
            return Side()
        if p.lemmas[verb] not in _BLAMING:
            return Side()
        blamed = self.matcher.grammar.object(verb)
        return self._direct(p.conjuncts(blamed), False) if blamed is not None else Side()

    def _mutual(self, match: Match) -> Parties:
        frame, predicate = match.frame, match.predicate
        slots = frame.actor or (MUTUAL_VERB if predicate.kind == "verb" else MUTUAL_NOUN)
        out = Side()
        for slot in slots:
            found = self._side(predicate, (slot,), out.heads, placed=False, theme=slot.endswith("with"))
            if slot in ("in", "to", "into", "object") and frame.mode == "visit" and not found.parties:
                found = self._host(predicate, slot, {a.code for a in out.parties})
            join(out, found)
        if frame.recipient:
            found = self._side(predicate, frame.recipient, out.heads, placed=True, theme=True)
            join(out, found)
        if frame.type == "CONSULT" and predicate.kind == "verb" and len(out.parties) == 1 and not predicate.passive:
            # "leaders met the envoy": the plural subject did not meet itself
            for slot in ("object", "with"):
                heads = [h for h in self.matcher.heads(predicate, slot) if self.resolver.is_person(h)]
                join(out, self._direct([t for h in heads for t in self.parsed.conjuncts(h)], False))
        bare = predicate.kind == "noun" and not predicate.light and len({a.code for a in out.parties if a.code}) < 2
        if frame.type in ("CONSULT", "COOPERATE") and bare:
            found = self._attending(predicate)
            # "named a premier after months of talks": with whom he talked is not said
            several = len({a.code for a in (*out.parties, *found.parties)}) > 1
            if frame.several and self._direct(self.matcher.phrase_slot(predicate.token, "mod"), False).parties:
                found = Side()  # "said at *the UN session*"
            if several or self.matcher.measured(predicate.token) == predicate.token:
                join(out, found)
        if predicate.kind == "noun" and not predicate.light and len({a.code for a in out.parties if a.code}) == 1:
            side = self.causer(predicate)  # "announced a visit to Chad"
            side.parties += out.parties
            out = side if len(side.parties) > len(out.parties) else out
        if frame.both:
            return Parties(out, replace(out, parties=list(out.parties)) if len(out.parties) > 1 else Side())
        return Parties(out, Side())

    def _host(self, predicate: Predicate, slot: str, guests: set[str | None]) -> Side:
        """The government of the land that somebody arrives in; a town may be no more than the venue of talks."""
        heads = [h for h in self.matcher.heads(predicate, slot) if h not in self._dates]
        if any(self.parsed.lemmas[h] not in _STAYS for h in self.matcher.heads(predicate, "for")):
            return Side()
        side = self._direct(heads, True)
        side.parties = [replace(a, role="GOV") for a in side.parties if a.code and a.code not in guests]
        return side

    def _side(
        self,
        predicate: Predicate,
        slots: Sequence[str],
        used: set[int],
        *,
        placed: bool,
        theme: bool = False,
        doer: bool = False,
        kind: str = "",
        own: frozenset[str | None] = frozenset(),
        same: frozenset[tuple[str | None, str | None]] = frozenset(),
    ) -> Side:
        weak = Side()
        groups: list[list[int]] = []
        for slot in slots:
            if slot == "place" or slot.endswith(".place"):
                side = self._place(predicate, slot, kind)
                if side.parties:
                    return self.named(weak, side)
                continue
            heads = [
                t
                for h in self.matcher.heads(predicate, slot)
                for t in self.parsed.conjuncts(h)
                if t not in used and t not in self._dates and not (own and self._is_own(t, own))
            ]
            if not heads:
                continue
            side = self._direct(heads, placed and slot not in ("subject", "in", "at"))
            if any(a.role == "REF" for a in side.parties):
                side.parties = self._origin(predicate, heads, side.parties)
            if slot.endswith("mod") and len(side.parties) > 1:
                side.parties = self._qualified(side.parties)
            if same:  # a government's own delegation is no recipient of what it does
                side.parties = [a for a in side.parties if a.code is None or (a.code, a.role) not in same]
            if own and {a.code for a in side.parties} <= own:
                side = self._across(heads, own) or side
            if slot in _WHOSE:
                side = self._whole(predicate, side)
            if any(a.code for a in side.parties):
                return self.named(weak, side) if weak.parties and slot not in ("subject", "object") else side
            if side.parties and not weak.parties:
                weak = side
            elif theme and not weak.parties and slot != "subject" and any(self.matcher.is_person(h) for h in heads):
                weak = self._theme(heads)
            act = slot == "by" and all(self.parsed.lemmas[h] in self.matcher.ontology.nouns for h in heads)
            if not doer or (slot in ("subject", "by") and not act) or any(map(self.matcher.is_person, heads)):
                groups.append(heads)  # "a suicide bombing" was not done by suicide, nor "freed from jail" by a jail
            # an object that belongs to somebody stands before the next slot
            ours = [h for h in heads if not (doer and self.parsed.lemmas[h] in _UNPOLITICAL)]
            side = self._owners(ours, used, own)
            if any(a.code for a in side.parties):
                return side if weak.how != THEME or weak.heads & set(heads) else self.named(weak, side)
        if weak.parties or not theme:
            return weak
        for heads in groups:
            side = self._theme(heads)
            if side.parties:
                return side
        return Side()

    def _across(self, heads: Iterable[int], own: frozenset[str | None]) -> Side | None:
        """The other side of what two states share: of Kenya "the *Somali*-Kenyan border"."""
        p = self.parsed
        for head in heads:
            if p.lemmas[head] in _SHARED:
                first, last = p.subtree(head)
                side = self._direct([t for t in range(first, last) if t != head], False)
                side.parties = [a for a in side.parties if a.code and a.code not in own]
                if len({a.code for a in side.parties}) == 1:
                    return replace(side, parties=side.parties[:1])
        return None

    def _whole(self, predicate: Predicate, side: Side) -> Side:
        """The thing itself, where it is a party of the same state: in "downed a Russian jet" the jet, not Russia."""
        thing = self._direct(self.matcher.heads(predicate, "object"), False)
        codes = {a.code for a in thing.parties}
        return thing if side.parties and codes == {a.code for a in side.parties} else side

    def _origin(self, predicate: Predicate, heads: Sequence[int], parties: list[Actor]) -> list[Actor]:
        """Refugees belong to where they come from, wherever the phrase hangs: "took in migrants *from Libya*"."""
        phrases = [t for h in heads for t in self.matcher.phrase_slot(h, "from")]
        from_ = phrases or self.matcher.heads(predicate, "from")
        # not "freed migrants from a house in Nogales"
        codes = [self.resolver.place(t) for t in from_ if self.parsed.tags[t] in ("NNP", "NNPS")]
        return [replace(a, code=codes[0]) if a.role == "REF" else a for a in parties] if any(codes[:1]) else parties

    def _qualified(self, parties: list[Actor]) -> list[Actor]:
        """ "A Somali rebel ambush" is by one party: the state of the one word in the role of the other."""
        states = [a for a in parties if a.text[:1].isupper()]
        roles = [a for a in parties if a.text[:1].islower()]
        if not states or not roles:
            return parties
        return [replace(a, role=roles[-1].role) for a in states]

    def named(self, weak: Side, place: Side) -> Side:
        """People of no known state take the state of the place, migrants excepted."""
        known = [a for h in weak.heads for a in self.resolver.actors(h)]
        if any(a.role in UNSETTLED for a in (*weak.parties, *known)):
            return weak
        if not weak.parties:
            return place
        codes = dict.fromkeys(a.code for a in place.parties)
        parties = [replace(a, code=c, role=a.role or "CVL") for a in weak.parties for c in codes]
        return Side(parties, place.how, weak.heads)

    def _doer(self, noun: int) -> list[Actor]:
        """Who did the act that a definite event noun speaks of, from earlier in the text."""
        p = self.parsed
        if not any(p.lower[k] in ("the", "this", "that", "these", "those") for k in p.kids[noun]):
            return []
        frames = self.matcher.ontology.nouns.get(p.lemmas[noun], ())
        back = {kind for kind, words in _TOLD.items() if p.lemmas[noun] in words}
        if not frames and not back and p.lemmas[noun] not in _WORDS_OF:
            return []
        told = self._told(noun)
        if told:
            return [unspoken(a) for a in told]
        kinds = {f.type for f in frames} | back | (_MEASURES if "measure" in back else set())
        for kind, actors, _ in reversed(self._history[-12:]):
            if kind in kinds:
                return [unspoken(a) for a in actors]
        return []

    def _told(self, noun: int) -> list[Actor]:
        """Whose it is by an earlier mention: "the French proposal ... rejected *the proposal*"."""
        p = self.parsed
        if self._nouns is None:
            self._nouns = {}
            for token in range(len(p)):
                if p.pos[token] == "NOUN":
                    self._nouns.setdefault(p.lemmas[token], []).append(token)
        for token in reversed([t for t in self._nouns.get(p.lemmas[noun], ()) if t < noun][-4:]):
            for slot in ("poss", "mod", "by"):
                side = self._direct(self.matcher.phrase_slot(token, slot), False)
                if any(a.code for a in side.parties):
                    return [a for a in side.parties if a.code]
        return []

    def _direct(self, heads: Iterable[int], placed: bool) -> Side:
        out = Side()
        for head in heads:
            if head in self._dates:
                continue
            found = self.matcher.actors(head, allow_place=placed)
            if not found and (self.parsed.lemmas[head] in PARTITIVE or self.parsed.tags[head] == "CD"):
                for inner in self.matcher.grammar.preposition(head, "of"):
                    for token in self.parsed.conjuncts(inner):
                        some = self.resolver.actors(token, allow_place=placed)
                        found += tuple(self._beside(token, some) or some) if some else ()
            if found:
                out.parties.extend(self._beside(head, found) or found)
                out.heads.add(head)
        if out.parties:
            out.parties, out.how = unique(out.parties), DIRECT
        return out

    def _is_own(self, head: int, own: frozenset[str | None]) -> bool:
        """Whether the phrase is the actor's own people or things ("withdrew *its troops*")."""
        p = self.parsed
        owners = [k for k in p.kids[head] if p.deps[k] == "poss" and p.tags[k] == "PRP$"]
        if not owners:
            return p.lower[head] in ("itself", "himself", "herself", "themselves")
        found = self.resolver.actors(head) or self.resolver.actors(owners[0])  # "along *its border*" is no party
        return any(a.code in own for a in found)

    def _beside(self, head: int, found: Sequence[Actor]) -> list[Actor]:
        """The states of "Russia and Turkey's ministers", "British and French forces", each by its own word."""
        p = self.parsed
        for kid in p.kids[head]:
            if kid < head and p.deps[kid] in ("poss", "amod", "compound", "nmod"):
                group = p.conjuncts(kid)
                if len(group) == 1:
                    continue
                out = [replace(a, role=found[0].role) for t in group for a in self.resolver.actors(t) if a.code]
                if len({a.code for a in out}) > 1:
                    return out
        if p.tags[head] not in ("NNS", "NNPS"):
            return []
        for name in ("of", "in", "from"):  # "the armies of Brazil and Uruguay", "farmers in Mali and Niger"
            for inner in self.matcher.phrase_slot(head, name):
                states = [a for t in p.conjuncts(inner) for a in self.resolver.actors(t, allow_place=name == "in")]
                out = [replace(a, role=found[0].role) for a in states]
                if len({a.code for a in out if a.code}) > 1 and found[0].code in {a.code for a in out}:
                    return [a for a in out if a.code]
        return []

    def _owners(self, heads: Iterable[int], used: set[int], own: frozenset[str | None] = frozenset()) -> Side:
        """Parties inside phrases that are no party themselves: "the Russian decision", "a request from Paris"."""
        out, p = Side(), self.parsed
        for head in heads:
            if p.pos[head] not in ("NOUN", "PROPN", "NUM"):
                continue
            for slot in _OWNERS:
                inner = [
                    t
                    for h in self.matcher.phrase_slot(head, slot)
                    for t in ([h] if slot == "mod" else self.parsed.conjuncts(h))
                    if t not in used
                ]
                if not inner:
                    continue
                found = self._direct([t for t in inner if not (own and p.tags[t] == "PRP$")], False)
                if not found.parties and slot == "of":
                    for h in inner:
                        for nested in ("poss", "mod", "of"):
                            deeper = [t for t in self.matcher.phrase_slot(h, nested) if t not in used]
                            found = self._direct(deeper, False)
                            if found.parties:
                                break
                        if found.parties:
                            break
                found.parties = [a for a in found.parties if a.code is None or a.code not in own]
                if found.parties and slot in ("mod", "poss", "of", "from") and p.pos[head] == "NOUN":
                    found.parties = self._people(head, found.parties)
                if found.parties:
                    join(out, found)
                    out.heads.add(head)
                    break
            else:
                doers = self._doer(head)
                if doers:
                    out.parties = unique([*out.parties, *(a for a in doers if a.code not in own)])
                    out.heads.add(head)
        out.how = OWNER if out.parties else MISSING
        return out

    def _people(self, head: int, owners: list[Actor]) -> list[Actor]:
        """People who belong to a state are themselves the party ("a French citizen")."""
        if not self.matcher.is_person(head):
            return owners
        span = self.resolver.mention(head)
        text = span.of(self.parsed.text)
        return [Actor(a.code, "CVL", text, text, span.start, span.end) for a in owners[:1]]

    def _place(self, predicate: Predicate, slot: str, kind: str) -> Side:
        heads: list[int] = []
        if slot == "place":
            for name in ("in", "near", "at", "on", "across", "outside", "over", "inside"):
                heads.extend(self.matcher.heads(predicate, name))
        else:
            for head in self.matcher.heads(predicate, slot.split(".", 1)[0]):
                for name in ("in", "at", "near"):
                    heads.extend(self.matcher.phrase_slot(head, name))
        role = "CVL" if kind in ("ASSAULT", "COERCE", "AID", "PROTEST") else "GOV"
        for head in heads:
            out: list[Actor] = []
            for token in self.parsed.conjuncts(head):
                code = self.resolver.place(token)
                if code and code not in {a.code for a in out}:
                    span = self.resolver.mention(token)
                    text = span.of(self.parsed.text)
                    out.append(Actor(code, role, text, text, span.start, span.end))
            if out:
                return Side(out, PLACE, {head})
        return Side()

    def _theme(self, heads: Iterable[int]) -> Side:
        """A phrase that is no known party, printed as it stands, with no code."""
        for head in heads:
            if self.parsed.pos[head] not in ("NOUN", "PROPN"):
                continue
            span = self.resolver.mention(head)
            if head not in self._dates and 0 < span.end - span.start <= MAX_MENTION:
                text = span.of(self.parsed.text)
                return Side([Actor(None, None, text, text, span.start, span.end)], THEME, {head})
        return Side()
