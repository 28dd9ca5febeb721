"""Dragoman: who did what to whom in the news, with the words each code rests on."""

__version__ = "0.1.0"
