"""The brief: what it says, that hostile text stays text, and what a browser makes of it."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from dragoman.brief import gather, render
from dragoman.claims import judge
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.pipeline import CodeOptions, run
from dragoman.records import Document, plain
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
        title="</title><script>alert(3)</script>\u202e",
        outlets=("<b>Outlet</b>", "{{ 7 * 7 }}", "\u2066turned"),
        url="javascript:alert(4)",
        published="2024-03-01",
    )
    store = Store(tmp_path / "s.duckdb")
    run([document], store, CodeOptions(workers=1))
    page = render(gather(store, ["FRA", "ESP"], Gazetteer.load()))
    tree = lxml.html.fromstring(page)
    assert not tree.xpath("//script | //img | //b[text()='Outlet']")
    assert not any(a.get("href", "").startswith("javascript") for a in tree.xpath("//a"))
    assert "<b>Outlet</b>, {{ 7 * 7 }}, \N{REPLACEMENT CHARACTER}turned" in tree.text_content()
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


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


def test_every_number_leads_to_an_act_and_its_words(state_page: str, page: str) -> None:
    for text in (state_page, page):
        tree = lxml.html.fromstring(text)
        by_id = {e.get("id"): e for e in tree.xpath("//*[@id]")}
        links = tree.xpath("//a[starts-with(@href, '#')]")
        assert {a.get("href")[1:] for a in links} <= set(by_id)
        # a summary's sentence leads to its section, a point of the line to its row, a dot to its act
        assert all(p.xpath("./a[starts-with(@href, '#')]") for p in tree.xpath("//header/p[not(@class)]"))
        assert {by_id[a.get("href")[1:]].tag for a in tree.xpath("//svg//a[rect]")} == {"tr"}
        dots = tree.xpath("//svg//a[circle]")
        assert dots
        for target in {a.get("href")[1:] for a in dots}:
            assert by_id[target].xpath(".//blockquote//mark")
        # a row of the tables of the level with an act names it by a link
        for row in tree.xpath("//section[@id='months' or @id='numbers' or @id='turns']//tbody/tr"):
            assert all(a.get("href")[1:] in by_id for a in row.xpath(".//a"))
        moved = tree.xpath("//section[@id='months' or @id='numbers']//*[@class='why']")
        assert moved
        assert all(w.xpath("./a") for w in moved)
    rows = lxml.html.fromstring(state_page).xpath("//section[@id='movers']//tbody/tr")
    assert rows
    assert all(r.xpath(".//blockquote//mark") and r.xpath(".//a[starts-with(@href, '#act-')]") for r in rows)


def test_a_claim_shows_its_evidence(sample_store: Store) -> None:
    gazetteer = Gazetteer.load()
    verdict = plain(judge("Support for Israel is eroding", sample_store, gazetteer, as_of="2024-03-23"))
    tree = lxml.html.fromstring(render(gather(sample_store, ["ISR"], gazetteer, verdicts=[verdict])))
    shown = tree.xpath("//section[@id='verdicts']")[0]
    assert len(shown.xpath(".//blockquote")) == len(verdict["for"]) + len(verdict["against"])
    assert all("(sample)" in f.text_content() for f in shown.xpath(".//blockquote/footer"))
    assert shown.xpath(".//a[starts-with(@href, '#act-')]")


def test_the_chart_has_words_for_who_cannot_see_it(state_page: str, page: str) -> None:
    for text in (state_page, page):
        tree = lxml.html.fromstring(text)
        drawing = tree.xpath("//figure//svg[@role]")[0]
        ids = {e.get("id") for e in tree.xpath("//*[@id]")}
        assert {drawing.get("aria-labelledby"), drawing.get("aria-describedby")} <= ids
        assert all((a.get("aria-label") or "").strip() for a in drawing.xpath(".//a"))
        assert drawing.xpath(".//text[contains(., 'score')]")
        # and the table that says the same
        assert tree.xpath("//figcaption//a[@href='#months' or @href='#numbers']")
        assert tree.xpath("//table//th[@scope='row']")


def test_codes_that_many_share_have_no_ones_name() -> None:
    assert Gazetteer.load().code_name("NGO") == "non-governmental organisations"


# the least contrast of any words with what is behind them
CONTRAST = """() => {
  const light = c => { const v = c.map(x => x / 255).map(x => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
    return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
  const rgba = s => { const n = s.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3]));
  let worst = [99, ''];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.getClientRects().length) continue;
    const chain = []; for (let x = e; x; x = x.parentElement) chain.unshift(x);
    let back = [255, 255, 255], seen = 1;
    for (const x of chain) {
      const s = getComputedStyle(x); back = over(rgba(s.backgroundColor), back); seen *= Number(s.opacity);
    }
    const style = getComputedStyle(e);
    const ink = rgba(e.closest('svg') ? style.fill : style.color);
    ink[3] *= seen;
    const a = light(over(ink, back)), b = light(back);
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < worst[0]) worst = [ratio, e.tagName + ': ' + walk.currentNode.data.trim().slice(0, 40)];
  }
  return worst;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out(browser, state_page: str, tmp_path: Path, scheme: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "c.html"
    file.write_text(state_page, encoding="utf8")
    tab = browser.new_page(color_scheme=scheme)
    tab.goto(file.as_uri())
    ratio, where = tab.evaluate(CONTRAST)
    assert ratio >= 4.5, where
    tab.close()


def test_keys_reach_the_acts_and_clicks_show_them(browser, state_page: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "k.html"
    file.write_text(state_page, encoding="utf8")
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(file.as_uri())
    for _ in range(80):
        tab.keyboard.press("Tab")
        if tab.evaluate("!!document.activeElement.closest('svg')"):
            break
    label, target = tab.evaluate(
        "[document.activeElement.getAttribute('aria-label'), document.activeElement.getAttribute('href')]"
    )
    assert label
    tab.keyboard.press("Enter")
    seen = "h => { const r = document.getElementById(h.slice(1)).getBoundingClientRect(); return r.height > 0 && r.top < innerHeight && r.bottom > 0; }"  # noqa: E501
    assert tab.evaluate(seen, target)
    # what is clicked is the thing itself: in the drawing the dots of one day may lie on each other
    for kind in ("svg a:has(rect)", "#months td a", "#movers td a"):
        link = tab.locator(kind).first
        href = link.get_attribute("href")
        tab.evaluate("scrollTo(0, 0)")
        link.click()
        assert href
        assert tab.evaluate(seen, href)
    tab.close()


@pytest.mark.parametrize("width", [360, 768, 1024, 1366])
def test_nothing_is_wider_than_the_screen(browser, state_page: str, page: str, tmp_path: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    tab = browser.new_page(viewport={"width": width, "height": 800})
    for text in (state_page, page):
        file = tmp_path / "w.html"
        file.write_text(text, encoding="utf8")
        tab.goto(file.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    # the drawing's letters can be read
    assert tab.locator("svg .axis").first.bounding_box()["height"] >= 8
    tab.close()


def test_on_paper_nothing_stays_folded(browser, state_page: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "p.html"
    file.write_text(state_page, encoding="utf8")
    tab = browser.new_page()
    tab.goto(file.as_uri())
    tab.emulate_media(media="print")
    assert not tab.locator("nav").is_visible()
    folded = tab.locator("details:not([open]) > :not(summary)")
    assert folded.count()
    assert all(folded.nth(n).bounding_box()["height"] > 0 for n in range(folded.count()))
    assert len(tab.pdf()) > 10_000
    tab.close()


def test_a_small_screen_shows_rows_stacked_and_no_label_over_another(browser, state_page: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "b.html"
    file.write_text(state_page, encoding="utf8")
    for width in (390, 1280):
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.goto(file.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        boxes = tab.evaluate(
            "[...document.querySelectorAll('svg.drawing text')].map(e => e.getBoundingClientRect().toJSON())"
        )
        assert not [
            (a, b)
            for i, a in enumerate(boxes)
            for b in boxes[i + 1 :]
            if a["left"] < b["right"]
            and b["left"] < a["right"]
            and a["top"] + 2 < b["bottom"]
            and b["top"] + 2 < a["bottom"]
        ]
        # the words of an act stand on the screen, not beyond its edge
        words = tab.locator("#movers blockquote").first.bounding_box()
        assert words["x"] + words["width"] <= width
        assert tab.evaluate("getComputedStyle(document.querySelector('#movers td')).display") == (
            "block" if width == 390 else "table-cell"
        )
        # the first key after the sections leads past the chart
        tab.locator("nav a").last.focus()
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.className") == "skip"
        tab.close()


def test_every_cell_says_what_it_is_where_rows_are_stacked(state_page: str, page: str) -> None:
    for text in (state_page, page):
        for table in lxml.html.fromstring(text).xpath("//section//table[thead]"):
            heads = [h.text_content() for h in table.xpath(".//thead//th[@scope='col']")]
            for row in table.xpath("./tbody/tr"):
                assert [c.get("data-label") for c in row.xpath("./td | ./th")] == heads
