"""A slider over time: the months or years between which a picture may show its events, and those it shows now."""

from dataclasses import dataclass
from datetime import date

from istor.web.catalogue.columns import Columns, Numbers
from istor.web.pictures.axis import Axis, axis

MOST_MONTHS = 120


@dataclass(frozen=True)
class Slider:
    """``steps`` are months or years in EDTF; ``low`` and ``high`` the places of the first and the last one shown."""

    steps: tuple[str, ...]
    low: int
    high: int


def slider(columns: Columns, events: Numbers, first: date | None, last: date | None) -> Slider | None:
    """The slider over all days of ``events``; ``None`` where there are no two steps to choose between."""
    where = axis(columns.days_of(events), None, None)
    steps = _steps(where) if where else ()
    if len(steps) < 2:
        return None
    low = next((n for n in range(len(steps) - 1, -1, -1) if first and steps[n] <= first.isoformat()), 0)
    high = next((n for n in range(len(steps) - 1, -1, -1) if last and steps[n] <= last.isoformat()), len(steps) - 1)
    return Slider(steps, low, max(low, high) if last else len(steps) - 1)


def _steps(where: Axis) -> tuple[str, ...]:
    months = [(year, month) for year in range(where.first.year, where.last.year + 1) for month in range(1, 13)]
    within = [each for each in months if where.first.isoformat()[:7] <= _month(*each) <= where.last.isoformat()[:7]]
    if len(within) <= MOST_MONTHS:
        return tuple(_month(*each) for each in within)
    return tuple(f"{year:04}" for year in range(where.first.year, where.last.year + 1))


def _month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"
