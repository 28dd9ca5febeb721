"""Who said what: direct, indirect and mixed quotations with speaker, cue, outlet."""

from dragoman.extract.statements.build import find_statements, link_statements

__all__ = ["find_statements", "link_statements"]
