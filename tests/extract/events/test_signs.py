"""Signs of how a sentence tells an act, on sentences of our own."""

import pytest

from dragoman.examples import code_sentences

CASES = [
    ("Somali rebels attacked a village in Kenya.", "attacked", {"main clause", "object indefinite", "depth 0"}),
    ("Kenyan jets bombed Somalia on Monday. The attack killed five soldiers.", "killed",
     {"sentence 1", "subject known act", "object counted", "main clause"}),
    ("Kenyan jets bombed Somalia. Four Somali soldiers were killed in the attack.", "killed",
     {"known act within", "verb passive", "object counted"}),
    ("Ethiopia said that Kenya had also attacked Chad.", "attacked",
     {"also", "verb pluperfect", "in complement clause", "object name", "sentence 0", "depth 1"}),
    ("Norway mourned the victims of the Kenyan raid on Somalia.", "raid", {"noun definite", "noun behind preposition"}),
    ("They attacked Kenyan soldiers in Somalia, rebels said.", "attacked", {"begins with pronoun"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "signs"), CASES)
def test_signs(text: str, trigger: str, signs: set[str]) -> None:
    told = [set(e.signs) for e in code_sentences([text])[0] if e.trigger.of(text) == trigger]
    assert any(signs <= found for found in told), told
