"""Train the ranker on our own sentences: ``python bench/ranker/train.py`` writes weights.npz and prints figures.

First half of the words (by a hash of the lemma) against the other half, both ways: how well the type of a word that
training never saw is told, by static vectors and parser's vectors alone or together, beside the lexicon's own answer.
"""

import argparse
import zlib
from collections import Counter

import numpy as np
from model import HASHED, Floats, Ranker, features, fit
from sentences import NONE, SEED, Sentence, sentences

from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.predicates import Matcher
from dragoman.extract.events.slots import Predicate
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.parse import Parser
from dragoman.records import Document
from dragoman.resolve import ActorResolver

LEXICON_WEIGHT = 0.4  # an entry's further words share its one example


def rows_of(given: list[Sentence]) -> tuple[list[Sentence], Floats, list[str | None]]:
    """Those sentences whose trigger is found, their rows, and the type that the lexicon alone gives the trigger."""
    gazetteer, ontology = Gazetteer.load(), Ontology.load()
    texts = list(dict.fromkeys(s.text for s in given))
    matchers: dict[str, tuple[Matcher, dict[int, str]]] = {}
    for text, parsed in zip(texts, Parser(vectors=True).parse_many(texts), strict=True):
        document = Document(Document.id_of(text, text), text, text, published="2022-06-15")
        matcher = Matcher(parsed, Grammar(parsed), ActorResolver(document, parsed, gazetteer), ontology)
        types = {m.predicate.token: m.frame.type for a, b in parsed.sentences for m in matcher.matches(a, b)}
        matchers[text] = matcher, types
    kept, rows, lexicon = [], [], []
    for s in given:
        matcher, types = matchers[s.text]
        p = matcher.parsed
        named = next((t for t in range(len(p)) if p.lemmas[t] in s.lemmas), -1)
        token = p.token_at(s.start) if s.start >= 0 else named
        if token < 0 or p.pos[token] not in ("VERB", "NOUN", "ADJ"):
            continue
        kind = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj"}[p.pos[token]]
        if kind == "verb":
            predicate = Predicate(token, "verb", token, passive=matcher.grammar.is_passive(token))
        else:
            predicate = Predicate(token, "noun" if kind == "noun" else "adj", matcher._carrier(token))
        kept.append(s)
        rows.append(features(matcher, predicate, s.lemma))
        lexicon.append(types.get(token))
    return kept, np.stack(rows), lexicon


def half(lemma: str) -> int:
    return zlib.crc32(f"half {lemma}".encode()) % 2


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--seed", type=int, default=SEED)
    kept, rows, lexicon = rows_of(sentences(args.parse_args().seed))
    labels = [s.type for s in kept]
    weights = np.array([LEXICON_WEIGHT if s.source == "lexicon" else 1.0 for s in kept], dtype=np.float32)
    print(f"{len(kept)} sentences with their trigger, {len({s.lemma for s in kept})} words;", Counter(labels))
    static, own = slice(0, 192), slice(192, 288)
    print("held-out words: accuracy of the type on the sentences made (all, without NONE), ranker; lexicon")
    for name, hidden in (("static and parser's", ()), ("static alone", (own,)), ("parser's alone", (static,)),
                         ("words alone", (static, own))):  # fmt: skip
        seen = rows.copy()
        for part in hidden:
            seen[:, part] = 0
        right: Counter[str] = Counter()
        for side in (0, 1):
            train = np.array([half(s.lemma) != side for s in kept])
            ranker = fit(seen[train], [x for x, t in zip(labels, train, strict=True) if t], weights[train])
            test = [i for i, s in enumerate(kept) if not train[i] and s.source == "made"]
            p = ranker.of(seen[test])
            for i, row in zip(test, p, strict=True):
                told = ranker.types[int(row.argmax())]
                sure = float(row.max()) >= 0.8
                right["all"] += 1
                right["hit"] += told == labels[i]
                right["lexicon"] += (lexicon[i] or NONE) == labels[i]
                if labels[i] != NONE:
                    right["acts"] += 1
                    right["act hit"] += told == labels[i]
                    right["act lexicon"] += lexicon[i] == labels[i]
                if sure and told != NONE:
                    right["sure"] += 1
                    right["sure hit"] += told == labels[i]
                if lexicon[i] is None and labels[i] != NONE:
                    right["open"] += 1
                    right["open hit"] += told == labels[i]
        print(
            f"{name}: ranker {right['hit'] / right['all']:.3f} {right['act hit'] / right['acts']:.3f}; "
            f"lexicon {right['lexicon'] / right['all']:.3f} {right['act lexicon'] / right['acts']:.3f}; "
            f"an act at 0.8 or more: {right['sure']}, right {right['sure hit'] / max(1, right['sure']):.3f}; "
            f"acts the lexicon has no frame for: {right['open']}, right {right['open hit'] / max(1, right['open']):.3f}"
        )
    ranker = fit(rows, labels, weights)
    ranker.save()
    stored = Ranker.load()
    told = stored.of(rows).argmax(1)
    hit = np.mean([stored.types[t] == x for t, x in zip(told, labels, strict=True)])
    print(f"weights.npz: {rows.shape[1]} features ({HASHED} hashed), training accuracy {hit:.3f}")


if __name__ == "__main__":
    main()
