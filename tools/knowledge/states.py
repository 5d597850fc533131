"""Build `src/istor/knowledge/states.tsv`.

The hand-kept `states_extra.tsv` says which states there are and what Greek newsrooms call them. Natural
Earth adds ISO codes, Wikidata ids and usual English names; Natural Earth and CLDR add Greek names that the
hand list lacks. Hand names come first, so the first Greek name is always the usual one.

    python tools/knowledge/states.py --data ../shared/data
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tables import KNOWLEDGE, TOOLS, clean, distinct, read_table, split, write_table

COLUMNS = ("code", "iso2", "wikidata", "name", "names_el", "capital", "capital_el", "seats")
# Natural Earth's own codes where they differ from ISO 3166-1.
NATURAL_EARTH_CODES = {"KOS": "XKX", "PSX": "PSE", "SAH": "ESH", "SDS": "SSD", "ALD": "ALA"}
# Rows that Natural Earth's 1:50m sheet has not, or whose ids it gives for another thing.
IDS = {
    "EUE": ("EU", "Q458"), "NAT": ("", "Q7184"), "UNO": ("UN", "Q1065"), "SUN": ("SU", "Q15180"),
    "YUG": ("YU", "Q36704"), "GIB": ("GI", "Q1410"), "GUF": ("GF", "Q3769"), "GLP": ("GP", "Q17012"),
    "MTQ": ("MQ", "Q17054"), "REU": ("RE", "Q17070"), "MYT": ("YT", "Q17063"), "XKX": ("XK", "Q1246"),
    "PSE": ("PS", "Q219060"), "TWN": ("TW", "Q865"), "FRA": ("FR", "Q142"), "NOR": ("NO", "Q20"),
    "CHN": ("CN", "Q148"), "NLD": ("NL", "Q55"), "DNK": ("DK", "Q35"),
}
# Shown by CLDR or Natural Earth, but not names that a report uses, or names of something else too.
UNUSED = {"Ολλανδία Καραϊβικής", "Αγία Ελένη"}


def natural_earth(data: Path) -> dict[str, dict[str, str]]:
    """Give Natural Earth's countries by alpha-3 code."""
    rows = read_table(data / "gazetteers" / "ne50_countries_el.tsv")
    return {NATURAL_EARTH_CODES.get(row["iso_a3"], row["iso_a3"]): row for row in rows}


def cldr_names(data: Path) -> dict[str, list[str]]:
    """Give CLDR's Greek names by alpha-2 code, short forms and variants included."""
    whole = json.loads((data / "gazetteers" / "cldr_territories_el.json").read_text(encoding="utf-8"))
    names: dict[str, list[str]] = {}
    for key, name in whole["main"]["el"]["localeDisplayNames"]["territories"].items():
        if "(" not in name and "ΕΔΠ" not in name:
            names.setdefault(key.split("-")[0], []).append(name.replace(" - ", "-"))
    return names


def state(hand: dict[str, str], earth: dict[str, str], cldr: dict[str, list[str]]) -> dict[str, str]:
    """Join the hand row of one state with what the sources know of it."""
    iso2, wikidata = IDS.get(hand["code"], (earth.get("iso_a2", ""), earth.get("wikidata", "")))
    found = [earth.get("name_el", ""), *cldr.get(iso2, [])]
    names = split(hand["names_el"]) + [clean(name) for name in found if name and name not in UNUSED]
    return {
        "code": hand["code"], "iso2": iso2, "wikidata": wikidata,
        "name": hand["name"] or earth.get("name_en", ""),
        "names_el": "|".join(distinct(names)),
        "capital": hand["capital"], "capital_el": "|".join(distinct(split(hand["capital_el"]))),
        "seats": "|".join(dict.fromkeys(split(hand["seats"]))),
    }


def main() -> None:
    """Write the table and say how many rows it has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds gazetteers/")
    data = parser.parse_args().data
    earth, cldr = natural_earth(data), cldr_names(data)
    hand = read_table(TOOLS / "states_extra.tsv")
    rows = [state(row, earth.get(row["code"], {}), cldr) for row in hand]
    for row in rows:
        if not (row["name"] and row["wikidata"]):
            sys.exit(f"states: {row['code']} has no English name or Wikidata id")
    write_table(KNOWLEDGE / "states.tsv", COLUMNS, sorted(rows, key=lambda row: row["code"]))
    print(f"states: {len(rows)} rows")


if __name__ == "__main__":
    main()
