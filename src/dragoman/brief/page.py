"""A brief as one HTML page that asks no other host for anything."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman import __version__
from dragoman.brief.content import Brief

_environment = Environment(
    loader=PackageLoader("dragoman.brief", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(brief: Brief) -> str:
    """The page as text; every word of a document is escaped."""
    return _environment.get_template("brief.html").render(brief=brief, version=__version__)
