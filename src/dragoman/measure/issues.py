"""Acts of one kind towards a state, with dates: who halted arms exports, who recognised it, who came first, who joined.

What belongs to a kind is data (``issues.yaml``): types, modes, the verb that stands for the act and words near it.
Votes have a source of their own, ``issue_votes``.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.measure.acts import Act, load_acts
from dragoman.measure.ballots import issue_votes
from dragoman.measure.support import towards
from dragoman.store import Store

VOTES = "votes"
QUOTE = 400  # characters of a sentence
VERB = 16  # characters of a trigger beside which words are near: of a light verb and its noun only the verb


@dataclass(frozen=True, slots=True)
class Sense:
    """One kind of step: types with the modes that count (none: all), beginnings of its verbs (none: all), reach, words
    that must not stand there."""

    name: str
    types: Mapping[str, frozenset[str | None]]
    verbs: tuple[str, ...]
    before: int
    after: int
    unless: re.Pattern[str] | None = None

    def takes(self, type_: str, mode: str | None, verbs: Collection[str]) -> bool:
        """Whether an act of this type, mode and these words for its verb can be of this sense."""
        modes = self.types.get(type_)
        if modes is None or (modes and mode not in modes):
            return False
        return not self.verbs or any(verb.startswith(self.verbs) for verb in verbs)


@dataclass(frozen=True, slots=True)
class Issue:
    """What an issue is about: words of which one must stand near the verb, and the steps that can be taken in it."""

    words: re.Pattern[str]
    senses: tuple[Sense, ...]


@lru_cache(maxsize=1)
def _issues() -> Mapping[str, Issue]:
    raw = yaml.safe_load((files("dragoman.measure") / "issues.yaml").read_text(encoding="utf-8"))
    return {
        name: Issue(
            re.compile("|".join(rf"(?<!\w){word}" for word in entry["words"]), re.IGNORECASE),
            tuple(
                Sense(
                    sense,
                    {kind: frozenset(modes) for kind, modes in how["types"].items()},
                    tuple(how.get("verbs", ())),
                    how["within"][0],
                    how["within"][1],
                    re.compile("|".join(how["unless"]), re.IGNORECASE) if "unless" in how else None,
                )
                for sense, how in entry["senses"].items()
            ),
        )
        for name, entry in raw.items()
    }


def issue_names() -> tuple[str, ...]:
    """The issues that can be asked for."""
    return tuple(sorted((*_issues(), VOTES)))


def issue_acts(
    store: Store,
    state: str,
    issue: str,
    *,
    as_of: str | None = None,
    first: str | None = None,
    last: str | None = None,
    among: Collection[str] | None = None,
) -> list[dict[str, Any]]:
    """The acts of one kind towards ``state`` in order of day, one row an actor.

    ``step`` says what was done, what is only announced being a step of its own; ``came`` numbers the actors of each
    step in the order in which they first took it, so that 1 came first and the others joined; ``quote`` is the sentence
    that says so.
    """
    if issue == VOTES:
        rows = issue_votes(store, state, as_of=as_of)
        return _between(rows, first, last, among)
    kind = _issues()[issue]
    acts = [(a, who) for a in load_acts(store, [state], as_of=as_of) if (who := _others(a, state))]
    told = _told(store, [r.event for act, _ in acts for r in act.reports])
    rows = []
    for act, who in acts:
        found = next(
            (
                (sense.name, event)
                for r in act.reports
                if (event := told.get(r.event)) and (sense := _sense(kind, act, event))
            ),
            None,
        )
        if found:
            rows += [_row(act, actor, *found) for actor in who]
    return _numbered(_between(rows, first, last, among))


def _others(act: Act, state: str) -> list[str]:
    return [a for a in towards(act, state) if ":" not in a]


def _row(act: Act, actor: str, step: str, event: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "day": act.day,
        "actor": actor,
        "step": step,
        "status": act.status,
        "came": None,
        "outlets": sorted({o for r in act.reports for o in r.outlets}),
        "quote": event["quote"],
        "type": act.type,
        "mode": act.mode,
        "confidence": round(act.confidence, 3),
        "incident": act.incident,
    }


def _between(
    rows: list[dict[str, Any]], first: str | None, last: str | None, among: Collection[str] | None
) -> list[dict[str, Any]]:
    return [
        r
        for r in rows
        if (not first or r["day"] >= first)
        and (not last or r["day"] <= last)
        and (among is None or r["actor"] in among)
    ]


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """``rows`` in order, one for each actor, step and day, numbered by who came first."""
    best: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in rows:
        key = row["day"], row["actor"], row["step"]
        if key not in best or row["confidence"] > best[key]["confidence"]:
            best[key] = row
    out = sorted(best.values(), key=lambda r: (r["day"], r["step"], r["actor"]))
    came: dict[str, dict[str, str]] = {}  # the first day of each actor, by step
    for row in out:
        days = came.setdefault(row["step"], {})
        first = days.setdefault(row["actor"], row["day"])
        row["came"] = 1 + sum(day < first for day in days.values())  # two of one day came together
    return out


def _sense(kind: Issue, act: Act, event: Mapping[str, Any]) -> Sense | None:
    """The first sense that fits the act as this event tells it."""
    text, start, end = event["text"], event["start"], event["end"]
    verbs = {event["verb"], text[start:end].lower()}
    for sense in kind.senses:
        if sense.takes(act.type, act.mode, verbs):
            near = text[max(0, start - sense.before) : min(end, start + VERB) + sense.after]
            if kind.words.search(near) and not (sense.unless and sense.unless.search(near)):
                return sense
    return None


def _told(store: Store, events: list[str]) -> dict[str, dict[str, Any]]:
    """The sentence of each event, where its trigger stands in it, and the verb of the rule that coded it."""
    if not events:
        return {}
    rows = store.rows(
        "SELECT e.id, substr(d.text, e.evidence_start + 1, e.evidence_end - e.evidence_start) AS text, "
        "e.trigger_start - e.evidence_start AS start, e.trigger_end - e.evidence_start AS end, e.coder_rule AS rule "
        "FROM current_events e JOIN documents d ON d.id = e.document WHERE e.id IN (SELECT unnest(?::VARCHAR[]))",
        [events],
    )
    return {
        r["id"]: r | {"verb": (r["rule"] or "").rpartition(":")[2].lower(), "quote": shortened(r["text"])} for r in rows
    }


def quotes_of(store: Store, events: list[str]) -> dict[str, str]:
    """The sentence that each event rests on."""
    return {event: told["quote"] for event, told in _told(store, events).items()}


def shortened(text: str) -> str:
    """A sentence on one line, cut where it is very long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTE else flat[: QUOTE - 1] + "…"
