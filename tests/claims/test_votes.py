"""Claims of votes, judged by the votes that are stored."""

import pytest

from dragoman.claims import CONTRADICTED, SUPPORTED, UNKNOWN, judge
from dragoman.claims.grammar import parse_claim
from dragoman.claims.votes import _sentences
from dragoman.gazetteer import Gazetteer
from dragoman.records import Coded, DateRange, Document, Span, Vote, digest
from dragoman.store import Store, segments

SOMALIA = "The Security Council adopted a resolution on piracy off Somalia; Peru and Ghana abstained."
WEST_BANK = "The United States vetoed a Security Council resolution on settlements in the West Bank."
HAITI = "The General Assembly adopted a resolution on Haiti by 120 votes to 4, with 30 abstentions."
QUOTAS = "The Danish parliament rejected a bill on fishing quotas by 90 votes to 80."


def vote(day, text, body, outcome, members=(), tally=(None, None, None), veto=()):
    document = Document(Document.id_of(text, text), text, text, published=day)
    cast = Vote(
        id=digest(document.id, "vote", 0, len(text), 0),
        document=document.id,
        span=Span(0, len(text)),
        body=body,
        motion=text,
        for_=tally[0],
        against=tally[1],
        abstain=tally[2],
        by_member=dict(members),
        veto=veto,
        outcome=outcome,
        date=DateRange(day, day, "day"),
    )
    return Coded(document, (), votes=(cast,))


VOTES = (
    vote("2015-03-02", SOMALIA, "UNSC", "adopted", {"PER": "abstain", "GHA": "abstain"}),
    vote("2015-05-04", WEST_BANK, "UNSC", "failed", {"USA": "veto"}, veto=("USA",)),
    vote("2015-06-01", HAITI, "UNGA", "adopted", tally=(120, 4, 30)),
    vote("2015-07-01", QUOTAS, "DNK:LEG", "failed", tally=(80, 90, None)),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru abstained on a resolution on Somalia", ("abstain", ("PER",), None)),
        ("Peru and Ghana voted against a Security Council resolution on Somalia", ("against", ("PER", "GHA"), "UNSC")),
        ("The UN Security Council adopted a resolution on Somalia", ("adopted", (), "UNSC")),
        ("Denmark's parliament voted down a bill on fishing quotas", ("failed", (), "DNK:LEG")),
        ("The General Assembly rejected a resolution on Haiti", ("failed", (), "UNGA")),
        ("100 states voted in favour of a General Assembly resolution on Haiti", ("for", (), "UNGA")),
    ],
)
def test_votes_are_read(text, wanted, gazetteer):
    claim = parse_claim(text, gazetteer, "2015-12-31")
    assert (claim.kind, claim.direction, claim.parties, claim.body) == ("vote", *wanted)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return stored(tmp_path_factory.mktemp("votes") / "votes.duckdb", VOTES)


def stored(path, votes) -> Store:
    made = Store(path)
    number = made.begin_run("toy", {})
    folder = segments.folder_of(path)
    made.load(segments.write_segment(folder, "00001", number, votes, with_documents=True, political_only=False))
    return made


@pytest.mark.parametrize(
    ("text", "day", "verdict"),
    [
        ("Peru abstained on a resolution on Somalia", "2015-12-31", SUPPORTED),
        ("Peru abstained on a resolution on Somalia", "2015-01-31", UNKNOWN),
        ("Peru voted for a resolution on Somalia", "2015-12-31", CONTRADICTED),
        ("Peru vetoed a Security Council resolution on Somalia", "2015-12-31", CONTRADICTED),
        ("Chile voted for a resolution on Somalia", "2015-12-31", UNKNOWN),
        ("The Security Council adopted a resolution on Somalia", "2015-12-31", SUPPORTED),
        ("100 states voted for a resolution on Haiti", "2015-12-31", SUPPORTED),
        ("150 states voted for a resolution on Haiti", "2015-12-31", CONTRADICTED),
        ("The Danish parliament adopted a bill on fishing quotas", "2015-12-31", CONTRADICTED),
        ("The Security Council adopted a resolution on Iceland", "2015-12-31", UNKNOWN),
    ],
)
def test_votes_are_judged(text, day, verdict, store, gazetteer):
    found = judge(text, store, gazetteer, day)
    assert found.verdict == verdict, found.text


def test_a_vote_published_later_changes_nothing(store, gazetteer, tmp_path):
    then = stored(tmp_path / "then.duckdb", [v for v in VOTES if v.document.published <= "2015-05-10"])
    for text in ("Peru abstained on a resolution on Somalia", "120 states voted for a resolution on Haiti"):
        one, other = (judge(text, s, gazetteer, "2015-05-10") for s in (then, store))
        assert (one.verdict, one.probability, one.text) == (other.verdict, other.probability, other.text)


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("Envoys met. Peru vetoed a text on Friday. They left.", "vetoed a text", "Peru vetoed a text on Friday."),
        ("weeks on end. “Enough,” said Díaz. Peru vetoed it.", "vetoed it", "Peru vetoed it."),
        (
            "In the U.N. Security Council Peru vetoed it.\nMore",
            "vetoed it",
            "In the U.N. Security Council Peru vetoed it.",
        ),
        ("Peru vetoed it", "vetoed it", "Peru vetoed it"),
    ],
)
def test_a_vote_is_quoted_by_whole_sentences(text: str, words: str, quote: str) -> None:
    start = text.index(words)
    assert _sentences(text, start, start + len(words)) == quote
