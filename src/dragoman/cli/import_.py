"""``dragoman import``."""

from itertools import islice
from pathlib import Path

import click

from dragoman import __version__
from dragoman.cli.output import progress_bar, store_option
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.interchange.icews import ImportReport, read_icews
from dragoman.ontology import Ontology
from dragoman.pipeline import relink
from dragoman.store import Store, segments

BATCH = 20_000


@click.command("import")
@click.argument("form", type=click.Choice(["icews"]))
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@store_option
def command(form: str, path: Path, store_path: str) -> int:
    """Bring in event data of others, so that relations can be measured on them.

    FORMAT is icews: the public extract of four columns, or the project's own file (plain or .xz).

    \b
    Example:
      dragoman import icews events.2018.tab --store record.duckdb
    """
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    store = Store(store_path)
    store.recover()
    known = store.known()
    gazetteer, ontology, report = Gazetteer.load(), Ontology.load(), ImportReport()
    rows = (c for c in read_icews(path, gazetteer, ontology, report) if c.document.id not in known)
    first = list(islice(rows, BATCH))  # a file that is none makes no store
    run = store.begin_run(
        "import",
        {"dragoman": __version__, "format": form, "inputs": [path.name], "gazetteer": gazetteer.version},
    )
    number = added = 0
    with progress_bar("Importing", unit="rows") as advance:
        batch = first
        while batch:
            folder = segments.folder_of(store.path)
            name = f"{run:05d}-{number:07d}"
            store.load(segments.write_segment(folder, name, run, batch, with_documents=True, political_only=False))
            added += len(batch)
            advance(len(batch))
            number += 1
            batch = list(islice(rows, BATCH))
    incidents = relink(store)
    store.end_run(run, {"documents": added, "events": added, "incidents": incidents})
    click.echo(
        f"{report.rows:,} rows: {added:,} events added, {report.events - added:,} already there, "
        f"{report.statements:,} bare statements, {sum(report.skipped.values()):,} skipped; "
        f"{report.share_resolved:.1%} of the actors resolved, {report.share_of_bare_names:.1%} of names without a "
        f"country; {incidents:,} incidents in the store.",
        err=True,
    )
    for reason, count in report.skipped.most_common(5):
        click.echo(f"  skipped {count:,}: {reason}", err=True)
    return 3 if report.skipped else 0
