"""Who said what: direct, indirect and mixed quotations with speaker, cue, outlet."""

from dragoman.parse import Parsed
from dragoman.records import Document, Statement
from dragoman.resolve import ActorResolver


def find_statements(document: Document, parsed: Parsed, resolver: ActorResolver) -> tuple[Statement, ...]:
    """Statements of the document in text order."""
    return ()
