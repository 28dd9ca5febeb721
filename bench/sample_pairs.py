"""Draw pairs of events to be read: ``python bench/sample_pairs.py STORE [--seed S] [--jsonl FILE]``.

The question is whether both events, which are of different documents, are one and the same act.  Four strata, in the
numbers of COUNT: ``dyad`` the same parties and type within a week; ``words`` a party in common, a like type, within a
month, two rare words in common outside the parties; ``later`` a party and a rare name in common, a like type, 8 to 120
days apart (what a background mention would be; half of the ``alike`` ones give the day of the earlier report);
``types`` one day, a party in common and like sentences, but another type.  Each pair is drawn by its first event, so
that no busy dyad fills the sample, and of one pair of documents only one pair of events is taken.  The second event is
for a third of the pairs ``any`` that fits, and for the rest the one most ``alike`` in words, as few pairs drawn by
chance alone are one act: rates of the two kinds are to be read apart.  The linker has no part in the draw.  What was
labelled is ``bench/samples/portal-pairs.jsonl``: ids, names, offsets, labels, never the text.

``--second FILE`` is the draw of the lines there with ``"draw": 2``, for more pairs that are one act: SECOND of them,
none ``any``, no pair of documents in FILE's lines of the first draw, ``later`` from 2 days on, ``types`` and the pairs
that give the day of the earlier report with fewer words in common, and pairs with rare words in common beside the
triggers, which are of other words (``close``) or of one stem, whatever the rest of the sentences says.  It says nothing
of rates.
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.records import Event
from dragoman.store import Store

COUNT = {"dyad": 140, "words": 140, "later": 60, "types": 60}
SECOND = [  # stratum, pick, how many, and the test among TESTS or LOOSE
    ("dyad", "alike", 60, "dyad"),
    ("words", "alike", 50, "words"),
    ("later", "recalled", 20, "later"),
    ("later", "alike", 20, "later"),
    ("types", "alike", 35, "types"),
    ("later", "recalled", 30, "one name"),
    ("types", "alike", 15, "types"),
    ("later", "close", 40, "close"),
    ("types", "close", 40, "close types"),
    ("later", "close", 25, "closer"),
    ("types", "close", 25, "closer types"),
    ("later", "close", 25, "stem"),
    ("types", "close", 25, "stem types"),
    ("types", "alike", 35, "parties"),
]
NEAR = 60  # characters from the trigger
MOST = 0.6  # of the rare words there
SECOND_SEED = 20261123
WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
RARE, RARE_NAME = 150, 60  # documents that hold the word
ALIKE = 0.3  # of the words of two sentences, in common
VERY = 0.25  # of the rare words of two sentences, in common, for the pairs that are most alike
# types that the wording of one act may be given
LIKE = [
    {"AGREE", "SUPPORT", "COOPERATE", "AID", "CONSULT", "REQUEST", "REJECT"},
    {"CONCEDE", "RETREAT", "AGREE"},
    {"ACCUSE", "REJECT", "THREATEN", "SANCTION"},
    {"ASSAULT", "MOBILIZE", "COERCE", "THREATEN", "RETREAT"},
    {"PROTEST", "COERCE", "ASSAULT"},
    {"SANCTION", "COERCE", "ACCUSE"},
]


@dataclass(frozen=True)
class Told:
    """An event with what the strata ask of it."""

    event: Event
    name: str
    published: int
    day: int
    sentence: str
    parties: frozenset[str]
    key: tuple[str, frozenset[str], frozenset[str]]
    words: frozenset[str]
    names: frozenset[str]
    near: frozenset[str]
    word: str


def like(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in LIKE)


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def told(store: Store) -> list[Told]:
    """The events with a party whose document has a date."""
    documents = {d.id: d for d in store.documents("id IN (SELECT document FROM current_events)")}
    held = Counter(w for d in documents.values() for w in {m.lower() for m in WORD.findall(d.text)})
    out = []
    for event in store.records("events"):
        document = documents[event.document]
        actors = frozenset(a.code for a in event.actors if a.code)
        recipients = frozenset(a.code for a in event.recipients if a.code)
        if not document.published or not actors | recipients:
            continue
        sentence = document.text[event.evidence.start : event.evidence.end]
        of_parties = {w.lower() for a in (*event.actors, *event.recipients) for w in WORD.findall(f"{a.text} {a.name}")}
        words = {w for w in WORD.findall(sentence) if w.lower() not in of_parties and held[w.lower()] <= RARE}
        start, end = event.trigger.start, event.trigger.end
        around = document.text[max(start - NEAR, event.evidence.start) : min(end + NEAR, event.evidence.end)]
        published = ordinal(document.published)
        out.append(
            Told(
                event,
                document.name,
                published,
                ordinal(event.date.from_) if event.date and event.date.precision == "day" else published,
                sentence,
                actors | recipients,
                (event.type, actors, recipients),
                frozenset(w.lower() for w in words),
                frozenset(w.lower() for w in words if w[0].isupper() and held[w.lower()] <= RARE_NAME),
                frozenset(w.lower() for w in WORD.findall(around) if w in words),
                document.text[start:end].lower(),
            )
        )
    return out


def alike(a: Told, b: Told) -> bool:
    mine, other = ({w.lower() for w in WORD.findall(x.sentence)} for x in (a, b))
    return len(mine & other) / max(min(len(mine), len(other)), 1) >= ALIKE and bool(a.words & b.words)


def likeness(a: Told, b: Told) -> float:
    """Of the rare words of both, those in common; more for acts told with the same word."""
    same = 0.05 * (a.word == b.word) + 0.05 * (a.event.type == b.event.type)
    return len(a.words & b.words) / max(len(a.words | b.words), 3) + same


def recalled(a: Told, b: Told) -> bool:
    """Whether the later report gives the day of the earlier one."""
    first, last = (a, b) if a.published < b.published else (b, a)
    return last.day < last.published - 5 and abs(last.day - first.day) <= 1


Test = Callable[[Told, Told], bool]
TESTS: dict[str, Test] = {
    "dyad": lambda a, b: a.key == b.key and abs(a.day - b.day) <= 7,
    "words": lambda a, b: (
        like(a.event.type, b.event.type) and abs(a.published - b.published) <= 30 and len(a.words & b.words) >= 2
    ),
    "later": lambda a, b: (
        like(a.event.type, b.event.type)
        and 8 <= abs(a.published - b.published) <= 120
        and len(a.names & b.names) >= 1
        and len(a.words & b.words) >= 2
    ),
    "types": lambda a, b: a.event.type != b.event.type and abs(a.day - b.day) <= 1 and alike(a, b),
}


# what the second draw asks instead
LOOSE: dict[str, Test] = {
    "later": lambda a, b: (
        like(a.event.type, b.event.type)
        and 2 <= abs(a.published - b.published) <= 120
        and len(a.names & b.names) >= 1
        and len(a.words & b.words) >= 2
    ),
    "one name": lambda a, b: abs(a.published - b.published) <= 120 and len(a.names & b.names) >= 1,
    "types": lambda a, b: a.event.type != b.event.type and abs(a.day - b.day) <= 1 and len(a.words & b.words) >= 2,
    "close": lambda a, b: (
        like(a.event.type, b.event.type)
        and 2 <= abs(a.published - b.published) <= 120
        and a.word != b.word
        and len(a.near & b.near) >= 2
    ),
    "close types": lambda a, b: (
        a.event.type != b.event.type
        and like(a.event.type, b.event.type)
        and abs(a.published - b.published) <= 30
        and len(a.near & b.near) >= 2
    ),
}


def beside(a: Told, b: Told) -> bool:
    """Whether most of the rare words beside the two triggers are the same."""
    common = len(a.near & b.near)
    return common >= 2 and common / min(len(a.near), len(b.near)) >= MOST


def stem(a: Told, b: Told) -> bool:
    return a.word[:4] == b.word[:4] and len(a.near & b.near) >= 2


def apart(a: Told, b: Told) -> int:
    return abs(a.published - b.published)


LOOSE |= {
    "closer": lambda a, b: (
        like(a.event.type, b.event.type) and 2 <= apart(a, b) <= 120 and a.word[:4] != b.word[:4] and beside(a, b)
    ),
    "closer types": lambda a, b: (
        a.event.type != b.event.type and apart(a, b) <= 30 and a.word[:4] != b.word[:4] and beside(a, b)
    ),
    "stem": lambda a, b: (
        like(a.event.type, b.event.type) and 2 <= apart(a, b) <= 120 and a.word != b.word and stem(a, b)
    ),
    "parties": lambda a, b: (
        a.event.type != b.event.type
        and a.key[1:] == b.key[1:]
        and all(a.key[1:])
        and apart(a, b) <= 14
        and len(a.near & b.near) >= 1
    ),
    "stem types": lambda a, b: a.event.type != b.event.type and apart(a, b) <= 60 and stem(a, b),
}


def keys(stratum: str, one: Told) -> Iterable[Any]:
    """What both events of a pair must share, for looking up."""
    if stratum == "dyad":
        return [one.key]
    return one.names if stratum == "later" else one.words


Pair = tuple[str, str, Told, Told]


def draw(
    stratum: str,
    pick: str,
    count: int,
    events: list[Told],
    taken: set[frozenset[str]],
    rng: random.Random,
    test: Test,
) -> list[Pair]:
    index: dict[Any, list[Told]] = defaultdict(list)
    for one in events:
        for key in keys(stratum, one):
            index[key].append(one)
    out: list[Pair] = []
    for first in rng.sample(events, len(events)):
        if stratum == "dyad" and not (first.key[1] and (first.key[2] or len(first.key[1]) > 1)):
            continue
        near = {
            other.event.id: other
            for key in keys(stratum, first)
            for other in index[key]
            if other.name != first.name
            and first.parties & other.parties
            and frozenset((first.name, other.name)) not in taken
            and test(first, other)
        }
        if pick == "recalled":
            near = {i: other for i, other in near.items() if recalled(first, other)}
        if not near:
            continue
        other = near[rng.choice(sorted(near))]
        if pick != "any":
            # "close": the most rare words in common beside the trigger, whatever the rest of the sentences says
            closeness = {
                i: float(len(first.near & o.near)) if pick == "close" else likeness(first, o) for i, o in near.items()
            }
            other = max(near.values(), key=lambda o: (closeness[o.event.id], o.event.id))
            if pick == "alike" and likeness(first, other) < VERY:
                continue
        taken.add(frozenset((first.name, other.name)))
        a, b = sorted((first, other), key=lambda t: (t.published, t.name))
        out.append((stratum, "any" if pick == "any" else "alike", a, b))
        if len(out) == count:
            break
    return out


def draws(stratum: str) -> dict[str, int]:
    """How many pairs of each pick."""
    third = COUNT[stratum] // 3
    if stratum == "later":
        return {"any": third, "alike": third, "recalled": COUNT[stratum] - 2 * third}
    return {"any": third, "alike": COUNT[stratum] - third}


def labelled(path: Path) -> set[frozenset[str]]:
    """The pairs of documents of the first draw."""
    rows = [json.loads(text) for text in path.read_text(encoding="utf8").splitlines()]
    return {frozenset((r["doc_a"], r["doc_b"])) for r in rows if "draw" not in r}


def line(one: Told) -> str:
    event, start = one.event, one.event.evidence.start
    a, b = event.trigger.start - start, event.trigger.end - start
    text = " ".join(f"{one.sentence[:a]}[[{one.sentence[a:b]}]]{one.sentence[b:]}".split())
    when = f"{event.date.from_}..{event.date.to} {event.date.precision}" if event.date else "no date"
    sides = (",".join(sorted(s)) for s in one.key[1:])
    return f"{one.name} {when} {event.type} {event.status} {'>'.join(sides)}: {text}"


def row(stratum: str, pick: str, a: Told, b: Told) -> dict[str, Any]:
    return {
        "a": a.event.id,
        "b": b.event.id,
        "doc_a": a.name,
        "doc_b": b.name,
        "a_span": [a.event.trigger.start, a.event.trigger.end],
        "b_span": [b.event.trigger.start, b.event.trigger.end],
        "stratum": stratum,
        "pick": pick,
    }


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store", type=Path)
    args.add_argument("--seed", type=int, help="20261122 unless told, 20261123 for the second draw")
    args.add_argument("--second", type=Path, metavar="FILE", help="the second draw, without the pairs labelled there")
    args.add_argument("--jsonl", type=Path, help="write the pairs there, to be labelled")
    opts = args.parse_args()
    rng = random.Random(opts.seed or (SECOND_SEED if opts.second else 20261122))
    events = told(Store(opts.store))
    taken = labelled(opts.second) if opts.second else set()
    plan = SECOND if opts.second else [(s, k, n, s) for s in COUNT for k, n in draws(s).items()]
    tests = TESTS | LOOSE if opts.second else TESTS
    pairs = [p for s, k, n, test in plan for p in draw(s, k, n, events, taken, rng, tests[test])]
    rng.shuffle(pairs)
    for number, (stratum, pick, a, b) in enumerate(pairs, 1):
        print(f"{number} {stratum} {pick}\n  {line(a)}\n  {line(b)}")
    if opts.jsonl:
        opts.jsonl.write_text("".join(json.dumps(row(*p)) + "\n" for p in pairs), encoding="utf8")


if __name__ == "__main__":
    main()
