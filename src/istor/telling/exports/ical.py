"""Dated events as a calendar (RFC 5545): whole days, which take up nobody's time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar
from icalendar import Event as Component

from istor.knowledge.known import degrees_of
from istor.model import Event
from istor.telling.describe import Entry, describe
from istor.telling.record import Record

STATUS = {"actual": "CONFIRMED", "future": "TENTATIVE", "hypothetical": "TENTATIVE", "negated": "CANCELLED"}


def write(record: Record) -> Iterator[str]:
    """The calendar; an event that has no known day, or no known beginning or end, is left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//istor//istor//EN")
    calendar.add("version", "2.0")
    for event in record.events:
        entry = describe(event, record)
        if entry.first and entry.last and entry.last < date.max:
            calendar.add_component(component(entry, entry.first, entry.last, _stamp(event, entry.first, record)))
    yield calendar.to_ical().decode()


def component(entry: Entry, first: date, last: date, stamp: date) -> Component:
    """One event. The standard's end is the day after the last."""
    made = Component()
    made.add("uid", f"{entry.id}@istor")
    made.add("dtstamp", datetime.combine(stamp, time(), UTC))
    made.add("dtstart", first)
    made.add("dtend", last + timedelta(days=1))
    made.add("summary", entry.headline)
    made.add("description", "\n".join((entry.when, entry.sentence, f"{entry.word} · {entry.counts}", *entry.conflicts)))
    made.add("categories", [entry.type])
    made.add("status", STATUS[entry.status])
    made.add("transp", "TRANSPARENT")
    if entry.place:
        made.add("location", entry.place)
        if degrees := degrees_of(entry.place):
            made.add("geo", degrees)
    return made


def _stamp(event: Event, first: date, record: Record) -> date:
    """The standard asks when an entry was made; the hour of writing would make other bytes of the same content.

    So it is the day of the last report that tells the event, else the event's own.
    """
    days = [report.published.first for report in map(record.report, event.reports) if report.published]
    known = [day for day in days if day]
    return max(known, default=first)
