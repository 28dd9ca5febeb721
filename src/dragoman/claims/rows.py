"""The events that claims are judged by, as rows of the store with the words they rest on."""

from collections.abc import Sequence
from typing import Any

from dragoman.store import Store

_SQL = """
SELECT e.id, e.type, e.mode, e.status, e.confidence, e.date_from, e.date_precision, e.coder_rule, e.document,
       [{'code': x.code, 'role': x.role} for x in e.actors] AS actors,
       [{'code': x.code, 'role': x.role} for x in e.recipients] AS recipients,
       d.name, d.published, d.outlets, i.incident,
       substr(d.text, e.evidence_start + 1, least(e.evidence_end - e.evidence_start, 1200)) AS evidence,
       substr(d.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS trigger
FROM current_events e JOIN documents d ON d.id = e.document JOIN incident_events i ON i.event = e.id
WHERE d.published IS NOT NULL AND d.published <= ? AND {where}
ORDER BY d.published, e.document, e.ordinal
"""


def rows_of(
    store: Store,
    codes: Sequence[str],
    as_of: str,
    *,
    both: bool = False,
    towards: Sequence[str] = (),
    modes: Sequence[str] = (),
    since: str = "",
) -> list[dict[str, Any]]:
    """Events in which one of ``codes`` acts (or, with ``both``, is a party), as known on ``as_of``, with their words.

    Those done to one of ``towards`` are had too, whoever acts, and those of one of ``modes``; ``since`` leaves out what
    was published before that day.
    """
    if codes:
        where = (
            "(list_has_any([x.code for x in e.actors], ?::VARCHAR[]) "
            "OR list_has_any([x.code for x in e.recipients], ?::VARCHAR[]) OR list_contains(?::VARCHAR[], e.mode))"
        )
        done_to = [*towards, *codes] if both else towards
        parameters: list[Any] = [as_of, *([c.split(":")[0] for c in some] for some in (codes, done_to)), list(modes)]
        if since:
            where += " AND d.published >= ?"
            parameters.append(since)
        return store.rows(_SQL.replace("{where}", where), parameters)
    return store.rows(_SQL.replace("{where}", "TRUE"), [as_of])
