"""Datelines: where and by whom a report was written, before its first words ("KABUL, Afghanistan (Pajhwok) -").

What stands there is no party of the report.  The town is written in capitals, so it is looked up in title case.
"""

import re

_CAPITALS = r"(?:THE )?[A-ZÀ-Ý][A-ZÀ-Ý'’]{2,}(?: [A-ZÀ-Ý][A-ZÀ-Ý.'’-]+){0,3}(?:, [A-Z][^:–—()\n]{0,40}?)?"
_OF_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]+"
_SMALL = rf"[A-Z][a-z]+(?: [A-Z][a-z]+){{0,2}}(?:, (?:[A-Z][a-z]+(?: [A-Z][a-z]+)?|{_OF_DAY}))?"
_AGENCY = r" ?\([A-Z][\w.,/ -]{1,40}\)"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:{_AGENCY})?(?: - | ?-- ?| ?[–—] ?|: )|{_SMALL}{_AGENCY} ?(?:- |-- ?|[–—] ?|: ))(?=\S)"
)
_LONGEST = 120  # characters that are looked at


def datelines(text: str) -> list[tuple[int, int]]:
    """The datelines of a text's lines, by code points, in order."""
    out, at = [], 0
    for line in text.splitlines(keepends=True):
        end = dateline_end(line)
        if end:
            out.append((at, at + end))
        at += len(line)
    return out


def dateline_end(line: str) -> int:
    """Where the report begins behind the dateline that opens ``line``; 0 if none does."""
    found = _DATELINE.match(line[:_LONGEST])
    return found.end() if found else 0
