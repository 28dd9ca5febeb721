"""The resolver on sentences of our own, and what must hold for any text."""

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parsed, Parser
from dragoman.records import Document
from dragoman.resolve import ActorResolver

EXAMPLES = [
    example
    for name in ("examples.yaml", "ambiguous.yaml")
    for example in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]
NOUNS = yaml.safe_load(resources.files("dragoman.resolve").joinpath("data/nouns.yaml").read_text(encoding="utf-8"))
PARSER = Parser()
GAZETTEER = Gazetteer.load()


def resolver(text: str, date: str | None) -> tuple[ActorResolver, Parsed]:
    parsed = PARSER.parse(text)
    return ActorResolver(Document("0", "test", text, published=date), parsed, GAZETTEER), parsed


def coded(found: tuple[Any, ...]) -> list[str]:
    return [f"{a.code}:{a.role or 'GOV'}" for a in found]


CASES = [(e["text"], e["date"], p) for e in EXAMPLES for p in e["phrases"]]


@pytest.mark.parametrize(("text", "date", "want"), CASES, ids=[f"{c[2]['phrase']} | {c[0][:40]}" for c in CASES])
def test_examples(text: str, date: str, want: dict[str, Any]) -> None:
    asked, parsed = resolver(text, date)
    # a longer phrase only serves to find its first word
    head = parsed.token_at(text.index(want["phrase"]))
    found = asked.actors(head, allow_place=want.get("place", False))
    if "code" in want:
        assert [a.code for a in found] == [want["code"]]
    elif want["is"] == "none":
        assert not found
    elif want["is"] == "unknown":
        assert [a.code for a in found] == [None]
    else:
        assert coded(found) == ([want["is"]] if isinstance(want["is"], str) else want["is"])
    if "through" in want:
        assert found[0].antecedent is not None
        assert found[0].antecedent.of(text) == want["through"]
    if "entity" in want:
        assert found[0].entity == want["entity"]
    if "not_entity" in want:
        assert found[0].entity != want["not_entity"]


NOUN_CASES = [
    example
    for kind in ("roles", "relays", "supporters", "materiel", "plurals", "halves")
    for entry in NOUNS[kind]
    for example in entry["examples"]
]


@pytest.mark.parametrize("example", NOUN_CASES, ids=[e["phrase"] for e in NOUN_CASES])
def test_examples_of_the_noun_file(example: dict[str, Any]) -> None:
    asked, parsed = resolver(example["text"], example.get("date", "2010-06-01"))
    at = example["text"].index(example["phrase"])
    last = parsed.token_at(at + len(example["phrase"]) - 1)
    first = parsed.token_at(at)
    head = next(i for i in range(first, last + 1) if not first <= parsed.heads[i] <= last)
    assert coded(asked.actors(head)) == (example["codes"] if "codes" in example else [example["code"]])


def test_no_word_stands_in_two_roles() -> None:
    seen: dict[str, str] = {}
    for entry in NOUNS["roles"]:
        for word in entry["words"]:
            assert word not in seen, f"{word} is {seen[word]} and {entry['role']}"
            seen[word] = entry["role"]


WORDS = st.sampled_from(
    [
        *"Russia Russian Israel the police in Cairo of and , . he it its they Hamas forces said president".split(),
        *"Obama ( ) - led US both countries two killed Kharkiv Smith Minister who 's leaders former rebels".split(),
        *"we our attacked UN 12 others".split(),
        '"',
        "\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_spans_lie_inside_the_document(text: str) -> None:
    asked, parsed = resolver(text, "2012-01-01")
    for head in range(len(parsed)):
        for actor in (*asked.actors(head), *asked.actors(head, allow_place=True)):
            assert actor.start is not None
            assert actor.end is not None
            assert 0 <= actor.start < actor.end <= len(text)
            assert text[actor.start : actor.end] == actor.text
            assert actor.code is None or len(actor.code) == 3
            if actor.antecedent:
                assert 0 <= actor.antecedent.start < actor.antecedent.end <= len(text)
        span = asked.mention(head)
        assert 0 <= span.start < span.end <= len(text)
        asked.place(head)
        asked.country(head)
        asked.is_person(head)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    asked, parsed = resolver(text, None)
    for head in range(len(parsed)):
        asked.actors(head, allow_place=True)


def test_a_long_chain_of_pronouns_ends() -> None:
    text = "He said so. " * 2000
    asked, parsed = resolver(text, None)
    for head in range(len(parsed)):
        asked.actors(head)
