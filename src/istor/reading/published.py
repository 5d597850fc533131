"""The day on which a report came out, as its date line or the one who hands it over states it."""

import re
from dataclasses import dataclass
from datetime import date

from istor.model import Block, Span, When

DATE_LINE = re.compile(r"[^\S\n]*(?P<whole>date[^\S\n]+(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))(?![\w-])", re.IGNORECASE)
_DAY = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.,Zz+\s-]*)?\s*")


@dataclass(frozen=True)
class DateLine:
    """What a text begins with: the block of its date line and the day, or neither; ``end`` is where the rest begins."""

    block: Block | None = None
    when: When | None = None

    @property
    def end(self) -> int:
        """Where the text after the date line begins."""
        return self.block.span.end if self.block else 0


def date_line(text: str) -> DateLine:
    """The date line (``date YYYY-MM-DD``) at the very beginning of ``text``; a block with a reason if impossible."""
    match = DATE_LINE.match(text)
    if not match:
        return DateLine()
    span, stated = Span(*match.span("whole")), match["day"]
    day = _date(stated)
    if day is None:
        return DateLine(Block("date line", span, f"there is no day {stated}; read without a date"))
    return DateLine(Block("date line", span), When(day, day, stated, "stated", Span(*match.span("day"))))


def stated(value: str) -> When | None:
    """The day in ``value``, an ISO 8601 date with or without a time of day; ``None`` when there is no such day."""
    match = _DAY.fullmatch(value)
    day = _date(match[1]) if match else None
    return When(day, day, day.isoformat(), "stated") if day else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
