"""Score the vote coder on the hand-labelled sample: ``python bench/votes.py [--wrong]``.

``bench/samples/votes.jsonl`` holds the first draws of ``bench/sample_votes.py`` (its default seed) up to the 60th
sentence that reports a vote, labelled before the coder was first run on them: record id, offsets of the sentence
(mended by hand where an abbreviation had cut it) and its votes. Ground rules: a vote is a decision that a body took
by voting or, for a parliament, by passing, approving, ratifying or rejecting; popular votes (elections, referendums),
executive vetoes, votes still to come and rulings of judges without a tally are none. ``outcome`` is about the motion
named, so "rejects a budget by 300 to 200" is failed with 200 for. A list among the labels holds accepted
alternatives; a null motion is not scored; a motion is right when its words overlap the labelled ones with F1 of at
least 0.5. Sentences with ``skip`` are not scored, nor is the date.
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

from dragoman.extract import Tools
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.pipeline import code_documents
from dragoman.records import Document, printed
from sample_votes import portal

SAMPLE = Path(__file__).parent / "samples" / "votes.jsonl"
FIELDS = ("body", "motion", "for", "against", "abstain", "by_member", "veto", "outcome")


def documents(names: set[str]) -> list[Document]:
    return [
        Document(Document.id_of(i["id"], i["text"]), i["id"], i["text"], published=i["date"])
        for i in portal()
        if i["id"] in names
    ]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def right(field: str, want: Any, got: Any, text: str) -> bool:
    if field == "motion":
        if want is None:
            return True
        a, b = words(text[want[0] : want[1]]), words(got or "")
        return 2 * len(a & b) >= 0.5 * (len(a) + len(b))
    if field == "by_member":
        return set(want) == set(got) and all(got[k] in (v if isinstance(v, list) else [v]) for k, v in want.items())
    if field == "veto":
        options = want if want and isinstance(want[0], list) else [want]
        return any(sorted(got) == sorted(o) for o in options)
    return got in want if isinstance(want, list) else bool(got == want)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--wrong", action="store_true", help="print every vote that is wrong, missed or too many")
    opts = args.parse_args()
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf8").splitlines()]
    coded = {
        c.document.name: c
        for c in code_documents(
            documents({r["record"] for r in rows}), Parser(), Tools(Gazetteer.load(), Ontology.load())
        )
    }
    per_field = dict.fromkeys(FIELDS, 0)
    sentences = good = found = votes = extra = empty = 0
    for row in rows:
        if row.get("skip"):
            continue
        document = coded[row["record"]].document
        got = [
            printed(v, document)
            for v in coded[row["record"]].votes
            if v.span.start < row["end"] and v.span.end > row["start"]
        ]
        if not row["votes"]:
            empty += 1
            extra += len(got)
            if got and opts.wrong:
                print("TOO MANY", document.text[row["start"] : row["end"]], got)
            continue
        sentences += 1
        all_right = len(got) == len(row["votes"])
        for want in row["votes"]:
            votes += 1
            best = max(got, key=lambda g: sum(right(f, want[f], g[f], document.text) for f in FIELDS), default=None)
            if best is None:
                all_right = False
                if opts.wrong:
                    print("MISSED", document.text[row["start"] : row["end"]], want)
                continue
            got.remove(best)
            found += 1
            ok = {f: right(f, want[f], best[f], document.text) for f in FIELDS}
            for field, value in ok.items():
                per_field[field] += value
            if not all(ok.values()):
                all_right = False
                if opts.wrong:
                    bad = {f: (want[f], best[f]) for f in FIELDS if not ok[f]}
                    print("WRONG", document.text[row["start"] : row["end"]], bad)
        good += all_right
        if got and opts.wrong:
            print("SPARE", document.text[row["start"] : row["end"]], got)
    print(f"vote_sentences_all_right: {good / sentences:.3f}  ({good} of {sentences})")
    print(f"vote_found: {found / votes:.3f}  ({found} of {votes})")
    for field in FIELDS:
        print(f"vote_{field}_accuracy: {per_field[field] / (found or 1):.3f}")
    print(f"votes_in_sentences_without: {extra}  (in {empty})")


if __name__ == "__main__":
    main()
