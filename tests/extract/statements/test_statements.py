"""Statements of texts of our own, and what holds for any text."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.extract.statements import find_statements, link_statements
from dragoman.extract.statements.build import form_of
from dragoman.extract.statements.judgements import DATA as JUDGEMENTS
from dragoman.extract.statements.judgements import DIRECTIONS, patterns
from dragoman.extract.statements.outlets import name_at
from dragoman.extract.statements.quotes import find_quotes
from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parser
from dragoman.records import Actor, Coder, Document, Event, Span, Statement
from dragoman.resolve import ActorResolver

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8"))
MARKS = st.sampled_from(
    [*"“”\"‘’'«»„", "''", "``", "\n", "\n\n", " ", ".", ",", " said ", " Smith ", " that ", ": ", "yes"]
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def statements(text: str, parser: Parser, gazetteer: Gazetteer) -> tuple[Statement, ...]:
    document = Document(Document.id_of("t", text), "t", text, published="2024-03-01")
    parsed = parser.parse(text)
    return find_statements(document, parsed, ActorResolver(document, parsed, gazetteer))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_example(case: dict[str, Any], parser: Parser, gazetteer: Gazetteer) -> None:
    text = case["text"]
    found = statements(text, parser, gazetteer)
    by_content = {tuple(c.of(text).strip() for c in s.content): s for s in found}
    for want in case["statements"]:
        assert tuple(want["content"]) in by_content, list(by_content)
        got = by_content[tuple(want["content"])]
        assert got.speaker is None or got.speaker.text == text[got.speaker.start : got.speaker.end]
        if "speaker" in want:
            assert got.speaker is not None
            assert want["speaker"] in got.speaker.text
        if "name" in want:
            assert got.speaker is not None
            assert got.speaker.name == want["name"]
        if "cue" in want:
            assert got.cue is not None
            assert got.cue.of(text) == want["cue"]
        for key in ("form", "outlet", "denied", "judgement"):
            if key in want:
                assert getattr(got, key) == want[key]
        if "judgement_of" in want:
            assert set(got.judgement_of) == set(want["judgement_of"])
    if "count" in case:
        assert len(found) == case["count"]


@settings(max_examples=60, deadline=None)
@example(" said  said ’.““")
@given(st.lists(MARKS, max_size=40).map("".join))
def test_spans_lie_inside_and_quote_their_document(parser: Parser, gazetteer: Gazetteer, text: str) -> None:
    found = statements(text, parser, gazetteer)
    assert len({s.id for s in found}) == len(found)
    for s in found:
        assert s.content
        for span in (*s.content, *([s.cue] if s.cue else [])):
            assert 0 <= span.start < span.end <= len(text)
        assert all(a.end <= b.start for a, b in pairwise(s.content))
        if s.speaker is not None and s.speaker.start is not None and s.speaker.end is not None:
            assert text[s.speaker.start : s.speaker.end] == s.speaker.text
    assert found == statements(text, parser, gazetteer)


@given(st.lists(MARKS, max_size=200).map("".join))
def test_quotations_are_in_order_apart_and_within_a_line(text: str) -> None:
    quotes = find_quotes(text)
    for q in quotes:
        assert 0 <= q.start < q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
    assert all(a.end <= b.start for a, b in pairwise(quotes))


def test_deeply_nested_marks_end(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "“" * 3000 + "he said " + "”" * 3000 + "\n" + '"' * 3001 + " said Smith"
    for s in statements(text, parser, gazetteer):
        assert s.content[-1].end <= len(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [("“All of it.”", "direct"), ("''All of it,''", "direct"), ("none of it", "indirect"), ("a “gift” to us", "mixed")],
)
def test_form(text: str, form: str) -> None:
    assert form_of(text, [(0, len(text))]) == form


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        ("He told the Washington Post so.", 3, "Washington Post"),
        ("He told AFP so.", 2, "Agence France-Presse"),
        ("She wrote in The Forward today.", 4, "Forward"),
        ("She stepped forward today.", 2, None),
        ("He told the Baltimore Sun so.", 3, "Baltimore Sun"),
    ],
)
def test_outlet_names(parser: Parser, text: str, at: int, name: str | None) -> None:
    got = name_at(parser.parse(text), at)
    assert (got[1] if got else None) == name


def test_each_judgement_stands_in_its_example() -> None:
    raw = yaml.safe_load(JUDGEMENTS.read_text(encoding="utf-8"))
    pattern, words, _ = patterns()
    for direction in DIRECTIONS:
        for word, told in raw[direction].items():
            assert f"[{word}]" in told
            match = pattern.search(told.replace("[", "").replace("]", ""))
            assert match is not None
            assert words[match[0].lower()] == direction


def event(kind: str, trigger: tuple[int, int], evidence: tuple[int, int]) -> Event:
    return Event(
        "e1", "d", kind, None, "happened", (), (), Span(*trigger), Span(*evidence), kind, 3, -2.0, 0.8, Coder("r", "1")
    )


def test_an_act_in_words_is_linked_to_its_statement() -> None:
    text = "Norway accused Russia of sabotage. Sweden moved its troops."
    speaker = Actor("NOR", "GOV", "Norway", "Norway", 0, 6)
    said = Statement("s1", "d", speaker, Span(7, 14), (Span(15, 33),), "indirect")
    assert text[7:14] == "accused"
    linked = link_statements([said], [event("ACCUSE", (7, 14), (0, 34))])
    assert linked[0].event == "e1"
    assert link_statements([said], [event("MOBILIZE", (7, 14), (0, 34))])[0].event is None
    assert link_statements([said], [event("ACCUSE", (42, 47), (35, 59))])[0].event is None
