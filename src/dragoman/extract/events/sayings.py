"""Acts in the clause that somebody is quoted with: a wrong laid to another, a price that another will pay."""

from dragoman.extract.events.drafts import Draft
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import DIRECT, Parties, Side
from dragoman.extract.events.slots import Predicate
from dragoman.extract.events.status import DENIALS, Status
from dragoman.extract.events.wider import WiderArguments
from dragoman.ontology import Frame, word_list
from dragoman.ontology.frames import frames_of

CHARGED = next(iter(frames_of({"lemma": "charged", "type": "ACCUSE", "mode": "allege", "weight": 0.6}, "rule", {})))
WARNED = next(iter(frames_of({"lemma": "warned", "type": "THREATEN", "weight": 0.6}, "rule", {})))

_WRONGING = word_list("speech.wronging")
_WRONGS = word_list("speech.wrongs")
_BACKING = word_list("speech.backing")
_BANDS = word_list("speech.bands")
_MEDDLING = word_list("speech.meddling")
_GUILT = word_list("speech.guilt")
_ANSWERING = word_list("speech.answering")
_SUFFERING = word_list("speech.suffering")
_PRICES = word_list("speech.prices")
_MEETING = frozenset({"meet", "answer", "counter", "greet", "confront", "repel"})
_FORCE = word_list("speech.force")
_WILL = frozenset({"will", "would", "'ll", "shall"})
_OWNING_UP = frozenset({"admit", "acknowledge", "concede", "confess"})  # who admits a wrong charges nobody with it
_FINDING = frozenset({"find", "conclude", "establish", "rule", "charge", "contend", "complain", "fear", "protest"})
_OWN = frozenset({"i", "we", "it", "they", "he", "she"})


class Sayings:
    """Finds accusations and threats in reported clauses of one document."""

    def __init__(self, arguments: WiderArguments, status: Status) -> None:
        self.arguments = arguments
        self.parsed = arguments.parsed
        self.grammar = arguments.matcher.grammar
        self.status = status

    def acts(self, first: int, last: int, swallowed: set[int]) -> list[Draft]:
        """Accusations and threats among the clauses of the tokens ``first`` to ``last``."""
        p = self.parsed
        out: list[Draft] = []
        for verb in range(first, last):
            if p.deps[verb] != "ccomp" or verb in swallowed or p.pos[verb] not in ("VERB", "AUX"):
                continue
            if any(p.deps[k] == "neg" for k in p.kids[verb]) or p.lemmas[p.heads[verb]] in DENIALS | _OWNING_UP:
                continue
            head, subject = self.status.reporter(verb), self.grammar.surface_subject(verb)
            if head is None and p.lemmas[p.heads[verb]] in _FINDING:
                head = self.grammar.surface_subject(p.heads[verb])
            if head is None or subject is None:
                continue
            speaker = self.arguments.phrase(head)
            codes = frozenset(a.code for a in speaker.parties if a.code)
            if not codes:
                continue
            if self._wrong(verb):
                self._add(out, CHARGED, verb, speaker, codes, self.arguments.phrase(subject, codes))
            elif any(p.lower[k] in _WILL and p.deps[k] == "aux" for k in p.kids[verb]):
                self._threat(out, verb, subject, speaker, codes)
        return out

    def _wrong(self, verb: int) -> bool:
        """Whether the clause lays a wrong to its subject: "committed war crimes", "was behind the attack"."""
        p = self.parsed
        if self.grammar.is_passive(verb):
            return False
        lemma = p.lemmas[verb]
        if lemma == "be":
            if any(p.lower[k] == "behind" and p.child(k, "pobj") is not None for k in p.kids[verb]):
                return True
            if any(p.deps[k] == "xcomp" and p.lemmas[k] == "blame" for k in p.kids[verb]):
                return True
            named = p.children(verb, "acomp", "attr")
            return any(p.lemmas[k] in _GUILT and self._charge(k) for k in named)
        done = self.grammar.object(verb)
        if done is None:
            return lemma in _MEDDLING
        if lemma == "use":  # "was using hunger *as a weapon*"
            return any(p.lemmas[t] in ("weapon", "shield", "pawn") for t in self.grammar.preposition(verb, "as"))
        if lemma == "have":
            return p.lemmas[done] in ("hand", "part", "finger", "role") and bool(
                self.grammar.preposition(done, "in") or self.grammar.preposition(verb, "in")
            )
        return (lemma in _WRONGING and p.lemmas[done] in _WRONGS) or (lemma in _BACKING and p.lemmas[done] in _BANDS)

    def _charge(self, adjective: int) -> bool:
        """Whether the word says of what somebody is guilty: "responsible *for the deaths*", "complicit *in* it"."""
        return any(self.grammar.preposition(adjective, name) for name in ("for", "of", "in"))

    def _threat(self, out: list[Draft], verb: int, subject: int, speaker: Side, codes: frozenset[str | None]) -> None:
        p, lemma = self.parsed, self.parsed.lemmas[verb]
        words = [k for k in p.kids[verb] if k > verb]
        if lemma in _ANSWERING:
            mine = p.lower[subject] in _OWN or codes & {a.code for a in self.arguments.phrase(subject).parties}
            in_kind = any(p.lower[k] == "in" and any(p.lower[i] == "kind" for i in p.kids[k]) for k in words)
            if mine and (in_kind or any(p.deps[k] == "advmod" and p.lower[k].endswith("ly") for k in words)):
                self._add(out, WARNED, verb, speaker, codes, self.arguments.interlocutor(codes))
        elif lemma == "take":
            taken = self.grammar.object(verb)
            if taken is not None and p.lemmas[taken] in ("countermeasure", "revenge", "vengeance", "reprisal"):
                self._add(out, WARNED, verb, speaker, codes, self._condition(verb, codes))
        elif self.grammar.is_passive(verb):
            # "any attack *will be met with force*"
            met = lemma in _MEETING and self.grammar.preposition(verb, "with") + self.grammar.preposition(verb, "by")
            if met and any(p.lemmas[t] in _FORCE for t in met):
                victim = self.arguments.phrase(subject, codes)
                known = any(a.code for a in victim.parties)
                self._add(out, WARNED, verb, speaker, codes, victim if known else self.arguments.interlocutor(codes))
        elif lemma in ("be", "become"):
            if any(p.lemmas[k] == "target" for k in p.children(verb, "attr")):
                victim = self.arguments.phrase(subject, codes)
                self._add(out, WARNED, verb, speaker, codes, victim)
        elif lemma in _SUFFERING:
            price = lemma in ("regret", "rue") or any(p.lemmas[k] in _PRICES or p.lower[k] in _PRICES for k in words)
            for done in self.grammar.preposition(verb, "for") if lemma == "pay" else ():
                price = price or p.lemmas[done] in _WRONGS  # "will pay *for the killing*"
            if price:
                victim = self.arguments.phrase(subject, codes)
                if not any(a.code for a in victim.parties) and p.tags[subject] == "PRP":
                    victim = self.arguments.interlocutor(codes)
                self._add(out, WARNED, verb, speaker, codes, victim)

    def _condition(self, verb: int, codes: frozenset[str | None]) -> Side:
        """Whom a threat is to deter: "will take countermeasures *if Chad votes*", else with whom the text deals."""
        p = self.parsed
        for kid in p.kids[verb]:
            own = p.child(kid, "nsubj", "nsubjpass")
            if p.deps[kid] == "advcl" and own is not None and self.status.conditional(kid):
                side = self.arguments.phrase(own, codes)
                if any(a.code for a in side.parties):
                    return side
        return self.arguments.interlocutor(codes)

    def _add(
        self, out: list[Draft], frame: Frame, verb: int, speaker: Side, codes: frozenset[str | None], other: Side
    ) -> None:
        """Keep the act where it is between two that are known and not of one state."""
        named = {a.code for a in other.parties if a.code}
        if named and not named & codes:
            parties = Parties(Side(list(speaker.parties), DIRECT, speaker.heads), other)
            out.append(Draft(Match(Predicate(verb, "verb", verb), frame), parties, "happened"))
