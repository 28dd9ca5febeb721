"""The day or days of an act: from the time expressions of its clause and the document's date (CODEBOOK section 5)."""

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.offsets import offset_of, shifted_by
from dragoman.extract.events.slots import Predicate
from dragoman.parse import Parsed
from dragoman.records import DateRange, TimeExpression

_USED = ("DATE", "TIME")
_STEPS = 12
_FAR = 9  # from this distance on an expression is that of the clause above or beside
# labels of dates that are part of a name or noun ("the 2003 invasion"): they date that noun alone
_NAMING = ("nummod", "compound", "nmod", "amod")
_WELL_BEFORE = timedelta(days=20)
_SAME_TIME = frozenset({"when", "as", "while", "after", "before"})

# participles that only hang a date on an act
_BEGINNING = frozenset({"begin", "start", "commence"})


class Dating:
    """Dates of acts in one document published on ``published`` (ISO day or None)."""

    def __init__(
        self, parsed: Parsed, grammar: Grammar, dates: Sequence[TimeExpression], published: str | None
    ) -> None:
        self.parsed = parsed
        self.grammar = grammar
        self.published = published
        self._of_sentence: dict[int, list[tuple[TimeExpression, list[int], bool]]] = {}
        for expression in dates:
            if expression.type not in _USED or expression.from_ is None or expression.to is None:
                continue
            token = parsed.token_at(expression.span.start)
            last = parsed.token_at(max(expression.span.start, expression.span.end - 1))
            head = self._head(token, last)
            if head < grammar.topic_end(parsed.sentence_of[token]):
                continue  # a year in a heading such as "2008 Summer Olympics:" names the topic
            if self._compared(head, expression):
                continue
            row = (expression, self._path(head), parsed.deps[head] in _NAMING)
            self._of_sentence.setdefault(parsed.sentence_of[token], []).append(row)

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
        out = []
        at = token
        for _ in range(_STEPS):
            head = self.parsed.heads[at]
            if head == at:
                break
            at = head
            out.append(at)
        return out

    def of(self, predicate: Predicate, status: str) -> DateRange | None:
        """When the act of ``predicate`` took or takes place; None where nothing is known."""
        token = predicate.token
        best: tuple[int, TimeExpression] | None = None
        for expression, path, naming in self._of_sentence.get(self.parsed.sentence_of[token], ()):
            if self._named_by(predicate, expression):
                return _range(expression)
            if naming and path[:1] != [token]:
                continue
            if self._of_saying(predicate, expression):
                continue
            distance = self._distance(predicate, path, self._old(expression))
            if distance is None and status == "happened" and self._long_ago(expression):
                distance = self._told(predicate, path)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, expression)
        if best is None or best[0] >= _FAR:
            offset = offset_of(self.parsed, predicate)
            measured = shifted_by(self._day_of(offset.anchor, status), offset) if offset is not None else None
            if measured is not None:
                return measured
        if best is not None:
            return _range(best[1])
        if self.published is None:
            return None
        return DateRange(self.published, self.published, "about")

    def _day_of(self, verb: int | None, status: str) -> DateRange:
        """The day of the clause of ``verb``, which of the report where the clause names none."""
        found = self.of(Predicate(verb, "verb", verb), status) if verb is not None else None
        return found or DateRange(self.published or "", self.published or "", "about")

    def _named_by(self, predicate: Predicate, expression: TimeExpression) -> bool:
        """Whether a clause tells of the time itself: "since 1991, *when* sanctions were imposed"."""
        p, verb = self.parsed, predicate.verb if predicate.verb is not None else predicate.token
        if p.deps[verb] != "relcl" or not any(p.lower[k] == "when" for k in p.kids[verb]):
            return False
        return expression.span.start <= p.starts[p.heads[verb]] < expression.span.end

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

    def _distance(self, predicate: Predicate, path: list[int], old: bool) -> int | None:
        """How near a time expression stands to the act; None where it belongs to another clause."""
        p = self.parsed
        own = {predicate.token} | ({predicate.verb} if predicate.verb is not None else set())
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
                return None if nouns and old else self._above(predicate, token)
        return None

    def ends(self, date: DateRange) -> bool:
        """Whether the text names the date as that until which something lasts: "extended *until 7 December*"."""
        p = self.parsed
        for rows in self._of_sentence.values():
            for expression, _, _ in rows:
                before = p.token_at(expression.span.start) - 1
                if (
                    (expression.from_ or "") == date.from_
                    and before >= 0
                    and p.lower[before] in ("until", "till", "to", "through")
                ):
                    return True
        return False

    def _above(self, predicate: Predicate, owner: int) -> int | None:
        """The expression hangs on the verb ``owner``: does it also hold for the act below or beside it?"""
        p = self.parsed
        at = predicate.token
        if p.deps[owner] == "conj" and p.heads[owner] == at and p.child(owner, "nsubj", "nsubjpass") is None:
            return 9  # "ambushed and *killed* them in July"
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
                if dep == "ccomp" and any(
                    p.deps[k] in ("aux",) and p.lemmas[k] in ("have", "will", "would") for k in p.kids[at]
                ):
                    return None
                return 10 + steps
            if dep in ("relcl",):
                return None
            at = head
        return None


def _range(expression: TimeExpression) -> DateRange:
    first, last = expression.from_ or "", expression.to or ""
    if first == last:
        return DateRange(first, last, "day")
    value = expression.value
    precision = "year" if len(value) == 4 else "month" if len(value) == 7 and value[5:].isdigit() else "range"
    return DateRange(first, last, precision)
