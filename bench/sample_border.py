"""Draw pairs near the border of the comparison, to be read for fitting: ``python bench/sample_border.py STORE FILE``.

All pairs of events that the linker would compare (first document of half a, not labelled yet) are scored by the present
weights; as many are drawn from each band of scores, one of a pair of documents, at most three of a type and pair of
parties.  FILE gets the pairs as lines of ids and offsets without a label, ``--text FILE`` what a reader needs.
Samples drawn so say nothing of rates: they are for fitting alone.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

from dragoman.link import Report
from dragoman.link.compare import compare
from dragoman.link.incidents import block_keys, word_keys
from dragoman.link.items import Item
from dragoman.store import Store
from link_pairs import SAMPLES, Events, half
from link_store import reports_of

BANDS = ((-4.0, -3.0), (-3.0, -2.0), (-2.0, -1.0), (-1.0, 0.0), (0.0, 1.0), (1.0, 9.0))
SHARES = (0.05, 0.15, 0.25, 0.25, 0.2, 0.1)
LATEST = 25  # events of one block that a later one is compared with
MOST = 3  # pairs of one type and pair of parties


def known() -> set[frozenset[str]]:
    """Pairs of documents that are labelled already."""
    out = set()
    for path in SAMPLES.glob("portal-*.jsonl"):
        for row in map(json.loads, path.read_text(encoding="utf8").splitlines()):
            names = [d for d, _ in row["events"]] if "events" in row else [row["doc_a"], row["doc_b"]]
            out |= {frozenset((x, y)) for x in names for y in names}
    return out


def shown(report: Report) -> str:
    document, span, evidence = report.document, report.event.trigger, report.event.evidence
    assert document
    text = document.text
    before, after = text[max(evidence.start - 160, 0) : span.start], text[span.end : evidence.end + 120]
    said = " ".join(f"{before}[[{span.of(text)}]]{after}".split())
    return f"{(report.published or '')[:10]} {report.event.type}/{report.event.status} {said}"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store", type=Path)
    args.add_argument("out", type=Path)
    args.add_argument("--count", type=int, default=1200)
    args.add_argument("--seed", type=int, default=20261124)
    args.add_argument("--text", type=Path)
    opts = args.parse_args()
    rng = random.Random(opts.seed)
    reports = reports_of(Store(opts.store))
    of = {r.event.id: r for r in reports}
    events = Events(reports)
    labelled = known()
    blocks: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    bands: list[list[tuple[Item, Item]]] = [[] for _ in BANDS]
    for item in events.items:
        keys = (*block_keys(item), *word_keys(item))
        name = of[item.id].document
        if name and half(name.name) == "a" and rng.random() < 0.5:
            seen = set()
            for other in (o for k in keys for o in blocks[k][-LATEST:]):
                if other.id in seen:
                    continue
                seen.add(other.id)
                found = compare(other, item)
                score = sum(found.values()) if found else -9.0
                for band, (low, high) in zip(bands, BANDS, strict=True):
                    if low <= score < high:
                        band.append((other, item))
        for key in keys:
            blocks[key].append(item)
    print("pairs by band:", [len(b) for b in bands])
    drawn, taken, kinds = [], set(labelled), Counter()
    for band, share in zip(bands, SHARES, strict=True):
        rng.shuffle(band)
        left = round(opts.count * share)
        for a, b in band:
            documents = [of[x.id].document for x in (a, b)]
            names = frozenset(d.name for d in documents if d)
            kind = (a.type, frozenset(c for c, _ in a.agents | a.patients))
            if left and names not in taken and kinds[kind] < MOST and half(documents[0].name) == "a":  # type: ignore[union-attr]
                taken.add(names)
                kinds[kind] += 1
                drawn.append((a, b))
                left -= 1
    rng.shuffle(drawn)
    rows, text = [], []
    for n, (a, b) in enumerate(drawn, 1):
        ends = [(of[x.id].document.name, of[x.id].event.trigger) for x in (a, b)]  # type: ignore[union-attr]
        row = {f"doc_{k}": d for k, (d, _) in zip("ab", ends, strict=True)}
        row |= {f"{k}_span": [s.start, s.end] for k, (_, s) in zip("ab", ends, strict=True)}
        rows.append(json.dumps(row | {"same": None}))
        text.append(f"{n}\n  A {shown(of[a.id])}\n  B {shown(of[b.id])}")
    opts.out.write_text("\n".join(rows) + "\n", encoding="utf8")
    if opts.text:
        opts.text.write_text("\n".join(text) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
