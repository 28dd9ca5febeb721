"""Places: regions and towns by country (places.yaml), cities with coordinates (cities.csv)."""

import csv
from pathlib import Path
from typing import Any

from dragoman.gazetteer.entries import Entry, Problem, WrongEntryError, bare, check_code, place_id, slug, yaml_items


def read_places(path: Path, states: frozenset[str], problems: list[Problem], small: bool = False) -> list[Entry]:
    """Entries of a YAML list of ``{code: UKR, places: [...]}``; a place is "name|other name; adjective|people".

    Of ``small`` places a name of one word is a "village", as in ``read_cities``.
    """
    entries = []
    for line, item in yaml_items(path, problems):
        try:
            code, places = _country(item, states)
        except WrongEntryError as error:
            problems.append(Problem(path.name, line, str(error)))
            continue
        for place in places:
            try:
                entries.append(_place(place, code, path.name, line, small))
            except WrongEntryError as error:
                problems.append(Problem(path.name, line, str(error)))
    return entries


def _country(item: Any, states: frozenset[str]) -> tuple[str, list[Any]]:
    if not isinstance(item, dict) or set(item) != {"code", "places"} or not isinstance(item["places"], list):
        raise WrongEntryError("is no entry of code and places")
    return check_code(str(item["code"]), states), item["places"]


def _place(place: Any, code: str, file: str, line: int, small: bool) -> Entry:
    if not isinstance(place, str):
        raise WrongEntryError(f"{code}: {place!r} is no name")
    names, _, people = place.partition(";")
    written = [name.strip() for name in names.split("|")]
    if not all(len(bare(name)) > 1 and slug(name) for name in written):
        raise WrongEntryError(f"{code}: {place!r} has an empty name")
    entry = Entry(place_id(written[0], code), "place", bare(written[0]), file, line)
    entry.names.extend((bare(name), "village" if small and name.isalpha() else "place") for name in written)
    entry.names.extend((name.strip(), "adjective") for name in people.split("|") if name.strip())
    entry.terms.append((code, None, None, None, None))
    return entry


def read_cities(path: Path, states: frozenset[str], problems: list[Problem], small: bool = False) -> list[Entry]:
    """Entries of a CSV file with the columns name, code, lat, lon (degrees or nothing), people (inhabitants), aliases.

    Of ``small`` towns a name of one word is a "village": it needs a context in which a place is named.
    """
    entries = []
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = csv.DictReader(handle)
            for row in rows:
                try:
                    code = check_code(row["code"] or "", states)
                    where = (float(row["lat"]), float(row["lon"])) if row["lat"] else None
                    if not slug(row["name"]) or (where and not (abs(where[0]) <= 90 and abs(where[1]) <= 180)):
                        raise WrongEntryError(f"{row['name']!r}: no name, or no such place on the globe")
                except (KeyError, TypeError, ValueError) as error:
                    problems.append(Problem(path.name, rows.line_num, str(error)))
                    continue
                entry = Entry(place_id(row["name"], code), "place", row["name"], path.name, rows.line_num, where=where)
                aliases = row.get("aliases")
                for name in (row["name"], *(aliases.split("|") if aliases else ())):
                    entry.names.append((name, "village" if small and name.isalpha() else "place"))
                entry.terms.append((code, None, None, None, None))
                entries.append(entry)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(Problem(path.name, 0, f"cannot be read: {error}"))
    return entries
