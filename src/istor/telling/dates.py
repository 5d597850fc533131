"""Days in words for a reader: ``2025-07-21/2025-07-31`` is "21–31 July 2025".

Reads ISO 8601-2 (EDTF); what it does not know it shows as it is written. Months are abbreviated as in the Associated
Press stylebook: only the long ones.
"""

import re

from istor.model import When
from istor.model.values import Basis

UNKNOWN = "date unknown"
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
PARTS_OF_DAY = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "MI": "midday"}
DOUBTS = {"~": "about", "?": "perhaps", "%": "perhaps about"}
GUESSES: dict[Basis, str] = {"vague": "vague", "report date": "the report's date", "inferred": "inferred"}

_DATE = re.compile(
    r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?:T(?P<time>\d\d:\d\d(?::\d\d)?|[A-Z]{2}))?"
    r"(?P<doubt>[~?%])?"
)
_OPEN = ("", "..")


def date_words(when: When | None) -> str:
    """``when`` with its uncertainty; a date that the text does not state or let one reckon is marked as a guess."""
    if when is None or not when.edtf:
        return UNKNOWN
    guess = GUESSES.get(when.basis)
    return edtf_words(when.edtf) + (f" ({guess})" if guess else "")


def edtf_words(edtf: str) -> str:
    """A date, month, season, year or stretch in words."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _words(_parts(edtf))
    if first in _OPEN and last in _OPEN:
        return UNKNOWN
    if last in _OPEN:
        return f"since {_words(_parts(first))}"
    return f"until {_words(_parts(last))}" if first in _OPEN else _stretch(first, last)


def _stretch(first: str, last: str) -> str:
    """Both ends; what they share at their ends (the month, the year) is said once."""
    (doubt, left), (other, right) = _parts(first), _parts(last)
    if doubt != other:
        return f"{_words((doubt, left))} – {_words((other, right))}"
    if left == right:
        return _words((doubt, left))
    shared: tuple[str, ...] = ()
    while len(left) == len(right) > 1 and left[-1] == right[-1]:
        left, right, shared = left[:-1], right[:-1], (left[-1], *shared)
    dash = "–" if len(left) == len(right) == 1 else " – "
    return _words((doubt, (" ".join(left) + dash + " ".join(right), *shared)))


def _words(parts: tuple[str, tuple[str, ...]]) -> str:
    doubt, words = parts
    return " ".join((doubt, *words) if doubt else words)


def _parts(edtf: str) -> tuple[str, tuple[str, ...]]:
    """How sure it is, and the words of one date from the least to the greatest."""
    match = _DATE.fullmatch(edtf)
    if not match:
        return "", (edtf,)
    year, month, day, time, doubt = match.group("year", "month", "day", "time", "doubt")
    named = _month(month)
    if named is None:
        return "", (edtf,)
    words = [str(int(day))] if day and day != "XX" else []
    words += [named] if named else []
    words.append(_year(year))
    if time:
        words[-1] += f", {PARTS_OF_DAY.get(time, time)}"
    return DOUBTS.get(doubt or "", ""), tuple(words)


def _month(month: str | None) -> str | None:
    """The month's or season's name; empty where none is given, ``None`` for a code that is neither."""
    if month is None or month == "XX":
        return ""
    if month in SEASONS:
        return SEASONS[month]
    return MONTHS[int(month) - 1] if 1 <= int(month) <= len(MONTHS) else None


def _year(year: str) -> str:
    if "X" not in year:
        return year
    if year == "XXXX":
        return "(year unknown)"
    return year.replace("X", "0") + "s"
