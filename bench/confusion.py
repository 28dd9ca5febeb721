"""Confusion matrix of the triples, and the commonest errors of triples and events by cause.

``python bench/confusion.py matrix`` prints the matrix (gold in rows, printed in columns).  ``errors KIND`` prints the
wrong cases of ``triples`` or ``events`` as id, gold, printed, for a reader to judge; ``--text`` adds the words.
``causes`` groups the first hundred of each by the cause that a reader gave them in samples/causes.jsonl (ids and causes
only); cases that are right by now are counted apart.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gold import gold_path, records, scorer

CAUSES = Path(__file__).parent / "samples" / "causes.jsonl"
HUNDRED = 100


class Error(NamedTuple):
    """One wrong case: a stable id, what the gold file has and what was printed, and the sentence."""

    id: str
    gold: str
    printed: str
    text: str


def code(party: Any) -> str:
    return party if isinstance(party, str) else party.get("code") or party.get("text") or "?"


def told(event: dict[str, Any]) -> str:
    sides = (",".join(map(code, event.get(k) or [])) or "-" for k in ("actors", "recipients"))
    return f"{event['type']} {' > '.join(sides)}"


def triples(printed: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, str, dict[str, Any] | None]]:
    """Row, answer of the best event, what is wrong (``""`` if nothing), and that event, as the scorer picks it."""
    score = scorer()
    gold = score.lines(gold_path("triples"))
    events = score.by_document(printed, "event", gold)
    for row in gold:
        src, tgt = (score.spans_of(row["text"], row[k]) for k in ("source", "target"))
        best, found, sides = (0, 0.0), None, (False, False)
        for e in events[row["id"]]:
            actors, recipients = e.get("actors") or [], e.get("recipients") or []
            to = recipients or (actors if e["type"] in score.RECIPROCAL else [])
            s, t = score.names(actors, src, tgt, row), score.names(to, tgt, src, row)
            loose = sum(score.names(actors + recipients, x, [], row) for x in (src, tgt))
            rank = (2 * (s + t) + loose, e.get("confidence") or 0.0)
            if rank[0] and rank > best:
                best, found, sides = rank, e, (s or not src, t or not tgt)
        answer = score.plover_type(found) if found else "NONE"
        if found is None:
            wrong = "none" if not events[row["id"]] else "other parties"
        elif answer != row["type"]:
            wrong = "type"
        else:
            wrong = "" if all(sides) else "actor" if sides[1] else "recipient" if sides[0] else "parties"
        yield row, answer, wrong, found


def matrix() -> None:
    counts = Counter((row["type"], answer) for row, answer, _, _ in triples(records(gold_path("triples"))))
    labels = sorted({x for pair in counts for x in pair})
    print("| gold | " + " | ".join(x[:5] for x in labels) + " |")
    print("|---" * (len(labels) + 1) + "|")
    for want in labels:
        if any(counts[want, x] for x in labels):
            print(f"| {want} | " + " | ".join(str(counts[want, x] or "") for x in labels) + " |")


def triple_errors() -> Iterator[Error]:
    for row, answer, wrong, found in triples(records(gold_path("triples"))):
        if wrong:
            shown = f"{wrong}: {answer} {told(found)} [{found['coder']['rule']}]" if found else wrong
            yield Error(row["id"], f"{row['type']} {row['source']} > {row['target']}", shown, row["text"])


def event_errors() -> Iterator[Error]:
    """Missed and surplus events at the level of type and dyad."""
    score = scorer()
    path = gold_path("events")
    gold = score.lines(path)
    printed = score.by_document(records(path), "event", gold)
    for row in gold:
        want, raw = [score.normal(e) for e in row["events"]], printed[row["id"]]
        pairs = [(score.normal(e, row), e) for e in raw]
        pairs = [(n, e) for n, e in pairs if n["a"] or n["r"]]
        right, optional = score.match([n for n, _ in pairs], want, score.LEVELS["typed_dyad"])
        used = {id(p) for p, _ in right} | {id(p) for p in optional}
        met = {id(g) for _, g in right}
        for number, (normal, event) in enumerate(zip(want, row["events"], strict=True)):
            if id(normal) not in met and not normal["optional"]:
                beside = [told(e) for n, e in pairs if n["s"] == normal["s"] and id(n) not in used]
                yield Error(
                    f"{row['id']}#{number}", told(event), " / ".join(beside) or "nothing", row["sentences"][normal["s"]]
                )
        for normal, event in pairs:
            if id(normal) not in used:
                here = [told(e) for n, e in zip(want, row["events"], strict=True) if n["s"] == normal["s"]]
                key = f"{row['id']}@{event['trigger']['start']}:{event['type']}"
                text = row["sentences"][normal["s"]] if normal["s"] >= 0 else ""
                yield Error(key, " / ".join(here) or "nothing", f"{told(event)} [{event['coder']['rule']}]", text)


ERRORS = {"triples": triple_errors, "events": event_errors}


def hundred(errors: list[Error]) -> list[Error]:
    """A hundred cases spread evenly over the file."""
    return errors if len(errors) <= HUNDRED else [errors[n * len(errors) // HUNDRED] for n in range(HUNDRED)]


def causes() -> None:
    named = defaultdict(dict)
    for line in CAUSES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        named[row["kind"]][row["id"]] = row["cause"]
    for kind, find in ERRORS.items():
        still = {e.id for e in find()}
        groups: dict[str, list[str]] = defaultdict(list)
        for key, cause in named[kind].items():
            groups[cause].append(key)
        print(f"\n| {kind}: cause | cases | mended since | ids |\n|---|---:|---:|---|")
        for cause, ids in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
            print(f"| {cause} | {len(ids)} | {sum(i not in still for i in ids)} | {', '.join(ids[:4])} |")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("what", choices=("matrix", "errors", "causes"))
    args.add_argument("kind", nargs="?", choices=sorted(ERRORS), default="triples")
    args.add_argument("--text", action="store_true")
    opts = args.parse_args()
    if opts.what == "matrix":
        matrix()
    elif opts.what == "causes":
        causes()
    else:
        for error in hundred(list(ERRORS[opts.kind]())):
            print("\t".join(error if opts.text else error[:3]))


if __name__ == "__main__":
    main()
