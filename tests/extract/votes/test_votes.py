"""Votes of texts of our own, and what holds for any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.votes import find_votes
from dragoman.extract.votes.bodies import DATA, Bodies
from dragoman.extract.votes.tallies import find_tally
from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parser
from dragoman.records import Document, Vote
from dragoman.resolve import ActorResolver

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8"))
NAMED = yaml.safe_load(DATA.read_text(encoding="utf-8"))["named"]
PIECES = st.sampled_from(
    "The parliament |voted |votes |204-117 |by 12 to none |with two abstentions |to ban |The UN Security Council |"
    "Russia |vetoed |abstained |rejected |unanimously |the bill|. |\n|, |(A, B) |in favour |against ".split("|")
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def votes(text: str, parser: Parser, gazetteer: Gazetteer) -> tuple[Vote, ...]:
    document = Document(Document.id_of("t", text), "t", text, published="2024-03-01")
    parsed = parser.parse(text)
    return find_votes(document, parsed, ActorResolver(document, parsed, gazetteer), ())


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_example(case: dict[str, Any], parser: Parser, gazetteer: Gazetteer) -> None:
    found = votes(case["text"], parser, gazetteer)
    assert len(found) == len(case["votes"]), found
    for got, want in zip(found, case["votes"], strict=True):
        for key, value in want.items():
            have = got.for_ if key == "for" else getattr(got, key)
            assert (list(have) if key == "veto" else have) == value, key


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_spans_and_values(parser: Parser, gazetteer: Gazetteer, text: str) -> None:
    found = votes(text, parser, gazetteer)
    assert len({v.id for v in found}) == len(found)
    for v in found:
        assert 0 <= v.span.start < v.span.end <= len(text)
        assert v.motion is None or v.motion in text
        assert v.outcome in ("adopted", "failed", None)
        assert set(v.veto) == {code for code, how in v.by_member.items() if how == "veto"}
        assert all(n is None or n >= 0 for n in (v.for_, v.against, v.abstain, v.absent))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("voted 204-117", (204, 117, None)),
        ("voted 204 to 117 to do it", (204, 117, None)),
        ("by 13 votes to none with two abstentions", (13, 0, 2)),
        ("312 in favour, 254 against", (312, 254, None)),
        ("nine voted for, three (A, B and C) abstaining and one against", (9, 1, 3)),
        ("by a vote of 1,204–17", (1204, 17, None)),
        ("in the 2011–2012 session", (None, None, None)),
        ("send 450 to 500 soldiers", (None, None, None)),
        ("cut the seats from 84 to 60", (None, None, None)),
        ("on March 11–12", (None, None, None)),
    ],
)
def test_tallies(text: str, numbers: tuple[int | None, int | None, int | None]) -> None:
    tally = find_tally(text, 0, len(text))
    assert (tally.for_, tally.against, tally.abstain) == numbers


@pytest.mark.parametrize("name", list(NAMED))
def test_named_bodies(name: str, parser: Parser, gazetteer: Gazetteer) -> None:
    example = NAMED[name]["example"]
    inner = example[example.index("[") + 1 : example.index("]")]
    text = example.replace("[", "").replace("]", "")
    parsed = parser.parse(text)
    bodies = Bodies(parsed, ActorResolver(Document("d", "t", text, published="2024-03-01"), parsed, gazetteer))
    head = parsed.token_at(text.index(inner) + len(inner) - 1)
    got = {b.code for i in range(head + 1) if parsed.tags[i][0] == "N" and (b := bodies.of(i))}
    assert NAMED[name]["body"] in got
