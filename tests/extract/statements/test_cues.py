"""Every word of the cue file does in a document what its example says."""

import re

import pytest

from dragoman.extract.statements import find_statements
from dragoman.extract.statements.lexicon import read
from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parsed, Parser
from dragoman.records import Document, Statement
from dragoman.resolve import ActorResolver

EXAMPLES = [(group, word, example) for group, entry in read().items() for word, example in entry["words"].items()]


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parsed]:
    texts = [re.sub(r"[\[\]{}]", "", example) for _, _, example in EXAMPLES]
    return dict(zip(texts, Parser().parse_many(texts), strict=True))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def marked(example: str, opening: str, closing: str) -> str:
    part = example[example.index(opening) + 1 : example.index(closing)]
    return re.sub(r"[\[\]{}]", "", part).strip(" ,.")


def statements(text: str, parsed: Parsed, gazetteer: Gazetteer) -> tuple[Statement, ...]:
    document = Document(Document.id_of("example", text), "example", text, published="2024-03-01")
    return find_statements(document, parsed, ActorResolver(document, parsed, gazetteer))


@pytest.mark.parametrize(("group", "word", "example"), EXAMPLES, ids=[f"{g}-{w}" for g, w, _ in EXAMPLES])
def test_example(group: str, word: str, example: str, parsed: dict[str, Parsed], gazetteer: Gazetteer) -> None:
    text = re.sub(r"[\[\]{}]", "", example)
    found = [
        (" ".join(c.of(text).strip(" ,.") for c in s.content), s.speaker.text if s.speaker else "")
        for s in statements(text, parsed[text], gazetteer)
    ]
    want, speaker = marked(example, "[", "]"), marked(example, "{", "}")
    assert any(content == want and speaker in who for content, who in found), found
