"""Verdicts in words: one paragraph each, that says no more than the record bears."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.claims.claim import Claim
from dragoman.claims.deeds import SURE, Judged
from dragoman.claims.trends import Trend
from dragoman.claims.verdict import CONTRADICTED, REPORT, SUPPORTED, Evidence
from dragoman.gazetteer import Gazetteer

LEVEL = 0.25  # points of tone: less is no move
NAMED = 3  # incidents quoted in a paragraph


QUOTED = 150  # characters of a report's words
ROLES = {
    "GOV": "government",
    "MIL": "military",
    "REB": "rebels",
    "OPP": "opposition",
    "PTY": "parties",
    "COP": "police",
    "JUD": "courts",
    "LEG": "parliament",
    "SPY": "intelligence services",
    "MED": "media",
    "EDU": "universities",
    "BUS": "companies",
    "CRM": "criminals",
    "CVL": "people",
    "LAB": "unions",
    "REL": "clergy",
    "SOC": "civil society",
    "REF": "refugees",
    "SET": "settlers",
    "JRN": "journalists",
    "UAF": "armed groups",
}
_ARTICLE = re.compile(
    r"^(?:United|European|African|Arab|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Vatican|Holy|Soviet|Security)"
    r"|Republic$|Islands$|Union$|Nations$|League$|Council$|Organi[sz]ation$|Court$|Bank$|Agency$|Association$"
)
_OF_STATES = re.compile(r"^(?:European|Western|Arab|African|Nordic|Baltic|Gulf|Latin American|western|arab|african)$")
_MONTHS = "January February March April May June July August September October November December".split()


def name_of(code: str, gazetteer: Gazetteer) -> str:
    """Name of a party as it stands in a sentence, its role in brackets."""
    base, _, role = code.partition(":")
    name = gazetteer.code_name(base)
    the = "the " if _ARTICLE.search(name) and not name.startswith("The ") else ""
    return the + name + (f" ({ROLES.get(role, role)})" if role else "")


def day_in_words(day: str) -> str:
    """``2018-03-14`` as 14 March 2018."""
    year, month, number = day[:10].split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def counted(number: int, noun: str) -> str:
    """``1 act``, ``2 acts``, ``no act``."""
    return f"no {noun}" if number == 0 else f"{number:,} {noun}" + ("" if number == 1 else "s")


def listed(names: Sequence[str]) -> str:
    """``A, B and C``."""
    kept = list(names)
    return kept[0] if len(kept) == 1 else ", ".join(kept[:-1]) + " and " + kept[-1] if kept else ""


def per_cent(probability: float) -> str:
    """A probability for readers; the ends are never certain."""
    if probability >= 0.99:
        return "over 99 per cent"
    if probability <= 0.01:
        return "under 1 per cent"
    return f"{100 * probability:.0f} per cent"


def incident_in_words(one: Evidence) -> str:
    """An incident by its day, the words of its first report, and who printed it."""
    quote = one.quote.strip()
    if len(quote) > QUOTED:
        quote = quote[:QUOTED].rsplit(" ", 1)[0].rstrip(",;:.") + " ..."
    source = [*one.outlets[:2], *([f"{len(one.outlets) - 2} more"] if len(one.outlets) > 2 else [])]
    return f"{day_in_words(one.day)}, “{quote}” ({listed(source) or one.document})"


def _incidents(label: str, side: Sequence[Evidence]) -> str:
    if not side:
        return ""
    # two acts of one sentence are quoted once
    quoted = list(dict.fromkeys(incident_in_words(e) for e in side))[:NAMED]
    return f" {label} it {'speaks' if len(quoted) == 1 else 'speak'}: " + "; ".join(quoted) + "."


def _read_as(claim: Claim) -> str:
    return "".join(f"“{typed}” is read as {name}. " for typed, name in claim.read_as)


def subject_of(claim: Claim, gazetteer: Gazetteer) -> str:
    """What a trend is about."""
    names = [name_of(p, gazetteer) for p in claim.parties]
    if claim.kind == "support":
        givers = claim.group or ()
        if claim.group_name and claim.group_name == ", ".join(map(gazetteer.code_name, givers)):
            return f"support of {listed([name_of(code, gazetteer) for code in givers])} for {names[0]}"
        among = f" among {_group(claim.group_name)}" if claim.group_name else ""
        return f"support for {names[0]}{among}"
    return f"relations between {listed(names)}"


def _group(name: str) -> str:
    """A group as it stands after "among": Arab states, the European Union, NATO countries."""
    if _ARTICLE.search(name) or name in ("EU", "G7", "G20", "P5", "West"):
        return f"the {name}"
    return f"{name} states" if _OF_STATES.search(name) else name


def nothing_in_words(claim: Claim, gazetteer: Gazetteer, as_of: str) -> str:
    """What is said where the record holds nothing at all."""
    head = f"Up to {day_in_words(as_of)} the record holds no act that bears on {subject_of(claim, gazetteer)}"
    return f"{_read_as(claim)}{head}; silence proves nothing."


def trend_in_words(
    claim: Claim,
    trend: Trend,
    verdict: str,
    probability: float,
    for_: Sequence[Evidence],
    against: Sequence[Evidence],
    gazetteer: Gazetteer,
    as_of: str,
) -> str:
    """The paragraph on a trend."""
    subject = subject_of(claim, gazetteer)
    recent = sum(a.day >= trend.recent_from for a in trend.acts)
    since = day_in_words(trend.recent_from)
    total = len(trend.acts)
    late = "none" if not recent else "one" if recent == 1 else f"{recent:,}"
    held = "one act that bears" if total == 1 else f"{total:,} acts that bear"
    of_late = f", {'all' if recent == total else late} of them since {since}" if total > 1 else ""
    head = f"{_read_as(claim)}Up to {day_in_words(as_of)} the record holds {held} on {subject}{of_late}."
    if not recent:
        return head + " Nothing of late was reported, so the record does not settle the claim."
    span = f"since {day_in_words(claim.first)}" if claim.first else "against the months before"
    change = trend.now - trend.before
    way = "stands where it stood" if abs(change) < LEVEL else "rose" if change > 0 else "fell"
    moved = (
        f" The tone of what was done {way} {span} (from {_points(trend.before)} to {_points(trend.now)} on a scale "
        f"from -10 to +10); with how much was done on either side, the claim holds with a probability of "
        f"{per_cent(probability)}."
    )
    breadth = ""
    if trend.supporters > 1:
        breadth = (
            f" Of {trend.supporters} states and organisations that act towards {name_of(claim.parties[0], gazetteer)}, "
            f"{trend.down or 'none'} moved away and {trend.up or 'none'} moved closer with a probability of 80 per "
            "cent or more."
        )
    if verdict == SUPPORTED:
        end = " The record supports the claim."
    elif verdict == CONTRADICTED:
        end = " The record contradicts the claim."
    else:
        end = " That does not settle the claim."
    resting = _resting(verdict, for_, against)
    return head + moved + breadth + _incidents("For", for_) + _incidents("Against", against) + resting + end


def in_words(
    claim: Claim,
    judged: Judged,
    verdict: str,
    probability: float,
    for_: Sequence[Evidence],
    against: Sequence[Evidence],
    coverage: Mapping[str, Any],
    gazetteer: Gazetteer,
    as_of: str,
) -> str:
    """The paragraph on an act or on the state of diplomatic relations."""
    names = listed([name_of(p, gazetteer) for p in claim.parties])
    whom = listed([name_of(p, gazetteer) for p in claim.recipients])
    if claim.kind == "ties":
        held = f"between {names}"
    elif names:
        held = f"by {names}" + (f" towards {whom}" if whom else "")
    else:
        held = f"towards {whom}" if whom else "by the states meant"
    number = coverage["acts"]
    head = f"{_read_as(claim)}Up to {day_in_words(as_of)} the record holds {counted(number, 'act')} {held}."
    if claim.kind == "vote":
        head = f"{_read_as(claim)}These are votes in the record up to {day_in_words(as_of)}."
        if not for_ and not against:
            head = f"{_read_as(claim)}Up to {day_in_words(as_of)} the record holds no vote that the claim can mean."
    if verdict == SUPPORTED:
        end = f" The claim is borne out with a probability of {per_cent(probability)}."
    elif verdict == CONTRADICTED:
        end = f" The record contradicts the claim: its probability is {per_cent(probability)}."
    elif for_:
        end = f" What there is does not bear the claim out surely enough: its probability is {per_cent(probability)}."
    elif number == 0 or claim.kind == "vote":
        end = " Silence proves nothing."
    else:
        it = "It is not" if number == 1 else "None of them is"
        end = f" {it} the act that the claim speaks of; silence proves nothing."
    if verdict == SUPPORTED and judged.for_ and not claim.negated and _announced(judged):
        end += " It was announced; no report says that it was done."
    if claim.count and judged.count:
        end = f" {_states(judged.count)} did so, as far as the record goes." + end
    if judged.missing and verdict != SUPPORTED and len(claim.parties) > 1:
        end += f" No sure report has {listed([name_of(p, gazetteer) for p in judged.missing])} do it."
    if claim.occasion and judged.earlier:
        end += f" The same was done before, on {day_in_words(judged.earlier)}."
    elif claim.occasion == "first" and verdict == SUPPORTED and coverage["first"]:
        end += (
            " No earlier act of the kind stands in the record, whose first act of theirs is of "
            f"{day_in_words(coverage['first'])}."
        )
    resting = _resting(verdict, for_, against)
    return head + _incidents("For", for_) + _incidents("Against", against) + resting + end


def _resting(verdict: str, for_: Sequence[Evidence], against: Sequence[Evidence]) -> str:
    """Whether what decides (all, where nothing does) was read in the words of reports and not coded."""
    side = for_ if verdict == SUPPORTED else against if verdict == CONTRADICTED else (*for_, *against)
    kinds = [e.kind == REPORT for e in side]
    if not any(kinds):
        return ""
    return f" {'This' if all(kinds) else 'Part of this'} rests on the words of reports, not on coded events."


def _announced(judged: Judged) -> bool:
    """Whether all that bears an act out speaks of it as planned."""
    sure = [d for d in judged.for_ if d.probability >= SURE] or list(judged.for_[:1])
    return all(r.get("status") == "planned" for d in sure for r in d.rows)


def _points(level: float) -> str:
    return f"{level:+.1f}".replace("-0.0", "0").replace("+0.0", "0")


def _states(count: int) -> str:
    return "One state" if count == 1 else f"{count} states"
