"""Acts that are told as the ground or matter of another: "condemned on Friday *the raid*", "jailed *for murder*".

What dates the act told does not date its ground, which came before.
"""

from dragoman.extract.bounded import kids_of
from dragoman.ontology import word_list
from dragoman.parse import Parsed

_JUDGING = word_list("dating.judging")
_ACCUSING = word_list("dating.accusing")
_ANSWERING = word_list("dating.answering")
_OUTLIVING = word_list("dating.outliving")
_PROMPTING = word_list("dating.prompting")
_TALKING = word_list("dating.talking")
_STRETCHES = word_list("dating.stretches")
_MATTER = frozenset("over about against despite because concerning regarding".split())
AFTER = frozenset({"after", "following"})
_STEPS = 12


def apart(p: Parsed, at: int) -> bool:
    """Whether what hangs on the head of ``at`` by ``at`` is its ground, or matter, and not of the same time."""
    head, dep, word = p.heads[at], p.deps[at], p.lower[at]
    above = p.lemmas[head]
    if dep == "prep" or (dep == "pcomp" and p.pos[at] == "ADP"):
        if word in AFTER:
            return not _same_day(p, at)
        return (
            word in _MATTER
            or (word in ("for", "at") and above in _JUDGING and not _lasts(p, at))
            or (word == "of" and above in _ACCUSING)
            or (word in ("of", "in") and above in _OUTLIVING)
            or (word == "to" and above in _ANSWERING)
            or (word == "with" and above == "connection")
        )
    if dep in ("dobj", "nsubjpass"):
        return above in _JUDGING
    if dep == "nsubj":
        return above in _PROMPTING and p.pos[at] == "NOUN"
    if dep in ("advcl", "ccomp"):
        # "pressure grew on Monday after they shut it" is of one day, "after they *had* shut it" need not be
        kids = kids_of(p, at)
        marks = {p.lower[k] for k in kids if p.deps[k] == "mark"}
        return bool(marks & {"after", "because"}) and any(p.deps[k] == "aux" and p.lower[k] == "had" for k in kids)
    return False


def _lasts(p: Parsed, prep: int) -> bool:
    """Whether the phrase tells how long: "held *for two nights*"."""
    return any(p.lemmas[k] in _STRETCHES for k in kids_of(p, prep))


def _same_day(p: Parsed, after: int) -> bool:
    """Whether what comes "after" is of the same day, as a rule: "said on Monday *after* talks"."""
    return any(p.lemmas[k] in _TALKING or p.deps[k] == "pcomp" for k in kids_of(p, after))


def apart_from(p: Parsed, token: int) -> tuple[set[int], set[int]]:
    """The words above ``token`` up to where it hangs on another act as its ground, and those beyond."""
    near, beyond = {token}, set[int]()
    at = token
    for _ in range(_STEPS):
        head = p.heads[at]
        if head == at:
            break
        (beyond if beyond or apart(p, at) else near).add(head)
        at = head
    return near, beyond
