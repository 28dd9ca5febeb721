"""``dragoman read``."""

import json

import click

from dragoman.cli.inputs import Inputs, input_arguments
from dragoman.read import document_json


@click.command("read")
@input_arguments
def command(inputs: tuple[str, ...], strict: bool) -> int:
    """Print documents as JSON Lines: title, author, outlets, day, and the article's text without the page.

    INPUT is a page (HTML or saved as text), JSON Lines, a feed, one of these packed (.gz, .xz, .zst), a
    folder, an address that starts with http, or - for standard input.

    \b
    Example:
      dragoman read saved-page.html reports/ > documents.jsonl
    """
    source = Inputs(inputs, strict=strict)
    for document in source:
        click.echo(json.dumps(document_json(document), ensure_ascii=False))
    return source.status
