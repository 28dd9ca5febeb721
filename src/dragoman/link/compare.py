"""How likely two reports are of one act: a sum of named shares, so that each link can be explained.

``features`` says how two reports are alike, ``weights.yaml`` what each likeness is worth by itself, the trees of
``trees.json`` what they say together; the sum is the logarithm of the odds that they are of one act.  Weights and trees
are fitted by ``bench/link_fit.py`` and ``bench/link_trees.py``.
"""

import math
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from dragoman.link.items import Item, Weights, cosine, stem
from dragoman.link.trees import trees

# types that one act may be given in two reports, by the wording
FAMILIES: Mapping[str, str] = {
    "AGREE": "cooperation",
    "SUPPORT": "cooperation",
    "COOPERATE": "cooperation",
    "AID": "cooperation",
    "CONSULT": "cooperation",
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
# words by which only what came of an act is told
TOLLS = frozenset(stem(w) for w in ("kill", "wound", "injure", "die", "dead", "death", "casualty", "hurt"))
# types of acts that are done again on the following days, so that another day of report may be another act
REPEATED = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
# that a report of such an act on another day is of the same one: it is told as known, or one thing is the same
KNOWN = frozenset({"background", "definite", "update"})
COMMON_THING = frozenset({"names same", "site same", "place same", "count same", "numbers", "person same"})
UNLIKE_NUMBERS = frozenset({"numbers other", "numbers none", "count other"})
TELLING = KNOWN | COMMON_THING | UNLIKE_NUMBERS
ONE, SEVERAL, LATER = "one text", "several texts", "weeks after"  # where two reports stand
ASKED = -5.0  # score by the weights below which the trees are not asked
GAP = 1  # days between two windows beyond which reports are of two acts
FAR = 120  # days that a mention without a day may lie behind the act
RECALLED = 4.0  # rarity in common that it needs then
STRANGERS = 4.5  # rarity in common that reports without a common party need to be compared
SYNONYMS = 0.6  # share of the frames of two words that both have
NAMES = 6.0  # rarity of names beyond which more say nothing
LEAN = 1.9  # by which the fitted bias was lowered, as a wrong link costs more than a missing one
LOWERED = {ONE: 1.1, SEVERAL: 1.15}  # by which the answer of the trees was
APART = 3  # sentences between two mentions in one text beyond which more say nothing
NEWS = 8  # days after which a report of an act is no more news of it
# signs of wording in the later report, each a field of Item
WORDING = (
    "background",
    "definite",
    "past",
    "update",
    "claimed",
    "late",
    "pointed",
    "goes_on",
    "remark",
    "superlative",
)
RAREST = 12.0  # rarity of words in common beyond which more says nothing
MANY = 3  # numbers in common beyond which more say nothing

Shares = dict[str, float]
_Parties = frozenset[tuple[str, str]]


def family(type_: str) -> str:
    """The group of types within which acts are compared."""
    return FAMILIES.get(type_, type_)


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of each feature."""
    read = yaml.safe_load((Path(__file__).parent / "weights.yaml").read_text(encoding="utf-8"))
    return {name: float(value) for group in read.values() for name, value in group.items()}


@lru_cache(maxsize=8)
def weights_in(setting: str | None) -> Mapping[str, float]:
    """The weight of each feature where two reports are compared in that setting."""
    known = weights()
    more = f"{setting}: "
    own = {name.removeprefix(more): value for name, value in known.items() if name.startswith(more)}
    return {name: known.get(name, 0.0) + own.get(name, 0.0) for name in (*known, *own) if ": " not in name}


def compare(a: Item, b: Item) -> Shares | None:
    """Shares of the score that ``a`` (earlier) and ``b`` are of one act; None where they cannot be.

    Where the weights leave a chance, the trees say how much of one.
    """
    found = features(a, b)
    if found is None:
        return None
    at = setting(a, b)
    known = weights_in(at)
    shares = {name: share for name, value in found.items() if (share := value * known.get(name, 0.0))}
    if at == "bare" or "not parsed" in found or sum(shares.values()) < ASKED:
        return shares
    return trees()[ONE if at == ONE else SEVERAL].shares(asked_of(found, at), TELLING)


def asked_of(found: Shares, at: str | None) -> Shares:
    """What the trees are asked about: the likenesses, and that a report is of weeks after."""
    return found | {at: 1.0} if at == LATER else found


def next_of_series(a: Item, b: Item, found: Collection[str]) -> bool:
    """Whether nothing ``found`` says that ``b``, of a kind that is done day after day, is not the next of a series."""
    if a.type not in REPEATED or b.type not in REPEATED or a.reported == b.reported or not KNOWN.isdisjoint(found):
        return False
    return COMMON_THING.isdisjoint(found) or not UNLIKE_NUMBERS.isdisjoint(found)


def setting(a: Item, b: Item) -> str | None:
    """Where likenesses mean something else: of bare mentions, within one text, or in a report of weeks after."""
    if not a.type or not b.type:
        return "bare"
    if a.document == b.document:
        return ONE
    if a.reported is None or b.reported is None:
        return None
    return LATER if b.reported - a.reported > NEWS else None


def features(a: Item, b: Item) -> Shares | None:
    """How ``a`` (earlier) and ``b`` are alike, by name; None where they cannot be of one act."""
    if a.document == b.document and a.sentence[0] < b.sentence[1] and b.sentence[0] < a.sentence[1]:
        return None  # one sentence tells of an act once
    when = _date(a, b)
    if when is None:
        return None
    found: Shares = {}
    if a.type and b.type:
        if not _parties(a, b, found):
            return None
        found["bias"] = 1.0
        found[f"date {when}"] = 1.0
        found[f"word {_word(a, b)}"] = 1.0
        _kind(a, b, when, found)
        _wording(b, found)
        if a.trigger in TOLLS and b.trigger in TOLLS:
            found["tolls"] = 1.0
        if a.further:
            found["further before"] = 1.0
        if not b.sites:
            found["no site"] = 1.0
        for side, mine, other in zip(("agent", "patient"), a.named, b.named, strict=True):
            if mine and other:
                found[f"{side} named {'alike' if mine & other else 'otherwise'}"] = 1.0
    else:
        found["bare bias"] = 1.0
        found[f"bare word {_word(a, b)}"] = 1.0
    _place(a, b, found)
    _names(a, b, found)
    _counted(a, b, found)
    found["words"] = cosine(a.words, b.words)
    if a.type and b.type:
        found["rare"] = min(_rare(a, b), RAREST) / RAREST
        found["names only"] = min(len(b.names.keys() - a.names.keys()), MANY) / MANY
        if (a.first, a.last) != (b.first, b.last):
            found["days differ"] = 1.0
        if a.numbers and b.numbers and not a.numbers & b.numbers:
            found["numbers none"] = 1.0
        _telling(a, b, found)
    if a.numbers & b.numbers:
        found["numbers"] = min(len(a.numbers & b.numbers), MANY)
    if a.numbers - b.numbers and b.numbers - a.numbers and not b.update and a.document != b.document:
        found["numbers other"] = 1.0
    if a.document == b.document:
        found["one text"] = 1.0
        if b.further:
            found["one text, further"] = 1.0
        if b.claimed:
            found["one text, claimed"] = 1.0
        if b.type:
            _one_text(a, b, found)
    else:
        _texts(a, b, found)
    return found


def _kind(a: Item, b: Item, when: str, found: Shares) -> None:
    found["type same" if a.type == b.type else "type near"] = 1.0
    found[f"kind {b.type}"] = 1.0
    found["busy"] = math.log1p(b.busy)
    if a.type in REPEATED and b.type in REPEATED:
        found[f"again {when}"] = 1.0
    if a.mode and b.mode:
        found["mode same" if a.mode == b.mode else "mode other"] = 1.0
    if a.status != b.status:
        found["status " + "/".join(sorted({a.status, b.status}))] = 1.0


def _wording(b: Item, found: Shares) -> None:
    for name in WORDING:
        if getattr(b, name):
            found[name] = 1.0


def _takes_up(a: Item, b: Item) -> bool:
    """Whether the next sentence goes on about the act: "The attack killed five", "It was the first raid", none further.

    Of such read pairs nine in ten are of one act.
    """
    if a.type != b.type or b.further or b.goes_on:
        return False
    if "told subject known act" in b.told:
        return True
    noun = "told noun definite" in b.told and "told noun behind preposition" not in b.told
    return noun and "before main clause" in a.before


def _telling(a: Item, b: Item, found: Shares) -> None:
    """How the sentences tell the acts, by signs of grammar, and how far they stand from each other in one text."""
    if a.depth is None or b.depth is None:
        found["not parsed"] = 1.0
        return
    found.update(dict.fromkeys(b.told, 1.0))
    found.update(dict.fromkeys(a.before, 1.0))
    found["told depth"], found["before depth"] = float(b.depth), float(a.depth)
    if a.document == b.document and a.number is not None and b.number is not None:
        apart = min(abs(b.number - a.number), APART)
        found["sentences apart"] = float(apart)
        if apart == 1:
            found["sentence after"] = 1.0
        if b.number - a.number == 1 and _takes_up(a, b):
            found["taken up"] = 1.0


def _names(a: Item, b: Item, found: Shares) -> None:
    """The rarest name near both triggers, parties left out, and whether the places named there are the same."""
    same = max((w for n, w in b.names.items() if n in a.names), default=0.0)
    if same:
        found["names same"] = min(same, NAMES) / NAMES
    if a.sites and b.sites:
        found["site same" if a.sites & b.sites else "site other"] = 1.0


def _counted(a: Item, b: Item, found: Shares) -> None:
    """Numbers of one thing: the same, or others."""
    things = a.counted.keys() & b.counted.keys()
    if any(a.counted[t] & b.counted[t] for t in things):
        found["count same"] = 1.0
    elif things and not b.update:
        found["count other"] = 1.0


def _one_text(a: Item, b: Item, found: Shares) -> None:
    """Within a text the next sentence goes on about the act, or tells of the next."""
    if a.trigger == b.trigger:
        found["one text, word"] = 1.0
    if a.numbers - b.numbers and b.numbers - a.numbers:
        found["one text, numbers"] = 1.0
    if a.headline:
        found["one text, headline"] = 1.0
    if 0 <= b.sentence[0] - a.sentence[1] <= 2:
        found["one text, next"] = 1.0


def _place(a: Item, b: Item, found: Shares) -> None:
    if a.place and b.place:
        found["place same" if a.place == b.place else "place other"] = 1.0
    elif a.country and b.country:
        found["country same" if a.country == b.country else "country other"] = 1.0


def _texts(a: Item, b: Item, found: Shares) -> None:
    found["story"] = cosine(a.story, b.story)
    if a.matter is not None and b.matter is not None:
        found["matter same" if a.matter == b.matter else "matter other"] = 1.0
    if a.topics and b.topics:
        same = _common(a.topics, b.topics)
        found["topic same" if same else "topic other"] = same / 10 if same else 1.0
    if a.original == b.document or b.original == a.document or (a.original and a.original == b.original):
        found["copy"] = 1.0
    elif b.further:
        found["further"] = 1.0


def _date(a: Item, b: Item) -> str | None:
    """How the days lie to each other; None where they cannot be those of one act."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return "unknown"
    gap = max(a.first - b.last, b.first - a.last)
    exact = a.precise + b.precise
    if gap > (GAP if exact else 0):
        if not (_recalls(b) and 0 < b.first - a.last <= FAR):
            return None
        return "long before" if _rare(a, b) >= RECALLED else None
    if gap == 1:
        return {4: "next day", 3: "day, report after"}.get(exact, "report after next")
    if a.precise == 0 or b.precise == 0:
        if any(i.precise == 0 and i.status in ("planned", "possible") for i in (a, b)):
            return "announced"
        wide = max(a.last - a.first, b.last - b.first)
        return "within a week" if wide <= 7 else "within a month" if wide <= 31 else "within a year"
    if exact == 4:
        return "same day"
    if exact == 3:
        # a day against a report of the same day, or of the day after, which may be of the day before
        return "day of report" if a.last == b.last else "day before report"
    return "reports of a day" if a.last == b.last else "reports of two days"


def _recalls(b: Item) -> bool:
    """Whether a report looks back at an act that may lie long before."""
    return b.precise == 1 and (b.background or b.past or b.definite)


def days_apart(b: Item) -> Callable[[Item], bool]:
    """Tells of earlier items whether their days alone rule out that ``b`` is of the same act.

    As ``features`` does, which is slower, and which has to be asked of the others.
    """
    first, last = b.first, b.last
    if first is None or last is None:
        return lambda a: False
    least, most = first - (FAR if _recalls(b) else GAP), last + GAP
    return lambda a: a.last is not None and a.first is not None and (a.last < least or a.first > most)


def _rare(a: Item, b: Item) -> float:
    return math.fsum(b.rare[w] for w in a.rare.keys() & b.rare.keys())  # in whatever order


def _word(a: Item, b: Item) -> str:
    if a.trigger == b.trigger:
        return "same"
    if len(a.senses & b.senses) > SYNONYMS * len(a.senses | b.senses):
        return "frame"
    n = min(len(a.trigger), len(b.trigger))
    common = next((i for i in range(n) if a.trigger[i] != b.trigger[i]), n)
    return "akin" if common >= 4 and common >= 0.65 * n else "other"


def _common(a: Weights, b: Weights) -> float:
    return max((b[key] for key in a.keys() & b.keys()), default=0.0)


def _parties(a: Item, b: Item, found: Shares) -> bool:
    """Add what the parties say; False where the acts are of others."""
    mine, other = _codes(a.agents | a.patients), _codes(b.agents | b.patients)
    if not mine & other:
        if _rare(a, b) < STRANGERS:
            return False
        if not mine or not other:
            return True
    if len(mine | other) == 1:
        found["at home"] = 1.0
    if a.persons and b.persons:
        if same := _common(a.persons, b.persons):
            found["person same"] = same / 10
        else:
            found["person other"] = min(max(a.persons.values()), max(b.persons.values())) / 10
    if a.type in MUTUAL and b.type in MUTUAL and (len(a.agents) > 1 or len(b.agents) > 1):
        common, fewer = len(mine & other), min(len(mine), len(other))
        told = "none" if not common else "all" if common == fewer > 1 else "one" if fewer == 1 else "some"
        found[f"partners {told}"] = 1.0
        return True
    agent = _side(a.agents, b.agents)
    if agent == "other" and not _codes(a.agents) & _codes(b.patients) and not _codes(a.patients) & _codes(b.agents):
        return False
    patient = _side(a.patients, b.patients)
    found[f"agent {agent}"] = 1.0
    found[f"patient {patient}"] = 1.0
    if not {"all", "same"} & {agent, patient} and (a.agents & b.patients or a.patients & b.agents):
        found["sides turned"] = 1.0
    if agent == "open" and (a.unknown[0] or b.unknown[0]):
        found["agent unknown"] = 1.0
    if patient == "open" and (a.unknown[1] or b.unknown[1]):
        found["patient unknown"] = 1.0
    return True


def _codes(side: _Parties) -> set[str]:
    return {code for code, _ in side}


def _side(a: _Parties, b: _Parties) -> str:
    if not a or not b:
        return "open"
    if a & b:
        return "all" if a == b else "same"
    return "kind" if _codes(a) & _codes(b) else "other"
