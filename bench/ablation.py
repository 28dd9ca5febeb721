"""What each part of the event coder adds: triples and events with a part switched off, or with the learned ranker.

``python bench/ablation.py modules`` switches off the modules of arguments, status, non-events and confidence one by
one; ``ranker`` compares lexicon alone, ranker alone and both (bench/ranker, weights from ``bench/ranker/train.py``).
The gold files are parsed once; the product is patched from outside, so that it carries no switches.
"""

import argparse
import contextlib
import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dragoman.extract import Tools, extract_all
from dragoman.extract.events import coder
from dragoman.extract.events.arguments import Arguments
from dragoman.extract.events.coder import EventCoder
from dragoman.extract.events.exclusions import Exclusions
from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.parties import PartyFinder
from dragoman.extract.events.predicates import Match, Matcher
from dragoman.extract.events.sides import Parties, Side
from dragoman.extract.events.slots import Predicate
from dragoman.extract.events.speech import Speech
from dragoman.extract.events.states import States
from dragoman.extract.events.status import Status
from dragoman.gazetteer import Gazetteer
from dragoman.ontology import Ontology
from dragoman.ontology.frames import NONE, Frame, frames_of
from dragoman.parse import Parsed, Parser
from dragoman.records import Document, printed
from gold import documents, gold_path, scorer

Switch = Callable[[], contextlib.AbstractContextManager[Any]]
KINDS = ("triples", "events")
SHOWN = {
    "type macro-F1": r"type_macro_f1: (\S+)",
    "triple recall": r"triple_recall: (\S+)",
    "events a sentence": r"events_per_sentence: (\S+)",
    "typed F1": r"event_typed: .*?F1 (\S+)",
    "typed-dyad F1": r"event_typed_dyad: .*?F1 (\S+)",
    "status": r"event_status_accuracy: (\S+)",
    "other status": r"event_status_other_than_happened: (\S+)",
    "false in empty": r"false_events_per_empty_document: (\S+)",
    "Brier skill": r"confidence_brier_skill: (\S+)",
}


# ------------------------------------------------------------ modules switched off
def off(name: str, value: Callable[..., Any], *owners: type) -> Switch:
    """A method of that name replaced in whichever of the classes has it."""

    def enter() -> contextlib.AbstractContextManager[Any]:
        stack = contextlib.ExitStack()
        found = [o for o in owners if name in vars(o)]
        if not found:
            raise SystemExit(f"bench/ablation.py: no {name} in {', '.join(o.__name__ for o in owners)}")
        for owner in found:
            stack.enter_context(patch.object(owner, name, value))
        return stack

    return enter


def all_of(*switches: Switch) -> Switch:
    def enter() -> contextlib.AbstractContextManager[Any]:
        stack = contextlib.ExitStack()
        for switch in switches:
            stack.enter_context(switch())
        return stack

    return enter


def nobody(*args: Any, **more: Any) -> Side:
    return Side()


def no(*args: Any, **more: Any) -> bool:
    return False


def without_none() -> contextlib.AbstractContextManager[Any]:
    """The matcher never sees a frame of type NONE."""
    fit = Matcher._fit
    return patch.object(
        Matcher, "_fit", lambda self, predicate, frames: fit(self, predicate, [f for f in frames if f.type != NONE])
    )


def own_subject(self: Grammar, verb: int) -> int | None:
    return self.parsed.child(verb, "nsubj", "nsubjpass", "csubj", "csubjpass")


def slots_only(self: PartyFinder, match: Match, by_token: dict[int, Match]) -> Parties:
    return self.arguments.fill(match)


def happened(self: Status, match: Match) -> str:
    return match.frame.status or "happened"


WIDER = type(None)
with contextlib.suppress(ImportError):
    from dragoman.extract.events.wider import WiderArguments as WIDER  # type: ignore[no-redef]
ARGUMENTS = (Arguments, WIDER)
MODULES: dict[str, Switch] = {
    "all modules": lambda: contextlib.nullcontext(),
    "passive": off("_is_passive", no, Grammar),
    "control, relatives, coordination of subjects": off("_find_subject", own_subject, Grammar),
    "possessives and owners": off("_owners", nobody, *ARGUMENTS),
    "recipients inside objects": off("inside", nobody, *ARGUMENTS),
    "recipients of embedded acts": off("_embedded", nobody, PartyFinder),
    "places that stand for a party": off("_place", nobody, *ARGUMENTS),
    "parties certain from the text": all_of(
        off("certain", nobody, *ARGUMENTS),
        off("interlocutor", nobody, *ARGUMENTS),
        off("_doer", lambda *a: [], *ARGUMENTS),
        off("counterpart", nobody, *ARGUMENTS),
    ),
    "recipients farther off in the act's phrases": all_of(
        off("farther", nobody, *ARGUMENTS), off("around", nobody, *ARGUMENTS)
    ),
    "addressees of conditions and calls, hyphens": all_of(
        off("_addressee", nobody, PartyFinder),
        off("_spoken_to", lambda *a: None, PartyFinder),
        off("_attached", lambda *a: None, PartyFinder),
    ),
    "states of parties that no word places": off("mend", lambda *a: None, States),
    "all of parties beyond the frame's slots": off("of", slots_only, PartyFinder),
    "status": off("of", happened, Status),
    "refusals and promises by negation": lambda: patch.object(coder, "shifted", lambda parsed, draft: draft),
    "acts done by saying": off("acts", lambda *a: [], Speech),
    "attribution": off("_attribution", lambda *a: None, EventCoder),
    "NONE frames": without_none,
    "exclusions (headings, warnings, private crime)": all_of(
        off("in_topic", no, Exclusions), off("no_threat", no, Exclusions), off("private", no, Exclusions)
    ),
    "acts inside others swallowed": off("swallows", lambda *a: set(), Exclusions),
    "one act told twice merged": lambda: patch.object(coder, "merged", lambda parsed, drafts: drafts),
    "confidence (0.5 for all)": lambda: patch.object(coder, "confidence", lambda *a, **k: 0.5),
}


# ------------------------------------------------------------ the ranker
NEAR = 1.0  # how much less specific a frame may be and still be chosen
SURE, VETO, ALONE = 0.9, 0.95, 0.5


class Ranked:
    """Ranker's probabilities for predicates of one run."""

    def __init__(self) -> None:
        sys.path.insert(0, str(Path(__file__).parent / "ranker"))
        from model import Ranker, features

        self.ranker, self.features = Ranker.load(), features
        self.frames: dict[tuple[str, str], Frame] = {}
        self.counts: dict[str, int] = {}

    def of(self, matcher: Matcher, predicate: Predicate) -> dict[str, float]:
        """Probability of each type for a predicate."""
        row = self.features(matcher, predicate)[None, :]
        return dict(zip(self.ranker.types, self.ranker.of(row)[0].tolist(), strict=True))

    def frame(self, kind: str, pos: str) -> Frame:
        """A frame of that type that asks for nothing."""
        if (kind, pos) not in self.frames:
            entry = {"lemma": "ranked", "type": kind, "pos": pos, "weight": 0.5, "reciprocal": kind == "CONSULT"}
            self.frames[kind, pos] = next(iter(frames_of(entry, "ranker", {})))
        return self.frames[kind, pos]

    def count(self, what: str) -> None:
        """Count what the ranker did."""
        self.counts[what] = self.counts.get(what, 0) + 1

    # each use on its own, so that their shares can be told apart
    def reranked(self, *, choose: bool, veto: bool, likely: float = VETO) -> Switch:
        """Choose between fitting frames of different types, or veto what is likely no act."""

        product = Matcher._fit

        def fit(matcher: Matcher, predicate: Predicate, frames: Any) -> Match | None:
            first = product(matcher, predicate, frames)
            if first is None or first.frame.type == NONE:
                return first
            kept = predicate.particle, set(predicate.consumed)
            p = self.of(matcher, predicate) if veto else {}
            if veto and p[NONE] >= likely:
                self.count("vetoed")
                return None
            if not choose:
                return first
            near = [f for f in frames if f.specificity >= first.frame.specificity - NEAR]
            others = [f for f in near[near.index(first.frame) + 1 :] if f.type not in (NONE, first.frame.type)]
            second = product(matcher, predicate, others) if others else None
            if second is not None:
                p = p or self.of(matcher, predicate)
                if p[second.frame.type] >= 0.5:
                    self.count("another frame")
                    return second
            predicate.particle, predicate.consumed = kept
            return first

        return lambda: patch.object(Matcher, "_fit", fit)

    def proposing(self, sure: float = SURE) -> Switch:
        """Propose a type for verbs without a fitting frame between two parties."""
        found = Matcher.matches

        def matches(matcher: Matcher, first: int, last: int) -> list[Match]:
            p = matcher.parsed
            out = {m.predicate.token: m for m in found(matcher, first, last)}
            carried = {m.predicate.verb for m in out.values()}
            for token in range(first, last):
                if p.pos[token] != "VERB" or token in out or token in carried:
                    continue
                predicate = Predicate(token, "verb", token, passive=matcher.grammar.is_passive(token))
                doer = [a for h in matcher.heads(predicate, "subject") for a in matcher.actors(h) if a.code]
                others = [h for s in ("object", "to", "with", "against", "from") for h in matcher.heads(predicate, s)]
                if not doer or not any(a.code for h in others for a in matcher.actors(h, allow_place=True)):
                    continue
                p_type = self.of(matcher, predicate)
                kind = max(p_type, key=lambda k: p_type[k])
                if kind != NONE and p_type[kind] >= sure:
                    self.count("proposed")
                    out[token] = Match(predicate, self.frame(kind, "verb"))
            return [out[t] for t in sorted(out)]

        return lambda: patch.object(Matcher, "matches", matches)

    def alone(self) -> Switch:
        """The ranker in the lexicon's place, on all verbs and event nouns."""

        def matches(matcher: Matcher, first: int, last: int) -> list[Match]:
            p = matcher.parsed
            out = []
            for token in range(first, last):
                if p.pos[token] == "VERB":
                    predicate = Predicate(token, "verb", token, passive=matcher.grammar.is_passive(token))
                elif p.pos[token] == "NOUN" and p.lemmas[token] in matcher.ontology.nouns:
                    predicate = Predicate(token, "noun", matcher._carrier(token))
                else:
                    continue
                p_type = self.of(matcher, predicate)
                kind = max(p_type, key=lambda k: p_type[k])
                if kind != NONE and p_type[kind] >= ALONE:
                    out.append(Match(predicate, self.frame(kind, predicate.kind)))
            return out

        return lambda: patch.object(Matcher, "matches", matches)


# ------------------------------------------------------------ measuring
def parsed_gold(vectors: bool) -> dict[str, list[tuple[Document, Parsed]]]:
    parser = Parser(vectors=vectors)
    out = {}
    for kind in KINDS:
        docs = documents(gold_path(kind))
        out[kind] = list(zip(docs, parser.parse_many(d.text for d in docs), strict=True))
    return out


def measured(gold: dict[str, list[tuple[Document, Parsed]]], tools: Tools, switch: Switch) -> list[str]:
    score, text = scorer(), io.StringIO()
    with switch():
        for kind in KINDS:
            got = [printed(e, d) for d, parsed in gold[kind] for e in extract_all(d, parsed, tools).events]
            with contextlib.redirect_stdout(text):
                score.SCORERS[kind](score.lines(gold_path(kind)), got)
    found = (re.search(pattern, text.getvalue()) for pattern in SHOWN.values())
    return [m.group(1) if m else "-" for m in found]


def rows(what: str) -> Iterator[tuple[str, Switch]]:
    if what == "modules":
        for name, switch in MODULES.items():
            yield (name if name == "all modules" else f"without {name}"), switch
        return
    ranked = Ranked()
    choose, veto = ranked.reranked(choose=True, veto=False), ranked.reranked(choose=False, veto=True)
    yield "lexicon only", lambda: contextlib.nullcontext()
    yield "ranker only", ranked.alone()
    yield "lexicon, ranker chooses between frames", choose
    yield "lexicon, ranker vetoes", veto
    yield "lexicon, ranker proposes where no frame fits", ranked.proposing()
    # looser than any that were set beforehand: what could be had at best
    for share in (0.7, 0.4):
        yield f"the same, at {share}", ranked.proposing(share)
        yield f"lexicon, ranker vetoes at {share}", ranked.reranked(choose=False, veto=True, likely=share)
    yield "both (all three)", all_of(ranked.reranked(choose=True, veto=True), ranked.proposing())
    print({"counts over all rows": ranked.counts}, file=sys.stderr)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("what", choices=("modules", "ranker"))
    what = args.parse_args().what
    tools = Tools(Gazetteer.load(), Ontology.load())
    gold = parsed_gold(vectors=what == "ranker")
    print("| | " + " | ".join(SHOWN) + " |\n|---" + "|---:" * len(SHOWN) + "|")
    for name, switch in rows(what):
        print(f"| {name} | " + " | ".join(measured(gold, tools, switch)) + " |", flush=True)


if __name__ == "__main__":
    main()
