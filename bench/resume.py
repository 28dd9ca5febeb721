"""Kill a run half-way and start it again: ``python bench/resume.py [--items 6000]``.

Takes items of the portal file, evenly spaced; runs them once in one go, and once with a kill that cannot be caught as
soon as half of them are stored, followed by the same command again.  Both stores must hold the same record ids.  Reads
../shared (or $DRAGOMAN_SHARED).
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.store import Store, StoreError
from dragoman.store.schema import RECORDS
from sample_votes import portal


def command(source: Path, store: Path) -> list[str]:
    return [sys.executable, "-m", "dragoman", "run", str(source), "--store", str(store)]


def ids(store: Path) -> dict[str, set[str]]:
    opened = Store(store)
    tables = {t: {r["id"] for r in opened.rows(f"SELECT id FROM current_{t}")} for t in RECORDS}
    return tables | {"incidents": {r["id"] for r in opened.rows("SELECT id FROM incidents")}}


def stored(store: Path) -> int:
    try:
        return len(Store(store, wait=5).known())
    except StoreError:
        return 0


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--items", type=int, default=6000)
    opts = args.parse_args()
    rows = list(portal())
    rows = rows[:: max(1, len(rows) // opts.items)][: opts.items]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "items.jsonl"
        source.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf8")
        subprocess.run(command(source, folder / "whole.duckdb"), check=True, stderr=subprocess.DEVNULL)
        broken = folder / "broken.duckdb"
        run = subprocess.Popen(command(source, broken), start_new_session=True, stderr=subprocess.DEVNULL)
        while run.poll() is None and stored(broken) < len(rows) // 2:
            time.sleep(0.2)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        kept = stored(broken)
        subprocess.run(command(source, broken), check=True, stderr=subprocess.DEVNULL)
        whole, again = ids(folder / "whole.duckdb"), ids(broken)
        print(f"killed with {kept} of {len(rows)} documents stored")
        for table, found in whole.items():
            print(f"  {table}: {len(found)} ids, {len(found ^ again[table])} differ")
        return int(whole != again)


if __name__ == "__main__":
    sys.exit(main())
