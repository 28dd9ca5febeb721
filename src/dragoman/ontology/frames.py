"""Frames of the lexicon: how an entry of the YAML files (docs/LEXICON.md) is read and what it asks of a predicate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import DragomanError
from dragoman.records import STATUSES

FLAGS = frozenset({"actor", "official", "person", "place", "armed", "press", "number", "several", "any"})
POSITIONS = ("verb", "noun", "adj")
EMBEDS = ("act", "only", "swallow")
NONE = "NONE"
_KNOWN = frozenset(
    "lemma pos type mode status actor recipient reciprocal both light embed contexts weight example codes "
    "clause passive cameo note examples not_clause unreal several".split()
)
_SWALLOW = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE"})
DEFAULT_WEIGHT = 0.8


class LexiconError(DragomanError):
    """An entry of the lexicon that cannot be used; the message names file, entry and reason."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must (or, negated, must not) stand in ``slot``: one of ``words`` as head, or a phrase of ``flags``."""

    slot: str
    negated: bool
    words: frozenset[str]
    flags: frozenset[str]

    @property
    def strength(self) -> float:
        """How much the condition narrows a frame: a short list of words most, a negation or ``any`` least.

        What stands as subject says less of the act than what it is done to.
        """
        if self.negated or "any" in self.flags:
            return 0.4
        first = self.slot == "subject"
        if self.words:
            return (0.7 if first else 1.0) * (1.5 if len(self.words) <= 20 else 1.25 if len(self.words) <= 60 else 1.0)
        if "actor" in self.flags:
            return 0.5 if first else 0.9
        return 0.8


@dataclass(frozen=True, slots=True)
class Frame:
    """One use of a predicate.  ``id`` is readable and stable (file, lemma, ordinal).

    ``lemma`` is the predicate's own word, ``particle`` the one written with its verb.  ``actor`` and ``recipient`` are
    slots in order of preference, None for the defaults of the part of speech.  ``unreal``: only of an act that has not
    happened.  ``several``: only where two states or more have a part in it.
    """

    id: str
    lemma: str
    particle: str | None
    pos: str
    type: str
    mode: str | None
    status: str | None
    conditions: tuple[Condition, ...]
    clause: str | None
    not_clause: str | None
    passive: bool | None
    actor: tuple[str, ...] | None
    recipient: tuple[str, ...] | None
    reciprocal: bool
    both: bool
    light: frozenset[str]
    embed: str
    contexts: tuple[str, ...]
    weight: float
    cameo: str | None
    specificity: float
    unreal: bool = False
    several: bool = False


def frames_of(entry: Mapping[str, Any], where: str, sets: Mapping[str, frozenset[str]]) -> Iterable[Frame]:
    """The frames of one entry, one a lemma.  ``where`` is the file's stem and the entry's number in it.

    Raises ``LexiconError`` for an entry that cannot be used.
    """
    lemmas = words_of(entry.get("lemma"), where)
    kind = entry.get("type")
    pos = entry.get("pos", "verb")
    if not lemmas or not isinstance(kind, str):
        raise LexiconError(f"{where}: an entry needs a lemma and a type")
    if pos not in POSITIONS:
        raise LexiconError(f"{where}: pos must be one of {', '.join(POSITIONS)}, not {pos!r}")
    embed = entry.get("embed", "swallow" if kind in _SWALLOW else "act")
    if embed not in EMBEDS:
        raise LexiconError(f"{where}: embed must be one of {', '.join(EMBEDS)}, not {embed!r}")
    status = entry.get("status")
    if status is not None and status not in STATUSES:
        raise LexiconError(f"{where}: status must be one of {', '.join(STATUSES)}, not {status!r}")
    conditions = tuple(_condition(k, v, where, sets) for k, v in entry.items() if k not in _KNOWN)
    # words are looked up in a set, parties must be resolved: most frames fail on the cheap test
    conditions = tuple(sorted(conditions, key=lambda c: bool(c.flags)))
    clause, not_clause = _clause(entry.get("clause"), where), _clause(entry.get("not_clause"), where)
    passive = entry.get("passive")
    reciprocal = bool(entry.get("reciprocal", False))
    unreal = bool(entry.get("unreal", False))
    if unreal and pos == "adj":
        raise LexiconError(f"{where}: only a verb or noun can be unreal")
    try:
        weight = float(entry.get("weight", DEFAULT_WEIGHT))
    except (TypeError, ValueError):
        raise LexiconError(f"{where}: weight must be a number from 0 to 1") from None
    bonus = sum(c.strength for c in conditions) + (clause is not None) + 0.5 * (passive is not None)
    # read once: an entry may have dozens of lemmas
    actor, recipient = _slots(entry, "actor", where), _slots(entry, "recipient", where)
    light = frozenset(words_of(entry.get("light"), where))
    contexts = tuple(words_of(entry.get("contexts"), where))
    for lemma in lemmas:
        parts = lemma.split()
        # of a noun or adjective the last word is the head ("air strike"), of a verb the first ("call off")
        head, rest = (parts[0], parts[1:]) if pos == "verb" else (parts[-1], parts[:-1])
        yield Frame(
            id=f"{where}:{'_'.join(parts)}",
            lemma=head,
            particle=" ".join(rest) or None,
            pos=pos,
            type=kind,
            mode=entry.get("mode"),
            status=status,
            conditions=conditions,
            clause=clause,
            not_clause=not_clause,
            passive=passive,
            actor=actor,
            recipient=recipient,
            reciprocal=reciprocal,
            both=bool(entry.get("both", False)),
            light=light,
            embed=embed,
            contexts=contexts,
            weight=weight,
            cameo=str(entry["cameo"]) if entry.get("cameo") else None,
            specificity=bonus + (1.2 if pos == "verb" else 1.8) * len(rest) + 0.3 * unreal,
            unreal=unreal,
            several=bool(entry.get("several", False)),
        )


def words_of(value: Any, where: str) -> list[str]:
    """A word or list of words as a list; YAML's bare yes, no, on, off are turned back into words."""
    if value is None:
        return []
    out = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, bool):
            raise LexiconError(f"{where}: write the words on, off, yes, no in quotation marks")
        out.append(str(item).strip().lower() if not str(item).startswith("@") else str(item).strip())
    return out


def _slots(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...] | None:
    value = entry.get(key)
    if value is None:
        return None
    # YAML reads a bare `on` as true; as the name of a slot it can only be the preposition
    items = ["on" if item is True else item for item in (value if isinstance(value, list) else [value])]
    return tuple(words_of(items, where))


def _clause(value: Any, where: str) -> str | None:
    if value is None:
        return None
    if value not in ("to", "that", "ing", "any"):
        raise LexiconError(f"{where}: clause must be to, that, ing or any, not {value!r}")
    return str(value)


def _condition(key: Any, value: Any, where: str, sets: Mapping[str, frozenset[str]]) -> Condition:
    if isinstance(key, bool):
        key = "on" if key else "off"  # YAML reads a bare `on:` as true
    slot = str(key)
    negated = slot.startswith("not_")
    words: set[str] = set()
    flags: set[str] = set()
    for item in words_of(value, where):
        if item in ("any", "@any"):
            flags.add("any")
        elif item.startswith("@") and item[1:] in FLAGS:
            flags.add(item[1:])
        elif item.startswith("@"):
            if item[1:] not in sets:
                raise LexiconError(f"{where}: there is no set {item} in sets.yaml")
            words |= sets[item[1:]]
        else:
            words.add(item)
    if not words and not flags:
        raise LexiconError(f"{where}: the condition {slot} is empty")
    return Condition(slot.removeprefix("not_"), negated, frozenset(words), frozenset(flags))


def sets_of(raw: Mapping[str, Sequence[Any]]) -> dict[str, frozenset[str]]:
    """Word sets by name; a set may take in others (``"@name"``).  Raises ``LexiconError`` for an unknown name."""
    out: dict[str, frozenset[str]] = {}

    def fill(name: str, seen: tuple[str, ...]) -> frozenset[str]:
        if name in out:
            return out[name]
        if name in seen or name not in raw:
            raise LexiconError(f"sets.yaml: the set @{name} is unknown or contains itself")
        words: set[str] = set()
        for item in words_of(list(raw[name] or []), f"sets.yaml: {name}"):
            words |= fill(item[1:], (*seen, name)) if item.startswith("@") else {item}
        out[name] = frozenset(words)
        return out[name]

    for name in raw:
        fill(name, ())
    return out
