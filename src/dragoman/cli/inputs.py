"""What commands that take INPUT... share: options, skipped inputs on stderr, the exit status."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from dragoman.cli.output import say
from dragoman.errors import UsageError, clean
from dragoman.gazetteer import Gazetteer
from dragoman.parse import DEFAULT_MODEL
from dragoman.pipeline import CodeOptions
from dragoman.read import FIELDS, ReadOptions, Skipped, read_inputs
from dragoman.records import Document

F = TypeVar("F", bound=Callable[..., Any])

DONE, NOTHING, SKIPPED = 0, 1, 3
NAMED = 3  # reports that are named where a day is missing or cannot be right


def input_arguments(function: F) -> F:
    """Adds ``INPUT...``, ``--strict`` and ``--column``."""
    function = click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=NAME",
        help=f"What tables and JSON Lines call a field, as text=body; may be repeated. Fields: {', '.join(FIELDS)}.",
    )(function)
    function = click.option("--strict", is_flag=True, help="Stop at the first bad input instead of skipping it.")(
        function
    )
    return click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")(function)


class Inputs:
    """Documents of the inputs; what is skipped is said on stderr and counted."""

    def __init__(
        self, inputs: Sequence[str], *, strict: bool, any_language: bool = False, columns: Sequence[str] = ()
    ) -> None:
        self.inputs = list(inputs)
        self.options = ReadOptions(strict=strict, any_language=any_language, columns=_columns(columns))
        self.skipped = 0
        self.read = 0
        self.dayless: list[str] = []
        self.future: list[str] = []
        self._tomorrow = (date.today() + timedelta(days=1)).isoformat()  # it may be tomorrow elsewhere

    def __iter__(self) -> Iterator[Document]:
        for document in read_inputs(self.inputs, self.options, self._skip):
            self.read += 1
            if document.published is None:
                self.dayless.append(document.name)
            elif document.published > self._tomorrow:
                self.future.append(f"{document.name}: {document.published}")
            yield document

    def _skip(self, skipped: Skipped) -> None:
        self.skipped += 1
        # a file's name may hold what steers a terminal, and a line's end
        say(" ".join(f"dragoman: {skipped.name}: {skipped.reason}".splitlines()), err=True)

    def say_days(self) -> None:
        """Name on stderr the documents without a day, and those of a day to come.

        Nothing else tells why the acts of the former count nowhere, and the latter are what ends the record.
        """
        if self.dayless:
            click.echo(
                f"dragoman: {_so_many(self.dayless, 'no day of publication')}; their acts are kept, but count in no "
                'relations, support, claim or brief. A "date" in JSON Lines, a dateline (PARIS, 3 March 2026 -) or a '
                "file name that begins with the day (2026-03-03-note.txt) gives one",
                err=True,
            )
        if self.future:
            click.echo(
                f"dragoman: {_so_many(self.future, 'a day of publication after today')}; check, support "
                "and brief take the newest report for the end of the record: give them --as-of, or mend the day and "
                "make the store anew",
                err=True,
            )

    @property
    def status(self) -> int:
        """Exit status: 1 where nothing was usable, 3 where something was skipped."""
        if not self.read:
            return NOTHING
        return SKIPPED if self.skipped else DONE


def _columns(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Fields with the user's own names of them.  Raises ``UsageError`` for what is no FIELD=NAME."""
    found = []
    for one in given:
        field, _, own = (part.strip() for part in one.partition("="))
        if field not in FIELDS or not own:
            raise UsageError(f"--column {one} is no FIELD=NAME, as text=body; the fields are {', '.join(FIELDS)}")
        found.append((field, own))
    return tuple(found)


def _so_many(names: Sequence[str], what: str) -> str:
    many = len(names)
    named = ", ".join(names[:NAMED]) + (f" and {many - NAMED:,} more" if many > NAMED else "")
    return f"{many:,} {'report has' if many == 1 else 'reports have'} {what} ({clean(named)})"


def own_files(paths: Sequence[str | Path]) -> list[Path]:
    """A user's own files.  Raises ``UsageError`` for one that is not there: it would be left out without a word."""
    for path in map(Path, paths):
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file in it")
        if not path.is_file():
            raise UsageError(f"there is no file {path}; check the name")
    return [Path(path) for path in paths]


def gazetteer_of(actors: Sequence[str | Path]) -> Gazetteer:
    """The gazetteer with a user's own files; each wrong entry is named on stderr and left out."""
    own = own_files(actors)
    gazetteer = Gazetteer.load(own)
    names = {path.name for path in own}
    for problem in gazetteer.problems:
        if problem.file in names:
            click.echo(f"dragoman: {problem}; the entry is left out", err=True)
    return gazetteer


def code_options(
    model: str | None, lexicons: Sequence[str], actors: Sequence[str], *, workers: int = 0, all_events: bool = False
) -> CodeOptions:
    """The options of ``coding_options`` as one value; what is wrong in the files of ``actors`` is said on stderr."""
    own_files(lexicons)
    gazetteer_of(actors)
    return CodeOptions(model or DEFAULT_MODEL, tuple(lexicons), tuple(actors), workers, all_events)
