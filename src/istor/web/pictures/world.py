"""The outlines of states, and the part of the world that a map shows.

The outlines are Natural Earth's at 1:50 million, as the npm package world-atlas ships them: TopoJSON, in which borders
that two states share are written once (https://github.com/topojson/topojson-specification). They show who holds what,
not who should.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from math import cos, radians

from istor.errors import InputError

Point = tuple[float, float]
"""Degrees east and north."""
Ring = tuple[Point, ...]
WIDTH = 2000
"""Units of a map's width; its height follows from its box."""
TALL = 0.56
"""Height of a map as a share of its width."""
NARROWEST, WIDEST = 1.0, 360.0
"""Degrees of longitude."""
ROOM = 0.18
"""Share of a map's width that lies around what it is made to show."""
LEAST = 6.0
"""Degrees that a map of one place shows."""
FINE = 3
"""Units below which two points of an outline are one: less than two pixels where a map is 1,150 wide."""


@dataclass(frozen=True)
class Box:
    """The part of the world from ``west`` to ``east`` and ``south`` to ``north``, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, text: str) -> "Box":
        """West, south, east and north with commas between, as addresses have them; ``InputError`` for anything else."""
        try:
            west, south, east, north = (float(part) for part in text[:100].split(","))
        except ValueError as error:
            raise InputError(f"box {text[:100]}: give four numbers: west, south, east and north") from error
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90 and east - west >= NARROWEST / 2):
            raise InputError(f"box {text[:100]}: no such part of the world: west must lie west of east, south of north")
        return cls(west, south, east, north)

    @classmethod
    def around(cls, points: Sequence[Point]) -> "Box":
        """What holds ``points`` with room around them, in the shape of a map; the whole world where there are none."""
        if not points:
            return WORLD
        xs, ys = zip(*points, strict=True)
        middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        squeezed = cos(radians(middle[1])) or 0.01
        width = max(max(xs) - min(xs), (max(ys) - min(ys)) / TALL / squeezed, LEAST) * (1 + 2 * ROOM)
        return shaped(middle, width)

    @property
    def middle(self) -> Point:
        """Its centre."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def height(self) -> int:
        """Units of the map's height: a degree of latitude is as long as one of longitude in the map's middle."""
        return round(WIDTH * (self.north - self.south) / (self.east - self.west) / cos(radians(self.middle[1])))

    def place(self, point: Point) -> Point:
        """Where ``point`` lies on the map, in units from its upper left corner."""
        x = WIDTH * (point[0] - self.west) / (self.east - self.west)
        return round(x, 1), round(self.height * (self.north - point[1]) / (self.north - self.south), 1)

    def holds(self, point: Point) -> bool:
        """Whether ``point`` lies in it."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def scaled(self, factor: float) -> "Box":
        """The same middle with ``factor`` times as much around it."""
        return shaped(self.middle, (self.east - self.west) * factor)

    def moved(self, right: float, up: float) -> "Box":
        """Moved by shares of its width and height."""
        x, y = self.middle
        return shaped((x + right * (self.east - self.west), y + up * (self.north - self.south)), self.east - self.west)

    def __str__(self) -> str:
        return ",".join(f"{round(side, 2):g}" for side in (self.west, self.south, self.east, self.north))


WORLD = Box(-180.0, -58.0, 180.0, 84.0)


def shaped(middle: Point, width: float) -> Box:
    """The box in the shape of a map, ``width`` degrees wide, that lies on the world."""
    if width >= WIDEST:
        return WORLD
    width = max(width, NARROWEST)
    y = max(-70.0, min(middle[1], 78.0))
    tall = min(width * TALL * cos(radians(y)), WORLD.north - WORLD.south)
    west = max(-180.0, min(middle[0] - width / 2, 180.0 - width))
    south = max(-90.0, min(y - tall / 2, 90.0 - tall))
    return Box(west, south, west + width, south + tall)


@dataclass(frozen=True)
class Country:
    """One state's rings (outer borders and holes) with the box around each."""

    name: str
    rings: tuple[tuple[Ring, Box], ...]

    def holds(self, point: Point) -> bool:
        """Whether ``point`` lies in it: a ray from it crosses the rings an odd number of times."""
        return sum(_crossings(ring, point) for ring, box in self.rings if box.holds(point)) % 2 == 1

    @property
    def middle(self) -> Point:
        """The middle of its largest ring: where something in it may be shown that has no place of its own."""
        box = max((box for _, box in self.rings), key=lambda b: (b.east - b.west) * (b.north - b.south))
        return box.middle


@cache
def countries() -> tuple[Country, ...]:
    """Every state of the outlines."""
    table = json.loads((files("istor.web.pictures") / "outlines" / "countries-50m.json").read_bytes())
    (scale_x, scale_y), (left, top) = table["transform"]["scale"], table["transform"]["translate"]

    def points(arc: list[list[int]]) -> Ring:
        xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
        return tuple((x * scale_x + left, y * scale_y + top) for x, y in zip(xs, ys, strict=True))

    arcs = [points(arc) for arc in table["arcs"]]
    return tuple(_country(each, arcs) for each in table["objects"]["countries"]["geometries"])


@cache
def country_of(name: str, capital: Point | None) -> Country | None:
    """The state of that English name, else the one that the capital, ``capital``, lies in."""
    named = next((country for country in countries() if country.name == name), None)
    return named or next((c for c in countries() if capital and c.holds(capital)), None)


@lru_cache(64)
def outlines(box: Box) -> tuple[str, ...]:
    """The states in ``box`` as paths of SVG, cut a little outside of it, no finer than can be seen."""
    edge = (box.east - box.west) * 0.02
    near = Box(box.west - edge, box.south - edge, box.east + edge, box.north + edge)
    return tuple(path for country in countries() if (path := "".join(_paths(country, near, box))))


def _country(table: dict[str, object], arcs: Sequence[Ring]) -> Country:
    held: list[list[list[int]]] = table["arcs"] if table["type"] == "MultiPolygon" else [table["arcs"]]  # type: ignore[assignment, list-item]
    rings = [_joined(ring, arcs) for polygon in held for ring in polygon]
    return Country(str(table["properties"]["name"]), tuple((ring, _around(ring)) for ring in rings))  # type: ignore[index]


def _joined(ring: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Arcs one after the other; ``~n`` is arc ``n`` from its end to its beginning, and each begins where one ends.

    A ring that crosses the 180th meridian goes on beyond it: the outlines leap to the other edge of the world there.
    """
    made: list[Point] = []
    turns = 0
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        for x, y in arc[1:] if made else arc:
            if made:
                turns -= round((x + 360 * turns - made[-1][0]) / 360)
            made.append((x + 360 * turns, y))
    return tuple(made)


def _around(ring: Ring) -> Box:
    xs, ys = zip(*ring, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _crossings(ring: Ring, point: Point) -> int:
    x, y = point
    return sum(
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
    )


def _paths(country: Country, near: Box, box: Box) -> Iterator[str]:
    for ring, around in country.rings:
        if around.north < near.south or around.south > near.north:
            continue
        for turn in (-360, 0, 360):
            if around.east + turn < near.west or around.west + turn > near.east:
                continue
            yield from _path_of([(x + turn, y) for x, y in ring] if turn else ring, near, box)


def _path_of(ring: Sequence[Point], near: Box, box: Box) -> Iterator[str]:
    """The path of a ring; none where nothing of it can be seen."""
    cut = _cut(ring, near)
    if len(places := _thinned([box.place(point) for point in cut])) > 2:
        yield _path(places)


def _cut(ring: Sequence[Point], box: Box) -> Sequence[Point]:
    """The part of ``ring`` in ``box`` (Sutherland and Hodgman, 1974)."""
    points: Sequence[Point] = ring
    for axis, bound, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        made: list[Point] = []
        for a, b in zip((*points[-1:], *points[:-1]), points, strict=True):
            is_a, is_b = sign * a[axis] >= sign * bound, sign * b[axis] >= sign * bound
            if is_a != is_b:
                share = (bound - a[axis]) / (b[axis] - a[axis])
                made.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
            if is_b:
                made.append(b)
        points = made
        if not points:
            return ()
    return points


def _thinned(places: Sequence[Point]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for x, y in places:
        if not made or abs(x - made[-1][0]) + abs(y - made[-1][1]) >= FINE:
            made.append((round(x), round(y)))
    return made


def _path(places: Sequence[tuple[int, int]]) -> str:
    """A closed path by steps from point to point, which are shorter to write than the points."""
    steps = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(places))
    return f"M{places[0][0]} {places[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-") + "z"
