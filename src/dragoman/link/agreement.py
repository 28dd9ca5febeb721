"""Where reports of one act agree and where they contradict each other."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from dragoman.link.items import Report
from dragoman.records import Actor, Event, Figure

Conflicts = dict[str, dict[str, tuple[str, ...]]]
_TOLLS = ("killed", "wounded", "missing", "arrested", "hostages", "released", "displaced", "protesters", "troops")
_OPEN = 0.2  # share above "more than" that a reader takes to be meant
_ABOUT = 0.1


def corroboration(group: Sequence[Report]) -> int:
    """Number of independent outlets: copies do not count, a document without outlet counts as one of its own."""
    return len({o for r in group if r.original is None for o in (r.outlets or (r.event.document,))})


def disagreements(group: Sequence[Report], figures: Mapping[str, Sequence[Figure]]) -> Conflicts:
    """For each slot on which reports differ, its values with the ids of the events that say so.

    Slots: ``status``; ``date`` where exact days differ; ``actors`` and ``recipients`` where reports name wholly
    different parties; the name of a count (``killed``) where figures in the sentences cannot all be right.
    """
    if len(group) < 2:
        return {}
    out: Conflicts = {}
    events = [r.event for r in group]
    for slot, value in (("status", _status), ("date", _day)):
        said = _said(events, value)
        if len(said) > 1:
            out[slot] = said
    for slot, side in (("actors", lambda e: e.actors), ("recipients", lambda e: e.recipients)):
        said = _said(events, lambda e, side=side: _named(side(e)))  # type: ignore[misc]
        values = [set(v.split(", ")) for v in said]
        if any(not a & b for n, a in enumerate(values) for b in values[:n]):
            out[slot] = said
    for counts, tolls in _tolls(group, figures).items():
        bounds = [_bounds(f) for f, _ in tolls]
        if max(b[0] for b in bounds) > min(b[1] for b in bounds):
            found: dict[str, list[str]] = defaultdict(list)
            for figure, event in tolls:
                found[_number(figure)].append(event)
            if len(found) > 1:
                out[counts] = {v: tuple(dict.fromkeys(e)) for v, e in found.items()}
    return out


def accounts(group: Sequence[Report], figures: Mapping[str, Sequence[Figure]]) -> Conflicts:
    """For each slot all values that reports give, agreeing or not, with the ids of the events that say so.

    Slots are those of ``disagreements``.
    """
    events = [r.event for r in group]
    out: Conflicts = {
        "status": _said(events, _status),
        "date": _said(events, _day),
        "actors": _said(events, lambda e: _named(e.actors)),
        "recipients": _said(events, lambda e: _named(e.recipients)),
    }
    for counts, tolls in _tolls(group, figures, least=1).items():
        found: dict[str, list[str]] = defaultdict(list)
        for figure, event in tolls:
            found[_number(figure)].append(event)
        out[counts] = {v: tuple(dict.fromkeys(e)) for v, e in found.items()}
    return {slot: said for slot, said in out.items() if said}


def _said(events: Sequence[Event], value: Callable[[Event], str | None]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if (said := value(event)) is not None:
            found[said].append(event.id)
    return {v: tuple(ids) for v, ids in found.items()}


def _status(event: Event) -> str:
    return event.status


def _day(event: Event) -> str | None:
    return event.date.from_ if event.date and event.date.precision == "day" else None


def _named(actors: tuple[Actor, ...]) -> str | None:
    return ", ".join(sorted({a.code for a in actors if a.code})) or None


def _tolls(
    group: Sequence[Report], figures: Mapping[str, Sequence[Figure]], *, least: int = 2
) -> dict[str, list[tuple[Figure, str]]]:
    """Figures in the sentences of the reports, by what they count: of one document the first of a kind only."""
    out: dict[str, list[tuple[Figure, str]]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for report in group:
        event = report.event
        for figure in figures.get(event.document, ()):
            inside = event.evidence.start <= figure.span.start < event.evidence.end
            if inside and figure.counts in _TOLLS and (event.document, figure.counts) not in seen:
                seen.add((event.document, figure.counts))
                out[figure.counts].append((figure, event.id))
    return {k: v for k, v in out.items() if len(v) >= least}


def _bounds(figure: Figure) -> tuple[float, float]:
    value = figure.value
    match figure.bound:
        case "more_than" | "at_least":
            return value, value * (1 + _OPEN)
        case "up_to" | "less_than":
            return value * (1 - _OPEN), value
        case "about":
            return value * (1 - _ABOUT), value * (1 + _ABOUT)
        case _:
            return figure.low or value, figure.high or value


def _number(figure: Figure) -> str:
    words = {"more_than": "more than ", "at_least": "at least ", "up_to": "up to ", "less_than": "less than "}
    return f"{words.get(figure.bound, 'about ' if figure.bound == 'about' else '')}{figure.value:,.0f}"
