"""The pipeline is loaded without what is not needed, and works as it would with it."""

import subprocess
import sys

from dragoman.parse import DEFAULT_MODEL, Parser


def test_the_saved_tokenizer_is_the_one_in_use() -> None:
    import spacy

    whole = spacy.load(DEFAULT_MODEL)
    assert Parser()._nlp.tokenizer.to_bytes() == whole.tokenizer.to_bytes()


def test_the_command_line_of_spacy_is_not_loaded_and_can_be() -> None:
    code = (
        "import sys; from dragoman.parse import Parser; Parser(); assert 'spacy.cli' not in sys.modules; "
        "import spacy.cli; assert spacy.cli.info"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
