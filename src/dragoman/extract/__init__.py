"""From a parsed document to its records.  ``extract_all`` is the one entry."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.extract.everything import Tools, extract_all

__all__ = ["Tools", "extract_all"]


def __getattr__(name: str) -> Any:
    # on demand: who wants events alone (a claim) need not load what finds votes, figures and quotations
    if name in __all__:
        from dragoman.extract import everything

        return getattr(everything, name)
    raise AttributeError(name)
