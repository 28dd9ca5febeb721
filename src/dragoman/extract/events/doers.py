"""Who does or suffers an act that has not happened and that no phrase of its own lays to anybody.

"*Chad* is considering sanctions", "*the bank* could face sanctions", "the minister said schools will be closed", "shops
will be closed" in a text that speaks of one country.
"""

from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import CONTEXT, MISSING, OWNER, THEME, Parties, Side
from dragoman.extract.events.status import DENIALS, DENIED, Status
from dragoman.extract.events.wider import WiderArguments
from dragoman.ontology import word_list
from dragoman.records import Actor

# acts that an authority announces without naming who will do them, and who is one
DECREED = frozenset({"COERCE", "SANCTION", "CONCEDE", "RETREAT", "MOBILIZE", "PROTEST", "ACCUSE"})
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "REB", None})
# acts of a state towards its own people, where no other country is spoken of
_MEASURES = frozenset(
    {"restrict", "curfew", "martial-law", "censor", "access", "release", "arrest", "convict", "deport"}
)
# verbs whose subject would do the act that is their object, and those whose subject would suffer it
_DOING = word_list("acts.would-do")
_SUFFERING = word_list("acts.would-suffer")
_ABOVE = ("conj", "xcomp", "ccomp", "advcl", "pcomp", "parataxis", "acl", "oprd", "dep")
_STEPS = 6


class Doers:
    """Fills the sides of unreal acts in one document."""

    def __init__(self, arguments: WiderArguments, status: Status) -> None:
        self.arguments = arguments
        self.status = status
        self.parsed = arguments.parsed
        self.resolver = arguments.resolver
        self.grammar = arguments.matcher.grammar

    def fill(self, match: Match, parties: Parties, status: str) -> None:
        """Sides of an act that has not happened, where nobody with a code stands on them."""
        if match.predicate.kind == "noun" and not match.predicate.light:
            self._governed(match, parties)
        if parties.actor.how in (THEME, MISSING) and status == DENIED:
            parties.actor = self._denier(match, parties)
        elif parties.actor.how in (THEME, MISSING) and match.frame.type in DECREED:
            parties.actor = self._announcer(match, parties)

    def _denier(self, match: Match, parties: Parties) -> Side:
        """Who denies an act that is laid to nobody, as it is laid to him: "*Chad* denied that people were killed"."""
        p, at = self.parsed, match.predicate.token
        for _ in range(_STEPS):
            if p.lemmas[at] in DENIALS or p.heads[at] == at:
                break
            at = p.heads[at]
        subject = self.grammar.subject(at) if p.pos[at] == "VERB" else None
        for head in (subject,) if subject is not None else ():
            found = [a for a in self.resolver.actors(head) if a.code]
            if found and not _shared(Side(found), parties.recipient, same_words=True):
                return Side(found, CONTEXT, {head})
        return parties.actor

    def _governed(self, match: Match, parties: Parties) -> None:
        """What the verb above a noun says of the parties: "*considers* a strike", "*faces* a strike"."""
        p, noun = self.parsed, match.predicate.token
        verb = self.status.nominal.governor(noun)
        if verb is None:
            return
        lemma = p.lemmas[verb]
        adjective = next((p.lemmas[k] for k in p.kids[verb] if p.deps[k] == "acomp"), "")
        suffering = lemma in _SUFFERING or adjective in ("subject", "vulnerable", "liable", "open", "afraid", "fearful")
        if not suffering and lemma not in _DOING:
            return
        side = self._subject(verb)
        if lemma in ("threaten", "subject") and p.child(verb, "dobj") is not None:
            side = self.arguments.phrase(self.grammar.object(verb) or verb) if lemma == "subject" else side
        if not any(a.code for a in side.parties):
            return
        if suffering:
            if parties.recipient.how in (MISSING, THEME) and (
                parties.actor.how == CONTEXT or not _shared(side, parties.actor)
            ):
                if match.frame.reciprocal and not parties.actor.parties:
                    parties.actor = side
                elif not match.frame.reciprocal and match.frame.recipient != ():
                    parties.recipient = side
            return
        if match.frame.reciprocal:
            if not _shared(side, parties.actor):
                parties.actor = Side([*side.parties, *parties.actor.parties], OWNER, side.heads | parties.actor.heads)
        elif parties.actor.how in (MISSING, THEME) and not _shared(side, parties.recipient, same_words=True):
            parties.actor = side

    def _subject(self, verb: int) -> Side:
        subject = self.grammar.subject(verb)
        if subject is None:
            return Side()
        found = [a for t in self.parsed.conjuncts(subject) for a in self.resolver.actors(t)]
        return Side(found, OWNER, {subject}) if found else Side()

    def _announcer(self, match: Match, parties: Parties) -> Side:
        """The authority that says of a measure without a doer that it comes, or the state that the text is about."""
        token = match.predicate.token
        verb = match.predicate.verb
        seizure = match.frame.mode == "martial-law" and match.predicate.kind == "noun"  # a coup is nobody's measure
        if seizure or (verb is not None and self.status.conditional(verb)):
            return parties.actor
        taken = {(a.start, a.end) for a in parties.recipient.parties}
        heads = [h for h in (self.status.reporter(token), *self._above(token)) if h is not None]
        for head in heads:
            found = [a for a in self.resolver.actors(head) if a.code and a.role in OFFICIAL]
            if found and not any((a.start, a.end) in taken for a in found):
                return Side(found, CONTEXT, {head})
        if match.frame.mode in _MEASURES or match.frame.type == "CONCEDE":
            code = self.resolver.sole_country()
            if code is not None:
                return Side([Actor(code, "GOV", code)], CONTEXT)
        return parties.actor

    def _above(self, token: int) -> list[int]:
        """Subjects of the clauses that the act's clause is part of, the nearest first."""
        p, at = self.parsed, token
        out: list[int] = []
        for _ in range(_STEPS):
            head = p.heads[at]
            if head == at:
                break
            if p.pos[head] in ("VERB", "AUX") and (p.deps[at] in _ABOVE or at == token):
                subject = self.grammar.subject(head)
                if subject is not None and subject not in out:
                    out.append(subject)
            at = head
        return out


def _shared(one: Side, other: Side, *, same_words: bool = False) -> bool:
    if same_words:
        return bool({(a.start, a.end) for a in one.parties} & {(a.start, a.end) for a in other.parties})
    return bool({a.code for a in one.parties if a.code} & {a.code for a in other.parties if a.code})
