"""Which reports a search is narrowed to: by what they claim, when they appeared, and who printed them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, select

from istor.storing.filters import ALL, ClaimFilter, conditions, holding
from istor.storing.tables import claims, report_words, reports
from istor.storing.words import number_of_day


@dataclass(frozen=True)
class SearchFilter:
    """What a report must meet; ``None`` asks nothing.

    ``actor``, ``type`` and ``place`` are those of :class:`~istor.storing.ClaimFilter` and must be met by one and the
    same claim of the report. ``first`` and ``last`` bound the day of its publication: a report without one is left
    out. ``outlet`` is a part of the source's name in any case. ``reports`` are ids: those of a story, say.
    """

    actor: str | None = None
    type: str | None = None
    place: str | None = None
    first: date | None = None
    last: date | None = None
    outlet: str | None = None
    reports: frozenset[str] | None = None


def narrowed(number: ColumnElement[int], wanted: SearchFilter) -> Iterator[ColumnElement[bool]]:
    """The conditions that ``wanted`` puts on the number of a report that words have found."""
    yield from _days(number, wanted)
    if own := [*_own(wanted)]:  # added to nothing, so that SQLite does not look the words up once for each number
        yield (number + 0).in_(select(report_words.c.number).where(*own))


def allowed(wanted: SearchFilter) -> Select[str]:
    """The ids of all reports that meet ``wanted``."""
    return select(report_words.c.report_id).where(*_days(report_words.c.number, wanted), *_own(wanted))


def _days(number: ColumnElement[int], wanted: SearchFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.first:
        yield number >= number_of_day(wanted.first)
    if wanted.last and wanted.last < date.max:
        yield number < number_of_day(wanted.last + timedelta(days=1))
    if wanted.last and not wanted.first:
        yield number >= number_of_day(date.min)


def _own(wanted: SearchFilter) -> Iterator[ColumnElement[bool]]:
    """The conditions on the rows of ``report_words``."""
    report_id = report_words.c.report_id
    if wanted.reports is not None:
        yield report_id.in_(sorted(wanted.reports))
    if wanted.outlet is not None:
        yield report_id.in_(select(reports.c.id).where(holding(reports.c.source_folded, wanted.outlet)))
    claimed = ClaimFilter(actor=wanted.actor, type=wanted.type, place=wanted.place)
    if claimed != ALL:
        yield report_id.in_(select(claims.c.report_id).where(*conditions(claimed)))
