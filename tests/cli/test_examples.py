"""Every example of every ``--help`` works as it stands, in a folder where ``dragoman demo`` was run.

What a user must bring is made here under the names that the examples give it.
"""

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import click
import pytest

from dragoman.cli.main import COMMANDS, group
from dragoman.store import Store
from tests.cli.conftest import REPORTS, call, write

OWN = {
    "saved-page.html": "<!DOCTYPE html><html><head><title>Boats</title></head><body><article><h1>Boats</h1>"
    + "".join(f"<p>Kenya accused Uganda of seizing {n} boats on Lake Victoria on Friday.</p>" for n in range(3, 12))
    + "</article></body></html>",
    "saved-page.txt": "Kenya accused Uganda of seizing three fishing boats on Lake Victoria on Friday.\n",
    "corpus.csv": 'pub_date,body\n2024-03-22,"Kenya accused Uganda of seizing boats, and recalled its envoy."\n',
    "my-frames.yaml": "- lemma: snub\n  type: REJECT\n  object: '@actor'\n  example: Kenya snubbed Uganda.\n"
    "  codes: KEN > UGA\n",
    "my-actors.csv": "name,code,role,office,from,to,aliases\nNuru Okeyo,KEN,GOV,lake commissioner,2020,,\n",
    "my-groups.yaml": "Americas: [BRA, CAN, COL]\n",
    "events.2018.tab": "source\tevent\ttarget\tdate\nCitizen (China)\tMake statement\tCitizen (Japan)\t2018-02-03\n"
    "Japan\tCriticize or denounce\tChina\t2018-02-04\n",
    "corrections.jsonl": '{"kind": "drop", "target": ["00"], "author": "A", "made": "2024-01-02", "reason": "none"}\n',
}
MENTIONS = '{"id": "a", "text": "Chad struck Mali.", "mentions": [{"start": 5, "end": 11}]}\n'


def commands(under: click.Command, name: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(under, click.Group):
        yield name, under
        return
    if name:
        yield name, under
    ctx = click.Context(under)
    for one in under.list_commands(ctx):
        found = under.get_command(ctx, one)
        assert found
        yield from commands(found, (*name, one))


ALL = dict(commands(group))


def examples(command: click.Command) -> list[str]:
    text = (command.help or "").partition("Example:\n")[2].replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip().startswith("dragoman ")]


def test_every_command_is_looked_at() -> None:
    assert {name[0] for name in ALL} == set(COMMANDS)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert call("demo", "-o", folder / "demo-out") == 0
    return folder


@pytest.mark.parametrize("name", ALL, ids=" ".join)
def test_the_examples_work(
    demo: Path,
    tmp_path: Path,
    name: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = examples(ALL[name])
    assert lines, f"dragoman {' '.join(name)} --help has no example"
    shutil.copytree(demo / "demo-out", tmp_path / "demo-out")
    (tmp_path / "reports").mkdir()
    write(tmp_path / "reports" / "r.jsonl", *REPORTS)
    for file, text in OWN.items():
        (tmp_path / file).write_text(text, encoding="utf8")
    (tmp_path / "documents.jsonl").write_text(MENTIONS, encoding="utf8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", StringIO("q\n"))
    store = Store(tmp_path / "demo-out" / "record.duckdb")
    for line in lines:
        words = shlex.split(line.partition(" > ")[0])[1:]
        if "undo" in words:  # its id is that of a correction which stands nowhere yet
            event = store.records("events")[0].id
            capsys.readouterr()
            assert call("correct", "drop", event, "--reason", "none", "--author", "A", "--store", store.path) == 0
            words = [capsys.readouterr().out.strip() if re.fullmatch("[0-9a-f]{16}", w) else w for w in words]
        assert call(*words) == 0, f"{line}\n{capsys.readouterr().err}"
