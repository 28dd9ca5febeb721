"""A small gazetteer for tests of a user's own files: compiling the whole one takes seconds each time."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.gazetteer import compiled, gazetteer

_WHOLE = ("states.yaml", "members.yaml", "nominals.yaml", "common.txt", "never.txt", "not_actors.txt", "groups.csv")
_PERSONS = """name,aliases,office,code,role,from,to
Angela Merkel,,Chancellor,DEU,GOV,2005-11-22,2021-12-08
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All lookups see the states, the groups and one chancellor, compiled into a cache of their own."""
    data = tmp_path / "data"
    (data / "terms").mkdir(parents=True)
    for name in _WHOLE:
        shutil.copy(compiled.DATA / name, data / name)
    (data / "places.yaml").write_text("- {code: UKR, places: [Crimea]}\n", encoding="utf-8")
    (data / "cities.csv").write_text("name,code,lat,lon,people\nKharkiv,UKR,49.98,36.25,1400000\n", encoding="utf-8")
    (data / "terms" / "persons.csv").write_text(_PERSONS, encoding="utf-8")
    monkeypatch.setattr(compiled, "DATA", data)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    gazetteer._load.cache_clear()
    yield
    gazetteer._load.cache_clear()
