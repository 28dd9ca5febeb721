"""Parsed data files remembered as one JSON file, so that a start does not parse YAML."""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import platformdirs


def hash_of(paths: Iterable[Path]) -> str:
    """sha256 over names and contents of files, in the given order."""
    out = hashlib.sha256()
    for path in paths:
        out.update(path.name.encode("utf-8", "surrogatepass") + b"\x00")
        out.update(path.read_bytes() + b"\x00")
    return out.hexdigest()


def compiled(name: str, key: str, build: Callable[[], Any]) -> Any:
    """What ``build`` returns (JSON types), from the user's cache folder when it was built before under ``key``."""
    folder = Path(platformdirs.user_cache_dir("dragoman"))
    path = folder / f"{name}-{key[:24]}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        pass
    value = build()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value, file)
        Path(temporary).replace(path)
        for old in folder.glob(f"{name}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        pass  # a cache that cannot be written only costs time
    return value
