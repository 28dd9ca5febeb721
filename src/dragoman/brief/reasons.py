"""Why a record is what it is, in words a colleague can be shown: type, rule, parties, status, day, and the one act."""

import re
from collections.abc import Mapping, Sequence

from dragoman.claims.wording import ROLES
from dragoman.link.trees import WITHOUT
from dragoman.ontology import entry_of, meaning, package_version
from dragoman.records import Actor, DateRange, Event

# what a likeness of two reports is about, by the first words of its name (see link/compare.py), longest first
LIKENESSES = (
    (("bias", "bare bias"), "two reports are seldom of one act"),
    (("repeats",), "how often this collection tells an act again"),
    (("busy",), "how many such acts there are at the time"),
    (("agent", "patient", "partners", "person", "sides", "at home"), "parties"),
    (("type", "kind", "mode", "tolls"), "kind of act"),
    (("status",), "status"),
    (("date", "again", "days", "weeks after"), "days"),
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
    own = meaning("types", event.type)
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
    """The status, what it means, and what told it."""
    by = event.status_by
    why = meaning("reasons", by.by if by else "none")
    word = " ".join(by.span.of(text).split()) if by and by.span else ""
    return f"{event.status}: {meaning('statuses', event.status)}; {why.replace('{word}', word)}"


def day_of(date: DateRange | None) -> str:
    """The day of the act and how it is known."""
    if date is None:
        return "unknown: the words name none, and the report has none"
    day = date.from_ if date.from_ == date.to else f"{date.from_} to {date.to}"
    return f"{day}: {meaning('precisions', date.precision) or date.precision}"


def joined_because(shares: Mapping[str, float], score: float) -> str:
    """Why two reports were taken for one act: what speaks for it and against it, each with its share of the score."""
    sums: dict[str, float] = {}
    says: dict[str, list[tuple[float, str]]] = {}
    for name, value in shares.items():
        group = _group(name)
        sums[group] = sums.get(group, 0.0) + value
        if group != GRAMMAR and not NOT_SAYING.match(name.removeprefix(WITHOUT)):
            says.setdefault(group, []).append((abs(value), name))
    told = []
    for sign in (1, -1):
        some = sorted(((g, v) for g, v in sums.items() if v * sign >= LEAST), key=lambda x: -abs(x[1]))
        told.append("; ".join(f"{_named(g, says.get(g, ()))} {v:+.1f}" for g, v in some) or "nothing")
    return f"For it: {told[0]}. Against it: {told[1]}. Together {score:+.1f}; above 0 they are joined."


def _named(group: str, says: Sequence[tuple[float, str]]) -> str:
    there_first = sorted(says, key=lambda x: (x[1].startswith(WITHOUT), -x[0], x[1]))
    names = (_DAYS_OF.sub("", name) for _, name in there_first)
    best = list(dict.fromkeys(names))[:2]
    return f"{group} ({', '.join(best)})" if best else group


def _group(name: str) -> str:
    name = name.removeprefix(WITHOUT)
    for firsts, group in LIKENESSES:
        if any(name == f or name.startswith(f + " ") for f in firsts):
            return group
    return GRAMMAR
