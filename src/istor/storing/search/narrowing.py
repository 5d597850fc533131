"""Which reports a search is narrowed to: by what they claim, when they appeared, and who printed them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from sqlalchemy import Column, ColumnElement, Connection, Select, false, select

from istor.storing.filters import (
    Called,
    ClaimFilter,
    called,
    fold,
    is_met_here,
    places_meant,
    values_holding,
)
from istor.storing.marks import CODE, NAME, OUTLET, PARTY, PLACE, TYPE, mark
from istor.storing.rows import given
from istor.storing.search.matching import Match, marked
from istor.storing.tables import claim_parties, claims, report_words, reports
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


class Narrowing:
    """What a filter asks of reports by their numbers; the values that parts of names stand for are looked up once."""

    def __init__(self, connection: Connection, wanted: SearchFilter) -> None:
        self._connection, self._wanted = connection, wanted
        self._marks = [sorted(set(any_of)) for any_of in _marks(connection, wanted)]

    def conditions(self, number: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
        """The conditions on the number of a report that words have found."""
        yield from _days(number, self._wanted)
        if self._connection.dialect.name == "sqlite":
            number = number + 0  # so that words are not looked up once for each number that is allowed
        if self._marks and self._can_be_met:
            yield number.in_(self._marked().numbers())
        yield from self._own(number)

    def numbers(self) -> Select[int]:
        """The numbers of all reports that meet the filter."""
        number: ColumnElement[int] = report_words.c.number
        found = select(number)
        if self._marks and self._can_be_met:
            own = self._marked()
            number, found = own.number, own.numbers()
        return found.where(*_days(number, self._wanted), *self._own(number))

    @property
    def _can_be_met(self) -> bool:
        """Whether everything that is asked for stands somewhere in the archive."""
        return all(self._marks) and self._wanted.reports != frozenset()

    def _marked(self) -> Match:
        return marked(self._connection, self._marks)

    def _own(self, number: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
        """What neither days nor marks tell."""
        wanted = self._wanted
        if not self._can_be_met:
            yield false()
        elif wanted.reports is not None:
            ids = given(self._connection, sorted(wanted.reports))
            yield number.in_(select(report_words.c.number).where(report_words.c.report_id.in_(ids)))
        if [wanted.actor, wanted.type, wanted.place].count(None) < 2:
            yield _has_claim(number, wanted)


def _days(number: ColumnElement[int], wanted: SearchFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.first:
        yield number >= number_of_day(wanted.first)
    if wanted.last and wanted.last < date.max:
        yield number < number_of_day(wanted.last + timedelta(days=1))
    if wanted.last and not wanted.first:
        yield number >= number_of_day(date.min)


def _marks(connection: Connection, wanted: SearchFilter) -> Iterator[Iterable[str]]:
    """For each thing that is asked for the marks of which a report must have one."""
    if wanted.outlet is not None:
        yield _holding(connection, OUTLET, reports.c.source_folded, fold(wanted.outlet))
    if wanted.type is not None:
        yield [mark(TYPE, wanted.type)]
    if wanted.place is not None:
        held = _holding(connection, PLACE, claims.c.place_folded, fold(wanted.place))
        yield chain(held, (mark(PLACE, place) for place in places_meant(wanted.place)))
    if wanted.actor is not None:
        yield chain.from_iterable(_parties(connection, one) for one in called(wanted.actor))


def _parties(connection: Connection, wanted: Called) -> Iterable[str]:
    if wanted.part is not None:
        return _holding(connection, NAME, claim_parties.c.name_folded, wanted.part)
    if wanted.code is None:
        return [mark(NAME, wanted.name or "")]
    return [mark(CODE, wanted.code) if wanted.name is None else mark(PARTY, wanted.code, wanted.name)]


def _holding(connection: Connection, kind: str, folded: Column[str], part: str) -> Iterable[str]:
    return (mark(kind, value) for value in connection.scalars(values_holding(folded, part)))


def _has_claim(number: ColumnElement[int], wanted: SearchFilter) -> ColumnElement[bool]:
    """Whether one claim of the report meets all that is asked of claims."""
    words, parties = report_words.alias(), claim_parties
    own = select(claims.c.id).join_from(words, claims, claims.c.report_id == words.c.report_id)
    if wanted.actor is not None:
        own = own.join(parties, parties.c.claim_id == claims.c.id)
    asked = ClaimFilter(actor=wanted.actor, type=wanted.type, place=wanted.place)
    return own.where(words.c.number == number, *is_met_here(asked)).exists()
