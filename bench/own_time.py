"""How long ``dragoman check`` takes on a store of the portal file: a claim of each kind, and a file of thirty.

``python bench/own_time.py STORE`` prints the wall and processor time of each command, the least of three runs: the
machine may have other work.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CLAIMS = (
    ("relations", "Relations between Russia and Turkey are worsening", "2015-12-10"),
    ("support", "International support for Israel is eroding", "2024-03-23"),
    ("act", "Russia expelled British diplomats for the first time", "2018-03-30"),
    ("vote", "The United States abstained on a Gaza ceasefire resolution", "2024-03-30"),
)
BAR = 3.0  # seconds that one claim may take


def timed(arguments, runs):
    """Least wall and processor seconds of ``runs`` runs of the command."""
    command = [str(Path(sys.executable).with_name("dragoman")), "check", *arguments]
    found = []
    for _ in range(runs):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append((wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return min(w for w, _ in found), min(p for _, p in found)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store")
    args.add_argument("--runs", type=int, default=3)
    opts = args.parse_args()
    for kind, claim, day in CLAIMS:
        wall, spent = timed([claim, "--store", opts.store, "--as-of", day], opts.runs)
        said = "within" if wall <= BAR else "over"
        print(f"check, {kind}: {wall:.2f} s wall, {spent:.2f} s processor ({said} {BAR:.0f} s)")
    lines = Path(__file__).with_name("samples").joinpath("own-claims.jsonl").read_text(encoding="utf-8").splitlines()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write(
            "".join(json.dumps({k: json.loads(x)[k] for k in ("id", "claim", "as_of")}) + "\n" for x in lines[:30])
        )
        file.flush()
        wall, spent = timed(["--claims", file.name, "--store", opts.store, "--format", "jsonl"], 1)
    print(f"check, a file of 30: {wall:.2f} s wall, {spent:.2f} s processor, {wall / 30:.2f} s a claim")


if __name__ == "__main__":
    main()
