"""From a parsed document to its records.  ``extract_all`` is the one entry."""

from dragoman.extract.everything import Tools, extract_all

__all__ = ["Tools", "extract_all"]
