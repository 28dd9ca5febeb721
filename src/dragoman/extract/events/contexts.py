"""PLOVER contexts of an act: those its frame makes certain and those the words around it name."""

from dragoman.extract.events.predicates import Match
from dragoman.ontology import Ontology
from dragoman.parse import Parsed

WINDOW = 10  # tokens on either side of the act; farther words speak of other acts
LONGEST = 3  # words of a phrase in contexts.yaml


class Contexts:
    """Contexts of acts in one document."""

    def __init__(self, parsed: Parsed, ontology: Ontology) -> None:
        self.parsed = parsed
        self.words, self.firsts = ontology.context_words, ontology.context_firsts

    def of(self, match: Match) -> tuple[str, ...]:
        """Contexts in alphabetical order."""
        p, token = self.parsed, match.predicate.token
        first, last = p.sentences[p.sentence_of[token]]
        first, last = max(first, token - WINDOW), min(last, token + WINDOW + 1)
        out = set(match.frame.contexts)
        for at in range(first, last):
            if p.lemmas[at] in self.words:
                out.update(self.words[p.lemmas[at]])
            if p.lower[at] in self.firsts:
                for end in range(at + 1, min(at + LONGEST, last)):
                    out.update(self.words.get(" ".join((*p.lower[at:end], p.lemmas[end])), ()))
        return tuple(sorted(out))
