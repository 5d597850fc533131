"""Stretches of the calendar and how they are written in ISO 8601-2 (EDTF).

Every function answers for any numbers: what the calendar does not hold (31 February, year 0) gives ``None``.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
THIRDS_OF_MONTH = {1: (1, 10), 2: (11, 20), 3: (21, 31)}
THIRDS_OF_YEAR = {1: (1, 4), 2: (5, 8), 3: (9, 12)}
THIRDS_OF_DECADE = {1: (0, 3), 2: (4, 6), 3: (7, 9)}
THIRDS_OF_CENTURY = {1: (1, 30), 2: (31, 70), 3: (71, 100)}


@dataclass(frozen=True)
class Stretch:
    """Some days of the calendar, both ends included, and their EDTF; no days when the value leaves some open."""

    value: str
    first: date | None = None
    last: date | None = None


def on(day: date) -> Stretch:
    """One day."""
    return Stretch(day.isoformat(), day, day)


def day_of(year: int | None, month: int, number: int) -> Stretch | None:
    """A day of a month, in a year when that is known: ``XXXX-07-22`` otherwise."""
    if year is None:
        is_day = 1 <= number <= calendar.monthrange(2000, month)[1]
        return Stretch(f"XXXX-{month:02d}-{number:02d}") if is_day else None
    try:
        return on(date(year, month, number))
    except ValueError:
        return None


def month_of(year: int | None, month: int) -> Stretch | None:
    """A month."""
    if year is None:
        return Stretch(f"XXXX-{month:02d}")
    if not 1 <= year <= 9999:
        return None
    return Stretch(f"{year:04d}-{month:02d}", date(year, month, 1), _last_of(year, month))


def year_of(year: int) -> Stretch | None:
    """A year; one before year 1 is written as ISO 8601 does (-0479 is 480 BC) and has no days."""
    if year < 1:
        return Stretch(f"-{-year:04d}") if year > -9999 else None
    return Stretch(f"{year:04d}", date(year, 1, 1), date(year, 12, 31)) if year <= 9999 else None


def years(first: int, last: int) -> Stretch | None:
    """Years from one to another."""
    return between(year_of(first), year_of(last))


def decade_of(year: int) -> Stretch | None:
    """The ten years that hold ``year``: ``199X``."""
    return _digits(year // 10 * 10, 10, f"{year // 10:03d}X")


def century_of(number: int) -> Stretch | None:
    """The 18th century is ``17XX``; a century before year 1 is negative."""
    if number < 0:
        return Stretch(f"-{-number - 1:02d}XX")
    return _digits((number - 1) * 100, 100, f"{number - 1:02d}XX")


def season_of(year: int | None, season: int) -> Stretch | None:
    """A season by the calendar's months; winter runs into the next year."""
    if year is None:
        return Stretch(f"XXXX-{season}")
    first = month_of(year, SEASON_MONTHS[season])
    last = month_of(*moved(year, SEASON_MONTHS[season], 2))
    return Stretch(f"{year:04d}-{season}", first.first, last.last) if first and last else None


def week_of(day: date) -> Stretch | None:
    """The week of ``day``, Monday to Sunday."""
    monday, sunday = shifted(day, -day.weekday()), shifted(day, 6 - day.weekday())
    return between(on(monday), on(sunday)) if monday and sunday else None


def third_of_month(year: int | None, month: int, third: int) -> Stretch | None:
    """The beginning, middle or end of a month, ten days each."""
    first, last = THIRDS_OF_MONTH[third]
    last = min(last, calendar.monthrange(year if year and 1 <= year <= 9999 else 2001, month)[1])
    return between(day_of(year, month, first), day_of(year, month, last))


def months_of(year: int, first: int, last: int) -> Stretch | None:
    """Months of one year, from one to another."""
    return between(month_of(year, first), month_of(year, last))


def between(first: Stretch | None, last: Stretch | None) -> Stretch | None:
    """From the first day of one stretch to the last of another, both ends written in full."""
    if first is None or last is None or (first.first and last.last and first.first > last.last):
        return None
    return Stretch(f"{first.value}/{last.value}", first.first, last.last if first.first else None)


def moved(year: int, month: int, by: int) -> tuple[int, int]:
    """The month that lies ``by`` months away."""
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1


def shifted(day: date, by: int) -> date | None:
    """The day that lies ``by`` days away; ``None`` outside the calendar."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def easter(year: int) -> date:
    """Orthodox Easter Sunday (Meeus, Astronomical Algorithms: Julian reckoning; right from 1900 to 2099)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _digits(first: int, count: int, value: str) -> Stretch | None:
    last = first + count - 1
    return Stretch(value, date(max(first, 1), 1, 1), date(last, 12, 31)) if 1 <= last <= 9999 else None
