"""Names in the store that stand for nobody yet: parties of events and speakers of statements without a code."""

from typing import Any

from dragoman.store.store import Store

# A name: its last word has a capital that no beginning of a sentence explains.
_NAMES = """
WITH parties AS (
    SELECT document, unnest(list_concat(actors, recipients)) AS party, 'party' AS seen FROM current_events
    UNION ALL
    SELECT document, speaker AS party, 'speaker' AS seen FROM current_statements WHERE speaker IS NOT NULL
)
SELECT party."name" AS "name", p.seen AS seen, d."name" AS document, d.published AS published
FROM parties p JOIN documents d ON d.id = p.document
WHERE party.code IS NULL AND party.antecedent IS NULL
    AND regexp_matches(party."name", '(^|[ -])\\p{Lu}[^ ]*$') AND regexp_matches(party."name", '^\\p{Lu}')
    -- no fragment: neither "Prime" of "Prime Minister" nor "Conference" of "Geneva Peace Conference"
    AND NOT regexp_matches(substr(d.text, party."end" + 1, 3), '^(-| |’| ?& ?)[\\p{Lu}\\p{N}]')
    AND (contains(party."name", ' ') OR NOT regexp_matches(
        substr(d.text, greatest(1, party.start - 24), least(24, party.start)), '(^|[^\\p{L}])\\p{Lu}[^ ]*[ -]$'))
    AND (contains(party."name", ' ')
        OR (party.start > 1 AND regexp_matches(substr(d.text, party.start - 1, 1), '[\\p{L}\\p{N},;)]')))
"""


def names_without_code(store: Store) -> list[dict[str, Any]]:
    """A row {name, seen, document, published} for each name of a party or speaker that has no code.

    ``seen`` is ``party`` or ``speaker``.  Raises ``StoreError`` where there is no store.
    """
    return store.rows(_NAMES)
