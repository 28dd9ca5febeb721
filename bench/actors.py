"""What the resolver finds where the gold names a party: ``python bench/actors.py [--errors N] [--sample N --seed S]``.

events-dev: share of the gold's parties (code, and code with role) that some phrase of their sentence resolves to.
triples-dev: share of the marked sources and targets whose phrase resolves to an actor with a span that touches the
marked words and not those of the other party; those with a code.  ``--sample`` prints every resolved phrase of N
portal items for reading; ``--titled`` the share of titled persons that have a code.
Reads ../shared (or $DRAGOMAN_SHARED).
"""

import argparse
import json
import lzma
import random
from collections import Counter

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parsed, Parser
from dragoman.records import Actor, Document
from dragoman.resolve import ActorResolver
from gold import SHARED, documents, gold_path, scorer

DEPS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "conj", "attr", "ROOT", "dative", "npadvmod"))
MODIFIERS = frozenset(("amod", "compound", "nmod"))


def heads(parsed: Parsed) -> list[int]:
    """Tokens that an extractor may ask for."""
    out = []
    for i, pos in enumerate(parsed.pos):
        if (pos in ("NOUN", "PROPN", "PRON", "NUM") and parsed.deps[i] in DEPS) or (
            parsed.deps[i] in MODIFIERS and parsed.words[i][:1].isupper()
        ):
            out.append(i)
    return out


def sentence_ranges(row: dict) -> list[tuple[int, int]]:
    at, out = 0, []
    for s in row["sentences"]:
        out.append((at, at + len(s)))
        at += len(s) + 1
    return out


def events(parser: Parser, gazetteer: Gazetteer, errors: int) -> None:
    rows = scorer().lines(gold_path("events"))
    docs = documents(gold_path("events"))
    count: Counter[str] = Counter()
    wrong = []
    for row, doc, parsed in zip(rows, docs, parser.parse_many(d.text for d in docs), strict=True):
        resolver = ActorResolver(doc, parsed, gazetteer)
        per_sentence: dict[int, set[tuple[str, str]]] = {}
        ranges = sentence_ranges(row)
        for i in heads(parsed):
            s = next((n for n, (a, b) in enumerate(ranges) if a <= parsed.starts[i] < b), -1)
            for actor in resolver.actors(i, allow_place=True):
                if actor.code:
                    per_sentence.setdefault(s, set()).add((actor.code, actor.role or "GOV"))
        for event in row["events"]:
            if event.get("optional"):
                continue
            got = per_sentence.get(event["s"], set())
            codes = {c for c, _ in got}
            for party in (*event["actors"], *event["recipients"]):
                code, role = ([*party.split(":"), "GOV"])[:2]
                count["parties"] += 1
                count["code"] += code in codes
                count["role"] += (code, role) in got
                if code not in codes or (code, role) not in got:
                    wrong.append((party, sorted(got), event["trigger"], row["sentences"][event["s"]]))
    print(f"gold_code_recall: {count['code'] / count['parties']:.3f}  ({count['code']} of {count['parties']})")
    print(f"gold_code_and_role_recall: {count['role'] / count['parties']:.3f}")
    for party, got, trigger, sentence in wrong[:errors]:
        print(f"  {party} [{trigger}] {got}\n      {sentence[:300]}")


def triples(parser: Parser, gazetteer: Gazetteer, errors: int) -> None:
    score = scorer()
    rows = score.lines(gold_path("triples"))
    docs = documents(gold_path("triples"))
    count: Counter[str] = Counter()
    wrong = []
    for row, doc, parsed in zip(rows, docs, parser.parse_many(d.text for d in docs), strict=True):
        resolver = ActorResolver(doc, parsed, gazetteer)
        marked = {side: score.spans_of(row["text"], row[side]) for side in ("source", "target")}
        for side, other in (("source", "target"), ("target", "source")):
            if not marked[side]:
                continue
            count[side] += 1
            named: list[Actor] = []
            for i in heads(parsed):
                if any(a <= parsed.starts[i] < b for a, b in marked[side]):
                    named.extend(resolver.actors(i, allow_place=True))
            plain = [{"start": a.start, "end": a.end} for a in named]
            good = [a for a, p in zip(named, plain, strict=True) if score.names([p], marked[side], marked[other], row)]
            count[side, "named"] += bool(good)
            count[side, "code"] += any(a.code for a in good)
            if not any(a.code for a in good):
                wrong.append((side, row[side], [(a.text, a.code) for a in named], row["text"]))
    for side in ("source", "target"):
        for what in ("named", "code"):
            print(f"{side}_{what}: {count[side, what] / count[side]:.3f}  ({count[side, what]} of {count[side]})")
    random.Random(7).shuffle(wrong)
    for side, phrase, got, text in wrong[:errors]:
        print(f"  {side}: {phrase} -> {got}\n      {text[:240]}")


def sample(parser: Parser, gazetteer: Gazetteer, number: int, seed: int) -> None:
    with lzma.open(SHARED / "data" / "current-events-2002-2026.jsonl.xz", "rt", encoding="utf8") as file:
        rows = [json.loads(line) for line in file]
    rows = random.Random(seed).sample(rows, number)
    docs = [
        Document(Document.id_of(r["id"], r["text"]), r["id"], r["text"], published=r["date"], topic=r["topic"])
        for r in rows
    ]
    for doc, parsed in zip(docs, parser.parse_many(d.text for d in docs), strict=True):
        resolver = ActorResolver(doc, parsed, gazetteer)
        print(f"## {doc.published} [{doc.topic}] {doc.text}")
        for i in heads(parsed):
            if parsed.deps[i] in MODIFIERS:
                continue
            found = resolver.actors(i, allow_place=True)
            for a in found:
                mark = "" if resolver.actors(i) else " (place)"
                through = f" <- {a.antecedent.of(doc.text)}" if a.antecedent else ""
                print(f"    {a.code}:{a.role} {a.text!r} = {a.name}{through}{mark}")
            if not found and parsed.pos[i] != "NUM" and parsed.deps[i] in ("nsubj", "nsubjpass", "dobj"):
                print(f"    - {resolver.mention(i).of(doc.text)!r}")


TITLES = frozenset(
    """president minister premier chancellor king queen emir sultan senator congressman congresswoman governor mayor
    ambassador envoy secretary lawmaker spokesman spokeswoman general commander admiral colonel judge prosecutor prince
    chief leader speaker chairman mp deputy commissioner""".split()
)


def titled(parser: Parser, gazetteer: Gazetteer, number: int, seed: int) -> None:
    """Share of the person mentions right behind a political title that resolve to a code; the commonest others."""
    with lzma.open(SHARED / "data" / "current-events-2002-2026.jsonl.xz", "rt", encoding="utf8") as file:
        rows = [json.loads(line) for line in file]
    rows = random.Random(seed).sample(rows, number)
    docs = [Document(Document.id_of(r["id"], r["text"]), r["id"], r["text"], published=r["date"]) for r in rows]
    count: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for doc, parsed in zip(docs, parser.parse_many(d.text for d in docs), strict=True):
        resolver = ActorResolver(doc, parsed, gazetteer)
        for i, tag in enumerate(parsed.tags):
            if tag != "NNP" or parsed.deps[i] == "compound" or i == 0:
                continue
            first = i
            while first and parsed.tags[first - 1] == "NNP" and parsed.lower[first - 1] not in TITLES:
                first -= 1
            if first and parsed.lower[first - 1] in TITLES and parsed.starts[first] - parsed.ends[first - 1] == 1:
                count["all"] += 1
                found = resolver.actors(i)
                count["code"] += any(a.code for a in found)
                if not any(a.code for a in found):
                    missing[parsed.phrase(first - 1, i + 1)] += 1
    print(f"titled_persons_coded: {count['code'] / (count['all'] or 1):.3f}  ({count['code']} of {count['all']})")
    for name, n in missing.most_common(60):
        print(f"  {n} {name}")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--errors", type=int, default=0)
    args.add_argument("--sample", type=int, default=0)
    args.add_argument("--titled", type=int, default=0, metavar="N", help="titled persons in N portal items")
    args.add_argument("--seed", type=int, default=1)
    opts = args.parse_args()
    parser, gazetteer = Parser(), Gazetteer.load()
    if opts.titled:
        titled(parser, gazetteer, opts.titled, opts.seed)
        return
    if opts.sample:
        sample(parser, gazetteer, opts.sample, opts.seed)
        return
    events(parser, gazetteer, opts.errors)
    triples(parser, gazetteer, opts.errors)


if __name__ == "__main__":
    main()
