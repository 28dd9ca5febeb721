"""The stages in order."""

from collections.abc import Iterable, Iterator
from itertools import tee

from dragoman.extract import Tools, extract_all
from dragoman.parse import Parser
from dragoman.records import Coded, Document


def code_documents(documents: Iterable[Document], parser: Parser, tools: Tools) -> Iterator[Coded]:
    """Each document parsed and coded, in order."""
    first, second = tee(documents)
    for document, parsed in zip(second, parser.parse_many(d.text for d in first), strict=True):
        yield extract_all(document, parsed, tools)
