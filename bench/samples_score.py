"""Score the coder on hand-labelled portal items: ``python bench/samples_score.py status|modes|actors [--wrong N]``.

The labels (``bench/samples/{status,modes,actors}.jsonl``) hold ids, code-point offsets and labels; they were given by
reading, after CODEBOOK.md, and committed before the coder was first run on their items.  Several values in a list are
each accepted.  ``skip`` marks labels that a second reading found to break the codebook; ``--blind`` counts them.

status, modes: the act is found when an event's trigger overlaps the labelled one, or else when an event of a labelled
type stands in the same sentence; ``over_all`` counts an act not found as wrong.  ``{status,modes}_second.jsonl`` holds
what a second reader, who saw the sentence and the marked words alone, says of the same words: an act or none, types,
statuses or modes.  ``agreed`` is where both say act and have a status or mode in common (as in the gold, acts on which
readers differ are neither missed nor wrong); there only the common values are right.  ``kappa`` is over each reader's
first value.

actors: recall and the accuracy of pronouns and descriptions are taken over the mentions that are not ``optional``: the
resolver is asked for the head of the labelled words (places allowed) and must answer with a labelled code.  Precision
is taken over the coded parties of the events and over what the resolver answers for every phrase that an extractor may
ask for, each span once.  Places and words of no weight were not labelled, so what overlaps no label is judged by
``bench/samples/actors_second.jsonl``: the right code, or null, of the spans that the coder gave when it was first run,
judged by reading them afterwards (not blind).  What neither file knows counts as wrong: UNLABELLED with ``--wrong``.
Roles are taken over mentions whose code is right.  Reads ../shared (or $DRAGOMAN_SHARED).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from actors import heads
from dragoman.extract import Tools, extract_all
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parsed, Parser
from dragoman.records import Actor, Coded, Document, Event
from dragoman.resolve import ActorResolver
from sample_votes import portal

SAMPLES = Path(__file__).parent / "samples"
Row = dict[str, Any]


def rows_of(sample: str, half: str = "") -> list[Row]:
    """Labels of a sample; ``half`` a is the one whose errors may be read and mended, b the one kept unread."""
    rows = [json.loads(line) for line in (SAMPLES / f"{sample}.jsonl").read_text(encoding="utf8").splitlines()]
    return [r for r in rows if not half or "ab"[crc32(r["id"].encode()) % 2] == half]


def coded(names: set[str]) -> Iterator[tuple[Coded, Parsed, ActorResolver]]:
    """The items of those names, coded as the pipeline does, with the parse and a resolver to ask."""
    documents = [
        Document(Document.id_of(i["id"], i["text"]), i["id"], i["text"], published=i["date"], topic=i["topic"])
        for i in portal()
        if i["id"] in names
    ]
    tools = Tools(Gazetteer.load(), Ontology.load())
    for document, parsed in zip(documents, Parser().parse_many(d.text for d in documents), strict=True):
        yield extract_all(document, parsed, tools), parsed, ActorResolver(document, parsed, tools.gazetteer)


def options(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def found(row: Row, events: tuple[Event, ...]) -> Event | None:
    """The event that stands for the labelled act."""
    types = options(row["type"])
    over = [e for e in events if e.trigger.start < row["end"] and e.trigger.end > row["start"]]
    near = [e for e in events if e.type in types and e.evidence.start <= row["start"] < e.evidence.end]
    return next((e for e in over if e.type in types), next(iter(over or near), None))


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa of two readers' values."""
    mine, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(mine[v] * other[v] for v in mine) / len(pairs) ** 2
    return (sum(a == b for a, b in pairs) / len(pairs) - chance) / (1 - chance) if chance < 1 else 1.0


def key(row: Row) -> tuple[str, int, int]:
    return row["id"], row["start"], row["end"]


def common(row: Row, other: Row, field: str) -> set[str]:
    """Values of the field that both readers give."""
    return set(options(row[field])) & set(other[field])


def readers(sample: str, field: str, rows: list[Row], second: dict[tuple[str, int, int], Row]) -> None:
    """How far the two readers agree: on whether it is an act, and where it is, on its type and status or mode."""
    read = [(r, second[key(r)]) for r in rows if key(r) in second]
    both = [(r, s) for r, s in read if s["act"]]
    print(f"{sample}_readers_act: {len(both) / len(read):.3f}  ({len(both)} of {len(read)})")
    for name in ("type", field):
        same = sum(bool(common(r, s, name)) for r, s in both)
        first = kappa([(options(r[name])[0], s[name][0]) for r, s in both])
        print(f"{sample}_readers_{name}: {same / len(both):.3f}  ({same} of {len(both)}; kappa {first:.3f})")


def acts(sample: str, field: str, wrong: int, blind: bool, half: str) -> None:
    rows = rows_of(sample, half)
    if not blind:
        rows = [r for r in rows if not r.get("skip")]
    second = {key(r): r for r in rows_of(f"{sample}_second", half)}
    per_item = {c.document.name: c for c, _, _ in coded({r["id"] for r in rows})}
    count: Counter[str] = Counter()
    per_value: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        item, want = per_item[row["id"]], options(row[field])
        event = found(row, item.events)
        got = getattr(event, field) if event else None
        agreed = common(row, second[key(row)], field) if key(row) in second else set()
        count["found"] += event is not None
        count["type"] += event is not None and event.type in options(row["type"])
        count["right"] += got in want
        count["agreed"] += bool(agreed)
        count["right agreed"] += got in agreed
        per_value[want[0], got in want] += 1
        if got not in want and wrong > 0:
            wrong -= 1
            text = item.document.text
            by = f"{event.type} [{event.trigger.of(text)}] {event.coder.rule}" if event else "MISSED"
            print(
                f"{row['id']} want {row['type']} {want} [{text[row['start'] : row['end']]}] got {got} {by}\n   {text}"
            )
    print(f"{sample}_found: {count['found'] / len(rows):.3f}  ({count['found']} of {len(rows)})")
    print(f"{sample}_type_right_over_found: {count['type'] / count['found']:.3f}")
    print(f"{sample}_accuracy_over_found: {count['right'] / count['found']:.3f}")
    print(f"{sample}_accuracy_over_all: {count['right'] / len(rows):.3f}  ({count['right']} of {len(rows)})")
    right, of = count["right agreed"], count["agreed"]
    print(f"{sample}_accuracy_over_agreed: {right / of:.3f}  ({right} of {of})")
    values = sorted({v for v, _ in per_value}, key=lambda v: -per_value[v, True] - per_value[v, False])
    print("  " + ", ".join(f"{v} {per_value[v, True]}/{per_value[v, True] + per_value[v, False]}" for v in values))
    readers(sample, field, rows, second)


def tops(parsed: Parsed, start: int, end: int) -> list[int]:
    """Tokens of the range that hang on no other of it."""
    inside = [i for i in range(len(parsed)) if parsed.starts[i] < end and parsed.ends[i] > start]
    words = [i for i in inside if parsed.pos[i] != "PUNCT"]
    return [i for i in words if parsed.heads[i] not in inside or parsed.heads[i] == i]


def overlap(mention: Row, start: int, end: int) -> float:
    common = min(mention["end"], end) - max(mention["start"], start)
    return common / (max(mention["end"], end) - min(mention["start"], start)) if common > 0 else 0.0


def closest(mentions: list[Row], actor: Actor) -> Row | None:
    """The labelled mention that the actor's words overlap most; one of its code for a party that is left out."""
    if actor.start is None or actor.end is None:
        return next((m for m in mentions if actor.code in options(m["code"])), None)
    start, end = actor.start, actor.end
    best = max(mentions, key=lambda m: overlap(m, start, end), default=None)
    return best if best and overlap(best, start, end) else None


def given(item: Coded, parsed: Parsed, resolver: ActorResolver) -> dict[str, list[Actor]]:
    """Coded actors that are printed in events, and that the resolver gives when asked for every phrase."""
    printed = [a for e in item.events for a in (*e.actors, *e.recipients) if a.code]
    asked = [a for i in heads(parsed) for a in resolver.actors(i) if a.code]
    return {kind: list({(a.start, a.end, a.code): a for a in all_}.values()) for kind, all_ in
            (("printed", printed), ("asked", asked))}  # fmt: skip


def actors(wrong: int, half: str) -> None:
    rows = {r["id"]: r["mentions"] for r in rows_of("actors", half)}
    second = {(r["id"], r["start"], r["end"]): r["code"] for r in rows_of("actors_second")}
    count: Counter[tuple[str, str]] = Counter()
    notes: list[str] = []
    for item, parsed, resolver in coded(set(rows)):
        text, mentions = item.document.text, rows[item.document.name]
        for m in mentions:
            if m.get("optional"):
                continue
            got = [a for i in tops(parsed, m["start"], m["end"]) for a in resolver.actors(i, allow_place=True)]
            right = [a for a in got if a.code in options(m["code"])]
            kinds = ("all", "name") if m["kind"] == "name" else ("all", "other", m["kind"])
            for kind in kinds:
                count["mentions", kind] += 1
                count["recalled", kind] += bool(right)
            if right:
                count["mentions", "role"] += 1
                count["recalled", "role"] += any((a.role or "GOV") in options(m["role"]) for a in right)
            answer = [f"{a.code}:{a.role}" for a in got]
            label = f"{m['code']}:{m['role']} [{text[m['start'] : m['end']]}] {m['kind']}"
            if not right:
                notes.append(f"RECALL {item.document.name} want {label} got {answer}")
            elif not any((a.role or "GOV") in options(m["role"]) for a in right):
                notes.append(f"ROLE {item.document.name} want {label} got {answer}")
        for kind, list_ in given(item, parsed, resolver).items():
            for a in list_:
                near = closest(mentions, a)
                want = near["code"] if near else second.get((item.document.name, a.start, a.end), "?")
                right_code = want is not None and a.code in options(want)
                count["given", kind] += 1
                count["right", kind] += right_code
                count["labelled", kind] += near is not None
                count["right labelled", kind] += near is not None and right_code
                if not right_code:
                    what = "UNLABELLED" if want == "?" else "WRONG"
                    notes.append(f"{what} {kind} {item.document.name} [{a.text}] {a.code}:{a.role} want {want}")
    for note in notes[:wrong]:
        print(note)
    for kind in ("all", "name", "other", "pronoun", "description"):
        print(f"actors_recall_{kind}: {count['recalled', kind] / count['mentions', kind]:.3f}  "
              f"({count['recalled', kind]} of {count['mentions', kind]})")  # fmt: skip
    print(f"actors_role_over_right_code: {count['recalled', 'role'] / count['mentions', 'role']:.3f}")
    for kind in ("printed", "asked"):
        over = count["right labelled", kind] / count["labelled", kind]
        print(f"actors_precision_{kind}: {count['right', kind] / count['given', kind]:.3f}  "
              f"({count['right', kind]} of {count['given', kind]})")  # fmt: skip
        print(f"actors_precision_{kind}_over_blind_labels: {over:.3f}  (of {count['labelled', kind]})")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("sample", choices=("status", "modes", "actors"))
    args.add_argument("--wrong", type=int, default=0, metavar="N", help="print N wrong ones")
    args.add_argument("--half", choices=("", "a", "b"), default="", help="a: errors may be read; b: kept unread")
    args.add_argument("--blind", action="store_true", help="with the labels that the second reading dropped")
    opts = args.parse_args()
    if opts.sample == "actors":
        actors(opts.wrong, opts.half)
    else:
        acts(opts.sample, {"status": "status", "modes": "mode"}[opts.sample], opts.wrong, opts.blind, opts.half)


if __name__ == "__main__":
    main()
