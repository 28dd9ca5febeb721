"""How lexicon files are read, refused and remembered."""

from pathlib import Path

import platformdirs
import pytest

from dragoman.ontology import LexiconError, Ontology
from dragoman.ontology.cache import compiled
from dragoman.ontology.ontology import modes_of
from dragoman.ontology.words import read_lists


def write(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_file_adds_a_frame_and_changes_the_version(tmp_path: Path) -> None:
    path = write(tmp_path, "- {lemma: zorble, type: ACCUSE, mode: allege}\n")
    own = Ontology.load([path])
    assert [f.id for f in own.verbs["zorble"]] == ["own:zorble.1:zorble"]
    assert own.version != Ontology.load().version


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- {type: ACCUSE}\n", "lemma"),
        ("- {lemma: zorble}\n", "type"),
        ("- {lemma: zorble, type: NOTHING}\n", "NOTHING"),
        ("- {lemma: zorble, type: ACCUSE, mode: sing}\n", "sing"),
        ("- {lemma: zorble, type: ACCUSE, object: '@no_such_set'}\n", "no_such_set"),
        ("- {lemma: zorble, type: ACCUSE, pos: adverb}\n", "adverb"),
        ("- {lemma: zorble, type: ACCUSE, status: maybe}\n", "maybe"),
        ("- {lemma: zorble, type: ACCUSE, weight: heavy}\n", "weight"),
        ("lemma: zorble\n", "list"),
        ("- lemma: [zorble\n", "own.yaml"),
    ],
)
def test_bad_entry_is_named_with_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        Ontology.load([write(tmp_path, text)])


def test_unquoted_on_is_understood_as_a_preposition(tmp_path: Path) -> None:
    frame = Ontology.load([write(tmp_path, "- {lemma: zorble, type: ACCUSE, on: any}\n")]).verbs["zorble"][0]
    assert [c.slot for c in frame.conditions] == ["on"]


def test_cache_is_used_and_does_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda name: str(tmp_path / name))
    assert compiled("thing", "key", lambda: {"a": 1}) == {"a": 1}
    assert compiled("thing", "key", lambda: {"a": 2}) == {"a": 1}
    assert compiled("thing", "other", lambda: {"a": 2}) == {"a": 2}
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda name: str(blocked))
    assert compiled("thing", "key", lambda: {"a": 3}) == {"a": 3}


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"by": "means", "type": "ASSAULT", "mode": "sing", "words": ["song"]}, "no mode sing"),
        ({"by": "nowhere", "type": "ASSAULT", "mode": "drone", "words": ["drone"]}, "a place"),
        ({"by": "means", "type": "ASSAULT", "mode": "drone"}, "words"),
        ("drone", "words"),
    ],
)
def test_bad_words_of_a_mode_are_named_with_their_reason(entry: object, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        modes_of([entry], Ontology.load().kinds)


@pytest.mark.parametrize(
    "text", ["- verb\n", "carrying: [fire]\n", "carrying: {words: [on]}\n", "carrying: {use: x}\n", "a: [\n"]
)
def test_bad_list_of_words_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(LexiconError, match=r"own\.yaml"):
        read_lists(write(tmp_path, text))
