from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.figures import figure_groups
from dragoman.records import BOUNDS, Document, Figure, Span


def report(
    value: float,
    day: str | None,
    *,
    text: str = "A million people are sheltering.",
    counts: str = "displaced",
    bound: str = "exact",
    place: str | None = "Port Amal, SDN",
    of: str | None = "people",
    by: str | None = None,
    number: int = 0,
) -> tuple[Document, Figure]:
    name = f"{day}-{value}-{number}"
    document = Document(Document.id_of(name, text), name, text, published=day)
    low = None if bound in ("about", "up_to") else value
    high = None if bound in ("about", "at_least", "more_than") else value
    start = len(text) - 4
    figure = Figure(
        f"{name}-{bound}",
        document.id,
        Span(start, start + 1),
        value,
        low,
        high,
        bound,
        counts,
        of=of,
        place=place,
        by=by,
    )
    return document, figure


def test_three_counts_of_one_thing_contradict() -> None:
    reports = [
        report(1_000_000, "2024-03-23"),
        report(1_100_000, "2024-03-23", bound="more_than", number=1),
        report(1_500_000, "2024-03-28", bound="about", of="displaced Sudanese", place="Red Sea State, SDN"),
    ]
    (group,) = figure_groups(reports)
    assert len(group.figures) == 3
    assert len(group.contradictions) == 3
    assert not group.updates
    assert (group.low, group.high) == (1_000_000, 1_500_000)


def test_a_toll_that_rose_is_an_update() -> None:
    first = report(12, "2020-01-01", counts="killed", text="A fire in the harbour market killed 12 .")
    second = report(19, "2020-01-03", counts="killed", text="The death toll of the harbour market fire rose to 19 .")
    (group,) = figure_groups([second, first])
    assert group.updates == ((second[1].id, first[1].id),)
    assert not group.contradictions
    assert (group.low, group.high) == (19, 19)


def test_figures_that_allow_one_another_do_not_contradict() -> None:
    (group,) = figure_groups([report(100, "2020-01-01", bound="about"), report(104, "2020-01-01", number=1)])
    assert not group.contradictions
    assert not group.updates


def test_two_attacks_in_one_town_are_two_things() -> None:
    first = report(12, "2020-01-01", counts="killed", text="Gunmen shot worshippers at a shrine, leaving 12 .")
    second = report(15, "2020-01-03", counts="killed", text="A lorry bomb beside the customs depot destroyed 15 .")
    assert figure_groups([first, second]) == ()


def test_other_things_stay_apart() -> None:
    base = report(100, "2020-01-01")
    others = [
        report(120, "2020-02-01"),
        report(120, "2020-01-02", counts="arrested"),
        report(120, "2020-01-02", place="Lima, PER"),
        report(120, "2020-01-02", place=None),
        report(120, "2020-01-02", of="children"),
        report(90_000, "2020-01-02"),
        report(120, None),
    ]
    for other in others:
        assert figure_groups([base, other]) == ()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**6), st.dates().map(str), st.sampled_from(BOUNDS), st.sampled_from(["killed", "troops"]),
            st.sampled_from(["A, SDN", "B, SDN", "C", None]),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_every_figure_stands_in_one_group_at_most_and_inside_its_interval(rows: list[tuple]) -> None:
    reports = []
    for n, (value, day, bound, counts, place) in enumerate(rows):
        document, figure = report(value, day, bound=bound, counts=counts, place=place, number=n)
        reports.append((document, replace(figure, id=str(n))))
    groups = figure_groups(reports)
    seen = [i for g in groups for i in g.figures]
    assert len(seen) == len(set(seen))
    for g in groups:
        assert len(g.figures) > 1
        assert g.low <= g.high
        assert not {tuple(sorted(p)) for p in g.updates} & {tuple(sorted(p)) for p in g.contradictions}
