"""Imports go only downward, and only the parse room knows spaCy."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "dragoman"
# from the roof to the ground; rooms on one line may not import one another except where named in SAME
ORDER = [
    ["cli"],
    ["web"],
    ["brief"],
    ["claims"],
    ["measure", "examples"],
    ["pipeline"],
    ["corrections"],
    ["link"],
    ["interchange"],
    ["store"],
    ["extract"],
    ["resolve"],
    ["parse"],
    ["read"],
    ["ontology"],
    ["gazetteer"],
    ["records"],
    ["errors", "sample"],
]
LEVEL = {room: n for n, rooms in enumerate(ORDER) for room in rooms}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


FILES = [p for p in sorted(ROOT.rglob("*.py")) if room_of(p) in LEVEL]


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            names |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_downward(path: Path) -> None:
    room = room_of(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "spacy":
            assert room == "parse", f"{path} imports spaCy"
        if parts[0] == "dragoman" and len(parts) > 1 and parts[1] in LEVEL and parts[1] != room:
            assert LEVEL[parts[1]] > LEVEL[room], f"{path} imports {name} from above"


def test_every_room_stands_in_the_order() -> None:
    rooms = {room_of(p) for p in ROOT.rglob("*.py")} - {"__init__", "__main__"}
    assert rooms <= set(LEVEL)


def test_no_file_is_overlong() -> None:
    long = {str(p.relative_to(ROOT)): n for p in ROOT.rglob("*.py") if (n := len(p.read_text().splitlines())) > 560}
    assert not long
