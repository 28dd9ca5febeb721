"""Clauses that may report a vote: what took place, who did it and to what."""

from dragoman.extract.votes.bodies import Bodies
from dragoman.extract.votes.tallies import Tally
from dragoman.extract.votes.words import DAYS, NOT_YET, NOT_YET_MARK
from dragoman.parse import Parsed


class Clauses:
    """Verbs of one document with their subjects and objects, mended where the parser often errs."""

    def __init__(self, parsed: Parsed, bodies: Bodies) -> None:
        self.p = parsed
        self.bodies = bodies

    def is_votes(self, i: int) -> bool:
        """Whether "votes" is the verb though the tagger took it for a noun: what follows it shows that."""
        p = self.p
        if p.lower[i] not in ("votes", "vote") or i + 1 >= len(p) or p.pos[i] == "VERB":
            return False
        if i == 0 or p.pos[i - 1] not in ("PROPN", "NOUN") or p.lower[i] == "vote":
            return False
        after = p.lower[i + 1]
        return after in ("to", "in", "by", "against", "unanimously", "overwhelmingly", "narrowly", "on", "not") or (
            after[0].isdigit() and p.words[i - 1][0].isalpha()
        )

    def took_place(self, v: int) -> bool:
        """Whether the verb tells of something done: no future, condition, infinitive or question."""
        p = self.p
        for k in p.kids[v]:
            if p.deps[k] in ("aux", "auxpass") and p.lower[k] in NOT_YET:
                return False
            if p.deps[k] == "mark" and p.lower[k] in NOT_YET_MARK:
                return False
            if p.deps[k] == "aux" and p.tags[k] == "TO":
                return False
        if p.tags[v] == "VBG" and p.deps[v] in ("pcomp", "xcomp", "csubj"):
            return False
        return not (p.tags[v] == "VB" and p.deps[v] in ("xcomp", "ccomp") and p.lemmas[p.heads[v]] != "vote")

    def subject(self, v: int) -> tuple[int | None, bool]:
        """(doer, whether the verb is passive)."""
        p = self.p
        passive = p.child(v, "nsubjpass", "auxpass") is not None or (p.tags[v] == "VBN" and p.deps[v] == "acl")
        if passive:
            by = next((k for k in p.children(v, "agent", "prep") if p.lower[k] == "by"), None)
            doer = None if by is None else p.child(by, "pobj")
            return (self.strayed_agent(v) if doer is None else doer), True
        own = p.child(v, "nsubj")
        if own is None and p.lemmas[v] == "vote":
            beside = [k for k in p.children(v, "compound", "poss", "nmod") if k < v]
            own = beside[-1] if beside else None
            if own is None and v and p.pos[v - 1] in ("NOUN", "PROPN") and self.bodies.of(v - 1) is not None:
                own = v - 1
        at = v
        while own is None and p.deps[at] in ("conj", "xcomp", "advcl") and p.pos[p.heads[at]] in ("VERB", "AUX"):
            at = p.heads[at]
            own = p.child(at, "nsubj", "nsubjpass")
        if own is not None and p.tags[own] in ("WDT", "WP") and p.deps[v] == "relcl":
            own = p.heads[v]
        if own is None and p.deps[v] == "acl":
            own = p.heads[v]
        return own, False

    def strayed_agent(self, v: int) -> int | None:
        """The body after a "by" that the parser hung elsewhere ("is approved as minister by the assembly")."""
        p = self.p
        last = p.sentences[p.sentence_of[v]][1]
        for i in range(v + 1, min(last, v + 15)):
            if p.lower[i] == "by":
                inner = p.child(i, "pobj")
                if inner is not None and self.bodies.of(inner) is not None:
                    return inner
        return None

    def object_is(self, v: int, lemma: str) -> bool:
        """Whether the verb's object is the noun ``lemma``."""
        obj = self.p.child(v, "dobj")
        return obj is not None and self.p.lemmas[obj] == lemma

    def patient(self, v: int) -> int | None:
        """What the verb is done to."""
        p = self.p
        obj = p.child(v, "dobj", "nsubjpass")
        if obj is None and p.deps[v] in ("acl",):
            return p.heads[v]
        if obj is None and p.deps[v] == "conj":
            return p.child(p.heads[v], "nsubjpass")
        if obj is not None and p.tags[obj] in ("WDT", "WP") and p.deps[v] == "relcl":
            return p.heads[v]
        return obj

    def fails_to_pass(self, v: int) -> bool:
        """Whether what failed is the passing of something ("fails to adopt")."""
        return any(self.p.lemmas[k] in ("pass", "adopt", "approve") for k in self.p.children(v, "xcomp"))

    def strayed_clause(self, v: int, tally: Tally) -> int | None:
        """The infinitive right after the numbers or their commas ("votes 375-263, with one abstention, to approve")."""
        p = self.p
        last = p.sentences[p.sentence_of[v]][1]
        for i in range(v + 1, min(last, v + 25)):
            if p.tags[i] == "TO" and p.deps[i] == "aux" and p.heads[i] > i:
                before = p.words[i - 1]
                beside = before == "," or p.lemmas[i - 1] in DAYS or p.starts[i] - tally.end in range(0, 3)
                return p.heads[i] if i == v + 1 or beside else None
        return None
