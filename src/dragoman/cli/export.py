"""``dragoman export``."""

from pathlib import Path

import click

from dragoman.cli.output import store_option
from dragoman.store import Store
from dragoman.store.tables import EXPORTS, FORMATS, export_tables


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@store_option
@click.option(
    "-o", "--output", "output", required=True, type=click.Path(file_okay=False, path_type=Path), help="A folder."
)
@click.option("--table", "tables", multiple=True, type=click.Choice(EXPORTS), help="Only this table; may be repeated.")
def command(form: str, store_path: str, output: Path, tables: tuple[str, ...]) -> int:
    """Write the store's tables into a folder, one file a table: parquet, csv or jsonl.

    \b
    Example:
      dragoman export parquet --store demo-out/record.duckdb -o record/
    """
    counts = export_tables(Store(store_path), form, output, tables or EXPORTS)
    for table, n in counts.items():
        click.echo(f"{output / table}.{form}: {n:,} rows", err=True)
    return 0 if any(counts.values()) else 1
