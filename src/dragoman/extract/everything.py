"""All extractors in the order in which they use one another."""

from dataclasses import dataclass

from dragoman.extract.dates import find_dates
from dragoman.extract.events import find_events
from dragoman.extract.quantities import find_figures, find_quantities
from dragoman.extract.statements import find_statements, link_statements
from dragoman.extract.votes import find_votes, link_votes
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parsed
from dragoman.records import Coded, Document
from dragoman.resolve import ActorResolver


@dataclass(frozen=True, slots=True)
class Tools:
    """What every document is coded with: loaded once a process, never changed."""

    gazetteer: Gazetteer
    ontology: Ontology


def extract_all(document: Document, parsed: Parsed, tools: Tools) -> Coded:
    """All records of one document."""
    resolver = ActorResolver(document, parsed, tools.gazetteer)
    dates = find_dates(document, parsed)
    quantities = find_quantities(document, parsed, dates)
    figures = find_figures(document, parsed, resolver, quantities, dates)
    statements = find_statements(document, parsed, resolver)
    votes = find_votes(document, parsed, resolver, dates)
    events = find_events(document, parsed, resolver, dates, tools.ontology)
    return Coded(
        document,
        events,
        link_statements(statements, events),
        link_votes(votes, events),
        figures,
        dates,
        quantities,
    )
