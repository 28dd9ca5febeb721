"""Stores that are cut short, spoilt, somebody else's or half made, and two processes that add to one."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from dragoman.pipeline import CodeOptions, run
from dragoman.read import read_inputs
from dragoman.records import Document
from dragoman.store import Store, StoreBusy, StoreError
from dragoman.store.segments import folder_of
from tests.conftest import SAMPLE


def documents() -> list[Document]:
    return list(read_inputs([str(SAMPLE)]))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _spoil(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:12] + b"\xa5" * (len(whole) - 12))


def _sql(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with duckdb.connect(str(path)) as db:
            db.execute(statement)

    return change


DAMAGE = {
    "cut short": _cut,
    "spoilt": _spoil,
    "no version": _sql("DELETE FROM meta"),
    "a version that is none": _sql("UPDATE meta SET value = 'new'"),
    "meta of somebody else": _sql("ALTER TABLE meta RENAME COLUMN key TO other"),
    "a table is gone": _sql("DROP TABLE documents CASCADE"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_store_is_one_sentence_and_is_left_as_it_is(
    tmp_path: Path, sample_store: Store, damage: Callable[[Path], None]
) -> None:
    path = tmp_path / "s.duckdb"
    path.write_bytes(sample_store.path.read_bytes())
    damage(path)
    before = path.read_bytes()
    store = Store(path, wait=5)
    start = time.monotonic()
    for use in (lambda: store.rows("SELECT * FROM documents"), lambda: run([], store, CodeOptions(workers=1))):
        with pytest.raises(StoreError, match=str(path)) as error:
            use()
        assert not isinstance(error.value, StoreBusy)
        assert "\n" not in str(error.value)
    assert time.monotonic() - start < 4
    assert path.read_bytes() == before


def test_a_store_whose_maker_was_killed_before_it_had_tables_is_made(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    duckdb.connect(str(path)).close()
    assert run(documents()[:2], Store(path), CodeOptions(workers=1)).documents == 2


def test_a_database_of_somebody_else_gets_no_tables_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    _sql("CREATE TABLE mine AS SELECT 1 AS n")(path)
    for use in (lambda s: s.begin_run("run", {}), lambda s: run(documents()[:2], s, CodeOptions(workers=1))):
        with pytest.raises(StoreError, match="no Dragoman store"):
            use(Store(path))
    with duckdb.connect(str(path)) as db:
        assert db.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("mine",)]


def test_of_two_that_add_one_waits_and_no_draft_is_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    code = (
        "import sys, time; from dragoman.store import Store\n"
        f"with Store({str(path)!r}).adding(): print('mine', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        draft = folder_of(path) / "part-00001-0000000.tmp"
        draft.mkdir(parents=True)
        with pytest.raises(StoreBusy, match="another process is adding reports"):
            run(documents()[:2], Store(path, wait=0.3), CodeOptions(workers=1))
        assert draft.is_dir()
    finally:
        holder.kill()
        holder.communicate()
    # what a killed process leaves holds nobody up
    assert run(documents()[:2], Store(path, wait=0.3), CodeOptions(workers=1)).documents == 2
    assert not list(tmp_path.glob("*.lock"))


def test_of_two_that_add_the_second_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb", wait=30)
    within: list[int] = []

    def add(number: int) -> None:
        for _ in range(10):
            with store.adding():
                within.append(number)
                time.sleep(0.002)
                assert within.pop() == number
                assert not within

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(add, n) for n in range(4)]:
            done.result()
    assert not list(tmp_path.iterdir())


def test_a_lock_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    path.with_name(path.name + ".lock").mkdir()
    with pytest.raises(StoreError, match=r"no file .*s\.duckdb\.lock can be written beside the store") as error:
        run(documents()[:2], Store(path), CodeOptions(workers=1))
    assert not isinstance(error.value, StoreBusy)
