"""The pipeline is loaded without what is not needed, and works as it would with it."""

import subprocess
import sys

import pytest

from dragoman.parse import DEFAULT_MODEL, Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def test_the_saved_tokenizer_is_the_one_in_use() -> None:
    # in a process of its own, as a tokenizer that has read something is written otherwise
    code = (
        f"import spacy; from dragoman.parse import Parser; used = Parser()._nlp.tokenizer; "
        f"used.token_match = None; "  # ours, see the next test
        f"assert used.to_bytes() == spacy.load({DEFAULT_MODEL!r}).tokenizer.to_bytes()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_word_that_says_again_is_one_word(parser: Parser) -> None:
    parsed = parser.parse("Chad re-opened its embassy, re-arming nobody, after Re-Max left.")
    assert parsed.words[1] == "re-opened"
    assert parsed.lemmas[1] == "reopen"
    assert "re-arming" in parsed.words
    assert "Re-Max" not in parsed.words


def test_the_command_line_of_spacy_is_not_loaded_and_can_be() -> None:
    code = (
        "import sys; from dragoman.parse import Parser; Parser(); assert 'spacy.cli' not in sys.modules; "
        "import spacy.cli; assert spacy.cli.info"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("run", ["(" * 20_000, "“" * 20_000, "a.)" * 8_000, "a" * 100_000])
def test_what_is_too_long_for_a_word_is_passed_over(parser: Parser, run: str) -> None:
    text = f"Kenya accused Uganda. {run} Uganda rejected the claim.\n {run}\nThey held talks."
    parsed = parser.parse(text)
    assert parsed.words == "Kenya accused Uganda . Uganda rejected the claim . They held talks .".split()
    assert [text[a:b] for a, b in zip(parsed.starts, parsed.ends, strict=True)] == parsed.words


def test_a_long_address_is_a_word(parser: Parser) -> None:
    address = "https://example.org/" + "a" * 300
    assert address in parser.parse(f"Kenya accused Uganda, see {address} for more.").words
