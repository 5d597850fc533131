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
    dated = ((event.when, event.type) for each in story.events if (event := events[each]).when)
    strokes = tuple(
        Stroke(round(sum(found) / 2, 2), QUAD_OF.get(kind, ""))
        for when, kind in dated
        if when is not None and when.first and when.last and (found := where.stretch(when))
    )
    return Row(ends[0] if ends else None, round(ends[1] - ends[0], 3) if ends else 0.0, strokes)
