"""Rules that read parts of the day and clock times, and what a clock time means beside a part of the day."""

from dataclasses import replace

from istor.annotating.times.patterns import Found
from istor.annotating.times.readings import Reading, Rule, Scene, Slot
from istor.annotating.times.stretches import Stretch

NO_DAY = Stretch("")
NOON = 12
LAST_SMALL_HOUR = 5  # "3 τη νύχτα" is 03:00, "11 τη νύχτα" 23:00
HALF, QUARTER = 30, 15  # minutes


def part(found: Found, scene: Scene) -> list[Reading]:
    """ "το πρωί": counts by itself."""
    return [_hour(found, "part", str(found.value("p", "part", "part_adjective")))]


def bare_part(found: Found, scene: Scene) -> list[Reading]:
    """ "πρωί" without an article: counts only beside a day or an hour."""
    return [replace(reading, is_firm=False) for reading in part(found, scene)]


def clock(found: Found, scene: Scene) -> list[Reading]:
    """ "21:30", "8 μ.μ.", "9 και μισή το βράδυ" (its hour; joining adds the part of day)."""
    said = found.value("t", "colon_time", "dot_time")
    hour = int(str(said)[:2]) if said else int(found.number("h") or 0) % 24
    minute = int(str(said)[3:]) if said else _minute(found)
    return [_hour(found, "clock", _written(hour, minute, str(found.value("a", "meridiem") or "")))]


def hour(found: Found, scene: Scene) -> list[Reading]:
    """ "στις 9": counts only beside a day or a part of day."""
    return [replace(reading, is_firm=False) for reading in clock(found, scene)]


def in_part(clock_time: str, part_of_day: str) -> str:
    """A clock time of twelve hours in a part of the day: "09:30" in "EV" is "21:30"."""
    hour, minute = int(clock_time[:2]), int(clock_time[3:])
    if part_of_day == "NI" and hour == NOON or part_of_day == "EV" and hour == NOON:
        return _written(0, minute)
    is_small = part_of_day == "NI" and hour <= LAST_SMALL_HOUR
    return _written(hour, minute, "AM" if is_small or part_of_day == "MO" else "PM")


def _minute(found: Found) -> int:
    for name, minute in (("half", HALF), ("quarter", QUARTER)):
        if name in found.parts:
            return minute
    return int(found.number("minute") or 0) % 60


def _written(hour: int, minute: int, meridiem: str = "") -> str:
    if meridiem and hour <= NOON:
        hour = hour % NOON + (NOON if meridiem == "PM" else 0)
    return f"{hour:02d}:{minute:02d}"


def _hour(found: Found, slot: Slot, said: str) -> Reading:
    return Reading(found.start, found.end, "time", NO_DAY, "reckoned", slot, said)


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        part,
        bare_part,
        clock,
        hour,
    )
}
