"""Claims that diplomatic relations are broken off or restored: the latest act of either kind decides."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dragoman.claims.claim import Claim
from dragoman.claims.deeds import ANNOUNCED, SURE, Deed, Judged
from dragoman.claims.rows import rows_of
from dragoman.claims.told import told
from dragoman.claims.verdict import CONTRADICTED, SUPPORTED, UNKNOWN
from dragoman.claims.words import holds
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import state_party
from dragoman.store import Store

KIND = ("SUPPORT", "AGREE", "COOPERATE", "CONCEDE", "RETREAT")
_OVER = re.compile(
    r"\b(?:end(?:s|ed|ing)?|resolv\w+|settl\w+|after)\b.{0,60}\b(?:crisis|blockade|dispute|rift|boycott|embargo)"
)
LATELY = 91  # days in which a break of relations says where these stand


def judge_ties(claim: Claim, store: Store, gazetteer: Gazetteer, as_of: str) -> Judged:
    """Whether relations of the two parties of ``claim`` stand as it says on ``as_of``."""
    a, b = claim.parties
    broken: dict[str, list[tuple[float, Mapping[str, Any]]]] = {}
    restored: dict[str, list[tuple[float, Mapping[str, Any]]]] = {}
    parted: dict[str, list[tuple[float, Mapping[str, Any]]]] = {}
    for row in rows_of(store, [a], as_of, both=True):
        day = row["date_from"] or row["published"]
        if (claim.first and day < claim.first) or (claim.last and day > claim.last) or not _between(row, a, b):
            continue
        breaking, restoring = _kind(row)
        parting = _parting(row)
        confidence = min(0.97, 0.35 + 0.75 * row["confidence"])
        if breaking:
            broken.setdefault(row["incident"], []).append((confidence * breaking, row))
        elif restoring:
            restored.setdefault(row["incident"], []).append((confidence * restoring, row))
        elif parting:
            parted.setdefault(row["incident"], []).append((confidence * parting, row))
    for verb, noun, found in (
        ("sever", "relations", broken),
        ("restore", "relations", restored),
        ("reopen", "embassy", restored),
    ):
        known = {row["document"] for rows in found.values() for p, row in rows if p >= SURE}
        for words_ in _in_words(claim, verb, noun, store, gazetteer, as_of):
            if words_["document"] not in known:
                found.setdefault(words_["incident"], []).append((words_["probability"], words_))
    cut, mended = _deeds(broken, as_of), _deeds(restored, as_of)
    mine, other = (mended, cut) if claim.direction == "restored" else (cut, mended)
    day, probability = _latest(mine)
    other_day, opposite = _latest(other)
    if probability >= SURE and day >= other_day:
        return Judged(SUPPORTED, probability, tuple(mine), tuple(other))
    if opposite >= SURE and other_day >= day:
        return Judged(CONTRADICTED, 1.0 - opposite, tuple(mine), tuple(other))
    if claim.direction == "restored":
        # envoys sent home or embassies closed of late are not what relations restored look like
        strained = _deeds(parted, as_of)
        last, apart = _latest(strained)
        if apart >= SURE and last > day and last >= (date.fromisoformat(as_of) - timedelta(days=LATELY)).isoformat():
            return Judged(CONTRADICTED, min(probability, 1.0 - apart), tuple(mine), tuple(strained))
    return Judged(UNKNOWN, probability * (1.0 - opposite), tuple(mine), tuple(other))


def _in_words(
    claim: Claim, verb: str, noun: str, store: Store, gazetteer: Gazetteer, as_of: str
) -> Iterable[Mapping[str, Any]]:
    """What reports tell in words alone of relations that either side, or both, severed or restored."""
    asked = replace(claim, verb=verb, words=(noun,), topics=())
    a, b = claim.parties
    for one, other in ((a, b), (b, a)):
        yield from told(replace(asked, parties=(one,), recipients=(other,)), store, gazetteer, as_of)
    yield from told(replace(asked, recipients=()), store, gazetteer, as_of, together=True)


def lately_cut(a: str, b: str, store: Store, as_of: str) -> tuple[float, float]:
    """How surely relations of two parties were broken off in the ``LATELY`` days up to ``as_of``, or restored.

    The later of the two holds.
    """
    broken: dict[str, list[tuple[float, Mapping[str, Any]]]] = {}
    restored: dict[str, list[tuple[float, Mapping[str, Any]]]] = {}
    first = (date.fromisoformat(as_of) - timedelta(days=LATELY)).isoformat()
    for row in rows_of(store, [a], as_of, both=True, since=first):
        if (row["date_from"] or row["published"]) < first or not _between(row, a, b):
            continue
        confidence = min(0.97, 0.35 + 0.75 * row["confidence"])
        for found, share in zip((broken, restored), _kind(row), strict=True):
            if share:
                found.setdefault(row["incident"], []).append((confidence * share, row))
    day, gone = _latest(_deeds(broken, as_of))
    other_day, back = _latest(_deeds(restored, as_of))
    return (gone, 0.0) if day >= other_day else (0.0, back)


def _between(row: Mapping[str, Any], a: str, b: str) -> bool:
    actors = {state_party(x["code"], x["role"], roles=False) for x in row["actors"] if x["code"]}
    recipients = {state_party(x["code"], x["role"], roles=False) for x in row["recipients"] if x["code"]}
    both = actors | {(r or "").split(":")[0] for r in recipients}
    return a in both and b in both and bool(actors & {a, b})


def _kind(row: Mapping[str, Any]) -> tuple[float, float]:
    """How surely an event breaks relations off, and how surely it restores them."""
    text = row["evidence"].lower()
    if row["status"] not in ("happened", "planned"):
        return 0.0, 0.0
    share = 1.0 if row["status"] == "happened" else ANNOUNCED
    opening = holds(row["trigger"].lower(), "open")
    if row["mode"] == "access" and opening and _OVER.search(text):
        return 0.0, 0.7 * share  # borders opened at the end of a crisis
    ties = holds(text, "relations") or holds(text, "embassy")
    if not ties:
        return 0.0, 0.0
    if opening and row["type"] in KIND and holds(text, "embassy"):
        return 0.0, 0.85 * share
    # "suspends ties" tells of relations themselves only where they are what is discontinued
    cut = holds(text, "sever") or (row["mode"] == "discontinue" and holds(row["trigger"].lower(), "suspend"))
    if row["type"] == "SANCTION" and row["mode"] in ("withdraw", "discontinue", None) and cut:
        return share, 0.0
    if row["type"] in KIND and holds(text, "restore"):
        return 0.0, share
    return 0.0, 0.0


def _parting(row: Mapping[str, Any]) -> float:
    """How surely an event sends envoys home or closes an embassy."""
    if row["type"] != "SANCTION" or row["status"] != "happened":
        return 0.0
    text = row["evidence"].lower()
    if row["mode"] in ("expel", "withdraw") and (holds(text, "ambassador") or holds(text, "embassy")):
        return 0.9
    return 0.9 if holds(text, "embassy") and holds(text, "close") else 0.0


def _deeds(groups: Mapping[str, list[tuple[float, Mapping[str, Any]]]], as_of: str) -> list[Deed]:
    out = []
    for incident, found in groups.items():
        by_document: dict[str, float] = {}
        for p, row in found:
            by_document[row["document"]] = max(by_document.get(row["document"], 0.0), p)
        miss = 1.0
        for p in by_document.values():
            miss *= 1.0 - p
        rows = [row for _, row in sorted(found, key=lambda pair: -pair[0])]
        actors = {state_party(x["code"], x["role"], roles=False) for r in rows for x in r["actors"] if x["code"]}
        day = min(min(r["date_from"] or r["published"], as_of) for r in rows)
        out.append(Deed(incident, day, 1.0 - miss, tuple(sorted(c for c in actors if c)), tuple(rows)))
    return sorted(out, key=lambda d: d.day, reverse=True)


def _latest(found: list[Deed]) -> tuple[str, float]:
    """Day of the latest act, and the probability that one took place, over the acts of that occasion."""
    if not found:
        return "", 0.0
    miss = 1.0
    for deed in found:
        miss *= 1.0 - deed.probability
    return found[0].day, 1.0 - miss
