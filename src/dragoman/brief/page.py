"""A brief as one HTML page that asks no other host for anything."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman import __version__
from dragoman.brief.content import Brief
from dragoman.claims.wording import counted
from dragoman.errors import clean


def _shown(value: Any) -> Any:
    """Text without signs that would turn round what stands after it; macros' output is such text already."""
    return clean(value) if type(value) is str else value


_environment = Environment(
    loader=PackageLoader("dragoman.brief", "templates"),
    autoescape=True,
    finalize=_shown,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals["counted"] = counted  # of macros too


def render(brief: Brief) -> str:
    """The page as text; every word of a document is escaped."""
    return _environment.get_template("brief.html").render(brief=brief, version=__version__)
