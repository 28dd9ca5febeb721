"""Wrong dates, quantities or figures of a gold file, to group by cause.

``python bench/errors.py dates|quantities|figures`` prints a line a case: what was missed, what was printed without
being there, what has another value or span, and the words round it.
"""

import argparse
from collections.abc import Iterator
from typing import Any

from dragoman.extract.dates import find_dates
from dragoman.extract.quantities import find_figures, find_quantities
from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parser
from dragoman.records import printed
from dragoman.resolve import ActorResolver
from gold import documents, gold_path, scorer

AROUND = 45  # characters shown on either side


def coded(kind: str) -> Iterator[tuple[dict[str, Any], str, list[dict[str, Any]]]]:
    """Gold row, text and printed records of each document."""
    docs = documents(gold_path(kind))
    gazetteer = Gazetteer.load()
    parses = Parser().parse_many(d.text for d in docs)
    for row, document, parsed in zip(scorer().lines(gold_path(kind)), docs, parses, strict=True):
        dates = find_dates(document, parsed)
        quantities = find_quantities(document, parsed, dates)
        resolver = ActorResolver(document, parsed, gazetteer)
        figures = find_figures(document, parsed, resolver, quantities, dates) if kind == "figures" else ()
        found = {"dates": dates, "quantities": quantities, "figures": figures}[kind]
        yield row, document.text, [printed(r, document) for r in found]


def words(text: str, start: int, end: int) -> str:
    shown = f"{text[max(0, start - AROUND) : start]}[[{text[start:end]}]]{text[end : end + AROUND]}"
    return shown.replace("\n", "//")


def spans(kind: str) -> Iterator[str]:
    score = scorer()
    key, value = ("timexes", "value") if kind == "dates" else ("values", "kind")
    field = "value" if kind == "dates" else "type"
    for row, text, records in coded(kind):
        got = [((r["start"], r["end"]), r) for r in records]
        if kind == "quantities":
            got = [x for x in got if not any(score.overlap(x[0], (t["start"], t["end"])) for t in row["timexes"])]
        hit_gold, hit_got = set(), set()
        for g, (s, r) in score.pair_spans(got, row[key]):
            hit_gold.add(id(g))
            hit_got.add(id(r))
            if s != (g["start"], g["end"]):
                yield f"SPAN  {words(text, g['start'], g['end'])} | {g[value]} | {text[s[0] : s[1]]} {r[field]}"
            elif r[field] != g[value]:
                yield f"VALUE {words(text, *s)} | {g[value]} | {r[field]}"
        yield from (
            f"MISS  {words(text, g['start'], g['end'])} | {g[value]}" for g in row[key] if id(g) not in hit_gold
        )
        yield from (f"EXTRA {words(text, *s)} | {r[field]}" for s, r in got if id(r) not in hit_got)


def figures() -> Iterator[str]:
    score = scorer()
    for row, _, records in coded("figures"):
        sentences, used = score.sentence_spans(row), set()
        got = [(score.sentence_of((r["start"], r["end"]), sentences), r) for r in records]
        for g in sorted(row["figures"], key=lambda g: g.get("optional", False)):
            same = (i for i, (s, r) in enumerate(got) if i not in used and s == g["s"] and r["value"] == g["value"])
            hit = next(same, None)
            sentence = row["sentences"][g["s"]]
            if hit is not None:
                used.add(hit)
                r = got[hit][1]
                if r["counts"] not in g["counts"] or r["bound"] not in g["bound"]:
                    yield f"VALUE {g['value']} {g['counts']} {g['bound']} | {r['counts']} {r['bound']} | {sentence}"
            elif not g.get("optional"):
                yield f"MISS  {g['value']} {g['counts']} | {sentence}"
        for i, (s, r) in enumerate(got):
            if i not in used:
                yield f"EXTRA {r['value']} {r['counts']} | {row['sentences'][s]}"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("kind", choices=("dates", "quantities", "figures"))
    kind = args.parse_args().kind
    for line in sorted(figures() if kind == "figures" else spans(kind)):
        print(line)


if __name__ == "__main__":
    main()
