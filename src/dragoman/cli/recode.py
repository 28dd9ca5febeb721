"""``dragoman recode``."""

import click

from dragoman.cli.inputs import code_options
from dragoman.cli.output import coding_options, progress_bar, store_option
from dragoman.pipeline import recode
from dragoman.store import Store


@click.command("recode")
@store_option
@coding_options
@click.option("--workers", type=click.IntRange(0), default=0, help="Processes that code; 0 is one for each core.")
def command(
    store_path: str, model: str | None, lexicons: tuple[str, ...], actors: tuple[str, ...], workers: int
) -> int:
    """Code the stored texts anew beside the old records, after an upgrade or a change of lexicon or gazetteer.

    Views show the newest coding of each document; the older ones stay in the store.

    \b
    Example:
      dragoman recode --store demo-out/record.duckdb
      dragoman recode --store demo-out/record.duckdb --lexicon my-frames.yaml
    """
    store = Store(store_path)
    total = store.rows("SELECT count(*) AS n FROM documents")[0]["n"]
    with progress_bar("Recoding", total) as advance:
        report = recode(
            store,
            code_options(model, lexicons, actors, workers=workers),
            progress=lambda done, events: advance(done),
        )
    click.echo(
        f"{report.documents:,} documents coded anew; {report.events:,} events in {report.incidents:,} incidents; "
        f"{report.seconds:,.0f} s",
        err=True,
    )
    return 0
