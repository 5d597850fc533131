"""Stories for a reader: what each is called, when it began and ended, and its events in order of time."""

from dataclasses import dataclass

from istor.errors import InputError
from istor.linking.stories import Story
from istor.telling.conflicts import headline
from istor.telling.dates import date_words
from istor.telling.describe import one_line
from istor.telling.record import Record


@dataclass(frozen=True)
class Part:
    """One event of a story in a line."""

    event: str
    when: str
    headline: str


@dataclass(frozen=True)
class Told:
    """One story. ``name`` is a person's, where one gave it, else made from parties and theme; days in ISO form."""

    id: str
    name: str
    first: str
    last: str
    reports: tuple[str, ...]
    events: tuple[Part, ...]


def reports_of(record: Record, named: str) -> frozenset[str]:
    """The ids of the reports that tell the story of that id or name; InputError when there is none."""
    found = [story for story in record.stories if named in (story.id, record.name_of(story) or story.name)]
    if not found:
        raise InputError(f"{named}: no such story; 'istor stories' lists them")
    return frozenset(report for story in found for report in story.reports)


def told(record: Record, least: int = 1) -> tuple[Told, ...]:
    """The stories that ``least`` reports tell, those with most reports first."""
    return tuple(story_row(story, record) for story in record.stories if len(story.reports) >= least)


def story_row(story: Story, record: Record) -> Told:
    """One story for a reader."""
    held = set(story.events)
    events = [event for event in record.events if event.id in held]
    return Told(
        id=story.id,
        name=one_line(record.name_of(story) or story.name),
        first=story.first.isoformat() if story.first else "",
        last=story.last.isoformat() if story.last else "",
        reports=tuple(sorted(record.report(r).name for r in story.reports)),
        events=tuple(Part(e.id, date_words(e.when), headline(e)) for e in events),
    )
