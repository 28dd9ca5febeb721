"""How many persons named next to a political title have a code: ``python bench/titles.py [--count N] [--seed S]``.

Mentions are found in the portal file by pattern alone: one of the titles of ``bench/titles.txt`` before a capitalised
name ("President Jane Doe", "Prime Minister of Ruritania Jane Doe"), or a full name followed by a comma and a title with
its article ("Jane Doe, the Ruritanian foreign minister").  What the pattern takes for a person and is none (a state, a
body, a month) is left out by the gazetteer's names of places and bodies and a short list of words.  A draw of
``--count`` mentions by seed (``--count 0``: all) is read by the real resolver in its whole document; a mention counts
as resolved when the noun phrase that the name heads has a code.  Prints the share with a 95 per cent Wilson interval,
and with ``--unresolved N`` the commonest names without a code (``--csv FILE`` writes them).  Whether the code is right
is not measured here.  Reads ../shared (or $DRAGOMAN_SHARED).
"""

import argparse
import csv
import json
import math
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.gazetteer import Gazetteer, Titles
from dragoman.parse import Parsed, Parser
from dragoman.records import Actor, Document
from dragoman.resolve import ActorResolver
from sample_votes import portal

Z = 1.959964


class Mention(NamedTuple):
    """A name in a document by code points, and the title beside it."""

    item: int
    start: int
    end: int
    title: str
    name: str


def titles() -> list[str]:
    lines = (Path(__file__).with_name("titles.txt")).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def mentions(texts: list[str], gazetteer: Gazetteer) -> Iterator[Mention]:
    """All mentions in the texts, in order."""
    finder = Titles(gazetteer, titles())
    for number, text in enumerate(texts):
        for found in finder.mentions(text):
            yield Mention(number, found.start, found.end, found.title, found.name)


def resolved(resolver: ActorResolver, parsed: Parsed, mention: Mention) -> Actor | None:
    """Whom the phrase headed by the name stands for, if that has a code."""
    last = parsed.token_at(mention.end - 1)
    first = parsed.token_at(mention.start)
    head = last
    while first <= parsed.heads[head] <= last and parsed.heads[head] != head:
        head = parsed.heads[head]
    return next((actor for actor in resolver.actors(head) if actor.code), None)


def interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 per cent interval of a share."""
    middle = (share + Z * Z / (2 * count)) / (1 + Z * Z / count)
    half = Z * math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count)) / (1 + Z * Z / count)
    return middle - half, middle + half


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--count", type=int, default=5000, help="mentions to draw; 0 is all")
    args.add_argument("--seed", type=int, default=20261122)
    args.add_argument("--unresolved", type=int, default=0, help="print so many of the commonest names without a code")
    args.add_argument("--csv", type=Path, help="write the names without a code here: name, count, title, years, item")
    args.add_argument("--jsonl", type=Path, help="write every mention without a code with its sentence here")
    args.add_argument("--unlisted", action="store_true", help="list names that the gazetteer lacks, resolved or not")
    opts = args.parse_args()
    items = list(portal())
    gazetteer, parser = Gazetteer.load(), Parser()
    found = list(mentions([i["text"] for i in items], gazetteer))
    drawn = sorted(random.Random(opts.seed).sample(found, opts.count) if 0 < opts.count < len(found) else found)
    by_item: dict[int, list[Mention]] = defaultdict(list)
    for mention in drawn:
        by_item[mention.item].append(mention)
    missing: list[Mention] = []
    unlisted: list[Mention] = []
    began = time.process_time()
    for number, parsed in zip(by_item, parser.parse_many(items[n]["text"] for n in by_item), strict=True):
        item = items[number]
        document = Document(item["id"], item["id"], item["text"], published=item["date"], topic=item.get("topic"))
        resolver = ActorResolver(document, parsed, gazetteer)
        for mention in by_item[number]:
            actor = resolved(resolver, parsed, mention)
            entity = gazetteer.entity(actor.entity) if actor and actor.entity else None
            if not actor:
                missing.append(mention)
            if not entity or entity.kind != "person":
                unlisted.append(mention)
    share = 1 - len(missing) / len(drawn)
    low, high = interval(share, len(drawn))
    print(f"{len(found):,} mentions beside a title, {len(drawn):,} read in {time.process_time() - began:.0f} s")
    print(f"resolved to a code: {share:.4f} [{low:.4f}, {high:.4f}]")
    known = 1 - len(unlisted) / len(drawn)
    print(f"of a person whom the gazetteer lists: {known:.4f}; the rest of the resolved by what the text says of them")
    names: dict[str, list[Mention]] = defaultdict(list)
    for mention in unlisted if opts.unlisted else missing:
        names[mention.name].append(mention)
    rows = sorted(names.items(), key=lambda row: (-len(row[1]), row[0]))
    for name, those in rows[: opts.unresolved]:
        years = sorted({items[m.item]["date"][:4] for m in those})
        print(f"{len(those):4d}  {name}  ({those[0].title}; {', '.join(years)}; {items[those[0].item]['id']})")
    if opts.csv:
        with opts.csv.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(["name", "count", "title", "years", "item"])
            for name, those in rows:
                title = Counter(m.title for m in those).most_common(1)[0][0]
                years = sorted({items[m.item]["date"][:4] for m in those})
                writer.writerow([name, len(those), title, f"{years[0]}-{years[-1]}", items[those[0].item]["id"]])
    if opts.jsonl:
        with opts.jsonl.open("w", encoding="utf-8") as handle:
            for m in unlisted if opts.unlisted else missing:
                item = items[m.item]
                row = {"name": m.name, "title": m.title, "id": item["id"], "date": item["date"], "start": m.start}
                row["text"] = item["text"][max(0, m.start - 150) : m.end + 150]
                handle.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
