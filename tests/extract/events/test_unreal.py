"""Acts that have not happened: each act of ``unreal.yaml`` in each construction that says so."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.examples import code_sentences
from dragoman.records import Event

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "unreal.yaml").read_text(encoding="utf-8"))


def right(event: Event, act: dict[str, Any], construction: dict[str, Any]) -> bool:
    if event.type in construction.get("or", ()):
        return True
    return event.type in act["types"] and event.status in construction["status"]


@pytest.mark.parametrize("kind", ["verb", "noun"])
def test_acts_that_have_not_happened_are_found_with_their_status(kind: str) -> None:
    pairs = [(act, shape) for act in TABLE[f"{kind}s"] for shape in TABLE[f"{kind} constructions"]]
    texts = [re.sub(r"\b(a)(?= [AEIO])", "an", shape["text"].format(**act)) for act, shape in pairs]
    wrong = [
        f"{text}  {[(e.type, e.status) for e in events]}"
        for (act, shape), text, events in zip(pairs, texts, code_sentences(texts), strict=True)
        if not any(right(e, act, shape) for e in events)
    ]
    assert 1 - len(wrong) / len(pairs) >= TABLE["least"], "\n".join(wrong)


def test_what_happened_is_not_read_by_frames_for_what_has_not() -> None:
    for events in code_sentences(["The shops of Norway closed.", "Norway housed students."]):
        assert not [e for e in events if e.coder.rule.startswith("UNREAL")]
