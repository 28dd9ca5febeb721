"""Tables of the store as Arrow schemas: what a segment file holds is what the table holds."""

import pyarrow as pa

SCHEMA_VERSION = 7

_TEXT = pa.string()
_INT = pa.int64()
_NUMBER = pa.float64()
_FLAG = pa.bool_()
_TEXTS = pa.list_(_TEXT)
_SPAN = pa.struct([("start", _INT), ("end", _INT)])
ACTOR = pa.struct(
    [
        ("code", _TEXT),
        ("role", _TEXT),
        ("name", _TEXT),
        ("text", _TEXT),
        ("start", _INT),
        ("end", _INT),
        ("entity", _TEXT),
        ("antecedent", _SPAN),
    ]
)
_ACTORS = pa.list_(ACTOR)
_DATE = [("date_from", _TEXT), ("date_to", _TEXT), ("date_precision", _TEXT)]
# every record: its id, its document, the run that coded it, its place among the document's records
_HEAD = [("id", _TEXT), ("document", _TEXT), ("run", _INT), ("ordinal", _INT)]

DOCUMENTS = pa.schema(
    [
        ("id", _TEXT),
        ("name", _TEXT),
        ("title", _TEXT),
        ("outlets", _TEXTS),
        ("author", _TEXT),
        ("url", _TEXT),
        ("language", _TEXT),
        ("published", _TEXT),
        ("retrieved", _TEXT),
        ("topic", _TEXT),
        ("headings", pa.list_(_SPAN)),
        ("raw_sha256", _TEXT),
        ("text", _TEXT),
        ("run", _INT),
    ]
)

RECORDS: dict[str, pa.Schema] = {
    "events": pa.schema(
        [
            *_HEAD,
            ("type", _TEXT),
            ("mode", _TEXT),
            ("plover", _TEXT),
            ("status", _TEXT),
            ("contexts", _TEXTS),
            ("actors", _ACTORS),
            ("recipients", _ACTORS),
            *_DATE,
            ("place", _TEXT),
            ("place_name", _TEXT),
            ("place_entity", _TEXT),
            ("place_lat", _NUMBER),
            ("place_lon", _NUMBER),
            ("place_start", _INT),
            ("place_end", _INT),
            ("trigger_start", _INT),
            ("trigger_end", _INT),
            ("evidence_start", _INT),
            ("evidence_end", _INT),
            ("attribution", ACTOR),
            ("quad", _INT),
            ("weight", _NUMBER),
            ("cameo", _TEXT),
            ("confidence", _NUMBER),
            ("coder_rule", _TEXT),
            ("coder_version", _TEXT),
            ("signs", _TEXTS),
            ("status_by", _TEXT),
            ("status_by_start", _INT),
            ("status_by_end", _INT),
        ]
    ),
    "statements": pa.schema(
        [
            *_HEAD,
            ("speaker", ACTOR),
            ("cue", _SPAN),
            ("content", pa.list_(_SPAN)),
            ("form", _TEXT),
            ("outlet", _TEXT),
            ("addressee", ACTOR),
            ("denied", _FLAG),
            ("judgement", _TEXT),
            ("judgement_of", _TEXTS),
            ("event", _TEXT),
        ]
    ),
    "votes": pa.schema(
        [
            *_HEAD,
            ("start", _INT),
            ("end", _INT),
            ("body", _TEXT),
            ("motion", _TEXT),
            ("for", _INT),
            ("against", _INT),
            ("abstain", _INT),
            ("absent", _INT),
            ("by_member", pa.map_(_TEXT, _TEXT)),
            ("veto", _TEXTS),
            ("outcome", _TEXT),
            *_DATE,
            ("events", _TEXTS),
        ]
    ),
    "figures": pa.schema(
        [
            *_HEAD,
            ("start", _INT),
            ("end", _INT),
            ("value", _NUMBER),
            ("low", _NUMBER),
            ("high", _NUMBER),
            ("bound", _TEXT),
            ("counts", _TEXT),
            ("of", _TEXT),
            ("place", _TEXT),
            ("as_of", _TEXT),
            ("by", _TEXT),
        ]
    ),
    "dates": pa.schema(
        [
            *_HEAD,
            ("start", _INT),
            ("end", _INT),
            ("type", _TEXT),
            ("value", _TEXT),
            ("from", _TEXT),
            ("to", _TEXT),
        ]
    ),
    "quantities": pa.schema(
        [*_HEAD, ("start", _INT), ("end", _INT), ("type", _TEXT), ("value", _NUMBER), ("unit", _TEXT)]
    ),
}

INCIDENTS = pa.schema(
    [
        ("id", _TEXT),
        ("type", _TEXT),
        ("actors", _TEXTS),
        ("recipients", _TEXTS),
        *_DATE,
        ("outlets", _TEXTS),
        ("first_reported", _TEXT),
        ("reports", _INT),
        ("conflicts", _TEXT),
        ("corroboration", _INT),
    ]
)
# ``shares`` is the score of the link taken apart, as JSON; the event it is most like is ``nearest``
INCIDENT_EVENTS = pa.schema(
    [("incident", _TEXT), ("event", _TEXT), ("score", _NUMBER), ("nearest", _TEXT), ("shares", _TEXT)]
)

RUNS = pa.schema(
    [
        ("run", _INT),
        ("kind", _TEXT),
        ("started", _TEXT),
        ("finished", _TEXT),
        ("manifest", _TEXT),
    ]
)

# what a correction shows instead of rows of ``of`` (``events``, of that run, or ``incidents``)
LEFT_OUT = pa.schema([("of", _TEXT), ("id", _TEXT), ("run", _INT)])
# copies of documents, with the earliest one that they copy
COPIES = pa.schema([("document", _TEXT), ("original", _TEXT)])

STORIES = pa.schema([("id", _TEXT), ("terms", _TEXTS), ("first", _TEXT), ("last", _TEXT), ("documents", _INT)])
STORY_DOCUMENTS = pa.schema([("story", _TEXT), ("document", _TEXT)])

# what linking keeps for the reports of a later run (``linked.py``): how many texts hold a word (``of`` says of which
# vocabulary; rows of one word are added up), each event's day of report and kind of act, and the keys it is found by
LINK_WORDS = pa.schema([("of", _TEXT), ("word", _TEXT), ("texts", _INT)])
LINK_ITEMS = pa.schema([("number", _INT), ("event", _TEXT), ("day", _INT), ("kind", _INT)])
LINK_KEYS = pa.schema([("key", _INT), ("number", _INT)])

TABLES: dict[str, pa.Schema] = {
    "documents": DOCUMENTS,
    **RECORDS,
    "linked_incidents": INCIDENTS,
    "linked_events": INCIDENT_EVENTS,
    "copies": COPIES,
    "stories": STORIES,
    "story_documents": STORY_DOCUMENTS,
    "runs": RUNS,
    "corrected_events": RECORDS["events"],
    "corrected_incidents": INCIDENTS,
    "corrected_links": INCIDENT_EVENTS,
    "left_out": LEFT_OUT,
    "link_words": LINK_WORDS,
    "link_items": LINK_ITEMS,
    "link_keys": LINK_KEYS,
}
# tables that stood under a name that is now a view's
RENAMED = {"incidents": "linked_incidents", "incident_events": "linked_events"}

# a document's newest coding is what readers see; older ones stay beside it
_NEWEST = "SELECT r.* FROM {} r JOIN codings c ON c.document = r.document AND c.run = r.run WHERE c.newest"
# and over the records of events and incidents lies what people corrected (``corrections.py``)
VIEWS = {f"current_{name}": _NEWEST.format(name) for name in RECORDS} | {
    "current_events": f"{_NEWEST.format('events')} AND NOT EXISTS (SELECT 1 FROM left_out l WHERE l.of = 'events' "
    "AND l.id = r.id AND (l.run IS NULL OR l.run = r.run)) UNION ALL BY NAME " + _NEWEST.format("corrected_events"),
    "machine_events": _NEWEST.format("events"),
    "incidents": "SELECT * FROM linked_incidents WHERE id NOT IN (SELECT id FROM left_out WHERE of = 'incidents') "
    "UNION ALL BY NAME SELECT * FROM corrected_incidents",
    "incident_events": "SELECT * FROM linked_events WHERE incident NOT IN (SELECT id FROM left_out WHERE "
    "of = 'incidents') UNION ALL BY NAME SELECT * FROM corrected_links",
}
