"""Reports of one act become one incident."""

from dragoman.link.agreement import accounts
from dragoman.link.copies import originals
from dragoman.link.incidents import Joined, Linked, incident_of, link, link_reports
from dragoman.link.items import Report
from dragoman.link.matters import Matter, matters_of, state_words

__all__ = [
    "Joined",
    "Linked",
    "Matter",
    "Report",
    "accounts",
    "incident_of",
    "link",
    "link_reports",
    "matters_of",
    "originals",
    "state_words",
]
