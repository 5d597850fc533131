"""The picture of a timeline: lanes of marks, each event a dot or, where its date is a stretch of days, a bar.

Where a lane holds more events than can be told apart, it shows how many there are in each part of the time instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from istor.model import When
from istor.model.plover import TYPES
from istor.web.catalogue.columns import FIRM, KINDS, QUAD_NAMES, Columns, Numbers, tallied
from istor.web.looks import LOOKS, Look
from istor.web.pictures.axis import Axis, axis

ROW = 16
"""Pixels from one row of marks to the next."""
MOST_ROWS = 6
MOST_MARKS = 120
"""Events of a lane that are drawn one by one."""
MOST_ACTORS = 12
MOST_STORIES = 12
MOST_DRAWN, FEWEST = 300, 24
"""Events of all lanes that are drawn one by one, as far as each lane may have some."""
BINS = 60
TALLEST = 40
"""Pixels of the highest column."""
DOT = 1.7
"""Width of a dot with its margin in percent of a picture of some 900 pixels: what must lie between two in one row."""


@dataclass(frozen=True)
class Mark:
    """One event: a dot in the middle of ``x`` to ``x + width`` or a bar over all of it, ``y`` pixels from the top."""

    number: int
    x: float
    width: float
    y: int
    is_bar: bool
    opens_left: bool
    opens_right: bool
    is_guess: bool
    radius: float
    quad: str
    look: Look

    @property
    def middle(self) -> float:
        """Where the dot stands."""
        return round(self.x + self.width / 2, 3)


@dataclass(frozen=True)
class Column:
    """The events of one part of the time: how many, and how many of them are firm. ``first`` and ``last`` are days."""

    x: float
    width: float
    height: float
    firm_height: float
    count: int
    first: date
    last: date
    quad: str

    @property
    def days(self) -> str:
        """Its days in EDTF."""
        return f"{self.first}/{self.last}"


@dataclass(frozen=True)
class Lane:
    """The events of one type, class, actor or story, by its number: marks, or columns where there are too many."""

    key: int
    count: int
    height: int
    marks: tuple[Mark, ...] = ()
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Picture:
    """The lanes of chosen events on an axis; what has no day at all is in none of them."""

    axis: Axis
    lanes: tuple[Lane, ...]
    outside: tuple[int, int]
    """How many events lie before and after what is shown."""

    @property
    def marked(self) -> list[int]:
        """The numbers of the events that have a mark of their own."""
        return sorted({mark.number for lane in self.lanes for mark in lane.marks})


def picture(columns: Columns, events: Numbers, by: str, first: date | None = None, last: date | None = None) -> (
        Picture | None):
    """``events`` in lanes by ``type``, ``quad``, ``actor`` or ``story``; ``None`` where none of them has a day."""
    dated = events[columns.is_dated[events]]
    where = axis(columns.days_of(dated), first, last)
    if where is None:
        return None
    begins, ends = where.first.toordinal(), where.last.toordinal()
    early, late = columns.last[dated] < begins, columns.first[dated] > ends
    shown = dated[~(early | late)]
    grouped = list(_grouped(columns, events, shown, by))
    most = min(MOST_MARKS, max(FEWEST, MOST_DRAWN // max(1, len(grouped))))
    lanes = tuple(_lane(key, held, columns, where, most) for key, held in grouped)
    return Picture(where, lanes, (int(early.sum()), int(late.sum())))


def _grouped(columns: Columns, events: Numbers, shown: Numbers, by: str) -> Iterator[tuple[int, Numbers]]:
    """The events of each lane in the order of the lanes; which lanes there are depends on all of ``events``."""
    if by == "actor":
        mask = np.zeros(columns.size, bool)
        mask[shown] = True
        for actor in _busiest(columns.in_actor[columns.actors_in(events)], MOST_ACTORS):
            held = columns.in_event[columns.places_of(actor)]
            yield from _unless_empty(actor, held[mask[held]])
        return
    keys: NDArray[np.integer[Any]]
    if by == "story":
        keys, order = columns.story, _busiest(columns.story[events], MOST_STORIES)
    elif by == "quad":
        keys, order = columns.quad, list(range(1, len(QUAD_NAMES)))
    else:
        keys, order = columns.kind, [KINDS.index(kind) for kind in TYPES]
    places = np.argsort(keys[shown], kind="stable")
    sorted_keys = keys[shown][places]
    for key in order:
        begins, ends = np.searchsorted(sorted_keys, (key, key + 1))
        yield from _unless_empty(key, shown[places[begins:ends]])


def _unless_empty(key: int, events: Numbers) -> Iterator[tuple[int, Numbers]]:
    if events.size:
        yield key, events


def _busiest(keys: Numbers, most: int) -> list[int]:
    """The keys met most, of equals the one met first; what is below 0 is no key."""
    known, first, counts = np.unique(keys[keys >= 0], return_index=True, return_counts=True)
    return [int(known[n]) for n in np.lexsort((first, -counts))[:most]]


def _lane(key: int, events: Numbers, columns: Columns, where: Axis, most: int) -> Lane:
    if events.size > most:
        return Lane(key, int(events.size), TALLEST + ROW // 2, columns=tuple(_columns(events, columns, where)))
    marks = tuple(_marks(events, columns, where))
    return Lane(key, int(events.size), max(mark.y for mark in marks) + ROW // 2 + 3, marks=marks)


def _marks(events: Numbers, columns: Columns, where: Axis) -> Iterator[Mark]:
    """Each event in the first row that has room for it."""
    rows: list[float] = []
    for number in map(int, events):
        first, last = columns.ends(number)
        left, right = where.stretch(When.between(first, last, "stated")) or (0.0, 0.0)
        is_bar = right - left > 2 * DOT and first != last
        begins, finishes = (left, right) if is_bar else ((left + right - DOT) / 2, (left + right + DOT) / 2)
        row = next((n for n, end in enumerate(rows) if end <= begins), len(rows))
        row = min(row, MOST_ROWS - 1)
        rows[row : row + 1] = [finishes]
        voices = int(columns.voices[number])
        yield Mark(
            number=number,
            x=left,
            width=round(right - left, 3),
            y=ROW // 2 + 3 + ROW * row,
            is_bar=is_bar,
            opens_left=first is None,
            opens_right=last is None,
            is_guess=bool(columns.is_guess[number]),
            radius=min(4.5 + voices, 8.0) if voices > 1 else 5.0,
            quad=QUAD_NAMES[columns.quad[number]],
            look=LOOKS[columns.look[number]],
        )


def _columns(events: Numbers, columns: Columns, where: Axis) -> Iterator[Column]:
    """Counts over equal parts of the axis; an event counts where the middle of its stretch lies."""
    size, begins = max(1, -(-where.days // BINS)), where.first.toordinal()
    first = np.maximum(columns.first[events], begins)
    last = np.minimum(columns.last[events], where.last.toordinal())
    parts = (first + (last - first) // 2 - begins) // size
    counts = np.bincount(parts)
    firm = np.bincount(parts[columns.look[events] == FIRM], minlength=counts.size)
    quads = tallied(parts, columns.quad[events], counts.size)
    for part in map(int, np.flatnonzero(counts)):
        day = where.first + timedelta(part * size)
        ends = min(day + timedelta(size - 1), where.last)
        left, right = where.at(day), where.at(ends + timedelta(1)) if ends < where.last else 100.0
        count = int(counts[part])
        height = TALLEST * count / int(counts.max())
        yield Column(
            left, round(right - left, 3), round(height, 1), round(height * int(firm[part]) / count, 1), count, day,
            ends, QUAD_NAMES[int(quads[part].argmax())],
        )  # fmt: skip
