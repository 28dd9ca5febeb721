"""Acts that happened, by type and mode, in the many wordings of news (acts.yaml)."""

from pathlib import Path

import pytest
import yaml

from dragoman.examples import code_sentences, told

GROUPS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "acts.yaml").read_text(encoding="utf-8"))
NOTHING = "nothing"


@pytest.fixture(scope="module")
def coded() -> dict[str, list[str]]:
    """What comes out of each sentence, a line an act: "TYPE.mode ..."; of what is nothing, acts with a coded party."""
    cases = [(kind, text) for kind, texts in GROUPS.items() for text in texts]
    events = code_sentences(text for _, text in cases)
    return {
        text: [told(e) for e in found if e.political or kind != NOTHING]
        for (kind, text), found in zip(cases, events, strict=True)
    }


@pytest.mark.parametrize("wanted", GROUPS)
def test_acts_are_found_with_their_mode(wanted: str, coded: dict[str, list[str]]) -> None:
    missed = []
    for text in GROUPS[wanted]:
        found = coded[text]
        kinds = {line.split()[0] for line in found} | {line.split()[0].partition(".")[0] for line in found}
        if (wanted not in kinds) if wanted != NOTHING else found:
            missed.append(f"{text}\n    {'; '.join(found) or 'nothing'}")
    assert not missed, f"{wanted}:\n" + "\n".join(missed)


def test_the_sentences_are_many_and_each_once() -> None:
    texts = [text for texts in GROUPS.values() for text in texts]
    assert len(texts) == len(set(texts))
    assert len(texts) > 900
