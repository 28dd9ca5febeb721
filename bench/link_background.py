"""How common words are in news, for stores that hold few texts: ``python bench/link_background.py STORE``.

Writes src/dragoman/link/background.csv: for each stem that is common and is no name, in how many of TEXTS texts it
stands, as counted over the documents of STORE (the whole portal file).  Numbers alone; no text is kept.
"""

import argparse
import csv
from collections import Counter
from pathlib import Path

from dragoman.link import items
from dragoman.store import Store

TEXTS = 20_000
LEAST = 8  # of them, below which a word is taken to be rare anywhere
NAME = 0.3  # share of its uses with a capital from which a word is a name


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store", type=Path)
    documents = Store(args.parse_args().store).documents()
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for document in documents:
        counts.update(items.stems_of(document.text, 300))
        capitals.update(items.names_of(document.text))
    rows = [
        (stem, round(n * TEXTS / len(documents)))
        for stem, n in sorted(counts.items())
        if n * TEXTS >= LEAST * len(documents) and capitals[stem] < NAME * n and not stem.isdigit()
    ]
    with Path(items.__file__).with_name("background.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("texts", TEXTS), *rows])
    print(f"{len(rows)} stems of {len(counts)}")


if __name__ == "__main__":
    main()
