"""What tests of extractors share: one parser and one gazetteer a session."""

import pytest

from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()
