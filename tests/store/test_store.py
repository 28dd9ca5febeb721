import errno
import shutil
import threading
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.pipeline import CodeOptions, code_documents, recode, run
from dragoman.read import ReadOptions, read_inputs
from dragoman.records import REASONS, Actor, Coded, Coder, DateRange, Document, Event, Place, Reason, Span
from dragoman.store import Store, StoreBusy, StoreError, segments
from dragoman.store.rows import event_row, to_event
from dragoman.store.schema import RECORDS, SCHEMA_VERSION, VIEWS
from tests.conftest import SAMPLE


def ids(store: Store) -> dict[str, set[str]]:
    return {table: {r.id for r in store.records(table)} for table in RECORDS}


def sample() -> list[Document]:
    return list(read_inputs([str(SAMPLE)], ReadOptions(), print))


def test_running_twice_adds_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    first = run(sample(), store, CodeOptions(workers=1))
    before = ids(store)
    second = run(sample(), store, CodeOptions(workers=1))
    assert first.documents == 50
    assert (second.documents, second.known) == (0, 50)
    assert ids(store) == before
    assert store.rows("SELECT count(*) AS n FROM events")[0]["n"] == len(before["events"]) > 0


def test_an_interrupted_run_is_completed_to_the_same_records(tmp_path: Path, sample_store: Store) -> None:
    store = Store(tmp_path / "s.duckdb")

    class Stop(Exception):
        pass

    def interrupted():  # type: ignore[no-untyped-def]
        yield from sample()[:20]
        raise Stop

    with pytest.raises(Stop):
        run(interrupted(), store, CodeOptions(workers=1))
    # what a killed worker leaves: half a segment that was never given its name
    draft = segments.folder_of(store.path) / "part-00001-0000009.tmp"
    draft.mkdir(parents=True)
    (draft / "events.parquet").write_bytes(b"PAR1 half")
    run(sample(), store, CodeOptions(workers=1))
    assert ids(store) == ids(sample_store)
    assert not segments.folder_of(store.path).exists()


def test_a_finished_segment_that_was_not_loaded_is_loaded_by_the_next_run(tmp_path: Path, sample_store: Store) -> None:
    store = Store(tmp_path / "s.duckdb")
    number = store.begin_run("run", {})
    options = CodeOptions(workers=1)
    from dragoman.parse import Parser

    coded = list(code_documents(sample()[:10], Parser(), options.tools()))
    folder = segments.folder_of(store.path)
    segment = segments.write_segment(folder, "x", number, coded, with_documents=True, political_only=True)
    copy = tmp_path / "copy"
    shutil.copytree(segment, copy)
    assert store.recover() == 1
    assert len(store.known()) == 10
    # loading the same segment again, as after a crash between load and removal, adds nothing
    before = store.rows("SELECT count(*) AS n FROM events")[0]["n"]
    folder.mkdir()
    shutil.copytree(copy, folder / "part-x")
    store.recover()
    assert store.rows("SELECT count(*) AS n FROM events")[0]["n"] == before


def test_recode_keeps_the_old_coding_beside_the_new(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    run(sample()[:10], store, CodeOptions(workers=1))
    before = ids(store)
    report = recode(store, CodeOptions(workers=1))
    assert report.documents == 10
    assert ids(store) == before
    assert store.rows("SELECT count(*) AS n FROM events")[0]["n"] == 2 * len(before["events"])


def test_several_processes_store_what_one_does(
    tmp_path: Path, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.pipeline.BATCH", 10)
    store = Store(tmp_path / "s.duckdb")
    run(sample(), store, CodeOptions(workers=2))
    assert ids(store) == ids(sample_store)


def test_reading_works_while_a_run_writes(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    run(sample()[:5], store, CodeOptions(workers=1))
    counts: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            counts.append(store.rows("SELECT count(*) AS n FROM documents")[0]["n"])

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        run(sample(), store, CodeOptions(workers=1))
    finally:
        done.set()
        reader.join(60)
    assert set(counts) <= {5, 50}


def test_no_bar_of_the_database_gets_into_what_is_printed(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    store.begin_run("run", {})
    assert store.rows("SELECT current_setting('enable_progress_bar') AS on") == [{"on": False}]


def test_a_store_held_by_another_process_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import subprocess
    import sys

    path = tmp_path / "s.duckdb"
    Store(path).begin_run("run", {})
    code = f"import duckdb, time; c = duckdb.connect({str(path)!r}); print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        monkeypatch.setattr("dragoman.store.store.NOTICE", 0.05)
        with pytest.raises(StoreBusy, match="in use by another process"):
            Store(path, wait=0.3).known()
        assert [r.getMessage() for r in caplog.records] == [
            f"dragoman: {path} is in use by another process; waiting for it"
        ]
    finally:
        holder.kill()
        holder.communicate()


def test_a_newer_store_is_refused_in_one_sentence(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    store.begin_run("run", {})
    with duckdb.connect(str(store.path)) as db:
        db.execute("UPDATE meta SET value = ?", [str(SCHEMA_VERSION + 1)])
    with pytest.raises(StoreError, match="newer Dragoman"):
        store.known()


def test_a_store_of_the_version_before_is_read_and_upgraded(tmp_path: Path, sample_store: Store) -> None:
    path = tmp_path / "s.duckdb"
    shutil.copy(sample_store.path, path)
    store = Store(path)
    before = store.records("events")
    with duckdb.connect(str(path)) as db:  # no columns for a place's name and a status's reason, as of old
        db.execute("DROP VIEW current_events")
        for column in ("name", "entity", "lat", "lon", "start", "end"):
            db.execute(f"ALTER TABLE events DROP COLUMN place_{column}")
        for column in ("", "_start", "_end"):
            db.execute(f"ALTER TABLE events DROP COLUMN status_by{column}")
        db.execute(f"CREATE VIEW current_events AS {VIEWS['current_events']}")
        db.execute("UPDATE meta SET value = '1'")
    old = store.records("events")
    assert [e.id for e in old] == [e.id for e in before]
    assert [e.place.code for e in old if e.place] == [e.place.code for e in before if e.place and e.place.code]
    assert all(e.status_by is None for e in old)
    assert recode(store, CodeOptions(workers=1)).documents == 50
    assert [e.status_by for e in store.records("events")] == [e.status_by for e in before]
    assert [e.place for e in store.records("events")] == [e.place for e in before]
    assert any(e.place and e.place.lat for e in before)


@pytest.mark.parametrize("content", [b"not a database", b""])
def test_a_file_that_is_no_store_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "s.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreError):
        Store(path).known()
    assert path.read_bytes() == content


def test_a_full_disk_keeps_what_was_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "s.duckdb")
    run(sample()[:10], store, CodeOptions(workers=1))
    before = ids(store)

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("dragoman.store.segments.pq.write_table", full)
    with pytest.raises(OSError, match="No space"):
        run(sample(), store, CodeOptions(workers=1))
    monkeypatch.undo()
    assert ids(store) == before
    run(sample(), store, CodeOptions(workers=1))
    assert len(store.known()) == 50


spans = st.tuples(st.integers(0, 500), st.integers(1, 60)).map(lambda t: Span(t[0], t[0] + t[1]))
actors = st.builds(
    Actor,
    code=st.sampled_from(["USA", "ISR", None]),
    role=st.sampled_from(["GOV", "MIL", None]),
    name=st.text(min_size=1, max_size=20),
    text=st.text(max_size=20),
    start=st.integers(0, 99),
    end=st.integers(100, 200),
    entity=st.none() | st.just("joe-biden"),
    antecedent=st.none() | spans,
)
events = st.builds(
    Event,
    id=st.text("0123456789abcdef", min_size=16, max_size=16),
    document=st.just("d" * 16),
    type=st.just("REJECT"),
    mode=st.none() | st.just("veto"),
    status=st.sampled_from(["happened", "planned"]),
    actors=st.lists(actors, max_size=3).map(tuple),
    recipients=st.lists(actors, max_size=2).map(tuple),
    trigger=spans,
    evidence=spans,
    plover=st.just("REJECT"),
    quad=st.just(3),
    weight=st.just(-2.0),
    confidence=st.floats(0, 1),
    coder=st.just(Coder("veto", "1")),
    date=st.none() | st.just(DateRange("2024-03-22", "2024-03-22", "day")),
    status_by=st.none() | st.builds(Reason, st.sampled_from(REASONS), st.none() | spans),
    contexts=st.just(("diplomatic",)),
    place=st.none() | st.builds(Place, st.just("Acre"), st.none() | st.just("ISR"), st.none() | st.floats(-90, 90)),
    attribution=st.none() | actors,
)


@settings(deadline=None, max_examples=10)
@given(st.lists(events, max_size=5, unique_by=lambda e: e.id))
def test_events_come_back_from_the_store_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, made: list[Event]
) -> None:
    folder = tmp_path_factory.mktemp("trip")
    store = Store(folder / "s.duckdb")
    number = store.begin_run("run", {})
    coded = Coded(Document("d" * 16, "d", "text"), tuple(made))
    store.load(segments.write_segment(folder / "seg", "0", number, [coded], with_documents=True, political_only=False))
    assert store.records("events") == made
    assert [to_event(event_row(e) | {"id": e.id, "document": e.document}) for e in made] == made
