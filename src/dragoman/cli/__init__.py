"""The command line: one module a command, each thin: parse arguments, call the library, print."""

from dragoman.cli.main import main

__all__ = ["main"]
