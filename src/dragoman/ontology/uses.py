"""The frames of one lemma, by the words that a sentence must have for them to fit."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from dragoman.ontology.frames import Frame

_FEW = 4  # frames of which all are tried: an index would cost more


class Uses(tuple[Frame, ...]):
    """The frames of one lemma, best first; their index is made when it is first asked for."""

    _free: frozenset[int] | None = None  # frames that may fit any sentence
    _needing: dict[str, list[int]]  # the others by each of the words of which they need one

    def possible(self, words: AbstractSet[str]) -> Sequence[Frame]:
        """The frames, best first, without those that fit no sentence of the ``words``.

        Words are all that conditions are compared with: lemmas and forms in lower case, alone and in pairs.
        """
        if len(self) < _FEW:
            return self
        if self._free is None:
            self._index()
        found = set(self._free or ())
        for word in self._needing.keys() & words:
            found.update(self._needing[word])
        return [self[at] for at in sorted(found)]

    def _index(self) -> None:
        self._needing = {}
        free = []
        for at, frame in enumerate(self):
            needed = min(_needed(frame), key=len, default=None)
            if needed is None:
                free.append(at)
                continue
            for word in needed:
                self._needing.setdefault(word, []).append(at)
        self._free = frozenset(free)


def _needed(frame: Frame) -> Iterable[frozenset[str]]:
    """Sets of words of each of which the frame needs one."""
    for condition in frame.conditions:
        if condition.words and not condition.flags and not condition.negated:
            yield condition.words
    if frame.particle is not None:
        words = frame.particle.split()
        yield frozenset({words[0] if frame.pos == "verb" else words[-1]})
