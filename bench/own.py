"""Well-known turns and claims of our own choosing (bench/samples/own-*.jsonl) against a store of the portal file.

``python bench/own.py STORE`` prints what is found, as ``score.py`` counts it: a turn within 45 days in its direction,
turns printed a dyad and year, and verdicts.  The lists were written before they were run.  Errors
of lists 1 to 5 were read and mended since, so these are development lists; what is wrong in the sixth is printed only
where it is asked for.
"""

import argparse
import json
from collections import Counter
from datetime import date
from pathlib import Path

from dragoman.claims import ClaimError, judge
from dragoman.gazetteer import Gazetteer
from dragoman.measure.acts import load_acts, record_start
from dragoman.measure.pool import pooled_prior
from dragoman.measure.series import dyad_series
from dragoman.measure.turning import turning_points
from dragoman.store import Store

SAMPLES = Path(__file__).with_name("samples")
NEAR = 45


def lines(name):
    return [json.loads(line) for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()]


def turns(store):
    gold = lines("own-turns.jsonl")
    start = date.fromisoformat(record_start(store))
    newest = date.fromisoformat(store.rows("SELECT max(published) AS day FROM documents")[0]["day"])
    prior, acts, found, printed = pooled_prior(store), load_acts(store), {}, 0
    for pair in sorted({tuple(sorted((g["a"], g["b"]))) for g in gold}):
        series = dyad_series(*pair, [a for a in acts if a.sides(*pair)], first=start, prior=prior)
        found[pair] = turning_points(series) if series else ()
        printed += len(found[pair])
    hits = 0
    for g in gold:
        day = date.fromisoformat(g["date"])
        hit = any(
            t.direction == g["direction"] and abs((date.fromisoformat(t.date) - day).days) <= NEAR
            for t in found[tuple(sorted((g["a"], g["b"])))]
        )
        hits += hit
        if not hit:
            print(f"  missed: {g['a']}-{g['b']} {g['date']} {g['direction']}")
    years = (newest - start).days / 365.25
    print(f"own turns: {hits} of {len(gold)} found, {printed / years / len(found):.2f} printed a dyad and year")


def claims(store, only, show):
    gazetteer = Gazetteer.load()
    lists = {}
    for g in lines("own-claims.jsonl"):
        lists.setdefault(f"{g.get('list', 1)}{g.get('half', '')}", []).append(g)
    for name, gold in lists.items():
        if not only or name in only:
            claims_of(name, gold, store, gazetteer, show)


def claims_of(name, gold, store, gazetteer, show):
    right, all_ = Counter(), Counter()
    for g in gold:
        all_[g["verdict"]] += 1
        try:
            verdict = judge(g["claim"], store, gazetteer, g["as_of"])
            got, probability = verdict.verdict, verdict.probability
        except ClaimError as error:
            got, probability = str(error).splitlines()[0], 0.0
        right[g["verdict"]] += got == g["verdict"]
        if got != g["verdict"] and (g.get("list") != 6 or show):
            print(f"  {g['claim']} ({g['as_of']}): {got} ({probability:.2f}), should be {g['verdict']}")
    shares = ", ".join(f"{v} {right[v]} of {n}" for v, n in all_.items())
    total, wanted = sum(all_.values()), sum(right.values())
    print(f"own claims, list {name}: {wanted} of {total} right, {wanted / total:.2f} ({shares})")


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store")
    args.add_argument("--only", choices=["turns", "claims"])
    args.add_argument("--list", action="append", help="only this list of claims (1, 2, 3a, 3b, 4b, 5, 6)")
    args.add_argument("--show", action="store_true", help="print what is wrong in the sixth list too")
    opts = args.parse_args()
    store = Store(opts.store)
    if opts.only != "claims":
        turns(store)
    if opts.only != "turns":
        claims(store, opts.list, opts.show)


if __name__ == "__main__":
    main()
