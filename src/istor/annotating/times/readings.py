"""What a pattern was read as, and what it is read against: the base date, the tense, the dates named before."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile
from typing import Literal

from istor.annotating.times.patterns import Found
from istor.annotating.times.stretches import Stretch, day_of, month_of, shifted
from istor.annotating.times.tense import Tense

Kind = Literal["date", "time", "duration", "set"]
Basis = Literal["stated", "reckoned", "vague"]
Slot = Literal["", "date", "weekday", "day", "part", "clock"]

# "announced elections for 5 May": days; a day and month this far back gives way to one that lies this near ahead
FAR, NEAR = 270, 100


@dataclass(frozen=True)
class Reading:
    """One expression over tokens ``[start, end)``.

    ``slot`` says what it can be joined with ("Τρίτη" and "το βράδυ"); ``clock`` is a part of day or a clock time;
    a reading that is not ``is_firm`` counts only when joined. ``rule`` read it, from the day ``base`` and by the
    ``tense`` around it, where it went by these.
    """

    start: int
    end: int
    kind: Kind
    stretch: Stretch
    basis: Basis
    slot: Slot = ""
    clock: str = ""
    is_firm: bool = True
    rule: str = ""
    base: date | None = None
    tense: Tense | None = None

    @property
    def day(self) -> date | None:
        """The one day that a date or time names; ``None`` for longer stretches."""
        first = self.stretch.first
        return first if self.kind in ("date", "time") and first is not None and first == self.stretch.last else None


@dataclass
class Scene:
    """The surroundings of an expression; ``said`` and ``since`` note which of them the last rule went by."""

    base: date | None
    tense_at: Callable[[int], Tense | None]
    earlier: list[Reading] = field(default_factory=list)
    sentence_of: Sequence[int] = ()
    said: Tense | None = None
    since: Reading | None = None

    def tense(self, found: Found) -> Tense | None:
        """The tense around what was found."""
        self.said = self.tense_at(found.start)
        return self.said

    def basis(self, year: int | None) -> Basis:
        """How a date is known whose year the text gives, or does not."""
        return "stated" if year is not None or self.base is None else "reckoned"

    def recent(self, at: int, back: int = 1) -> Iterator[Reading]:
        """Dates named before the token at ``at``, at most ``back`` sentences before, the last first.

        The one at which a rule stops asking is the one that it reckons from.
        """
        here, last = self.sentence_of[at], bisect_left(self.earlier, at, key=lambda reading: reading.start)
        before = (self.earlier[index] for index in range(last - 1, -1, -1))
        for reading in takewhile(lambda reading: here - self.sentence_of[reading.start] <= back, before):
            if reading.kind in ("date", "time") and reading.stretch.first is not None:
                self.since = reading
                yield reading
        self.since = None

    def noted(self, reading: Reading, rule: str) -> Reading:
        """``reading`` with the rule that has just made it and what the rule went by."""
        base = self.since.stretch.first if self.since else self.base if reading.basis == "reckoned" else None
        return replace(reading, rule=rule, base=base, tense=self.said)


Rule = Callable[[Found, Scene], list[Reading]]


def read(found: Found, kind: Kind, stretch: Stretch | str | None, basis: Basis, slot: Slot = "") -> list[Reading]:
    """One reading over all that was found; none when there is no such stretch."""
    if stretch is None:
        return []
    whole = Stretch(stretch) if isinstance(stretch, str) else stretch
    return [Reading(found.start, found.end, kind, whole, basis, slot)]


def nearest_day(month: int, number: int, base: date | None, tense: Tense | None) -> Stretch | None:
    """A day and month without a year: the nearest that fits the tense."""
    if base is None:
        return day_of(None, month, number)
    around = [day_of(year, month, number) for year in range(base.year - 4, base.year + 5) if 1 <= year <= 9999]
    days = [(stretch.first, stretch) for stretch in around if stretch and stretch.first]
    if not days:
        return None
    away = {stretch: (day - base).days for day, stretch in days}
    best = min(away, key=lambda s: abs(away[s]))
    fitting = [s for s in away if _fits(away[s], tense)]
    chosen = min(fitting, key=lambda s: abs(away[s])) if fitting else best
    is_doubtful = tense != "future" and abs(away[chosen]) > FAR and abs(away[best]) < NEAR
    return best if is_doubtful else chosen


def nearest_month(month: int, base: date | None, tense: Tense | None) -> Stretch | None:
    """A month without a year: the nearest that fits the tense."""
    return month_of(nearest_year(month, base, tense), month)


def nearest_year(month: int, base: date | None, tense: Tense | None) -> int | None:
    """The year of a month that has none."""
    if base is None:
        return None
    away = {year: (year - base.year) * 12 + month - base.month for year in range(base.year - 1, base.year + 2)}
    return min((year for year in away if _fits(away[year], tense)), key=lambda year: (abs(away[year]), year))


def nearest_weekday(number: int, base: date, tense: Tense | None) -> date | None:
    """A weekday: the base day itself, or the nearest that fits the tense; the past when nothing tells."""
    ahead = (number - 1 - base.weekday()) % 7
    return shifted(base, ahead if ahead == 0 or tense not in ("past", None) else ahead - 7)


def _fits(away: int, tense: Tense | None) -> bool:
    return away <= 0 if tense == "past" else away >= 0 if tense else True
