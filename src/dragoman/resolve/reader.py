"""Reads noun phrases: names, role nouns with those they belong to, and names that only the document explains."""

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parsed
from dragoman.records import Actor, Document, Span
from dragoman.resolve.context import Context
from dragoman.resolve.coreference import Coreference
from dragoman.resolve.meaning import NOTHING, ORGANISATIONS, Meaning
from dragoman.resolve.names import Name, Names
from dragoman.resolve.nouns import Noun, Nouns, singular
from dragoman.resolve.owners import Owner, find_owner
from dragoman.resolve.phrases import LOCATIVE, first_of, mention, objects, quantified

_DEEPEST = 10  # phrases that are looked through to read one
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))
_PRONOUNS = frozenset(("PRP", "PRP$", "WP", "WP$", "WDT", "EX"))
_GROUP_ROLES = frozenset(("REB", "UAF", "CRM"))
# roles whose bearers are not looked for in the text around when nothing says whose they are
_NEVER_GUESSED = frozenset(("BUS", "SOC", "PTY"))
_GUESSED_RELAYS = frozenset(
    ("official", "leader", "commander", "representative", "delegation", "leadership", "ruler", "strongman")
)
_PERSONAL = frozenset(("person", "people"))
_YEAR = 4  # digits
_COUNTED_PEOPLE = frozenset(
    (
        "others",
        "other",
        "many",
        "dead",
        "wounded",
        "injured",
        "several",
        "some",
        "more",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
    )
)


class Reader:
    """Meanings of the phrases of one document, each read at most once."""

    def __init__(self, document: Document, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.document = document
        self.parsed = parsed
        self.names = Names(document, parsed, gazetteer)
        self.nouns = Nouns.load()
        self.context = Context(parsed, self.names)
        self.coreference = Coreference(self)
        self._known: dict[int, Meaning] = {}
        self._depth = 0

    def meaning(self, head: int) -> Meaning:
        """What the phrase headed by token ``head`` means."""
        known = self._known.get(head)
        if known is not None:
            return known
        if self._depth >= _DEEPEST:
            return NOTHING
        self._known[head] = NOTHING  # a phrase that leads back to itself explains nothing
        self._depth += 1
        try:
            found = self._read(head)
        finally:
            self._depth -= 1
        self._known[head] = found
        return found

    # ------------------------------------------------------------------ the parts of speech

    def _read(self, head: int) -> Meaning:
        parsed = self.parsed
        tag = parsed.tags[head]
        if tag in _PRONOUNS:
            return self.coreference.pronoun(head)
        counted = quantified(parsed, head)
        if counted != head:
            inner = self.meaning(counted)
            return inner.moved(parsed.text, mention(parsed, head)) if inner.actors else inner
        name = self.names.at(head)
        if name:
            return self._named(head, name)
        if parsed.lower[head] in ("both", "two", "three", "other") or parsed.lower[head] == "each":
            together = self.coreference.together(head)
            if together.actors or parsed.lower[head] == "both":
                return together
        if parsed.pos[head] in ("NUM", "ADJ", "DET") or parsed.lower[head] in _COUNTED_PEOPLE:
            return self._counted(head)
        if parsed.pos[head] not in ("NOUN", "PROPN", "ADJ"):
            return NOTHING
        first = first_of(parsed, head)
        found = self.nouns.at(parsed, head, first)
        if found:
            return self._noun(head, *found)
        if parsed.pos[head] == "PROPN":
            return self._unknown(head, first)
        return self._other(head, first)

    def _actor(self, head: int, code: str | None, role: str | None, name: str, entity: str | None = None) -> Actor:
        span = mention(self.parsed, head)
        return Actor(code, role, name, span.of(self.parsed.text), span.start, span.end, entity)

    def _one(self, actor: Actor, sort: str, head: int, *, guessed: bool = False, noun: str | None = None) -> Meaning:
        plural = self.parsed.tags[head] in ("NNS", "NNPS") or sort == "people"
        gender = self.coreference.gender(head) if sort == "person" else None
        return Meaning((actor,), sort, plural, gender, guessed, noun)

    # ------------------------------------------------------------------ names of the gazetteer

    def _named(self, head: int, name: Name) -> Meaning:
        if name.loose:
            if name.loose == "led" and name.code:
                return Meaning((self._actor(head, name.code, "MIL", name.name, name.entity),), name.sort)
            return NOTHING
        if name.sort == "person":
            return self._person(head, name)
        if name.sort in ("state", "capital", "place"):
            return self._state(head, name)
        code, role = name.code, name.role
        if name.sort in ("body", "party", "group") and (name.sort != "group" or code == "IMG"):
            owner = self._state_before(head, name)
            if owner and owner != code and owner not in ORGANISATIONS:
                code = owner
                role = "REB" if name.sort == "group" else role
        return self._one(self._actor(head, code, role, name.name, name.entity), name.sort, head)

    def _state_before(self, head: int, name: Name) -> str | None:
        """Code of a state that stands as adjective or possessive before the name, or behind it with "of"."""
        for other in reversed(self.names.within(first_of(self.parsed, head), name.first)):
            if other.sort in ("state", "place", "capital") and not other.loose and other.code:
                return other.code
        return None

    def _person(self, head: int, name: Name) -> Meaning:
        parsed = self.parsed
        code, role = name.code, name.role
        first = first_of(parsed, head)
        before = set(parsed.lower[first : name.first])
        if name.former:
            title = self._title(first, name.first)
            if title and not before & self.nouns.former:
                noun, at = title
                owner = find_owner(self, name.first - 1, at, first)
                made = self._made(noun, owner, head) if owner and owner.code else None
                if made and made[0]:
                    code, role = made
        elif before & self.nouns.former or "ex" in before:
            noun_at = self._title(first, name.first)
            if noun_at:  # "ex" may be a word of its own: "the deposed ruler"
                role = "CVL"
        return self._one(self._actor(head, code, role, name.name, name.entity), "person", head)

    def _state(self, head: int, name: Name) -> Meaning:
        parsed = self.parsed
        dep, tag = parsed.deps[head], parsed.tags[head]
        role = name.role
        sort = name.sort
        if name.form in ("adjective", "demonym"):
            attributive = dep in ("amod", "compound", "nmod", "npadvmod", "poss", "nn") and parsed.heads[head] > head
            if attributive and not (dep == "poss" and tag in ("NNS", "NNPS")):
                sort = "state"
            else:
                the = parsed.child(head, "det")
                plural = tag in ("NNS", "NNPS") or parsed.lower[head].endswith("s")
                bare = the is None and not plural and parsed.child(head, "nummod") is None
                if bare and dep in ("pobj", "dobj", "attr"):
                    return NOTHING  # a language: "in Russian"
                if not plural and the is not None and parsed.lower[the] == "the":
                    sort = "state"  # "the French" speak for France
                else:
                    role, sort = "CVL", "people" if plural or parsed.child(head, "nummod") is not None else "person"
        elif sort == "capital" and self._located(head):
            sort = "place"
        if sort == "place":
            role = "GOV" if dep == "nsubj" else "CVL"
        return self._one(self._actor(head, name.code, role, name.name, name.entity), sort, head)

    def _located(self, head: int) -> bool:
        """Whether the name stands in an adverbial of place."""
        parsed = self.parsed
        dep = parsed.deps[head]
        if dep in ("conj", "appos"):
            return parsed.heads[head] != head and self._located_plain(parsed.heads[head])
        return self._located_plain(head)

    def _located_plain(self, head: int) -> bool:
        parsed = self.parsed
        dep = parsed.deps[head]
        return dep == "npadvmod" or (dep == "pobj" and parsed.lower[parsed.heads[head]] in LOCATIVE)

    # ------------------------------------------------------------------ role nouns

    def _noun(self, head: int, noun: Noun, at: int) -> Meaning:
        parsed = self.parsed
        first = first_of(parsed, head)
        if noun.word in self.nouns.sets:
            together = self.coreference.together(head)
            if together.actors:
                return together
        owner = find_owner(self, head, at, first)
        named = self._apposed_name(head)
        if owner is None or owner.code is None:
            if named and named.actors[0].code:
                return named.moved(parsed.text, mention(parsed, head), _span_of(named.actors[0]))
            if noun.word in self.nouns.defaults:
                by_default = self.nouns.defaults[noun.word].split(":")
                return self._result(head, noun, by_default[0], by_default[1], False)
            definite = self._definite(head, first)
            if definite:
                found = self.coreference.described(head, noun.word)
                if found.actors:
                    return found
            if noun.use in ("materiel", "supporter") and owner is None:
                return NOTHING if noun.use == "materiel" else self._guessed(head, noun)
            if owner is not None:  # belongs to somebody who has no code
                return self._result(head, noun, None, noun.role, False)
            return self._guessed(head, noun)
        code, role = self._made(noun, owner, head)
        found = self._result(head, noun, code, role, owner.guessed)
        if named and named.sort in ("person", "org", "body", "group", "party", "company"):
            other = named.actors[0]
            actor = self._actor(head, other.code or code, other.role if other.code else role, other.name, other.entity)
            return self._one(actor, found.sort, head, noun=noun.word)
        return found

    def _guessed(self, head: int, noun: Noun) -> Meaning:
        code = None
        role = noun.role
        if (noun.use != "relay" and noun.role not in _NEVER_GUESSED) or noun.word in _GUESSED_RELAYS:
            code = self.context.country(head)
        if noun.use == "relay":
            role = self._modifier(head, head) or "GOV"
        elif noun.role in ("GOV", "CVL", "PTY"):
            role = self._modifier(head, head, noun) or noun.role
        if code in ORGANISATIONS and role != "GOV":
            code = None
        return self._result(head, noun, code, role, True)

    def _made(self, noun: Noun, owner: Owner, head: int) -> tuple[str | None, str | None]:
        """Code and role of a role noun that belongs to ``owner``."""
        role = noun.role
        code = owner.code
        modifier = self._modifier(head, owner.token, noun)
        if noun.use == "supporter":
            return code, "CVL"
        if owner.sort == "group" or owner.role in _GROUP_ROLES:
            if role in (None, "MIL", "REB", "UAF", "GOV", "CRM", "COP", "PTY", "SPY") or noun.use == "relay":
                role = owner.role
            return code, role
        if code in ORGANISATIONS:
            if role in ("MIL", "COP", "JUD", "LEG") or modifier in ("MIL", "COP"):
                return code, modifier or role
            return code, owner.role
        if noun.use == "relay":
            if modifier:
                return code, modifier
            return code, owner.role or "GOV"
        if noun.use == "role" and role == "GOV":
            if modifier and modifier != "GOV":
                return code, modifier
            if owner.role and owner.sort not in ("state", "capital", "place", "person", "people"):
                return code, owner.role
        if noun.use == "role" and role in ("CVL", "MIL", "PTY") and modifier and modifier not in ("GOV", "CVL"):
            return code, modifier if role != "MIL" or modifier in ("REB", "COP", "OPP") else role
        return code, role

    def _modifier(self, head: int, after: int, noun: Noun | None = None) -> str | None:
        """Role set by the words before the head: "military spokesman", "rebel leader"."""
        parsed = self.parsed
        first = first_of(parsed, head)
        at = head
        if noun is not None:
            at = head - noun.word.count(" ")
        for i in range(at - 1, first - 1, -1):
            if self.names.covered(i):
                continue
            found = self.nouns.modifiers.get(parsed.lower[i])
            if found:
                return found
            inner = self.nouns.at(parsed, i, first) if parsed.deps[i] in ("compound", "nmod") else None
            if inner and inner[0].use == "role" and inner[0].role != "CVL":
                return inner[0].role
        return None

    def _result(self, head: int, noun: Noun, code: str | None, role: str | None, guessed: bool) -> Meaning:
        parsed = self.parsed
        first = first_of(parsed, head)
        if role not in _GROUP_ROLES and set(parsed.lower[first:head]) & self.nouns.former and code not in ORGANISATIONS:
            role = "CVL"
        span = mention(parsed, head)
        name = parsed.phrase(self._after_determiners(first, head), head + 1)
        actor = Actor(code, role, name, span.of(parsed.text), span.start, span.end)
        return self._one(actor, self._sort(head, noun), head, guessed=guessed, noun=noun.word)

    def _sort(self, head: int, noun: Noun) -> str:
        if noun.word in self.nouns.bodies:
            return "people" if self.parsed.tags[head] in ("NNS", "NNPS") or noun.word == "police" else "body"
        if noun.use == "materiel":
            return "body"
        return "people" if self.parsed.tags[head] in ("NNS", "NNPS") or noun.word in ("people", "police") else "person"

    def _after_determiners(self, first: int, head: int) -> int:
        while first < head and self.parsed.tags[first] in ("DT", "PDT", "CD", "PRP$", "RB", "IN", "JJS", "JJR", "WP$"):
            first += 1
        return first

    def _definite(self, head: int, first: int) -> bool:
        return self.parsed.lower[first] in _DEFINITE or any(
            self.parsed.lower[k] in _DEFINITE for k in self.parsed.kids[head] if k < head
        )

    # ------------------------------------------------------------------ names that only the document explains

    def _title(self, first: int, last: int) -> tuple[Noun, int] | None:
        """The role noun nearest before token ``last``, and its first token."""
        for i in range(last - 1, max(first, last - 6) - 1, -1):
            found = self.nouns.at(self.parsed, i, first)
            if found and found[0].use in ("role", "relay"):
                return found
        return None

    def _apposed_name(self, head: int) -> Meaning | None:
        """A name in apposition to a role noun: "the foreign minister of India, Natwar Singh"."""
        parsed = self.parsed
        for kid in parsed.kids[head]:
            if parsed.deps[kid] == "appos" and parsed.tags[kid] in ("NNP", "NNPS"):
                name = self.names.at(kid)
                if name is None or name.sort not in ("state", "capital", "place"):
                    found = self.meaning(kid) if name else self._plain_name(kid)
                    if found.actors:
                        return found
        return None

    def _plain_name(self, head: int) -> Meaning:
        first = first_of(self.parsed, head)
        name = self.parsed.phrase(first, head + 1)
        return Meaning((self._actor(head, None, None, name, slug(name)),), "person")

    def _unknown(self, head: int, first: int) -> Meaning:
        parsed = self.parsed
        if singular(parsed.lower[head], parsed.lemmas[head]) in self.nouns.nothing:
            return NOTHING
        if any(c.isdigit() for c in parsed.words[head]) and not parsed.words[head][0].isupper():
            return NOTHING
        title = self._title(first, head)
        if title:
            noun, at = title
            last = at + noun.word.count(" ") + 1
            name = parsed.phrase(min(last, head), head + 1)
            owner = find_owner(self, head, at, first)
            code, role = (None, noun.role)
            guessed = False
            if owner:
                code, role = self._made(noun, owner, last - 1)
                guessed = owner.guessed
            elif (noun.use == "role" and noun.role not in _NEVER_GUESSED) or noun.word in _GUESSED_RELAYS:
                code, guessed = self.coreference.of_title(head, noun.word) or self.context.country(head), True
                role = self._modifier(last - 1, head, noun) or noun.role or "GOV"
            if set(parsed.lower[first:at]) & self.nouns.former:
                role = "CVL"
            sort = "body" if noun.word in self.nouns.bodies else "person"
            if code:
                return self._one(
                    self._actor(head, code, role, name, slug(name)), sort, head, guessed=guessed, noun=noun.word
                )
        found = self._explained(head)
        if found:
            return found
        states = [n for n in self.names.within(first, head) if n.sort in ("state", "place", "capital") and not n.loose]
        words = [i for i in range(first, head + 1) if not self.names.covered(i) and parsed.tags[i] in ("NNP", "NNPS")]
        name = parsed.phrase(words[0], head + 1) if words else parsed.words[head]
        if states and not title:
            # "Iranian Quds Force" is Iran's, "the Palestinian Fatima Jibrin" a Palestinian
            role = "CVL" if len(words) > 1 and states[-1].form in ("adjective", "demonym") else None
            return self._one(
                self._actor(head, states[-1].code, role, name, slug(name)), "person" if role else "body", head
            )
        if not parsed.words[head][0].isupper():
            return NOTHING
        role = title[0].role if title else None
        return Meaning((self._actor(head, None, role, name, slug(name)),), "person" if title else "unknown")

    def _explained(self, head: int) -> Meaning | None:
        """A name explained by an apposition, by the noun it is apposed to, or by another mention of it."""
        parsed = self.parsed
        name = parsed.phrase(first_of(parsed, head), head + 1)
        for kid in parsed.kids[head]:
            if parsed.deps[kid] == "appos" and parsed.pos[kid] in ("NOUN", "PROPN"):
                found = self._by_noun(kid)
                if found and found.code:
                    actor = self._actor(head, found.code, found.role, name, slug(name))
                    return self._one(actor, found.sort, head, noun=found.noun)
        if parsed.deps[head] == "appos" and parsed.heads[head] != head:
            found = self._by_noun(parsed.heads[head])
            if found and found.code:
                actor = self._actor(head, found.code, found.role, name, slug(name))
                return self._one(actor, found.sort, head, noun=found.noun)
        return self.coreference.same_name(head)

    def _by_noun(self, head: int) -> Meaning | None:
        """Meaning of a role noun without the name in apposition to it."""
        parsed = self.parsed
        if self.names.at(head):
            return None
        counted = quantified(parsed, head)
        first = first_of(parsed, counted)
        found = self.nouns.at(parsed, counted, first)
        if not found:
            return None
        owner = find_owner(self, counted, found[1], first)
        if owner and owner.code:
            code, role = self._made(found[0], owner, counted)
            return self._result(counted, found[0], code, role, owner.guessed)
        if (found[0].use == "role" and found[0].role not in _NEVER_GUESSED) or found[0].word in _GUESSED_RELAYS:
            return self._guessed(counted, found[0])
        return None

    # ------------------------------------------------------------------ the rest

    def _counted(self, head: int) -> Meaning:
        """Numbers and words like "others" that stand for people: subjects and objects of verbs, not years or sums."""
        parsed = self.parsed
        word = parsed.words[head]
        if parsed.deps[head] not in ("nsubj", "nsubjpass", "dobj") or (
            parsed.kids[head] and parsed.kids[head][-1] > head
        ):
            return NOTHING
        year = len(word) == _YEAR and word.isdigit()
        if year or not (parsed.tags[head] == "CD" or parsed.lower[head] in _COUNTED_PEOPLE):
            return NOTHING
        if any(not parsed.words[k][0].isalnum() or parsed.lower[k] in ("%", "percent") for k in parsed.kids[head]):
            return NOTHING
        code = self.context.country(head)
        actor = self._actor(head, None if code in ORGANISATIONS else code, "CVL", "people")
        return self._one(actor, "people", head, guessed=True, noun="people")

    def _other(self, head: int, first: int) -> Meaning:
        """A common noun that is no actor, or a place."""
        parsed = self.parsed
        word = singular(parsed.lower[head], parsed.lemmas[head])
        if word in self.nouns.describes and self._definite(head, first):
            found = self.coreference.described(head, word)
            if found.actors:
                return found
        if word in self.nouns.sets and parsed.tags[head] == "NNS":
            together = self.coreference.together(head)
            if together.actors:
                return together
        return NOTHING

    def place(self, head: int) -> str | None:
        """Code of the country in which the place named by the phrase lies."""
        parsed = self.parsed
        name = self.names.at(head)
        if name and name.sort in ("state", "capital", "place"):
            return name.code
        first = first_of(parsed, head)
        inside = [n for n in self.names.within(first, head) if n.sort in ("state", "capital", "place") and not n.loose]
        after = self._chain(head)
        if after:
            return after
        for object_ in objects(parsed, head, "of", "in", "near", "at", "on", "within", "inside"):
            other = self.names.at(object_)
            if other and other.sort in ("state", "capital", "place"):
                return other.code
        if inside:
            return inside[-1].code
        for object_ in objects(parsed, head, "of", "in", "near", "at"):
            if object_ > head and self._depth < _DEEPEST:
                self._depth += 1
                found = self.place(object_)
                self._depth -= 1
                if found:
                    return found
        if (
            name is None
            and parsed.pos[head] == "NOUN"
            and parsed.lemmas[head] in ("country", "capital", "city", "nation")
        ):
            meaning = self.meaning(head)
            if meaning.code:
                return meaning.code
            return self.context.country(head)
        return None

    def _chain(self, head: int) -> str | None:
        """The country at the end of "Bajaur District, Khyber Pakhtunkhwa, Pakistan"."""
        parsed = self.parsed
        end = parsed.sentences[parsed.sentence_of[head]][1]
        at = head + 1
        for _ in range(4):
            if at + 1 >= end or parsed.words[at] != "," or not parsed.words[at + 1][:1].isupper():
                return None
            at += 1
            while at < end and parsed.tags[at] in ("NNP", "NNPS", "DT", "HYPH"):
                name = self.names.at(at)
                if name and name.sort in ("state", "place", "capital") and name.form not in ("adjective", "demonym"):
                    return name.code
                at += 1
        return None


def slug(name: str) -> str:
    """A stable id of a name that only the document explains."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split()) or "unnamed"


def _span_of(actor: Actor) -> Span | None:
    return None if actor.start is None or actor.end is None else Span(actor.start, actor.end)
