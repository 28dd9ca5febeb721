"""``dragoman panel``."""

from pathlib import Path

import click

from dragoman.cli.output import DAY, FORMATS, emit, in_order, output_option, save, store_option
from dragoman.cli.parties import code_of
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import load_acts, unread
from dragoman.measure.panel import UNITS, panel
from dragoman.store import Store


@click.command("panel")
@store_option
@click.option(
    "--unit", type=click.Choice(UNITS), default="dyad", show_default=True, help="dyad is directed, pair is not."
)
@click.option("--by", type=click.Choice(("day", "week", "month", "year")), default="month", show_default=True)
@click.option("--actor", "codes", multiple=True, metavar="CODE", help="Only acts with this state; may be repeated.")
@click.option("--from", "first", type=DAY, metavar="DATE", help="First day.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Last day.")
@click.option("--as-of", type=DAY, metavar="DATE", help="Use only what was published up to this day.")
@click.option("--roles", is_flag=True, help="Count parties, rebels and people too, under CODE:ROLE.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True, help="How to print.")
@output_option
def command(
    store_path: str,
    unit: str,
    by: str,
    codes: tuple[str, ...],
    first: str | None,
    last: str | None,
    as_of: str | None,
    roles: bool,
    output: Path | None,
    form: str,
) -> int:
    """Counts by dyad and period, by quad class and type: what regressions are run on.

    Incidents are counted, not reports.  Rows stand only for periods with an act on record; where your model needs the
    others, add them as zeros (tidyr's complete, pandas' reindex).

    \b
    Example:
      dragoman panel --store demo-out/record.duckdb --unit dyad --by month -o panel.parquet
    """
    in_order(first, last)
    in_order(first, as_of, names=("--from", "--as-of"))
    if codes:
        gazetteer = Gazetteer.load()
        codes = tuple(code_of(code, gazetteer) for code in codes)
    store = Store(store_path)
    acts = load_acts(store, codes, as_of=as_of, roles=roles)
    acts = [a for a in acts if (not first or a.day >= first) and (not last or a.day <= last)]
    if not roles:
        acts = [a for a in acts if not all(":" in p for p in (*a.actors, *a.recipients))]
    rows = panel(acts, unit=unit, by=by)
    if not roles:
        keys = ("actor", "recipient", "a", "b")
        rows = [r for r in rows if not any(":" in str(r.get(k, "")) for k in keys)]
    if not rows:
        whose = "of these parties " if codes else ""
        click.echo(f"dragoman: no act {whose}in this time is in the store{unread(store, as_of)}", err=True)
        return 1
    if output:
        save(rows, output)
    else:
        emit(rows, form)
    return 0
