"""Word lists of the vote coder."""

PASS = frozenset(
    "pass approve adopt ratify confirm endorse enact impeach override overturn back legalize legalise ban authorize "
    "authorise accept uphold elect oust acquit convict dismiss dissolve suspend expel repeal abolish criminalize "
    "decriminalize expand extend censure amend okay clear green-light agree".split()
)
# of these alone a body is enough; the others need a tally or "unanimously"
SURE = frozenset("pass approve adopt ratify endorse enact impeach override reject defeat confirm veto".split())
FAIL = frozenset("reject defeat block oppose refuse scupper scrap".split())
APPROVE = frozenset(
    "pass approve adopt ratify confirm endorse accept back support enact uphold authorize authorise".split()
)
CIRCUMSTANCE = frozenset({"following", "after", "amid", "amidst", "despite", "because", "citing", "although", "though"})
VETO = frozenset({"veto", "block"})
NO_CONFIDENCE = frozenset({"survive", "win", "lose", "face", "fail"})
NOT_YET = frozenset({"will", "would", "may", "might", "could", "should", "must", "can", "shall", "'ll", "wo", "ca"})
NOT_YET_MARK = frozenset({"if", "unless", "until", "before", "whether", "should"})
HABIT = frozenset(
    {"consistently", "repeatedly", "often", "regularly", "always", "usually", "traditionally", "frequently"}
)
TEXTS = frozenset(
    "resolution draft proposal motion text bill statement measure amendment bid request application call attempt "
    "sanction mandate extension condemnation membership declaration".split()
)
DECIDE = frozenset("rule decide order find vote agree declare conclude strike uphold".split())
MISREAD = frozenset("passes approves adopts ratifies rejects endorses votes".split())
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
