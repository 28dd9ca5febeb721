"""The mode of an act where its frame leaves it open: the means that its phrases name, or the act that is asked for."""

from dragoman.extract.events.grammar import Grammar
from dragoman.extract.events.predicates import PARTITIVE, Match, Matcher
from dragoman.gazetteer.organisations import UNIONS
from dragoman.records import Actor

# means of violence, the most telling first; a pair is a compound with its head
_MEANS: tuple[tuple[str, frozenset[str]], ...] = (
    ("suicide-attack", frozenset({"suicide"})),
    ("unconventional", frozenset("chemical sarin chlorine mustard nerve anthrax ricin novichok toxic".split())),
    ("crowd-control", frozenset({"gas", "cannon", "baton", "truncheon", "rubber", "pepper", "teargas", "stun"})),
    ("drone", frozenset({"drone", "uav"})),
    ("aerial", frozenset("airstrike warplane jet aircraft helicopter aerial sortie air gunship plane".split())),
    ("heavy-weapons", frozenset("rocket missile mortar artillery shell shelling howitzer tank".split())),
    ("primitive", frozenset("petrol molotov firebomb stone rock bottle brick arson knife".split())),
    ("explosives", frozenset("bomb ied explosive explosion blast mine landmine bombing bomber grenade".split())),
    ("firearms", frozenset("gunman gunmen gunfire shooting shooter gun sniper bullet rifle armed shootout".split())),
    ("primitive", frozenset("knife stabbing machete axe sword hammer arson firebomb molotov".split())),
)  # fmt: skip
_DOING = {
    "shoot": "firearms", "gun": "firearms", "shell": "heavy-weapons", "stab": "primitive", "behead": "primitive",
    "assassinate": "targeted", "assassination": "targeted", "torch": "destroy", "burn": "destroy",
}  # fmt: skip
# what a more exact word may take the place of
_ROUGH = frozenset({None, "explosives", "destroy", "heavy-weapons", "firearms", "primitive"})
# which means outdo the one that the frame knows
_BEST = frozenset({"suicide-attack", "drone", "aerial", "unconventional"})
_BETTER: dict[str | None, frozenset[str]] = {
    None: frozenset(mode for mode, _ in _MEANS),
    "firearms": _BEST | {"heavy-weapons", "crowd-control"},
    "explosives": _BEST | {"primitive"},
    "heavy-weapons": _BEST | {"primitive"},
    "primitive": _BEST | {"explosives"},
}
_WHERE = ("subject", "by", "with", "in", "during", "using", "from", "after")
_PROTESTS = (
    ("hunger", frozenset({"hunger", "hunger-strike"})),
    ("boycott", frozenset({"boycott"})),
    ("riot", frozenset({"riot", "rioting", "rampage"})),
    ("strike", frozenset({"strike", "walkout", "stoppage"})),
    ("demo", frozenset("demonstration march rally protest demonstrate sit-in vigil".split())),
)
# what is asked for or refused, by the type of the act in it
_ASKED = {"RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet", "AID": "assist"}
_ASKED_WORDS = {
    "assist": frozenset(
        "aid asylum assistance help food money donation fund funding loan bailout relief supply dollar million billion "
        "euro medicine weapon visa donate send provide lend contribute".split()
    ),
    "meet": frozenset("talk talks meeting summit negotiation dialogue negotiate visit meet mediation".split()),
    "change": frozenset(
        "election reform postpone resignation resign referendum constitution change transition sack dismiss "
        "government amend appoint elect".split()
    ),
    "yield": frozenset(
        "release withdraw stop end lift halt cease withdrawal ceasefire truce free pull leave surrender suspend allow "
        "abandon disarm restraint refrain drop return demand call calls concession cessation stand-down hand".split()
    ),
}
_VIOLENT = frozenset(
    "kill attack blow bomb destroy strike shoot execute behead invade fight shell burn assassinate wipe annihilate "
    "retaliate crush attack missile airstrike war invasion retaliation violence bombing reprisal revenge".split()
)
_MEASURES = frozenset("sanction tariff embargo countermeasure boycott".split())
# modes that the word itself tells, whatever frame knows it
_NAMED = {
    ("REJECT", "veto"): "veto", ("REJECT", "abstain"): "abstain", ("REJECT", "abstention"): "abstain",
    ("ACCUSE", "investigate"): "investigate", ("ACCUSE", "probe"): "investigate", ("ACCUSE", "inquiry"): "investigate",
    ("ACCUSE", "investigation"): "investigate",
}  # fmt: skip
_MEDIA = frozenset(
    "newspaper channel broadcaster station website magazine newsroom internet twitter facebook youtube telegram tiktok "
    "whatsapp wikipedia news-site blog".split()
)
_PHONES = frozenset("phone telephone videoconference teleconference video-link video".split())
_ARMED = frozenset({"MIL", "REB", "UAF"})
_TROOPS = frozenset("troop troops soldier guard army battalion brigade marine reservist contingent regiment".split())


class Modes:
    """Modes of acts in one document."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.parsed = matcher.parsed
        self.grammar: Grammar = matcher.grammar
        self.beside: dict[int, Match] = {}  # the predicates of the sentence that is being coded

    def of(self, match: Match, actors: tuple[Actor, ...]) -> str | None:
        """The mode of the act that ``match`` codes, of those that its type has; None where nothing tells."""
        frame = match.frame
        if frame.type == "ASSAULT":
            if any(self.parsed.lower[k] == "sexually" for k in self.parsed.kids[match.predicate.token]):
                return "sexual"
            doing = _DOING.get(self.parsed.lemmas[match.predicate.token])
            if frame.mode == "targeted" and doing in ("firearms", "primitive"):
                return doing
            return self._violence(match) if frame.mode in _ROUGH else frame.mode
        if frame.type == "PROTEST" and frame.mode in (None, "demo", "strike"):
            return next((mode for mode, words in _PROTESTS if words & self._own_words(match)), frame.mode)
        if frame.type == "MOBILIZE" and frame.mode == "troops" and actors and all(a.role == "REB" for a in actors):
            return "militia"
        named = _NAMED.get((frame.type, self.parsed.lemmas[match.predicate.token]))
        if named is not None:
            return named
        if frame.type == "COERCE" and frame.mode == "restrict" and self._words(self._object(match)) & _MEDIA:
            return "censor"
        if frame.type == "REJECT" and frame.mode == "yield" and self._asked_to_go(match):
            return "change"
        if frame.mode is not None and not (frame.type == "MOBILIZE" and frame.mode == "weapons"):
            return frame.mode
        if frame.type == "CONSULT":
            return self._meeting(match, actors)
        if frame.type in ("REQUEST", "REJECT"):
            return self._asked(match)
        if frame.type == "THREATEN":
            ultimatum = "ultimatum" in self._own_words(match) and any(a.role in _ARMED for a in actors)
            asked = self._complement_words(match) | self._words(self._object(match))
            asked |= self._words(list(self.matcher.heads(match.predicate, "with")))
            if ultimatum or asked & _VIOLENT:
                return "violence"
            return "relations" if asked & _MEASURES else None
        if frame.type == "MOBILIZE":
            words = self._words(self._object(match))
            if words & _TROOPS:
                return "militia" if actors and all(a.role == "REB" for a in actors) else "troops"
        return frame.mode

    # ------------------------------------------------------------ means of violence
    def _violence(self, match: Match) -> str | None:
        p, predicate, mode = self.parsed, match.predicate, match.frame.mode
        words = self._words([predicate.token]) - {"rock"}  # "blasts rocked the city"
        if predicate.kind == "verb" and self._carries(match):
            words |= self._words(self._object(match))
        for slot in _WHERE:
            words |= self._words(list(self.matcher.heads(predicate, slot)))
        for head in self.matcher.heads(predicate, "subject"):  # "men with knives killed", "armed with axes"
            words |= self._words(self.grammar.preposition(head, "with"))
        found = next((mode for mode, means in _MEANS if means & words), None)
        if found is not None and found in _BETTER.get(mode, _BEST):
            return found
        if mode is None:
            return _DOING.get(p.lemmas[predicate.token]) or self._clause_means(match)
        return mode

    def _carries(self, match: Match) -> bool:
        """Whether the object is the act itself: "conducted an airstrike"."""
        objects = set(self._object(match))
        objects |= {k for h in objects if self.parsed.lemmas[h] in PARTITIVE for k in self.grammar.preposition(h, "of")}
        return bool(match.predicate.consumed & objects) and self.parsed.lemmas[match.predicate.token] in (
            "carry",
            "conduct",
            "launch",
            "stage",
            "mount",
            "perform",
            "make",
            "commit",
            "fire",
            "detonate",
            "throw",
            "hurl",
            "lob",
            "toss",
            "unleash",
        )

    def _clause_means(self, match: Match) -> str | None:
        """The means that the clause tells of which this one is the outcome: "a bomber attacked, *killing* ten"."""
        p, token = self.parsed, match.predicate.token
        if p.deps[token] != "advcl" or p.pos[p.heads[token]] != "VERB":
            return None
        words = self._words([k for k in p.kids[p.heads[token]] if p.deps[k] in ("nsubj", "agent")])
        return next((mode for mode, means in _MEANS if means & words), None)

    # ------------------------------------------------------------ what is asked for
    def _asked(self, match: Match) -> str | None:
        p, predicate = self.parsed, match.predicate
        verbs = self.grammar.complements(predicate.token) if predicate.kind == "verb" else []
        if predicate.kind == "noun":
            verbs = [k for k in p.kids[predicate.token] if p.deps[k] in ("acl", "ccomp")]
        for verb in verbs:
            words = {p.lemmas[verb], *self._words([k for k in p.kids[verb] if p.deps[k] == "dobj"])}
            for mode in ("meet", "change", "yield", "assist"):
                if words & _ASKED_WORDS[mode]:
                    return mode
            inner = self.beside.get(verb)
            if inner is not None and inner.frame.mode == "resign":
                return "change"
            if inner is not None and inner.frame.type in _ASKED:
                return _ASKED[inner.frame.type]
        heads = self._object(match) if match.frame.type == "REJECT" or not verbs else []
        for slot in ("for", "object.for", "object.of", "of"):
            heads = heads + list(self.matcher.heads(predicate, slot))
        if heads:
            words = self._words(heads)
            for mode in ("assist", "meet", "change", "yield"):
                if words & _ASKED_WORDS[mode]:
                    return mode
        return None

    def _asked_to_go(self, match: Match) -> bool:
        """Whether it is a demand to give up office that is refused: "rejected calls to step down"."""
        p = self.parsed
        verbs = [k for h in self._object(match) for k in p.kids[h] if p.deps[k] in ("acl", "ccomp")]
        found = [self.beside.get(v) for v in verbs]
        return any(m is not None and m.frame.mode == "resign" for m in found)

    def _meeting(self, match: Match, actors: tuple[Actor, ...]) -> str | None:
        """How they met: over the phone, or as a body of many."""
        words = self._own_words(match) | self._words(self._object(match))
        for slot in ("by", "over", "via"):
            words |= self._words(list(self.matcher.heads(match.predicate, slot)))
        if words & _PHONES:
            return "phone"
        codes = {a.code for a in actors if a.code}
        return "multilateral" if len(codes) > 2 or codes & UNIONS else None

    # ------------------------------------------------------------ words
    def _object(self, match: Match) -> list[int]:
        return list(self.matcher.heads(match.predicate, "object"))

    def _complement_words(self, match: Match) -> set[str]:
        p = self.parsed
        return {p.lemmas[v] for v in self.grammar.complements(match.predicate.token)}

    def _own_words(self, match: Match) -> set[str]:
        heads = [match.predicate.token, *match.predicate.consumed]
        return self._words([h for h in heads if self.parsed.pos[h] in ("NOUN", "PROPN") or h == match.predicate.token])

    def _words(self, heads: list[int]) -> set[str]:
        """Lemmas of the phrases' heads, of what stands before them, and inside "a series of"."""
        p, out = self.parsed, set()
        for head in heads:
            inner = self.grammar.preposition(head, "of") if p.lemmas[head] in PARTITIVE else []
            for token in (*p.conjuncts(head), *inner):
                out.add(p.lemmas[token].lower())
                for kid in p.kids[token]:
                    if p.deps[kid] in ("compound", "amod", "nmod") and kid < token:
                        out.add(p.lemmas[kid].lower())
                        out.update(p.lemmas[k].lower() for k in p.kids[kid] if p.deps[k] in ("compound", "conj"))
        return out
