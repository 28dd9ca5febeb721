"""``dragoman lexicon``: look up frames, try a sentence, check the examples of one's own additions."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from dragoman.cli.output import emit, output_options
from dragoman.errors import UsageError
from dragoman.examples import DAY, code_sentences, examples, lexicon_files, verdict, word_examples
from dragoman.ontology import Ontology
from dragoman.records import Actor, Event

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("lexicon")
def command() -> None:
    """Look up frames, try a sentence, check your own additions.

    \b
    Example:
      dragoman lexicon explain condemn
      dragoman lexicon try "Norway condemned the coup in Mali."
    """


def _own(function: Any) -> Any:
    return click.option(
        "--lexicon", "lexicons", multiple=True, type=FILE, metavar="FILE", help="Your own frames, added to the lexicon."
    )(function)


@command.command("check")
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE]...")
@output_options("table")
def check(files: tuple[Path, ...], form: str) -> int:
    """Code every example of your lexicon files (without one: of the package) and name each that comes out otherwise.

    \b
    Example:
      dragoman lexicon check my-frames.yaml
    """
    found = list(examples(files)) if files else [*examples(lexicon_files()), *word_examples()]
    silent = [e for e in found if not e.text]
    told = [e for e in found if e.text]
    results = code_sentences([e.text for e in told], files)
    wrong: list[dict[str, Any]] = [{"entry": e.name, "example": "", "wanted": "an example", "got": ""} for e in silent]
    for example, events in zip(told, results, strict=True):
        got = verdict(example.entry, events)
        if got is not None:
            wrong.append({"entry": example.name, "example": example.text, "wanted": _wanted(example.entry), "got": got})
    if wrong:
        emit(wrong, form)
    click.echo(f"{len(found) - len(wrong)} of {len(found)} examples come out as their entries say", err=True)
    return 1 if wrong else 0


def _wanted(entry: Mapping[str, Any]) -> str:
    mode = f".{entry['mode']}" if entry.get("mode") else ""
    return f"{entry.get('type')}{mode} {entry.get('codes', '-')}"


@command.command("explain")
@click.argument("word")
@_own
@output_options("json")
def explain(word: str, lexicons: tuple[Path, ...], form: str) -> int:
    """Every entry of the lexicon that holds WORD as its predicate, as it is written, with its file and number.

    \b
    Example:
      dragoman lexicon explain withdraw --format jsonl
    """
    Ontology.load(lexicons)  # a wrong entry of one's own is named before anything is printed
    wanted = word.lower().strip()
    rows = [
        {"file": e.file, "number": e.number, **e.entry}
        for e in examples([*lexicon_files(), *lexicons])
        if any(wanted == lemma or wanted in lemma.split() for lemma in _lemmas(e.entry))
    ]
    if not rows:
        click.echo(
            f"dragoman: no frame has the predicate {word!r}; give its base form (condemn, not condemned)", err=True
        )
        return 1
    emit(rows, form)
    return 0


def _lemmas(entry: Mapping[str, Any]) -> Iterator[str]:
    lemma = entry.get("lemma")
    for item in lemma if isinstance(lemma, list) else [lemma]:
        yield str(item).lower()


@command.command("try")
@click.argument("sentence")
@click.option("--date", "day", default=DAY, show_default=True, metavar="DATE", help="The day it is told (YYYY-MM-DD).")
@_own
@output_options("table")
def try_(sentence: str, day: str, lexicons: tuple[Path, ...], form: str) -> int:
    """Code SENTENCE and print its events with the frame behind each.

    \b
    Example:
      dragoman lexicon try "Turkey recalled its ambassador from Stockholm." --date 2023-07-01
    """
    from datetime import date

    try:
        date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"{day!r} is no date; write it as 2024-03-22") from None
    if not sentence.strip():
        raise UsageError("give a sentence in quotation marks")
    events = code_sentences([sentence], lexicons, day=day)[0]
    if not events:
        click.echo("no event", err=True)
        return 0
    emit([_row(e, sentence) for e in events], form)
    return 0


def _row(event: Event, text: str) -> dict[str, Any]:
    return {
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "actors": [_party(a) for a in event.actors],
        "recipients": [_party(a) for a in event.recipients],
        "trigger": event.trigger.of(text),
        "frame": event.coder.rule,
        "confidence": event.confidence,
    }


def _party(actor: Actor) -> str:
    if actor.code is None:
        return actor.text
    return f"{actor.code}:{actor.role}" if actor.role else actor.code
