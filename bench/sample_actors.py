"""Draw portal items for the sample of actors: ``python bench/sample_actors.py [--seed S] [--count N]``.

Prints JSONL {id, date, text} of items drawn at random from all of the portal file, of any category and length (sport,
accidents and culture too, for what a coder should leave alone).  The labelled part is ``bench/samples/actors.jsonl``:
ids, offsets and codes, never the text.  Reads ../shared (or $DRAGOMAN_SHARED).
"""

import argparse
import json
import random

from sample_status import seen
from sample_votes import portal, sentences


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--seed", type=int, default=20261122)
    args.add_argument("--count", type=int, default=300)
    opts = args.parse_args()
    known = seen()
    rows = [i for i in portal() if not any(i["text"][a:b] in known for a, b in sentences(i["text"]))]
    for item in random.Random(opts.seed).sample(rows, opts.count):
        print(json.dumps({key: item[key] for key in ("id", "date", "text")}, ensure_ascii=False))


if __name__ == "__main__":
    main()
