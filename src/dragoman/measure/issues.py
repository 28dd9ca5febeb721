"""Acts of one kind towards a state, with dates: who halted arms exports, who recognised it, who came first."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.measure.acts import load_acts
from dragoman.measure.support import towards
from dragoman.store import Store


@dataclass(frozen=True, slots=True)
class Issue:
    """Which acts belong: their types and modes (None is any), and words of which the evidence must hold one."""

    types: Mapping[str, frozenset[str] | None]
    words: re.Pattern[str]


def _issue(words: str, **types: str | None) -> Issue:
    kept = {name: frozenset(modes.split()) if modes else None for name, modes in types.items()}
    return Issue(kept, re.compile(words, re.IGNORECASE))


ISSUES: Mapping[str, Issue] = {
    "arms": _issue(
        r"\b(arms|weapon\w*|munition\w*|ammunition|missile\w*|military (?:aid|equipment|exports?|assistance))\b",
        SANCTION="discontinue",
        REJECT=None,
        AID=None,
        AGREE=None,
        CONCEDE=None,
    ),
    "recognition": _issue(r"\brecogni[sz]\w*|\brecognition\b", SUPPORT=None, AGREE=None, REJECT=None, SANCTION=None),
    "ties": _issue(
        r"\b(relations|ties|ambassadors?|embass\w+|envoys?|diplomats?)\b",
        SANCTION=None,
        SUPPORT=None,
        AGREE=None,
        CONCEDE=None,
    ),
    "votes": _issue(r"\b(vot\w+|veto\w*|abstain\w*|resolution\w*)\b", REJECT=None, SUPPORT=None),
    "aid": _issue(
        r"\b(aid|assistance|relief|fund\w*|donat\w+|loans?)\b",
        AID=None,
        AGREE=None,
        SANCTION="discontinue",
        REJECT=None,
    ),
    "sanctions": _issue(
        r"\b(sanction\w*|embargo\w*|tariff\w*|asset freeze|travel ban)\b", SANCTION=None, CONCEDE=None, COERCE=None
    ),
}


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

    ``came`` numbers the actors of each type in the order in which they first did it, so that 1 came first and the
    others joined; ``quote`` is the sentence of the first report.
    """
    kind = ISSUES[issue]
    found = []
    for act in load_acts(store, [state], as_of=as_of):
        modes = kind.types.get(act.type, frozenset())
        if act.status != "happened" or (modes is not None and act.mode not in modes):
            continue
        if (first and act.day < first) or (last and act.day > last):
            continue
        who = [a for a in towards(act, state) if ":" not in a and (among is None or a in among)]
        if who:
            found.append((act, who))
    quotes = _quotes(store, [r.event for act, _ in found for r in act.reports])
    came: dict[str, dict[str, int]] = {}
    rows = []
    for act, who in found:
        quote = next((q for r in act.reports if (q := quotes.get(r.event)) and kind.words.search(q)), None)
        if quote is None:
            continue
        order = came.setdefault(act.type, {})
        for actor in who:
            order.setdefault(actor, len(order) + 1)
            rows.append(
                {
                    "day": act.day,
                    "actor": actor,
                    "type": act.type,
                    "mode": act.mode,
                    "came": order[actor],
                    "outlets": sorted({o for r in act.reports for o in r.outlets}),
                    "quote": quote,
                    "incident": act.incident,
                }
            )
    return rows


def _quotes(store: Store, events: list[str]) -> dict[str, str]:
    if not events:
        return {}
    rows = store.rows(
        "SELECT e.id, substr(d.text, e.evidence_start + 1, least(e.evidence_end - e.evidence_start, 400)) AS quote "
        "FROM current_events e JOIN documents d ON d.id = e.document WHERE e.id IN (SELECT unnest(?::VARCHAR[]))",
        [events],
    )
    return {r["id"]: " ".join(r["quote"].split()) for r in rows}
