"""Acts done by saying: what somebody must do (REQUEST), what is a mistake or a breach (ACCUSE)."""

from dragoman.extract.events.drafts import Draft
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import DIRECT, Parties, Side
from dragoman.extract.events.slots import Predicate
from dragoman.extract.events.status import Status
from dragoman.extract.events.wider import WiderArguments
from dragoman.ontology import word_list
from dragoman.ontology.frames import frames_of

SHOULD = next(iter(frames_of({"lemma": "should", "type": "REQUEST", "weight": 0.6}, "rule", {})))
JUDGED = next(iter(frames_of({"lemma": "judged", "type": "ACCUSE", "mode": "disapprove", "weight": 0.6}, "rule", {})))
REFUSED = next(iter(frames_of({"lemma": "refused", "type": "REJECT", "weight": 0.6}, "rule", {})))
_RULED_OUT = word_list("acts.ruled-out")
# "out of the question", "off the table"
_OUT = (("of", "question"), ("off", "table"), ("off", "agenda"))
# what is said of an act that one disapproves of
_BAD = word_list("acts.judged")


class Speech:
    """Finds acts done by saying in one document."""

    def __init__(self, arguments: WiderArguments, status: Status) -> None:
        self.arguments = arguments
        self.parsed = arguments.parsed
        self.grammar = arguments.matcher.grammar
        self.resolver = arguments.resolver
        self.status = status

    def acts(self, first: int, last: int, swallowed: set[int]) -> list[Draft]:
        """Acts done by saying in the sentence of the tokens ``first`` to ``last``."""
        return [*self._demands(first, last, swallowed), *self._judgements(first, last, swallowed)]

    def _demands(self, first: int, last: int, swallowed: set[int]) -> list[Draft]:
        """Somebody says what another must or should do: a REQUEST."""
        p = self.parsed
        out: list[Draft] = []
        for token in range(first, last):
            if p.tags[token] != "MD" or p.lower[token] not in ("must", "should") or p.deps[token] != "aux":
                continue
            verb = p.heads[token]
            head = self.status.reporter(verb)
            subject = self.grammar.surface_subject(verb)
            if head is None or subject is None or p.deps[verb] != "ccomp" or verb in swallowed or token < subject:
                continue
            speaker, asked = self.resolver.actors(head), self.resolver.actors(subject)
            if not speaker or not any(a.code for a in (*speaker, *asked)) or p.lower[subject] in ("i", "we"):
                continue
            parties = Parties(Side(list(speaker), DIRECT, {head}), Side(list(asked), DIRECT, {subject}))
            out.append(Draft(Match(Predicate(verb, "verb", verb), SHOULD), parties, "happened"))
        return out

    def _judgements(self, first: int, last: int, swallowed: set[int]) -> list[Draft]:
        """Somebody says that what another does is bad: "called the raid", "said the siege was a crime"."""
        p = self.parsed
        out: list[Draft] = []
        for verb in range(first, last):
            if p.lemmas[verb] != "be" or p.deps[verb] != "ccomp" or verb in swallowed:
                continue
            head, subject = self.status.reporter(verb), self.grammar.surface_subject(verb)
            if head is None or subject is None or any(p.deps[k] == "neg" for k in p.kids[verb]):
                continue
            named = [c for k in p.children(verb, "attr", "acomp") for c in p.conjuncts(k)]
            named += self.grammar.preposition(verb, "in")
            refused = any(p.lemmas[t] in _RULED_OUT for t in named) or self._ruled_out(verb)
            if not refused and not any(p.lemmas[t] in _BAD for t in named):
                continue
            speaker = self.arguments.phrase(head)
            if not any(a.code for a in speaker.parties):
                continue
            codes = frozenset(a.code for a in speaker.parties)
            judged = self.arguments.phrase(subject, codes)
            if not any(a.code for a in judged.parties):
                judged = self.arguments.interlocutor(codes)
            if not any(a.code for a in judged.parties) or codes & {a.code for a in judged.parties}:
                continue
            frame = REFUSED if refused else JUDGED
            out.append(Draft(Match(Predicate(verb, "verb", verb), frame), Parties(speaker, judged), "happened"))
        return out

    def _ruled_out(self, verb: int) -> bool:
        """Whether the clause says that something will not be: "said talks *were out of the question*"."""
        p = self.parsed
        return any(p.lemmas[t] == noun for name, noun in _OUT for t in self.grammar.preposition(verb, name))
