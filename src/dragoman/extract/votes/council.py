"""Vetoes and abstentions in the councils of the United Nations."""

from dragoman.extract.votes.bodies import Bodies, Body
from dragoman.extract.votes.found import Found
from dragoman.extract.votes.members import Members
from dragoman.extract.votes.phrases import full_phrase
from dragoman.extract.votes.words import TEXTS
from dragoman.parse import Parsed


class Council:
    """Reads one document's sentences on vetoes and abstentions."""

    def __init__(self, parsed: Parsed, bodies: Bodies, members: Members) -> None:
        self.p = parsed
        self.bodies = bodies
        self.members = members

    def un(self) -> bool:
        """Whether the text speaks of the United Nations."""
        return self.bodies.un or "Security Council" in self.p.text

    def veto(self, v: int, subject: int | None, target: int | None) -> Found | None:
        """The vote that ``subject`` blocked: permanent members against one text; None for habits and other vetoes."""
        p = self.p
        if subject is None or not self.un():
            return None
        members = self.members.permanent(subject)
        if not members:
            return None
        if target is not None and (
            p.lemmas[target] == "number" or (p.tags[target] == "NNS" and not self._counted(target))
        ):
            return None
        if p.lemmas[v] == "block" and (target is None or p.lemmas[target] not in TEXTS):
            return None
        motion = None if target is None or p.lemmas[target] == "veto" else full_phrase(p, target)
        return Found(v, Body("UNSC", "IGO"), motion, "failed", members=dict.fromkeys(members, "veto"), certain=True)

    def _counted(self, noun: int) -> bool:
        return any(self.p.deps[k] in ("nummod", "det") for k in self.p.kids[noun])

    def abstain(self, v: int, subject: int | None) -> Found | None:
        """The vote in which the states of ``subject`` abstained."""
        if subject is None or not self.un():
            return None
        members = self.members.states(subject)
        if not members:
            return None
        p = self.p
        sentence = p.sentences[p.sentence_of[v]]
        words = {p.lemmas[i] for i in range(*sentence)}
        # an abstention where a veto was to be expected lets the text pass
        outcome = "adopted" if "veto" in words and set(members) & self.members.PERMANENT else None
        council = "UNSC" if "general assembly" not in p.text.lower() or "Security Council" in p.text else "UNGA"
        return Found(v, Body(council, "IGO"), None, outcome, members=dict.fromkeys(members, "abstain"), certain=True)

    def council(self) -> Body:
        """The council that the text speaks of."""
        text = self.p.text
        return Body("UNGA" if "General Assembly" in text and "Security Council" not in text else "UNSC", "IGO")
