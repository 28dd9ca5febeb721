"""What a text comes back to: the act that it has told before, with its parties and its day."""

import pytest

from dragoman.examples import code_sentences, told

# text, words of the last mention, its type and parties, its day
AGAIN = [
    ("Kenyan warplanes hit a Somali village on Monday. Hundreds fled after the attack.", "attack",
     "ASSAULT.aerial KEN:MIL > SOM:CVL", "2022-06-13"),
    ("Kenyan police arrested a Somali journalist on Friday. Norway deplored his detention.", "detention",
     "COERCE.arrest KEN:COP > SOM:JRN", "2022-06-10"),
    ("Kenyan nurses walked out on Monday. Hospitals were closed by the strike.", "strike",
     "PROTEST.strike KEN:MED > -", "2022-06-13"),
    ("Kenya withdrew its troops from Somalia. The pullout pleased Norway.", "pullout",
     "RETREAT.withdraw KEN:GOV > SOM:GOV", "2022-06-15"),
    ("Kenya held talks with Ethiopia in Oslo on Tuesday. Norway said that the meeting went well.", "meeting",
     "CONSULT KEN:GOV, ETH:GOV > -", "2022-06-14"),
]  # fmt: skip
# nothing comes of a noun that means another act, or none that is known
OTHERS = [
    ("Kenyan warplanes hit a Somali village. Hundreds had fled another attack.", "attack"),
    ("Kenyan warplanes hit a Somali village. Chad spoke of the attack on its embassy in Peru.", "attack"),
    ("Kenyan warplanes hit a Somali village on Monday. Thursday's attack was the worst.", "attack"),
    ("Kenyan police arrested a Somali journalist. The strike went on.", "strike"),
    ("Kenyan warplanes hit a Somali village. Norway condemned the attack.", "attack"),
]
# how far from the day of another act, and the day
MEASURED = [
    ("Kenya expelled the envoy on Monday, three days after Chadian jets bombed Kenyan troops.", "bombed",
     "2022-06-10", "2022-06-10"),
    ("Norway sent tents, a week after the Chadian bombardment of Kenya.", "bombardment", "2022-06-04", "2022-06-11"),
    ("Kenya freed the men a month after Kenyan police arrested Chadian envoys.", "arrested",
     "2022-05-01", "2022-05-31"),
    ("Three years after the Chadian invasion of Kenya, Norway sent tents.", "invasion", "2019-01-01", "2019-12-31"),
    ("Kenya closed its border hours after the Chadian bombardment of Wajir.", "bombardment",
     "2022-06-15", "2022-06-15"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "wanted", "day"), AGAIN)
def test_definite_noun_names_the_act_told_before(text: str, word: str, wanted: str, day: str) -> None:
    found = [e for e in code_sentences([text])[0] if e.trigger.of(text) == word]
    assert [told(e).rpartition(" [")[0] for e in found] == [wanted]
    assert [e.date.from_ for e in found if e.date] == [day]


@pytest.mark.parametrize(("text", "word"), OTHERS)
def test_noun_that_means_another_act_names_none_told_before(text: str, word: str) -> None:
    events = code_sentences([text])[0]
    assert not [e for e in events if e.trigger.of(text) == word and ":again:" in e.coder.rule]


@pytest.mark.parametrize(("text", "word", "first", "last"), MEASURED)
def test_act_lies_as_far_back_as_the_words_say(text: str, word: str, first: str, last: str) -> None:
    dates = [e.date for e in code_sentences([text])[0] if e.trigger.of(text) == word]
    assert [(d.from_, d.to) for d in dates if d] == [(first, last)]
