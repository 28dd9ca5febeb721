"""Plain-text dumps of whole pages: the article kept, the page dropped."""

from dragoman.read.report import Unreadable
from dragoman.records import Document


def read_page(text: str, name: str, sha256: str, url: str | None) -> Document:
    """The article in the lines of a page.  Raises :class:`Unreadable` when there is none."""
    kept = [s for s in (line.strip() for line in text.splitlines()) if len(s.split()) >= 8 and s[-1] in ".?!”\"’')"]
    if not kept:
        raise Unreadable("no article is found in its lines")
    body = "\n".join(kept)
    return Document(Document.id_of(name, body), name, body, url=url, raw_sha256=sha256)
