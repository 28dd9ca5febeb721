"""The two seed reports against ../shared/seeds/facts.jsonl: ``python bench/seeds.py [--missed] [--printed]``.

A fact is found when a record of its kind stands within its sentence with one of its types, an actor named in it, and a
recipient named in it or none where none is named.  Statements need the speaker, votes and figures all named fields,
``absent`` lines must not be in the text.
"""

import argparse
import json
import re
from collections import Counter
from typing import Any

from dragoman.extract import Tools
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.pipeline import code_documents
from dragoman.read import ReadOptions, read_inputs
from dragoman.records import Coded, Span
from gold import SHARED

DOCUMENTS = ("000_da853b122de62e5f.txt", "001_866781cd43f9e3d7.txt")


def straight(text: str) -> str:
    """Curly quotes turned straight, one character for one."""
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def overlaps(a: Span, b: tuple[int, int]) -> bool:
    return a.start < b[1] and b[0] < a.end


def found(fact: dict[str, Any], coded: Coded) -> bool:
    """Whether a record stands at the quoted words, wherever they occur (a pull quote says them twice)."""
    text = straight(coded.document.text)
    if fact["kind"] == "document":
        document = coded.document
        return (
            document.title == fact["title"]
            and fact["author"] in (None, document.author)
            and bool(set(document.outlets) & set(fact["outlet"].split("|")))
            and document.published == fact["published"]
        )
    places = [m.start() for m in re.finditer(re.escape(straight(fact["quote"])), text)]
    if fact["kind"] == "absent":
        return not places
    return any(found_at(fact, coded, text, at) for at in places)


def found_at(fact: dict[str, Any], coded: Coded, text: str, at: int) -> bool:
    ends = [m.end() for m in re.finditer(r"(?<=[.!?”\"])\s|\n", text)]
    start = max((e for e in ends if e <= at), default=0)
    end = min((e for e in ends if e >= at + len(fact["quote"])), default=len(text))
    sentence = (start, end)
    if fact["kind"] == "event":
        return any(
            overlaps(e.trigger, sentence)
            and e.type in fact["types"]
            and ({a.code for a in e.actors} & set(fact["actors"]))
            and (
                not fact["recipients"]
                or {a.code for a in (*e.recipients, *(e.actors if not e.recipients else ()))} & set(fact["recipients"])
            )
            for e in coded.events
        )
    if fact["kind"] == "statement":
        return any(
            any(overlaps(c, (at, at + len(fact["quote"]))) for c in s.content)
            and s.speaker is not None
            and fact["speaker"].split()[-1].lower() in (s.speaker.name + " " + s.speaker.text).lower()
            and (not fact["outlet"] or any(o.lower() in (s.outlet or "").lower() for o in fact["outlet"].split("|")))
            for s in coded.statements
        )
    if fact["kind"] == "figure":
        return any(
            overlaps(f.span, sentence)
            and f.value == fact["value"]
            and f.counts == fact["counts"]
            and f.bound == fact["bound"]
            and (not fact["by"] or fact["by"].lower() in (f.by or "").lower().replace("’", "'"))
            for f in coded.figures
        )
    return any(
        overlaps(v.span, sentence)
        and v.body == fact["body"]
        and v.outcome == fact["outcome"]
        and all(getattr(v, k if k != "for" else "for_") == fact[k] for k in ("for", "against") if k in fact)
        and set(fact.get("veto", [])) <= set(v.veto)
        and fact.get("by_member", {}).items() <= dict(v.by_member).items()
        for v in coded.votes
    )


def measure(*, missed: bool = False, printed: bool = False) -> dict[str, float]:
    paths = [str(SHARED / "seeds" / name) for name in DOCUMENTS]
    documents = list(read_inputs(paths, ReadOptions(), lambda s: print("skipped", s)))
    coded = {c.document.name: c for c in code_documents(documents, Parser(), Tools(Gazetteer.load(), Ontology.load()))}
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in (SHARED / "seeds" / "facts.jsonl").open(encoding="utf8"):
        fact = json.loads(line)
        total[fact["kind"]] += 1
        if found(fact, coded[fact["doc"]]):
            right[fact["kind"]] += 1
        elif missed:
            print("MISSED", json.dumps({k: v for k, v in fact.items() if k != "doc"}, ensure_ascii=False))
    events = [e for c in coded.values() for e in c.events if e.political]
    if printed:
        for c in coded.values():
            for e in c.events:
                text = c.document.text
                parties = [",".join(f"{a.code}:{a.role}" for a in side) for side in (e.actors, e.recipients)]
                date = e.date and f"{e.date.from_}/{e.date.to}"
                print(e.type, e.mode, e.status, " > ".join(parties), date, "|", e.trigger.of(text), "|", e.coder.rule)
    out = {f"seeds_{k}": right[k] / total[k] for k in total}
    for k in total:
        print(f"seeds_{k}: {right[k]} of {total[k]}")
    print(f"seeds_coded_events: {len(events)}")
    return out | {"seeds_coded_events": float(len(events))}


if __name__ == "__main__":
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--missed", action="store_true")
    args.add_argument("--printed", action="store_true")
    opts = args.parse_args()
    measure(missed=opts.missed, printed=opts.printed)
