"""Whether an act that a noun names happened: what stands before the noun, and what governs it.

"A *possible* strike", "fears of a strike", "*considers* a strike", "a strike *could follow*", "*foiled* a strike".
"""

from collections.abc import Callable

from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.stated import DENIED, HAPPENED, NOT, PLANNED, POSSIBLE, Stated
from dragoman.ontology import word_list, word_table
from dragoman.parse import Parsed

Table = dict[str, frozenset[str]]


def _in(table: Table, word: str) -> str | None:
    return next((status for status, words in table.items() if word in words), None)


# words before the noun
_BEFORE = word_table("status.before")
# nouns of which the act is the content: "the threat of an attack", "plans for talks"
_NOUNS = word_table("status.nouns")
# verbs whose object, or prepositional object, the act is
_OBJECT = word_table("status.object")
# of these an act that has taken place may be the object too ("discussed the attack", "welcomed the visit"): they say
# something only of one that is not yet known
_WEAK = word_list("status.weak")
# nouns and verbs through which the question is passed on
_PARTS = word_list("status.parts")
_TAKING_PLACE = word_list("status.taking-place")
_CARRYING = word_list("status.carrying")
# what brings an act about, or undergoes it, has its fate: "could lead to", "would trigger", "may suffer"
_BRINGING = word_list("status.bringing")
# what is said of an act as predicate: "is expected", "is unlikely", "is off the table"
_SAID = word_table("status.said")
_ADJECTIVES = word_table("status.adjectives")
_PREPOSITIONS = {"without": NOT, "pending": PLANNED, "ahead": PLANNED, "barring": POSSIBLE, "failing": POSSIBLE}
# through which an act is denied: a share in it, a claim of it
_SHARES = word_list("status.shares")
# of which there is none where the act has not come about
_TRACES = word_list("status.traces")
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_STEPS = 8


class Nominal:
    """Status of the acts that nouns name in one document; ``verb_status`` tells that of a verb."""

    def __init__(self, parsed: Parsed, grammar: Grammar, verb_status: Callable[[int], str]) -> None:
        self.parsed = parsed
        self.grammar = grammar
        self.verb_status = verb_status

    def before(self, noun: int) -> str:
        """What the words before the noun say, also those before one that it is coordinated with."""
        p = self.parsed
        at = noun
        for _ in range(_STEPS):
            for kid in p.kids[at]:
                if kid < at and p.deps[kid] in ("amod", "det", "compound", "nmod", "neg"):
                    said = _in(_BEFORE, p.lower[kid])
                    if said and (at == noun or said != NOT):
                        return Stated(said, kid)
            if p.deps[at] != "conj" or p.pos[p.heads[at]] not in ("NOUN", "PROPN"):
                break
            at = p.heads[at]
        return HAPPENED

    def around(self, noun: int) -> str:
        """What governs the noun says of its act."""
        p = self.parsed
        known = any(p.lower[k] in _KNOWN or p.deps[k] == "poss" for k in p.kids[noun])
        at, preposition = noun, ""
        for _ in range(_STEPS):
            head, dep = p.heads[at], p.deps[at]
            if head == at or dep in ("relcl", "acl", "advcl"):
                return HAPPENED
            if dep == "conj":
                at = head
                continue
            if p.pos[head] == "ADP" or dep in ("pobj", "pcomp"):
                if p.lower[head] in _PREPOSITIONS:
                    return Stated(_PREPOSITIONS[p.lower[head]], head)
                at, preposition = head, p.lower[head]
                continue
            lemma = p.lemmas[head]
            if p.pos[head] in ("NOUN", "PROPN"):
                if dep == "prep" and lemma in _SHARES and self._denied(head):
                    # "denied involvement in the attack", "denied reports of an attack"
                    return Stated(DENIED, p.heads[head])
                if dep == "prep" and preposition == "of" and lemma in _TRACES:
                    return Stated(NOT, head) if self._none(head) else HAPPENED
                if dep == "compound" or (dep == "prep" and preposition in ("of", "for", "about", "over", "on", "to")):
                    said = _in(_NOUNS, lemma)
                    if said == PLANNED and preposition in ("over", "about", "on"):
                        said = None  # "a deadline over the attack"
                    if said and not (known and lemma in _WEAK):
                        return self._through(said, head)
                    if dep == "prep" and lemma in _PARTS:
                        at = head
                        continue
                    if lemma == "way" and preposition in ("for", "to"):
                        paving = p.tags[p.heads[head]] in ("VBZ", "VBP", "VB")
                        return Stated(POSSIBLE, head) if paving else self.verb_status(p.heads[head])
                    if lemma == "result" and p.lemmas[p.heads[head]] == "as":
                        return HAPPENED
                return HAPPENED
            if p.pos[head] == "ADJ":
                said = _in(_ADJECTIVES, lemma)
                return Stated(said, head) if said and preposition in ("to", "of", "for", "on") else HAPPENED
            if p.pos[head] in ("VERB", "AUX"):
                if dep == "prep" and preposition in ("of", "that"):
                    worry = p.child(head, "nsubj")  # "fears rise of an attack"
                    said = _in(_NOUNS, p.lemmas[worry]) if worry is not None else None
                    if said:
                        return Stated(said, worry)
                return self._verb(noun, head, dep, preposition, known)
            return HAPPENED
        return HAPPENED

    def _denied(self, noun: int) -> bool:
        """Whether somebody denies what the noun says: "*denied* any role"."""
        p, head = self.parsed, self.parsed.heads[noun]
        return p.deps[noun] in ("dobj", "nsubjpass") and p.lemmas[head] in _OBJECT[DENIED] and not self._negated(head)

    def _none(self, noun: int) -> bool:
        """Whether there is none of it: "*no* sign of", "had *not* seen *any* sign of"."""
        p = self.parsed
        kids = {p.lower[k] for k in p.kids[noun] if k < noun}
        return bool(kids & {"no", "little"}) or ("any" in kids and self._negated(p.heads[noun]))

    def _through(self, said: str, noun: int) -> str:
        """The plan that was dropped: what governs a noun of intent outdoes it."""
        p = self.parsed
        no = next((k for k in p.kids[noun] if p.lower[k] == "no"), None)
        if no is not None:
            return Stated(NOT, no)
        head = p.heads[noun]
        if said in (PLANNED, NOT) and p.deps[noun] in ("dobj", "nsubjpass") and p.lemmas[head] in _OBJECT[NOT]:
            return Stated(NOT, head)
        return Stated(said, noun)

    def _verb(self, noun: int, verb: int, dep: str, preposition: str, known: bool) -> str:
        p = self.parsed
        lemma = p.lemmas[verb]
        own = self.verb_status(verb)
        if dep in ("nsubj", "nsubjpass", "attr", "expl"):
            if dep == "attr" and lemma == "be" and (neg := self.negation(verb)) is not None:
                return Stated(NOT, neg)  # "this is no recognition"
            coming = p.child(verb, "xcomp") if lemma == "be" else None
            if coming is not None and self.grammar.has_to(coming):
                return self.verb_status(coming)  # "an exchange is to take place"
            if lemma == "be" or dep == "nsubjpass":
                said = self._said(verb)
                if said is not None:
                    return said
            if (
                lemma in _TAKING_PLACE
                or (dep == "nsubjpass" and lemma in _CARRYING)
                or (dep == "attr" and lemma == "be")
                or any(p.deps[k] == "aux" and p.lower[k] in ("would", "could", "might") for k in p.kids[verb])
            ):
                return own if not (known and lemma in ("end", "cease", "last")) else HAPPENED
            return HAPPENED
        if dep in ("dobj", "prep", "pobj", "oprd"):
            if dep == "dobj" and (lemma, self._particle(verb)) in (("rule", "out"), ("call", "off"), ("head", "off")):
                return Stated(NOT, verb)
            if dep == "prep" and preposition not in (
                "for", "of", "about", "on", "to", "against", "with", "into", "in",
            ):  # fmt: skip
                return HAPPENED
            if dep == "prep" and p.child(verb, "dobj") is not None and lemma not in ("threaten", "subject", "pave"):
                # what stands behind the object is not what the verb is about, unless it brings it about
                return own if lemma in _BRINGING and preposition == "to" else HAPPENED
            said = _in(_OBJECT, lemma)
            if (said and lemma not in ("rule", "call", "head")) or (said and dep == "prep" and preposition == "for"):
                if known and lemma in _WEAK:
                    return HAPPENED
                if said == NOT and lemma == "refuse" and dep == "prep":
                    return HAPPENED
                if (neg := self.negation(verb)) is not None:
                    return HAPPENED if said == DENIED else Stated(POSSIBLE if said == NOT else NOT, neg)
                if said == NOT and own in (POSSIBLE, PLANNED):
                    return Stated(POSSIBLE, verb)  # "hopes to avoid sanctions"
                if lemma == "face" and own == PLANNED:
                    return own
                return Stated(said, verb)
            if lemma in _CARRYING or lemma in _BRINGING:
                return own if not (known and lemma in _BRINGING) else HAPPENED
            if lemma in ("respond", "react", "answer") and any(p.lower[k] == "any" for k in p.kids[noun]):
                return Stated(POSSIBLE, verb)
        return HAPPENED

    def _said(self, verb: int) -> str | None:
        """What a copula's predicate or a passive says: "is imminent", "was called off", "is under consideration"."""
        p = self.parsed
        if p.lemmas[verb] != "be":
            if any(p.lower[k] in ("off", "out") and p.deps[k] == "prt" for k in p.kids[verb]):
                return Stated(NOT, verb)
            said = _in(_SAID, p.lemmas[verb])
            # "is expected to be lifted", "is expected to end" speak of the lifting and the end
            if said is None or any(p.deps[k] == "xcomp" for k in p.kids[verb]):
                return None
            return self._or_not(said, verb, verb)
        for kid in p.kids[verb]:
            words = [kid]
            if p.deps[kid] == "prep":
                words = [k for k in p.kids[kid] if p.deps[k] == "pobj"]
                if p.lower[kid] == "off" and any(p.lemmas[k] == "table" for k in words):
                    return Stated(NOT, kid)
            elif p.deps[kid] not in ("acomp", "attr", "xcomp", "oprd"):
                continue
            for word in words:
                said = _in(_SAID, p.lemmas[word]) or _in(_SAID, p.lower[word])
                if said:
                    return self._or_not(said, word, verb)
        return None

    def _or_not(self, said: str, word: int, verb: int) -> Stated:
        """What ``word`` says, which a negated verb turns: "is *not* planned"."""
        neg = self.negation(verb)
        return Stated(said, word) if neg is None or said == NOT else Stated(NOT, neg)

    def governor(self, noun: int) -> int | None:
        """The verb that says the act comes, is feared or is considered, whose subject may be a party of it."""
        p = self.parsed
        at = noun
        for _ in range(_STEPS):
            head = p.heads[at]
            if head == at or p.deps[at] in ("relcl", "acl", "advcl", "nsubj", "nsubjpass"):
                return None
            if p.pos[head] in ("VERB", "AUX"):
                return head
            at = head
        return None

    def _particle(self, verb: int) -> str:
        return next((self.parsed.lower[k] for k in self.parsed.kids[verb] if self.parsed.deps[k] == "prt"), "")

    def _negated(self, verb: int) -> bool:
        return self.negation(verb) is not None

    def negation(self, verb: int) -> int | None:
        """The word that negates ``verb``."""
        return next((k for k in self.parsed.kids[verb] if self.parsed.deps[k] == "neg"), None)
