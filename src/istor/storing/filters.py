"""Which claims are wanted, and the same as conditions in SQL."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Column, ColumnElement, Select, and_, exists, false, func, or_, select

from istor.knowledge.asking import parties_called, places_called
from istor.knowledge.naming import EVERY_STATE
from istor.storing.tables import claim_parties, claim_voices, claims, reports

_CODE = re.compile(r"[A-Z]{3}|---")


@lru_cache(50_000)
def fold(text: str) -> str:
    """``text`` without case, accents and outer blanks: what two spellings of a name must share to be found alike."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare.casefold()).strip()


@dataclass(frozen=True)
class ClaimFilter:
    """What a claim must meet; ``None`` asks nothing.

    ``actor`` is a party in either role: a code (``RUS``), ``CODE:Name`` in full, or a part of a name in any case
    (``putin``). Three capitals are a code or a whole name (``CIA``), so that ``RUS`` does not find Belarus.
    Greek words are read as the tables know them (``Τσίπρας``), and a state's name as its code (``Ελλάδα``, ``Greece``).
    ``source`` is read the same way: on whose word the claim rests; the outlet, where the report itself asserts it.
    ``first`` and ``last`` bound the days: a claim's stretch must share a day with theirs, so that one without any
    known day is left out. ``report`` is an id or a name, ``place`` a part of a name in any case.
    """

    actor: str | None = None
    type: str | None = None
    first: date | None = None
    last: date | None = None
    source: str | None = None
    report: str | None = None
    status: str | None = None
    place: str | None = None


ALL = ClaimFilter()


def conditions(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    """The conditions that ``wanted`` puts on claims joined with their reports."""
    if wanted.actor is not None:
        yield _has_party(wanted.actor)
    if wanted.type is not None:
        yield claims.c.type == wanted.type
    if wanted.source is not None:
        yield _rests_on(wanted.source)
    if wanted.report is not None:
        yield or_(reports.c.id == wanted.report, reports.c.name == wanted.report)
    if wanted.status is not None:
        yield claims.c.status == wanted.status
    if wanted.place is not None:
        place = claims.c.place_folded
        yield or_(place.in_(values_holding(place, fold(wanted.place))), place.in_(places_meant(wanted.place)))
    yield from _days(wanted.first, wanted.last)


def _has_party(actor: str) -> ColumnElement[bool]:
    named = _is_named(claim_parties.c.code, claim_parties.c.name_folded, actor)
    return claims.c.id.in_(select(claim_parties.c.claim_id).where(named))


def is_met_here(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    """What ``wanted`` asks of actor, type and place, of claims joined with their parties, which were found otherwise.

    Nothing is looked up in an index of these columns (hence the empty word beside each): SQLite would begin there, with
    every claim of a type, once for each report.
    """
    c, p = claims.c, claim_parties.c
    if wanted.type is not None:
        yield c.type.concat("") == wanted.type
    if wanted.place is not None:
        held = values_holding(c.place_folded, fold(wanted.place))
        yield or_(*(c.place_folded.concat("").in_(some) for some in (held, places_meant(wanted.place))))
    if wanted.actor is not None:
        codes, names = p.code.concat(""), p.name_folded.concat("")
        yield or_(*(_is_one(codes, names, p.name_folded, one) for one in called(wanted.actor)))


def _rests_on(source: str) -> ColumnElement[bool]:
    named = _is_named(claim_voices.c.code, claim_voices.c.name_folded, source)
    own, owner = claims.alias(), reports.alias()
    asserted = ~exists().where(claim_voices.c.claim_id == own.c.id)
    outlet = _is_named(None, owner.c.source_folded, source)
    by_outlet = select(own.c.id).join(owner, owner.c.id == own.c.report_id).where(outlet, asserted)
    return claims.c.id.in_(select(claim_voices.c.claim_id).where(named).union(by_outlet))


@dataclass(frozen=True)
class Called:
    """One way to meet what a person is looked for by: a code, a name in full, both, or a ``part`` of a name.

    Names and parts are folded.
    """

    code: str | None = None
    name: str | None = None
    part: str | None = None


def called(wanted: str) -> Iterator[Called]:
    """The parties that ``wanted`` may mean, as :class:`ClaimFilter` has it."""
    head, colon, name = wanted.partition(":")
    if _CODE.fullmatch(wanted):
        yield from (Called(code=wanted), Called(name=fold(wanted)))
    elif colon and _CODE.fullmatch(head):
        yield Called(head, fold(name))
    else:
        yield Called(part=fold(wanted))
        for owner, name in sorted(parties_called(wanted)):
            code = None if name and owner == EVERY_STATE else owner
            yield Called(code, fold(name) if name else None)


def _is_named(code: Column[str] | None, folded: Column[str], wanted: str) -> ColumnElement[bool]:
    """Whether a party is one that ``wanted`` may mean; outlets have names only."""
    return or_(*(_is_one(code, folded, folded, one) for one in called(wanted)))


def _is_one(
    code: ColumnElement[str] | None, folded: ColumnElement[str], indexed: Column[str], wanted: Called
) -> ColumnElement[bool]:
    """Whether a party is the one wanted; the names that hold a part are found in the index of ``indexed``."""
    if wanted.part is not None:
        return folded.in_(values_holding(indexed, wanted.part))
    if wanted.code is None:
        return folded == wanted.name
    if code is None:
        return false()
    return code == wanted.code if wanted.name is None else and_(code == wanted.code, folded == wanted.name)


def places_meant(wanted: str) -> list[str]:
    """The names, folded, of the places that ``wanted`` calls in full; those that hold it come beside them."""
    return sorted(map(fold, places_called(wanted)))


def values_holding(folded: Column[str], part: str) -> Select[str]:
    """The values of the folded column, which has an index, that hold ``part``, which is folded too, somewhere.

    Every row would have to be looked at; instead each different value is, found from the one before it in the index:
    there are few outlets, places and names beside the rows that have them.
    """
    table = folded.table.alias()
    value = table.c[folded.name]
    each = select(func.min(value).label("value")).cte(recursive=True)
    following = select(func.min(value)).where(value > each.c.value).scalar_subquery()
    each = each.union_all(select(following).where(each.c.value.is_not(None)))
    return select(each.c.value).where(each.c.value.contains(part, autoescape=True))


def _days(first: date | None, last: date | None) -> Iterator[ColumnElement[bool]]:
    """As ``When.meets`` has it: an open end reaches as far as it must, but a claim open at both is not dated at all."""
    begins, ends = claims.c.when_first, claims.c.when_last
    if first or last:
        yield or_(begins.is_not(None), ends.is_not(None))
    if first:
        yield or_(ends.is_(None), ends >= first)
    if last:
        yield or_(begins.is_(None), begins <= last)
