"""The slots of a predicate: which phrases stand where round it, and who they stand for."""

from calendar import day_name, month_name
from dataclasses import dataclass, field
from typing import Literal

from dragoman.extract.events.grammar import RESPONSES, Grammar
from dragoman.ontology import Ontology, word_list
from dragoman.parse import Parsed
from dragoman.records import Actor
from dragoman.resolve import ActorResolver

_DOERS = word_list("acts.doer-endings")
# "riots broke out in X": the verb's phrases are those of the act that takes place
_TAKING_PLACE = word_list("acts.taking-place")
# the same of what is brought about: "charges will be laid against X"
_DONE = word_list("acts.brought-about")
# people who belong to whoever the apposition says, not to those who hold them
_HELD = word_list("acts.held")
# what an act that goes on is measured in or is one of: "two days of talks", "the tenth round of talks"
LASTING, _PARTITIVE = word_list("acts.lasting"), word_list("acts.partitive")
_MONTHS, _DAYS = frozenset(month_name[1:]), frozenset(day_name)
_LADEN = frozenset({"laden", "loaded", "packed", "filled", "stuffed", "rigged"})
_CARRYING = frozenset({"bear", "bring", "carry", "ferry", "haul", "transport"})
# prepositions of whom a thing is for or from, wherever in the object's phrase they stand
_AIMED = frozenset({"for", "to", "from", "into", "with"})
# verbs that say behind "of" what somebody is rid of, or of what he is convicted
_DEPRIVING = frozenset("clear convict cleanse deprive dispossess empty relieve rid rob strip".split())
# prepositions whose slot other words may fill too
_OTHERWISE = frozenset({"to", "between", "involving"})
# slots that are no prepositions
_STANDING = frozenset("subject object iobject attr clause complement adverb poss mod response holder".split())
_NAMED = _STANDING | _OTHERWISE | {"jailer", "maker", "cargo"}
# types whose nouns may also name a text or a thing: "the signing of *the accord* by Greece"
_TEXTS = frozenset({"SUPPORT", "AID", "NONE"})
_BESIDE = frozenset({"at", "on", "in", "outside", "inside", "near", "against"})
_BECAUSE = frozenset({"after", "following", "over", "since", "despite"})
_CLAUSES = ("acl", "ccomp", "relcl")
# behind a noun, what its act is done to
_DONE_TO = ("of", "on", "against", "from", "into")
_HIGH = 4  # words from a noun up to the verb on which its "by" is hung
HYPHENS = frozenset({"-", "‑", "–"})
_NOUNISH = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB", "DET")


@dataclass(slots=True)
class Predicate:
    """A word in its clause.  ``verb`` is the verb that carries it: itself, a light verb, the copula, or None."""

    token: int
    kind: Literal["verb", "noun", "adj"]
    verb: int | None
    light: bool = False
    passive: bool = False
    consumed: set[int] = field(default_factory=set)
    particle: str | None = None
    answer: int | None = None  # the verb by which somebody else answers what a noun tells: "rejected *her plea*"
    slots: dict[tuple[str, str | None], tuple[int, ...]] = field(default_factory=dict)


class Slots:
    """Slots of the predicates of one document."""

    def __init__(self, parsed: Parsed, grammar: Grammar, resolver: ActorResolver, ontology: Ontology) -> None:
        self.parsed = parsed
        self.grammar = grammar
        self.resolver = resolver
        self.ontology = ontology
        self._persons = ontology.sets.get("person", frozenset())

    def is_person(self, token: int) -> bool:
        """Whether the phrase denotes people, by the lexicon's list, the gazetteer or its form."""
        p = self.parsed
        lemma = p.lemmas[token]
        if lemma in self._persons or self.resolver.is_person(token):
            return True
        if p.tags[token] == "NNP" and any(p.deps[k] == "compound" for k in p.kids[token]):
            return self.resolver.place(token) is None  # a full name that nobody knows
        # names of doers that no list has: "sharpshooter", "separatist", "cameraman"
        return p.pos[token] == "NOUN" and len(lemma) > 5 and lemma.endswith(tuple(_DOERS))

    def actors(self, token: int, *, allow_place: bool = False) -> tuple[Actor, ...]:
        """Who the phrase stands for, also by its apposition ("his rival Laurent Gbagbo")."""
        found = self.resolver.actors(token, allow_place=allow_place)
        if (not found or self._vague(token)) and self.parsed.pos[token] == "NOUN":
            for kid in self.parsed.kids[token]:
                if self.parsed.deps[kid] == "appos" and self.parsed.pos[kid] in ("PROPN", "NOUN"):
                    named = self.resolver.actors(kid, allow_place=False)
                    if named and (not found or any(a.code for a in named)) and not self.resolver.guessed(kid):
                        return named
        return found

    def hyphened(self, token: int) -> str | None:
        """The whole of a word that the parser has cut at its hyphens, by its last part: "sit-*down*", "pull-*outs*"."""
        p = self.parsed
        if token < 2 or p.words[token - 1] not in HYPHENS or p.ends[token - 1] != p.starts[token]:
            return None
        parts, at = [p.lemmas[token] if p.pos[token] == "NOUN" else p.lower[token]], token
        while at >= 2 and p.words[at - 1] in HYPHENS and p.ends[at - 2] == p.starts[at - 1] and len(parts) < 4:
            at -= 2
            parts.insert(0, p.lower[at])
        return "-".join(parts)

    def measured(self, noun: int) -> int:
        """The head of the phrase that measures or counts the act: "two *days* of talks"; ``noun`` itself if none."""
        p = self.parsed
        for _ in range(3):
            of = p.heads[noun]
            above = p.heads[of]
            if p.deps[noun] != "pobj" or p.lower[of] != "of" or p.lemmas[above] not in LASTING | _PARTITIVE:
                break
            noun = above
        return noun

    def several(self, heads: tuple[int, ...]) -> bool:
        """Whether the phrases stand for parties of two states or more: "the leaders of Chad and Mali", "both sides"."""
        p = self.parsed
        codes: set[str] = set()
        open_ = [t for head in heads for t in p.conjuncts(head)]
        if len(open_) > 1 and len({a.entity or a.name for t in open_ for a in self.actors(t) if a.code}) > 1:
            return True  # two persons or bodies, also of one state
        for token in open_:
            codes |= {a.code for a in self.actors(token) if a.code}
            inner = [k for k in p.kids[token] if k < token and p.deps[k] in ("poss", "amod", "compound", "nmod")]
            inner += [h for name in ("of", "from") for h in self.phrase_slot(token, name)]
            groups = [g for k in inner if len(g := p.conjuncts(k)) > 1]
            codes |= {a.code for g in groups for t in g for a in self.resolver.actors(t) if a.code}
            if any(len({a.entity for t in g for a in self.resolver.actors(t) if a.entity}) > 1 for g in groups):
                return True
            if p.lemmas[token] in _PARTITIVE:
                open_ += [t for h in self.phrase_slot(token, "of") for t in p.conjuncts(h) if t not in open_]
        return len(codes) > 1

    def _vague(self, token: int) -> bool:
        """Whether the phrase says of people only whose they are, or nothing: "*their hostage*, a Chilean farmer"."""
        p = self.parsed
        own = any(p.deps[k] == "poss" and p.tags[k] == "PRP$" for k in p.kids[token])
        return p.lemmas[token] in _HELD and (own or self.resolver.guessed(token))

    # ------------------------------------------------------------ slots
    def heads(self, predicate: Predicate, slot: str) -> tuple[int, ...]:
        """Heads of the phrases in a slot of the predicate (docs/LEXICON.md), without their conjuncts."""
        if slot not in self.grammar.words and slot not in _NAMED and "." not in slot:
            return ()  # a preposition that the text does not have
        key = (slot, predicate.particle)
        found = predicate.slots.get(key)
        if found is None:
            found = predicate.slots[key] = tuple(self._heads(predicate, slot))
        return found

    def _heads(self, predicate: Predicate, slot: str) -> list[int]:
        if "." in slot:
            outer, inner = slot.split(".", 1)
            out: list[int] = []
            if outer == "clause" and predicate.kind != "adj":
                for verb in self._complements(predicate):
                    below = Predicate(verb, "verb", verb, passive=self.grammar.is_passive(verb))
                    out.extend(self.heads(below, inner))
                return out
            for head in self.heads(predicate, outer):
                for token in self.parsed.conjuncts(head):
                    out.extend(self._inner(token, inner))
                    if outer == "object" and not out and self.parsed.lemmas[token] in _PARTITIVE:
                        # "stripped hundreds *of Dutch charities* of their licence"
                        out.extend(t for k in self.grammar.preposition(token, "of") for t in self._inner(k, inner))
            if not out and outer == "object" and inner not in ("poss", "mod", "of", "by", "place"):
                # the parser often hangs the object's phrase on the verb
                out = list(self.heads(predicate, inner))
            return out
        if predicate.kind == "verb":
            return self._verb_slot(predicate, slot)
        return self._noun_slot(predicate, slot)

    def _claimed(self, noun: int) -> list[int]:
        """Of whom a claim says something: "the accusation that *Chad* had armed the rebels"."""
        p = self.parsed
        whole = (noun, *self.grammar.preposition(noun, "by"))  # "allegations *by Kenya* that Chad cheats"
        clauses = [k for n in whole for k in p.kids[n] if p.deps[k] in _CLAUSES and not self.grammar.has_to(k)]
        clauses = [k for k in clauses if any(p.lower[m] == "that" and _marks(p, m, k) for m in p.kids[k])]
        return [s for k in clauses for s in p.children(k, "nsubj")[:1]]

    def _complements(self, predicate: Predicate) -> list[int]:
        """Verbs of what a verb or noun is about: "refused *to meet*", "the refusal *to meet*"."""
        if predicate.kind == "verb":
            return self.grammar.complements(predicate.token)
        p = self.parsed
        return [k for k in p.kids[predicate.token] if p.deps[k] == "acl" and self.grammar.has_to(k)]

    def _verb_slot(self, predicate: Predicate, slot: str) -> list[int]:
        g, p, verb = self.grammar, self.parsed, predicate.token
        if slot == "subject":
            return _one(g.subject(verb))
        if slot == "object":
            direct = g.object(verb)
            if predicate.particle and (direct is None or not predicate.passive):
                # "called on Iran": to the parser the particle is a preposition
                behind = [h for h in g.preposition(verb, predicate.particle.split()[-1]) if h > verb]
                words = predicate.particle.split()
                last = min(verb + len(words), p.sentences[p.sentence_of[verb]][1] - 1)
                if not behind and len(words) > 1 and p.lower[last] == words[-1]:
                    behind = p.children(last, "pobj")  # "paid a call on *the emir*", "came down on the side of *Oslo*"
                if behind:
                    return behind
            return _one(direct)
        if slot == "iobject":
            return _one(g.indirect(verb))
        if slot == "attr":
            named = [
                k
                for k in p.kids[verb]
                if (p.deps[k] in ("oprd", "attr", "acomp") or (p.deps[k] == "ccomp" and p.pos[k] in ("ADJ", "NOUN")))
                # "called her, a scandal that ...": behind a comma nothing is said of the object
                and not (p.pos[k] == "NOUN" and k > verb and p.lower[p.subtree(k)[0] - 1] == ",")
            ]
            # "described the vote as *fair*": an adjective is no object of the preposition to the parser
            said = [k for a in p.kids[verb] if p.lower[a] == "as" for k in p.kids[a] if p.pos[k] == "ADJ" and k > a]
            if p.lemmas[verb] == "call" and not named:
                # 'called him "*a friend*"': read as an apposition
                beside = [k for o in p.children(verb, "dobj") for k in p.children(o, "appos")]
                said += [k for k in beside if p.lower[p.subtree(k)[0] - 1] != ","]
            return named + g.preposition(verb, "as") + said
        if slot == "clause":
            return self._clause_subject(verb)
        if slot == "complement":
            return g.complements(verb)
        if slot == "adverb":
            return [k for k in p.kids[verb] if p.deps[k] == "advmod"]
        if slot in ("poss", "mod"):
            return []
        if slot == "response":
            return g.response(verb)
        if slot not in g.words:  # "to" alone
            return _one(g.indirect(verb))
        out = g.preposition(verb, slot)
        if slot == "in":
            out = [h for h in out if p.lemmas[h] not in RESPONSES]
        if not out and slot == "of" and p.lemmas[verb] in _DEPRIVING:
            # "stripped the farmers *of their land*" is often read as farmers of the land
            whole = g.object(verb)
            inner_of = g.preposition(whole, "of") if whole is not None else []
            out = inner_of + [t for k in inner_of for t in g.preposition(k, "of")]
        if not out and slot != "of":
            # where the doer of a passive is does not say where it was done: "by a movement *in Palestine*"
            doer = g.subject(verb) if predicate.passive and slot not in ("in", "at", "near") else None
            whole = g.object(verb) or next(iter(self.heads(predicate, "object")), None)  # "passed *on a tip* to Chad"
            for inner in (whole, doer):
                if inner is not None and not out:
                    out = g.preposition(inner, slot)
            if not out and slot in _AIMED and whole is not None:
                # "cleared a tranche of two billion euros *for Kyiv*": the phrase hangs on what is measured
                deeper = [h for name in ("of", "for") if name != slot for h in g.preposition(whole, name)]
                out = [t for h in deeper for t in g.preposition(h, slot)]
                # "flung its doors open *to refugees*"
                behind = [k for h in (whole, verb) for k in p.kids[h] if k > whole and p.lower[k] == "open"]
                open_ = [] if out else behind
                out += [t for k in open_ for t in g.preposition(k, slot)]
        if not out and slot != "of":
            # "killed and wounded in an attack": the phrase hangs on the last of the verbs
            for kid in p.kids[verb]:
                if p.deps[kid] == "conj" and p.pos[kid] == "VERB" and p.child(kid, "dobj") is None:
                    out = out or g.preposition(kid, slot)
        if not out and slot == "to":
            out = _one(g.indirect(verb))
        return out

    def _noun_slot(self, predicate: Predicate, slot: str) -> list[int]:
        g, p, verb = self.grammar, self.parsed, predicate.verb
        token = predicate.token
        if slot == "subject":
            if predicate.kind == "adj":
                if verb is not None and p.pos[verb] in ("VERB", "AUX"):
                    return _one(g.surface_subject(verb))
                return [p.heads[token]] if p.deps[token] in ("amod", "acl", "relcl", "appos") else []
            within = p.deps[self.measured(token)]
            if predicate.light and verb is not None and within == "pobj" and predicate.passive:
                return _one(g.surface_subject(verb))  # "were locked in talks"
            if predicate.light and verb is not None and within not in ("nsubj", "nsubjpass"):
                return _one(g.subject(verb))
            if predicate.light and verb is not None and predicate.passive:
                return _one(g.subject(verb))  # by whom they were held
            return []
        if slot == "object":
            return _one(g.object(verb)) if predicate.light and verb is not None and p.deps[token] == "pobj" else []
        if slot == "clause":
            return self._claimed(token)
        if slot == "holder":
            return self._holder(token)
        out = self.phrase_slot(token, slot)
        if not out and slot == "poss" and predicate.kind == "noun":
            return self._whose(token)
        if not out and slot != "of" and (whole := self.measured(token)) != token:
            out = self.phrase_slot(whole, slot)  # "their third *round* of talks"
        if (
            not out
            and verb is not None
            and slot not in ("of", "poss", "mod")
            and (predicate.light or predicate.kind == "adj" or self._takes_place(predicate))
        ):
            out = g.preposition(verb, slot)
            if not out and slot == "iobject":
                out = _one(g.indirect(verb))
            if not out and slot == "between":  # "raged *for a third day between* A and B"
                out = [t for h in g.preposition(verb, "for") for t in g.preposition(h, slot)]
        return [h for h in out if h != token]

    def _whose(self, noun: int) -> list[int]:
        """The state or people before an act that is told with its object: "the *Malian* arrest of two"."""
        p = self.parsed
        done = [h for name in _DONE_TO for h in self.grammar.preposition(noun, name)]
        if not done or all(p.words[h].isdigit() or p.words[h] in _MONTHS | _DAYS for h in done):
            return []  # "the Sudanese coup of 1989"
        named = [m for m in self.grammar.modifiers(noun) if p.words[m][0].isupper() and p.heads[m] == noun]
        return [m for m in named if any(a.code for a in self.actors(m))]

    def _holder(self, noun: int) -> list[int]:
        """Who is in the state that the noun's phrase names: "*nurses*, on strike since May", "*Iran* in talks with"."""
        p = self.parsed
        prep = p.heads[noun]
        if p.deps[noun] != "pobj" or not prep:
            return []
        above = p.heads[prep]
        if p.pos[above] in ("VERB", "AUX"):
            if (
                p.lower[prep] == "under"
                and p.pos[prep - 1] in ("NOUN", "PROPN")
                and p.deps[prep - 1] in ("dobj", "pobj")
            ):
                return [prep - 1]  # "asked about *an editor* under house arrest"
            stays = p.lemmas[above] in ("be", "remain", "stay", "go", "continue") or p.lower[prep] != "under"
            return _one(self.grammar.surface_subject(above)) if stays else []
        return [above] if p.pos[above] in ("NOUN", "PROPN", "PRON", "NUM") else []

    def _takes_place(self, predicate: Predicate) -> bool:
        p, verb = self.parsed, predicate.verb
        if verb is None or p.deps[predicate.token] not in ("nsubj", "nsubjpass"):
            return False
        return p.lemmas[verb] in _TAKING_PLACE or (p.lemmas[verb] in _DONE and self.grammar.is_passive(verb))

    def _clause_subject(self, verb: int) -> list[int]:
        g, p = self.grammar, self.parsed
        for kid in g.complements(verb):
            own = p.child(kid, "nsubj", "nsubjpass")
            if own is not None:
                return [own]
            found = g.surface_subject(kid)
            if found is not None and found != g.surface_subject(verb):
                return [found]
        for name in ("on", "upon", "for", "to"):
            # "called for Israel to withdraw", "appealed to both sides to stop"
            out = g.preposition(verb, name)
            if out and self.parsed.pos[out[0]] in _NOUNISH:
                return out
        return []

    def _inner(self, head: int, path: str) -> list[int]:
        """Heads in a slot of a phrase's phrase: of "rice", "of.mod" is the adjective before the rice."""
        slot, _, rest = path.partition(".")
        found = self.phrase_slot(head, slot)
        return [t for h in found for k in self.parsed.conjuncts(h) for t in self._inner(k, rest)] if rest else found

    def phrase_slot(self, head: int, slot: str) -> list[int]:
        """Heads of the phrases in a slot of a noun phrase: possessor, modifiers, a preposition's objects."""
        if slot == "poss":
            return self.grammar.possessor(head)
        if slot == "mod":
            return self.grammar.modifiers(head)
        if slot == "clause":
            return self._claimed(head)
        if slot == "jailer":
            return self.grammar.jailer(head)
        if slot == "maker":
            return self.grammar.maker(head)
        if slot == "cargo":
            return self._cargo(head)
        if slot not in self.grammar.words and slot not in _OTHERWISE:
            return []
        out = self.grammar.preposition(head, slot)
        if slot == "by" and not out:
            out = self._doer(head)
        if slot in _BESIDE and not out:
            out = self._beside(head, slot)
        if slot == "of" and not out:
            # "the expulsion *in December* of two envoys": the phrase hangs on the month or day
            days = [h for name in ("in", "on") for h in self.grammar.preposition(head, name)]
            between = [h for h in days if self.parsed.words[h] in _MONTHS or self.parsed.words[h] in _DAYS]
            # "the severing *by Chad* of its ties": on the doer's name
            between += [h for h in self.phrase_slot(head, "by") if self._named_doer(h)]
            out = [t for h in between for t in self.grammar.preposition(h, slot)]
        if slot == "with" and not out:  # "a lorry *packed* with explosives"
            out = [
                t
                for k in self.parsed.kids[head]
                if self.parsed.lower[k] in _LADEN
                for t in self.grammar.preposition(k, slot)
            ]
        if slot == "between" and not out:
            # a clash *involving Chad and Mali* has two sides, one involving Chad may have any
            out = [t for t in self._involved(head) if len(self.parsed.conjuncts(t)) > 1]
            out = self.grammar.preposition(head, "among") or out
        if slot == "involving" and not out:
            out = self._involved(head)
        return [h for h in out if self.parsed.lemmas[h] not in RESPONSES] if slot == "in" else out

    def _named_doer(self, head: int) -> bool:
        """Whether "of" behind the doer opens what was done: "by the premier *of his* tour"."""
        p = self.parsed
        behind = self.grammar.preposition(head, "of")
        return p.pos[head] == "PROPN" or any(p.tags[k] == "PRP$" for h in behind for k in p.kids[h])

    def _doer(self, noun: int) -> list[int]:
        """Who did what the noun names where the parser hangs the "by" on another word.

        On what it was done to ("the razing of a school *by Chad*") or on the verb above ("deplored the jailing of a
        nun *by Chad*"), which has no doer of that kind when it is active.
        """
        p, g = self.parsed, self.grammar
        if "by" not in g.words or self.parsed.lemmas[noun] not in self.ontology.nouns:
            return []
        for inner in g.preposition(noun, "of"):
            if not self._acted(inner):
                found = [h for h in g.preposition(inner, "by") if self.actors(h)]
                if found:
                    return found
        by = p.subtree(noun)[1]
        if by >= len(p) or p.lower[by] != "by" or p.deps[by] not in ("prep", "agent"):
            return []
        if any(p.pos[t] == "VERB" or (p.pos[t] == "NOUN" and self._acted(t)) for t in range(noun + 1, by)):
            return []  # it is of the act in between, as a rule
        verb, at = p.heads[by], noun
        second = p.lower[p.heads[noun]] == "by"  # "was stunned by the expulsion *by Chad* of its envoy"
        if p.pos[verb] != "VERB" or verb > noun or (g.is_passive(verb) and not second):
            return []
        for _ in range(_HIGH):
            at = p.heads[at]
            if at == verb:
                return [h for h in p.children(by, "pobj") if self.actors(h)]
        return []

    def _beside(self, noun: int, slot: str) -> list[int]:
        """Where an act was that a phrase of time or cause names: "doubled its guards after the blast *at a mosque*".

        The parser hangs the place on the verb above, as if that was done there.
        """
        p = self.parsed
        prep, end = p.heads[noun], p.subtree(noun)[1]
        if p.deps[noun] != "pobj" or p.lower[prep] not in _BECAUSE or noun > end or end >= len(p):
            return []
        known = self.parsed.lemmas[noun] in self.ontology.nouns
        beside = known and p.lower[end] == slot and p.deps[end] == "prep" and p.heads[end] == p.heads[prep]
        return p.children(end, "pobj") if beside else []

    def _acted(self, noun: int) -> bool:
        """Whether the noun names an act, and no text that somebody writes or signs."""
        frames = self.ontology.nouns.get(self.parsed.lemmas[noun], ())
        return any(f.type not in _TEXTS and f.particle is None for f in frames)

    def _cargo(self, head: int) -> list[int]:
        """What a vehicle has on board: "a plane *carrying* tons of tents", "laden *with* rice", "a cargo *of* guns"."""
        p, g = self.parsed, self.grammar
        out = [*self.phrase_slot(head, "with"), *g.preposition(head, "of")]
        for kid in p.kids[head]:
            if kid > head and p.deps[kid] == "acl" and p.lemmas[kid] in _CARRYING:
                out.extend(_one(g.object(kid)))
        out = [t for h in out for t in p.conjuncts(h)]
        return out + [t for h in out for t in g.preposition(h, "of")]

    def _involved(self, noun: int) -> list[int]:
        """Who has a part in what the noun names: "war games *involving thousands of marines*"."""
        p = self.parsed
        verbs = [k for k in p.kids[noun] if p.deps[k] in ("acl", "relcl") and p.lemmas[k] == "involve"]
        return [t for verb in verbs for t in p.children(verb, "dobj")]


def _marks(p: Parsed, that: int, clause: int) -> bool:
    """Whether "that" opens what is claimed, and does not stand for the noun: "the claim *that* he made"."""
    return p.deps[clause] != "relcl" or p.deps[that] == "mark"


def _one(token: int | None) -> list[int]:
    return [] if token is None else [token]
