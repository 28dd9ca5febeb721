"""What judging a claim gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.measure.acts import Act

SUPPORTED = "supported"
CONTRADICTED = "contradicted"
UNKNOWN = "not enough evidence"
INCIDENT, REPORT = "incident", "report"  # kinds of evidence: coded events, or the words of a report alone


@dataclass(frozen=True, slots=True)
class Evidence:
    """One incident that speaks for or against: its parties, the words of its first report, how much it weighs.

    ``kind`` is ``incident`` where coded events tell it, ``report`` where it was read in the words of reports alone;
    ``incident`` is then what ``dragoman explain`` knows the report by, where nothing was coded in its words.
    """

    incident: str
    day: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    weight: float
    events: tuple[str, ...]
    document: str
    outlets: tuple[str, ...]
    quote: str = ""
    kind: str = INCIDENT


@dataclass(frozen=True, slots=True)
class Verdict:
    """``verdict`` in one of three words; ``probability`` that the claim holds, given the record.

    ``coverage`` counts what it rests on (``acts``, ``reports``, ``outlets``, ``recent`` acts; first and last day);
    ``for_`` and ``against`` the strongest incidents on each side; ``text`` says it in words.
    """

    claim: str
    as_of: str
    verdict: str
    probability: float
    coverage: Mapping[str, Any]
    for_: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    text: str = ""
    kind: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    def _repr_html_(self) -> str:
        from html import escape

        return f"<p><b>{escape(self.claim)}</b>: {self.verdict} ({self.probability:.2f})</p><p>{escape(self.text)}</p>"


def evidence_of(act: Act, weight: float, quotes: Mapping[str, tuple[str, str]]) -> Evidence:
    """``act`` as evidence; ``quotes`` maps an event to its document's name and the words."""
    reports = sorted(act.reports, key=lambda r: (r.published, r.event))
    document, quote = quotes.get(reports[0].event, (reports[0].document, ""))
    events = tuple(r.event for r in reports if ":" not in r.event)
    return Evidence(
        act.incident,
        act.day,
        act.type,
        act.mode,
        act.actors,
        act.recipients,
        round(weight, 4),
        events,
        document,
        tuple(sorted({o for r in reports for o in r.outlets})),
        quote,
        INCIDENT if events else REPORT,
    )


def coverage_of(acts: Sequence[Act], recent_from: str) -> dict[str, Any]:
    """Counts of ``acts``, those since ``recent_from``, their reports and outlets, and their first and last day."""
    reports = [r for a in acts for r in a.reports]
    return {
        "acts": len(acts),
        "recent": sum(a.day >= recent_from for a in acts),
        "reports": len(reports),
        "outlets": len({o for r in reports for o in r.outlets} or {r.document for r in reports}),
        "first": min((a.day for a in acts), default=None),
        "last": max((a.day for a in acts), default=None),
    }
