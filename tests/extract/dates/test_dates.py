from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.dates import calendar, find_dates
from dragoman.parse import Parser
from dragoman.records import Document, TimeExpression
from tests.extract.toy import CALLS_PER_TOKEN, calls_of, toy

EXAMPLES = yaml.safe_load((Path(__file__).parent / "examples.yaml").read_text(encoding="utf8"))
WORDS = (
    "the a last next this of in on at by since from to between and early late mid end start week day year years month "
    "decade century quarter Monday Friday May March January 1 5 31 99 1990 2008 9999 1990s 70s '82 first second third "
    "three two half ago earlier later today tomorrow tonight , - : 12:30 24:99 GMT pm 7/8/07 99/99/99 2008-13-45 "
    "2008-02-30 every "
    "annual recent now 1000000 999999999999999999 billion million past Christmas spring fiscal Q3 same "
    "following previous old over more than morning night 11–12 2011–2012 mid-2011 new said will rose ."
).split()


def found(text: str, published: str | None, parser: Parser) -> tuple[TimeExpression, ...]:
    return find_dates(Document("d", "d", text, published=published), parser.parse(text))


@pytest.mark.parametrize("example", EXAMPLES, ids=[e["text"][:40] for e in EXAMPLES])
def test_examples(example: dict, parser: Parser) -> None:
    published = str(example["published"]) if example["published"] else None
    got = {d.span.of(example["text"]): d for d in found(example["text"], published, parser)}
    for words, kind, value, first, last in example["dates"]:
        assert words in got
        d = got[words]
        assert (d.type, d.value, d.from_, d.to) == (kind, value, first, last)
    if not example["dates"]:
        assert not got


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=40),
    st.one_of(
        st.none(), st.dates().map(date.isoformat), st.sampled_from(["0001-01-01", "9999-12-31", "03-02-2009", "x"])
    ),
)
def test_any_words_quote_their_text_and_stay_in_the_calendar(words: list[str], published: str | None) -> None:
    parsed = toy(words)
    dates = find_dates(Document("d", "d", parsed.text, published=published), parsed)
    end = 0
    for d in dates:
        assert end <= d.span.start < d.span.end <= len(parsed.text)
        end = d.span.end
        assert d.value
        assert (d.from_ is None) == (d.to is None)
        if d.from_ and d.to:
            assert date.fromisoformat(d.from_) <= date.fromisoformat(d.to)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(parser: Parser, text: str) -> None:
    for d in found(text, "2020-02-29", parser):
        assert 0 <= d.span.start < d.span.end <= len(text)
        assert d.span.of(text).strip() == d.span.of(text)


@given(
    st.dates(), st.integers(-(10**9), 10**9), st.sampled_from(["day", "week", "month", "quarter", "year", "century"])
)
def test_steps_never_leave_the_calendar(start: date, number: int, unit: str) -> None:
    moved = calendar.add(start, number, unit)
    assert moved is None or (moved >= start) == (number >= 0) or number == 0


@given(st.dates(), st.sampled_from(["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]))
def test_a_unit_holds_its_day(day: date, unit: str) -> None:
    days = calendar.days_of(calendar.unit_value(day, unit))
    if unit == "weekend":
        day = date.fromordinal(day.toordinal() - day.weekday() + 5) if day.toordinal() < 3652050 else day
    assert days is None or days[0] <= day <= days[1]


@pytest.mark.parametrize(
    "words",
    [["May"], ["5", ","], ["the", "last"], ["of"], ["1999", "-"], ["two", "and"], ["between", "5", "and"], ["'", "5"],
     ["last", "week", "ago"], ["every", "."], ["'", '"'], ["the", "first", "second"], ["a", "half"]],
)  # fmt: skip
def test_hostile_repetition_costs_steps_in_proportion(words: list[str]) -> None:
    def run(times: int) -> int:
        parsed = toy(words * times, flat=True)
        return calls_of(lambda: find_dates(Document("d", "d", parsed.text, published="2020-01-01"), parsed))

    short, long = run(500), run(2000)
    assert long <= 5 * short + 2000
    assert long <= CALLS_PER_TOKEN * 2000 * len(words)
