"""Why a record is what it is, in words a colleague can be shown: type, rule, parties, status, day, and the one act."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dragoman.claims.wording import ROLES
from dragoman.ontology import entry_of, package_version, word_list
from dragoman.records import Actor, DateRange, Event, Span

TYPES = {
    "AGREE": "agrees, promises or offers to do something cooperative",
    "CONSULT": "meets, visits, telephones, negotiates or mediates",
    "SUPPORT": "praises, backs, recognises, votes for or concludes an agreement with",
    "CONCEDE": "gives way: eases, lifts, apologises for or accepts what was asked",
    "COOPERATE": "does something material together with another, or restores ties",
    "AID": "gives money, goods, arms or people to help",
    "RETREAT": "ends or draws back what was hostile: a withdrawal, a release, a truce",
    "REQUEST": "asks, urges or demands",
    "ACCUSE": "criticises, blames, charges or investigates",
    "REJECT": "refuses, rules out, vetoes or abstains",
    "THREATEN": "says that it will harm if something is or is not done",
    "PROTEST": "demonstrates, strikes or boycotts in public",
    "SANCTION": "cuts or lessens ties, trade or aid; sends people away",
    "MOBILIZE": "moves or readies troops or arms without using them",
    "COERCE": "takes, holds, bars or represses by power of office",
    "ASSAULT": "uses force against people or things",
}
STATUSES = {
    "happened": "told as done",
    "planned": "told as still to come: announced, promised, ordered or due",
    "possible": "told as no more than possible: wanted, asked for, feared or under a condition",
    "denied": "somebody says that it did not happen",
    "not": "the text says that it did not happen",
}
DAYS = {
    "day": "the words name the day",
    "range": "the words name these days",
    "month": "known to the month",
    "year": "known to the year",
    "about": "no day is named, so the report's own day stands for it",
}
# what a likeness of two reports is about, by the first words of its name (see link/compare.py), longest first
LIKENESSES = (
    (("bias", "bare bias"), "two reports are seldom of one act"),
    (("repeats",), "how often this collection tells an act again"),
    (("busy",), "how many such acts there are at the time"),
    (("agent", "patient", "partners", "person", "sides", "at home"), "parties"),
    (("type", "kind", "mode", "tolls"), "kind of act"),
    (("status",), "status"),
    (("date", "again", "days"), "days"),
    (("place", "site", "country", "no site"), "places"),
    (("word", "bare word", "one text, word"), "word for the act"),
    (("count", "numbers", "one text, numbers"), "numbers"),
    (("names",), "names"),
    (("words", "rare", "story", "topic", "matter"), "other words and matter of the reports"),
    (("copy",), "one text copies the other"),
)
GRAMMAR = "how the sentences tell it"
LEAST = 0.1  # of a group of likenesses, to be named
NOT_SAYING = re.compile(r"^(?:bias|bare bias|kind .*|busy|repeats|words|rare|story|copy|no site)$")
_DAYS_OF = re.compile(r"^(?:date|again|one text,) ")
_MODALS = {
    "planned": frozenset("will shall would".split()),
    "possible": frozenset("may might could can would should must if unless".split()),
    "denied": frozenset("deny dispute refute reject dismiss denial".split()),
    "not": frozenset("not never no without nor n't n’t cannot".split()),
}
_LISTS = {"planned": "status.planned", "possible": "status.possible", "not": "status.never"}
_WORD = re.compile(r"n['’]t\b|[^\W\d_]+")
_MOST = 3  # words of a status that are named


def reasons_of(event: Event, text: str) -> tuple[tuple[str, str], ...]:
    """Why ``event``, coded from ``text``, has its type, rule, parties, status and day: labels with a sentence each."""
    out = [("Act", _act(event))]
    if rule := rule_of(event.coder.rule, event.coder.version):
        out.append(("Rule", rule))
    out += [("By", party_of(a)) for a in event.actors]
    out += [("Towards", party_of(a)) for a in event.recipients]
    out.append(("Status", status_of(event, text)))
    out.append(("Day", day_of(event.date)))
    if event.attribution:
        out.append(("Reported by", party_of(event.attribution)))
    out.append(("Confidence", f"{event.confidence:.2f} that words, parties and rule fit"))
    return tuple(out)


def _act(event: Event) -> str:
    mode = f" ({event.mode})" if event.mode else ""
    own = TYPES.get(event.type, "")
    text = f"{event.type.capitalize()}{mode}{': ' + own if own else ''}"
    if event.plover != event.type:
        text += f"; being only {event.status}, it weighs as {event.plover.capitalize()}"
    return f"{text}. Weight {event.weight:+.1f}."


def rule_of(rule: str, version: str) -> str:
    """The entry of the lexicon that fired and its example; empty where the package has no such entry.

    ``version`` is that of the lexicon that coded; where it is another today, the example may be, and that is said.
    """
    if ":again:" in rule:
        return f"{rule}: a noun or verb that takes up an act of this kind told before, with its parties"
    entry = entry_of(rule)
    if entry is None:
        return ""
    pos = {"noun": "noun", "adj": "adjective"}.get(str(entry.get("pos", "verb")), "verb")
    word = rule.rpartition(":")[2].replace("_", " ")
    example = entry.get("example")
    since = "" if version == package_version() else " in today's lexicon, another than the one that coded"
    return f"{rule}: the {pos} “{word}”" + (f", as in “{example}”{since}" if example else "")


def party_of(actor: Actor) -> str:
    """A party: its words in the text, whom they were read as, and through what."""
    role = ROLES.get(actor.role or "", actor.role or "")
    code = f"{actor.code}{':' + actor.role if actor.role else ''}" if actor.code else "no code"
    who = f"{code}{', ' + role if role else ''}"
    if not actor.text:
        return f"not named in these words, taken from what was told before: {actor.name} ({who})"
    through = ", through the name it stands for" if actor.antecedent else ""
    read = "" if actor.name == actor.text else f" read as {actor.name}{through}"
    return f"“{actor.text}”{read} ({who})"


def status_of(event: Event, text: str) -> str:
    """The status, what it means, and the words of the sentence that may have told it."""
    out = f"{event.status}: {STATUSES.get(event.status, '')}"
    entry = entry_of(event.coder.rule) or {}
    if entry.get("status") == event.status:
        return f"{out}; the rule itself says so"
    cues = _cues(event.status, text, event.evidence, event.trigger)
    return f"{out}; in the sentence: {', '.join(f'“{c}”' for c in cues)}" if cues else out


def day_of(date: DateRange | None) -> str:
    """The day of the act and how it is known."""
    if date is None:
        return "unknown: the words name none, and the report has none"
    day = date.from_ if date.from_ == date.to else f"{date.from_} to {date.to}"
    return f"{day}: {DAYS.get(date.precision, date.precision)}"


def joined_because(shares: Mapping[str, float], score: float) -> str:
    """Why two reports were taken for one act: what speaks for it and against it, each with its share of the score."""
    sums: dict[str, float] = {}
    says: dict[str, list[tuple[float, str]]] = {}
    for name, value in shares.items():
        group = _group(name)
        sums[group] = sums.get(group, 0.0) + value
        if group != GRAMMAR and not NOT_SAYING.match(name):
            says.setdefault(group, []).append((abs(value), name))
    told = []
    for sign in (1, -1):
        some = sorted(((g, v) for g, v in sums.items() if v * sign >= LEAST), key=lambda x: -abs(x[1]))
        told.append("; ".join(f"{_named(g, says.get(g, ()))} {v:+.1f}" for g, v in some) or "nothing")
    return f"For it: {told[0]}. Against it: {told[1]}. Together {score:+.1f}; above 0 they are joined."


def _named(group: str, says: Sequence[tuple[float, str]]) -> str:
    names = (_DAYS_OF.sub("", name) for _, name in sorted(says, key=lambda x: (-x[0], x[1])))
    best = list(dict.fromkeys(names))[:2]
    return f"{group} ({', '.join(best)})" if best else group


def _group(name: str) -> str:
    for firsts, group in LIKENESSES:
        if any(name == f or name.startswith(f + " ") for f in firsts):
            return group
    return GRAMMAR


@lru_cache(maxsize=8)
def _words_of(status: str) -> frozenset[str]:
    own = _MODALS.get(status, frozenset())
    return own | word_list(_LISTS[status]) if status in _LISTS else own


def _cues(status: str, text: str, sentence: Span, trigger: Span) -> list[str]:
    """Words of the sentence, the nearest before the trigger first, of the lists that tell this status."""
    wanted = _words_of(status)
    found: list[tuple[tuple[bool, int], str]] = []
    for match in _WORD.finditer(text, sentence.start, sentence.end) if wanted else ():
        if trigger.start <= match.start() < trigger.end:
            continue
        word = match[0].lower()
        if any(form in wanted for form in _forms(word)):
            found.append(((match.start() > trigger.start, abs(match.start() - trigger.start)), word))
    return list(dict.fromkeys(word for _, word in sorted(found)))[:_MOST]


def _forms(word: str) -> set[str]:
    """What the base of an inflected word may be."""
    out = {word}
    for end in ("s", "es", "d", "ed", "ing"):
        if word.endswith(end) and len(word) - len(end) > 2:
            stem = word[: -len(end)]
            out |= {stem, stem + "e", stem[:-1]} if end == "ing" else {stem}
            out |= {stem[:-1]} if end == "ed" and stem[-1:] == stem[-2:-1] else set()
            out |= {stem[:-1] + "y"} if end in ("es", "ed") and stem.endswith("i") else set()
    return out
