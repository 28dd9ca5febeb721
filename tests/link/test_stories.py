import pytest

from dragoman.errors import DragomanError
from dragoman.link import stories

FIRE = (
    "A fire in the Halden paper mill killed two workers in Norway.",
    "Inspectors blame a boiler for the Halden paper mill fire.",
    "The Halden mill owners pay the families of two workers.",
)
TRIAL = (
    "A court in Porto tries Rui Sarmento for fraud.",
    "Rui Sarmento tells the Porto court that the fraud was his partner's.",
    "Prosecutors in Porto ask seven years for Sarmento.",
)


def test_documents_of_one_matter_have_one_number_in_any_order() -> None:
    for texts in (FIRE + TRIAL, tuple(reversed(FIRE + TRIAL))):
        found = dict(zip(texts, stories.stories_of([(None, t) for t in texts]), strict=True))
        assert not {found[t] for t in FIRE} & {found[t] for t in TRIAL}
        assert found[FIRE[0]] == found[FIRE[1]]


def test_documents_of_two_topics_are_never_of_one_story() -> None:
    found = stories.stories_of([("mill", FIRE[0]), ("court", FIRE[0])])
    assert found[0] != found[1]


def test_too_many_documents_of_a_topic_are_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "MOST", 2)
    with pytest.raises(DragomanError, match="3 documents of the topic"):
        stories.stories_of([(None, t) for t in FIRE])
