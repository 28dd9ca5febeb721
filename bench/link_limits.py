"""Where the bar for joining lies: ``python bench/link_limits.py STORE``.

``portal-limits.jsonl`` holds what was read of a third of the months held out (``link_pairs.for_limits``), by which
limits are set and nothing is fitted: all incidents of several reports that a linker with a low bar joined (``joined``),
pairs that it left apart (``apart``, a sample), and all other pairs of one type and the same parties within one text
(``rest``).
Printed is, for pairs within one text and of several texts, what share of those over a score is of one act.
"""

import argparse
from itertools import combinations
from pathlib import Path

from dragoman.link import compare
from dragoman.store import Store
from link_fit import precision
from link_pairs import Events, lines
from link_store import reports_of

SCORES = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("store", type=Path)
    events = Events(reports_of(Store(args.parse_args().store)))
    found: dict[str, list[tuple[float, bool]]] = {"one text": [], "several texts": []}
    for row in lines("portal-limits"):
        if not row["same"] and len(row["events"]) > 2:
            continue  # of several reports it is not said which is another act
        for two in combinations(row["events"], 2):
            items = [events.at(document, start) for document, start in two]
            pairs = events.pair("limits", [document for document, _ in two], items, row["same"], row["sure"])
            for pair in pairs:
                shares = compare.compare(pair.a, pair.b)
                where = "one text" if pair.a.document == pair.b.document else "several texts"
                if shares is not None:
                    found[where].append((sum(shares.values()), pair.same))
    for where, scored in found.items():
        print(f"{where}: {len(scored)} pairs, average precision {precision(*zip(*scored, strict=True)):.3f}")
        for least in SCORES:
            over = [same for z, same in scored if z > least]
            below = [same for z, same in scored if z <= least]
            print(f"  over {least:+.1f}: {_share(over)} of one act; the others: {_share(below)}")


def _share(same: list[bool]) -> str:
    return f"{sum(same) / max(len(same), 1):.3f} of {len(same)}"


if __name__ == "__main__":
    main()
