"""What a number counts, read from the thing counted, its state, its verb and the phrase it stands in."""

from dragoman.extract.bounded import child_of, kids_of
from dragoman.extract.quantities.amounts import Amount
from dragoman.extract.quantities.counts import Counts, counts
from dragoman.ontology import word_list
from dragoman.parse import Parsed
from dragoman.resolve import ActorResolver

_CLIMB = 8
_STATE_REACH = 4  # tokens after a noun within which its state stands ("ten people have reportedly died")
_BETWEEN = frozenset("VBD VBP VBZ VBN RB MD VB".split())
_LINKS = word_list("figures.links")
# counts that a verb settles, whatever else the people are called ("released four detained men")
_FINAL = frozenset({"killed", "wounded", "released"})
_COSTS = ("claim", "take", "cost", "lose", "find", "recover")
# nouns of vague number whose "of" phrase says what is counted
VAGUE_NOUNS = frozenset({"dozen", "hundred", "thousand", "score", "ten", "dozens", "hundreds", "thousands"})
_INCLUDING = frozenset({"including", "include", "among"})
TRANSPARENT = word_list("figures.transparent")
_REACH = word_list("figures.reach")
_COUNT_NOUN = frozenset({"toll", "number", "total", "count", "figure", "tally"})
_LEFT = frozenset({"leave", "keep", "hold", "find", "take", "shoot", "send", "render"})
_ABROAD = frozenset({"abroad", "outside", "exile", "camps", "camp"})
_APPROX = frozenset({"around", "about", "over", "under", "above", "nearly", "almost"})
_CUSTODY = frozenset({"custody", "detention", "prison", "jail"})
_REFUGE = frozenset({"refuge", "shelter", "asylum", "sanctuary", "safety"})


class Counting:
    """Says what the numbers of one text count, with the lexicon of ``data/counts.yaml``."""

    def __init__(self, parsed: Parsed, resolver: ActorResolver) -> None:
        self.parsed, self.resolver = parsed, resolver
        self.lexicon: Counts = counts()

    # ------------------------------------------------------------------ the thing counted and its verb
    def noun(self, amount: Amount) -> int:
        """Token of the thing counted, or the number's own where it stands alone ("killing 12")."""
        p, token = self.parsed, amount.core_end - 1
        for _ in range(4):
            head = p.heads[token]
            if head == token:
                break
            if p.deps[token] in ("nummod", "amod") or (
                p.tags[head] == "CD" and p.deps[token] in ("compound", "quantmod", "nummod")
            ):
                token = head
                if p.tags[token][:2] == "NN":
                    break
            else:
                break
        head = p.heads[token]
        if (
            p.tags[token] == "CD"
            and p.deps[head] == "amod"
            and p.tags[p.heads[head]][:2] == "NN"
            and p.heads[head] > head
        ):
            token = p.heads[head]  # "1.5 million displaced people", read as if the number went with "displaced"
        if p.deps[token] == "nmod" and p.tags[token] == "NN" and p.tags[head] == "NNS" and head > token:
            token = head  # "a record 256 new fatalities"
        if amount.kind == "MONEY" and p.deps[token] in ("quantmod", "nmod") and p.tags[p.heads[token]] in ("NN", "NNS"):
            token = p.heads[token]
        ahead = amount.core_end
        if token < ahead and ahead < len(p) and p.lower[ahead] == "of" and ahead + 1 < len(p):
            # "41 of the passengers"
            inner = [k for k in kids_of(p, ahead) if p.deps[k] == "pobj"]
            if inner and p.tags[inner[0]] == "NNS":
                return token
        return token

    def top(self, noun: int) -> int:
        """The first of the coordinated things, or what "including" adds to: the one whose verb counts all of them."""
        p = self.parsed
        for _ in range(_CLIMB):
            head = p.heads[noun]
            if head == noun:
                return noun
            if (
                p.deps[noun] in ("conj", "appos")
                and head < noun
                and (p.tags[head][:2] == "NN" or p.tags[head] in ("CD", "PRP"))
            ):
                noun = head
            elif p.deps[noun] == "pobj" and p.lower[head] in _INCLUDING and p.heads[head] != head:
                up = p.heads[head]
                if p.tags[up][:2] not in ("NN", "CD"):
                    up = next(
                        (k for k in reversed(range(max(0, head - 6), head)) if p.tags[k] in ("NNS", "CD", "NN")), up
                    )
                noun = up
            elif p.deps[noun] == "pobj" and p.lower[head] == "with" and p.lower[head - 1] == "along":
                verb = next((k for k in reversed(range(max(0, head - 12), head)) if p.tags[k].startswith("VB")), None)
                subject = child_of(p, verb, "nsubjpass", "nsubj") if verb is not None else None
                if subject is None:
                    return noun
                noun = subject
            elif p.deps[noun] == "pobj" and p.lower[head] == "of" and p.lemmas[p.heads[head]] in TRANSPARENT:
                noun = p.heads[head]
            else:
                return noun
        return noun

    def verb(self, noun: int) -> int | None:
        """The verb whose argument the thing is."""
        p = self.parsed
        token = self.top(noun)
        for _ in range(3):
            head = p.heads[token]
            if head == token:
                return None
            token = head
            if p.tags[token].startswith("VB"):
                return token
            if p.tags[token] not in ("IN", "TO"):
                return None
        return None

    # ------------------------------------------------------------------ what is counted
    def count(self, amount: Amount, noun: int) -> str | None:
        """Count of the codebook for a number and the thing it counts, or None where it is no figure."""
        lexicon, p = self.lexicon, self.parsed
        after = max(noun + 1, amount.core_end)
        while after < len(p) and p.lower[after] in ("more", "others") and after <= noun + 2:
            after += 1
        if p.deps[noun] == "pobj" and p.tags[p.heads[p.heads[noun]]] == "CD" and p.lower[p.heads[noun]] == "of":
            return None  # the whole of which another number is a part ("three of five members")
        if self._other_side(amount):
            return "votes"
        found = self._state_after(after, 1) or self._among(self.top(noun)) or self._by_verb(noun)
        if found not in _FINAL:
            found = self._state_after(after) or self._state_before(noun) or found or self._by_clause(noun)
        if found is None:
            found = self._by_phrase(noun)
        if found is None and p.tags[noun][:2] not in ("NN", "JJ", "VB"):
            noun = self.top(noun)  # "dozens of deaths, including 122 in Poland"
            if p.tags[noun] == "CD" or p.lemmas[noun] in VAGUE_NOUNS:
                noun = next((k for prep in kids_of(p, noun) if p.lower[prep] == "of" for k in kids_of(p, prep)), noun)
        if found is None and p.tags[noun][:2] in ("NN", "JJ", "VB"):
            found = lexicon.noun.get(p.lemmas[noun])
            if found is not None and found in lexicon.needs and not self._stands_with(noun, lexicon.needs[found]):
                found = None
            if p.lower[noun] in ("seekers", "seeker") and p.lower[noun - 1] != "asylum":
                found = None
            if found == "killed" and p.lemmas[noun] in ("life", "body") and not self._verb_is(noun, *_COSTS):
                found = None
        if found in lexicon.persons and not self._people(noun, amount):
            return None
        return found

    def _other_side(self, amount: Amount) -> bool:
        """Whether the number is the second of "364 votes to 194"."""
        p, i = self.parsed, amount.first
        return i > 2 and p.lower[i - 1] == "to" and p.lower[i - 2] in ("vote", "votes") and p.tags[i - 3] == "CD"

    def _people(self, noun: int, amount: Amount) -> bool:
        """Whether the thing counted is people; a number that stands alone is taken for them."""
        p = self.parsed
        if noun < amount.core_end or p.lower[noun] in ("people", "persons", "others", "families", "women", "children"):
            return True
        return self.resolver.is_person(noun)

    def _state_after(self, at: int, reach: int = _STATE_REACH) -> str | None:
        """ "nine dead", "700 people hostage", "250 taken hostage", "five were killed"."""
        p, n = self.parsed, len(self.parsed)
        last = p.sentences[p.sentence_of[min(at, n - 1)]][1]
        passive = False
        for i in range(at, min(at + reach, n, last)):
            word = p.lower[i]
            found = self.lexicon.state.get(word)
            if found is not None and (p.tags[i][:2] in ("JJ", "VB", "NN")):
                acts = p.tags[i] in ("VBD", "VBN") and not passive and child_of(p, i, "dobj") is not None
                if acts or (p.tags[i] == "NN" and p.deps[i] in ("compound",)):
                    return None
                ahead = p.lower[i + 1] if i + 1 < n else ""
                return "hostages" if ahead in ("hostage", "captive") else found
            if p.tags[i] not in _BETWEEN or (p.tags[i].startswith("VB") and p.lemmas[i] not in _LINKS):
                if word in ("and", "or") and i == at and self.lexicon.state.get(p.lower[min(i + 1, n - 1)]):
                    continue
                return None
            passive = passive or p.lemmas[i] in ("be", "have", "get")
        return None

    def _state_before(self, noun: int) -> str | None:
        """ "displaced Palestinians", "missing sailors"."""
        p = self.parsed
        for kid in kids_of(p, noun):
            if kid < noun and p.deps[kid] in ("amod", "advmod", "compound"):
                found = self.lexicon.state.get(p.lower[kid])
                if found is not None:
                    return found
        return None

    def _verb_is(self, noun: int, *lemmas: str) -> bool:
        verb = self.verb(noun)
        return verb is not None and self.parsed.lemmas[verb] in lemmas

    def _stands_with(self, noun: int, verbs: frozenset[str]) -> bool:
        p, top = self.parsed, self.top(noun)
        if p.deps[top] == "pobj" and p.lower[p.heads[top]] in ("of", "with"):
            return True
        return self._verb_is(noun, *verbs)

    def _by_verb(self, noun: int) -> str | None:
        p, lexicon = self.parsed, self.lexicon
        top = self.top(noun)
        head, dep = p.heads[top], p.deps[top]
        if dep == "pobj" and p.lower[head] in _APPROX:
            head, dep = p.heads[head], "dobj"  # "injuring around twenty"
        if head != top and dep == "dobj" and p.tags[head][:2] == "NN":
            return lexicon.object.get(p.lemmas[head])  # a headline's verb that was read as a noun
        if head == top or not p.tags[head].startswith("VB"):
            return None
        lemma = p.lemmas[head]
        if dep in ("nsubj", "nsubjpass"):
            for kid in kids_of(p, head):
                if p.deps[kid] == "xcomp" and p.lemmas[head] == "force" and p.lemmas[kid] in lexicon.subject:
                    return lexicon.subject[p.lemmas[kid]]
                if p.deps[kid] in ("acomp", "oprd", "attr") and (state := lexicon.state.get(p.lower[kid])) is not None:
                    return state
        if dep in ("dobj", "nsubjpass", "oprd", "attr", "dative"):
            if lemma in _LEFT:
                states = (p.lower[k] for k in kids_of(p, head) if k != top)
                state = next((lexicon.state[word] for word in states if word in lexicon.state), None)
                if state is not None:
                    return state
                if lemma == "take" and any(p.lower[k] in ("hostage", "captive", "hostages") for k in kids_of(p, head)):
                    return "hostages"
            if lemma == "shoot" and dep == "nsubjpass":
                return "killed" if any(p.lower[k] == "dead" for k in kids_of(p, head)) else "wounded"
            if lemma in _REACH or lemma in ("see", "record"):
                return self._of_subject(head, top)
            found = lexicon.object.get(lemma)
            if lemma == "round" and not any(p.lower[k] == "up" for k in kids_of(p, head)):
                return None
            return found
        if dep == "nsubj":
            if (
                lemma in ("seek", "take", "find")
                and (got := child_of(p, head, "dobj")) is not None
                and p.lower[got] in _REFUGE
            ):
                return "displaced"
            if (
                lemma in ("live", "stay", "remain")
                and p.lemmas[noun] not in lexicon.noun
                and any(p.lower[k] in _ABROAD for k in range(head + 1, min(head + 4, len(p))))
            ):
                return "displaced"
            if lemma == "take" and "streets" in p.lower[head : head + 5]:
                return "protesters"
            if lemma == "lose" and (got := child_of(p, head, "dobj")) is not None and p.lemmas[got] == "life":
                return "killed"
            if child_of(p, head, "dobj") is None or lemma in ("flee", "evacuate"):
                return lexicon.subject.get(lemma)
        return None

    def _among(self, noun: int) -> str | None:
        """ "75 foreigners among the hostages", "eleven men in custody"."""
        p = self.parsed
        for kid in kids_of(p, noun):
            if p.deps[kid] == "prep" and p.lower[kid] in ("among", "in"):
                for inner in kids_of(p, kid):
                    if p.lower[kid] == "in" and p.lower[inner] in _CUSTODY:
                        return "arrested"
                    if p.lower[kid] == "among":
                        return self.lexicon.noun.get(p.lemmas[inner]) or self.lexicon.state.get(p.lower[inner])
        return None

    def _by_clause(self, noun: int) -> str | None:
        """ "hostages held since Monday", "villagers who fled"."""
        p, lexicon = self.parsed, self.lexicon
        for kid in kids_of(p, noun):
            if kid < noun or p.deps[kid] not in ("acl", "relcl"):
                continue
            lemma = p.lemmas[kid]
            if p.tags[kid] == "VBN" and (p.deps[kid] == "acl" or child_of(p, kid, "auxpass") is not None):
                return lexicon.object.get(lemma)
            if p.deps[kid] == "relcl" and child_of(p, kid, "nsubj") is not None:
                subject = child_of(p, kid, "nsubj")
                if subject is not None and p.lower[subject] in ("who", "that", "which"):
                    return lexicon.subject.get(lemma)
            if p.deps[kid] == "acl" and p.tags[kid] == "VBG":
                return lexicon.subject.get(lemma)
        return None

    def _by_phrase(self, noun: int) -> str | None:
        """ "the release of 72 fighters", "a death toll of 11", "the toll rises to 11"."""
        p, lexicon = self.parsed, self.lexicon
        top = self.top(noun)
        head = p.heads[top]
        if p.lemmas[top] in _COUNT_NOUN and top != noun:
            return self._toll(top)
        if p.deps[top] != "pobj" or head == top:
            return None
        over = p.heads[head]
        if p.lower[head] in ("of", "for") and p.tags[over][:2] == "NN":
            if p.lemmas[over] in _COUNT_NOUN:
                return self._toll(over)
            if p.lemmas[over] == "life" and not self._verb_is(over, *_COSTS):
                return None
            return lexicon.of.get(p.lemmas[over])
        if (
            p.lower[head] in ("to", "at", "by", "past", "above")
            and p.tags[over].startswith("VB")
            and p.lemmas[over] in _REACH
        ):
            return self._of_subject(over, top)
        return None

    def _of_subject(self, verb: int, token: int) -> str | None:
        """What the subject (or object) of "rise to", "reach", "bring to" counts."""
        p = self.parsed
        for kid in kids_of(p, verb):
            if kid == token or p.deps[kid] not in ("nsubj", "nsubjpass", "dobj") or p.tags[kid][:2] != "NN":
                continue
            inner = [g for prep in kids_of(p, kid) if p.lower[prep] in ("of", "for", "in") for g in kids_of(p, prep)]
            for noun in (kid, *inner):
                if (found := self._toll(noun)) is not None:
                    return found
        return None

    def _toll(self, noun: int) -> str | None:
        """What "the death toll", "the number of refugees", "deaths" count."""
        p, lexicon = self.parsed, self.lexicon
        if p.lemmas[noun] not in _COUNT_NOUN:
            return lexicon.noun.get(p.lemmas[noun])
        for kid in kids_of(p, noun):
            if p.deps[kid] in ("compound", "amod", "nmod"):
                word = p.lemmas[kid]
                found = lexicon.noun.get(word) or lexicon.state.get(p.lower[kid])
                if found is not None:
                    return found
            if p.deps[kid] == "prep" and p.lower[kid] == "of":
                for inner in kids_of(p, kid):
                    found = lexicon.noun.get(p.lemmas[inner]) or lexicon.state.get(p.lower[inner])
                    if found is None:
                        found = self._state_after(inner + 1) or self._state_before(inner)
                    if found is not None:
                        return found
        return "killed" if p.lemmas[noun] == "toll" else None
