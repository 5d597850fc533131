"""The first and the last day of a date in ISO 8601-2 (EDTF): what programs need of a date that came as text.

Reads what istor writes (``docs/reference/claims.md``): days, months, seasons, years, decades, intervals with open ends,
doubts, and a time of day, which changes no day. A season is three months from March, June, September or December on.
"""

import calendar
import re
from datetime import date

_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T[0-9A-Z:]+)?[~?%]?"
)
_OPEN = ("", "..")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""The month in which each begins, in the north."""

Days = tuple[date | None, date | None]


def days_of(edtf: str) -> Days | None:
    """Both ends of the stretch, an open one ``None``; ``None`` for what is no such date, or ends before it begins."""
    left, slash, right = edtf.partition("/")
    first = _days(left)
    last = _days(right) if slash else first
    if first is None or last is None or not (slash or left):
        return None
    begins, ends = first[0], last[1]
    return None if begins and ends and begins > ends else (begins, ends)


def _days(text: str) -> Days | None:
    """The days of one date; both open for an open end."""
    if text in _OPEN:
        return None, None
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.group("year", "month", "day")
    try:
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        if month is None or month == "XX":
            return date(first, 1, 1), date(last, 12, 31)
        if first != last:
            return None
        return _within(first, int(month), None if day in (None, "XX") else int(day))
    except ValueError:
        return None


def _within(year: int, month: int, day: int | None) -> Days:
    if day is not None:
        return date(year, month, day), date(year, month, day)
    if month not in _SEASONS:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    begins = _SEASONS[month]
    end_year, end_month = (year + 1, 2) if begins == 12 else (year, begins + 2)
    return date(year, begins, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
