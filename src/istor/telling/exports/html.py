"""The record as one page of HTML that needs nothing else: no script, no font, no picture from anywhere.

Reports are written by strangers: every word of theirs is escaped, only web addresses become links, and the page forbids
itself to load anything.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from istor.model import Claim, Event, Report
from istor.telling.dates import date_words
from istor.telling.describe import Entry, Said, describe, lang_tag, one_line, web_address
from istor.telling.exports.passages import Paragraph, Piece, evidence, paragraphs
from istor.telling.record import Record

PAGE = "page.html.j2"


@dataclass(frozen=True)
class Told:
    """One claim with its sentence."""

    said: Said
    pieces: tuple[Piece, ...]
    lang: str


@dataclass(frozen=True)
class EventView:
    """One event with the claim shown first, and all of them."""

    entry: Entry
    best: Told
    told: tuple[Told, ...]


@dataclass(frozen=True)
class ReportView:
    """One report with its text."""

    id: str
    name: str
    title: str
    published: str
    source: str
    url: str
    lang: str
    claims: int
    paragraphs: tuple[Paragraph, ...]


def write(record: Record) -> Iterator[str]:
    """The page."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((files(__package__) / PAGE).read_text(encoding="utf-8"))
    events = [_event(event, record) for event in record.events]
    yield from template.generate(
        years=_by_year(events),
        reports=_reports(record),
        events=len(events),
        claims=len(record.claims),
        quads=Counter(view.entry.quad for view in events),
    )
    yield "\n"


def _by_year(events: list[EventView]) -> list[tuple[str, list[EventView]]]:
    """The events under the year in which they began, in order; the undated last."""
    years: dict[str, list[EventView]] = {}
    for view in events:
        day = view.entry.first or view.entry.last
        years.setdefault(str(day.year) if day else "Date unknown", []).append(view)
    return list(years.items())


def _event(event: Event, record: Record) -> EventView:
    entry = describe(event, record)
    claims = {claim.id: claim for claim in event.claims}
    told = {said.claim: _told(claims[said.claim], said, record) for said in entry.said}
    return EventView(entry, told[record.best(event).id], tuple(told.values()))


def _told(claim: Claim, said: Said, record: Record) -> Told:
    report = record.report(claim.report)
    return Told(said, evidence(claim, report), lang_tag(report))


def _reports(record: Record) -> list[ReportView]:
    claims = defaultdict(list)
    for claim in record.claims:
        claims[claim.report].append(claim)
    return [_report(report, claims[report.id]) for report in record.reports]


def _report(report: Report, claims: list[Claim]) -> ReportView:
    return ReportView(
        id=report.id,
        name=one_line(report.name),
        title=one_line(report.title),
        published=date_words(report.published),
        source=one_line(report.source),
        url=web_address(report.url),
        lang=lang_tag(report),
        claims=len(claims),
        paragraphs=paragraphs(report, claims),
    )
