"""What tests share: the bundled sample, coded once a session."""

from pathlib import Path

import pytest

from dragoman.pipeline import CodeOptions, run
from dragoman.read import ReadOptions, read_inputs
from dragoman.store import Store

SAMPLE = Path(__file__).parents[1] / "src" / "dragoman" / "sample" / "reports.jsonl"


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the bundled sample; not to be written to."""
    store = Store(tmp_path_factory.mktemp("sample") / "sample.duckdb")
    run(read_inputs([str(SAMPLE)], ReadOptions(), print), store, CodeOptions(workers=1))
    return store
