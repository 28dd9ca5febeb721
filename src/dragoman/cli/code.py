"""``dragoman code``."""

from collections.abc import Iterator
from typing import Any

import click

from dragoman.cli.inputs import Inputs, code_options, input_arguments
from dragoman.cli.output import coding_options, emit, output_options
from dragoman.parse import Parser
from dragoman.pipeline import code_documents
from dragoman.records import printed

KINDS = ("event", "statement", "vote", "figure", "date", "quantity")
COLUMNS = ("kind", "document", "what", "who", "whom", "when", "status", "quote")


@click.command("code")
@input_arguments
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only records of this kind; may be repeated."
)
@output_options("jsonl")
@coding_options
def command(
    inputs: tuple[str, ...],
    strict: bool,
    columns: tuple[str, ...],
    kinds: tuple[str, ...],
    form: str,
    model: str | None,
    lexicons: tuple[str, ...],
    actors: tuple[str, ...],
) -> int:
    """Code inputs and print every record with the words it rests on; keeps no store.

    \b
    Example:
      dragoman code demo-out/reports.jsonl --kind event > events.jsonl
      dragoman code saved-page.txt --format table
    """
    options = code_options(model, lexicons, actors)
    parser, tools = Parser(options.model), options.tools()
    source = Inputs(inputs, strict=strict, columns=columns)
    wanted = set(kinds or KINDS)

    def rows() -> Iterator[dict[str, Any]]:
        for coded in code_documents(source, parser, tools):
            for records in (coded.events, coded.statements, coded.votes, coded.figures, coded.dates, coded.quantities):
                for record in records:
                    row = printed(record, coded.document)
                    if row["kind"] in wanted:
                        yield _brief(row, coded.document.text) if form == "table" else row

    emit(rows(), form, columns=COLUMNS if form == "table" else None)
    return source.status


def _brief(row: dict[str, Any], text: str) -> dict[str, Any]:
    """A record as one line for the eye."""
    kind = row["kind"]
    span = row.get("trigger") or row.get("cue") or row
    quote = text[span["start"] : span["end"]] if span and "start" in span else ""
    brief = {"kind": kind, "document": row["document"], "quote": quote}
    if kind == "event":
        date = row["date"] or {}
        return brief | {
            "what": "/".join(filter(None, (row["type"], row["mode"]))),
            "who": row["actors"],
            "whom": row["recipients"],
            "when": date.get("from"),
            "status": row["status"],
        }
    if kind == "statement":
        start, end = row["content"][0][0], row["content"][-1][1]
        said = text[start:end]
        return brief | {
            "what": row["form"],
            "who": (row["speaker"] or {}).get("name"),
            "whom": row["outlet"],
            "quote": said if len(said) < 80 else said[:77] + "...",
        }
    if kind == "vote":
        tally = "-".join(str(row[k]) for k in ("for", "against") if row[k] is not None)
        return brief | {"what": tally, "who": row["body"], "whom": row["veto"], "status": row["outcome"]}
    if kind == "figure":
        return brief | {"what": f"{row['counts']} {row['bound']} {row['value']:,}", "who": row["of"], "whom": row["by"]}
    return brief | {"what": row["type"], "when": row["value"]}
