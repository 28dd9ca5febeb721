"""The one base of errors that a person sees: the message is one clear sentence."""


class DragomanError(RuntimeError):
    """What is wrong, where, and what to do; ``exit_status`` is what the command line ends with."""

    exit_status = 1


class UsageError(DragomanError):
    """The command was called wrongly."""

    exit_status = 2
