"""The picture of stories: one row each, a bar from its first day to its last with a stroke for every dated event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from istor.linking.stories import Story
from istor.model import Event, When
from istor.model.plover import QUAD_OF
from istor.web.pictures.axis import Axis, axis


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
    return axis([When.between(s.first, s.last, "stated") for s in stories if s.first or s.last], None, None)


def row(story: Story, events: Mapping[str, Event], where: Axis) -> Row:
    """The row of ``story`` on ``where``."""
    ends = where.stretch(When.between(story.first, story.last, "stated")) if story.first or story.last else None
    strokes = tuple(stroke for each in story.events if (stroke := _stroke(events[each], where)))
    return Row(ends[0] if ends else None, round(ends[1] - ends[0], 3) if ends else 0.0, strokes)


def _stroke(event: Event, where: Axis) -> Stroke | None:
    """The event in the middle of its days; ``None`` where one end of them is open."""
    when = event.when
    if when is None or when.first is None or when.last is None:
        return None
    ends = where.stretch(when)
    return Stroke(round(sum(ends) / 2, 2), QUAD_OF.get(event.type, "")) if ends else None
