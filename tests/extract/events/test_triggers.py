"""How far the trigger of an act reaches, on sentences of our own."""

import pytest

from dragoman.examples import code_sentences

# text, trigger, and the noun by which linking knows the act ("" for none)
CASES = [
    ("Kenyan jets carried out a wave of air strikes on Somali towns.", "carried out a wave of air strikes", "strike"),
    ("Norway opened a second criminal inquiry into a minister of Chad.", "opened a second criminal inquiry", "inquiry"),
    ("The president of Chad paid a two-day visit to Kenya.", "paid a two-day visit", "visit"),
    ("Protesters in Kenya took to the streets.", "took to the streets", ""),
    # whom the act is done to stands between, and what is given is no act
    ("Chad gave Kenya three hundred of its oldest tanks.", "gave Kenya three hundred of its oldest tanks", ""),
    ("Rebels in Chad took 12 Kenyan engineers hostage.", "took 12 Kenyan engineers hostage", ""),
    # the noun carries the act: it is the trigger itself
    ("Ministers of Kenya and Chad held two days of talks.", "talks", ""),
    # people who are held do not say what is done
    ("Kenyan police held a Chadian reporter.", "held", ""),
    ("Chad imposed sanctions on Kenya.", "imposed", ""),
    # the noun stands first, or too far away: the verb alone
    ("Talks were held by Kenya and Chad in Oslo.", "held", "talk"),
    ("Norway opened, after many months of doubt and long debate, an inquiry into Chad.", "opened", "inquiry"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "noun"), CASES)
def test_the_trigger_reaches_through_the_noun_that_tells_the_act(text: str, trigger: str, noun: str) -> None:
    event = code_sentences([text])[0][0]
    assert event.trigger.of(text) == trigger
    assert [s.removeprefix("telling ") for s in event.signs if s.startswith("telling ")] == [noun] * bool(noun)
