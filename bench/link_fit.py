"""Fit the weights by which reports are compared: ``python bench/link_fit.py STORE [--write] [--shift S]``.

Logistic regression on labelled pairs: those of the portal file but for a sixth of its months, which is left to blind
samples (``link_pairs.held_out``), and all pairs of our own reports, which count less.  Where few pairs speak, a weight
stays near the guess in ``PRIOR`` (a ridge around it).  ``--shift`` is taken off the bias, as a wrong link costs more
than a missing one.  Printed are precision and recall of pairs at several scores, each fold of the documents judged by
weights fitted to the others (``--quick`` leaves that out), the average precision over the months held out, and how far
pairs that were read twice have the same label.  Nothing of the gold files is used.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dragoman.link import compare
from dragoman.store import Store
from link_pairs import Events, Pair, agreement, own_pairs, portal_pairs
from link_store import reports_of

RIDGE = 4.0
FOLDS = 5
OWN = 0.3  # weight of a pair of our own reports
OWN_SETS = ("own", "own2", "own3", "own4", "sample", "train1", "train2")
UNSURE = 0.6  # weight of a pair of which its reader was not sure
AGAIN = 0.5  # taken off further where a report looks back for weeks, as it is compared with so many acts
WITHIN = 1.0  # of the shift given back within one text, where six in ten pairs of like acts are of one act
LITTLE = 0.1  # below which what is other in a setting is left out
OURS = "our own"  # stands for how often our own reports tell an act
PRIOR = {
    "bias": -2.5,
    "words": 3.0,
    "story": 1.0,
    "agent all": 0.5,
    "agent same": 0.5,
    "agent kind": 0.2,
    "agent other": -1.5,
    "patient all": 0.5,
    "patient same": 0.5,
    "patient kind": 0.2,
    "patient other": -1.0,
    "partners all": 1.0,
    "partners none": -2.0,
    "person same": 0.8,
    "person other": -0.8,
    "at home": -0.3,
    "type same": 0.4,
    "type near": -0.4,
    "mode same": 0.2,
    "mode other": -0.5,
    "word same": 0.5,
    "word akin": 0.4,
    "word frame": 0.2,
    "word other": -0.3,
    "date same day": 0.8,
    "date day of report": 0.5,
    "date reports of a day": 0.4,
    "date day before report": 0.2,
    "date reports of two days": -0.2,
    "date day, report after": -0.5,
    "date report after next": -0.6,
    "date next day": -1.0,
    "date long before": -1.0,
    "status other": -0.2,
    "numbers": 0.2,
    "numbers other": -0.4,
    "place same": 0.8,
    "place other": -1.2,
    "country same": 0.1,
    "country other": -0.5,
    "topic same": 0.5,
    "topic other": -0.3,
    "copy": 0.8,
    "further": -0.4,
    "one text": 0.3,
    "one text, further": -0.8,
    "one text, claimed": 1.0,
    "one text, headline": 1.5,
    "background": 0.2,
    "taken up": 1.2,
}
GROUPS = (
    ("parties", ("bias", "agent", "patient", "partners", "person", "at", "sides")),
    ("act", ("type", "kind", "mode", "word", "status", "busy")),
    ("days", ("date", "again", "days")),
    ("place", ("place", "site", "country")),
    (
        "sentence",
        ("words", "names", "numbers", "count", "tolls", "no", "rare", *compare.WORDING),
    ),
    ("grammar", ("told", "before", "sentences", "sentence after", "taken up", "not")),
    ("text", ("story", "topic", "matter", "copy", "further", "one")),
    ("one text", ("one text:",)),
    ("weeks after", ("weeks after:",)),
    ("bare mentions", ("bare", "bare:")),
)
# Of mentions without parties, type and day: fitted to our pairs without these they join next to nothing of long
# articles, so set by hand.
BARE = {
    "bare bias": -4.0,
    "bare word same": 4.2,
    "bare word akin": 3.7,
    "bare word frame": 3.2,
    "bare word other": -1.5,
    "bare: words": 0.2,
    "bare: count same": 0.7,
    "matter same": 0.6,
    "matter other": -2.0,
}
GRAMMAR = next(heads for name, heads in GROUPS if name == "grammar")
Array = npt.NDArray[np.float64]


def told(pair: Pair) -> dict[str, float] | None:
    """What speaks for and against a pair: each likeness, and once more where it stands in a setting of its own."""
    found = compare.features(pair.a, pair.b)
    if found is None:
        return None
    at = compare.setting(pair.a, pair.b)
    more = {f"{at}: {name}": value for name, value in found.items()} if at else {}
    # our own sets tell an act many times; how often a collection does is not learnt from them
    return found | more | ({OURS: 1.0} if pair.sample in OWN_SETS else {})


def matrix(pairs: Sequence[Pair], names: Sequence[str] = ()) -> tuple[list[str], Array, Array, list[Pair]]:
    """Names, features and labels of the pairs that can be of one act at all, and these pairs."""
    found = [(p, f) for p in pairs if (f := told(p)) is not None]
    columns = list(names) or sorted({name for _, f in found for name in f})
    x = np.array([[f.get(name, 0.0) for name in columns] for _, f in found])
    return columns, x, np.array([float(p.same) for p, _ in found]), [p for p, _ in found]


def fitted(x: Array, y: Array, weight: Array, prior: Array, ridge: float = RIDGE) -> Array:
    """Weights of the logistic regression, by Newton's method."""
    b = prior.copy()
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ b))
        slope = x.T @ (weight * (p - y)) + ridge * (b - prior)
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(b))
        step = np.linalg.solve(bend, slope)
        b -= step
        if abs(step).max() < 1e-6:
            break
    return b


def score(pair: Pair, weights: Mapping[str, float]) -> float:
    found = told(pair)
    return float("-inf") if found is None else sum(weights.get(n, 0.0) * v for n, v in found.items())


def report(pairs: Sequence[Pair], shift: float) -> None:
    """Print precision and recall of the pairs of each sample, each fold by the weights of the others."""
    fold = [crc32(p.a.document.encode()) % FOLDS for p in pairs]
    scores = [0.0] * len(pairs)
    for k in range(FOLDS):
        weights = fit([p for p, f in zip(pairs, fold, strict=True) if f != k], shift)
        for n in (n for n, f in enumerate(fold) if f == k):
            scores[n] = score(pairs[n], weights)
    portal = [
        (compare.setting(p.a, p.b) or "days", z, p.same)
        for p, z in zip(pairs, scores, strict=True)
        if p.sample not in OWN_SETS and z > float("-inf")
    ]
    for name in ("days", "weeks after", "one text", ""):
        mine = [(z, same) for at, z, same in portal if not name or at == name]
        print(f"{name or 'all'}: {len(mine)} pairs, average precision {precision(*zip(*mine, strict=True)):.3f}")
    for sample in sorted({p.sample for p in pairs}):
        mine = [(z, p.same) for p, z in zip(pairs, scores, strict=True) if p.sample == sample]
        same = sum(s for _, s in mine)
        told = []
        for least in (-1.0, -0.5, 0.0, 0.5, 1.0):
            joined = [s for z, s in mine if z > least]
            told.append(f"{least:+.1f}: {sum(joined) / max(len(joined), 1):.2f} {sum(joined) / max(same, 1):.2f}")
        print(f"{sample}, {same} of {len(mine)} one act; precision, recall over", "; ".join(told))


def _group(name: str, heads: Sequence[str]) -> bool:
    at, colon, _ = name.partition(":")
    return f"{at}:" in heads if colon else name in heads or name.split(" ")[0] in heads


def precision(scores: Sequence[float], same: Sequence[bool]) -> float:
    """Average precision of pairs in order of their score."""
    ranked = [s for _, s in sorted(zip(scores, same, strict=True), key=lambda x: -x[0])]
    found = np.cumsum(ranked)
    return float(sum(found[n] / (n + 1) for n, s in enumerate(ranked) if s) / max(found[-1], 1))


def written(weights: Mapping[str, float]) -> str:
    """The weights as a file for readers."""
    out = ["# What each likeness of two reports adds to the logarithm of the odds that they are of one act."]
    out += ["# Written by bench/link_fit.py; src/dragoman/link/compare.py says what the names stand for."]
    out += ["# Those of bare mentions and of matters were set by hand, with the development file in view."]
    lost = [n for n in weights if not any(_group(n, heads) for _, heads in GROUPS)]
    assert not lost, f"no group for {lost}"
    for group, heads in GROUPS:
        names = [n for n in weights if _group(n, heads)]
        out.append(f"{group}:")
        out += [
            f'  "{n}": {weights[n]:.2f}' for n in sorted(names) if abs(weights[n]) >= (LITTLE if ":" in n else 0.005)
        ]
    return "\n".join(out) + "\n"


def fit(pairs: Sequence[Pair], shift: float) -> dict[str, float]:
    """Weights fitted to the pairs."""
    names, x, y, kept = matrix(pairs)
    weight = np.array([(OWN if p.sample in OWN_SETS else 1.0) * (1.0 if p.sure else UNSURE) for p in kept])
    found = fitted(x, y, weight, np.array([PRIOR.get(n, 0.0) for n in names]))
    weights = {n: w for n, w in PRIOR.items() if n not in names} | dict(zip(names, map(float, found), strict=True))
    weights.pop(OURS, None)
    # records of other coders have no signs of grammar: for them stands what these add on the average
    grammar = np.array([weights[n] if _group(n, GRAMMAR) else 0.0 for n in names])
    weights["not parsed"] = float(np.average(x @ grammar, weights=weight))
    back, here = "weeks after: bias", "one text: bias"
    weights[back] = weights.get(back, 0.0) - AGAIN
    weights[here] = weights.get(here, 0.0) + min(WITHIN, shift)
    return weights | {"bias": weights["bias"] - shift} | BARE


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store", type=Path)
    args.add_argument("--shift", type=float, default=compare.LEAN)
    args.add_argument("--write", action="store_true", help="put the weights in place of those of the package")
    args.add_argument("--quick", action="store_true", help="fit only, without judging")
    opts = args.parse_args()
    events = Events(reports_of(Store(opts.store)))
    read = list(portal_pairs(events))
    pairs = [*(p for p in read if not p.held), *own_pairs(OWN_SETS)]
    if not opts.quick:
        report(pairs, opts.shift)
    weights = fit(pairs, opts.shift)
    held = [(z, p.same) for p in read if p.held and (z := score(p, weights)) > float("-inf")]
    print(f"months held out: {len(held)} pairs, average precision {precision(*zip(*held, strict=True)):.3f}")
    twice = agreement(events)
    sure = [same for same, both_sure in twice if both_sure]
    alike = sum(same for same, _ in twice)
    print(f"read twice within one text: {alike} of {len(twice)} alike; where both are sure {sum(sure)} of {len(sure)}")
    text = written(weights)
    if opts.write:
        Path(compare.__file__).with_name("weights.yaml").write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
