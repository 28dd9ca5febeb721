"""What a person sees: the one base of errors, whose message is one clear sentence, and text that steers nothing."""

import re

# what moves the cursor, colours or renames a terminal, or turns round the text after it: a report or a reason may hold
# it, a terminal or page must not obey it
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """``text`` for a terminal or page: control characters shown as a mark, not obeyed."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


# a spreadsheet takes a cell that begins so for a formula, unless it is a number
FORMULA = re.compile(r"^[=+\-@\t\r](?![\d.,]+%?$)", re.ASCII)


def harmless(cell: str) -> str:
    """``cell`` for CSV: what a spreadsheet would run as a formula gets an apostrophe before it."""
    return "'" + cell if FORMULA.match(cell) else cell


# also where a quota or a limit of the system is reached
FULL = "the disk is full, or a file may grow no more; make room and run the same command again, what was stored is kept"


class DragomanError(RuntimeError):
    """What is wrong, where, and what to do; ``exit_status`` is what the command line ends with."""

    exit_status = 1


class UsageError(DragomanError):
    """The command was called wrongly."""

    exit_status = 2
