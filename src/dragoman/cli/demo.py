"""``dragoman demo``."""

import json
import shutil
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import click

from dragoman.brief import gather, render
from dragoman.claims import judge
from dragoman.cli.inputs import Inputs
from dragoman.cli.output import progress_bar
from dragoman.drafts import whole
from dragoman.gazetteer import Gazetteer
from dragoman.pipeline import CodeOptions, run
from dragoman.records import plain
from dragoman.store import Store

# the two headlines the product started from, each with the day it was printed
CLAIMS = (
    ("International support for Israel is eroding", date(2024, 3, 23)),
    ("US-Israel relations reach a new low", date(2024, 3, 28)),
)


@click.command("demo")
@click.option(
    "-o",
    "--output",
    default="demo-out",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder.",
)
def command(output: Path) -> int:
    """The main job on the bundled sample: code it, judge two headlines, write two briefs.

    \b
    Example:
      dragoman demo -o demo-out
    """
    output.mkdir(parents=True, exist_ok=True)
    store = Store(output / "record.duckdb")
    with (
        as_file(files("dragoman.sample") / "reports.jsonl") as sample,
        progress_bar("Coding the sample", 50) as advance,
    ):
        shutil.copyfile(sample, output / "reports.jsonl")
        source = Inputs([str(sample)], strict=True)
        report = run(
            source,
            store,
            CodeOptions(workers=1),
            inputs=["the bundled sample"],
            progress=lambda done, events: advance(done),
        )
    incidents = len(store.incidents())
    events = store.rows("SELECT count(*) AS n FROM current_events")[0]["n"]
    click.echo(
        f"{report.documents + report.known} reports tell of {events} acts of coded parties, "
        f"{incidents} of them distinct."
    )
    gazetteer = Gazetteer.load()
    verdicts = [judge(claim, store, gazetteer, as_of=day.isoformat()) for claim, day in CLAIMS]
    for verdict in verdicts:
        click.echo(f"\n“{verdict.claim}” (as of {verdict.as_of})")
        click.echo(f"  {verdict.verdict}, probability {verdict.probability:.2f}")
        click.echo(f"  {verdict.text}")
    asked = [{"id": n, "claim": c, "as_of": d.isoformat()} for n, (c, d) in enumerate(CLAIMS, 1)]
    (output / "claims.jsonl").write_text("".join(json.dumps(row) + "\n" for row in asked), encoding="utf8")
    pages = []
    for name, about in (("israel", ["ISR"]), ("israel-united-states", ["ISR", "USA"])):
        page = output / f"{name}.html"
        shown = [plain(v) for v in verdicts]
        with whole(page) as draft:
            draft.write_text(render(gather(store, about, gazetteer, verdicts=shown)), encoding="utf8")
        pages.append(page)
    click.echo(f"\nThe record, for the other commands: --store {store.path}")
    click.echo("Briefs, to open in a browser:")
    for page in pages:
        click.echo(f"  {page.resolve()}")
    return 0
