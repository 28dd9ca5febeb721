"""One DuckDB file with everything that was read and coded; the only place that keeps state."""

from dragoman.store.store import Store, StoreBusy, StoreError

__all__ = ["Store", "StoreBusy", "StoreError"]
