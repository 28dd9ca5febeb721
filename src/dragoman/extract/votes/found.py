"""A vote in the making, and its record."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.extract.votes.bodies import Body
from dragoman.extract.votes.members import Members
from dragoman.extract.votes.phrases import noun_phrase
from dragoman.extract.votes.tallies import Tally
from dragoman.parse import Parsed
from dragoman.records import DateRange, Document, Span, TimeExpression, Vote, digest


@dataclass(slots=True)
class Found:
    """A vote in the making: its trigger, what is known of it, and the characters it rests on."""

    trigger: int
    body: Body | None = None
    motion: tuple[int, int] | None = None
    outcome: str | None = None
    tally: Tally = field(default_factory=Tally)
    members: dict[str, str] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    certain: bool = False


class Records:
    """Turns the votes found in one document into records."""

    def __init__(self, document: Document, parsed: Parsed, members: Members, dates: Sequence[TimeExpression]) -> None:
        self.document = document
        self.p = parsed
        self.members = members
        self.dates = dates

    def settle(self, f: Found, first: int, last: int, subject: int | None) -> None:
        """Members named in lists, the numbers turned the right way, the characters it rests on."""
        p = self.p
        if f.body is not None and f.body.code in ("UNSC", "UNGA", "UNHRC"):
            for code, how in self.members.listed(first, last).items():
                f.members.setdefault(code, how)
            if f.body.code == "UNSC" and set(f.members.values()) & {"against"} and f.outcome is None and f.tally:
                f.outcome = (
                    "failed" if self.members.PERMANENT & {c for c, h in f.members.items() if h == "against"} else None
                )
        t = f.tally
        if t.pair and f.outcome == "failed" and p.lemmas[f.trigger] not in ("fail", "fall") and t.for_ is not None:
            words = p.phrase(first, last).lower()
            if t.against is not None and t.for_ > t.against and "short" not in words:
                f.tally = Tally(t.against, t.for_, t.abstain, t.absent, t.start, t.end)
        marks = [p.starts[f.trigger], p.ends[f.trigger]]
        if subject is not None and first <= subject < last:
            marks.append(p.starts[noun_phrase(p, subject)[0]])
            marks.append(p.ends[noun_phrase(p, subject)[1] - 1])
        if f.tally:
            marks += [f.tally.start, f.tally.end]
        if f.motion is not None and first <= f.motion[0] < last:
            marks += [p.starts[f.motion[0]], p.ends[f.motion[1] - 1]]
        f.start, f.end = min(marks), max(marks)

    def record(self, f: Found, number: int) -> Vote:
        """The record of ``f``, the ``number``-th of its document."""
        p = self.p
        veto = tuple(sorted(c for c, h in f.members.items() if h == "veto"))
        span = Span(f.start, f.end)
        return Vote(
            id=digest(self.document.id, "vote", p.starts[f.trigger], p.ends[f.trigger], number),
            document=self.document.id,
            span=span,
            body=None if f.body is None else f.body.code,
            motion=None if f.motion is None else p.phrase(*f.motion),
            for_=f.tally.for_,
            against=f.tally.against,
            abstain=f.tally.abstain,
            absent=f.tally.absent,
            by_member=dict(sorted(f.members.items())),
            veto=veto,
            outcome=f.outcome,
            date=self._date(f),
        )

    def _date(self, f: Found) -> DateRange | None:
        """The day told in the sentence nearest to the trigger, else about the document's own."""
        p = self.p
        sentence = p.sentence_span(f.trigger)
        at = p.starts[f.trigger]
        near = [
            d
            for d in self.dates
            if d.type == "DATE"
            and d.from_
            and d.to
            and sentence.start <= d.span.start
            and d.span.end <= sentence.end
            and not (
                f.motion
                and p.starts[f.motion[0]] <= d.span.start < p.ends[f.motion[1] - 1] - 1
                and d.span.start > at + 40
            )
        ]
        published = self.document.published
        if near:
            best = min(near, key=lambda d: abs(d.span.start - at))
            if best.from_ and best.to and (published is None or best.from_ <= published[:10]):
                return DateRange(best.from_, best.to, "day" if best.from_ == best.to else "range")
        return DateRange(published[:10], published[:10], "about") if published else None
