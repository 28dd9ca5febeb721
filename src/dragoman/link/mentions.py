"""Bare mentions of acts, without parties, type or day, put together by the same comparison as reports."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from dragoman.link.incidents import cluster_items
from dragoman.link.items import Item, Vocabulary, around, counted_in, names_of, numbers_of, stem, stems_of
from dragoman.link.stories import stories_of
from dragoman.ontology import Ontology
from dragoman.parse.lemma import Lemmatizer
from dragoman.records import Span

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in the text of ``document`` that tell of an act."""

    document: str
    text: str
    span: Span
    topic: str | None = None
    published: str | None = None


def link_mentions(mentions: Sequence[Mention], *, without: frozenset[str] = frozenset()) -> list[int]:
    """For each mention the number of its incident; mentions of one document stand together.

    ``without`` leaves out shares of the score by name, to see what each is worth.
    """
    number: dict[str, int] = {}
    for n, cluster in enumerate(cluster_items(items(mentions), without=without)):
        number |= dict.fromkeys((i.id for i in cluster.items), n)
    return [number[str(n)] for n in range(len(mentions))]


def same_lemma(mentions: Sequence[Mention]) -> list[int]:
    """The usual baseline: mentions with the same word in one topic are one act."""
    number: dict[tuple[str | None, str], int] = {}
    return [number.setdefault((m.topic, _trigger(m)), len(number)) for m in mentions]


def items(mentions: Sequence[Mention]) -> Iterable[Item]:
    """What of the mentions is compared."""
    groups = [list(g) for _, g in groupby(enumerate(mentions), key=lambda x: x[1].document)]
    vocabulary = Vocabulary.of_language()
    stems = [stems_of(g[0][1].text) for g in groups]
    for words in stems:  # texts without a day have no order: all of them count
        vocabulary.add(words)
    known = [vocabulary.weights(words) for words in stems]
    matters = stories_of([(g[0][1].topic, g[0][1].text) for g in groups])
    for rows, story, matter in zip(groups, known, matters, strict=True):
        text = rows[0][1].text
        sentences = [Span(*m.span()) for m in _SENTENCE.finditer(text)]
        for n, mention in rows:
            at = mention.span
            sentence = next((s for s in sentences if s.start <= at.start < s.end), at)
            words = stems_of(sentence.of(text))
            near = around(sentence.of(text), at.start - sentence.start, max(at.end - sentence.start, 0))
            trigger = _trigger(mention)
            yield Item(
                id=str(n),
                document=mention.document,
                trigger=trigger,
                # of a bare mention only the words themselves are kept apart, as one sentence may name an act twice
                sentence=(at.start, at.end),
                words=vocabulary.weights(words),
                story=story,
                matter=matter,
                senses=_lexicon()[1].get(trigger, frozenset()),
                topics={mention.topic: 1.0} if mention.topic else {},
                rare=vocabulary.rare(words),
                numbers=numbers_of(words),
                names=vocabulary.rare(names_of(near)),
                counted=counted_in(near),
            )


@lru_cache(maxsize=1)
def _lexicon() -> tuple[Lemmatizer, dict[str, frozenset[str]]]:
    """Lemma tables, and for the stem of each word of the verb lexicon the words its frames are named by."""
    senses: dict[str, set[str]] = defaultdict(set)
    for frame in Ontology.load().frames:
        if frame.type != "NONE":
            senses[stem(frame.lemma)].add(frame.id.partition(".")[0])
    return Lemmatizer.of_model(Path()), {w: frozenset(c) for w, c in senses.items()}


def _lemma(word: str) -> str:
    lemmatizer, _ = _lexicon()
    verb = lemmatizer.lemma(word, "VBD")
    return lemmatizer.lemma(word, "NNS") if verb == word.lower() else verb


def _trigger(mention: Mention) -> str:
    words = mention.span.of(mention.text).split()
    telling = [w for w in words if stems_of(w)] or words
    return stem(_lemma(telling[0])) if telling else ""
