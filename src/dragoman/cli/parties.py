"""States as a person types them."""

import re

from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer


def code_of(typed: str, gazetteer: Gazetteer) -> str:
    """Code (or ``CODE:ROLE``) of what a person typed: a code, or a name the gazetteer knows.

    Raises ``UsageError`` for what it does not know.
    """
    typed = typed.strip()
    code = typed.upper()
    if re.fullmatch(r"[A-Z]{3}(:[A-Z]{3})?", code) and gazetteer.code_name(code[:3]) != code[:3]:
        return code
    for entity in gazetteer.find(typed):
        term = entity.at(None)
        if term:
            return term.code if term.role in (None, "GOV") else f"{term.code}:{term.role}"
    raise UsageError(f"no state or body is known as {typed!r}; give a code (FRA, UNO, PSE:REB) or a common name")
