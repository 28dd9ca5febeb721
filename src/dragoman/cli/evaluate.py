"""``dragoman evaluate``."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from dragoman.errors import DragomanError
from dragoman.link.mentions import Mention, link_mentions, same_lemma
from dragoman.records import Span


@click.group("evaluate")
def command() -> None:
    """Score the coder against a sample coded by hand.

    \b
    Example:
      dragoman evaluate incidents documents.jsonl
    """


@command.command("incidents")
@click.argument("documents", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--baseline", is_flag=True, help="Put mentions with the same word in one topic together, nothing else.")
@click.option("--without", multiple=True, metavar="SHARE", help="Leave out a share of the score, such as story.")
def incidents(documents: Path, baseline: bool, without: tuple[str, ...]) -> int:
    """Which mentions of DOCUMENTS are of one act.

    DOCUMENTS are lines {"id", "text", "topic", "mentions": [{"start", "end"}]}; printed are lines {"document", "start",
    "end", "incident"}.  The comparison and its weights are those by which ``run`` links reports.

    \b
    Example:
      dragoman evaluate incidents documents.jsonl > mentions.jsonl
    """
    mentions = list(_mentions(documents))
    if not mentions:
        raise DragomanError(f'{documents} holds no mention; give lines with "id", "text" and "mentions"')
    put: Callable[[Sequence[Mention]], list[int]] = same_lemma
    if not baseline:
        left_out = frozenset(without)

        def put(found: Sequence[Mention]) -> list[int]:
            return link_mentions(found, without=left_out)

    for mention, number in zip(mentions, put(mentions), strict=True):
        line = {"document": mention.document, "start": mention.span.start, "end": mention.span.end, "incident": number}
        click.echo(json.dumps(line, ensure_ascii=False))
    return 0


def _mentions(path: Path) -> list[Mention]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row: dict[str, Any] = json.loads(line)
            text, name = str(row["text"]), str(row["id"])
            spans = [Span(int(m["start"]), int(m["end"])) for m in row["mentions"]]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            why = f"it has no {error}" if isinstance(error, KeyError) else "it is not JSON of that kind"
            raise DragomanError(
                f'line {number} of {path} is no document with "id", "text" and "mentions": {why}'
            ) from error
        day = row.get("date")
        topic = row.get("topic")
        found += [
            Mention(name, text, s, None if topic is None else str(topic), str(day) if day else None) for s in spans
        ]
    return found
