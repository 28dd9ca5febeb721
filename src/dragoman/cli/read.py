"""``dragoman read``."""

import click

from dragoman.cli.inputs import Inputs, input_arguments
from dragoman.cli.output import as_json
from dragoman.read import document_json


@click.command("read")
@input_arguments
def command(inputs: tuple[str, ...], strict: bool, columns: tuple[str, ...]) -> int:
    """Print documents as JSON Lines: title, author, outlets, day, and the article's text without the page.

    INPUT is a page (HTML or saved as text), JSON Lines, a CSV table, a feed, one of these packed (.gz, .xz, .zst), a
    folder, an address that starts with http, or - for standard input.

    \b
    Example:
      dragoman read demo-out/reports.jsonl > documents.jsonl
      dragoman read saved-page.html reports/
    """
    # reading works in any language, coding only in English: so this command prints what the others set aside
    source = Inputs(inputs, strict=strict, columns=columns, any_language=True)
    for document in source:
        if document.language not in (None, "en"):
            click.echo(
                f"dragoman: {document.name}: is in {document.language}, not English; it cannot be coded", err=True
            )
        click.echo(as_json(document_json(document)))
    return source.status
