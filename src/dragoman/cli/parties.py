"""States as a person types them."""

import re

from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.gazetteer.entries import ROLES


def code_of(typed: str, gazetteer: Gazetteer) -> str:
    """Code (or ``CODE:ROLE``) of what a person typed: a code, or a name the gazetteer knows.

    Raises ``UsageError`` for what it does not know.
    """
    typed = typed.strip()
    code = typed.upper()
    role = code.partition(":")[2]
    if role and role not in ROLES and re.fullmatch("[A-Z]{3}:.*", code):
        raise UsageError(f"{role} is no role; roles are {', '.join(sorted(ROLES))}")
    if re.fullmatch(r"[A-Z]{3}(:[A-Z]{3})?", code) and gazetteer.code_name(code[:3]) != code[:3]:
        return code
    # what merely holds the letters typed is another's name: FOO is not Amersfoort
    for entity in gazetteer.find(typed, whole=True):
        term = entity.at(None)
        if term:
            return term.code if term.role in (None, "GOV") else f"{term.code}:{term.role}"
    near = [
        f"{entity.name} ({term.code})"
        for entity in (gazetteer.find(typed) if len(typed) > 3 else ())
        if entity.kind in ("state", "defacto", "territory", "organisation") and (term := entity.at(None))
    ]
    meant = f"; did you mean {', '.join(near[:3])}?" if near else ""
    raise UsageError(f"no state or body is known as {typed!r}; give a code (FRA, UNO, PSE:REB) or a common name{meant}")
