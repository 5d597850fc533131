"""One state of an archive's catalogue: looks things up in its file; many threads may ask."""
# ruff: noqa: S608 - what is put into queries are names of our own

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import local
from typing import Any

import numpy as np

from istor.model import Claim, Event, Party
from istor.storing.filters import fold
from istor.web.catalogue.columns import Columns, Numbers
from istor.web.catalogue.documents import CLAIMS, HEADS, Kept, T, event_of
from istor.web.catalogue.named import named
from istor.web.catalogue.schema import opened
from istor.web.lists import Some

MOST_COUNTED = 10_000
"""Things found by words are counted up to here: nobody turns two hundred pages."""
MOST_ASKED = 500
Condition = tuple[str, list[str]]
"""A condition in SQL with its values."""


@dataclass(frozen=True)
class Known:
    """An actor as lists show it: its number, how many claims name it, and of how many events it is a party."""

    number: int
    id: str
    party: Party
    claims: int
    events: int


@dataclass(frozen=True)
class Kin:
    """A report as lists show it: its number in order of publication, its id, how many claims it makes."""

    number: int
    id: str
    claims: int


class Catalogue:
    """What is known of an archive in the state that ``stamp`` names."""

    def __init__(self, path: Path) -> None:
        self._path, self._local = path, local()
        self.about: dict[str, str] = dict(self._rows("SELECT key, value FROM about"))

    @property
    def stamp(self) -> str:
        """The state of the archive that is shown."""
        return self.about["stamp"]

    @property
    def as_of(self) -> datetime:
        """When it was begun: what was said before is in it."""
        return datetime.fromisoformat(self.about["as_of"]) if "as_of" in self.about else datetime.now(UTC)

    @property
    def is_large(self) -> bool:
        """Whether there are more reports than can be compared each with all, so that there are no stories."""
        return bool(self.about["is_large"])

    @property
    def totals(self) -> tuple[int, int, int]:
        """How many events, claims and reports there are."""
        return int(self.about["events"]), int(self.about["claims"]), int(self.about["reports"])

    @cached_property
    def columns(self) -> Columns:
        """The numbers of all events and claims."""
        return Columns.read(dict(self._rows("SELECT name, numbers FROM columns")))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The names of places by their numbers."""
        return tuple(name for (name,) in self._rows("SELECT name FROM places ORDER BY number"))

    def busiest_places(self, most: int) -> list[str]:
        """The names of the places of most events, in the order of the alphabet."""
        held = self.columns.place[self.columns.place >= 0]
        counts = np.bincount(held, minlength=len(self.places))
        return sorted(self.places[n] for n in np.argsort(-counts, kind="stable")[:most])

    # Events and claims

    def number_of(self, key: str) -> int | None:
        """The number of the event of that id, or of the one that the claim of that id tells of."""
        found: int | None = self._one("SELECT number FROM events WHERE id = ?", key)
        return self._one("SELECT event FROM claims WHERE id = ?", key) if found is None else found

    def numbers_of(self, claims: Iterable[str]) -> dict[str, int]:
        """The number of the event that each claim tells of, as far as there are such claims."""
        return dict(self._among("SELECT id, event FROM claims WHERE id IN ({})", sorted(set(claims))))

    def event_id(self, claim: str) -> str | None:
        """The id of the event that the claim tells of."""
        query = "SELECT e.id FROM claims c JOIN events e ON e.number = c.event WHERE c.id = ?"
        found: str | None = self._one(query, claim)
        return found

    def events(self, numbers: Iterable[int]) -> list[Event]:
        """The events of those numbers, in the order given."""
        given = [int(number) for number in numbers]
        held = {number: event_of(head, claims) for number, head, claims in self._among(
            "SELECT number, head, claims FROM events WHERE number IN ({})", given)}
        return [held[number] for number in given]

    def heads(self, numbers: Iterable[int]) -> dict[int, Event]:
        """The events of those numbers without their claims."""
        rows = self._among("SELECT number, head FROM events WHERE number IN ({})", [int(n) for n in numbers])
        return {number: HEADS.read(head)[0] for number, head in rows}

    def ids(self, numbers: Iterable[int]) -> list[str]:
        """The ids of the events of those numbers, in the order given."""
        given = [int(number) for number in numbers]
        held = dict(self._among("SELECT number, id FROM events WHERE number IN ({})", given))
        return [held[number] for number in given]

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """The claims with those ids, as far as there are such."""
        wanted = sorted(set(ids))
        events = {event for (event,) in self._among("SELECT event FROM claims WHERE id IN ({})", wanted)}
        found = {claim.id: claim for (claims,) in self._among(
            "SELECT claims FROM events WHERE number IN ({})", sorted(events)) for claim in CLAIMS.read(claims)}
        return [found[each] for each in wanted if each in found]

    def events_of_report(self, report: str) -> list[int]:
        """The numbers of the events that a report tells of."""
        rows = self._rows("SELECT DISTINCT c.event FROM claims c JOIN reports r ON r.number = c.report "
                          "WHERE r.id = ? ORDER BY c.event", report)
        return [number for (number,) in rows]

    # Reports

    def reports(self, words: str, first: int, most: int) -> Some[Kin]:
        """Reports in order of publication, those whose name, title or outlet holds ``words``."""
        return self._some("number, id, claims", "reports", _having(words), Kin, (first, most))

    def kin(self, ids: Iterable[str]) -> dict[str, Kin]:
        """What is known of the reports with those ids."""
        rows = self._among("SELECT number, id, claims FROM reports WHERE id IN ({})", sorted(set(ids)))
        return {row[1]: Kin(*row) for row in rows}

    # Actors

    def actors(self, wanted: str, first: int, most: int) -> Some[Known]:
        """Actors, the busiest first: those that ``wanted`` names, by code or a part of a name in either language."""
        (own, values), (other, names) = _having(wanted), named("code", "folded", "name", wanted)
        condition = (f"({own} OR {other})", [*values, *names]) if wanted else (own, values)
        return self._some(_KNOWN, "actors", condition, _known, (first, most))

    def actor(self, key: str) -> Known | None:
        """The actor of that id."""
        return next((_known(*row) for row in self._rows(f"SELECT {_KNOWN} FROM actors WHERE id = ?", key)), None)

    def actors_of(self, numbers: Iterable[int]) -> dict[int, Known]:
        """The actors of those numbers."""
        given = sorted({int(number) for number in numbers})
        rows = self._among(f"SELECT {_KNOWN} FROM actors WHERE number IN ({{}})", given)
        return {row[0]: _known(*row) for row in rows}

    def actors_in(self, events: Numbers) -> list[Known]:
        """The actors of those events, the busiest first."""
        columns = self.columns
        held = self.actors_of(np.unique(columns.in_actor[columns.actors_in(events)]))
        return [held[number] for number in sorted(held)]

    def actor_called(self, name: str, lang: str) -> Party | None:
        """The busiest actor that pages of that language call so."""
        column = "el" if lang == "el" else "en"
        rows = self._rows(f"SELECT {_KNOWN} FROM actors WHERE {column} = ? ORDER BY number LIMIT 1", name)
        return next((_known(*row).party for row in rows), None)

    def names_joined(self, actor: str) -> dict[str, str]:
        """The ids under which reports' own names of an actor would stand, each with what it is."""
        return dict(self._rows("SELECT name, called FROM joined WHERE actor = ? ORDER BY name", actor))

    def actor_of(self, name: str) -> Known | None:
        """The actor of that id, or the one that the name of that id was taken for."""
        return self.actor(name) or next(filter(None, map(self.actor, self.names_joined(name))), None)

    def spellings(self, actor: int, most: int) -> list[tuple[str, int]]:
        """By which words reports name an actor and how often, those met most first."""
        return list(self._rows("SELECT words, count FROM spellings WHERE actor = ? ORDER BY position LIMIT ?", actor,
                               most))

    # What filters ask for

    def parties_named(self, wanted: str) -> list[int]:
        """The numbers of the parties, as claims name them, whom ``wanted`` names."""
        return self._named("parties", wanted)

    def voices_named(self, wanted: str) -> list[int]:
        """The numbers of the voices whom ``wanted`` names."""
        return self._named("voices", wanted)

    def voice_of(self, party: Party) -> list[int]:
        """The number of the voice that an actor is."""
        return [number for (number,) in self._rows("SELECT number FROM voices WHERE code = ? AND name = ?", party.code,
                                                   party.name or party.code)]

    def outlets_named(self, wanted: str) -> list[int]:
        """The numbers of the outlets whom ``wanted`` names."""
        condition, values = named("", "folded", "folded", wanted)
        rows = self._rows(f"SELECT number FROM outlets WHERE {condition}", *values)
        return [number for (number,) in rows]

    # Lists that were worked out whole

    def listed(self, name: str, kind: Kept[T], first: int, most: int, words: str = "",
               tags: Sequence[str] = ()) -> Some[T]:
        """A part of a list: items found by ``words`` that have all ``tags``."""
        having, values = _having(words)
        condition = " AND ".join(["list = ?", *["instr(tags, ?)"] * len(tags), having])
        return self._some("document", "listed", (condition, [name, *(f" {tag} " for tag in tags), *values]),
                          lambda text: kind.read(text)[0], (first, most))

    def item(self, name: str, kind: Kept[T], key: str) -> tuple[int, T] | None:
        """The item of a list with that id, and its number."""
        rows = self._rows("SELECT number, document FROM listed WHERE list = ? AND id = ? ORDER BY number LIMIT 1", name,
                          key)
        return next(((number, kind.read(text)[0]) for number, text in rows), None)

    def items(self, name: str, kind: Kept[T], numbers: Iterable[int]) -> dict[int, T]:
        """The items of a list by number."""
        rows = self._among(f"SELECT number, document FROM listed WHERE list = '{name}' AND number IN ({{}})",
                           [int(number) for number in numbers])
        return {number: kind.read(text)[0] for number, text in rows}

    def tally(self, name: str) -> dict[str, int]:
        """How many items of a list have which tags."""
        rows = self._rows("SELECT tags, count(*) FROM listed WHERE list = ? GROUP BY tags", name)
        return {tags.strip(): count for tags, count in rows}

    # Underneath

    def _named(self, table: str, wanted: str) -> list[int]:
        condition, values = named("code", "folded", "name", wanted)
        return [number for (number,) in self._rows(f"SELECT number FROM {table} WHERE {condition}", *values)]

    def _some(self, what: str, table: str, wanted: Condition, make: Callable[..., Any],
              part: tuple[int, int]) -> Some[Any]:
        """A part of the rows that are wanted, in order of their numbers: from one on, at most so many."""
        condition, values = wanted
        where = f"FROM {table} WHERE {condition}"
        total = self._one(f"SELECT count(*) FROM (SELECT 1 {where} LIMIT {MOST_COUNTED + 1})", *values) or 0
        rows = self._rows(f"SELECT {what} {where} ORDER BY number LIMIT ? OFFSET ?", *values, part[1], part[0])
        return Some([make(*row) for row in rows], min(total, MOST_COUNTED), total > MOST_COUNTED)

    def _among(self, query: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query for a list of values, as many at once as a query takes."""
        for start in range(0, len(values), MOST_ASKED):
            some = values[start : start + MOST_ASKED]
            yield from self._rows(query.format(", ".join("?" * len(some))), *some)

    def _one(self, query: str, *values: Any) -> Any:
        row = self._connection.execute(query, values).fetchone()
        return row and row[0]

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()

    @property
    def _connection(self) -> sqlite3.Connection:
        """One of its own for each thread."""
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = self._local.connection = opened(self._path)
        return held


def _having(words: str) -> Condition:
    """Rows that are known by ``words``; all of them where there are none."""
    return ("instr(known_as, ?)", [fold(words)]) if words else ("1", [])


_KNOWN = "number, id, code, name, which, claims, events"


def _known(number: int, key: str, code: str, name: str, which: str, claims: int, events: int) -> Known:
    return Known(number, key, Party(code, name, which=which), claims, events)
