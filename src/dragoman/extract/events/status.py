"""Whether an act happened, is planned, possible, denied or did not happen (CODEBOOK section 4), and who says so."""

from dragoman.extract.events.grammar import FIRST, Grammar
from dragoman.extract.events.nominal import Nominal
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.slots import Predicate
from dragoman.extract.events.stated import DENIED, HAPPENED, NOT, PLANNED, POSSIBLE, Stated
from dragoman.ontology import word_list
from dragoman.parse import Parsed

__all__ = ["DENIED", "HAPPENED", "NOT", "PLANNED", "POSSIBLE", "Status"]

# what a governing word says of the act in its complement ("plans to attack", "the decision to send")
_PLANNED = word_list("status.planned")
_POSSIBLE = word_list("status.possible")
_NEVER = word_list("status.never")
_DENIERS = frozenset({"deny", "dispute", "refute", "rebut", "dismiss", "denial"})
# verbs that make a claim a denied one
DENIALS = _DENIERS | {"reject", "contradict", "contest", "disavow"}
_SAY = word_list("status.say")
_MAYBE = frozenset("may might could can would should must ought".split())
_ORDER = {HAPPENED: 0, PLANNED: 1, POSSIBLE: 2, DENIED: 3, NOT: 4}
_VERBAL = frozenset({"SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONSULT", "PROTEST"})
# nouns whose infinitive has the fate of the noun: "foiled a plot to", "no plans to"
_TRIES = word_list("status.tries")
_COMING = word_list("status.coming")
# ways in which people say what they want or think: what they do it for they do by it
_EXPRESSING = word_list("status.expressing")
# who in a headline is to do something
_ANNOUNCED = word_list("status.announced")
# what makes a measure: "requires returnees to be quarantined"
_REQUIRING = frozenset({"require", "oblige", "mandate", "order"})
# what may be denied in place of the act it tells of
CLAIMS = word_list("status.claims")
# what is set up to do something
_BODIES = word_list("status.set-up")
_PLANNING = frozenset({"plan", "schedule", "prepare"})
_CHOOSING = frozenset("decide vote rule advise choose argue opt".split())
# measures that somebody takes by signing the paper for them: "issued an *order* to lift the curfew"
_PAPERS = frozenset({"order", "decree", "directive", "proclamation"})
_SIGNING = frozenset("adopt approve decree enact issue pass promulgate publish sign".split())
_MEASURES = frozenset({"restrict", "censor", "curfew", "martial-law"})
# what is said of a claim that is denied
_UNTRUE = word_list("status.untrue")
_DUE = frozenset("due schedule set plan expect mean slate suppose poise".split())
_LIMIT = 15


class Status:
    """Status of acts in one document."""

    def __init__(self, parsed: Parsed, grammar: Grammar) -> None:
        self.parsed = parsed
        self.grammar = grammar
        self.nominal = Nominal(parsed, grammar, self._verb)

    def unreal(self, predicate: Predicate) -> bool:
        """Whether the act that a verb or noun names has not happened, as far as the words around it say."""
        if predicate.kind == "verb":
            return self._verb(predicate.token) != HAPPENED
        return self._of_noun(predicate) != HAPPENED

    def of(self, match: Match) -> str:
        """The status of the act that ``match`` codes, ``Stated`` where something told it."""
        predicate = match.predicate
        verb = predicate.verb
        out = HAPPENED
        if predicate.kind == "noun":
            out = self._of_noun(predicate)
        elif predicate.kind == "adj":
            out = self._verb(verb) if verb is not None else HAPPENED
            if (neg := self.nominal.negation(predicate.token)) is not None:
                out = Stated(NOT, neg)
        else:
            frame = match.frame
            measure = frame.type in ("CONCEDE", "SANCTION") or frame.mode in _MEASURES
            out = self._verb(predicate.token, frame.type in _VERBAL, measure)
            if (
                predicate.consumed
                and self.parsed.lemmas[predicate.token] in _PLANNING
                and match.frame.type != "THREATEN"
            ):
                out = _worse(out, Stated(PLANNED, predicate.token))  # "plans a march"
        # who tries to persuade somebody asks him
        asking = match.frame.unreal and match.frame.status == HAPPENED and out == POSSIBLE
        if match.frame.status and (asking or out in (HAPPENED, PLANNED)):
            out = Stated(match.frame.status, predicate.token, "rule")
        return out

    def _of_noun(self, predicate: Predicate) -> str:
        out = self.nominal.before(predicate.token)
        if predicate.answer is not None:
            return out  # a plea that was denied was made
        if predicate.light and predicate.verb is not None:
            return _worse(out, self._verb(predicate.verb))
        if out not in (HAPPENED, POSSIBLE, PLANNED):
            return out
        around = self.nominal.around(predicate.token)  # "denied any strike", "foiled a planned strike"
        return around if out == HAPPENED or around == DENIED or (out == PLANNED and around == NOT) else out

    def _verb(self, verb: int, verbal: bool = False, measure: bool = False) -> str:
        p = self.parsed
        out = self._own(verb)
        at = verb
        for _ in range(_LIMIT):
            head, dep = p.heads[at], p.deps[at]
            if head == at:
                break
            if (
                dep in ("acl", "relcl", "ccomp")
                and p.lemmas[head] in CLAIMS
                and p.pos[head] == "NOUN"
                and not (dep == "acl" and p.tags[at] == "VBG" and at == verb)  # "a report *accusing* the army"
            ):
                out = _worse(out, self._claimed(head))
                break
            if dep == "relcl" and not self.grammar.has_to(at):
                break
            if dep == "conj":
                # "will not come and *plans* to": a verb with a tense of its own stands for itself
                tensed = p.tags[at] in ("VBZ", "VBD") and p.tags[head] == "VB"
                if not tensed and not self._has_aux(at) and p.pos[head] in ("VERB", "AUX"):
                    out = _worse(out, self._own(head))
                elif p.pos[head] in ("VERB", "AUX"):
                    while p.deps[head] == "conj" and p.pos[p.heads[head]] in ("VERB", "AUX"):
                        head = p.heads[head]  # what the first of several verbs says is not of one with its own "will"
                    while p.deps[head] == "xcomp" and not self.grammar.has_to(at) and p.pos[p.heads[head]] == "VERB":
                        head = p.heads[head]  # "plans to raid it *and is* condemned"
                at = head
                continue
            if dep == "advcl":
                if (condition := self._condition(at)) is not None:
                    out = _worse(out, Stated(POSSIBLE, condition))
                elif self._foiled(head, at):
                    out = _worse(out, Stated(NOT, head))
                elif self.until(at):  # "will stay until it withdraws"
                    above = self._verb_above(head)
                    sure = any(p.lower[k] == "when" for k in p.kids[at])  # "will move in *when* he resigns in June"
                    waits = above != HAPPENED or self._own(head) == NOT
                    out = _worse(out, Stated(PLANNED if sure else POSSIBLE, self._until(at)) if waits else HAPPENED)
                elif p.lemmas[head] == "vote" and self.grammar.has_to(at):
                    at = head  # "voted 80 to 12 to ban it"
                    out = _worse(out, self._own(at))
                    continue
                elif verbal and self.grammar.has_to(at) and p.lemmas[head] in _EXPRESSING:
                    out = _worse(out, self._verb_above(head))  # who marches to demand demands
                elif self.grammar.has_to(at):  # what somebody came for is planned, so is what a planned act is for
                    above = self._verb_above(head)
                    if p.lemmas[head] in _COMING:
                        out = _worse(out, Stated(PLANNED, head))
                    else:
                        out = _worse(out, above if above == PLANNED else Stated(POSSIBLE, self._to(at)))
                elif p.tags[at] == "VBG" and not verbal and p.child(at, "mark") is None:
                    out = _worse(out, self._verb_above(head))  # "will invade, *killing* thousands"
                break
            if dep in ("acl", "relcl"):
                if not self.grammar.has_to(at):
                    if p.tags[at] == "VBN" and p.deps[head] == "dobj" and p.lemmas[p.heads[head]] in ("see", "leave"):
                        out = _worse(out, self._own(p.heads[head]))  # "could see him barred"
                    break
                if p.deps[head] == "attr" and p.lemmas[p.heads[head]] in ("be", "become") and self._ranked(head):
                    at = p.heads[head]  # "*became the first* country to recognise it"
                    out = _worse(out, self._own(at))
                    continue
                if not (measure and self._signed(head)):
                    out = _worse(out, self._governor(head, at))
                if p.lemmas[head] in _BODIES:
                    out = _worse(out, Stated(PLANNED, head))  # "formed a commission to investigate"
                if p.heads[head] == head and (p.tags[head] == "NNP" or p.lemmas[head] in _ANNOUNCED):
                    out = _worse(out, Stated(PLANNED, self._to(at)))  # "Rebel leaders to visit Chad"
                if p.deps[head] in ("dobj", "nsubjpass") and p.pos[p.heads[head]] == "VERB":
                    out = _worse(out, self._verb_above(p.heads[head]))
                break
            if dep in ("xcomp", "ccomp", "pcomp", "oprd", "acomp", "dobj", "dep", "parataxis", "prep"):
                if dep == "pcomp":
                    if p.lower[head] == "without":
                        return Stated(NOT, head)
                    if p.lower[head] == "against" and p.lemmas[p.heads[head]] in _CHOOSING:
                        return Stated(NOT, head)  # "decided against sending"
                    if p.lower[head] == "for" and p.lemmas[p.heads[head]] in _NEVER:
                        break  # "banned *for* refusing"
                    results = p.lower[head] == "in" and p.lemmas[p.heads[head]] in ("result", "end", "succeed", "fail")
                    if (
                        p.lower[head] not in ("of", "to", "from", "on", "about", "for", "against", "into")
                        and not results
                    ):
                        break
                    head = p.heads[head]
                out = _worse(out, self._governor(head, at))
                if p.pos[head] in ("NOUN", "PROPN"):
                    break
                at = head
                continue
            break
        return out

    def _signed(self, noun: int) -> bool:
        """Whether it is the paper by which somebody takes a measure: "signed a *decree* to"."""
        p = self.parsed
        signing = p.deps[noun] in ("dobj", "nsubjpass") and p.lemmas[p.heads[noun]] in _SIGNING
        return signing and p.lemmas[noun] in _PAPERS

    def _ranked(self, noun: int) -> bool:
        """Whether the phrase says how many did it before: "the *first* country", "the *latest* to"."""
        p = self.parsed
        return any(p.lemmas[t] in FIRST for t in (noun, *p.kids[noun]))

    def _verb_above(self, verb: int) -> str:
        """Whether what the infinitive serves has come about: "*intends* to form a commission to investigate"."""
        found = self._own(verb)
        p, at = self.parsed, verb
        for _ in range(3):
            if p.deps[at] != "xcomp" or p.heads[at] == at:
                break
            found = _worse(found, self._governor(p.heads[at], at))
            at = p.heads[at]
        return found if found in (PLANNED, POSSIBLE) else HAPPENED

    def _claimed(self, noun: int) -> str:
        """What becomes of a claim: "*denied* reports that it had fired", "there is no evidence that it fired"."""
        p, at = self.parsed, noun
        for kid in p.kids[noun]:
            if p.lower[kid] in ("no", "false", "baseless", "unfounded", "untrue"):
                return Stated(DENIED, kid)
        for _ in range(4):
            head = p.heads[at]
            if head == at:
                break
            if p.deps[at] in ("nsubj", "nsubjpass") and not self._negated(head):
                said = (head, *(k for k in p.kids[head] if p.deps[k] in ("acomp", "attr", "oprd")))
                if any(p.lemmas[w] in _UNTRUE or p.lower[w] in _UNTRUE for w in said):
                    return Stated(DENIED, head)  # "claims that it had fired were *false*"
            if p.pos[head] in ("VERB", "AUX") or p.lemmas[head] in _DENIERS:
                return (
                    Stated(DENIED, head)
                    if p.lemmas[head] in DENIALS and p.deps[at] != "nsubj" and not self._negated(head)
                    else HAPPENED
                )
            at = head
        return HAPPENED

    def _before(self, verb: int) -> str:
        """What the words just before say, whatever the parser makes of them: "about to resign", "close to banning"."""
        p = self.parsed
        near = tuple(p.lower[max(0, verb - 2) : verb])
        if near in (("about", "to"), ("close", "to"), ("ready", "to"), ("set", "to"), ("ready", "for")):
            return Stated(PLANNED, verb - 2)
        if near in (("yet", "to"), ("short", "of")):
            return Stated(NOT, verb - 2)  # "has yet to sign", "stopped short of calling"
        if p.tags[verb] == "VBG" and verb > 0 and p.lemmas[verb - 1] in ("consider", "contemplate", "mull", "weigh"):
            return Stated(POSSIBLE, verb - 1)
        return HAPPENED

    def _own(self, verb: int) -> str:
        """What the verb's own auxiliaries, negations and subject say."""
        p = self.parsed
        out = self._before(verb)
        open_ = next((k for k in p.kids[verb] if p.deps[k] == "aux" and p.lower[k] in ("may", "might")), None)
        for kid in p.kids[verb]:
            dep, word, lemma = p.deps[kid], p.lower[kid], p.lemmas[kid]
            longer = word == "longer" and p.lower[kid - 1] == "no"
            if dep == "neg" or (dep == "advmod" and (longer or word in ("never", "neither", "nor"))):
                if word == "only":
                    continue
                # what may not come may come
                out = _worse(out, Stated(NOT, kid) if open_ is None else Stated(POSSIBLE, open_))
            elif dep == "aux":
                if lemma in ("will", "shall", "'ll", "wo"):
                    out = _worse(out, Stated(PLANNED, kid))
                elif lemma in _MAYBE:
                    coming = word == "would" and self._reported(verb)
                    out = _worse(out, Stated(PLANNED if coming else POSSIBLE, kid))
            elif dep in ("nsubj", "nsubjpass"):
                if (nobody := self._nobody(kid)) is not None:
                    out = _worse(out, Stated(NOT, nobody))
            elif dep == "preconj" and word == "neither":
                out = _worse(out, Stated(NOT, kid))
        condition = self._condition(verb)  # "if it does not withdraw" leaves both open
        return Stated(POSSIBLE, condition) if condition is not None else _worse(out, self._to_have(verb))

    def _nobody(self, subject: int) -> int | None:
        """The word by which the subject is nobody: "*no* group", "*neither* state", "*none* of them"."""
        p = self.parsed
        if p.lower[subject] in ("nobody", "none"):
            return subject
        if p.lower[subject] == "one" and p.lower[subject - 1] == "no":
            return subject - 1
        kids = p.kids[subject]
        return next((k for k in kids if p.deps[k] in ("det", "neg") and p.lower[k] in ("no", "neither")), None)

    def _to_have(self, verb: int) -> str:
        """What an infinitive says: "Chad to free pilot" is planned, what "was to have begun" has not come about."""
        p = self.parsed
        before = {p.lower[k] for k in p.kids[verb] if p.deps[k] == "aux"}
        if not before & {"to", "would"}:
            return HAPPENED
        if "have" in before:
            due = "would" in before or (p.lemmas[p.heads[verb]] == "be" and p.tags[p.heads[verb]] == "VBD")
            by = any(p.deps[k] == "prep" and p.lower[k] == "by" and p.tags[k + 1] != "DT" for k in p.kids[verb])
            return Stated(NOT, self._to(verb)) if due and not by else HAPPENED
        due, head = p.lemmas[p.heads[verb]] in _DUE, p.heads[verb]
        if due and any(p.lower[k] == "had" for h in (head, p.heads[head]) for k in p.kids[h] if p.deps[k] == "aux"):
            return Stated(NOT, head)  # "had been due to meet"
        own = p.child(verb, "nsubj", "nsubjpass")
        headline = "to" in before and p.heads[verb] == verb and own is not None and own < verb
        return Stated(PLANNED, self._to(verb)) if headline else HAPPENED

    def _to(self, verb: int) -> int:
        """The "to" of an infinitive; the first auxiliary of one that is told otherwise, else the verb."""
        kids = [k for k in self.parsed.kids[verb] if self.parsed.deps[k] == "aux"]
        return next((k for k in kids if self.parsed.lower[k] == "to"), kids[0] if kids else verb)

    def _reported(self, verb: int) -> bool:
        p = self.parsed
        head = p.heads[verb]
        return p.deps[verb] == "ccomp" and p.lemmas[head] in _SAY and not self._conditional_below(verb)

    def _conditional_below(self, verb: int) -> bool:
        return any(self.parsed.deps[k] == "advcl" and self.conditional(k) for k in self.parsed.kids[verb])

    def conditional(self, verb: int) -> bool:
        """Whether the verb is that of a clause with "if"."""
        return self._condition(verb) is not None

    def _condition(self, verb: int) -> int | None:
        """The word that makes the clause of the verb a condition: "if", "*should* a truce not be reached"."""
        p = self.parsed
        subject = p.child(verb, "nsubj", "nsubjpass")
        for kid in p.kids[verb]:
            if p.deps[kid] == "mark" and p.lower[kid] in ("if", "unless", "whether"):
                return kid
            if p.lower[kid] == "should" and p.deps[kid] == "aux" and subject is not None and kid < subject:
                return kid
        return None

    def until(self, verb: int) -> bool:
        """Whether the verb is that of a clause for which something else waits: "until it withdraws"."""
        return self._until(verb) is not None

    def _until(self, verb: int) -> int | None:
        p = self.parsed
        if p.tags[verb] not in ("VBZ", "VBP", "VBN"):
            return None
        waiting = ("until", "till", "once", "when")
        return next((k for k in p.kids[verb] if p.deps[k] in ("mark", "advmod") and p.lower[k] in waiting), None)

    def _foiled(self, verb: int, below: int) -> bool:
        """Whether the infinitive is that of the attempt which the verb undoes: "foiled a *plot* to bomb"."""
        p = self.parsed
        tried = p.child(verb, "dobj", "nsubjpass")
        return (
            p.lemmas[verb] in _NEVER
            and self.grammar.has_to(below)
            and tried is not None
            and p.lemmas[tried] in _TRIES
            and not self._negated(verb)
        )

    def _has_aux(self, verb: int) -> bool:
        p = self.parsed  # also "and *is* condemned", which has a tense of its own
        return any(
            p.deps[k] == "aux" or (p.deps[k] == "auxpass" and p.tags[k] in ("VBZ", "VBD", "VBP")) for k in p.kids[verb]
        )

    def _governor(self, head: int, below: int) -> str:
        """What the governing word ``head`` says of the clause whose verb is ``below``."""
        p = self.parsed
        lemma = p.lemmas[head]
        out: str = HAPPENED
        finite = p.deps[below] == "ccomp" and not self.grammar.has_to(below) and not self._small(below)
        if lemma in _DENIERS:
            return Stated(DENIED, head) if not self._negated(head) else HAPPENED
        if lemma in _NEVER:
            return Stated(NOT, head) if not self._negated(head) else HAPPENED
        if lemma in _TRIES and p.pos[head] == "NOUN" and (undone := self._undone(head)) is not None:
            return Stated(NOT, undone)
        if (lemma == "go" and p.tags[head] == "VBG") or lemma == "be":
            out = Stated(PLANNED, self._to(below)) if self.grammar.has_to(below) else HAPPENED  # "is to be deported"
        elif finite:
            if lemma in ("hope", "fear", "doubt", "suggest", "propose", "recommend", "demand", "urge", "ask", "warn"):
                out = Stated(POSSIBLE, head)
            return out  # what reporters' verbs carry of time and mood is their own
        elif lemma in _PLANNED and not (p.deps[below] == "acl" and p.tags[below] == "VBG"):
            out = Stated(PLANNED, head)
        elif lemma in _POSSIBLE and not (lemma in _REQUIRING and self.grammar.is_passive(below)):
            out = Stated(POSSIBLE, head)
        if p.pos[head] in ("VERB", "AUX"):
            own = self._own(head)
            out = _worse(out, own)
        return out

    def _small(self, verb: int) -> bool:
        """Whether the clause is a bare participle: "could see him *barred*"."""
        p = self.parsed
        if p.tags[verb] not in ("VBN", "VBG") or p.lemmas[p.heads[verb]] in _SAY:
            return False
        return not any(
            p.deps[k] in ("aux", "mark") or (p.deps[k] == "auxpass" and p.tags[k] != "VBG") for k in p.kids[verb]
        )

    def _undone(self, noun: int) -> int | None:
        """The word by which the attempt came to nothing: "*no* plan to", "*dropped* the plan to"."""
        p = self.parsed
        for kid in p.kids[noun]:
            if kid < noun and p.lower[kid] in ("no", "failed", "foiled", "thwarted"):
                return kid
        head = p.heads[noun]
        if p.deps[noun] == "pobj" and p.lower[head] == "in":
            head = p.heads[head]
        undone = p.lemmas[head] in _NEVER or p.lemmas[head] in ("cancel", "abandon", "scrap", "drop", "shelve")
        if p.deps[noun] in ("dobj", "pobj", "nsubjpass") and undone and not self._negated(head):
            return head
        return None

    def _negated(self, verb: int) -> bool:
        return self.nominal.negation(verb) is not None

    # ------------------------------------------------------------ attribution
    def reporter(self, token: int) -> int | None:
        """Head of the phrase that names who reports the clause of ``token``: "Syria said", "according to the army"."""
        p = self.parsed
        at = token
        for _ in range(_LIMIT):
            for kid in p.kids[at]:
                if p.lower[kid] == "according" and p.deps[kid] in ("prep", "advmod", "advcl"):
                    for inner in p.kids[kid]:
                        if p.lower[inner] == "to":
                            found = p.child(inner, "pobj")
                            if found is not None:
                                return found
            head = p.heads[at]
            if head == at:
                return None
            quoted = p.deps[at] == "ccomp" or (p.deps[at] == "advcl" and p.child(at, "mark", "advmod") is None)
            if quoted and p.lemmas[head] in _SAY and p.child(at, "nsubj", "nsubjpass") is not None:
                return self.grammar.surface_subject(head)
            at = head
        return None


def _worse(one: str, other: str) -> str:
    return one if _ORDER[one] >= _ORDER[other] else other
