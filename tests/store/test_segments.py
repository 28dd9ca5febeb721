from pathlib import Path

from dragoman.store import segments


def write(folder: Path, name: str) -> Path:
    return segments.write_segment(folder, name, 1, [], with_documents=True, political_only=True)


def test_the_folder_stays_while_another_segment_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "s.segments"
    whole = write(folder, "1")
    (folder / "part-2.tmp").mkdir()
    segments.discard(whole)
    assert [p.name for p in folder.iterdir()] == ["part-2.tmp"]


def test_the_folder_goes_with_the_last_segment_and_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "s.segments"
    segments.discard(write(folder, "1"))
    assert not folder.exists()
    assert segments.finished(folder) == []
    assert segments.finished(write(folder, "2").parent) == [folder / "part-2"]
