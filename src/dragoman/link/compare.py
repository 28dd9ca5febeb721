"""How likely two reports are of one act: a sum of named shares, so that each link can be explained."""

from collections.abc import Mapping

from dragoman.link.items import Item, Weights, cosine

# Shares of the score; a report joins an incident when the sum is above 0.  Set by hand on the samples of bench/.
BIAS = -3.0
AGENT = {"same": 0.8, "kind": 0.3}
PATIENT = {"same": 0.7, "kind": 0.3, "other": -1.0}
AT_HOME = 0.5  # of the shares of parties who are all of one state, of whom there are many
PARTNER = 1.4  # two or more parties of a meeting in common
TYPE = {"same": 0.4, "near": -0.3}
MODE = {"same": 0.2, "other": -0.4}
TRIGGER = {"same": 0.5, "frame": 0.25, "other": -0.15}
PLACE = {"same": 0.3, "other": -0.5}
NAMES = {"same": 0.3, "other": -0.7}
SAME_NAMES, OTHER_NAMES = 0.5, 0.2  # likeness of the names of two sentences
STATUS = -0.2  # one tells of what happened, the other of what was to happen
WORDS, STORY = 2.6, 1.0  # times the cosine
SAME_TEXT = 0.3  # what stands for the likeness of texts between sentences of one text
ENOUGH = 0.65  # cosine above which more says nothing
NUMBER = 0.15  # for each number in common, three at most
TOPIC = 0.15
MATTER = {"same": 0.3, "other": -0.9}
FURTHER = -0.9
COPY = 0.7
UNDATED = 0.0
OTHER_WORD = -1.2
BARE = 1.9  # of mentions of which neither parties nor type are known

# types that one act may be given in two reports, by the wording
FAMILIES: Mapping[str, str] = {
    "AGREE": "cooperation",
    "SUPPORT": "cooperation",
    "COOPERATE": "cooperation",
    "AID": "cooperation",
    "CONSULT": "consult",
    "CONCEDE": "yield",
    "RETREAT": "yield",
    "REQUEST": "request",
    "ACCUSE": "verbal",
    "REJECT": "verbal",
    "THREATEN": "verbal",
    "PROTEST": "protest",
    "SANCTION": "material",
    "COERCE": "material",
    "MOBILIZE": "force",
    "ASSAULT": "force",
}
MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
# types of acts that are done again on the following days, so that another day of report is another act
REPEATED = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
AGAIN, ANOTHER_DAY = -0.9, -1.2
TOLL = -0.5  # other numbers, where not both reports give the day
GAP = 1  # days between two windows beyond which reports are of two acts

Shares = dict[str, float]
_Parties = frozenset[tuple[str, str]]


def family(type_: str) -> str:
    """The group of types within which acts are compared."""
    return FAMILIES.get(type_, type_)


def compare(a: Item, b: Item) -> Shares | None:
    """Shares of the score that ``a`` (earlier) and ``b`` are of one act; None where they cannot be."""
    if a.document == b.document and a.sentence[0] < b.sentence[1] and b.sentence[0] < a.sentence[1]:
        return None  # one sentence tells of an act once
    shares: Shares = {"bias": BIAS}
    when = _date(a, b)
    if when is None:
        return None
    shares["date"] = when
    if a.type in REPEATED and a.precise and b.precise:
        if when < 0:
            return None
        shares["again"] = AGAIN if when >= 0.5 else ANOTHER_DAY
        if a.precise + b.precise == 4:
            shares["again"] *= 0.4
        if a.precise + b.precise < 4 and a.numbers and b.numbers and not a.numbers & b.numbers:
            shares["figures"] = TOLL
    if not _parties(a, b, shares):
        return None
    if a.type and b.type:
        shares["type"] = TYPE["same"] if a.type == b.type else TYPE["near"]
        if a.mode and b.mode:
            shares["mode"] = MODE["same"] if a.mode == b.mode else MODE["other"]
    else:
        shares["bare"] = BARE if a.trigger == b.trigger or (a.frame and a.frame == b.frame) else OTHER_WORD
    if a.trigger == b.trigger:
        shares["trigger"] = TRIGGER["same"]
    elif a.frame and a.frame == b.frame:
        shares["trigger"] = TRIGGER["frame"]
    else:
        shares["trigger"] = TRIGGER["other"]
    if (a.status == "happened") != (b.status == "happened"):
        shares["status"] = STATUS
    if a.names and b.names:
        named = cosine(a.names, b.names)
        if named >= SAME_NAMES:
            shares["names"] = NAMES["same"]
        elif named < OTHER_NAMES:
            # of a day known to both the background mention need not repeat the names
            shares["names"] = NAMES["other"] * (0.4 if a.precise + b.precise == 4 else 1.0)
    if a.place and b.place:
        near = a.place in b.place or b.place in a.place
        shares["place"] = PLACE["same"] if near else PLACE["other"]
    shares["words"] = WORDS * _likeness(a.words, b.words)
    if a.document != b.document:
        shares["story"] = STORY * _likeness(a.story, b.story)
        if a.matter is not None and b.matter is not None:
            shares["matter"] = MATTER["same"] if a.matter == b.matter else MATTER["other"]
        if a.topic and a.topic == b.topic:
            shares["topic"] = TOPIC
        if a.original == b.document or b.original == a.document or (a.original and a.original == b.original):
            shares["copy"] = COPY
        elif b.further:
            shares["further"] = FURTHER / 2
    else:
        shares["story"] = SAME_TEXT
        if b.further:
            shares["further"] = FURTHER
    common = len(a.numbers & b.numbers)
    if common:
        shares["figures"] = NUMBER * min(common, 3)
    return shares


def _likeness(a: Weights, b: Weights) -> float:
    return min(cosine(a, b), ENOUGH)


def _date(a: Item, b: Item) -> float | None:
    """Share of the dates; None where they cannot be those of one act."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return UNDATED
    gap = max(a.first - b.last, b.first - a.last)
    if gap > GAP:
        return None
    exact = a.precise + b.precise
    if gap == 1:
        return {4: -0.9, 3: -0.6}.get(exact, -1.1)
    if a.precise == 0 or b.precise == 0:
        wide = max(a.last - a.first, b.last - b.first)
        return 0.1 if wide <= 7 else -0.3 if wide <= 31 else -0.4
    if exact == 4:
        return 0.8
    if exact == 3:
        # a day against a report of the same day, or of the day after, which may be of the day before
        return 0.6 if a.last == b.last else 0.25
    return 0.5 if a.last == b.last else -0.3


def _parties(a: Item, b: Item, shares: Shares) -> bool:
    """Add the shares of the parties; False where the acts are of others."""
    if not (a.agents or a.patients) or not (b.agents or b.patients):
        return True
    mutual = a.type in MUTUAL and b.type in MUTUAL
    if mutual and not a.patients and not b.patients and len(a.agents) > 1 and len(b.agents) > 1:
        common = _codes(a.agents) & _codes(b.agents)
        if not common:
            return False
        if len(common) < min(2, len(_codes(a.agents)), len(_codes(b.agents))):
            return False
        shares["partners"] = PARTNER
        return True
    if (
        mutual
        and bool(a.patients) != bool(b.patients)
        and (len(a.agents) > 1 or len(b.agents) > 1)
        and a.agents
        and b.agents
    ):
        # a meeting that one report gives as a visit to a host
        mine, other = _codes(a.agents | a.patients), _codes(b.agents | b.patients)
        common = mine & other
        if not common:
            return False
        shares["partners"] = PARTNER if len(common) > 1 else 0.6 if min(len(mine), len(other)) == 1 else -0.6
        return True
    agent, patient = _side(a.agents, b.agents), _side(a.patients, b.patients)
    if agent == "other" or (agent is None and patient in (None, "other")):
        return False
    home = len(_codes(a.agents | a.patients | b.agents | b.patients)) == 1
    if agent:
        shares["actors"] = AGENT[agent] * (AT_HOME if home else 1)
    if patient:
        shares["recipients"] = PATIENT[patient] * (AT_HOME if home and patient != "other" else 1)
    return True


def _codes(side: _Parties) -> set[str]:
    return {code for code, _ in side}


def _side(a: _Parties, b: _Parties) -> str | None:
    if not a or not b:
        return None
    if a & b:
        return "same"
    return "kind" if _codes(a) & _codes(b) else "other"
