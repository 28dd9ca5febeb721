"""Pronouns, resolved to what the text named before."""

from dragoman.ontology import word_list
from dragoman.records import Actor
from dragoman.resolve.meaning import NOTHING, Meaning
from dragoman.resolve.phrases import clause_of, first_of
from dragoman.resolve.salience import BACK, FIRST_PERSON, WEIGHT, Fits, Salience

_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_THING = frozenset(("it", "its", "itself"))
_MINDED = word_list("actors.minded")  # "said *it* was ready to talk"
_BODIES = frozenset(("state", "capital", "org", "body", "group", "party", "company"))
_MANY = frozenset(("people", "group", "body", "org", "party", "company"))
_SINGULAR = frozenset(("body", "org", "party", "company"))
# he to whom this is done is not the judge or the police who did something before
_TRIED = word_list("actors.tried")
_SAY = word_list("actors.say")
# what is judged after "for" and "over" is the object's own doing
_JUDGING = word_list("actors.judging")


class Coreference(Salience):
    """Looks backwards from a pronoun in one document."""

    def pronoun(self, token: int) -> Meaning:
        """Meaning of a personal, possessive or relative pronoun."""
        word = self.parsed.lower[token]
        tag = self.parsed.tags[token]
        if tag in ("WP", "WP$", "WDT"):
            return self._relative(token)
        if tag == "EX":
            return NOTHING
        if word in FIRST_PERSON:
            return self._speaker(token)
        if word in _PLURAL:
            return self._they(token)
        if word in _THING:
            return self._it(token)
        gender = self.reader.nouns.genders.get(word)
        if gender:
            return self._best(token, lambda m: m.sort == "person" and not m.plural and m.gender in (None, gender))
        return NOTHING

    def _relative(self, token: int) -> Meaning:
        parsed = self.parsed
        verb = token
        for _ in range(6):
            if parsed.deps[verb] == "relcl":
                noun = parsed.heads[verb]
                found = self.reader.meaning(noun)
                whole = self._coordinated(self.top(noun), token) if self._of_several(token, verb) else None
                return self.through(token, noun, whole or found)
            verb = parsed.heads[verb]
        return NOTHING

    def _of_several(self, token: int, verb: int) -> bool:
        """Whether the relative clause speaks of all that stand before it: "Chad and Mali, whose *envoys* met"."""
        parsed = self.parsed
        if parsed.tags[token] == "WP$":
            return parsed.tags[parsed.heads[token]] == "NNS"
        return parsed.tags[verb] == "VBP" or any(parsed.lower[k] in ("have", "are", "were") for k in parsed.kids[verb])

    def _it(self, token: int) -> Meaning:
        parsed = self.parsed
        if parsed.lower[token] == "it" and parsed.deps[token] == "nsubj":
            verb = parsed.heads[token]
            said = parsed.child(verb, "acomp", "attr") if parsed.lemmas[verb] == "be" else None
            if said is not None and parsed.lemmas[said] not in _MINDED:
                return NOTHING  # "it is unclear whether"
        if parsed.deps[token] == "expl":
            return NOTHING
        return self._best(token, lambda m: m.sort in _BODIES and not m.plural, things=parsed.lower[token] != "its")

    def _they(self, token: int) -> Meaning:
        return self._best(token, lambda m: m.plural or len(m.actors) > 1 or m.sort in _MANY)

    def _speaker(self, token: int) -> Meaning:
        """Who says the quotation that ``token`` stands in."""
        parsed = self.parsed
        verb = clause_of(parsed, token)
        seen = 0
        while seen < 12:
            seen += 1
            if parsed.lemmas[verb] in _SAY:
                subject = parsed.child(verb, "nsubj")
                if subject is not None and parsed.lower[subject] not in FIRST_PERSON:
                    return self.through(token, subject, self.reader.meaning(subject))
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
                    if subject is not None and parsed.lower[subject] not in FIRST_PERSON:
                        found = self.reader.meaning(subject)
                        if found.actors:
                            return self.through(token, subject, found)
        return NOTHING

    def _best(self, token: int, fits: Fits, *, things: bool = False) -> Meaning:
        """The most salient phrase before ``token`` whose meaning fits; a thing that stands nearer may win."""
        parsed = self.parsed
        here = parsed.sentence_of[token]
        clause = clause_of(parsed, token)
        subject = parsed.deps[token] in ("nsubj", "nsubjpass", "poss")
        less = 25.0 if parsed.deps[token] == "nsubj" else 5.0
        excluded = None if subject else self._implied(clause)
        tried = parsed.deps[token] == "nsubjpass" and parsed.lemmas[parsed.heads[token]] in _TRIED
        judged = self._judged(token) if parsed.tags[token] == "PRP$" else None
        owner = judged
        if parsed.tags[token] == "PRP$" and judged is None:
            owner = self._local(token, clause)
        for back in range(BACK + 1):
            sentence = here - back
            if sentence < 0:
                break
            best: tuple[float, int, Meaning] | None = None
            for i in self.mentions(sentence):
                if back == 0 and i >= token:
                    break
                if parsed.tags[i] in ("WP", "WDT", "WP$", "EX") or self.inside(i, token):
                    continue
                if back == 0 and parsed.tags[i] == "PRP$":
                    continue
                if back == 0 and parsed.deps[token] != "poss" and (clause_of(parsed, i) == clause or i == excluded):
                    continue
                dep = parsed.deps[i]
                score = float(WEIGHT.get(dep, 20))
                if dep == "conj":
                    score = WEIGHT.get(parsed.deps[self.top(i)], 20) - 5.0
                root = parsed.heads[i]
                if dep in ("nsubj", "nsubjpass") and parsed.deps[root] == "ROOT":
                    score += 12.0
                if subject and dep in ("nsubj", "nsubjpass"):
                    score += 8.0
                if i == owner:
                    score += 45.0 if judged is None else 90.0  # more than the subject of the clause
                if tried and back == 0 and dep in ("nsubj", "dobj", "nsubjpass"):
                    score += -60.0 if dep == "nsubj" else 25.0
                score -= 0.25 * min(60, abs(token - i)) if back == 0 else 0.0
                if best and score <= best[0]:
                    continue
                found = self.reader.meaning(i)
                coordinated = self._coordinated(i, token) if dep != "conj" else None
                if coordinated and fits(coordinated):
                    found = coordinated
                if found.actors and fits(found):
                    score += (10.0 if found.code else 0.0) + self._agreement(token, found)
                    if best is None or score > best[0]:
                        best = (score, i, found)
                elif things and not found.actors and parsed.tags[i] == "NN" and dep in ("nsubj", "nsubjpass", "dobj"):
                    best = (score - less, i, NOTHING) if best is None or score - less > best[0] else best
            if best:
                return self.through(token, best[1], best[2])
        return self.ahead(token, fits)

    def _agreement(self, token: int, found: Meaning) -> float:
        """What agreement in number and gender that is likely, not certain, adds to the salience."""
        parsed = self.parsed
        word = parsed.lower[token]
        if word in _PLURAL:
            return -30.0 if found.sort in _SINGULAR and not found.plural else 0.0
        if word == "it" and parsed.deps[token] == "nsubjpass":
            return -75.0  # what is found, deemed or used is a thing as a rule
        if self.reader.nouns.genders.get(word) == "female":
            return 25.0 if found.gender == "female" else 0.0
        return 0.0

    def _implied(self, verb: int) -> int | None:
        """The subject that an infinitive or coordinated verb shares with another: "asked Oslo to help them" - Oslo."""
        parsed = self.parsed
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

    def _local(self, token: int, clause: int) -> int | None:
        """Whose a possessive is where its own phrase or clause says so: "*France* urged its citizens to leave"."""
        parsed, at = self.parsed, self.parsed.heads[token]
        for _ in range(6):  # "the army's use of force in its attack"
            poss = parsed.child(at, "poss") if parsed.pos[at] in ("NOUN", "PROPN") else None
            if poss is not None and poss < token and parsed.tags[poss] != "PRP$":
                return poss
            if parsed.deps[at] not in ("pobj", "prep", "dobj") or parsed.pos[parsed.heads[at]] in ("VERB", "AUX"):
                break
            at = parsed.heads[at]
        found = parsed.child(clause, "nsubj", "nsubjpass")
        if found is None and parsed.deps[clause] == "pcomp":  # "barred Chad from using its flag"
            above = parsed.heads[parsed.heads[clause]]
            found = parsed.child(above, "dobj") if parsed.pos[above] == "VERB" else None
        found = self._implied(clause) if found is None else found
        return found if found is not None and found < token else None

    def _judged(self, token: int) -> int | None:
        """Whom somebody blames, punishes or praises for what a possessive names: "fined *Chad* over its raid"."""
        parsed = self.parsed
        prep = parsed.heads[parsed.heads[token]]
        verb = parsed.heads[prep]
        for _ in range(2):  # "Chad over its raid" is often read as one phrase
            if parsed.pos[verb] in ("NOUN", "PROPN") and parsed.deps[verb] in ("dobj", "oprd", "appos"):
                verb = parsed.heads[verb]
        if parsed.lower[prep] not in ("for", "over") or parsed.lemmas[verb] not in _JUDGING:
            return None
        found = parsed.child(verb, "dative") or parsed.child(verb, "dobj")
        return found if found is not None and found < token else None

    def _coordinated(self, head: int, token: int) -> Meaning | None:
        """All the parties of "Britain and France" as one meaning."""
        parsed = self.parsed
        members = [m for m in parsed.conjuncts(head) if m < token]
        if len(members) < 2:
            return None
        actors: list[Actor] = []
        for member in members[:8]:
            actors.extend(self.reader.meaning(member).actors)
        if len(actors) < 2:
            return None
        return Meaning(tuple(actors), "people", True)

    def gender(self, head: int) -> str | None:
        """Gender of a person by titles and nouns of the phrase; None where nothing tells."""
        parsed = self.parsed
        genders = self.reader.nouns.genders
        for i in range(first_of(parsed, head), head + 1):
            found = genders.get(parsed.lower[i])
            if found and parsed.tags[i] != "PRP$":
                return found
            if parsed.lower[i] in self.reader.nouns.women and parsed.tags[i] == "NNP":
                return "female"
        name = self.reader.names.at(head)
        return "female" if name and name.name.split()[0].lower() in self.reader.nouns.women else None
