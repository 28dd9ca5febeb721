"""B-cubed of incidents from raw text: the reports of bench/samples coded, linked, and compared with the acts labelled.

``python bench/incidents.py [own|own2|...|own7|train1|train2|sample]``.  A label is the words in the text that tell of
the act; the incident of a label is that of the event whose trigger touches them, and a label without event stands
alone.
``own`` to ``own4``, ``train1`` and ``train2`` are for fitting; ``own5``, ``own6`` and ``own7`` are not.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.extract import Tools
from dragoman.gazetteer import Gazetteer
from dragoman.link import Report, copies, link
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.pipeline import code_documents
from dragoman.records import Document, Event

ROOT = Path(__file__).parent
SETS = {
    "own": (ROOT / "samples/incidents.jsonl", ROOT / "samples/incidents.jsonl"),
    "own2": (ROOT / "samples/incidents-2.jsonl", ROOT / "samples/incidents-2.jsonl"),
    "own3": (ROOT / "samples/incidents-3.jsonl", ROOT / "samples/incidents-3.jsonl"),
    "own4": (ROOT / "samples/incidents-4.jsonl", ROOT / "samples/incidents-4.jsonl"),
    "own5": (ROOT / "samples/incidents-5.jsonl", ROOT / "samples/incidents-5.jsonl"),
    "own6": (ROOT / "samples/incidents-6.jsonl", ROOT / "samples/incidents-6.jsonl"),
    "own7": (ROOT / "samples/incidents-7.jsonl", ROOT / "samples/incidents-7.jsonl"),
    "train1": (ROOT / "samples/incidents-train-1.jsonl", ROOT / "samples/incidents-train-1.jsonl"),
    "train2": (ROOT / "samples/incidents-train-2.jsonl", ROOT / "samples/incidents-train-2.jsonl"),
    "sample": (ROOT.parent / "src/dragoman/sample/reports.jsonl", ROOT / "samples/sample-incidents.jsonl"),
}


@dataclass(frozen=True)
class Label:
    """Words of a document that tell of an act."""

    document: str
    words: str
    act: str


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


@cache
def tools() -> tuple[Tools, Parser]:
    return Tools(Gazetteer.load(), Ontology.load()), Parser()


@cache
def own_reports(name: str) -> tuple[list[Report], list[tuple[Label, Event | None]]]:
    """The reports of a set as they are coded now, and its labels with the event that stands for each."""
    texts, labels = SETS[name]
    documents = [
        Document(
            Document.id_of(d["id"], d["text"]), d["id"], d["text"], outlets=tuple(d["outlets"]), published=d["date"]
        )
        for d in lines(texts)
    ]
    coder, parser = tools()
    coded = list(code_documents(documents, parser, coder))
    original = copies.originals(documents)
    of = {d.id: d for d in documents}
    reports = [
        Report(e, of[e.document].published, of[e.document].outlets, of[e.document], original.get(e.document))
        for c in coded
        for e in c.events
        if e.political
    ]
    events: dict[str, list[Event]] = defaultdict(list)
    for report in reports:
        events[of[report.event.document].name].append(report.event)
    text = {d.name: d.text for d in documents}
    found: list[tuple[Label, Event | None]] = []
    for row in lines(labels):
        for words, act in row["acts"].items():
            if text[row["id"]].count(words) != 1:
                raise SystemExit(f"{row['id']}: {words!r} should stand in the text once")
            start = text[row["id"]].index(words)
            end = start + len(words)
            touching = [e for e in events[row["id"]] if e.trigger.start < end and start < e.trigger.end]
            found.append((Label(row["id"], words, act), next(iter(touching), None)))
    return reports, found


def b_cubed(gold: Mapping[Any, Hashable], found: Mapping[Any, Hashable]) -> tuple[float, float, float]:
    def sets(of: Mapping[Any, Hashable]) -> dict[Hashable, set[Any]]:
        out = defaultdict(set)
        for key, value in of.items():
            out[value].add(key)
        return out

    g, p = sets(gold), sets(found)
    precision = sum(len(p[found[k]] & g[gold[k]]) / len(p[found[k]]) for k in gold) / len(gold)
    recall = sum(len(p[found[k]] & g[gold[k]]) / len(g[gold[k]]) for k in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def scored(
    labels: list[tuple[Label, Event | None]], of: Mapping[str, Hashable]
) -> tuple[dict[Label, Hashable], dict[Label, Hashable]]:
    """Acts of the labels, and what ``of`` says of their events."""
    gold: dict[Label, Hashable] = {label: label.act for label, _ in labels}
    return gold, {label: of[event.id] if event else label for label, event in labels}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("sets", nargs="*", default=["own", "sample"])
    args.add_argument("--wrong", action="store_true", help="print labels put together or apart wrongly")
    args.add_argument("--missing", action="store_true", help="print labels without event")
    opts = args.parse_args()
    for name in opts.sets:
        reports, labels = own_reports(name)
        gold, found = scored(labels, {j.event: x.incident.id for x in link(reports) for j in x.joined})
        p, r, f = b_cubed(gold, found)
        missing = sum(event is None for _, event in labels)
        print(f"{name}: B-cubed P {p:.3f} R {r:.3f} F1 {f:.3f}; {len(gold)} mentions, {missing} without event")
        alike = {
            e.id: (e.type, e.coder.rule.split(":")[-1], *sorted(a.code or "" for a in e.actors)) for _, e in labels if e
        }
        p, r, f = b_cubed(*scored(labels, alike))
        print(f"{name}: same type, lemma and actors at any date: P {p:.3f} R {r:.3f} F1 {f:.3f}")
        if opts.missing:
            for label in (label for label, event in labels if event is None):
                print(f"  without event: {label.document} {label.words!r} ({label.act})")
        if opts.wrong:
            wrong(gold, found)


def wrong(gold: Mapping[Label, Hashable], found: Mapping[Label, Hashable]) -> None:
    acts, clusters = defaultdict(list), defaultdict(set)
    for key, act in gold.items():
        acts[act].append(key)
        clusters[found[key]].add(act)
    for act, keys in acts.items():
        if len({found[k] for k in keys}) > 1:
            print("  apart:", act, [(k.document, k.words, str(found[k])[:8]) for k in keys])
    print("  joined:", [c for c in clusters.values() if len(c) > 1])


if __name__ == "__main__":
    main()
