"""Days as people ask for them: a year, a month or a day, meant from its first day or to its last."""

import calendar
import re
from datetime import date

from istor.errors import InputError

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(text: str | None) -> date | None:
    """The first day of ``text`` (``2025``, ``2025-07`` or ``2025-07-14``)."""
    return _day(text, is_last=False)


def last_day(text: str | None) -> date | None:
    """The last day of ``text``."""
    return _day(text, is_last=True)


def _day(text: str | None, *, is_last: bool) -> date | None:
    if text is None:
        return None
    match = _DAY.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None, "the pattern has it"
        month = month or (12 if is_last else 1)
        date(year, month, 1)  # before calendar is asked, which fails in ways of its own
        return date(year, month, day or (calendar.monthrange(year, month)[1] if is_last else 1))
    except ValueError as error:
        raise InputError(f"{text}: no such day; write it as 2025, 2025-07 or 2025-07-14") from error
