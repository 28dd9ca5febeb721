"""How a sentence tells an act: signs of grammar by which the linker sees whether it was told before.

"Rebels kill 23 people. The attack was near Beni." is one act, "Rebels kill 23 people. They also raided Beni." two; what
tells them apart is grammar (a definite noun as subject, a further main clause), which only stands in the parse.  The
signs are names, so that the linker can show by which of them it joined two mentions.
"""

from collections.abc import Iterator

from dragoman.ontology import word_table
from dragoman.parse import Parsed

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "another", "several", "some"})
_PERSONAL = frozenset("he she they it them him her his their its this that".split())
_RELATIVE = frozenset({"who", "which", "that"})
_CARRIED = frozenset({"conj", "xcomp", "acl", "relcl", "advcl"})  # clauses whose subject may stand above them
_CLAUSES = {"ccomp": "complement", "relcl": "relative", "acl": "relative", "advcl": "adverbial", "pcomp": "adverbial"}
_FORMS = {"VBD": "past", "VB": "infinitive", "VBG": "participle", "VBP": "present plural"}
_WITHIN = frozenset({"in", "during", "by", "from"})
_BEHIND = frozenset({"after", "following", "for", "over", "to", "of"})
TELLING = "telling"  # the sign that begins so names the noun that says what a light verb does
_STEPS = 12  # clauses above the act that are looked at
_MOST = 99  # sentences that are counted

_MEANT: dict[str, set[str]] = {}
for _name, _words in word_table("echoes.again").items():
    for _word in _words:
        _MEANT.setdefault(_word, set()).add(_name.split("-")[0])


def signs_of(parsed: Parsed, token: int, kind: str) -> tuple[str, ...]:
    """Signs, a few words each and sorted, of the act of type ``kind`` whose trigger is ``token``: "noun definite"."""
    return tuple(sorted({*_sentence(parsed, token, kind), *_clause(parsed, token), *_form(parsed, token, kind)}))


def _sentence(p: Parsed, token: int, kind: str) -> Iterator[str]:
    number = p.sentence_of[token]
    first, last = p.sentences[number]
    yield f"sentence {min(number, _MOST)}"
    word = p.lower[first]
    if word in _PERSONAL:
        yield "begins with pronoun"
    elif word in _INDEFINITE:
        yield "begins with article"
    elif p.pos[first] == "NUM" or word == "at":
        yield "begins with number"
    if "also" in p.lower[first:last]:
        yield "also"
    for noun, lemma in enumerate(p.lemmas[first:last], first):
        if lemma in _MEANT and noun != token and _echoes(p, noun, kind):
            yield f"known act {_role(p, noun)}"


def _role(p: Parsed, noun: int) -> str:
    if p.deps[noun].startswith("nsubj"):
        return "subject"
    before = p.lower[p.heads[noun]] if p.deps[noun] == "pobj" else ""
    return "within" if before in _WITHIN else "behind" if before in _BEHIND else "elsewhere"


def _clause(p: Parsed, token: int) -> Iterator[str]:
    """How deep in the sentence the act stands, and in what clauses."""
    at, depth = token, 0
    if p.heads[token] == token:
        yield "main clause"
    while p.heads[at] != at and depth < _STEPS:
        dep = p.deps[at]
        if dep in _CLAUSES:
            yield f"in {_CLAUSES[dep]} clause"
        elif dep == "conj":
            yield "coordinated"
        at, depth = p.heads[at], depth + 1
    yield f"depth {depth}"


def _form(p: Parsed, token: int, kind: str) -> Iterator[str]:
    if p.pos[token] not in ("VERB", "AUX"):
        yield f"noun {_determined(p, token)}"
        if p.tags[token] == "NNS":
            yield "noun plural"
        if p.deps[token] in ("pobj", "attr"):
            yield "noun behind preposition" if p.deps[token] == "pobj" else "noun as predicate"
        return
    if p.tags[token] in _FORMS:
        yield f"verb {_FORMS[p.tags[token]]}"
    auxiliaries = {p.lower[k] for k in p.kids[token]}
    if "had" in auxiliaries:
        yield "verb pluperfect"
    elif auxiliaries & {"has", "have"}:
        yield "verb perfect"
    yield f"subject {_sort(p, _subject(p, token), kind)}"
    passive = p.child(token, "nsubjpass")
    if passive is not None:
        yield "verb passive"
    yield f"object {_sort(p, p.child(token, 'dobj') if passive is None else passive, kind)}"


def _subject(p: Parsed, verb: int) -> int | None:
    for _ in range(4):
        found = p.child(verb, "nsubj", "nsubjpass")
        if found is not None or p.deps[verb] not in _CARRIED:
            return found
        verb = p.heads[verb]
    return None


def _sort(p: Parsed, noun: int | None, kind: str) -> str:
    if noun is None:
        return "none"
    if p.lower[noun] in _RELATIVE and p.tags[noun].startswith("W"):
        return "relative"
    if p.lower[noun] in _PERSONAL:
        return "pronoun"
    if _echoes(p, noun, kind):
        return "known act"
    if p.pos[noun] == "PROPN":
        return "name"
    if p.pos[noun] == "NUM" or p.child(noun, "nummod") is not None:
        return "counted"
    return _determined(p, noun)


def _echoes(p: Parsed, noun: int, kind: str) -> bool:
    """Whether a definite noun may mean an act of the type that was told before."""
    return kind in _MEANT.get(p.lemmas[noun], ()) and p.pos[noun] == "NOUN" and _determined(p, noun) == "definite"


def _determined(p: Parsed, noun: int) -> str:
    kids = p.kids[noun]
    if any(p.lower[k] in _DEFINITE or p.deps[k] == "poss" for k in kids):
        return "definite"
    return "indefinite" if any(p.lower[k] in _INDEFINITE for k in kids) else "bare"
