"""Event data of ICEWS: the public extract of four columns, and the project's own files of twenty.

A row becomes a document of its own whose text is the row, so that every event still rests on words; outlets are the
publisher where the row names one.  CAMEO codes are read as types and modes by the ontology's mapping; codes of class 01
are statements, which have no type, and are left out.  A row keeps its name wherever it is found again: by its Event ID,
or by its words and how many like it came before, so that no file adds it twice.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from dragoman.gazetteer import STATE_KINDS, Entity, Gazetteer
from dragoman.interchange.names import Persons
from dragoman.interchange.tables import DAMAGE, FormatError, columns_of, expect, opened, rows_of
from dragoman.ontology import Ontology
from dragoman.records import Actor, Coded, Coder, DateRange, Document, Event, Span, digest

CONFIDENCE = 0.7  # of one row: about what ICEWS reports of its own precision
VERSION = "1"
_NAMED = re.compile(r"^(?P<what>.*?)\s*\((?P<where>[^()]+)\)$")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?")
NARROW = ("source", "event", "target", "date")
WIDE = ("event date", "source name", "event text", "target name")

__all__ = ["FormatError", "ImportReport", "cameo_of", "ontology_type", "read_icews", "role_of"]


@dataclass(slots=True)
class ImportReport:
    """What an import did: rows read, events made, rows of statements, rows skipped and why, names resolved.

    ``lines`` has the first line of the file that was skipped for each reason.
    """

    rows: int = 0
    events: int = 0
    statements: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    resolved: Counter[str] = field(default_factory=Counter)
    lines: dict[str, int] = field(default_factory=dict)

    def skip(self, reason: str, line: int) -> None:
        """Count a line that was left out."""
        self.skipped[reason] += 1
        self.lines.setdefault(reason, line)

    def unresolved(self, count: int) -> list[tuple[str, int]]:
        """The commonest names without a code, with how often they stand."""
        return Counter({n: c for n, c in self.names.items() if n not in self.resolved}).most_common(count)

    @property
    def share_resolved(self) -> float:
        """Share of the mentions of actors that have a code."""
        return sum(self.resolved.values()) / max(sum(self.names.values()), 1)

    @property
    def share_of_bare_names(self) -> float:
        """The same of names that carry no country."""
        bare = {n: c for n, c in self.names.items() if not _NAMED.match(n)}
        return sum(self.resolved[n] for n in bare) / max(sum(bare.values()), 1)


@lru_cache(maxsize=1)
def _tables() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, list[str]], Mapping[str, str]]:
    raw: dict[str, Any] = yaml.safe_load((files("dragoman.interchange") / "icews.yaml").read_text(encoding="utf-8"))
    begins = dict(sorted(raw["begins"].items(), key=lambda pair: -len(pair[0])))
    return raw["names"], begins, raw["roles"], raw["actors"]


def cameo_of(name: str) -> str | None:
    """CAMEO code of an ICEWS event name; None where it is unknown."""
    names, begins, *_ = _tables()
    name = " ".join(name.lower().split())
    return names.get(name) or next((code for start, code in begins.items() if name.startswith(start)), None)


@lru_cache(maxsize=512)
def words_of(cameo: str) -> str | None:
    """The event name of a CAMEO code, or of the code that it is a kind of; None where there is none."""
    names = {code: name for name, code in reversed(list(_tables()[0].items()))}
    return next((names[cameo[:n]] for n in range(len(cameo), 1, -1) if cameo[:n] in names), None)


def read_icews(
    path: Path,
    gazetteer: Gazetteer,
    ontology: Ontology,
    report: ImportReport,
    progress: Callable[[int], None] = lambda rows: None,
) -> Iterator[Coded]:
    """Every row of the file at ``path`` as a document with its event.

    ``report`` counts as the rows are read; ``progress`` is told how many were.  Raises ``FormatError`` for a file
    without the columns of either format, and where a packed file breaks off.
    """
    resolver = _Names(gazetteer, report)
    alike: Counter[str] = Counter()
    try:
        with opened(path) as file:
            rows = rows_of(file)
            _, header = next(rows, (1, []))
            columns = columns_of(header)
            take = (_narrow, _wide)[expect(path, columns, header, (NARROW, WIDE))]
            width = max(columns[name] for name in (NARROW if take is _narrow else WIDE)) + 1
            for line, cells in rows:
                report.rows += 1
                if report.rows % 1000 == 0:
                    progress(1000)
                if len(cells) < width:
                    report.skip("too few columns", line)
                    continue
                coded = _coded(take(columns, cells), line, alike, resolver, ontology, report)
                if coded:
                    report.events += 1
                    yield coded
            progress(report.rows % 1000)
    except DAMAGE as error:
        raise FormatError(f"{path}: the file is damaged after {report.rows:,} rows ({error})") from error


def count_lines(path: Path) -> int:
    """Rows of a file, for the progress of reading it."""
    try:
        with opened(path) as file:
            return max(sum(chunk.count("\n") for chunk in iter(lambda: file.read(1 << 20), "")) - 1, 0)
    except DAMAGE:
        return 0


def _wide(columns: Mapping[str, int], cells: list[str]) -> dict[str, str]:
    def cell(name: str) -> str:
        at = columns.get(name, len(cells))
        value = " ".join(cells[at].strip().strip('"').split()) if at < len(cells) else ""
        return "" if value in ("NA", "NULL", "None") else value

    return {
        "id": cell("event id"),
        "source": cell("source name"),
        "event": cell("event text"),
        "target": cell("target name"),
        "date": cell("event date"),
        "cameo": cell("cameo code"),
        "source_country": cell("source country"),
        "target_country": cell("target country"),
        "source_sectors": cell("source sectors"),
        "target_sectors": cell("target sectors"),
        "outlet": cell("publisher"),
    }


def _narrow(columns: Mapping[str, int], cells: list[str]) -> dict[str, str]:
    return {name: " ".join(cells[columns[name]].strip().strip('"').split()) for name in NARROW}


def _day(typed: str) -> str | None:
    found = _DAY.fullmatch(typed)
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def _coded(
    row: Mapping[str, str],
    line: int,
    alike: Counter[str],
    resolver: "_Names",
    ontology: Ontology,
    report: ImportReport,
) -> Coded | None:
    day = _day(row["date"])
    if day is None:
        report.skip("no day written as 2018-06-01" if row["date"] else "no date", line)
        return None
    if not row["source"] or not row["target"] or not row["event"]:
        report.skip("no source, target or event", line)
        return None
    cameo = row.get("cameo") or ""
    if not cameo or (ontology_type(cameo) is None and not cameo.startswith("01")):
        cameo = cameo_of(row["event"]) or cameo
    if cameo.startswith("01"):
        report.statements += 1
        return None
    found = ontology_type(cameo)
    if found is None:
        unknown = f"CAMEO code {row['cameo']!r}" if row.get("cameo") else f"event {row['event'][:60]!r}"
        report.skip(f"unknown {unknown}", line)
        return None
    kind, mode = found
    head, tail = f"{row['source']}: ", f": {row['target']}"
    text = f"{head}{row['event']}{tail}"
    if row.get("id"):
        name = f"icews-{row['id'][:40]}"
    else:
        key = digest(text, day)
        alike[key] += 1
        name = f"icews-{key}-{alike[key]}"
    document = Document(
        id=Document.id_of(name, text),
        name=name,
        text=text,
        outlets=(row["outlet"],) if row.get("outlet") else (),
        language="en",
        published=day,
        raw_sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
    )
    source = resolver.actor(row["source"], day, row.get("source_country"), row.get("source_sectors"), 0)
    start = len(text) - len(row["target"])
    target = resolver.actor(row["target"], day, row.get("target_country"), row.get("target_sectors"), start)
    if not source.code and not target.code:
        report.skip("neither party resolved", line)
        return None
    reciprocal = kind == "CONSULT"
    parties = (target, source) if cameo.startswith("043") else (source, target)
    trigger = Span(len(head), len(head) + len(row["event"]))
    event = Event(
        id=digest(document.id, "event", trigger.start, trigger.end, 0),
        document=document.id,
        type=kind,
        mode=mode,
        status="happened",
        actors=parties if reciprocal else (source,),
        recipients=() if reciprocal else (target,),
        trigger=trigger,
        evidence=Span(0, len(text)),
        plover=kind,
        quad=ontology.quad(kind),
        weight=ontology.weight(kind, mode),
        confidence=CONFIDENCE,
        coder=Coder(f"icews:{cameo}", VERSION),
        date=DateRange(day, day, "day"),
        cameo=cameo,
    )
    return Coded(document, (event,))


@lru_cache(maxsize=512)
def ontology_type(cameo: str) -> tuple[str, str | None] | None:
    """Type and mode of a CAMEO code by its longest mapped prefix; None for statements and what is no code.

    What ICEWS calls an expressed intent is an agreement or promise, as the mapping has it.
    """
    table = _cameo_table()
    for length in range(len(cameo), 1, -1):
        found = table.get(cameo[:length])
        if found:
            return (found, None) if isinstance(found, str) else (found[0], found[1])
    return None


@lru_cache(maxsize=1)
def _cameo_table() -> Mapping[str, Any]:
    raw: Mapping[str, Any] = yaml.safe_load((files("dragoman.ontology") / "data" / "cameo.yaml").read_text("utf-8"))
    return raw


class _Names:
    """Actors by the names ICEWS gives them, each worked out once a day of office."""

    def __init__(self, gazetteer: Gazetteer, report: ImportReport) -> None:
        self.gazetteer = gazetteer
        self.report = report
        self.persons = Persons(gazetteer)
        self._states: dict[str, str | None] = {}
        self._entities: dict[str, Entity | None] = {}

    def actor(self, name: str, day: str, country: str | None, sectors: str | None, start: int) -> Actor:
        code, role = self._resolve(name, day, country, sectors)
        self.report.names[name] += 1
        if code:
            self.report.resolved[name] += 1
        return Actor(code, role, name, name, start, start + len(name))

    def _resolve(self, name: str, day: str, country: str | None, sectors: str | None) -> tuple[str | None, str | None]:
        own = _tables()[3].get(name.lower().removeprefix("office of the "))
        if own:
            code, _, role = own.partition(":")
            return code, role or None
        bracket = _NAMED.match(name)
        if country or bracket:
            where = country or (bracket["where"] if bracket else "")
            state = self._state(where)
            if state:
                if self._state(name) == state:
                    return state, "GOV"
                if bracket is None:
                    term = self._term(name, day)
                    if term and term.code == state:
                        return term.code, term.role
                what = bracket["what"] if bracket else name
                return state, role_of(sectors or what) or role_of(what) or ("ELI" if bracket is None else "GOV")
        if bracket:
            # of what is no state a part is its own: a militant of the Taliban, the secretariat of an organisation
            body = self._entity(bracket["where"])
            name = bracket["where"] if body and body.kind in ("group", "organisation", "body") else bracket["what"]
        entity = self._entity(name)
        if entity is None:
            return None, None
        term = entity.at(day)
        if term:
            return term.code, term.role or ("GOV" if entity.kind in STATE_KINDS else None)
        former = entity.former(day) or entity.at(None)
        return (former.code, "ELI") if former else (None, None)

    def _term(self, name: str, day: str) -> Any:
        known = self._entity(name)
        return known.at(day) if known else None

    def _state(self, name: str) -> str | None:
        if name not in self._states:
            own = _tables()[3].get(name.lower())
            found = None if own else self._entity(name)
            known = found.terms[-1].code if found and found.kind in STATE_KINDS and found.terms else None
            self._states[name] = own.partition(":")[0] if own and own.endswith(":GOV") else known
        return self._states[name]

    def _entity(self, name: str) -> Entity | None:
        if name not in self._entities:
            # a name is an entity's where it is matched whole, not where it merely holds one
            match = next((m for m in self.gazetteer.matches(name) if m.end - m.start == len(name)), None)
            states = [e for e in match.entities if e.kind in STATE_KINDS] if match else []
            found = (states or list(match.entities))[0] if match else None
            self._entities[name] = found or self.persons.find(name)
        return self._entities[name]


@lru_cache(maxsize=8192)
def role_of(words: str) -> str | None:
    """Role by the words of a name or of a list of sectors."""
    lower = words.lower()
    for role, marks in _tables()[2].items():
        if any(re.search(r"(?<!\w)" + re.escape(mark), lower) for mark in marks):
            return role
    return None
