# ruff: noqa: B023 -- each function is called at once, before its loop goes on
"""CPU time of coding by stage, against bare tagger and parser: ``python bench/cost.py [--items 10000]``.

Takes items of the portal file, evenly spaced, in one process and one run.  "Bare" is the language pipeline with nothing
but tagger and parser over the same texts, its documents thrown away.  Stages are timed one after another over all
documents; resolving actors is lazy, so it is paid for by the stage that asks first.  Reads ../shared (or
$DRAGOMAN_SHARED).
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

from dragoman.extract.dates import find_dates
from dragoman.extract.events import find_events
from dragoman.extract.quantities import find_figures, find_quantities
from dragoman.extract.statements import find_statements
from dragoman.extract.votes import find_votes
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.parse.parser import BATCH
from dragoman.records import Document
from dragoman.resolve import ActorResolver
from sample_votes import portal

CHUNK = 500  # documents timed together, so that memory stays that of a run


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--items", type=int, default=10_000)
    opts = args.parse_args()
    rows = list(portal())
    rows = rows[:: max(1, len(rows) // opts.items)][: opts.items]
    documents = [Document(Document.id_of(r["id"], r["text"]), r["id"], r["text"], published=r["date"]) for r in rows]
    parser, gazetteer, ontology = Parser(), Gazetteer.load(), Ontology.load()
    spent: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        at = time.process_time()
        out = work()
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - at
        return out

    for record in (False, True):  # the first chunk once unrecorded: caches fill
        for start in range(0, CHUNK if not record else len(documents), CHUNK):
            chunk = documents[start : start + CHUNK]
            texts = [d.text for d in chunk]
            timed("bare tagger and parser", lambda: [None for _ in parser._nlp.pipe(texts, batch_size=BATCH)])
            parsed = timed("parse (with lemmas, lists)", lambda: list(parser.parse_many(texts)))
            pairs = list(zip(chunk, parsed, strict=True))
            resolvers = timed("names", lambda: [ActorResolver(d, p, gazetteer) for d, p in pairs])
            dates = timed("dates", lambda: [find_dates(d, p) for d, p in pairs])
            triples = list(zip(pairs, resolvers, dates, strict=True))
            numbers = timed("quantities", lambda: [find_quantities(d, p, t) for (d, p), _, t in triples])
            timed(
                "figures",
                lambda: [find_figures(d, p, r, q, t) for ((d, p), r, t), q in zip(triples, numbers, strict=True)],
            )
            timed("statements", lambda: [find_statements(d, p, r) for (d, p), r, _ in triples])
            timed("votes", lambda: [find_votes(d, p, r, t) for (d, p), r, t in triples])
            timed("events", lambda: [find_events(d, p, r, t, ontology) for (d, p), r, t in triples])
        if not record:
            spent.clear()
    bare = spent.pop("bare tagger and parser")
    words = sum(len(d.text.split()) for d in documents)
    print(
        f"{len(documents)} items, {words} words; bare tagger and parser: {bare:.1f} s CPU, {words / bare:,.0f} words/s"
    )
    for stage, seconds in spent.items():
        print(f"  {stage:28} {seconds:6.1f} s  {seconds / bare:.3f}")
    print(f"cost_ratio: {sum(spent.values()) / bare:.3f}")


if __name__ == "__main__":
    main()
