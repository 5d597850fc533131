"""An axis of days: which stretch it shows, where a day stands on it, and the marks below it."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from istor.model import When

Days = NDArray[np.int32]
"""Days as ordinals, in any order."""

MOST_TICKS = 14
CORE = 0.9
"""Share of the events that must fit; outliers may lie outside when that makes the picture twice as fine."""
FINER = 2.5
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True)
class Tick:
    """A mark below the axis: where it stands, and the EDTF of the day, month or year that begins there."""

    x: float
    edtf: str
    is_major: bool = False


@dataclass(frozen=True)
class Axis:
    """The days from ``first`` to ``last``, both shown whole."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where ``day`` begins, in percent of the width; beyond the ends it is cut."""
        return round(100 * min(max((day - self.first).days, 0), self.days) / self.days, 3)

    def stretch(self, when: When) -> tuple[float, float] | None:
        """Both ends of ``when``; open ends reach to the end of the axis. ``None`` where it lies outside."""
        begins, ends = when.first or self.first, when.last or self.last
        if ends < self.first or begins > self.last:
            return None
        return self.at(begins), self.at(min(ends, self.last) + timedelta(1)) if ends < self.last else 100.0

    def ticks(self) -> Iterator[Tick]:
        """Marks at the beginnings of days, months or years, at most :data:`MOST_TICKS` of them."""
        if self.days <= 7 * MOST_TICKS:
            yield from self._days()
        elif self.days <= 31 * MOST_TICKS:
            yield from self._months(1)
        elif self.days <= 31 * 3 * MOST_TICKS:
            yield from self._months(3)
        else:
            yield from self._years()

    def _days(self) -> Iterator[Tick]:
        """Every day, every second one, or Mondays."""
        step = next(step for step in (1, 2, 7) if self.days <= step * MOST_TICKS)
        for n in range(-self.first.weekday() % 7 if step == 7 else 0, self.days, step):
            day = self.first + timedelta(n)
            yield Tick(self.at(day), day.isoformat(), is_major=n == 0)

    def _months(self, step: int) -> Iterator[Tick]:
        year, month = self.first.year, self.first.month
        while (day := date(year, month, 1)) <= self.last:
            if day >= self.first and (month - 1) % step == 0:
                yield Tick(self.at(day), f"{year:04}-{month:02}", is_major=month == 1)
            if (year, month) == (date.max.year, 12):
                return
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def _years(self) -> Iterator[Tick]:
        years = self.last.year - self.first.year + 1
        step = next(step for step in STEPS if years <= step * MOST_TICKS or step == STEPS[-1])
        for year in range(self.first.year, self.last.year + 1):
            if year % step == 0 and date(year, 1, 1) >= self.first:
                yield Tick(self.at(date(year, 1, 1)), f"{year:04}")


def axis(days: Days, first: date | None, last: date | None) -> Axis | None:
    """The axis for those days, from ``first`` to ``last`` where given; ``None`` without any day."""
    if not days.size and not (first and last):
        return None
    low, high = _core(days) if days.size else (first, last)
    begins, ends = first or low, last or high
    assert begins
    assert ends
    if begins > ends:
        begins = ends = first or last or begins
    return Axis(begins if first else _month_start(begins), ends if last else _month_end(ends))


def days_of(whens: Iterable[When]) -> Days:
    """The first and last days of stretches, where they are known."""
    return np.array([day.toordinal() for when in whens for day in (when.first, when.last) if day], np.int32)


def _core(days: Days) -> tuple[date, date]:
    """The days that most events lie between; all, unless a few outliers would squeeze the rest."""
    cut = int(days.size * (1 - CORE) / 2)
    at = (0, cut, days.size - 1 - cut, days.size - 1)
    held = np.partition(days, sorted(set(at)))
    first, low, high, last = (date.fromordinal(int(held[n])) for n in at)
    return (low, high) if (last - first).days + 1 > FINER * ((high - low).days + 1) else (first, last)


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
