"""Predicates: words that a frame of the lexicon may fit, and the choice of the frame.

A verb, an event noun or an adjective is looked up by lemma; of the frames whose conditions hold the one that asks for
most wins.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dragoman.extract.events.grammar import RESPONSES, Grammar
from dragoman.ontology import Condition, Frame, Ontology
from dragoman.ontology.frames import NONE
from dragoman.parse import Parsed
from dragoman.records import Actor
from dragoman.resolve import ActorResolver

PARTITIVE = frozenset(
    "dozen hundred thousand million score group number lot some many most several one two three majority "
    "member part handful scores tens couple series wave round string pair bunch number total half rest".split()
)
_DOERS = (
    "ist",
    "man",
    "woman",
    "eer",
    "ssin",
    "hooter",
    "ighter",
    "orker",
    "eader",
    "maker",
    "blogger",
    "ician",
    "ivist",
)
# roles of actors that hold no power; the others are "@official"
_PRIVATE = frozenset("CVL REF LAB EDU BUS JRN MED SOC CRM".split())
# who bears arms without being a state's: "@armed"
_ARMED = frozenset({"REB", "UAF", "CRM"})
# "riots broke out in X": the verb's phrases are those of the act that takes place
_TAKING_PLACE = frozenset(
    "take break erupt begin start resume happen occur open continue enter come follow spread flare rage go last "
    "ensue report explode shake rock sweep escalate turn mark greet convulse engulf".split()
)
# the same of what is brought about: "charges will be laid against X"
_DONE = frozenset("lay bring file press level hold launch stage carry mount impose plan schedule expect".split())
# people who belong to whoever the apposition says, not to those who hold them
_HELD = frozenset("hostage prisoner captive detainee victim inmate suspect".split())
_PARTICLE_DEPS = frozenset({"prt", "advmod", "prep", "dobj", "acomp", "oprd", "dative", "ccomp", "attr", "xcomp"})
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
    slots: dict[tuple[str, str | None], tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A predicate with the frame that fits it best."""

    predicate: Predicate
    frame: Frame


class Matcher:
    """Finds predicates of one document and fits frames to them."""

    def __init__(self, parsed: Parsed, grammar: Grammar, resolver: ActorResolver, ontology: Ontology) -> None:
        self.parsed = parsed
        self.grammar = grammar
        self.resolver = resolver
        self.ontology = ontology
        self._persons = ontology.sets.get("person", frozenset())
        self.unreal: Callable[[Predicate], bool] = lambda predicate: False  # whether the act has not happened

    # ------------------------------------------------------------ finding
    def matches(self, first: int, last: int) -> list[Match]:
        """Predicates of the sentence with their frames, in text order; consumed words are left out."""
        p = self.parsed
        verbs, nouns, adjectives = self.ontology.verbs, self.ontology.nouns, self.ontology.adjectives
        found: dict[int, Match] = {}
        eaten: set[int] = set()
        light_nouns: dict[int, Match] = {}
        later: list[int] = []
        for token in range(first, last):
            lemma = p.lemmas[token]
            pos = p.pos[token]
            if pos == "NOUN" or (pos == "PROPN" and p.lower[token] in nouns):
                if (lemma if pos == "NOUN" else p.lower[token]) in nouns:
                    later.append(token)
            elif pos == "VERB":
                if lemma in nouns and p.tags[token] == "VBG" and p.deps[token] in ("nsubj", "dobj", "pobj", "conj"):
                    later.append(token)
            elif pos == "ADJ" and lemma in adjectives:
                later.append(token)
        # light verbs first: "held talks" is one predicate, the noun's
        for token in later:
            if p.pos[token] == "ADJ":
                continue
            for carried_by in self._light(token):
                light_nouns[token] = carried_by
        for token in range(first, last):
            if p.pos[token] == "VERB" and p.lemmas[token] in verbs:
                match = self._verb(token)
                if match is None:
                    continue
                carried = [n for n, m in light_nouns.items() if m.predicate.verb == token]
                if carried and not (match.predicate.consumed & set(carried)):
                    continue
                for noun in carried:
                    del light_nouns[noun]
                found[token] = match
                eaten |= match.predicate.consumed
        for token, match in light_nouns.items():
            if token not in eaten:
                found[token] = match
                eaten |= match.predicate.consumed
        for token in later:
            if token in found or token in eaten:
                continue
            other = self._adjective(token) if p.pos[token] == "ADJ" else self._noun(token)
            if other is not None:
                found[token] = other
                eaten |= other.predicate.consumed
        return [found[t] for t in sorted(found) if t not in eaten or p.pos[t] == "VERB"]

    def _verb(self, token: int) -> Match | None:
        predicate = Predicate(token, "verb", token, passive=self.grammar.is_passive(token))
        return self._fit(predicate, self.ontology.verbs[self.parsed.lemmas[token]])

    def _light(self, noun: int) -> list[Match]:
        p = self.parsed
        verb = self._carrier(noun)
        if verb is None:
            return []
        frames = [f for f in self.ontology.nouns.get(self._noun_lemma(noun), ()) if p.lemmas[verb] in f.light]
        if not frames:
            return []
        predicate = Predicate(noun, "noun", verb, light=True, passive=self.grammar.is_passive(verb))
        match = self._fit(predicate, frames)
        return [match] if match else []

    def _noun(self, token: int) -> Match | None:
        predicate = Predicate(token, "noun", self._carrier(token))
        frames = self.ontology.nouns.get(self._noun_lemma(token), ())
        return self._fit(predicate, frames)

    def _adjective(self, token: int) -> Match | None:
        p = self.parsed
        head = p.heads[token]
        verb = head if p.deps[token] in ("acomp", "oprd", "xcomp", "ROOT", "attr") and p.pos[head] != "NOUN" else None
        return self._fit(Predicate(token, "adj", verb), self.ontology.adjectives[p.lemmas[token]])

    def _noun_lemma(self, token: int) -> str:
        p = self.parsed
        return p.lower[token] if p.pos[token] == "PROPN" else p.lemmas[token]

    def _carrier(self, noun: int) -> int | None:
        """The verb whose object, subject or prepositional object the noun is."""
        p = self.parsed
        at, dep = noun, p.deps[noun]
        for _ in range(6):
            if dep != "conj":
                break
            at = p.heads[at]
            dep = p.deps[at]
        head = p.heads[at]
        if dep in ("dobj", "nsubjpass", "attr", "nsubj") and p.pos[head] in ("VERB", "AUX"):
            return head
        if dep == "pobj" and p.pos[p.heads[head]] == "VERB" and p.child(p.heads[head], "dobj") is None:
            return p.heads[head]
        return None

    # ------------------------------------------------------------ fitting
    def _fit(self, predicate: Predicate, frames: Sequence[Frame]) -> Match | None:
        p, token = self.parsed, predicate.token
        verbal = predicate.kind == "verb"
        near = {p.lower[k] for k in p.kids[token]} | set(p.lower[token + 1 : token + 2]) if verbal else set()
        bound = verbal and any(p.deps[k] == "prt" for k in p.kids[token]) and self._particle_known(token)
        looser: tuple[Frame, set[int]] | None = None
        # sorted by specificity: the first that holds is the best; a verb's frames for what has not happened are looser
        # and give way to its other acts
        for frame in frames:
            if verbal:
                if frame.passive is not None and frame.passive != predicate.passive:
                    continue
                if frame.particle is None:
                    if bound:  # "called off" is no calling
                        continue
                elif frame.particle.partition(" ")[0] not in near:
                    continue
            if looser is not None and (frame.unreal or frame.type == NONE):
                continue
            consumed: set[int] = set()
            predicate.particle = frame.particle if verbal else None
            if self._holds(predicate, frame, consumed) and not (frame.unreal and not self.unreal(predicate)):
                if verbal and frame.unreal:
                    looser = (frame, consumed)
                    continue
                predicate.consumed |= consumed
                return Match(predicate, frame)
        if looser is None:
            return None
        predicate.particle = looser[0].particle
        predicate.consumed |= looser[1]
        return Match(predicate, looser[0])

    def _holds(self, predicate: Predicate, frame: Frame, consumed: set[int]) -> bool:
        token = predicate.token
        if frame.particle is not None:
            has = self._has_particle if predicate.kind == "verb" else self._has_words_before
            if not has(token, frame.particle):
                return False
        if frame.clause is not None and not self._clause(predicate, frame.clause):
            return False
        if frame.not_clause is not None and self._clause(predicate, frame.not_clause):
            return False
        for condition in frame.conditions:
            hit = self._met(predicate, condition, consumed, frame.type == NONE)
            if hit == condition.negated:
                return False
        return True

    def _particle_known(self, verb: int) -> bool:
        particle = next((self.parsed.lower[k] for k in self.parsed.kids[verb] if self.parsed.deps[k] == "prt"), "")
        return any(
            f.particle and f.particle.split()[0] == particle for f in self.ontology.verbs[self.parsed.lemmas[verb]]
        )

    def _has_particle(self, verb: int, particle: str) -> bool:
        p = self.parsed
        words = particle.split()
        for kid in p.kids[verb]:
            if kid > verb + len(words) > verb + 1 and p.lower[kid - len(words) + 1 : kid + 1] == words:
                return p.deps[kid] in _PARTICLE_DEPS  # "found the mayor *not guilty*"
            if kid > verb and p.lower[kid] == words[0] and p.lower[kid - 1] != "not" and p.deps[kid] in _PARTICLE_DEPS:
                if len(words) > 1:
                    return p.lower[kid : kid + len(words)] == words
                if p.deps[kid] == "prep" and not p.kids[kid]:
                    return True  # "handed him over to": the preposition governs nothing
                return p.deps[kid] in ("prt", "acomp", "oprd", "advmod", "xcomp", "ccomp") or kid == verb + 1
        return p.lower[verb + 1 : verb + 1 + len(words)] == words

    def _has_words_before(self, noun: int, words: str) -> bool:
        p = self.parsed
        parts = words.split()
        near = p.lower[max(0, noun - len(parts)) : noun]
        return near == parts or p.lemmas[max(0, noun - len(parts)) : noun] == parts

    def _clause(self, predicate: Predicate, wanted: str) -> bool:
        p = self.parsed
        if predicate.kind == "noun":
            for kid in p.kids[predicate.token]:
                if p.deps[kid] in ("acl", "ccomp", "relcl"):
                    to = self.grammar.has_to(kid)
                    if wanted == "any" or (wanted == "to") == to:
                        return True
            return False
        for kid in self.grammar.complements(predicate.token):
            if wanted == "any":
                return True
            to = self.grammar.has_to(kid)
            ing = p.tags[kid] == "VBG" and not any(p.deps[k] == "aux" for k in p.kids[kid])
            if wanted == ("to" if to else "ing" if ing else "that"):
                return True
        return False

    def _met(self, predicate: Predicate, condition: Condition, consumed: set[int], named: bool) -> bool:
        heads = self.heads(predicate, condition.slot)
        if not heads:
            return False
        if "any" in condition.flags:
            return True
        p = self.parsed
        for head in heads:
            for token in p.conjuncts(head):
                if condition.words and self._word(token, condition, consumed, named):
                    return True
                if condition.flags and self._flag(token, condition.flags):
                    return True
        return False

    def _word(self, token: int, condition: Condition, consumed: set[int], named: bool) -> bool:
        """Whether the phrase has one of the words as head; with ``named`` also in its name ("Typhoon Haiyan")."""
        words = condition.words
        p = self.parsed
        for at in (token, *self._inside_partitive(token)):
            lemma = p.lemmas[at]
            if (
                lemma in words
                or p.lower[at] in words
                or (p.tags[at] == "NNPS" and p.lower[at].removesuffix("s") in words)
                or (at > 0 and f"{p.lower[at - 1]} {lemma}" in words)
                or (at > 0 and f"{p.lemmas[at - 1]} {lemma}" in words)
                or (
                    named
                    and p.pos[at] == "PROPN"
                    and any(p.deps[k] == "compound" and p.lower[k] in words for k in p.kids[at])
                )
            ):
                if not condition.negated and condition.slot.split(".")[0] in (
                    "object",
                    "with",
                    "of",
                    "to",
                    "in",
                    "on",
                    "for",
                    "against",
                ):
                    consumed.add(at)
                return True
        return False

    def _inside_partitive(self, token: int) -> list[int]:
        p = self.parsed
        if p.lemmas[token] in PARTITIVE or p.tags[token] == "CD":
            return self.grammar.preposition(token, "of")
        return []

    def _flag(self, token: int, flags: frozenset[str]) -> bool:
        for flag in flags:
            if flag == "actor" and self.actors(token):
                return True
            if flag == "official" and any(a.role not in _PRIVATE for a in self.actors(token)):
                return True
            if flag == "armed" and any(a.role in _ARMED for a in self.actors(token)):
                return True
            if flag == "press" and any(a.role == "JRN" for a in self.actors(token)):
                return True
            if flag == "place" and self.resolver.place(token) is not None:
                return True
            if flag == "person" and self.is_person(token):
                return True
            if flag == "number" and self.parsed.tags[token] == "CD":
                return True
        return False

    def is_person(self, token: int) -> bool:
        """Whether the phrase denotes people, by the lexicon's list, the gazetteer or its form."""
        p = self.parsed
        lemma = p.lemmas[token]
        if lemma in self._persons or self.resolver.is_person(token):
            return True
        if p.tags[token] == "NNP" and any(p.deps[k] == "compound" for k in p.kids[token]):
            return self.resolver.place(token) is None  # a full name that nobody knows
        # names of doers that no list has: "sharpshooter", "separatist", "cameraman"
        return p.pos[token] == "NOUN" and len(lemma) > 5 and lemma.endswith(_DOERS)

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

    def _vague(self, token: int) -> bool:
        """Whether the phrase says of people only whose they are, or nothing: "*their hostage*, a Chilean farmer"."""
        p = self.parsed
        own = any(p.deps[k] == "poss" and p.tags[k] == "PRP$" for k in p.kids[token])
        return p.lemmas[token] in _HELD and (own or self.resolver.guessed(token))

    # ------------------------------------------------------------ slots
    def heads(self, predicate: Predicate, slot: str) -> tuple[int, ...]:
        """Heads of the phrases in a slot of the predicate (docs/LEXICON.md), without their conjuncts."""
        key = (slot, predicate.particle)
        found = predicate.slots.get(key)
        if found is None:
            found = predicate.slots[key] = tuple(self._heads(predicate, slot))
        return found

    def _heads(self, predicate: Predicate, slot: str) -> list[int]:
        if "." in slot:
            outer, inner = slot.split(".", 1)
            out: list[int] = []
            if outer == "clause" and predicate.kind == "verb":
                for verb in self.grammar.complements(predicate.token):
                    below = Predicate(verb, "verb", verb, passive=self.grammar.is_passive(verb))
                    out.extend(self.heads(below, inner))
                return out
            for head in self.heads(predicate, outer):
                for token in self.parsed.conjuncts(head):
                    out.extend(self.phrase_slot(token, inner))
            if not out and outer == "object" and inner not in ("poss", "mod", "of", "by", "place"):
                # the parser often hangs the object's phrase on the verb
                out = list(self.heads(predicate, inner))
            return out
        if predicate.kind == "verb":
            return self._verb_slot(predicate, slot)
        return self._noun_slot(predicate, slot)

    def _verb_slot(self, predicate: Predicate, slot: str) -> list[int]:
        g, p, verb = self.grammar, self.parsed, predicate.token
        if slot == "subject":
            return _one(g.subject(verb))
        if slot == "object":
            direct = g.object(verb)
            if predicate.particle and (direct is None or not predicate.passive):
                # "called on Iran": to the parser the particle is a preposition
                behind = [h for h in g.preposition(verb, predicate.particle.split()[-1]) if h > verb]
                if behind:
                    return behind
            return _one(direct)
        if slot == "iobject":
            return _one(g.indirect(verb))
        if slot == "attr":
            named = [
                k
                for k in p.kids[verb]
                if p.deps[k] in ("oprd", "attr", "acomp") or (p.deps[k] == "ccomp" and p.pos[k] == "ADJ")
            ]
            return named + g.preposition(verb, "as")
        if slot == "clause":
            return self._clause_subject(verb)
        if slot == "complement":
            return g.complements(verb)
        if slot in ("poss", "mod"):
            return []
        if slot == "response":
            return g.response(verb)
        out = g.preposition(verb, slot)
        if slot == "in":
            out = [h for h in out if p.lemmas[h] not in RESPONSES]
        if not out and slot != "of":
            # where the doer of a passive is does not say where it was done: "by a movement *in Palestine*"
            doer = g.subject(verb) if predicate.passive and slot not in ("in", "at", "near") else None
            for inner in (g.object(verb), doer):
                if inner is not None and not out:
                    out = g.preposition(inner, slot)
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
            if predicate.light and verb is not None and p.deps[token] not in ("nsubj", "nsubjpass"):
                return _one(g.subject(verb))
            if predicate.light and verb is not None and predicate.passive:
                return _one(g.subject(verb))
            return []
        if slot == "object":
            return _one(g.object(verb)) if predicate.light and verb is not None and p.deps[token] == "pobj" else []
        if slot == "clause":
            return []
        out = self.phrase_slot(token, slot)
        if (
            not out
            and verb is not None
            and slot not in ("of", "poss", "mod")
            and (predicate.light or predicate.kind == "adj" or self._takes_place(predicate))
        ):
            out = g.preposition(verb, slot)
            if not out and slot == "iobject":
                out = _one(g.indirect(verb))
        return [h for h in out if h != token]

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

    def phrase_slot(self, head: int, slot: str) -> list[int]:
        """Heads of the phrases in a slot of a noun phrase: possessor, modifiers, a preposition's objects."""
        if slot == "poss":
            return self.grammar.possessor(head)
        if slot == "mod":
            return self.grammar.modifiers(head)
        if slot == "maker":
            return self.grammar.maker(head)
        out = self.grammar.preposition(head, slot)
        return [h for h in out if self.parsed.lemmas[h] not in RESPONSES] if slot == "in" else out


def _one(token: int | None) -> list[int]:
    return [] if token is None else [token]
