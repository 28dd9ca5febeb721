"""Which state the parties of an act belong to where their own words do not say: whose victims, whose forces."""

from dataclasses import replace

from dragoman.extract.events.drafts import codes_of, has_code
from dragoman.extract.events.predicates import Match
from dragoman.extract.events.sides import CONTEXT, DIRECT, MISSING, PLACE, THEME, Parties, Side
from dragoman.extract.events.status import Status
from dragoman.extract.events.wider import WiderArguments
from dragoman.gazetteer.organisations import ORGANISATIONS
from dragoman.records import Actor

# acts that are done to whoever is where they take place
LOCATED = frozenset({"ASSAULT", "COERCE"})
# acts between governments
FOREIGN = frozenset({"THREATEN", "SANCTION", "COERCE", "MOBILIZE", "ASSAULT", "AGREE", "AID"})
# those who speak and act for a state
_STATE = frozenset({"GOV", "MIL", "SPY", "COP", "LEG"})
# what an authority does within its reach, and bodies that are of the state whose authority does so
_RULED = frozenset({"restrict", "censor", "seize", "arrest", "convict"})
_HOME = frozenset({"SOC", "JRN", "LAB", "PTY", "EDU", "REL"})


class States:
    """Mends the states of the parties of acts in one document."""

    def __init__(self, arguments: WiderArguments, status: Status) -> None:
        self.arguments = arguments
        self.status = status
        self.matcher = arguments.matcher
        self.resolver = arguments.resolver
        self.parsed = arguments.parsed

    def mend(self, match: Match, parties: Parties) -> None:
        """Give both sides the states that clause and sentence make likelier than the text at large."""
        self._struck_place(match, parties)
        self._told_by_victim(match, parties)
        self._abroad(match, parties)
        self._another(match, parties)
        self._captors(match, parties)
        self._itself(match, parties)
        self._spoken_of(match, parties)
        self._perpetrator(match, parties)
        self._subjects(match, parties)

    def _subjects(self, match: Match, parties: Parties) -> None:
        """Bodies without a state whom an authority bans, shuts or tries are its own: "Chad closed *a charity*"."""
        mine, recipient = codes_of(parties.actor.parties), parties.recipient
        if match.frame.mode not in _RULED or len(mine) != 1 or mine & ORGANISATIONS or has_code(recipient.parties):
            return
        if all(a.role in _STATE | {"JUD"} for a in parties.actor.parties):
            own = [replace(a, code=next(iter(mine))) if a.role in _HOME else a for a in recipient.parties]
            parties.recipient = replace(recipient, parties=own)

    def _struck_place(self, match: Match, parties: Parties) -> None:
        """A town before an attack suffered it: "the *Mumbai* attacks"."""
        actor, p = parties.actor, self.parsed
        if match.frame.type != "ASSAULT" or not actor.heads or any(a.role != "CVL" for a in actor.parties):
            return
        nouns = self.matcher.ontology.nouns
        for head in actor.heads:
            act = p.lemmas[p.heads[head]]
            if p.tags[head] != "NNP" or not any(f.type == "ASSAULT" for f in nouns.get(act, ())):
                return
        if not has_code(parties.recipient.parties):
            parties.recipient = actor
        parties.actor = self.arguments.causer(match.predicate) if match.predicate.kind == "noun" else Side()

    def _told_by_victim(self, match: Match, parties: Parties) -> None:
        """Victims without a state are those of whoever tells of it: "Laos says Thailand shelled *a village*"."""
        actor, recipient = parties.actor, parties.recipient
        mine = codes_of(actor.parties)
        if (
            match.frame.type not in LOCATED
            or len(mine) != 1
            or codes_of(recipient.parties) != mine
            or self.unplaced(actor)
            or not self.unplaced(recipient)
        ):
            return
        reporter = self.status.reporter(match.predicate.token)
        told = codes_of(self.arguments.phrase(reporter).parties) if reporter is not None else set()
        if len(told) == 1 and not told & mine and not told & ORGANISATIONS:
            recipient.parties = [replace(a, code=next(iter(told))) for a in recipient.parties]

    def _another(self, match: Match, parties: Parties) -> None:
        """A government that no word names is not the one it acts against: "the minister threatened *Japan*"."""
        actor, recipient = parties.actor, parties.recipient
        if match.frame.type not in FOREIGN or not self.unplaced(actor) or any(a.role != "GOV" for a in actor.parties):
            return
        if recipient.how == THEME:
            found = [a for h in recipient.heads for a in self.matcher.actors(h, allow_place=True)]
            recipient = Side(found, DIRECT, recipient.heads)
        named = codes_of(recipient.parties)
        foreign = len(named) == 1 and named == codes_of(actor.parties) and not self.unplaced(recipient)
        if foreign and all(a.role == "GOV" for a in recipient.parties):
            actor.parties = [replace(a, code=None) for a in actor.parties]
            parties.recipient = recipient

    def unplaced(self, side: Side) -> bool:
        """Whether no word of the side says of which state it is."""
        return side.how == CONTEXT or (bool(side.heads) and all(map(self.resolver.guessed, side.heads)))

    def _abroad(self, match: Match, parties: Parties) -> None:
        """People that no word places are those of the place, not of who came there to act: "a raid on a car in Sidon".

        A government does not sanction its own officials either: "sanctioned top officials after the coup in Mali".
        """
        actor, recipient = parties.actor, parties.recipient
        mine = frozenset(codes_of(actor.parties))
        sanction = match.frame.type == "SANCTION" and match.frame.mode == "discontinue"
        if len(mine) != 1 or codes_of(recipient.parties) != mine or not self.unplaced(recipient):
            return
        if sanction and all(a.role in _STATE for a in recipient.parties):
            code = self.resolver.other_country(match.predicate.token, mine, place=False)
        elif match.frame.type == "ASSAULT" and not self.unplaced(actor) and all(a.role == "MIL" for a in actor.parties):
            code = self.resolver.other_country(match.predicate.token, mine, place=True)
        else:
            return
        if code or sanction:
            recipient.parties = [replace(a, code=code) for a in recipient.parties]

    def _perpetrator(self, match: Match, parties: Parties) -> None:
        """Who refuses or condemns the invasion *of Chad* means those who invade it, where the text tells of one."""
        if match.frame.type not in ("REJECT", "ACCUSE", "REQUEST"):
            return
        if not any(map(self._suffered, parties.recipient.heads)):
            return
        for kind in sorted(LOCATED):
            found = self.arguments.certain(kind, Parties(Side(), parties.recipient))
            codes = codes_of(found.parties)
            if codes and not codes & codes_of(parties.actor.parties):
                parties.recipient = found
                return

    def _suffered(self, head: int) -> bool:
        """Whether the phrase names who suffers the violence that its noun tells of: "the invasion *of Chad*"."""
        p = self.parsed
        prep = p.heads[head]
        acts = {f.type for f in self.matcher.ontology.nouns.get(p.lemmas[p.heads[prep]], ())}
        return p.deps[head] == "pobj" and p.lower[prep] in ("of", "on", "against") and bool(acts & LOCATED)

    def _captors(self, match: Match, parties: Parties) -> None:
        """Forces that no word places do not seize their own: "*border guards* arrested Chadian soldiers"."""
        actor, recipient = parties.actor, parties.recipient
        mine = frozenset(codes_of(actor.parties))
        if match.frame.type not in LOCATED or len(mine) != 1 or codes_of(recipient.parties) != mine:
            return
        forces = all(a.role in ("MIL", "COP") for a in actor.parties) and self.unplaced(actor)
        if forces and all(a.role in ("MIL", "SPY") for a in recipient.parties) and not self.unplaced(recipient):
            code = self.resolver.other_country(match.predicate.token, mine, place=False)
            if code:
                actor.parties = [replace(a, code=code) for a in actor.parties]

    def _spoken_of(self, match: Match, parties: Parties) -> None:
        """Whom an organisation's sanctions are on that the clause does not say: whoever the text is about."""
        actor, recipient = codes_of(parties.actor.parties), parties.recipient
        if match.frame.type != "SANCTION" or not actor or not actor <= ORGANISATIONS or has_code(recipient.parties):
            return
        code = self.resolver.country(match.predicate.token)
        if match.frame.mode == "discontinue" and code and code not in ORGANISATIONS:
            parties.recipient = Side([Actor(code, "GOV", code)], CONTEXT)

    def _itself(self, match: Match, parties: Parties) -> None:
        """A government does not attack itself; its measures at home are for its people ("closed *its schools*")."""
        if match.frame.type not in LOCATED or any(a.role != "GOV" for a in parties.actor.parties):
            return
        named = [h for h in parties.recipient.heads if self.resolver.place(h) is None]
        if parties.recipient.how == PLACE or (parties.recipient.how == DIRECT and named):
            return  # its ministers, its diplomats
        mine = codes_of(parties.actor.parties)
        if match.frame.type == "COERCE" and any(a.code in mine for a in parties.recipient.parties):
            other = self.arguments.counterpart(match, frozenset(mine))  # "tensions with Chad: it closed its border"
            if other.parties:
                parties.recipient = other
                return
        if match.frame.type == "COERCE":
            home = [
                replace(a, role="CVL") if a.code in mine and a.role == "GOV" else a for a in parties.recipient.parties
            ]
            parties.recipient = replace(parties.recipient, parties=home)
            return
        rest = [a for a in parties.recipient.parties if a.role != "GOV" or a.code is None or a.code not in mine]
        if len(rest) < len(parties.recipient.parties):
            parties.recipient = replace(parties.recipient, parties=rest, how=parties.recipient.how if rest else MISSING)
