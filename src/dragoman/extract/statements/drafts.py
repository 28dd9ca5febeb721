"""Cues with their content, before speakers are resolved: one draft a cue."""

from bisect import bisect_left
from dataclasses import dataclass, field

from dragoman.extract.statements.contents import spans, with_quotes
from dragoman.extract.statements.lexicon import PARTICLES, Cues
from dragoman.extract.statements.quotes import Quotes
from dragoman.extract.statements.speakers import DAYS, MESSAGES, NOUNS, agent, is_passive, subject
from dragoman.ontology import word_list
from dragoman.parse import Parsed

# where and when things are said
SAID_IN = (MESSAGES | DAYS) - {"video", "report", "year", "month", "time", "note", "column", "week"}
LONGEST_SENTENCE = 400  # tokens
CLAUSES = ("ccomp", "xcomp")
# prepositions after an object that tell more of it, not when or where it was said
BELONGS = frozenset("for as of over from to about with against on in by without".split())
# verbs whose object is who listens
LISTENED = word_list("statements.listened")


@dataclass(slots=True)
class Draft:
    """A statement in the making.  ``cue`` is a token range, ``head`` its word; ``speaker`` the head of the speaker's
    phrase; ``content`` character ranges in order; ``how`` the construction."""

    head: int
    cue: tuple[int, int]
    speaker: int | None
    content: list[tuple[int, int]] = field(default_factory=list)
    how: str = ""


class Drafts:
    """Finds the drafts of one document whose content is found by syntax."""

    def __init__(self, parsed: Parsed, cues: Cues, quotes: Quotes) -> None:
        self.p = parsed
        self.cues = cues
        self.quotes = quotes

    def find(self) -> list[Draft]:
        """Drafts in the order of their cues."""
        p, out = self.p, []
        verbs, nouns = self.cues.verbs, self.cues.nouns
        first_words = {s[0] for s in self.cues.sources}
        inside = self._inside()
        for i, lemma in enumerate(p.lemmas):
            draft = None
            if i in inside:
                continue
            if p.lower[i] in first_words:
                draft = self.of_source(i)
            elif p.tags[i][0] == "V":
                if lemma in verbs and p.pos[i] == "VERB":
                    draft = self.of_verb(i)
            elif lemma in nouns and p.tags[i][0] == "N":
                draft = self.of_noun(i)
            if draft is not None and draft.content:
                out.append(draft)
        return out

    def _inside(self) -> frozenset[int]:
        """Tokens within quotations: who speaks there is the quotation's matter."""
        p = self.p
        out: set[int] = set()
        for q in self.quotes.all:
            out.update(range(bisect_left(p.starts, q.start), bisect_left(p.starts, q.end)))
        return frozenset(out)

    # ------------------------------------------------------------------ verbs
    def of_verb(self, v: int) -> Draft | None:
        """The draft of the cue verb ``v``: its speaker, and its content where syntax shows it."""
        p = self.p
        takes = self.cues.verbs[p.lemmas[v]]
        who = None if self._endless(v) else subject(p, v, self.cues)
        draft = Draft(v, self._cue_range(v), who)
        if self._endless(v):
            return draft
        first, last, how = self._content(v, takes, who)
        if how == "phrase" and who is None and p.deps[v] == "acl" and p.pos[p.heads[v]] in NOUNS:
            # a past tense read as a participle ("The exiles dreamed of home")
            draft.speaker = who = p.heads[v]
        if how:
            skip = []
            if who is not None:
                a, b = self._hull(who)
                skip = [(a, min(b, v) if who < v else b)]
            if how in ("phrase", "object", "name"):
                last = self._circumstance(first, last)
            draft.content = self._clean(first, last, skip, draft)
            draft.how = how
        return draft

    def _cut(self, v: int, first: int, last: int) -> int:
        """End of the content of ``v``, before another cue of the same speaker that the parser put into it.

        "said that it would, adding that ..." and "noted that it had and asked whether ...".
        """
        p = self.p
        for i in range(first + 1, last):
            if p.tags[i] not in ("VBG", "VBD") or "clause" not in self.cues.verbs.get(p.lemmas[i], ()):
                continue
            before = i - 1
            if p.tags[i] == "VBG" and p.pos[i] == "VERB" and p.words[before] == "," and p.deps[i] == "advcl":
                return before
            if (
                p.tags[i] == p.tags[v] == "VBD"
                and p.lower[before] in ("and", "but")
                and p.deps[i] == "conj"
                and p.child(i, "nsubj") is None
                and p.child(i, "ccomp", "xcomp") is not None
            ):
                return before
        return last

    def _circumstance(self, first: int, last: int) -> int:
        """End of a content without where or when it was said ("a truce in a statement on Friday")."""
        p = self.p
        for _ in range(2):
            for i in range(max(first + 1, last - 8), last):
                if p.lower[i] in ("in", "on", "during") and p.deps[i] == "prep":
                    inner = p.child(i, "pobj")
                    if inner is not None and p.lemmas[inner] in SAID_IN and p.subtree(i)[1] >= last:
                        last = i
                        break
        return last

    def _hull(self, head: int) -> tuple[int, int]:
        return self.p.subtree(head)

    def _clean(self, first: int, last: int, skip: list[tuple[int, int]], draft: Draft) -> list[tuple[int, int]]:
        p = self.p
        last = self._cut(draft.head, max(first, draft.cue[1]), last)
        cue = (p.starts[draft.cue[0]], p.ends[draft.cue[1] - 1])
        found = spans(p, first, last, [*skip, draft.cue])
        if found and found[-1][0] > cue[0]:
            # a quotation that goes on with the content without a comma belongs to it
            n = self.quotes.after(found[-1][1])
            if n < len(self.quotes.all):
                q = self.quotes.all[n]
                if q.start - found[-1][1] <= 1 and "\n" not in p.text[found[-1][1] : q.start]:
                    found[-1] = (found[-1][0], q.end)
        return with_quotes(found, self.quotes, cue)

    def _endless(self, i: int) -> bool:
        """Whether the sentence is too long to be one; walking its tree for every cue would take quadratic time."""
        first, last = self.p.sentences[self.p.sentence_of[i]]
        return last - first > LONGEST_SENTENCE

    def _cue_range(self, v: int) -> tuple[int, int]:
        """The verb with its auxiliaries and negation before it and its particle after it."""
        p = self.p
        first, last = v, v + 1
        while first > 0 and p.heads[first - 1] == v and p.deps[first - 1] in ("aux", "auxpass", "neg"):
            first -= 1
        if last < len(p) and p.heads[last] == v and p.deps[last] == "prt":
            last += 1
        return first, last

    def _content(self, v: int, takes: frozenset[str], who: int | None) -> tuple[int, int, str]:
        p = self.p
        lemma = p.lemmas[v]
        kids = p.kids[v]
        passive = is_passive(p, v)
        clause = next(
            (k for k in kids if p.deps[k] in CLAUSES or (p.deps[k] == "advcl" and self._reported(v, k))), None
        )
        obj = p.child(v, "dobj")
        if obj is not None and p.lemmas[obj] in DAYS:
            obj = None
        if clause is None and obj is not None and obj > v:
            clause = self._after_object(v, obj, takes)
        if clause is not None:
            kind = self._kind(clause)
            left = clause < v
            if (
                "clause" in takes
                and (
                    (kind == "ing" and not left)
                    or (kind in ("bare", "small") and p.child(clause, "nsubj", "nsubjpass"))
                )
                and not (kind == "small" and ("name" in takes or lemma in self.cues.named_as))
            ):
                kind = "finite"
            if kind == "finite":
                if "clause" in takes and (not left or takes & {"aside", "quote"}):
                    first, last = p.subtree(clause)
                    return (first, last, "clause") if not left else (first, last, "left")
            elif kind == "to" and p.child(clause, "nsubj", "nsubjpass") is None and obj is None:
                if "to" in takes and not left:
                    return p.subtree(clause)[0], self._joined(v, clause), "to"
            elif kind in ("to", "bare") and not left and any(t.startswith("person_to") for t in takes):
                first = min(p.subtree(clause)[0], p.subtree(obj)[0] if obj is not None else clause)
                return first, p.subtree(clause)[1], "person_to"
            if "name" in takes and not left and kind in ("small", "bare"):
                return (*p.subtree(clause), "name")
        if ("name" in takes or lemma in self.cues.named_as) and not passive:
            got = self._named(v, obj, takes)
            if got:
                return got
        if (
            p.deps[v] in ("parataxis", "ccomp", "advcl", "conj", "relcl")
            and takes & {"aside", "quote"}
            and clause is None
        ):
            got = self._aside(v, who)
            if got:
                return got
        for prep in p.children(v, "prep", "agent"):
            word = p.lower[prep]
            if prep > v and ((lemma, word) in self.cues.phrases or f"person_to {word}" in takes):
                last = self._tail(v, p.subtree(prep)[1])
                for k in p.children(v, "xcomp", "ccomp", "advcl"):
                    if k > last and p.subtree(k)[0] == last and self._kind(k) == "to":
                        last = p.subtree(k)[1]
                return prep + 1, last, "phrase"
        if "object" in takes:
            what = next((k for k in kids if p.deps[k] == "ccomp" and k > v), None)
            if what is not None and p.lower[p.subtree(what)[0]] == "what":
                # "condemned what he called a breach"
                return (*p.subtree(what), "object")
            if passive:
                mine = p.child(v, "nsubjpass")
                if agent(p, v) is not None and mine is not None:
                    return (*p.subtree(mine), "passive")
            elif obj is not None and obj > v:
                first = p.subtree(obj)[0]
                return first, self._tail(v, p.subtree(obj)[1]), "object"
            elif obj is not None and p.lower[obj] in ("what", "which", "that", "whom"):
                return obj, obj + 1, "object"
        return 0, 0, ""

    def _joined(self, v: int, clause: int) -> int:
        """End of an infinitive with those coordinated with it that the parser hung on the cue."""
        p = self.p
        last = p.subtree(clause)[1]
        for k in p.kids[v]:
            if k >= last and p.deps[k] == "conj" and p.tags[k] == "VB" and p.child(k, "nsubj") is None:
                last = p.subtree(k)[1]
        return last

    def _tail(self, v: int, last: int) -> int:
        """End of what belongs to the object of ``v``: the phrases that follow it without a comma."""
        p = self.p
        for kid in p.kids[v]:
            if kid >= last and p.deps[kid] == "prep" and p.lower[kid] in BELONGS and p.subtree(kid)[0] == last:
                last = p.subtree(kid)[1]
        if last + 1 < len(p) and p.words[last] == "," and p.lower[last + 1] in ("including", "like", "especially"):
            last = max(last, min(p.subtree(last + 1)[1], p.sentences[p.sentence_of[v]][1]))
        return last

    def _kind(self, clause: int) -> str:
        """``finite``, ``to``, ``ing``, ``bare`` or ``small`` (no verb)."""
        p = self.p
        tag = p.tags[clause]
        aux = [k for k in p.kids[clause] if p.deps[k] in ("aux", "auxpass")]
        if any(p.tags[k] == "TO" for k in aux):
            return "to"
        if tag in ("VBD", "VBZ", "VBP") or any(p.tags[k] in ("MD", "VBD", "VBZ", "VBP") for k in aux):
            return "finite"
        if tag == "VBG":
            return "ing"
        if tag[:2] == "VB":
            return "finite" if p.child(clause, "mark") is not None else "bare"
        if p.child(clause, "mark", "cop") is not None:
            return "finite"
        return "small"

    def _reported(self, v: int, kid: int) -> bool:
        """An adverbial clause with "that", "whether" or "if" right of the verb is what is said, not when."""
        p = self.p
        mark = p.child(kid, "mark")
        return kid > v and mark is not None and p.lower[mark] in ("that", "whether")

    def _after_object(self, v: int, obj: int, takes: frozenset[str]) -> int | None:
        """The clause after the one spoken to, where the parser hung it on him.

        "assured savers that deposits were safe", "begged the rulers to make peace".
        """
        p = self.p
        if p.lemmas[v] in LISTENED and "clause" in takes:
            for k in p.children(obj, "acl", "relcl"):
                mark = p.child(k, "mark")
                if mark is not None and p.lower[mark] in ("that", "whether"):
                    return k
        if any(t.startswith("person_to") for t in takes):
            for k in p.children(v, "advcl"):
                if k > obj and self._kind(k) == "to" and p.subtree(k)[0] == p.subtree(obj)[1]:
                    return k
        return None

    def _named(self, v: int, obj: int | None, takes: frozenset[str]) -> tuple[int, int, str] | None:
        p = self.p
        lemma = p.lemmas[v]
        start = obj
        if start is None:
            to = next((k for k in p.children(v, "prep") if p.lower[k] == "to" and lemma == "refer"), None)
            start = None if to is None else p.child(to, "pobj")
        if start is None or start < v:
            named = p.child(v, "oprd")
            if "name" in takes and named is not None and named > v and start is not None:
                return (*p.subtree(named), "name")
            return None
        if lemma in self.cues.named_as:
            for k in p.children(v, "prep"):
                if k > start and p.lower[k] == "as":
                    return p.subtree(start)[0], p.subtree(k)[1], "name"
            for k in p.children(start, "prep"):
                if p.lower[k] == "as":
                    return (*p.subtree(start), "name")
        if "name" in takes:
            for k in p.children(v, "oprd", "attr"):
                if k > start:
                    return p.subtree(start)[0], p.subtree(k)[1], "name"
        return None

    def _aside(self, v: int, who: int | None) -> tuple[int, int, str] | None:
        """The clause that the cue stands in as an aside ("The port, he said, was closed")."""
        p = self.p
        up = p.heads[v]
        if up == v or p.pos[up] not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        dep = p.deps[v]
        if dep in ("relcl", "conj"):
            return None
        mine = p.subtree(v)
        if dep == "ccomp" and v > up:
            return None
        if dep == "advcl":
            mark = p.child(v, "mark")
            if mark is None or p.lower[mark] != "as":
                return None
        if p.child(v, "dobj", "ccomp", "xcomp") is not None:
            return None
        first, last = p.subtree(up)
        if not (first <= mine[0] and mine[1] <= last):
            return None
        return first, last, "aside"

    # ------------------------------------------------------------------ nouns
    def of_noun(self, n: int) -> Draft | None:
        """The draft of a noun of saying: owned by, made by or from somebody, with a clause or phrase after it."""
        p = self.p
        content = None
        how = ""
        if self._endless(n):
            return None
        for k in p.kids[n]:
            if k < n:
                continue
            if p.deps[k] in ("acl", "relcl", "ccomp") and self._kind(k) in ("finite", "to"):
                mark = p.child(k, "mark")
                that = mark is not None and p.lower[mark] == "that"
                that = that or (p.lower[p.subtree(k)[0]] == "that" and len(p.children(k, "nsubj", "nsubjpass")) > 1)
                if that or self._kind(k) == "to":
                    content, how = k, "noun clause"
                    break
            if p.deps[k] == "prep" and p.lower[k] in ("for", "of", "on", "about", "against", "over", "to", "that"):
                content, how = k, "noun phrase"
                break
        if content is None:
            return None
        who = p.child(n, "poss")
        if who is None:
            by = next((k for k in p.children(n, "prep", "agent") if p.lower[k] in ("by", "from")), None)
            who = None if by is None else p.child(by, "pobj")
        if who is None and p.deps[n] == "dobj" and p.pos[p.heads[n]] == "VERB":
            who = subject(p, p.heads[n], self.cues)
            if who is None or how == "noun phrase":
                return None
        if who is None:
            return None
        draft = Draft(n, (n, n + 1), who, how=how)
        first, last = p.subtree(content)
        if how == "noun phrase":
            first = content + 1
        draft.content = self._clean(first, last, [], draft)
        return draft

    # ------------------------------------------------------------------ sources
    def of_source(self, i: int) -> Draft | None:
        """The draft of "according to" and its like: the clause it stands in."""
        p = self.p
        for words in self.cues.sources:
            if tuple(p.lower[i : i + len(words)]) == words:
                break
        else:
            return None
        end = i + len(words)
        if self._endless(i):
            return None
        who = next((k for t in range(i, end) for k in p.kids[t] if p.deps[k] == "pobj" and k >= end), None)
        if who is None:
            return None
        top = i
        while p.heads[top] in range(i, end) and p.heads[top] != top:
            top = p.heads[top]
        up = p.heads[top]
        while p.pos[up] not in ("VERB", "AUX") and p.heads[up] != up:
            up = p.heads[up]
        if p.deps[up] in ("ccomp",) and p.pos[p.heads[up]] == "VERB" and p.lemmas[p.heads[up]] not in self.cues.verbs:
            up = p.heads[up]
        first, last = p.subtree(up)
        sentence = p.sentences[p.sentence_of[i]]
        mine = p.subtree(top)
        if mine[0] == sentence[0] or mine[1] >= sentence[1] - 1:
            while p.deps[up] in ("conj", "advcl", "ccomp") and p.pos[p.heads[up]] in ("VERB", "AUX"):
                up = p.heads[up]
                if p.deps[up] == "ROOT":
                    first, last = p.subtree(up)
        draft = Draft(i, (i, end), who, how="source")
        draft.content = self._clean(first, last, [mine], draft)
        return draft


__all__ = ["NOUNS", "PARTICLES", "Draft", "Drafts"]
