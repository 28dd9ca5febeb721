"""Mends a fault of small taggers on news written in the present tense: the verb taken for a plural noun.

"The court *sentences* the general to death", "Egypt *severs* diplomatic relations": what stands before it becomes its
subject, what follows without a comma its object.
"""

from collections.abc import Callable

_NAMES = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PHRASE = frozenset({"DT", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "CD", "PRP", "JJR", "JJS", "VBN"})
# plurals that stand before names as titles: "champions Ghana"
_TITLES = frozenset("champions rivals masters partners guards hosts minnows holders guests".split())
_BEHIND = frozenset({"appos", "dobj", "npadvmod", "nmod", "dep", "oprd"})


def mend_verbs(
    words: list[str],
    tags: list[str],
    deps: list[str],
    heads: list[int],
    sentences: list[tuple[int, int]],
    knows: Callable[[str, str], bool],
) -> None:
    """Turn such roots into verbs, in place.  ``knows(form, kind)`` says whether the tables list a form's stem."""
    for first, last in sentences:
        for root in range(first, last):
            plain = heads[root] == root and tags[root] in ("JJ", "NN") and knows(words[root], "plain")
            if plain and any(heads[k] == root and deps[k] == "nsubj" for k in range(first, root)):
                tags[root] = "VBP"  # "clashes erupt", "ministers resign"
            if heads[root] == root and tags[root] == "NNS" and words[root].islower() and words[root].endswith("s"):
                _mend(root, first, last, words, tags, deps, heads, knows)


def _mend(
    root: int,
    first: int,
    last: int,
    words: list[str],
    tags: list[str],
    deps: list[str],
    heads: list[int],
    knows: Callable[[str, str], bool],
) -> None:
    before, after = root - 1, root + 1
    if before < first or after >= last or tags[before] not in _NAMES or heads[before] != root:
        return
    if deps[before] not in ("compound", "amod", "nmod", "nsubj", "dep") or not knows(words[root], "verb"):
        return
    if words[root] in _TITLES:
        return
    if any(
        heads[k] == root and k != root and deps[k] in ("nsubjpass", "cop", "aux", "relcl") for k in range(first, last)
    ):
        return
    behind = None
    if tags[after] in _PHRASE:
        behind = after
        while heads[behind] != root and after <= heads[behind] < last:
            behind = heads[behind]
        if heads[behind] != root or deps[behind] not in _BEHIND or tags[behind] not in _NAMES | {"CD", "PRP"}:
            return
    elif tags[after] not in ("IN", "TO", "RP") or knows(words[root], "noun"):
        return  # "strikes on the city" are a noun, "apologises for" never is
    tags[root] = "VBZ"
    for kid in range(first, root):
        if heads[kid] == root and kid != before and deps[kid] not in ("punct", "prep", "advcl", "advmod", "npadvmod"):
            heads[kid] = before
    deps[before] = "nsubj"
    if behind is not None:
        deps[behind] = "dobj"
