"""What the likenesses of two reports say together: boosted trees, and what each likeness adds to their answer.

A weight says what a likeness is worth by itself; that a rare name in common means much where the word for the act is
the same, and little where a war is told of daily, takes trees.  They are gradient boosted (Friedman 2001, "Greedy
function approximation: a gradient boosting machine"), fitted by ``bench/link_trees.py`` and kept as numbers in
``trees.json``.  The answer is taken apart along the paths (Palczewska et al. 2014, "Interpreting random forest
classification models using a feature contribution method"): every step from a question to the next node changes the
answer, and that change is the share of the likeness asked for.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

WITHOUT = "without "  # before the name of a likeness that a tree asked for and that is not there
LITTLE = 0.02  # share below which a likeness is not named by itself, but counted in the bias

# a question: likeness, bound, and for "not above it" and "above it" what is added and the next question, None at a leaf
Node = tuple[str, float, float, "Node | None", float, "Node | None"]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees whose answers, with ``start``, add up to the logarithm of the odds that two reports are of one act."""

    start: float
    roots: tuple[Node, ...]

    def shares(self, found: Mapping[str, float], kept: frozenset[str] = frozenset()) -> dict[str, float]:
        """The answer for the likenesses ``found``, taken apart by likeness; the shares add up to it.

        A likeness that was asked for and is not there is named with ``WITHOUT`` before it.  Small shares go into
        "bias", but for those of ``found`` that are in ``kept``, which are always named.
        """
        added: dict[str, float] = defaultdict(float)
        get = found.get
        for root in self.roots:
            node: Node | None = root
            while node is not None:
                name, bound, below, low, above, high = node
                if get(name, 0.0) > bound:
                    added[name] += above
                    node = high
                else:
                    added[name] += below
                    node = low
        bias = self.start
        shares = {name: added.get(name, 0.0) for name in sorted(kept & found.keys())}
        for name, share in added.items():
            if name in shares:
                continue
            if abs(share) < LITTLE:
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
    start = float(numbers["start"])
    roots = []
    for nodes in numbers["trees"]:
        value, root = _below(iter(nodes), names)
        start += value
        if root is not None:
            roots.append(root)
    return Trees(start, tuple(roots))


def _below(nodes: Any, names: Sequence[str]) -> tuple[float, Node | None]:
    """The next node with all below it, as deep as the trees are, and its value."""
    node = next(nodes)
    if len(node) == 1:
        return float(node[0]), None
    number, bound, value = node
    low, less = _below(nodes, names)
    high, more = _below(nodes, names)
    return float(value), (names[number], float(bound), low - value, less, high - value, more)
