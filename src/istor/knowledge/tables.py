"""The tables as values: each row checked when it is read, lists inside a cell split.

A wrong row is a ``DataError`` that names the file and the line, so that a person who adds one sees what is off.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from istor.errors import DataError


@dataclass(frozen=True)
class State:
    """A state or a body that news treats as one (EUE, NAT, UNO). ``seats`` are (Greek, English) metonyms of power."""

    code: str
    name: str
    names: tuple[str, ...]
    capital: str
    capitals: tuple[str, ...]
    seats: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Person:
    """Somebody who is often in the news: full names and the surnames that name him or her alone."""

    id: str
    code: str
    name: str
    names: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(frozen=True)
class Office:
    """A stretch of days in which a person holds an office of a state."""

    person: str
    office: str
    code: str
    first: date
    last: date


@dataclass(frozen=True)
class War:
    """A war that reports name without its date: its sides, months, and who invaded whom, where one did.

    ``begun`` and ``ended`` are as written in the table (``2022-02``; empty for a war that goes on).
    """

    sides: tuple[str, ...]
    begun: str
    ended: str
    invader: str
    invaded: str
    first: date
    last: date


@dataclass(frozen=True)
class Body:
    """An organisation. Code ``*`` is a body that every state has (a ministry): the text tells whose."""

    code: str
    name: str
    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Source:
    """A news agency, outlet or institution that reports credit, and where on the web it is."""

    name: str
    kind: str
    code: str
    names: tuple[str, ...]
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """A place with the state that it belongs to; degrees north and east (WGS 84) where the table has them."""

    name: str
    names: tuple[str, ...]
    code: str
    kind: str
    population: int
    lat: float | None = None
    lon: float | None = None
    geonames: str = ""


@dataclass(frozen=True)
class Demonym:
    """Adjectives and nouns of nationality of one state, nominative singular."""

    code: str
    adjectives: tuple[str, ...]
    people: tuple[str, ...]


def _rows(package: str, *path: str) -> Iterator[tuple[str, dict[str, str]]]:
    name = "/".join(path)
    with files(package).joinpath(*path).open(encoding="utf-8") as stream:
        for number, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            if None in row or None in row.values():
                raise DataError(f"{name}, line {number}: the number of cells differs from the header's")
            yield f"{name}, line {number}", row


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _day(cell: str, is_last: bool, where: str) -> date:
    """The first or last day of an ISO day, month or year; an empty cell is an open end."""
    if not cell:
        return date.max if is_last else date.min
    try:
        year, month, day = (*map(int, cell.split("-")), 0, 0)[:3]
        if not is_last:
            return date(year, month or 1, day or 1)
        if day:
            return date(year, month, day)
        return date.fromordinal(date(year + (month in (0, 12)), (month % 12) + 1, 1).toordinal() - 1)
    except ValueError:
        raise DataError(f"{where}: {cell!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)") from None


def _degrees(cell: str, where: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        raise DataError(f"{where}: {cell!r} is no number of degrees") from None


@cache
def states() -> tuple[State, ...]:
    """All states, from ``states.tsv``."""
    return tuple(
        State(r["code"], r["name"], _list(r["names_el"]), r["capital"], _list(r["capital_el"]),
              tuple((g, e) for g, _, e in (pair.partition("=") for pair in _list(r["seats"]))))
        for _, r in _rows("istor.knowledge", "states.tsv")
    )


@cache
def people() -> tuple[Person, ...]:
    """All people, from ``people.tsv``."""
    return tuple(Person(r["id"], r["code"], r["name"], _list(r["names_el"]), _list(r["surnames_el"]))
                 for _, r in _rows("istor.knowledge", "people.tsv"))


@cache
def offices() -> tuple[Office, ...]:
    """All terms of office, from ``offices.tsv``."""
    return tuple(Office(r["person"], r["office"], r["code"], _day(r["from"], False, w), _day(r["to"], True, w))
                 for w, r in _rows("istor.knowledge", "offices.tsv"))


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies, from ``bodies.tsv``."""
    return tuple(Body(r["code"], r["name"], _list(r["names_el"]), r["kind"])
                 for _, r in _rows("istor.knowledge", "bodies.tsv"))


@cache
def sources() -> tuple[Source, ...]:
    """All news sources, from ``sources.tsv``."""
    return tuple(Source(r["name"], r["kind"], r["code"], _list(r["aliases"]), _list(r["domains"]))
                 for _, r in _rows("istor.knowledge", "sources.tsv"))


@cache
def places() -> tuple[Place, ...]:
    """All places, from ``places.tsv``."""
    return tuple(Place(r["name"], _list(r["names_el"]), r["code"], r["kind"], int(float(r["population"] or 0)),
                       _degrees(r["lat"], w), _degrees(r["lon"], w), r["geonames"])
                 for w, r in _rows("istor.knowledge", "places.tsv"))


@cache
def wars() -> tuple[War, ...]:
    """The well-known wars, from ``wars.tsv``."""
    return tuple(War(_list(r["sides"]), r["begun"], r["ended"], r["invader"], r["invaded"],
                     _day(r["begun"], False, w), _day(r["ended"], True, w))
                 for w, r in _rows("istor.knowledge", "wars.tsv"))


@cache
def demonyms(lang: str = "el") -> tuple[Demonym, ...]:
    """Words of nationality of one language."""
    return tuple(Demonym(r["code"], _list(r["adjectives"]), _list(r["people"]))
                 for _, r in _rows("istor.languages", lang, "demonyms.tsv"))
