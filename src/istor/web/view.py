"""Some events with what a page shows of them: their claims, the reports of these, and what persons call them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from istor.linking.dating import dated
from istor.model import Event, Link, Report
from istor.storing import Archive
from istor.telling import Entry, Record, describe


@dataclass(frozen=True)
class View:
    """``record`` holds what belongs to ``events`` alone, and nothing that needs others to be worked out."""

    record: Record
    events: tuple[Event, ...]

    @classmethod
    def of(cls, archive: Archive, events: Iterable[Event], links: Iterable[Link] = ()) -> Self:
        """The view of ``events``; ``links`` are those that the page gives reasons from."""
        shown = tuple(events)
        claims = tuple({claim.id: claim for event in shown for claim in event.claims}.values())
        held = sorted({claim.report for claim in claims})
        datings = archive.datings_of(held)
        names = archive.names_of([claim.id for claim in claims])
        return cls(Record(dated(archive.reports_of(held), datings), claims, tuple(links), datings, names), shown)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Entries by the id of their event, in the order given."""
        return {event.id: describe(event, self.record) for event in self.events}


def reports_of(archive: Archive, ids: Iterable[str]) -> dict[str, Report]:
    """Reports by id, with the days that were found for them, in order of publication."""
    held = list(ids)
    return {report.id: report for report in dated(archive.reports_of(held), archive.datings_of(held))}
