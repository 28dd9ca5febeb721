"""Word lists of the vote coder."""

from dragoman.ontology import word_list

PASS = word_list("votes.pass")
# of these alone a body is enough; the others need a tally or "unanimously"
SURE = word_list("votes.sure")
FAIL = word_list("votes.fail")
APPROVE = word_list("votes.approve")
CIRCUMSTANCE = frozenset({"following", "after", "amid", "amidst", "despite", "because", "citing", "although", "though"})
VETO = frozenset({"veto", "block"})
NO_CONFIDENCE = frozenset({"survive", "win", "lose", "face", "fail"})
NOT_YET = frozenset({"will", "would", "may", "might", "could", "should", "must", "can", "shall", "'ll", "wo", "ca"})
NOT_YET_MARK = frozenset({"if", "unless", "until", "before", "whether", "should"})
HABIT = word_list("votes.habit")
TEXTS = word_list("votes.texts")
DECIDE = word_list("votes.decide")
MISREAD = word_list("votes.misread")
TRIGGERS = (
    PASS
    | FAIL
    | VETO
    | DECIDE
    | NO_CONFIDENCE
    | frozenset({"abstain", "vote", "fall", "withhold", "tender", "use", "cast"})
)
# prepositions with which a text names its subject, and what stands after "on" when it does not
SUBJECT_OF = frozenset("to for against of on about regarding concerning allowing requiring".split())
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
