"""The quality gate: every gold measure against its pinned floor.

``python bench/gate.py`` measures and fails where a figure is below its floor or a gold file is not the one the
floors were set on.  ``--pin`` raises floors to what is measured now (less ``SLACK``, never below the old floor).  To
lower one, edit ``bench/floors.json`` by hand and say why in its ``why``.  ``--only NAME`` measures one group;
``--portal`` adds the measures that need the whole portal file coded (minutes).
"""

import argparse
import contextlib
import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import seeds
from gold import FILE_OF, SHARED, gold_path, records, scorer

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.005  # a floor stands this far under the figure: a change of a sentence or two is no regression
# measures where less is better: the floor is a ceiling
CEILINGS = {
    "events_per_sentence",
    "false_events_per_empty_document",
    "seeds_coded_events",
    "turning_points_per_dyad_year",
}


def parse(output: str) -> dict[str, float]:
    """Figures of what score.py prints: ``name: value`` or ``name: P x R y F1 z`` (the F1)."""
    out = {}
    for line in output.splitlines():
        found = re.match(r"(\w+): (?:P [\d.]+ R [\d.]+ F1 )?(-?[\d.]+)", line)
        if found:
            out[found[1]] = float(found[2])
    return out


def gold(kind: str) -> dict[str, float]:
    score, out = scorer(), io.StringIO()
    got = records(gold_path(kind))
    with contextlib.redirect_stdout(out):
        score.SCORERS[kind](score.lines(gold_path(kind)), got)
    return parse(out.getvalue())


def pages() -> dict[str, float]:
    shown = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("pages.py"))], capture_output=True, text=True, check=True
    ).stdout
    # page_text stands once for HTML and once for plain lines
    figures = [float(f) for f in re.findall(r"page_text: P [\d.]+ R [\d.]+ F1 ([\d.]+)", shown)]
    return dict(zip(("page_text_html", "page_text_plain"), figures, strict=True))


def seed_facts() -> dict[str, float]:
    with contextlib.redirect_stdout(io.StringIO()):
        return seeds.measure()


def incidents() -> dict[str, float]:
    """B-cubed of the marked mentions, through the command line, from what ``score.py inputs`` prints."""
    score, shown = scorer(), io.StringIO()
    path = SHARED / "gold" / "incidents-dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents.jsonl"
        with documents.open("w", encoding="utf-8") as file:
            command = [sys.executable, str(SHARED / "score.py"), "inputs", str(path)]
            subprocess.run(command, stdout=file, check=True)
        dragoman = str(Path(sys.executable).with_name("dragoman"))
        found = subprocess.run(
            [dragoman, "evaluate", "incidents", str(documents)], capture_output=True, text=True, check=True
        ).stdout
    with contextlib.redirect_stdout(shown):
        score.score_incidents(score.lines(path), [json.loads(line) for line in found.splitlines()])
    return parse(shown.getvalue())


def portal() -> dict[str, float]:
    """Turning points and claims on a store of the whole portal file, through the command line."""
    score = scorer()
    dragoman = str(Path(sys.executable).with_name("dragoman"))
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "ce.duckdb")
        subprocess.run(
            [dragoman, "run", str(SHARED / "data" / "current-events-2002-2026.jsonl.xz"), "--store", store], check=True
        )
        return judged(store, score, dragoman)


def judged(store: str, score: Any, dragoman: str) -> dict[str, float]:
    out = io.StringIO()
    turns = score.lines(SHARED / "gold" / "turning-points-dev.jsonl")
    dyads = []
    for a, b in sorted({(t["a"], t["b"]) for t in turns}):
        line = subprocess.run(
            [dragoman, "relations", a, b, "--store", store, "--format", "json"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        dyads.append(json.loads(line))
    claims = SHARED / "gold" / "claims-dev.jsonl"
    verdicts = subprocess.run(
        [dragoman, "check", "--claims", str(claims), "--store", store, "--format", "jsonl"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    with contextlib.redirect_stdout(out):
        score.score_turning_points(turns, dyads)
        score.score_claims(score.lines(claims), [json.loads(line) for line in verdicts.splitlines()])
    return parse(out.getvalue())


GROUPS: dict[str, Callable[[], dict[str, float]]] = {
    **{kind: (lambda kind=kind: gold(kind)) for kind in FILE_OF},  # type: ignore[misc]
    "pages": pages,
    "seeds": seed_facts,
    "incidents": incidents,
    "portal": portal,
}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def gold_files() -> dict[str, str]:
    return {p.name: sha256(p) for p in sorted((SHARED / "gold").glob("*.jsonl"))} | {
        "facts.jsonl": sha256(SHARED / "seeds" / "facts.jsonl")
    }


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--pin", action="store_true")
    args.add_argument("--portal", action="store_true")
    args.add_argument("--only", choices=sorted(GROUPS))
    args.add_argument("--store", help="a store of the whole portal file, instead of making one")
    opts = args.parse_args()
    pinned = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"gold": {}, "floors": {}, "why": []}
    floors: dict[str, float] = pinned["floors"]
    failures = [
        f"{name} is not the gold file the floors were set on"
        for name, digest in gold_files().items()
        if pinned["gold"].get(name, digest) != digest
    ]
    for name, measure in GROUPS.items():
        if (opts.only and name != opts.only) or (name == "portal" and not (opts.portal or opts.only or opts.store)):
            continue
        if name == "portal" and opts.store:
            figures = judged(opts.store, scorer(), str(Path(sys.executable).with_name("dragoman")))
        else:
            figures = measure()
        for key, value in figures.items():
            floor = floors.get(key)
            ceiling = key in CEILINGS
            bad = floor is not None and (value > floor if ceiling else value < floor)
            print(f"{'FAIL' if bad else 'ok':4} {key} {value:.3f} ({'at most' if ceiling else 'at least'} {floor})")
            if bad:
                failures.append(f"{key} is {value:.3f}, its floor {floor}")
            if opts.pin:
                reached = round(value + SLACK, 3) if ceiling else round(value - SLACK, 3)
                floors[key] = reached if floor is None else (min if ceiling else max)(floor, reached)
    if opts.pin:
        FLOORS.write_text(
            json.dumps(pinned | {"gold": gold_files(), "floors": dict(sorted(floors.items()))}, indent=1) + "\n"
        )
        return 0
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
