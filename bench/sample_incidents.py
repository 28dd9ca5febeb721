"""Samples of a linked store for reading, and their labels.

``python bench/sample_incidents.py STORE [--seed N] [--count N]`` prints ``joined`` incidents of two or more reports and
``apart`` pairs of one type between the same parties within a week that were left apart, each with its number.
``--labels FILE`` holds lines {"kind", "events": [[document, trigger start], ...], "right"}: with it the labelled
cases are judged on the store as it is linked now.
"""

import argparse
import json
import random
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from dragoman.link import Report, link
from dragoman.link.items import day_of
from dragoman.store import Store
from link_pairs import for_limits, unseen
from link_store import reports_of

WEEK = 7


def key(report: Report) -> tuple[str, int]:
    assert report.document
    return report.document.name, report.event.trigger.start


def line(report: Report) -> str:
    event, document = report.event, report.document
    assert document
    text = " ".join(document.text[event.evidence.start : event.evidence.end].split())
    word = document.text[event.trigger.start : event.trigger.end]
    when = f"{event.date.from_[2:]}{'~' if event.date.precision != 'day' else ''}" if event.date else ""
    return f"{(report.published or '')[2:]} {when} [{word}] {text[:200]}"


def parties(report: Report) -> tuple[frozenset[str], frozenset[str]]:
    event = report.event
    return frozenset(a.code for a in event.actors if a.code), frozenset(a.code for a in event.recipients if a.code)


def apart_pairs(reports: list[Report], incident: dict[str, str], count: int, rng: random.Random) -> list[list[Report]]:
    groups = defaultdict(list)
    for report in reports:
        actors, recipients = parties(report)
        if actors and (recipients or len(actors) > 1):
            groups[report.event.type, actors, recipients].append(report)
    by_event = [r for g in groups.values() if len(g) > 1 for r in g]
    rng.shuffle(by_event)
    out: list[list[Report]] = []
    for first in by_event:
        day = day_of(first.event.date.from_ if first.event.date else first.published)
        near = [
            r
            for r in groups[first.event.type, *parties(first)]
            if incident[r.event.id] != incident[first.event.id]
            and (r.event.document != first.event.document or r.event.evidence != first.event.evidence)
            and day is not None
            and (other := day_of(r.event.date.from_ if r.event.date else r.published)) is not None
            and abs(other - day) <= WEEK
        ]
        if near:
            out.append(sorted([first, rng.choice(near)], key=lambda r: r.published or ""))
            if len(out) == count:
                break
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("store", type=Path)
    args.add_argument("--seed", type=int, default=7)
    args.add_argument("--count", type=int, default=150)
    args.add_argument("--labels", type=Path)
    held = "only months to which nothing was fitted and by which no limit was set but LEAN and WITHIN (eleventh sample)"
    args.add_argument("--held", action="store_true", help=held)
    args.add_argument("--limits", action="store_true", help="only what lies in those by which limits are set")
    args.add_argument("--ids", type=Path, help="write the sample's ids there, to be labelled")
    opts = args.parse_args()
    reports = reports_of(Store(opts.store))
    linked = link(reports)
    incident = {e: x.incident.id for x in linked for e in x.incident.events}
    if opts.labels:
        judge(opts.labels, {key(r): incident[r.event.id] for r in reports})
        return
    rng = random.Random(opts.seed)
    if opts.held or opts.limits:
        mine_is = unseen if opts.held else for_limits
        reports = [r for r in reports if mine_is(key(r)[0])]
        mine = {r.event.id for r in reports}
        linked = [x for x in linked if mine.issuperset(x.incident.events)]
    of = {r.event.id: r for r in reports}
    several = [x for x in linked if len(x.incident.events) > 1]
    cases = [
        ("joined", [of[j.event] for j in x.joined]) for x in rng.sample(several, min(opts.count, len(several)))
    ] + [("apart", pair) for pair in apart_pairs(reports, incident, opts.count, rng)]
    for number, (kind, group) in enumerate(cases, 1):
        event = group[0].event
        actors, recipients = parties(group[0])
        print(f"{number} {kind} {event.type} {','.join(sorted(actors))}>{','.join(sorted(recipients))}")
        for report in group[:4]:
            print("  ", line(report))
    if opts.ids:
        opts.ids.write_text(
            "".join(json.dumps({"kind": kind, "events": [key(r) for r in group]}) + "\n" for kind, group in cases),
            encoding="utf8",
        )


def judge(path: Path, incident: dict[tuple[str, int], str]) -> None:
    """Labelled pairs on the store as it is linked now: of those of one act, and of two, how many are so linked."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    sample: dict[str, list[bool]] = defaultdict(list)
    for row in map(json.loads, path.read_text(encoding="utf8").splitlines()):
        sample[row["kind"]].append(row["right"])
        keys = [(d, s) for d, s in row["events"]]
        if any(k not in incident for k in keys):
            continue
        same = row["kind"] == "joined" if row["right"] else row["kind"] == "apart"
        if not same and len(keys) > 2:
            continue  # of several reports it is not said which is another act
        right[same] += [(incident[a] == incident[b]) == same for a, b in combinations(keys, 2)]
    for kind, labels in sample.items():
        print(f"{kind}: {sum(labels)} of {len(labels)} right when sampled ({sum(labels) / len(labels):.3f})")
    for same, name in ((True, "one act"), (False, "two acts")):
        found = right[same]
        print(f"pairs of {name}: {sum(found)} of {len(found)} so linked now ({sum(found) / max(len(found), 1):.3f})")


if __name__ == "__main__":
    main()
