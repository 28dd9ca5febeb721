"""Names that nobody is known by: beside a title in a text, and in a store."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli.actors import command
from dragoman.cli.code import command as code
from dragoman.gazetteer import Gazetteer, Titles
from dragoman.pipeline import CodeOptions, run
from dragoman.records import Document
from dragoman.store import Store


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Zoltan Quivermoor's aides left.", ["Zoltan Quivermoor"]),
        ("Prime Minister of Norway Odd Quivermoor left.", ["Odd Quivermoor"]),
        ("Odd Quivermoor, the Norwegian foreign minister, left.", ["Odd Quivermoor"]),
        ("Foreign minister Walid al-Quivermoor and Gen. Brun left.", ["Walid al-Quivermoor"]),
        ("The Deputy Prime Minister left.", []),
        ("The president of France left on Friday.", []),
        ("The governor of Kherson Oblast left.", []),
        ("President Angela Merkel left.", []),
        ("King Abdullah University of Science opened.", []),
    ],
)
def test_names_beside_a_title(text: str, names: list[str]) -> None:
    found = list(Titles(Gazetteer.load()).unlisted(text))
    assert [mention.name for mention in found] == names
    assert all(text[mention.start : mention.end] == mention.name for mention in found)


def test_the_commonest_come_first(tmp_path: Path) -> None:
    texts = [
        "Governor Ada Quivermoor visited Berlin.",
        "Governor Ada Quivermoor met the mayor of Berlin.",
        "France condemned Germany. Senator Bo Ravenmere left.",
    ]
    documents = [
        Document(Document.id_of(str(i), t), str(i), t, published=f"2015-05-0{i + 1}") for i, t in enumerate(texts)
    ]
    store = tmp_path / "record.duckdb"
    run(documents, Store(store), CodeOptions(workers=1))
    printed = CliRunner().invoke(command, ["missing", "--store", str(store), "--format", "csv"]).output.splitlines()
    assert printed[0].startswith("name,documents,party,speaker,titled,title,years,examples")
    assert printed[1].startswith("Ada Quivermoor,2,")
    assert any(line.startswith("Bo Ravenmere,1,0,0,1,senator,2015,") for line in printed)


@pytest.mark.usefixtures("small")
def test_a_wrong_entry_is_named_and_the_rest_codes(tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("name,office,code,role,from,to\nBad,x,QQQ,GOV,,\nAda Quivermoor,President,NZL,GOV,2010,\n")
    text = tmp_path / "report.txt"
    text.write_text("Ada Quivermoor condemned France on Monday and praised the government of Spain in a long speech.\n")
    ran = CliRunner().invoke(code, [str(text), "--actors", str(own), "--kind", "event"])
    assert "dragoman: mine.csv:2: unknown code 'QQQ'; the entry is left out" in ran.stderr.splitlines()
    assert '"code": "NZL"' in ran.stdout
