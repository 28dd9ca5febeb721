"""What the likenesses of two reports say together: boosted trees, and what each likeness adds to their answer.

A weight says what a likeness is worth by itself; that a rare name in common means much where the word for the act is
the same, and little where a war is told of daily, takes trees.  They are gradient boosted (Friedman 2001, "Greedy
function approximation: a gradient boosting machine"), fitted by ``bench/link_trees.py`` and kept as numbers in
``trees.json``.  The answer is taken apart along the paths (Palczewska et al. 2014, "Interpreting random forest
classification models using a feature contribution method"): every step from a question to the next node changes the
answer, and that change is the share of the likeness asked for.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

WITHOUT = "without "  # before the name of a likeness that a tree asked for and that is not there
LITTLE = 0.02  # share below which a likeness is not named by itself, but counted in the bias

Whole = npt.NDArray[np.intp]
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose answers, with ``start``, add up to the logarithm of the odds that two reports are of one act.

    All their nodes stand in one row: which of ``names`` a node asks for, above which ``bound`` the answer is yes, and
    the places of the nodes that follow on no (``below``) and yes (``above``).  A leaf asks for what no report has and
    is followed by itself.  ``value`` is the mean answer below a node, ``roots`` are the places where trees begin and
    ``depth`` is how many questions the deepest asks.
    """

    start: float
    names: Sequence[str]
    asked: Whole
    bound: Array
    below: Whole
    above: Whole
    value: Array
    roots: Whole
    depth: int

    def shares(self, found: Mapping[str, float], kept: frozenset[str] = frozenset()) -> dict[str, float]:
        """The answer for the likenesses ``found``, taken apart by likeness; the shares add up to it.

        A likeness that was asked for and is not there is named with ``WITHOUT`` before it.  Small shares go into
        "bias", but for those of ``found`` that are in ``kept``, which are always named.
        """
        values = np.array([found.get(name, 0.0) for name in (*self.names, "")])
        node, asked, change = self.roots, [], []
        for _ in range(self.depth):  # all trees at once
            ask = self.asked[node]
            after = np.where(values[ask] > self.bound[node], self.above[node], self.below[node])
            asked.append(ask)
            change.append(self.value[after] - self.value[node])
            node = after
        added = np.bincount(np.concatenate(asked), np.concatenate(change), len(values)).tolist()
        bias = self.start
        shares = dict.fromkeys(sorted(kept & found.keys()), 0.0)
        for name, share in zip(self.names, added, strict=False):
            if name in shares:
                shares[name] = share
            elif abs(share) < LITTLE:
                bias += share
            else:
                shares[name if found.get(name) else WITHOUT + name] = share
        return {"bias": bias} | shares


@lru_cache(maxsize=1)
def trees() -> Mapping[str, Trees]:
    """The trees of the package by where reports stand: "one text" or "several texts"."""
    read = json.loads(Path(__file__).with_name("trees.json").read_text(encoding="utf-8"))
    return {where: of_numbers(numbers) for where, numbers in read.items()}


def of_numbers(numbers: Mapping[str, Any]) -> Trees:
    """Trees as they are kept.

    ``start`` is the answer before any tree, ``names`` the likenesses.  Each of ``trees`` is a list of nodes, every one
    before those below it, first those for "not above the bound": [likeness by number, bound, value] or [value], where
    the value is the mean answer of the tree below that node.
    """
    names: Sequence[str] = numbers["names"]
    rows: list[tuple[int, float, int, int, float]] = []  # asked, bound, below, above, value
    roots = []
    depth = 1
    for nodes in numbers["trees"]:
        roots.append(len(rows))
        depth = max(depth, _put(nodes, len(names), rows))
    asked, bound, below, above, value = (np.array(column) for column in zip(*rows, strict=True))
    begin = np.array(roots, dtype=np.intp)
    start = float(numbers["start"]) + float(value[begin].sum())
    return Trees(start, tuple(names), asked, bound, below, above, value, begin, depth)


def _put(nodes: Sequence[Sequence[float]], none: int, rows: list[tuple[int, float, int, int, float]]) -> int:
    """Add the nodes of a tree to ``rows``; how many questions it asks at most."""
    first = len(rows)
    ends = [0] * len(nodes)  # the place behind all that is below a node
    deep = [0] * len(nodes)
    for n in reversed(range(len(nodes))):
        if len(nodes[n]) == 1:
            ends[n] = n + 1
        else:
            ends[n] = ends[ends[n + 1]]
            deep[n] = 1 + max(deep[n + 1], deep[ends[n + 1]])
    for n, node in enumerate(nodes):
        if len(node) == 1:
            rows.append((none, 0.0, first + n, first + n, float(node[0])))
        else:
            number, bound, value = node
            rows.append((int(number), float(bound), first + n + 1, first + ends[n + 1], float(value)))
    return deep[0]
