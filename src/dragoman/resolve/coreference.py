"""Pronouns, descriptions and sets, resolved to what the text named before.

The method is salience with agreement, after Lappin and Leass, "An algorithm for pronominal anaphora resolution" (1994),
without weights that are learned: subjects before objects, near before far, the same person, number and kind.
"""

from typing import TYPE_CHECKING

from dragoman.parse import Parsed
from dragoman.records import Actor, Span
from dragoman.resolve.meaning import NOTHING, Meaning
from dragoman.resolve.nouns import singular
from dragoman.resolve.phrases import clause_of, first_of, mention

if TYPE_CHECKING:
    from dragoman.resolve.reader import Reader

_BACK = 3  # sentences before that of the pronoun
_FIRST_PERSON = frozenset(("i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"))
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_THING = frozenset(("it", "its", "itself"))
_WEIGHT = {
    "nsubj": 80, "nsubjpass": 75, "dobj": 50, "agent": 40, "pobj": 35, "poss": 40, "attr": 30, "appos": 30, "conj": 50,
    "dative": 45, "ROOT": 60, "compound": 10, "amod": 8, "nmod": 10, "npadvmod": 20,
}  # fmt: skip
_MENTIONS = frozenset(
    ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "attr", "appos", "conj", "dative", "ROOT", "npadvmod", "nmod")
)
_BODIES = frozenset(("state", "capital", "org", "body", "group", "party", "company"))
_SAY = frozenset(
    [
        "say",
        "tell",
        "add",
        "state",
        "announce",
        "declare",
        "claim",
        "write",
        "ask",
        "warn",
        "insist",
        "note",
        "explain",
        "argue",
        "reply",
        "answer",
        "stress",
        "reiterate",
        "tweet",
        "comment",
        "continue",
        "conclude",
        "assert",
        "affirm",
        "believe",
        "report",
    ]
)
_MANY = frozenset(("people", "group", "body", "org", "party", "company"))
_OF_KIND = {
    "state": frozenset(("state", "capital")),
    "organisation": frozenset(("org", "body")),
    "group": frozenset(("group", "party", "people")),
    "company": frozenset(("company", "unknown")),
    "person": frozenset(("person",)),
}
_NUMBERS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
_EACH_OTHER = 2


class Coreference:
    """Looks backwards from a phrase in one document."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._parsed: Parsed = reader.parsed
        self._words: dict[str, list[int]] | None = None
        self._heads: dict[int, list[int]] = {}

    # ------------------------------------------------------------------ pronouns

    def pronoun(self, token: int) -> Meaning:
        """Meaning of a personal, possessive or relative pronoun."""
        word = self._parsed.lower[token]
        tag = self._parsed.tags[token]
        if tag in ("WP", "WP$", "WDT"):
            return self._relative(token)
        if tag == "EX":
            return NOTHING
        if word in _FIRST_PERSON:
            return self._speaker(token)
        if word in _PLURAL:
            return self._they(token)
        if word in _THING:
            return self._it(token)
        gender = self._reader.nouns.genders.get(word)
        if gender:
            return self._best(token, lambda m: m.sort == "person" and not m.plural and m.gender in (None, gender))
        return NOTHING

    def _relative(self, token: int) -> Meaning:
        parsed = self._parsed
        verb = token
        for _ in range(6):
            if parsed.deps[verb] == "relcl":
                noun = parsed.heads[verb]
                found = self._reader.meaning(noun)
                return self._through(token, noun, found)
            verb = parsed.heads[verb]
        return NOTHING

    def _through(self, token: int, antecedent: int, found: Meaning) -> Meaning:
        """``found``, the meaning of the phrase ``antecedent``, as mentioned by ``token``."""
        if not found.actors:
            return found
        parsed = self._parsed
        return found.moved(parsed.text, mention(parsed, token), self._span_of(antecedent, found))

    def _span_of(self, antecedent: int, found: Meaning) -> Span | None:
        if len(found.actors) == 1:
            actor = found.actors[0]
            if actor.antecedent:
                return actor.antecedent
        return mention(self._parsed, antecedent)

    def _it(self, token: int) -> Meaning:
        parsed = self._parsed
        if parsed.lower[token] == "it" and parsed.deps[token] == "nsubj":
            verb = parsed.heads[token]
            if parsed.lemmas[verb] == "be" and parsed.child(verb, "acomp", "attr") is not None:
                return NOTHING  # "it is unclear whether"
        if parsed.deps[token] == "expl":
            return NOTHING
        return self._best(token, lambda m: m.sort in _BODIES and not m.plural, things=parsed.lower[token] != "its")

    def _they(self, token: int) -> Meaning:
        return self._best(token, lambda m: m.plural or len(m.actors) > 1 or m.sort in _MANY)

    def _speaker(self, token: int) -> Meaning:
        """Who says the quotation that ``token`` stands in."""
        parsed = self._parsed
        verb = clause_of(parsed, token)
        seen = 0
        while seen < 12:
            seen += 1
            if parsed.lemmas[verb] in _SAY:
                subject = parsed.child(verb, "nsubj")
                if subject is not None and parsed.lower[subject] not in _FIRST_PERSON:
                    return self._through(token, subject, self._reader.meaning(subject))
            above = parsed.heads[verb]
            if above == verb:
                break
            verb = above
        sentence = parsed.sentence_of[token]
        for number in (sentence, sentence - 1, sentence + 1, sentence - 2):
            if not 0 <= number < len(parsed.sentences):
                continue
            first, last = parsed.sentences[number]
            for i in range(first, min(last, first + 120)):
                if parsed.lemmas[i] in _SAY and parsed.pos[i] == "VERB":
                    subject = parsed.child(i, "nsubj")
                    if subject is not None and parsed.lower[subject] not in _FIRST_PERSON:
                        found = self._reader.meaning(subject)
                        if found.actors:
                            return self._through(token, subject, found)
        return NOTHING

    # ------------------------------------------------------------------ candidates

    def _mentions(self, sentence: int) -> list[int]:
        """Heads of the phrases of a sentence that may be referred to, in order."""
        known = self._heads.get(sentence)
        if known is None:
            parsed = self._parsed
            first, last = parsed.sentences[sentence]
            known = self._heads[sentence] = [
                i
                for i in range(first, min(last, first + 150))
                if parsed.pos[i] in ("NOUN", "PROPN", "PRON")
                and parsed.deps[i] in _MENTIONS
                and parsed.lower[i] not in _FIRST_PERSON
            ]
        return known

    def _best(self, token: int, fits: "object", *, things: bool = False) -> Meaning:
        """The most salient phrase before ``token`` whose meaning fits; a plain thing that stands nearer may win over it."""
        parsed = self._parsed
        assert callable(fits)
        here = parsed.sentence_of[token]
        clause = clause_of(parsed, token)
        subject = parsed.deps[token] in ("nsubj", "nsubjpass", "poss")
        less = 25.0 if parsed.deps[token] == "nsubj" else 5.0
        excluded = None if subject else self._implied(clause)
        for back in range(_BACK + 1):
            sentence = here - back
            if sentence < 0:
                break
            best: tuple[float, int, Meaning] | None = None
            for i in self._mentions(sentence):
                if back == 0 and i >= token:
                    break
                if parsed.tags[i] in ("WP", "WDT", "WP$", "EX") or self._inside(i, token):
                    continue
                if back == 0 and parsed.tags[i] == "PRP$":
                    continue
                if back == 0 and parsed.deps[token] != "poss" and (clause_of(parsed, i) == clause or i == excluded):
                    continue
                dep = parsed.deps[i]
                score = float(_WEIGHT.get(dep, 20))
                if dep == "conj":
                    score = _WEIGHT.get(parsed.deps[self._top(i)], 20) - 5.0
                root = parsed.heads[i]
                if dep in ("nsubj", "nsubjpass") and parsed.deps[root] == "ROOT":
                    score += 12.0
                if subject and dep in ("nsubj", "nsubjpass"):
                    score += 8.0
                score -= 0.25 * min(60, abs(token - i)) if back == 0 else 0.0
                if best and score <= best[0]:
                    continue
                found = self._reader.meaning(i)
                coordinated = self._coordinated(i, token) if dep != "conj" else None
                if coordinated and fits(coordinated):
                    found = coordinated
                if found.actors and fits(found):
                    best = (score + (10.0 if found.code else 0.0), i, found)
                elif things and not found.actors and parsed.tags[i] == "NN" and dep in ("nsubj", "nsubjpass", "dobj"):
                    best = (score - less, i, NOTHING) if best is None or score - less > best[0] else best
            if best:
                return self._through(token, best[1], best[2])
        return self._ahead(token, fits)

    def _implied(self, verb: int) -> int | None:
        """The subject that an infinitive or coordinated verb shares with another: "asked Oslo to help them" - Oslo."""
        parsed = self._parsed
        for _ in range(5):
            subject = parsed.child(verb, "nsubj", "nsubjpass")
            if subject is not None:
                return subject
            above = parsed.heads[verb]
            if above == verb:
                return None
            if parsed.deps[verb] in ("xcomp", "ccomp", "advcl"):
                controller = parsed.child(above, "dobj", "dative")
                if controller is not None and parsed.deps[verb] != "advcl":
                    return controller
            elif parsed.deps[verb] != "conj":
                return None
            verb = above
        return None

    def _ahead(self, token: int, fits: "object") -> Meaning:
        """The subject of the main clause for a pronoun that stands before it: "In his speech, the president ..."."""
        parsed = self._parsed
        assert callable(fits)
        first, last = parsed.sentences[parsed.sentence_of[token]]
        for i in range(token + 1, min(last, first + 80)):
            if parsed.deps[i] in ("nsubj", "nsubjpass") and parsed.tags[i] not in ("PRP", "WP", "WDT"):
                if parsed.deps[parsed.heads[i]] == "ROOT" and not self._inside(i, token):
                    found = self._reader.meaning(i)
                    if found.actors and fits(found):
                        return self._through(token, i, found)
        return NOTHING

    def _top(self, token: int) -> int:
        for _ in range(8):
            if self._parsed.deps[token] != "conj":
                break
            token = self._parsed.heads[token]
        return token

    def _inside(self, head: int, token: int) -> bool:
        """Whether ``token`` belongs to the phrase ``head`` itself ("its leader" is not the leader's)."""
        parsed = self._parsed
        at = token
        for _ in range(10):
            if at == head:
                return True
            if (
                parsed.deps[at] in ("conj", "relcl", "acl")
                or parsed.pos[at] in ("VERB", "AUX")
                or parsed.heads[at] == at
            ):
                return False
            at = parsed.heads[at]
        return False

    def _coordinated(self, head: int, token: int) -> Meaning | None:
        """All the parties of "Britain and France" as one meaning."""
        parsed = self._parsed
        members = [m for m in parsed.conjuncts(head) if m < token]
        if len(members) < 2:
            return None
        actors: list[Actor] = []
        for member in members[:8]:
            actors.extend(self._reader.meaning(member).actors)
        if len(actors) < 2:
            return None
        return Meaning(tuple(actors), "people", True)

    # ------------------------------------------------------------------ sets

    def together(self, head: int) -> Meaning:
        """ "both countries", "the two leaders", "each other": the last parties named, as many as it says."""
        parsed = self._parsed
        number = 0
        for i in (*[k for k in parsed.kids[head] if k < head], head):
            number = number or _NUMBERS.get(parsed.lower[i], 0)
        if not number:
            return NOTHING
        if parsed.pos[head] in ("NOUN", "PROPN"):
            definite = parsed.lower[first_of(parsed, head)] in ("the", "both", "these", "those", "all", "its", "their")
            if not definite or self._reader.names.within(first_of(parsed, head), head):
                return NOTHING
            if any(
                parsed.deps[k] in ("prep", "relcl", "acl", "appos") and parsed.lower[k] in ("of", "from")
                for k in parsed.kids[head]
            ):
                return NOTHING
            if (
                singular(parsed.lower[head], parsed.lemmas[head]) in ("man", "people", "group", "other")
                and number > _EACH_OTHER
            ):
                return NOTHING
        word = singular(parsed.lower[head], parsed.lemmas[head])
        groups = word in ("group", "faction", "organization", "organisation", "army", "force", "team")
        persons = word in (
            "leader",
            "president",
            "minister",
            "official",
            "politician",
            "diplomat",
            "man",
            "statesman",
        )
        found: dict[tuple[str, str], int] = {}
        here = parsed.sentence_of[head]
        for sentence in range(here, max(-1, here - _BACK - 1), -1):
            in_sentence: dict[tuple[str, str], tuple[float, int]] = {}
            for i in self._mentions(sentence):
                if sentence == here and i >= head:
                    break
                if parsed.tags[i] in ("PRP", "PRP$", "WP", "WDT"):
                    continue
                meaning = self._reader.meaning(i)
                if (
                    not meaning.code
                    or meaning.sort == "place"
                    or (groups and meaning.sort in ("state", "capital", "person"))
                ):
                    continue
                code = (meaning.code, meaning.actors[0].name if groups else "")
                if code in found:
                    continue
                weight = float(_WEIGHT.get(parsed.deps[self._top(i)], 20)) + (
                    15.0 if persons and meaning.sort == "person" else 0.0
                )
                if meaning.sort in ("state", "capital") and not persons:
                    weight += 15.0
                if meaning.role in ("CVL", "JRN"):
                    weight -= 30.0
                if code not in in_sentence or in_sentence[code][0] < weight:
                    in_sentence[code] = (weight, i)
            for code, (_, i) in sorted(in_sentence.items(), key=lambda item: -item[1][0]):
                if len(found) < number:
                    found[code] = i
            if len(found) == number:
                break
        if len(found) < number:
            return NOTHING
        actors: list[Actor] = []
        for _, i in sorted(found.items(), key=lambda item: item[1]):
            actors.extend(self._through(head, i, self._reader.meaning(i)).actors)
        return Meaning(tuple(actors), "people", True)

    # ------------------------------------------------------------------ descriptions, titles, names

    def described(self, head: int, word: str) -> Meaning:
        """ "the bloc", "the group", "the prime minister": the last phrase of that kind or with that very noun."""
        same = self._same_noun(head, word)
        kinds = self._reader.nouns.describes.get(word, ())
        if same and (
            not kinds
            or kinds == ("person",)
            or word not in ("country", "state", "nation", "group", "organization", "organisation")
        ):
            return self._through(head, same[0], same[1])
        for kind in kinds:
            if kind in ("person", "state") and self._parsed.tags[head] in ("NNS", "NNPS"):
                continue
            found = self._of_kind(head, _OF_KIND[kind], word)
            if found.actors:
                return found
            if kind == "state":
                ahead = self._ahead(head, lambda m: m.sort == "state" and not m.plural)
                return ahead if ahead.actors else self._country(head)
        if same:
            return self._through(head, same[0], same[1])
        return NOTHING

    def _country(self, head: int) -> Meaning:
        """The state that the text speaks of, where none is named as such: "the Ecuadorian police ... the country"."""
        reader = self._reader
        code = reader.context.country(head)
        state = reader.gazetteer.state(code) if code else None
        if code is None or state is None:
            return NOTHING
        span = mention(self._parsed, head)
        actor = Actor(code, "GOV", state.name, span.of(self._parsed.text), span.start, span.end, state.id)
        return Meaning((actor,), "state", guessed=True)

    def _of_kind(self, head: int, sorts: frozenset[str], word: str) -> Meaning:
        parsed = self._parsed
        here = parsed.sentence_of[head]
        clause = clause_of(parsed, head)
        named = "person" not in sorts
        for back in range(_BACK + 3):
            sentence = here - back
            if sentence < 0:
                break
            best: tuple[float, int, Meaning] | None = None
            for i in self._named_too(sentence, sorts) if named else self._mentions(sentence):
                if back == 0 and i >= head:
                    break
                if parsed.tags[i] in ("PRP", "PRP$", "WP", "WDT", "WP$") or self._inside(i, head):
                    continue
                found = self._reader.meaning(i)
                if found.sort not in sorts or not found.actors or found.plural:
                    continue
                if named and not found.actors[0].entity and found.sort not in ("unknown", "people"):
                    continue
                if found.sort == "people" and found.role not in ("REB", "CRM", "UAF", "PTY"):
                    continue
                score = float(_WEIGHT.get(parsed.deps[self._top(i)], 20)) - (
                    0.3 * min(60, head - i) if back == 0 else 0.0
                )
                if (
                    back == 0
                    and clause_of(parsed, i) == clause
                    and parsed.deps[head] in ("dobj", "pobj")
                    and parsed.deps[i] == "nsubj"
                ):
                    score -= 50.0 if word not in ("country", "nation", "state") else 10.0
                if best is None or score > best[0]:
                    best = (score, i, found)
            if best:
                return self._through(head, best[1], best[2])
        return NOTHING

    def _named_too(self, sentence: int, sorts: frozenset[str]) -> list[int]:
        """The mentions of a sentence and the names of such sorts that stand before other nouns ("a Hamas official")."""
        found = list(self._mentions(sentence))
        for name in self._reader.names.within(*self._parsed.sentences[sentence]):
            if name.sort in sorts and not name.loose and name.last - 1 not in found:
                found.append(name.last - 1)
        return sorted(found)

    def _same_noun(self, head: int, word: str) -> tuple[int, Meaning] | None:
        """The last phrase before with the same role noun whose actor is known for certain."""
        if self._reader.nouns.uses.get(word) is None:
            return None
        last = word.split()[-1]
        positions = self._positions().get(last, [])
        for i in reversed([p for p in positions if p < head][-6:]):
            target = (
                self._parsed.heads[i]
                if self._parsed.deps[i] in ("compound", "nmod") and self._parsed.heads[i] > i
                else i
            )
            for _ in range(3):
                if self._parsed.deps[target] in ("compound", "nmod") and self._parsed.heads[target] > target:
                    target = self._parsed.heads[target]
            found = self._reader.meaning(target)
            if found.code and not found.guessed and not found.plural and found.sort != "place":
                return target, found
        return None

    def of_title(self, head: int, word: str) -> str | None:
        """Code of the last phrase before with the same title."""
        same = self._same_noun(head, word)
        return same[1].code if same else None

    def same_name(self, head: int) -> Meaning | None:
        """Another mention of the unknown name that says who it is: in full, with a title, or before an acronym."""
        parsed = self._parsed
        positions = self._positions().get(parsed.lower[head], [])
        bracketed = self._bracketed(positions)
        if bracketed is not None and not first_of(parsed, bracketed) <= head <= bracketed:
            found = self._reader.meaning(bracketed)
            if found.actors:
                return self._through(head, bracketed, found)
        nearby = [p for p in positions if p < head][:4] + [p for p in positions if p > head][:2]
        for i in nearby:
            if parsed.tags[i] not in ("NNP", "NNPS") or (parsed.deps[i] == "compound" and parsed.heads[i] == i + 1):
                continue
            if first_of(parsed, i) == i and parsed.child(i, "appos") is None and parsed.deps[i] != "appos":
                continue  # says no more than this one
            found = self._reader.meaning(i)
            if found.code:
                return self._through(head, i, found)
        return None

    def _bracketed(self, positions: list[int]) -> int | None:
        """The phrase that an acronym at one of ``positions`` is introduced for: "the Example Party (EP)"."""
        parsed = self._parsed
        for i in positions[:3]:
            if i >= 2 and parsed.words[i - 1] == "(" and parsed.words[i].isupper() and len(parsed.words[i]) > 1:
                before = i - 2
                if parsed.pos[before] in ("PROPN", "NOUN"):
                    return before
        return None

    def _positions(self) -> dict[str, list[int]]:
        """Tokens of nouns and names by their singular form."""
        if self._words is None:
            self._words = {}
            parsed = self._parsed
            for i, pos in enumerate(parsed.pos):
                if pos in ("NOUN", "PROPN"):
                    lower = parsed.lower[i]
                    self._words.setdefault(lower, []).append(i)
                    lemma = singular(lower, parsed.lemmas[i])
                    if lemma != lower:
                        self._words.setdefault(lemma, []).append(i)
        return self._words

    def gender(self, head: int) -> str | None:
        """Gender of a person by titles and nouns of the phrase; None where nothing tells."""
        parsed = self._parsed
        genders = self._reader.nouns.genders
        for i in range(first_of(parsed, head), head + 1):
            found = genders.get(parsed.lower[i])
            if found and parsed.tags[i] != "PRP$":
                return found
        return None
