"""``dragoman import``."""

from collections import Counter
from pathlib import Path

import click

from dragoman import __version__
from dragoman.cli.output import progress_bar, say, store_option
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.interchange.gdelt import read_gdelt
from dragoman.interchange.icews import FormatError, ImportReport, count_lines, read_icews
from dragoman.linking import link_store
from dragoman.ontology import Ontology
from dragoman.records import Coded
from dragoman.store import Store, segments

READERS = {"icews": read_icews, "gdelt": read_gdelt}
BATCH = 20_000
REASONS = 5  # why rows were skipped, told
UNLINKED = "SELECT count(*) AS n FROM machine_events WHERE id NOT IN (SELECT event FROM incident_events)"
OLDER = "^icews-[0-9a-f]{8}-[0-9]+$"
NAMES = 10  # names without a code, told


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(list(READERS)))
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@store_option
@click.option(
    "--actors",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Your own actors, for names that have no code.",
)
def command(form: str, path: Path, store_path: str, actors: tuple[Path, ...]) -> int:
    """Bring in event data of others, so that relations can be measured on them.

    FORMAT is icews: the public extract of four columns (source, event, target, date), or the project's own
    tab-separated file (Event ID, Event Date, Source Name ...); or gdelt: a daily table of version 1.0 or 2.0, unzipped.
    Plain, .gz, .xz or .bz2.  A row that is in the store already, from this file or another, is not added again.

    \b
    Example:
      dragoman import icews events.2018.tab --store icews.duckdb
      dragoman relations CHN JPN --store icews.duckdb
    """
    lines = count_lines(path) if path.is_file() else None
    for own in actors:
        if not own.is_file():
            raise UsageError(f"there is no file {own}")
    gazetteer, ontology, report = Gazetteer.load(tuple(actors)), Ontology.load(), ImportReport()
    store = Store(store_path)
    click.get_current_context().with_resource(store.adding())  # until the command ends
    broken: FormatError | None = None
    known: set[str] = set()
    older: Counter[tuple[str, str | None]] = Counter()
    run = number = added = 0
    batch: list[Coded] = []

    def load() -> None:
        nonlocal run, number, added
        if not run:  # a file that is none makes no store
            run = store.begin_run(
                "import",
                {"dragoman": __version__, "format": form, "inputs": [path.name], "gazetteer": gazetteer.version},
            )
        name = f"{run:05d}-{number:07d}"
        folder = segments.folder_of(store.path)
        store.load(segments.write_segment(folder, name, run, batch, with_documents=True, political_only=False))
        added, number = added + len(batch), number + 1
        batch.clear()

    with progress_bar("Importing", total=lines, unit="rows") as advance:
        rows = READERS[form](path, gazetteer, ontology, report, advance)
        try:
            for n, coded in enumerate(rows):
                if not n and store.path.exists():
                    store.recover()
                    known, older = set(store.known()), _older(store)
                told = (coded.document.text, coded.document.published)
                if older[told]:
                    older[told] -= 1
                elif coded.document.id not in known:
                    known.add(coded.document.id)
                    batch.append(coded)
                    if len(batch) == BATCH:
                        load()
        except FormatError as error:
            if not report.rows:
                raise
            broken = error
        if batch or (report.rows and not store.path.exists()):
            load()
    if store.rows(UNLINKED)[0]["n"]:  # of this import, or of one that was stopped
        click.echo("Linking what tells of one act …", err=True)
        link_store(store, telling=False)  # rows of a table tell no stories
    incidents = len(store.incidents())
    if run:
        store.end_run(run, {"documents": added, "events": added, "incidents": incidents})
    _tell(report, added, incidents)
    if broken:
        raise FormatError(f"{broken}; what stands before that is in the store")
    return 3 if report.skipped else 0


def _older(store: Store) -> Counter[tuple[str, str | None]]:
    """How often each row (its words, its day) stands in the store under the name that an earlier version gave it.

    That version named rows by file and line; under another name the same row would come in again.
    """
    rows = store.rows(
        "SELECT text, published, count(*) AS n FROM documents WHERE regexp_matches(name, ?) GROUP BY ALL", [OLDER]
    )
    return Counter({(r["text"], r["published"]): r["n"] for r in rows})


def _tell(report: ImportReport, added: int, incidents: int) -> None:
    click.echo(
        f"{report.rows:,} rows: {added:,} events added, {report.events - added:,} already there, "
        f"{report.statements:,} bare statements, {sum(report.skipped.values()):,} skipped; "
        f"{report.share_resolved:.1%} of the actors resolved, {report.share_of_bare_names:.1%} of names without a "
        f"country; {incidents:,} incidents in the store.",
        err=True,
    )
    for reason, count in report.skipped.most_common(REASONS):
        say(f"  skipped {count:,}: {reason} (first in line {report.lines[reason]:,})", err=True)
    unresolved = report.unresolved(NAMES)
    if unresolved:
        say(
            "  commonest names without a code: " + ", ".join(f"{name} ({count:,})" for name, count in unresolved),
            err=True,
        )
