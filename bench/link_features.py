"""What each feature of the comparison of reports is worth: ``python bench/link_features.py [--store STORE]``.

Each group of features is left out by itself, the other weights as they are.  Columns: B-cubed F1 of our own reports,
of the bundled sample and of the second own set (not fitted to), precision and recall of the labelled pairs of the
portal of both halves (with a store), and B-cubed F1 of ../shared/gold/incidents-dev.jsonl.
"""

import argparse
import json
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from dragoman.link import compare
from dragoman.link.incidents import cluster_items, in_order, items
from dragoman.link.items import Item
from dragoman.link.mentions import Mention, link_mentions, same_lemma
from dragoman.records import Span
from dragoman.store import Store
from incidents import b_cubed, own_reports, scored
from link_pairs import Events, Pair, portal_pairs
from link_store import reports_of

GOLD = Path(__file__).parent.parent.parent / "shared/gold/incidents-dev.jsonl"
GROUPS = {
    "nothing": (),
    "parties": ("agent", "patient", "partners", "at home", "sides"),
    "persons": ("person",),
    "type and mode": ("type", "mode", "kind"),
    "how common such acts are": ("busy",),
    "trigger word": ("word ", "bare word"),
    "status": ("status",),
    "days": ("date", "again"),
    "place": ("place", "country"),
    "names and places near the trigger": ("names", "site"),
    "words of the sentence": ("words",),
    "figures": ("numbers", "count"),
    "wording as known": ("background", "definite", "past", "update"),
    "claims of responsibility": ("claimed", "one text, claimed"),
    "likeness of the texts": ("story",),
    "running story": ("matter",),
    "heading": ("topic",),
    "copies": ("copy",),
    "wording as further": ("further", "one text, further"),
}


def without(heads: tuple[str, ...]) -> frozenset[str]:
    return frozenset(n for n in compare.weights() if heads and n.startswith(heads))


def clustered(ordered: Sequence[Item], left_out: frozenset[str]) -> dict[str, Hashable]:
    return {i.id: c.number for c in cluster_items(ordered, without=left_out) for i in c.items}


def gold_mentions() -> tuple[list[Mention], dict[int, Hashable]]:
    """The mentions of the development file, and their acts by number."""
    mentions: list[Mention] = []
    acts: dict[int, Hashable] = {}
    for line in GOLD.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        for n, m in enumerate(row["mentions"]):
            acts[len(mentions)] = m["cluster"] or (row["id"], n)
            mentions.append(Mention(row["id"], row["text"], Span(m["start"], m["end"]), row["topic"]))
    return mentions, acts


def pairs_joined(pairs: Sequence[Pair], of: dict[str, Hashable]) -> Iterator[str]:
    for half in "ab":
        joined = [p.same for p in pairs if p.half == half and of[p.a.id] == of[p.b.id]]
        same = sum(p.same for p in pairs if p.half == half)
        yield f"{sum(joined) / max(len(joined), 1):.3f} / {sum(joined) / max(same, 1):.3f}"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--store", type=Path)
    opts = args.parse_args()
    sets = {name: own_reports(name) for name in ("own", "sample", "own2")}
    of_set = {name: list(items(in_order(reports))) for name, (reports, _) in sets.items()}
    events = Events(reports_of(Store(opts.store))) if opts.store else None
    pairs = [p for p in portal_pairs(events) if not p.sample.startswith("portal-read")] if events else []
    mentions, acts = gold_mentions() if GOLD.exists() else ([], {})
    print(
        "| left out | own | sample | second own | pairs a P / R | pairs b P / R | incidents-dev |\n"
        "|---|---:|---:|---:|---:|---:|---:|"
    )
    for name, heads in GROUPS.items():
        left_out = without(heads)
        cells = [
            f"{b_cubed(*scored(labels, clustered(of_set[of], left_out)))[2]:.3f}" for of, (_, labels) in sets.items()
        ]
        cells += pairs_joined(pairs, clustered(events.items, left_out)) if events else ["", ""]
        cells.append(
            f"{b_cubed(acts, dict(enumerate(link_mentions(mentions, without=left_out))))[2]:.3f}" if acts else ""
        )
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    if acts:
        print(f"incidents-dev, same lemma in one topic: {b_cubed(acts, dict(enumerate(same_lemma(mentions))))[2]:.3f}")


if __name__ == "__main__":
    main()
