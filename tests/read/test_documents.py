"""What is read from input in good order."""

import bz2
import datetime
import gzip
import json
import lzma
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read import ReadOptions, Skipped, document_json, read_inputs
from dragoman.read.days import as_day, find_day
from dragoman.read.page import read_page
from dragoman.read.report import Unreadable
from dragoman.records import Document

PAGE = """Skip to content
Menu
World
Politics
Sign up for our newsletter

Parliament in Norland halts talks with Sudria

Lawmakers say the neighbour has broken its promise over fishing rights three times since last spring.
Jane Doe
March 14, 2024
Share
Fishermen wait in the harbour of Nordhavn (Photo: Ole Berg/Getty Images)

The parliament of Norland voted 88-40 on Thursday to break off talks with Sudria about fishing rights in the strait.
Ministers in the capital said that they would respect the vote, which follows months of protests along the coast.
"We will not sit at this table again," the foreign minister, Ann Berg, told reporters after the session.

Sudria's premier answers his critics

Fishermen block the harbour

Several dozen boats blocked the harbour of Nordhavn on Friday, and the police arrested two of their owners.
Sudria's government called on its neighbour to come back to the table before the season opens in May.

It is the worst crisis between the two neighbours that anybody here can remember from the last thirty years of peace.
Per Lund, harbour master

Related stories
Five things to know about the strait
What the vote means for markets (Agency)
Most read
Subscribe to get the latest stories delivered to your inbox.
© 2024 The Norland Courier. All rights reserved.
"""


def read(*inputs: Path | str, **options: object) -> list[Document]:
    said: list[Skipped] = []
    documents = list(read_inputs(list(inputs), ReadOptions(**options), said.append))  # type: ignore[arg-type]
    assert not said
    return documents


def test_plain_page(tmp_path: Path) -> None:
    path = tmp_path / "norland.txt"
    path.write_text(PAGE)
    (document,) = read(path)
    assert document.name == "norland.txt"
    assert document.title == "Parliament in Norland halts talks with Sudria"
    assert document.author == "Jane Doe"
    assert document.published == "2024-03-14"
    assert document.outlets == ("The Norland Courier",)
    assert document.language == "en"
    lines = document.text.split("\n")
    assert lines[0].startswith("Lawmakers say")
    assert lines[-1] == "Per Lund, harbour master"
    assert [span.of(document.text) for span in document.headings] == ["Fishermen block the harbour"]
    for gone in ("Skip", "newsletter", "Getty", "premier answers", "Five things", "Subscribe", "reserved", "Share"):
        assert gone not in document.text
    assert len(lines) == 9


def test_html_page(tmp_path: Path) -> None:
    paragraphs = "".join(
        f"<p>{line}</p>" if len(line.split()) > 7 else f"<h2>{line}</h2>"
        for line in PAGE.split("\n")[13:25]
        if line and "premier" not in line
    )
    html = (
        "<!DOCTYPE html><html lang=en><head><meta charset='utf-8'><title>Parliament in Norland halts talks</title>"
        "<meta property='og:site_name' content='The Norland Courier'><meta name='author' content='Jane Doe'>"
        "<link rel='canonical' href='https://courier.example/2024/03/14/talks'>"
        "<meta property='article:published_time' content='2024-03-14T10:00:00Z'></head><body>"
        "<nav><a href='/'>Home</a></nav>"
        f"<article><h1>Parliament in Norland halts talks</h1>{paragraphs}</article>"
        "<footer>Sign up</footer></body></html>"
    )
    plain, packed = tmp_path / "page.html", tmp_path / "packed.html.gz"
    plain.write_text(html)
    packed.write_bytes(gzip.compress(html.encode()))
    first, second = read(plain, packed)
    assert first.text == second.text
    assert first.raw_sha256 == second.raw_sha256
    assert first.id != second.id
    assert first.title == "Parliament in Norland halts talks"
    assert (first.author, first.published) == ("Jane Doe", "2024-03-14")
    assert first.outlets == ("The Norland Courier",)
    assert first.url == "https://courier.example/2024/03/14/talks"
    assert "voted 88-40" in first.text
    assert "Home" not in first.text
    assert [span.of(first.text) for span in first.headings] == ["Fishermen block the harbour"]


ROW = {
    "id": "r-1",
    "date": "2024-03-14T08:00:00Z",
    "title": "A vote",
    "outlets": ["Courier", "Gazette"],
    "topic": "Fishing",
    "url": "https://courier.example/1",
    "author": "Jane Doe",
    "text": "  The  parliament\tvoted “no”.\r\n\u00a0It was late. ",
}


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        ("", bytes),
        (".gz", gzip.compress),
        (".xz", lzma.compress),
        (".zst", zstandard.compress),
        (".bz2", bz2.compress),
        (".dat", lambda data: zstandard.compress(data[:40]) + zstandard.compress(data[40:])),
    ],
)
def test_jsonl_is_taken_verbatim(tmp_path: Path, suffix: str, pack: object) -> None:
    path = tmp_path / f"rows.jsonl{suffix}"
    path.write_bytes(pack((json.dumps(ROW) + "\n\n" + json.dumps({"text": "Second."})).encode()))  # type: ignore[operator]
    first, second = read(path)
    assert first.text == ROW["text"]
    assert first.id == Document.id_of("r-1", str(ROW["text"]))
    assert (first.name, first.published, first.title) == ("r-1", "2024-03-14", "A vote")
    assert (first.outlets, first.topic, first.author) == (("Courier", "Gazette"), "Fishing", "Jane Doe")
    assert second.name == f"rows.jsonl{suffix}:3"


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1).filter(str.strip))
def test_any_text_survives_jsonl(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text}))
    (document,) = read(path, any_language=True)
    assert document.text == text
    assert json.loads(json.dumps(document_json(document)))["text"] == text


LINES = st.one_of(
    st.sampled_from(PAGE.split("\n")), st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=120)
)


@given(st.lists(LINES, max_size=40))
def test_headings_are_whole_lines_of_the_text(lines: list[str]) -> None:
    try:
        document = read_page("\n".join(lines), "page", "", None)
    except Unreadable:
        return
    kept = document.text.split("\n")
    for span in document.headings:
        assert span.of(document.text) in kept
        assert span.start == 0 or document.text[span.start - 1] == "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.replace("Nordhavn", "Nørdhavn").replace('"', "”").encode(encoding))
    (document,) = read(path)
    assert "harbour of Nørdhavn on Friday" in document.text


def test_declared_encoding_of_html(tmp_path: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in PAGE.split("\n")[13:17]).replace("Norland", "Nørland")
    path = tmp_path / "page.html"
    path.write_bytes(
        f"<html><head><meta charset=iso-8859-1></head><body><article>{body}</article></body></html>".encode("latin-1")
    )
    assert "parliament of Nørland" in read(path)[0].text


def test_feed(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>The Norland Courier</title><item><title>A vote</title>"
        "<link>https://courier.example/1</link><pubDate>Thu, 14 Mar 2024 10:00:00 GMT</pubDate>"
        "<description>&lt;p&gt;The parliament voted &amp;amp; left.&lt;/p&gt;"
        "&lt;p&gt;It was late.&lt;/p&gt;</description>"
        "</item></channel></rss>"
    )
    (document,) = read(path)
    assert document.name == document.url == "https://courier.example/1"
    assert document.text == "The parliament voted & left.\nIt was late."
    assert (document.title, document.outlets, document.published) == ("A vote", ("The Norland Courier",), "2024-03-14")


def test_folder_is_read_in_order_without_the_parts_of_saved_pages(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/page_files/menu.txt", ".hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE)
    assert [d.name for d in read(tmp_path)] == ["b.txt", "c.txt"]


class Site(BaseHTTPRequestHandler):
    """A page, a redirect to a file, a redirect for ever, an error and a page without end."""

    def do_GET(self) -> None:
        if self.path == "/page":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode())
        elif self.path == "/moved":
            self._moved("/page")
        elif self.path == "/file":
            self._moved("file:///etc/hosts")
        elif self.path == "/ever":
            self._moved("/ever")
        elif self.path == "/long":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"word " * 100_000)
        else:
            self.send_error(404)

    def _moved(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_address_is_fetched(site: str) -> None:
    for path in ("/page", "/moved"):
        (document,) = read(site + path)
        assert document.name == document.url == site + path
        assert "voted 88-40" in document.text


@pytest.mark.parametrize(
    ("path", "words"),
    [("/gone", "404"), ("/file", "not allowed"), ("/ever", "cannot|answers 302"), ("/long", "more than")],
)
def test_address_that_cannot_be_read(site: str, path: str, words: str) -> None:
    said: list[Skipped] = []
    assert not list(read_inputs([site + path], ReadOptions(max_bytes=50_000), said.append))
    assert said[0].name == site + path
    assert any(word in said[0].reason for word in words.split("|"))


def test_no_other_scheme_is_fetched() -> None:
    said: list[Skipped] = []
    assert not list(read_inputs(["file:///etc/hosts", "ftp://127.0.0.1/x"], ReadOptions(), said.append))
    assert len(said) == 2


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("March 23, 2024", "2024-03-23"),
        ("Published: 28 March 2024", "2024-03-28"),
        ("Sat 2 Mar 2024 17.07 CET", "2024-03-02"),
        ("2024-03-22T23:59:00-05:00", "2024-03-22"),
        ("20240322", "2024-03-22"),
        ("Sept. 3rd, 2019", "2019-09-03"),
        ("25/12/2023", "2023-12-25"),
        ("3/4/2024", None),
        ("2024-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days(written: str, day: str | None) -> None:
    assert as_day(written) == day


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_written_days_are_found_where_they_stand(date: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b %d, %Y"):
        written = date.strftime(form)
        assert find_day(f"On {written} at noon") == (str(date), 3, 3 + len(written))
