"""Whether what a time expression dates lies ahead or behind, by the verb that governs it."""

from dragoman.extract.bounded import kids_of
from dragoman.extract.dates.vocabulary import words
from dragoman.parse import Parsed

_FUTURE_AUX = words("will 'll ’ll wo shall sha would could may might can should must")
_SCHEDULED = words(
    "schedule expect due set plan slate hop await anticipate intend propose upcoming deadline continue ready"
)
# verbs whose past has the form of their present
_UNMARKED = words("bet burst cast cost cut hit hurt let put quit rid set shed shut slit split spread thrust upset")
# what follows "set" where it sets no day
_SET_OFF = words("off up out fire free alight ablaze aflame aside about sail light")
_WHEN = words("when before after once until till as if")
_MAX_CLIMB = 8


def governor(parsed: Parsed, token: int) -> int | None:
    """The verb that governs ``token``, or None within a few steps."""
    for _ in range(_MAX_CLIMB):
        head = parsed.heads[token]
        if head == token:
            return None
        token = head
        if parsed.tags[token].startswith("VB"):
            return token
    return None


def direction(parsed: Parsed, token: int) -> int:
    """-1 where the governing verb looks back, 1 where it looks ahead, 0 where it does not tell."""
    verb = token if parsed.tags[token].startswith("VB") else governor(parsed, token)
    for _ in range(3):
        if verb is None:
            return 0
        found = _of_verb(parsed, verb)
        if found is not None:
            return found
        if _at_that_time(parsed, verb):
            # "will ask them *when they gather* on Friday": the main clause tells, where it looks ahead
            return max(0, _main_clause(parsed, verb))
        verb = governor(parsed, verb)
    return 0


def _main_clause(parsed: Parsed, clause: int) -> int:
    """Direction of the verb on which the clause of ``clause`` hangs; 0 where there is none or it does not tell."""
    verb = governor(parsed, clause)
    return (_of_verb(parsed, verb) or 0) if verb is not None else 0


def _at_that_time(parsed: Parsed, verb: int) -> bool:
    """Whether the verb in the present tells when its main clause comes about."""
    return (
        parsed.deps[verb] == "advcl"
        and parsed.tags[verb] in ("VBP", "VBZ")
        and any(parsed.lower[k] in _WHEN for k in kids_of(parsed, verb))
    )


def _outcome(parsed: Parsed, verb: int) -> bool:
    """Whether the infinitive tells what somebody was who did it: "became the first *to recognise* it"."""
    noun = parsed.heads[verb]
    above = parsed.heads[noun] if parsed.deps[noun] == "attr" else noun
    return parsed.tags[above] == "VBD" and parsed.lemmas[above] == "become"


def _of_verb(parsed: Parsed, verb: int) -> int | None:
    """Direction of one verb; None where its own head has to tell."""
    # "on 2 May the embassy closed": a month that the parser takes for a verb is none
    aux = [k for k in kids_of(parsed, verb) if parsed.deps[k] in ("aux", "auxpass") and parsed.tags[k] != "NNP"]
    words = {parsed.lower[k] for k in aux}
    perfect = bool(words & {"have", "has", "had", "'ve", "’ve", "having"})
    if words & _FUTURE_AUX:
        return -1 if perfect else 1
    tag = parsed.tags[verb]
    if not aux and _at_that_time(parsed, verb):
        return None
    unmarked = not aux and tag in ("VBD", "VBP") and parsed.lower[verb] in _UNMARKED
    if unmarked and (parsed.lower[verb] != "set" or _SET_OFF & set(parsed.lower[verb + 1 : verb + 2])):
        return -1
    if tag == "VBN" and parsed.lemmas[verb] in _SCHEDULED:
        return 1
    if perfect:
        return -1
    if "to" in words:
        return None if _outcome(parsed, verb) else 1
    if parsed.lemmas[verb] in _SCHEDULED and tag != "VBG":
        return 1
    if tag == "VBD" or words & {"was", "were", "did"}:
        return -1
    if tag == "VBN":
        return 0 if aux else -1
    if tag == "VBG":
        return 0 if aux else None
    return 0
