"""Reports of one act become one incident."""

from dragoman.link.agreement import accounts
from dragoman.link.copies import originals
from dragoman.link.incidents import Joined, Linked, incident_of, link, link_reports
from dragoman.link.items import Report

__all__ = ["Joined", "Linked", "Report", "accounts", "incident_of", "link", "link_reports", "originals"]
