"""Write the gold pages as files, read them with Dragoman and score both forms: ``python bench/pages.py``.

``--gold FILE`` another gold file, ``--worst N`` names the N worst pages, ``--show NAME`` prints what is missed (-) and
too much (+) on one page.  Reads ../shared (or $DRAGOMAN_SHARED).
"""

import argparse
import collections
import difflib
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.read import ReadOptions, Skipped, document_json, read_inputs
from gold import SHARED, scorer


def read(folder: Path, suffix: str) -> dict[str, dict[str, Any]]:
    def skipped(what: Skipped) -> None:
        print(f"skipped {what.name}: {what.reason}")

    documents = read_inputs(sorted(folder.glob(f"*{suffix}")), ReadOptions(any_language=True), skipped)
    return {d.name.removesuffix(suffix): document_json(d) for d in documents}


def page_scores(score: ModuleType, body: str, text: str) -> tuple[float, float]:
    g, p = score.shingles(body), score.shingles(text)
    both: collections.Counter[Any] = g & p
    hit = sum(both.values())
    return hit / (sum(p.values()) or 1), hit / (sum(g.values()) or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "pages-dev.jsonl")
    parser.add_argument("--form", choices=["html", "txt"])
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--show")
    options = parser.parse_args()
    score = scorer()
    gold = score.lines(options.gold)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        score.inputs(options.gold, folder)
        for suffix in (".html", ".txt"):
            if options.form and suffix != f".{options.form}":
                continue
            start = time.perf_counter()
            got = read(folder, suffix)
            print(f"{suffix[1:]} ({time.perf_counter() - start:.1f} s)")
            score.score_pages(gold, got.values())
            rows = []
            for row in gold:
                text = got.get(score.stem(row["id"]), {}).get("text", "")
                p, r = page_scores(score, row["body"], text)
                rows.append((p + r, p, r, score.stem(row["id"]), row["body"], text))
            for _, p, r, page, *_ in sorted(rows)[: options.worst]:
                print(f"  {page}: P {p:.3f} R {r:.3f}")
            for *_, page, body, text in rows:
                if options.show == page:
                    for line in difflib.unified_diff(body.splitlines(), text.splitlines(), lineterm="", n=0):
                        print("  ", line[:300])


if __name__ == "__main__":
    main()
