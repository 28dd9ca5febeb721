"""From frames that fit to events: what is swallowed, what is one act told twice, and the finished record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.extract.events.arguments import CONTEXT, DIRECT, INWARD, MISSING, OWNER, THEME, Arguments, Parties, Side
from dragoman.extract.events.confidence import confidence
from dragoman.extract.events.contexts import Contexts
from dragoman.extract.events.dating import Dating
from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.predicates import Match, Matcher, Predicate
from dragoman.extract.events.status import Status
from dragoman.ontology import Ontology
from dragoman.ontology.frames import NONE, frames_of
from dragoman.ontology.ontology import COOPERATIVE, HOSTILE, RECIPROCAL
from dragoman.parse import Parsed
from dragoman.records import Actor, Coder, DateRange, Document, Event, Span, TimeExpression, digest
from dragoman.resolve import ActorResolver

# acts to come that a REQUEST, promise or threat is about are part of it
_FUTURE = frozenset({"REQUEST", "AGREE", "THREATEN"})
_REFUSED = frozenset({"CONSULT", "AGREE", "SUPPORT", "AID", "COOPERATE", "RETREAT", "CONCEDE"})


# acts whose recipient may stand in their complement only
EMBEDDING = frozenset({"AGREE", "THREATEN", "REJECT", "REQUEST", "SUPPORT", "AID", "COOPERATE"})
# acts whose object's own phrases name what is judged, not who
UNEMBEDDED = frozenset({"ACCUSE", "CONSULT"})
# acts that are done to whoever is where they take place
LOCATED = frozenset({"ASSAULT", "COERCE"})
# acts that only an authority can do
IMPLIED = {"arrest": ("COP", "police"), "convict": ("JUD", "court")}
# below this an event is more likely noise than an act
LEAST = 0.12
SHOULD = next(iter(frames_of({"lemma": "should", "type": "REQUEST", "weight": 0.6}, "rule", {})))


_EXERCISES = frozenset({"exercise", "drill", "game", "manoeuvre", "maneuver", "wargame"})
_CONSEQUENCES = frozenset(
    "consequence retaliation retaliate response respond sanction war attack strike price retribution reprisal punish "
    "punishment measure action force regret".split()
)
# people who act for nobody but themselves
_PRIVATE = frozenset(
    "man woman boy girl teenager doctor student driver husband wife father mother son daughter brother passenger "
    "couple neighbor neighbour teacher nurse motorist farmer patient youth person gunman shooter assailant "
    "attacker".split()
)
_PRIVATE_ROLES = frozenset({"CVL", "EDU", "MED", "BUS", "LAB", "CRM", "UAF", "REL", None})


@dataclass(slots=True)
class Draft:
    """An act on its way to a record."""

    match: Match
    parties: Parties
    status: str


class EventCoder:
    """Codes the events of one document."""

    def __init__(
        self,
        document: Document,
        parsed: Parsed,
        resolver: ActorResolver,
        dates: Sequence[TimeExpression],
        ontology: Ontology,
    ) -> None:
        self.document = document
        self.parsed = parsed
        self.resolver = resolver
        self.ontology = ontology
        self.grammar = Grammar(parsed)
        self.matcher = Matcher(parsed, self.grammar, resolver, ontology)
        self.arguments = Arguments(self.matcher, _tokens(parsed, dates))
        self.status = Status(parsed, self.grammar)
        self.dating = Dating(parsed, self.grammar, dates, document.published)
        self.contexts = Contexts(parsed, ontology)
        self._ordinals: dict[tuple[int, int], int] = {}

    def events(self) -> list[Event]:
        """Events in text order."""
        out: list[Event] = []
        for first, last in self.parsed.sentences:
            matches = self.matcher.matches(first, last)
            out.extend(self._sentence(first, last, matches))
        return _dated(out)

    def _sentence(self, first: int, last: int, matches: list[Match]) -> list[Event]:
        swallowed: set[int] = set()
        by_token = {m.predicate.token: m for m in matches}
        for match in matches:
            swallowed |= self._swallows(match)
        drafts: list[Draft] = []
        for match in matches:
            frame = match.frame
            if frame.type == NONE or frame.embed == "only" or match.predicate.token in swallowed:
                continue
            if self._in_topic(match) or self._no_threat(match, by_token):
                continue
            parties = self._parties(match, by_token)
            known = [
                a
                for side in (parties.actor, parties.recipient)
                if side.how not in (THEME, MISSING)
                for a in side.parties
            ]
            if not known or self._private(match, parties):
                continue
            drafts.append(shifted(self.parsed, Draft(match, parties, self.status.of(match))))
            self.arguments.remember(frame.type, parties)
        drafts.extend(self._demands(first, last, swallowed))
        return [e for d in self._merged(drafts) if (e := self._record(d)).confidence >= LEAST]

    def _parties(self, match: Match, by_token: dict[int, Match]) -> Parties:
        """Both sides of an act, with what the clause leaves to its complement, its place or the text."""
        frame, arguments = match.frame, self.arguments
        parties = arguments.fill(match)
        if frame.reciprocal or frame.both:
            return parties
        actor, recipient = parties.actor, parties.recipient
        if frame.mode in IMPLIED and actor.how == MISSING:
            parties.actor = arguments.implied(match, *IMPLIED[frame.mode])
        own = frozenset() if frame.type in INWARD else frozenset(a.code for a in actor.parties if a.code)
        if recipient.how in (MISSING, THEME) and frame.type not in UNEMBEDDED and frame.recipient != ():
            found = self._embedded(match, by_token, actor, own) if frame.type in EMBEDDING else Side()
            if found.how in (MISSING, THEME):
                deeper = arguments.inside(match, actor.heads, own)
                if not any(a.code for a in deeper.parties) and frame.type != "REQUEST":
                    deeper = arguments.around(match, actor.heads, own)
                if any(a.code for a in deeper.parties):
                    found = deeper
            if any(a.code for a in found.parties) or (found.parties and recipient.how == MISSING):
                parties.recipient = found
        if parties.recipient.how == MISSING and frame.recipient != ():
            parties.recipient = arguments.object(match)
        if frame.type in RECIPROCAL and parties.recipient.how == THEME and len(_coded_set(actor.parties)) > 1:
            parties.recipient = Side()
        if frame.type in LOCATED and not any(a.code for a in parties.recipient.parties):
            parties.recipient = arguments.located(match, parties.recipient, actor)
        if frame.type in ("ASSAULT", "MOBILIZE"):
            parties.actor.parties = [self._armed(a) for a in parties.actor.parties]
        if frame.type in LOCATED and not any(a.code for a in parties.actor.parties):
            found = arguments.certain(frame.type, parties)
            parties.actor = found if found.parties else parties.actor
        return parties

    def _armed(self, actor: Actor) -> Actor:
        """A state that only qualifies the act ("an Israeli airstrike") acts by its forces."""
        if actor.role not in ("GOV", None) or actor.start is None or actor.code is None:
            return actor
        token = self.parsed.token_at(max(actor.start, (actor.end or 0) - 1))
        if self.parsed.deps[token] in ("amod", "compound", "nmod") and self.parsed.tags[token] in ("JJ", "NNP", "NNPS"):
            return replace(actor, role="MIL")
        return actor

    def _embedded(self, match: Match, by_token: dict[int, Match], actor: Side, own: frozenset[str | None]) -> Side:
        """The recipient of the act that is promised, threatened, refused or asked for."""
        verbs = self.grammar.complements(match.predicate.token)
        if match.predicate.kind != "verb":
            verbs = [k for k in self.parsed.kids[match.predicate.token] if self.parsed.deps[k] in ("acl", "xcomp")]
        for verb in verbs:
            inner = by_token.get(verb)
            if match.frame.type == "REJECT" and inner and inner.frame.reciprocal and len(_coded_set(actor.parties)) > 1:
                return replace(actor, parties=list(actor.parties))
            side = self.arguments.fill(inner).recipient if inner and not inner.frame.reciprocal else Side()
            if not any(a.code for a in side.parties):
                side = self.arguments.embedded(verb, actor.heads, own)
            same = {(a.start, a.end) for a in actor.parties}
            side.parties = [a for a in side.parties if (a.start, a.end) not in same]
            if side.parties:
                side.how = OWNER if any(a.code for a in side.parties) else THEME
                return side
        return Side()

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
            if head is None or subject is None or p.deps[verb] != "ccomp" or verb in swallowed:
                continue
            speaker, asked = self.resolver.actors(head), self.resolver.actors(subject)
            if not speaker or not any(a.code for a in (*speaker, *asked)) or p.lower[subject] in ("i", "we"):
                continue
            parties = Parties(Side(list(speaker), DIRECT, {head}), Side(list(asked), DIRECT, {subject}))
            out.append(Draft(Match(Predicate(verb, "verb", verb), SHOULD), parties, "happened"))
        return out

    # ------------------------------------------------------------ what is no act
    def _in_topic(self, match: Match) -> bool:
        """Whether the noun stands in a heading before a colon ("Moscow theatre siege: ...")."""
        token = match.predicate.token
        return match.predicate.kind == "noun" and token < self.grammar.topic_end(self.parsed.sentence_of[token])

    def _no_threat(self, match: Match, by_token: dict[int, Match]) -> bool:
        """Whether a warning is of something that nobody threatens to do: "warned that famine looms"."""
        frame, predicate = match.frame, match.predicate
        if frame.type != "THREATEN" or frame.clause != "that" or predicate.kind != "verb":
            return False
        p = self.parsed
        own = self.grammar.surface_subject(predicate.token)
        mine = {a.code for a in self.resolver.actors(own)} if own is not None else set()
        for verb in self.grammar.complements(predicate.token):
            inner = by_token.get(verb)
            if inner and inner.frame.type in HOSTILE:
                return False
            subject = self.grammar.surface_subject(verb)
            if subject is not None and mine & {a.code for a in self.resolver.actors(subject) if a.code}:
                return False
            first, last = p.subtree(verb)
            if any(p.lemmas[t] in _CONSEQUENCES for t in range(first, last)):
                return False
        return True

    def _private(self, match: Match, parties: Parties) -> bool:
        """Violence between people who act for nobody: crime, not politics."""
        if match.frame.type != "ASSAULT":
            return False
        p = self.parsed
        if not parties.actor.parties:
            # "was killed" says nothing of an attack; it counts when the victim is no private person
            told = any(c.slot in ("by", "in", "during", "subject") and not c.negated for c in match.frame.conditions)
            if told or not match.predicate.passive or match.predicate.kind != "verb":
                return False
            return all(a.role in _PRIVATE_ROLES for a in parties.recipient.parties)
        if any(a.role not in _PRIVATE_ROLES for a in (*parties.actor.parties, *parties.recipient.parties)):
            return False
        return all(
            p.lemmas[h] in _PRIVATE
            and not any(p.tags[k] in ("NNP", "JJ") and p.words[k][:1].isupper() for k in p.kids[h])
            for h in parties.actor.heads
        )

    # ------------------------------------------------------------ what belongs to another act
    def _swallows(self, match: Match) -> set[int]:
        """Tokens whose acts are part of the act of ``match``: what is asked, promised, threatened, refused."""
        p, frame, predicate = self.parsed, match.frame, match.predicate
        if frame.embed != "swallow" and frame.type != NONE:
            return set()
        roots: list[int] = []
        if frame.embed == "swallow":
            if predicate.kind == "verb":
                roots.extend(self.grammar.complements(predicate.token))
            else:
                roots.extend(
                    k
                    for k in p.kids[predicate.token]
                    if p.deps[k] in ("acl", "ccomp") and (self.grammar.has_to(k) or p.deps[k] == "ccomp")
                )
                if predicate.kind == "adj":
                    roots.extend(k for k in p.kids[predicate.token] if p.deps[k] in ("xcomp", "ccomp"))
        out: set[int] = set()
        stack = list(roots)
        while stack:
            token = stack.pop()
            if token in out:
                continue
            out.add(token)
            for kid in p.kids[token]:
                if p.deps[kid] in ("relcl", "acl", "advcl", "poss", "nsubj", "nsubjpass", "amod", "compound"):
                    continue
                stack.append(kid)
        if frame.type in _FUTURE or frame.type == "REJECT":
            out |= self._objects(match)
        out.discard(predicate.token)
        return out

    def _objects(self, match: Match) -> set[int]:
        """Event nouns that are what is asked for, promised, threatened or refused."""
        p, predicate, frame = self.parsed, match.predicate, match.frame
        heads: list[int] = []
        for slot in ("object", "for", "to", "of", "with", "on"):
            if slot == "object" and predicate.kind != "verb":
                continue
            heads.extend(self.matcher.heads(predicate, slot))
        out: set[int] = set()
        for head in heads:
            for token in p.conjuncts(head):
                out.add(token)
                for inner in p.kids[token]:
                    if p.deps[inner] == "prep" and p.lower[inner] in ("to", "of", "in"):
                        out.update(k for k in p.kids[inner] if p.deps[k] == "pobj")
        if frame.type == "REJECT":
            kinds = {f.type for t in out for f in self.ontology.nouns.get(p.lemmas[t], ())}
            return (
                {t for t in out if {f.type for f in self.ontology.nouns.get(p.lemmas[t], ())} <= _REFUSED}
                if kinds
                else set()
            )
        return out

    # ------------------------------------------------------------ one act told twice
    def _merged(self, drafts: list[Draft]) -> list[Draft]:
        out: list[Draft] = []
        for draft in drafts:
            for at, other in enumerate(out):
                if self._same(draft, other):
                    out[at] = self._joined(other, draft)
                    break
            else:
                out.append(draft)
        return out

    def _same(self, one: Draft, other: Draft) -> bool:
        a, b = one.match, other.match
        if a.frame.type != b.frame.type:
            return False
        if (
            a.predicate.kind == "verb"
            and b.predicate.kind == "verb"
            and not self._beside(a.predicate.token, b.predicate.token)
        ):
            return False
        return _fit(one.parties.actor.parties, other.parties.actor.parties) and _fit(
            one.parties.recipient.parties, other.parties.recipient.parties
        )

    def _beside(self, one: int, other: int) -> bool:
        """Coordinated verbs and participles of one clause ("ambushed and killed", "opened fire, killing two")."""
        p = self.parsed
        low, high = sorted((one, other))
        for below, above in ((high, low), (low, high)):
            at = below
            for _ in range(4):
                if p.deps[at] not in ("conj", "advcl", "xcomp", "pcomp", "prep", "acl"):
                    break
                at = p.heads[at]
                if at == above:
                    return True
        return False

    def _joined(self, one: Draft, other: Draft) -> Draft:
        """The better found of two tellings, with the parties that only the other names."""
        first, second = (one, other) if _rank(one) >= _rank(other) else (other, one)
        for side in ("actor", "recipient"):
            mine, theirs = getattr(first.parties, side), getattr(second.parties, side)
            if not _coded(mine.parties) and theirs.parties and (_coded(theirs.parties) or not mine.parties):
                setattr(first.parties, side, theirs)
            elif mine.parties and not _coded(theirs.parties) and theirs.how != CONTEXT and side == "recipient":
                code, role = mine.parties[0].code, mine.parties[0].role
                seen = {(a.start, a.end) for a in mine.parties}
                mine.parties.extend(
                    replace(a, code=code, role=role)
                    for a in theirs.parties
                    if a.start is not None and (a.start, a.end) not in seen
                )
            elif _coded(theirs.parties) and {a.code for a in theirs.parties} <= {a.code for a in mine.parties}:
                # the same party in other words: the base and those who were killed in it
                seen = {(a.start, a.end) for a in mine.parties}
                mine.parties.extend(a for a in theirs.parties if a.start is not None and (a.start, a.end) not in seen)
        if one.status != other.status and "happened" in (one.status, other.status):
            first.status = "happened"
        return first

    # ------------------------------------------------------------ the record
    def _record(self, draft: Draft) -> Event:
        match, parties, status = draft.match, draft.parties, draft.status
        frame, predicate = match.frame, match.predicate
        trigger = self._trigger(match)
        key = (trigger.start, trigger.end)
        ordinal = self._ordinals.get(key, 0)
        self._ordinals[key] = ordinal + 1
        actors, recipients = tuple(parties.actor.parties), tuple(parties.recipient.parties)
        coded = sum(1 for a in (*actors, *recipients) if a.code)
        ontology = self.ontology
        return Event(
            id=digest(self.document.id, "event", trigger.start, trigger.end, ordinal),
            document=self.document.id,
            type=frame.type,
            mode=frame.mode,
            status=status,
            actors=actors,
            recipients=recipients,
            trigger=trigger,
            evidence=self.parsed.sentence_span(predicate.token),
            plover=ontology.plover(frame.type, status),
            quad=ontology.quad(frame.type),
            weight=ontology.weight(frame.type, frame.mode),
            confidence=confidence(match, parties, status, coded=coded),
            coder=Coder(frame.id, ontology.version),
            date=self.dating.of(predicate, status),
            contexts=self.contexts.of(match),
            place=self.arguments.place(predicate),
            attribution=self._attribution(predicate.token, actors),
            cameo=frame.cameo or ontology.cameo(frame.type, frame.mode),
        )

    def _trigger(self, match: Match) -> Span:
        p, predicate = self.parsed, match.predicate
        first = last = predicate.token
        if match.frame.particle and predicate.kind == "verb":
            for kid in p.kids[predicate.token]:
                if predicate.token < kid <= predicate.token + 3 and p.lower[kid] == match.frame.particle.split()[0]:
                    last = kid
        elif match.frame.particle:
            first = max(0, predicate.token - len(match.frame.particle.split()))
        return p.span(first, last + 1)

    def _attribution(self, token: int, actors: Sequence[Actor]) -> Actor | None:
        head = self.status.reporter(token)
        if head is None:
            return None
        found = self.resolver.actors(head)
        return found[0] if found else None


def shifted(parsed: Parsed, draft: Draft) -> Draft:
    """A cooperative act refused is a refusal, a hostile one forsworn a promise (CODEBOOK section 4)."""
    match, frame = draft.match, draft.match.frame
    codes = {a.code for a in draft.parties.actor.parties if a.code}
    if frame.type == "MOBILIZE" and len(codes) > 1 and any(parsed.lemmas[t] in _EXERCISES for t in _words(match)):
        # what one state does alone is a show of force, what two do together is cooperation
        together = Match(match.predicate, replace(frame, type="COOPERATE", mode=None, cameo=None, reciprocal=True))
        return Draft(together, Parties(draft.parties.actor, Side()), draft.status)
    if draft.status != "not" or match.predicate.verb is None:
        return draft
    will = any(
        parsed.deps[k] == "aux" and parsed.lemmas[k] in ("will", "would", "can", "could", "shall")
        for k in parsed.kids[match.predicate.verb]
    )
    head = parsed.heads[match.predicate.verb]
    will = will or (parsed.deps[match.predicate.verb] == "xcomp" and parsed.lemmas[head] in ("refuse", "decline"))
    kind = None
    if frame.type in ("AGREE", "SUPPORT") or (will and frame.type in COOPERATIVE):
        kind = "REJECT"
    elif will and frame.type in HOSTILE:
        kind = "AGREE"
    if kind is None:
        return draft
    changed = replace(frame, type=kind, mode=None, cameo=None, reciprocal=False)
    parties = draft.parties
    if frame.reciprocal and len(parties.actor.parties) > 1:
        parties = Parties(parties.actor, replace(parties.actor, parties=list(parties.actor.parties)))
    return Draft(Match(match.predicate, changed), parties, "happened")


def _words(match: Match) -> set[int]:
    return match.predicate.consumed | {match.predicate.token}


def _dated(events: list[Event]) -> list[Event]:
    """Acts without a date of their own take the one date that the text gives to the same act elsewhere."""
    known: dict[object, set[DateRange]] = {}

    def key(event: Event) -> object:
        codes = frozenset(a.code for a in event.actors if a.code), frozenset(a.code for a in event.recipients if a.code)
        return (event.type, event.status, codes) if any(codes) and len(codes[0] | codes[1]) > 1 else event.id

    for event in events:
        if event.date is not None and event.date.precision != "about":
            known.setdefault(key(event), set()).add(event.date)
    out = []
    for event in events:
        dates = known.get(key(event), set())
        if len(dates) == 1 and (event.date is None or event.date.precision == "about"):
            event = replace(event, date=next(iter(dates)))
        out.append(event)
    return out


def _tokens(parsed: Parsed, dates: Sequence[TimeExpression]) -> set[int]:
    """Tokens of time expressions, which are no parties."""
    out: set[int] = set()
    for expression in dates:
        first = parsed.token_at(expression.span.start)
        while first < len(parsed) and parsed.starts[first] < expression.span.end:
            out.add(first)
            first += 1
    return out


def _coded_set(parties: Sequence[Actor]) -> set[str | None]:
    return {a.code for a in parties if a.code}


def _coded(parties: Sequence[Actor]) -> bool:
    return any(a.code for a in parties)


def _fit(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Whether two lists of parties may be the same: one names none, or they share a code."""
    codes, others = {a.code for a in one if a.code}, {a.code for a in other if a.code}
    return not codes or not others or bool(codes & others)


def _rank(draft: Draft) -> tuple[int, int, int, float]:
    parties = draft.parties
    return (
        _coded(parties.actor.parties) + _coded(parties.recipient.parties),
        int(draft.match.predicate.kind == "verb"),
        len({a.code for a in (*parties.actor.parties, *parties.recipient.parties)}),
        draft.match.frame.weight,
    )


def find_events(
    document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression], ontology: Ontology
) -> tuple[Event, ...]:
    """Events of the document in text order."""
    return tuple(EventCoder(document, parsed, resolver, dates, ontology).events())
