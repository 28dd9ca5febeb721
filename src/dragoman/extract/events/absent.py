"""Parties of acts that nouns name and whose clause names none: "a day after *Monday's bombing*", "since *the talks*".

Whom violence struck follows from where the text is; who met, or signed, from the only two states that it speaks of; who
let somebody go from the one of the two that is not his own.  What the sentence tells by another word stays one act.
"""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.events.confidence import LEAST, confidence
from dragoman.extract.events.drafts import Draft, codes_of, has_code
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import CONTEXT, PLACE, Parties, Side
from dragoman.extract.events.wider import WiderArguments
from dragoman.ontology import word_list
from dragoman.parse import Parsed
from dragoman.records import Actor

# nouns that name violence, or a meeting, whatever stands round them
_PLAIN = word_list("acts.plain-violence")
_MEETINGS = word_list("acts.plain-meetings")
# verbs by which a bomb tells of itself
_BURSTING = frozenset({"explode", "detonate", "blow_up", "go_off"})
_ORDINAL = word_list("acts.ordinal")
_KNOWN = frozenset({"the", "this", "that"})
# what is done to people who belong to one of two states, so that the other did it
_DONE_TO = frozenset({"release", "deport", "expel", "arrest"})
# how sure it is that such a noun names an act, as a frame's weight
_SURE = 0.9
_HEADLINE = 10  # words of a headline, at most


class Absent:
    """Completes the acts of one document whose clause names no party."""

    def __init__(self, arguments: WiderArguments) -> None:
        self.arguments = arguments
        self.resolver = arguments.resolver
        self.parsed: Parsed = arguments.parsed

    def completed(self, found: Iterable[Draft], bare: Iterable[Draft]) -> list[Draft]:
        """The acts ``found`` in a sentence, and those of ``bare``, which had no party, that the text gives one."""
        out = list(found)
        for at, draft in enumerate(out):
            if not any(d is not draft and _alike(d, draft) for d in out):
                out[at] = self._complete(draft, out) or draft
        for draft in bare:
            if not any(_alike(d, draft) for d in out):
                whole = self._complete(draft, out)
                if whole is not None:
                    out.append(whole)
        return out

    def _complete(self, draft: Draft, others: Iterable[Draft]) -> Draft | None:
        match, parties = draft.match, draft.parties
        if draft.status != "happened" or match.predicate.light or has_code(parties.actor.parties):
            return None
        kind = match.frame.type
        if kind == "ASSAULT" and self._violence(match):
            side = parties.recipient
            coded = sum(1 for a in side.parties if a.code)
            if coded and confidence(match, parties, draft.status, coded=coded) >= LEAST:
                return None  # told well enough as it stands
            if not coded:
                code = self._where(match.predicate.token, others)
                if (
                    code is None
                    or self.arguments.told(kind)
                    or (side.parties and not all(a.start is not None for a in side.parties))
                ):
                    return None
                people = [replace(a, code=code, role=a.role or "CVL") for a in side.parties]
                side = Side(people or [Actor(code, "CVL", code)], PLACE, side.heads)
            return self._sure(draft, Parties(parties.actor, side))
        if match.predicate.kind != "noun":
            return None
        if match.frame.reciprocal and self._met(match):
            states = self.resolver.states()
            if len(states) == 2:
                return self._sure(draft, Parties(Side([Actor(s, "GOV", s) for s in states], CONTEXT), Side()))
        if (
            match.frame.mode in _DONE_TO
            and self.parsed.pos[match.predicate.token] == "NOUN"
            and self._anchored(match.predicate.token)
            and self._people(parties.recipient)
        ):
            own = codes_of(parties.recipient.parties)
            states = self.resolver.states()
            rest = [s for s in states if s not in own]
            if len(states) == 2 and len(own) == 1 and len(rest) == 1:
                return self._sure(draft, Parties(Side([Actor(rest[0], "GOV", rest[0])], CONTEXT), parties.recipient))
        return None

    def _people(self, side: Side) -> bool:
        """Whether the words themselves say whose people they are: "three Peruvian nurses", not "the hostages"."""
        p, matcher = self.parsed, self.arguments.matcher
        return bool(side.heads) and all(
            (p.pos[h] == "PROPN" or (p.pos[h] == "NOUN" and any(matcher.phrase_slot(h, s) for s in ("mod", "poss"))))
            and not self.resolver.guessed(h)
            and (p.pos[h] != "PROPN" or self.resolver.place(h) is None)
            and matcher.is_person(h)
            for h in side.heads
        )

    def _sure(self, draft: Draft, parties: Parties) -> Draft:
        frame = draft.match.frame
        return replace(
            draft,
            match=Match(draft.match.predicate, replace(frame, weight=max(frame.weight, _SURE))),
            parties=parties,
        )

    def _violence(self, match: Match) -> bool:
        """Whether the word names violence by itself: a known or dated bombing, a bomb that went off."""
        word = match.frame.id.rpartition(":")[2]
        if match.predicate.kind == "verb":
            return word in _BURSTING and match.frame.mode in ("explosives", "suicide-attack")
        return word.replace("_", " ") in _PLAIN and self._anchored(match.predicate.token)

    def _where(self, token: int, others: Iterable[Draft]) -> str | None:
        """The country of a town before the noun ("the *Bali* bombings"), or that the text speaks of.

        Who judges the act in the same sentence is elsewhere: "*France* condemned Monday's bombing".
        """
        p = self.parsed
        own = [k for k in p.kids[token] if k < token and p.tags[k] == "NNP" and p.deps[k] in ("compound", "nmod")]
        named = [self.resolver.place(k) for k in own if not self.arguments.timed(k)]
        if named:
            return next((code for code in named if code is not None), None)  # of "Katyn" nothing is known
        code = self.resolver.country(token)
        parties = [a for d in others for side in (d.parties.actor, d.parties.recipient) for a in side.parties]
        if code is None or (any(a.code == code for a in parties) and not self.resolver.placed(token, code)):
            return None
        return code

    def _met(self, match: Match) -> bool:
        """Whether the noun speaks of a known meeting or deal: "*Wednesday's* talks", "the *first* session"."""
        p, token = self.parsed, match.predicate.token
        noun = self.arguments.matcher.measured(token)
        if p.lemmas[token] not in _MEETINGS or p.deps[noun] == "compound":
            return False
        kids = [k for k in p.kids[noun] if k < noun]
        if any(p.deps[k] in ("compound", "amod") and p.words[k][:1].isupper() for k in kids):
            return False  # "the 1st ASA Summit"
        if any(p.lemmas[k] in _ORDINAL or (p.deps[k] == "poss" and self.arguments.timed(k)) for k in kids):
            return True
        signed = any(c.slot == "of" and c.words and not c.negated for c in match.frame.conditions)
        return signed and any(p.lower[k] in _KNOWN for k in kids)

    def _anchored(self, noun: int) -> bool:
        """Whether the phrase speaks of one act that took place: "the", "Monday's", "a", "first"; not "bombings"."""
        p = self.parsed
        if p.deps[noun] in ("compound", "nmod", "amod"):
            return False
        first, last = p.sentences[p.sentence_of[noun]]
        if noun <= first + 1 and last - first < _HEADLINE and p.tags[noun] == "NN":
            return any(p.lemmas[t] in ("dead", "kill") for t in range(noun, last))  # "Market bombing: 12 dead"
        kids = [k for k in p.kids[noun] if k < noun]
        if any(p.deps[k] == "poss" or p.lower[k] in _KNOWN or p.lemmas[k] in _ORDINAL for k in kids):
            return True
        return p.tags[noun] == "NN" and any(p.deps[k] == "det" and p.lower[k] in ("a", "an", "another") for k in kids)


def _alike(one: Draft, other: Draft) -> bool:
    """Whether the two may be one act in two words."""
    a, b = one.match.frame, other.match.frame
    return a.type == b.type and a.reciprocal == b.reciprocal
