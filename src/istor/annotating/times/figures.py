"""Numbers as the grammar of times sees them: days of a month, years, clock times, whole dates, decimals.

What a number may be is decided here from its shape alone; what it is, by the pattern that takes it.
"""

import re

Value = int | float | str

OLDEST_SHORT_YEAR = 30  # '30 is 1930, '29 is 2029
FIRST_YEAR, LAST_YEAR = 1000, 2199
_ORDINAL_ENDINGS = frozenset("η ησ ην οσ ο ου ον".split())
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([./-])(\d{1,2})\5(\d{4}|\d{2})")
_SHORT_DATE = re.compile(r"(\d{1,2})/(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2})([:.])(\d{2})")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")
_DECIMAL = re.compile(r"\d{1,9}[.,]\d{1,2}")
_MOST_DIGITS = 9


def long_year(short: int) -> int:
    """The year that two digits stand for."""
    return short + (1900 if short >= OLDEST_SHORT_YEAR else 2000)


def ordinal(number: int, ending: str) -> dict[str, Value]:
    """The classes of a number with an ordinal's ending ("28ης"); none for another ending."""
    if ending not in _ORDINAL_ENDINGS:
        return {}
    found: dict[str, Value] = {"ordinal_digits": number}
    return {**found, "day_ordinal": number} if 1 <= number <= 31 else found


def figure(key: str) -> dict[str, Value]:
    """The classes of a token that is all digits and marks."""
    if key[0] == "'":
        return {"short_year": long_year(int(key[1:]))}
    if key.isdigit():
        return _whole(int(key[:_MOST_DIGITS]), len(key))
    if match := _DATE.fullmatch(key):
        return _date(match)
    if match := _SHORT_DATE.fullmatch(key):
        day, month = int(match[1]), int(match[2])
        return {"short_date": f"{month:02d}-{day:02d}"} if 1 <= day <= 31 and 1 <= month <= 12 else {}
    return _clock(key) | _decimal(key)


def _whole(number: int, length: int) -> dict[str, Value]:
    may_be = {
        "day_number": length <= 2 and 1 <= number <= 31,
        "hour": length <= 2 and number <= 24,
        "two_digits": length == 2,
        "year": length == 4 and FIRST_YEAR <= number <= LAST_YEAR,
        "short": length <= 3,
    }
    return {"digits": number, **{name: number for name, is_so in may_be.items() if is_so}}


def _date(match: re.Match[str]) -> dict[str, Value]:
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[7], match[6], match[4])
    full = long_year(int(year)) if len(year) == 2 else int(year)
    is_day = FIRST_YEAR <= full <= LAST_YEAR and 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return {"date_token": f"{full:04d}-{int(month):02d}-{int(day):02d}"} if is_day else {}


def _clock(key: str) -> dict[str, Value]:
    match = _CLOCK.fullmatch(key)
    if not match or int(match[1]) > 24 or int(match[3]) > 59:
        return {}
    return {"colon_time" if match[2] == ":" else "dot_time": f"{int(match[1]) % 24:02d}:{match[3]}"}


def _decimal(key: str) -> dict[str, Value]:
    if _THOUSANDS.fullmatch(key):
        return {"digits": int(key.replace(".", "").replace(",", "")[:_MOST_DIGITS])}
    return {"decimal": float(key.replace(",", "."))} if _DECIMAL.fullmatch(key) else {}
