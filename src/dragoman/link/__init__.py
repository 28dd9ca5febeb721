"""Reports of one act become one incident."""

from dragoman.link.copies import originals
from dragoman.link.incidents import Joined, Linked, link, link_reports
from dragoman.link.items import Report

__all__ = ["Joined", "Linked", "Report", "link", "link_reports", "originals"]
