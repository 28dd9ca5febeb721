"""The learned ranker: what a predicate looks like as numbers, and a multinomial logistic regression over them."""

import zlib
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.extract.events.predicates import Matcher
from dragoman.extract.events.slots import Predicate

HERE = Path(__file__).parent
HASHED = 2048  # columns for words, slots and kinds of parties
PREPOSITIONS = ("to", "with", "against", "on", "from", "for", "by", "in", "at", "of", "over", "into", "near", "after")
Floats = npt.NDArray[np.float32]


class Words:
    """Static vectors of words, read once."""

    @cached_property
    def _table(self) -> tuple[dict[str, int], Floats]:
        with np.load(HERE / "words.npz") as stored:
            table = stored["vectors"].astype(np.float32) / 127
            return {str(w): n for n, w in enumerate(stored["words"])}, table

    def of(self, word: str | None) -> Floats:
        """The word's vector, zeros for an unknown word."""
        index, table = self._table
        at = index.get(word) if word else None
        return table[at] if at is not None else np.zeros(table.shape[1], np.float32)


WORDS = Words()


def features(matcher: Matcher, predicate: Predicate, lemma: str | None = None, *, parser: bool = True) -> Floats:
    """The predicate's row: its word's vector, those of its object and phrases, the parser's vector, hashed facts.

    ``lemma`` stands in for the word itself (the other words of a lexicon entry); ``parser`` False leaves the
    parser's vector out.
    """
    p = matcher.parsed
    token = predicate.token
    word = lemma or p.lemmas[token]
    facts = [f"kind={predicate.kind}", f"passive={predicate.passive}", f"tag={p.tags[token]}", f"word={word}"]
    inner = np.zeros(64, np.float32)
    phrase = np.zeros(64, np.float32)
    for slot in ("subject", "object", "poss", "mod"):
        heads = matcher.heads(predicate, slot)[:2]
        facts.append(f"{slot}={bool(heads)}")
        for head in heads:
            found = matcher.actors(head)
            role = next((a.role or "ORG" for a in found if a.code), "unknown" if found else "no")
            facts.append(f"{slot}:{role}")
            if slot == "object":
                facts.append(f"object:word={p.lemmas[head]}")
                if role == "no":
                    inner = inner + WORDS.of(p.lemmas[head])
            elif slot == "subject" and role == "no":
                phrase = phrase + 0.5 * WORDS.of(p.lemmas[head])
    for name in PREPOSITIONS:
        for head in matcher.heads(predicate, name)[:1]:
            found = matcher.actors(head, allow_place=True)
            facts.append(f"{name}:{'party' if found else 'no'}")
            facts.append(f"{name}:{word}")
            if not found:
                phrase = phrase + WORDS.of(p.lemmas[head])
    for kid in p.kids[token]:
        if p.deps[kid] == "prt":
            facts.append(f"{word} {p.lower[kid]}")
    for verb in matcher.grammar.complements(token) if predicate.kind == "verb" else ():
        facts.append("clause")
        phrase = phrase + WORDS.of(p.lemmas[verb])
    hashed = np.zeros(HASHED, np.float32)
    for fact in facts:
        hashed[zlib.crc32(fact.encode()) % HASHED] = 1.0
    own = np.zeros(96, np.float32)
    if parser and p.vectors is not None:
        own = p.vectors[token].astype(np.float32)
        own = own / (np.linalg.norm(own) + 1e-6)
    return np.concatenate([3 * WORDS.of(word), 2 * inner, phrase, own, hashed])


class Ranker:
    """Probabilities of the types, NONE among them."""

    def __init__(self, weights: Floats, bias: Floats, types: list[str]) -> None:
        self.weights, self.bias, self.types = weights, bias, types

    @classmethod
    def load(cls, path: Path = HERE / "weights.npz") -> "Ranker":
        """The stored weights."""
        with np.load(path) as stored:
            scale = stored["scale"].astype(np.float32)
            return cls(stored["weights"].astype(np.float32) * scale, stored["bias"], [str(t) for t in stored["types"]])

    def save(self, path: Path = HERE / "weights.npz") -> None:
        """Keep the weights in eight bits."""
        scale = np.abs(self.weights).max(0) / 127 + 1e-9
        small = np.round(self.weights / scale).astype(np.int8)
        np.savez_compressed(path, weights=small, scale=scale, bias=self.bias, types=np.array(self.types))

    def of(self, rows: Floats) -> Floats:
        """Probabilities, one row each."""
        score = rows @ self.weights + self.bias
        score = np.exp(score - score.max(-1, keepdims=True))
        out: Floats = score / score.sum(-1, keepdims=True)
        return out


def fit(rows: Floats, labels: list[str], weights: Floats, *, penalty: float = 3e-4) -> Ranker:
    """Weighted multinomial logistic regression with a quadratic penalty; deterministic (starts at zero, L-BFGS)."""
    from scipy.optimize import minimize

    types = sorted(set(labels))
    target = np.array([types.index(x) for x in labels])
    n, d, k = len(rows), rows.shape[1], len(types)
    share = weights / weights.sum()

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        w = flat[: d * k].reshape(d, k).astype(np.float32)
        score = rows @ w + flat[d * k :].astype(np.float32)
        score -= score.max(1, keepdims=True)
        p = np.exp(score)
        p /= p.sum(1, keepdims=True)
        value = -(share * np.log(p[np.arange(n), target] + 1e-12)).sum() + penalty / 2 * float((w**2).sum())
        p[np.arange(n), target] -= 1
        p *= share[:, None]
        slope: Any = np.concatenate([(rows.T @ p + penalty * w).ravel(), p.sum(0)])
        return float(value), slope.astype(np.float64)

    found = minimize(loss, np.zeros(d * k + k), jac=True, method="L-BFGS-B", options={"maxiter": 120})
    w = found.x[: d * k].reshape(d, k).astype(np.float32)
    return Ranker(w, found.x[d * k :].astype(np.float32), types)
