"""Who is named in a claim, and the groups of states it speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.claims.words import words
from dragoman.gazetteer import Entity, Gazetteer, Term
from dragoman.measure.acts import party, state_party

_THE = re.compile(r"\b(?:the|of) (?:\d{4} |new |so-called )?$", re.I)
_TREATY = re.compile(
    r"(?: [\w-]+){0,2} (?:agreements?|accords?|treaty|treaties|protocol|convention|pact|process|declaration)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A party named in a claim: ``CODE`` or ``CODE:ROLE``, and where; ``group`` is a set of states.

    ``place`` is a place that is no capital: it stands for its state, and says more.
    """

    code: str
    start: int
    end: int
    group: str | None = None
    place: bool = False


def named_parties(text: str, gazetteer: Gazetteer, as_of: str) -> list[Named]:
    """Parties named in ``text``, in order; names typed in small letters are found too."""
    found = _matched(text, gazetteer, as_of)
    if not found:
        # same length, so that offsets stay: "us-israel relations" is read as "US-Israel Relations"
        titled = re.sub(r"\b(us|uk|eu|un|uae)\b", lambda m: m[0].upper(), text)
        titled = re.sub(r"\b[a-z]{3,}\b", lambda m: m[0].capitalize(), titled)
        found = _matched(titled, gazetteer, as_of)
    for match in re.finditer(r"\b([A-Za-z]+)(?=-[A-Za-z])", text):
        code = words().combining.get(match[1].lower())
        if code:  # "Russo-Turkish": the first part is no surname here
            found = [n for n in found if n.end <= match.start() or n.start >= match.end()]
            found.append(Named(code, match.start(), match.end()))
    for match in re.finditer(
        r"\b(?:the )?two Koreas\b|\b(?:inter|intra)-Korean\b|\b(?:North|South)(?: and |-)(?:South|North) Korean?s?\b",
        text,
        re.I,
    ):
        found = [n for n in found if n.end <= match.start() or n.start >= match.end()]
        found += [Named("KOR", match.start(), match.start() + 1), Named("PRK", match.end() - 1, match.end())]
    return sorted(found, key=lambda n: n.start)


def _matched(text: str, gazetteer: Gazetteer, as_of: str) -> list[Named]:
    found = []
    for match in gazetteer.matches(text):
        if match.common and not text[match.start].isupper():
            continue
        city = "name" not in match.kinds and ("capital" in match.kinds or match.entities[0].kind == "place")
        if city and _TREATY.match(text, match.end) and _THE.search(text, 0, match.start):
            continue  # "the Paris climate agreement" is no party
        # of several bearers of a name who is in office then is meant, before who was, or will be
        ranked = [t for e in match.entities if (t := e.at(as_of))] + [t for e in match.entities if (t := e.at(None))]
        if match.entities[0].kind == "person" and not any(_in_office(e, as_of) for e in match.entities):
            office = _latest_office(match.entities[0], as_of)
            ranked = [office, *ranked] if office else ranked
        for term in ranked:
            if term.code:
                code = state_party(term.code, term.role, roles=False) or party(term.code, term.role)
                group = words().groups.get(text[match.start : match.end].lower())
                place = match.entities[0].kind == "place" and "capital" not in match.kinds
                found.append(Named(code, match.start, match.end, group, place))
                break
    return found


def _in_office(entity: Entity, day: str) -> bool:
    term = entity.at(day)
    return term is not None and term.role == "GOV"


def _latest_office(entity: Entity, day: str) -> Term | None:
    """What a person governed last before ``day``: a claim about a former president means the time in office."""
    held = [t for t in entity.terms if t.role == "GOV" and (t.from_ or "") <= day]
    return max(held, key=lambda t: t.from_ or "", default=None)


def distinct(named: Sequence[Named]) -> list[str]:
    """Codes of ``named``, each once, in order."""
    return list(dict.fromkeys(n.code for n in named))


def group_codes(name: str, gazetteer: Gazetteer, as_of: str | None) -> tuple[str, ...]:
    """Codes of a named group on a day, the organisation itself included; ``WEST`` is NATO, the EU and G7 together."""
    if name == "WEST":
        parts = [group_codes(n, gazetteer, as_of) for n in ("EUR", "NAT", "G7")]
        return tuple(dict.fromkeys((*(c for p in parts for c in p), "AUS", "NZL", "CHE")))
    members = gazetteer.members(name, as_of)
    return (*members, name) if members and len(name) == 3 and name.isupper() and name not in ("P5",) else members
