"""The record as it is now: read once, kept while the archive does not change, read anew when it has."""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from istor.linking.actors import actor_id
from istor.linking.stories import Story
from istor.model import Actor, Claim, Event, Report
from istor.storing import Archive
from istor.telling import Entry, Record, describe
from istor.telling.quantities import Quantity, quantities


@dataclass(frozen=True)
class View:
    """One state of the archive with what pages ask of it again and again."""

    record: Record
    stamp: str

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id, in order of time."""
        return {event.id: event for event in self.record.events}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Entries by the id of their event, in order of time."""
        return {event.id: describe(event, self.record) for event in self.record.events}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by id, the busiest first."""
        return {actor.id: actor for actor in self.record.actors}

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by id, in order of publication."""
        return {report.id: report for report in self.record.reports}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.record.claims}

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """The claims of each report, in the order of its text."""
        made: dict[str, list[Claim]] = {report: [] for report in self.reports}
        for claim in sorted(self.record.claims, key=lambda claim: (claim.trigger, claim.id)):
            made[claim.report].append(claim)
        return made

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The ledger by quantity, what is contradicted first."""
        return quantities(self.record)

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Stories by id, those told by most reports first."""
        return {story.id: story for story in self.record.stories}

    @cached_property
    def story_of(self) -> dict[str, str]:
        """The story of each event."""
        return {event: story.id for story in self.record.stories for event in story.events}

    @cached_property
    def events_of_actor(self) -> dict[str, list[Event]]:
        """The events that each actor is a party of, in order of time."""
        made: dict[str, list[Event]] = {}
        for event in self.record.events:
            for actor in dict.fromkeys(map(actor_id, (*event.actors, *event.recipients))):
                made.setdefault(actor, []).append(event)
        return made


class Current:
    """Gives the :class:`View` of an archive; many threads may ask."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._lock = Lock()
        self._view: View | None = None

    def view(self) -> View:
        """The archive as it is; ``ArchiveError`` when it cannot be read."""
        with self._lock:
            stamp = self.archive.stamp()  # before reading: what changes meanwhile is read the next time
            if self._view is None or self._view.stamp != stamp:
                view = View(Record.read(self.archive), stamp)
                _ = view.entries  # worked out under the lock, so that no two threads do it
                self._view = view
            return self._view
