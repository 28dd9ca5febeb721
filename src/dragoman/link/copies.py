"""Documents that are copies of earlier ones: whole, cut short, re-headlined, re-ordered, with other boilerplate.

MinHash signatures of word pairs (by rensa, for thousands of texts in one call) and locality-sensitive banding (Broder
1997; Leskovec, Rajaraman and Ullman, ch. 3).  The buckets are runs of equal keys in sorted columns: a dictionary of
buckets would cost more than the signatures, and only neighbours in time within a bucket are wanted, so that a phrase of
a thousand texts costs no thousand comparisons each.  What two candidates have in common is then counted exactly.
"""

import re
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from dragoman.link.items import day_of
from dragoman.records import Document

ALIKE = 0.6  # share of the shorter text's word pairs that stand in the other
SHORT, ALIKE_SHORT = 30, 0.72  # of texts with fewer word pairs, whose turns of phrase are a great part of them
WHOLE = 6  # word pairs below which only the same words are a copy
SHORTEST = 0.25  # length of the shorter against the longer below which it is a quotation, not a copy
DAYS = 7  # days within which a copy appears; without a date at any time
ROWS, BANDS = 2, 48  # texts of which a quarter is common are found with probability 0.95, a third 0.997
NEIGHBOURS = 8  # earlier texts of one bucket that are compared
CHUNK = 4096
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 4000  # words of a text that are compared

_U64 = npt.NDArray[np.uint64]
_SEED = 20240322
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_HALF = np.uint64(32)


def originals(documents: Sequence[Document]) -> dict[str, str]:
    """For each copy the id of the earliest document it copies; which it is depends on earlier documents alone."""
    ordered = sorted(documents, key=lambda d: (d.published or "9999", d.id))
    found = copies_of([d.text for d in ordered], [day_of(d.published) for d in ordered])
    return {ordered[copy].id: ordered[source].id for copy, source in found.items()}


def copies_of(texts: Sequence[str], days: Sequence[int | None] | None = None) -> dict[int, int]:
    """Positions of the copies among ``texts``, which are in order of appearance, with those of their originals."""
    pairs = _word_pairs(texts)
    sets: dict[int, frozenset[int]] = {}

    def held(n: int) -> frozenset[int]:
        if n not in sets:
            sets[n] = frozenset(pairs[n].tolist())
        return sets[n]

    source: dict[int, int] = {}
    most: dict[int, float] = {}
    for later, earlier in _candidates(pairs).tolist():
        if days and (a := days[later]) is not None and (b := days[earlier]) is not None and abs(a - b) > DAYS:
            continue
        mine, other = held(later), held(earlier)
        if not is_copy(mine, other):
            continue
        common = len(mine & other) / len(mine | other)
        if common > most.get(later, 0.0):
            most[later] = common
            first = source.get(earlier, earlier)
            # a copy of a copy is one of the original, unless too little of that is left
            source[later] = first if is_copy(mine, held(first)) else earlier
    return source


def is_copy(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether of two texts, as sets of word pairs, one is a copy of the other."""
    few, many = sorted((len(a), len(b)))
    if few < WHOLE:
        return a == b and few > 0
    return few >= SHORTEST * many and len(a & b) >= (ALIKE_SHORT if few < SHORT else ALIKE) * few


def _word_pairs(texts: Sequence[str]) -> list[_U64]:
    """Hashes of the pairs of neighbouring words of each text, each once."""
    known: dict[str, int] = {}
    out = []
    for text in texts:
        words = []
        for word in _WORD.findall(text.lower())[:_LONGEST]:
            code = known.get(word)
            if code is None:
                code = known[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
            words.append(code)
        codes = np.array(words, dtype=np.uint64)
        out.append(codes[:-1] * _FIRST + codes[1:] * _SECOND if len(words) > 1 else codes)
    return out


def _bands(pairs: Sequence[_U64]) -> _U64:
    """One key for each text and band; texts without words get keys of their own."""
    keys = np.zeros((len(pairs), BANDS), dtype=np.uint64)
    for start in range(0, len(pairs), CHUNK):
        chunk = [
            p if len(p) else np.array([start + n], dtype=np.uint64) for n, p in enumerate(pairs[start : start + CHUNK])
        ]
        flat = np.concatenate(chunk)
        flat ^= flat >> _HALF
        ends = np.cumsum([0, *map(len, chunk)]).astype(np.uint64)
        signed = RMinHash.digest_matrix_from_flat_token_hashes(flat, ends, ROWS * BANDS, _SEED)
        slots = np.array(signed.to_rows(), dtype=np.uint64)  # of 32 bits each
        for row in range(ROWS):
            keys[start : start + len(chunk)] <<= _HALF
            keys[start : start + len(chunk)] |= slots[:, row::ROWS]
    return keys


def _candidates(pairs: Sequence[_U64]) -> npt.NDArray[np.int64]:
    """Rows (later, earlier) of texts that share a bucket, in order of the later, then of the earlier."""
    count = len(pairs)
    if count < 2:
        return np.empty((0, 2), dtype=np.int64)
    keys = _bands(pairs)
    found = []
    for band in range(BANDS):
        column = keys[:, band]
        order = np.argsort(column, kind="stable")
        ranked = column[order]
        for step in range(1, min(NEIGHBOURS, count - 1) + 1):
            same = np.flatnonzero(ranked[step:] == ranked[:-step])
            if not len(same):
                break
            found.append(order[same + step] * count + order[same])
    if not found:
        return np.empty((0, 2), dtype=np.int64)
    joined = np.unique(np.concatenate(found))
    return np.stack([joined // count, joined % count], axis=1)
