"""CPU time of statements and votes against parsing: ``python bench/cost_words.py [--items 2000]``.

Takes items of the portal file, evenly spaced; actors are resolved as far as the two extractors ask for them.  Reads
../shared (or $DRAGOMAN_SHARED).
"""

import argparse
import time

from dragoman.extract.statements import find_statements
from dragoman.extract.votes import find_votes
from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parser
from dragoman.records import Document
from dragoman.resolve import ActorResolver
from sample_votes import portal


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--items", type=int, default=2000)
    opts = args.parse_args()
    rows = list(portal())
    rows = rows[:: max(1, len(rows) // opts.items)][: opts.items]
    documents = [Document(r["id"], r["id"], r["text"], published=r["date"]) for r in rows]
    parser, gazetteer = Parser(), Gazetteer.load()
    warm = parser.parse("The minister said that parliament voted 12-11 for the bill.")
    first = ActorResolver(documents[0], warm, gazetteer)
    find_statements(documents[0], warm, first)
    find_votes(documents[0], warm, first, ())
    at = time.process_time()
    parsed = list(parser.parse_many(d.text for d in documents))
    parsing = time.process_time() - at
    resolvers = [ActorResolver(d, p, gazetteer) for d, p in zip(documents, parsed, strict=True)]
    at = time.process_time()
    statements = sum(len(find_statements(d, p, r)) for d, p, r in zip(documents, parsed, resolvers, strict=True))
    between = time.process_time()
    votes = sum(len(find_votes(d, p, r, ())) for d, p, r in zip(documents, parsed, resolvers, strict=True))
    end = time.process_time()
    print(f"parsing: {parsing:.2f} s CPU ({len(documents)} items)")
    print(f"statements: {between - at:.2f} s CPU, {(between - at) / parsing:.3f} of parsing ({statements} found)")
    print(f"votes: {end - between:.2f} s CPU, {(end - between) / parsing:.3f} of parsing ({votes} found)")


if __name__ == "__main__":
    main()
