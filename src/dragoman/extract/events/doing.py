"""Words that say whose act another word names."""

# verbs whose subject does what their object names
CAUSING = frozenset(
    "announce order approve authorize authorise begin start continue launch stage carry make conduct end stop "
    "suspend commence initiate mount unleash wage plan coordinate mastermind orchestrate intensify step resume "
    "prepare extend renew oversee direct declare lead commit expand escalate halt perpetrate claim".split()
)
# verbs whose object did what stands behind "for"
BLAMING = frozenset("arrest detain jail imprison convict sentence punish fine expel hold deport".split())
# what somebody says or lays before others: rejecting it is rejecting whoever made it
WORDS_OF = frozenset(
    "proposal plan offer demand request decision draft initiative suggestion claim allegation accusation charge "
    "statement remark comment law bill policy move measure call appeal invitation ultimatum bid condition resolution "
    "announcement declaration report ruling order".split()
)
