"""Sentences as people write them, and what each is understood to ask."""

import pytest

from dragoman.claims import ClaimError, parse_claim
from dragoman.gazetteer import Gazetteer

DAY = "2024-06-30"
TRENDS = """
relations down FRA,DZA: Relations between France and Algeria are getting worse
relations down FRA,DZA: Franco-Algerian relations have soured
relations down FRA,DZA: France's relationship with Algeria has deteriorated sharply
relations up IND,CHN: India-China ties thaw
relations up CHN,IND: Sino-Indian relations are on the mend
relations low CHN,JPN: Chinese-Japanese relations hit rock bottom
relations low USA,CHN: US-China relations are at an all-time low
relations high JPN,KOR: Relations of Japan and South Korea have never been better
relations low JPN,KOR: Relations of Japan and South Korea have never been worse
relations up KOR,PRK: Inter-Korean ties are thawing
relations up TUR,EGY: relations turkey egypt improving
relations low USA,ISR: US Israel relations new low
relations down XKX,SRB: Kosovo and Serbia: relations worsen
relations down IRN,ISR: Tensions between Iran and Israel are rising
relations up ARM,AZE: Tension between Armenia and Azerbaijan is easing
relations down QAT,SAU: The rift between Qatar and Saudi Arabia is deepening
relations up GRC,TUR: Greece and Turkey are moving closer together
relations down GRC,TUR: Greece and Turkey have grown apart
relations down POL,HUN: Poland and Hungary have fallen out
relations down RUS,TUR: Moscow and Ankara are at odds
relations up EGY,TUR: Do Egypt and Turkey get on better?
ties broken RUS,GEO: Russia and Georgia have no diplomatic relations
ties broken RUS,UKR: Russia and Ukraine severed diplomatic ties
ties broken IRN,SAU: Relations between Iran and Saudi Arabia have been cut
ties restored CUB,USA: Cuba and the United States restored ties in 2015
support down UKR: Western backing for Ukraine is fading
support down ISR: Israel is losing support
support down ISR: Israel is increasingly isolated
support up RUS: Support among African states for Russia is growing
support low ISR: Support for Israel has reached a new low
""".strip().splitlines()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize("line", TRENDS)
def test_trends(line, gazetteer):
    wanted, text = line.split(": ", 1)
    kind, direction, parties = wanted.split()
    claim = parse_claim(text, gazetteer, DAY)
    assert (claim.kind, claim.direction, ",".join(claim.parties)) == (kind, direction, parties)
    assert not claim.negated


def test_acts(gazetteer):
    cut = parse_claim("Bolivia cut ties with Israel", gazetteer, DAY)
    assert (cut.kind, cut.parties, cut.recipients) == ("act", ("BOL",), ("ISR",))
    members = parse_claim("More than ten EU countries expelled Russian diplomats", gazetteer, DAY)
    assert (members.count, members.parties, members.group_name) == (11, (), "EU")
    dated = parse_claim("Spain recognized Palestine in May 2024", gazetteer, DAY)
    assert (dated.first, dated.last, dated.topics) == ("2024-05-01", "2024-05-31", ())
    assert parse_claim("Relations between the US and Israel are not deteriorating", gazetteer, DAY).negated


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Relations between France and Wakanda are improving", "only France is known"),
        ("Relations between Wakanda and Mordor are improving", "none is known"),
        ("Support is growing", "for whom"),
        ("Peace is coming", "no state or body"),
        ("China is a threat", "no act"),
    ],
)
def test_errors_say_what_is_missing(text, why, gazetteer):
    with pytest.raises(ClaimError, match=why):
        parse_claim(text, gazetteer, DAY)
