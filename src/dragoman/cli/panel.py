"""``dragoman panel``."""

from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.cli.output import DAY, FORMATS, emit, store_option, to_csv
from dragoman.cli.parties import code_of
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import load_acts
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
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A .csv, .jsonl or .parquet file."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True, help="How to print.")
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

    Incidents are counted, not reports.  Rows stand only for periods with a report.

    \b
    Example:
      dragoman panel --store record.duckdb --unit dyad --by month -o panel.parquet
    """
    if output is not None and output.suffix not in (".parquet", ".csv", ".jsonl"):
        raise UsageError(f"{output.name}: the ending says the format; use .csv, .jsonl or .parquet")
    if codes:
        gazetteer = Gazetteer.load()
        codes = tuple(code_of(code, gazetteer) for code in codes)
    acts = load_acts(Store(store_path), codes, as_of=as_of, roles=roles)
    acts = [a for a in acts if (not first or a.day >= first) and (not last or a.day <= last)]
    if not roles:
        acts = [a for a in acts if not all(":" in p for p in (*a.actors, *a.recipients))]
    rows = panel(acts, unit=unit, by=by)
    if not roles:
        keys = ("actor", "recipient", "a", "b")
        rows = [r for r in rows if not any(":" in str(r.get(k, "")) for k in keys)]
    if not rows:
        click.echo("dragoman: no act of these parties in this time is in the store", err=True)
        return 1
    if output is None:
        emit(rows, form)
        return 0
    if output.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), output)
    elif output.suffix == ".csv":
        output.write_text(to_csv(rows), encoding="utf-8")
    else:
        import json

        with output.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(r) + "\n" for r in rows)
    click.echo(f"{len(rows):,} rows: {output}", err=True)
    return 0
