"""Imports go only downward, and only the parse room knows spaCy."""

import ast
import calendar
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.extract.numerals import TENS, UNITS

ROOT = Path(__file__).parents[1] / "src" / "dragoman"
# from the roof to the ground; rooms on one line may not import one another except where named in SAME
ORDER = [
    ["cli"],
    ["web"],
    ["brief"],
    ["claims"],
    ["measure", "examples"],
    ["pipeline"],
    ["linking"],
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
    ["drafts", "errors", "sample"],
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
    long = {str(p.relative_to(ROOT)): n for p in ROOT.rglob("*.py") if (n := len(p.read_text().splitlines())) > 520}
    assert not long


# numbers, dates and measures are closed classes: their words are the grammar that these files hold
MEASURING = {
    "extract/numerals.py",
    "extract/quantities/units.py",
    *(str(p.relative_to(ROOT)) for p in ROOT.glob("extract/dates/*.py")),
}
NUMERALS = {*UNITS, *TENS, *(n.lower() for n in (*calendar.month_name, *calendar.day_name))}
LONGEST_LIST = 12  # plain words; small closed sets stand in code, longer lists are data (docs/LEXICON.md)


def word_lists(path: Path) -> Iterator[tuple[int, set[str]]]:
    """Lines of a file with the plain words that a literal on them holds: a set, a dict's keys, a string that is split,
    an alternation."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        texts: list[str] = []
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            texts = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
        elif isinstance(node, ast.Dict):
            texts = [k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            held = node.func.value
            texts = held.value.split() if isinstance(held, ast.Constant) and isinstance(held.value, str) else []
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "|" in node.value:
            texts = re.split(r"[^a-z]+", node.value)
        # shorter words are prepositions, pronouns, labels of grammar
        yield getattr(node, "lineno", 0), {t for t in texts if re.fullmatch(r"[a-z]{5,}", t)} - NUMERALS


@pytest.mark.parametrize("room", ["extract", "resolve"])
def test_no_long_list_of_words_stands_in_code(room: str) -> None:
    for path in sorted((ROOT / room).rglob("*.py")):
        if str(path.relative_to(ROOT)) in MEASURING:
            continue
        for line, words in word_lists(path):
            assert len(words) <= LONGEST_LIST, f"{path}:{line} holds {len(words)} words: {' '.join(sorted(words))}"
