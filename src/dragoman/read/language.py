"""Whether a text is English: function words first, the language identifier only where these leave doubt."""

import re
from functools import cache
from typing import Any

# function words that no other European language shares often; a tenth of running English, a hundredth of others
_FUNCTION = frozenset(
    (
        "the of and to is was for that with as on by from at it has have had are were be been an this which his her "
        "their they he she who not but after would will said its or than when into over about more also"
    ).split()
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
_ENOUGH_WORDS = 25
_ENOUGH_LETTERS = 60


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``; ``None`` when it is too short to tell.

    English is never given up on the identifier's word alone: it must be sure, and the text nearly without English
    function words.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    latin = sum(1 for c in sample if c.isalpha() and c < "ɐ")
    other_script = letters >= _ENOUGH_LETTERS and latin < letters / 3
    share = sum(w in _FUNCTION for w in words) / (len(words) or 1)
    if not other_script:
        if share >= 0.12 and len(words) >= 8:
            return "en"
        if len(words) < _ENOUGH_WORDS:
            return None
    code, sure = _identifier().classify(sample)
    if code == "en":
        return "en"
    if other_script or (sure > 0.95 and share < 0.08):
        return str(code)
    return None
