"""From frames that fit to events: what is swallowed, what is one act told twice, and the finished record."""

from collections.abc import Sequence
from datetime import date as Day

from dragoman.extract.events.absent import Absent
from dragoman.extract.events.background import Background, completed
from dragoman.extract.events.confidence import LEAST, confidence
from dragoman.extract.events.contexts import Contexts
from dragoman.extract.events.dating import Dating
from dragoman.extract.events.doers import Doers
from dragoman.extract.events.drafts import Draft, dated, merged, shifted
from dragoman.extract.events.exclusions import Exclusions
from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.modes import Modes
from dragoman.extract.events.parties import PartyFinder
from dragoman.extract.events.places import Places
from dragoman.extract.events.predicates import Match, Matcher
from dragoman.extract.events.sayings import Sayings
from dragoman.extract.events.sides import MISSING, THEME
from dragoman.extract.events.signs import TELLING, signs_of
from dragoman.extract.events.speech import SHOULD, Speech
from dragoman.extract.events.stated import HAPPENED, PLANNED, Stated, reason_of
from dragoman.extract.events.status import Status
from dragoman.extract.events.titles import bare_title
from dragoman.extract.events.wider import WiderArguments
from dragoman.ontology import Ontology, word_list
from dragoman.ontology.frames import NONE
from dragoman.parse import Parsed
from dragoman.records import Actor, Coder, DateRange, Document, Event, Span, TimeExpression, digest
from dragoman.resolve import ActorResolver

# an act that has not happened counts for little in any series: it may be less certain
LEAST_UNREAL = 0.01
# verbs that say little of the act without their object
LIGHT = word_list("acts.light")
REACH = 8  # tokens from such a verb to the noun that tells the act
SOON = 400  # days after the report within which what it tells of may lie
# acts done by words: the day to come beside them is that of what the words are about
WORDS = frozenset({"REJECT", "REQUEST", "THREATEN"})
# types of words that may be about an act told before
JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT", "CONCEDE"})


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
        timed = _tokens(parsed, dates)
        self._timed = frozenset(timed)
        self.arguments = WiderArguments(self.matcher, timed)
        self.status = Status(parsed, self.grammar)
        self.places = Places(self.matcher, timed)
        self.matcher.unreal = self.status.unreal
        self.parties = PartyFinder(self.arguments, self.status)
        self.doers = Doers(self.arguments, self.status)
        self.absent = Absent(self.arguments)
        self.exclusions = Exclusions(self.matcher)
        self.modes = Modes(self.matcher)
        self.speech = Speech(self.arguments, self.status)
        self.sayings = Sayings(self.arguments, self.status)
        self.dating = Dating(parsed, self.grammar, dates, document.published)
        self.contexts = Contexts(parsed, ontology)
        self.background = Background(parsed, resolver, self.dating, self._timed)
        self._ordinals: dict[tuple[int, int], int] = {}

    def events(self) -> list[Event]:
        """Events in text order; none in a text that is only the title of a matter."""
        if bare_title(self.parsed, self.ontology.nouns, self.ontology.verbs):
            return []
        out: list[Event] = []
        for first, last in self.parsed.sentences:
            matches = self.matcher.matches(first, last)
            out.extend(self._sentence(first, last, matches))
        return dated(out)

    def _sentence(self, first: int, last: int, matches: list[Match]) -> list[Event]:
        swallowed: set[int] = set()
        by_token = {m.predicate.token: m for m in matches}
        self.modes.beside = by_token
        denials = {m.predicate.token for m in matches if self.exclusions.empty_denial(m, by_token)}
        denials |= {m.predicate.token for m in matches if self.exclusions.hostile_vow(m, by_token)}
        denials |= {m.predicate.token for m in matches if self.exclusions.insisted(m) or self.exclusions.naming(m)}
        for match in matches:
            if match.predicate.token not in denials:
                swallowed |= self.exclusions.swallows(match)
        drafts: list[Draft] = []
        bare: list[Draft] = []
        for match in matches:
            frame = match.frame
            if frame.type == NONE or frame.embed == "only" or match.predicate.token in swallowed | denials:
                continue
            if match.predicate.kind == "noun" and match.predicate.token in self._timed:
                continue  # "on 12 March"
            if (
                self.exclusions.mere_purpose(match)
                or self.exclusions.in_topic(match)
                or self.exclusions.no_threat(match, by_token)
            ):
                continue
            parties = self.parties.of(match, by_token)
            status = self.status.of(match)
            if status != HAPPENED:
                self.doers.fill(match, parties, status)
            sides = (parties.actor, parties.recipient)
            # of an act that has not happened it is worth printing what is to come, whoever's it is
            known = [a for s in sides if s.how not in (THEME, MISSING) or status != HAPPENED for a in s.parties]
            if not known and status == HAPPENED:
                bare.append(Draft(match, parties, status))
                continue
            if self.exclusions.idle(match, status) or self.exclusions.private(
                match, parties, violent=self.background.violent(self.parsed.sentence_of[first])
            ):
                continue
            if frame.several and len({a.code for s in sides for a in s.parties if a.code}) < 2:
                continue
            drafts.append(shifted(self.parsed, Draft(match, parties, status)))
            self.arguments.remember(frame.type, parties)
        said = self.speech.acts(first, last, swallowed)
        asked = {d.match.predicate.token for d in said if d.match.frame is SHOULD}
        drafts = [d for d in drafts if d.match.predicate.token not in asked]  # "must close it" is the demand alone
        said += self.sayings.acts(first, last, swallowed)
        for draft in said:
            self.arguments.remember(draft.match.frame.type, draft.parties)
        drafts.extend(said)
        # "a response to the attack" is asked for, not the attack
        behind = {t for t in swallowed if self.grammar.behind_noun(t)}
        self._come_back(first, last, drafts, matches, (swallowed - behind) | denials)
        out = []
        for draft in self.absent.completed(merged(self.parsed, drafts, self._day), bare):
            event = self._record(draft)
            if event is not None:
                out.append(event)
                self.background.remember(event, draft.match.frame, self.parsed.sentence_of[first])
        return out

    def _come_back(self, first: int, last: int, drafts: list[Draft], matches: list[Match], blocked: set[int]) -> None:
        """Complete the acts that definite nouns name by what the text has told of them, and add those not yet found."""
        own = {d.match.predicate.token: at for at, d in enumerate(drafts) if d.match.predicate.kind == "noun"}
        for match in matches:
            if match.frame.type == NONE or match.frame.embed == "only":
                blocked.add(match.predicate.token)
            blocked |= match.predicate.consumed
        blocked |= self._timed
        blocked.update(range(first, self.grammar.topic_end(self.parsed.sentence_of[first])))
        for noun in range(first, last):
            back = self.background.again(noun) if noun not in blocked else None
            if back is None:
                continue
            if noun not in own:
                if self.status.of(back.match) == HAPPENED and not self._spoken_of(noun, matches):
                    drafts.append(back)
            elif drafts[own[noun]].status == HAPPENED:
                drafts[own[noun]] = completed(drafts[own[noun]], back)

    def _day(self, draft: Draft) -> DateRange | None:
        return self.dating.of(draft.match.predicate, draft.status)

    def _spoken_of(self, noun: int, matches: list[Match]) -> bool:
        """Whether the act is only what somebody is judged for or answers: "condemned *the raid*", "blamed for *it*"."""
        p = self.parsed
        if p.deps[noun] == "dobj":
            above = p.heads[noun]
        elif p.deps[noun] == "pobj" and p.lower[p.heads[noun]] in ("for", "over", "of"):
            above = p.heads[p.heads[noun]]
        else:
            return False
        return any(m.frame.type in JUDGING and above in (m.predicate.token, m.predicate.verb) for m in matches)

    # ------------------------------------------------------------ the record
    def _record(self, draft: Draft) -> Event | None:
        match, parties, status = draft.match, draft.parties, draft.status
        frame, predicate = match.frame, match.predicate
        actors, recipients = tuple(parties.actor.parties), tuple(parties.recipient.parties)
        coded = sum(1 for a in (*actors, *recipients) if a.code)
        sure = confidence(match, parties, status, coded=coded)
        if sure < (LEAST if status == HAPPENED else LEAST_UNREAL if coded else 0.0):
            return None
        own = self._own_words(match)
        noun = self._telling(match)
        # the id keeps to the predicate's own words: it stays when the noun that tells the act is read otherwise
        key = (own.start, own.end)
        ordinal = self._ordinals.get(key, 0)
        self._ordinals[key] = ordinal + 1
        ontology = self.ontology
        mode = self.modes.of(match, actors)
        date = self.dating.of(predicate, status)
        if draft.date is not None and (date is None or date.precision == "about"):
            date = draft.date
        if status == HAPPENED and date is not None and self._to_come(date):
            published = self.document.published or ""
            if frame.type in WORDS:  # "cancelled *next week's* talks", "calls for a march on Friday"
                date = DateRange(published, published, "about")
            elif self.parsed.tags[predicate.token] not in ("VBD", "VBN"):
                status = Stated(PLANNED, None, "day")  # "announced the closure of its border from 16 March"
        return Event(
            id=digest(self.document.id, "event", own.start, own.end, ordinal),
            document=self.document.id,
            type=frame.type,
            mode=mode,
            status=str(status),
            actors=actors,
            recipients=recipients,
            trigger=own if noun is None else self._through(own, predicate.token, noun),
            evidence=self.parsed.sentence_span(predicate.token),
            plover=ontology.plover(frame.type, status),
            quad=ontology.quad(frame.type),
            weight=ontology.weight(frame.type, mode),
            confidence=sure,
            coder=Coder(frame.id, ontology.version),
            date=date,
            contexts=self.contexts.of(match),
            place=self.places.of(match, mode, (*actors, *recipients)),
            attribution=self._attribution(predicate.token, actors),
            cameo=frame.cameo or ontology.cameo(frame.type, mode),
            signs=self._signs(predicate.token, frame.type, noun),
            status_by=reason_of(self.parsed, status),
        )

    def _to_come(self, date: DateRange) -> bool:
        """Whether the day lies after the report."""
        published = self.document.published
        if not published or not date.from_:
            return False
        try:
            days = (Day.fromisoformat(date.from_) - Day.fromisoformat(published[:10])).days
        except ValueError:
            return False
        return 0 < days < SOON and not self.dating.ends(date)

    def _signs(self, token: int, kind: str, noun: int | None) -> tuple[str, ...]:
        """Signs of the act, with the noun that tells it where that may also name it alone: "the inquiry"."""
        signs = signs_of(self.parsed, token, kind)
        word = "" if noun is None else self.parsed.lemmas[noun]
        if all(frame.type != kind for frame in self.ontology.nouns.get(word, ())):
            return signs
        return tuple(sorted((*signs, f"{TELLING} {word}")))

    def _telling(self, match: Match) -> int | None:
        """The noun that tells the act of a light verb."""
        frame = match.frame
        verb = f"{frame.lemma} {frame.particle}" if frame.particle else frame.lemma
        return self.matcher.telling(match) if match.predicate.kind == "verb" and verb in LIGHT else None

    def _through(self, own: Span, verb: int, noun: int) -> Span:
        """The words from the verb through the noun that tells the act, ``own`` where they are not close together."""
        p, at = self.parsed, noun
        while at != verb and verb < p.heads[at] != at and p.pos[p.heads[at]] not in ("VERB", "AUX"):
            at = p.heads[at]
        if not verb < noun <= verb + REACH or p.heads[at] != verb:
            return own
        return Span(own.start, max(own.end, p.ends[noun]))

    def _own_words(self, match: Match) -> Span:
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


def _tokens(parsed: Parsed, dates: Sequence[TimeExpression]) -> set[int]:
    """Tokens of time expressions, which are no parties."""
    out: set[int] = set()
    for expression in dates:
        first = parsed.token_at(expression.span.start)
        while first < len(parsed) and parsed.starts[first] < expression.span.end:
            out.add(first)
            first += 1
    return out


def find_events(
    document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression], ontology: Ontology
) -> tuple[Event, ...]:
    """Events of the document in text order."""
    return tuple(EventCoder(document, parsed, resolver, dates, ontology).events())
