from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.dates import find_dates
from dragoman.extract.numerals import cardinal, digits
from dragoman.extract.quantities import find_figures, find_quantities
from dragoman.extract.quantities.counts import entries
from dragoman.gazetteer import Gazetteer
from dragoman.parse import Parsed, Parser
from dragoman.records import BOUNDS, Document, Figure
from dragoman.resolve import ActorResolver
from tests.extract.toy import CALLS_PER_TOKEN, calls_of, toy

EXAMPLES = yaml.safe_load((Path(__file__).parent / "examples.yaml").read_text(encoding="utf8"))
COUNTED = [(count, *example) for count, entry in entries().items() for example in entry["examples"]]
WORDS = (
    "a an the of to and between more than at least about up no over half dozen two three twenty five hundred thousand "
    "million billion 5 12 1,400 1.5 999999999999999999999 0.0000000001 % percent $ # US € dollars euros people killed "
    "wounded others dead soldiers hostage toll rose - – '' \" ` , . thousands dozens hundreds one No. 3rd 5m "
    "2GB $5 15-20 "
    "204-117 AU$5 5+ 1e9 ١٢ ² quarter third "
    "according said"
).split()


def figures(
    text: str, parser: Parser, gazetteer: Gazetteer, published: str | None = "2020-05-05"
) -> tuple[Figure, ...]:
    return coded(Document("d", "d", text, published=published), parser.parse(text), gazetteer)


def coded(document: Document, parsed: Parsed, gazetteer: Gazetteer) -> tuple[Figure, ...]:
    dates = find_dates(document, parsed)
    quantities = find_quantities(document, parsed, dates)
    return find_figures(document, parsed, ActorResolver(document, parsed, gazetteer), quantities, dates)


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"][:40] for e in EXAMPLES])
def test_examples(example: dict, parser: Parser) -> None:
    text = example["text"]
    document, parsed = Document("d", "d", text, published="2020-05-05"), parser.parse(text)
    got = {q.span.of(text): q for q in find_quantities(document, parsed, find_dates(document, parsed))}
    for words, kind, value, unit in example["quantities"]:
        assert words in got
        assert (got[words].type, got[words].value, got[words].unit) == (kind, value, unit)
    if not example["quantities"]:
        assert not got


@pytest.mark.parametrize(("_count", "text", "value", "counts", "bound"), COUNTED, ids=[c[1][:40] for c in COUNTED])
def test_examples_of_the_lexicon(
    _count: str, text: str, value: float, counts: str, bound: str, parser: Parser, gazetteer: Gazetteer
) -> None:
    assert (value, counts, bound) in [(f.value, f.counts, f.bound) for f in figures(text, parser, gazetteer)]


@pytest.mark.parametrize(
    ("text", "by", "place"),
    [
        ("At least 40 people were killed in Homs, according to a local hospital.", "a local hospital", "Homs, SYR"),
        ("The defence ministry said that 12 soldiers died near Donetsk.", "The defence ministry", "Donetsk, UKR"),
        ("Nine villagers were wounded in Kandahar, elders said.", "elders", "Kandahar, AFG"),
    ],
)
def test_who_says_so_and_where(text: str, by: str, place: str, parser: Parser, gazetteer: Gazetteer) -> None:
    (figure,) = figures(text, parser, gazetteer)
    assert (figure.by, figure.place) == (by, place)


@pytest.mark.parametrize(
    "text",
    [
        "Dozens were killed and hundreds of people fled.",
        "The home team won 24-12 before 30000 fans on a warm evening.",
        "Five tornadoes and two earthquakes were recorded.",
        "Three gunmen opened a door on the fourth floor.",
        "The firm launched 3 new phones for $ 199.",
        "A network of 4258 accounts was closed.",
    ],
)
def test_what_is_no_figure(text: str, parser: Parser, gazetteer: Gazetteer) -> None:
    assert not figures(text, parser, gazetteer)


def test_a_single_person_beside_numbers_counts(parser: Parser, gazetteer: Gazetteer) -> None:
    got = figures("Two farmers and a nurse were killed by a shell near the mill.", parser, gazetteer)
    assert [(f.value, f.counts) for f in got] == [(2, "killed"), (1, "killed")]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.booleans())
def test_any_words_quote_their_text(gazetteer: Gazetteer, words: list[str], flat: bool) -> None:
    parsed = toy(words, flat=flat)
    document = Document("d", "d", parsed.text, published="2020-05-05")
    dates = find_dates(document, parsed)
    end = 0
    for q in find_quantities(document, parsed, dates):
        assert end <= q.span.start < q.span.end <= len(parsed.text)
        assert all(q.span.end <= d.span.start or d.span.end <= q.span.start for d in dates)
        end = q.span.end
    for f in coded(document, parsed, gazetteer):
        assert 0 <= f.span.start < f.span.end <= len(parsed.text)
        assert f.bound in BOUNDS
        assert f.low is None or f.high is None or f.low <= f.high


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(parser: Parser, gazetteer: Gazetteer, text: str) -> None:
    for f in figures(text, parser, gazetteer):
        assert 0 <= f.span.start < f.span.end <= len(text)


@pytest.mark.parametrize(
    "words",
    [["5"], ["5", "killed"], ["two", "-"], ["hundred", "and"], ["$"], ["of", "hundreds"], ["5", "people", "and"],
     ["a", "man", "and", "5", "killed"], ["more", "than"], ["1,000,000,000"], ['"', "said"], ["according", "to", "5"]],
)  # fmt: skip
def test_hostile_repetition_costs_steps_in_proportion(words: list[str], gazetteer: Gazetteer) -> None:
    def run(times: int) -> int:
        parsed = toy(words * times, flat=True)
        document = Document("d", "d", parsed.text, published="2020-01-01")
        dates = find_dates(document, parsed)
        return calls_of(lambda: find_quantities(document, parsed, dates))

    short, long = run(500), run(2000)
    assert long <= 5 * short + 2000
    assert long <= CALLS_PER_TOKEN * 2000 * len(words)


@pytest.mark.parametrize(
    "words", [["5", "killed"], ["a", "man", "and", "5", "killed"], ["according", "to", "5", "people"]]
)
def test_hostile_figures_cost_steps_in_proportion(words: list[str], gazetteer: Gazetteer) -> None:
    def run(times: int) -> int:
        parsed = toy(words * times, flat=True)
        document = Document("d", "d", parsed.text, published="2020-01-01")
        return calls_of(lambda: coded(document, parsed, gazetteer))

    short, long = run(200), run(800)
    assert long <= 5 * short + 2000


@given(st.integers(0, 10**14))
def test_digits_with_and_without_commas(number: int) -> None:
    assert digits(str(number)) == digits(f"{number:,}") == number


@pytest.mark.parametrize(
    ("words", "value"),
    [("two and a half million", 2.5e6), ("half a million", 5e5), ("three hundred and fifty thousand", 350000),
     ("twenty - five", 25), ("a hundred", 100), ("two dozen", 24), ("one million two hundred thousand", 1.2e6),
     ("4.7 million", 4.7e6), ("rabbit", None), ("", None)],
)  # fmt: skip
def test_cardinals(words: str, value: float | None) -> None:
    assert cardinal(words.split()) == value
