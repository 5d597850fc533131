"""The picture of stories: one row each, a bar from its first day to its last with a stroke for every dated event."""

from collections.abc import Sequence
from dataclasses import dataclass

from istor.linking.stories import Story
from istor.model import When
from istor.web.catalogue.columns import OPEN, QUAD_NAMES, Columns, Numbers
from istor.web.pictures.axis import Axis, axis, days_of

MOST_STROKES = 400
"""Events of a row that have a stroke of their own; of more, each so many-th has."""


@dataclass(frozen=True)
class Stroke:
    """One event on its day, or in the middle of its days."""

    x: float
    quad: str


@dataclass(frozen=True)
class Row:
    """One story: where its bar begins and how wide it is, in percent; ``None`` where no day is known."""

    x: float | None
    width: float
    strokes: tuple[Stroke, ...]


def shared_axis(stories: Sequence[Story]) -> Axis | None:
    """The days that all of ``stories`` lie on."""
    return axis(days_of(When.between(s.first, s.last, "stated") for s in stories if s.first or s.last), None, None)


def row(story: Story, events: Numbers, columns: Columns, where: Axis) -> Row:
    """The row of ``story`` on ``where``, with its events by their numbers."""
    ends = where.stretch(When.between(story.first, story.last, "stated")) if story.first or story.last else None
    closed = events[(columns.first[events] > 0) & (columns.last[events] < OPEN)]
    shown = closed[:: max(1, -(-closed.size // MOST_STROKES))]
    strokes = tuple(stroke for number in shown if (stroke := _stroke(int(number), columns, where)))
    return Row(ends[0] if ends else None, round(ends[1] - ends[0], 3) if ends else 0.0, strokes)


def _stroke(number: int, columns: Columns, where: Axis) -> Stroke | None:
    """The event in the middle of its days; ``None`` where these lie outside."""
    first, last = columns.ends(number)
    ends = where.stretch(When.between(first, last, "stated"))
    return Stroke(round(sum(ends) / 2, 2), QUAD_NAMES[columns.quad[number]]) if ends else None
