"""Whether an amount of money is a political figure."""

from dragoman.extract.bounded import kids_of
from dragoman.extract.quantities.counts import counts
from dragoman.parse import Parsed
from dragoman.resolve import ActorResolver

_CLIMB = 8


class Money:
    """Tells the political money of one text: given, taken or withheld by a political actor, or aid by its name."""

    def __init__(self, parsed: Parsed, resolver: ActorResolver) -> None:
        self.parsed, self.resolver = parsed, resolver
        self.lexicon = counts()

    def is_political(self, noun: int) -> bool:
        """Whether a political actor gives, takes or withholds the money."""
        p, lexicon = self.parsed, self.lexicon
        token, named = noun, p.lemmas[noun] in lexicon.money_nouns
        named = named or any({p.lemmas[k], p.lower[k]} & lexicon.money_nouns for k in self._under(noun))
        for _ in range(_CLIMB):
            head = p.heads[token]
            if p.tags[token].startswith("VB"):
                verb = p.lemmas[token] in lexicon.money_verbs
                if (verb and named) or ((verb or named) and self._political_subject(token)):
                    return True
            elif p.tags[token][:2] == "NN" and p.lemmas[token] in lexicon.money_nouns:
                named = True
            if head == token:
                break
            token = head
        # headline grammar may leave no verb ("Merkel pledges ..." read as a noun)
        return (
            named
            and p.lemmas[token] in lexicon.money_verbs
            and any(self._political(k) for k in (token, *kids_of(p, token)))
        )

    def _under(self, noun: int) -> list[int]:
        p = self.parsed
        out: list[int] = []
        for kid in kids_of(p, noun):
            if p.deps[kid] == "prep" and p.lower[kid] in ("of", "in", "for", "worth"):
                out.extend(kids_of(p, kid))
            elif p.deps[kid] in ("nmod", "compound"):
                out.append(kid)
        return out

    def _political_subject(self, verb: int) -> bool:
        p = self.parsed
        for _ in range(3):
            for kid in kids_of(p, verb):
                if p.deps[kid] in ("nsubj", "agent", "nsubjpass"):
                    holders = kids_of(p, kid) if p.deps[kid] == "agent" else [kid]
                    if any(self._political(h) for h in holders):
                        return True
            if p.deps[verb] not in ("xcomp", "conj", "ccomp", "advcl", "pcomp"):
                return False
            verb = p.heads[verb]
            if not p.tags[verb].startswith("VB"):
                return False
        return False

    def _political(self, token: int) -> bool:
        return any(
            a.code and a.role not in ("BUS", "MNC", "JRN", "CVL") and a.code != "MNC"
            for a in self.resolver.actors(token)
        )
