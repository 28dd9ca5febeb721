"""Types, modes, contexts and frames as they are looked up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.ontology.cache import compiled, hash_of
from dragoman.ontology.frames import NONE, Frame, LexiconError, frames_of, sets_of, words_of
from dragoman.ontology.uses import Uses
from dragoman.ontology.words import read_yaml, word_files

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
MODES = "modes.yaml"
# where the words stand that give an act its mode
MODES_BY = ("manner", "means", "act", "name", "crowd", "asked", "threat", "object", "channel")


@dataclass(frozen=True, slots=True)
class Kind:
    """One PLOVER type: quad class, weight, nearest CAMEO code, and those of its modes that have their own."""

    name: str
    quad: int
    weight: float
    cameo: str
    modes: Mapping[str, tuple[float, str]]


@dataclass(frozen=True, slots=True)
class ModeWords:
    """Words that give an act of ``type`` its ``mode`` where its frame leaves it open."""

    type: str
    mode: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Types and frames, loaded once.

    ``context_words`` gives the PLOVER contexts that a word or phrase speaks of, ``context_firsts`` with what words the
    phrases begin; ``modes`` the words that give an act its mode, by where they stand and in the order in which they are
    tried; ``version`` is a short hash of all files.
    """

    kinds: Mapping[str, Kind]
    frames: tuple[Frame, ...]
    sets: Mapping[str, frozenset[str]]
    context_words: Mapping[str, tuple[str, ...]]
    modes: Mapping[str, tuple[ModeWords, ...]]
    version: str
    verbs: Mapping[str, Uses] = field(default_factory=dict)
    nouns: Mapping[str, Uses] = field(default_factory=dict)
    adjectives: Mapping[str, Uses] = field(default_factory=dict)
    context_firsts: frozenset[str] = frozenset()

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Ontology":
        """The ontology of the package with a user's lexicon files ``extra``.

        A file holds a list of entries as docs/LEXICON.md describes them.  Raises ``LexiconError`` for an entry that
        cannot be used and ``OSError`` for a file that cannot be read.
        """
        return _load(tuple(extra), hash_of([*_paths(), *word_files(), *extra]))

    def weight(self, kind: str, mode: str | None) -> float:
        """PLOVER's score of a type in a mode."""
        of = self.kinds[kind]
        return of.modes[mode][0] if mode is not None and mode in of.modes else of.weight

    def cameo(self, kind: str, mode: str | None) -> str:
        """The nearest CAMEO code of a type in a mode."""
        of = self.kinds[kind]
        return of.modes[mode][1] if mode is not None and mode in of.modes else of.cameo

    def quad(self, kind: str) -> int:
        """Quad class, 1 to 4."""
        return self.kinds[kind].quad

    @staticmethod
    def plover(kind: str, status: str) -> str:
        """The type in PLOVER's own convention (CODEBOOK section 4)."""
        if status != "planned":
            return kind
        return "AGREE" if kind in COOPERATIVE else "THREATEN" if kind in HOSTILE else kind


def _index(frames: Sequence[Frame], pos: str) -> dict[str, Uses]:
    out: dict[str, list[Frame]] = {}
    for frame in frames:
        if frame.pos == pos:
            out.setdefault(frame.lemma, []).append(frame)
    # of equals the one that stands first in the files
    return {lemma: Uses(sorted(found, key=lambda f: (-f.specificity, -f.weight))) for lemma, found in out.items()}


def _by_word(contexts: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for context, words in contexts.items():
        for word in words:
            out[str(word)] = (*out.get(str(word), ()), context)
    return out


def modes_of(entries: Any, kinds: Mapping[str, Kind]) -> dict[str, tuple[ModeWords, ...]]:
    """The entries of ``modes.yaml`` by place.  Raises ``LexiconError`` for one that cannot be used."""
    out: dict[str, tuple[ModeWords, ...]] = dict.fromkeys(MODES_BY, ())
    for number, entry in enumerate(entries, 1):
        where = f"{MODES}: entry {number}"
        if not isinstance(entry, dict) or entry.get("by") not in MODES_BY or not entry.get("words"):
            raise LexiconError(f"{where}: an entry needs words and a place, by: {', '.join(MODES_BY)}")
        kind, mode = str(entry.get("type")), str(entry.get("mode"))
        if kind not in kinds or mode not in kinds[kind].modes:
            raise LexiconError(f"{where}: there is no mode {mode} of a type {kind}")
        found = ModeWords(kind, mode, frozenset(words_of(entry["words"], where)))
        out[entry["by"]] = (*out[entry["by"]], found)
    return out


def data_folder() -> Path:
    """Where the data files of the package lie."""
    return Path(str(files("dragoman.ontology") / "data"))


def _paths() -> list[Path]:
    folder = data_folder()
    own = ("types.yaml", "sets.yaml", "contexts.yaml", MODES)
    return [*(folder / name for name in own), *sorted((folder / "frames").glob("*.yaml"))]


def entry_of(rule: str) -> Mapping[str, Any] | None:
    """The entry of the package's lexicon behind a frame's id ("REJECT:veto.1:veto"), as written; None where none is."""
    return _entries().get(rule.rpartition(":")[0])


@lru_cache(maxsize=1)
def package_version() -> str:
    """The version of an ontology without a user's own files."""
    return hash_of([*_paths(), *word_files()])[:12]


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, Mapping[str, Any]]:
    paths = _paths()
    values: list[Any] = compiled("frames", hash_of([*paths, *word_files()]), lambda: [read_yaml(p) for p in paths])
    both = zip(paths, values, strict=True)
    return {name: entry for path, found in both if path.parent.name == "frames" for name, entry in _named(path, found)}


def _named(path: Path, entries: Sequence[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries of a lexicon file, each with the beginning of its frames' ids."""
    count: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise LexiconError(f"{path.name}: entry {number} is no mapping")
        # numbered by first lemma, so that an entry put in elsewhere does not rename the others
        first = entry.get("lemma")
        name = str(first[0] if isinstance(first, list) and first else first)
        count[name] = count.get(name, 0) + 1
        yield f"{path.stem}:{name.replace(' ', '_')}.{count[name]}", entry


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...], key: str) -> Ontology:
    paths = _paths()
    # by place, not by path: a file of the same content elsewhere has the same key
    values: list[Any] = compiled("frames", key, lambda: [read_yaml(p) for p in (*paths, *extra)])
    raw = dict(zip((*paths, *extra), values, strict=True))
    named = {path.name: raw[path] for path in paths}
    kinds = {name: _kind(name, value) for name, value in (named.get("types.yaml") or {}).items()}
    sets = sets_of(named.get("sets.yaml") or {})
    frames: list[Frame] = []
    for path in (*paths, *extra):
        entries = raw[path]
        if path.parent.name != "frames" and path not in extra:
            continue
        if not isinstance(entries, list):
            raise LexiconError(f"{path.name}: a lexicon file is a list of entries")
        for name, entry in _named(path, entries):
            for frame in frames_of(entry, name, sets):
                if frame.type != NONE and frame.type not in kinds:
                    raise LexiconError(f"{frame.id}: there is no type {frame.type}")
                if frame.mode is not None and frame.mode not in kinds[frame.type].modes:
                    raise LexiconError(f"{frame.id}: {frame.type} has no mode {frame.mode}")
                frames.append(frame)
    contexts = _by_word(named.get("contexts.yaml") or {})
    return Ontology(
        kinds=kinds,
        frames=tuple(frames),
        sets=sets,
        context_words=contexts,
        modes=modes_of(named.get(MODES) or [], kinds),
        version=key[:12],
        verbs=_index(frames, "verb"),
        nouns=_index(frames, "noun"),
        adjectives=_index(frames, "adj"),
        context_firsts=frozenset(phrase.split(" ")[0] for phrase in contexts if " " in phrase),
    )


def _kind(name: str, raw: Mapping[str, Any]) -> Kind:
    weight, cameo = float(raw["weight"]), str(raw["cameo"])
    modes = {
        mode: (float((own or {}).get("weight", weight)), str((own or {}).get("cameo", cameo)))
        for mode, own in (raw.get("modes") or {}).items()
    }
    return Kind(name, int(raw["quad"]), weight, cameo, modes)
