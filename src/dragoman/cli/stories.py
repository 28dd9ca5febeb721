"""``dragoman stories``."""

import click

from dragoman.cli.output import DAY, emit, in_order, output_options, store_option
from dragoman.cli.parties import code_of
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.linking import tell_stories
from dragoman.measure.stories import LEAST, stories, story_of
from dragoman.records import plain
from dragoman.store import Store

_COLUMNS = ("id", "label", "first", "last", "documents", "acts")


@click.command("stories")
@click.argument("story", required=False, metavar="[STORY]")
@store_option
@click.option(
    "--about", default="", metavar="A[,B]", help="Only matters with acts of this state, or between these two."
)
@click.option("--from", "first", type=DAY, metavar="DATE", help="Only matters with a report on or after this day.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Only matters that began on or before this day.")
@click.option("--least", type=click.IntRange(1), default=LEAST, show_default=True, help="Acts a matter must have.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to list.")
@output_options("table")
def command(
    story: str | None,
    store_path: str,
    about: str,
    first: str | None,
    last: str | None,
    least: int,
    limit: int,
    form: str,
) -> int:
    """The running matters of the record, those with the most acts first; with the id of one, its reports.

    Reports are grouped by the words they share, the rarest counting most, within weeks of each other.

    \b
    Example:
      dragoman stories --store demo-out/record.duckdb --about ISR,USA --from 2024-01-01
    """
    in_order(first, last)
    store, gazetteer = Store(store_path), Gazetteer.load()
    if not store.has("stories") or not store.rows("SELECT 1 FROM stories LIMIT 1"):
        tell_stories(store)  # of a store that an older version made
    if story:
        documents, incidents = story_of(store, story)
        if not documents:
            raise UsageError(f"no story has the id {story}; dragoman stories --store {store_path} lists them")
        if form == "table":
            emit(documents, form)
            click.echo(f"Acts, for dragoman explain: {', '.join(incidents) or 'none'}")
        else:
            emit([{"id": story, "documents": documents, "incidents": incidents}], form)
        return 0
    codes = [code_of(part, gazetteer) for part in about.split(",") if part.strip()]
    rows = [plain(s) for s in stories(store, gazetteer, codes, first=first, last=last, limit=limit, least=least)]
    if not rows:
        click.echo("dragoman: no story has so many acts of these parties in this time", err=True)
        return 1
    emit(rows, form, columns=_COLUMNS if form == "table" else None)
    return 0
