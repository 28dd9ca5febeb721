"""What the prepositions round a word govern, all of them in one walk over its children."""

from collections.abc import Callable

from dragoman.parse import Parsed

# prepositions of two words: their second word opens no slot of the verb
_COMPOUND = frozenset(
    {"according", "due", "thanks", "prior", "owing", "because", "instead", "ahead", "compared", "along"}
)
_AWAY = frozenset({"away", "off", "out", "back", "home", "aside"})  # adverbs that a verb's preposition may hang on
_PHRASES = frozenset({"prep", "agent", "dative", "prt"})
_OPENING = frozenset({"ADP", "PART", "VERB", "ADV"})
_OBJECTS = ("pobj", "pcomp")


def governed(p: Parsed, head: int, for_to: Callable[[int], bool]) -> dict[str, list[int]]:
    """Objects of the prepositions on ``head`` by the preposition; ``for_to`` knows a clause such as "for him to go"."""
    out: dict[str, list[int]] = {}
    deps, lower = p.deps, p.lower
    for kid in p.kids[head]:
        dep = deps[kid]
        if dep == "advmod":
            below = [k for k in p.kids[kid] if deps[k] == "prep"]
            if below and kid == head + 1:  # "backed away *from*", "went back *to*"
                for name in dict.fromkeys(lower[k] for k in below):
                    inner = next(k for k in below if lower[k] == name)
                    out.setdefault(name, []).extend(p.children(inner, "pobj"))
        if dep in _PHRASES and p.pos[kid] in _OPENING:
            word = lower[kid]
            out.setdefault(word, []).extend(p.children(kid, *_OBJECTS))
            if word in _COMPOUND:
                continue
            for inner in p.kids[kid]:
                # chains such as "out of", "from within", and coordinated phrases "in Syria and in Iraq"
                if deps[inner] in ("prep", "conj") and p.pos[inner] == "ADP":
                    for name in {lower[inner], "out"} if word == "out" else (lower[inner],):  # "threw him *out of*"
                        out.setdefault(name, []).extend(p.children(inner, "pobj"))
        elif dep == "advmod" and lower[kid] in _AWAY:
            for inner in below:  # "stayed *away from work*"
                out.setdefault(lower[inner], []).extend(p.children(inner, "pobj"))
        elif dep in ("advcl", "acl", "relcl") and for_to(kid):
            # "a loan *for Kenya to buy maize*"
            out.setdefault("for", []).extend(p.children(kid, "nsubj", "nsubjpass"))
    return out
