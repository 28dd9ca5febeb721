"""``dragoman brief``."""

from pathlib import Path

import click

from dragoman.brief import gather, render
from dragoman.claims import judge
from dragoman.cli.output import DAY, in_order, store_option
from dragoman.cli.parties import code_of
from dragoman.drafts import whole
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.records import plain
from dragoman.store import Store


@click.command("brief")
@store_option
@click.option("--about", required=True, metavar="A[,B]", help="A state, or two for their relations: codes or names.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The HTML file.")
@click.option("--as-of", type=DAY, metavar="DATE", help="Use only what was published up to this day.")
@click.option("--from", "since", type=DAY, metavar="DATE", help="First day shown; default half a year before the last.")
@click.option(
    "--claim", "claims", multiple=True, metavar="CLAIM", help="A claim to judge on the page; may be repeated."
)
def command(
    store_path: str, about: str, output: Path, as_of: str | None, since: str | None, claims: tuple[str, ...]
) -> int:
    """One self-contained HTML page: the line over time, who moved, the latest acts with their words, votes, figures.

    \b
    Example:
      dragoman brief --store demo-out/record.duckdb --about ISR,USA -o brief.html
      dragoman brief --store demo-out/record.duckdb --about ISR --claim "Support for Israel is eroding" -o b.html
    """
    gazetteer = Gazetteer.load()
    codes = [code_of(part, gazetteer) for part in about.split(",")]
    if len(codes) == 2 and codes[0] == codes[1]:
        raise UsageError(f"{codes[0]} has no relations with itself; name one state, or two")
    if len(codes) > 2:
        raise UsageError("a brief is about one state or two; name them as --about ISR or --about ISR,USA")
    in_order(since, as_of, names=("--from", "--as-of"))
    if not output.parent.is_dir():
        raise UsageError(f"there is no folder {output.parent}; make it, or name another file")
    store = Store(store_path)
    verdicts = [plain(judge(claim, store, gazetteer, as_of=as_of)) for claim in claims]
    page = render(gather(store, codes, gazetteer, as_of=as_of, since=since, verdicts=verdicts))
    with whole(output) as draft:
        draft.write_text(page, encoding="utf8")
    click.echo(str(output))
    return 0
