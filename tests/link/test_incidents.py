from dataclasses import replace
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from dragoman.link import Linked, Report, link
from dragoman.records import Actor, Coder, DateRange, Document, Event, Figure, Span, digest

_number = count()
Side = tuple[tuple[str, str], ...]
USA, ISR, EGY, CAN = ("USA", "GOV"), ("ISR", "GOV"), ("EGY", "GOV"), ("CAN", "GOV")


def report(
    text: str,
    published: str,
    *,
    type_: str = "REJECT",
    lemma: str = "veto",
    mode: str | None = None,
    actors: Side = (USA,),
    recipients: Side = (),
    day: str | None = None,
    to: str | None = None,
    precision: str = "day",
    status: str = "happened",
    outlet: str = "",
    document: Document | None = None,
    sentence: tuple[int, int] | None = None,
    original: str | None = None,
) -> Report:
    """One made-up event of one document; a day of its own is exact, none means about the day of publication."""
    name = f"d{next(_number)}"
    document = document or Document(digest(name), name, text, published=published, outlets=(outlet or name,))
    start, end = sentence or (0, len(text))
    when = DateRange(day, to or day, precision) if day else DateRange(published, published, "about")

    def side(parties: Side) -> tuple[Actor, ...]:
        return tuple(Actor(code, role, code) for code, role in parties)

    event = Event(
        digest(name, start),
        document.id,
        type_,
        mode,
        status,
        side(actors),
        side(recipients),
        Span(start, start + 1),
        Span(start, end),
        type_,
        3,
        -2.0,
        0.9,
        Coder(f"{type_}:{lemma}.1:{lemma}", "1"),
        date=when,
    )
    return Report(event, published, document.outlets, document, original)


def groups(reports: list[Report]) -> set[frozenset[int]]:
    """Positions of the reports that stand in one incident."""
    at = {r.event.id: n for n, r in enumerate(reports)}
    return {frozenset(at[e] for e in one.incident.events) for one in link(reports)}


def talks(day: str, published: str) -> Report:
    return report(
        "American and Egyptian ministers held talks in Cairo on the border crossing.",
        published,
        type_="CONSULT",
        lemma="hold_talk",
        actors=(USA, EGY),
        day=day,
    )


def test_talks_on_two_days_are_two_incidents() -> None:
    assert groups([talks("2024-03-18", "2024-03-18"), talks("2024-03-21", "2024-03-21")]) == {
        frozenset({0}),
        frozenset({1}),
    }


def test_two_reports_of_one_day_are_one_incident() -> None:
    assert len(groups([talks("2024-03-18", "2024-03-18"), talks("2024-03-18", "2024-03-19")])) == 1


def test_a_background_mention_joins_by_its_resolved_date() -> None:
    first = report(
        "The United States vetoed a resolution on Gaza at the Security Council.", "2024-02-20", day="2024-02-20"
    )
    other = report(
        "The United States vetoed a resolution on Syria at the Security Council.", "2023-12-08", day="2023-12-08"
    )
    later = report(
        "Canada met the United States, which vetoed a resolution on Gaza in February.",
        "2024-05-02",
        day="2024-02-01",
        to="2024-02-29",
        precision="month",
    )
    assert groups([first, other, later]) == {frozenset({0, 2}), frozenset({1})}


def test_a_new_store_puts_the_next_of_a_series_apart_and_what_is_told_as_known_together() -> None:
    first = report("Rebels raided the town of Kasra.", "2024-03-04", type_="ASSAULT", lemma="raid")
    series = report("Rebels raided a farm.", "2024-03-05", type_="ASSAULT", lemma="raid")
    words = "Families fled after the raid on Kasra by rebels."
    at = words.index("raid")
    known = report(words, "2024-03-05", type_="ASSAULT", lemma="raid")
    known = replace(known, event=replace(known.event, trigger=Span(at, at + 4)))
    assert len(groups([first, series])) == 2
    assert len(groups([first, known])) == 1


def test_bombardments_of_following_days_stay_apart() -> None:
    told = {
        "2024-01-03": "Aircraft bombed the Kasra market, killing 14 people.",
        "2024-01-04": "Aircraft bombed a bakery in Umm Dal, and 25 people were killed.",
        "2024-01-05": "Artillery and aircraft killed 36 people around the port, medics said.",
        "2024-01-06": "Aircraft bombed a school in Kasra, killing 7 children.",
    }
    reports = [report(text, day, type_="ASSAULT", lemma="bomb", recipients=(ISR,)) for day, text in told.items()]
    assert len(groups(reports)) == 4


def test_planned_happened_and_denied_are_one_incident_with_its_history() -> None:
    words = "the delegation from Ottawa to the talks on arms exports"
    reports = [
        report(f"Israel will receive {words} on Friday.", "2024-03-20", status="planned", day="2024-03-22"),
        report(f"Israel received {words}.", "2024-03-22", day="2024-03-22"),
        report(f"Israel denied that it had received {words}.", "2024-03-23", status="denied", day="2024-03-22"),
    ]
    reports = [
        report(
            r.document.text if r.document else "",
            r.published or "",
            status=r.event.status,
            day="2024-03-22",
            type_="CONSULT",
            lemma="receive",
            actors=(ISR, CAN),
        )
        for r in reports
    ]
    [linked] = link(reports)
    assert set(linked.incident.conflicts["status"]) == {"planned", "happened", "denied"}
    assert linked.incident.first_reported == "2024-03-20"


def test_headline_and_body_join_but_one_sentence_tells_two_acts() -> None:
    text = "US vetoes Gaza text\nThe US vetoed a text on Gaza."
    document = Document("d", "d", text, published="2024-02-20")
    head = report(text, "2024-02-20", document=document, sentence=(0, 19))
    body = report(text, "2024-02-20", document=document, sentence=(20, len(text)))
    assert len(groups([head, body])) == 1
    twice = report(text, "2024-02-20", document=document, sentence=(25, len(text)))
    assert len(groups([body, twice])) == 2


def test_other_actors_and_other_types_stay_apart() -> None:
    text = "A government suspended arms exports to Israel over Gaza."
    sanction = {"type_": "SANCTION", "lemma": "suspend", "recipients": (ISR,)}
    reports = [
        report(text, "2024-02-20", actors=(CAN,), **sanction),  # type: ignore[arg-type]
        report(text, "2024-02-20", actors=(EGY,), **sanction),  # type: ignore[arg-type]
        report(text, "2024-02-20", actors=(CAN,), type_="CONSULT", lemma="meet", recipients=()),
    ]
    assert len(groups(reports)) == 3


def test_tolls_that_contradict_are_told_with_their_events() -> None:
    texts = ("At least 40 people were killed when rebels shelled Port Amal.", "Rebels shelled Port Amal, killing 21.")
    reports = [
        report(
            t,
            "2024-01-03",
            type_="ASSAULT",
            lemma="shell",
            actors=(("SDN", "REB"),),
            recipients=(("SDN", "CVL"),),
            day="2024-01-03",
        )
        for t in texts
    ]
    figures = [
        Figure("f1", reports[0].event.document, Span(9, 11), 40, 40, None, "at_least", "killed"),
        Figure("f2", reports[1].event.document, Span(34, 36), 21, 21, 21, "exact", "killed"),
    ]
    [linked] = link(reports, figures)
    assert linked.incident.conflicts["killed"] == {
        "at least 40": (reports[0].event.id,),
        "21": (reports[1].event.id,),
    }


def test_a_copy_adds_a_report_but_no_independent_outlet() -> None:
    text = "Canada suspended arms exports to Israel on Tuesday."
    first = report(text, "2024-03-19", actors=(CAN,), recipients=(ISR,), day="2024-03-19", outlet="Wire")
    copy = report(
        text,
        "2024-03-19",
        actors=(CAN,),
        recipients=(ISR,),
        day="2024-03-19",
        outlet="Paper",
        original=first.event.document,
    )
    [linked] = link([first, copy])
    assert linked.incident.outlets == ("Paper", "Wire")
    assert linked.incident.corroboration == 1


def test_each_link_is_explained_by_its_shares() -> None:
    linked = link([talks("2024-03-18", "2024-03-18"), talks("2024-03-18", "2024-03-19")])[0]
    first, second = linked.joined
    assert first.like is None
    assert second.like == first.event
    assert {"date same day", "partners all", "word same", "words"} <= set(second.shares)
    assert abs(sum(second.shares.values()) - second.score) < 1e-9


def as_of(linked: list[Linked], known: set[str]) -> set[frozenset[str]]:
    return {kept for one in linked if (kept := frozenset(one.incident.events) & known)}


_TEXTS = (
    "The United States vetoed a resolution on Gaza at the Security Council.",
    "Washington blocked a text on Gaza.",
    "The United States vetoed a resolution on Syria.",
    "Canada recalled its ambassador to Israel over the bombing of a school.",
)
_reports = st.lists(
    st.builds(
        lambda text, n, day, actor, precise: report(
            text, f"2024-03-{n:02d}", day=f"2024-03-{day:02d}" if precise else None, actors=(actor,)
        ),
        st.sampled_from(_TEXTS),
        st.integers(1, 9),
        st.integers(1, 9),
        st.sampled_from((USA, CAN)),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(_reports, st.integers(1, 9), st.randoms(use_true_random=False))
def test_later_reports_leave_the_past_as_it_was_and_order_of_arrival_does_not_matter(reports, last, random) -> None:  # type: ignore[no-untyped-def]
    early = [r for r in reports if (r.published or "") <= f"2024-03-{last:02d}"]
    known = {r.event.id for r in early}
    full = link(reports)
    alone = link(early)
    assert as_of(full, known) == {frozenset(one.incident.events) for one in alone}
    assert {one.incident.id for one in alone} <= {one.incident.id for one in full}
    mixed = list(reports)
    random.shuffle(mixed)
    assert link(mixed) == full


@given(_reports)
def test_every_event_stands_in_exactly_one_incident(reports: list[Report]) -> None:
    held = [e for one in link(reports) for e in one.incident.events]
    assert sorted(held) == sorted(r.event.id for r in reports)
