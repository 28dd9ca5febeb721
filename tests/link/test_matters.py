import os
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.link.matters import Matter, actors_of, matters_of, state_words
from dragoman.measure.stories import label_of
from dragoman.records import Document, digest

DAM = (
    ("2024-03-01", "Engineers warn that the Torvik dam in Norway may give way after the thaw."),
    ("2024-03-02", "Villages below the Torvik dam are cleared as the thaw goes on."),
    ("2024-03-04", "Norway sends soldiers to the Torvik dam, where sandbags hold the thaw back."),
)
TALKS = (
    ("2024-03-01", "Fishing quotas: delegates of Norway and Iceland open the herring talks in Bergen."),
    ("2024-03-03", "The herring talks in Bergen stall, as delegates from Iceland reject the fishing quotas."),
)
LATE = ("2024-06-20", "The Torvik dam in Norway opens again, after the damage of the thaw was mended.")


def documents(*reports: tuple[str, str]) -> list[Document]:
    return [Document(digest(text), text[:20], text, published=day) for day, text in reports]


def groups(reports: list[Document], states: frozenset[str] = frozenset()) -> set[frozenset[str]]:
    of = {d.id: d.text for d in reports}
    return {frozenset(of[i] for i in m.documents) for m in matters_of(reports, states=states)}


def test_reports_of_one_matter_stand_together() -> None:
    expected = {frozenset(t for _, t in DAM), frozenset(t for _, t in TALKS)}
    assert groups(documents(*DAM, *TALKS), state_words(["Norway", "Iceland"])) == expected


def test_a_matter_is_over_after_weeks_of_silence() -> None:
    assert all(LATE[1] not in group for group in groups(documents(*DAM, LATE)))


def test_a_state_alone_is_no_matter() -> None:
    reports = documents(
        ("2024-03-01", "Norway lends paintings to a museum."),
        ("2024-03-02", "Norway halves its duty on electric vans."),
    )
    assert matters_of(reports) == []


def test_a_matter_is_called_by_its_own_words() -> None:
    dam = next(m for m in matters_of(documents(*DAM, *TALKS)) if len(m.documents) == 3)
    assert "Torvik dam" in dam.terms
    assert len(dam.terms) <= 4


def test_the_order_of_arrival_does_not_matter() -> None:
    reports = documents(*DAM, *TALKS, LATE)
    assert matters_of(reports) == matters_of(reports[::-1])


def test_actors_are_those_of_many_reports() -> None:
    assert actors_of([["NOR"], ["NOR", "ISL"], ["NOR"], ["NOR"], ["NOR", "DNK"]]) == ("NOR",)
    assert actors_of([]) == ()
    assert label_of(["Norway"], ["Norwegian", "Torvik dam"]) == "Norway: Torvik dam"
    assert label_of([], ["Torvik dam"]) == "Torvik dam"


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.none() | st.dates().map(str), st.text(max_size=60)), max_size=12))
def test_every_document_stands_in_one_matter_at_most(reports: list[tuple[str | None, str]]) -> None:
    made = [Document(digest(n), str(n), text, published=day) for n, (day, text) in enumerate(reports)]
    found: list[Matter] = matters_of(made)
    placed = [d for m in found for d in m.documents]
    assert len(placed) == len(set(placed)) <= len(made)
    assert all(len(m.documents) > 1 for m in found)


def test_terms_do_not_hang_on_the_hash_seed() -> None:
    said = """
from dragoman.link.items import stem
from dragoman.link.matters import terms_of
from dragoman.records import Document

text = "Engineers closed the Torvik dam and the Torvik bridge and the Norra Torvik lock and the Sora Torvik road."
counts = {stem(word): 3 for word in text.rstrip(".").split()}
print(terms_of([Document(str(n), str(n), text) for n in range(3)], counts, 4000))
"""
    told = {
        subprocess.run(
            [sys.executable, "-c", said],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(told) == 1
