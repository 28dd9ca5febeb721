"""Who said what: direct, indirect and mixed quotations with speaker, cue, outlet."""

from dataclasses import replace

from dragoman.extract.statements.drafts import Draft, Drafts
from dragoman.extract.statements.lexicon import cues
from dragoman.extract.statements.quoted import Quoted
from dragoman.extract.statements.quotes import Quotes
from dragoman.extract.statements.speakers import phrase
from dragoman.parse import Parsed
from dragoman.records import Actor, Document, Span, Statement, digest
from dragoman.resolve import ActorResolver

__all__ = ["find_statements"]


def find_statements(document: Document, parsed: Parsed, resolver: ActorResolver) -> tuple[Statement, ...]:
    """Statements of the document in text order."""
    quotes = Quotes(document.text)
    finder = Drafts(parsed, cues(), quotes)
    drafts = Quoted(finder, finder.find()).join()
    return tuple(_statement(n, d, document, parsed, resolver) for n, d in enumerate(drafts))


def _statement(number: int, draft: Draft, document: Document, parsed: Parsed, resolver: ActorResolver) -> Statement:
    cue = parsed.span(*draft.cue)
    return Statement(
        id=digest(document.id, "statement", cue.start, cue.end, number),
        document=document.id,
        speaker=None if draft.speaker is None else _speaker(draft.speaker, parsed, resolver),
        cue=cue,
        content=tuple(Span(a, b) for a, b in sorted(draft.content)),
        form="indirect",
    )


def _speaker(head: int, parsed: Parsed, resolver: ActorResolver) -> Actor:
    span = parsed.span(*phrase(parsed, head))
    text = span.of(parsed.text)
    found = resolver.actors(head)
    if not found:
        return Actor(None, None, text, text, span.start, span.end)
    return replace(found[0], text=text, start=span.start, end=span.end)
