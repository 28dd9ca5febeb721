"""A small store of own reports, and somebody at the command line."""

import json
import shutil
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.records import Event, Incident
from dragoman.store import Store

REPORTS = (
    ("a", "2024-02-05", "Kenya and Uganda held talks in Nairobi on Monday about the lake border.", "Quay Wire"),
    ("b", "2024-02-05", "Fishing rights topped the agenda as Uganda and Kenya held talks in Nairobi.", "Harbour"),
    ("c", "2024-02-09", "Kenya accused Uganda of seizing three fishing boats on Lake Victoria.", "Quay Wire"),
    ("d", "2024-02-12", "Uganda rejected a Kenyan demand to release the boats.", "Lantern"),
    ("e", "2024-02-20", "Tanzania offered to mediate between Kenya and Uganda.", "Lantern"),
)  # fmt: skip
LATER = ("f", "2024-02-06", "The talks that Kenya and Uganda held in Nairobi on Monday ended late.", "Lantern")


def write(path: Path, *reports: tuple[str, str, str, str]) -> Path:
    lines = [json.dumps({"id": i, "date": d, "text": t, "outlet": o}) for i, d, t, o in reports]
    path.write_text("\n".join(lines), encoding="utf8")
    return path


def call(*args: object) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in args])
    return int(stop.value.code or 0)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    store = folder / "s.duckdb"
    assert call("run", write(folder / "reports.jsonl", *REPORTS), "--store", store, "--workers", 1) == 0
    return store


class Desk:
    """A store of one's own, and what the last command printed."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.store, self.capsys = path, Store(path), capsys
        self.out = self.err = ""

    def call(self, *args: object, store: bool = True, status: int = 0) -> str:
        self.capsys.readouterr()
        found = call(*args, *(("--store", self.path) if store else ()))
        self.out, self.err = self.capsys.readouterr()
        assert found == status, self.err
        assert "Traceback" not in self.err
        return self.out.strip()

    def correct(self, *args: object, status: int = 0) -> str:
        return self.call("correct", *args, "--reason", "as read", "--author", "Wanjiru", status=status)

    def event(self, document: str, type_: str) -> Event:
        rows = self.store.rows("SELECT id FROM documents WHERE name = ?", [document])
        events: list[Event] = self.store.records("events", "document = ? AND type = ?", [rows[0]["id"], type_])
        return events[0]

    def incident(self, event: str) -> Incident:
        return next(i for i in self.store.incidents() if event in i.events)

    def all(self) -> tuple[list[Event], list[Incident]]:
        return self.store.records("events"), self.store.incidents()


@pytest.fixture
def desk(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(Path(shutil.copy(made, tmp_path / "own.duckdb")), capsys)
