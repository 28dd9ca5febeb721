"""Code a gold file in this process and score it: ``python bench/gold.py KIND...``.

KIND is one of triples, events, figures, statements, dates, quantities.

``--save FILE`` keeps the printed records.  Reads ../shared (or $DRAGOMAN_SHARED).
"""

import argparse
import contextlib
import importlib.util
import io
import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType

from dragoman.extract import Tools
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.pipeline import code_documents
from dragoman.records import Document, printed

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
FILE_OF = {
    "triples": "triples",
    "events": "events",
    "figures": "events",
    "statements": "statements",
    "dates": "dates",
    "quantities": "dates",
}


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_path(kind: str) -> Path:
    return SHARED / "gold" / f"{FILE_OF[kind]}-dev.jsonl"


def documents(path: Path) -> list[Document]:
    score = scorer()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        score.inputs(path)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    return [
        Document(Document.id_of(r["id"], r["text"]), r["id"], r["text"], published=(r.get("date") or "")[:10] or None)
        for r in rows
    ]


def records(path: Path) -> list[dict[str, object]]:
    tools = Tools(Gazetteer.load(), Ontology.load())
    out = []
    for coded in code_documents(documents(path), Parser(), tools):
        for kind in (coded.events, coded.statements, coded.votes, coded.figures, coded.dates, coded.quantities):
            out.extend(printed(r, coded.document) for r in kind)
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("kinds", nargs="+", choices=sorted(FILE_OF))
    args.add_argument("--save", type=Path)
    opts = args.parse_args()
    score = scorer()
    for kind in opts.kinds:
        start = time.perf_counter()
        got = records(gold_path(kind))
        print(f"== {kind} ({time.perf_counter() - start:.1f} s)", file=sys.stderr)
        if opts.save:
            opts.save.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in got), encoding="utf8")
        score.SCORERS[kind](score.lines(gold_path(kind)), got)


if __name__ == "__main__":
    main()
