import bz2
import gzip
import lzma
from pathlib import Path

import pytest

from dragoman.cli.import_ import UNLINKED
from dragoman.gazetteer import Gazetteer
from dragoman.interchange.icews import FormatError, ImportReport, cameo_of, ontology_type, read_icews, role_of
from dragoman.ontology import Ontology
from dragoman.store import Store
from tests.cli.conftest import call

NARROW = """source\tevent\ttarget\tdate
Army (Freedonia)\tMake a visit\tChina\t2010-09-01
Citizen (Japan)\tDemonstrate or rally\tChina\t2010-09-18
Japan\tMake statement\tChina\t2010-09-18
Japan\tDance a jig\tChina\t2010-09-18
Japan\tImpose embargo, boycott, or sanctions\tChina\t2010-13-45
\tConsult\tChina\t2010-09-18
China\tReduce or break diplomatic relations\tJapan\t2010-09-19
"""
WIDE = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"  # noqa: E501
    "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"  # noqa: E501
    "1\t2018-06-01\tSome Body\tMilitary,Army\tFrance\tUse conventional military force\t190\t-10\tGermany\tNA\tGermany\t"
    "1\t1\tA Paper\tNA\tNA\tNA\tGermany\t1.0\t1.0\n"
)


def read(path: Path, text: str):
    path.write_text(text, encoding="utf-8")
    report = ImportReport()
    return list(read_icews(path, Gazetteer.load(), Ontology.load(), report)), report


def test_four_columns(tmp_path):
    found, report = read(tmp_path / "a.tsv", NARROW)
    events = [e for c in found for e in c.events]
    assert [(e.type, e.mode) for e in events] == [("CONSULT", "visit"), ("PROTEST", "demo"), ("SANCTION", "withdraw")]
    assert [(a.code, a.role) for a in events[1].actors] == [("JPN", "CVL")]
    assert (report.rows, report.statements, report.events) == (7, 1, 3)
    assert sum(report.skipped.values()) == 3
    for coded in found:
        event = coded.events[0]
        for actor in (*event.actors, *event.recipients):
            assert coded.document.text[actor.start : actor.end] == actor.text
    assert events[0].actors[0].code is None
    assert 0 < report.share_resolved < 1


def test_twenty_columns(tmp_path):
    found, _ = read(tmp_path / "b.tab", WIDE)
    event = found[0].events[0]
    assert (event.actors[0].code, event.actors[0].role, event.recipients[0].code) == ("FRA", "MIL", "DEU")
    assert found[0].document.outlets == ("A Paper",)


@pytest.mark.parametrize("text", ["", "a\tb\n1\t2\n", "\x00\x01"])
def test_other_files_are_refused(tmp_path, text):
    with pytest.raises(FormatError, match=r"no ICEWS data|is empty"):
        read(tmp_path / "c.tsv", text)


def test_names_of_events_and_roles():
    assert cameo_of("Appeal for change in leadership") == "024"
    assert cameo_of("no such thing") is None
    assert ontology_type("0841") == ("RETREAT", "release")
    assert ontology_type("010") is None
    assert role_of("Ministry of Health") is not None
    assert role_of("Member of Parliament") == "LEG"


HEAD = WIDE.splitlines()[0] + "\n"


def wide(**cells: str) -> str:
    """A line of the project's own format, in the order of its columns."""
    row = dict.fromkeys(HEAD.strip().split("\t"), "NA") | {
        "Event Date": "2018-06-01",
        "Source Name": "Government (France)",
        "Source Country": "France",
        "Event Text": "Consult",
        "CAMEO Code": "040",
        "Target Name": "Germany",
        "Target Country": "Germany",
    }
    return "\t".join((row | {k.replace("_", " "): v for k, v in cells.items()}).values()) + "\n"


@pytest.mark.parametrize(
    ("cells", "skipped"),
    [
        ({"Event_Date": "2018-13-41"}, "no day written as 2018-06-01"),
        ({"Event_Date": "June 1st"}, "no day written as 2018-06-01"),
        ({"Event_Date": ""}, "no date"),
        ({"CAMEO_Code": "999", "Event_Text": "Waltz"}, "unknown CAMEO code '999'"),
        ({"CAMEO_Code": "NA", "Event_Text": "Waltz"}, "unknown event 'Waltz'"),
        ({"Target_Name": "NA"}, "no source, target or event"),
        ({"Source_Name": "Unspecified Actor", "Source_Country": "NA", "Target_Name": "Zembla", "Target_Country": "NA"},
         "neither party resolved"),
    ],
)  # fmt: skip
def test_a_bad_line_is_skipped_with_its_number(tmp_path, cells, skipped):
    found, report = read(tmp_path / "d.tab", HEAD + wide() + wide(**cells) + wide() + wide(**cells))
    assert len(found) == 2
    assert dict(report.skipped) == {skipped: 2}
    assert report.lines == {skipped: 3}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"CAMEO_Code": "777", "Event_Text": "Consult"}, "040"),  # an unknown code, a known name
        ({"Event_Date": "2018-06-01 00:00:00"}, "040"),
        ({"Event_Date": "20180601"}, "040"),
        ({"Source_Name": '"Government (France)"'}, "040"),
        ({"Publisher": '"A ""Daily"" Paper"'}, "040"),
        ({"Publisher": 'A "Daily" Paper'}, "040"),
        ({"City": '"unclosed'}, "040"),
        ({"City": '"with\ta tab"'}, "040"),
        ({"Target_Name": "Köln\x0cund\x85Bonn"}, "040"),
    ],
)
def test_odd_cells_are_read(tmp_path, cells, code):
    found, report = read(tmp_path / "e.tab", HEAD + wide(**cells) + wide())
    assert not report.skipped
    assert [(c.events[0].cameo, c.events[0].recipients, c.events[0].actors)[0] for c in found] == [code, code]
    assert {c.document.published for c in found} == {"2018-06-01"}
    assert all({a.code for a in c.events[0].actors} == {"FRA", "DEU"} for c in found)


def test_lines_that_break_off_and_blank_ones(tmp_path):
    text = HEAD + "\n" + wide() + "12\t2018-06-01\n" + "\r\n" + "x" * 3_000_000 + "\n" + wide()
    found, report = read(tmp_path / "f.tab", text)
    assert len(found) == 2
    assert dict(report.skipped) == {"too few columns": 2}
    assert report.lines == {"too few columns": 4}


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b""), ("utf-16", b"")]
)
def test_encodings_and_line_ends(tmp_path, encoding, mark):
    path = tmp_path / "g.tab"
    text = (HEAD + wide(Publisher="Le Courrier Libéré")).replace("\n", "\r\n")
    path.write_bytes(mark + text.encode(encoding))
    found = list(read_icews(path, Gazetteer.load(), Ontology.load(), ImportReport()))
    assert [c.document.outlets for c in found] == [("Le Courrier Libéré",)]


@pytest.mark.parametrize("pack", [gzip, lzma, bz2])
def test_packed_files_whatever_their_name(tmp_path, pack):
    path = tmp_path / "h.tab"
    whole = pack.compress((HEAD + wide() * 400).encode())
    path.write_bytes(whole)
    report = ImportReport()
    assert len(list(read_icews(path, Gazetteer.load(), Ontology.load(), report))) == 400
    path.write_bytes(whole[:-20])
    with pytest.raises(FormatError, match="damaged after"):
        list(read_icews(path, Gazetteer.load(), Ontology.load(), ImportReport()))


def test_columns_in_another_order_and_case(tmp_path):
    text = "DATE\tTarget\tsource \tEVENT\tmore\n2010-09-18\tChina\tJapan\tConsult\tx\n"
    found, _ = read(tmp_path / "i.tsv", text)
    assert {a.code for a in found[0].events[0].actors} == {"CHN", "JPN"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("source\tevent\ttarget\nA\tB\tC\n", "there is no column date"),
        (HEAD.replace("Target Name\t", "") + wide(), "there is no column target name"),
        ("source,event,target,date\n", "parted by ',', not by tabs"),
    ],
)
def test_a_wrong_header_says_what_is_missing(tmp_path, text, told):
    with pytest.raises(FormatError, match=f"line 1.*{told}"):
        read(tmp_path / "j.tsv", text)


def test_what_is_no_file(tmp_path):
    for path, told in ((tmp_path / "none", "no file"), (tmp_path, "is a folder")):
        with pytest.raises(FormatError, match=told):
            list(read_icews(path, Gazetteer.load(), Ontology.load(), ImportReport()))


@pytest.mark.parametrize(
    ("name", "day", "code", "role"),
    [
        ("Uhuru Muigai Kenyatta", "2014-05-01", "KEN", "GOV"),  # a middle name
        ("Sergey Kuzhugetovich Shoygu", "2013-05-01", "RUS", "GOV"),  # and another spelling
        ("Okada Katsuya", "2010-05-01", "JPN", "GOV"),  # family name first
        ("Sheikh Hamad bin Khalifa al-Thani", "2010-05-01", "QAT", "GOV"),  # a title
        ("José Dirceu de Oliveira e Silva", "2004-05-01", "BRA", "GOV"),  # further family names
        ("Militant (Taliban)", "2010-05-01", "AFG", "REB"),  # of a body that is no state
        ("Children (Palestinian Territory, Occupied)", "2010-05-01", "PSE", "CVL"),
        ("Mohammad Abbasi", "2010-05-01", None, None),  # sounds like another, and is none
        ("Fred Goodwin", "2010-05-01", None, None),
        ("Abdullah bin Nasser bin Hamad Al-Rashid", "2010-05-01", None, None),
        ("Middle East", "2010-05-01", None, None),
    ],
)
def test_names_without_a_country(tmp_path, name, day, code, role):
    found, report = read(
        tmp_path / "k.tsv", f"source\tevent\ttarget\tdate\n{name}\tCriticize or denounce\tChina\t{day}\n"
    )
    actor = found[0].events[0].actors[0]
    assert (actor.code, actor.role) == (code, role)
    assert report.unresolved(5) == ([] if code else [(name, 1)])


LINES = "Japan\tCriticize or denounce\tChina\t2010-09-18\n" * 2 + "China\tConsult\tJapan\t2010-09-20\n"


def test_nothing_is_added_twice_and_nothing_lost(tmp_path, capsys):
    store = tmp_path / "s.duckdb"
    head = "source\tevent\ttarget\tdate\n"
    for name, text, added, whole in (
        ("a.tsv", head + LINES, 3, 3),
        ("a.tsv", head + LINES, 0, 3),
        # in another file, in another order, with one line more
        ("b.tsv", head + "Laos\tConsult\tJapan\t2010-09-21\n" + "".join(reversed(LINES.splitlines(True))), 1, 4),
        ("c.tab", HEAD + wide(Event_ID="7") + wide(Event_ID="7") + wide(Event_ID="8"), 2, 6),
        ("d.tab", HEAD + wide(Event_ID="8"), 0, 6),
    ):
        (tmp_path / name).write_text(text)
        assert call("import", "icews", tmp_path / name, "--store", store) == 0
        assert f"{added} events added" in capsys.readouterr().err
        assert len(Store(store).records("events")) == whole
    assert call("import", "icews", tmp_path / "nothing.tab", "--store", store) == 1
    # of a file that breaks off, what stands before is kept and linked
    rows = "".join(wide(Event_ID=str(n), Event_Date=f"2018-07-{n % 28 + 1:02}") for n in range(100, 4000))
    (tmp_path / "e.gz").write_bytes(gzip.compress((HEAD + rows).encode())[:-30])
    capsys.readouterr()
    assert call("import", "icews", tmp_path / "e.gz", "--store", store) == 1
    err = capsys.readouterr().err
    assert "what stands before that is in the store" in err
    assert "Traceback" not in err
    kept = Store(store)
    assert len(kept.records("events")) > 6
    assert not kept.rows(UNLINKED)[0]["n"]


def test_rows_that_an_earlier_version_named_are_known(tmp_path, capsys):
    store, file = tmp_path / "s.duckdb", tmp_path / "a.tsv"
    file.write_text("source\tevent\ttarget\tdate\n" + LINES)
    assert call("import", "icews", file, "--store", store) == 0
    with Store(store).writing() as db:  # by file and line
        db.execute("UPDATE documents SET id = 'old' || id, name = 'icews-0a1b2c3d-' || (rowid + 1)")
        for table in ("events", "codings"):
            db.execute(f"UPDATE {table} SET document = 'old' || document")
    more = LINES + LINES.splitlines(keepends=True)[0] + "Laos\tConsult\tJapan\t2010-09-21\n"
    for added in (2, 0):  # a third row of the same words and day, and one of its own
        file.write_text("source\tevent\ttarget\tdate\n" + more)
        capsys.readouterr()
        assert call("import", "icews", file, "--store", store) == 0
        assert f"{added} events added" in capsys.readouterr().err


def test_an_import_puts_new_rows_to_what_stands(tmp_path, monkeypatch):
    store, file = tmp_path / "s.duckdb", tmp_path / "a.tsv"
    days = [f"2010-{n // 27 + 1:02}-{n % 27 + 1:02}" for n in range(60)]
    file.write_text(
        "source\tevent\ttarget\tdate\n" + "".join(f"Japan\tCriticize or denounce\tChina\t{day}\n" for day in days)
    )
    assert call("import", "icews", file, "--store", store) == 0
    monkeypatch.setattr("dragoman.linking.relink", None)  # not called
    with file.open("a") as more:
        more.write("China\tConsult\tJapan\t2010-04-20\n")
    assert call("import", "icews", file, "--store", store) == 0
    assert not Store(store).rows(UNLINKED)[0]["n"]


def test_no_store_is_made_of_what_is_no_data(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("source,event,target,date\n")
    assert call("import", "icews", tmp_path / "a.csv", "--store", tmp_path / "s.duckdb") == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not (tmp_path / "s.duckdb").exists()
