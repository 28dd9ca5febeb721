"""Predicates: words that a frame of the lexicon may fit, and the choice of the frame.

A verb, an event noun or an adjective is looked up by lemma; of the frames whose conditions hold the one that asks for
most wins.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.slots import HYPHENS, LASTING, Predicate, Slots
from dragoman.ontology import Condition, Frame, Ontology, Uses, word_list
from dragoman.ontology.frames import NONE
from dragoman.parse import Parsed
from dragoman.resolve import ActorResolver

PARTITIVE = word_list("acts.partitive")
# roles of actors that hold no power; the others are "@official"
_PRIVATE = frozenset("CVL REF LAB EDU BUS JRN MED SOC CRM".split())
# who bears arms without being a state's: "@armed"
_ARMED = frozenset({"REB", "UAF", "CRM"})
_NO_USES = Uses()
# slots that hold nothing that is done
_NOT_DONE = frozenset("subject iobject by from clause complement adverb attr response place".split())
# acts that answer another, the nouns of words that may be answered, and where whose words they are stands
_ANSWERS = frozenset({"REJECT", "SUPPORT", "ACCUSE"})
_WORDS = frozenset({"REQUEST", "THREATEN", "ACCUSE", "AGREE", "CONSULT", "COOPERATE", "NONE"})
_OWNING = ("poss", "from", "of", "by")
_PARTICLE_DEPS = frozenset({"prt", "advmod", "prep", "dobj", "acomp", "oprd", "dative", "ccomp", "attr", "xcomp"})


@dataclass(frozen=True, slots=True)
class Match:
    """A predicate with the frame that fits it best."""

    predicate: Predicate
    frame: Frame


class Matcher(Slots):
    """Finds predicates of one document and fits frames to them."""

    def __init__(self, parsed: Parsed, grammar: Grammar, resolver: ActorResolver, ontology: Ontology) -> None:
        super().__init__(parsed, grammar, resolver, ontology)
        self.unreal: Callable[[Predicate], bool] = lambda predicate: False  # whether the act has not happened
        self._words: set[str] = set()  # those that the sentence offers to conditions
        self._all_words: set[str] = set()  # those of the whole text, once they are asked for

    # ------------------------------------------------------------ finding
    def matches(self, first: int, last: int) -> list[Match]:
        """Predicates of the sentence with their frames, in text order; consumed words are left out."""
        p = self.parsed
        nouns, adjectives = self.ontology.nouns, self.ontology.adjectives
        self._words = self._offered(first, last)
        found: dict[int, Match] = {}
        eaten: set[int] = set()
        light_nouns: dict[int, Match] = {}
        later: list[int] = []
        hyphens = not HYPHENS.isdisjoint(p.words[max(0, first - 1) : last])
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
            if hyphens and later[-1:] != [token] and pos != "ADJ" and self.hyphened(token) in nouns:
                later.append(token)
        # light verbs first: "held talks" is one predicate, the noun's
        for token in later:
            if p.pos[token] == "ADJ":
                continue
            for carried_by in self._light(token):
                light_nouns[token] = carried_by
        for token in range(first, last):
            being = p.lemmas[token] == "be" and p.pos[token] == "AUX" and p.deps[token] not in ("aux", "auxpass")
            if (p.pos[token] == "VERB" or being) and self._verb_frames(token):
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
            if token in found:
                continue
            answer = p.heads[token] if self._of_another(token, found) else None
            if token in eaten and answer is None:
                continue
            other = self._adjective(token) if p.pos[token] == "ADJ" else self._noun(token, answer)
            if other is not None:
                found[token] = other
                eaten |= other.predicate.consumed
                if answer is not None:
                    eaten.discard(token)
        return [found[t] for t in sorted(found) if t not in eaten or p.pos[t] == "VERB"]

    def _of_another(self, noun: int, found: dict[int, Match]) -> bool:
        """Whether what a verb answers is an act of somebody else, told with it: "rejected *Sudan's demand*"."""
        p, verb = self.parsed, self.parsed.heads[noun]
        match = found.get(verb)
        if match is None or match.frame.type not in _ANSWERS or p.deps[noun] not in ("dobj", "nsubjpass"):
            return False
        types = {f.type for f in self._frames(noun)}
        if match.frame.type in types or not types <= _WORDS:
            return False
        subject = self.heads(match.predicate, "subject")
        own = {a.code for t in subject if not self.resolver.guessed(t) for a in self.actors(t) if a.code}
        owners = [t for slot in _OWNING for t in self.phrase_slot(noun, slot)]
        others = {a.code for t in owners for a in self.actors(t) if a.code}
        return bool(others) and not others & own

    def _verb(self, token: int) -> Match | None:
        predicate = Predicate(token, "verb", token, passive=self.grammar.is_passive(token))
        return self._fit(predicate, self._verb_frames(token).possible(self._words))

    def _verb_frames(self, token: int) -> Uses:
        """Frames of the verb, rather of the whole that the parser has cut at its hyphens: "baton-*charged*"."""
        p, verbs = self.parsed, self.ontology.verbs
        whole = self.hyphened(token)
        if whole is not None:
            found = verbs.get(whole.removesuffix(p.lower[token]) + p.lemmas[token])
            if found:
                return found
        return verbs.get(p.lemmas[token], _NO_USES)

    def _light(self, noun: int) -> list[Match]:
        p = self.parsed
        verb = self._carrier(noun)
        if verb is None:
            return []
        frames = [f for f in self._frames(noun).possible(self._words) if p.lemmas[verb] in f.light]
        if not frames:
            return []
        predicate = Predicate(noun, "noun", verb, light=True, passive=self.grammar.is_passive(verb))
        match = self._fit(predicate, frames)
        return [match] if match else []

    def _noun(self, token: int, answer: int | None = None) -> Match | None:
        predicate = Predicate(token, "noun", self._carrier(token), answer=answer)
        return self._fit(predicate, self._frames(token).possible(self._words))

    def _frames(self, token: int) -> Uses:
        """Frames of the noun, and of the word that the parser has cut at its hyphens."""
        nouns = self.ontology.nouns
        return nouns.get(self._noun_lemma(token)) or nouns.get(self.hyphened(token) or "", _NO_USES)

    def _adjective(self, token: int) -> Match | None:
        p = self.parsed
        head = p.heads[token]
        verb = head if p.deps[token] in ("acomp", "oprd", "xcomp", "ROOT", "attr") and p.pos[head] != "NOUN" else None
        frames = self.ontology.adjectives[p.lemmas[token]].possible(self._words)
        return self._fit(Predicate(token, "adj", verb), frames)

    def _noun_lemma(self, token: int) -> str:
        p = self.parsed
        return p.lower[token] if p.pos[token] == "PROPN" else p.lemmas[token]

    def _carrier(self, noun: int) -> int | None:
        """The verb whose object, subject or prepositional object the noun is."""
        p = self.parsed
        noun = self.measured(noun)
        at, dep = noun, p.deps[noun]
        for _ in range(6):
            if dep != "conj":
                break
            at = p.heads[at]
            dep = p.deps[at]
        head = p.heads[at]
        if dep in ("dobj", "nsubjpass", "attr", "nsubj") and p.pos[head] in ("VERB", "AUX"):
            return head
        above = p.heads[head]
        if dep == "pobj" and p.lemmas[above] == "be":
            return above if p.lower[head] == "in" else None  # "are in talks"
        if dep == "pobj" and p.pos[above] == "VERB" and p.child(above, "dobj") is None:
            return above
        return None

    def _offered(self, first: int, last: int) -> set[str]:
        """The words that any condition of a frame may find in the sentence, as ``_word`` compares them.

        Those of the whole text where a phrase may stand for one of another sentence, or the parser cut one in two.
        """
        p = self.parsed
        if "PRP" in p.tags[first:last] or (first and p.deps[first - 1] != "punct"):
            if not self._all_words:  # gathered once: a text may have a pronoun in every sentence
                self._all_words = self._offered_in(0, len(p))
            return self._all_words
        return self._offered_in(first, last)

    def _offered_in(self, first: int, last: int) -> set[str]:
        p = self.parsed
        first, last = max(0, first - 2), min(last + 1, len(p))
        lemmas, lower, words = p.lemmas[first:last], p.lower[first:last], p.words[first:last]
        out = {*lemmas, *lower, *map(" ".join, pairwise(lemmas))}
        out.update(f"{before} {lemma}" for before, lemma in zip(lower, lemmas[1:], strict=False))
        if "NNPS" in p.tags[first:last]:
            out.update(word.removesuffix("s") for word in lower)
        if not HYPHENS.isdisjoint(words):
            out.update(filter(None, map(self.hyphened, range(first, last))))
        return out

    # ------------------------------------------------------------ fitting
    def _fit(self, predicate: Predicate, frames: Sequence[Frame]) -> Match | None:
        p, token = self.parsed, predicate.token
        verbal = predicate.kind == "verb"
        near = {p.lower[k] for k in p.kids[token]} | set(p.lower[token + 1 : token + 2]) if verbal else set()
        bound = verbal and any(p.deps[k] == "prt" for k in p.kids[token]) and self._particle_known(token)
        looser: tuple[Frame, set[int]] | None = None
        unreal: bool | None = None  # asked once
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
            if self._holds(predicate, frame, consumed):
                if frame.unreal:
                    unreal = self.unreal(predicate) if unreal is None else unreal
                    if not unreal:
                        continue
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
        return any(f.particle and f.particle.split()[0] == particle for f in self._verb_frames(verb))

    def _has_particle(self, verb: int, particle: str) -> bool:
        p = self.parsed
        words = particle.split()
        for kid in p.kids[verb]:
            if kid > verb + len(words) > verb + 1 and p.lower[kid - len(words) + 1 : kid + 1] == words:
                return p.deps[kid] in _PARTICLE_DEPS  # "found the mayor *not guilty*"
            if words == [p.lower[kid]] and p.deps[kid] == "advcl" and p.pos[kid] == "ADJ" and kid > verb:
                return True  # "held Chad *responsible* for it"
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
        if "several" in condition.flags and self.several(heads):
            return True
        p = self.parsed
        for head in heads:
            for token in p.conjuncts(head):
                if condition.words and self._word(token, condition, consumed, named):
                    return True
                behind = self._behind(token) if condition.words else None
                if behind is not None and self._word(behind, condition, set(), named):
                    return True
                if condition.flags and self._flag(token, condition.flags):
                    return True
        return False

    def _behind(self, token: int) -> int | None:
        """The head of the phrase that a pronoun stands for: "*they* pulled out" of soldiers named before."""
        p = self.parsed
        if p.tags[token] != "PRP":
            return None
        span = next((a.antecedent for a in self.actors(token) if a.antecedent is not None), None)
        if span is None:
            return None
        inside = range(p.token_at(span.start), p.token_at(max(span.start, span.end - 1)) + 1)
        return next((t for t in inside if p.heads[t] not in inside or p.heads[t] == t), None)

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
                or self.hyphened(at) in words
                or (at > 0 and f"{p.lower[at - 1]} {lemma}" in words)
                or (at > 0 and f"{p.lemmas[at - 1]} {lemma}" in words)
                or (
                    named
                    and p.pos[at] == "PROPN"
                    and any(p.deps[k] == "compound" and p.lower[k] in words for k in p.kids[at])
                )
            ):
                # "crush months of protests": what went on so long is an act too
                held = at != token and p.lemmas[token] in LASTING
                if (
                    not held
                    and not condition.negated
                    and condition.slot.split(".")[0]
                    in (
                        "object",
                        "with",
                        "of",
                        "to",
                        "in",
                        "on",
                        "for",
                        "against",
                    )
                ):
                    consumed.add(at)
                return True
        return False

    def telling(self, match: Match) -> int | None:
        """The noun that the frame of a verb asked for and that says what is done: "opened a second *inquiry*".

        The verb's object goes before what stands behind a preposition; who is acted on ("held *envoys*") says nothing.
        """
        asked = [c for c in match.frame.conditions if c.words and not (c.negated or self._persons <= c.words)]
        for condition in sorted(asked, key=lambda c: c.slot != "object"):
            if condition.slot in _NOT_DONE or "." in condition.slot:
                continue
            for head in self.heads(match.predicate, condition.slot):
                for token in self.parsed.conjuncts(head):
                    for at in (*self._inside_partitive(token), token):
                        named = self.parsed.pos[at] in ("NOUN", "PROPN") and self.parsed.lemmas[at] not in PARTITIVE
                        if named and self._word(at, condition, set(), False):
                            return at
        return None

    def _inside_partitive(self, token: int) -> list[int]:
        p = self.parsed
        if p.lemmas[token] in PARTITIVE or p.tags[token] == "CD" or p.lemmas[token] in LASTING:
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
