"""Labelled pairs of reports, for fitting and judging the comparison of reports.

``bench/samples/portal-pairs.jsonl`` (drawn apart from the linker), ``portal-incidents*.jsonl`` (drawn from what earlier
linkers joined and left apart) and ``portal-read*.jsonl`` (read for fitting alone: pairs near the border of the linker
of their time, the sixth and seventh pairs within one text as they come; the eleventh is not in the fit, it judged the
trees) name events by document and offset.  A pair is of half a, whose errors may be read and mended, or of half b,
which is kept unread, by its first document's name.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

from dragoman.link import Report
from dragoman.link.incidents import in_order, items
from dragoman.link.items import Item
from incidents import own_reports

SAMPLES = Path(__file__).parent / "samples"
OLD = ("portal-incidents", *(f"portal-incidents-{n}" for n in range(2, 10)))
READ = ("portal-pairs", "portal-read", *(f"portal-read-{n}" for n in (2, 3, 4, 6, 7, 8, 9, 10)))
# Pairs within one text read once more, by the rule of samples/README.md: earlier readers took details and phases of an
# attack and claims of responsibility for it now for the same act and now for another.  It stands in place of theirs.
AGAIN = "portal-read-5"
HELD = 6  # of the months of the portal file, that part is left to blind samples alone
MOST = 6  # pairs of one incident


@dataclass(frozen=True)
class Pair:
    """Two reports in order, and whether they are of one act."""

    sample: str
    half: str
    a: Item
    b: Item
    same: bool
    sure: bool = True
    held: bool = False


class Events:
    """Items of reports by document and offset of the trigger."""

    def __init__(self, reports: Sequence[Report]) -> None:
        ordered = in_order(reports)
        self.items = list(items(ordered))
        self.place = {item.id: n for n, item in enumerate(self.items)}
        self._of: dict[str, list[tuple[int, int, Item]]] = defaultdict(list)
        for report, item in zip(ordered, self.items, strict=True):
            assert report.document
            span = report.event.trigger
            self._of[report.document.name].append((span.start, span.end, item))

    def at(self, document: str, start: int, end: int | None = None) -> Item | None:
        """The event whose trigger begins there, or touches those words."""
        held = self._of.get(document, [])
        exact = [item for s, _, item in held if s == start]
        touching = [item for s, e, item in held if end is not None and s < end and start < e]
        return next(iter(exact or touching), None)

    def pair(
        self, sample: str, documents: Sequence[str], found: Sequence[Item | None], same: bool, sure: bool = True
    ) -> Iterator[Pair]:
        """The pair in order of publication; nothing where an event is not coded any more."""
        a, b = found
        if a and b and a.id != b.id:
            a, b = sorted((a, b), key=lambda i: self.place[i.id])
            yield Pair(sample, half(documents[0]), a, b, same, sure, any(map(held_out, documents)))


def half(document: str) -> str:
    return "ab"[crc32(document.encode()) % 2]


def held_out(document: str) -> bool:
    """Whether a text of the portal file is of a month that nothing is fitted to (``wce-2019-06-22-003``)."""
    return document.startswith("wce-") and crc32(document[4:11].encode()) % HELD == 0


def unseen(document: str) -> bool:
    """Whether it is of those of them by which no limit was set either (a third of them was used for that).

    Two were set by them since: ``LEAN`` (``link/compare.py``) and ``WITHIN`` (``link_fit.py``), by what the eleventh
    blind sample of incidents showed, which is of these months.
    """
    return held_out(document) and crc32(document[4:11].encode()) % (3 * HELD) != 0


def for_limits(document: str) -> bool:
    """Whether it is of the other third of them, by which limits are set."""
    return held_out(document) and not unseen(document)


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLES / f"{name}.jsonl").read_text(encoding="utf8").splitlines()]


def portal_pairs(events: Events) -> Iterator[Pair]:
    """The labelled pairs of the portal file whose events are still coded."""
    again = {frozenset((p.a.id, p.b.id)): p for p in read(events, AGAIN)}
    for pair in earlier(events):
        later = again.get(frozenset((pair.a.id, pair.b.id)))
        yield replace(pair, same=later.same, sure=later.sure) if later else pair


def read(events: Events, sample: str) -> Iterator[Pair]:
    """The pairs of a sample of pairs."""
    for row in lines(sample):
        if row["same"] is not None:
            documents = [row["doc_a"], row["doc_b"]]
            found = [events.at(row[f"doc_{x}"], *row[f"{x}_span"]) for x in "ab"]
            yield from events.pair(sample, documents, found, row["same"], row.get("sure", True))


def earlier(events: Events) -> Iterator[Pair]:
    """The pairs of all samples but the one that was read once more."""
    for sample in READ:
        yield from read(events, sample)
    for sample in OLD:
        for row in lines(sample):
            same = row["right"] == (row["kind"] == "joined")
            if not same and len(row["events"]) > 2:
                continue  # of several reports it is not said which is another act
            for two in list(combinations(row["events"], 2))[:MOST]:
                found = [events.at(document, start) for document, start in two]
                yield from events.pair(sample, [document for document, _ in two], found, same)


def agreement(events: Events) -> list[tuple[bool, bool]]:
    """Of pairs that were read once more: whether both readings are the same, and whether both readers were sure."""
    again = {frozenset((p.a.id, p.b.id)): p for p in read(events, AGAIN)}
    both = [(p, again[key]) for p in earlier(events) if (key := frozenset((p.a.id, p.b.id))) in again]
    return [(p.same == q.same, p.sure and q.sure) for p, q in both]


def own_pairs(sets: Iterable[str] = ("own", "sample")) -> Iterator[Pair]:
    """All pairs of labelled mentions of our own reports."""
    for name in sets:
        reports, labels = own_reports(name)
        ordered = list(items(in_order(reports)))
        place = {item.id: n for n, item in enumerate(ordered)}
        labelled = [(place[event.id], label.act) for label, event in labels if event]
        for (x, act), (y, other) in combinations(labelled, 2):
            if x != y:
                yield Pair(name, "a", ordered[min(x, y)], ordered[max(x, y)], act == other)
