"""Which body a phrase names: a council, a parliament, a court, a party."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.extract.votes.phrases import noun_phrase
from dragoman.gazetteer.organisations import GENERIC, INTERNATIONAL
from dragoman.ontology.cache import compiled, hash_of
from dragoman.parse import Parsed
from dragoman.records import Actor
from dragoman.resolve import ActorResolver

DATA = Path(__file__).with_name("bodies.yaml")
# organisations whose parliament has the code of its own in CODEBOOK section 3
OWN_CODE = INTERNATIONAL - {"UNO", "EUR", "IGO"}
US_CHAMBERS = frozenset({"house of representatives", "the house", "house", "senate", "congress", "the senate"})


@dataclass(frozen=True, slots=True)
class Body:
    """``code`` as ``Vote.body`` prints it, None where the country is not told; ``role`` of its members."""

    code: str | None
    role: str


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """``named`` (words to body), ``nouns`` (head lemma to role), ``popular`` (head lemmas of the people at large)."""

    def build() -> dict[str, Any]:
        raw = yaml.safe_load(DATA.read_text(encoding="utf-8"))
        return {
            "named": {k: v["body"] for k, v in raw["named"].items()},
            "nouns": raw["nouns"],
            "popular": raw["popular"],
        }

    out: dict[str, Any] = compiled("bodies", hash_of([DATA]), build)
    return out


def _place(words: str, name: str) -> int:
    """Where ``name`` stands in ``words`` as whole words, or -1."""
    at = words.find(name)
    while at >= 0:
        end = at + len(name)
        if not words[at - 1 : at].isalnum() and not words[end : end + 1].isalnum():
            return at
        at = words.find(name, at + 1)
    return -1


class Bodies:
    """Names the bodies of one document."""

    def __init__(self, parsed: Parsed, resolver: ActorResolver) -> None:
        self.p = parsed
        self.resolver = resolver
        self.nouns: dict[str, str] = tables()["nouns"]
        self.last: dict[str, str] = {}
        self.un = any(w in ("UN", "U.N.", "UNSC") for w in parsed.words) or "United Nations" in parsed.text

    def popular(self, head: int) -> bool:
        """Whether the phrase stands for voters at large."""
        return self.p.lemmas[head] in tables()["popular"]

    def of(self, head: int, *, voting: bool = False, limit: int | None = None) -> Body | None:
        """The body that the phrase headed by ``head`` names; None where it is none.

        With ``voting`` the phrase is the subject of "vote", which makes any committee or organisation a body; tokens
        from ``limit`` on are no part of the phrase, whatever the parse says.
        """
        p = self.p
        first, last = noun_phrase(p, head)
        if limit is not None:
            first, last = max(first, limit - 14), limit
        words = p.phrase(first, last).lower()
        if self.popular(head):
            return None
        for name, code in tables()["named"].items():
            at = _place(words, name)
            if at < 0 or words[:at].rstrip().endswith(("of", "to", "by")):
                continue
            # a state may have a security council of its own
            if (
                code != "UNSC"
                or name == "unsc"
                or words[:at].strip(" '’s")
                in (
                    "",
                    "the",
                    "un",
                    "the un",
                    "u.n.",
                    "the u.n.",
                    "united nation",
                    "the united nation",
                    "united nations",
                    "the united nations",
                    "15-member",
                )
            ):
                return Body(str(code), str(code).partition(":")[2] or "IGO")
        if p.lemmas[head] == "assembly" and "general assembly" in words and self.un:
            return Body("UNGA", "IGO")
        role = self._role(head, words)
        found = self.resolver.actors(head)
        actor = next((a for a in found if a.code), None)
        if (
            actor is not None
            and actor.role in ("LEG", "JUD", "PTY", "OPP")
            and role in (None, "LEG", "JUD", "PTY", "GOV")
        ):
            role = "PTY" if actor.role == "OPP" else actor.role
        if role in ("LAB", "NGO") and actor is not None and actor.code == "EUR":
            return Body("EUR", "IGO")
        if p.lower[head] == "council" and words.removeprefix("the ") == "council" and "Security Council" in p.text:
            return Body("UNSC", "IGO")
        if role is None and voting:
            role = self._any_role(head, actor)
        if role is None:
            return None
        if actor is not None and actor.code in OWN_CODE:
            return Body(actor.code, role)
        code = self._country(head, first, last, words, actor.code if actor is not None else None)
        if code in GENERIC:
            return Body(code, role)
        if role == "PTY" and code is None and p.lemmas[head] in ("conference", "convention"):
            role = "IGO"
        if role in ("NGO", "IGO"):
            return Body(code if code and len(code) == 3 and role == "IGO" and code in OWN_CODE else role, role)
        if code is None:
            code = self.last.get(role)
        if code is None:
            return Body(None, role)
        self.last[role] = code
        return Body(f"{code}:{role}", role)

    def _elsewhere(self, head: int) -> str | None:
        """The one country that the sentence of a chamber without its own is about."""
        p = self.p
        found = {
            a.code
            for i in range(*p.sentences[p.sentence_of[head]])
            if i != head and p.tags[i] in ("NNP", "NNPS", "JJ") and p.heads[i] != head
            for a in self.resolver.actors(i, allow_place=True)
            if a.code and a.role in (None, "GOV") and len(a.code) == 3
        }
        return found.pop() if len(found) == 1 else None

    def _any_role(self, head: int, actor: Actor | None) -> str | None:
        p = self.p
        if p.lemmas[head] in ("committee", "panel", "forum", "network"):
            return "NGO"
        if actor is not None and actor.role and p.words[head].isupper() and len(p.words[head]) > 2:
            return actor.role
        return None

    def _role(self, head: int, words: str) -> str | None:
        p = self.p
        nouns = self.nouns
        role = nouns.get(p.lemmas[head]) or nouns.get(p.lower[head].rstrip("s"))
        if role is None:
            for i in range(*noun_phrase(p, head)):
                if p.tags[i] in ("NNP", "NNPS") and p.lower[i] in nouns and (p.heads[i] == head or i == head):
                    role = nouns[p.lower[i]]
        if p.lemmas[head] == "house" and not self._chamber(head, words):
            return None
        if p.lemmas[head] in ("committee", "subcommittee") and not any(
            w in words for w in ("house", "senate", "parliament", "congress", "legislat", "judiciary")
        ):
            return None
        if role == "LEG" and p.lemmas[head] in ("member", "representative", "delegate", "lord", "peer", "deputy"):
            return role
        if "committee" in words and any(w in words for w in ("senate", "house")):
            return "LEG"
        if p.lemmas[head] == "member":
            of = p.child(head, "prep")
            inner = None if of is None else p.child(of, "pobj")
            return None if inner is None else self._role(inner, words)
        if p.lemmas[head] in ("half", "majority", "%", "percent"):
            return None
        return role

    def _chamber(self, head: int, words: str) -> bool:
        """Whether "house" is a chamber: alone, of representatives, upper or lower, or of a state; no "White House"."""
        p = self.p
        if words.removeprefix("the ") == "house" and p.words[head] == "House":
            return True
        if any(
            w in words
            for w in ("of representatives", "of commons", "of lords", "lower house", "upper house", "of assembly")
        ):
            return True
        return "white" not in words and any(
            a.code for k in p.kids[head] if k < head for a in self.resolver.actors(k, allow_place=True)
        )

    def _country(self, head: int, first: int, last: int, words: str, code: str | None) -> str | None:
        p = self.p
        own = p.lemmas[head] in US_CHAMBERS or p.lower[head] in ("parliament", "assembly", "senate", "church", "synod")
        if words.removeprefix("the ").startswith("european "):
            return "EUR"
        if code == "USA" and words.removeprefix("the ") in US_CHAMBERS:
            # many states have one; the gazetteer knows the American
            return self.last.get("LEG") or self._elsewhere(head) or code
        if code and not (own and last > head + 1):
            return code
        for i in range(first, last):
            if i != head and p.tags[i] in ("NNP", "NNPS", "JJ", "PRP$", "NN"):
                for actor in self.resolver.actors(i, allow_place=True):
                    if actor.code and actor.code.isalpha():
                        return actor.code
                if p.tags[i] in ("NNP", "NNPS"):
                    place = self.resolver.place(i)
                    if place:
                        return place
        if code:
            return code
        return self.resolver.country(head) or ("USA" if words.removeprefix("the ") in US_CHAMBERS else None)
