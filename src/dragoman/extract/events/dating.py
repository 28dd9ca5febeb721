"""The day or days of an act: from the time expressions of its clause and the document's date (CODEBOOK section 5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.extract.bounded import kids_of
from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.grounds import AFTER, apart, apart_from
from dragoman.extract.events.offsets import COUNTING, offset_of, shifted_by
from dragoman.extract.events.slots import Predicate
from dragoman.ontology import word_list
from dragoman.parse import Parsed
from dragoman.records import DateRange, TimeExpression

_USED = ("DATE", "TIME")
_STEPS = 12
_LAST_DAYS = ("28", "29", "30", "31")
_NEXT = 5  # characters between two expressions that make one
_FAR = 9  # from this distance on an expression is that of the clause above or beside
# labels of dates that are part of a name or noun ("the 2003 invasion"): they date that noun alone
_NAMING = ("nummod", "compound", "nmod", "amod")
_WELL_BEFORE = timedelta(days=20)
_TOLD = frozenset({"VBZ", "VBP", "VBD"})
_SAME_TIME = frozenset({"when", "as", "while", "after", "before"})

_NEWS = timedelta(days=2)  # before the report: what is told as the ground of an act of these days is of about then
_GROUND = timedelta(days=7)  # before an older act in which what it answers is taken to lie
# words before a date that ends what the act brought about, and before one by which the act itself is to come
_UNTIL = frozenset({"until", "till", "til", "through", "thru", "to"})
_BY = frozenset({"by", "before"})
# order words at the head of a date, which hang on what comes after them: "a day *earlier* judges refused"
_ORDER = frozenset({"earlier", "later", "ago", "before", "after"})

# nouns of time, which a date behind "of" makes one of its own
_STRETCHES = word_list("dating.stretches")

# participles that only hang a date on an act
_BEGINNING = frozenset({"begin", "start", "commence"})


@dataclass(frozen=True, slots=True)
class _Time:
    """A time expression with the words above it and what it may date.

    ``naming`` is one within a noun phrase, which dates the noun alone; ``use`` is "" for a time at which acts took
    place, "by" for one by which they are to, "named" for one that only a clause of its own may tell of.
    """

    expression: TimeExpression
    path: list[int]
    naming: bool
    use: str

    @property
    def exact(self) -> bool:
        return self.expression.from_ == self.expression.to


class Dating:
    """Dates of acts in one document published on ``published`` (ISO day or None)."""

    def __init__(
        self, parsed: Parsed, grammar: Grammar, dates: Sequence[TimeExpression], published: str | None
    ) -> None:
        self.parsed = parsed
        self.grammar = grammar
        self.published = published
        self._of_sentence: dict[int, list[_Time]] = {}
        self._ends: set[str] = set()
        self._counted: dict[int, bool] = {}
        for expression in dates:
            if expression.from_ is None or expression.to is None or not self._used(expression):
                continue
            token = parsed.token_at(expression.span.start)
            last = parsed.token_at(max(expression.span.start, expression.span.end - 1))
            head = self._head(token, last)
            if head < grammar.topic_end(parsed.sentence_of[token]):
                continue  # a year in a heading such as "2008 Summer Olympics:" names the topic
            if self._compared(head, expression):
                continue
            naming = parsed.deps[head] in _NAMING and parsed.lower[head] not in _ORDER
            lead = self._lead(token, head)
            path = self._path(head)
            if (lead in _UNTIL and not naming) or self._until(path):
                if expression.type == "DATE":
                    self._ends.add(expression.from_)
                continue
            use = (
                "by"
                if lead in _BY and not naming and expression.type == "DATE"
                else "named"
                if lead == "since" and self._since(head)
                else ""
            )
            row = _Time(expression, path, naming, use)
            rows = self._of_sentence.setdefault(parsed.sentence_of[token], [])
            if rows and self._goes_on(rows[-1].expression, expression, head):
                if expression.from_ > (rows[-1].expression.to or ""):
                    # "on Saturday and Sunday"
                    rows[-1] = replace(rows[-1], expression=replace(rows[-1].expression, to=expression.to))
                continue
            rows.append(row)

    def _used(self, expression: TimeExpression) -> bool:
        """Whether the expression may date an act: a time, or a stretch that ends with the report."""
        return expression.type in _USED or (expression.type == "DURATION" and expression.to == self.published)

    def _goes_on(self, first: TimeExpression, second: TimeExpression, head: int) -> bool:
        """Whether the second belongs to the first: "Saturday *and Sunday*", "6 January *last year*"."""
        p = self.parsed
        if first.type != "DATE" or second.type != "DATE" or not 0 <= second.span.start - first.span.end <= _NEXT:
            return False
        inside = (second.from_ or "") <= (first.from_ or "") and (first.to or "") <= (second.to or "")
        joined = p.deps[head] == "conj" and first.span.start <= p.starts[p.heads[head]] < first.span.end
        return inside or joined

    def _lead(self, first: int, head: int) -> str:
        """The preposition that governs the expression; "" where there is none."""
        p = self.parsed
        before = p.lower[first - 1] if first > p.sentences[p.sentence_of[first]][0] else ""
        if before in _UNTIL | _BY | {"since"}:
            return before
        above = p.heads[head]
        return p.lower[above] if p.deps[head] in ("pobj", "pcomp") else ""

    def _until(self, path: list[int]) -> bool:
        """Whether the expression stands in a phrase that says until when: "until after the vote *in November*"."""
        p = self.parsed
        first = next((i for i, t in enumerate(path) if p.pos[t] in ("VERB", "AUX")), len(path))
        return any(p.lower[t] in ("until", "till") for t in path[:first])

    def _since(self, head: int) -> bool:
        """Whether "since" says among which the act stands out: "the first visit *since April*"."""
        p = self.parsed
        at = head
        for _ in range(_STEPS):
            at = p.heads[at]
            nouns = [at] if p.pos[at] == "NOUN" else p.children(at, "dobj", "attr", "pobj", "npadvmod")
            for noun in nouns[:_STEPS]:
                if any(p.lower[k] in ("first", "only") or p.tags[k] in ("JJS", "RBS") for k in kids_of(p, noun)):
                    return True
            if p.pos[at] in ("VERB", "AUX"):
                break
        return False

    def _compared(self, head: int, expression: TimeExpression) -> bool:
        """Whether the time only says among which the act stands out: "the biggest march *this year*"."""
        p = self.parsed
        above = p.heads[head]
        if p.pos[above] == "ADP":
            above = p.heads[above]
        long = (expression.from_ or "")[:7] != (expression.to or "")[:7]
        return long and p.pos[above] == "NOUN" and any(p.tags[k] in ("JJS", "RBS") for k in p.kids[above] if k < above)

    def _head(self, first: int, last: int) -> int:
        """The token of the expression that hangs on something outside it."""
        for token in range(first, last + 1):
            if not first <= self.parsed.heads[token] <= last:
                return token
        return last

    def _path(self, token: int) -> list[int]:
        """The words above ``token``, but a clause that begins behind it: "on Sunday, a day *after* they left,"."""
        p = self.parsed
        out = []
        at = token
        for _ in range(_STEPS):
            head = p.heads[at]
            if head == at:
                break
            at = head
            opens = (k for k in kids_of(p, at) if p.deps[k] == "mark" and p.lower[k] in ("after", "before"))
            if p.pos[at] in ("VERB", "AUX") and any(token < k < at for k in opens):
                continue
            out.append(at)
        return out

    def of(self, predicate: Predicate, status: str) -> DateRange | None:
        """When the act of ``predicate`` took or takes place; None where nothing is known."""
        p, token = self.parsed, predicate.token
        best: tuple[int, _Time] | None = None
        times = self._of_sentence.get(p.sentence_of[token], ())
        offset = offset_of(p, predicate) if self._measures(p.sentence_of[token]) else None
        near, beyond = apart_from(p, token) if times else (set[int](), set[int]())
        own = {token} | ({predicate.verb} if predicate.verb is not None else set())
        if predicate.kind == "noun" and not predicate.light and (offset is not None or predicate.verb in beyond):
            own = {token}
        other: TimeExpression | None = None  # that of an act of which this one is told as the ground
        named = any(time.naming and time.path[:1] == [token] for time in times)  # "the *1915* killings"
        for time in times:
            expression, path = time.expression, time.path
            if not named and self._named_by(predicate, expression):
                return _range(expression)
            if expression.type == "TIME" and expression.from_ in self._ends:
                continue  # "from 8 p.m. to 5 a.m. until 14 February": hours of no day of their own
            if time.use == "named" or (time.naming and path[:1] != [token]) or self._of_saying(predicate, expression):
                continue
            if status == "happened" and time.exact and self._of_other(time, near, beyond):
                other = other or expression
                continue
            old = self._long_ago(expression)
            if old and self._within_ground(time, own):
                continue
            distance = self._distance(predicate, own, time, self._old(expression))
            if distance is None and status == "happened" and old:
                distance = self._told(predicate, path)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, time)
        if best is None or best[0] >= _FAR:
            measured = shifted_by(self._day_of(offset.anchor, token, status), offset) if offset is not None else None
            if measured is not None:
                return measured
        if best is not None:
            return self._by(best[1], status) if best[1].use else _range(best[1].expression)
        if other is not None and (earlier := self._before(other)) is not None:
            return earlier
        if self.published is None:
            return None
        return DateRange(self.published, self.published, "about")

    def _measures(self, sentence: int) -> bool:
        """Whether the sentence has a word by which one act may be counted from another."""
        known = self._counted.get(sentence)
        if known is None:
            first, last = self.parsed.sentences[sentence]
            known = self._counted[sentence] = not COUNTING.isdisjoint(self.parsed.lower[first:last])
        return known

    def _of_other(self, time: _Time, near: set[int], beyond: set[int]) -> bool:
        """Whether the time hangs on an act of which the one in question is the ground."""
        first = next((t for t in time.path if t in near or t in beyond), None)
        return first is not None and first in beyond and first not in near

    def _within_ground(self, time: _Time, own: set[int]) -> bool:
        """Whether the time is that of the ground of the act: "indicted over the killing *in March*"."""
        p = self.parsed
        # "their part in the protests *of March*"
        of = [p.lower[t] for t in time.path[:1]] == ["of"] and len(time.path) > 1
        noun = time.path[1] if of else None
        crossed = noun is not None and p.deps[noun] == "pobj" and p.lemmas[noun] not in _STRETCHES
        for token in time.path:
            if token in own:
                return crossed or self._hung_too_high(time, token)
            # what came after an act of long ago is as a rule of the same year
            crossed = crossed or (apart(p, token) and p.lower[token] not in AFTER)
        return False

    def _hung_too_high(self, time: _Time, verb: int) -> bool:
        """Whether a ground stands between what is told in the present and the old time that the parser gives it."""
        p, start = self.parsed, self.parsed.token_at(time.expression.span.start)
        if p.tags[verb] not in ("VBZ", "VBP") and not any(
            p.deps[k] in ("aux", "auxpass") and p.tags[k] in ("VBZ", "VBP") for k in kids_of(p, verb)
        ):
            return False
        return any(verb < k < start and p.deps[k] == "prep" and apart(p, k) for k in kids_of(p, verb))

    def _before(self, other: TimeExpression) -> DateRange | None:
        """The days before an act that is no news of the day; None for one that is."""
        day = date.fromisoformat((other.from_ or "")[:10])
        if self.published is not None and date.fromisoformat(self.published) - day <= _NEWS:
            return None
        try:
            return DateRange((day - _GROUND).isoformat(), day.isoformat(), "range")
        except OverflowError:
            return None

    def _by(self, time: _Time, status: str) -> DateRange | None:
        """The days up to one by which an act is to have come about, or has: "will leave *by June*"."""
        last = time.expression.to or ""
        if self.published is None or (status == "happened" and not time.exact):
            return _range(time.expression)
        if status == "happened" or last < self.published:
            return self._before(time.expression) or DateRange(self.published, self.published, "about")
        return DateRange(self.published, last, "range") if last > self.published else _range(time.expression)

    def _only_day(self, act: int) -> DateRange | None:
        """The one day that the sentence of ``act`` names."""
        times = self._of_sentence.get(self.parsed.sentence_of[act], ())
        days = [t.expression for t in times if t.exact and not t.use]
        return _range(days[0]) if len(days) == 1 else None

    def _day_of(self, verb: int | None, act: int, status: str) -> DateRange:
        """The day of the clause of ``verb`` above ``act``, that of the report where the clause names none."""
        found = self.of(Predicate(verb, "verb", verb), status) if verb is not None else None
        if found is None or found.precision == "about":
            found = self._only_day(act) or found
        return found or DateRange(self.published or "", self.published or "", "about")

    def _named_by(self, predicate: Predicate, expression: TimeExpression) -> bool:
        """Whether a clause tells of the time itself: "since 1991, *when* sanctions were imposed"."""
        p, verb = self.parsed, predicate.verb if predicate.verb is not None else predicate.token
        when = next((k for k in kids_of(p, verb) if p.lower[k] == "when"), None)
        if when is None:
            return False
        before = when - 1 - (p.lower[when - 1] == ",")
        head = p.heads[verb] if p.deps[verb] == "relcl" else before
        return expression.span.start <= p.starts[max(head, 0)] < expression.span.end

    def _long_ago(self, expression: TimeExpression) -> bool:
        """Whether it ends well before the report: what its clause tells did not happen on the day of the report."""
        if self.published is None or not expression.to:
            return False
        return date.fromisoformat(self.published) - date.fromisoformat(expression.to[:10]) > _WELL_BEFORE

    def _told(self, predicate: Predicate, path: list[int]) -> int | None:
        """How near stands the verb above the act that the expression dates: "in May he said that they *had agreed*"."""
        p = self.parsed
        owner = next((t for t in path if p.pos[t] in ("VERB", "AUX") and p.deps[t] not in ("aux", "auxpass")), None)
        at = predicate.token
        for steps in range(_STEPS):
            if at == owner:
                return 60 + steps
            if p.tags[at] in ("VBZ", "VBP") or any(
                p.deps[k] == "aux" and p.tags[k] in ("VBZ", "VBP", "MD") for k in p.kids[at]
            ):
                return None  # told as of the day of the report
            if p.heads[at] == at:
                return None
            at = p.heads[at]
        return None

    def _of_saying(self, predicate: Predicate, expression: TimeExpression) -> bool:
        """Whether the expression dates the report: "said *on Tuesday* he has visited Syria"."""
        p, verb = self.parsed, predicate.verb
        if verb is None or p.deps[verb] != "ccomp" or p.heads[verb] > verb:
            return False
        subject = p.child(verb, "nsubj", "nsubjpass")
        before = p.subtree(subject)[0] if subject is not None else verb
        inside = p.ends[p.heads[verb]] <= expression.span.start < p.starts[before]
        return inside and any(p.deps[k] == "aux" and p.lemmas[k] in ("have", "will", "would") for k in p.kids[verb])

    def _old(self, expression: TimeExpression) -> bool:
        """Whether the expression speaks of a year before that of the report."""
        return self.published is not None and (expression.to or "")[:4] < self.published[:4]

    def _distance(self, predicate: Predicate, own: set[int], time: _Time, old: bool) -> int | None:
        """How near a time expression stands to the act; None where it belongs to another clause."""
        p, path = self.parsed, time.path
        past = self.published is not None and (time.expression.to or "") < self.published
        nouns = 0
        for kid in p.kids[predicate.token] if predicate.kind == "verb" else ():
            # "when the council adopted it in March, the League backed it"
            if p.deps[kid] == "advcl" and kid in path and any(p.lower[k] in _SAME_TIME for k in p.kids[kid]):
                return 20
        for steps, token in enumerate(path):
            if token in own:
                # "war crimes of 1971": an old year behind a noun dates the noun
                return None if nouns and old and token != predicate.token else steps
            if p.tags[token] == "VBG" and p.lemmas[token] in _BEGINNING:
                continue  # "declared a curfew *beginning* next week"
            nouns += p.pos[token] in ("NOUN", "PROPN")
            if p.pos[token] in ("VERB", "AUX") and p.deps[token] not in ("aux", "auxpass"):
                coming = self.published is not None and (time.expression.from_ or "") > self.published
                return None if nouns and old else self._above(predicate, token, past=past and not nouns, coming=coming)
        return None

    def ends(self, date: DateRange) -> bool:
        """Whether the text names the date as that until which something lasts: "extended *until 7 December*"."""
        return date.from_ in self._ends

    def _above(self, predicate: Predicate, owner: int, *, past: bool, coming: bool) -> int | None:
        """The expression hangs on the verb ``owner``: does it also hold for the act below or beside it?"""
        p = self.parsed
        at = predicate.token
        if p.deps[owner] == "conj" and p.heads[owner] == at and p.child(owner, "nsubj", "nsubjpass") is None:
            return 9  # "ambushed and *killed* them in July"
        if past and p.tags[at] == "VBD" and p.deps[owner] == "xcomp" and p.heads[owner] == at:
            return 9  # "undertook *to send* them a year ago"
        if p.deps[owner] == p.deps[at] == "acl" and p.heads[owner] == p.heads[at]:
            return 15  # "a resolution *passed* on Tuesday calling for an inquiry"
        for steps in range(_STEPS):
            dep, head = p.deps[at], p.heads[at]
            if head == at:
                return None
            if head == owner:
                if dep in ("relcl", "acl"):
                    return None
                if dep == "advcl" and any(p.lower[k] in ("since", "until") for k in p.kids[at]):
                    return None
                if coming and dep == "advcl" and p.tags[at] in _TOLD and self._meanwhile(at):
                    return None  # "said that it would vote in May, as thousands *march*"
                if dep == "ccomp" and any(
                    p.deps[k] in ("aux",) and p.lemmas[k] in ("have", "will", "would") for k in p.kids[at]
                ):
                    return None
                return 10 + steps
            if dep in ("relcl",):
                return None
            at = head
        return None

    def _meanwhile(self, verb: int) -> bool:
        """Whether the clause of the verb tells what goes on: "as", "while", "amid"."""
        return any(self.parsed.lower[k] in ("as", "while") for k in self.parsed.kids[verb])


def _range(expression: TimeExpression) -> DateRange:
    first, last = expression.from_ or "", expression.to or ""
    if first == last:
        return DateRange(first, last, "day")
    value = expression.value
    whole = first.endswith("-01") and last[8:] in _LAST_DAYS
    precision = "year" if len(value) == 4 else "month" if len(value) == 7 and value[5:].isdigit() else "range"
    return DateRange(first, last, precision if whole else "range")
