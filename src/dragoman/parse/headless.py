"""Mends sentences that the parser leaves without a verb.

News tells in the present tense, and small parsers take its verbs for nouns and adjectives: of "Spain and Portugal
*expel* diplomats" they make one long noun phrase.  Where no word of a sentence's main clause is a verb, the word that
can be one, that agrees in number with what the sentence begins with, and that something it can act on follows, is made
its verb; where two words can be, nothing is done.

They tell in the past too, and its form is also a participle's: of "Dockers in Lomé *downed* tools" the parser makes
tools that somebody downed.  Where a sentence with a full stop has nothing finite at all, and what follows that form
without a preposition is its object, it is the verb; so are forms of verbs that have no passive ("called *for*").
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBAL = _FINITE | {"VB"}
_SUBORDINATE = frozenset({"relcl", "advcl", "ccomp", "acl", "xcomp", "aux", "auxpass", "conj", "pcomp"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BEFORE = frozenset({"DT", "PRP$", "JJ", "CD", "NN", "NNP", "NNPS", "NNS", "POS", "HYPH", "JJS"})
_INNER = frozenset({"det", "amod", "nummod", "poss", "compound", "nmod"})
_CLEAR = frozenset({"DT", "PRP$", "CD", "NNP", "NNPS"})
_LINKS = frozenset("of in from near at for on".split())
_ABOUT = frozenset({"at least", "at most", "more than", "up to", "fewer than", "less than"})
_PLURAL = frozenset("police people gunmen troops militants".split())
# verbs that nothing is done by: no participle of theirs says what somebody has suffered
_ACTIVE = frozenset(
    "agreed appealed arrived clashed fled gathered lied marched mutinied protested quarrelled rallied resigned "
    "retreated returned rioted surrendered travelled traveled voted walked".split()
)
_ASKED = frozenset({("called", "for"), ("called", "on"), ("pulled", "out"), ("stepped", "down"), ("met", "with")})
_LONG = 40  # words that a subject may have


class _Clause(NamedTuple):
    """Where a clause begins, its subject, its verb, and its object (None where a preposition follows)."""

    start: int
    subject: int
    verb: int
    thing: int | None


class Sentence:
    """One sentence ``[first, last)`` of a document's token lists, which are changed in place."""

    def __init__(
        self,
        span: tuple[int, int],
        words: list[str],
        tags: list[str],
        deps: list[str],
        heads: list[int],
        knows: Callable[[str, str], bool],
    ) -> None:
        self.first, self.last = span
        self.words, self.tags, self.deps, self.heads = words, tags, deps, heads
        self.knows = knows

    def mend(self) -> bool:
        """Give the sentence its verb; whether one was found."""
        if not self._headless():
            return False
        start = self._start()
        found = list(self._past(start)) or list(self._clauses(start))
        if len(found) != 1 or any(
            self.tags[k] in _VERBAL and (k < found[0].verb or self.deps[k] not in _SUBORDINATE)
            for k in range(self.first, self.last)
            if k != found[0].verb
        ):
            return False
        self._build(found[0])
        return True

    def _headless(self) -> bool:
        """Whether the sentence is one phrase with nothing finite at its top."""
        roots = [k for k in range(self.first, self.last) if self.heads[k] == k]
        return len(roots) == 1 and self.tags[roots[0]] in _NOUNS | {"JJ", "CD"}

    def _start(self) -> int:
        """Where the subject begins: after a topic ("Fishing dispute:") and after "In March,"."""
        start = self.first
        for k in range(self.first, min(self.last, self.first + _LONG)):
            if self.words[k] == ":":
                start = k + 1
        if start < self.last and self.tags[start] == "IN":
            for k in range(start, min(self.last, start + _LONG // 4)):
                if self.words[k] == ",":
                    return k + 1
        return start

    def _past(self, start: int) -> Iterator[_Clause]:
        """The first participle that is the verb of what stands before it, where nothing in the sentence is finite."""
        span = range(self.first, self.last)
        if self.words[self.last - 1] != "." or any(self.tags[k] in _FINITE for k in span):
            return
        subject: int | None = None
        for k in range(start, min(self.last - 1, start + _LONG)):
            tag = self.tags[k]
            if tag == "VBN" and k > start and self.tags[k - 1] in _NOUNS:
                thing = self._done(k)
                if thing is not None:
                    yield _Clause(start, k - 1 if subject is None else subject, k, thing if thing >= 0 else None)
                return
            if tag in _BEFORE:
                continue
            if tag != "IN" or (subject is None and (k == start or self.tags[k - 1] not in _NOUNS)):
                return
            subject = k - 1 if subject is None else subject

    def _done(self, verb: int) -> int | None:
        """What the past form acts on, -1 where it needs nothing, None where it may be a participle."""
        word, next_ = self.words[verb], self.words[verb + 1].lower()
        if word in _ACTIVE or (word, next_) in _ASKED:
            return -1
        after = verb + 1
        if self.tags[after] == "RP" and after + 1 < self.last:
            after += 1  # "sealed *off* the road"
        if not word.islower() or self.tags[after] not in _CLEAR | {"NN", "NNS", "JJ"}:
            return None
        return self._thing(after)

    def _clauses(self, start: int) -> Iterator[_Clause]:
        """Every way to read a word of the sentence as the verb of what stands before it."""
        subject: int | None = None
        many = linked = False
        for k in range(start, min(self.last - 1, start + _LONG)):
            tag, word = self.tags[k], self.words[k]
            if subject is not None or (k > start and self.tags[k - 1] in _NOUNS):
                head = k - 1 if subject is None else subject
                thing = self._reads(k, head, many)
                if thing is not None:
                    yield _Clause(start, head, k, thing if thing >= 0 else None)
            if tag in _BEFORE:
                continue
            if subject is None:
                if k == start or self.tags[k - 1] not in _NOUNS:
                    return
                subject = k - 1
            if tag == "CC" and word.lower() == "and":
                many = many or not linked
            elif word == "," and k + 1 < self.last and self.tags[k + 1] in ("NNP", "DT", "CC"):
                pass
            elif tag == "IN" and word.lower() in _LINKS:
                linked = True
            else:
                return

    def _reads(self, verb: int, subject: int, many: bool) -> int | None:
        """What the verb would act on, -1 where a preposition may follow, None where the word is no verb there."""
        word, tag = self.words[verb], self.tags[verb]
        loose = tag in ("VBP", "VBZ", "VB") and self.deps[verb] in ("amod", "compound", "nmod")
        if not word.islower() or not (tag in ("NN", "NNS", "JJ") or loose) or self.tags[verb - 1] not in _NOUNS:
            return None
        plural = many or self._plural(subject)
        if tag in ("NNS", "VBZ"):
            fits, only = not plural and self.knows(word, "verb"), not self.knows(word, "noun")
            next_ = verb + 1
            plainly = only or tag == "VBZ" or self.tags[next_] not in ("NN", "JJ")
            if not plainly and self.knows(self.words[next_], "base"):
                return None  # "security forces fire into the crowd"
        else:
            fits, only = plural and self.knows(word, "base"), self.knows(word, "plain")
        if not fits:
            return None
        after = self._counted(verb + 1)
        behind = self.tags[after]
        ended = self.words[self.last - 1] in (".", "!")
        if only and behind == "IN" and ended:
            return -1
        about = any(self.words[k] in ("on", "for") for k in range(subject, verb))  # "remarks on the port delay talks"
        if behind in _CLEAR or (behind in _NOUNS | {"JJ"} and (only or (ended and tag != "JJ" and not about))):
            return self._thing(after)
        return None

    def _counted(self, at: int) -> int:
        """The number of "at least ten", "more than 200" or "up to 40" from ``at`` on, or ``at``."""
        two = " ".join(self.words[at : at + 2]).lower()
        if two in _ABOUT and at + 2 < self.last and self.tags[at + 2] == "CD":
            return at + 2
        return at

    def _plural(self, subject: int) -> bool:
        word, tag = self.words[subject], self.tags[subject]
        the = any(self.words[k].lower() == "the" for k in range(max(self.first, subject - 2), subject))
        return (
            tag in ("NNS", "NNPS") or word.lower() in _PLURAL or (tag == "NNP" and the and word.endswith(("is", "as")))
        )

    def _thing(self, at: int) -> int | None:
        """The head of the noun phrase that begins at ``at``."""
        while at < self.last and self.tags[at] in _BEFORE:
            at += 1
        if self.tags[at - 1] not in _NOUNS | {"CD"} or self._only_verb(at - 1):
            return None  # "a goods train derails"
        return at - 1

    def _only_verb(self, k: int) -> bool:
        """Whether a form ending in -s is that of a verb alone."""
        return self.tags[k] == "NNS" and self.knows(self.words[k], "verb") and not self.knows(self.words[k], "noun")

    def _build(self, clause: _Clause) -> None:
        """Make the clause: its verb the root, subject and object below it, and what loses its head below these."""
        _, subject, verb, thing = clause
        deps, heads = self.deps, self.heads
        root = next(k for k in range(self.first, self.last) if heads[k] == k)
        self.tags[verb] = {"NNS": "VBZ", "VBZ": "VBZ", "VBN": "VBD"}.get(self.tags[verb], "VBP")
        lost = [
            k for k in range(self.first, self.last) if k not in (subject, verb, thing) and self._lost(k, root, clause)
        ]
        heads[verb], deps[verb] = verb, "ROOT"
        heads[subject], deps[subject] = verb, "nsubj"
        if thing is not None:
            heads[thing], deps[thing] = verb, "dobj"
        for k in lost:
            heads[k] = verb  # so that there is a tree at every step
        for k in lost:
            head, dep = self._place(k, clause)
            heads[k], deps[k] = (verb, "dep") if self._above(head, k) else (head, dep)

    def _lost(self, k: int, root: int, clause: _Clause) -> bool:
        """Whether what a word hangs on stands on the other side of the verb, or before the clause."""
        sides = (clause.start, clause.verb)
        return k == root or [k < s for s in sides] != [self.heads[k] < s for s in sides] or self.heads[k] == clause.verb

    def _above(self, k: int, other: int) -> bool:
        """Whether ``other`` is ``k`` or stands above it."""
        while k != other and self.heads[k] != k:
            k = self.heads[k]
        return k == other

    def _place(self, k: int, clause: _Clause) -> tuple[int, str]:
        """Head and label of a word that lost its own: the noun it stands before, the preposition or list before it."""
        tags, dep = self.tags, self.deps[k]
        start, subject, verb, thing = clause
        if tags[k] in _BEFORE and start <= k and (k < verb or (thing is not None and k < thing)):
            end = k
            while end + 1 < self.last and end + 1 != verb and tags[end + 1] in _BEFORE:
                end += 1
            if end != k:
                return end, dep if dep in _INNER else "compound"
            begin = k
            while begin > start and tags[begin - 1] in _BEFORE:
                begin -= 1
            if begin - 1 > start and k < verb and tags[begin - 1] == "IN":
                return begin - 1, "pobj"
            return (subject, "conj") if subject < k < verb else (verb, "dep")
        if start <= k < verb:
            return subject, {"IN": "prep", "CC": "cc", ",": "punct"}.get(tags[k], "dep")
        if tags[k] == "IN" and dep not in ("mark", "prep"):
            return verb, "prep"
        return verb, "dep" if dep == "ROOT" else dep


def mend_headless(
    words: list[str],
    tags: list[str],
    deps: list[str],
    heads: list[int],
    sentences: list[tuple[int, int]],
    knows: Callable[[str, str], bool],
) -> list[int]:
    """Mend every such sentence, in place; the first tokens of those mended.

    ``knows(form, kind)`` is that of the lemma tables.
    """
    return [span[0] for span in sentences if Sentence(span, words, tags, deps, heads, knows).mend()]
