"""The picture of a map: a spot where events are said to have happened, as large as they are many."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from istor.knowledge.known import degrees_of
from istor.knowledge.tables import states
from istor.web.catalogue.columns import QUAD_NAMES, Columns, Numbers, tallied
from istor.web.pictures.world import WIDTH, Box, Country, Point, country_of

LETTER, LINE = 14, 34
"""Units of the map that a letter of a name takes, and that a line of them takes."""
LARGEST = 40


@dataclass(frozen=True)
class Place:
    """A place by its number and name, with how many events; ``point`` is where it lies, as far as the tables know.

    ``is_state``: a whole state, shown in the middle of its largest part.
    """

    number: int
    name: str
    count: int
    quad: str
    point: Point | None
    is_state: bool


@dataclass(frozen=True)
class Spot:
    """A place on a map: units from its upper left corner. ``is_named`` where its name covers no other."""

    place: Place
    x: float
    y: float
    radius: float
    is_named: bool
    is_left: bool


def places(columns: Columns, events: Numbers, names: Sequence[str]) -> list[Place]:
    """The places of ``events``, by the names of all places, those with most events first."""
    held = events[columns.place[events] >= 0]
    counts = np.bincount(columns.place[held], minlength=len(names))
    quads = tallied(columns.place[held], columns.quad[held], len(names))
    made = (_place(n, names[n], int(counts[n]), QUAD_NAMES[int(quads[n].argmax())])
            for n in map(int, np.flatnonzero(counts)))
    return sorted(made, key=lambda place: (-place.count, place.name))


def spots(found: Sequence[Place], names: dict[str, str], box: Box) -> list[Spot]:
    """Those in ``box``, the largest first; ``names`` are written beside them while they have room."""
    made: list[Spot] = []
    taken: list[tuple[float, float, float, float]] = []
    for place in found:
        if place.point is None or not box.holds(place.point):
            continue
        x, y = box.place(place.point)
        radius = round(min(9 + 5 * math.sqrt(place.count), LARGEST), 1)
        width, is_left = radius + 8 + LETTER * len(names[place.name]), False
        if x + width > WIDTH:
            is_left = True
        own = (x - width if is_left else x, y - LINE / 2, x if is_left else x + width, y + LINE / 2)
        has_room = not any(_meet(own, other) for other in taken)
        taken.append(own if has_room else (x - radius, y - radius, x + radius, y + radius))
        made.append(Spot(place, x, y, radius, has_room, is_left))
    return made


def _place(number: int, name: str, count: int, quad: str) -> Place:
    point, is_state = _point(name)
    return Place(number, name, count, quad, point, is_state)


@lru_cache(10_000)
def _point(name: str) -> tuple[Point | None, bool]:
    """Where a place lies, and whether it is a state."""
    state = _state(name)
    known = degrees_of(name)
    return state.middle if state else (known[1], known[0]) if known else None, state is not None


def _state(name: str) -> Country | None:
    """The outlines of the state of that name."""
    state = next((s for s in states() if s.name == name), None)
    if state is None:
        return None
    capital = degrees_of(state.capital)
    return country_of(name, capital and (capital[1], capital[0]))


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
