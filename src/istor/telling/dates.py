"""Days in words for a reader: ``2025-07-21/2025-07-31`` is "21–31 July 2025", and «21–31 Ιουλίου 2025» in Greek.

Reads ISO 8601-2 (EDTF); what it does not know it shows as it is written.
"""

import re

from istor.model import When
from istor.telling.calendars import CALENDARS, Calendar

FIRST_SEASON = 21
_DATE = re.compile(
    r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?:T(?P<time>\d\d:\d\d(?::\d\d)?|[A-Z]{2}))?"
    r"(?P<doubt>[~?%])?"
)
_OPEN = ("", "..")
_Parts = tuple[str, tuple[str, ...]]


def date_words(when: When | None, lang: str = "en") -> str:
    """``when`` with its uncertainty; a date that the text does not state or let one reckon is marked as a guess."""
    words, guess = date_parts(when, lang)
    return words + (f" ({guess})" if guess else "")


def date_parts(when: When | None, lang: str = "en") -> tuple[str, str]:
    """``when`` in words, and what kind of guess it is; the latter empty where it is none."""
    calendar = CALENDARS[lang]
    if when is None or not when.edtf:
        return calendar.unknown, ""
    return edtf_words(when.edtf, lang), calendar.guesses.get(when.basis, "")


def edtf_words(edtf: str, lang: str = "en") -> str:
    """A date, month, season, year or stretch in words."""
    calendar = CALENDARS[lang]
    first, slash, last = edtf.partition("/")
    if not slash:
        return _words(_parts(edtf, calendar))
    if first in _OPEN and last in _OPEN:
        return calendar.unknown
    if last in _OPEN:
        return _after(calendar.since, first, calendar)
    return _after(calendar.until, last, calendar) if first in _OPEN else _stretch(first, last, calendar)


def _after(word: str, edtf: str, calendar: Calendar) -> str:
    doubt, words = _parts(edtf, calendar)
    return " ".join((word, _words((doubt, tuple(calendar.after_since.get(each, each) for each in words)))))


def _stretch(first: str, last: str, calendar: Calendar) -> str:
    """Both ends; what they share at their ends (the month, the year) is said once."""
    (doubt, left), (other, right) = _parts(first, calendar), _parts(last, calendar)
    if doubt != other:
        return f"{_words((doubt, left))} – {_words((other, right))}"
    if left == right:
        return _words((doubt, left))
    shared: tuple[str, ...] = ()
    while len(left) == len(right) > 1 and left[-1] == right[-1]:
        left, right, shared = left[:-1], right[:-1], (left[-1], *shared)
    dash = "–" if len(left) == len(right) == 1 else " – "
    return _words((doubt, (" ".join(left) + dash + " ".join(right), *shared)))


def _words(parts: _Parts) -> str:
    doubt, words = parts
    return " ".join((doubt, *words) if doubt else words)


def _parts(edtf: str, calendar: Calendar) -> _Parts:
    """How sure it is, and the words of one date from the least to the greatest."""
    match = _DATE.fullmatch(edtf)
    if not match:
        return "", (edtf,)
    year, month, day, time, doubt = match.group("year", "month", "day", "time", "doubt")
    has_day = bool(day) and day != "XX"
    named = _month(month, calendar, has_day=has_day)
    if named is None:
        return "", (edtf,)
    words = [str(int(day))] if has_day else []
    words += [named] if named else []
    words.append(_year(year, calendar))
    if time:
        words[-1] += f", {calendar.parts_of_day.get(time, time)}"
    return calendar.doubts.get(doubt or "", ""), tuple(words)


def _month(month: str | None, calendar: Calendar, *, has_day: bool) -> str | None:
    """The month's or season's name; empty where none is given, ``None`` for a code that is neither."""
    if month is None or month == "XX":
        return ""
    number, months = int(month), calendar.months_of_days if has_day else calendar.months
    if FIRST_SEASON <= number < FIRST_SEASON + len(calendar.seasons):
        return calendar.seasons[number - FIRST_SEASON]
    return months[number - 1] if 1 <= number <= len(months) else None


def _year(year: str, calendar: Calendar) -> str:
    if "X" not in year:
        return year
    return calendar.year_unknown if year == "XXXX" else calendar.decade.format(year.replace("X", "0"))
