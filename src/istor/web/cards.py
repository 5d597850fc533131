"""An event as lists and pages show it, in the language of the page: names, dates and figures ready to be written.

What reports are called stands here, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from istor.model import Event, Report
from istor.telling import Entry
from istor.telling.describe import one_line
from istor.telling.layers import Excerpt, excerpt
from istor.web.looks import Look, look
from istor.web.tongue import Name, Tongue
from istor.web.view import View


@dataclass(frozen=True)
class Card:
    """One event. ``day`` is its first known day, for a list's headings; ``claim`` the one that istor is surest of.

    ``called`` is the name that a person gave it; empty where nobody did.
    """

    entry: Entry
    called: str
    look: Look
    day: str
    when: str
    guess: str
    type: str
    mode: str
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    place: str
    voices: tuple[Name, ...]
    figures: tuple[str, ...]
    conflicts: tuple[str, ...]
    claim: str
    excerpt: Excerpt
    report: Report

    @property
    def id(self) -> str:
        """The event's id."""
        return self.entry.id


def card(event: Event, view: View, tongue: Tongue) -> Card:
    """``event`` in the language of ``tongue``."""
    entry, best, when = view.entries[event.id], view.record.best(event), event.when
    report = view.record.report(best.report)
    day = when and (when.first or when.last)
    return Card(
        entry=entry,
        called=one_line(view.record.name_of(event)),
        look=look(event),
        day=day.isoformat() if day else "",
        when=tongue.when(when),
        guess=tongue.guess(when),
        type=tongue.term("type", event.type),
        mode=tongue.term("mode", event.mode),
        actors=tuple(map(tongue.party, event.actors)),
        recipients=tuple(map(tongue.party, event.recipients)),
        place=tongue.place(event.place),
        voices=tuple(map(tongue.voice, event.voices)),
        figures=tuple(map(tongue.figure, event.figures)),
        conflicts=tuple(map(tongue.reason, event.conflicts)),
        claim=best.id,
        excerpt=excerpt(report, best),
        report=report,
    )


def cards(view: View, tongue: Tongue) -> list[Card]:
    """The events of ``view``."""
    return [card(event, view, tongue) for event in view.events]


@dataclass(frozen=True)
class Tip:
    """What a mark of the picture says of its event."""

    id: str
    when: str
    guess: str
    type: str
    sides: str


def tips(heads: Mapping[int, Event], tongue: Tongue) -> dict[int, Tip]:
    """The tips of events by their numbers."""
    return {
        number: Tip(
            event.id, tongue.when(event.when), tongue.guess(event.when), tongue.term("type", event.type),
            tongue.sides(event),
        )
        for number, event in heads.items()
    }  # fmt: skip


def report_title(report: Report) -> str:
    """What a report is called where its name alone says little: its title, or the beginning of its text."""
    if report.title:
        return one_line(report.title)
    body = next((block.span.of(report.text) for block in report.body), report.text)
    words = one_line(body[:400]).split()
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")
