"""Texts that are nothing but the title of a matter: a topic heading names what is going on and reports no act.

"Siege of Kandahar, Border relations of Chad" is a title; "Chad to reopen border", "Two ministers held", "Rebels in
talks with Chad" and "12 dead in Kandahar blast" are headlines, which tell of acts with or without a verb.
"""

import re
from collections.abc import Collection

from dragoman.ontology import word_list
from dragoman.parse import Parsed

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = re.compile(r"""[.!?]["”'’)\]]*\s*$""")
_APART = re.compile(r"""[:"“”]|\s[-–—]\s""")  # what a headline has between its parts and a title does not
_ENDS = frozenset({",", ";"})
# what follows the noun of a title, where a verb would have an object: "protests in", "attacks on"
_OF = frozenset("in on of against by during at over from and since within around".split())
_STATE = frozenset({"in", "under", "on", "at", "out"})  # "in talks", "under arrest", "on strike"
_NEWS = word_list("acts.fresh")
# who in a headline is to do something: "rebel leaders to visit Chad"
_ANNOUNCED = word_list("status.announced")
# what is done at one stroke: "rocket attack on an airport" is news, "siege of an airport" a matter
_STROKES = word_list("acts.strokes")
# a headline counts what happened; a title has years and ordinals
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:[-–]\d{2,4})?")


def bare_title(parsed: Parsed, nouns: Collection[str], verbs: Collection[str]) -> bool:
    """Whether the whole text is a noun phrase, or a list of such, that names a matter.

    ``nouns`` and ``verbs`` are the lemmas that tell of acts.
    """
    text = parsed.text.strip()
    if not len(parsed) or "\n" in text or _STOPS.search(text) or _APART.search(text) or text.isupper():
        return False
    listed = any(p in _ENDS for p in parsed.words)
    return not any(_tells(parsed, t, nouns, verbs, listed=listed) for t in range(len(parsed)))


def _tells(p: Parsed, token: int, nouns: Collection[str], verbs: Collection[str], *, listed: bool) -> bool:
    """Whether the word shows that something is reported."""
    tag, word = p.tags[token], p.lower[token]
    before = p.tags[token - 1] if token else ""
    after = p.lower[token + 1] if token + 1 < len(p) else ","
    if token == 0 and (word in _NEWS or tag == "IN" or (tag == "CD" and not _YEAR.fullmatch(word))):
        return True
    if tag == "CD" and not _YEAR.fullmatch(word) and token + 1 < len(p) and p.tags[token + 1] in ("JJ", "NNS", "VBN"):
        return True
    if tag in _FINITE or (tag == "VB" and p.heads[token] == token):
        # "missile strikes" at the end of an item is a noun whatever the tagger says
        noun = word.endswith("s") and before in ("NN", "NNP", "NNS", "JJ") and p.lemmas[token] in nouns
        return not (noun and p.words[token].islower() and (after in _ENDS or (listed and after in _OF)))
    if tag == "VB" and p.heads[p.heads[token]] == p.heads[token]:
        above = p.heads[token]
        return p.tags[above] == "NNP" or p.lemmas[above] in _ANNOUNCED
    if tag in ("VBN", "VBG"):
        if tag == "VBG" and after == "of" and p.deps[token] not in ("advcl", "acl"):
            return False  # "killing of"
        return p.deps[token] not in ("amod", "compound", "prep") and not (listed and p.deps[token] == "acl")
    if tag in ("NN", "NNS") and p.words[token].islower():
        if p.heads[token] == token and not listed and word in _STROKES and p.tags[0] != "CD":
            return True
        if token and p.lower[token - 1] in _STATE and p.lemmas[token] in nouns and (tag == "NN" or word == "talks"):
            return True
        if p.lemmas[token] not in verbs or after in _ENDS:
            return False
        # "opposition appeals for calm", "leaders surrender to", "hundreds march in"
        return before in ("NN", "NNP") and after not in _OF if tag == "NNS" else before == "NNS"
    return False
