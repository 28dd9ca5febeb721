"""Which members voted how."""

import re

from dragoman.parse import Parsed
from dragoman.resolve import ActorResolver

SIDES = {"abstain": "abstain", "abstention": "abstain", "against": "against", "oppose": "against", "opposed": "against"}


class Members:
    """Reads members of a council off the phrases of one document."""

    PERMANENT = frozenset({"USA", "RUS", "CHN", "GBR", "FRA"})

    def __init__(self, parsed: Parsed, resolver: ActorResolver) -> None:
        self.p = parsed
        self.resolver = resolver

    def states(self, head: int) -> list[str]:
        """Codes of the states coordinated in the phrase headed by ``head``; none where one of them is a person."""
        p = self.p
        out: list[str] = []
        for i in p.conjuncts(head):
            if p.pos[i] not in ("PROPN", "NOUN", "PRON", "DET") or (
                p.tags[i] in ("NNS", "NN")
                and p.words[i].islower()
                and len(p.conjuncts(head)) == 1
                and p.lemmas[i] not in ("country", "state")
            ):
                continue
            for actor in self.resolver.actors(i):
                if (
                    actor.code
                    and actor.role in (None, "GOV")
                    and len(actor.code) == 3
                    and (actor.entity is None or not actor.entity.startswith(("person", "term")))
                ):
                    out.append(actor.code)
        return list(dict.fromkeys(out))

    def permanent(self, head: int) -> list[str]:
        """The permanent members of the Security Council among the states of the phrase."""
        return [c for c in self.states(head) if c in self.PERMANENT]

    def listed(self, first: int, last: int) -> dict[str, str]:
        """Members named with their side in the tokens ``[first, last)``.

        "two abstentions, from A and B", "three (A, B and C) abstaining", "nine voted against: A, B", "A opposed".
        """
        p = self.p
        out: dict[str, str] = {}
        for i in range(first, last):
            side = SIDES.get(p.lemmas[i]) or SIDES.get(p.lower[i])
            if side is None:
                continue
            for code in self._beside(i, first, last):
                out.setdefault(code, side)
        return out

    def _beside(self, i: int, first: int, last: int) -> list[str]:
        p = self.p
        text = p.text
        after = text[p.ends[i] : p.ends[last - 1]]
        match = re.match(r"[\s,]*(?:from|by|:|\(|votes?\s*\()\s*", after)
        if match:
            start = p.ends[i] + match.end()
            stop = re.search(r"[);.]|\bwhile\b|\bwith\b", text[start : p.ends[last - 1]])
            end = start + stop.start() if stop else p.ends[last - 1]
            return self._codes(start, end)
        before = text[p.starts[first] : p.starts[i]]
        match = re.search(r"\(([^()]*)\)\s*(?:\w+\s+){0,2}$", before)
        if match:
            return self._codes(p.starts[first] + match.start(1), p.starts[first] + match.end(1))
        if p.pos[i] == "VERB":
            subject = p.child(i, "nsubj")
            if subject is not None and first <= subject < last:
                return self.states(subject)
        return []

    def _codes(self, start: int, end: int) -> list[str]:
        p = self.p
        out: list[str] = []
        first, last = p.token_at(start), p.token_at(max(start, end - 1)) + 1
        for i in range(first, last):
            if p.pos[i] in ("PROPN", "NOUN") and p.starts[i] >= start and p.deps[i] != "compound":
                for actor in self.resolver.actors(i):
                    if actor.code and actor.code not in ("UNO",) and actor.role in (None, "GOV"):
                        out.append(actor.code)
        return list(dict.fromkeys(out))
