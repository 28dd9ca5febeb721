"""The country that a text speaks of at a place in it, for actors that name none ("the army", "protesters")."""

from dragoman.gazetteer.organisations import ORGANISATIONS
from dragoman.parse import Parsed
from dragoman.resolve.names import PLACE_SORTS, Name, Names
from dragoman.resolve.nouns import Nouns, singular
from dragoman.resolve.phrases import LOCATIVE, clause_of

_CHAIN = frozenset(("compound", "appos", "nmod", "conj", "npadvmod"))
_LEAST = 0.5  # weight below which a name says nothing about the place
_PLACED = 2.4  # weight from which a name is a place
_CERTAIN = 1.6  # weight from which no earlier sentence is asked
_WRITTEN = 0.6  # weight of where the report was written: asked where nothing else is named
_FARTHER = 0.4  # what a sentence in between takes off
# towns where reports of organisations and their courts are written
_SEATS = frozenset(("Brussels", "Geneva", "The Hague", "Hague", "Luxembourg", "New York", "Strasbourg", "Vienna"))
_BACK = 4  # sentences that are searched backwards before the whole document is asked


class Context:
    """Answers for one document; each sentence is read at most once."""

    def __init__(self, parsed: Parsed, names: Names) -> None:
        self._parsed = parsed
        self._names = names
        self._nouns = Nouns.load()
        self._weighed: dict[int, list[tuple[int, float, str]]] = {}
        self._most: str | None = None
        self._counted = False

    def country(self, token: int, avoid: frozenset[str] = frozenset()) -> str | None:
        """Code of the country spoken of at ``token``; those in ``avoid`` are known to be another party."""
        sentence = self._parsed.sentence_of[token]
        best = self._best(sentence, token, avoid)
        # whose strike or raid it is does not say where the people are
        avoid = avoid | {code for _, weight, code in self._weigh(sentence) if weight < _LEAST}
        for back in range(1, _BACK + 1):
            if sentence - back < 0 or (best and best[0] >= _CERTAIN):
                break
            found = self._best(sentence - back, None, avoid)
            if found and (best is None or found[0] - _FARTHER * back > best[0]):
                best = (found[0] - _FARTHER * back, found[1])
        if best:
            return best[1]
        whole = self._whole()
        if whole and whole not in avoid:
            return whole
        if sentence + 1 < len(self._parsed.sentences):
            best = self._best(sentence + 1, None, avoid)
        return best[1] if best else None

    def near(self, token: int, avoid: frozenset[str] = frozenset()) -> str | None:
        """Code of a place named in the same sentence, not one in ``avoid``, or None."""
        best = self._best(self._parsed.sentence_of[token], token, avoid)
        return best[1] if best else None

    def other(self, token: int, avoid: frozenset[str | None], *, place: bool) -> str | None:
        """Code of a country not in ``avoid`` that the sentence of ``token`` names, with ``place`` as where it is."""
        best = self._best(self._parsed.sentence_of[token], token, frozenset(c for c in avoid if c) | ORGANISATIONS)
        return best[1] if best and (not place or self.placed(token, best[1])) else None

    def located(self, token: int) -> str | None:
        """Code of the last place that the text names in or before the sentence of ``token``, not far back."""
        sentence = self._parsed.sentence_of[token]
        for back in range(min(sentence, _BACK) + 1):
            found = [code for at, weight, code in self._weigh(sentence - back) if weight >= _PLACED and at != token]
            if found:
                return found[-1]
        return None

    def written(self, token: int) -> str | None:
        """Code of the country of the dateline right before the sentence of ``token``, if no seat of organisations."""
        sentence = self._parsed.sentence_of[token]
        if not sentence:
            return None
        first, last = self._parsed.sentences[sentence - 1]
        names = [n for n in self._names.within(first, last) if self._names.written(n.first) and n.code]
        seat = names and self._parsed.phrase(names[0].first, names[0].last).title() in _SEATS
        return names[-1].code if names and not seat else None

    def placed(self, token: int, code: str) -> bool:
        """Whether the sentence of ``token`` takes place in the country ``code``: "in Ottawa"."""
        return any(c == code and w >= _PLACED for _, w, c in self._weigh(self._parsed.sentence_of[token]))

    def sole(self) -> str | None:
        """Code of the country that the document names, where it names one only."""
        codes = [code for code in self._names.states() if code not in ORGANISATIONS]
        return codes[0] if len(codes) == 1 else None

    def states(self) -> tuple[str, ...]:
        """Codes of the states that the document names by names that can mean nothing else."""
        return tuple(code for code in self._names.states() if len(code) == 3 and code not in ORGANISATIONS)

    def whole(self) -> str | None:
        """Code of the country of the topic, or of the one the document names most."""
        return self._whole()

    def _best(self, sentence: int, token: int | None, avoid: frozenset[str]) -> tuple[float, str] | None:
        best: tuple[float, str] | None = None
        clause = None if token is None else clause_of(self._parsed, token)
        for at, weight, code in self._weigh(sentence):
            if code in avoid or weight < _LEAST:
                continue
            if token is not None:
                if at == token:
                    continue
                if at > token and weight < _PLACED:
                    weight -= 0.8  # what is named later and is no place is another party
                weight -= 0.04 * min(30, abs(at - token)) - (0.2 if at < token else 0.0)
                if clause_of(self._parsed, at) == clause:
                    weight += 0.8
            if best is None or weight > best[0]:
                best = (weight, code)
        return best

    def _weigh(self, sentence: int) -> list[tuple[int, float, str]]:
        known = self._weighed.get(sentence)
        if known is None:
            first, last = self._parsed.sentences[sentence]
            known = self._weighed[sentence] = []
            for name in self._names.within(first, last):
                if name.code and name.loose is None and name.code.isupper():
                    weight = self._weight(name)
                    if weight:
                        known.append((name.last - 1, weight, name.code))
        return known

    def _weight(self, name: Name) -> float:
        parsed = self._parsed
        if self._names.written(name.first):
            return _WRITTEN
        if name.sort not in PLACE_SORTS:
            if len(name.code or "") != 3 or name.code in ORGANISATIONS or name.former:
                return 0.0
            return 1.0 if name.sort in ("person", "body", "party", "group") else 0.4
        last = name.last - 1
        nominal = name.form not in ("adjective", "demonym")
        top = last
        for _ in range(5 if nominal else 0):
            above = parsed.heads[top]
            if (
                parsed.deps[top] in _CHAIN
                or (parsed.deps[top] == "pobj" and parsed.lower[above] == "of")
                or (parsed.deps[top] == "prep" and parsed.lower[top] == "of" and parsed.pos[above] == "PROPN")
            ):
                top = above
            else:
                break
        if parsed.deps[top] == "pobj" and parsed.lower[parsed.heads[top]] in LOCATIVE:
            return 3.0
        if name.sort == "place":
            return 2.6
        if top != last and parsed.tags[top] in ("NNP", "NNPS") and not self._names.covered(top):
            return 2.4  # "Sumy Oblast of Ukraine", "Bajaur District, Pakistan"
        if name.form == "adjective":
            return 0.3 if self._of_act(last) else 1.0 if self._of_actor(last) else 0.8
        if name.form == "demonym":
            return 0.4
        if parsed.deps[last] in ("nsubj", "nsubjpass", "poss"):
            return 1.8
        return 1.4

    def _of_act(self, adjective: int) -> bool:
        """Whether an adjective says whose attack it is, not where: "Russian shelling"."""
        parsed = self._parsed
        head = parsed.heads[adjective]
        for _ in range(3):
            if singular(parsed.lower[head], parsed.lemmas[head]) in self._nouns.attacks:
                return True
            if parsed.deps[head] not in ("compound", "nmod", "amod"):
                return False
            head = parsed.heads[head]
        return False

    def _of_actor(self, adjective: int) -> bool:
        """Whether an adjective says whose somebody is ("Iraqi officials"), not whose act ("Russian shelling")."""
        parsed = self._parsed
        head = parsed.heads[adjective]
        if parsed.deps[head] in ("compound", "nmod") and parsed.heads[head] > head:
            head = parsed.heads[head]
        word = singular(parsed.lower[head], parsed.lemmas[head])
        return word in self._nouns.uses or word in self._nouns.places or parsed.tags[head] in ("NNP", "NNPS")

    def _whole(self) -> str | None:
        """The topic's country, or the one the document names most."""
        if not self._counted:
            self._counted = True
            for match in self._names.topic:
                entity = match.entities[0]
                if entity.kind in ("state", "territory", "defacto", "place") and (entity.state or entity.terms):
                    self._most = entity.state or entity.terms[-1].code
                    return self._most
            common = [(n, code) for code, n in self._names.states().items() if code not in ORGANISATIONS]
            self._most = max(common, default=(0, None), key=lambda pair: pair[0])[1]
        return self._most
