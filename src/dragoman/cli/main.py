"""The group of commands; a command's module is imported only when it is called, so that help comes at once."""

import errno
import importlib
import importlib.util
import os
import signal
import sys
import threading
from typing import Any

import click

from dragoman import __version__
from dragoman.errors import FULL, DragomanError, UsageError

COMMANDS = {
    "read": "Print documents as JSON Lines: the article of each input, without the page.",
    "code": "Code inputs and print the records; keeps no store.",
    "run": "Read, code, link and store; adds only what is new.",
    "relations": "The relations of two states over time: level, lows, highs, turning points.",
    "support": "Support for a state over all others: who moved, when, why.",
    "check": 'Judge a claim such as "US-Israel relations reach a new low".',
    "panel": "Counts by dyad and period, as regressions are run on.",
    "brief": "One self-contained HTML page about a state or two.",
    "import": "Bring in event data of others.",
    "export": "Write the store's records as Parquet, CSV or JSON Lines.",
    "recode": "Code the stored texts anew beside the old records.",
    "evaluate": "Run the linker on a sample marked by hand, to be scored.",
    "stories": "The running matters of the record: what they are about, since when, how many reports.",
    "explain": "The words, the rule, the resolution and the scores behind one record.",
    "correct": "Say that a record is wrong: another code, no event, merge, split; undone at will.",
    "review": "Go through the least certain links and codes, and correct them.",
    "actors": "Look up actors, offices and names; check your own additions.",
    "lexicon": "Look up frames, try a sentence, check your own additions.",
    "demo": "The main job on the bundled sample, start to finish.",
}


class _Unread(Exception):
    """The reader of our output went away."""


class _Lazy(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise _Unread from error  # click takes it for a failure, and would end with its status
        return result

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if importlib.util.find_spec(f"dragoman.cli.{_module(name)}")]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        command = getattr(importlib.import_module(f"dragoman.cli.{_module(name)}"), "command")  # noqa: B009
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


def _module(name: str) -> str:
    return {"import": "import_"}.get(name, name)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def group() -> None:
    """Who did what to whom in the news, with the words each code rests on.

    ``dragoman demo`` makes the folder demo-out, on which the examples of every command work as they stand.

    \b
    Example:
      dragoman demo
      dragoman check "US-Israel relations reach a new low" --store demo-out/record.duckdb --as-of 2024-03-28
    """


def main(args: list[str] | None = None) -> Any:
    """Run the command line; errors are one sentence on stderr and the exit status of the design."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)  # as Ctrl-C: workers are ended, locks given back, drafts thrown away
    if sys.stdout is None:  # closed by who called: what is printed goes nowhere
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
    try:
        arguments = sys.argv[1:] if args is None else args
        if any("\0" in a for a in arguments):
            raise UsageError("an argument holds a NUL character, which no name or claim has; leave it out")
        result = group.main(args=args, prog_name="dragoman", standalone_mode=False)
        sys.exit(result if isinstance(result, int) else 0)
    except click.exceptions.Abort:
        _fail("stopped; every finished batch is kept", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except DragomanError as error:
        _fail(str(error), error.exit_status)
    except KeyboardInterrupt:
        _fail("stopped; every finished batch is kept", 130)
    except _Unread:
        # the reader of our output went away (head, less): not an error, and nothing more can be written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            _fail(FULL, 1)
        name = str(error.filename or "the system")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            _fail(f"you may not read or write {name}; change its permissions, or name another file", 1)
        _fail(f"{name}: {error.strerror or error}", 1)


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _fail(sentence: str, status: int) -> None:
    from dragoman.errors import clean

    click.echo(f"dragoman: {clean(sentence)}", err=True)
    sys.exit(status)
