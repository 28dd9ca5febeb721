"""B-cubed of incidents from raw text: the reports of bench/samples coded, linked, and compared with the acts labelled.

``python bench/incidents.py [own|sample]``.  A label is the words in the text that tell of the act; the incident of a
label is that of the event whose trigger touches them, and a label without event stands alone.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path

from dragoman.extract import Tools
from dragoman.gazetteer import Gazetteer
from dragoman.link import Report, copies, link
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.pipeline import code_documents
from dragoman.records import Document

ROOT = Path(__file__).parent
SETS = {
    "own": (ROOT / "samples/incidents.jsonl", ROOT / "samples/incidents.jsonl"),
    "sample": (ROOT.parent / "src/dragoman/sample/reports.jsonl", ROOT / "samples/sample-incidents.jsonl"),
}
Key = tuple[str, str]


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def b_cubed(gold: Mapping[Key, Hashable], found: Mapping[Key, Hashable]) -> tuple[float, float, float]:
    def sets(of: Mapping[Key, Hashable]) -> dict[Hashable, set[Key]]:
        out = defaultdict(set)
        for key, value in of.items():
            out[value].add(key)
        return out

    g, p = sets(gold), sets(found)
    precision = sum(len(p[found[k]] & g[gold[k]]) / len(p[found[k]]) for k in gold) / len(gold)
    recall = sum(len(p[found[k]] & g[gold[k]]) / len(g[gold[k]]) for k in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("sets", nargs="*", default=["own", "sample"])
    args.add_argument("--wrong", action="store_true", help="print labels put together or apart wrongly")
    opts = args.parse_args()
    tools, parser = Tools(Gazetteer.load(), Ontology.load()), Parser()
    for name in opts.sets:
        texts, labels = SETS[name]
        documents = [
            Document(
                Document.id_of(d["id"], d["text"]), d["id"], d["text"], outlets=tuple(d["outlets"]), published=d["date"]
            )  # type: ignore[arg-type]
            for d in lines(texts)
        ]
        coded = list(code_documents(documents, parser, tools))
        original = copies.originals(documents)
        of = {d.id: d for d in documents}
        reports = [
            Report(e, of[e.document].published, of[e.document].outlets, of[e.document], original.get(e.document))
            for c in coded
            for e in c.events
            if e.political
        ]
        incident = {j.event: x.incident.id for x in link(reports) for j in x.joined}
        gold: dict[Key, Hashable] = {}
        found: dict[Key, Hashable] = {}
        same_lemma: dict[Key, Hashable] = {}
        events = {c.document.name: c.events for c in coded}
        text = {d.name: d.text for d in documents}
        missing = 0
        for row in lines(labels):
            document = str(row["id"])
            for words, act in row["acts"].items():  # type: ignore[attr-defined]
                key = (document, words)
                start = text[document].index(words)
                end = start + len(words)
                touching = [
                    e for e in events[document] if e.trigger.start < end and start < e.trigger.end and e.id in incident
                ]
                gold[key] = act
                missing += not touching
                found[key] = incident[touching[0].id] if touching else key
                same_lemma[key] = (
                    (
                        touching[0].type,
                        touching[0].coder.rule.split(":")[-1],
                        *sorted(a.code or "" for a in touching[0].actors),
                    )
                    if touching
                    else key
                )
        p, r, f = b_cubed(gold, found)
        print(f"{name}: B-cubed P {p:.3f} R {r:.3f} F1 {f:.3f}; {len(gold)} mentions, {missing} without event")
        p, r, f = b_cubed(gold, same_lemma)
        print(f"{name}: same type, lemma and actors at any date: P {p:.3f} R {r:.3f} F1 {f:.3f}")
        if opts.wrong:
            acts = defaultdict(list)
            for key, act in gold.items():
                acts[act].append(key)
            for act, keys in acts.items():
                if len({found[k] for k in keys}) > 1:
                    print("  apart:", act, [(k, found[k]) for k in keys])
            clusters = defaultdict(set)
            for key, value in found.items():
                clusters[value].add(gold[key])
            print("  joined:", [c for c in clusters.values() if len(c) > 1])


if __name__ == "__main__":
    main()
