"""A run that is killed, and a disk that is full: nothing stored is lost, and the same command again does the rest."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.store import Store, segments
from tests.cli.conftest import REPORTS, Desk, write

# batches of one report: between any two of them a run may be killed
RUN = "import sys, dragoman.pipeline as p; p.BATCH = 1; from dragoman.cli import main; main(sys.argv[1:])"
TABLES = ("documents", "events", "statements", "linked_incidents", "linked_events", "link_words", "stories", "codings")


def started(*args: object, limit: int = 0) -> "subprocess.Popen[str]":
    """The command in a process of its own, whose files may not grow beyond ``limit`` bytes."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, "-c", RUN, *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=small if limit else None,
    )


def held(path: Path) -> dict[str, list[str]]:
    """All that a store holds, apart from which run put it there."""
    store = Store(path)
    return {
        t: sorted(str({k: v for k, v in r.items() if k not in ("run", "retrieved")}) for r in store.rows(f"FROM {t}"))
        for t in TABLES
    }


def test_a_run_killed_again_and_again_is_finished_by_the_last(desk: Desk, made: Path, tmp_path: Path) -> None:
    desk.path = tmp_path / "s.duckdb"
    reports = write(tmp_path / "reports.jsonl", *REPORTS)
    folder = segments.folder_of(desk.path)
    for _ in range(2):  # each time when the second report is begun
        killed, seen = started("run", reports, "--store", desk.path, "--workers", 1), set[str]()
        while killed.poll() is None and len(seen) < 2:
            seen |= {p.name.removesuffix(".tmp") for p in folder.glob("part-*")} if folder.is_dir() else set()
            time.sleep(0.002)
        killed.kill()
        killed.communicate()
        assert len(Store(desk.path).known()) < len(REPORTS)
    desk.call("run", reports, "--workers", 1)
    assert held(desk.path) == held(made)
    assert not folder.exists()


@pytest.mark.parametrize("limit", [60_000])
def test_a_full_disk_is_one_sentence_and_loses_nothing(desk: Desk, made: Path, tmp_path: Path, limit: int) -> None:
    desk.path = tmp_path / "s.duckdb"
    reports = write(tmp_path / "reports.jsonl", *REPORTS)
    run = started("run", reports, "--store", desk.path, "--workers", 1, limit=limit)
    _, err = run.communicate()
    assert run.returncode == 1
    assert err.count("\n") == 1
    assert "the disk is full" in err
    desk.call("run", reports, "--workers", 1)
    assert held(desk.path) == held(made)


@pytest.mark.parametrize("begun", [b"", bytes(8) + b"DUCK" + bytes(5000)])
def test_a_store_that_was_only_begun_is_none(desk: Desk, tmp_path: Path, begun: bytes) -> None:
    desk.path = tmp_path / "s.duckdb"
    desk.path.write_bytes(begun)
    desk.call("panel", status=1)
    assert "there is no store at" in desk.err
    desk.call("run", write(tmp_path / "reports.jsonl", *REPORTS), "--workers", 1)
    assert len(Store(desk.path).known()) == len(REPORTS)


@pytest.mark.parametrize(
    "line", ["panel -o OUT/x.csv", "panel -o OUT/x.parquet", "brief --about KEN -o OUT/x.html", "export csv -o OUT"]
)
def test_what_could_not_be_written_leaves_nothing_behind(desk: Desk, tmp_path: Path, line: str) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    out = tmp_path / "out"
    out.mkdir()
    words = line.replace("OUT", str(out)).split()
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
        desk.call(*words, status=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "the disk is full" in desk.err
    assert not list(out.iterdir())
