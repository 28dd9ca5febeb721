"""Claims that somebody did something: looked for among the coded events and in the words these rest on."""

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from dragoman.claims.asked import counted_states
from dragoman.claims.claim import Claim
from dragoman.claims.parties import named_parties
from dragoman.claims.reading import days_before
from dragoman.claims.rows import rows_of
from dragoman.claims.told import told
from dragoman.claims.verdict import CONTRADICTED, INCIDENT, REPORT, SUPPORTED, UNKNOWN, Evidence
from dragoman.claims.words import holds, stem, words
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import state_party
from dragoman.records import Event
from dragoman.store import Store

SURE = 0.5  # probability from which an act counts as borne out, or as ruled out
LIKELY = 0.4  # probability from which one of several earlier acts may be the same
FAINT = 0.2  # below it an act hardly fits the claim
SAID = 0.85  # how far a report is believed that something is done for the first time
_SAID_FIRST = re.compile(
    r"\bfirst(?!\s+(?:minister|lady|aid|phase|half|quarter|batch|round|day|week|month|stage|vice|deputy|since|of)\b)"
    r"(?![^.]{0,60}\b(?:since|in (?:\w+ )?(?:years|decades|months|weeks)|this (?:year|month|week))\b)",
    re.I,
)
ANEW = 14  # days after which the same is done again, and not merely reported again
ANNOUNCED = 0.75  # how surely what was announced was done
FRESH = 365  # days for which what was denied or refused says that it is not done
EPISODE = 60  # days: acts of one kind within them are one occasion
# types in which one act may be coded by different readers of different wordings
KIN = {
    frozenset(pair)
    for pair in (
        ("SUPPORT", "AGREE"),
        ("SUPPORT", "COOPERATE"),
        ("SUPPORT", "CONCEDE"),
        ("SUPPORT", "CONSULT"),
        ("AGREE", "COOPERATE"),
        ("AGREE", "AID"),
        ("AGREE", "CONCEDE"),
        ("CONCEDE", "RETREAT"),
        ("SANCTION", "COERCE"),
        ("SANCTION", "REJECT"),
        ("SANCTION", "REQUEST"),
        ("SANCTION", "RETREAT"),
        ("ASSAULT", "COERCE"),
        ("ASSAULT", "MOBILIZE"),
        ("ACCUSE", "REJECT"),
        ("ACCUSE", "COERCE"),
        ("AID", "COOPERATE"),
        ("REQUEST", "ACCUSE"),
        ("THREATEN", "ACCUSE"),
    )
}
MUCH_MORE = 2  # times the states that a report counts: a claim of so many more is not of what it counted
MUTUAL = ("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "RETREAT")  # what parties do with one another
VOTES = ("veto", "abstain")


@dataclass(frozen=True, slots=True)
class Deed:
    """One incident that may be the act of a claim: how surely, on which day, by whom."""

    incident: str
    day: str
    probability: float
    actors: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """Outcome for an act: verdict word, probability, deeds for and against, what is said of it."""

    verdict: str
    probability: float
    for_: tuple[Deed, ...]
    against: tuple[Deed, ...]
    missing: tuple[str, ...] = ()
    earlier: str | None = None
    count: int = 0


def judge_act(claim: Claim, store: Store, gazetteer: Gazetteer, as_of: str) -> Judged:
    """Whether the record bears out that the act of ``claim`` took place."""
    if claim.event is None:
        found = _with_words((), told(claim, store, gazetteer, as_of), as_of)
        return _outcome(claim, found, (), {p: [d for d in found if p in d.actors] for p in claim.parties}, as_of)
    if claim.count:
        wanted: Sequence[str] = claim.group or ()
        rows = (
            rows_of(store, claim.recipients or claim.topics, as_of, both=True)
            if not wanted
            else rows_of(store, wanted, as_of)
        )
        return _counted(claim, deeds(claim, rows, gazetteer, as_of), claim.count)
    # a body's vote may be coded as the body's own act
    modes = VOTES if claim.event.mode in VOTES else ()
    found = deeds(claim, rows_of(store, claim.parties, as_of, towards=claim.recipients, modes=modes), gazetteer, as_of)
    acted = [d for d in found if not d.opposite]
    denied = [d for d in found if d.opposite]
    if (
        not claim.occasion
        and min((_any([d for d in acted if p in d.actors]) for p in claim.parties), default=0.0) < SURE
    ):
        acted = _with_words(acted, told(claim, store, gazetteer, as_of, _together(claim)), as_of)
    by_party = {p: [d for d in acted if p in d.actors] for p in claim.parties}
    if _together(claim):
        joint = [d for d in acted if set(claim.parties) <= _all_parties(d, gazetteer, as_of)]
        by_party = dict.fromkeys(claim.parties, joint)
        denied = [d for d in denied if set(claim.parties) <= _all_parties(d, gazetteer, as_of)]
    return _outcome(claim, acted, denied, by_party, as_of)


def _outcome(
    claim: Claim, acted: Sequence[Deed], denied: Sequence[Deed], by_party: Mapping[str, Sequence[Deed]], as_of: str
) -> Judged:
    """The verdict from what was done, by each party of the claim, and what was denied or refused."""
    each = {p: _any(ds) for p, ds in by_party.items()}
    probability = min(each.values(), default=0.0)
    missing = tuple(p for p, value in each.items() if value < SURE)
    fresh = claim.first or days_before(as_of, FRESH)
    ruled_out = max((_any([d for d in denied if p in d.actors and d.day >= fresh]) for p in missing), default=0.0)
    strong = strongest(acted)
    if claim.occasion and probability >= SURE:
        return _occasion(claim, strong, by_party, probability)
    if probability >= SURE:
        # what was done may have been denied by somebody: it counts against, and little
        probability *= 1.0 - 0.3 * _any(denied)
        return Judged(SUPPORTED if probability >= SURE else UNKNOWN, probability, strong, tuple(denied))
    if ruled_out >= SURE:
        return Judged(CONTRADICTED, min(probability, 1.0 - ruled_out), strong, tuple(denied), missing)
    return Judged(UNKNOWN, probability, strong, tuple(denied), missing)


def _together(claim: Claim) -> bool:
    """Whether the parties of ``claim`` did it with one another: each with somebody else is not enough."""
    event = claim.event
    return event is not None and event.type in MUTUAL and len(claim.parties) > 1 and not claim.recipients


def _all_parties(deed: Deed, gazetteer: Gazetteer, as_of: str) -> set[str]:
    """Who takes part in ``deed`` on either side, or is named in the words that tell it."""
    done_to = {
        name
        for r in deed.rows
        for a in r["recipients"]
        if a["code"] and (name := state_party(a["code"], a["role"], roles=False))
    }
    named = {n.code for r in deed.rows for n in named_parties(r["evidence"], gazetteer, as_of)}
    return set(deed.actors) | done_to | {c.split(":")[0] for c in done_to} | named


def _with_words(found: Sequence[Deed], rows: Iterable[Mapping[str, Any]], as_of: str) -> list[Deed]:
    """``found`` with what reports tell in the claim's own words; a report counts once, by its surer reading."""
    deeds_ = list(found)
    for row in rows:
        same = [
            d
            for d in deeds_
            if any(r["document"] == row["document"] for r in d.rows) and set(row["acts"]) <= set(d.actors)
        ]
        if any(d.probability >= row["probability"] for d in same):
            continue
        deeds_ = [d for d in deeds_ if d not in same or len({r["document"] for r in d.rows}) > 1]
        day = min(row["published"], as_of)
        deeds_.append(Deed(row["incident"], day, row["probability"], tuple(row["acts"]), (row,)))
    return sorted(deeds_, key=lambda d: (d.day, d.incident))


def _any(found: Iterable[Deed]) -> float:
    """Probability that one of ``found`` is the act.

    Reports of the same days support one another; what hardly fits is no surer for being done year after year, or for
    being coded twice in one report.
    """
    by_day = sorted(found, key=lambda d: d.day)
    best, first = 0.0, 0
    for i, deed in enumerate(by_day):
        best = max(best, deed.probability)
        if deed.probability < FAINT:
            continue
        since = days_before(deed.day, ANEW)
        while by_day[first].day < since:
            first += 1
        by_document: dict[str, float] = {}
        for other in by_day[first : i + 1]:
            if other.probability >= FAINT:
                name = other.rows[0]["document"]
                by_document[name] = max(by_document.get(name, 0.0), other.probability)
        best = max(best, 1.0 - math.prod(1.0 - p for p in by_document.values()))
    return best


def strongest(found: Iterable[Deed]) -> tuple[Deed, ...]:
    """``found`` with the surest first, and of those as sure the latest."""
    late_first = sorted(found, key=lambda d: d.day, reverse=True)
    return tuple(sorted(late_first, key=lambda d: -round(d.probability * 10)))


def _occasion(
    claim: Claim, strong: tuple[Deed, ...], by_party: Mapping[str, Sequence[Deed]], probability: float
) -> Judged:
    """For the first time, or again: whether the same was done on an earlier occasion."""
    before = 1.0
    earlier: list[Deed] = []
    for found in by_party.values():
        latest = max(d.day for d in found if d.probability >= SURE / 2 or d is found[0])
        # within one campaign the same is done again; it was not done before for the first time
        start = days_before(latest, ANEW) if claim.occasion == "again" else _episode(found, latest)
        past = [d for d in found if d.day < start]
        earlier += past
        before = min(before, 1.0 - math.prod(1.0 - d.probability for d in past if d.probability >= LIKELY))
    earlier.sort(key=lambda d: (-d.probability, d.day))
    now = tuple(d for d in strong if d not in earlier)
    day = min((d.day for d in earlier if d.probability >= SURE / 2), default=None)
    if claim.occasion == "again":
        holds_ = probability * before
        verdict = SUPPORTED if holds_ >= SURE else UNKNOWN
        return Judged(verdict, holds_, strong, (), earlier=day)
    holds_ = probability * (1.0 - before)
    if before > 0.0 and any(_SAID_FIRST.search(r["evidence"]) for d in now if d.probability >= SURE for r in d.rows):
        holds_ = max(holds_, probability * SAID)
        before = min(before, 1.0 - holds_)
    verdict = SUPPORTED if holds_ >= SURE else CONTRADICTED if before >= SURE else UNKNOWN
    return Judged(verdict, holds_, now, tuple(earlier), earlier=day)


def _episode(found: Sequence[Deed], latest: str) -> str:
    """First day of the occasion that ``latest`` belongs to."""
    start = latest
    for day in sorted({d.day for d in found}, reverse=True):
        if day <= start and (date.fromisoformat(start) - date.fromisoformat(day)).days <= EPISODE:
            start = day
    return start


def _counted(claim: Claim, found: Sequence[Deed], wanted: int) -> Judged:
    """Whether at least ``wanted`` states did it: the distribution of the number of those who did."""
    acted = [d for d in found if not d.opposite]
    by_state: dict[str, list[Deed]] = defaultdict(list)
    for deed in acted:
        for actor in deed.actors:
            if ":" not in actor and (not claim.group or actor in claim.group):
                by_state[actor].append(deed)
    chances = [_any(ds) for ds in by_state.values()]
    distribution = np.array([1.0])
    for p in chances:
        distribution = np.convolve(distribution, [1.0 - p, p])
    probability = float(distribution[wanted:].sum()) if len(distribution) > wanted else 0.0
    told = [d for d in acted if any(_told(r, claim) >= wanted for r in d.rows)]
    probability = max(probability, _any(told))
    strong = strongest(d for d in acted if d.probability >= FAINT)
    tallies = [(_told(r, claim), d) for d in acted for r in d.rows if d.probability >= SURE]
    count = max(sum(p >= SURE for p in chances), *(n for n, _ in tallies), 0, 0)
    if probability >= SURE:
        return Judged(SUPPORTED, probability, strong, (), count=count)
    # who counts them and comes to less than half of what is claimed rules it out; who names some rules out nothing
    less = tuple(d for n, d in tallies if 0 < n * MUCH_MORE <= wanted)
    ruled_out = _any(less)
    if count * MUCH_MORE <= wanted and ruled_out >= SURE:
        return Judged(CONTRADICTED, min(probability, 1.0 - ruled_out), (), less, count=count)
    return Judged(UNKNOWN, probability, strong, (), count=count)


def _told(row: Mapping[str, Any], claim: Claim) -> int:
    """How many states a report itself says did it, without naming them: "were expelled from over twenty countries"."""
    named = {a["code"] for a in row["actors"] if a["code"]}
    if named or claim.group:
        return 0
    found = counted_states(row["evidence"])
    return found[0] if found else 0


# ---------------------------------------------------------------- matching
def deeds(claim: Claim, rows: Iterable[Mapping[str, Any]], gazetteer: Gazetteer, as_of: str) -> list[Deed]:
    """Incidents among ``rows`` that may be the act of ``claim``, in order of day; unlikely ones are left out."""
    groups: dict[str, list[tuple[float, bool, Mapping[str, Any]]]] = defaultdict(list)
    cache: dict[str, frozenset[str]] = {}
    for row in rows:
        day = row["date_from"] or row["published"]
        if (claim.first and day < claim.first) or (claim.last and day > claim.last):
            continue
        probability, opposite = _match(claim, row, gazetteer, as_of, cache)
        if probability >= 0.05:
            groups[row["incident"]].append((probability, opposite, row))
    out = []
    for incident, matched in groups.items():
        for opposite in (False, True):
            these = [(p, r) for p, o, r in matched if o is opposite]
            if not these:
                continue
            by_document: dict[str, float] = {}
            for p, row in these:
                by_document[row["document"]] = max(by_document.get(row["document"], 0.0), p)
            miss = 1.0
            for p in by_document.values():
                miss *= 1.0 - p
            these.sort(key=lambda pair: -pair[0])
            actors = dict.fromkeys(name for _, row in these for name in _actors_of(row, claim, gazetteer, as_of))
            day = min(min(r["date_from"] or r["published"], as_of) for _, r in these)
            out.append(Deed(incident, day, 1.0 - miss, tuple(actors), tuple(r for _, r in these), opposite))
    return sorted(out, key=lambda d: (d.day, d.incident))


def _match(
    claim: Claim, row: Mapping[str, Any], gazetteer: Gazetteer, as_of: str, cache: dict[str, frozenset[str]]
) -> tuple[float, bool]:
    """Probability that the event of ``row`` is the act of ``claim``, and whether it is rather its opposite."""
    event = claim.event
    assert event is not None
    act, opposite = _same_act(event, row, claim.words)
    if act <= 0.0:
        return 0.0, False
    evidence = row["evidence"].lower()
    share = sum(holds(evidence, w) for w in claim.words) / len(claim.words) if claim.words else 1.0
    found = 1.0 if share == 1.0 else 0.6 if share >= 0.5 else 0.12
    party = _party(claim, row, gazetteer, as_of, cache)
    status = {"happened": 1.0, "planned": ANNOUNCED, "possible": 0.1}.get(row["status"], 1.0)
    confidence = min(0.97, 0.35 + 0.75 * row["confidence"])
    if opposite and (share < 1.0 or party < 0.8):
        return 0.0, False
    return confidence * act * found * party * status, opposite


def _same_act(event: Event, row: Mapping[str, Any], claimed: Sequence[str] = ()) -> tuple[float, bool]:
    """How far the event is of the same kind as the claim's (``claimed`` are its words), and whether the opposite."""
    rule, other = event.coder.rule.rsplit(":", 1), row["coder_rule"].rsplit(":", 1)
    verb = rule[-1].replace("_", " ")
    said = holds(row["evidence"].lower(), verb.split()[0])
    same_type = row["type"] == event.type
    # a refusal keeps the rule of what is refused
    same_rule = rule[0] == other[0] and (same_type or frozenset((event.type, row["type"])) in KIN)
    negative = row["status"] in ("denied", "not")
    if event.mode == "veto":
        # who abstained or voted for did not veto
        if row["type"] == "REJECT" and row["mode"] == "veto":
            return 1.0, negative
        if row["mode"] == "abstain" or (row["type"] == "SUPPORT" and "vote" in row["trigger"].lower()):
            return 0.8, True
        return 0.0, False
    if same_rule and _verb_kin(verb, other[-1]):
        return 1.0, negative
    if same_type and event.mode == row["mode"] == "discontinue" and "relations" in claimed:
        # ties severed, cut, suspended: one act in many words
        trigger = row["trigger"].lower()
        if holds(trigger, "sever") or holds(trigger, "suspend"):
            return 0.95, negative
    if row["mode"] == "ceasefire" and event.type in MUTUAL and any(holds("ceasefire", w) for w in claimed):
        return 0.9, negative
    if same_type and event.mode and event.mode == row["mode"]:
        return (1.0 if said else 0.8), negative
    if same_type:
        return (0.9 if said else 0.25), negative
    if (
        row["type"] == "REJECT"
        and event.type in ("SUPPORT", "AGREE", "AID", "COOPERATE", "CONCEDE", "CONSULT")
        and said
    ):
        return 0.8, True
    if frozenset((event.type, row["type"])) in KIN and said and not negative:
        return 0.7, False
    return 0.0, False


def _verb_kin(verb: str, other: str) -> bool:
    """Whether two verbs of one frame mean the same: frames gather verbs that take the same slots and no more."""
    one, two = stem(verb.split()[0]), stem(other.replace("_", " ").split()[0])
    same = words().same
    known = same.get(verb.split()[0]) or same.get(one)
    return one == two or known is None or two in {stem(w) for w in known}


def _party(
    claim: Claim, row: Mapping[str, Any], gazetteer: Gazetteer, as_of: str, cache: dict[str, frozenset[str]]
) -> float:
    """How well the event's parties are those of the claim."""
    actors = set(_actors_of(row, claim, gazetteer, as_of))
    recipients = {state_party(a["code"], a["role"], roles=False) for a in row["recipients"] if a["code"]}
    bases = {(c or "").split(":")[0] for c in recipients}
    if claim.parties and not (actors | (recipients | bases if _together(claim) else set())) & set(claim.parties):
        return 0.0
    others = {c for c in actors if c and ":" not in c} - set(claim.recipients)
    if claim.count and not claim.parties and not others and not _told(row, claim):
        return 0.0
    share = 1.0
    for code in (*claim.recipients, *claim.topics):
        if code in recipients or (not row["recipients"] and code in actors):
            continue
        if code in bases:  # people or companies of the state
            share *= 0.9
            continue
        if row["id"] not in cache:
            named = named_parties(row["evidence"], gazetteer, as_of)
            cache[row["id"]] = frozenset(n.code.split(":")[0] for n in named)
        named_codes = cache[row["id"]]
        if code.split(":")[0] in named_codes:
            share *= 0.9 if code in claim.topics or row["mode"] in ("veto", "abstain") else 0.75
        else:
            share *= 0.08
    return share


def _actors_of(row: Mapping[str, Any], claim: Claim, gazetteer: Gazetteer, as_of: str) -> tuple[str, ...]:
    """Who acts: the coded actors, and parties of the claim that the sentence names in one list with them.

    "The governments of Norway, Ireland and Spain" is one actor phrase; a coder may keep only its head.
    """
    coded = dict.fromkeys(
        name for a in row["actors"] if a["code"] and (name := state_party(a["code"], a["role"], roles=False))
    )
    wanted = [p for p in claim.parties if p not in coded]
    if not wanted or not coded or row["type"] == "CONSULT":
        return tuple(coded)
    text = row["evidence"]
    named = named_parties(text, gazetteer, as_of)
    listed = [set() if not named else {named[0].code}]
    for one, two in itertools.pairwise(named):
        if re.fullmatch(r"(?:'s)?(?:,|,? and|;)?(?: the)? ", text[one.end : two.start]):
            listed[-1].add(two.code)
        else:
            listed.append({two.code})
    if row["mode"] in VOTES and named:
        # members of a body vote, not the body: who is named last before the verb, and those listed with them
        at = text.find(row["trigger"])
        voters = [n.code for n in named if n.end <= at and at - n.end <= 12]
        coded |= dict.fromkeys(p for p in wanted for codes in listed if p in codes and codes & set(voters[-1:]))
    for codes in listed:
        if codes & set(coded):
            coded |= dict.fromkeys(p for p in wanted if p in codes)
    return tuple(coded)


def evidence_of_deed(deed: Deed) -> Evidence:
    """A deed as evidence, with the words of its best report."""
    row = deed.rows[0]
    recipients = dict.fromkeys(
        name for a in row["recipients"] if a["code"] and (name := state_party(a["code"], a["role"], roles=False))
    )
    return Evidence(
        deed.incident,
        deed.day,
        row["type"],
        row["mode"],
        deed.actors,
        tuple(recipients),
        round(deed.probability, 4),
        tuple(r["id"] for r in deed.rows if r["id"]),
        row["name"],
        tuple(sorted({o for r in deed.rows for o in (r["outlets"] or ())})),
        " ".join(row["evidence"].split()),
        REPORT if all("acts" in r for r in deed.rows) else INCIDENT,  # rows of told() alone say who "acts"
    )
