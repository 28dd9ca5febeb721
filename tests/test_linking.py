"""New documents put to what stands: the same incidents as when all are linked at once."""

import itertools
import random
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from dragoman.corrections import attach, merge_incidents, split_events
from dragoman.linking import link_store
from dragoman.records import Coded, Document
from dragoman.store import Store, StoreBusy, linked, segments
from tests.measure.toy import Row, coded

ROWS: list[Row] = [
    ("2014-03-03", "RUS", "TUR", "SANCTION", "ban", "Moscow will ban Turkish lemons over a fruit-fly found in Sochi."),
    ("2014-03-03", "RUS", "TUR", "SANCTION", "ban", "Russian inspectors ban lemons from Turkey, citing a fruit-fly."),
    (
        "2014-03-04",
        "RUS",
        "TUR",
        "SANCTION",
        "ban",
        "Russian inspectors in Sochi ban Turkish lemons, citing a fruit-fly.",
    ),
    ("2014-03-09", "FRA", "DEU", "ACCUSE", "fault", "Paris did fault Berlin for the stalled Rhine ferry contract."),
    ("2014-03-10", "FRA", "DEU", "ACCUSE", "fault", "French ministers fault Berlin over the stalled Rhine ferry."),
    ("2014-03-21", "GBR", "ESP", "PROTEST", "march", "Anglers march in Dover against Spanish trawler quotas."),
    ("2014-03-29", "GBR", "ESP", "PROTEST", "march", "Shipwrights march in Hull against a Spanish dockyard buyer."),
    ("2014-04-11", "FRA", "DEU", "ACCUSE", "fault", "Paris again will fault Berlin, this time for a bank levy."),
    ("2014-04-12", "RUS", "TUR", "AGREE", "sign", "Russia and Turkey sign a treaty on sturgeon hatcheries at Samsun."),
    ("2014-04-12", "RUS", "TUR", "AGREE", "sign", "Ankara and Moscow sign the sturgeon hatcheries treaty at Samsun."),
    ("2014-04-12", "RUS", "TUR", "AGREE", "sign", "Turkey and Russia sign at Samsun a hatcheries treaty on sturgeon."),
    ("2014-05-02", "DEU", "ESP", "REJECT", "veto", "Berlin may veto the Iberian gas loan that Madrid asked for."),
]
CODED = [coded(row, n) for n, row in enumerate(ROWS)]
# what was told the year before, so that a few texts more or less hardly change how common a word is
GOODS = ("hops", "zinc", "wool", "cork", "jute", "malt", "rye", "felt", "silk", "peat", "slate", "flax", "brine", "tin")
BEFORE = [
    coded(
        (f"2013-{n % 12 + 1:02d}-{n % 27 + 1:02d}", "USA", "CAN", "CONSULT", "meet", f"Envoys meet on {a} and {b}."), n
    )
    for n, (a, b) in enumerate(itertools.combinations(GOODS, 2), 100)
]


def add(store: Store, batch: Sequence[Coded]) -> None:
    run = store.begin_run("toy", {})
    folder = segments.folder_of(store.path)
    store.load(segments.write_segment(folder, f"{run:05d}", run, batch, with_documents=True, political_only=False))


def grown(path: Path, batches: Sequence[Sequence[Coded]]) -> Store:
    """A store that was linked in full after the first batch, and put to after each other."""
    store = Store(path)
    for n, batch in enumerate(batches):
        add(store, [*BEFORE, *batch] if n == 0 else batch)
        found = link_store(store, most=1.0)
        assert found.whole == (n == 0)
        assert found.incidents == len(store.incidents())
    return store


def incidents(store: Store) -> Sequence[object]:
    return sorted((i.id, i.type, i.events, i.outlets, i.first_reported, i.corroboration) for i in store.incidents())


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = grown(tmp_path_factory.mktemp("once") / "s.duckdb", [CODED])
    assert max(len(i.events) for i in store.incidents()) == 3
    assert len(store.incidents()) > 5
    return store


def test_one_by_one_is_as_at_once(tmp_path: Path, at_once: Store) -> None:
    store = grown(tmp_path / "s.duckdb", [CODED[:7], *([c] for c in CODED[7:])])
    assert incidents(store) == incidents(at_once)
    assert store.copies() == at_once.copies()
    for of in ("words", "headings", "stories"):
        assert linked.words(store, of) == linked.words(at_once, of)


@pytest.mark.parametrize("seed", range(2))
def test_another_order_gives_the_same(tmp_path: Path, at_once: Store, seed: int) -> None:
    mixed = random.Random(seed).sample(CODED, len(CODED))
    store = grown(tmp_path / "s.duckdb", [mixed[n : n + 3] for n in range(0, len(mixed), 3)])
    assert incidents(store) == incidents(at_once)


LATE = 0.06  # of the documents, the events that late arrival may put elsewhere


def test_the_sample_grows_to_the_same(tmp_path: Path, sample_store: Store) -> None:
    """Real events, the last quarter of them in small batches, and once in any order."""
    by_document: dict[str, list[object]] = {}
    for event in sample_store.records("events", view="machine_events"):
        by_document.setdefault(event.document, []).append(event)
    every = [Coded(d, tuple(by_document.get(d.id, ()))) for d in sample_store.documents()]  # type: ignore[arg-type]
    whole = grown(tmp_path / "whole.duckdb", [every])
    late = random.Random(4).sample(every, 12)
    first = [c for c in every if c not in late]
    for name, batches in (("end", [every[:38], every[38:43], every[43:]]), ("late", [first, late[:6], late[6:]])):
        store = grown(tmp_path / f"{name}.duckdb", batches)
        changed = {i.events for i in store.incidents()} ^ {i.events for i in whole.incidents()}
        # one that comes late is judged by how often acts are told again by now
        assert len({e for events in changed for e in events}) <= (0 if name == "end" else LATE * len(every)), name


def test_an_earlier_report_that_comes_late_gives_the_incident_its_name(tmp_path: Path, at_once: Store) -> None:
    store = grown(tmp_path / "s.duckdb", [CODED[1:], CODED[:1]])
    assert incidents(store) == incidents(at_once)
    shown = store.rows("SELECT count(*) AS n FROM linked_events WHERE incident NOT IN (SELECT id FROM incidents)")
    assert shown[0]["n"] == 0


def test_a_copy_that_comes_late_is_a_copy(tmp_path: Path) -> None:
    text = "Oslo will ban the import of walnut timber from six provinces after beetles were seen in a Bergen depot."
    rows: list[Row] = [
        (f"2015-06-0{day}", "FRA", "DEU", "SANCTION", "ban", text.replace("six", number))
        for day, number in ((1, "six"), (2, "seven"), (3, "six"))
    ]
    batch = [coded(row, n) for n, row in enumerate(rows)]
    whole = grown(tmp_path / "whole.duckdb", [[*CODED, *batch]])
    assert len(whole.copies()) == 2
    store = grown(tmp_path / "s.duckdb", [[*CODED, batch[0]], batch[1:2], batch[2:]])
    assert store.copies() == whole.copies()
    assert incidents(store) == incidents(whole)


def test_stories_go_on(tmp_path: Path) -> None:
    def told(day: int, text: str) -> Coded:
        name = f"t{day}"
        return Coded(Document(Document.id_of(name, text), name, text, published=f"2015-06-{day:02d}"))

    docs = [
        told(1, "The Kittiwake tanker ran aground off Skerryvore, and oil reached the Hebrides."),
        told(2, "Crews pump oil from the Kittiwake tanker at Skerryvore as the Hebrides wait."),
        told(4, "Salvors tow the Kittiwake tanker from Skerryvore; oil still nears the Hebrides."),
    ]
    store = grown(tmp_path / "s.duckdb", [[*CODED, docs[0]], [docs[1]], [docs[2]]])
    story = [s for s in store.rows("SELECT * FROM stories") if s["first"] == "2015-06-01"]
    assert [(s["documents"], s["last"]) for s in story] == [(3, "2015-06-04")]
    assert any("Kittiwake" in term for term in story[0]["terms"])
    whole = grown(tmp_path / "whole.duckdb", [[*CODED, *docs]])
    assert {s["id"] for s in whole.rows("SELECT id FROM stories")} == {
        s["id"] for s in store.rows("SELECT id FROM stories")
    }


def test_nothing_half_is_left_by_a_link_that_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = grown(tmp_path / "s.duckdb", [CODED[:8]])
    tables = ("linked_incidents", "linked_events", "link_words", "link_items", "link_keys", "meta")
    before = {t: store.rows(f"SELECT * FROM {t} ORDER BY ALL") for t in tables}
    add(store, CODED[8:])

    class Killed(Exception):
        pass

    def broken(db: duckdb.DuckDBPyConnection) -> None:
        raise Killed

    monkeypatch.setattr("dragoman.linking.attach", broken)
    with pytest.raises(Killed):
        link_store(store, most=1.0)
    assert {t: store.rows(f"SELECT * FROM {t} ORDER BY ALL") for t in tables} == before
    monkeypatch.setattr("dragoman.linking.attach", attach)
    assert not link_store(store, most=1.0).whole
    assert incidents(store) == incidents(grown(tmp_path / "whole.duckdb", [CODED]))


def test_corrections_hold(tmp_path: Path) -> None:
    store = grown(tmp_path / "s.duckdb", [CODED[:10]])
    of = {c.document.id: c.events[0].id for c in CODED}
    ids = [of[c.document.id] for c in CODED]
    split_events(store, [ids[1]], "A. Reader", "another consignment")
    merge_incidents(store, [ids[5], ids[6]], "A. Reader", "one march")
    add(store, CODED[10:])
    assert not link_store(store, most=1.0).whole
    groups = {frozenset(i.events) for i in store.incidents()}
    assert frozenset([ids[1]]) in groups
    assert frozenset([ids[5], ids[6]]) in groups
    assert frozenset(ids[8:11]) in groups


@pytest.mark.parametrize("why", ["rules", "many", "recoded", "asked", "old"])
def test_all_is_linked_anew_where_needed(tmp_path: Path, at_once: Store, why: str) -> None:
    store = grown(tmp_path / "s.duckdb", [CODED[:10]])
    add(store, CODED[9:] if why == "recoded" else CODED[10:])
    if why == "rules":
        with store.writing() as db:
            db.execute(
                "UPDATE meta SET value = replace(value, '\"version\": \"', '\"version\": \"x') WHERE key = 'linked'"
            )
    if why == "old":  # as the version before left it
        with duckdb.connect(str(store.path)) as db:
            for table in ("link_words", "link_items", "link_keys"):
                db.execute(f"DROP TABLE {table}")
            db.execute("DELETE FROM meta WHERE key IN ('linked', 'told')")
            db.execute("UPDATE meta SET value = '4' WHERE key = 'schema_version'")
        assert len(store.incidents()) > 3
    found = link_store(store, whole=why == "asked", most=0.01 if why == "many" else 1.0)
    assert found.whole
    assert incidents(store) == incidents(at_once)
    assert link_store(store).documents == 0


def test_a_run_that_was_overtaken_writes_nothing(tmp_path: Path) -> None:
    store = grown(tmp_path / "s.duckdb", [CODED])
    with store.reading() as db:
        mark = linked.read_mark(db, "linked")
    assert mark is not None
    stale = linked.Mark(mark.version, mark.run - 1, 0)
    with pytest.raises(StoreBusy, match="in the meantime"), store.writing() as db:
        linked.write_mark(db, "linked", mark, stale)
