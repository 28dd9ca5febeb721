"""Link the events of a store in memory: time, memory, sizes; ``--show N`` prints incidents of several reports.

``--shuffle`` links once more with the reports in another order, and once with a twentieth of the texts missing, and
tells how many of the memberships (the reports that an event shares its incident with) are others.

``--incremental`` takes the last thousand documents out of a copy of the store, links the rest, adds them by the hundred
as later runs would, and tells how many memberships differ from those of a full link, and the seconds a batch; then once
more with a hundredth of all older documents missing too and everything added in any order.
"""

import argparse
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

from dragoman.link import Linked, Report, link, originals
from dragoman.linking import link_store
from dragoman.store import Store
from dragoman.store.schema import RECORDS

LAST, BATCH = 1000, 100  # documents that are added, at once


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


def memberships(store: Store, table: str, group: str, member: str) -> dict[str, frozenset[str]]:
    """For each member of a group all members of it."""
    rows = store.rows(f'SELECT list("{member}") AS of FROM {table} GROUP BY "{group}"')
    return {m: frozenset(row["of"]) for row in rows for m in row["of"]}


def put(store: Store, source: Path, documents: list[str], run: int) -> None:
    """Load documents and what was coded of them from ``source``, as a run of that number."""
    with store.writing() as db:
        db.execute(f"ATTACH '{source}' AS source (READ_ONLY)")
        for table in ("documents", "codings", *RECORDS):
            key = "id" if table == "documents" else "document"
            db.execute(
                f"INSERT INTO {table} BY NAME SELECT * REPLACE ($1 AS run) FROM source.{table} t "
                f"WHERE {key} IN (SELECT unnest($2::VARCHAR[]))" + ("" if table in ("documents", "codings") else RUN),
                [run, documents],
            )


RUN = " AND run = (SELECT c.run FROM source.codings c WHERE c.document = t.document AND c.newest)"


def added(source: Path, full: float, rng: random.Random, late: float) -> None:
    """Print what adding the last documents, and a share ``late`` of the older ones, by the hundred makes of them."""
    order = [r["id"] for r in Store(source).rows("SELECT id FROM documents ORDER BY published, id")]
    out, older = order[-LAST:], order[:-LAST]
    if late:
        out = out + rng.sample(older, int(late * len(older)))
        rng.shuffle(out)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "part.duckdb"
        shutil.copy(source, copy)
        store = Store(copy)
        with store.writing() as db:
            for table in ("documents", "codings", *RECORDS):
                key = "id" if table == "documents" else "document"
                db.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT unnest(?::VARCHAR[]))", [out])
            run = db.execute("SELECT max(run) FROM codings").fetchall()[0][0]
        part = link_store(store, whole=True)
        seconds, whole = [], 0
        for n, start in enumerate(range(0, len(out), BATCH), 1):
            put(store, source, out[start : start + BATCH], run + n)
            found = link_store(store)
            seconds.append(found.seconds)
            whole += found.whole
        what = "last, and older ones, in any order" if late else "last, in order"
        print(f"{len(out):,} documents added: the {what}; full links {part.seconds:.0f} s and {full:.0f} s", flush=True)
        print(
            f"  seconds a batch of {BATCH}: median {statistics.median(seconds):.1f}, most {max(seconds):.1f}; "
            f"linked anew in {whole} of {len(seconds)}; "
            f"store {copy.stat().st_size / 1e6:.0f} MB, at once {source.stat().st_size / 1e6:.0f} MB"
        )
        for name, *names in (
            ("incidents", "linked_events", "incident", "event"),
            ("stories", "story_documents", "story", "document"),
        ):
            was, now = (memberships(s, *names) for s in (Store(source), store))
            changed = sum(was.get(e) != now.get(e) for e in was.keys() | now.keys())
            total = len(was.keys() | now.keys())
            new = (
                set(out)
                if name == "stories"
                else {r["id"] for r in store.rows("SELECT id FROM machine_events WHERE run > ?", [run])}
            )
            mine = sum(was.get(e) != now.get(e) for e in new & (was.keys() | now.keys()))
            print(
                f"  {name}: {changed} of {total:,} memberships differ ({changed / total:.4f}), "
                f"{mine} of them of {len(new):,} added"
            )


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store", type=Path)
    args.add_argument("--show", type=int, default=0)
    args.add_argument("--shuffle", action="store_true")
    args.add_argument("--incremental", action="store_true")
    args.add_argument("--seed", type=int, default=1)
    opts = args.parse_args()
    if opts.incremental:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "all.duckdb"
            shutil.copy(opts.store, source)
            full = link_store(Store(source), whole=True).seconds
            for late in (0.0, 0.01):
                added(source, full, random.Random(opts.seed), late)
        return
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
