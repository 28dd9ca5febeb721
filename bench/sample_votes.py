"""Draw candidate vote sentences of the portal file: ``python bench/sample_votes.py --seed 20240325 --count 160``.

Prints JSONL {record, start, end, text}: a sentence is a candidate when it holds a word of voting, or a word of
passing or rejecting together with a body that votes.  The labelled part of the draw is ``bench/samples/votes.jsonl``,
which holds record ids, offsets and labels and never the text.  Reads ../shared (or $DRAGOMAN_SHARED).
"""

import argparse
import json
import lzma
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
PORTAL = SHARED / "data" / "current-events-2002-2026.jsonl.xz"

VOTING = re.compile(r"\b(?:vot(?:e|es|ed|ing)|veto(?:es|ed|ing)?|abst(?:ain\w*|entions?)|unanimous\w*)\b", re.I)
PASSING = re.compile(
    r"\b(?:pass(?:es|ed)?|approv(?:es|ed)|reject(?:s|ed)|adopt(?:s|ed)|ratif(?:y|ies|ied)|defeat(?:s|ed)|"
    r"impeach(?:es|ed)|confirm(?:s|ed)|overrid(?:es|den)|block(?:s|ed))\b",
    re.I,
)
BODY = re.compile(
    r"\b(?:parliament\w*|senat\w+|congress|house|assembly|council|knesset|bundestag|duma|diet|legislat\w+|lawmakers|"
    r"deputies|MPs|chamber|committee|commons|lords|cabinet|court|conference|referendum)\b",
    re.I,
)
SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s+[A-Z\"“(]|\s*$)[^.!?]*)*(?:[.!?]+[\"”’)]*|$)")


def portal() -> Iterator[dict[str, str]]:
    """Items of the portal file in order."""
    with lzma.open(PORTAL, "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the sentences of ``text``."""
    for match in SENTENCE.finditer(text):
        lead = len(match[0]) - len(match[0].lstrip())
        if match[0].strip():
            yield match.start() + lead, match.end()


def candidates() -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    for item in portal():
        for start, end in sentences(item["text"]):
            words = item["text"][start:end]
            if VOTING.search(words) or (PASSING.search(words) and BODY.search(words)):
                out.append({"record": item["id"], "start": start, "end": end, "text": words})
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--seed", type=int, default=20240325)
    args.add_argument("--count", type=int, default=160)
    opts = args.parse_args()
    for row in random.Random(opts.seed).sample(candidates(), opts.count):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
