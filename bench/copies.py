"""Precision, recall and speed of copies over portal items and the bundled sample.

Made from each of a sample of texts: cut short, re-headlined, re-ordered, with boilerplate, one figure changed.  A copy
is right when its original is the text it was made from or another copy of that.  ``--speed N`` times N synthetic texts.
"""

import argparse
import json
import lzma
import random
import re
import resource
import time
from pathlib import Path

from dragoman.link.copies import copies_of

ROOT = Path(__file__).resolve().parents[1]
PORTAL = ROOT.parent / "shared/data/current-events-2002-2026.jsonl.xz"
BEFORE = ("LONDON (Quay Wire) - ", "Live: ", "Our reporters write: ", "")
AFTER = (" Sign up for our letter.", " Copyright reserved.", " More to follow.", " This story has been updated.", "")
HEADS = (
    "Evening round-up: what happened",
    "News in brief from abroad",
    "Tensions grow once more",
    "What we know so far",
)


def changed(text: str, way: str, rng: random.Random) -> str:
    words = text.split()
    if way == "cut":
        return " ".join(words[: max(8, int(len(words) * rng.uniform(0.55, 0.8)))])
    if way == "headline":
        return f"{rng.choice(HEADS)}\n{text}"
    if way == "order":
        parts = re.split(r"(?<=[.;,]) ", text)
        rng.shuffle(parts)
        return " ".join(parts)
    if way == "boilerplate":
        return f"{rng.choice(BEFORE)}{text}{rng.choice(AFTER)}"
    numbers = list(re.finditer(r"\d+", text))
    if not numbers:
        return text
    at = rng.choice(numbers)
    return f"{text[: at.start()]}{int(at.group()) + rng.randint(1, 9)}{text[at.end() :]}"


WAYS = ("cut", "headline", "order", "boilerplate", "figure")


def portal(count: int, rng: random.Random) -> list[str]:
    with lzma.open(PORTAL, "rt", encoding="utf8") as file:
        texts = list(dict.fromkeys(json.loads(line)["text"] for line in file))
    return rng.sample([t for t in texts if len(t.split()) >= 14], count)


def quality(texts: list[str], rng: random.Random, name: str) -> None:
    rows = [(t, n, "original") for n, t in enumerate(texts)]
    for n in rng.sample(range(len(texts)), len(texts) // 2):
        for way in rng.sample(WAYS, 2):
            rows.append((changed(texts[n], way, rng), n, way))
    found = copies_of([r[0] for r in rows])
    right = sum(rows[copy][1] == rows[source][1] for copy, source in found.items())
    made = len(rows) - len(texts)
    print(
        f"{name}: {len(texts)} texts, {made} copies; "
        f"precision {right / max(len(found), 1):.3f} recall {right / made:.3f}"
    )
    for way in WAYS:
        mine = [i for i, r in enumerate(rows) if r[2] == way]
        got = sum(i in found and rows[found[i]][1] == rows[i][1] for i in mine)
        print(f"  {way:12} {got / max(len(mine), 1):.3f} of {len(mine)}")
    for copy, source in [(c, s) for c, s in found.items() if rows[c][1] != rows[s][1]][:8]:
        print("  wrong:", rows[source][0][:110], "|", rows[copy][0][:110])


def speed(count: int, rng: random.Random) -> None:
    vocabulary = [f"w{n}" for n in range(30_000)]
    texts = [" ".join(rng.choices(vocabulary, k=26)) for _ in range(count)]
    for n in range(0, count, 10):
        texts[n] = f"{texts[n // 2]} more to come"
    start, cpu = time.perf_counter(), time.process_time()
    found = copies_of(texts)
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>9,} texts of 26 words: {took:.1f} s on the clock, {count / took:,.0f} a second; {cpu:.1f} s of one "
        f"core, {count / cpu:,.0f} a second; {len(found):,} copies; peak memory {memory:,.0f} MiB with the texts"
    )


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--speed", type=int, nargs="*", default=[])
    args.add_argument("--texts", type=int, default=3000)
    args.add_argument("--seed", type=int, default=1)
    opts = args.parse_args()
    rng = random.Random(opts.seed)
    if opts.speed:
        for count in opts.speed:
            speed(count, rng)
        return
    sample = ROOT / "src/dragoman/sample/reports.jsonl"
    quality(
        [json.loads(line)["text"] for line in sample.read_text(encoding="utf8").splitlines()], rng, "bundled sample"
    )
    quality(portal(opts.texts, rng), rng, "portal")


if __name__ == "__main__":
    main()
