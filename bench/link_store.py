"""Link the events of a store in memory: time, memory, sizes; ``--show N`` prints incidents of several reports.

``--shuffle`` links once more with the reports in another order, and once with a twentieth of the texts missing, and
tells how many of the memberships (the reports that an event shares its incident with) are others.
"""

import argparse
import random
import resource
import time
from collections import Counter
from pathlib import Path

from dragoman.link import Linked, Report, link, originals
from dragoman.store import Store


def reports_of(store: Store) -> list[Report]:
    documents = {d.id: d for d in store.documents("id IN (SELECT document FROM current_events)")}
    copied = originals(list(documents.values()))
    return [
        Report(
            e,
            documents[e.document].published,
            documents[e.document].outlets,
            documents[e.document],
            copied.get(e.document),
        )
        for e in store.records("events")
    ]


def show(one: Linked, of: dict[str, Report]) -> None:
    i = one.incident
    print(f"\n{i.id} {i.type} {','.join(i.actors)} > {','.join(i.recipients)} {i.date} outlets {i.corroboration}")
    for slot, said in i.conflicts.items():
        print("   differ on", slot, {v: len(e) for v, e in said.items()})
    for j in one.joined:
        r = of[j.event]
        text = r.document.text[r.event.evidence.start : r.event.evidence.end] if r.document else ""
        words = r.document.text[r.event.trigger.start : r.event.trigger.end] if r.document else ""
        shares = {k: round(v, 2) for k, v in j.shares.items()}
        print(
            f"  {r.published} {r.event.status} [{words}] {' '.join(text.split())[:260]}\n      {j.score:.2f} {shares}"
        )


def shuffled(reports: list[Report], linked: list[Linked], rng: random.Random) -> None:
    """Print the share of memberships that another order, and fewer texts, change."""

    def sharing(found: list[Linked], kept: set[str]) -> dict[str, frozenset[str]]:
        return {e: frozenset(x.incident.events) & kept for x in found for e in x.incident.events if e in kept}

    mixed = rng.sample(reports, len(reports))
    dropped = set(rng.sample(sorted({r.event.document for r in reports}), len(reports) // 20))
    for name, part in (("shuffled", mixed), ("fewer texts", [r for r in mixed if r.event.document not in dropped])):
        kept = {r.event.id for r in part}
        was, now = sharing(linked, kept), sharing(link(part), kept)
        changed = sum(was[e] != now[e] for e in kept)
        together = sum(len(was[e]) > 1 or len(now[e]) > 1 for e in kept)
        print(
            f"{name}: {changed} of {len(kept):,} memberships changed ({changed / len(kept):.4f}; {together} in several)"
        )


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store", type=Path)
    args.add_argument("--show", type=int, default=0)
    args.add_argument("--shuffle", action="store_true")
    args.add_argument("--seed", type=int, default=1)
    opts = args.parse_args()
    store = Store(opts.store)
    start = time.perf_counter()
    reports = reports_of(store)
    figures = store.records("figures")
    loaded = time.perf_counter()
    linked = link(reports, figures)
    took = time.perf_counter() - loaded
    sizes = Counter(min(len(x.incident.events), 10) for x in linked)
    print(f"{len(reports):,} events, {len(linked):,} incidents; read {loaded - start:.1f} s, linked {took:.1f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")
    print("incidents by reports", dict(sorted(sizes.items())))
    if opts.shuffle:
        shuffled(reports, linked, random.Random(opts.seed))
    of = {r.event.id: r for r in reports}
    several = [x for x in linked if len(x.incident.events) > 1]
    for one in random.Random(opts.seed).sample(several, min(opts.show, len(several))):
        show(one, of)


if __name__ == "__main__":
    main()
