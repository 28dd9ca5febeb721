"""Draw sentences for the samples of statuses and modes: ``python bench/sample_status.py status|modes [--seed S]``.

Prints JSONL {id, start, end, cue, text}: a sentence is a candidate for a cue when it matches the cue's pattern; the
draw takes as many sentences for each cue as COUNT says (fewer where there are fewer) and shuffles them.  The coder has
no part in it.  Of the default draw of statuses few sentences held an act, so a second one (``status --acts --seed
20261123``) took only sentences that match a cue of some mode as well; of a second draw of modes with that seed only
those of cues rare in the first were read.  What was labelled of the draws is ``bench/samples/status.jsonl`` and
``bench/samples/modes.jsonl``: ids, offsets and labels, never the text.  Reads ../shared (or $DRAGOMAN_SHARED).
"""

# ruff: noqa: E501 (a cue is one line, however long)

import argparse
import json
import random
import re

from sample_votes import SHARED, portal, sentences

# the status that the cue suggests; the label is given by reading
STATUS = {
    "planned": r"will|shall|plan(?:s|ned)? to|planning to|intends? to|(?:is|are) (?:set|due|about|going|scheduled) to|"
    r"announces? that|next (?:week|month|year)|upcoming|vow(?:s|ed)? to|prepar(?:es|ing) to",
    "possible": r"may|might|could|would|if|unless|consider(?:s|ing)|possible|possibly|potential|likely|threat(?:s|ens) to|"
    r"proposed|offers? to|ready to|willing to|attempt(?:s|ed)? to",
    "denied": r"den(?:y|ies|ied|ying|ial)|disput(?:es|ed)|refut(?:es|ed)|false|reject(?:s|ed) (?:claims|allegations|reports)",
    "not": r"not|never|without|\w+n't|fail(?:s|ed|ing|ure) to|refus(?:es|ed|al)|no longer|postpon\w+|cancel\w*|"
    r"call(?:s|ed) off|neither|thwart\w*|foil\w*|unable to|prevent(?:s|ed)",
}
# the mode of the codebook that the cue suggests
MODES = {
    "CONSULT visit": r"visit(?:s|ed|ing)?|arrives? in|state visit|tour of",
    "CONSULT third-party": r"mediat\w+|broker(?:s|ed)|go-between|peace envoy",
    "CONSULT multilateral": r"summit|conference|G-?20|G-?8|G-?7|multilateral|six-party",
    "CONSULT phone": r"phone(?:s|d)?|telephon\w+|phone call|video ?conference",
    "RETREAT withdraw": r"withdraw(?:s|n|al)?|withdrew|pull(?:s|ed)? out|pullout|retreat\w*",
    "RETREAT release": r"releas(?:es|ed)|fre(?:es|ed)|pardon(?:s|ed)",
    "RETREAT disarm": r"disarm\w*|surrender\w* (?:\w+ )?(?:weapons|arms)|dismantl\w+|lay down|destroy\w* (?:\w+ )?(?:stockpile|weapons)",
    "RETREAT ceasefire": r"cease-?fires?|truce|armistice|cessation of hostilities",
    "RETREAT access": r"allow(?:s|ed)|inspectors|humanitarian (?:corridor|access)|lets? in|re-?open(?:s|ed)",
    "RETREAT resign": r"resign(?:s|ed|ation)?|step(?:s|ped) down",
    "REQUEST assist": r"(?:ask|appeal|request|call|plead)(?:s|ed)? \w* ?(?:for )?(?:\w+ )?(?:help|aid|assistance|support|troops|money)|appeals? for",
    "REQUEST change": r"(?:call|press|push)(?:s|ed)? (?:\w+ ){0,3}(?:for|to) (?:\w+ ){0,3}(?:reform\w*|change|election\w*|law|ban)",
    "REQUEST yield": r"(?:call|urg|demand|order)\w* (?:\w+ ){0,5}(?:releas\w+|withdraw\w*|resign\w*|end|stop|halt|ceasefire|free)",
    "REQUEST meet": r"(?:call|urg|ask|propos|invit)\w* (?:\w+ ){0,5}(?:talks|meeting|negotiat\w+|dialogue|summit)",
    "ACCUSE disapprove": r"condemn(?:s|ed)|critici[sz](?:es|ed)|denounc(?:es|ed)",
    "ACCUSE investigate": r"investigat\w+|inquiry|probe",
    "ACCUSE allege": r"accus(?:es|ed|ing)|alleg(?:es|ed|ing)|blam(?:es|ed)|su(?:es|ed)|indict\w*|charg(?:es|ed)",
    "REJECT assist": r"(?:refus|reject|declin|den)\w* (?:\w+ ){0,5}(?:aid|help|assist\w*|fund\w*|bailout|loan|request|asylum)",
    "REJECT change": r"(?:refus|reject|rul)\w* (?:\w+ ){0,5}(?:reform\w*|proposal|plan|bill|amend\w*|change|referendum|election\w*)",
    "REJECT yield": r"(?:refus|reject)\w* (?:\w+ ){0,5}(?:demand\w*|resign\w*|withdraw\w*|releas\w*|step down|ultimatum|calls?)",
    "REJECT meet": r"(?:refus|reject|cancel|declin|boycott)\w* (?:\w+ ){0,5}(?:talks|meet\w*|negotiat\w+|visit|summit|attend)",
    "REJECT veto": r"veto(?:es|ed|ing)?",
    "REJECT abstain": r"abstain\w*|abstention\w*",
    "THREATEN": r"threat(?:en|ens|ened|ening|s)? (?:to|of|that|with)|warn(?:s|ed)? (?:\w+ ){0,4}(?:will|would|retaliat\w+|consequences)|"
    r"vow(?:s|ed)? to (?:retaliate|destroy|attack|avenge)|ultimatum",
    "PROTEST demo": r"protest(?:s|ed|ers)?|demonstrat(?:e|es|ors|ion|ions)|rally|march(?:es|ed)?",
    "PROTEST riot": r"riot(?:s|ed|ing|ers)?",
    "PROTEST strike": r"general strike|go(?:es)? on strike|strik(?:e|es|ing) (?:by|of|over|workers|action)|walkout",
    "PROTEST hunger": r"hunger[- ]strik\w+",
    "PROTEST boycott": r"boycott(?:s|ed|ing)?",
    "PROTEST obstruct": r"(?:block|occup)\w* (?:\w+ ){0,3}(?:roads?|streets?|square|bridge|highway|motorway|airport|building)|sit-in|blockad\w+",
    "PROTEST vandalize": r"vandali[sz]\w+|topple\w* (?:\w+ ){0,3}statue|deface\w*|graffiti",
    "SANCTION convict": r"convict(?:s|ed)|sentenc(?:es|ed)|found guilty|finds? (?:\w+ ){1,4}guilty",
    "SANCTION expel": r"expel(?:s|led)?|persona non grata|expulsion",
    "SANCTION withdraw": r"recall(?:s|ed)? (?:\w+ ){0,3}(?:ambassador|envoy|diplomat)\w*|(?:withdr\w+|leav\w+|quit\w*) (?:\w+ ){0,3}"
    r"(?:treaty|agreement|union|organi[sz]ation|alliance|coalition)",
    "SANCTION discontinue": r"(?:suspend|halt|cut|sever|freez|stop)\w* (?:\w+ ){0,4}(?:aid|ties|relations|cooperation|sales|exports|imports|flights|funding)|"
    r"embargo\w*|sanctions",
    "MOBILIZE troops": r"(?:deploy|send|mass|mobili[sz])\w* (?:\w+ ){0,4}(?:troops|soldiers|forces|army|reservists)|troops to|military exercise\w*",
    "MOBILIZE weapons": r"(?:deploy|send|test|mov|launch)\w* (?:\w+ ){0,4}(?:missiles?|warships?|aircraft carrier|tanks|jets|nuclear)",
    "MOBILIZE police": r"(?:deploy|send)\w* (?:\w+ ){0,4}(?:police|guard|officers)|police (?:are|were) deployed",
    "MOBILIZE militia": r"(?:militia\w*|rebels|fighters|tribesmen) (?:\w+ ){0,3}(?:mass|gather|mobili[sz]|recruit|advance)\w*|recruit(?:s|ing|ed) (?:\w+ ){0,3}fighters",
    "COERCE seize": r"seiz(?:es|ed|ure)|captur(?:es|ed)|confiscat(?:es|ed)|takes? control|raid(?:s|ed)?",
    "COERCE restrict": r"ban(?:s|ned)|bar(?:s|red)|restrict(?:s|ed|ions)|clos(?:es|ed) (?:\w+ ){0,3}border|outlaw(?:s|ed)|blockade",
    "COERCE censor": r"censor\w*|block(?:s|ed) (?:\w+ ){0,4}(?:website|YouTube|Facebook|Twitter|Wikipedia|internet|access)|shuts? down (?:\w+ ){0,4}(?:newspaper|station|channel|media)",
    "COERCE curfew": r"curfew\w*|lockdown",
    "COERCE martial-law": r"martial law|state of emergency",
    "COERCE arrest": r"arrest(?:s|ed)?|detain(?:s|ed)",
    "COERCE deport": r"deport(?:s|ed|ation|ations)?|extradit\w+",
    "COERCE withhold": r"cut(?:s|ting)? off (?:\w+ ){0,3}(?:gas|water|electricity|power|supplies|food|fuel|oil)|withh\w+",
    "COERCE misinformation": r"disinformation|misinformation|propaganda|fake (?:accounts|news)|interfer(?:ed|ing|ence)",
    "COERCE cyber": r"hack(?:s|ed|ers|ing)|cyber ?-?attack\w*|malware|DDoS",
    "ASSAULT abduct": r"kidnap\w*|abduct\w*|hostages?",
    "ASSAULT beat": r"beat(?:s|en|ing)?|punch\w*|assaulted",
    "ASSAULT torture": r"tortur\w+",
    "ASSAULT sexual": r"rap(?:e|ed|es|ing)|sexual(?:ly)? (?:assault|abuse|violence)\w*",
    "ASSAULT targeted": r"assassinat\w+",
    "ASSAULT destroy": r"(?:burn|destroy|demolish|raz|torch|blow)\w* (?:\w+ ){0,4}(?:homes?|houses?|villages?|pipeline|church|mosque|temple|building|bridge|school)s?",
    "ASSAULT primitive": r"stab(?:s|bed|bing)?|machetes?|kni(?:fe|ves)|behead\w*|ston(?:es|ed|ing)|axe",
    "ASSAULT firearms": r"gunm[ae]n|shot(?: dead)?|shoot(?:s|ing)|opens? fire|gun ?fire",
    "ASSAULT explosives": r"car bomb\w*|roadside bomb\w*|IED|grenades?|explosi\w+|bomb (?:attack|blast|explodes)",
    "ASSAULT suicide-attack": r"suicide (?:bomb\w*|attack\w*|car)",
    "ASSAULT aerial": r"air ?-?(?:strikes?|raids?)|warplanes|bombard\w*",
    "ASSAULT drone": r"drones?",
    "ASSAULT heavy-weapons": r"shell(?:s|ed|ing|fire)|rockets?|artillery|missiles?|mortars?|tanks",
    "ASSAULT crowd-control": r"tear ?gas|rubber bullets|water cannons?|pepper spray|batons",
    "ASSAULT unconventional": r"chemical (?:weapons?|attack\w*)|sarin|chlorine|nerve agent|poison(?:ed|ing)|novichok|polonium",
}
COUNT = {"status": {"planned": 120, "possible": 120, "denied": 60, "not": 150}, "modes": dict.fromkeys(MODES, 5)}


def seen() -> set[str]:
    """Sentences of the development gold, which are no part of a blind sample."""
    with (SHARED / "gold" / "events-dev.jsonl").open(encoding="utf8") as lines:
        return {sentence for line in lines for sentence in json.loads(line)["sentences"]}


def draw(cues: dict[str, str], counts: dict[str, int], seed: int, needs: str = "") -> list[dict[str, object]]:
    """A draw of ``counts`` sentences for each cue that match ``needs`` too, no sentence twice, in mixed order."""
    needed = re.compile(rf"\b(?:{needs})\b" if needs else "", re.I)
    patterns = {cue: re.compile(rf"\b(?:{words})\b", re.I) for cue, words in cues.items()}
    found: dict[str, list[dict[str, object]]] = {cue: [] for cue in cues}
    known = seen()
    for item in portal():
        for start, end in sentences(item["text"]):
            words = item["text"][start:end]
            if words in known or not needed.search(words):
                continue
            for cue, pattern in patterns.items():
                if pattern.search(words):
                    found[cue].append({"id": item["id"], "start": start, "end": end, "cue": cue, "text": words})
    out: dict[tuple[object, object], dict[str, object]] = {}
    chance = random.Random(seed)
    for cue, rows in found.items():
        for row in chance.sample(rows, min(counts[cue], len(rows))):
            out.setdefault((row["id"], row["start"]), row)
    mixed = list(out.values())
    chance.shuffle(mixed)
    return mixed


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("sample", choices=("status", "modes"))
    args.add_argument("--seed", type=int, default=20261122)
    args.add_argument("--acts", action="store_true", help="only sentences that match a cue of some mode")
    opts = args.parse_args()
    needs = "|".join(MODES.values()) if opts.acts else ""
    for row in draw(STATUS if opts.sample == "status" else MODES, COUNT[opts.sample], opts.seed, needs):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
