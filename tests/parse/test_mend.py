"""Verbs in the present tense that the tagger takes for plural nouns, and lists of names that fall apart."""

import pytest

from dragoman.parse import Parser

VERBS = [
    (
        "The International Criminal Court sentences Thomas Lubanga to 14 years in prison.",
        "sentences",
        "Court",
        "Lubanga",
    ),
    ("Bahrain severs diplomatic relations with Iran.", "severs", "Bahrain", "relations"),
    ("A parcel bomb wounds an employee of the Greek finance ministry.", "wounds", "bomb", "employee"),
    ("Belgium apologises for its colonial rule in Congo.", "apologises", "Belgium", None),
    ("Hong Kong protesters have demanded that the city's leader step down by Thursday.", "step", "leader", None),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


NOUNS = [
    "Russian air strikes on Idlib.",
    "Heavy rains and floods in northern Peru.",
    "The Spanish champions Barcelona.",
]


@pytest.mark.parametrize(("text", "verb", "subject", "thing"), VERBS)
def test_a_verb_has_its_subject_and_object(
    parser: Parser, text: str, verb: str, subject: str, thing: str | None
) -> None:
    parsed = parser.parse(text)
    at = parsed.words.index(verb)
    assert parsed.pos[at] == "VERB"
    found = parsed.child(at, "nsubj")
    assert found is not None
    assert parsed.words[found] == subject
    direct = parsed.child(at, "dobj")
    assert (None if direct is None else parsed.words[direct]) == thing


@pytest.mark.parametrize("text", NOUNS)
def test_plural_nouns_stay_nouns(parser: Parser, text: str) -> None:
    parsed = parser.parse(text)
    assert not any(tag == "VBZ" for tag in parsed.tags)


LISTS = [
    ("The governments of Norway, Peru, and Spain officially recognise the accord.", "Norway Peru Spain"),
    ("Austria, Chile, Portugal, and the United Kingdom formally recognise Kosovo.", "Austria Chile Portugal Kingdom"),
    ("Peru expelled diplomats of France, Germany, Spain, and the Netherlands.", "France Germany Spain Netherlands"),
    ("On Monday, France, Germany and Spain condemned Peru.", "France Germany Spain"),
    ("Talks between Chad, the African Union, and Kenya ended.", "Chad Union Kenya"),
    ("Foreign ministers Teo Lasi of Fiji and Ann Bok of Vanuatu signed a treaty.", "Lasi Bok"),
]
NO_LISTS = [
    ("Ann Ito, Deputy Premier and Minister of Trade, resigned.", "Ito", "Minister"),
    ("Baku, Azerbaijan, and Bonn, Germany, host the talks.", "Baku", "Azerbaijan"),
    ("The Food, Drug, and Cosmetic Act was amended.", "Food", "Act"),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_a_list_of_names_is_one(parser: Parser, text: str, names: str) -> None:
    parsed = parser.parse(text)
    heads = [parsed.words.index(name) for name in names.split()]
    assert [t for t in parsed.conjuncts(heads[0]) if t in heads] == heads


@pytest.mark.parametrize(("text", "one", "other"), NO_LISTS)
def test_what_only_looks_like_a_list_is_left(parser: Parser, text: str, one: str, other: str) -> None:
    parsed = parser.parse(text)
    assert parsed.words.index(other) not in parsed.conjuncts(parsed.words.index(one))


@pytest.mark.parametrize("names", [3, 40, 4000])
def test_long_lists_make_no_ring(parser: Parser, names: int) -> None:
    parsed = parser.parse(", ".join(["Norway", "Peru", "Spain"] * (names // 3)) + ", and Chad met those who fled Chad.")
    for token in range(0, len(parsed.words), max(1, len(parsed.words) // 50)):
        seen, at = set(), token
        while parsed.heads[at] != at:
            assert at not in seen
            seen.add(at)
            at = parsed.heads[at]


def test_the_time_given_is_an_object(parser: Parser) -> None:
    parsed = parser.parse("Guinea's junta on Friday gave the Togolese ambassador 48 hours to leave.")
    assert parsed.deps[parsed.words.index("hours")] == "dobj"
    assert parsed.deps[parsed.words.index("ambassador")] == "dative"


def test_nouns_of_verb_and_particle_are_one_word(parser: Parser) -> None:
    parsed = parser.parse("The Belgian pull-out from Mali began after a week-long build-up.")
    assert "pull-out" in parsed.lemmas
    assert "build-up" in parsed.lemmas


def test_of_two_objects_the_first_is_who_gets_or_is_refused_it(parser: Parser) -> None:
    parsed = parser.parse("Beijing refused them entry.")
    assert [parsed.deps[parsed.words.index(w)] for w in ("them", "entry")] == ["dative", "dobj"]


SO_CALLED = [
    ("Norway denounced what it described as a brutal attack by Chad.", "attack", "denounced", "dobj"),
    ("Norway protested over what it called Chad's bullying.", "bullying", "over", "pobj"),
    ("Norway rejected as absurd Russian assertions about a laboratory.", "assertions", "rejected", "dobj"),
    ("Norway dismissed as fabricated a report by Chad.", "report", "dismissed", "dobj"),
]


@pytest.mark.parametrize(("text", "thing", "above", "label"), SO_CALLED)
def test_what_is_called_so_stands_for_the_clause(parser: Parser, text: str, thing: str, above: str, label: str) -> None:
    parsed = parser.parse(text)
    at = parsed.words.index(thing)
    assert (parsed.words[parsed.heads[at]], parsed.deps[at]) == (above, label)


ENDS = [
    ("Russian bombers reduced a theatre in Ukraine to rubble.", "rubble"),
    ("Saudi jets reduced a factory in Sanaa to ruins.", "ruins"),
    ("The Taliban reduced the Buddhas of Bamiyan to rubble.", "rubble"),
]


@pytest.mark.parametrize(("text", "end"), ENDS)
def test_a_noun_behind_to_is_no_infinitive(parser: Parser, text: str, end: str) -> None:
    parsed = parser.parse(text)
    noun = parsed.words.index(end)
    to = parsed.heads[noun]
    assert (parsed.words[to], parsed.deps[to], parsed.pos[noun]) == ("to", "prep", "NOUN")
    assert parsed.lemmas[parsed.heads[to]] == "reduce"


def test_infinitives_stay_infinitives(parser: Parser) -> None:
    parsed = parser.parse("Norway sent troops to help the army, and ships to blockade the port.")
    for verb in ("help", "blockade"):
        at = parsed.words.index(verb)
        assert any(parsed.words[k] == "to" and parsed.deps[k] == "aux" for k in parsed.kids[at])


APPARENT = [
    ("North Korea launched what appeared to be a medium-range missile.", "launched", "missile"),
    ("Turkish police fired what witnesses said were live rounds at miners.", "fired", "rounds"),
    ("Divers found what is believed to be a mine.", "found", "mine"),
    ("Houthi missiles set a Norwegian tanker ablaze.", "set", "tanker"),
]


@pytest.mark.parametrize(("text", "verb", "thing"), APPARENT)
def test_what_appears_to_be_a_thing_or_burns_is_the_object(parser: Parser, text: str, verb: str, thing: str) -> None:
    parsed = parser.parse(text)
    at = parsed.words.index(verb)
    assert parsed.words[parsed.child(at, "dobj") or 0] == thing


def test_a_drive_by_shooting_is_a_noun(parser: Parser) -> None:
    parsed = parser.parse("Two people are injured in a drive-by shooting outside of an inn near Lima.")
    assert parsed.pos[parsed.words.index("shooting")] == "NOUN"


def test_a_question_has_no_object(parser: Parser) -> None:
    parsed = parser.parse("The minister asked what seemed to be the problem.")
    assert parsed.child(parsed.words.index("asked"), "dobj") is None


def test_what_a_hyphen_joins_is_one_object(parser: Parser) -> None:
    parsed = parser.parse("Mr Abbas snubbed the American vice-president during his visit to Bethlehem.")
    at = parsed.words.index("snubbed")
    assert [parsed.words[k] for k in parsed.kids[at] if parsed.deps[k] == "dobj"] == ["president"]
    assert "American" in [parsed.words[k] for k in parsed.kids[parsed.words.index("president")]]


def test_a_past_form_is_not_joined_to_an_infinitive(parser: Parser) -> None:
    parsed = parser.parse("Chad ordered the Kenyan envoy to leave the country on Monday and accused him.")
    assert parsed.heads[parsed.words.index("accused")] == parsed.words.index("ordered")


def test_what_is_done_in_order_to_do_something_hangs_on_no_order(parser: Parser) -> None:
    parsed = parser.parse("Chad closed the crossing in order to stop rebels from Sudan.")
    stop = parsed.words.index("stop")
    assert parsed.heads[stop] == parsed.words.index("closed")
    assert "order" not in [w for w, pos in zip(parsed.words, parsed.pos, strict=True) if pos == "NOUN"]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("After marches in Goma he fled.", "march"),
        ("The army routed the rebels.", "rout"),
        ("Spies exfiltrated the files.", "exfiltrate"),
        ("Judges meted out jail terms.", "mete"),
    ],
)
def test_words_that_the_tables_lack_or_mistake_have_their_lemma(parser: Parser, text: str, lemma: str) -> None:
    assert lemma in parser.parse(text).lemmas
