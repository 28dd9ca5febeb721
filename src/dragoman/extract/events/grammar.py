"""Grammatical relations of a parsed document, as the event coder asks for them.

Works on spaCy's English dependency labels and mends what the small parser often gets wrong in news prose.  Every answer
is one token (the head of a phrase) or a list of them.
"""

import re

from dragoman.extract.events.giving import orderer, second_object
from dragoman.extract.events.governed import governed
from dragoman.ontology import word_list
from dragoman.parse import Parsed

# verbs whose infinitive or gerund is done by their object ("forced Iran to leave", "accused Israel of bombing")
OBJECT_CONTROL = word_list("acts.object-control")
# verbs whose infinitive is what they are about: behind a date the parser takes it for a purpose
_TO_DO = word_list("acts.to-do")
# verbs that are hardly ever used without an object: bare past forms of them in headlines are passives
TRANSITIVE = word_list("acts.transitive")
# "in response to", "in retaliation for": whose act is answered
RESPONSES = word_list("acts.responses")
# texts in which somebody speaks: "a resolution condemning Syria" is condemned by those who adopt it
DOCUMENTS = word_list("acts.documents")
_DATELINE = re.compile(
    r"(?:THE )?(?:[A-Z][A-Z.'’-]{3,}|[A-Z][a-z]+(?=,? (?:[A-Z][a-z]{2,8}\.? \d|\()))[^:–—()]{0,40}(?:\([^)]{2,30}\))?"
    r"[^:–—()]{0,12}?(?: - |:| ?-- ?| ?[–—] )\s*"
)
# participles before a noun that tell of an act, not of a state
_DONE_TO = word_list("acts.done-to")
_MAKING = word_list("acts.making")
# what is given to those who are to do something
_LEAVE = word_list("acts.leave")
# prepositions of clauses that tell what else the subject of the main clause does
_WHILE = frozenset("after before while since despite without besides following upon instead when".split())
_UPON = frozenset({"after", "before", "since", "until", "as"})
_SMALL = frozenset("see have get find want leave watch need keep".split())  # "see him barred"
# what a verb depends on others by whose subject or object does it
_CONTROLLED = frozenset("xcomp ccomp advcl pcomp prep oprd dobj pobj parataxis aux dep acomp".split())
_HOLDING = frozenset(
    "hold detain jail imprison arrest seize capture kidnap abduct incarcerate convict sentence".split()
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
FIRST = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "next", "one", "early"})
_SUBJECT = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_NAMING = frozenset("be become brand call consider declare deem dub label name say style term".split())
_LIMIT = 12  # steps up a tree before giving up: deeper chains are parser noise


class Grammar:
    """Relations in one document; each is worked out at most once."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._surface: dict[int, int | None] = {}
        self._passive: dict[int, bool] = {}
        self._datelines: dict[int, int] = {}
        self._governed: dict[int, dict[str, list[int]]] = {}
        self.words = frozenset(parsed.lower)

    # ------------------------------------------------------------ verbs
    def is_passive(self, verb: int) -> bool:
        """Whether the verb is in the passive, also of a reduced relative or headline."""
        found = self._passive.get(verb)
        if found is None:
            found = self._passive[verb] = self._is_passive(verb)
        return found

    def _is_passive(self, verb: int) -> bool:
        p = self.parsed
        deps = {p.deps[k] for k in p.kids[verb]}
        if deps & {"auxpass", "nsubjpass", "csubjpass"}:
            return True
        if p.tags[verb] not in ("VBN", "VBD"):
            return False
        if any(p.deps[k] == "aux" and p.lemmas[k] in ("have", "do") for k in p.kids[verb]):
            return False
        if p.lemmas[verb] == "charge" and any(p.lower[k] in ("at", "into", "towards") for k in p.kids[verb]):
            return False  # "police charged at the crowd"
        has_object = "dobj" in deps
        has_subject = "nsubj" in deps
        dep = p.deps[verb]
        if "agent" in deps and not has_object:
            return True
        if p.tags[verb] == "VBN" and dep == "ccomp" and has_subject and p.lemmas[p.heads[verb]] in _SMALL:
            return not deps & {"aux", "mark", "dobj"}  # "could see him barred"
        if p.tags[verb] == "VBN":
            if dep in ("acl", "relcl", "amod") and not has_subject:
                return True
            if dep in ("advcl", "ccomp", "xcomp", "oprd", "dep", "acomp") and not has_subject and not has_object:
                return True
            if dep == "conj" and not has_subject:
                return not has_object and self.is_passive(p.heads[verb]) if p.heads[verb] != verb else False
        if dep == "conj" and not has_subject and not has_object and self.is_passive(p.heads[verb]):
            return True
        if any(p.deps[k] == "ccomp" and k > verb for k in p.kids[verb]):
            return False  # "charged that"
        return not has_object and p.lemmas[verb] in TRANSITIVE and (dep != "conj" or has_subject)

    def surface_subject(self, verb: int) -> int | None:
        """The phrase that stands as grammatical subject, own or understood (control, relatives, coordination)."""
        if verb not in self._surface:
            self._surface[verb] = None  # a cycle of controls ends here
            self._surface[verb] = self._find_subject(verb)
        return self._surface[verb]

    def _find_subject(self, verb: int) -> int | None:
        p = self.parsed
        own = p.child(verb, *_SUBJECT)
        if own is None:  # "the embassy is closed": the parser may hang the subject on the auxiliary
            own = next((s for k in p.children(verb, "auxpass") if (s := p.child(k, *_SUBJECT)) is not None), None)
        if own is not None and p.lower[own] == "ex" and p.words[own + 1 : own + 2] == ["-"]:
            own = next((k for k in p.kids[verb] if p.deps[k] in _SUBJECT and k > own), own)  # "Ex-*president* jailed"
        dep, head = p.deps[verb], p.heads[verb]
        if own is not None and own < (end := self._dateline_end(verb)):
            others = [k for k in p.kids[verb] if p.deps[k] in _SUBJECT and k > own]
            below = [k for k in p.kids[own] if p.deps[k] in ("appos", "conj", "dep", "nmod") and k > own]
            below += [g for k in below for g in p.kids[k] if p.deps[g] in ("appos", "conj", "dep") and g > k]
            others += sorted(below, key=lambda k: k < end)  # what stands behind the dateline first
            own = others[0] if others else own
        if own is not None and p.tags[own] == "CD" and p.deps[verb] == "xcomp" and p.lemmas[p.heads[verb]] == "vote":
            own = None  # "voted 204-117 to suspend"
            dep, head = p.deps[verb], p.heads[verb]
        if own is None and dep == "advcl" and (noun := self._after(verb, head)) is not None:
            return noun
        if own is None and dep == "advcl" and p.lemmas[head] == "lead" and p.tags[verb] == "VBG":
            # "could lead to Iran leaving" is read as "lead to Iran, leaving"
            behind = [t for t in self.preposition(head, "to") if t < verb]
            if behind:
                return behind[-1]
        if own is not None:
            if p.lower[own] in _RELATIVE and p.tags[own] in ("WDT", "WP", "IN", "DT"):
                noun = self.relative_of(verb)
                if noun is not None and p.lemmas[noun] in FIRST and (above := self.clause_verb(noun)) is not None:
                    return self.surface_subject(above) if p.lemmas[above] == "be" else noun
                return noun if noun is not None else own
            if p.tags[own] == "EX":
                return p.child(verb, "attr")
            return own
        if head == verb:
            # headlines: "The Senate votes" is often read as a compound
            left = [k for k in p.kids[verb] if k < verb and p.deps[k] in ("compound", "nmod", "dep")]
            left = [k for k in left if p.pos[k] in ("NOUN", "PROPN")]
            # "USAID has cut off": a name of capitals is read as an adverb
            left += [k for k in p.kids[verb] if k < verb and p.deps[k] == "advmod" and p.words[k].isupper()]
            if left and (p.tags[verb] in ("VBZ", "VBP", "VBD") or p.child(verb, "aux") is not None):
                return left[-1]
            return self._stranded(verb)
        if dep == "conj":
            if p.pos[head] in ("VERB", "AUX"):
                return self.surface_subject(head)
            return None
        if dep == "amod" and p.tags[verb] == "VBN" and p.lemmas[verb] in _DONE_TO:
            return head  # "ten tortured men", "the abducted engineers"
        if dep in ("acl", "relcl"):
            if p.tags[verb] in ("VBG", "VBN", "VBD") and not self.has_to(verb):
                if p.tags[verb] == "VBG" and p.lemmas[head] in DOCUMENTS:
                    owner = self.owner_of_noun(head, made=True)
                    return owner if owner is not None else head
                return head
            if p.lemmas[head] in _LEAVE and p.pos[p.heads[head]] == "VERB":
                # "gave *Chad* permission to strike", often read as one phrase
                named = [k for k in p.kids[head] if p.deps[k] == "compound" and p.tags[k] == "NNP"]
                given = self.indirect(p.heads[head]) or (named[-1] if named else None)
                if given is not None:
                    return given
            if p.lemmas[head] in FIRST and (above := self.clause_verb(head)) is not None and p.lemmas[above] == "be":
                return self.surface_subject(above)  # "Chad was among the first *to* ..."
            return self.owner_of_noun(head) if p.pos[head] in ("NOUN", "PROPN") else None
        if dep in _CONTROLLED:
            return self._controller(verb, dep, head)
        return None

    def _after(self, verb: int, head: int) -> int | None:
        """The subject of a clause read as a phrase and a verb: "fled after *a blast* at the port killed ten"."""
        p = self.parsed
        if p.tags[verb] not in ("VBD", "VBZ", "VBP") or p.child(verb, "aux", "mark") is not None:
            return None
        for prep in p.kids[head]:
            if prep < verb and p.deps[prep] == "prep" and p.lower[prep] in _UPON and p.subtree(prep)[1] == verb:
                return p.child(prep, "pobj")
        return None

    def _stranded(self, verb: int) -> int | None:
        """The noun just before a verb that the parser hung on an earlier list ("backed by A and B, *C* voted")."""
        p = self.parsed
        at = verb - 1
        while at > 0 and p.pos[at] in ("ADV", "AUX"):
            at -= 1
        if at <= 0 or p.tags[verb] not in ("VBD", "VBZ", "VBP") or p.deps[at] not in ("appos", "conj"):
            return None
        first = p.subtree(at)[0]
        return at if first > 0 and p.words[first - 1] == "," else None

    def _dateline_end(self, token: int) -> int:
        """Where the sentence begins behind a dateline such as "KABUL (Pajhwok) -"; its first token if none."""
        p = self.parsed
        number = p.sentence_of[token]
        known = self._datelines.get(number)
        if known is None:
            known, last = p.sentences[number]
            text = p.phrase(known, min(known + 20, last))
            found = _DATELINE.match(text)
            if found:
                known = p.token_at(p.starts[known] + found.end())
            known = max(known, self.topic_end(number))
            self._datelines[number] = known
        return known

    def topic_end(self, sentence: int) -> int:
        """Token behind the colon of a heading that opens the sentence ("Moscow theatre siege: ..."), else its first."""
        p = self.parsed
        first, last = p.sentences[sentence]
        for at in range(first, min(first + 14, last - 3)):
            if p.pos[at] == "VERB":
                break
            if p.words[at] == ":":
                return at + 1
        return first

    def _controller(self, verb: int, dep: str, head: int) -> int | None:
        p = self.parsed
        up = head
        if dep in ("pcomp", "pobj"):
            up = p.heads[head]
            if p.lower[head] in _WHILE:
                above = up if p.pos[up] in ("VERB", "AUX") else self.clause_verb(up)  # "*after criticising*"
                return self.surface_subject(above) if above is not None and above != verb else None
            if p.deps[head] in ("prep", "agent") and p.pos[up] in ("NOUN", "PROPN", "PRON"):
                if p.deps[up] in ("dobj", "nsubjpass") and p.lemmas[p.heads[up]] in OBJECT_CONTROL:
                    return up
                return self.owner_of_noun(up)
        if p.pos[up] in ("ADJ", "ADV"):
            up = p.heads[up]
        if p.pos[up] not in ("VERB", "AUX") or up == verb:
            return None
        if (dep != "advcl" or self._to_do(verb)) and p.lemmas[up] in OBJECT_CONTROL:
            if self.is_passive(up):
                return self.surface_subject(up)
            target = p.child(up, "dobj", "dative")
            if target is None:
                prep = p.child(up, "prep")
                # "called on X to release Y"
                if dep != "pcomp" and prep is not None and p.lower[prep] in ("on", "upon", "to", "for"):
                    target = p.child(prep, "pobj")
            elif p.pos[target] == "ADP":
                target = p.child(target, "pobj")
            return target if target is not None and target != verb else self.surface_subject(up)
        return self.surface_subject(up)

    def owner_of_noun(self, noun: int, *, made: bool = False) -> int | None:
        """Who has or makes what a noun names: its possessor, or the subject of the verb whose object it is.

        With ``made`` only of a verb that makes it ("adopted a resolution", not "vetoed a resolution").
        """
        p = self.parsed
        own = p.child(noun, "poss")
        if own is not None:
            return own
        if not made and (makers := self.preposition(noun, "by")):
            return makers[0]  # "an attempt *by France* to"
        head = p.heads[noun]
        at = noun
        for _ in range(_LIMIT):
            dep, head = p.deps[at], p.heads[at]
            if head == at:
                break
            if p.pos[head] in ("VERB", "AUX"):
                if dep in ("dobj", "attr", "nsubjpass", "prep", "agent") and (not made or p.lemmas[head] in _MAKING):
                    return self.subject(head)
                break
            if dep not in ("pobj", "prep", "conj", "dobj"):
                break
            at = head
        for kid in p.kids[noun]:
            if p.deps[kid] in ("compound", "amod") and p.tags[kid] in ("NNP", "NNPS", "JJ"):
                return kid
        return None

    def relative_of(self, verb: int) -> int | None:
        """The noun that a relative clause with this verb, or one it is coordinated with, describes."""
        p = self.parsed
        at = verb
        for _ in range(_LIMIT):
            if p.deps[at] == "relcl":
                return p.heads[at]
            if p.deps[at] not in ("conj", "ccomp", "xcomp"):
                return None
            at = p.heads[at]
        return None

    def subject(self, verb: int) -> int | None:
        """Who does it: the agent of a passive, else the grammatical subject."""
        if self.is_passive(verb):
            p = self.parsed
            agent = p.child(verb, "agent")
            for kid in p.kids[verb] if agent is None else ():
                # "were ordered to leave *by the army*": the parser hangs the doer on the last verb
                if p.deps[kid] == "xcomp" and p.child(kid, "dobj") is None and not self.is_passive(kid):
                    agent = p.child(kid, "agent") or next(
                        (k for k in p.kids[kid] if p.deps[k] == "prep" and p.lower[k] == "by"), None
                    )
            return p.child(agent, "pobj") if agent is not None else orderer(self, verb)
        return self.surface_subject(verb)

    def object(self, verb: int) -> int | None:
        """What it is done to: the subject of a passive, else the direct object, also of a relative clause."""
        p = self.parsed
        direct = p.child(verb, "dobj")
        if self.is_passive(verb):
            if direct is not None:
                return direct
            return self.surface_subject(verb)
        second = second_object(self.parsed, verb)
        if second is not None:
            return second
        if direct is not None:
            if p.lower[direct] in _RELATIVE and p.tags[direct] in ("WDT", "WP", "IN"):
                noun = self.relative_of(verb)
                return noun if noun is not None else direct
            return direct
        for kid in p.kids[verb]:
            # "summons Japanese ambassador": without an article the object is often read as an adverb
            bare = p.deps[kid] == "npadvmod" and kid > verb and p.tags[kid] == "NN" and kid - 1 in p.kids[kid]
            if bare and p.tags[kid - 1] == "JJ" and p.words[kid - 1][:1].isupper():
                return kid
        for kid in p.kids[verb]:
            if p.deps[kid] == "conj" and verb < kid <= verb + 3 and p.pos[kid] == "VERB" and not self.is_passive(verb):
                shared = p.child(kid, "dobj")
                if shared is not None and p.child(verb, "prep", "xcomp", "ccomp", "prt") is None:
                    return shared  # "builds and tests missiles"
        for kid in p.kids[verb]:
            # "urged Israel to stop", "accept people fleeing" are often parsed as clauses with their own subject
            small = p.tags[kid] == "VBG" and not any(p.deps[k] in ("aux", "mark") for k in p.kids[kid])
            small = small or p.pos[kid] in ("ADJ", "NOUN")  # "set the captain free", "declared Chad a rogue state"
            small = small or (p.tags[kid] == "VB" and p.lemmas[verb] in ("let", "make", "see", "help", "have"))
            if p.deps[kid] == "ccomp" and (small or self.has_to(kid)):
                subject = p.child(kid, "nsubj", "nsubjpass")
                if subject is not None:
                    return subject
                bare = p.child(kid, "mark", "aux", "expl") is None and p.lemmas[verb] not in _NAMING
                if p.tags[kid] in ("NN", "NNS") and kid > verb and bare:
                    return kid  # "ratified Chad's membership *bid*", read as a clause
        if p.deps[verb] == "relcl" and p.pos[p.heads[verb]] != "VERB":
            own = p.child(verb, "nsubj")
            stranded = any(not p.kids[k] for k in p.children(verb, "prep"))  # "the war they asked *for*"
            if own is not None and p.lower[own] not in _RELATIVE and not stranded:
                return p.heads[verb]
        return None

    def indirect(self, verb: int) -> int | None:
        """To whom: the dative, also of a passive ("was given")."""
        p = self.parsed
        dative = p.child(verb, "dative")
        if dative is not None:
            return p.child(dative, "pobj") if p.pos[dative] == "ADP" else dative
        if self.is_passive(verb):
            return self.surface_subject(verb) if p.child(verb, "dobj") is not None else None
        return p.child(verb, "dobj") if second_object(self.parsed, verb) is not None else None

    def has_to(self, verb: int) -> bool:
        """Whether the verb is a to-infinitive."""
        p = self.parsed
        return any(p.tags[k] == "TO" and p.deps[k] == "aux" for k in p.kids[verb])

    def complements(self, verb: int) -> list[int]:
        """Verbs of the complement clauses: infinitives, gerunds, that-clauses, also behind a preposition."""
        p = self.parsed
        out = []
        for kid in p.kids[verb]:
            clause = p.deps[kid] in ("xcomp", "ccomp")
            clause = clause or (p.deps[kid] == "advcl" and (self._for_to(kid) or self._to_do(kid)))
            clause = clause or (p.deps[kid] == "acl" and p.pos[verb] == "VERB")
            if clause and p.pos[kid] in ("VERB", "AUX"):
                out.append(kid)
            elif p.deps[kid] == "prep":
                # "adopted with Chile abstaining" says what goes along with it, not what it is about
                beside = p.lower[kid] == "with"
                out.extend(
                    k
                    for k in p.kids[kid]
                    if p.deps[k] == "pcomp" and p.pos[k] == "VERB" and not (beside and p.child(k, "nsubj") is not None)
                )
            elif p.deps[kid] == "dobj":
                out.extend(
                    k
                    for k in p.kids[kid]
                    if p.deps[k] in ("acl", "ccomp", "relcl") and (self.has_to(k) or self._that(k))
                )
                if p.lemmas[verb] in OBJECT_CONTROL:
                    # "accused Iran of bombing" is often read as "Iran of bombing"
                    for prep in p.children(kid, "prep"):
                        out.extend(k for k in p.kids[prep] if p.deps[k] == "pcomp" and p.pos[k] == "VERB")
        return out

    def _to_do(self, verb: int) -> bool:
        """Whether the infinitive is what the verb above asks, promises or refuses: "threatened *on Sunday* to jail"."""
        p, above = self.parsed, self.parsed.heads[verb]
        if p.deps[verb] != "advcl" or p.lemmas[above] not in _TO_DO or not self.has_to(verb) or verb < above:
            return False
        if p.child(above, "dobj") is not None and p.lemmas[above] not in OBJECT_CONTROL | {"give", "grant"}:
            return False  # "planned a summit *to* end the war"
        return p.child(above, "xcomp", "ccomp") is None

    def _for_to(self, verb: int) -> bool:
        """Whether the clause says who is to do what: "called *for him to resign*" (read as adverbial)."""
        p = self.parsed
        return self.has_to(verb) and any(p.deps[k] == "mark" and p.lower[k] == "for" for k in p.kids[verb])

    def _that(self, verb: int) -> bool:
        """Whether the clause says what is asked or claimed: "the demand *that* he resign"."""
        p = self.parsed
        return any(p.deps[k] == "mark" and p.lower[k] == "that" for k in p.kids[verb])

    # ------------------------------------------------------------ phrases
    def preposition(self, head: int, name: str) -> list[int]:
        """Objects of the preposition ``name`` on ``head``."""
        if name not in self.words:
            return []
        found = self._governed.get(head)
        if found is None:
            found = self._governed[head] = governed(self.parsed, head, self._for_to)
        return list(found.get(name, ()))

    def behind_noun(self, token: int) -> bool:
        """Whether the phrase hangs by a preposition on another noun: "a response to *the attack*"."""
        p = self.parsed
        prep = p.heads[token]
        return (
            p.deps[token] == "pobj" and p.pos[p.heads[prep]] == "NOUN" and p.lower[prep] in ("to", "for", "over", "on")
        )

    def maker(self, noun: int) -> list[int]:
        """Who made what the noun names: "a plan *proposed by France*", "the text *that France drafted*"."""
        p = self.parsed
        for kid in p.kids[noun]:
            if p.deps[kid] in ("acl", "relcl") and p.pos[kid] == "VERB" and kid > noun:
                found = self.subject(kid)
                if found is not None and found != noun:
                    return [found]
        return []

    def jailer(self, noun: int) -> list[int]:
        """Who holds people, or where: "journalists *jailed in Eritrea*", "a teacher who is held *by rebels*"."""
        p = self.parsed
        for kid in p.kids[noun]:
            if p.deps[kid] in ("acl", "relcl") and p.lemmas[kid] in _HOLDING and self.is_passive(kid):
                return self.preposition(kid, "by") or self.preposition(kid, "in")
        return []

    def response(self, verb: int) -> list[int]:
        """What the act answers: "in response *to the resolution*"."""
        out: list[int] = []
        for noun in self.preposition(verb, "in"):
            if self.parsed.lemmas[noun] in RESPONSES:
                for name in ("to", "for", "against", "at"):
                    out.extend(self.preposition(noun, name) or self.preposition(verb, name))
        return out

    def modifiers(self, noun: int) -> list[int]:
        """Adjectives and nouns before the noun that may name a party ("Israeli", "the Russia-led")."""
        p = self.parsed
        out: list[int] = []
        for kid in p.kids[noun]:
            if kid > noun:
                continue
            if p.deps[kid] in ("amod", "compound", "nmod", "nsubj", "dep"):
                if p.lower[kid] in ("led", "backed") or p.lower[kid].endswith("-led"):
                    out.extend(k for k in p.kids[kid] if p.deps[k] in ("npadvmod", "compound", "amod", "nmod"))
                    if not p.kids[kid]:
                        out.append(kid)
                    continue
                out.append(kid)
                out.extend(k for k in p.kids[kid] if p.deps[k] in ("compound", "amod", "nmod", "conj") and k < noun)
        return out

    def possessor(self, noun: int) -> list[int]:
        """The possessor of a noun."""
        return self.parsed.children(noun, "poss")

    def clause_verb(self, token: int) -> int | None:
        """The nearest verb above ``token``."""
        p = self.parsed
        at = token
        for _ in range(40):
            head = p.heads[at]
            if head == at:
                return None
            at = head
            if p.pos[at] in ("VERB", "AUX"):
                return at
        return None
