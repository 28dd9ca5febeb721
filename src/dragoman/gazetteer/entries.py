"""The readable files of the gazetteer, read entry by entry; a wrong entry is named and the others are kept."""

import csv
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dragoman.gazetteer.organisations import ORGANISATIONS

ROLES = frozenset(
    "GOV JUD LEG MIL SPY COP PTY OPP REB UAF CRM CVL JRN BUS LAB EDU REL MED REF ELI SOC".split()
)  # CODEBOOK section 3
STATE_KINDS = frozenset(("state", "defacto", "dissolved", "territory"))
TABLE_KINDS = {
    "organisations": "organisation",
    "groups": "group",
    "bodies": "body",
    "parties": "party",
    "companies": "company",
    "ngos": "ngo",
    "media": "media",
    "places": "place",
    "terms": "person",
}
COLUMNS = frozenset("name aliases adjectives seats office code role from to example".split())
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")
_CODE = re.compile(r"[A-Z]{3}\Z")
_SUFFIX = re.compile(r"\s*\([^()]*\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Problem:
    """A wrong entry: where it stands and why it was left out."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(slots=True)
class Entry:
    """One entity as its file has it.  ``names`` are (name, kind of name); ``terms`` (code, role, office, from, to)."""

    id: str
    kind: str
    name: str
    file: str
    line: int
    names: list[tuple[str, str]] = field(default_factory=list)
    terms: list[tuple[str, str | None, str | None, str | None, str | None]] = field(default_factory=list)
    state: str | None = None
    examples: list[str] = field(default_factory=list)
    where: tuple[float, float] | None = None


class WrongEntryError(ValueError):
    """An entry that cannot be used, with the reason in words."""


def slug(name: str) -> str:
    """``name`` as an id: lower-case ASCII words joined by hyphens."""
    ascii_name = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l").replace("ı", "i"))
    ascii_name = ascii_name.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.replace("'", "").lower()).strip("-")


def bare(name: str) -> str:
    """``name`` without the bracket that tells it from a namesake."""
    return _SUFFIX.sub("", name)


def day(value: str, last: bool) -> str | None:
    """An ISO day from ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``: the first day of it, or the last.

    Raises WrongEntryError where it is none of these.
    """
    if not value:
        return None
    found = _DAY.match(value)
    if not found:
        raise WrongEntryError(f"{value!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    year, month, date = found.groups()
    number = int(month) if month else (12 if last else 1)
    if not 1 <= number <= 12 or int(year) < 1:
        raise WrongEntryError(f"{value!r} has no such month")
    days = monthrange(int(year), number)[1]
    if date and not 1 <= int(date) <= days:
        raise WrongEntryError(f"{value!r} has no such day")
    return f"{year}-{number:02d}-{date or (f'{days:02d}' if last else '01')}"


def check_code(code: str, states: frozenset[str]) -> str:
    """``code`` if the codebook or the list of states has it; raises WrongEntryError if not."""
    if not _CODE.match(code) or (code not in states and code not in ORGANISATIONS):
        raise WrongEntryError(f"unknown code {code!r}")
    return code


def check_role(role: str) -> str | None:
    """``role`` or None where empty; raises WrongEntryError for a role that the codebook lacks."""
    if role and role not in ROLES:
        raise WrongEntryError(f"unknown role {role!r}")
    return role or None


def place_id(name: str, code: str) -> str:
    """Id of a place: its name and the country it lies in."""
    return f"place:{slug(name)}-{code.lower()}"


def name_kind(name: str, first: bool, kind: str) -> str:
    """What kind of name an entry's name is: acronyms are short and upper-case."""
    if kind == "place":
        return "place"
    if first:
        return "full" if kind == "person" else "name"
    letters = [c for c in name if c.isalpha()]
    if len(letters) <= 7 and sum(c.isupper() for c in letters) > len(letters) / 2 and " " not in name:
        return "acronym"
    return "alias"


def read_table(path: Path, kind: str, states: frozenset[str], problems: list[Problem]) -> list[Entry]:
    """Entries of a CSV file with the columns ``COLUMNS``, a row a term; rows of one name are one entity."""
    entries: dict[str, Entry] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            lines = csv.reader(handle)
            header: list[str] | None = None
            for row in lines:
                if not row or (row[0].startswith("#")):
                    continue
                if header is None:
                    header = [cell.strip() for cell in row]
                    if "name" not in header or "code" not in header or not COLUMNS.issuperset(header):
                        why = f"wrong header: {','.join(row)[:80]}; columns are name, code and, where wanted, "
                        more = ", ".join(sorted(COLUMNS - {"name", "code"}))
                        problems.append(Problem(path.name, lines.line_num, why + more))
                        return []
                    continue
                try:
                    if len(row) > len(header):
                        raise WrongEntryError(f"{len(row)} cells under {len(header)} columns")
                    cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
                    _add_row(entries, cells, kind, states, path.name, lines.line_num)
                except WrongEntryError as error:
                    problems.append(Problem(path.name, lines.line_num, str(error)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(Problem(path.name, 0, f"cannot be read: {error}"))
    return list(entries.values())


def _add_row(
    entries: dict[str, Entry], cells: Mapping[str, str], kind: str, states: frozenset[str], file: str, line: int
) -> None:
    name = cells.get("name", "")
    if not bare(name):
        raise WrongEntryError("no name")
    key = slug(name)
    if not key:
        raise WrongEntryError(f"{name!r} has no letter of the Latin alphabet")
    start, end = day(cells.get("from", ""), False), day(cells.get("to", ""), True)
    if start and end and start > end:
        raise WrongEntryError(f"{name}: ends ({end}) before it begins ({start})")
    code, role = cells.get("code", ""), cells.get("role", "")
    term = (check_code(code, states), check_role(role), cells.get("office") or None, start, end)
    aliases = [alias.strip() for alias in cells.get("aliases", "").split("|") if alias.strip()]
    if any(len(alias) < 2 for alias in aliases):
        raise WrongEntryError(f"{name}: an alias of one letter")
    entry = entries.get(key)
    if entry is None:
        id_ = place_id(name, term[0]) if kind == "place" else key
        entry = entries[key] = Entry(id_, kind, bare(name), file, line)
        entry.names.append((entry.name, name_kind(entry.name, True, kind)))
    known = {text for text, _ in entry.names}
    for alias in dict.fromkeys(aliases):
        if alias.startswith("=") and kind == "person":
            entry.names.append((alias[1:].strip(), "surname"))
        elif alias not in known:
            entry.names.append((alias, name_kind(alias, False, kind)))
    for column, name_of in (("seats", "seat"), ("adjectives", "adjective")):
        entry.names.extend((n.strip(), name_of) for n in cells.get(column, "").split("|") if n.strip())
    if term not in entry.terms:
        entry.terms.append(term)
    if cells.get("example"):
        entry.examples.append(cells["example"])


def yaml_items(path: Path, problems: list[Problem]) -> Iterator[tuple[int, Any]]:
    """(line, value) of each item of a YAML list."""
    try:
        loader = _LOADER(path.read_text(encoding="utf-8"))
        try:
            node = loader.get_single_node()
            if not isinstance(node, yaml.SequenceNode):
                problems.append(Problem(path.name, 1, "is no list of entries"))
                return
            for item in node.value:
                try:
                    yield item.start_mark.line + 1, loader.construct_document(item)
                except (yaml.YAMLError, ValueError) as error:  # a day such as 9999-99-99
                    problems.append(Problem(path.name, item.start_mark.line + 1, str(error).replace("\n", " ")))
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problems.append(Problem(path.name, line, f"is no YAML: {error.problem}"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        problems.append(Problem(path.name, 0, f"cannot be read: {str(error).splitlines()[0]}"))


_STATE_LISTS = (
    ("names", "name"),
    ("adj", "adjective"),
    ("people", "demonym"),
    ("capital", "capital"),
    ("seats", "seat"),
)
_STATE_KEYS = frozenset(
    {"code", "id", "kind", "role", "state", "to", "successor", "example", *(k for k, _ in _STATE_LISTS)}
)


def read_states(path: Path, problems: list[Problem]) -> list[Entry]:
    """Entries of a YAML file of states."""
    entries = []
    for line, item in yaml_items(path, problems):
        try:
            entries.append(_state(item, path.name, line))
        except WrongEntryError as error:
            problems.append(Problem(path.name, line, str(error)))
    return entries


def _state(item: Any, file: str, line: int) -> Entry:
    if not isinstance(item, dict):
        raise WrongEntryError("is no entry in braces")
    if unknown := set(item) - _STATE_KEYS:
        raise WrongEntryError(f"unknown key {sorted(map(str, unknown))[0]!r}")
    code, kind = str(item.get("code", "")), str(item.get("kind", "state"))
    if not _CODE.match(code):
        raise WrongEntryError(f"{code!r} is no three-letter code")
    if kind not in STATE_KINDS:
        raise WrongEntryError(f"unknown kind {kind!r}")
    lists: dict[str, list[str]] = {}
    for key, _ in _STATE_LISTS:
        value = item.get(key) or []
        if not isinstance(value, list) or not all(isinstance(v, str) and len(v) > 1 for v in value):
            raise WrongEntryError(f"{code}: {key} is no list of names")
        lists[key] = value
    if not lists["names"]:
        raise WrongEntryError(f"{code}: no names")
    entry = Entry(str(item.get("id", code)), kind, lists["names"][0], file, line, state=item.get("state"))
    for key, name_of in _STATE_LISTS:
        entry.names.extend((name, name_of) for name in lists[key])
    entry.names[1 : len(lists["names"])] = [
        (n, "acronym" if name_kind(n, False, kind) == "acronym" else "name") for n in lists["names"][1:]
    ]
    role = check_role(str(item.get("role", "GOV")))
    end = day(str(item["to"]), True) if item.get("to") else None
    entry.terms.append((code, role, None, None, end))
    if end and item.get("successor"):
        entry.terms.append((str(item["successor"]), role, None, end, None))
    if item.get("example"):
        entry.examples.append(str(item["example"]))
    return entry
