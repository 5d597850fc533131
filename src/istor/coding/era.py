"""About when an undated report was written, by who is in it: the days on which most of the people named held office.

It is used to tell who "the foreign minister" was; no event is ever dated by it.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from istor.knowledge.gazetteer import Mention
from istor.knowledge.tables import offices
from istor.knowledge.titles import terms_of


def likely_day(mentions: Iterable[Mention]) -> date | None:
    """The middle of the latest stretch of days on which most of the named people were in office; ``None`` of none."""
    people = {e.key for m in mentions if (e := m.kind("person", "surname")) is not None}
    terms = {p: t for p in people if (t := [(o.first, min(o.last, newest())) for o in terms_of(p)])}
    if not terms:
        return None
    starts = sorted({first for held in terms.values() for first, _ in held if first > date.min})
    best = max(starts, key=lambda day: (_in_office(terms, day), day), default=None)
    if best is None:
        return None
    ends = [last for held in terms.values() for first, last in held if first <= best <= last]
    return best + (min(ends) - best) // 2


def _in_office(terms: dict[str, list[tuple[date, date]]], day: date) -> int:
    return sum(any(first <= day <= last for first, last in held) for held in terms.values())


@cache
def newest() -> date:
    """The day after the last term of the tables begins: how far they reach."""
    return max(o.first for o in offices()) + timedelta(days=1)
