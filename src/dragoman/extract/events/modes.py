"""The mode of an act where its frame leaves it open: the means that its phrases name, or the act that is asked for."""

from collections.abc import Sequence, Set

from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.predicates import PARTITIVE, Match, Matcher
from dragoman.gazetteer.organisations import UNIONS
from dragoman.ontology import word_list
from dragoman.records import Actor

# what a more exact word may take the place of
_ROUGH = frozenset({None, "explosives", "destroy", "heavy-weapons", "firearms", "primitive"})
# which means outdo the one that the frame knows; where it knows none, any does
_BEST = frozenset({"suicide-attack", "drone", "aerial", "unconventional"})
_BETTER: dict[str | None, frozenset[str]] = {
    "firearms": _BEST | {"heavy-weapons", "crowd-control"},
    "explosives": _BEST | {"primitive"},
    "heavy-weapons": _BEST | {"primitive"},
    "primitive": _BEST | {"explosives"},
}
_WHERE = ("subject", "by", "with", "in", "during", "using", "from", "after")
# what is asked for or refused, by the type of the act in it
_ASKED = {"RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet", "AID": "assist"}
# what outdoes what: in the clause that is asked for, and in the noun
_ASKED_TO = ("meet", "change", "yield", "assist")
_ASKED_FOR = ("assist", "meet", "change", "yield")
_CARRYING = word_list("acts.carrying")
_ARMED = frozenset({"MIL", "REB", "UAF"})


class Modes:
    """Modes of acts in one document."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.parsed = matcher.parsed
        self.grammar: Grammar = matcher.grammar
        self._told = matcher.ontology.modes
        self.beside: dict[int, Match] = {}  # the predicates of the sentence that is being coded

    def of(self, match: Match, actors: tuple[Actor, ...]) -> str | None:
        """The mode of the act that ``match`` codes, of those that its type has; None where nothing tells."""
        frame = match.frame
        if frame.type == "ASSAULT":
            kids = self.parsed.kids[match.predicate.token]
            manner = self._of("manner", "ASSAULT", {self.parsed.lower[k] for k in kids})
            if manner is not None:
                return manner
            doing = self._of("act", "ASSAULT", {self.parsed.lemmas[match.predicate.token]})
            if frame.mode == "targeted" and doing in ("firearms", "primitive"):
                return doing
            return self._violence(match) if frame.mode in _ROUGH else frame.mode
        if frame.type == "PROTEST" and frame.mode in (None, "demo", "strike"):
            words = self._own_words(match) | self._form(match.predicate.token)
            return self._of("crowd", "PROTEST", words) or frame.mode
        if frame.type == "MOBILIZE" and frame.mode == "troops" and actors and all(a.role == "REB" for a in actors):
            return "militia"
        named = self._of("name", frame.type, {self.parsed.lemmas[match.predicate.token]})
        if named is not None:
            return named
        if frame.type == "COERCE" and frame.mode == "restrict":
            return self._of("object", "COERCE", self._words(self._object(match))) or frame.mode
        if frame.type == "REJECT" and frame.mode == "yield" and self._asked_to_go(match):
            return "change"
        if frame.mode is not None and not (frame.type == "MOBILIZE" and frame.mode == "weapons"):
            return frame.mode
        if frame.type == "CONSULT":
            return self._meeting(match, actors)
        if frame.type in ("REQUEST", "REJECT"):
            return self._asked(match)
        if frame.type == "THREATEN":
            ultimatum = "ultimatum" in self._own_words(match) and any(a.role in _ARMED for a in actors)
            asked = self._complement_words(match) | self._words(self._object(match))
            asked |= self._words(list(self.matcher.heads(match.predicate, "with")))
            return "violence" if ultimatum else self._of("threat", "THREATEN", asked)
        if frame.type == "MOBILIZE":
            moved = self._of("object", "MOBILIZE", self._words(self._object(match)))
            if moved is not None:
                return "militia" if actors and all(a.role == "REB" for a in actors) else moved
        return frame.mode

    # ------------------------------------------------------------ means of violence
    def _violence(self, match: Match) -> str | None:
        p, predicate, mode = self.parsed, match.predicate, match.frame.mode
        words = self._words([predicate.token]) - {"rock"}  # "blasts rocked the city"
        if predicate.kind == "verb" and self._carries(match):
            words |= self._words(self._object(match))
        for slot in _WHERE:
            words |= self._words(list(self.matcher.heads(predicate, slot)))
        for head in self.matcher.heads(predicate, "subject"):  # "men with knives killed", "armed with axes"
            words |= self._words(self.grammar.preposition(head, "with"))
        found = self._of("means", "ASSAULT", words)
        if found is not None and (mode is None or found in _BETTER.get(mode, _BEST)):
            return found
        if mode is None:
            return self._of("act", "ASSAULT", {p.lemmas[predicate.token]}) or self._clause_means(match)
        return mode

    def _carries(self, match: Match) -> bool:
        """Whether the object is the act itself: "conducted an airstrike"."""
        objects = set(self._object(match))
        objects |= {k for h in objects if self.parsed.lemmas[h] in PARTITIVE for k in self.grammar.preposition(h, "of")}
        return bool(match.predicate.consumed & objects) and self.parsed.lemmas[match.predicate.token] in _CARRYING

    def _clause_means(self, match: Match) -> str | None:
        """The means that the clause tells of which this one is the outcome: "a bomber attacked, *killing* ten"."""
        p, token = self.parsed, match.predicate.token
        if p.deps[token] != "advcl" or p.pos[p.heads[token]] != "VERB":
            return None
        words = self._words([k for k in p.kids[p.heads[token]] if p.deps[k] in ("nsubj", "agent")])
        return self._of("means", "ASSAULT", words)

    # ------------------------------------------------------------ what is asked for
    def _asked(self, match: Match) -> str | None:
        p, predicate = self.parsed, match.predicate
        verbs = self.grammar.complements(predicate.token) if predicate.kind == "verb" else []
        if predicate.kind == "noun":
            verbs = [k for k in p.kids[predicate.token] if p.deps[k] in ("acl", "ccomp")]
        for verb in verbs:
            words = {p.lemmas[verb], *self._words([k for k in p.kids[verb] if p.deps[k] == "dobj"])}
            told = self._asked_by(words, _ASKED_TO)
            if told is not None:
                return told
            inner = self.beside.get(verb)
            if inner is not None and inner.frame.mode == "resign":
                return "change"
            if inner is not None and inner.frame.type in _ASKED:
                return _ASKED[inner.frame.type]
        heads = self._object(match) if match.frame.type == "REJECT" or not verbs else []
        for slot in ("for", "object.for", "object.of", "of"):
            heads = heads + list(self.matcher.heads(predicate, slot))
        if heads:
            return self._asked_by(self._words(heads), _ASKED_FOR)
        return None

    def _asked_by(self, words: Set[str], order: Sequence[str]) -> str | None:
        told = {m.mode for m in self._told["asked"] if m.words & words}
        return next((mode for mode in order if mode in told), None)

    def _asked_to_go(self, match: Match) -> bool:
        """Whether it is a demand to give up office that is refused: "rejected calls to step down"."""
        p = self.parsed
        verbs = [k for h in self._object(match) for k in p.kids[h] if p.deps[k] in ("acl", "ccomp")]
        found = [self.beside.get(v) for v in verbs]
        return any(m is not None and m.frame.mode == "resign" for m in found)

    def _meeting(self, match: Match, actors: tuple[Actor, ...]) -> str | None:
        """How they met: over the phone, or as a body of many."""
        words = self._own_words(match) | self._words(self._object(match))
        for slot in ("by", "over", "via"):
            words |= self._words(list(self.matcher.heads(match.predicate, slot)))
        told = self._of("channel", "CONSULT", words)
        if told is not None:
            return told
        codes = {a.code for a in actors if a.code}
        return "multilateral" if len(codes) > 2 or codes & UNIONS else None

    # ------------------------------------------------------------ words
    def _object(self, match: Match) -> list[int]:
        return list(self.matcher.heads(match.predicate, "object"))

    def _complement_words(self, match: Match) -> set[str]:
        p = self.parsed
        return {p.lemmas[v] for v in self.grammar.complements(match.predicate.token)}

    def _own_words(self, match: Match) -> set[str]:
        heads = [match.predicate.token, *match.predicate.consumed]
        return self._words([h for h in heads if self.parsed.pos[h] in ("NOUN", "PROPN") or h == match.predicate.token])

    def _form(self, verb: int) -> set[str]:
        """What people do to protest: "joined *a strike* to protest", "went on *strike* to demand"."""
        p = self.parsed
        above = p.heads[verb]
        if p.pos[verb] != "VERB" or not self.grammar.has_to(verb):
            return set()
        if p.deps[verb] in ("acl", "relcl"):
            return {p.lemmas[above]}
        if p.deps[verb] not in ("advcl", "xcomp"):
            return set()
        return {p.lemmas[h] for h in (*p.children(above, "dobj"), *self.grammar.preposition(above, "in"))}

    def _of(self, by: str, kind: str, words: Set[str]) -> str | None:
        """The mode that one of the words gives an act of the type by standing there."""
        return next((m.mode for m in self._told[by] if m.type == kind and m.words & words), None)

    def _words(self, heads: list[int]) -> set[str]:
        """Lemmas of the phrases' heads, of what stands before them, and inside "a series of"."""
        p, out = self.parsed, set()
        for head in heads:
            inner = self.grammar.preposition(head, "of") if p.lemmas[head] in PARTITIVE else []
            for token in (*p.conjuncts(head), *inner):
                out.add(p.lemmas[token].lower())
                for kid in p.kids[token]:
                    if p.deps[kid] in ("compound", "amod", "nmod") and kid < token:
                        out.add(p.lemmas[kid].lower())
                        out.update(p.lemmas[k].lower() for k in p.kids[kid] if p.deps[k] in ("compound", "conj"))
        return out
