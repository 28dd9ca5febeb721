"""The acts that relations are made of: incidents as a reader on a given day knew them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dragoman.gazetteer.organisations import INTERNATIONAL
from dragoman.store import Store

# a state's relations are made by its organs; people, parties and rebels count only where asked for or named
STATE_ROLES = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
ROLELESS = INTERNATIONAL

HARD, WARM = -5.5, 4.0  # PLOVER scores from which an act is a deed between states and no mere word
SHORT = 14  # days: of a longer range the first day is not the day of the act
CEILING = 5.0  # what one act of cooperation can say of relations: a shipment of food is no alliance
MENDED = 2.0  # what ends a hostile act says that it is over, not that relations are good
SILENCE = 366  # days after the newest report to which a series is drawn at most
GRAVITY = 3.0  # such a deed says as much of relations as three words


@dataclass(frozen=True, slots=True)
class Report:
    """One event of an act: its id, who printed it when."""

    event: str
    document: str
    published: str
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One incident as known on a day.

    ``day`` is an ISO day, ``score`` the PLOVER weight (that of the ``plover`` type while only planned), ``weight`` how
    much it counts (confidence and corroboration, 0 to 1.5).  ``actors`` and ``recipients`` are ``CODE`` (government) or
    ``CODE:ROLE``; a reciprocal act has no recipients.  ``ties`` is -1 where envoys are sent home or relations broken
    off, 1 where they are restored or envoys sent.  ``type`` is what the act counts as (PLOVER's type of what is only
    planned), ``coded`` what it was coded with.
    """

    incident: str
    day: str
    type: str
    mode: str | None
    status: str
    quad: int
    score: float
    weight: float
    confidence: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: tuple[Report, ...]
    ties: int = 0
    coded: str = ""

    @property
    def named(self) -> str:
        """The type that the act itself is coded with: an attack only planned is an ASSAULT that counts as THREATEN."""
        return self.coded or self.type

    @property
    def tone(self) -> float:
        """What the act says of relations: its score, that of cooperation held below what any one act can say."""
        return min(self.score, MENDED if self.type == "RETREAT" else CEILING)

    @property
    def mark(self) -> int:
        """1 or -1 where the act is of a kind that may change relations at once: force, sanctions, treaties, visits."""
        if self.status != "happened":
            return 0
        if self.type == "AGREE" and not self.recipients:  # an agreement between the parties, no promise of one
            return 1
        return -1 if self.tone <= HARD else 1 if self.tone >= WARM else 0

    @property
    def melee(self) -> bool:
        """Whether three or more parties are on both sides: who fought whom is not said, allies may be among them."""
        return len(self.recipients) > 2 and set(self.actors) == set(self.recipients)

    @property
    def pull(self) -> float:
        """What the act counts for in a series: ``weight``, more where it changes relations and not only their tone."""
        return self.weight * (GRAVITY if self.mark else 1.0)

    def sides(self, a: str, b: str, *, directed: bool = False) -> bool:
        """Whether the act is between ``a`` and ``b`` (from ``a`` to ``b`` if ``directed``)."""
        if self.melee:
            return False
        if not self.recipients:
            return a in self.actors and b in self.actors
        if a in self.actors and b in self.recipients:
            return True
        return not directed and b in self.actors and a in self.recipients


def party(code: str, role: str | None) -> str:
    """``CODE`` for a government or an organisation named alone, else ``CODE:ROLE``."""
    return code if role in (None, "GOV") else f"{code}:{role}"


def state_party(code: str, role: str | None, *, roles: bool) -> str | None:
    """The state that a party acts for, None where it acts for none; with ``roles`` every party under its own name."""
    if roles:
        return party(code, role)
    if role is None or role in STATE_ROLES or code in ROLELESS:
        return code
    return party(code, role)


# Acts that make or break ties between states, by kind and by the words around their trigger
_ENVOYS = r"(?i)\b(relations|ties|ambassadors?|embass\w+|consul\w*|envoys?|diplomats?|diplomatic)\b"
_RESTORES = (
    "(?i)^(establish|restor|normali|resum|open|reopen|upgrad|agree|reach|sign|send|appoint|return|renew|begin|improv"
    "|finali)"
)
# of a light verb and its noun ("opened its first embassy") only the verb is measured from
_NEAR = "substr(d.text, greatest(1, e.trigger_start - 40), least(e.trigger_end - e.trigger_start, 16) + 120)"
_TIES = f"""CASE
  WHEN e.type = 'SANCTION' AND e.mode IN ('discontinue', 'withdraw', 'expel')
    AND regexp_matches({_NEAR}, '{_ENVOYS}') THEN -1
  WHEN e.type IN ('SUPPORT', 'AGREE', 'CONCEDE', 'COOPERATE')
    AND regexp_matches(substr(d.text, e.trigger_start + 1, e.trigger_end - e.trigger_start), '{_RESTORES}')
    AND regexp_matches({_NEAR}, '{_ENVOYS}') THEN 1
  ELSE 0 END"""

_SQL = """
SELECT e.id, e.type, e.mode, e.plover, e.status, e.quad, e.weight, e.confidence, e.date_from, e.date_to,
       e.date_precision, [{{'code': x.code, 'role': x.role}} for x in e.actors] AS actors,
       [{{'code': x.code, 'role': x.role}} for x in e.recipients] AS recipients,
       e.document, d.published, d.outlets, i.incident, {ties} AS ties
FROM current_events e
JOIN incident_events i ON i.event = e.id
JOIN documents d ON d.id = e.document
WHERE d.published IS NOT NULL {where}
ORDER BY d.published, e.document, e.ordinal
"""


def load_acts(store: Store, codes: Iterable[str] = (), *, as_of: str | None = None, roles: bool = False) -> list[Act]:
    """Acts that name one of ``codes`` (all without), in order of day.

    ``as_of`` leaves out every report published after that ISO day, so that an act is as it was known then.
    """
    wanted = [c.split(":")[0] for c in codes]
    where, parameters = "", []
    if as_of:
        where += " AND d.published <= ?"
        parameters.append(as_of)
    if wanted:
        # side by side: to join the lists of every event of the store costs as much as all the rest
        where += (
            " AND (list_has_any([x.code for x in e.actors], ?::VARCHAR[])"
            " OR list_has_any([x.code for x in e.recipients], ?::VARCHAR[]))"
        )
        parameters += [wanted, wanted]  # type: ignore[list-item]
    rows = store.rows(_SQL.format(where=where, ties=_TIES), parameters)
    return acts_of(rows, roles=roles, as_of=as_of)


def record_start(store: Store) -> str | None:
    """Day of the oldest report of the store: before it nothing is known, after it silence is silence."""
    row = store.rows("SELECT min(published) AS day FROM documents")[0]
    return None if row["day"] is None else str(row["day"])


def drawn_until(store: Store, as_of: date) -> date:
    """The day up to which a series as of ``as_of`` is drawn: a year after the newest report, all more is one silence.

    Without it a day centuries away would cost as many weeks of a fitted level that says nothing.
    """
    newest = store.rows("SELECT max(published) AS day FROM documents WHERE published <= ?", [as_of.isoformat()])
    day = newest[0]["day"]
    return min(as_of, date.fromisoformat(day[:10]) + timedelta(days=SILENCE)) if day else as_of


def unread(store: Store, as_of: str | None, parties: Sequence[str] = ()) -> str:
    """What to add to "there is nothing": that all reports were published after ``as_of``, or that acts of ``parties``
    are in the record but do not count, as their reports have no day or people, parties and rebels were on a side.
    """
    start = record_start(store)
    if not start:
        return "; it holds no report with a day, and acts without one count in no measure"
    if as_of and as_of < start:
        return f"; nothing in it was published by {as_of}, its first report is of {start}"
    wanted = [p.split(":")[0] for p in parties]
    if not wanted:
        return ""
    side = "list_contains(list_concat([x.code for x in actors], [x.code for x in recipients]), ?)"
    each = " AND ".join([side] * len(wanted))
    rows = store.rows(
        "SELECT count(*) FILTER (published IS NULL) AS dayless, count(*) AS told FROM current_events e "
        f"JOIN documents d ON d.id = e.document WHERE {each}",
        wanted,
    )
    dayless, told = rows[0]["dayless"], rows[0]["told"]
    if dayless:
        return f"; {dayless} that it holds of them {'are' if dayless > 1 else 'is'} in reports without a day"
    if not told:
        return ""
    one = "the one that names both is" if told == 1 else f"the {told} that name both are"
    return f"; {one} of or against people, parties or rebels, or has not happened (docs/MEASURES.md: what counts)"


def acts_of(rows: Iterable[Mapping[str, Any]], *, roles: bool = False, as_of: str | None = None) -> list[Act]:
    """Acts of rows of events, each with its ``incident`` and its document's ``published`` and ``outlets``."""
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["incident"]].append(row)
    acts = [act for rows in groups.values() if (act := _act(rows, roles=roles, as_of=as_of))]
    return sorted(acts, key=lambda a: (a.day, a.incident))


def act_day(row: Mapping[str, Any]) -> str | None:
    """The day on which a report puts its act; None where it only says a year or month long past.

    A month or a year that holds the day of publication says no more than that the act is news.
    """
    published: str = row["published"]
    first: str | None = row["date_from"]
    if not first:
        return published
    last: str = row["date_to"] or first
    length = date.fromisoformat(last).toordinal() - date.fromisoformat(first).toordinal()
    if length <= SHORT:
        return first
    return published if first <= published <= last else None


def _act(rows: Sequence[Mapping[str, Any]], *, roles: bool, as_of: str | None) -> Act | None:
    happened = [r for r in rows if r["status"] == "happened"]
    planned = [r for r in rows if r["status"] == "planned"]
    # what only may happen, or did not, moves nothing; what was planned and then happened counts as what happened
    telling = happened or planned
    if not telling:
        return None
    dated = [r for r in telling if r["date_precision"] == "day"] or telling
    days = [day for r in dated if (day := act_day(r))]
    if not days:
        return None
    day = min(days, key=lambda d: (-days.count(d), d))
    if as_of and day > as_of:
        day = as_of
    first = telling[0]
    miss = 1.0
    for row in telling:
        miss *= 1.0 - min(row["confidence"], 0.95)
    confidence = 1.0 - miss
    outlets = {o for r in telling for o in (r["outlets"] or [r["document"]])}
    return Act(
        incident=first["incident"],
        day=day,
        type=first["type"] if happened else first["plover"],
        mode=first["mode"],
        status=first["status"],
        quad=first["quad"],
        score=sum(r["weight"] for r in telling) / len(telling),
        weight=confidence * (1.0 + min(len(outlets) - 1, 5) / 10),
        confidence=confidence,
        actors=_parties(telling, "actors", roles=roles),
        recipients=_parties(telling, "recipients", roles=roles),
        reports=tuple(Report(r["id"], r["document"], r["published"], tuple(r["outlets"] or ())) for r in rows),
        ties=max((r.get("ties") or 0 for r in telling), key=abs),
        coded=first["type"],
    )


def _parties(rows: Sequence[Mapping[str, Any]], side: str, *, roles: bool) -> tuple[str, ...]:
    found = dict.fromkeys(
        name
        for row in rows
        for actor in row[side]
        if actor["code"] and (name := state_party(actor["code"], actor["role"], roles=roles))
    )
    return tuple(found)
