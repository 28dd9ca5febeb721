"""Corrections from the command line: made, seen everywhere, undone, exchanged, kept after run and recode."""

import json
import shutil
from pathlib import Path

import duckdb

from tests.cli.conftest import LATER, REPORTS, Desk, call, write


def test_a_wrong_code_is_seen_corrected_everywhere_and_undone(desk: Desk) -> None:
    before = desk.all()
    machine = desk.event("c", "ACCUSE")
    id_ = desk.correct(machine.id, "--type", "threaten", "--status", "planned", "--recipient", "Tanzania")
    event = next(e for e in desk.store.records("events") if e.id == machine.id)
    assert (event.type, event.status, [a.code for a in event.recipients]) == ("THREATEN", "planned", ["TZA"])
    assert (event.quad, event.weight, event.confidence, event.actors) == (3, -3.5, 1.0, machine.actors)
    assert event.recipients[0].text == machine.recipients[0].text  # the words stay, who they stand for does not
    incident = desk.incident(machine.id)
    assert (incident.type, incident.recipients) == ("THREATEN", ("TZA",))
    assert desk.store.records("events", view="machine_events") == before[0]
    shown = desk.call("explain", machine.id)
    assert all(word in shown for word in ("THREATEN", "Wanjiru", "as read", id_, "ACCUSE"))
    assert "; so a person said" in shown
    assert "nothing in the sentence says otherwise" in desk.call("explain", desk.event("d", "REJECT").id)
    panel = desk.call("panel", "--unit", "dyad", "--by", "month", "--format", "jsonl")
    assert "TZA" in panel
    assert desk.call("correct", "list", "--format", "jsonl").count("in force") == 1
    again = desk.correct("undo", id_)
    assert desk.all() == before
    desk.correct("undo", again)
    assert desk.event("c", "THREATEN").id == machine.id
    assert [json.loads(line)["state"] for line in desk.call("correct", "list", "--format", "jsonl").splitlines()] == [
        "in force",
        "undone",
        "in force",
    ]


def test_what_is_no_event_leaves_the_record_with_its_incident(desk: Desk) -> None:
    before = desk.all()
    event = desk.event("d", "REJECT")
    id_ = desk.correct("drop", event.id)
    assert event.id not in {e.id for e in desk.store.records("events")}
    assert all(event.id not in i.events for i in desk.store.incidents())
    desk.correct("undo", id_)
    assert desk.all() == before


def test_a_drop_of_one_report_leaves_the_others(desk: Desk) -> None:
    first, second = desk.event("a", "CONSULT"), desk.event("b", "CONSULT")
    assert desk.incident(first.id).corroboration == 2
    desk.correct("drop", first.id)
    assert desk.incident(second.id).events == (second.id,)
    assert desk.incident(second.id).outlets == ("Harbour",)


def test_a_merge_and_a_split_hold_after_run_and_recode(desk: Desk, tmp_path: Path) -> None:
    before = desk.all()
    accuse, reject = desk.event("c", "ACCUSE"), desk.event("d", "REJECT")
    first, second = desk.event("a", "CONSULT"), desk.event("b", "CONSULT")
    merged = desk.correct("merge", desk.incident(accuse.id).id, reject.id)
    split = desk.correct("split", second.id)
    for _ in range(2):
        assert set(desk.incident(accuse.id).events) == {accuse.id, reject.id}
        assert desk.incident(first.id).id != desk.incident(second.id).id
        call("run", write(tmp_path / "later.jsonl", LATER), "--store", desk.path, "--workers", 1)
        call("recode", "--store", desk.path, "--workers", 1)
    # a report that came later joins one of the two that were parted
    later = desk.event("f", "CONSULT")
    assert len(desk.incident(later.id).events) == 2
    desk.correct("undo", merged)
    desk.correct("undo", split)
    assert desk.incident(first.id).id == desk.incident(second.id).id == desk.incident(later.id).id
    assert {i.id for i in before[1]} == {i.id for i in desk.store.incidents()}


def test_a_recode_that_no_longer_finds_the_event_leaves_the_correction_orphaned(desk: Desk, tmp_path: Path) -> None:
    event = desk.event("c", "ACCUSE")
    desk.correct(event.id, "--type", "THREATEN")
    own = tmp_path / "own.yaml"
    own.write_text(
        "- lemma: accuse\n  of: [seize]\n  object: [Uganda]\n  type: NONE\n  weight: 1\n"
        "  example: Kenya accused Uganda of seizing a boat.\n",
        encoding="utf8",
    )
    desk.call("recode", "--lexicon", own, "--workers", 1)
    assert event.id not in {e.id for e in desk.store.records("events")}
    desk.call("correct", "list", "--orphaned", "--format", "jsonl")
    assert json.loads(desk.out)["target"] == [event.id]
    desk.call("recode", "--workers", 1)
    assert desk.event("c", "THREATEN").id == event.id


def test_colleagues_exchange_corrections(desk: Desk, made: Path, tmp_path: Path) -> None:
    event = desk.event("c", "ACCUSE")
    desk.correct(event.id, "--date", "2024-02-08")
    desk.correct("merge", event.id, desk.event("d", "REJECT").id)
    file = tmp_path / "corrections.jsonl"
    desk.call("correct", "export", "-o", file)
    other = Desk(Path(shutil.copy(made, tmp_path / "other.duckdb")), desk.capsys)
    file.write_text(file.read_text() + 'nonsense\n{"kind": "code", "target": ["x"]}\n')
    other.call("correct", "import", file, status=3)
    assert "2 corrections added" in other.err
    assert other.err.count("is no correction") == 2
    assert other.all() == desk.all()
    other.call("correct", "import", file, status=3)
    assert "0 corrections added, 2 already there" in other.err
    # where the reports are not yet, corrections wait for them
    third = Desk(tmp_path / "third.duckdb", desk.capsys)
    call("run", write(tmp_path / "few.jsonl", *REPORTS[:2]), "--store", third.path, "--workers", 1)
    third.call("correct", "import", file, status=3)
    assert "2 wait" in third.err
    call("run", write(tmp_path / "rest.jsonl", *REPORTS[2:]), "--store", third.path, "--workers", 1)
    assert {i.id for i in third.store.incidents()} == {i.id for i in desk.store.incidents()}


def test_wrong_use_is_one_sentence(desk: Desk) -> None:
    event = desk.event("c", "ACCUSE").id
    for args in (
        [event],
        [event, "--type", "WAR"],
        [event, "--status", "perhaps"],
        [event, "--date", "2024-02-31"],
        [event, "--actor", "Atlantis"],
        [event, "--actor", "none", "--recipient", "none"],
        ["0" * 16, "--type", "REJECT"],
        ["merge", event],
        ["split", event],
        ["split", desk.incident(event).id],
        ["undo", "0" * 16],
    ):
        desk.correct(*args, status=2)
        assert len(desk.err.strip().splitlines()) == 1, desk.err
    desk.call("correct", "drop", event, "--reason", " ", status=2)
    assert desk.store.rows("SELECT count(*) AS n FROM corrections")[0]["n"] == 0


def test_a_store_of_an_older_version_is_read_and_gets_the_tables_when_written(desk: Desk) -> None:
    before = desk.all()
    with duckdb.connect(str(desk.path)) as db:
        for view in ("incidents", "incident_events", "current_events", "machine_events"):
            db.execute(f"DROP VIEW {view}")
        for table in ("corrected_events", "corrected_incidents", "corrected_links", "left_out", "copies"):
            db.execute(f"DROP TABLE {table}")
        db.execute("ALTER TABLE linked_incidents RENAME TO incidents")
        db.execute("ALTER TABLE linked_events RENAME TO incident_events")
        db.execute(
            "CREATE VIEW current_events AS SELECT r.* FROM events r JOIN codings c ON c.document = r.document "
            "AND c.run = r.run WHERE c.newest"
        )
        db.execute("UPDATE meta SET value = '1'")
    assert desk.all() == before
    assert desk.call("correct", "list") == ""
    assert "CONSULT" in desk.call("explain", desk.incident(desk.event("a", "CONSULT").id).id)
    desk.correct(desk.event("c", "ACCUSE").id, "--type", "THREATEN")
    assert desk.event("c", "THREATEN")
    assert len(desk.all()[1]) == len(before[1])
