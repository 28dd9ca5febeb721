"""Votes that concern a state: how each member voted, in which body, on what, with the words.

A vote concerns a state where its motion names the state, its people or a place in it.  In a body of the United Nations
the sentence may name it, or a party with which it was at war: a ceasefire in Gaza concerns Israel unnamed.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from dragoman.gazetteer import STATE_KINDS, Gazetteer
from dragoman.measure.acts import Act, load_acts
from dragoman.records import Vote
from dragoman.store import Store

WAR_DAYS = 60  # before a vote
WAR_ACTS = 8  # assaults between two parties in that time, from which they are at war
SAME = 3  # days within which two reports with the same tally or members are of one vote
WINDOW = 400  # characters about a vote that count as its sentence at most
COURTS = ("JUD",)
HOW = {"for": "votes for", "against": "votes against", "abstain": "abstains", "veto": "vetoes", "absent": "is absent"}
KINDS = STATE_KINDS | {"place"}  # a person named in passing is no matter of a vote
NAMES = {"UNSC": "UNO", "UNGA": "UNO"}


def issue_votes(store: Store, state: str, *, as_of: str | None = None) -> list[dict[str, Any]]:
    """Votes that concern ``state`` in order of day: a row for the body's decision and one for each member named."""
    gazetteer = Gazetteer.load()
    assaults = _assaults(load_acts(store, [state], as_of=as_of), state)
    rows: list[dict[str, Any]] = []
    seen: dict[tuple[str, str, str], str] = {}
    for row in _votes(store, as_of):
        vote: Vote = row["vote"]
        body, _, role = (vote.body or "").partition(":")
        if not vote.body or body == state or role in COURTS or body in ("ICJ", "ICC"):
            continue
        day = vote.date.from_ if vote.date and vote.date.precision == "day" else row["published"]
        members = dict(vote.by_member) | dict.fromkeys(vote.veto, "veto")
        moved = _codes(vote.motion or "", gazetteer)
        told = _codes(_sentence(row["text"], vote), gazetteer) if body in NAMES else {}
        if state in moved or (state in told and state not in members):
            about: str | None = state
        else:
            enemies = [c for c in moved if body in NAMES and c not in members]
            about = next((c for c in enemies if _at_war(assaults, c, day)), None)
        if about is None:
            continue
        common = {
            "body": vote.body,
            "about": about,
            "tally": "–".join(str(n) for n in (vote.for_, vote.against, vote.abstain) if n is not None),
            "outlets": sorted(row["outlets"] or ()),
            "quote": " ".join(_sentence(row["text"], vote).split()),
            "document": vote.document,
            "vote": vote.id,
        }
        steps = [
            (NAMES.get(body, body), {"adopted": "adopts", "failed": "does not adopt"}.get(vote.outcome or "", "votes"))
        ]
        steps += [(code, HOW.get(how, how)) for code, how in members.items()]
        for actor, step in steps:
            key = actor, vote.body, step
            known = seen.get(key)
            if known and _days(known, day) <= SAME:
                continue
            seen[key] = day
            rows.append({"day": day, "actor": actor, "step": step} | common)
    return sorted(rows, key=lambda r: (r["day"], r["body"], r["vote"]))


def _votes(store: Store, as_of: str | None) -> Iterable[dict[str, Any]]:
    documents = {
        r["id"]: r
        for r in store.rows(
            "SELECT id, text, published, outlets FROM documents WHERE published IS NOT NULL "
            "AND (?::VARCHAR IS NULL OR published <= ?) AND id IN (SELECT document FROM current_votes)",
            [as_of, as_of],
        )
    }
    votes: list[Vote] = store.records("votes")
    found = [documents[v.document] | {"vote": v} for v in votes if v.document in documents]
    # of two reports the one that says more comes first
    return sorted(found, key=lambda r: (r["published"], -len(r["vote"].by_member), -len(r["vote"].motion or "")))


def _sentence(text: str, vote: Vote) -> str:
    start = max(text.rfind(". ", 0, vote.span.start) + 2, text.rfind("\n", 0, vote.span.start) + 1)
    end = text.find(". ", vote.span.end)
    end = len(text) if end < 0 else end + 1
    return text[max(start if start > 1 else 0, vote.span.start - WINDOW) : min(end, vote.span.end + WINDOW)]


def _codes(text: str, gazetteer: Gazetteer) -> dict[str, None]:
    """Codes of the states that a text names by their own name, their people's, an office's or a place's."""
    out: dict[str, None] = {}
    for match in gazetteer.matches(text):
        for entity in match.entities[:1]:
            if entity.terms and entity.kind in KINDS:
                out[entity.terms[-1].code] = None
    return out


def _assaults(acts: Iterable[Act], state: str) -> Mapping[str, list[str]]:
    """Days of the assaults between ``state`` and each other code, its rebels and people included, in order."""
    out: dict[str, list[str]] = defaultdict(list)
    for act in acts:
        if act.type == "ASSAULT" and act.status == "happened":
            codes = {p.partition(":")[0] for p in (*act.actors, *act.recipients)}
            if state in codes:
                for code in codes - {state}:
                    out[code].append(act.day)
    return {code: sorted(days) for code, days in out.items()}


def _at_war(assaults: Mapping[str, list[str]], code: str, day: str) -> bool:
    days = assaults.get(code, [])
    since = (date.fromisoformat(day) - timedelta(days=WAR_DAYS)).isoformat()
    return bisect_left(days, day) - bisect_left(days, since) >= WAR_ACTS


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
