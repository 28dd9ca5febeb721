"""New reports put to incidents that stand: the same comparison as over all reports, against what a store has kept.

Reports published after all others join as they would if everything were linked anew.  One that comes late is compared
with what was published before and after it, and joins the likeliest; earlier memberships stand.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from dragoman.link.compare import Shares, compare, features
from dragoman.link.incidents import (
    BLOCK,
    Cluster,
    Entry,
    Joined,
    Seen,
    about,
    entry_of,
    in_order,
    items,
    keys_of,
    likeliest,
    order_of,
    score,
)
from dragoman.link.items import Item, Report, Weights, day_of, item_of, parties, window

NEVER = 10_000_000  # the day of a report without one: after all others
# for each key the events under it that were linked before: day, number (in the order they were linked) and incident
Look = Callable[[Collection[int]], Mapping[int, Sequence[tuple[int | None, int, str]]]]
# for each of some incidents the reports that stand for it, in order
Read = Callable[[Collection[str]], Mapping[str, Sequence[Report]]]


@dataclass(slots=True)
class Grown:
    """An incident with the reports that were put to it; ``known`` is its id so far, None for a new one."""

    known: str | None
    joined: list[Joined] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """What stands under one key: (day, number, cluster) in order."""

    rows: list[tuple[int, int, Cluster]] = field(default_factory=list)

    def put(self, day: int, number: int, cluster: Cluster) -> None:
        at = bisect_right(self.rows, day, key=lambda r: r[0])
        # as in linking all: a cluster that is among the last four is not put again
        if not any(c is cluster for _, _, c in self.rows[max(0, at - 4) : at]):
            self.rows.insert(at, (day, number, cluster))

    def near(self, day: int) -> list[Cluster]:
        """The latest up to that day, then the first after it."""
        at = bisect_right(self.rows, day, key=lambda r: r[0])
        return [c for _, _, c in (*reversed(self.rows[max(0, at - BLOCK) : at]), *self.rows[at : at + BLOCK])]


@cache
def version() -> str:
    """Hash of what decides which reports are linked: the rules, weights and trees of this folder."""
    found = sha256()
    for path in sorted(Path(__file__).parent.glob("*")):
        if path.suffix in (".py", ".yaml", ".csv", ".json"):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def grow(reports: Sequence[Report], seen: Seen, look: Look, read: Read) -> tuple[list[Grown], list[Entry]]:
    """Each of ``reports`` put to an incident that stands or to a new one; and the entries to be kept of them.

    ``seen`` is as it was kept, for the kinds of these reports at the least, and grows.
    """
    ordered = in_order(reports)
    made = list(items(ordered, seen))
    keys = {i.id: list(dict.fromkeys(keys_of(i))) for i in made}
    days = {r.event.id: NEVER if (d := day_of(r.published)) is None else d for r in ordered}
    past = _Past(seen)
    places: dict[int, _Place] = {}
    for key, rows in look({k for found in keys.values() for k in found}).items():
        place = places[key] = _Place()
        for day, number, incident in sorted(rows, key=lambda r: (NEVER if r[0] is None else r[0], r[1])):
            place.put(NEVER if day is None else day, number, past.cluster(incident))
    near = {i.id: [c for k in keys[i.id] if k in places for c in places[k].near(days[i.id])] for i in made}
    past.read(read, {c.number for found in near.values() for c in found})
    past.order |= {r.event.id: order_of(r) for r in ordered}
    grown: dict[int, Grown] = {}
    for n, (report, item) in enumerate(zip(ordered, made, strict=True)):
        best, why, told = _best(item, keys[item.id], places, days[item.id], past)
        seen.repeats.add(told)
        if best is None:
            best = past.begin()
        past.add(best, item)
        grown.setdefault(best.number, Grown(past.ids.get(best.number))).joined.append(why)
        for key in keys[item.id]:
            places.setdefault(key, _Place()).put(days[item.id], NEVER + n, best)
        assert report.event.id == item.id
    return list(grown.values()), [entry_of(r, i) for r, i in zip(ordered, made, strict=True)]


def _best(
    item: Item, keys: Sequence[int], places: Mapping[int, _Place], day: int, past: "_Past"
) -> tuple[Cluster | None, Joined, float]:
    shift = past.seen.repeats.shift()

    def fit(cluster: Cluster) -> Joined | None:
        return score(cluster, item, shift=shift, like_of=past.compare) if past.may(cluster, item) else None

    return likeliest(item, (c for key in keys if key in places for c in places[key].near(day)), fit, shift)


class _Past:
    """Clusters of the incidents that stand; what is compared of their reports is made when it is asked for."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.clusters: list[Cluster] = []
        self.ids: dict[int, str] = {}
        self.order: dict[str, tuple[str, str, int, str]] = {}
        self._of: dict[str, Cluster] = {}
        self._reports: dict[int, Sequence[Report]] = {}
        self._bare: dict[str, Item] = {}
        self._texts: dict[str, tuple[Weights, Weights]] = {}

    def begin(self) -> Cluster:
        self.clusters.append(Cluster(len(self.clusters)))
        return self.clusters[-1]

    def cluster(self, incident: str) -> Cluster:
        if incident not in self._of:
            found = self._of[incident] = self.begin()
            self.ids[found.number] = incident
        return self._of[incident]

    def read(self, read: Read, numbers: Collection[int]) -> None:
        wanted = {self.ids[n]: n for n in numbers if n in self.ids}
        for incident, reports in read(wanted).items():
            self._reports[wanted[incident]] = reports
            self.order |= {r.event.id: order_of(r) for r in reports}

    def may(self, cluster: Cluster, item: Item) -> bool:
        """Whether ``item`` could be of that act; then what is compared of its reports is made.

        Parties and days alone rule most out.
        """
        for report in self._reports.get(cluster.number, ()):
            id_ = report.event.id
            if id_ not in self._bare:
                self._bare[id_] = _bare(report)
            bare = replace(self._bare[id_], rare=item.rare)
            pair = (bare, item) if self.order[id_] <= self.order[item.id] else (item, bare)
            if features(*pair) is None:
                return False
        self._fill(cluster)
        return bool(cluster.items)

    def _fill(self, cluster: Cluster) -> None:
        """Make what is compared of a cluster's reports, with the words as common as they are now."""
        for report in self._reports.pop(cluster.number, ()):
            document = report.event.document
            if document not in self._texts:
                self._texts[document] = about(report.document, self.seen)
            cluster.items.append(item_of(report, self.seen.words, *self._texts[document]))

    def add(self, cluster: Cluster, item: Item) -> None:
        cluster.items.append(item)
        cluster.items.sort(key=lambda i: self.order[i.id])

    def compare(self, other: Item, item: Item) -> Shares | None:
        """Of two reports the later is asked whether it goes on about the earlier."""
        if self.order[other.id] <= self.order[item.id]:
            return compare(other, item)
        return compare(item, replace(other, busy=item.busy))


def _bare(report: Report) -> Item:
    """Parties, type and days of a report, and in all else what rules out nothing."""
    event = report.event
    first, last, precise = window(event, day_of(report.published))
    return Item(
        id=event.id,
        document=event.document,
        trigger="",
        sentence=(event.evidence.start, event.evidence.end),
        words={},
        story={},
        type=event.type,
        mode=event.mode,
        status=event.status,
        agents=parties(event.actors),
        patients=parties(event.recipients),
        first=first,
        last=last,
        precise=precise,
        background=True,
    )
