"""The ranker's training sentences, all our own: ``python bench/ranker/sentences.py`` counts and shows some.

Clauses of material.yaml, varied over tense, voice, negation, relatives, headlines, control verbs and nouns, with drawn
parties; and the lexicon's own examples.  Nothing is drawn from any gold file or news text.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from dragoman.examples import examples, lexicon_files

MATERIAL = yaml.safe_load(Path(__file__).with_name("material.yaml").read_text(encoding="utf-8"))
PARTIES, TAILS, IRREGULAR = MATERIAL["parties"], MATERIAL["tails"], MATERIAL["irregular"]
SEED = 20260
NONE = "NONE"


@dataclass(frozen=True)
class Sentence:
    """A sentence, where its trigger starts (-1: look for the lemma), the trigger's lemma, and the type it is."""

    text: str
    start: int
    lemma: str
    type: str
    source: str
    lemmas: tuple[str, ...] = ()  # where start is -1: the words one of which is the trigger


def forms(base: str) -> tuple[str, str, str, str]:
    """Third person, past, participle, ing-form."""
    third = base + ("es" if re.search(r"(s|sh|ch|x|z)$", base) else "s")
    if re.search(r"[^aeiou]y$", base):
        third = base[:-1] + "ies"
    if base in IRREGULAR:
        past, part = IRREGULAR[base].split()
    else:
        past = base + ("d" if base.endswith("e") else "ed")
        past = part = base[:-1] + "ied" if re.search(r"[^aeiou]y$", base) else past
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    if past.endswith(base[-1] + "ed") and base + base[-1] + "ed" == past:
        stem = base + base[-1]
    return ("has" if base == "have" else third), past, part, stem + "ing"


def placed(before: str, verb: str, after: str, lemma: str, kind: str) -> Sentence:
    text = f"{before}{verb}{after}"
    start = len(before)
    if text[0].islower():
        text = text[0].upper() + text[1:]
    return Sentence(text, start, lemma, kind, "made")


def clauses(draw: random.Random, clause: str, kind: str, subjects: list[str]) -> Iterator[Sentence]:
    match = re.match(r"\{(\w+)\}(.*)", clause)
    assert match
    base, rest = match.groups()
    third, past, part, ing = forms(base)

    def fill() -> tuple[str, str, str]:
        b = draw.choice(PARTIES)
        a = draw.choice([s for s in subjects if s != b])
        return a, re.sub(r"\bB\b", b, rest), draw.choice(TAILS)

    a, o, t = fill()
    yield placed(f"{a} ", past, f"{o}{t}.", base, kind)
    a, o, t = fill()
    yield placed(f"{a} has ", part, f"{o}{t}.", base, kind)
    a, o, t = fill()
    yield placed(f"{a} ", third, o, base, kind)  # a headline
    a, o, t = fill()
    yield placed(f"{a} will ", base, f"{o}{t}.", base, kind)
    a, o, t = fill()
    yield placed(f"{draw.choice(PARTIES)} said {a} ", past, f"{o}{t}.", base, kind)
    a, o, t = fill()
    yield placed(f"{a}, which had ", part, f"{o}, gave no reason.", base, kind)
    a, o, t = fill()
    yield placed(f"{a} issued a statement after ", ing, f"{o}{t}.", base, kind)
    if kind not in ("AGREE", "SUPPORT", NONE):
        a, o, t = fill()
        yield placed(f"{a} did not ", base, f"{o}{t}.", base, kind)
    if re.match(r" B\b", rest):
        a, _, t = fill()
        b = draw.choice(PARTIES)
        yield placed(f"{b} was ", part, f"{rest[2:]} by {a}{t}.", base, kind)
        yield placed(f"{b} was ", part, f"{rest[2:]}{t}.", base, kind)


def made(draw: random.Random) -> Iterator[Sentence]:
    for kind, listed in MATERIAL["clauses"].items():
        for clause in listed:
            yield from clauses(draw, clause, kind, PARTIES)
    for kind, listed in MATERIAL["nouns"].items():
        for phrase in listed:
            words = phrase.split(" ")
            head = words[1] if words[0] == "joint" else words[0]
            lead = "joint " if words[0] == "joint" else ""
            for frame in (
                "{a}'s {n} drew attention.", "The {n} by {a} went on for days.", "{a} began its {n}{t}.",
                "The {n} came as {a} looked on.", "Observers spoke of {a}'s {n}{t}.",
            ):  # fmt: skip
                a, b, t = draw.choice(PARTIES), draw.choice(PARTIES), draw.choice(TAILS)
                told = frame.format(a=a, t=t, n="\0" + re.sub(r"\bB\b", b, phrase[len(lead) :]))
                start = told.index("\0") + len(lead)
                text = told.replace("\0", lead)
                yield Sentence(text[0].upper() + text[1:], start, head, kind, "made")
    for who, listed in MATERIAL["nothing"].items():
        for clause in listed:
            subjects = MATERIAL["subjects"].get(who, PARTIES)
            for _ in range(2):
                yield from clauses(draw, clause, NONE, subjects)


def lexicon() -> Iterator[Sentence]:
    for example in examples(lexicon_files()):
        lemmas = example.entry.get("lemma")
        pos = example.entry.get("pos", "verb")
        heads = [str(m).split()[0 if pos == "verb" else -1] for m in (lemmas if isinstance(lemmas, list) else [lemmas])]
        for head in dict.fromkeys(heads):
            yield Sentence(example.text, -1, head, str(example.entry["type"]), "lexicon", tuple(heads))


def sentences(seed: int = SEED) -> list[Sentence]:
    """All sentences, the same for the same seed."""
    return [*made(random.Random(seed)), *lexicon()]


if __name__ == "__main__":
    found = sentences()
    print(Counter(s.source for s in found), Counter(s.type for s in found))
    for s in random.Random(1).sample(found, 12):
        print(s)
