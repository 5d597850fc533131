"""The picture of a timeline: lanes of marks, each event a dot or, where its date is a stretch of days, a bar.

Where a lane holds more events than can be told apart, it shows how many there are in each part of the time instead.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from istor.linking.actors import actor_id
from istor.model import Event, When
from istor.model.plover import QUAD_OF, QUADS, TYPES
from istor.telling import Entry
from istor.web.looks import Look, look
from istor.web.pictures.axis import Axis

ROW = 16
"""Pixels from one row of marks to the next."""
MOST_ROWS = 6
MOST_MARKS = 120
"""Events of a lane that are drawn one by one."""
MOST_ACTORS = 12
MOST_STORIES = 12
BINS = 60
TALLEST = 40
"""Pixels of the highest column."""
DOT = 1.7
"""Width of a dot with its margin in percent of a picture of some 900 pixels: what must lie between two in one row."""


@dataclass(frozen=True)
class Mark:
    """One event: a dot in the middle of ``x`` to ``x + width`` or a bar over all of it, ``y`` pixels from the top."""

    id: str
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


@dataclass(frozen=True)
class Lane:
    """The events of one type, class or actor: marks, or columns where there are too many."""

    key: str
    count: int
    height: int
    marks: tuple[Mark, ...] = ()
    columns: tuple[Column, ...] = ()


NO_STORY: Mapping[str, str] = {}
Keys = Callable[[Event], Iterable[str]]


def lanes(
    events: Sequence[Event], entries: dict[str, Entry], by: str, axis: Axis, story_of: Mapping[str, str] = NO_STORY
) -> list[Lane]:
    """The lanes of ``events`` by ``type``, ``quad``, ``actor`` or ``story``, of those that lie on ``axis``."""
    grouped: dict[str, list[Event]] = defaultdict(list)
    keys, order = _grouping(events, by, story_of)
    for event in events:
        if event.when and (event.when.first or event.when.last) and axis.stretch(event.when):
            for key in dict.fromkeys(keys(event)):
                grouped[key].append(event)
    return [_lane(key, grouped[key], entries, axis) for key in order if grouped[key]]


def _grouping(events: Sequence[Event], by: str, story_of: Mapping[str, str]) -> tuple[Keys, Sequence[str]]:
    """What lanes an event stands in, and the order of all lanes."""
    if by == "quad":
        return lambda event: (QUAD_OF.get(event.type, ""),), tuple(QUADS)
    if by == "actor":
        parties = Counter(key for event in events for key in _parties(event))
        return _parties, [key for key, _ in parties.most_common(MOST_ACTORS)]
    if by == "story":
        told = Counter(story_of[event.id] for event in events if event.id in story_of)
        return lambda event: (story_of.get(event.id, ""),), [story for story, _ in told.most_common(MOST_STORIES)]
    return lambda event: (event.type,), TYPES


def _parties(event: Event) -> list[str]:
    return list(dict.fromkeys(map(actor_id, (*event.actors, *event.recipients))))


def _lane(key: str, events: Sequence[Event], entries: dict[str, Entry], axis: Axis) -> Lane:
    if len(events) > MOST_MARKS:
        columns = tuple(_columns(events, entries, axis))
        return Lane(key, len(events), TALLEST + ROW // 2, columns=columns)
    marks = tuple(_marks(events, entries, axis))
    return Lane(key, len(events), max(mark.y for mark in marks) + ROW // 2 + 3, marks=marks)


def _marks(events: Sequence[Event], entries: dict[str, Entry], axis: Axis) -> Iterator[Mark]:
    """Each event in the first row that has room for it."""
    ends: list[float] = []
    for event in events:
        assert event.when
        left, right = axis.stretch(event.when) or (0.0, 0.0)
        is_bar = right - left > 2 * DOT and event.when.days != 1
        begins, finishes = (left, right) if is_bar else ((left + right - DOT) / 2, (left + right + DOT) / 2)
        row = next((n for n, end in enumerate(ends) if end <= begins), len(ends))
        row = min(row, MOST_ROWS - 1)
        ends[row : row + 1] = [finishes]
        yield _mark(entries[event.id], event.when, (left, right), ROW // 2 + 3 + ROW * row, is_bar=is_bar)


def _mark(entry: Entry, when: When, ends: tuple[float, float], y: int, *, is_bar: bool) -> Mark:
    left, right = ends
    return Mark(
        id=entry.id,
        x=left,
        width=round(right - left, 3),
        y=y,
        is_bar=is_bar,
        opens_left=when.first is None,
        opens_right=when.last is None,
        is_guess=when.basis in ("inferred", "report date", "vague"),
        radius=min(4.5 + entry.independent_voices, 8.0) if entry.independent_voices > 1 else 5.0,
        quad=entry.quad,
        look=look(entry),
    )


def _columns(events: Sequence[Event], entries: dict[str, Entry], axis: Axis) -> Iterator[Column]:
    """Counts over equal parts of the axis; an event counts where the middle of its stretch lies."""
    size = max(1, -(-axis.days // BINS))
    found: dict[int, list[Entry]] = defaultdict(list)
    for event in events:
        found[(_middle(event, axis) - axis.first).days // size].append(entries[event.id])
    most = max(map(len, found.values()))
    for part, held in sorted(found.items()):
        first = axis.first + timedelta(part * size)
        last = min(first + timedelta(size - 1), axis.last)
        firm = sum(look(entry) == "firm" for entry in held)
        left, right = axis.at(first), axis.at(last + timedelta(1)) if last < axis.last else 100.0
        height, share = TALLEST * len(held) / most, firm / len(held)
        yield Column(
            left, round(right - left, 3), round(height, 1), round(height * share, 1), len(held), first, last,
            Counter(entry.quad for entry in held).most_common(1)[0][0],
        )  # fmt: skip


def _middle(event: Event, axis: Axis) -> date:
    assert event.when
    first = max(event.when.first or axis.first, axis.first)
    last = min(event.when.last or axis.last, axis.last)
    return first + (last - first) // 2
