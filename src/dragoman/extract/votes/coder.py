"""From a sentence that reports a vote to its record."""

from collections.abc import Sequence

from dragoman.extract.votes.bodies import Bodies, Body
from dragoman.extract.votes.clauses import Clauses
from dragoman.extract.votes.council import Council
from dragoman.extract.votes.found import Found, Records
from dragoman.extract.votes.members import Members
from dragoman.extract.votes.motions import decided, infinitive, rest_of, sides, text_of
from dragoman.extract.votes.phrases import full_phrase, noun_phrase
from dragoman.extract.votes.tallies import Tally, find_tally
from dragoman.extract.votes.words import (
    DECIDE,
    FAIL,
    HABIT,
    MISREAD,
    PASS,
    SURE,
    TRIGGERS,
    VETO,
)
from dragoman.parse import Parsed
from dragoman.records import Document, TimeExpression, Vote
from dragoman.resolve import ActorResolver

LONGEST_SENTENCE = 400  # tokens; a longer one is none, and walking its tree would take quadratic time


class VoteCoder:
    """Finds the votes of one document."""

    def __init__(
        self, document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression]
    ) -> None:
        self.p = parsed
        self.resolver = resolver
        self.bodies = Bodies(parsed, resolver)
        self.clauses = Clauses(parsed, self.bodies)
        self.members = Members(parsed, resolver)
        self.council = Council(parsed, self.bodies, self.members)
        self.records = Records(document, parsed, self.members, dates)

    def find(self) -> tuple[Vote, ...]:
        """The votes in text order."""
        p = self.p
        out: list[Found] = []
        for number, (first, last) in enumerate(p.sentences):
            if last - first > LONGEST_SENTENCE:
                continue
            triggers = [
                i
                for i in range(first, last)
                if (p.tags[i][0] == "V" and p.lemmas[i] in TRIGGERS)
                or p.lemmas[i] == "vote"
                or p.lower[i] in MISREAD
                or p.lower[i] in ("unanimous", "abstention", "abstentions", "veto", "votes")
            ]
            if triggers:
                out.extend(self._sentence(number, triggers, out[-1] if out else None))
        return tuple(self.records.record(f, n) for n, f in enumerate(out))

    # ------------------------------------------------------------------ one sentence
    def _sentence(self, number: int, triggers: Sequence[int], before: Found | None) -> list[Found]:
        p = self.p
        first, last = p.sentences[number]
        tally = find_tally(p.text, p.starts[first], p.ends[last - 1])
        found: list[Found] = []
        for i in triggers:
            got = None
            if (p.pos[i] == "VERB" and p.lemmas[i] in TRIGGERS) or self.clauses.is_votes(i):
                got = self._verb(i, tally)
            if got is None and p.lower[i] in MISREAD and p.deps[i] not in ("ROOT", "conj", "relcl", "ccomp", "advcl"):
                got = self._misread(i)
            if got is not None:
                found.append(got)
        if not found:
            got = self._noun(triggers, tally, first, last, before)
            if got is not None:
                found.append(got)
        found = self._merged(found)
        if len(found) == 1:
            found[0].tally = tally
        elif found and tally:
            # several decisions in one sentence: each has the numbers of its own stretch
            starts = [p.starts[f.trigger] for f in found[1:]]
            for f, a, b in zip(found, [p.starts[first], *starts], [*starts, p.ends[last - 1]], strict=True):
                f.tally = find_tally(p.text, a, b)
        for f in found:
            self.records.settle(
                f, first, last, self.clauses.subject(f.trigger)[0] if p.pos[f.trigger] == "VERB" else None
            )
        found = [f for f in found if f.certain or f.tally or f.members]
        if before is not None and found and self._same(before, found[0], first):
            self._join(before, found[0])
            found = found[1:]
        return found

    def _merged(self, found: list[Found]) -> list[Found]:
        """One vote for triggers that speak of the same decision ("votes 204-117 to approve")."""
        out: list[Found] = []
        for f in found:
            if out and self._one_act(out[-1], f):
                a = out[-1]
                a.members |= f.members
                a.motion = a.motion or f.motion
                a.outcome = a.outcome or f.outcome
                a.body = a.body or f.body
                a.certain |= f.certain
                a.end = max(a.end, f.end)
            else:
                out.append(f)
        return out

    def _one_act(self, a: Found, b: Found) -> bool:
        p = self.p
        if a.members and b.members and not (a.motion and b.motion):
            return True
        at = b.trigger
        for _ in range(6):
            if at == a.trigger:
                return (
                    p.deps[b.trigger] not in ("conj", "advcl", "ccomp")
                    or b.body is None
                    or (a.body is not None and b.body.code == a.body.code and b.motion is None)
                )
            if p.heads[at] == at:
                break
            at = p.heads[at]
        return False

    def _same(self, before: Found, now: Found, first: int) -> bool:
        """A sentence right after a vote that only tells its numbers."""
        p = self.p
        known = now.motion is not None and p.lower[now.motion[0]] in ("the", "it", "this")
        if (now.motion is not None and not known) or (
            now.body is not None and before.body is not None and now.body.code != before.body.code
        ):
            return False
        near = p.sentence_of[first] - p.sentence_of[before.trigger] == 1
        return (
            near
            and not before.tally
            and bool(now.tally or now.members)
            and p.text.count("\n", before.end, now.start) == 0
        )

    def _join(self, before: Found, now: Found) -> None:
        before.tally = now.tally or before.tally
        for code, how in now.members.items():
            before.members.setdefault(code, how)
        before.end = max(before.end, now.end)

    # ------------------------------------------------------------------ verbs
    def _verb(self, v: int, tally: Tally) -> Found | None:
        p = self.p
        if not self.clauses.took_place(v):
            return None
        lemma = p.lemmas[v]
        subject, passive = self.clauses.subject(v)
        habit = any(p.lower[k] in HABIT for k in p.children(v, "advmod"))
        if habit:
            return None
        if lemma == "abstain":
            return self.council.abstain(v, subject)
        if lemma in VETO or (lemma in ("use", "cast", "exercise") and self.clauses.object_is(v, "veto")):
            got = self.council.veto(v, subject, self.clauses.patient(v))
            if got is not None:
                return got
            if lemma not in FAIL:
                return None
        if lemma == "withhold":
            return self.council.abstain(v, subject) if self.clauses.object_is(v, "veto") else None
        if lemma == "fail" and subject is not None:
            got = self._passes(v, subject)
            if got is not None:
                return got
        if lemma in ("survive", "win", "lose", "face", "fail") and not (
            lemma == "fail" and self.clauses.fails_to_pass(v)
        ):
            return self._confidence(v, subject)
        if lemma == "vote":
            return self._vote(v, subject, tally)
        if lemma in ("pass", "fail", "clear") and subject is not None and not passive:
            inverted = self._passes(v, subject)
            if inverted is not None:
                return inverted
        return self._decision(v, subject, passive, tally)

    def _confidence(self, v: int, subject: int | None) -> Found | None:
        """ "survives a motion of no confidence", "loses a confidence vote"."""
        p = self.p
        obj = p.child(v, "dobj")
        if obj is None:
            obj = next((i for i in range(v + 1, min(v + 14, len(p))) if p.lemmas[i] in ("vote", "motion")), None)
        if obj is None or p.lemmas[obj] not in ("vote", "motion", "attempt", "bid", "confidence", "impeachment"):
            return None
        words = p.phrase(*full_phrase(p, obj)).lower()
        if "confidence" not in words and "impeach" not in words and "censure" not in words:
            return None
        against = any(
            w in words
            for w in ("no confidence", "no-confidence", "non-confidence", "censure", "impeach", "confidence in")
        )
        won = {"survive": True, "win": True, "lose": False, "fail": False}.get(p.lemmas[v])
        if won is None:
            return None
        no_confidence = (
            "no" in words.replace("-", " ").split() or "non" in words.replace("-", " ").split() or "censure" in words
        )
        outcome = (
            ("failed" if won else "adopted")
            if no_confidence or not against or p.lemmas[v] == "survive"
            else ("adopted" if won else "failed")
        )
        code = None if subject is None else self._country_of(subject)
        first, last = full_phrase(p, obj)
        for i in range(obj + 1, last):
            if p.lower[i] in ("by", "in", "with"):
                last = i
                break
        return Found(v, Body(f"{code}:LEG" if code else None, "LEG"), (first, last), outcome, certain=True)

    def _country_of(self, head: int) -> str | None:
        p = self.p
        for i in (head, *range(*noun_phrase(p, head))):
            for actor in self.resolver.actors(i):
                if actor.code:
                    return actor.code
        return self.resolver.country(head)

    def _vote(self, v: int, subject: int | None, tally: Tally) -> Found | None:
        p = self.p
        if subject is None:
            return None
        if self.bodies.popular(subject):
            return None
        if p.tags[v] in ("VB", "VBP") and p.tags[subject] in ("NN", "NNP") and len(p.conjuncts(subject)) == 1:
            # "The parliament vote on the treaty is postponed": the noun
            return None
        out = Found(v)
        clause = next(
            (k for k in p.children(v, "xcomp", "advcl", "ccomp", "relcl", "acl") if k > v and infinitive(self.p, k)),
            None,
        )
        if clause is None:
            clause = self.clauses.strayed_clause(v, tally)
        side, about = sides(self.p, v)
        body = self.bodies.of(subject, voting=True)
        if body is None:
            members = self.members.states(subject)
            if members and side and self.council.un():
                out.members = dict.fromkeys(members, side)
                out.motion = about
                out.body = self.council.council()
                out.certain = True
                return out
            if not tally and not members:
                return None
            if not tally:
                return None
            if not self._acts(subject):
                return None
            body = Body(None, "LEG")
        out.body = body
        out.certain = True
        if about is not None and side is None:
            out.motion = about
            out.certain = True
        elif clause is not None:
            out.motion, out.outcome = decided(self.p, clause)
        elif side:
            out.motion = about
            out.outcome = {"for": "adopted", "against": "failed"}.get(side)
        else:
            out.motion = about
            out.certain = bool(tally) or about is not None
        return out

    def _acts(self, head: int) -> bool:
        return self.p.pos[head] in ("NOUN", "PROPN")

    def _passes(self, v: int, subject: int) -> Found | None:
        """ "The bill passes the House", "fails in the Senate"."""
        p = self.p
        obj = p.child(v, "dobj")
        if obj is None:
            prep = next((k for k in p.children(v, "prep") if p.lower[k] in ("in", "through")), None)
            obj = None if prep is None else p.child(prep, "pobj")
        if obj is None or self.bodies.of(subject) is not None:
            return None
        body = self.bodies.of(obj)
        if body is None or body.role != "LEG":
            return None
        return Found(v, body, full_phrase(p, subject), "failed" if p.lemmas[v] == "fail" else "adopted", certain=True)

    def _decision(self, v: int, subject: int | None, passive: bool, tally: Tally) -> Found | None:
        """A body passes, approves, rejects."""
        p = self.p
        lemma = p.lemmas[v]
        one_voice = any(
            p.lower[k] in ("unanimously", "unanmously", "overwhelmingly", "narrowly") for k in p.children(v, "advmod")
        )
        around = p.text[max(0, tally.start - 40) : tally.end + 30].lower() if tally else ""
        near = any(w in around for w in ("vot", "decision", "ruling", "abst", "favo", "against"))
        strong = one_voice or near
        sure = lemma in SURE
        if subject is None:
            if not (passive and (near or one_voice) and lemma in SURE | FAIL):
                return None
            body: Body | None = None
        else:
            if self.bodies.popular(subject):
                return None
            body = self.bodies.of(subject)
            if body is None:
                return None
        if not (
            strong or (sure and body is not None and (body.role == "LEG" or body.code in ("UNSC", "UNGA", "UNHRC")))
        ):
            return None
        if lemma in DECIDE and not strong:
            return None
        target = self.clauses.patient(v)
        fail = lemma in FAIL or lemma == "fail" or p.child(v, "neg") is not None
        motion = None if target is None else text_of(self.p, v, target)
        clause = next((k for k in p.children(v, "xcomp", "ccomp") if k > v), None)
        if motion is None and clause is not None:
            motion = full_phrase(p, clause)
        if motion is None and subject is not None and not passive and lemma in SURE:
            motion = rest_of(self.p, v)
            if motion is None:
                return None
        if lemma == "dissolve" or (lemma in DECIDE and clause is None and target is None):
            motion = motion or full_phrase(p, v)
        return Found(v, body, motion, "failed" if fail else "adopted", certain=True)

    def _misread(self, i: int) -> Found | None:
        """ "The parliament of Norway ratifies the treaty" where the parser took the verb into a noun phrase."""
        p = self.p
        first = p.sentences[p.sentence_of[i]][0]
        body = None
        for t in range(i - 1, max(first, i - 14) - 1, -1):
            if p.pos[t] == "VERB" or p.words[t] in (";", ":"):
                break
            if p.pos[t] in ("NOUN", "PROPN") and p.lower[t] in self.bodies.nouns:
                body = self.bodies.of(t, limit=i)
                break
        if body is None or (
            body.role != "LEG" and body.code not in ("UNSC", "UNGA", "UNHRC") and p.lower[i] != "votes"
        ):
            return None
        if p.lower[i] == "votes":
            clause = self.clauses.strayed_clause(i, Tally())
            if clause is None:
                return None
            motion, outcome = decided(self.p, clause)
            return Found(i, body, motion, outcome, certain=True)
        rest = rest_of(self.p, i)
        if rest is None:
            return None
        return Found(
            i,
            body,
            rest,
            "failed" if p.lemmas[i] in FAIL or p.lower[i] in ("rejects", "defeats") else "adopted",
            certain=True,
        )

    # ------------------------------------------------------------------ nouns
    def _noun(self, triggers: Sequence[int], tally: Tally, first: int, last: int, before: Found | None) -> Found | None:
        """Votes told by nouns and numbers alone: "A 235-193 vote falls short", "The vote was 12 in favour"."""
        p = self.p
        votes = [i for i in triggers if p.lemmas[i] in ("vote", "abstention", "unanimous", "defeat")]
        if not votes:
            return None
        i = votes[0]
        if p.lower[i] != "unanimous" and not self._told(first, last):
            return None
        body = None
        for t in range(first, last):
            if p.pos[t] in ("NOUN", "PROPN") and p.deps[t] in ("pobj", "poss", "nsubj", "dobj", "compound", "appos"):
                got = self.bodies.of(t)
                if (
                    got is not None
                    and got.role in ("LEG", "IGO", "JUD")
                    and (got.role != "IGO" or got.code in ("UNSC", "UNGA"))
                ):
                    body = got
                    break
        words = {p.lemmas[t] for t in range(first, last)}
        if body is None and words & {"parliamentary", "legislative", "congressional"}:
            country = self.resolver.country(i)
            body = Body(f"{country}:LEG" if country else None, "LEG")
        if any(self.bodies.popular(t) for t in range(first, last) if p.pos[t] == "NOUN"):
            return None
        if p.lower[i] == "unanimous":
            head = p.heads[i]
            if p.lemmas[head] not in ("decision", "vote", "ruling", "opinion", "verdict", "judgment") or body is None:
                return None
            verb = head
            for _ in range(5):
                if p.pos[verb] == "VERB" or p.heads[verb] == verb:
                    break
                verb = p.heads[verb]
            motion = full_phrase(p, verb) if p.pos[verb] == "VERB" else None
            fail = p.lemmas[verb] in FAIL
            return Found(i, body, motion, "failed" if fail else "adopted", certain=True)
        if not tally:
            lost = "defeat" in words and any(p.lemmas[t] == "defeat" for t in range(first, last))
            if lost and body is not None and body.role == "LEG":
                return Found(i, body, None, "failed", certain=True)
            return None
        if tally.for_ is None and tally.against is None and tally.abstain is None:
            return None
        members = self.members.listed(first, last)
        if body is None and before is None and not members:
            return None
        root = next((t for t in range(first, last) if p.deps[t] == "ROOT"), i)
        outcome = None
        if "short" in words or p.lemmas[root] in ("fail", "reject", "defeat", "block"):
            outcome = "failed"
        elif p.lemmas[root] in PASS | {"remove", "name", "appoint", "choose", "re-elect"}:
            outcome = "adopted"
        motion = None
        if "override" in words:
            over = next(t for t in range(first, last) if p.lemmas[t] == "override")
            motion = full_phrase(p, over)
        elif p.child(root, "dobj") is not None and outcome:
            motion = full_phrase(p, p.child(root, "dobj") or 0)
        return Found(i, body, motion, outcome, tally, dict(members), certain=bool(body))

    def _told(self, first: int, last: int) -> bool:
        p = self.p
        root = next((t for t in range(first, last) if p.deps[t] == "ROOT"), first)
        return self.clauses.took_place(root)
