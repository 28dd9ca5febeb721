"""Fit the trees by which likely pairs are compared: ``python bench/link_trees.py STORE [--write] [--quick]``.

Gradient boosting with scikit-learn on the labelled pairs that ``link_fit.py`` uses, apart for pairs within one text and
of several texts.  ``compare.LOWERED`` is taken off the answer, as a wrong link costs more than a missing one.  Printed
is the average precision of the trees and of weights, each fold of the documents judged by what was fitted to the
others, and on the pairs that limits are set by (``portal-limits.jsonl``).
"""

import argparse
import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import GradientBoostingClassifier

from dragoman.link import compare, trees
from dragoman.store import Store
from link_fit import FOLDS, OWN, OWN_SETS, UNSURE, fit, precision, score
from link_pairs import Events, Pair, lines, own_pairs, portal_pairs
from link_store import reports_of

TREES = 300
STEP = 0.03  # share of each tree's answer that is taken
DEPTH = 8
LEAF = 5  # pairs of a leaf
SAMPLE = 0.6  # of the pairs, for each tree
ASKED = 0.1  # of the likenesses, for each question
SEED = 1
RARE = 8  # pairs with a likeness below which it is not asked for
NEWEST = tuple(f"portal-read-{n}" for n in range(7, 11))  # drawn when neither trees nor weights knew them
PLACES = (compare.ONE, compare.SEVERAL)
Array = npt.NDArray[np.float64]


def place(pair: Pair) -> str:
    return compare.ONE if pair.a.document == pair.b.document else compare.SEVERAL


def told(pair: Pair) -> dict[str, float] | None:
    """What the trees are asked about; None of pairs that they are not asked about."""
    found = compare.features(pair.a, pair.b)
    at = compare.setting(pair.a, pair.b)
    if found is None or at == "bare" or "not parsed" in found:
        return None
    return compare.asked_of(found, at)


def matrix(pairs: Sequence[Pair], names: Sequence[str]) -> Array:
    found = [told(p) or {} for p in pairs]
    return np.array([[f.get(name, 0.0) for name in names] for f in found])


def names_of(pairs: Sequence[Pair]) -> list[str]:
    counts: dict[str, int] = {}
    for pair in pairs:
        for name, value in (told(pair) or {}).items():
            counts[name] = counts.get(name, 0) + bool(value)
    return sorted(name for name, n in counts.items() if n >= RARE and name not in ("bias", "one text"))


def fitted(pairs: Sequence[Pair], names: Sequence[str]) -> GradientBoostingClassifier:
    model = GradientBoostingClassifier(
        n_estimators=TREES,
        learning_rate=STEP,
        max_depth=DEPTH,
        min_samples_leaf=LEAF,
        subsample=SAMPLE,
        max_features=ASKED,
        random_state=SEED,
    )
    weight = [(OWN if p.sample in OWN_SETS else 1.0) * (1.0 if p.sure else UNSURE) for p in pairs]
    return model.fit(matrix(pairs, names), [p.same for p in pairs], sample_weight=weight)


def numbers(model: GradientBoostingClassifier, names: Sequence[str], shift: float) -> dict[str, Any]:
    """The model as ``link/trees.py`` keeps it, its answer lowered by ``shift``."""
    share = model.init_.class_prior_[1]
    kept = [_nodes(model.estimators_[n, 0].tree_, model.learning_rate) for n in range(model.n_estimators_)]
    return {"start": round(float(np.log(share / (1 - share))) - shift, 4), "names": list(names), "trees": kept}


def _nodes(tree: Any, step: float) -> list[list[float]]:
    values = np.zeros(tree.node_count)
    for n in reversed(range(tree.node_count)):  # what is below a node stands behind it
        low, high = tree.children_left[n], tree.children_right[n]
        if low < 0:
            values[n] = tree.value[n, 0, 0] * step
        else:
            size = tree.weighted_n_node_samples
            values[n] = (values[low] * size[low] + values[high] * size[high]) / (size[low] + size[high])
    out: list[list[float]] = []
    for n in range(tree.node_count):
        value = round(float(values[n]), 4)
        leaf = tree.children_left[n] < 0
        out.append([value] if leaf else [int(tree.feature[n]), round(float(tree.threshold[n]), 4), value])
    return out


def judged(pairs: Sequence[Pair], limits: Sequence[Pair]) -> None:
    """Print the average precision of trees and weights."""
    by: dict[str, dict[str, list[tuple[float, bool]]]] = {"trees": {}, "weights": {}}
    fold = [crc32(p.a.document.encode()) % FOLDS for p in pairs]
    for k in range(FOLDS):
        rest, mine = ([p for p, f in zip(pairs, fold, strict=True) if (f == k) == one] for one in (False, True))
        _judge(rest, [p for p in mine if p.sample not in OWN_SETS], by, "")
    _judge(pairs, limits, by, "limits, ")
    for where in sorted(by["trees"]):
        shown = (f"{how} {precision(*zip(*found[where], strict=True)):.3f}" for how, found in by.items())
        print(f"{where}, {len(by['trees'][where])} pairs: average precision of {', of '.join(shown)}")


def _judge(
    rest: Sequence[Pair], mine: Sequence[Pair], by: dict[str, dict[str, list[tuple[float, bool]]]], head: str
) -> None:
    weights = fit(rest, 0.0)
    for where in PLACES:
        there = [p for p in rest if place(p) == where]
        names = names_of(there)
        model = fitted(there, names)
        test = [p for p in mine if place(p) == where]
        found = {
            "trees": list(map(float, model.decision_function(matrix(test, names)))),
            "weights": [score(p, weights) for p in test],
        }
        for how, scores in found.items():
            for pair, z in zip(test, scores, strict=True):
                for at in (where, f"{where}, {pair.sample}") if pair.sample in NEWEST else (where,):
                    by[how].setdefault(head + at, []).append((z, pair.same))


def for_limits(events: Events) -> list[Pair]:
    """The pairs by which limits are set."""
    found: dict[frozenset[str], Pair] = {}
    for row in lines("portal-limits"):
        if not row["same"] and len(row["events"]) > 2:
            continue  # of several reports it is not said which is another act
        for two in combinations(row["events"], 2):
            items = [events.at(document, start) for document, start in two]
            for pair in events.pair("limits", [document for document, _ in two], items, row["same"], row["sure"]):
                found[frozenset((pair.a.id, pair.b.id))] = pair
    return list(found.values())


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store", type=Path)
    args.add_argument("--write", action="store_true", help="put the trees in place of those of the package")
    args.add_argument("--quick", action="store_true", help="fit only, without judging")
    opts = args.parse_args()
    events = Events(reports_of(Store(opts.store)))
    read = [*(p for p in portal_pairs(events) if not p.held), *own_pairs(OWN_SETS)]
    pairs = list({frozenset((p.a.id, p.b.id)): p for p in read if told(p) is not None}.values())
    if not opts.quick:
        judged(pairs, [p for p in for_limits(events) if told(p) is not None])
    out = []
    for where in PLACES:
        there = [p for p in pairs if place(p) == where]
        names = names_of(there)
        found = numbers(fitted(there, names), names, compare.LOWERED[where])
        print(f"{where}: {len(there)} pairs, {len(names)} likenesses, {sum(map(len, found['trees']))} nodes")
        nodes = ",\n  ".join(json.dumps(t, separators=(",", ":")) for t in found["trees"])
        head = f'"start": {found["start"]},\n "names": {json.dumps(found["names"])}'
        out.append(f'"{where}": {{\n {head},\n "trees": [\n  {nodes}\n ]}}')
    if opts.write:
        Path(trees.__file__).with_name("trees.json").write_text("{\n" + ",\n".join(out) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
