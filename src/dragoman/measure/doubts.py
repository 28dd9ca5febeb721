"""What a person should look at first: the codes and links of which the record is least sure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from dragoman.link.items import stems_of
from dragoman.store import Store

ALIKE = 0.3  # share of words in common from which two acts left apart may be one
MOST = 50_000  # pairs of acts left apart whose words are compared


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question: ``kind`` is ``code`` (is the event rightly coded), ``joined`` or ``apart`` (are two one act).

    ``events`` are the one or two events, ``value`` the confidence, the score of the link or the likeness of the words.
    """

    kind: str
    events: tuple[str, ...]
    value: float


def doubtful_codes(store: Store, asked: Collection[str], codes: Sequence[str] = (), limit: int = 20) -> list[Doubt]:
    """The least certain events, the worst first, without those ``asked``; with ``codes`` only those of such parties."""
    where, parameters = _about("e", codes)
    rows = store.rows(
        f"SELECT e.id, e.confidence FROM current_events e WHERE {where} "
        "AND NOT list_contains(?::VARCHAR[], e.id) ORDER BY e.confidence, e.id LIMIT ?",
        [*parameters, sorted(asked), limit],
    )
    return [Doubt("code", (row["id"],), row["confidence"]) for row in rows]


def doubtful_links(
    store: Store, asked: Collection[frozenset[str]], codes: Sequence[str] = (), limit: int = 20
) -> list[Doubt]:
    """By turns the weakest link that was made and the likeliest that was not, without the pairs ``asked``."""
    joined = (d for d in _joined(store, codes) if frozenset(d.events) not in asked)
    apart = (d for d in _apart(store, codes) if frozenset(d.events) not in asked)
    turns = (d for pair in zip_longest(joined, apart) for d in pair if d)
    return [d for _, d in zip(range(limit), turns, strict=False)]


def _about(table: str, codes: Sequence[str]) -> tuple[str, list[Any]]:
    if not codes:
        return "TRUE", []
    parties = f"[x.code for x in list_concat({table}.actors, {table}.recipients)]"
    return f"list_has_all({parties}, ?::VARCHAR[])", [[c.split(":")[0] for c in codes]]


def _joined(store: Store, codes: Sequence[str]) -> list[Doubt]:
    if not any(r["column_name"] == "nearest" for r in store.rows("DESCRIBE SELECT * FROM incident_events")):
        return []  # a store of a version that kept no reasons
    where, parameters = _about("e", codes)
    rows = store.rows(
        "SELECT i.event, i.nearest, i.score FROM incident_events i "
        "JOIN incident_events j ON j.event = i.nearest AND j.incident = i.incident "
        f"JOIN current_events e ON e.id = i.event WHERE {where} ORDER BY i.score, i.event",
        parameters,
    )
    return [Doubt("joined", (row["nearest"], row["event"]), row["score"]) for row in rows]


def _apart(store: Store, codes: Sequence[str]) -> list[Doubt]:
    """Neighbours in time among acts of one type between the same parties, the likest words first."""
    where, parameters = _about("e", codes)
    rows = store.rows(
        f"""WITH firsts AS (
            SELECT i.incident, e.id, e.document, e.type, list_sort([x.code for x in e.actors]) AS actors,
                list_sort([x.code for x in e.recipients]) AS recipients, TRY_CAST(e.date_from AS DATE) AS day,
                substr(d.text, e.evidence_start + 1, least(e.evidence_end - e.evidence_start, 1000)) AS words
            FROM current_events e JOIN incident_events i ON i.event = e.id JOIN documents d ON d.id = e.document
            WHERE {where}
            QUALIFY row_number() OVER (PARTITION BY i.incident ORDER BY d.published, e.document, e.ordinal) = 1
        ), pairs AS (
            SELECT id, document, words, day, lead(id) OVER near AS other, lead(document) OVER near AS next_document,
                lead(words) OVER near AS others, lead(day) OVER near AS next
            FROM firsts WINDOW near AS (PARTITION BY type, actors, recipients ORDER BY day, id)
        )
        SELECT id, other, words, others FROM pairs WHERE other IS NOT NULL AND next - day <= 1
        AND (document <> next_document OR words <> others)  -- one sentence tells of an act once
        LIMIT {MOST}""",
        parameters,
    )
    found = []
    for row in rows:
        mine, other = set(stems_of(row["words"])), set(stems_of(row["others"]))
        if mine and other and (like := len(mine & other) / min(len(mine), len(other))) >= ALIKE:
            found.append(Doubt("apart", (row["id"], row["other"]), like))
    return sorted(found, key=lambda d: (-d.value, d.events))
