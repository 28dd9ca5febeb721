"""Within one text a sentence tells of the act once more, or of the next: reports of our own, coded and linked."""

from dataclasses import replace

import pytest

from dragoman.examples import code_sentences
from dragoman.link import Report, link
from dragoman.records import Document

ONE = [
    ("Rebels kill 23 Kenyan civilians in Mandera. The attack was carried out at dawn near the market.",
     "kill", "carried out"),
    ("Kenyan jets bomb a Somali village. The strike killed five Somali civilians.", "bomb", "killed"),
    ("Somali rebels shelled a Kenyan market. The shelling was the first since June.", "shelled", "shelling"),
]  # fmt: skip
TWO = [
    ("Rebels kill 23 Kenyan civilians in Mandera. They also raided a Kenyan village near Wajir.", "kill", "raided"),
    ("Kenyan jets bomb a Somali village. Another Kenyan strike killed five Somali civilians in Kismayo.",
     "bomb", "killed"),
    ("Somali police arrest six Kenyan journalists in Mogadishu. Two other Kenyan journalists were detained in Baidoa "
     "on Friday.", "arrest", "detained"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "second", "same"), [(*case, True) for case in ONE] + [(*case, False) for case in TWO]
)
def test_mentions_within_a_text(text: str, first: str, second: str, same: bool) -> None:
    document = Document("d", "d", text, published="2022-06-15")
    events = [replace(e, document="d") for e in code_sentences([text])[0]]
    incidents = link([Report(e, "2022-06-15", ("Wire",), document) for e in events])
    of = {j.event: x.incident.id for x in incidents for j in x.joined}
    told = {e.trigger.of(text): of[e.id] for e in events}
    assert (told[first] == told[second]) is same
