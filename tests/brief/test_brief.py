"""The brief: what it says, that hostile text stays text, and what a browser makes of it."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from dragoman.brief import gather, render
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.pipeline import CodeOptions, run
from dragoman.records import Document
from dragoman.store import Store

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def page(sample_store: Store) -> str:
    return render(gather(sample_store, ["ISR", "USA"], Gazetteer.load()))


@pytest.fixture(scope="module")
def state_page(sample_store: Store) -> str:
    return render(gather(sample_store, ["ISR"], Gazetteer.load()))


def test_every_act_quotes_words_and_outlet(page: str) -> None:
    tree = lxml.html.fromstring(page)
    acts = tree.xpath("//article")
    assert len(acts) >= 5
    for act in acts:
        assert act.xpath(".//mark")[0].text_content().strip()
        assert "(sample)" in act.xpath(".//footer")[0].text_content()


def test_links_within_the_page_lead_somewhere(state_page: str) -> None:
    tree = lxml.html.fromstring(state_page)
    anchors = {a.get("id") for a in tree.xpath("//*[@id]")}
    links = [a.get("href") for a in tree.xpath("//nav//a[@href] | //td/a[@href]")]
    assert links
    assert {link[1:] for link in links} <= anchors


def test_contradicting_figures_stand_side_by_side(state_page: str) -> None:
    tree = lxml.html.fromstring(state_page)
    shown = tree.xpath("//section[@id='figures']")[0].text_content()
    assert "contradicting" in shown


def test_the_page_asks_no_other_host_for_anything(state_page: str) -> None:
    tree = lxml.html.fromstring(state_page)
    assert not tree.xpath("//script | //link | //img | //iframe | //object")
    assert "url(" not in state_page
    assert "default-src 'none'" in state_page


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    text = 'France condemned Spain. <script>alert(1)</script> Spain rejected "><img src=x onerror=alert(2)> France.'
    document = Document(
        Document.id_of("x", text),
        "x",
        text,
        title="</title><script>alert(3)</script>",
        outlets=("<b>Outlet</b>",),
        url="javascript:alert(4)",
        published="2024-03-01",
    )
    store = Store(tmp_path / "s.duckdb")
    run([document], store, CodeOptions(workers=1))
    page = render(gather(store, ["FRA", "ESP"], Gazetteer.load()))
    tree = lxml.html.fromstring(page)
    assert not tree.xpath("//script | //img | //b[text()='Outlet']")
    assert not any(a.get("href", "").startswith("javascript") for a in tree.xpath("//a"))
    assert "<b>Outlet</b>" in tree.text_content()


def test_nothing_about_a_state_is_one_sentence(sample_store: Store) -> None:
    with pytest.raises(UsageError, match="no act"):
        gather(sample_store, ["TUV", "PLW"], Gazetteer.load())


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    if not CHROMIUM:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def test_a_browser_shows_the_chart_and_follows_a_dot(browser, page: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "b.html"
    file.write_text(page, encoding="utf8")
    tab = browser.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    tab.on("request", lambda r: asked.append(r.url))
    tab.on("console", lambda m: wrong.append(m.text))
    tab.on("pageerror", lambda e: wrong.append(str(e)))
    tab.goto(file.as_uri())
    box = tab.locator("polyline.level").bounding_box()
    assert box
    assert box["width"] > 200
    target = tab.locator("svg a").last.get_attribute("href")
    tab.evaluate("href => { location.hash = href }", target)
    assert tab.locator(f"[id='{target[1:]}']").count() <= 1
    assert [re.sub("#.*", "", url) for url in asked] == [file.as_uri()]
    assert not wrong
    # nothing is wider than a narrow screen
    tab.set_viewport_size({"width": 400, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 420
    tab.close()
