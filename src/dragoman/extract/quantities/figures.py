"""Political figures: what each number counts, of whom, where, as of when, and who says so."""

from collections.abc import Sequence

from dragoman.extract.bounded import conjuncts_of, kids_of
from dragoman.extract.numerals import ORDINALS
from dragoman.extract.quantities.amounts import Amount, ends
from dragoman.extract.quantities.counting import TRANSPARENT, Counting
from dragoman.extract.quantities.money import Money
from dragoman.extract.quantities.source import Sources, as_of, place_of
from dragoman.parse import Parsed
from dragoman.records import Document, Figure, Span, TimeExpression, digest
from dragoman.resolve import ActorResolver

_SURPASS = frozenset("surpass exceed top pass cross".split())
_SINGLE = frozenset({"killed", "wounded", "arrested", "hostages", "missing"})


class FigureCoder:
    """Codes the figures of one document."""

    def __init__(
        self, document: Document, parsed: Parsed, resolver: ActorResolver, dates: Sequence[TimeExpression]
    ) -> None:
        self.document, self.parsed, self.resolver, self.dates = document, parsed, resolver, dates
        self.counting = Counting(parsed, resolver)
        self.money = Money(parsed, resolver)
        self.sources = Sources(parsed, resolver)

    # ------------------------------------------------------------------ one amount
    def code(self, amount: Amount) -> Figure | None:
        """The figure that an amount is, or None where it counts nothing of the codebook's list."""
        if amount.value is None or amount.kind == "PERCENT":
            return None
        if amount.kind == "MONEY":
            noun = self.counting.noun(amount)
            return self._figure(amount, noun, "money", None) if self.money.is_political(noun) else None
        noun = self.counting.noun(amount)
        found = self.counting.count(amount, noun)
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
        verb = self.counting.verb(noun)
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
            by=self.sources.of(noun),
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
    taken: set[int] = set()
    for amount in amounts:
        figure = coder.code(amount)
        if figure is None:
            continue
        out.append(figure)
        taken.update(range(amount.first, amount.last))
        if figure.counts in _SINGLE:
            tops.setdefault(coder.counting.top(coder.counting.noun(amount)), figure.counts)
    for top, count in tops.items():
        for noun in conjuncts_of(parsed, top):
            kids = kids_of(parsed, noun)
            article = next((k for k in kids if parsed.lower[k] in ("a", "an") and parsed.deps[k] == "det"), None)
            if article is None or article + 3 < noun or article in taken or parsed.tags[noun] != "NN":
                continue
            if parsed.lemmas[noun] in TRANSPARENT:
                continue
            if resolver.is_person(noun) and not any(parsed.lower[k] in ORDINALS for k in kids):
                out.append(coder.single(article, count))
                taken.add(article)
    return tuple(sorted(out, key=lambda f: f.span.start))
