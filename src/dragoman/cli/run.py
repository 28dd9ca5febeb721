"""``dragoman run``."""

from itertools import chain
from pathlib import Path

import click

from dragoman.cli.inputs import NOTHING, Inputs, code_options, input_arguments
from dragoman.cli.output import coding_options, progress_bar, store_option
from dragoman.pipeline import run
from dragoman.store import Store


@click.command("run")
@input_arguments
@store_option
@coding_options
@click.option("--workers", type=click.IntRange(0), default=0, help="Processes that code; 0 is one for each core.")
@click.option("--all-events", is_flag=True, help="Store also events none of whose parties has a code.")
@click.option("--relink", is_flag=True, help="Link all reports anew, not the new ones alone, and tell all stories.")
def command(
    inputs: tuple[str, ...],
    strict: bool,
    columns: tuple[str, ...],
    store_path: str,
    model: str | None,
    lexicons: tuple[str, ...],
    actors: tuple[str, ...],
    workers: int,
    all_events: bool,
    relink: bool,
) -> int:
    """Read, code, link and store; may be repeated, and adds only what is new.

    New reports are put to the incidents and stories that stand; where more than a tenth of the store is new, or it was
    linked by other rules, all reports are linked anew.

    An interrupted run keeps every finished batch; the same command again does the rest.

    INPUT is what ``dragoman read --help`` lists: pages, JSON Lines, a CSV table, feeds, folders of them.

    \b
    Example:
      dragoman run demo-out/reports.jsonl --store record.duckdb
      dragoman run corpus.csv --column text=body --column date=pub_date --store record.duckdb
    """
    options = code_options(model, lexicons, actors, workers=workers, all_events=all_events)
    source = Inputs(inputs, strict=strict, columns=columns)
    documents = iter(source)
    first = next(documents, None)
    if first is None and not Path(store_path).exists():
        click.echo("dragoman: none of the inputs holds a report that can be coded; no store was made", err=True)
        return NOTHING
    with progress_bar("Coding") as advance:
        report = run(
            chain([first] if first else [], documents),
            Store(store_path),
            options,
            inputs=inputs,
            progress=lambda done, events: advance(done),
            relinking=relink,
        )
    click.echo(
        f"{report.documents:,} documents coded, {report.known:,} already there; {report.events:,} events in "
        f"{report.incidents:,} incidents; {report.seconds:,.0f} s, of them {report.linking:,.0f} s for linking "
        f"{'all reports' if report.whole else 'the new reports'}. Store: {store_path}",
        err=True,
    )
    source.say_days()
    return source.status
