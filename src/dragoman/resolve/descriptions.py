"""Descriptions ("the bloc"), titles, sets ("both countries") and names told elsewhere, resolved to what was named."""

from dragoman.gazetteer.organisations import ORGANISATIONS
from dragoman.ontology import word_list
from dragoman.records import Actor
from dragoman.resolve.meaning import NOTHING, Meaning
from dragoman.resolve.nouns import singular
from dragoman.resolve.phrases import clause_of, first_of, mention, objects
from dragoman.resolve.salience import BACK, WEIGHT, Salience

_OF_KIND = {
    "state": frozenset(("state", "capital")),
    "organisation": frozenset(("org", "body")),
    "group": frozenset(("group", "party", "people")),
    "company": frozenset(("company", "unknown")),
    "person": frozenset(("person",)),
}
_NUMBERS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
_EACH_OTHER = 2
_LEAGUES = frozenset(("alliance", "bloc", "union", "coalition", "organisation", "organization"))
_FORMS_OF_STATE = word_list("actors.forms-of-state")
# states whose people are named by the surname first
_SURNAME_FIRST = frozenset(("CHN", "TWN", "HKG", "MAC", "SGP", "KOR", "PRK", "VNM", "KHM"))
_NAME = 5  # tokens from the surname to the end of such a name, hyphens counted


class Descriptions(Salience):
    """Looks backwards from a description in one document."""

    def together(self, head: int) -> Meaning:
        """ "both countries", "the two leaders", "each other": the last parties named, as many as it says."""
        parsed = self.parsed
        number = 0
        for i in (*[k for k in parsed.kids[head] if k < head], head):
            number = number or _NUMBERS.get(parsed.lower[i], 0)
        if not number:
            return NOTHING
        if parsed.pos[head] in ("NOUN", "PROPN"):
            definite = parsed.lower[first_of(parsed, head)] in ("the", "both", "these", "those", "all", "its", "their")
            if not definite or self.reader.names.within(first_of(parsed, head), head):
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
        for sentence in range(here, max(-1, here - BACK - 1), -1):
            in_sentence: dict[tuple[str, str], tuple[float, int]] = {}
            for i in self.mentions(sentence):
                if sentence == here and i >= head:
                    break
                if parsed.tags[i] in ("PRP", "PRP$", "WP", "WDT"):
                    continue
                meaning = self.reader.meaning(i)
                if (
                    not meaning.code
                    or meaning.sort == "place"
                    or (groups and meaning.sort in ("state", "capital", "person"))
                ):
                    continue
                code = (meaning.code, meaning.actors[0].name if groups else "")
                if code in found:
                    continue
                weight = float(WEIGHT.get(parsed.deps[self.top(i)], 20)) + (
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
            actors.extend(self.through(head, i, self.reader.meaning(i)).actors)
        return Meaning(tuple(actors), "people", True)

    def described(self, head: int, word: str) -> Meaning:
        """ "the bloc", "the group", "the prime minister": the last phrase of that kind or with that very noun."""
        formal = self._formal_name(head, word)
        if formal.actors:
            return formal
        same = self._same_noun(head, word)
        kinds = self.reader.nouns.describes.get(word, ())
        if same is None and kinds == ("person",):
            same = self._same_noun(head, word, certain=False)
        if same and (
            not kinds
            or kinds == ("person",)
            or word not in ("country", "state", "nation", "group", "organization", "organisation")
        ):
            return self.through(head, same[0], same[1])
        for kind in kinds:
            if kind in ("person", "state") and self.parsed.tags[head] in ("NNS", "NNPS"):
                continue
            found = self._of_kind(head, _OF_KIND[kind], word)
            if found.actors:
                return found
            if kind == "state":
                ahead = self.ahead(head, lambda m: m.sort == "state" and not m.plural)
                return ahead if ahead.actors else self._country(head)
        if same:
            return self.through(head, same[0], same[1])
        return NOTHING

    def organisation(self, head: int) -> Meaning:
        """The organisation that was named last: whose members "the member states" are."""
        return self._of_kind(head, _OF_KIND["organisation"], "member")

    def _formal_name(self, head: int, word: str) -> Meaning:
        """ "the Republic of Ruritania" is the state that it is made of."""
        if word not in _FORMS_OF_STATE:
            return NOTHING
        for inner in objects(self.parsed, head, "of"):
            name = self.reader.names.at(inner)
            if name and name.sort == "state" and not name.loose:
                return self.reader.meaning(inner).moved(self.parsed.text, mention(self.parsed, head))
        return NOTHING

    def _country(self, head: int) -> Meaning:
        """The state that the text speaks of, where none is named as such: "the Ecuadorian police ... the country"."""
        reader = self.reader
        code = reader.context.country(head)
        state = reader.gazetteer.state(code) if code else None
        if code is None or state is None:
            return NOTHING
        span = mention(self.parsed, head)
        actor = Actor(code, "GOV", state.name, span.of(self.parsed.text), span.start, span.end, state.id)
        return Meaning((actor,), "state", guessed=True)

    def _of_kind(self, head: int, sorts: frozenset[str], word: str) -> Meaning:
        parsed = self.parsed
        here = parsed.sentence_of[head]
        clause = clause_of(parsed, head)
        named = "person" not in sorts
        for back in range(BACK + 3):
            sentence = here - back
            if sentence < 0:
                break
            best: tuple[float, int, Meaning] | None = None
            for i in self._named_too(sentence, sorts) if named else self.mentions(sentence):
                if back == 0 and i >= head:
                    break
                if parsed.tags[i] in ("PRP", "PRP$", "WP", "WDT", "WP$") or self.inside(i, head):
                    continue
                found = self.reader.meaning(i)
                if found.sort not in sorts or not found.actors:
                    continue
                band = (
                    found.sort in ("people", "group") and found.actors[0].entity is not None
                )  # "the M23 rebels ... the group"
                if found.plural and not band:
                    continue
                if word in _LEAGUES and found.sort == "body" and found.code not in ORGANISATIONS:
                    continue
                if named and not found.actors[0].entity and found.sort not in ("unknown", "people"):
                    continue
                if found.sort == "people" and found.role not in ("REB", "CRM", "UAF", "PTY"):
                    continue
                score = float(WEIGHT.get(parsed.deps[self.top(i)], 20)) - (
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
                return self.through(head, best[1], best[2])
        return NOTHING

    def _named_too(self, sentence: int, sorts: frozenset[str]) -> list[int]:
        """The mentions of a sentence and the names of such sorts that stand before other nouns ("a Hamas official")."""
        found = list(self.mentions(sentence))
        for name in self.reader.names.within(*self.parsed.sentences[sentence]):
            if name.sort in sorts and not name.loose and name.last - 1 not in found:
                found.append(name.last - 1)
        return sorted(found)

    def _same_noun(self, head: int, word: str, *, certain: bool = True) -> tuple[int, Meaning] | None:
        """The last phrase before with the same role noun whose actor is known, for certain if asked."""
        if self.reader.nouns.uses.get(word) is None:
            return None
        last = word.split()[-1]
        positions = self.positions().get(last, [])
        for i in reversed([p for p in positions if p < head][-6:]):
            target = (
                self.parsed.heads[i] if self.parsed.deps[i] in ("compound", "nmod") and self.parsed.heads[i] > i else i
            )
            for _ in range(3):
                if self.parsed.deps[target] in ("compound", "nmod") and self.parsed.heads[target] > target:
                    target = self.parsed.heads[target]
            found = self.reader.meaning(target)
            if found.code and not (certain and found.guessed) and not found.plural and found.sort != "place":
                return target, found
        return None

    def of_title(self, head: int, word: str) -> str | None:
        """Code of the last phrase before with the same title."""
        same = self._same_noun(head, word)
        return same[1].code if same else None

    def same_name(self, head: int) -> Meaning | None:
        """Another mention of the unknown name that says who it is: in full, with a title, or before an acronym."""
        parsed = self.parsed
        positions = self.positions().get(parsed.lower[head], [])
        bracketed = self._bracketed(positions)
        if bracketed is not None and not first_of(parsed, bracketed) <= head <= bracketed:
            found = self.reader.meaning(bracketed)
            if found.actors:
                return self.through(head, bracketed, found)
        nearby = [p for p in positions if p < head][:4] + [p for p in positions if p > head][:2]
        introduced = self.introduced(head)
        if introduced.code:
            return introduced
        for i in nearby:
            if parsed.tags[i] not in ("NNP", "NNPS") or (parsed.deps[i] == "compound" and parsed.heads[i] == i + 1):
                continue
            if first_of(parsed, i) == i and parsed.child(i, "appos") is None and parsed.deps[i] != "appos":
                continue  # says no more than this one
            found = self.reader.meaning(i)
            if found.code:
                return self.through(head, i, found)
        return None

    def introduced(self, head: int) -> Meaning:
        """Whose full name before the lone surname ``head`` begins with it, where surnames stand first."""
        for i in [p for p in self.positions().get(self.parsed.lower[head], []) if p < head][:4]:
            found = self._surname_first(i)
            if found.code:
                return self.through(head, self.parsed.heads[i], found)
        return NOTHING

    def _surname_first(self, token: int) -> Meaning:
        """Who is meant by the full name that begins with the word: "*Feng* Shih-kuan"."""
        parsed, head = self.parsed, self.parsed.heads[token]
        if (
            parsed.tags[token] != "NNP"
            or parsed.deps[token] not in ("compound", "nmod")
            or not 0 < head - token < _NAME
        ):
            return NOTHING
        found = self.reader.meaning(head)
        named = found.code in _SURNAME_FIRST and found.actors[0].name.startswith(parsed.words[token] + " ")
        return found if named else NOTHING

    def _bracketed(self, positions: list[int]) -> int | None:
        """The phrase that an acronym at one of ``positions`` is introduced for: "the Example Party (EP)"."""
        parsed = self.parsed
        for i in positions[:3]:
            if i >= 2 and parsed.words[i - 1] == "(" and parsed.words[i].isupper() and len(parsed.words[i]) > 1:
                before = i - 2
                if parsed.pos[before] in ("PROPN", "NOUN"):
                    return before
        return None
