"""What of a report is compared: parties, type, days, words, each made once for each event in order of publication."""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path

from dragoman.records import Actor, Document, Event, Place

BACK = 1  # an undated report is of its day of publication or the day before (CODEBOOK section 5)
AHEAD = 30  # days in which something announced without a date is taken to follow
LONGEST = 300  # words of an article that say what it is about
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_STOP = frozenset(
    "the a an of in on at to for from by with and or but as that this these those which who whom whose it its he she "
    "his her they their them we our you i is are was were be been being has have had do does did will would shall "
    "should can could may might must not no than then there here when where while after before during since until "
    "over under into onto out up down off about against between among also more most some any all other such own "
    "same so if because what how said say says told tells according mr ms mrs s t monday tuesday wednesday thursday "
    "friday saturday sunday january february march april june july august september october november december today "
    "yesterday tomorrow day week month year ago earlier later least people".split()
)
_COUNTED = {
    w: str(n) for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
COMMON = 3.5  # rarity up to which a word in common says nothing
KEYS = 4  # rarest words by which an older act is looked up
NEAR = 14  # words on either side of a trigger that tell of its own act
_TELLS = "telling "  # begins the sign that holds the noun of a light verb
TELLING = 5.0  # rarity from which a word in what a party is called tells which village or journalist it is
LATE = 60  # characters of a sentence behind which an act is told beside another
DEPTH = 6  # words below the verb of the sentence beyond which more says nothing
PARTY = 0.4  # of the weight of words that only name the parties, who are compared by themselves
# a sentence with one of these tells of a further act, not once more of the last
_FURTHER = re.compile(
    r"\b(?:another|also|further|several other|the others?|latest|continu\w+|resum\w+|separate(?:ly)?|"
    r"elsewhere|meanwhile|again|a (?:second|third|fourth|fifth|further)|in addition|"
    r"the (?:second|third|fourth|fifth|sixth|seventh|\w+th) (?:time|day)|"
    r"(?:two|three|four|five|\d+) (?:more|others))\b",
    re.IGNORECASE,
)
# words behind which an act is told as known: what follows on it, who is said to have done it
_BEHIND = re.compile(
    r"\b(?:after|following|since|amid|despite|in response to|over|aftermath of|wake of|in connection with|linked to|"
    r"involve\w* in|suspect\w*|convict\w*|accus\w+|charged|who|which|whose|responsible for|anniversary|victims?|"
    r"during|investigat\w+|alleged\w*|caused|whether|against|because of|due to|for)\b[^,;]{0,60}$"
)
# before a noun that names an act already known
_DEFINITE = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]his|[Tt]hese|[Tt]hose|[Tt]hat|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)|['’]s)\s+"
    r"(?:(?:recent|deadly|fatal|first|new|[a-z]+(?:al|ous|ive|ed|ing|ish|an))\s+){0,2}$"
)
# an act told again with what has changed since
_UPDATE = re.compile(
    r"\b(?:toll|(?:rises|rose|risen|increas\w+|climbs|climbed|revised) (?:to|from)|yesterday|days? ago|last week|"
    r"earlier th)\b"
)
# what names the place of an act below the country, as far as capitals tell
_SITE = re.compile(
    r"\b(?:in|at|near|on|outside|around|of|against)\s+(?:the\s+|its\s+|a\s+)?(?:[a-z]+\s+){0,4}?((?:[A-Z][\w'’-]+\s?)+)"
)
_LINE = re.compile(r"(?<![.!?”\"])[^\S\n]*\n\s*\S")
_BEGINS = re.compile(r"[.!?:;\"“]")
_NEWS = re.compile(r"\b(?:is|are|be|being|has|have)\s+(?:been\s+)?(?:\w+ly\s+)?$", re.IGNORECASE)
# signs within a sentence: what goes on to another act, remarks on one told, records, what is pointed at
_GOES_ON = re.compile(
    r"\b(?:then|later|subsequently|afterwards?|next|earlier|previously|before|also|another|others?|second|third|fourth|"
    r"fifth|separate\w*|elsewhere|meanwhile|in addition|additional\w*|further\w*|more|again|same day|hours after|"
    r"following day|days? (?:later|earlier)|different)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\W*(?:it|this|that|these|those)\s+(?:\w+\s+)?"
    r"(?:is|was|were|are|comes?|came|marks?|marked|follows|happened|occurred|took|would|will)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"\b(?:first|largest|deadliest|biggest|worst|most|highest|longest)\b", re.IGNORECASE)
_POINTED = re.compile(r"\b(?:the|this|that|these|those|his|her|its|their)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# signs of grammar that count where the mention is the earlier one
_EARLIER = ("main clause", "coordinated", "first sentence", "in ", "noun ", "verb past", "verb passive")
_STATE = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", None})
_ARMED = frozenset({"REB", "UAF", "CRM"})
_SUFFIXES = ("ations", "ation", "ings", "ing", "ments", "ment", "ions", "ion", "ers", "ies", "ed", "es", "er", "s", "e")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The word in lower case without its ending, so that "vetoed" and "vetoes" meet; crude on purpose."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    word = _COUNTED.get(word, word)
    if word.isdigit():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


@dataclass(frozen=True, slots=True)
class Report:
    """An event with what its document says about the report.

    ``document`` is None where only the event is known; ``original`` is the id of the document that this one copies.
    """

    event: Event
    published: str | None
    outlets: tuple[str, ...]
    document: Document | None = None
    original: str | None = None


Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Item:
    """One mention as it is compared.

    Days are ordinals; ``precise`` is 2 for a day, 1 for "that day or the day before", 0 for a longer time or none.
    ``words`` and ``story`` weigh the words of sentence and text; ``rare`` says how rare those of the sentence are that
    are not common, ``persons`` the parties that are no states, ``topics`` the headings of the text; ``place`` is the
    name of the place below the country, ``country`` its code.  ``further``, ``background``, ``definite``, ``update``,
    ``past`` and ``claimed`` are signs of wording; ``matter`` is the number of the running story, where stories were
    told apart.  ``senses`` are the words that the lexicon names frames of this trigger by.  ``names`` says how rare the
    names around the trigger are, parties left out, ``counted`` which numbers stand there before what is counted;
    ``busy`` is how many such acts of these parties were told in the month before, ``reported`` the day of
    the report, ``named`` how each side is called, ``late`` says that the sentence has come to the act after
    others, ``headline`` that it is the first line of its text and no sentence.  ``goes_on``, ``remark``,
    ``superlative`` and ``pointed`` are signs of wording.  ``told`` and ``before`` name the signs of grammar (the
    event's ``signs``) that count where the mention is the later or the earlier one, ``depth`` is how many words it
    hangs below its sentence's verb, ``number`` which sentence of the text it is; both None where that is not known.
    """

    id: str
    document: str
    trigger: str
    sentence: tuple[int, int]
    words: Weights
    story: Weights
    type: str = ""
    mode: str | None = None
    status: str = "happened"
    agents: frozenset[tuple[str, str]] = frozenset()
    patients: frozenset[tuple[str, str]] = frozenset()
    persons: Weights = field(default_factory=dict)
    first: int | None = None
    last: int | None = None
    precise: int = 0
    senses: frozenset[str] = frozenset()
    place: str | None = None
    country: str | None = None
    topics: Weights = field(default_factory=dict)
    rare: Weights = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    further: bool = False
    background: bool = False
    definite: bool = False
    update: bool = False
    past: bool = False
    claimed: bool = False
    original: str | None = None
    matter: int | None = None
    names: Weights = field(default_factory=dict)
    sites: frozenset[str] = frozenset()
    unknown: tuple[bool, bool] = (False, False)
    counted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    busy: int = 0
    reported: int | None = None
    named: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    late: bool = False
    headline: bool = False
    goes_on: bool = False
    remark: bool = False
    superlative: bool = False
    pointed: bool = False
    told: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    depth: int | None = None
    number: int | None = None

    def rarest(self) -> list[str]:
        """The words of the sentence that say most."""
        return sorted(self.rare, key=lambda w: (-self.rare[w], w))[:KEYS]


@dataclass(slots=True)
class Vocabulary:
    """How many of the texts seen so far hold a word.

    Only earlier texts count, so that a later one never changes how earlier ones were compared; before the first one
    ``of_language`` knows what words are common in news, so that a small store tells rare words as a large one does.
    """

    texts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    # as asked for since the last text: its sentences ask for the same words again
    _known: Weights = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of_language(cls) -> "Vocabulary":
        """As if the texts that ``background.csv`` counts had been seen."""
        texts, counts = _background()
        return cls(texts, Counter(counts))

    def add(self, stems: list[str]) -> None:
        """Count one more text."""
        self.texts += 1
        self.counts.update(set(stems))
        self._known.clear()

    def rarity(self, stems: Iterable[str]) -> Weights:
        """How rare each of ``stems`` is: the logarithm of the texts there are over those that hold it."""
        known, counts, texts = self._known, self.counts, self.texts + 30
        out = {}
        for s in stems:
            rarity = known.get(s)
            if rarity is None:
                rarity = known[s] = math.log(1.0 + texts / (counts.get(s, 0) + 1))
            out[s] = rarity
        return out

    def rare(self, stems: Iterable[str]) -> Weights:
        """Those of ``stems`` that say something, with what they say above common ones."""
        return {s: r - COMMON for s, r in self.rarity(stems).items() if r > COMMON}

    def weights(self, stems: list[str], light: frozenset[str] = frozenset()) -> Weights:
        """Unit vector over ``stems``, rare ones weighing more and those of ``light`` less; empty for none."""
        raw = self.rarity(stems)
        for word in light & raw.keys():
            raw[word] *= PARTY
        norm = math.sqrt(sum(w * w for w in raw.values()))
        return {s: w / norm for s, w in raw.items()} if norm else {}


@lru_cache(maxsize=1)
def _background() -> tuple[int, dict[str, int]]:
    with Path(__file__).with_name("background.csv").open(encoding="utf-8", newline="") as file:
        (_, texts), *rows = csv.reader(file)
    return int(texts), {word: int(count) for word, count in rows}


def stems_of(text: str, limit: int | None = None) -> list[str]:
    """Stems of the words that carry meaning, each once, in order."""
    found = dict.fromkeys(map(_meaning, _WORD.findall(text)))
    return list(islice((s for s in found if s is not None), limit or None))


@lru_cache(maxsize=200_000)
def _meaning(word: str) -> str | None:
    """The stem of a word that carries meaning, None for another."""
    word = word.lower()
    return stem(word) if word not in _STOP and (len(word) > 1 or word.isdigit()) else None


@lru_cache(maxsize=200_000)
def _name(word: str) -> str | None:
    """The stem of a word that is one of a name if it stands within a sentence, None for another."""
    return stem(word) if word[0].isupper() and len(word) > 2 and word.lower() not in _STOP else None


@lru_cache(maxsize=200_000)
def _thing(word: str) -> str | None:
    """The stem of a word that may be what is counted, None for another."""
    s = stem(word)
    return s if word.lower() not in _STOP and not s.isdigit() else None


@lru_cache(maxsize=200_000)
def _count(word: str) -> str | None:
    """The number that a word is, years aside."""
    s = stem(word)
    return s if s.isdigit() and not (len(s) == 4 and s[:2] in ("19", "20")) else None


def cosine(a: Weights, b: Weights) -> float:
    """Likeness of two unit vectors, 0 to 1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(w * b[s] for s, w in a.items() if s in b)


def day_of(iso: str | None) -> int | None:
    """Ordinal of an ISO day; None where there is none or it is no day."""
    try:
        return date.fromisoformat(iso[:10]).toordinal() if iso else None
    except ValueError:
        return None


def parties(actors: tuple[Actor, ...]) -> frozenset[tuple[str, str]]:
    """Code and kind (state, armed group or people) of each party; the name where there is no code."""
    found = set()
    for actor in actors:
        role = actor.role
        kind = "state" if role in _STATE else "armed" if role in _ARMED else role if role == "JUD" else "people"
        if actor.code:
            found.add((actor.code, kind or "people"))
    return frozenset(found)


def numbers_of(stems: Iterable[str]) -> frozenset[str]:
    """The numbers among ``stems`` but those that look like years."""
    return frozenset(s for s in stems if s.isdigit() and (len(s) != 4 or s[:2] not in ("19", "20")))


def window(event: Event, published: int | None) -> tuple[int | None, int | None, int]:
    """First and last day on which the act can have been, and how exactly that is known."""
    when = event.date
    first, last = (day_of(when.from_), day_of(when.to)) if when else (None, None)
    ahead = event.status in ("planned", "possible")
    if when is None or first is None or last is None:
        if published is None:
            return None, None, 0
        return (published, published + AHEAD, 0) if ahead else (published - BACK, published, 1)
    if when.precision == "about" and last - first < 3:
        return (first, last + AHEAD, 0) if ahead else (first - BACK, last, 1)
    return min(first, last), max(first, last), 2 if last - first < 1 else 1 if last - first < 3 else 0


def names_of(text: str) -> list[str]:
    """Stems of the words that have a capital within a sentence, those of names."""
    found: dict[str, None] = {}
    end = -1
    for match in _WORD.finditer(text):
        name = _name(match.group())
        if name is not None and end >= 0 and not _BEGINS.search(text, end, match.start()):
            found[name] = None
        end = match.end()
    return list(found)


def sites_of(text: str) -> list[str]:
    """Stems of the names that stand behind a word of place."""
    return [stem(w) for m in _SITE.finditer(text) for w in _WORD.findall(m.group(1)) if w.lower() not in _STOP]


def around(sentence: str, start: int, end: int) -> str:
    """The words within ``NEAR`` of those from ``start`` to ``end``, these left out."""
    before = [m.start() for m in _WORD.finditer(sentence[:start])][-NEAR:]
    after = [m.end() for m in islice(_WORD.finditer(sentence[end:]), NEAR)]
    return f"{sentence[before[0] : start] if before else ''} {sentence[end : end + after[-1]] if after else ''}"


def counted_in(text: str) -> dict[str, frozenset[str]]:
    """The numbers in a text by the stem of the word of meaning that follows, and of the one after it."""
    found: dict[str, frozenset[str]] = {}
    words = _WORD.findall(text)
    for n, number in enumerate(map(_count, words)):
        if number is not None:
            for thing in map(_thing, words[n + 1 : n + 4]):
                if thing is not None:
                    found[thing] = found.get(thing, frozenset()) | {number}
    return found


def _below_country(place: Place | None) -> str | None:
    """What names a place that is no whole state."""
    if place is None or place.code in (place.name, place.entity):
        return None
    return place.entity or place.name.lower()


def _numbered(signs: Iterable[str], name: str) -> int | None:
    """The number behind ``name`` among the signs of an event: 2 for "sentence 2"."""
    return next((int(s.rpartition(" ")[2]) for s in signs if s.startswith(f"{name} ")), None)


def _noun(signs: Iterable[str]) -> str | None:
    """The noun that tells the act of a light verb ("held *talks*"), which may name the act alone elsewhere."""
    return next((s.removeprefix(_TELLS) for s in signs if s.startswith(_TELLS)), None)


def _named(signs: tuple[str, ...], number: int | None) -> tuple[str, ...]:
    """The signs that are no numbers, and that it is the first sentence of its text."""
    said = tuple(s for s in signs if not s.startswith(("sentence ", "depth ", _TELLS)))
    return (*said, "first sentence") if number == 0 else said


@lru_cache(maxsize=64)
def _signs_of(sentence: str) -> tuple[bool, bool, bool, bool, bool]:
    """Signs of wording of a whole sentence, which often tells of several acts."""
    return (
        bool(_FURTHER.search(sentence)),
        bool(_UPDATE.search(sentence)),
        bool(_GOES_ON.search(sentence)),
        bool(_REMARK.match(sentence)),
        bool(_SUPERLATIVE.search(sentence)),
    )


def item_of(report: Report, vocabulary: Vocabulary, story: Weights, topics: Weights, busy: int = 0) -> Item:
    """What of ``report`` is compared; ``story`` weighs the words of its whole text, ``topics`` its headings.

    ``busy`` is how many acts like it were told in the month before.
    """
    event, document = report.event, report.document
    text = document.text if document else ""
    sentence = event.evidence.of(text)
    stems = stems_of(sentence, LONGEST)
    parts = (*event.actors, *event.recipients)
    # states and bodies without a name are compared by their codes; who acts for them is told by names
    own = [a for a in parts if (a.entity or "XXX").isupper()]
    said = vocabulary.rarity(stem(w) for a in own for w in _WORD.findall(a.text))
    known = frozenset(s for s, r in said.items() if r < TELLING)
    known |= {stem(w) for a in own for w in _WORD.findall(a.name)}
    first, last, precise = window(event, day_of(report.published))
    rule = event.coder.rule.split(":")
    trigger = rule[2] if len(rule) > 2 else event.trigger.of(text) or event.type
    form = event.trigger.of(text).lower().split(" ")[0]
    at = max(event.trigger.start - event.evidence.start, 0)
    before = sentence[:at]
    # beside the first word: what stands between a light verb and its noun says as much as what stands round them
    near = around(sentence, at, at + len(form) if event.signs else max(event.trigger.end - event.evidence.start, at))
    told = form != trigger.split("_")[0] and not form.endswith(("s", "ing")) and not _NEWS.search(before)
    place = event.place
    depth, number = _numbered(event.signs, "depth"), _numbered(event.signs, "sentence")
    signs = _named(event.signs, number)
    further, update, goes_on, remark, superlative = _signs_of(sentence)
    return Item(
        id=event.id,
        document=event.document,
        trigger=stem(_noun(event.signs) or trigger.split("_")[0]),
        sentence=(event.evidence.start, event.evidence.end),
        words=vocabulary.weights(stems, known),
        story=story,
        type=event.type,
        mode=event.mode,
        status=event.status,
        agents=parties(event.actors),
        patients=parties(event.recipients),
        persons={
            a.entity: max(vocabulary.rarity(stems_of(a.name)).values(), default=0.0)
            for a in parts
            if a.entity and not a.entity.isupper()
        },
        first=first,
        last=last,
        precise=precise,
        senses=frozenset([rule[1].partition(".")[0]] if len(rule) > 1 else []),
        place=_below_country(place),
        country=place.code if place else None,
        topics=topics,
        rare=vocabulary.rare(s for s in stems if s not in known),
        numbers=numbers_of(stems),
        further=further,
        background=bool(_BEHIND.search(before)),
        definite=not told and bool(_DEFINITE.search(before)),
        update=update,
        past=told,
        claimed=form.startswith("claim"),
        original=report.original,
        names=vocabulary.rare(s for s in names_of(near) if s not in known),
        sites=frozenset(vocabulary.rare(s for s in sites_of(near) if s not in known)),
        unknown=(any(not a.code for a in event.actors), any(not a.code for a in event.recipients)),
        counted=counted_in(near),
        busy=busy,
        reported=day_of(report.published),
        named=(frozenset(a.name.lower() for a in event.actors), frozenset(a.name.lower() for a in event.recipients)),
        late=at > LATE,
        headline=not text[: event.evidence.start].strip() and bool(_LINE.match(text, event.evidence.end)),
        goes_on=goes_on,
        remark=remark,
        superlative=superlative,
        pointed=bool(_POINTED.search(before[-60:])),
        told=tuple(f"told {s}" for s in signs),
        before=tuple(f"before {s}" for s in signs if s.startswith(_EARLIER)),
        depth=None if depth is None else min(depth, DEPTH),
        number=number,
    )
