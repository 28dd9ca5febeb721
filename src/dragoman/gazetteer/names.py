"""Variants of names: folding of letters, surnames of persons, spellings of articles and abbreviations."""

import re
import unicodedata

_SPECIAL = {
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "s", "ə": "a", "Ə": "A", "æ": "e",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "ʿ": "'", "ʾ": "'",
    "‐": "-", "‑": "-", "–": "-", "—": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip


def _table() -> dict[int, str]:
    table = {ord(key): value for key, value in _SPECIAL.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if code not in table and base.isascii() and base.isalpha():
            table[code] = base
    return table


FOLD = _table()
"""Letters with marks to the bare letter, quotation marks and dashes to the plain one; always one for one."""

# Family name first; the given names after it are not used alone.
FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC", "SGP", "KHM"})
# No family names: the last word is the father's name and stands for nobody where the file gives the name in use.
GIVEN_FIRST = frozenset({"ETH", "ERI", "MMR", "THA", "LAO", "MYS"})
_PARTICLES = frozenset(
    """al el ad ar as ash at az an bin ibn ben abu van von der den de da do dos das di del della la le ter ten du
    des""".split()
)
_GENERATION = frozenset("Jr. Jr Sr. Sr II III IV V".split())


# The article inside a name is written with a capital or without: "Mustafa Al-Kadhimi".
_INNER_ARTICLE = re.compile(r"(?<=[A-Za-z.] )(?:Al|El|Ar|As|Ash|Ad|At|Az|An)-(?=[A-Z])")
# One given name in several transliterations, the first word or a later one of a person's name.
_SAME = (
    "Mohammed Muhammad Mohamed Mohammad", "Ahmed Ahmad", "Hussein Hussain Husain", "Hassan Hasan", "Abdullah Abdallah",
    "Yousuf Yousaf Yusuf Youssef", "Mahmoud Mahmud", "Omar Umar", "Osama Usama", "Said Saeed", "Faisal Faysal",
    "Sergei Sergey", "Andrei Andrey", "Alexei Alexey Aleksei Aleksey", "Dmitri Dmitry Dmitriy", "Nikolai Nikolay",
    "Yuri Yury Yuriy", "Alexander Aleksandr Aleksander", "Vasily Vasiliy", "Gennady Gennadiy", "Valery Valeriy",
    "Vitaly Vitaliy Vitali", "Viktor Victor", "Serhiy Serhii", "Andriy Andrii", "Yevgeny Yevgeniy Evgeny",
    "Oleksandr Olexander", "Islam Islom",
)  # fmt: skip
_INITIALS = re.compile(r"([A-Z])\.? ?([A-Z])\.? ([A-Z][a-z].*)")
_OTHERS = {name: [n for n in group.split() if n != name] for group in _SAME for name in group.split()}


def fold(text: str) -> str:
    """``text`` with its letters folded by ``FOLD`` and articles inside names in small letters; of the same length."""
    folded = text if text.isascii() else text.translate(FOLD)
    return _INNER_ARTICLE.sub(lambda found: found[0].lower(), folded) if "-" in folded else folded


def transliterations(name: str) -> list[str]:
    """``name`` of a person with one given name in another spelling ("Sergey Shoigu"), or with other initials."""
    folded = fold(name)
    words = folded.split()
    initials = _INITIALS.match(folded)
    if initials:  # "J. B. Pritzker"
        one, two, rest = initials.groups()
        return [n for n in (f"{one}. {two}. {rest}", f"{one}.{two}. {rest}", f"{one}{two} {rest}") if n != folded]
    return [
        " ".join([*words[:at], other, *words[at + 1 :]])
        for at, word in enumerate(words[:-1])
        for other in _OTHERS.get(word, ())
    ]


def spellings(name: str) -> list[str]:
    """``name``, folded, and the ways the press writes it: Al- and al-, U.S and U. S., with and without the dots."""
    folded = fold(unicodedata.normalize("NFC", name))
    out = [folded]
    if folded[0].islower():
        out.append(folded[0].upper() + folded[1:])
    elif folded.startswith(("Al-", "El-", "Ar-", "As-", "Ash-", "Ad-", "At-", "Az-", "An-")):
        out.append(folded[0].lower() + folded[1:])
    out.extend(n.replace("-al-", " al-") for n in list(out) if "-al-" in n)
    if "." in folded:
        if re.fullmatch(r"(?:[A-Z]\.){2,}", folded):
            out.append(folded[:-1])
        elif "St. " in folded:
            out.append(folded.replace("St. ", "St "))
    if " & " in folded:
        out.append(folded.replace(" & ", " and "))
    return list(dict.fromkeys(out))


def surnames(name: str, code: str) -> list[str]:
    """The names that stand for the person alone, folded: "Abe", "al-Assad" and "Assad", "van der Bellen"."""
    words = [w for w in fold(name).split() if w.strip(",") not in _GENERATION]
    if len(words) < 2:
        return []
    if code in FAMILY_FIRST and "-" not in words[0] and words[0].isalpha():
        western = code in ("HKG", "SGP", "TWN", "MAC") and len(words) == 3 and not words[1][0].isupper()
        return [] if western else [words[0]]
    last = len(words) - 1
    first = last
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    out = [" ".join(words[first:])]
    if first < last:
        out.append(words[last])
        head = out[0]
        out.append(head[0].upper() + head[1:])
    for item in list(out):
        prefix, hyphen, rest = item.partition("-")
        if hyphen and prefix.lower() in _PARTICLES and len(rest) > 2:
            out.extend((rest, prefix.lower() + "-" + rest, prefix.capitalize() + "-" + rest))
    return [s for s in dict.fromkeys(out) if len(s) > 1 and s[-1].isalnum() and any(c.isupper() for c in s)]


def middle_dropped(name: str) -> str | None:
    """ "John F. Kerry" as "John Kerry"; None where the name has no initial in the middle."""
    words = fold(name).split()
    kept = [w for i, w in enumerate(words) if not (0 < i < len(words) - 1 and len(w) == 2 and w[1] == ".")]
    return " ".join(kept) if len(kept) < len(words) else None
