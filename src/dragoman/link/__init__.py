"""Reports of one act become one incident."""

from dragoman.link.incidents import Report, link_reports

__all__ = ["Report", "link_reports"]
