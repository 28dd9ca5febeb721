"""Running matters: documents grouped, in order of publication, with the earlier ones that tell of the same thing.

Each document joins the matter that it shares the most telling words with, among those of which something was told in
the last weeks, or begins one.  One pass, with an index from words to the matters known by them: the cost grows with the
number of documents alone.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dragoman.link.items import _STOP, day_of, stem
from dragoman.records import Document, digest

LIKE = 0.27  # cosine with what a matter is known by from which a document belongs to it
SILENT = 21  # days without a report after which a matter is over
FADING = 0.985  # what a day leaves of the weight of earlier words
KEPT = 40  # words that a matter is known by
WORDS, LONGEST = 120, 4000  # words of a document that are compared; characters that are read
NAME = 1.4  # weight of names
STATE = 0.45  # weight of the names of states: of one state much is told at once
BUSY, OFTEN = 0.003, 60  # share of all documents from which a name, if of so many, tells as little as a state's
RARE = 1.5  # power of the rarity of a word: a matter is known by its rarest words
ALONE = 0.75  # greatest part of a likeness that one word may make
COMMON, FEW = 0.02, 20  # share of all documents above which a word says nothing of what a matter is, if they are many
TERMS, READ = 4, 80  # terms of a label; documents that are read for them
TOGETHER = 0.5  # share of their uses in which two words stand side by side, as those of a name do
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Matter:
    """Documents of one running matter in order, with the terms that tell it from others."""

    id: str
    documents: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(slots=True)
class _Running:
    """What a matter is known by; ``first`` is the day from which the weight of words grows."""

    number: int
    first: int
    last: int
    words: dict[str, float] = field(default_factory=dict)
    norm: float = 0.0
    documents: list[int] = field(default_factory=list)


def matters_of(
    documents: Sequence[Document],
    *,
    states: frozenset[str] = frozenset(),
    least: int = 2,
    like: float = LIKE,
    counts: Counter[str] | None = None,
) -> list[Matter]:
    """Matters of ``least`` documents or more, in order of their first document.

    ``states`` are the stems of the words in names of states, which tell less than other names; into ``counts`` is put
    how many documents hold each word.
    """
    ordered = sorted(documents, key=lambda d: (d.published or "9999", d.id))
    stems = [_stems(d, states) for d in ordered]
    counts = Counter() if counts is None else counts
    counts.update(s for words in stems for s in words)
    running = _group([day_of(d.published) for d in ordered], stems, counts, len(ordered), like)
    return [
        Matter(
            digest("story", ordered[m.documents[0]].id),
            tuple(ordered[n].id for n in m.documents),
            terms_of([ordered[n] for n in m.documents], counts, len(ordered)),
        )
        for m in running
        if len(m.documents) >= least
    ]


def count_words(documents: Iterable[Document], states: frozenset[str]) -> Counter[str]:
    """How many of ``documents`` hold each word."""
    return Counter(s for d in documents for s in _stems(d, states))


def tell_on(
    documents: Sequence[Document],
    story_of: Mapping[str, str],
    fresh: Collection[str],
    counts: Mapping[str, int],
    total: int,
    *,
    states: frozenset[str] = frozenset(),
) -> dict[str, list[str]]:
    """The documents that each matter gains, when those of the ids ``fresh`` are put to matters told before.

    ``documents`` are those of some weeks, the fresh ones among them; the others stay in the matters of ``story_of``, or
    alone.  ``counts`` says how many of all ``total`` documents hold a word.  A document that stood alone is gained with
    the fresh one that joins it.
    """
    ordered = sorted(documents, key=lambda d: (d.published or "9999", d.id))
    running: list[_Running] = []
    index: dict[str, dict[int, float]] = defaultdict(dict)
    known: dict[str, _Running] = {}
    names: dict[int, str] = {}
    gained: dict[int, list[str]] = defaultdict(list)
    today = 0
    for n, document in enumerate(ordered):
        today = day_of(document.published) or today
        mine = _weights(_stems(document, states), counts, total)
        story = story_of.get(document.id)
        new = document.id in fresh
        best = _nearest(mine, index, running, today, LIKE) if new else known.get(story) if story else None
        if best is None:
            best = _Running(len(running), today, today)
            running.append(best)
            names[best.number] = story or digest("story", document.id)
            if story:
                known[story] = best
        if new or not story:
            gained[best.number].append(document.id)
        _add(best, mine, index, today)
        best.documents.append(n)
    return {
        names[number]: ids
        for number, ids in gained.items()
        if any(i in fresh for i in ids) and len(running[number].documents) > 1
    }


def state_words(names: Iterable[str]) -> frozenset[str]:
    """Stems of the words of ``names``."""
    return frozenset(stem(word) for name in names for word in _WORD.findall(name))


def _stems(document: Document, states: frozenset[str]) -> dict[str, float]:
    """Stems of a document's words, each with the weight of what it is: a name, that of a state or a plain word."""
    text = f"{document.title}. {document.text}" if document.title else document.text
    found: dict[str, float] = {}
    end = -2
    for match in _WORD.finditer(text, 0, LONGEST):
        last, end = end, match.end()
        key, name = _read(match.group())
        if key is None:
            continue
        if key not in found and len(found) < WORDS:
            found[key] = 1.0
        # the first word of a sentence has its capital from there
        if name and last >= 0 and key in found and text.find(".", last, match.start()) < 0:
            found[key] = STATE if key in states else NAME
    return found


@lru_cache(maxsize=200_000)
def _read(word: str) -> tuple[str | None, bool]:
    """The stem of a word, None for one that says nothing, and whether it is one of a name within a sentence."""
    low = word.lower()
    if low in _STOP or (len(low) < 2 and not low.isdigit()):
        return None, False
    return stem(low), word[0].isupper() and len(word) > 2


def _group(
    days: Sequence[int | None],
    stems: Sequence[Mapping[str, float]],
    counts: Mapping[str, int],
    total: int,
    least: float,
) -> list[_Running]:
    matters: list[_Running] = []
    index: dict[str, dict[int, float]] = defaultdict(dict)
    today = 0
    for n, words in enumerate(stems):
        today = days[n] or today
        mine = _weights(words, counts, total)
        best = _nearest(mine, index, matters, today, least)
        if best is None:
            best = _Running(len(matters), today, today)
            matters.append(best)
        _add(best, mine, index, today)
        best.documents.append(n)
    return matters


def _weights(words: Mapping[str, float], counts: Mapping[str, int], total: int) -> dict[str, float]:
    most, busy = max(COMMON * total, FEW), max(BUSY * total, OFTEN)
    raw = {
        w: (STATE if kind == NAME and n > busy else kind) * math.log((total + 30) / (n + 1)) ** RARE
        for w, kind in words.items()
        if (n := counts[w]) <= most
    }
    norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
    return {w: v / norm for w, v in raw.items()}


def _nearest(
    mine: Mapping[str, float],
    index: Mapping[str, dict[int, float]],
    matters: Sequence[_Running],
    today: int,
    least: float,
) -> _Running | None:
    """The running matter that a document is most like, if it is like it; matters that are over leave the index."""
    scores: dict[int, float] = defaultdict(float)
    for word, weight in mine.items():
        for number, value in index.get(word, {}).items():
            scores[number] += weight * value
    likely = []
    for number, score in scores.items():
        matter = matters[number]
        if today - matter.last > SILENT:
            for word in matter.words:
                index[word].pop(number, None)
        elif score >= least * matter.norm:
            likely.append((-score / matter.norm, number))
    for like, number in sorted(likely):
        matter = matters[number]
        greatest = max(weight * matter.words.get(word, 0.0) for word, weight in mine.items())
        if greatest <= ALONE * -like * matter.norm:
            return matter
    return None


def _add(matter: _Running, mine: Mapping[str, float], index: Mapping[str, dict[int, float]], today: int) -> None:
    # later words weigh more, which is the same as earlier ones fading, and touches only what is new
    grown = FADING ** (matter.first - today)
    words = matter.words
    for word, weight in mine.items():
        value = words.get(word, 0.0) + weight * grown
        words[word] = index[word][matter.number] = value
    if len(words) > 2 * KEPT:
        kept = set(sorted(words, key=lambda w: (-words[w], w))[:KEPT])
        for word in words.keys() - kept:
            index[word].pop(matter.number, None)
            del words[word]
    matter.norm = math.sqrt(sum(v * v for v in words.values()))
    matter.last = today


# ---------------------------------------------------------------- what a matter is called
def terms_of(documents: Sequence[Document], counts: Mapping[str, int], total: int) -> tuple[str, ...]:
    """The words that tell a matter from others, as they are written in it, names of two words whole."""
    inside: Counter[str] = Counter()
    written: dict[str, Counter[str]] = defaultdict(Counter)
    pairs: Counter[tuple[str, str]] = Counter()
    for document in documents[:READ]:
        text = f"{document.title}. {document.text}" if document.title else document.text
        seen: set[str] = set()
        last = ("", -1)
        joined: dict[tuple[str, str], None] = {}  # in order, so that the label is the same in every run
        for match in _WORD.finditer(text, 0, LONGEST):
            key = stem(match.group())
            if key not in counts or match.group().lower() in _STOP:
                last = ("", -1)
                continue
            seen.add(key)
            written[key][match.group().removesuffix("'s").removesuffix("’s")] += 1
            if last[1] == match.start() - 1:
                joined[last[0], key] = None
            last = (key, match.end())
        inside.update(seen)
        pairs.update(joined.keys())
    read = min(len(documents), READ)
    least = max(2, 0.2 * read)
    most = max(COMMON * total, FEW)
    worth = {
        w: (n / read) * math.log(total / counts[w]) * (NAME if _form(written[w])[0].isupper() else 1.0)
        for w, n in inside.items()
        if n >= min(least, read) and counts[w] <= most and len(w) > 1 and w[0].isalpha()
    }
    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (a, b), n in pairs.items():
        if a in worth and b in worth and n >= TOGETHER * max(inside[a], inside[b]):
            near[a].append((a, b))
            near[b].append((a, b))
    out: list[str] = []
    used: set[str] = set()
    for word in sorted(worth, key=lambda w: (-worth[w], w)):
        if len(out) == TERMS:
            break
        if word in used:
            continue
        name = [word]
        for _ in range(2):  # names of two and three words
            before = next((a for a, b in near[name[0]] if b == name[0] and a not in (*used, *name)), None)
            after = next((b for a, b in near[name[-1]] if a == name[-1] and b not in (*used, *name)), None)
            name = [before, *name] if before else [*name, after] if after else name
        used.update(name)
        out.append(" ".join(_form(written[w]) for w in name))
    return tuple(out)


def _form(written: Mapping[str, int]) -> str:
    return max(written, key=lambda x: (written[x], x))


def actors_of(parties: Iterable[Iterable[str]], least: float = 0.25, most: int = 3) -> tuple[str, ...]:
    """The codes that a matter is about, given those of each of its reports: the most frequent, in a quarter or more."""
    reports = [frozenset(p) for p in parties]
    counts = Counter(code for codes in reports for code in codes)
    ranked = sorted(counts, key=lambda c: (-counts[c], c))
    return tuple(c for c in ranked if counts[c] >= least * len(reports))[:most]
