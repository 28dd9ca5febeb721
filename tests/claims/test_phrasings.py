"""Claims as journalists put them (phrasings.txt), and names typed wrongly."""

from pathlib import Path

import pytest

from dragoman.claims import Claim, ClaimError, parse_claim
from dragoman.gazetteer import Gazetteer

DAY = "2024-06-30"
LINES = [
    line.split(" | ", 1)
    for line in Path(__file__).with_name("phrasings.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def parties(codes):
    return ",".join(sorted(c.split(":")[0] for c in codes))


def reading(claim: Claim) -> str:
    """A claim as the file writes it."""
    if claim.kind == "act":
        out = f"act:{parties(claim.parties)}>{parties(claim.recipients)}"
        out += f":n={claim.count}" if claim.count else ""
        out += f":{claim.occasion}" if claim.occasion else ""
        out += f":from={claim.first}" if claim.first else ""
        return out + (f":to={claim.last}" if claim.last else "")
    out = f"{claim.kind}:{claim.direction}:{parties(claim.parties)}"
    out += f":among={claim.group_name.lower()}" if claim.group_name else ""
    out += f":since={claim.first}" if claim.first else ""
    return out + (":not" if claim.negated else "")


def ordered(wanted: str) -> str:
    if wanted.startswith("act:"):
        actors, rest = wanted[4:].split(">", 1)
        return f"act:{parties(actors.split(','))}>{rest}"
    kind, direction, codes, *rest = wanted.split(":")
    return ":".join((kind, direction, parties(codes.split(",")), *(r.lower() if "among" in r else r for r in rest)))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(("wanted", "text"), LINES, ids=[text for _, text in LINES])
def test_phrasings(wanted, text, gazetteer):
    assert reading(parse_claim(text, gazetteer, DAY)) == ordered(wanted)


@pytest.mark.parametrize(
    ("text", "typed", "read"),
    [
        ("Relations between Frnace and Italy are worsening", "Frnace", ("FRA", "ITA")),
        ("Russia expelled Birtish diplomats", "Birtish", ("RUS",)),
        ("Support for Ukriane is eroding", "Ukriane", ("UKR",)),
        ("Columbia and Venezuela restored relations", "Columbia", ("COL", "VEN")),
    ],
)
def test_what_a_name_was_read_as_is_kept(text, typed, read, gazetteer):
    claim = parse_claim(text, gazetteer, DAY)
    assert [t for t, _ in claim.read_as] == [typed]
    assert claim.parties == read


def test_a_name_that_may_be_two_is_asked_about(gazetteer):
    with pytest.raises(ClaimError, match="Australia or Austria may be meant"):
        parse_claim("Austrlia and China are drifting apart", gazetteer, DAY)
