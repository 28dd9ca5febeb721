"""What a brief shows beside the acts: votes, figures side by side, quoted judgements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.brief.rows import Maker, Quote
from dragoman.link.figures import figure_groups
from dragoman.measure.ballots import issue_votes
from dragoman.records import Document, Figure, Span, Statement, Vote

LATEST = 60  # votes listed
FIGURES = 20  # groups of figures listed


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


def _in(documents: Sequence[Document]) -> tuple[str, list[Any]]:
    return "document IN (SELECT unnest(?::VARCHAR[]))", [[d.id for d in documents]]


def votes_of(
    maker: Maker, documents: Sequence[Document], about: Sequence[str], as_of: str | None, first: str, last: str
) -> tuple[VoteRow, ...]:
    """Votes that the documents tell of, and of a single state all that concern it between two days; newest first."""
    out = []
    votes: list[Vote] = maker.store.records("votes", *_in(documents))
    if len(about) == 1:
        told = [r for r in issue_votes(maker.store, about[0], as_of=as_of) if first <= r["day"] <= last]
        more = sorted({r["document"] for r in told} - {d.id for d in documents})
        found = maker.store.documents("id IN (SELECT unnest(?::VARCHAR[]))", [more]) if more else []
        maker.documents |= {d.id: d for d in found}
        wanted = {r["vote"] for r in told}
        votes += [v for v in maker.store.records("votes", *_in(found)) if v.id in wanted]
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


def figures_of(maker: Maker, documents: Sequence[Document]) -> tuple[FigureGroup, ...]:
    """Figures of one thing side by side: those that contradict each other, and those of several outlets."""
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


def judgements_of(maker: Maker, documents: Sequence[Document]) -> tuple[Judgement, ...]:
    """Quoted judgements, newest first."""
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
