"""The tables of people, offices, bodies and sources, and the Greek titles that go with them, are well-formed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
import yaml

from istor.languages.folding import fold, phrase_key

COLUMNS = {
    "people": ["id", "code", "name", "names_el", "surnames_el", "wikidata"],
    "offices": ["person", "office", "code", "from", "to"],
    "bodies": ["code", "name", "names_el", "kind"],
    "sources": ["name", "kind", "code", "aliases", "domains"],
}
ALIASES = {"people": ["names_el", "surnames_el"], "bodies": ["names_el"], "sources": ["aliases"]}
BODY_KINDS = {
    *("government", "ministry", "parliament", "court", "army", "police", "party", "union", "agency", "alliance"),
    *("company", "armed-group", "bank", "church", "ngo", "university", "other"),
}
SOURCE_KINDS = {"agency", "outlet", "state-medium", "broadcaster", "institution"}
CODE = re.compile(r"[A-Z]{3}|---")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
TABLES = sorted(COLUMNS)
# Two claimants at once, or a president elected while the other refused to leave.
OVERLAPS = {
    ("CIV", "laurent-gbagbo", "alassane-ouattara"),
}


class _UniqueKeys(yaml.SafeLoader):
    """A loader that refuses a mapping with a key twice, which YAML would silently drop."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = Counter(self.construct_object(key) for key, _ in node.value)
        assert max(keys.values(), default=1) == 1, f"twice: {[key for key, n in keys.items() if n > 1]}"
        return super().construct_mapping(node, deep)


@cache
def text(table: str) -> str:
    return files("istor.knowledge").joinpath(f"{table}.tsv").read_text(encoding="utf-8")


@cache
def rows(table: str) -> list[dict[str, str]]:
    head, *lines = text(table).splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


@cache
def titles_text() -> str:
    return files("istor.languages").joinpath("el", "titles.yaml").read_text(encoding="utf-8")


@cache
def titles() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(titles_text(), Loader=_UniqueKeys)
    return loaded


def listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def first_day(cell: str) -> date:
    year, month, day = (*map(int, cell.split("-")), 1, 1)[:3]
    return date(year, month, day)


@pytest.mark.parametrize("table", TABLES)
def test_header_and_cells(table: str) -> None:
    assert text(table).split("\n", 1)[0].split("\t") == COLUMNS[table]
    assert text(table).endswith("\n") and "\r" not in text(table)
    assert rows(table), "no rows"
    for row in rows(table):
        assert all(cell == cell.strip() for cell in row.values()), row
        assert CODE.fullmatch(row["code"]) or (table == "bodies" and row["code"] == "*"), row


@pytest.mark.parametrize("table", TABLES)
def test_nfc(table: str) -> None:
    assert unicodedata.is_normalized("NFC", text(table))
    assert unicodedata.is_normalized("NFC", titles_text())


@pytest.mark.parametrize("table", sorted(ALIASES))
def test_aliases_point_to_one_row(table: str) -> None:
    owners: dict[str, set[int]] = {}
    for number, row in enumerate(rows(table)):
        for column in ALIASES[table]:
            names = listed(row[column])
            assert len(names) == len(set(names)), f"twice in one cell: {row}"
            for name in names:
                assert name == name.strip() and fold(name), f"empty alias: {row}"
                owners.setdefault(phrase_key(name), set()).add(number)
    shared = {key: numbers for key, numbers in owners.items() if len(numbers) > 1}
    assert not shared, shared


def test_people() -> None:
    ids = [row["id"] for row in rows("people")]
    assert len(ids) == len(set(ids))
    ours = [row["wikidata"] for row in rows("people") if row["wikidata"]]
    assert len(ours) == len(set(ours))
    for row in rows("people"):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        assert row["name"] and listed(row["names_el"]), row
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row


def test_offices() -> None:
    people, seen = {row["id"] for row in rows("people")}, Counter(tuple(row.values()) for row in rows("offices"))
    assert max(seen.values()) == 1
    for row in rows("offices"):
        assert row["person"] in people, row
        assert row["office"] in titles()["offices"], row
        assert DAY.fullmatch(row["from"]) and (not row["to"] or DAY.fullmatch(row["to"])), row
        assert not row["to"] or first_day(row["from"]) <= date(int(row["to"][:4]), 12, 31), row
        assert titles()["offices"][row["office"]].get("code", row["code"]) == row["code"], row


@pytest.mark.parametrize("office", ["president", "prime-minister", "foreign-minister", "defence-minister", "speaker"])
def test_one_holder_at_a_time(office: str) -> None:
    """Successive terms may share a day of handover, and unsure dates a year, but nothing more."""
    terms: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows("offices"):
        if row["office"] == office:
            terms.setdefault(row["code"], []).append((row["from"], row["to"] or "9999", row["person"]))
    for code, held in terms.items():
        ordered = sorted(held)
        for (_, end, one), (start, _, two) in pairwise(ordered):
            width = min(len(end), len(start))
            assert end[:width] <= start[:width] or (code, one, two) in OVERLAPS, (code, office, one, end, two, start)


def test_bodies_and_sources() -> None:
    assert {row["kind"] for row in rows("bodies")} <= BODY_KINDS
    assert {row["kind"] for row in rows("sources")} <= SOURCE_KINDS
    for table, key in (("bodies", ("code", "name")), ("sources", ("name",))):
        keys = Counter(tuple(row[part] for part in key) for row in rows(table))
        assert max(keys.values()) == 1, keys.most_common(3)
    domains = Counter(domain for row in rows("sources") for domain in listed(row["domains"]))
    assert max(domains.values()) == 1, domains.most_common(3)
    assert all(re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}(/[a-z0-9-]+)?", domain) for domain in domains)


def test_titles() -> None:
    offices = titles()["offices"]
    words = Counter(word for office in offices.values() for word in {fold(word) for word in office["words"]})
    assert max(words.values()) == 1, words.most_common(3)
    for key, office in offices.items():
        assert office["en"] and office["words"], key
        assert set(office) <= {"words", "en", "also", "first", "code"}, key
        assert {*office.get("also", ()), *office.get("first", ())} <= set(offices), key
    assert all(isinstance(name, str) and name for name in titles()["roles"].values())
    assert not words.keys() & {fold(word) for word in titles()["roles"]}


def test_a_title_that_every_reader_knows() -> None:
    held = {(row["office"], row["code"]) for row in rows("offices") if row["person"] == "vladimir-putin"}
    assert held == {("president", "RUS"), ("prime-minister", "RUS")}
