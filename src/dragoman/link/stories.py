"""Documents of one running matter: each joins the story of earlier documents that it is most like."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.link.items import Weights, cosine

LIKE = 0.15  # cosine with the story's own words above which a document belongs to it
KEPT = 150  # words that a story is known by


@dataclass(slots=True)
class Story:
    """Sum of the words of its documents, and how many these are."""

    number: int
    total: Weights = field(default_factory=dict)
    documents: int = 0

    def add(self, words: Weights) -> None:
        """Take in one more document."""
        self.documents += 1
        for word, weight in words.items():
            self.total[word] = self.total.get(word, 0.0) + weight
        if len(self.total) > 2 * KEPT:
            best = sorted(self.total, key=lambda w: (-self.total[w], w))[:KEPT]
            self.total = {w: self.total[w] for w in best}

    def words(self) -> Weights:
        """Unit vector of the story."""
        norm = math.sqrt(sum(w * w for w in self.total.values()))
        return {k: w / norm for k, w in self.total.items()} if norm else {}


def stories_of(documents: Iterable[tuple[str | None, Weights]], *, like: float = LIKE) -> list[Story]:
    """The story of each document, given in order as its topic and the unit vector of its words.

    Documents of different topics are of different stories.
    """
    of_topic: dict[str | None, list[Story]] = {}
    found = []
    count = 0
    for topic, words in documents:
        stories = of_topic.setdefault(topic, [])
        best = max(stories, key=lambda s: cosine(words, s.words()), default=None)
        if best is None or cosine(words, best.words()) < like:
            best = Story(count)
            count += 1
            stories.append(best)
        best.add(words)
        found.append(best)
    return found
