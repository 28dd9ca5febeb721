"""Reads noun phrases: names, role nouns with those they belong to, and names that only the document explains."""

from dataclasses import replace
from functools import partial

from dragoman.gazetteer import Gazetteer
from dragoman.gazetteer.organisations import ORGANISATIONS
from dragoman.ontology import word_list
from dragoman.parse import Parsed
from dragoman.records import Actor, Document, Span
from dragoman.resolve.context import Context
from dragoman.resolve.coreference import Coreference
from dragoman.resolve.descriptions import Descriptions
from dragoman.resolve.meaning import NOTHING, Meaning
from dragoman.resolve.names import PLACE_SORTS, Name, Names
from dragoman.resolve.nouns import Noun, Nouns, singular
from dragoman.resolve.owners import Owner, find_owner, state_told
from dragoman.resolve.phrases import LOCATIVE, LONGEST, first_of, mention, objects, quantified
from dragoman.resolve.places import place_of
from dragoman.resolve.rolenouns import noun_phrase
from dragoman.resolve.roles import modifier, role_of, title_before
from dragoman.resolve.strangers import apposed_noun, slug, stranger
from dragoman.resolve.twins import halves, plural

_DEEPEST = 10  # phrases that are looked through to read one
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))
_PRONOUNS = frozenset(("PRP", "PRP$", "WP", "WP$", "WDT", "EX"))
_DETERMINING = frozenset(
    ("DT", "PDT", "CD", "PRP$", "RB", "IN", "TO", "JJS", "JJR", "WP$", "HYPH", "SYM", "POS", "''", "``", ",")
)
_ORDINALS = frozenset(
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "next", "new", "last", "only", "1st", "2nd")
)
_STATES = frozenset(("country", "nation", "state", "government", "power"))
_YEAR = 4  # digits
_PROPER = frozenset(("NNP", "NNPS"))
_VICTIMS = frozenset(("CVL", "REF", "LAB", "EDU", "MIL", "COP"))
_FURTHER = frozenset(("others", "other", "more"))
_COUNTED_PEOPLE = word_list("actors.counted-people")


class Reader:
    """Meanings of the phrases of one document, each read at most once."""

    def __init__(self, document: Document, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.document = document
        self.parsed = parsed
        self.gazetteer = gazetteer
        self.names = Names(document, parsed, gazetteer)
        self.nouns = Nouns.load()
        self.context = Context(parsed, self.names)
        self.coreference = Coreference(self)
        self.descriptions = Descriptions(self)
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
            if inner.actors and not inner.actors[0].antecedent:
                return inner.widened(parsed.text, mention(parsed, head))
            return inner.moved(parsed.text, mention(parsed, head)) if inner.actors else inner
        name = self.names.at(head)
        if name:
            return self._named(head, name)
        if parsed.lower[head] in ("both", "two", "three", "other") or parsed.lower[head] == "each":
            together = self.descriptions.together(head)
            if together.actors or parsed.lower[head] == "both":
                return together
        if parsed.pos[head] in ("NUM", "ADJ", "DET") or parsed.lower[head] in _COUNTED_PEOPLE:
            return self._counted(head)
        if parsed.pos[head] not in ("NOUN", "PROPN", "ADJ"):
            return NOTHING
        first = first_of(parsed, head)
        twins = plural(self, head)
        if twins.actors:
            return twins
        whole = self._name_of_title(head)
        if whole is not None:
            return whole
        found = self.nouns.at(parsed, head, first)
        if found:
            return noun_phrase(self, head, *found)
        if parsed.pos[head] == "PROPN" or (parsed.words[head].isupper() and len(parsed.words[head]) > 1):
            if first == head - 1 and parsed.lower[first] == "the" and parsed.lower[head] in self.nouns.describes:
                described = self.descriptions.described(head, parsed.lower[head])  # "the Kingdom"
                if described.code:
                    return described
            return stranger(self, head, first)
        return self._other(head, first)

    def _name_of_title(self, head: int) -> Meaning | None:
        """Who bears a title that stands in a name ("Premier" in "Premier Li Qiang"); nobody in "Women's World Cup"."""
        parsed, above = self.parsed, head
        if parsed.tags[head] not in _PROPER:
            return None
        while parsed.deps[above] in ("compound", "poss", "nmod") and parsed.heads[above] > above:
            above = parsed.heads[above]
        if above == head or parsed.tags[above] not in _PROPER:
            return None
        if parsed.lower[above] in self.nouns.nothing:
            return NOTHING
        titled = parsed.deps[head] == "compound" and self.nouns.at(parsed, head, first_of(parsed, head))
        if not titled or self.nouns.at(parsed, above, head):
            return None
        found = self.meaning(above)
        return found.moved(parsed.text, mention(parsed, head)) if found.sort == "person" else None

    def actor(self, head: int, code: str | None, role: str | None, name: str, entity: str | None = None) -> Actor:
        """An actor with the phrase headed by ``head`` as its mention."""
        span = self.mention(head)
        return Actor(code, role, name, span.of(self.parsed.text), span.start, span.end, entity)

    def mention(self, head: int) -> Span:
        """Characters of the phrase, with the whole of a name that its head is part of."""
        span = mention(self.parsed, head)
        parsed = self.parsed
        paired = head > 1 and parsed.words[head - 1] in ("-", "–") and self.names.at(head - 2)
        if paired and self.names.at(head) and parsed.starts[head] - parsed.ends[head - 2] == 1:
            return parsed.span(head, head + 1)  # each of "Israeli-Palestinian" is a party
        number = self.names.index(head)
        if number is not None:
            end = self.parsed.ends[self.names.range(number)[1] - 1]
            if span.end < end <= span.start + LONGEST:
                return Span(span.start, end)
        return span

    def one(self, actor: Actor, sort: str, head: int, *, guessed: bool = False, noun: str | None = None) -> Meaning:
        """The meaning of a phrase that stands for one actor."""
        plural = self.parsed.tags[head] in ("NNS", "NNPS") or sort == "people"
        gender = self.coreference.gender(head) if sort == "person" else None
        return Meaning((actor,), sort, plural, gender, guessed, noun)

    # ------------------------------------------------------------------ names of the gazetteer

    def _named(self, head: int, name: Name) -> Meaning:
        if name.loose:
            if name.loose == "led" and name.code:
                return Meaning((self.actor(head, name.code, "MIL", name.name, name.entity),), name.sort)
            return NOTHING
        if name.sort == "person":
            return self._person(head, name)
        if name.sort in PLACE_SORTS:
            return halves(self, head, name, self._state(head, name))
        if name.entity in self.nouns.stateless:
            noun = self.nouns.at(self.parsed, head, name.first) or (Noun("people", "role", name.role), head)
            people = Owner(name.code, name.role, name.sort, head, entity=name.entity)
            made = role_of(self, noun[0], people, head)
            return self.one(self.actor(head, *made, name.name, name.entity), "people", head)
        code, role = name.code, name.role
        if name.sort in ("body", "party", "group") and (name.sort != "group" or code == "IMG"):
            owner = self._state_before(head, name)
            if name.sort == "group":
                owner = owner or next(
                    filter(None, map(partial(place_of, self), objects(self.parsed, head, "in"))), None
                )
            elif not owner and name.last == head + 1:
                owner = next(filter(None, map(partial(place_of, self), objects(self.parsed, head, "of", "in"))), None)
            if not owner and name.generic:
                owner = state_told(self, head, code)
            if owner and owner != code and owner not in ORGANISATIONS:
                code = owner
                role = "REB" if name.sort == "group" else role
        found = self.one(self.actor(head, code, role, name.name, name.entity), name.sort, head)
        other = self._joined_state(head, name) if name.sort == "body" else None
        if other:
            span = self.parsed.span(other.first, other.last)
            words = f"{self.parsed.phrase(other.first, other.last)} {self.parsed.words[name.last - 1]}"
            first = Actor(other.code, role, words, span.of(self.parsed.text), span.start, span.end)
            own = self.parsed.span(name.first, name.last)
            second = replace(found.actors[0], text=own.of(self.parsed.text), start=own.start, end=own.end)
            return Meaning((first, second), "people", True)
        return found

    def _joined_state(self, head: int, name: Name) -> Name | None:
        """ "U.S." in "U.S. and Iraqi forces", where only "Iraqi forces" is a name of its own."""
        parsed = self.parsed
        before = name.first - 2
        if (
            before < 0
            or parsed.lower[name.first - 1] not in ("and", "&")
            or parsed.tags[head] not in ("NNS", "NNPS", "NNP")
        ):
            return None
        other = self.names.at(before)
        modifying = parsed.heads[before] == head or parsed.heads[name.first] == before
        return other if other and modifying and other.sort == "state" and not other.loose else None

    def _state_before(self, head: int, name: Name) -> str | None:
        """Code of a state that stands as adjective or possessive before the name, or behind it with "of"."""
        begin = min(first_of(self.parsed, head), max(0, name.first - 1))  # "a Chadian Air Force jet"
        for other in reversed(self.names.within(begin, name.first)):
            between = self.parsed.words[other.last : name.first]
            if (
                other.sort in ("state", "place", "capital")
                and not other.loose
                and "and" not in between
                and "," not in between
            ):
                return other.code
        return None

    def _person(self, head: int, name: Name) -> Meaning:
        parsed = self.parsed
        code, role = name.code, name.role
        first = first_of(parsed, head)
        told = self._told(name) if name.former else None
        if told:
            code, role = told
        before = set(parsed.lower[first : name.first])
        if name.former:
            title = title_before(self, first, name.first)
            if title and not before & self.nouns.former:
                noun, at = title
                owner = find_owner(self, name.first - 1, noun, at, first)
                made = role_of(self, noun, owner, head) if owner and owner.code else None
                if made and made[0]:
                    code, role = made
                elif owner is None:  # "opposition leader" before somebody who once held office
                    role = modifier(self, name.first - 1, noun) or noun.role or role
            elif not title and not told:
                around = apposed_noun(self, head)
                if around and around.code:
                    code, role = around.code, around.role
        elif before & self.nouns.former or "ex" in before:
            noun_at = title_before(self, first, name.first)
            if noun_at:  # "ex" may be a word of its own: "the deposed ruler"
                role = "CVL"
        return self.one(self.actor(head, code, role, name.name, name.entity), "person", head)

    def _told(self, name: Name) -> tuple[str | None, str | None] | None:
        """Code and role that the document gives a former official by a title, where he is named in full."""
        for first, last in self.names.mentions(name.entity):
            if last - first > 1 and last <= name.first:
                found = self.meaning(last - 1)
                return (found.code, found.role) if found.code else None
        return None

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
                alone = the is not None and the == head - 1 and parsed.lower[the] == "the"
                if not plural and alone:
                    sort = "state"  # "the French" speak for France
                else:
                    role, sort = "CVL", "people" if plural or parsed.child(head, "nummod") is not None else "person"
        elif sort == "capital" and self._located(head):
            sort = "place"
        if sort == "place":
            role = "GOV" if self._acting(head) else "CVL"
        return self.one(self.actor(head, name.code, role, name.name, name.entity), sort, head)

    def _acting(self, head: int) -> bool:
        """Whether the phrase, or the one it is coordinated with or apposed to, is the subject of an active verb."""
        for _ in range(16):
            if self.parsed.deps[head] not in ("conj", "appos"):
                break
            head = self.parsed.heads[head]
        return self.parsed.deps[head] == "nsubj"

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

    # ------------------------------------------------------------------ helpers

    def after_determiners(self, first: int, head: int) -> int:
        """First token from ``first`` that is no article, number or the like."""
        while first < head and self.parsed.tags[first] in _DETERMINING:
            first += 1
        return first

    def definite(self, head: int, first: int) -> bool:
        """Whether the phrase has a definite article or a demonstrative."""
        if self.parsed.deps[head] == "compound" and self.parsed.heads[head] > head:
            head = self.parsed.heads[head]  # "the closed council meeting"
        return self.parsed.lower[first] in _DEFINITE or any(
            self.parsed.lower[k] in _DEFINITE for k in self.parsed.kids[head] if k < head
        )

    # ------------------------------------------------------------------ names that only the document explains

    def predicate(self, head: int, first: int) -> bool:
        """Whether the phrase says what somebody is or was ("the sixth minister"), not who is meant."""
        parsed = self.parsed
        return parsed.deps[head] in ("attr", "oprd") or any(
            w in _ORDINALS or w[0].isdigit() for w in parsed.lower[first:head]
        )

    def apposed_name(self, head: int) -> Meaning | None:
        """A name in apposition to a role noun: "the foreign minister of India, Natwar Singh"."""
        parsed = self.parsed
        for kid in parsed.kids[head]:
            if parsed.deps[kid] == "appos" and parsed.tags[kid] in ("NNP", "NNPS"):
                name = self.names.at(kid)
                if name is None or name.sort not in PLACE_SORTS:
                    found = self.meaning(kid) if name else self._plain_name(kid)
                    if found.actors:
                        return found
        return None

    def _plain_name(self, head: int) -> Meaning:
        first = first_of(self.parsed, head)
        name = self.parsed.phrase(first, head + 1)
        return Meaning((self.actor(head, None, None, name, slug(name)),), "person")

    # ------------------------------------------------------------------ the rest

    def _counted(self, head: int) -> Meaning:
        """Numbers and words like "others" that stand for people: subjects and objects of verbs, not years or sums."""
        parsed = self.parsed
        word = parsed.words[head]
        if parsed.deps[head] not in ("nsubj", "nsubjpass", "dobj", "conj") or any(
            kid > head and parsed.deps[kid] not in ("relcl", "punct", "cc", "conj", "advmod")
            for kid in parsed.kids[head]
        ):
            return NOTHING
        if parsed.deps[head] == "conj" and self.meaning(parsed.heads[head]).role not in ("CVL", "MIL", "COP"):
            return NOTHING
        if head and parsed.lower[head - 1] in ("aged", "age", "'", "’"):
            return NOTHING
        year = len(word) == _YEAR and word.isdigit()
        if year or not (parsed.tags[head] == "CD" or parsed.lower[head] in _COUNTED_PEOPLE):
            return NOTHING
        if any(not parsed.words[k][0].isalnum() or parsed.lower[k] in ("%", "percent") for k in parsed.kids[head]):
            return NOTHING
        code = self._of_the_first(head) or self.context.country(head)
        actor = self.actor(head, None if code in ORGANISATIONS else code, "CVL", "people")
        return self.one(actor, "people", head, guessed=True, noun="people")

    def _of_the_first(self, head: int) -> str | None:
        """Code of those whom "others" are others of: "killed two Somali refugees and injured five others"."""
        parsed = self.parsed
        if not any(parsed.lower[i] in _FURTHER for i in range(max(0, head - 1), head + 1)):
            return None
        begin = parsed.sentences[parsed.sentence_of[head]][0]
        for i in range(head - 1, max(begin, head - 40) - 1, -1):
            if parsed.tags[i] in ("NNS", "NN", "CD") and parsed.deps[i] in ("nsubj", "nsubjpass", "dobj", "pobj"):
                found = self.meaning(i)
                if found.sort in ("people", "person") and found.code and found.role in _VICTIMS:
                    return found.code
        return None

    def _listed(self, head: int) -> Meaning | None:
        """The states before "the five nations" in "Russia, China and India, the three nations that ..."."""
        parsed = self.parsed
        above = parsed.heads[head]
        name = self.names.at(above) if parsed.deps[head] == "appos" else None
        if name is None or name.sort not in ("state", "capital"):
            return None
        members = parsed.conjuncts(self.coreference.top(above))[:12]
        found = [a for member in members if member < head for a in self.meaning(member).actors if a.code]
        return Meaning(tuple(found), "people", True) if len(found) > 1 else None

    def _other(self, head: int, first: int) -> Meaning:
        """A common noun that is no actor, or a place."""
        parsed = self.parsed
        word = singular(parsed.lower[head], parsed.lemmas[head])
        if word in self.nouns.describes and self.definite(head, first) and not self.predicate(head, first):
            found = self.descriptions.described(head, word)
            if found.actors:
                return found
        if word in self.nouns.sets and parsed.tags[head] == "NNS":
            together = self.descriptions.together(head)
            if together.actors:
                return together
        if word == "state" and head > 0 and parsed.lower[head - 1] == "member" and self.definite(head, first):
            found = self.descriptions.organisation(head)  # "in an EU statement *the member states* said"
            if found.actors:
                return found
        if word in _STATES and parsed.tags[head] == "NNS":
            listed = self._listed(head)
            if listed:
                return listed
            name = parsed.phrase(self.after_determiners(first, head), head + 1)
            return Meaning((self.actor(head, None, "GOV", name),), "people", True, noun=word)
        return NOTHING
