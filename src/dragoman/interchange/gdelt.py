"""Event data of GDELT: the daily tables of versions 1.0 and 2.0, with a header or without.

As with ICEWS a row becomes a document whose text is the row; its day of publication is the day on which the row was
added, the outlet is the host of its source.  A row keeps its number, so that no file adds it twice.  GDELT codes
sentences by their patterns and keeps no words of them, so its rows count for less than others.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.gazetteer import Gazetteer
from dragoman.interchange.icews import ImportReport, ontology_type, words_of
from dragoman.interchange.tables import DAMAGE, FormatError, columns_of, opened, rows_of
from dragoman.ontology import Ontology
from dragoman.records import Actor, Coded, Coder, DateRange, Document, Event, Span, digest

CONFIDENCE = 0.5  # its own makers call a row a mention, not a checked event
VERSION = "1"
WIDTHS = (57, 58, 61)  # columns of the early files, of version 1.0 and of 2.0
# where they stand, the same in all: number, day, and of each party name, country, known group and first type
ID, DAY, CODE, PARTIES = 0, 1, 26, ((6, 7, 8, 12), (16, 17, 18, 22))
HEADER = ("globaleventid", "sqldate", "actor1name", "actor2name", "eventcode")
GROUPS = {
    "UNO": "UNO", "NAT": "NAT", "EEC": "EUR", "AFU": "AFU", "ASN": "ASN", "ARL": "LAS", "GCC": "GCC", "ICC": "ICC",
    "SCE": "IGO", "COE": "IGO", "IMF": "IGO", "WBK": "IGO",
}  # fmt: skip
STATES = {"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "YUG": "SRB"}  # codes of old that states no longer have
ROLES = {
    "GOV": "GOV", "LEG": "LEG", "COP": "COP", "MIL": "MIL", "JUD": "JUD", "SPY": "SPY", "OPP": "OPP", "PTY": "PTY",
    "REB": "REB", "SEP": "REB", "INS": "REB", "UAF": "UAF", "CRM": "CRM", "MED": "JRN", "BUS": "BUS", "MNC": "BUS",
    "EDU": "EDU", "LAB": "LAB", "ELI": "ELI", "HLH": "MED", "REF": "REF",
}  # fmt: skip


def read_gdelt(
    path: Path,
    gazetteer: Gazetteer,
    ontology: Ontology,
    report: ImportReport,
    progress: Callable[[int], None] = lambda rows: None,
) -> Iterator[Coded]:
    """Every row of the file at ``path`` as a document with its event; as ``read_icews``."""
    try:
        with opened(path) as file:
            for n, (line, cells) in enumerate(rows_of(file)):
                if not n and _is_header(path, cells):
                    continue
                report.rows += 1
                if report.rows % 1000 == 0:
                    progress(1000)
                if len(cells) not in WIDTHS:
                    report.skip("another number of columns", line)
                    continue
                coded = _coded([" ".join(c.split()) for c in cells], line, gazetteer, ontology, report)
                if coded:
                    report.events += 1
                    yield coded
            progress(report.rows % 1000)
    except DAMAGE as error:
        raise FormatError(f"{path}: the file is damaged after {report.rows:,} rows ({error})") from error


def _is_header(path: Path, cells: Sequence[str]) -> bool:
    if all(name in columns_of(cells) for name in HEADER):
        return True
    if len(cells) not in WIDTHS or not cells[ID].isdigit() or _day(cells[DAY]) is None:
        raise FormatError(
            f"{path}, line 1: no GDELT data; expected {WIDTHS[1]} or {WIDTHS[2]} columns parted by tabs, "
            "of which the first is the number of the event and the second its day (20130401)"
        )
    return False


def _day(typed: str) -> str | None:
    try:
        return date(int(typed[:4]), int(typed[4:6]), int(typed[6:8])).isoformat() if typed[:8].isdigit() else None
    except ValueError:
        return None


def _coded(
    cells: Sequence[str], line: int, gazetteer: Gazetteer, ontology: Ontology, report: ImportReport
) -> Coded | None:
    day = _day(cells[DAY])
    early = len(cells) == WIDTHS[0]
    added = _day(cells[-1] if early else cells[-2])
    if day is None or added is None:
        report.skip("no day written as 20130401", line)
        return None
    cameo = cells[CODE]
    if cameo.startswith("01"):
        report.statements += 1
        return None
    found = ontology_type(cameo)
    if found is None:
        report.skip(f"unknown CAMEO code {cameo[:20]!r}", line)
        return None
    kind, mode = found
    names = [cells[at[0]] for at in PARTIES]
    if not any(names):
        report.skip("no party", line)
        return None
    what = words_of(cameo) or f"CAMEO {cameo}"
    text = f"{names[0]}: {what}: {names[1]}".strip(": ")
    source, target = (_actor(cells, at, gazetteer, report) for at in PARTIES)
    if not source[0] and not target[0]:
        report.skip("neither party resolved", line)
        return None
    url = "" if early else cells[-1]
    host = urlsplit(url).hostname if url.startswith(("http://", "https://")) else None
    name = f"gdelt-{cells[ID][:40]}"
    document = Document(
        id=Document.id_of(name, text),
        name=name,
        text=text,
        outlets=(host.removeprefix("www."),) if host else (),
        url=url if host else None,
        language="en",
        published=max(day, added),
        raw_sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
    )
    first = Actor(*source, names[0], names[0], 0, len(names[0]))
    second = Actor(*target, names[1], names[1], len(text) - len(names[1]), len(text))
    both = kind == "CONSULT"
    begin = text.index(what)
    event = Event(
        id=digest(document.id, "event", begin, begin + len(what), 0),
        document=document.id,
        type=kind,
        mode=mode,
        status="happened",
        actors=tuple(a for a in (first, second if both else None) if a and a.name),
        recipients=() if both or not names[1] else (second,),
        trigger=Span(begin, begin + len(what)),
        evidence=Span(0, len(text)),
        plover=kind,
        quad=ontology.quad(kind),
        weight=ontology.weight(kind, mode),
        confidence=CONFIDENCE,
        coder=Coder(f"gdelt:{cameo}", VERSION),
        date=DateRange(day, day, "day"),
        cameo=cameo,
    )
    return Coded(document, (event,))


def _actor(
    cells: Sequence[str], at: tuple[int, int, int, int], gazetteer: Gazetteer, report: ImportReport
) -> tuple[str | None, str | None]:
    """Code and role of a party; without a country or known group it has neither."""
    name, country, group, kind = (cells[n] for n in at)
    if not name:
        return None, None
    report.names[name] += 1
    code = GROUPS.get(group) or _state(STATES.get(country, country), gazetteer)
    if code is None:
        return None, None
    report.resolved[name] += 1
    if group in GROUPS:
        return code, "JUD" if code == "ICC" else None
    return code, ROLES.get(kind, "CVL") if kind else "GOV"


def _state(code: str, gazetteer: Gazetteer) -> str | None:
    return code if code and gazetteer.state(code) else None
