"""Size of the gazetteer, time to load it, and speed of matching: ``python bench/gazetteer.py [FILE] [--items N]``.

FILE is a JSONL file of reports, also .xz; by default the portal file in ../shared (or $DRAGOMAN_SHARED).  Times are CPU
seconds of this process; the load is from the cache.  ``--unmatched N`` lists the commonest capitalised phrases that no
entry covers, to grow the gazetteer from.
"""

import argparse
import json
import lzma
import os
import random
import re
import time
from collections import Counter
from pathlib import Path

from dragoman.gazetteer import Gazetteer, compiled

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
_CAPITALISED = re.compile(r"[A-Z][\w'’-]*(?: (?:(?:of|the|and|for|de|al|bin) )?[A-Z][\w'’-]*)*")


def texts(path: Path, items: int) -> list[str]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line)["text"] for line in lines]
    return random.Random(7).sample(found, min(items, len(found)))


def unmatched(gazetteer: Gazetteer, sample: list[str]) -> Counter[str]:
    out: Counter[str] = Counter()
    for text in sample:
        covered = {i for m in gazetteer.matches(text) for i in range(m.start, m.end)}
        for found in _CAPITALISED.finditer(text):
            first = found.start() == 0 or text[found.start() - 2 : found.start() - 1] in ".!?"
            if covered.isdisjoint(range(found.start(), found.end())) and (not first or " " in found.group()):
                out[found.group()] += 1
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("file", nargs="?", type=Path, default=SHARED / "data" / "current-events-2002-2026.jsonl.xz")
    args.add_argument("--items", type=int, default=8000)
    args.add_argument("--unmatched", type=int, default=0)
    opts = args.parse_args()
    compiled.load()
    start = time.process_time()
    gazetteer = Gazetteer.load()
    print(f"load {time.process_time() - start:.3f} s")
    kinds = Counter(e.kind for e in gazetteer.entities())
    print("entities", sum(kinds.values()), dict(kinds.most_common()))
    terms = [t for e in gazetteer.entities() if e.kind == "person" for t in e.terms if t.office and t.from_]
    print("dated terms of office", len(terms))
    sample = texts(opts.file, opts.items)
    words = sum(len(text.split()) for text in sample)
    start = time.process_time()
    found = sum(len(gazetteer.matches(text)) for text in sample)
    print(f"{found:,} names in {words:,} words, {words / (time.process_time() - start):,.0f} words/s")
    for phrase, count in unmatched(gazetteer, sample).most_common(opts.unmatched):
        print(f"{count:6d} {phrase}")


if __name__ == "__main__":
    main()
