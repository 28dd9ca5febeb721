from pathlib import Path

import pytest

from dragoman.gazetteer import Gazetteer
from dragoman.interchange.icews import FormatError, ImportReport, cameo_of, ontology_type, read_icews, role_of
from dragoman.ontology import Ontology

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
    with pytest.raises(FormatError, match="no ICEWS data"):
        read(tmp_path / "c.tsv", text)


def test_names_of_events_and_roles():
    assert cameo_of("Appeal for change in leadership") == "024"
    assert cameo_of("no such thing") is None
    assert ontology_type("0841") == ("RETREAT", "release")
    assert ontology_type("010") is None
    assert role_of("Ministry of Health") is not None
    assert role_of("Member of Parliament") == "LEG"
