"""Mends faults of small parsers on news.

In the present tense the verb is taken for a plural noun: "The court *sentences* the general to death", "Egypt *severs*
diplomatic relations".  What stands before it becomes its subject, what follows without a comma its object.

A list of names falls apart: of "Austria, Chile, Portugal, and Peru signed" only the first or the last is left as the
subject.  What is written as a list of names becomes one; so do two names that each say of what ("A of X and B of Y").

A noun behind "to" is taken for an infinitive: "reduced the town *to rubble*".

The time that somebody is given is taken for a time at which: "gave the junta *a week* to withdraw"; who is given or
refused something for one more thing.

What somebody calls a thing is lost in a clause: "condemned *what it called a brutal attack*" condemned the attack.
So is what is called so before it is named: "rejected as absurd *a report*".

What is done "in order to" do something hangs on no order.

A past form that is joined to an infinitive is joined to the verb above it: "told him to go and *blamed* Chad".
"""

from collections.abc import Callable
from itertools import pairwise

_NAMES = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PHRASE = frozenset({"DT", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "CD", "PRP", "JJR", "JJS", "VBN"})
# plurals that stand before names as titles: "champions Ghana"
_TITLES = frozenset("champions rivals masters partners guards hosts minnows holders guests".split())
_BEHIND = frozenset({"appos", "dobj", "npadvmod", "nmod", "dep", "oprd"})
# a list of names hangs on its verb, or on one of these; after "in" or "on" the first is a place or a day of its own
_HANG = frozenset({"nsubj", "nsubjpass", "dobj"})
_HOLDERS = frozenset("of between by with to from against among for including".split())
_LOOSE = frozenset(
    {"npadvmod", "appos", "conj", "nsubj", "nsubjpass", "dep", "nmod", "oprd", "dobj", "pobj", "attr", "compound"}
)
# "Ann Ito, Deputy Premier and Minister of Trade" is one person
_OFFICES = frozenset(
    "Minister President Secretary General Chancellor Ambassador Commissioner Director Chairman Governor Premier".split()
)
_GIVING = frozenset("give gives gave given giving grant grants granted granting".split())
_REFUSING = frozenset(
    "refuse refuses refused refusing deny denies denied denying offer offers offered offering".split()
)
_NOBODY = frozenset("birth way rise chase notice evidence details speech time room".split())  # "gave *birth* to a boy"
_CALLS = frozenset({"call", "calls", "called", "calling"})
_NEAR = 16
_DISMISSING = frozenset(
    "rejected rejects rejecting dismissed dismisses dismissing denounced denounces denouncing condemned condemns "
    "condemning described describes branded brands derided slammed slams labelled labeled decried criticised "
    "criticized hailed hails praised praises rubbished".split()
)
_CALLING = frozenset(
    "called calls call described describes describe termed terms term labelled labeled branded dubbed saw sees regards "
    "regarded considers considered views viewed deemed deems".split()
)
_TIMES = frozenset("minutes hour hours day days week weeks fortnight month months".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


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
        if first + 1 < last and tags[first] == "JJ" and _named(words[first], words[first + 1], knows):
            tags[first] = "NNP"  # "*Hungary* vetoes loan"
            if deps[first] == "amod":
                deps[first] = "compound"
        for root in range(first, last):
            plain = heads[root] == root and tags[root] in ("JJ", "NN") and knows(words[root], "plain")
            if plain and any(heads[k] == root and deps[k] == "nsubj" for k in range(first, root)):
                tags[root] = "VBP"  # "clashes erupt", "ministers resign"
            if deps[root] == "ccomp" and tags[root] == "NN" and knows(words[root], "base"):
                kids = [deps[k] for k in range(first, root) if heads[k] == root]
                if "mark" in kids and "nsubj" in kids:
                    tags[root] = "VB"  # "demanded that the mayor step down"
            told = heads[root] == root and tags[root] == "NNS" and root + 1 < last and tags[root + 1] == "TO"
            if (
                told
                and knows(words[root], "verb")
                and any(heads[k] == root and deps[k] == "nsubj" for k in range(first, root))
            ):
                tags[root] = "VBZ"  # "the Congress of Peru *votes* to"
                for kid in range(root + 1, last):
                    if heads[kid] == root and deps[kid] == "acl":
                        deps[kid] = "xcomp"
            if heads[root] == root and tags[root] == "VBZ":
                _headlined(root, first, last, tags, deps, heads)
            if heads[root] == root and tags[root] == "NNS" and words[root].islower() and words[root].endswith("s"):
                _mend(root, first, last, words, tags, deps, heads, knows)


def _named(word: str, after: str, knows: Callable[[str, str], bool]) -> bool:
    """Whether the first word of a sentence is a name before a verb, and no "War" of "War veterans"."""
    plain = knows(word, "adj") or knows(word, "base")
    return word[0].isupper() and not plain and after.islower() and knows(after, "verb")


def _headlined(root: int, first: int, last: int, tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Give a verb of a headline, read as the end of a phrase, subject and object: "blast *rocks* market"."""
    kids = [k for k in range(first, last) if heads[k] == root]
    before = root - 1
    if any(deps[k] in ("nsubj", "nsubjpass", "csubj", "expl", "dobj", "aux") for k in kids) or before not in kids:
        return
    things = [k for k in kids if k > root and deps[k] in ("appos", "npadvmod") and tags[k] in ("NN", "NNS")]
    if deps[before] != "compound" or tags[before] not in _NAMES or len(things) != 1:
        return
    deps[before], deps[things[0]] = "nsubj", "dobj"
    for kid in kids:
        if kid < before and deps[kid] in ("compound", "amod", "nmod", "det", "nummod", "poss"):
            heads[kid] = before


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


def mend_lists(
    words: list[str], tags: list[str], deps: list[str], heads: list[int], sentences: list[tuple[int, int]]
) -> None:
    """Join what is written as a list of three or more names, in place: each hangs on the one before as ``conj``."""
    for first, last in sentences:
        at = first
        while at < last:
            names, after = _names(at, last, words, tags)
            behind = tags[after] if after < last else ""
            further = (
                behind == "," and after + 1 < last and tags[after + 1] == "NNP"
            )  # "Baku, Azerbaijan, and Bonn, ..."
            counted = at > first and tags[at - 1] == "CD"  # "two Rwandans, A and B"
            if len(names) >= 3 and behind not in ("POS", "NNS") and not further and not counted:
                _join(names, after, words, deps, heads)
            at = max(after, at + 1)
        for name in range(first, last):
            _pair(name, words, tags, deps, heads)


def mend_gifts(words: list[str], deps: list[str], heads: list[int]) -> None:
    """Make the time that somebody is given the object, in place: "gave *the junta* one *week* to withdraw"."""
    for time, word in enumerate(words):
        verb = heads[time]
        if deps[time] == "dobj" and words[verb].lower() in _GIVING | _REFUSING:
            others = [k for k in range(verb + 1, time) if heads[k] == verb and deps[k] == "dobj"]
            if len(others) == 1 and words[others[0]].lower() not in _NOBODY:
                deps[others[0]] = "dative"  # "refused *them* entry"
            continue
        if (
            word.lower() not in _TIMES
            or deps[time] != "npadvmod"
            or words[verb].lower() not in _GIVING
            or not 0 < time - verb < _NEAR
        ):
            continue
        given = [k for k in range(verb + 1, time) if heads[k] == verb and deps[k] in ("dative", "dobj")]
        if len(given) == 1:
            deps[given[0]], deps[time] = "dative", "dobj"


def mend_ends(
    words: list[str], tags: list[str], deps: list[str], heads: list[int], knows: Callable[[str, str], bool]
) -> None:
    """Make a noun that is taken for an infinitive what it is, in place: "reduced the town *to rubble*"."""
    for to in range(len(words) - 1):
        noun = heads[to]
        if deps[to] != "aux" or words[to].lower() != "to" or not to < noun or deps[noun] != "advcl":
            continue
        if tags[noun] in ("VBZ", "NNS") or (tags[noun] in ("NN", "VB") and not knows(words[noun], "base")):
            deps[to], heads[to], tags[to] = "prep", heads[noun], "IN"
            deps[noun], heads[noun] = "pobj", to
            tags[noun] = {"VBZ": "NNS", "VB": "NN"}.get(tags[noun], tags[noun])


def mend_so_called(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Put what is called so in the place of the clause, in place: "condemned *what it called an attack*"."""
    for what, word in enumerate(words):
        verb = heads[what]
        if word.lower() != "what" or deps[what] not in ("dobj", "nsubj") or verb <= what:
            continue
        if deps[verb] not in ("ccomp", "pcomp") or words[verb].lower() not in _CALLING or heads[verb] >= what:
            continue
        named = next(
            (k for k in range(verb + 1, min(verb + _NEAR, len(words))) if _so_called(k, verb, words, deps, heads)), None
        )
        if named is None or tags[named] not in _NAMES:
            continue
        heads[named], deps[named] = heads[verb], "dobj" if deps[verb] == "ccomp" else "pobj"
        for k in range(named + 1, min(named + _NEAR, len(words))):
            if heads[k] == verb and deps[k] == "prep":
                heads[k] = named
        heads[verb], deps[verb] = named, "relcl"


_ALIGHT = frozenset("ablaze alight aflame afire".split())


def mend_alight(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Part what burns from the word that says so, in place: "set a *tanker* ablaze"."""
    for alight in range(1, len(words)):
        thing, verb = alight - 1, heads[alight]
        if words[alight] not in _ALIGHT or deps[alight] != "dobj":
            continue
        if deps[thing] != "compound" or heads[thing] != alight:
            continue
        for k in range(max(0, verb + 1), thing):
            heads[k] = thing if heads[k] == alight else heads[k]
        heads[thing], deps[thing] = verb, "dobj"
        deps[alight], tags[alight] = "oprd", "JJ"


_BEING = frozenset("be is are was were been".split())
# what these have behind "what" is a question
_QUESTIONS = frozenset(
    "ask asked asks asking wonder wondered know knew known explain explained say said tell told decide decided "
    "determine determined see understand investigate investigating investigated".split()
)


def mend_apparent(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Put what is likely so in the place of the clause, in place: "fired *what appeared to be a missile*"."""
    for what, word in enumerate(words):
        if word.lower() != "what" or deps[what] not in ("nsubj", "nsubjpass") or heads[what] <= what:
            continue
        low = top = heads[what]
        for _ in range(_NEAR):
            if deps[top] != "ccomp" or heads[top] <= what:
                break
            top = heads[top]  # "what *witnesses said* were shots"
        verb = heads[top]
        if deps[top] != "ccomp" or verb >= what or words[verb].lower() in _QUESTIONS:
            continue
        near = range(what + 1, min(what + _NEAR, len(words)))
        being = next((k for k in near if heads[k] == low and deps[k] == "xcomp" and words[k].lower() == "be"), low)
        named = next((k for k in near if heads[k] == being and deps[k] == "attr"), None)
        if named is None or words[being].lower() not in _BEING or (being == low == top) or tags[named] not in _NAMES:
            continue
        heads[named], deps[named] = verb, "dobj"
        for k in range(named + 1, min(named + _NEAR, len(words))):
            if heads[k] in (being, low) and deps[k] == "prep":
                heads[k] = verb
        heads[top], deps[top] = named, "relcl"


def mend_purpose(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """ "In order to" says what for, and "order" there orders nothing: the infinitive hangs on the verb, in place."""
    for at in range(1, len(words) - 2):
        if words[at].lower() != "order" or words[at - 1].lower() != "in" or tags[at + 1] != "TO":
            continue
        verb, above = heads[at + 1], heads[at - 1]
        if heads[at] != at - 1 or heads[verb] != at or above in (at - 1, verb):
            continue
        heads[verb], deps[verb] = above, "advcl"
        for word in (at - 1, at):
            heads[word], deps[word], tags[word] = verb, "mark", "IN"
        for kid, head in enumerate(heads):
            if head in (at - 1, at) and kid not in (at - 1, at):
                heads[kid] = verb


def mend_hyphened(words: list[str], deps: list[str], heads: list[int]) -> None:
    """Make one of what the parser takes for several objects, in place: "snubbed the *vice-president*"."""
    for dash in range(1, len(words) - 1):
        one, two = dash - 1, dash + 1
        if words[dash] != "-" or heads[one] != heads[two] or deps[one] != deps[two]:
            continue
        if deps[one] not in ("dobj", "pobj", "nsubj", "nsubjpass") or heads[one] == two:
            continue
        for k in range(max(0, one - _NEAR), one):
            if heads[k] == one:
                heads[k] = two
        heads[one], deps[one] = two, "compound"
        heads[dash], deps[dash] = two, "punct"


def mend_named(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Mend a second subject, and a noun read as a verb: "asks *Ann Ito*, a judge, for", "in a drive-by *shooting*"."""
    subjects: dict[int, int] = {}
    for token, dep in enumerate(deps):
        verb = heads[token]
        if dep == "nsubj":
            first = subjects.setdefault(verb, token)
            if first < verb < token and tags[verb] in ("VBZ", "VBD", "VBP") and tags[token] == "NNP":
                deps[token] = "dobj"
        elif dep == "aux" and tags[token] == "TO" and deps[verb] == "advcl":
            call = heads[verb]
            if words[call].lower() in _CALLS and call + 1 < len(words) and words[call + 1] in ("on", "upon"):
                deps[verb] = "xcomp"  # "calls on the president, Ann Ito, *to end* it"
        elif dep == "det" and tags[verb] == "VBG" and deps[verb] == "pcomp" and token < verb:
            tags[verb], deps[verb] = "NN", "pobj"


def mend_venue(words: list[str], deps: list[str], heads: list[int], sentences: list[tuple[int, int]]) -> None:
    """The land behind a town at the head of a sentence does nothing, in place: "In Lima, *Peru*, Ann Ito met"."""
    for first, last in sentences:
        town = first + 1
        while town + 1 < last and deps[town] == "compound" and heads[town] == town + 1:
            town += 1
        land = town + 2
        while land + 1 < last and deps[land] == "compound" and heads[land] == land + 1:
            land += 1
        if land + 1 >= last or words[first] not in ("In", "At", "Near") or deps[town] != "pobj" or heads[town] != first:
            continue
        verb = heads[land]
        if words[town + 1] != "," or words[land + 1] != "," or deps[land] not in ("nsubj", "nsubjpass") or verb < land:
            continue
        doer = next((k for k in range(land + 2, verb) if heads[k] == land and deps[k] == "appos"), None)
        if doer is not None:
            heads[doer], deps[doer] = verb, deps[land]
            heads[land], deps[land] = town, "appos"


def mend_finite(tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Join past forms to the past verb above the infinitive that they are given to, in place."""
    to = {heads[t] for t, tag in enumerate(tags) if tag == "TO" and deps[t] == "aux"}
    for token, tag in enumerate(tags):
        head = heads[token]
        if tag != "VBD" or deps[token] != "conj" or head not in to or tags[head] != "VB":
            continue
        for _ in range(_NEAR):
            if head == heads[head] or tags[head] == "VBD":
                break
            head = heads[head]
        if tags[head] != "VBD" or head > token:
            continue
        old, heads[token] = heads[token], head
        # the conjunction goes with it
        for cc in range(token - 1, old, -1):
            if deps[cc] == "cc" and heads[cc] == old:
                heads[cc] = head
                break


def mend_dismissed(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Give verbs the object that stands behind what they say of it, in place: "rejected as absurd *a report*"."""
    for verb in range(len(words) - 3):
        as_ = verb + 1
        if (
            words[as_].lower() != "as"
            or words[verb].lower() not in _DISMISSING
            or deps[verb] in ("relcl", "acl", "amod")
        ):
            continue
        near = range(max(0, verb - _NEAR), min(verb + _NEAR, len(words)))
        if any(heads[k] == verb and deps[k] in ("dobj", "auxpass", "nsubjpass") for k in near):
            continue
        said = heads[as_]  # "as *fabricated* a report", or the verb itself: "as absurd a report"
        holder, label = (as_, "pobj") if deps[as_] == "prep" and said == verb else (said, "dobj")
        thing = next((k for k in near if k > as_ + 1 and heads[k] == holder and deps[k] == label), None)
        if thing is None or tags[thing] not in _NAMES or (holder != as_ and heads[holder] != verb):
            continue
        if holder == as_ and not any(
            heads[k] == thing and deps[k] == "amod" for k in range(as_ + 1, min(as_ + 3, thing))
        ):
            continue  # "dismissed as nonsense"
        heads[thing], deps[thing] = verb, "dobj"


def _so_called(token: int, verb: int, words: list[str], deps: list[str], heads: list[int]) -> bool:
    """Whether the token is what the verb calls something: "called *an attack*", "described as *an attack*"."""
    if heads[token] == verb:
        return deps[token] in ("oprd", "attr", "dobj")
    above = heads[token]
    return deps[token] == "pobj" and words[above].lower() == "as" and heads[above] == verb


def _pair(name: int, words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    """Of "Ann Ito of Fiji and Tom Lee of Palau" the second goes with the first, not with what is behind its "of"."""
    if deps[name] != "conj" or tags[name] != "NNP":
        return
    place, of = heads[name], heads[heads[name]]
    one = heads[of]
    if not (one < of < place < name < len(words) - 2) or deps[place] != "pobj" or tags[one] != "NNP":
        return
    behind = name + 1
    paired = words[behind].lower() == "of" and heads[behind] == name and tags[behind + 1] == "NNP"
    if words[of].lower() != "of" or not paired or any(words[k] == "," for k in range(place, name)):
        return
    heads[name] = one
    for between in range(place + 1, name):
        if heads[between] == place and deps[between] == "cc":
            heads[between] = one


def _names(at: int, last: int, words: list[str], tags: list[str]) -> tuple[list[int], int]:
    """Heads of the names of "A, B, and C" from token ``at`` on, and the token after it; none where there is no list."""
    out: list[int] = []
    ended = False
    while True:
        if at < last and tags[at] == "DT" and words[at].lower() == "the":
            at += 1
        begin = at
        while at < last and tags[at] in ("NNP", "NNPS"):
            at += 1
        if at == begin or words[at - 1] in _OFFICES or any(w.lower() in _DAYS for w in words[begin:at]):
            return [], at
        out.append(at - 1)
        if ended:
            return out, at
        mark = at
        if at < last and words[at] == ",":
            at += 1
        if at < last and words[at].lower() in ("and", "or") and tags[at] == "CC":
            at += 1
            ended = True
        if at == mark:
            return [], at


def _join(names: list[int], after: int, words: list[str], deps: list[str], heads: list[int]) -> None:
    inside = set(names)
    top = next((n for n in names if heads[n] not in inside), None)
    if top is None or not (deps[top] in _HANG or (deps[top] == "pobj" and words[heads[top]].lower() in _HOLDERS)):
        return
    holder, role = heads[top], deps[top]
    if deps[names[0]] in ("nmod", "amod", "compound"):
        return  # "the Food, Drug and Cosmetic Act" is one name
    own = role == "pobj" and words[holder].lower() not in ("of", "by", "between", "among")
    if own and any(deps[n] in ("nsubj", "nsubjpass") for n in names):
        return  # "on a visit to Chad, Rwanda and Kenya signed": two lists may meet
    above = holder
    while heads[above] != above:  # what hangs on the list cannot hold it
        if names[0] <= above < after:
            return
        above = heads[above]
    if names[0] <= above < after:
        return
    for name in names:
        loose = deps[name] in _LOOSE and (heads[name] in inside or heads[name] == holder or heads[name] >= after)
        if name != top and not (loose or names[0] <= heads[name] < after):
            return
    deps[names[0]], heads[names[0]] = role, holder
    for one, next_ in pairwise(names):
        deps[next_], heads[next_] = "conj", one
