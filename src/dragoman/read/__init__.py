"""Sources and cleaning: from files, pages and feeds to documents."""

from dragoman.read.inputs import document_json, read_inputs
from dragoman.read.jsonl import FIELDS
from dragoman.read.report import OnSkip, ReadError, ReadOptions, Skipped, Warned

__all__ = ["FIELDS", "OnSkip", "ReadError", "ReadOptions", "Skipped", "Warned", "document_json", "read_inputs"]
