"""What stands in a brief: read from the store, ready to be drawn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dragoman.brief.chart import Chart, level_chart
from dragoman.brief.course import Month, Turn, months, named_acts, turns
from dragoman.corrections import corrections_on
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.link.figures import figure_groups
from dragoman.measure.accounts import Account, accounts_of
from dragoman.measure.acts import Act, load_acts
from dragoman.measure.pool import pooled_prior
from dragoman.measure.series import dyad_series
from dragoman.measure.stories import Story, stories
from dragoman.measure.support import Support, support, towards
from dragoman.records import Document, Event, Figure, Span, Statement, Vote
from dragoman.store import Store

WINDOW = 183  # days a brief looks back by default
LATEST = 40  # acts shown at once
OLDER = 400  # acts behind them that unfold; a page of more is slow to open
SHOWN = 12  # supporters listed
STORIES = 8  # running matters listed
FIGURES = 20  # groups of figures listed
QUOTE = 320  # characters of a sentence shown
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a record rests on, with the telling part marked, and where they were printed."""

    before: str
    marked: str
    after: str
    source: str
    document: str
    url: str | None
    published: str
    record: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act as a row: its parties in words, and what moved."""

    anchor: str
    day: str
    act: str
    status: str
    who: str
    whom: str
    score: float
    quad: int
    outlets: int
    quotes: tuple[Quote, ...]
    moved: float | None = None
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Mover:
    """Another state whose acts towards the subject changed."""

    code: str
    name: str
    before: float
    after: float
    change: float
    probability: float
    last: ActRow | None


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A vote in words."""

    day: str
    body: str
    tally: str
    members: str
    outcome: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures of one thing within a fortnight, side by side; ``relation`` says whether they contradict or update."""

    title: str
    relation: str
    interval: str
    rows: tuple[tuple[str, str, Quote], ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A quoted judgement: who, in which outlet, which way it points."""

    speaker: str
    outlet: str
    direction: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything the page shows."""

    title: str
    subject: tuple[str, ...]
    first: str
    last: str
    summary: tuple[str, ...]
    chart: Chart | None
    chart_title: str
    movers: tuple[Mover, ...]
    months: tuple[Month, ...]
    turns: tuple[Turn, ...]
    acts: tuple[ActRow, ...]
    older: tuple[ActRow, ...]
    votes: tuple[VoteRow, ...]
    figures: tuple[FigureGroup, ...]
    judgements: tuple[Judgement, ...]
    verdicts: tuple[Mapping[str, Any], ...]
    stories: tuple[Story, ...]
    sources: int
    outlets: tuple[str, ...]
    manifest: Mapping[str, Any]

    @property
    def anchors(self) -> frozenset[str]:
        """Anchors of the acts that have a row on the page."""
        return frozenset(a.anchor for a in (*self.acts, *self.older))


class _Maker:
    def __init__(self, store: Store, gazetteer: Gazetteer, documents: Mapping[str, Document]) -> None:
        self.store = store
        self.gazetteer = gazetteer
        self.documents = documents
        self.events: dict[str, Event] = {}
        self.accounts: dict[str, Account] = {}
        self.corrected: dict[str, str] = {}

    def name(self, code: str) -> str:
        base, _, role = code.partition(":")
        return self.gazetteer.code_name(base) + (f" ({role})" if role else "")

    def names(self, codes: Sequence[str]) -> str:
        return ", ".join(map(self.name, codes)) or "–"

    def quote(self, document_id: str, record: str, sentence: Span, marked: Span, rule: str = "") -> Quote:
        document = self.documents[document_id]
        text = document.text
        start, end = max(sentence.start, marked.start - QUOTE), min(sentence.end, marked.end + QUOTE)
        return Quote(
            ("…" if start > sentence.start else "") + _flat(text[start : marked.start]),
            _flat(text[marked.start : marked.end]),
            _flat(text[marked.end : end]) + ("…" if end < sentence.end else ""),
            ", ".join(document.outlets),
            document.title or document.name,
            document.url if (document.url or "").startswith(("http://", "https://")) else None,
            document.published or "",
            record,
            rule,
        )

    def row(self, act: Act, moved: float | None = None) -> ActRow:
        quotes = []
        for report in act.reports:
            event = self.events.get(report.event)
            if event:
                rule = event.coder.rule + self.corrected.get(event.id, "")
                quotes.append(self.quote(event.document, event.id, event.evidence, event.trigger, rule))
        outlets = {o for r in act.reports for o in r.outlets} or {r.document for r in act.reports}
        return ActRow(
            f"act-{act.incident}",
            act.day,
            act.type.capitalize() + (f" ({act.mode})" if act.mode else ""),
            act.status,
            self.names(act.actors),
            self.names(act.recipients),
            act.score,
            act.quad,
            len(outlets),
            tuple(quotes),
            moved,
            self.accounts.get(act.incident),
        )


def _flat(text: str) -> str:
    """``text`` on one line; a space at either end stays, since the marked words follow on it."""
    return _WHITE.sub(" ", text)


def gather(
    store: Store,
    about: Sequence[str],
    gazetteer: Gazetteer,
    *,
    as_of: str | None = None,
    since: str | None = None,
    verdicts: Sequence[Mapping[str, Any]] = (),
) -> Brief:
    """The brief about one code or a dyad of two, up to ``as_of`` (default: the newest report).

    Raises ``UsageError`` where the store has nothing about them.
    """
    acts = load_acts(store, about[:1], as_of=as_of)
    if len(about) == 2:
        mine = [a for a in acts if a.sides(about[0], about[1])]
    else:
        mine = [a for a in acts if about[0] in (*a.actors, *a.recipients)]
    if not mine:
        raise UsageError(
            f"the store has no act {'between' if len(about) == 2 else 'of or towards'} {' and '.join(about)}"
        )
    last = date.fromisoformat(as_of or max(a.day for a in mine))
    first = date.fromisoformat(since) if since else max(date.fromisoformat(mine[0].day), last - timedelta(days=WINDOW))
    window = [a for a in mine if first.isoformat() <= a.day <= last.isoformat()]
    maker = _Maker(store, gazetteer, _documents(store, window, about, first, last))
    maker.events = _events(store, window)
    shown = [a for a in window[-LATEST - OLDER :] if len(a.reports) > 1]
    maker.accounts = accounts_of(store, {a.incident: [r.event for r in a.reports] for a in shown})
    maker.corrected = _corrected(store, maker.events)
    prior = pooled_prior(store, as_of or last.isoformat())
    series = dyad_series(about[0], about[1], mine, last=last, prior=prior) if len(about) == 2 else None
    backing: Support | None = None
    moves: dict[str, float] = {}
    chart: Chart | None = None
    chart_title = ""
    if series:
        deviation = 1.645 * series.deviation
        for t in range(len(series.acts)):
            moves |= {act.incident: by for act, by in series.moves(t)}
        labelled = [(a, _label(maker, a)) for a in window]
        chart = level_chart(
            series.calendar, series.level, series.level - deviation, series.level + deviation, labelled, first
        )
        chart_title = f"Relations between {maker.name(about[0])} and {maker.name(about[1])}, week by week"
    elif len(about) == 1:
        backing = support(about[0], mine, first=first, last=last, prior=prior)
        if backing:
            labelled = [(a, _label(maker, a)) for a in window if towards(a, about[0])]
            chart = level_chart(backing.calendar, backing.index, backing.low, backing.high, labelled, first)
            chart_title = (
                f"Support for {maker.name(about[0])}: mean level of {len(backing.supporters)} others' acts towards it"
            )
    documents = [d for d in maker.documents.values() if first.isoformat() <= (d.published or "") <= last.isoformat()]
    rows = tuple(maker.row(a, moves.get(a.incident)) for a in reversed(window))
    # whatever is named elsewhere on the page has a row with its words, however old
    named = named_acts(series, backing, first)
    on_page = frozenset(a.incident for a in window[-LATEST - OLDER :]) | (named & {a.incident for a in window})
    manifests = store.manifests()
    return Brief(
        title=" and ".join(map(maker.name, about)),
        subject=tuple(about),
        first=first.isoformat(),
        last=last.isoformat(),
        summary=_summary(maker, about, window, series, backing),
        chart=chart,
        chart_title=chart_title,
        movers=_movers(maker, about[0], backing, first) if backing else (),
        months=months(backing, first, on_page, maker.names) if backing else (),
        turns=turns(series, first, on_page, maker.names) if series else (),
        acts=rows[:LATEST],
        older=tuple(r for r in rows[LATEST:] if r.anchor.removeprefix("act-") in on_page),
        votes=_votes(maker, documents, about),
        figures=_figures(maker, documents),
        judgements=_judgements(maker, documents, about),
        verdicts=tuple(verdicts),
        # what a matter is called is known from all its reports, so of an earlier day nothing can be said
        stories=() if as_of else tuple(stories(store, gazetteer, about, first=first.isoformat(), limit=STORIES)),
        sources=len(maker.documents),
        outlets=tuple(sorted({o for d in maker.documents.values() for o in d.outlets})),
        manifest=manifests[-1]["manifest"] if manifests else {},
    )


def _documents(store: Store, acts: Sequence[Act], about: Sequence[str], first: date, last: date) -> dict[str, Document]:
    ids = sorted({r.document for a in acts for r in a.reports})
    rows = store.documents("id IN (SELECT unnest(?::VARCHAR[]))", [ids]) if ids else []
    return {d.id: d for d in rows}


def _events(store: Store, acts: Sequence[Act]) -> dict[str, Event]:
    ids = sorted({r.event for a in acts for r in a.reports})
    return {e.id: e for e in store.records("events", "id IN (SELECT unnest(?::VARCHAR[]))", [ids])} if ids else {}


def _corrected(store: Store, events: Mapping[str, Event]) -> dict[str, str]:
    """For events that a person corrected, who did and why."""
    return {
        event: f" · corrected by {one.author}: {one.reason}"
        for one, state in corrections_on(store, events.keys())
        if state == "in force" and one.kind == "code"
        for event in one.target
    }


def _label(maker: _Maker, act: Act) -> str:
    to = f" > {maker.names(act.recipients)}" if act.recipients else ""
    return f"{act.day}: {act.type}{'/' + act.mode if act.mode else ''}, {maker.names(act.actors)}{to}"


def _summary(
    maker: _Maker, about: Sequence[str], window: Sequence[Act], series: Any, backing: Support | None
) -> tuple[str, ...]:
    outlets = {o for a in window for r in a.reports for o in r.outlets}
    hostile = sum(a.quad in (3, 4) for a in window)
    told = {r.document for a in window for r in a.reports}
    out = [
        f"{len(window):,} acts on record in {len(told):,} reports by {len(outlets):,} "
        f"outlets; {hostile:,} of them in conflict, {len(window) - hostile:,} in cooperation."
    ]
    if series is not None:
        level, spread = series.level[-1], 1.645 * series.deviation[-1]
        out.append(
            f"The level at the end is {level:+.1f} on PLOVER's scale from -10 to +10, between "
            f"{level - spread:+.1f} and {level + spread:+.1f} with 90 per cent probability."
        )
    if backing is not None:
        down = [s for s in backing.supporters if s.change < 0 and s.probability >= 0.8]
        up = [s for s in backing.supporters if s.change > 0 and s.probability >= 0.8]
        out.append(
            f"{len(down)} of {len(backing.supporters)} states and organisations moved away with a probability of "
            f"80 per cent or more, {len(up)} moved closer; the index went from {backing.index[0]:+.1f} to "
            f"{backing.index[-1]:+.1f}."
        )
    return tuple(out)


def _movers(maker: _Maker, state: str, backing: Support, first: date) -> tuple[Mover, ...]:
    out = []
    for s in backing.supporters[:SHOWN]:
        acts = [a for a in s.acts if a.day >= first.isoformat()]
        telling = min(acts, key=lambda a: a.score if s.change < 0 else -a.score, default=None)
        out.append(
            Mover(
                s.code,
                maker.name(s.code),
                s.before,
                s.after,
                s.change,
                s.probability,
                maker.row(telling) if telling else None,
            )
        )
    return tuple(out)


def _in(documents: Sequence[Document]) -> tuple[str, list[Any]]:
    return "document IN (SELECT unnest(?::VARCHAR[]))", [[d.id for d in documents]]


def _votes(maker: _Maker, documents: Sequence[Document], about: Sequence[str]) -> tuple[VoteRow, ...]:
    out = []
    votes: list[Vote] = maker.store.records("votes", *_in(documents))
    for vote in votes:
        document = maker.documents[vote.document]
        tally = "–".join(str(n) for n in (vote.for_, vote.against, vote.abstain) if n is not None)
        words = {"abstain": "abstained", "against": "against", "for": "for", "veto": "veto", "absent": "absent"}
        by = [f"{maker.name(code)}: {words.get(how, how)}" for code, how in vote.by_member.items()]
        by += [f"{maker.name(code)}: veto" for code in vote.veto if code not in vote.by_member]
        body = {"UNSC": "UN Security Council", "UNGA": "UN General Assembly"}.get(vote.body or "") or (
            maker.name(vote.body) if vote.body else "?"
        )
        sentence = _sentence(document.text, vote.span)
        out.append(
            VoteRow(
                vote.date.from_ if vote.date else document.published or "",
                body,
                tally,
                "; ".join(by),
                vote.outcome or "",
                maker.quote(vote.document, vote.id, sentence, vote.span),
            )
        )
    return tuple(sorted(out, key=lambda v: v.day, reverse=True))[:LATEST]


def _figures(maker: _Maker, documents: Sequence[Document]) -> tuple[FigureGroup, ...]:
    figures: list[Figure] = maker.store.records("figures", *_in(documents))
    by_id = {f.id: f for f in figures}
    out = []
    for group in figure_groups([(maker.documents[f.document], f) for f in figures]):
        members = [by_id[i] for i in group.figures]
        outlets = {o for f in members for o in maker.documents[f.document].outlets}
        if not group.contradictions and len(outlets) < 2:
            continue
        relation = "contradicting" if group.contradictions else "brought up to date" if group.updates else "agreeing"
        where = group.place or next((f.place for f in members if f.place), None)
        rows = []
        for figure in members:
            document = maker.documents[figure.document]
            quote = maker.quote(figure.document, figure.id, _sentence(document.text, figure.span), figure.span)
            rows.append((_amount(figure), figure.by or "", quote))
        title = group.counts.capitalize() + (f", {where}" if where else "")
        interval = f"between {group.low:,.0f} and {group.high:,.0f} over all sources" if group.contradictions else ""
        out.append((bool(group.contradictions), len(rows), FigureGroup(title, relation, interval, tuple(rows))))
    out.sort(key=lambda g: (-g[0], -g[1]))
    return tuple(g for _, _, g in out[:FIGURES])


_BOUNDS = {
    "at_least": "at least ",
    "more_than": "more than ",
    "up_to": "up to ",
    "about": "about ",
    "less_than": "less than ",
}


def _amount(figure: Figure) -> str:
    return _BOUNDS.get(figure.bound, "") + f"{figure.value:,.10g}"


def _judgements(maker: _Maker, documents: Sequence[Document], about: Sequence[str]) -> tuple[Judgement, ...]:
    out = []
    statements: list[Statement] = maker.store.records("statements", *_in(documents))
    for s in statements:
        if not s.judgement or not s.speaker:
            continue
        span = Span(s.content[0].start, s.content[-1].end)
        document = maker.documents[s.document]
        outlet = s.outlet or ", ".join(document.outlets) or document.name
        quote = maker.quote(s.document, s.id, span, span)
        out.append((document.published or "", Judgement(s.speaker.name, outlet, s.judgement, quote)))
    return tuple(j for _, j in sorted(out, key=lambda p: p[0], reverse=True)[:20])


def _sentence(text: str, span: Span) -> Span:
    start = max((text.rfind(mark, 0, span.start) + 2 for mark in (". ", ".\n")), default=0)
    ends = [n for n in (text.find(mark, span.end) for mark in (". ", ".\n")) if n >= 0]
    newline = text.rfind("\n", 0, span.start) + 1
    return Span(max(0 if start < 2 else start, newline), min(ends) + 1 if ends else len(text))
