"""Statements from drafts: speakers resolved, outlet, addressee, denial and judgement filled in."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.extract.statements.blocks import Blocks
from dragoman.extract.statements.drafts import Draft, Drafts
from dragoman.extract.statements.judgements import judge
from dragoman.extract.statements.lexicon import cues
from dragoman.extract.statements.outlets import find_outlet
from dragoman.extract.statements.quoted import Quoted
from dragoman.extract.statements.quotes import Quotes
from dragoman.extract.statements.speakers import phrase
from dragoman.ontology import word_list
from dragoman.parse import Parsed
from dragoman.records import Actor, Document, Event, Span, Statement, digest
from dragoman.resolve import ActorResolver

DENIALS = frozenset({"deny", "refute", "dispute", "rebut", "disavow"})
LISTENERS = word_list("statements.listeners")
# acts in words whose event and statement are one report
SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE", "CONSULT"})
QUOTED = re.compile(r"[“”\"„«»]|''|``")
INSIDE = re.compile(r"[“„«\"][^“”„«»\"]*[”»\"]?|(?:''|``)(?:(?!'').)*(?:'')?", re.S)
CARRIED = ("quote after", "quote before", "paragraph", "colon above")


def find_statements(document: Document, parsed: Parsed, resolver: ActorResolver) -> tuple[Statement, ...]:
    """Statements of the document in text order."""
    if not parsed.words:
        return ()
    quotes = Quotes(document.text)
    finder = Drafts(parsed, cues(), quotes)
    blocks = Blocks(parsed, quotes)
    drafts = Quoted(finder, finder.find(), blocks).join()
    return _Builder(document, parsed, resolver).build(drafts)


def link_statements(statements: Sequence[Statement], events: Sequence[Event]) -> tuple[Statement, ...]:
    """``statements`` with ``event`` set where an act in words (ACCUSE, REQUEST ...) is reported by the same words.

    The event's trigger must lie in the cue, or cue and trigger in the same evidence with the content overlapping it; of
    several the one whose trigger is nearest to the cue.
    """
    spoken = sorted((e for e in events if e.type in SPOKEN), key=lambda e: e.trigger.start)
    starts = [e.trigger.start for e in spoken]
    out = []
    for s in statements:
        best = None if s.cue is None else _nearest(s, s.cue, spoken, starts)
        out.append(s if best is None else replace(s, event=best.id))
    return tuple(out)


def _nearest(s: Statement, cue: Span, events: Sequence[Event], starts: Sequence[int]) -> Event | None:
    low, high = min(cue.start, *(c.start for c in s.content)), max(cue.end, *(c.end for c in s.content))
    best: tuple[int, Event] | None = None
    for e in events[bisect_left(starts, low) : bisect_left(starts, high)]:
        if not (e.evidence.start <= cue.start < e.evidence.end):
            continue
        if e.trigger.start < cue.end and cue.start < e.trigger.end:
            distance = 0
        else:
            distance = max(e.trigger.start - cue.end, cue.start - e.trigger.end)
            if distance > 25:
                continue
        if best is None or distance < best[0]:
            best = distance, e
    return None if best is None else best[1]


def form_of(text: str, content: Iterable[tuple[int, int]]) -> str:
    """``direct`` where all words stand in quotation marks, ``indirect`` where none does, else ``mixed``."""
    inside = " ".join(text[a:b] for a, b in content)
    if not QUOTED.search(inside):
        return "indirect"
    return "mixed" if re.search(r"\w", INSIDE.sub("", inside)) else "direct"


def apart(content: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(content):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


class _Builder:
    def __init__(self, document: Document, parsed: Parsed, resolver: ActorResolver) -> None:
        self.document = document
        self.p = parsed
        self.resolver = resolver
        self.outlet_of: dict[str, str] = {}
        self.speakers: dict[int, Actor] = {}

    def build(self, drafts: Sequence[Draft]) -> tuple[Statement, ...]:
        return tuple(self._statement(n, d) for n, d in enumerate(drafts))

    def _statement(self, number: int, draft: Draft) -> Statement:
        p = self.p
        cue = p.span(*draft.cue)
        content = apart(draft.content)
        speaker = None if draft.speaker is None else self._speaker(draft.speaker)
        judgement, of = judge(p, content, self.resolver, self.document.published)
        lemma = p.lemmas[draft.head]
        return Statement(
            id=digest(self.document.id, "statement", cue.start, cue.end, number),
            document=self.document.id,
            speaker=speaker,
            cue=cue,
            content=tuple(Span(a, b) for a, b in content),
            form=form_of(p.text, content),
            outlet=self._outlet(draft, content, speaker),
            addressee=self._addressee(draft),
            denied=lemma in DENIALS,
            judgement=judgement,
            judgement_of=of,
        )

    # ------------------------------------------------------------------ speaker
    def _speaker(self, head: int) -> Actor:
        known = self.speakers.get(head)
        if known is None:
            known = self.speakers[head] = self._resolved(head)
        return known

    def _resolved(self, head: int) -> Actor:
        p = self.p
        span = p.span(*phrase(p, head))
        text = span.of(p.text)
        found = self._actors(head)
        others = [k for k in p.conjuncts(head)[1:] if p.starts[k] < span.end]
        if not found:
            name = p.phrase(*self._short(head))
            return Actor(None, None, name, text, span.start, span.end)
        actor = found[0]
        if others:
            names = [actor.name]
            for other in others:
                more = self._actors(other)
                names.append(more[0].name if more else p.phrase(*self._short(other)))
            actor = replace(actor, name=" and ".join(dict.fromkeys(names)), entity=None)
        return replace(actor, text=text, start=span.start, end=span.end)

    def _actors(self, head: int) -> tuple[Actor, ...]:
        """The actors of the phrase, looked for in its apposition where the head itself is none."""
        p = self.p
        found = self.resolver.actors(head)
        if any(a.code for a in found):
            return found
        for k in p.children(head, "appos"):
            more = self.resolver.actors(k)
            if any(a.code for a in more):
                return (replace(more[0], name=found[0].name), *more[1:]) if found and p.pos[head] == "PROPN" else more
        return found

    def _short(self, head: int) -> tuple[int, int]:
        """The phrase without apposition and conjuncts."""
        p = self.p
        first, last = phrase(p, head)
        for k in p.kids[head]:
            if k > head and p.deps[k] in ("appos", "cc", "conj", "punct"):
                last = min(last, p.subtree(k)[0])
                break
        return first, max(head + 1, last)

    # ------------------------------------------------------------------ where and to whom
    def _outlet(self, draft: Draft, content: list[tuple[int, int]], speaker: Actor | None) -> str | None:
        p = self.p
        outlet = self._named_outlet(draft, content, speaker)
        if speaker is None or draft.speaker is None or p.tags[draft.speaker] in ("WP", "WDT"):
            return outlet
        key = speaker.name
        if outlet is not None:
            self.outlet_of[key] = outlet
        elif draft.how in CARRIED:
            # a speaker who is quoted on goes on speaking to the same outlet
            outlet = self.outlet_of.get(key)
        return outlet

    def _named_outlet(self, draft: Draft, content: list[tuple[int, int]], speaker: Actor | None) -> str | None:
        p = self.p
        if "quote" not in cues().verbs.get(p.lemmas[draft.head], ()) and draft.how not in ("source", "colon above"):
            return None
        first, last = p.sentences[p.sentence_of[draft.head]]
        lead = draft.speaker if draft.speaker is not None else draft.head
        out_of = [*content, (p.starts[lead], p.ends[lead])]
        got = find_outlet(p, first, last, out_of)
        return None if got is None else got[0]

    def _addressee(self, draft: Draft) -> Actor | None:
        p = self.p
        if p.lemmas[draft.head] not in LISTENERS:
            return None
        who = p.child(draft.head, "dobj", "dative")
        if who is None or p.pos[who] not in ("NOUN", "PROPN", "PRON"):
            return None
        found = self.resolver.actors(who)
        return found[0] if found else None


__all__ = ["find_statements", "form_of", "link_statements"]
