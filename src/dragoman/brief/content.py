"""What stands in a brief: read from the store, ready to be drawn."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dragoman.brief.asides import FigureGroup, Judgement, VoteRow, figures_of, judgements_of, votes_of
from dragoman.brief.chart import Chart, level_chart
from dragoman.brief.course import (
    Link,
    Month,
    Number,
    Turn,
    between,
    link_of,
    month_marks,
    months,
    named_acts,
    numbers,
    turns,
    week_marks,
)
from dragoman.brief.rows import ActRow, Maker
from dragoman.claims.wording import counted
from dragoman.corrections import corrections_on
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.measure.accounts import accounts_of
from dragoman.measure.acts import Act, drawn_until, load_acts, record_start, unread
from dragoman.measure.pool import pooled_prior
from dragoman.measure.series import dyad_series
from dragoman.measure.stories import Story, stories
from dragoman.measure.support import Support, breadth, support
from dragoman.records import Document, Event
from dragoman.store import Store

WINDOW = 183  # days a brief looks back by default
LATEST = 40  # acts shown at once
OLDER = 400  # acts behind them that unfold; a page of more is slow to open
SHOWN = 12  # supporters listed
STORIES = 8  # running matters listed


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the summary, and the section that its numbers come from."""

    text: str
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Mover:
    """Another state whose acts towards the subject changed; ``acts`` are all its acts in the time shown."""

    code: str
    name: str
    before: float
    after: float
    change: float
    probability: float
    last: ActRow | None
    acts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything the page shows."""

    title: str
    subject: tuple[str, ...]
    first: str
    last: str
    summary: tuple[Line, ...]
    chart: Chart | None
    chart_title: str
    movers: tuple[Mover, ...]
    months: tuple[Month, ...]
    turns: tuple[Turn, ...]
    numbers: tuple[Number, ...]
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
            f"{unread(store, as_of, about)}"
        )
    last = drawn_until(store, date.fromisoformat(as_of)) if as_of else date.fromisoformat(max(a.day for a in mine))
    newest = as_of or store.rows("SELECT max(published) AS day FROM documents")[0]["day"]
    first = date.fromisoformat(since) if since else max(date.fromisoformat(mine[0].day), last - timedelta(days=WINDOW))
    window = [a for a in mine if first.isoformat() <= a.day <= last.isoformat()]
    maker = Maker(store, gazetteer, _documents(store, window, about, first, last))
    maker.events = _events(store, window)
    shown = [a for a in window[-LATEST - OLDER :] if len(a.reports) > 1]
    maker.accounts = accounts_of(store, {a.incident: [r.event for r in a.reports] for a in shown})
    maker.corrected = _corrected(store, maker.events)
    maker.links = _links(store, maker.events)
    prior = pooled_prior(store, as_of or last.isoformat())
    begin = record_start(store)  # as ``dragoman relations`` has it: silence before the first act counts
    start = date.fromisoformat(begin) if begin and begin <= mine[0].day else None
    series = dyad_series(about[0], about[1], mine, first=start, last=last, prior=prior) if len(about) == 2 else None
    backing = support(about[0], mine, first=first, last=last, prior=prior) if len(about) == 1 else None
    # whatever is named elsewhere on the page has a row with its words, however old
    named = named_acts(series, backing, first)
    in_window = {a.incident for a in window}
    if backing:
        named |= {a.incident for s in backing.supporters[:SHOWN] for a in s.acts}
    on_page = frozenset(a.incident for a in window[-LATEST - OLDER :]) | (named & in_window)
    moves: dict[str, float] = {}
    chart: Chart | None = None
    chart_title = ""
    by_months: tuple[Month, ...] = ()
    by_weeks: tuple[Number, ...] = ()
    if series:
        half = 1.645 * series.deviation
        for t in range(len(series.acts)):
            moves |= {act.incident: by for act, by in series.moves(t)}
        by_weeks = numbers(series, first, on_page, maker.names)
        labelled = [(a, _label(maker, a)) for a in window]
        marks = week_marks(series, by_weeks)
        chart = level_chart(
            series.calendar, series.level, series.level - half, series.level + half, labelled, first, marks
        )
        chart_title = f"Relations between {maker.name(about[0])} and {maker.name(about[1])}, week by week"
    elif backing:
        moves = {act.incident: by for act, by in backing.moves(0)}
        by_months = months(backing, first, on_page, maker.names)
        labelled = [(a, _label(maker, a)) for a in window if a.incident in moves]
        marks = month_marks(backing, by_months)
        chart = level_chart(
            backing.calendar, backing.index, backing.low, backing.high, labelled, first, marks, apart=True
        )
        chart_title = (
            f"Support for {maker.name(about[0])}: mean level of {len(backing.supporters)} others' acts towards it"
        )
    documents = [d for d in maker.documents.values() if first.isoformat() <= (d.published or "") <= last.isoformat()]
    rows = tuple(maker.row(a, moves.get(a.incident)) for a in reversed(window) if a.incident in on_page)
    manifests = store.manifests()
    return Brief(
        title=" and ".join(map(maker.name, about)),
        subject=tuple(about),
        first=first.isoformat(),
        last=last.isoformat(),
        summary=_summary(maker, about, window, series, backing, newest),
        chart=chart,
        chart_title=chart_title,
        movers=_movers(maker, backing, first, on_page) if backing else (),
        months=by_months,
        turns=turns(series, first, on_page, maker.names) if series else (),
        numbers=by_weeks,
        acts=rows[:LATEST],
        older=rows[LATEST:],
        votes=votes_of(maker, documents, about, as_of, first.isoformat(), last.isoformat()),
        figures=figures_of(maker, documents),
        judgements=judgements_of(maker, documents),
        verdicts=tuple(_judged(maker, v) for v in verdicts),
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


def _links(store: Store, events: Mapping[str, Event]) -> dict[str, tuple[str, float, Mapping[str, float]]]:
    """For events that were joined to another, that event, the score and its shares."""
    rows = store.rows(
        "SELECT event, nearest, score, shares FROM incident_events "
        "WHERE nearest IS NOT NULL AND event IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(events)],
    )
    return {r["event"]: (r["nearest"], r["score"], json.loads(r["shares"] or "{}")) for r in rows}


def _corrected(store: Store, events: Mapping[str, Event]) -> dict[str, str]:
    """For events that a person corrected, who did and why."""
    return {
        event: f" · corrected by {one.author}: {one.reason}"
        for one, state in corrections_on(store, events.keys())
        if state == "in force" and one.kind == "code"
        for event in one.target
    }


def _judged(maker: Maker, verdict: Mapping[str, Any]) -> Mapping[str, Any]:
    """A verdict with its evidence in words: each act with its parties by name and its anchor."""

    def told(acts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        return [
            {
                "anchor": f"act-{a['incident']}",
                "act": a["type"].capitalize() + (f" ({a['mode']})" if a["mode"] else ""),
                "who": maker.names(a["actors"]),
                "whom": maker.names(a["recipients"]),
            }
            | {k: a[k] for k in ("day", "quote", "outlets", "document", "incident")}
            for a in acts
        ]

    sides = {"holds": told(verdict.get("for", ())), "fails": told(verdict.get("against", ()))}
    return {k: verdict[k] for k in ("claim", "verdict", "probability", "as_of", "text")} | sides


def _label(maker: Maker, act: Act) -> str:
    to = f" > {maker.names(act.recipients)}" if act.recipients else ""
    what = act.named.capitalize() + (f" ({act.mode})" if act.mode else "")
    return f"{act.day}: {what}{'' if act.status == 'happened' else ', ' + act.status}, {maker.names(act.actors)}{to}"


def _summary(
    maker: Maker, about: Sequence[str], window: Sequence[Act], series: Any, backing: Support | None, newest: str | None
) -> tuple[Line, ...]:
    outlets = {o for a in window for r in a.reports for o in r.outlets}
    hostile = sum(a.quad in (3, 4) for a in window)
    told = {r.document for a in window for r in a.reports}
    text = (
        f"{counted(len(window), 'act')} on record in {counted(len(told), 'report')} by "
        f"{counted(len(outlets), 'outlet')}; {hostile:,} of them in conflict, {len(window) - hostile:,} in cooperation."
    )
    latest = window[-1].day if window else ""
    if window and newest and newest > latest:
        text += f" The latest is of {latest}; up to {newest}, where the record ends, it tells of no other."
    out = [Line(text, "acts", "the acts")]
    if series is not None:
        level, half = series.level[-1], 1.645 * series.deviation[-1]
        text = (
            f"The level at the end is {level:+.1f} on PLOVER's scale from -10 to +10, "
            f"{between(level - half, level + half)} with 90 per cent probability."
        )
        out.append(Line(text, "numbers", "week by week"))
    if backing is not None:
        past = breadth(backing)
        closer = len(past["moved_closer"])
        text = (
            f"The index of support went from {past['index_from']:+.2f} to {past['index_to']:+.2f} on PLOVER's scale "
            f"from -10 to +10; that it {'fell' if past['change'] < 0 else 'rose'} has a probability of "
            f"{past['probability']:.0%}."
        )
        out.append(Line(text, "months", "month by month"))
        text = (
            f"{len(past['moved_away'])} of {past['supporters']} states and organisations moved away over the whole "
            f"time with a probability of 80% or more each, {closer} moved closer."
        )
        out.append(Line(text, "movers", "who moved"))
    return tuple(out)


def _movers(maker: Maker, backing: Support, first: date, shown: frozenset[str]) -> tuple[Mover, ...]:
    out = []
    for s in backing.supporters[:SHOWN]:
        acts = [a for a in s.acts if a.day >= first.isoformat()]
        telling = min(acts, key=lambda a: a.score if s.change < 0 else -a.score, default=None)
        links = tuple(link_of(a, shown, maker.names) for a in acts)
        row = maker.row(telling) if telling else None
        out.append(Mover(s.code, maker.name(s.code), s.before, s.after, s.change, s.probability, row, links))
    return tuple(out)
