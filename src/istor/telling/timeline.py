"""The timeline: events in order of time, those wanted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from istor.errors import InputError
from istor.knowledge.asking import places_called
from istor.model import Event
from istor.model.claim import Status
from istor.model.plover import QUAD_OF, TYPES
from istor.storing import Archive, ClaimFilter
from istor.storing.filters import fold
from istor.telling.actors import fits
from istor.telling.days import first_day, last_day
from istor.telling.describe import Entry, describe
from istor.telling.record import Record


@dataclass(frozen=True)
class TimelineFilter:
    """What an event must meet; ``None`` asks nothing.

    ``actor``, ``type`` and ``source`` are those of :class:`~istor.storing.ClaimFilter` and must be met by one and the
    same claim of the event: who is said to have done what, on that word. The rest must be met by the event as a whole:
    its days must share one with ``first`` to ``last``, so that an event without any known day is left out; its type
    must be of the class ``quad``; ``place`` is a part of a name; ``voices`` is how many independent ones it needs;
    ``story`` is the id of the story that it belongs to.
    """

    actor: str | None = None
    type: str | None = None
    first: date | None = None
    last: date | None = None
    source: str | None = None
    quad: str | None = None
    status: Status | None = None
    place: str | None = None
    voices: int | None = None
    story: str | None = None

    def meets(self, event: Event) -> bool:
        """Whether the event as a whole is wanted; what a claim of it must meet is not looked at."""
        return (
            self.meets_days(event)
            and (self.quad is None or QUAD_OF.get(event.type) == self.quad)
            and (self.status is None or event.status == self.status)
            and (self.place is None or self.meets_place(event.place or ""))
            and (self.voices is None or len(event.voices) >= self.voices)
        )

    @classmethod
    def of(
        cls, actor: str | None, type: str | None, first: str | None, last: str | None, source: str | None
    ) -> Self:
        """The filter as people write it: a type in any case, a year, month or day for either end."""
        if type is not None and type.upper() not in TYPES:
            raise InputError(f"{type}: no such type; there are {', '.join(TYPES)}")
        made = cls(actor, type and type.upper(), first_day(first), last_day(last), source)
        if made.first and made.last and made.first > made.last:
            raise InputError(f"{first} lies after {last}: exchange them")
        return made

    def meets_place(self, place: str) -> bool:
        """Whether the place wanted names ``place``, in English or in Greek, or a part of its name."""
        wanted = self.place or ""
        return fold(wanted) in fold(place) or place in places_called(wanted)

    def meets_days(self, event: Event) -> bool:
        """Whether the event's days share one with those wanted."""
        if not (self.first or self.last):
            return True
        when = event.when
        if when is None or not (when.first or when.last):
            return False
        return (when.first or date.min) <= (self.last or date.max) and (self.first or date.min) <= (
            when.last or date.max
        )


EVERYTHING = TimelineFilter()


def timeline(archive: Archive, wanted: TimelineFilter = EVERYTHING) -> tuple[Entry, ...]:
    """The events that ``wanted`` lets through, in order of time, the undated last."""
    record = Record.read(archive)
    return tuple(describe(event, record) for event in fitting(record, archive, wanted))


def fitting(record: Record, archive: Archive, wanted: TimelineFilter) -> Iterator[Event]:
    """The events of ``record``, which was read from ``archive``, that ``wanted`` lets through."""
    claims, told = _claims(record, archive, wanted), _story(record, wanted.story)
    for event in record.events:
        if told is not None and event.id not in told:
            continue
        if wanted.meets(event) and (claims is None or any(claim.id in claims for claim in event.claims)):
            yield event


def _story(record: Record, story: str | None) -> set[str] | None:
    """The events of the story of that id; ``None`` where none is asked for."""
    if story is None:
        return None
    found = next((each for each in record.stories if each.id == story), None)
    if found is None:
        raise InputError(f"{story}: no such story; 'istor stories' lists the ids")
    return set(found.events)


def _claims(record: Record, archive: Archive, wanted: TimelineFilter) -> set[str] | None:
    """The ids of claims that meet the filter; ``None`` where any claim does.

    An actor is wanted by what the report calls it or by what the actor is called over all reports.
    """
    actor = wanted.actor
    if not (actor or wanted.type or wanted.source):
        return None
    asked = {claim.id for claim in archive.claims(ClaimFilter(type=wanted.type, source=wanted.source))}
    if not actor:
        return asked
    called = {claim.id for claim in record.claims if any(fits(party, actor) for party in claim.parties)}
    return asked & (called | {claim.id for claim in archive.claims(ClaimFilter(actor=actor))})
