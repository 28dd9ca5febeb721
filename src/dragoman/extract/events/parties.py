"""Both sides of an act: what its frame asks for, then what complement, place, phrase and text make certain."""

from dataclasses import replace

from dragoman.extract.events.arguments import INWARD
from dragoman.extract.events.company import Company
from dragoman.extract.events.drafts import codes_of, has_code
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import CONTEXT, DIRECT, MISSING, OWNER, THEME, Parties, Side
from dragoman.extract.events.states import LOCATED, States
from dragoman.extract.events.status import Status
from dragoman.extract.events.wider import RELATIONS, WiderArguments
from dragoman.gazetteer.organisations import ORGANISATIONS
from dragoman.ontology import word_list
from dragoman.ontology.ontology import RECIPROCAL
from dragoman.records import Actor

# acts whose recipient may stand in their complement only
EMBEDDING = frozenset({"AGREE", "THREATEN", "REJECT", "REQUEST", "SUPPORT", "AID", "COOPERATE"})
# acts whose object's own phrases name what is judged, not who
UNEMBEDDED = frozenset({"ACCUSE", "CONSULT"})
# acts that people suffer or enjoy: those named keep their words, whoever they belong to
SUFFERED = frozenset({"RETREAT", "COERCE", "ASSAULT", "AID", "SANCTION"})
# acts that are for whoever or wherever their object is about
FARTHER = frozenset(
    "AGREE AID SUPPORT COOPERATE MOBILIZE THREATEN SANCTION REJECT REQUEST CONCEDE RETREAT ACCUSE COERCE".split()
)
# acts that a state's own people and bodies are often the other side of
DOMESTIC = frozenset({"REJECT", "REQUEST", "CONCEDE"})
# acts that only an authority can do
IMPLIED = {"arrest": ("COP", "police"), "convict": ("JUD", "court")}
# what a place's police or court does that is named in place of it
_TRYING = frozenset({"arrest", "convict", "jail", "sentence"})
COUPS = {"coup": ("MIL", "army"), "putsch": ("MIL", "army")}
# acts that may hang on what their recipient does
CONDITIONAL = frozenset({"AGREE", "THREATEN", "REJECT", "CONCEDE", "RETREAT", "SUPPORT", "AID"})
# words that a hyphen joins to whom a crowd is against, and to whose a ship or a shop is
AGAINST = frozenset({"anti"})
OWNED = word_list("acts.owned")
# words before what somebody makes a condition of, and what workers end on such terms
_TERMS = frozenset({"if", "unless", "until"})
_STRIKES = word_list("acts.strikes")
# acts of speech of which the verb above says to whom: "*called Chad's president* to thank him"
# acts that answer what another has done
_ANSWERS = frozenset({"SANCTION", "THREATEN", "ACCUSE", "REJECT"})
_SPOKEN = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "AGREE", "THREATEN"})
_TALKING = word_list("acts.talking")
_SETS = word_list("acts.sets")
_BODIES = word_list("acts.organs")


class PartyFinder:
    """Finds the parties of acts in one document."""

    def __init__(self, arguments: WiderArguments, status: Status) -> None:
        self.status = status
        self.arguments = arguments
        arguments.adjust = self._adjusted
        self.matcher = arguments.matcher
        self.parsed = arguments.parsed
        self.grammar = arguments.matcher.grammar
        self.states = States(arguments, status)
        self.company = Company(arguments)

    def of(self, match: Match, by_token: dict[int, Match]) -> Parties:
        """Both sides of an act, with what the clause leaves to its complement, its place or the text."""
        frame, arguments = match.frame, self.arguments
        parties = arguments.fill(match)
        answer = by_token.get(match.predicate.answer or 0)
        if answer is not None and answer.frame.type == "REJECT":
            # what is refused was asked of who refuses it
            side = arguments.fill(answer).actor
            others = [a for a in side.parties if a.code and a.code not in codes_of(parties.actor.parties)]
            if others and side.how != CONTEXT:
                parties.recipient = replace(side, parties=others)
                return parties
        if frame.reciprocal or frame.both:
            self._others(match, parties.actor)
            self.company.complete(match, parties.actor)
            codes = frozenset(codes_of(parties.actor.parties))
            if frame.type == "AGREE" and len(codes) == 1 and not frame.both:
                parties.recipient = arguments.farther(match, parties.actor.heads, codes)
            return parties
        actor, recipient = parties.actor, parties.recipient
        coup = COUPS.get(self.parsed.lemmas[match.predicate.token])
        implied = IMPLIED.get(frame.mode or "") or (coup if not self.status.unreal(match.predicate) else None)
        if implied is not None and actor.how == MISSING:
            held = next((a.code for a in recipient.parties if a.code and match.predicate.kind == "noun"), None)
            parties.actor = arguments.implied(match, *implied, held)
        elif frame.type == "PROTEST" and actor.how == MISSING and match.predicate.kind == "noun":
            # a crowd is of the place where it is, or of the state that it is against
            against = next((a.code for a in recipient.parties if a.code), None)
            parties.actor = arguments.implied(match, "CVL", "protesters", against)
        elif frame.type == "PROTEST" and actor.how == THEME and not has_code(actor.parties):
            # "rioters", "hundreds" in a text about one country
            here = arguments.implied(match, "CVL", "protesters")
            code = here.parties[0].code if here.parties else None
            if code is not None:
                parties.actor = replace(
                    actor, parties=[replace(a, code=code, role=a.role or "CVL") for a in actor.parties], how=CONTEXT
                )
        own = frozenset() if frame.type in INWARD else frozenset(a.code for a in actor.parties if a.code)
        if recipient.how in (MISSING, THEME) and frame.type not in UNEMBEDDED and frame.recipient != ():
            found = self._embedded(match, by_token, actor, own) if frame.type in EMBEDDING else Side()
            if found.how in (MISSING, THEME):
                deeper = arguments.inside(match, actor.heads, own)
                if not has_code(deeper.parties) and frame.type != "REQUEST":
                    deeper = arguments.around(match, actor.heads, own)
                if has_code(deeper.parties):
                    found = deeper
            if has_code(found.parties) and frame.type in SUFFERED and self._persons(recipient):
                parties.recipient = arguments.named(recipient, found)
            elif has_code(found.parties) or (found.parties and recipient.how == MISSING):
                parties.recipient = found
        if frame.recipient != () and not has_code(parties.recipient.parties) and has_code(actor.parties):
            found = arguments.counterpart(match, frozenset(codes_of(actor.parties)))
            parties.recipient = found if found.parties else parties.recipient
        if frame.type in CONDITIONAL and frame.recipient != () and not has_code(parties.recipient.parties):
            found = self._addressee(match, own)
            parties.recipient = found if found.parties else parties.recipient
        if frame.type in _SPOKEN and not has_code(parties.recipient.parties):
            parties.recipient = self._spoken_to(match) or parties.recipient
        if frame.recipient != () and not has_code(parties.recipient.parties):
            parties.recipient = self._attached(match) or parties.recipient
        if frame.type in FARTHER and frame.recipient != () and not has_code(parties.recipient.parties):
            found = arguments.farther(match, actor.heads, own) if has_code(actor.parties) else Side()
            if not found.parties and frame.type in DOMESTIC and parties.recipient.how in (MISSING, THEME):
                found = arguments.farther(match, actor.heads, frozenset())
            if found.parties and not self._persons(parties.recipient):
                parties.recipient = found
        if frame.type in _ANSWERS and frame.recipient != () and not has_code(parties.recipient.parties):
            parties.recipient = self._answered(match, actor) or parties.recipient
        if parties.recipient.how == MISSING and frame.recipient != ():
            parties.recipient = arguments.object(match)
        if frame.type in RECIPROCAL and parties.recipient.how == THEME and len(codes_of(actor.parties)) > 1:
            parties.recipient = Side()
        if frame.type in LOCATED and not has_code(parties.recipient.parties) and not self._told_above(match, by_token):
            parties.recipient = arguments.located(match, parties.recipient, actor)
        self.states.mend(match, parties)
        if match.predicate.passive and self.parsed.lemmas[match.predicate.token] in _TRYING:
            where = {h for s in ("in", "at", "near") for h in self.matcher.heads(match.predicate, s)}
            if implied is not None and actor.heads and actor.heads <= where:  # "was arrested in Chad"
                actor.parties = [replace(a, role=implied[0]) if a.role == "GOV" else a for a in actor.parties]
        if frame.type in ("ASSAULT", "MOBILIZE"):
            parties.actor.parties = [self._armed(a) for a in parties.actor.parties]
        if frame.type == "ASSAULT":
            # a town does nobody violence
            parties.actor.parties = [
                a for a in parties.actor.parties if a.role or not a.code or a.code in ORGANISATIONS
            ]
            parties.actor.parties = arguments.local(match, parties.actor.parties)
            if parties.actor.how == MISSING and arguments.clash(match, parties.recipient):
                parties.actor = replace(parties.recipient, parties=list(parties.recipient.parties))
            arguments.enemy(parties.actor, parties.recipient)
        if frame.type in LOCATED and not any(a.code for a in parties.actor.parties):
            found = arguments.certain(frame.type, parties)
            parties.actor = found if found.parties else parties.actor
        return parties

    def _others(self, match: Match, side: Side) -> None:
        """Between whom somebody mediates who is named alone: "an effort to prevent a war *between A and B*"."""
        codes = frozenset(codes_of(side.parties))
        if match.frame.mode == "third-party" and len(codes) == 1:
            side.parties = [*side.parties, *self.arguments.farther(match, side.heads, codes).parties]

    def _spoken_to(self, match: Match) -> Side | None:
        """To whom a word of thanks or blame is: "called *Chad's president* to express his sympathy"."""
        verb = match.predicate.verb
        above = self.parsed.heads[verb] if verb is not None else None
        if above is None or self.parsed.lemmas[above] not in _TALKING or not self.grammar.has_to(verb or above):
            return None
        told = self.grammar.object(above) if not self.grammar.is_passive(above) else None
        side = self.arguments.phrase(told) if told is not None else Side()
        return replace(side, how=OWNER) if has_code(side.parties) else None

    def _attached(self, match: Match) -> Side | None:
        """Parties that a hyphen joins to the protest or the thing: "*anti-Chinese* riots", "a *Liberian-flagged* ship";
        those whom the people that it is done to include."""
        resolver = self.arguments.resolver
        objects = self.matcher.heads(match.predicate, "object")
        if match.frame.type == "PROTEST":
            for head in (match.predicate.token, *match.predicate.consumed, *objects):
                found = resolver.attached(head, AGAINST)
                if found:
                    return Side(list(found), OWNER, {head})
        verbs = self.grammar.complements(match.predicate.token) if match.predicate.kind == "verb" else []
        inner = [h for h in map(self.grammar.object, verbs) if h is not None]
        for head in (*objects, *inner):
            found = resolver.attached(head, OWNED)
            if found:
                return Side([replace(a, role="BUS") for a in found], OWNER, {head})
            named = [t for h in self.matcher.phrase_slot(head, "including") for t in self.parsed.conjuncts(h)]
            members = [a for t in named for a in self.matcher.actors(t) if a.code]
            if members:
                return Side(members, OWNER, set(named))
        return None

    def _object_word(self, match: Match, words: frozenset[str]) -> bool:
        return any(self.parsed.lemmas[h] in words for h in self.matcher.heads(match.predicate, "object"))

    def _answered(self, match: Match, actor: Side) -> Side | None:
        """Who provoked an act of which the clause names no object; of ties and envoys also whom the text is about."""
        codes = frozenset(codes_of(actor.parties))
        verb = match.predicate.verb
        if not codes or self.states.unplaced(actor):
            return None
        found = self.arguments.provoker(verb, codes) if verb is not None else Side()
        if match.frame.type == "REJECT" and not found.parties and match.frame.not_clause == "any":
            found = self.arguments.interlocutor(codes)  # "asked Chad to free him. Chad *refused*"
        if found.parties or match.frame.type != "SANCTION":
            return found if found.parties else None
        sets = self.matcher.ontology.sets
        if self._object_word(match, RELATIONS | sets["ambassador"] | sets["embassy"]):
            found = self.arguments.interlocutor(codes)
            found = found if found.parties else self.arguments.opponent(codes)
        return found if found.parties else None

    def _addressee(self, match: Match, own: frozenset[str | None]) -> Side:
        """Of whom a condition is made: "offered a truce if *Chad* withdraws", "will strike unless *Oman* yields"."""
        p = self.parsed
        verb = match.predicate.verb
        inner = self.grammar.complements(verb) if verb is not None else []
        for above in (verb, *inner):
            for kid in p.kids[above] if above is not None else ():
                marked = any(p.deps[k] == "mark" and p.lower[k] in _TERMS for k in p.kids[kid])
                subject = self.grammar.subject(kid) if p.deps[kid] == "advcl" and marked else None
                if subject is None or p.tags[subject] == "PRP":
                    continue
                side = self.arguments.phrase(subject)
                named = codes_of(side.parties)
                if named and not named & own and not self.states.unplaced(side):
                    return replace(side, how=CONTEXT)
                ruling = match.frame.type == "RETREAT" and side.parties and all(a.role == "GOV" for a in side.parties)
                if ruling and self._object_word(match, _STRIKES):
                    return replace(side, how=CONTEXT)  # "will not end the strike until the government pays"
        return Side()

    def _persons(self, side: Side) -> bool:
        return side.how == THEME and any(self.matcher.is_person(h) for h in side.heads)

    def _told_above(self, match: Match, by_token: dict[int, Match]) -> bool:
        """Whether the clause only goes on with an act of its main clause: "shelled Aleppo, *killing two*"."""
        token = match.predicate.token
        above = by_token.get(self.parsed.heads[token])
        return above is not None and self.parsed.deps[token] == "advcl" and above.frame.type == match.frame.type

    def _adjusted(self, match: Match, actor: Side) -> None:
        self._including(match, actor)
        self._speakers(match, actor)

    def _including(self, match: Match, actor: Side) -> None:
        """ "One of several countries to halt exports, including Japan and Spain": those named act too."""
        p, predicate = self.parsed, match.predicate
        if predicate.kind != "verb":
            return
        named = [*p.children(predicate.token, "nsubj"), p.heads[predicate.token]]
        if not any(p.lemmas[t] in _SETS for t in named):
            return
        for head in self.matcher.heads(predicate, "including"):
            for token in p.conjuncts(head):
                actor.parties.extend(a for a in self.matcher.actors(token, allow_place=True) if a.code)
                actor.how = DIRECT if actor.parties else actor.how

    def _speakers(self, match: Match, actor: Side) -> None:
        """ "The government" in the words of a minister is the minister's own."""
        p = self.parsed
        if len(actor.heads) != 1 or match.predicate.kind != "verb":
            return
        head = next(iter(actor.heads))
        forces = all(a.role in ("MIL", "COP", "SPY") for a in actor.parties) and self.states.unplaced(actor)
        if not forces and (
            p.lemmas[head] not in _BODIES or any(p.deps[k] not in ("det", "poss") for k in p.kids[head])
        ):
            return
        reporter = self.status.reporter(match.predicate.token)
        speaker = self.arguments.phrase(reporter) if reporter is not None else Side()
        if len(speaker.parties) == 1 and speaker.parties[0].code and speaker.parties[0].role in ("GOV", "LEG", "MIL"):
            actor.parties = [replace(a, code=speaker.parties[0].code) for a in actor.parties]

    def _armed(self, actor: Actor) -> Actor:
        """A state that only qualifies the act ("an Israeli airstrike") acts by its forces."""
        if actor.role not in ("GOV", None) or actor.start is None or actor.code is None:
            return actor
        token = self.parsed.token_at(max(actor.start, (actor.end or 0) - 1))
        if self.parsed.deps[token] in ("amod", "compound", "nmod") and self.parsed.tags[token] in ("JJ", "NNP", "NNPS"):
            return replace(actor, role="MIL")
        return actor

    def _embedded(self, match: Match, by_token: dict[int, Match], actor: Side, own: frozenset[str | None]) -> Side:
        """The recipient of the act that is promised, threatened, refused or asked for."""
        verbs = self.grammar.complements(match.predicate.token)
        if match.predicate.kind != "verb":
            verbs = [k for k in self.parsed.kids[match.predicate.token] if self.parsed.deps[k] in ("acl", "xcomp")]
        for verb in verbs:
            inner = by_token.get(verb)
            if match.frame.type == "REJECT" and inner and inner.frame.reciprocal and len(codes_of(actor.parties)) > 1:
                return replace(actor, parties=list(actor.parties))
            side = self.arguments.fill(inner).recipient if inner and not inner.frame.reciprocal else Side()
            if not any(a.code for a in side.parties):
                side = self.arguments.embedded(verb, actor.heads, own)
            same = {(a.start, a.end) for a in actor.parties}
            side.parties = [a for a in side.parties if (a.start, a.end) not in same]
            if side.parties:
                side.how = OWNER if any(a.code for a in side.parties) else THEME
                return side
        return Side()
