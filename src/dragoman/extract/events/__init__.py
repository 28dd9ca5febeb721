"""Political acts: predicates, arguments, status, mode, contexts, attribution, date, confidence."""

from collections.abc import Sequence

from dragoman.ontology import Ontology
from dragoman.parse import Parsed
from dragoman.records import Document, Event, TimeExpression
from dragoman.resolve import ActorResolver


def find_events(
    document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression], ontology: Ontology
) -> tuple[Event, ...]:
    """Events of the document in text order."""
    return ()
