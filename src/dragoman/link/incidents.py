"""Reports of one act become one incident.

Reports are taken in order of publication; each joins the incident of earlier reports that it is most like, or begins
one.
What is published later never changes how earlier reports were joined, so the record as of a day is that of a store that
ends on that day, and the order in which reports arrive does not matter.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import groupby
from typing import TypeVar

from dragoman.link.agreement import corroboration, disagreements
from dragoman.link.compare import Shares, compare, days_apart, family, next_of_series
from dragoman.link.items import Item, Report, Vocabulary, Weights, day_of, item_of, stems_of
from dragoman.link.repeats import Repeats
from dragoman.records import DateRange, Document, Event, Figure, Incident, digest

T = TypeVar("T")
DAYS = 4  # days of one block
MONTH = 30  # days over which acts of one kind are counted
SPREAD = 45  # longest time, in days, that is looked up block by block
BLOCK = 80  # incidents of one block that are compared, the latest
SHOWN = 6  # reports of an incident that a new one is compared with: the first two and the latest
UNLIKE = -99.0  # the score where there is nothing to compare
MEAN = 0.4  # weight of the mean over them against the best of them


@dataclass(frozen=True, slots=True)
class Joined:
    """Why an event stands in its incident: the event it is most like, the score and its shares."""

    event: str
    like: str | None
    score: float
    shares: Shares


def shown(reports: Sequence[T]) -> list[T]:
    """Those of an incident's reports (or their ids), in order, that stand for it: the first two and the latest."""
    return list(reports if len(reports) <= SHOWN else (*reports[:2], *reports[2 - SHOWN :]))


@dataclass(slots=True)
class Cluster:
    """Reports so far of one act, in order."""

    number: int
    items: list[Item] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)

    def shown(self) -> list[Item]:
        """The reports that stand for it."""
        return shown(self.items)


@dataclass(frozen=True, slots=True)
class Linked:
    """An incident with the reason for each of its reports."""

    incident: Incident
    joined: tuple[Joined, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a linked event is found again: its day of report, its kind of act and the keys it is looked up by.

    Kind and keys are hashes of 48 bits: two that fall together by chance cost a comparison and change nothing.
    """

    event: str
    day: int | None
    kind: int
    keys: tuple[int, ...]


@dataclass(slots=True)
class Seen:
    """What the linker has to know of the reports so far: how common words and headings are, when acts were told.

    ``told`` holds for each kind of act the days of the documents that tell of one, in order, ``repeats`` how often an
    act is told again.
    """

    words: Vocabulary = field(default_factory=Vocabulary.of_language)
    headings: Vocabulary = field(default_factory=Vocabulary)
    told: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    repeats: Repeats = field(default_factory=Repeats)


def link_reports(reports: Iterable[Report], figures: Iterable[Figure] = ()) -> list[Incident]:
    """Incidents over ``reports``, in order of date; every event stands in exactly one.

    ``figures`` of the same documents tell where tolls differ.
    """
    return [linked.incident for linked in link(reports, figures)]


def link(
    reports: Iterable[Report],
    figures: Iterable[Figure] = (),
    *,
    seen: Seen | None = None,
    entries: list[Entry] | None = None,
) -> list[Linked]:
    """As ``link_reports``, each with the reasons.

    What later reports need to know is put into ``seen``, and an entry for each event, by day, into ``entries``.
    """
    ordered = in_order(reports)
    of_event = {r.event.id: r for r in ordered}
    of_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        of_document[figure.document].append(figure)
    out = []
    kept: dict[str, Entry] = {}
    seen = Seen() if seen is None else seen
    for cluster in cluster_items(items(ordered, seen), repeats=seen.repeats):
        group = [of_event[i.id] for i in cluster.items]
        out.append(Linked(_incident(group, of_document), tuple(cluster.joined)))
        if entries is not None:
            kept |= {i.id: entry_of(of_event[i.id], i) for i in cluster.items}
    if entries is not None:
        entries += [kept[r.event.id] for r in ordered]
    return sorted(out, key=lambda x: (x.incident.date.from_ if x.incident.date else "", x.incident.id))


def in_order(reports: Iterable[Report]) -> list[Report]:
    """The reports by day of publication, those of one text as they stand in it."""
    return sorted(reports, key=order_of)


def order_of(report: Report) -> tuple[str, str, int, str]:
    """By day of publication, then by text, then as they stand in it."""
    return report.published or "9999", report.event.document, report.event.trigger.start, report.event.id


def items(ordered: Sequence[Report], seen: Seen | None = None) -> Iterable[Item]:
    """What of the reports, given in order of publication, is compared; only earlier texts say how rare a word is.

    ``seen`` is what came before, and grows by them.
    """
    seen = Seen() if seen is None else seen
    for _, group in groupby(ordered, key=lambda r: r.event.document):
        reports = list(group)
        document = reports[0].document
        if document:
            words = _words(document)
            seen.words.add(words)
            seen.headings.add(_topics(document))
            story, topics = _about(document, words, seen)
        else:
            story, topics = {}, {}
        kinds = [kind_of(r.event) for r in reports]
        day = day_of(reports[0].published)
        for report, kind in zip(reports, kinds, strict=True):
            yield item_of(report, seen.words, story, topics, _busy(seen.told[kind], day))
        if day is not None:
            for kind in set(kinds):
                insort(seen.told[kind], day)


def about(document: Document | None, seen: Seen) -> tuple[Weights, Weights]:
    """The words of a whole text, and its headings, weighed."""
    if document is None:
        return {}, {}
    return _about(document, _words(document), seen)


def _about(document: Document, words: list[str], seen: Seen) -> tuple[Weights, Weights]:
    return seen.words.weights(words), seen.headings.rarity(_topics(document))


def _words(document: Document) -> list[str]:
    return stems_of(f"{document.title or ''} {document.text[:6000]}", 300)


def _topics(document: Document) -> list[str]:
    return [t.strip().lower() for t in (document.topic or "").split(", ") if t.strip()]


def _busy(days: Sequence[int], day: int | None) -> int:
    """How many of ``days``, which are in order, lie in the month up to ``day``."""
    if day is None:
        day = days[-1] if days else 0
    return bisect_right(days, day) - bisect_left(days, day - MONTH)


def kind_of(event: Event) -> int:
    """Group of types and parties, as a hash."""
    return _hash(family(event.type), *sorted({a.code for a in (*event.actors, *event.recipients) if a.code}))


def keys_of(item: Item) -> list[int]:
    """``block_keys`` and ``word_keys`` as hashes."""
    return [_hash(*key) for key in (*block_keys(item), *word_keys(item))]


def entry_of(report: Report, item: Item) -> Entry:
    """What is kept of an event for those that come later."""
    return Entry(item.id, day_of(report.published), kind_of(report.event), tuple(dict.fromkeys(keys_of(item))))


def _hash(*parts: object) -> int:
    said = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=6).digest())


def cluster_items(
    items: Iterable[Item], *, without: frozenset[str] = frozenset(), repeats: Repeats | None = None
) -> list[Cluster]:
    """Each item put, in the order given, into the cluster of earlier ones that it is most like, or into a new one.

    ``without`` leaves out shares of the score by name; ``repeats`` is how often acts were told again so far, and grows.
    """
    clusters: list[Cluster] = []
    blocks: dict[tuple[object, ...], list[Cluster]] = defaultdict(list)
    for item in items:
        keys = (*block_keys(item), *word_keys(item))
        found, joined, told = _best(item, keys, blocks, without, repeats.shift() if repeats else 0.0)
        if repeats:
            repeats.add(told)
        if found is None:
            found = Cluster(len(clusters))
            clusters.append(found)
        found.items.append(item)
        found.joined.append(joined)
        for key in keys:
            block = blocks[key]
            if not any(c is found for c in block[-4:]):
                block.append(found)
    return clusters


def _best(
    item: Item,
    keys: Iterable[tuple[object, ...]],
    blocks: Mapping[tuple[object, ...], list[Cluster]],
    without: frozenset[str],
    shift: float,
) -> tuple[Cluster | None, Joined, float]:
    apart = days_apart(item)  # most of what has a rare word in common is of another time
    clusters = (c for key in keys if key in blocks for c in reversed(blocks[key][-BLOCK:]) if not apart(c.items[0]))
    return likeliest(item, clusters, lambda c: score(c, item, without, shift), shift)


def likeliest(
    item: Item, clusters: Iterable[Cluster], fit: Callable[[Cluster], Joined | None], shift: float
) -> tuple[Cluster | None, Joined, float]:
    """The cluster that ``item`` joins, why, and the best score, without ``shift``, with one that other texts tell of.

    ``fit`` says how well it fits a cluster; one that comes again is not tried again.
    """
    tried: set[int] = set()
    told = UNLIKE
    best: Cluster | None = None
    why = Joined(item.id, None, 0.0, {})
    for cluster in clusters:
        if cluster.number in tried:
            continue
        tried.add(cluster.number)
        joined = fit(cluster)
        if joined is None:
            continue
        if joined.score - shift > told and elsewhere(cluster, item):
            told = joined.score - shift
        if joined.score > max(why.score, 0.0):
            best, why = cluster, joined
    return best, why, told


def elsewhere(cluster: Cluster, item: Item) -> bool:
    """Whether another text than that of ``item`` tells of the act."""
    return any(other.document != item.document for other in cluster.items)


def score(
    cluster: Cluster,
    item: Item,
    without: frozenset[str] = frozenset(),
    shift: float = 0.0,
    like_of: Callable[[Item, Item], Shares | None] = compare,
) -> Joined | None:
    """How well ``item`` fits ``cluster``: the best likeness and the mean over its reports; None where it cannot.

    ``shift`` is added where another text is compared.
    """
    total, best, like = 0.0, float("-inf"), cluster.items[0].id
    shares: Shares = {}
    shown = cluster.shown()
    for other in shown:
        found = like_of(other, item)
        if found is None:
            return None
        for name in without:
            found.pop(name, None)
        if shift and other.document != item.document and not next_of_series(other, item, found):
            found["repeats"] = shift
        value = sum(found.values())
        total += value
        if value > best:
            best, like, shares = value, other.id, found
    return Joined(item.id, like, (1 - MEAN) * best + MEAN * total / len(shown), shares)


def block_keys(item: Item) -> list[tuple[object, ...]]:
    """Where candidates are found: by group of types and party (without any, by trigger) and by days."""
    kind = family(item.type)
    codes = {code for code, _ in item.agents | item.patients}
    heads: list[tuple[object, ...]] = [(kind, code) for code in sorted(codes)]
    heads = heads or [(kind, topic) for topic in sorted(item.topics)] or [(kind, item.trigger)]
    if item.first is None or item.last is None:
        return heads
    if item.last - item.first > SPREAD:
        return [(*h, "about", item.first // 365) for h in heads]
    first, last = (item.first - 1) // DAYS, (item.last + 1) // DAYS
    return [(*h, n) for h in heads for n in range(first, last + 1)]


def word_keys(item: Item) -> list[tuple[object, ...]]:
    """Where acts of longer ago, and of other parties by the wording, are found: by group of types and rare word."""
    return [(family(item.type), "word", word) for word in item.rarest()]


def _incident(group: Sequence[Report], figures: Mapping[str, Sequence[Figure]]) -> Incident:
    first = group[0]
    alone = len(group) == 1  # as nearly all are: nothing to weigh
    return Incident(
        id=digest("incident", first.event.id),
        type=first.event.type if alone else _type(group),
        actors=_codes([r.event for r in group], actors=True),
        recipients=_codes([r.event for r in group], actors=False),
        date=first.event.date if alone else _date([r.event for r in group]),
        events=tuple(sorted(r.event.id for r in group)),
        outlets=tuple(sorted({o for r in group for o in r.outlets})),
        first_reported=first.published,
        conflicts=disagreements(group, figures),
        corroboration=corroboration(group),
    )


def incident_of(reports: Iterable[Report], figures: Iterable[Figure] = ()) -> Incident:
    """The incident that ``reports`` make, whoever put them together."""
    of_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        of_document[figure.document].append(figure)
    return _incident(sorted(reports, key=order_of), of_document)


def _type(group: Sequence[Report]) -> str:
    """The type most reports give; of equals the one given first."""
    counts = Counter(r.event.type for r in group)
    return max(counts, key=lambda t: counts[t])


def _codes(events: Sequence[Event], *, actors: bool) -> tuple[str, ...]:
    """Codes that at least half of the reports with a party on that side name there."""
    named = [codes for e in events if (codes := {a.code for a in (e.actors if actors else e.recipients) if a.code})]
    if len(named) == 1:
        return tuple(sorted(named[0]))
    counts = Counter(code for codes in named for code in codes)
    return tuple(sorted(code for code, n in counts.items() if 2 * n >= len(named)))


def _date(events: Sequence[Event]) -> DateRange | None:
    """The exact day most reports give, else the shortest time; what happened counts before what was to happen."""
    dated = [e for e in events if e.date]
    told = [e for e in dated if e.status == "happened"] or dated
    exact = Counter(e.date for e in told if e.date and e.date.precision == "day")
    if exact:
        return max(exact, key=lambda d: exact[d])
    order = {"range": 1, "about": 0, "month": 2, "year": 3}
    return min((e.date for e in told if e.date), key=lambda d: (order.get(d.precision, 4), d.from_), default=None)
