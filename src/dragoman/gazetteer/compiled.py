"""The files of the gazetteer compiled to one table of names, kept in the user's cache by the hash of the sources."""

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs
import yaml

from dragoman.gazetteer import entries as e
from dragoman.gazetteer import places
from dragoman.gazetteer.matcher import first_word, ordered
from dragoman.gazetteer.names import GIVEN_FIRST, fold, middle_dropped, spellings, surnames, transliterations

DATA = Path(__file__).with_name("data")
FORMAT = "1"
# The order of the readings of one name: what it stands for most of the time comes first.
NAME_KINDS = (
    "name", "full", "seat", "acronym", "capital", "adjective", "demonym", "alias", "surname", "place", "village"
)  # fmt: skip
WEAK = NAME_KINDS.index("surname")

Compiled = dict[str, Any]


def sources(extra: Sequence[Path] = ()) -> list[Path]:
    """All files that the gazetteer is made of, those of the package first, in a fixed order."""
    return [*sorted(p for p in DATA.rglob("*") if p.suffix in (".yaml", ".csv", ".txt")), *extra]


def load(extra: Sequence[Path] = ()) -> Compiled:
    """The compiled tables, from the cache where the sources are unchanged."""
    digest = hashlib.sha256(FORMAT.encode())
    code = Path(__file__).parent
    for path in [
        *sources(extra),
        code / "entries.py",
        code / "names.py",
        code / "places.py",
        code / "matcher.py",
        code / "compiled.py",
    ]:
        with contextlib.suppress(OSError):
            digest.update(str(path.name).encode() + b"\0" + path.read_bytes() + b"\0")
    key = digest.hexdigest()[:32]
    folder = Path(platformdirs.user_cache_dir("dragoman"))
    cached = folder / f"gazetteer-{key}.json"
    with contextlib.suppress(OSError, ValueError):
        data: Compiled = json.loads(cached.read_text(encoding="utf-8"))
        if data.get("version") == key:
            return data
    data = build(extra)
    data["version"] = key
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        partial = cached.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        partial.replace(cached)
    return data


def kind_of_file(path: Path) -> str | None:
    """Kind of the entities in a table, from the name of its file or folder; None for a file that is no table."""
    if path.suffix != ".csv":
        return None
    for part in (path.parent.name, path.stem):
        for stem, kind in e.TABLE_KINDS.items():
            if part == stem or part.startswith((stem + "-", stem + "_", stem + ".")):
                return kind
    return None


def read_all(extra: Sequence[Path] = ()) -> tuple[list[e.Entry], list[e.Problem]]:
    """All entries and all that is wrong with them.  An entry of ``extra`` stands before the package's of that name."""
    problems: list[e.Problem] = []
    entries: list[e.Entry] = []
    user_yaml = [p for p in extra if p.suffix in (".yaml", ".yml")]
    for path in [DATA / "states.yaml", *user_yaml]:
        entries.extend(e.read_states(path, problems))
    states = frozenset(code for entry in entries for code, *_ in entry.terms)
    entries.extend(places.read_places(DATA / "places.yaml", states, problems))
    entries.extend(places.read_places(DATA / "places-further.yaml", states, problems, small=True))
    for name in ("cities.csv", "towns.csv", "towns-further.csv", "villages.csv"):
        small = name in ("towns-further.csv", "villages.csv")
        entries.extend(places.read_cities(DATA / name, states, problems, small=small))
    tables = [p for p in sources() if kind_of_file(p)]
    for path in [*tables, *(p for p in extra if p not in user_yaml)]:
        kind = kind_of_file(path) or ("person" if path in extra else None)
        if path.suffix != ".csv" or kind is None:
            problems.append(e.Problem(path.name, 0, "is neither .csv nor .yaml"))
            continue
        entries.extend(e.read_table(path, kind, states, problems))
    return merged(entries, problems, {p.name for p in extra}), problems


def merged(entries: list[e.Entry], problems: list[e.Problem], own: set[str]) -> list[e.Entry]:
    """One entry an id: a user's entry replaces the package's terms and adds to its names; persons of two files join."""
    by_id: dict[str, e.Entry] = {}
    for entry in entries:
        old = by_id.get(entry.id)
        if old is None:
            by_id[entry.id] = entry
        elif old.kind == entry.kind and (entry.kind in ("person", "place") or entry.file in own):
            old.where = old.where or entry.where
            old.names.extend(n for n in entry.names if n not in old.names)
            old.terms = entry.terms if entry.file in own else old.terms + [t for t in entry.terms if t not in old.terms]
        else:
            reason = f"{entry.name}: the name is taken by {old.file}:{old.line}; add a bracket that tells them apart"
            problems.append(e.Problem(entry.file, entry.line, reason))
    return list(by_id.values())


def build(extra: Sequence[Path] = ()) -> Compiled:
    """Read and compile all files: ``entities``, ``names`` (folded name to [entity, kind] pairs), ``common``, sets."""
    entries, problems = read_all(extra)
    common, blocked, never = _word_lists(problems)
    names: dict[str, dict[int, int]] = {}

    def add(name: str, entity: int, kind: str) -> None:
        name = name.lstrip("'#( ")
        rank = NAME_KINDS.index(kind)
        if not first_word(name) or (rank >= WEAK and name in never):
            return
        readings = names.setdefault(name, {})
        readings[entity] = min(rank, readings.get(entity, rank))

    full = {fold(name) for entry in entries if entry.kind == "person" for name, kind in entry.names if " " in name}
    for number, entry in enumerate(entries):
        for name, kind in entry.names:
            for spelling in spellings(name):
                add(spelling, number, kind)
            if entry.kind == "person":
                shorter = middle_dropped(name)
                if shorter:
                    add(shorter, number, "alias")
        if entry.kind == "person":
            for other in transliterations(entry.name):
                if other not in full:
                    add(other, number, "alias")
        if entry.kind == "person":
            short = {fold(name) for name, kind in entry.names if kind == "surname"}
            for code in {term[0] for term in entry.terms}:
                if code in GIVEN_FIRST and fold(entry.name).split()[0] in short:
                    continue
                for surname in surnames(entry.name, code):
                    add(surname, number, "surname")
    for name in blocked:
        names[name] = {}
    common |= _first_names(entries, names)
    order, index = ordered(list(names))
    readings = [
        " ".join(f"{entity}:{rank}" for entity, rank in sorted(names[name].items(), key=lambda r: (r[1], r[0])))
        for name in order
    ]
    rows = [[x.id, x.kind, x.name, x.terms, x.state, x.where] for x in entries]
    # long strings of lines load many times faster than as many small lists; a row is read when it is asked for
    return {
        "entities": "\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows),
        "names": "\n".join(order),
        "readings": "\n".join(readings),
        "index": index,
        "common": sorted(common),
        "nominals": _nominals(problems),
        "members": _members(problems),
        "problems": [[p.file, p.line, p.reason] for p in problems],
    }


def _first_names(entries: list[e.Entry], names: dict[str, dict[int, int]]) -> set[str]:
    """First names of persons that are the name of a town or a surname and nothing better."""
    first = {fold(entry.name).split()[0] for entry in entries if entry.kind == "person" and " " in entry.name}
    regions = {fold(name) for entry in entries if entry.file == "places.yaml" for name, _ in entry.names}
    return {name for name in first - regions if min(names.get(name, {}).values(), default=0) >= WEAK}


def _lines(name: str, problems: list[e.Problem]) -> list[str]:
    path = DATA / name
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        problems.append(e.Problem(name, 0, f"cannot be read: {error}"))
        return []
    return [item.strip() for line in text.splitlines() if not line.startswith("#") for item in line.split(",") if item]


def _word_lists(problems: list[e.Problem]) -> tuple[set[str], list[str], set[str]]:
    common, blocked, never = (
        [fold(w) for w in _lines(name, problems) if w] for name in ("common.txt", "not_actors.txt", "never.txt")
    )
    return set(common), blocked, set(never)


def _nominals(problems: list[e.Problem]) -> dict[str, list[str | None]]:
    out: dict[str, list[str | None]] = {}
    for line, item in e.yaml_items(DATA / "nominals.yaml", problems):
        try:
            role, kind = e.check_role(item["role"]), item["kind"]
            for word in item["words"]:
                if word in out:
                    raise e.WrongEntryError(f"{word!r} stands twice")
                out[word] = [role, kind, item.get("code")]
        except (e.WrongEntryError, KeyError, TypeError) as error:
            problems.append(e.Problem("nominals.yaml", line, str(error)))
    return out


def _members(problems: list[e.Problem]) -> dict[str, list[list[str | None]]]:
    """Set to [code, from, to] of each member."""
    out: dict[str, list[list[str | None]]] = {}
    text = (DATA / "members.yaml").read_text(encoding="utf-8")
    for name, members in (yaml.safe_load(text) or {}).items():
        rows = out.setdefault(name, [])
        for member in members:
            code, _, dates = str(member).partition(" ")
            start, _, end = dates.partition("..")
            rows.append([code, e.day(start.strip(), False), e.day(end.strip(), True)])
    return out
