"""A text that is only the title of a matter reports no act; a headline without a verb may."""

import pytest

from dragoman.examples import code_sentences

TITLES = [
    "Kenyan incursions in southern Somalia",
    "2019 Chadian offensive, Battle of Abéché",
    "Sanctions of Norway against Chad, Chad–Norway relations",
    "Chad–Norway relations",
    "Post-election unrest in Chad",
    "Kenyan-led intervention in Somalia; Wajir airport attacks",
    "Student protests in Nairobi, List of towns damaged during the student protests",
    "Killing of Amina Odhiambo, 2014 arrests of members of the Kenyan opposition",
    "Withdrawal of Kenyan troops from Somalia",
    "Attacks on Kenyan bases in Somalia, Ethiopia, and Sudan during the drought",
]
HEADLINES = [
    "Kenyan airstrike kills 12 in Somalia",
    "Kenya to withdraw troops from Somalia",
    "Chad leader to visit Kenya",
    "Kenyan opposition leader arrested in Nairobi",
    "Three Kenyan soldiers shot dead in Somalia",
    "Kenyan opposition appeals to Norway for help",
    "Fresh Kenyan airstrikes in Somalia",
    "Kenya: Protests in Nairobi over bread",
    "Kenya expels Ethiopian envoy",
    "Strikes on Somalia by Kenya.",
    "Kenyan incursions in Somalia\nKenyan troops attacked a Somali village.",
]


@pytest.mark.parametrize("text", TITLES)
def test_title_of_a_matter_holds_no_act(text: str) -> None:
    assert not code_sentences([text])[0]


@pytest.mark.parametrize("text", HEADLINES)
def test_headline_tells_of_its_act(text: str) -> None:
    assert code_sentences([text])[0]
