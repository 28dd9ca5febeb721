"""The store linked: all of it anew, or the documents that came since put to what stands."""

import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dragoman.corrections import attach
from dragoman.gazetteer import Gazetteer
from dragoman.link import Report, link, matters_of, originals, state_words
from dragoman.link.copies import DAYS
from dragoman.link.growing import grow, version
from dragoman.link.incidents import Entry, Seen, incident_of, kind_of, shown
from dragoman.link.items import Vocabulary, day_of
from dragoman.link.matters import SILENT, count_words, tell_on, terms_of
from dragoman.link.repeats import Repeats
from dragoman.records import Document, Event, Figure, Incident
from dragoman.store import Store, linked
from dragoman.store.linked import Mark

MEMORY = 120  # days back from which the documents of a running matter are read to continue it
_AMONG, _OF_DOCUMENTS = "id IN (SELECT unnest(?::VARCHAR[]))", "document IN (SELECT unnest(?::VARCHAR[]))"
MOST = 0.1  # share of the documents above which new ones are linked with all others rather than put to them


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What linking did: whether all was linked anew, documents that were put to what stood, incidents in the end."""

    whole: bool
    documents: int
    incidents: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _New:
    """Documents to be put to what stands, which is marked ``before``; afterwards ``mark`` holds."""

    documents: list[Document]
    before: Mark
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Joined:
    """What is to be written: incidents that grew by their ids so far, new ones, and what is kept for later reports."""

    grown: dict[str, Incident]
    begun: list[Incident]
    reasons: dict[str, tuple[float, str | None, Mapping[str, float]]]
    events: Collection[str]
    copies: dict[str, str]
    counts: dict[str, dict[str, int]]
    entries: list[Entry]


def link_store(store: Store, *, whole: bool = False, most: float = MOST, telling: bool = True) -> LinkReport:
    """Link what is new in the store, or all if ``whole`` or nothing else will do; tell its stories if ``telling``.

    Nothing else will do where nothing was linked yet, the rules are others, texts were coded anew, or of the documents
    more than ``most`` are new.
    """
    start = time.monotonic()
    new = None if whole else _new(store, "linked", most)
    stories = None if whole or not telling else _new(store, "told", most)
    if new is None:
        relink(store)
    else:
        _link_new(store, new)
    if stories is not None:
        _tell_new(store, stories)
    elif telling:
        tell_stories(store)
    incidents = store.rows("SELECT count(*) AS n FROM linked_incidents")[0]["n"]
    return LinkReport(new is None, len(new.documents) if new else 0, incidents, time.monotonic() - start)


def _new(store: Store, what: str, most: float) -> _New | None:
    """The documents that are to be linked (or told); None where all are to be."""
    store = _apart(store)
    with store.held():
        with store.reading() as db:
            before = linked.read_mark(db, what)
            if before is None or before.version != version():
                return None
            fresh = (linked.since_linked if what == "linked" else linked.since_told)(db, before)
            mark = linked.mark_now(db, what, version())
        if not fresh.whole or fresh.documents > most * fresh.all:
            return None
        where = "run > ?" if what == "told" else "id IN (SELECT document FROM machine_events WHERE run > ?)"
        return _New(store.documents(where, [before.run]), before, mark)


# ---------------------------------------------------------------- incidents
def relink(store: Store) -> int:
    """Link all events of the store; the number of incidents."""
    mark = _mark(store, "linked")
    documents = {d.id: d for d in store.documents("id IN (SELECT document FROM machine_events)")}
    original = originals(list(documents.values()))
    reports = []
    # what people corrected lies over the result and is no part of it, so that it can be undone without linking again
    for event in store.records("events", view="machine_events"):
        document = documents[event.document]
        reports.append(Report(event, document.published, document.outlets, document, original.get(document.id)))
    seen, entries = Seen(), list[Entry]()
    found = link(reports, store.records("figures"), seen=seen, entries=entries)
    incidents = [one.incident for one in found]

    def after(db: duckdb.DuckDBPyConnection) -> None:
        linked.replace_kept(db, _counts(seen), _rows(entries), mark)
        attach(db)

    reasons = {j.event: (j.score, j.like, j.shares) for one in found for j in one.joined if j.like}
    store.replace_incidents(incidents, reasons, original, after)
    return len(incidents)


def _link_new(store: Store, new: _New) -> None:
    """Put the reports of new documents to the incidents of all others, in one transaction."""
    found = None
    if new.documents:
        one = _apart(store)
        with one.held():
            found = _join(one, new.documents)
    elif new.mark == new.before:
        return
    with store.writing() as db:
        linked.write_mark(db, "linked", new.mark, new.before)
        if found:
            linked.add_links(db, found.grown, found.begun, found.reasons, found.events, found.copies)
            linked.add_kept(db, found.counts, _rows(found.entries))
            attach(db)


def _join(store: Store, documents: Sequence[Document]) -> _Joined:
    """The reports of ``documents`` put to the incidents of all others."""
    copies = _copies(store, documents)
    of = {d.id: d for d in documents}
    events = store.records("events", _OF_DOCUMENTS, [list(of)], view="machine_events")
    original = store.copies() | copies
    reports = [_report(e, of[e.document], original) for e in events]
    seen = Seen(
        _vocabulary(linked.words(store, "words")),
        _vocabulary(linked.words(store, "headings")),
        repeats=Repeats.of_counts(linked.words(store, "repeats")),
    )
    before = _counts(seen)
    seen.told.update(linked.days_told(store, {kind_of(e) for e in events}))
    belong: dict[str, list[str]] = {}

    def read(incidents: Collection[str]) -> dict[str, list[Report]]:
        belong.update(linked.members(store, incidents))
        reports_of = _reports(store, belong, original, least=True)
        return {i: shown(r) for i, r in reports_of.items()}

    grown, entries = grow(reports, seen, lambda keys: linked.under_keys(store, keys), read)
    # an earlier text that proves to be a copy of a late one changes who is independent in its incidents
    aside = linked.incidents_of(store, [d for d in copies if d not in of])
    touched = {i for g in grown if (i := g.known)} | set(aside)
    added = {g.known: [j.event for j in g.joined] for g in grown if g.known}
    mine = {r.event.id: r for r in reports}
    stood = _reports(store, linked.members(store, touched), original)
    groups = {i: [*stood[i], *(mine[e] for e in added.get(i, ()))] for i in sorted(touched)}
    begun = [[mine[j.event] for j in g.joined] for g in grown if not g.known]
    texts = {r.event.document for group in (*groups.values(), *begun) for r in group}
    figures: dict[str, list[Figure]] = {}
    for figure in store.records("figures", _OF_DOCUMENTS, [sorted(texts)]):
        figures.setdefault(figure.document, []).append(figure)

    def told(group: Sequence[Report]) -> list[Figure]:
        return [f for d in dict.fromkeys(r.event.document for r in group) for f in figures.get(d, ())]

    after = _counts(seen)
    return _Joined(
        {i: incident_of(group, told(group)) for i, group in groups.items()},
        [incident_of(group, told(group)) for group in begun],
        {j.event: (j.score, j.like, j.shares) for g in grown for j in g.joined if j.like},
        mine,
        copies,
        {of: {w: n - before[of].get(w, 0) for w, n in counts.items()} for of, counts in after.items()},
        entries,
    )


def _copies(store: Store, new: Sequence[Document]) -> dict[str, str]:
    """The originals of copies among ``new`` and, for earlier documents, those that prove to be among ``new``."""
    days = [day_of(d.published) for d in new]
    where, values = "TRUE", list[Any]()
    if None not in days:  # else the copy may be of any time
        near = sorted({n for day in days if day for n in range(max(day - DAYS, 1), day + DAYS + 1)})
        where = "(published IS NULL OR substr(published, 1, 10) IN (SELECT unnest(?::VARCHAR[])))"
        values = [[date.fromordinal(n).isoformat() for n in near]]
    around = store.documents(f"id IN (SELECT document FROM machine_events) AND {where}", values)
    fresh = {d.id for d in new}
    known = store.copies()
    return {
        copy: known.get(source, source)
        for copy, source in originals(around).items()
        if copy in fresh or (source in fresh and copy not in known)
    }


def _reports(
    store: Store, of: Mapping[str, Sequence[str]], original: Mapping[str, str], *, least: bool = False
) -> dict[str, list[Report]]:
    """The reports of incidents, given by the ids of their events in order; ``least`` reads those that stand for it."""
    wanted = {i: shown(events) if least else list(events) for i, events in of.items()}
    ids = [e for events in wanted.values() for e in events]
    events = {e.id: e for e in store.records("events", _AMONG, [ids], view="machine_events")}
    texts = sorted({e.document for e in events.values()})
    documents = {d.id: d for d in store.documents(_AMONG, [texts])}
    return {i: [_report(events[e], documents[events[e].document], original) for e in wanted[i]] for i in wanted}


def _report(event: Event, document: Document, original: Mapping[str, str]) -> Report:
    return Report(event, document.published, document.outlets, document, original.get(document.id))


def _apart(store: Store) -> Store:
    """The same store to hold open, so that another thread that has ``store`` reads by a connection of its own."""
    return Store(store.path, wait=store.wait)


def _mark(store: Store, what: str) -> Mark:
    with store.reading() as db:
        return linked.mark_now(db, what, version())


def _rows(entries: Sequence[Entry]) -> list[tuple[str, int | None, int, Sequence[int]]]:
    return [(e.event, e.day, e.kind, e.keys) for e in entries]


def _vocabulary(counts: dict[str, int]) -> Vocabulary:
    return Vocabulary(counts.pop("", 0), Counter(counts))


def _counts(seen: Seen) -> dict[str, dict[str, int]]:
    return {
        "words": {"": seen.words.texts, **seen.words.counts},
        "headings": {"": seen.headings.texts, **seen.headings.counts},
        "repeats": seen.repeats.counts(),
    }


# ---------------------------------------------------------------- stories
def tell_stories(store: Store) -> int:
    """Group all documents of the store into running matters; their number."""
    mark = _mark(store, "told")
    documents = store.documents()
    day = {d.id: d.published or "" for d in documents}
    counts = Counter[str]()
    matters = matters_of(documents, states=_states(), counts=counts)

    def after(db: duckdb.DuckDBPyConnection) -> None:
        db.execute("DELETE FROM link_words WHERE \"of\" = 'stories'")
        linked.add_kept(db, {"stories": {"": len(documents), **counts}})
        linked.write_mark(db, "told", mark)

    store.replace_stories(
        (
            {
                "id": m.id,
                "terms": list(m.terms),
                "first": day[m.documents[0]],
                "last": day[m.documents[-1]],
                "documents": list(m.documents),
            }
            for m in matters
        ),
        after,
    )
    return len(matters)


def _tell_new(store: Store, new: _New) -> None:
    """Put new documents to the matters that ran when they were published; what was told before stands."""
    rows, gained, more = list[dict[str, Any]](), dict[str, list[str]](), Counter[str]()
    if new.documents:
        one = _apart(store)
        with one.held():
            rows, gained, more = _tell_on(one, new.documents)
    elif new.mark == new.before:
        return
    with store.writing() as db:
        linked.write_mark(db, "told", new.mark, new.before)
        linked.add_stories(db, rows, [(story, d) for story, ids in gained.items() for d in ids])
        linked.add_kept(db, {"stories": more})


def _tell_on(store: Store, new: Sequence[Document]) -> tuple[list[dict[str, Any]], dict[str, list[str]], Counter[str]]:
    """The stories that gain documents, as they are then; the documents they gain; words to be counted."""
    states = _states()
    counts = Counter(linked.words(store, "stories"))
    more = count_words(new, states)
    more[""] = len(new)
    counts.update(more)
    total = counts.pop("")
    gained: dict[str, list[str]] = {}
    for first, last, fresh in _times(store, new):
        days = [date.fromordinal(max(n, 1)).isoformat() for n in (first - SILENT, last, first - MEMORY)]
        window, story_of = linked.running(store, *days)
        of = {d.id: d for d in (*window, *fresh)}
        found = tell_on(list(of.values()), story_of, {d.id for d in fresh}, counts, total, states=states)
        for story, ids in found.items():
            gained.setdefault(story, []).extend(ids)
    members = linked.story_members(store, gained)
    for story, ids in gained.items():
        members.setdefault(story, []).extend(ids)
    texts = {d.id: d for d in store.documents(_AMONG, [sorted({d for ids in members.values() for d in ids})])}
    rows = []
    for story, ids in members.items():
        told = sorted((texts[i] for i in ids), key=lambda d: (d.published or "9999", d.id))
        terms = list(terms_of(told, counts, total))
        span = {"first": told[0].published or "", "last": told[-1].published or ""}
        rows.append({"id": story, "terms": terms, **span, "documents": len(told)})
    return rows, gained, more


def _times(store: Store, new: Sequence[Document]) -> Iterator[tuple[int, int, list[Document]]]:
    """The documents ``new`` by stretches of time with no long silence, each with its first and last day.

    Those without a day are told after all others, as when all is told.
    """
    end = store.rows("SELECT max(published) AS last FROM documents")[0]["last"]
    dated = sorted(((day_of(d.published) or day_of(end) or 1, d) for d in new), key=lambda x: (x[0], x[1].id))
    stretch: list[tuple[int, Document]] = []
    for day, document in dated:
        if stretch and day - stretch[-1][0] > SILENT:
            yield stretch[0][0], stretch[-1][0], [d for _, d in stretch]
            stretch = []
        stretch.append((day, document))
    if stretch:
        yield stretch[0][0], stretch[-1][0], [d for _, d in stretch]


def _states() -> frozenset[str]:
    return state_words(Gazetteer.load().state_names())
