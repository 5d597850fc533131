"""The record: reports, claims and links as read once, and the events that they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from istor.errors import InputError
from istor.model import Actor, Claim, Event, Link, Report
from istor.storing import Archive

_UNDATED = (date.max, date.max)


@dataclass(frozen=True)
class Record:
    """What all views are worked out from. The same content gives the same record, whatever the order of adding."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]

    @classmethod
    def read(cls, archive: Archive) -> Self:
        """Everything in ``archive``."""
        return cls(tuple(archive.reports()), tuple(archive.claims()), tuple(archive.links()))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events in order of time; the undated last."""
        from istor.linking import events

        return tuple(sorted(events(self.claims, self.reports, self.links), key=self._order))

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The parties over all reports."""
        from istor.linking import actors

        return actors(self.claims)

    @cached_property
    def event_of(self) -> dict[str, str]:
        """The event's id by the id of a claim that tells of it."""
        from istor.linking import event_ids

        return event_ids(self.claims, self.links)

    def report(self, report_id: str) -> Report:
        """The report with that id."""
        return self._reports[report_id]

    def event(self, event_id: str) -> Event:
        """The event with that id, or that the claim with that id tells of; InputError when there is none."""
        wanted = self.event_of.get(event_id, event_id)
        found = next((event for event in self.events if event.id == wanted), None)
        if found is None:
            raise InputError(f"{event_id}: no such event or claim; 'istor timeline' lists the ids")
        return found

    def by_text(self) -> list[Claim]:
        """All claims in the order of the record's reports and of their texts."""
        place = {report.id: number for number, report in enumerate(self.reports)}
        return sorted(self.claims, key=lambda c: (place[c.report], c.trigger, c.type, c.id))

    def in_order(self, claims: Sequence[Claim]) -> list[Claim]:
        """``claims`` by day of their report (the undated last), its name, and place in its text."""
        return sorted(claims, key=self.place_of)

    def best(self, event: Event) -> Claim:
        """The claim that istor is surest of; of equals the earliest."""
        return max(self.in_order(event.claims), key=lambda claim: claim.confidence)

    def place_of(self, claim: Claim) -> tuple[date, str, str, int, str]:
        """What :meth:`in_order` sorts by."""
        report = self.report(claim.report)
        day = (report.published and report.published.first) or date.max
        return (day, report.name, report.id, claim.trigger.start, claim.id)

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {report.id: report for report in self.reports}

    def _order(self, event: Event) -> tuple[object, ...]:
        when = event.when
        first, last = (when.first or when.last, when.last or when.first) if when else (None, None)
        days = (first, last) if first and last else _UNDATED
        return (*days, min(self.place_of(claim) for claim in event.claims), event.id)
