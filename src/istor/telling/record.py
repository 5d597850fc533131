"""The record: reports, claims and links as read once, and the events that they make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Self

from istor.errors import InputError
from istor.linking.figures import Line
from istor.linking.stories import Story
from istor.linking.turns import Relation
from istor.model import Actor, Claim, Dating, Event, Link, Report, Statement
from istor.storing import Archive

_UNDATED = (date.max, date.max)


@dataclass(frozen=True)
class Record:
    """What all views are worked out from. The same content gives the same record, whatever the order of adding.

    ``reports`` have the days that ``datings`` found for them; ``names`` is what persons call things, by kind and
    anchor; ``statements`` are all figures that the reports state.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    datings: tuple[Dating, ...] = ()
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()

    @classmethod
    def read(cls, archive: Archive, coded: Iterable[Claim] | None = None) -> Self:
        """Everything in ``archive``; ``coded`` are its claims where the caller has read them already."""
        from istor.linking import renamed
        from istor.linking.corrections import corrected
        from istor.linking.dating import dated

        found = tuple(archive.datings())
        reports = dated(archive.reports(), found)
        links = tuple(archive.links())
        names = archive.names()
        claims = renamed(corrected(archive.claims() if coded is None else coded, names), links)
        return cls(reports, claims, links, found, names, tuple(archive.statements()))

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

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """What became of which event: came about, kept, cancelled, denied."""
        from istor.linking import relations

        return relations(self.claims, self.reports, self.links, self.event_of)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Events that belong together, those told by most reports first."""
        from istor.linking import stories

        return stories(self.events, self.reports)

    @cached_property
    def ledger(self) -> tuple[Line, ...]:
        """Every figure, and what it is to those of the same quantity told before it; events in order of time."""
        from istor.linking import ledger

        return ledger(self.events, self.reports, self.statements, self.stories)

    def anchor(self, named: str) -> tuple[str, str]:
        """Of an event, claim, story or actor by its id: its kind, and the id that what a person calls it hangs on.

        An event keeps its name as long as it holds its least claim, a story as long as it holds its least report.
        """
        if any(actor.id == named for actor in self.actors):
            return "actor", named
        story = next((s for s in self.stories if s.id == named), None) if named.startswith("story-") else None
        if story:
            return "story", story.reports[0]
        return "event", min(claim.id for claim in self.event(named).claims)

    def name_of(self, thing: Event | Story | Actor) -> str:
        """What a person calls it; empty where nobody gave it a name."""
        if isinstance(thing, Event):
            held = [self.names.get(("event", c.id)) for c in sorted(thing.claims, key=lambda c: c.id)]
        elif isinstance(thing, Story):
            held = [self.names.get(("story", report)) for report in thing.reports]
        else:
            held = [self.names.get(("actor", key)) for key in (thing.id, *sorted(self._joined.get(thing.id, ())))]
        return next(filter(None, held), "")

    def links_of(self, actor_id: str) -> tuple[Link, ...]:
        """The links that say which names are this one actor."""
        names = self._joined.get(actor_id, set())
        return tuple(k for k in self.links if k.kind == "actor" and k.judgement == "same" and k.left in names)

    def report(self, report_id: str) -> Report:
        """The report with that id."""
        return self._reports[report_id]

    def report_named(self, named: str) -> Report:
        """The report with that id or name; InputError when there is none, or more than one."""
        found = [r for r in self.reports if named in (r.id, r.name)]
        if len(found) != 1:
            problem = "there are several reports of that name: give an id" if found else "no such report"
            raise InputError(f"{named}: {problem}")
        return found[0]

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
        day = (report.published and report.published.last) or date.max
        return (day, report.name, report.id, claim.trigger.start, claim.id)

    @cached_property
    def _joined(self) -> dict[str, set[str]]:
        """The ids under which reports' own names of an actor would stand: its name may hang on one of them."""
        from istor.linking import joined

        return joined(self.links)

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {report.id: report for report in self.reports}

    def _order(self, event: Event) -> tuple[object, ...]:
        when = event.when
        first, last = (when.first or when.last, when.last or when.first) if when else (None, None)
        days = (first, last) if first and last else _UNDATED
        return (*days, min(self.place_of(claim) for claim in event.claims), event.id)
