"""Quotations and the cues they belong to: before, after, between, in the sentence or the paragraph before."""

from bisect import bisect_left

from dragoman.extract.statements.blocks import Blocks
from dragoman.extract.statements.drafts import Draft, Drafts
from dragoman.extract.statements.quotes import Quote
from dragoman.extract.statements.speakers import NOUNS, RELATIVE, phrase

NEAR = 8  # pieces of content that are looked at for a quotation, from the last one back
REACH = 45  # tokens between a quotation and its cue
DASHES = frozenset({"—", "–", "--", "―", "-"})
BEFORE_SPEECH = frozenset({",", ":", "—", "–", "--", "―"})
ENDS = ".!?…"
MARKS = "“”\"«»„''``‘’"


class Quoted:
    """Joins the quotations of a text to the drafts that syntax found, and makes drafts for those it missed."""

    def __init__(self, finder: Drafts, drafts: list[Draft], blocks: Blocks) -> None:
        self.blocks = blocks
        self.extra: list[Draft] = list(blocks.drafts)
        self.finder = finder
        self.p = finder.p
        self.quotes = finder.quotes.all
        self.by_head: dict[int, Draft] = {}
        self.by_sentence: dict[int, list[Draft]] = {}
        for d in drafts:
            self._add(d)
        self.owner: dict[int, Draft] = {}
        self.range_of: list[tuple[int, int]] = [self._range(q) for q in self.quotes]

    def _range(self, q: Quote) -> tuple[int, int]:
        starts = self.p.starts
        return bisect_left(starts, q.start), bisect_left(starts, q.end)

    def join(self) -> list[Draft]:
        """All drafts, by cue."""
        signed = {a for d in self.blocks.drafts for a, _ in d.content}
        for n, q in enumerate(self.quotes):
            if q.start in signed:
                continue
            draft = self._signed(n, q) or self._after(n, q) or self._before(n, q) or self._held(q)
            if draft is None:
                draft = self._continued(n, q)
                if draft is None:
                    continue
            self.owner[n] = draft
        drafts = [
            d
            for d in (*self.by_head.values(), *self.extra)
            if d.content and not self.blocks.in_pull_quote(d.content[0][0])
        ]
        return self._outermost(sorted(drafts, key=lambda d: (d.cue, d.content)))

    def _outermost(self, drafts: list[Draft]) -> list[Draft]:
        """Without the drafts whose cue is itself part of what somebody else is reported to say.

        A clause within an object or infinitive stays: "refused to say that ..." has two contents.
        """
        cover: list[tuple[int, int, Draft]] = sorted(
            ((a, b, d) for d in drafts for a, b in d.content), key=lambda c: c[:2]
        )
        out = []
        active: list[tuple[int, int, Draft]] = []
        at = 0
        for d in sorted(drafts, key=lambda d: self.p.starts[d.head]):
            here = self.p.starts[d.head]
            while at < len(cover) and cover[at][0] <= here:
                active.append(cover[at])
                at += 1
            active = [c for c in active if c[1] > here]
            if not any(o is not d and not (d.how == "clause" and o.how in ("to", "object")) for _, _, o in active):
                out.append(d)
        return out

    # ------------------------------------------------------------------ where a quotation stands
    def inner(self, q: Quote) -> str:
        """The quotation without its marks."""
        return self.p.text[q.start : q.end].strip(MARKS + " ")

    def speech(self, q: Quote) -> bool:
        """Whether the quotation is long enough, or ends like one, to stand for itself."""
        inner = self.inner(q)
        return inner[-1:] in ",.!?…-—" or inner.count(" ") >= 3

    def opens_sentence(self, q: Quote) -> bool:
        """Whether nothing of its sentence stands before the quotation."""
        text, at = self.p.text, q.start - 1
        while at >= 0 and text[at] in " \t\u00a0":
            at -= 1
        return at < 0 or text[at] == "\n" or text[at] in ENDS + "”\"’)'" or text[at] == "]"

    def _gap_after(self, n: int) -> tuple[int, int]:
        """Tokens after the quotation up to the next one or the end of the sentence."""
        p, first = self.p, self.range_of[n][1]
        stop = self.range_of[n + 1][0] if n + 1 < len(self.quotes) else len(p)
        last = first
        while last < min(stop, first + REACH):
            if last > first and "\n" in p.text[p.ends[last - 1] : p.starts[last]]:
                break
            if p.words[last] in (".", "!", "?", ";"):
                break
            if last == first and "\n" in p.text[self.quotes[n].end : p.starts[last]]:
                break
            last += 1
        return first, last

    def _gap_before(self, n: int) -> tuple[int, int]:
        """Tokens of the sentence before the quotation, from the one before it on."""
        p, last = self.p, self.range_of[n][0]
        floor = self.range_of[n - 1][1] if n else 0
        first = last
        while first > max(floor, last - REACH):
            if "\n" in p.text[p.ends[first - 1] : (p.starts[first] if first < len(p) else len(p.text))]:
                break
            if p.words[first - 1] in (".", "!", "?"):
                break
            first -= 1
        return first, last

    def _verb(self, first: int, last: int, step: int) -> int | None:
        p, verbs = self.p, self.finder.cues.verbs
        tokens = range(first, last) if step > 0 else range(last - 1, first - 1, -1)
        for i in tokens:
            if p.tags[i][0] == "V" and "quote" in verbs.get(p.lemmas[i], ()) and p.pos[i] == "VERB":
                return i
        return None

    # ------------------------------------------------------------------ finding the cue
    def _after(self, n: int, q: Quote) -> Draft | None:
        p = self.p
        inner = self.inner(q)
        if not q.closed or inner[-1:] in ".;:":
            first = self.range_of[n][1]
            if not (q.closed and first < len(p) and p.words[first][0].islower() and inner[-1:] == "."):
                return None
        first, last = self._gap_after(n)
        verb = self._verb(first, last, 1)
        if verb is None:
            return None
        comma = inner[-1:] in ",!?…-—." or (first < len(p) and p.words[first] in BEFORE_SPEECH)
        held = self.by_head.get(verb)
        if not comma and not (held and any(a <= q.start and q.end <= b for a, b in held.content)):
            return None
        if (
            p.child(verb, "mark") is not None
            and p.deps[verb] == "advcl"
            and p.lower[p.child(verb, "mark") or 0] != "as"
        ):
            return None
        draft = self._draft(verb, first, last)
        start = q.start
        if not self.opens_sentence(q):
            left = [a for a, b in draft.content if a < q.start]
            start = min([start, *left])
            if start == q.start:
                start = p.starts[self._gap_before(n)[0]]
        left_of_cue = p.starts[verb]
        draft.content = [(a, b) for a, b in draft.content if a >= left_of_cue and draft.how != "left"]
        end = q.end if inner[-1:] in ",!?…-—." else self._runs_on(n, q, verb)
        draft.content.append((min(start, q.start), end))
        draft.how = "quote after"
        return draft

    def _runs_on(self, n: int, q: Quote, verb: int) -> int:
        """End of a sentence that goes on after its quotation, before the comma that parts it from the cue."""
        p, first = self.p, self.range_of[n][1]
        for i in range(verb - 1, first - 1, -1):
            if p.words[i] == ",":
                return p.ends[i - 1] if i > first else q.end
        return q.end

    def _signed(self, n: int, q: Quote) -> Draft | None:
        """A quotation with a dash and a name after it on its line."""
        p, first = self.p, self.range_of[n][1]
        if first + 1 >= len(p) or p.words[first] not in DASHES or p.tags[first + 1] not in ("NNP", "NNPS"):
            return None
        if "\n" in p.text[q.end : p.starts[first + 1]] or not self.opens_sentence(q):
            return None
        head = first + 1
        while (
            head + 1 < len(p)
            and p.tags[head + 1] in ("NNP", "NNPS")
            and "\n" not in p.text[p.ends[head] : p.starts[head + 1]]
        ):
            head += 1
        draft = Draft(first, (first, first + 1), head, [(q.start, q.end)], "signed")
        self._add(draft)
        return draft

    def _before(self, n: int, q: Quote) -> Draft | None:
        p = self.p
        first, last = self._gap_before(n)
        if first == last:
            return self._colon_above(n, q)
        mark = p.words[last - 1]
        if mark not in BEFORE_SPEECH and not (p.tags[last - 1][0] == "V" and self.speech(q)):
            return None
        verb = self._verb(first, last, -1)
        if verb is None:
            return self._named_colon(first, last, q) if mark in (":", "―") else None
        if mark == "," and last - verb > 12:
            return None
        draft = self._draft(verb, first, last)
        if draft.how in ("quote after", "quote before") and draft.content:
            draft.content.append((q.start, q.end))
            return draft
        if draft.content and draft.how == "clause" and 0 <= q.start - draft.content[-1][1] <= 3:
            draft.content[-1] = (draft.content[-1][0], q.end)
        elif not any(a <= q.start and q.end <= b for a, b in draft.content):
            draft.content = [(a, b) for a, b in draft.content if b <= q.start and draft.how in ("left", "aside")]
            draft.content.extend(self._interrupted(draft, first, q))
            draft.content.append((q.start, q.end))
            draft.how = "quote before"
        return draft

    def _interrupted(self, draft: Draft, first: int, q: Quote) -> list[tuple[int, int]]:
        """The beginning of a sentence that the cue interrupts before its end in quotation marks."""
        p = self.p
        if draft.content or draft.speaker is None or not self.inner(q)[:1].islower():
            return []
        stop = min(phrase(p, draft.speaker)[0], draft.head)
        if stop - first < 2 or p.words[stop - 1] != ",":
            return []
        return [(p.starts[first], p.ends[stop - 2])]

    def _colon_above(self, n: int, q: Quote) -> Draft | None:
        """A quotation that opens a paragraph after one that ends with a colon."""
        p, first = self.p, self.range_of[n][0]
        if not first or p.words[first - 1] != ":" or p.text[p.ends[first - 1] : q.start].count("\n") > 3:
            return None
        floor = max(0, first - REACH)
        sentence = p.sentences[p.sentence_of[first - 1]]
        verb = self._verb(max(floor, sentence[0]), first, -1)
        if verb is None:
            return None
        draft = self._draft(verb, sentence[0], first)
        draft.content = [(q.start, q.end)]
        draft.how = "colon above"
        return draft

    def _named_colon(self, first: int, last: int, q: Quote) -> Draft | None:
        """ "Smith: 'We lost.'": a name and a colon."""
        p = self.p
        while first < last and p.pos[first] == "PUNCT":
            first += 1
        if last - first > 9 or first >= last - 1 or p.pos[last - 2] not in ("PROPN", "NOUN"):
            return None
        head = last - 2
        while first <= p.heads[head] < last - 1 and p.pos[p.heads[head]] in NOUNS and p.heads[head] != head:
            head = p.heads[head]
        draft = Draft(last - 1, (last - 1, last), head, [(q.start, q.end)], "colon")
        self._add(draft)
        return draft

    def _held(self, q: Quote) -> Draft | None:
        """The draft whose content the quotation ends or begins."""
        at = bisect_left(self.p.starts, q.start)
        if at >= len(self.p):
            return None
        sentence = self.p.sentences[self.p.sentence_of[at]]
        for d in self._drafts_of(sentence):
            if any(a <= q.start and q.end <= b for a, b in d.content[-NEAR:]):
                return d
        return None

    def _drafts_of(self, sentence: tuple[int, int]) -> list[Draft]:
        return sorted(self.by_sentence.get(self.p.sentence_of[sentence[0]], ()), key=lambda d: d.head)

    def _add(self, draft: Draft) -> None:
        self.by_head[draft.head] = draft
        self.by_sentence.setdefault(self.p.sentence_of[draft.head], []).append(draft)

    def _continued(self, n: int, q: Quote) -> Draft | None:
        """A quotation that goes on with the one before it, or with what its speaker was just reported to say."""
        p = self.p
        if not self.opens_sentence(q):
            return self._half_quoted(n, q)
        if not self.speech(q):
            return None
        first = self.range_of[n][0]
        if first == 0:
            return None
        before = p.sentences[p.sentence_of[first - 1]]
        broken = "\n" in p.text[p.ends[first - 1] : q.start]
        previous = self.owner.get(n - 1)
        if broken:
            if previous is not None and not self.quotes[n - 1].closed:
                previous.content.append((q.start, q.end))
                return previous
            return self._paragraph(q, before)
        if previous is not None and self._adjoins(n - 1, n):
            previous.content.append((q.start, q.end))
            return previous
        drafts = [d for d in self._drafts_of(before) if "quote" in self.finder.cues.verbs.get(p.lemmas[d.head], ())]
        if drafts:
            drafts[-1].content.append((q.start, q.end))
            return drafts[-1]
        return None

    def _half_quoted(self, n: int, q: Quote) -> Draft | None:
        """A sentence in part in quotation marks, without a cue of its own, after one that quotes the same speaker."""
        p, first = self.p, self.range_of[n][0]
        if first >= len(p) or not self.speech(q):
            return None
        sentence = p.sentences[p.sentence_of[first]]
        previous = self.owner.get(n - 1)
        if previous is None or previous.how not in ("quote after", "quote before") or self._drafts_of(sentence):
            return None
        if sentence[0] == 0 or p.sentence_of[first] - p.sentence_of[self.range_of[n - 1][0]] not in (1, 2):
            return None
        start = p.starts[sentence[0]]
        if (
            "\n" in p.text[self.quotes[n - 1].end : start]
            or start <= self.quotes[n - 1].end
            or not self._adjoins(n - 1, n)
        ):
            return None
        previous.content.append((start, q.end))
        return previous

    def _paragraph(self, q: Quote, before: tuple[int, int]) -> Draft | None:
        """A paragraph that is one quotation, after one in which somebody was reported to speak."""
        p = self.p
        end = p.text.find("\n", q.start)
        if p.text[q.end : end if end >= 0 else len(p.text)].strip(' .”"') or q.end - q.start < 40:
            return None
        drafts = [
            d
            for d in self._drafts_of(before)
            if "quote" in self.finder.cues.verbs.get(p.lemmas[d.head], ()) and d.speaker is not None
        ]
        if not drafts:
            return None
        last = drafts[-1]
        draft = Draft(last.head, last.cue, last.speaker, [(q.start, q.end)], "paragraph")
        self.extra.append(draft)
        return draft

    def _adjoins(self, a: int, b: int) -> bool:
        """Whether at most the rest of one sentence stands between two quotations."""
        p = self.p
        first, last = self.range_of[a][1], self.range_of[b][0]
        stops = sum(p.words[i] in (".", "!", "?") for i in range(first, min(last, first + REACH)))
        return last - first <= REACH and stops <= 1

    # ------------------------------------------------------------------ the cue itself
    def _draft(self, verb: int, first: int, last: int) -> Draft:
        """The draft of ``verb``, made if syntax had none; its speaker is looked for in the tokens ``[first, last)``."""
        p = self.p
        draft = self.by_head.get(verb)
        if draft is None:
            draft = self.finder.of_verb(verb) or Draft(verb, (verb, verb + 1), None)
            draft.content = []
            draft.how = ""
            self._add(draft)
        if (
            draft.speaker is None
            or not (
                first <= draft.speaker < last
                or p.lower[draft.speaker] in RELATIVE
                or p.sentence_of[draft.speaker] == p.sentence_of[verb]
            )
            or self.finder.quotes.at(p.starts[draft.speaker])
        ):
            near = self._near(verb, first, last)
            if near is not None:
                draft.speaker = near
        return draft

    def _near(self, verb: int, first: int, last: int) -> int | None:
        """The noun phrase beside the verb, by place alone."""
        p = self.p
        for tokens in (range(first, verb), range(verb + 1, last)):
            for i in tokens:
                if p.pos[i] in NOUNS and p.tags[i] != "CD":
                    while (
                        p.pos[p.heads[i]] in NOUNS
                        and p.heads[i] in tokens
                        and p.deps[i] in ("compound", "poss", "nmod", "amod")
                    ):
                        i = p.heads[i]
                    return i
        return None
