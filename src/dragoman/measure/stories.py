"""Running matters as the record knows them: what they are called, who is in them, since when, how many acts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.gazetteer import Gazetteer
from dragoman.link.matters import actors_of
from dragoman.store import Store

LEAST = 2  # acts from which a matter is listed


@dataclass(frozen=True, slots=True)
class Story:
    """One running matter.

    ``actors`` are codes in order of frequency, ``terms`` the words that tell it from others, ``first`` and ``last``
    days of publication; ``acts`` counts its incidents, ``theirs`` those of the parties asked for.
    """

    id: str
    label: str
    actors: tuple[str, ...]
    terms: tuple[str, ...]
    first: str
    last: str
    documents: int
    acts: int
    theirs: int


# an act belongs to every matter one of whose documents tells of it
_SQL = """
WITH told AS (
    SELECT s.story, i.incident, e.document,
        list_distinct([x.code for x in list_concat(e.actors, e.recipients) if x.code IS NOT NULL]) AS codes
    FROM story_documents s JOIN current_events e ON e.document = s.document JOIN incident_events i ON i.event = e.id
), acts AS (
    SELECT story, count(DISTINCT incident) AS acts,
        count(DISTINCT incident) FILTER (WHERE list_has_all(codes, ?::VARCHAR[])) AS theirs
    FROM told GROUP BY story
)
SELECT s.*, a.acts, a.theirs FROM stories s JOIN acts a ON a.story = s.id
WHERE a.acts >= ? AND a.theirs > 0 AND (? IS NULL OR s.last >= ?) AND (? IS NULL OR s.first <= ?)
ORDER BY a.theirs DESC, a.acts DESC, s.id LIMIT ?
"""


def stories(
    store: Store,
    gazetteer: Gazetteer,
    about: Sequence[str] = (),
    *,
    first: str | None = None,
    last: str | None = None,
    limit: int = 20,
    least: int = LEAST,
) -> list[Story]:
    """The matters with the most acts of the parties ``about`` (of two: acts in which both stand), at most ``limit``.

    ``first`` and ``last`` are days; a matter counts that was running between them.  Empty where none were told.
    """
    if not store.has("stories"):
        return []
    codes = [c.split(":")[0] for c in about]
    rows = store.rows(_SQL, [codes, least, first, first, last, last, limit])
    parties: dict[str, list[list[str]]] = defaultdict(list)
    for row in store.rows(
        "SELECT s.story, flatten(list([x.code for x in list_concat(e.actors, e.recipients) if x.code IS NOT NULL])) "
        "AS codes FROM story_documents s JOIN current_events e ON e.document = s.document "
        "WHERE s.story IN (SELECT unnest(?::VARCHAR[])) GROUP BY s.story, s.document",
        [[row["id"] for row in rows]],
    ):
        parties[row["story"]].append(row["codes"])
    out = []
    for row in rows:
        actors = actors_of(parties[row["id"]])
        label = label_of([gazetteer.code_name(c) for c in actors], row["terms"])
        plain = {name: row[name] for name in ("id", "first", "last", "documents", "acts", "theirs")}
        out.append(Story(label=label, actors=actors, terms=tuple(row["terms"]), **plain))
    return out


def label_of(names: Sequence[str], terms: Sequence[str]) -> str:
    """``Israel, Palestine: Rafah, hostages``: terms that only name an actor again are left out."""
    stems = [word.lower()[:4] for name in names for word in name.split()]
    own = [t for t in terms if not all(any(w.lower().startswith(s) for s in stems) for w in t.split())]
    return ": ".join(part for part in (", ".join(names), ", ".join(own or terms)) if part)


def story_of(store: Store, id_: str) -> tuple[list[dict[str, object]], list[str]]:
    """Documents of a matter in order, each {day, document, outlets, words}, and the ids of its incidents."""
    if not store.has("stories"):
        return [], []
    documents = store.rows(
        "SELECT d.published AS day, d.name AS document, d.outlets, "
        "substr(concat_ws('. ', d.title, d.text), 1, 200) AS words "
        "FROM story_documents s JOIN documents d ON d.id = s.document WHERE s.story = ? "
        "ORDER BY d.published, d.id",
        [id_],
    )
    incidents = store.rows(
        "SELECT DISTINCT i.incident, n.date_from FROM story_documents s "
        "JOIN current_events e ON e.document = s.document JOIN incident_events i ON i.event = e.id JOIN incidents n "
        "ON n.id = i.incident WHERE s.story = ? "
        "ORDER BY n.date_from, i.incident",
        [id_],
    )
    return documents, [row["incident"] for row in incidents]
