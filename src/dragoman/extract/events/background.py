"""Acts that a text comes back to: "the attack", "his detention", "the two-day-old strike".

A definite noun names an act that the text has told in an earlier sentence; who did it to whom, and when, stands there.
Which nouns may mean which acts is data (``words/echoes.yaml``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.extract.events.dating import Dating
from dragoman.extract.events.drafts import Draft, has_code
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import CONTEXT, DIRECT, OWNER, Parties, Side, unspoken
from dragoman.extract.events.slots import Predicate
from dragoman.extract.events.stated import HAPPENED, PLANNED, POSSIBLE, Stated
from dragoman.ontology import Frame, word_list, word_table
from dragoman.parse import Parsed
from dragoman.records import Actor, DateRange, Event
from dragoman.resolve import ActorResolver

_MEANT = word_table("echoes.again")
_LASTING = word_list("echoes.lasting")
_SINCE = timedelta(days=30)  # how long before the day that the text has told of it may have begun
_THE = frozenset({"the", "this", "that", "these", "those"})
# words of the phrase that say more than which act is meant: it may be another
_OTHER = frozenset(
    "another other first second third new previous earlier past recent future possible alleged such".split()
)
# phrases behind the noun that describe it anew
_DESCRIBING = frozenset("on of against by between with to for from over".split())
_FAR = 12  # sentences over which a text comes back to an act without saying more
_NEAR = 2  # sentences after one of violence in which those who "were killed" were killed by it


@dataclass(slots=True)
class _Told:
    event: Event
    frame: Frame
    sentence: int


class Background:
    """The acts of one document as far as it has been read, and what of it comes back to them."""

    def __init__(self, parsed: Parsed, resolver: ActorResolver, dating: Dating, timed: frozenset[int]) -> None:
        self.parsed = parsed
        self.resolver = resolver
        self.dating = dating
        self.timed = timed  # tokens of time expressions
        self._told: list[_Told] = []

    def remember(self, event: Event, frame: Frame, sentence: int) -> None:
        """Keep an act that a sentence has told."""
        if any(a.code for a in (*event.actors, *event.recipients)) and event.status in (HAPPENED, PLANNED, POSSIBLE):
            self._told.append(_Told(event, frame, sentence))

    def violent(self, sentence: int) -> bool:
        """Whether the sentences just before tell of attacks or unrest."""
        return any(
            told.event.type in ("ASSAULT", "PROTEST") and told.event.status == HAPPENED
            for told in self._latest(sentence, _NEAR)
        )

    def _latest(self, sentence: int, far: int) -> Iterator[_Told]:
        """The acts of the ``far`` sentences before ``sentence``, the latest first; no look farther back."""
        for told in reversed(self._told):
            if sentence - told.sentence > far:
                return
            if told.sentence < sentence:
                yield told

    def again(self, noun: int) -> Draft | None:
        """The act that the definite noun names again, with the parties that the text has told; None for any other."""
        p = self.parsed
        if p.pos[noun] != "NOUN" or p.deps[noun] in ("compound", "npadvmod") or not self._known(noun):
            return None
        lemma, here = p.lemmas[noun], p.sentence_of[noun]
        meant = [key for key, words in _MEANT.items() if lemma in words]
        if not meant:
            return None
        predicate = Predicate(noun, "noun", None)
        when = self.dating.of(predicate, HAPPENED)
        own = self._named(noun)
        if own is None:
            return None
        found: _Told | None = None
        for told in self._latest(here, _FAR):
            if not self._means(meant, told.event):
                continue
            if not self._fits(told.event, own, when, lasting=lemma in _LASTING) or self._claimed_by_others(
                noun, told.event
            ):
                continue
            if found is None:
                found = told
            elif _codes(found.event) != _codes(told.event) and found.sentence - told.sentence < 1:
                return None  # of two acts of one sentence either may be meant
            else:
                break
        if found is None:
            return None
        event = found.event
        frame = replace(
            found.frame,
            id=f"{event.type}:again:{lemma.replace(' ', '_')}",
            mode=event.mode,
            particle=None,
            status=None,
            light=frozenset(),
            weight=0.8,
        )
        parties = Parties(
            Side([unspoken(a) for a in event.actors if a.code], OWNER),
            Side([unspoken(a) for a in event.recipients if a.code], OWNER),
        )
        date = event.date if when is None or when.precision == "about" else when
        # the words that told it first, which may lie sentences back
        status = Stated(event.status, self.parsed.token_at(event.trigger.start), "before")
        return Draft(Match(predicate, frame), parties, status, date)

    def _known(self, noun: int) -> bool:
        """Whether the phrase says that the act is known: "the", "his", "Monday's"."""
        p = self.parsed
        known = False
        for kid in p.kids[noun]:
            if p.lower[kid] in _OTHER:
                return False
            if p.deps[kid] == "acl" and kid > noun and p.lower[p.subtree(kid)[0] - 1] == ",":
                continue  # "the massacre, claimed by the rebels, ..."
            if p.deps[kid] == "det":
                known = known or p.lower[kid] in _THE
            elif p.deps[kid] == "poss":
                known = True
            elif p.deps[kid] in ("relcl", "acl"):
                return False
            if p.deps[kid] == "prep" and kid > noun and p.lower[kid] in _DESCRIBING:
                return False
        return known

    def _named(self, noun: int) -> set[str] | None:
        """The states that the phrase itself names; None where it names something that is no state or day."""
        p = self.parsed
        out: set[str] = set()
        for kid in p.kids[noun]:
            named = p.words[kid][:1].isupper() or p.deps[kid] == "poss"
            if p.deps[kid] in ("amod", "compound", "nmod", "poss") and named and kid not in self.timed:
                codes = {a.code for a in self.resolver.actors(kid, allow_place=True) if a.code}
                place = self.resolver.place(kid)
                if not codes and place is None and p.words[kid][:1].isupper():
                    return None
                out |= codes | ({place} if place else set())
            elif p.deps[kid] == "prep" and p.lower[kid] in ("in", "at", "near"):
                for inner in p.children(kid, "pobj"):
                    place = self.resolver.place(inner)
                    if place is not None:
                        out.add(place)
        return out

    def _claimed_by_others(self, noun: int, event: Event) -> bool:
        """Whether somebody else takes the act upon himself: "claimed responsibility for the attack"."""
        p = self.parsed
        prep = p.heads[noun]
        if p.lower[prep] != "for" or p.lemmas[p.heads[prep]] not in ("responsibility", "credit", "blame"):
            return False
        verb = p.heads[p.heads[prep]]
        codes = {
            a.code
            for subject in p.children(verb, "nsubj")
            for token in p.conjuncts(subject)
            for a in self.resolver.actors(token)
        }
        actors = {a.code for a in event.actors if a.code}
        return bool(actors) and not codes & actors

    def _means(self, meant: list[str], event: Event) -> bool:
        if event.type == "ASSAULT" and event.mode is None:
            return any(key.startswith("ASSAULT") and key != "ASSAULT-abduct" for key in meant)  # by whatever means
        return event.type in meant or f"{event.type}-{event.mode}" in meant

    def _fits(self, event: Event, own: set[str], when: DateRange | None, *, lasting: bool) -> bool:
        codes = _codes(event)
        if own and not own & codes:
            return False
        if when is None or when.precision == "about" or event.date is None or event.date.precision == "about":
            return True
        if (when.from_ or "") <= (event.date.to or "") and (event.date.from_ or "") <= (when.to or ""):
            return True
        if not lasting or not when.to or not event.date.from_:
            return False
        earlier = date.fromisoformat(event.date.from_[:10]) - date.fromisoformat(when.to[:10])
        return timedelta(0) < earlier <= _SINCE


def _codes(event: Event) -> set[str]:
    parties: tuple[Actor, ...] = (*event.actors, *event.recipients)
    return {a.code for a in parties if a.code}


def completed(draft: Draft, back: Draft) -> Draft:
    """The act that a noun names with the parties that the noun's own clause leaves out, as the text has told them."""
    actor, recipient = draft.parties.actor, draft.parties.recipient
    same = draft.match.frame.type == back.match.frame.type
    sure = any(side.how in (DIRECT, OWNER) and has_code(side.parties) for side in (actor, recipient))
    if not has_code([*actor.parties, *recipient.parties]) or not (same or sure):
        return replace(back, status=draft.status)
    if not same:
        return draft
    # who is only guessed from the text around gives way to whom the text has told
    mine = {a.code for side in (actor, recipient) for a in side.parties if a.code and side.how != CONTEXT}

    def filled(own: Side, known: Side) -> Side:
        others = [a for a in known.parties if a.code not in mine]
        return replace(known, parties=others) if others and (own.how == CONTEXT or not has_code(own.parties)) else own

    parties = Parties(filled(actor, back.parties.actor), filled(recipient, back.parties.recipient))
    return replace(draft, parties=parties, date=back.date)
