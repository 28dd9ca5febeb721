"""What was put to the vote: the words of the motion."""

from dragoman.extract.votes.phrases import full_phrase
from dragoman.extract.votes.words import APPROVE, CIRCUMSTANCE, DAYS, SUBJECT_OF
from dragoman.parse import Parsed


def decided(p: Parsed, clause: int) -> tuple[tuple[int, int], str]:
    """Motion and outcome of "voted to ..."."""
    obj = p.child(clause, "dobj")
    if p.lemmas[clause] in ("reject", "defeat", "oppose") or (
        p.lemmas[clause] in ("turn", "vote") and p.child(clause, "prt")
    ):
        return (full_phrase(p, obj) if obj is not None else full_phrase(p, clause)), "failed"
    if p.lemmas[clause] in APPROVE and obj is not None:
        return full_phrase(p, obj), "adopted"
    first, last = full_phrase(p, clause)
    for i in range(clause + 1, last):
        # what it answers to is no part of what was put to the vote
        if p.lower[i] in CIRCUMSTANCE and p.deps[i] in ("prep", "mark"):
            last = i
            break
    return (first, last), "adopted"


def sides(p: Parsed, v: int) -> tuple[str | None, tuple[int, int] | None]:
    """(for, against or None, motion) of the phrases after "vote"."""
    for k in p.children(v, "prep"):
        word = p.lower[k]
        obj = p.child(k, "pobj", "pcomp")
        if obj is None or (word == "on" and p.lemmas[obj] in DAYS):
            continue
        if word == "in" and p.lemmas[obj] in ("favor", "favour", "support"):
            of = next((x for x in p.children(obj, "prep") if p.lower[x] in ("of", "for")), None)
            inner = None if of is None else p.child(of, "pobj", "pcomp")
            return "for", None if inner is None else full_phrase(p, inner)
        if word in ("for", "against", "down"):
            # "voted against it": the side is told, the motion is not
            return ("for" if word == "for" else "against"), None if p.pos[obj] == "PRON" else full_phrase(p, obj)
        if word == "on":
            return None, full_phrase(p, obj)
    if p.child(v, "prt") is not None and p.lower[p.child(v, "prt") or 0] == "down":
        obj = p.child(v, "dobj")
        return "against", None if obj is None else full_phrase(p, obj)
    return None, None


def text_of(p: Parsed, v: int, target: int) -> tuple[int, int]:
    """The phrase of the motion, with what follows it at once but hangs on the verb in the parse."""
    first, last = full_phrase(p, target)
    if target > v:
        for k in p.kids[v]:
            a, b = p.subtree(k)
            if a != last or b > last + 40:
                continue
            if (
                p.deps[k] == "prep"
                and (
                    (p.lower[k] in SUBJECT_OF and not (p.lower[k] == "on" and p.lemmas[last + 1] in DAYS))
                    or (
                        p.lower[k] == "in"
                        and last + 1 < len(p)
                        and p.lemmas[last + 1] in ("favor", "favour", "support")
                    )
                )
            ) or (p.deps[k] in ("xcomp", "advcl") and (p.tags[a] == "TO" or p.tags[a] == "VBG")):
                last = b
    return full_phrase(p, target) if last <= target else (first, last)


def rest_of(p: Parsed, v: int) -> tuple[int, int] | None:
    """The words after the verb up to a comma or the end of the sentence, where the parse shows no object."""
    first, last = v + 1, p.sentences[p.sentence_of[v]][1]
    at = first
    while at < last and p.words[at] not in (",", ".", ";", ":", "–", "—", "(", "by"):
        at += 1
    return (
        (first, at) if at > first and p.pos[first] in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "VERB") else None
    )


def infinitive(p: Parsed, clause: int) -> bool:
    """Whether the clause is an infinitive with "to"."""
    return any(p.tags[k] == "TO" for k in p.children(clause, "aux"))
