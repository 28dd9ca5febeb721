"""Event data of ICEWS: the public extract of four columns, and the project's own files of twenty.

A row becomes a document of its own whose text is the row, so that every event still rests on words; outlets are the
publisher where the row names one.  CAMEO codes are read as types and modes by the ontology's mapping; codes of class 01
are statements, which have no type, and are left out.
"""

import csv
import hashlib
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TextIO

import yaml

from dragoman.errors import DragomanError
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.records import Actor, Coded, Coder, DateRange, Document, Event, Span, digest

CONFIDENCE = 0.7  # of one row: about what ICEWS reports of its own precision
VERSION = "1"
_NAMED = re.compile(r"^(?P<what>.*?)\s*\((?P<where>[^()]+)\)$")


class FormatError(DragomanError):
    """A file that is no ICEWS data; the message says what was expected."""


@dataclass(slots=True)
class ImportReport:
    """What an import did: rows read, events made, rows of statements, rows skipped and why, names resolved."""

    rows: int = 0
    events: int = 0
    statements: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    resolved: Counter[str] = field(default_factory=Counter)

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
def _tables() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, list[str]]]:
    raw: dict[str, Any] = yaml.safe_load((files("dragoman.interchange") / "icews.yaml").read_text(encoding="utf-8"))
    begins = dict(sorted(raw["begins"].items(), key=lambda pair: -len(pair[0])))
    return raw["names"], begins, raw["roles"]


def cameo_of(name: str) -> str | None:
    """CAMEO code of an ICEWS event name; None where it is unknown."""
    names, begins, _ = _tables()
    name = " ".join(name.lower().split())
    return names.get(name) or next((code for start, code in begins.items() if name.startswith(start)), None)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
            yield file
    else:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            yield file


def read_icews(path: Path, gazetteer: Gazetteer, ontology: Ontology, report: ImportReport) -> Iterator[Coded]:
    """Every row of the file at ``path`` as a document with its event.

    ``report`` counts as the rows are read.  Raises ``FormatError`` for a file without the columns of either format.
    """
    resolver = _Names(gazetteer, report)
    label = digest(path.name)[:8]
    try:
        with _opened(path) as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            columns = set(rows.fieldnames or ())
            wide = {"Event Date", "Source Name", "Event Text", "Target Name"} <= columns
            if not wide and not {"source", "event", "target", "date"} <= columns:
                raise FormatError(
                    f"{path}: no ICEWS data; expected the columns source, event, target, date, or Event Date ..."
                )
            for number, row in enumerate(rows, 1):
                report.rows += 1
                coded = _coded(
                    _wide(row) if wide else _narrow(row), f"icews-{label}-{number}", resolver, ontology, report
                )
                if coded:
                    report.events += 1
                    yield coded
    except (lzma.LZMAError, EOFError, csv.Error) as error:
        raise FormatError(f"{path}: the file is damaged after {report.rows} rows ({error})") from error


def _wide(row: Mapping[str, str | None]) -> dict[str, str]:
    def cell(name: str) -> str:
        value = (row.get(name) or "").strip().strip('"')
        return "" if value in ("NA", "NULL") else value

    return {
        "source": cell("Source Name"),
        "event": cell("Event Text"),
        "target": cell("Target Name"),
        "date": cell("Event Date"),
        "cameo": cell("CAMEO Code"),
        "source_country": cell("Source Country"),
        "target_country": cell("Target Country"),
        "source_sectors": cell("Source Sectors"),
        "target_sectors": cell("Target Sectors"),
        "outlet": cell("Publisher"),
        "place": cell("Country"),
    }


def _narrow(row: Mapping[str, str | None]) -> dict[str, str]:
    return {name: (row.get(name) or "").strip() for name in ("source", "event", "target", "date")}


def _coded(
    row: Mapping[str, str], name: str, resolver: "_Names", ontology: Ontology, report: ImportReport
) -> Coded | None:
    try:
        day = date.fromisoformat(row["date"]).isoformat()
    except ValueError:
        report.skipped["no date"] += 1
        return None
    if not row["source"] or not row["target"] or not row["event"]:
        report.skipped["no source, target or event"] += 1
        return None
    cameo = row.get("cameo") or cameo_of(row["event"]) or ""
    if cameo.startswith("01"):
        report.statements += 1
        return None
    found = ontology_type(cameo)
    if found is None:
        report.skipped[f"unknown event {row['event']!r}"] += 1
        return None
    kind, mode = found
    head, tail = f"{row['source']}: ", f": {row['target']}"
    text = f"{head}{row['event']}{tail}"
    document = Document(
        id=Document.id_of(name, text),
        name=name,
        text=text,
        outlets=(row["outlet"],) if row.get("outlet") else (),
        language="en",
        published=day,
        raw_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    source = resolver.actor(row["source"], day, row.get("source_country"), row.get("source_sectors"), 0)
    start = len(text) - len(row["target"])
    target = resolver.actor(row["target"], day, row.get("target_country"), row.get("target_sectors"), start)
    if not source.code and not target.code:
        report.skipped["neither party resolved"] += 1
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
        self._states: dict[str, str | None] = {}
        self._entities: dict[str, Any] = {}

    def actor(self, name: str, day: str, country: str | None, sectors: str | None, start: int) -> Actor:
        code, role = self._resolve(name, day, country, sectors)
        self.report.names[name] += 1
        if code:
            self.report.resolved[name] += 1
        return Actor(code, role, name, name, start, start + len(name))

    def _resolve(self, name: str, day: str, country: str | None, sectors: str | None) -> tuple[str | None, str | None]:
        bracket = _NAMED.match(name)
        if country or bracket:
            where = country or (bracket["where"] if bracket else "")
            state = self._state(where)
            if state:
                if self._state(name) == state:
                    return state, "GOV"
                if bracket is None:
                    known = self._entity(name)
                    term = known.at(day) if known else None
                    if term and term.code == state:
                        return term.code, term.role
                what = bracket["what"] if bracket else name
                return state, role_of(sectors or what) or role_of(what) or ("ELI" if bracket is None else "GOV")
        entity = self._entity(bracket["what"] if bracket else name)
        if entity is None:
            return None, None
        term = entity.at(day)
        if term:
            return term.code, term.role or (
                "GOV" if entity.kind in ("state", "defacto", "territory", "dissolved") else None
            )
        former = entity.former(day) or entity.at(None)
        return (former.code, "ELI") if former else (None, None)

    def _state(self, name: str) -> str | None:
        if name not in self._states:
            found = self._entity(name)
            kinds = ("state", "defacto", "territory", "dissolved")
            self._states[name] = found.terms[-1].code if found and found.kind in kinds and found.terms else None
        return self._states[name]

    def _entity(self, name: str) -> Any:
        if name not in self._entities:
            # a name is an entity's where it is matched whole, not where it merely holds one
            match = next((m for m in self.gazetteer.matches(name) if m.end - m.start == len(name)), None)
            self._entities[name] = match.entities[0] if match else None
        return self._entities[name]


@lru_cache(maxsize=8192)
def role_of(words: str) -> str | None:
    """Role by the words of a name or of a list of sectors."""
    lower = words.lower()
    for role, marks in _tables()[2].items():
        if any(re.search(r"(?<!\w)" + re.escape(mark), lower) for mark in marks):
            return role
    return None
