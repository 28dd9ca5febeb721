"""``dragoman review``."""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from dragoman import corrections
from dragoman.cli.correct import author_of, author_option, changes
from dragoman.cli.explain import find
from dragoman.cli.output import say, store_option
from dragoman.cli.parties import code_of
from dragoman.errors import UsageError
from dragoman.gazetteer import Gazetteer
from dragoman.measure.doubts import Doubt, doubtful_codes, doubtful_links
from dragoman.store import Store
from dragoman.store.corrections import Correction, read_corrections

_KEYS = {
    "code": "r right · w wrong, as in: w type=REJECT status=planned actor=USA:GOV recipient=none · n no event · "
    "s split it off its incident · m ID merge with another incident · k skip · q quit",
    "joined": "r right, one act · s split, not one act · w 1 type=REJECT the first is coded wrongly · "
    "n 1 the first is no event · k skip · q quit",
    "apart": "r right, two acts · m merge, one act · w 2 type=REJECT the second is coded wrongly · "
    "n 2 the second is no event · k skip · q quit",
}
_QUESTIONS = {
    "code": "Is this rightly coded?",
    "joined": "Taken to be one act. Is it?",
    "apart": "Taken to be two acts. Are they?",
}
_ORDER = {"right": 0, "corrected": 1, "skipped": 2}


@click.command("review")
@store_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to look at.")
@click.option("--kind", type=click.Choice(["links", "codes"]), help="Only links, or only codes; default both by turns.")
@click.option("--about", default="", metavar="A[,B]", help="Only what names this state, or both of these.")
@author_option
def command(store_path: str, limit: int, kind: str | None, about: str, author: str | None) -> int:
    """Go through the least certain links and codes, and correct what is wrong.

    Each is shown with its words, what was decided and why; one key and Enter answers, and further words are kept as
    the reason.  What was answered is not asked again: the same command goes on where you stopped.

    \b
    Example:
      dragoman review --store demo-out/record.duckdb --kind links --limit 10
    """
    store, gazetteer = Store(store_path), Gazetteer.load()
    who = author_of(author)
    codes = [code_of(part, gazetteer) for part in about.split(",") if part.strip()]
    doubts = _doubts(store, kind, codes, limit)
    if not doubts:
        click.echo("dragoman: nothing is left to review", err=True)
        return 0
    review = _Review(store, gazetteer, who)
    for number, doubt in enumerate(doubts, 1):
        shown = [find(store, e) for e in doubt.events]
        if not all(one and not one.get("dropped") for one in shown):
            continue  # an answer before this one took it away
        click.echo(f"\n[{number} of {len(doubts)}] {_heading(doubt)}")
        for one, name in zip(shown, ("first", "second"), strict=False):
            _show(one, name if len(shown) > 1 else "")
        click.echo(f"{_QUESTIONS[doubt.kind]}  ({_KEYS[doubt.kind]})")
        if not review.ask(doubt):
            break
    told = ", ".join(f"{n} {word}" for word, n in sorted(review.done.items(), key=lambda x: _ORDER[x[0]])) or "none"
    click.echo(f"\nAnswered: {told}. The same command goes on from here; dragoman correct list shows all.", err=True)
    return 0


def _doubts(store: Store, kind: str | None, codes: Sequence[str], limit: int) -> list[Doubt]:
    log = read_corrections(store)
    out = corrections.undone(log)
    log = [c for c in log if c.id not in out]
    found = []
    if kind != "links":
        asked = {e for c in log if c.kind in ("code", "drop") or c.change.get("what") == "code" for e in c.target}
        found.append(doubtful_codes(store, asked, codes, limit))
    if kind != "codes":
        found.append(doubtful_links(store, {p for c in log for p in _pairs(c)}, codes, limit))
    turns = [d for n in range(limit) for some in reversed(found) for d in some[n : n + 1]]
    return turns[:limit]


def _pairs(one: Correction) -> list[frozenset[str]]:
    """Pairs of events of which a correction says whether they are of one act."""
    if one.change.get("what") == "link":
        return [frozenset(one.target)]
    if one.kind == "merge":
        return [frozenset((a, b)) for a in one.target for b in one.target if a != b]
    if one.kind == "split":
        return [frozenset((a, b)) for a in one.target for b in one.change.get("from", ())]
    return []


class _Review:
    """Asks, until an answer can be used, and writes it down."""

    def __init__(self, store: Store, gazetteer: Gazetteer, author: str) -> None:
        self.store, self.gazetteer, self.author = store, gazetteer, author
        self.stdin = sys.stdin
        self.done: Counter[str] = Counter()

    def ask(self, doubt: Doubt) -> bool:
        """Whether to go on."""
        while True:
            click.echo("> ", nl=False)
            line = self.stdin.readline()
            if not line:
                return False
            key, _, rest = line.strip().partition(" ")
            key, rest = key.lower(), rest.strip()
            if key in ("q", "quit"):
                return False
            try:
                answer = self.answer(doubt, key, rest)
            except UsageError as error:
                click.echo(f"{error}.")
                continue
            if answer == "again":
                continue
            self.done[answer] += 1
            return True

    def answer(self, doubt: Doubt, key: str, rest: str) -> str:
        """Write the answer down: ``right``, ``corrected`` or ``skipped``; ``again`` where the question still stands."""
        what, events = ("code" if doubt.kind == "code" else "link"), doubt.events
        agreed = {"code": "r", "joined": "rm", "apart": "rs"}[doubt.kind]
        if key in ("k", "skip"):
            corrections.mark(self.store, "skip", events, what, self.author)
            return "skipped"
        if key in ("r", "right", "y") or (key and key in agreed):
            corrections.mark(self.store, "right", events, what, self.author)
            return "right"
        if key in ("w", "wrong", "n"):
            return self.wrong(doubt, "n" if key == "n" else "w", rest)
        if key in ("s", "split"):
            corrections.split_events(self.store, [events[-1]], self.author, rest or "reviewed")
            return self.stands(doubt)
        if key in ("m", "merge"):
            ids = list(events)
            if doubt.kind == "code":
                other, _, rest = rest.partition(" ")
                if not other:
                    raise UsageError("name the incident or event to merge with, as in: m 8d0a6c1f22b94e07")
                ids = [events[0], other]
            corrections.merge_incidents(self.store, ids, self.author, rest.strip() or "reviewed")
            return self.stands(doubt)
        raise UsageError("answer with one of the keys r, w, n, s, m, k, q")

    def stands(self, doubt: Doubt) -> str:
        """Of a code, moving its event between incidents leaves the question open."""
        if doubt.kind == "code":
            self.done["corrected"] += 1
            click.echo("Done. And is it rightly coded?")
            return "again"
        return "corrected"

    def wrong(self, doubt: Doubt, key: str, rest: str) -> str:
        """Another code, or no event; of a link for the first or the second of the two."""
        event = doubt.events[0]
        if doubt.kind != "code":
            which, _, rest = rest.partition(" ")
            if which not in ("1", "2"):
                raise UsageError("say which of the two is wrong, as in: w 1 type=REJECT")
            event = doubt.events[int(which) - 1]
        if key == "n":
            corrections.drop_events(self.store, [event], self.author, rest.strip() or "reviewed")
            return "corrected"
        if not rest.strip():
            click.echo("What is right?  (type= mode= status= date= actor= recipient=, as many as need be)")
            click.echo("> ", nl=False)
            rest = self.stdin.readline()
        change, reason = self.change(rest)
        corrections.correct_codes(self.store, [event], change, self.author, reason or "reviewed")
        if doubt.kind == "code":
            return "corrected"
        self.done["corrected"] += 1
        click.echo(f"Done. And the two: {_QUESTIONS[doubt.kind]}")
        return "again"

    def change(self, typed: str) -> tuple[dict[str, Any], str]:
        """Slots of ``type=REJECT actor=USA:GOV,FRA because ...`` and the words that are the reason."""
        values: dict[str, str] = {}
        words = []
        for part in typed.split():
            name, equals, value = part.partition("=")
            if not equals:
                words.append(part)
                continue
            name = {"actors": "actor", "recipients": "recipient", "day": "date"}.get(name.lower(), name.lower())
            if name not in ("type", "mode", "status", "date", "actor", "recipient"):
                raise UsageError(
                    f"{name} is nothing that can be corrected; use type, mode, status, date, actor, recipient"
                )
            values[name] = value.replace("_", " ") if name in ("actor", "recipient") else value
        actors, recipients = ([v for v in values.pop(s, "").split(",") if v] for s in ("actor", "recipient"))
        return changes(values, actors, recipients, self.gazetteer), " ".join(words)


def _heading(doubt: Doubt) -> str:
    if doubt.kind == "code":
        return f"code, confidence {doubt.value:.2f}"
    if doubt.kind == "joined":
        return f"link, score {doubt.value:.2f} (joined above 0)"
    return f"two acts of one kind between the same parties, {doubt.value:.0%} of the words in common"


def _show(found: dict[str, Any] | None, name: str) -> None:
    assert found
    source = ", ".join(found["outlets"]) or found["document"]
    parties = " > ".join(", ".join(map(_party, found[s])) or "-" for s in ("actors", "recipients"))
    date = found["date"]
    day = "no date" if not date else date["from"] if date["from"] == date["to"] else f"{date['from']} to {date['to']}"
    mode = f"/{found['mode']}" if found["mode"] else ""
    start, end = (found["trigger"][k] - found["evidence"]["start"] for k in ("start", "end"))
    text = found["words"]
    # the act's own word stands in brackets
    marked = f"{text[:start]}[{text[start:end]}]{text[end:]}" if 0 <= start < end <= len(text) else text
    say(f"  {name + ': ' if name else ''}“{' '.join(marked.split())}”")
    say(f"    {source}, {found['published'] or 'no day'}; event {found['id']}, incident {found['incident']}")
    say(f"    {found['type']}{mode}, {found['status']}, {parties}, {day}; rule {found['coder']['rule']}")
    if "link" in found and name == "second":
        click.echo(f"    why: {found['link']['because']}")


def _party(actor: dict[str, Any]) -> str:
    code = f"{actor['code'] or '?'}{':' + actor['role'] if actor['role'] else ''}"
    return f"{code} «{actor['text']}»" if actor["text"] else f"{code} (not named here)"
