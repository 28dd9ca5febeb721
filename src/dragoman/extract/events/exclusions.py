"""What is no act of its own: headings, empty warnings, private crime, and what another act takes in."""

from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.predicates import Match, Matcher
from dragoman.extract.events.sides import Parties
from dragoman.extract.events.slots import LASTING
from dragoman.extract.events.status import CLAIMS, DENIALS, HAPPENED
from dragoman.ontology import word_list
from dragoman.ontology.frames import NONE
from dragoman.ontology.ontology import HOSTILE

# acts to come that a REQUEST, promise or threat is about are part of it
_FUTURE = frozenset({"REQUEST", "AGREE", "THREATEN"})
_REFUSED = frozenset({"CONSULT", "AGREE", "SUPPORT", "AID", "COOPERATE", "RETREAT", "CONCEDE"})

# what denies without refusing anything
_DENYING = frozenset({"deny", "dispute", "refute", "rebut"})
_PLANS = word_list("acts.plans")
_UNPOLITICAL = word_list("acts.unpolitical")
_STRETCHES = word_list("dating.stretches")
_RELATIVE = frozenset({"WDT", "WP", "WRB"})
_WORDED = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_VOWS = frozenset({"vow", "pledge", "promise", "swear", "offer", "resolve", "expect"})
_VOWED = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_CONSEQUENCES = word_list("acts.consequences")
# what led to an act, and words that say it is known
# who asks does not say what he has done himself
_ASKING = frozenset({"REQUEST", "AGREE"})
_REPLYING = frozenset({"respond", "response", "retaliate", "retaliation", "revenge"})
_AFTER = frozenset({"after", "following", "since", "despite"})
_KNOWN = frozenset({"the", "this", "that", "last", "recent", "deadly"})
_TALKING = frozenset({"discuss", "talk", "debate"})
_GUARDING = frozenset({"protect", "shield", "shelter", "defend"})
_QUELLING = frozenset({"crush", "quell", "suppress", "put down", "stamp out", "quash"})
_TRYING = frozenset({"try", "attempt", "seek", "struggle", "effort", "bid"})
# people who act for nobody but themselves
_PRIVATE = word_list("acts.private")
# of these one alone may be a criminal; several are a band
_BANDS = word_list("acts.bands")
# acts that are never private crime, and victims whose death is not
_POLITICAL = word_list("acts.political")
_NOTABLE = word_list("acts.notable")
_KIN = frozenset("son daughter wife husband brother sister father mother child nephew niece cousin aide".split())
# what vehicles and buildings do by accident: "crashed, killing five"
_ACCIDENTS = word_list("acts.accidents")
# conditions that say of a passive that somebody did it: "riddled *with bullets*", "struck *from the air*"
_TELLING = frozenset("by in during subject with from under at".split())
# by which people are killed without anybody's doing
_MISHAPS = word_list("acts.mishaps")
_PRIVATE_ROLES = frozenset({"CVL", "EDU", "MED", "BUS", "LAB", "CRM", "UAF", "REL", None})


class Exclusions:
    """Judges the frames that fit in one document."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.parsed = matcher.parsed
        self.grammar: Grammar = matcher.grammar
        self.resolver = matcher.resolver

    def in_topic(self, match: Match) -> bool:
        """Whether the noun stands in a heading before a colon ("Moscow theatre siege: ...")."""
        token = match.predicate.token
        if match.frame.type == "PROTEST" and match.predicate.kind == "noun" and self.parsed.deps[token] == "compound":
            return True  # "riot police", "protest leaders"
        return match.predicate.kind == "noun" and token < self.grammar.topic_end(self.parsed.sentence_of[token])

    def naming(self, match: Match) -> bool:
        """Whether the verb only gives a name: "what he *called* terrorists", "a man they *call* the Butcher".

        Asked of frames with ``not_attr``, which are not meant where somebody is called something.  In such a clause the
        name stands above the verb, or beside the "whom" that is called so.
        """
        p, verb = self.parsed, match.predicate.token
        if match.predicate.kind != "verb" or not any(c.slot == "attr" and c.negated for c in match.frame.conditions):
            return False
        things = p.children(verb, "dobj", "oprd")
        if any(p.lower[k] == "what" for k in things):
            return True
        if p.deps[verb] != "relcl" or p.lemmas[p.heads[verb]] in _STRETCHES:
            return False  # "the *day* he called her"
        others = [k for k in p.kids[verb] if k not in things]
        others += [k for prep in others if p.deps[prep] == "prep" for k in p.kids[prep]]
        if p.child(verb, "nsubj") is None or any(p.tags[k] in _RELATIVE for k in others):
            return False  # "who called her", "from which he called her"
        return any(k > verb for k in things)

    def mere_purpose(self, match: Match) -> bool:
        """Whether the protection of somebody is only what another act is for: "troops were sent *to protect* them"."""
        token = match.predicate.token
        alone = any("several" in c.flags for c in match.frame.conditions)
        if alone and self.parsed.lemmas[token] in _TALKING and self.grammar.has_to(token):
            return self.parsed.deps[token] in ("advcl", "acl", "relcl")  # "met *to discuss* it"
        if match.frame.type == "ASSAULT" and {self.parsed.lemmas[token], match.frame.lemma} & _QUELLING:
            # "used force *to try to crush* the revolt": the force is the act
            above = self.parsed.lemmas[self.parsed.heads[token]]
            tried = self.parsed.deps[token] in ("xcomp", "acl") and above in _TRYING
            return self.grammar.has_to(token) and (tried or self.parsed.deps[token] == "advcl")
        if match.frame.type != "SUPPORT" or self.parsed.lemmas[token] not in _GUARDING:
            return False
        return self.parsed.deps[token] in ("advcl", "acl", "relcl", "xcomp") and self.grammar.has_to(token)

    def no_threat(self, match: Match, by_token: dict[int, Match]) -> bool:
        """Whether a warning is of something that nobody threatens to do: "warned that famine looms"."""
        frame, predicate = match.frame, match.predicate
        p = self.parsed
        if frame.type == "THREATEN" and predicate.kind == "noun" and {c.slot for c in frame.conditions} == {"poss"}:
            return p.tags[predicate.token] == "NN"  # "Iran's threat" is a danger, its threats are words
        if frame.type != "THREATEN" or frame.clause != "that" or predicate.kind != "verb":
            return False
        if p.lemmas[predicate.token] == "threaten":
            return False
        own = self.grammar.surface_subject(predicate.token)
        mine = {a.code for a in self.resolver.actors(own)} if own is not None else set()
        for verb in self.grammar.complements(predicate.token):
            inner = by_token.get(verb)
            subject = self.grammar.surface_subject(verb)
            if inner and inner.frame.type in HOSTILE:
                doers = {a.code for a in self.resolver.actors(subject) if a.code} if subject is not None else set()
                return bool(doers and mine and not doers & mine)  # what another may do is no threat of one's own
            if subject is not None and mine & {a.code for a in self.resolver.actors(subject) if a.code}:
                return False
            first, last = p.subtree(verb)
            if any(p.lemmas[t] in _CONSEQUENCES for t in range(first, last)):
                return False
        return True

    def empty_denial(self, match: Match, by_token: dict[int, Match]) -> bool:
        """Whether a denial is only the status of the act that it denies: "denied that it had attacked"."""
        p, predicate = self.parsed, match.predicate
        if predicate.kind != "verb" or p.lemmas[predicate.token] not in _DENYING:
            return False
        verbs = self.grammar.complements(predicate.token)
        if p.lemmas[predicate.token] != "deny" or match.frame.clause is None:
            verbs = [v for v in verbs if self._claimed(predicate.token, v)]
        inner = [by_token.get(v) for v in verbs]
        # "denied that a massacre took place"
        inner += [by_token.get(k) for v in verbs for k in p.kids[v] if p.deps[k] in ("nsubj", "nsubjpass")]
        return any(m is not None and m.frame.type != NONE for m in inner)

    def _claimed(self, verb: int, below: int) -> bool:
        """Whether the clause is that of a claim which the verb denies: "denied *reports that* it had fired"."""
        p = self.parsed
        return p.lemmas[verb] in DENIALS and p.heads[below] != verb and p.lemmas[p.heads[below]] in CLAIMS

    def _blamed(self, match: Match, below: int) -> bool:
        """Whether the clause is that of another's plan which is judged: "condemned *the plan to* close the border"."""
        p = self.parsed
        noun = p.heads[below]
        return match.frame.type == "ACCUSE" and noun != match.predicate.token and p.lemmas[noun] in _PLANS

    def _judged(self, match: Match, below: int) -> bool:
        """Whether the act is known, as somebody is condemned for it: "condemned Chad *for closing* the port"."""
        p, predicate = self.parsed, match.predicate
        prep = p.heads[below]
        judging = match.frame.mode == "disapprove" and p.lemmas[predicate.token] not in ("blame", "fault", "suspect")
        return judging and p.deps[below] == "pcomp" and p.lower[prep] in ("for", "over")

    def hostile_vow(self, match: Match, by_token: dict[int, Match]) -> bool:
        """Whether a promise is only the status of a hostile act or a resignation: "vowed to cut off aid"."""
        predicate, p = match.predicate, self.parsed
        if predicate.kind == "adj" and match.frame.type == "AGREE":
            # "is ready to investigate" promises nothing to anybody
            below = [by_token.get(k) for k in p.kids[predicate.token] if p.deps[k] in ("xcomp", "ccomp")]
            return any(m is not None and m.frame.type in (*_VOWED, "ACCUSE") for m in below)
        if predicate.kind != "verb" or p.lemmas[predicate.token] not in _VOWS:
            return False
        if match.frame.type == "REQUEST":
            return predicate.passive  # "are expected to boycott"
        if match.frame.type != "AGREE":
            return False
        inner = [by_token.get(v) for v in self.grammar.complements(predicate.token)]
        sworn = self.parsed.lemmas[predicate.token] in ("vow", "swear")
        return any(m and ((sworn and m.frame.type in _VOWED) or m.frame.mode == "resign") for m in inner)

    def insisted(self, match: Match) -> bool:
        """Whether somebody insists that something is so, and asks for nothing: "insists that it *has* withdrawn"."""
        p, predicate = self.parsed, match.predicate
        if predicate.kind != "verb" or match.frame.type != "REQUEST" or p.lemmas[predicate.token] != "insist":
            return False
        return any(
            p.tags[t] in ("VBZ", "VBD", "MD") and p.lower[t] not in ("should", "must")
            for verb in self.grammar.complements(predicate.token)
            if p.deps[verb] == "ccomp"
            for t in (verb, *(k for k in p.kids[verb] if p.deps[k] in ("aux", "auxpass")))
        )

    def idle(self, match: Match, status: str) -> bool:
        """Whether the act is only known from what its doers are called, and they have not done it.

        "Protesters reached the hall" is a protest; those who were kept from reaching it are told elsewhere.
        """
        if match.frame.type != "PROTEST" or status == HAPPENED:
            return False
        conditions = match.frame.conditions
        called = any(c.slot == "subject" and "protester" in c.words and not c.negated for c in conditions)
        return called and all(c.slot == "subject" or c.negated for c in conditions)

    def private(self, match: Match, parties: Parties, *, violent: bool = False) -> bool:
        """Violence between people who act for nobody: crime, not politics.

        In a ``violent`` text, which tells of attacks or unrest, those who "were killed" were not run over.
        """
        p = self.parsed
        token = match.predicate.token
        if (
            match.frame.type in _WORDED
            and match.predicate.kind == "verb"
            and not any(a.code for a in parties.actor.parties)
        ):
            doers = self.matcher.heads(match.predicate, "subject")
            return any(p.lemmas[h] in _UNPOLITICAL for h in doers)  # what coaches and novelists say
        if match.frame.mode == "deport" and not parties.actor.heads:
            first, last = p.sentences[p.sentence_of[token]]
            return any(p.lemmas[t] in _MISHAPS for t in range(first, last))  # floods drive people out, not states
        if match.frame.type != "ASSAULT":
            return False
        follows = p.deps[token] == "advcl" and p.child(token, "nsubj") is None and not match.frame.both
        if follows and p.lemmas[p.heads[token]] in _ACCIDENTS:
            return True  # "collapsed *when the army shelled it*" is no accident
        victims = parties.recipient
        if (
            match.frame.mode in ("crowd-control", "suicide-attack")
            or p.lemmas[token] in _POLITICAL
            or any(a.entity for a in victims.parties)
        ):
            return False
        if any(self._notable(h) or (match.frame.mode == "abduct" and p.tags[h] == "NNS") for h in victims.heads):
            return False
        if not parties.actor.parties:
            # "was killed" says nothing of an attack; it counts when the victim is no private person
            told = any(c.slot in _TELLING and not c.negated for c in match.frame.conditions)
            if told or not match.predicate.passive or match.predicate.kind != "verb":
                return False
            first, last = p.sentences[p.sentence_of[token]]
            if violent and not any(p.lemmas[t] in _MISHAPS for t in range(first, last)):
                return False
            return all(a.role in _PRIVATE_ROLES and (a.role or not a.code) for a in victims.parties)
        if any(a.role not in _PRIVATE_ROLES for a in (*parties.actor.parties, *parties.recipient.parties)):
            return False
        if not parties.actor.heads and any(a.start is None for a in parties.actor.parties):
            return False  # who did it is only known from another act of the text
        return all(
            p.lemmas[h] in _PRIVATE
            and not (p.lemmas[h] in _BANDS and p.tags[h] == "NNS")
            and not any(p.tags[k] in ("NNP", "JJ") and p.words[k][:1].isupper() for k in p.kids[h])
            for h in parties.actor.heads
        )

    def _notable(self, head: int) -> bool:
        """Whether the phrase says that somebody is or was in public life ("former senator N")."""
        p = self.parsed
        near = [head, *(k for k in p.kids[head] if p.deps[k] in ("compound", "amod", "appos", "nmod"))]
        if p.lemmas[head] in _KIN:  # "the governor's son"
            near += [*self.grammar.possessor(head), *self.grammar.preposition(head, "of")]
        return any(p.lemmas[t].lower() in _NOTABLE for t in near)

    def swallows(self, match: Match) -> set[int]:
        """Tokens whose acts are part of the act of ``match``: what is asked, promised, threatened, refused."""
        p, frame, predicate = self.parsed, match.frame, match.predicate
        if frame.embed != "swallow" and frame.type != NONE:
            return set()
        roots: list[int] = []
        if frame.embed == "swallow":
            if predicate.kind == "verb":
                roots.extend(
                    v
                    for v in self.grammar.complements(predicate.token)
                    if not self._claimed(predicate.token, v)
                    and not self._blamed(match, v)
                    and not self._judged(match, v)
                )
                if p.lemmas[predicate.token] in ("give", "grant"):  # "gave them a week to disarm"
                    holders = (predicate.token, *p.children(predicate.token, "dobj"))
                    roots.extend(k for h in holders for k in p.kids[h] if k > h and self.grammar.has_to(k))
                if frame.type == "ACCUSE" and roots:
                    # "accused the army of firing on them, killing two"
                    roots.extend(
                        k
                        for k in p.kids[predicate.token]
                        if p.deps[k] == "advcl" and p.tags[k] == "VBG" and k > roots[0]
                    )
            else:
                roots.extend(
                    k
                    for k in p.kids[predicate.token]
                    if p.deps[k] in ("acl", "ccomp") and (self.grammar.has_to(k) or p.deps[k] == "ccomp")
                )
                if predicate.kind == "adj":
                    roots.extend(k for k in p.kids[predicate.token] if p.deps[k] in ("xcomp", "ccomp"))
        out: set[int] = set()
        stack = list(roots)
        while stack:
            token = stack.pop()
            if token in out:
                continue
            out.add(token)
            for kid in p.kids[token]:
                if p.deps[kid] in ("relcl", "acl", "advcl", "poss", "nsubj", "nsubjpass", "amod", "compound"):
                    continue
                if not self._before_that(kid) and not (frame.type not in _ASKING and self._having_done(kid)):
                    stack.append(kid)
        if frame.type in _FUTURE or frame.type == "REJECT":
            out |= self._objects(match)
        out.discard(predicate.token)
        return out

    def _before_that(self, token: int) -> bool:
        """Whether a known act is what led to that which is asked: "urged him to talk *after Friday's attack*"."""
        p = self.parsed
        if p.deps[token] != "prep":
            return False
        if p.lower[token] not in _AFTER and p.lemmas[p.heads[token]] not in _REPLYING:
            return False  # "vowed to respond *to the killing*"
        noun = p.child(token, "pobj")
        if noun is not None and p.lemmas[noun] in LASTING:
            return True  # "agreed to reopen it after four hours of talks"
        return noun is not None and any(p.deps[k] == "poss" or p.lower[k] in _KNOWN for k in p.kids[noun])

    def _having_done(self, token: int) -> bool:
        """What who sets the term had done before: "gave the envoy two days to leave *after severing ties*"."""
        p = self.parsed
        return p.deps[token] == "prep" and p.lower[token] == "after" and p.child(token, "pcomp") is not None

    def _objects(self, match: Match) -> set[int]:
        """Event nouns that are what is asked for, promised, threatened or refused."""
        p, predicate, frame = self.parsed, match.predicate, match.frame
        heads: list[int] = []
        for slot in ("object", "for", "to", "of", "with", "on", "about", "against"):
            if slot == "object" and predicate.kind != "verb":
                continue
            heads.extend(self.matcher.heads(predicate, slot))
        out: set[int] = set()
        for head in heads:
            for token in p.conjuncts(head):
                out.add(token)
                for inner in p.kids[token]:
                    if p.deps[inner] == "prep" and p.lower[inner] in ("to", "of", "in"):
                        out.update(k for k in p.kids[inner] if p.deps[k] == "pobj")
        if frame.type == "REJECT":
            kinds = {f.type for t in out for f in self.matcher.ontology.nouns.get(p.lemmas[t], ())}
            return (
                {t for t in out if {f.type for f in self.matcher.ontology.nouns.get(p.lemmas[t], ())} <= _REFUSED}
                if kinds
                else set()
            )
        return out
