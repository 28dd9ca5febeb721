"""Who the subject of a cue is."""

from dragoman.extract.statements.lexicon import Cues
from dragoman.ontology import word_list
from dragoman.parse import Parsed

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
PLACE = frozenset({"in", "on", "during", "at", "after", "before", "to"})
STEPS = 8  # verbs that are climbed in search of a subject
LONGEST = 160  # characters of a speaker phrase; a longer one is cut to its head's own words


def is_passive(p: Parsed, verb: int) -> bool:
    """Whether ``verb`` is a passive participle."""
    return any(p.deps[k] in ("auxpass", "nsubjpass") for k in p.kids[verb]) or (
        p.tags[verb] == "VBN" and p.deps[verb] in ("acl", "amod")
    )


def agent(p: Parsed, verb: int) -> int | None:
    """The doer of a passive: head of the phrase after "by"."""
    by = p.child(verb, "agent")
    if by is None:
        by = next((k for k in p.children(verb, "prep") if p.lower[k] == "by"), None)
    return None if by is None else p.child(by, "pobj")


def subject(p: Parsed, verb: int, cues: Cues) -> int | None:
    """Head token of the phrase that speaks in ``verb``; None where nobody is named."""
    if is_passive(p, verb):
        doer = agent(p, verb)
        if doer is not None:
            return doer
        # "was quoted as saying", "is said to be": the one spoken of speaks only where the verb says so
        return None
    at = verb
    for _ in range(STEPS):
        own = p.child(at, *SUBJECTS)
        if own is not None:
            if is_passive(p, at):
                doer = agent(p, at)
                if (
                    at != verb
                    and p.deps[own] == "nsubjpass"
                    and p.lemmas[at] in ("quote", "cite", "hear", "force", "ask")
                ):
                    return own
                return own if doer is None or at != verb else doer
            return own if p.pos[own] in NOUNS or p.pos[own] == "DET" or p.deps[own] == "nsubj" else None
        if at == verb:
            behind = _inverted(p, verb)
            if behind is not None:
                return behind
        dep, up = p.deps[at], p.heads[at]
        if up == at:
            return None
        if dep == "xcomp" and p.pos[up] in ("VERB", "AUX"):
            other = p.child(up, "dobj")
            if other is not None and any(t.startswith("person_to") for t in cues.verbs.get(p.lemmas[up], ())):
                return other
        if (
            dep in ("conj", "xcomp", "advcl", "ccomp", "aux", "dep", "parataxis")
            and p.pos[up]
            in (
                "VERB",
                "AUX",
                "ADJ",
            )
        ) or (dep in ("pcomp", "prep") and p.pos[up] in ("VERB", "AUX", "ADP", "SCONJ")):
            at = up
        elif dep in ("acl", "pcomp", "amod") and p.pos[up] in NOUNS:
            owner = _giver(p, up)
            return up if owner is None else owner
        else:
            return None
    return None


def _giver(p: Parsed, noun: int) -> int | None:
    """Who gives the statement that ``noun`` is ("issued a statement saying")."""
    if p.pos[noun] != "NOUN" or p.deps[noun] not in ("dobj", "pobj"):
        return None
    poss = p.child(noun, "poss")
    if poss is not None and p.tags[poss] != "PRP$":
        return None
    up = p.heads[noun]
    if p.deps[noun] == "pobj":
        up = p.heads[up]
    if p.pos[up] not in ("VERB", "AUX") or p.lemmas[noun] not in MESSAGES:
        return None
    return p.child(up, "nsubj")


MESSAGES = word_list("statements.messages")


def _inverted(p: Parsed, verb: int) -> int | None:
    """The phrase right after a verb of saying that the parser did not see as its subject ("said the mayor")."""
    for kid in p.kids[verb]:
        if (
            kid > verb
            and p.deps[kid] in ("dobj", "attr", "npadvmod", "dep", "oprd")
            and p.pos[kid] in ("PROPN", "NOUN")
        ):
            first = p.subtree(kid)[0]
            before = p.text[p.ends[verb - 1] : p.starts[verb]] if verb else ""
            quoted = (
                verb > 0 and (p.words[verb - 1][-1] in '”"’,' or p.words[verb - 1] in ("''",)) and "\n" not in before
            )
            if first == verb + 1 and quoted and p.lemmas[kid] not in DAYS:
                return kid
            break
    return None


DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "week",
        "month",
        "year",
        "time",
    ]
)


def phrase(p: Parsed, head: int) -> tuple[int, int]:
    """Token range of the noun phrase headed by ``head``: with appositions and conjuncts, without relative clauses."""
    first, last = p.subtree(head)
    for kid in p.kids[head]:
        if (
            kid > head
            and p.deps[kid]
            in (
                "relcl",
                "acl",
                "ccomp",
                "advcl",
                "punct",
                "parataxis",
                "cc",
                "conj",
                "appos",
                "dep",
            )
            and (
                p.deps[kid] in ("relcl", "ccomp", "advcl", "parataxis")
                or (p.deps[kid] == "acl" and p.ends[p.subtree(kid)[1] - 1] - p.starts[kid] > 40)
            )
        ):
            last = min(last, p.subtree(kid)[0])
            break
    for kid in p.kids[head]:
        # where it was said is no part of the speaker ("writes Smith in The Times")
        if head < kid < last and p.deps[kid] == "prep" and p.lower[kid] in PLACE and p.pos[head] == "PROPN":
            last = p.subtree(kid)[0]
            break
    last = max(last, head + 1)
    if p.ends[last - 1] - p.starts[first] > LONGEST:
        first, last = head, head + 1
        while (
            first > 0
            and p.heads[first - 1] == head
            and p.deps[first - 1] in ("compound", "amod", "det", "nummod", "poss")
        ):
            first -= 1
    while last - 1 > head and not p.words[last - 1][-1].isalnum() and p.words[last - 1] not in (")", "%"):
        last -= 1
    while first < head and p.pos[first] == "PUNCT":
        first += 1
    return first, last
