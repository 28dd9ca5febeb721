"""Political figures: what each number counts, of whom, where, as of when, and who says so."""

from collections.abc import Sequence

from dragoman.extract.quantities.amounts import Amount, ends
from dragoman.extract.quantities.counts import Counts, counts
from dragoman.extract.quantities.source import as_of, place_of, source_of
from dragoman.parse import Parsed
from dragoman.records import Document, Figure, Span, TimeExpression, digest
from dragoman.resolve import ActorResolver

_CLIMB = 8
_STATE_REACH = 4  # tokens after a noun within which its state stands ("ten people have reportedly died")
_BETWEEN = frozenset("VBD VBP VBZ VBN RB MD VB".split())
_LINKS = frozenset(
    "be have get confirm report believe presume find fear say declare pronounce remain go leave take hold".split()
)
_INCLUDING = frozenset({"including", "include", "among"})
_TRANSPARENT = frozenset(
    "total number group crowd estimate average maximum minimum rest majority toll figure count team".split()
)
_REACH = frozenset(
    "rise climb reach hit grow increase jump soar go stand surpass exceed pass top cross raise bring put revise fall "
    "drop".split()
)
_SURPASS = frozenset("surpass exceed top pass cross".split())
_COUNT_NOUN = frozenset({"toll", "number", "total", "count", "figure", "tally"})
_LEFT = frozenset({"leave", "keep", "hold", "find", "take", "shoot", "send", "render"})
_ABROAD = frozenset({"abroad", "outside", "exile", "camps", "camp"})
_REFUGE = frozenset({"refuge", "shelter", "asylum", "sanctuary", "safety"})
_SINGLE = frozenset({"killed", "wounded", "arrested", "hostages", "missing"})


class FigureCoder:
    """Codes the figures of one document."""

    def __init__(
        self, document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression]
    ) -> None:
        self.document, self.parsed, self.resolver, self.dates = document, parsed, resolver, dates
        self.lexicon: Counts = counts()

    # ------------------------------------------------------------------ one amount
    def code(self, amount: Amount) -> Figure | None:
        """The figure that an amount is, or None where it counts nothing of the codebook's list."""
        if amount.value is None or amount.kind == "PERCENT":
            return None
        if amount.kind == "MONEY":
            noun = self._noun(amount)
            return self._figure(amount, noun, "money", None) if self._political_money(amount, noun) else None
        noun = self._noun(amount)
        found = self._count(amount, noun)
        if found is None or found == "money":
            return None
        return self._figure(amount, noun, found, None)

    def single(self, token: int, beside: str) -> Figure:
        """The figure of "a woman" that is coordinated with numbers of people of the count ``beside``."""
        p = self.parsed
        amount = Amount(token, token + 1, token, token + 1, 1.0, 1.0, 1.0, "exact")
        noun = p.heads[token]
        return self._figure(amount, noun, beside, noun)

    def _figure(self, amount: Amount, noun: int, count: str, last: int | None) -> Figure:
        p = self.parsed
        bound, low, high = amount.bound, amount.low, amount.high
        verb = self._verb(noun)
        if bound == "exact" and verb is not None and p.lemmas[verb] in _SURPASS and p.heads[noun] == verb:
            bound = "more_than"
            low, high = ends(amount.value or 0.0, bound)
        of = None
        if noun >= amount.core_end and p.tags[noun][:2] == "NN":
            first = amount.core_end
            while first < noun and p.lower[first] in (
                "of",
                "the",
                "these",
                "those",
                "its",
                "their",
                "more",
                "other",
                "-",
            ):
                first += 1
            of = p.phrase(first, noun + 1)
        elif p.lower[noun] in ("women", "people"):
            of = p.lower[noun]
        end = (last if last is not None else amount.last - 1) + 1
        span = Span(p.starts[amount.first], p.ends[end - 1])
        return Figure(
            id=digest(self.document.id, "figure", span.start, span.end, 0),
            document=self.document.id,
            span=span,
            value=amount.value or 0.0,
            low=low,
            high=high,
            bound=bound,
            counts=count,
            of=of,
            place=place_of(p, self.resolver, noun, verb),
            as_of=as_of(p, self.dates, noun, self.document.published),
            by=source_of(p, self.resolver, noun),
        )

    # ------------------------------------------------------------------ the thing counted and its verb
    def _noun(self, amount: Amount) -> int:
        """Token of the thing counted, or the number's own where it stands alone ("killing 12")."""
        p, token = self.parsed, amount.core_end - 1
        for _ in range(4):
            head = p.heads[token]
            if head == token:
                break
            if p.deps[token] == "nummod" or (
                p.tags[head] == "CD" and p.deps[token] in ("compound", "quantmod", "nummod")
            ):
                token = head
                if p.tags[token][:2] == "NN":
                    break
            else:
                break
        if amount.kind == "MONEY" and p.deps[token] in ("quantmod", "nmod") and p.tags[p.heads[token]] in ("NN", "NNS"):
            token = p.heads[token]
        ahead = amount.core_end
        if token < ahead and ahead < len(p) and p.lower[ahead] == "of" and ahead + 1 < len(p):
            # "41 of the passengers"
            inner = [k for k in p.kids[ahead] if p.deps[k] == "pobj"]
            if inner and p.tags[inner[0]] == "NNS":
                return token
        return token

    def _top(self, noun: int) -> int:
        """The first of the coordinated things, or what "including" adds to: the one whose verb counts all of them."""
        p = self.parsed
        for _ in range(_CLIMB):
            head = p.heads[noun]
            if head == noun:
                return noun
            if (
                p.deps[noun] in ("conj", "appos")
                and head < noun
                and (p.tags[head][:2] == "NN" or p.tags[head] in ("CD", "PRP"))
            ):
                noun = head
            elif p.deps[noun] == "pobj" and p.lower[head] in _INCLUDING and p.heads[head] != head:
                up = p.heads[head]
                if p.tags[up][:2] not in ("NN", "CD"):
                    up = next(
                        (k for k in reversed(range(max(0, head - 6), head)) if p.tags[k] in ("NNS", "CD", "NN")), up
                    )
                noun = up
            elif p.deps[noun] == "pobj" and p.lower[head] == "of" and p.lemmas[p.heads[head]] in _TRANSPARENT:
                noun = p.heads[head]
            else:
                return noun
        return noun

    def _verb(self, noun: int) -> int | None:
        """The verb whose argument the thing is."""
        p = self.parsed
        token = self._top(noun)
        for _ in range(3):
            head = p.heads[token]
            if head == token:
                return None
            token = head
            if p.tags[token].startswith("VB"):
                return token
            if p.tags[token] not in ("IN", "TO"):
                return None
        return None

    # ------------------------------------------------------------------ what is counted
    def _count(self, amount: Amount, noun: int) -> str | None:
        lexicon, p = self.lexicon, self.parsed
        after = max(noun + 1, amount.core_end)
        found = self._state_after(after) or self._state_before(noun)
        if found is None:
            found = self._by_verb(noun) or self._by_clause(noun)
        if found is None:
            found = self._by_phrase(noun)
        if found is None and p.tags[noun][:2] in ("NN", "JJ", "VB"):
            found = lexicon.noun.get(p.lemmas[noun])
            if p.lower[noun] in ("seekers", "seeker") and p.lower[noun - 1] != "asylum":
                found = None
            if (
                found == "killed"
                and p.lemmas[noun] in ("life", "body")
                and not self._verb_is(noun, "claim", "take", "cost", "lose", "find", "recover")
            ):
                found = None
        if found in lexicon.persons and not self._people(noun, amount):
            return None
        return found

    def _people(self, noun: int, amount: Amount) -> bool:
        """Whether the thing counted is people; a number that stands alone is taken for them."""
        p = self.parsed
        if noun < amount.core_end or p.lower[noun] in ("people", "persons", "others", "families", "women", "children"):
            return True
        return self.resolver.is_person(noun)

    def _state_after(self, at: int) -> str | None:
        """ "nine dead", "700 people hostage", "250 taken hostage", "five were killed"."""
        p, n = self.parsed, len(self.parsed)
        last = p.sentences[p.sentence_of[min(at, n - 1)]][1]
        passive = False
        for i in range(at, min(at + _STATE_REACH, n, last)):
            word = p.lower[i]
            found = self.lexicon.state.get(word)
            if found is not None and (p.tags[i][:2] in ("JJ", "VB", "NN")):
                acts = p.tags[i] in ("VBD", "VBN") and not passive and p.child(i, "dobj") is not None
                if acts or (p.tags[i] == "NN" and p.deps[i] in ("compound",)):
                    return None
                ahead = p.lower[i + 1] if i + 1 < n else ""
                return "hostages" if ahead in ("hostage", "captive") else found
            if p.tags[i] not in _BETWEEN or (p.tags[i].startswith("VB") and p.lemmas[i] not in _LINKS):
                if word in ("and", "or") and i == at and self.lexicon.state.get(p.lower[min(i + 1, n - 1)]):
                    continue
                return None
            passive = passive or p.lemmas[i] in ("be", "have", "get")
        return None

    def _state_before(self, noun: int) -> str | None:
        """ "displaced Palestinians", "missing sailors"."""
        p = self.parsed
        for kid in p.kids[noun]:
            if kid < noun and p.deps[kid] in ("amod", "advmod", "compound"):
                found = self.lexicon.state.get(p.lower[kid])
                if found is not None:
                    return found
        return None

    def _verb_is(self, noun: int, *lemmas: str) -> bool:
        verb = self._verb(noun)
        return verb is not None and self.parsed.lemmas[verb] in lemmas

    def _by_verb(self, noun: int) -> str | None:
        p, lexicon = self.parsed, self.lexicon
        top = self._top(noun)
        head, dep = p.heads[top], p.deps[top]
        if head == top or not p.tags[head].startswith("VB"):
            return None
        lemma = p.lemmas[head]
        if dep in ("dobj", "nsubjpass", "oprd", "attr", "dative"):
            if lemma in _LEFT:
                state = next(
                    (lexicon.state[p.lower[k]] for k in p.kids[head] if p.lower[k] in lexicon.state and k != top), None
                )
                if state is not None:
                    return state
                if lemma == "take" and any(p.lower[k] in ("hostage", "captive", "hostages") for k in p.kids[head]):
                    return "hostages"
            if lemma == "shoot" and dep == "nsubjpass":
                return "killed" if any(p.lower[k] == "dead" for k in p.kids[head]) else "wounded"
            if lemma in _REACH or lemma in ("see", "record"):
                return self._of_subject(head, top)
            found = lexicon.object.get(lemma)
            if lemma == "round" and not any(p.lower[k] == "up" for k in p.kids[head]):
                return None
            return found
        if dep == "nsubj":
            if (
                lemma in ("seek", "take", "find")
                and (got := p.child(head, "dobj")) is not None
                and p.lower[got] in _REFUGE
            ):
                return "displaced"
            if lemma in ("live", "stay", "remain") and any(
                p.lower[k] in _ABROAD for k in range(head + 1, min(head + 4, len(p)))
            ):
                return "displaced"
            if lemma == "take" and "streets" in p.lower[head : head + 5]:
                return "protesters"
            if lemma == "lose" and (got := p.child(head, "dobj")) is not None and p.lemmas[got] == "life":
                return "killed"
            if p.child(head, "dobj") is None or lemma in ("flee", "evacuate"):
                return lexicon.subject.get(lemma)
        return None

    def _by_clause(self, noun: int) -> str | None:
        """ "hostages held since Monday", "villagers who fled"."""
        p, lexicon = self.parsed, self.lexicon
        for kid in p.kids[noun]:
            if kid < noun or p.deps[kid] not in ("acl", "relcl"):
                continue
            lemma = p.lemmas[kid]
            if p.tags[kid] == "VBN" and (p.deps[kid] == "acl" or p.child(kid, "auxpass") is not None):
                return lexicon.object.get(lemma)
            if p.deps[kid] == "relcl" and p.child(kid, "nsubj") is not None:
                subject = p.child(kid, "nsubj")
                if subject is not None and p.lower[subject] in ("who", "that", "which"):
                    return lexicon.subject.get(lemma)
            if p.deps[kid] == "acl" and p.tags[kid] == "VBG":
                return lexicon.subject.get(lemma)
        return None

    def _by_phrase(self, noun: int) -> str | None:
        """ "the release of 72 fighters", "a death toll of 11", "the toll rises to 11"."""
        p, lexicon = self.parsed, self.lexicon
        top = self._top(noun)
        head = p.heads[top]
        if p.lemmas[top] in _COUNT_NOUN and top != noun:
            return self._toll(top)
        if p.deps[top] != "pobj" or head == top:
            return None
        over = p.heads[head]
        if p.lower[head] in ("of", "for") and p.tags[over][:2] == "NN":
            if p.lemmas[over] in _COUNT_NOUN:
                return self._toll(over)
            return lexicon.of.get(p.lemmas[over])
        if (
            p.lower[head] in ("to", "at", "by", "past", "above")
            and p.tags[over].startswith("VB")
            and p.lemmas[over] in _REACH
        ):
            return self._of_subject(over, top)
        return None

    def _of_subject(self, verb: int, token: int) -> str | None:
        """What the subject (or object) of "rise to", "reach", "bring to" counts."""
        p = self.parsed
        for kid in p.kids[verb]:
            if kid != token and p.deps[kid] in ("nsubj", "nsubjpass", "dobj") and p.tags[kid][:2] == "NN":
                found = self._toll(kid)
                if found is not None:
                    return found
        return None

    def _toll(self, noun: int) -> str | None:
        """What "the death toll", "the number of refugees", "deaths" count."""
        p, lexicon = self.parsed, self.lexicon
        if p.lemmas[noun] not in _COUNT_NOUN:
            return lexicon.noun.get(p.lemmas[noun])
        for kid in p.kids[noun]:
            if p.deps[kid] in ("compound", "amod", "nmod"):
                word = p.lemmas[kid]
                found = lexicon.noun.get(word) or lexicon.state.get(p.lower[kid])
                if found is not None:
                    return found
            if p.deps[kid] == "prep" and p.lower[kid] == "of":
                for inner in p.kids[kid]:
                    found = lexicon.noun.get(p.lemmas[inner]) or lexicon.state.get(p.lower[inner])
                    if found is None:
                        found = self._state_after(inner + 1) or self._state_before(inner)
                    if found is not None:
                        return found
        return "killed" if p.lemmas[noun] == "toll" else None

    # ------------------------------------------------------------------ money
    def _political_money(self, amount: Amount, noun: int) -> bool:
        """Whether a political actor gives, takes or withholds the money."""
        p, lexicon = self.parsed, self.lexicon
        token, named = noun, p.lemmas[noun] in lexicon.money_nouns
        named = named or any(p.lemmas[k] in lexicon.money_nouns for k in self._under(noun))
        for _ in range(_CLIMB):
            head = p.heads[token]
            if p.tags[token].startswith("VB"):
                fits = p.lemmas[token] in lexicon.money_verbs or named
                if fits and self._political_subject(token):
                    return True
            elif p.tags[token][:2] == "NN" and p.lemmas[token] in lexicon.money_nouns:
                named = True
            if head == token:
                break
            token = head
        # headline grammar may leave no verb ("Merkel pledges ..." read as a noun)
        return (
            named
            and p.lemmas[token] in lexicon.money_verbs
            and any(self._political(k) for k in (token, *p.kids[token]))
        )

    def _under(self, noun: int) -> list[int]:
        p = self.parsed
        out: list[int] = []
        for kid in p.kids[noun]:
            if p.deps[kid] == "prep" and p.lower[kid] in ("of", "in", "for", "worth"):
                out.extend(p.kids[kid])
            elif p.deps[kid] in ("nmod", "compound"):
                out.append(kid)
        return out

    def _political_subject(self, verb: int) -> bool:
        p = self.parsed
        for _ in range(3):
            for kid in p.kids[verb]:
                if p.deps[kid] in ("nsubj", "agent", "nsubjpass"):
                    holders = p.kids[kid] if p.deps[kid] == "agent" else [kid]
                    if any(self._political(h) for h in holders):
                        return True
            if p.deps[verb] not in ("xcomp", "conj", "ccomp", "advcl", "pcomp"):
                return False
            verb = p.heads[verb]
            if not p.tags[verb].startswith("VB"):
                return False
        return False

    def _political(self, token: int) -> bool:
        return any(
            a.code and a.role not in ("BUS", "MNC", "JRN", "CVL") and a.code != "MNC"
            for a in self.resolver.actors(token)
        )


def code_figures(
    document: Document,
    parsed: Parsed,
    resolver: ActorResolver,
    amounts: Sequence[Amount],
    dates: Sequence[TimeExpression],
) -> tuple[Figure, ...]:
    """Figures among ``amounts``, and single people coordinated with them ("three children and a woman are killed")."""
    coder = FigureCoder(document, parsed, resolver, dates)
    out: list[Figure] = []
    tops: dict[int, str] = {}
    for amount in amounts:
        figure = coder.code(amount)
        if figure is None:
            continue
        out.append(figure)
        if figure.counts in _SINGLE:
            tops.setdefault(coder._top(coder._noun(amount)), figure.counts)
    for top, count in tops.items():
        for noun in parsed.conjuncts(top):
            article = next(
                (k for k in parsed.kids[noun] if parsed.lower[k] in ("a", "an") and parsed.deps[k] == "det"), None
            )
            if article is None or article + 3 < noun or parsed.tags[noun] != "NN" or not resolver.is_person(noun):
                continue
            single = coder.single(article, count)
            if all(single.span.end <= f.span.start or f.span.end <= single.span.start for f in out):
                out.append(single)
    return tuple(sorted(out, key=lambda f: f.span.start))
