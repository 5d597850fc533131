"""Rules that read days and months of the calendar."""

from calendar import monthrange

from istor.annotating.times.patterns import Found
from istor.annotating.times.readings import Basis, Reading, Rule, Scene, nearest_day, nearest_month, nearest_year, read
from istor.annotating.times.stretches import Stretch, between, day_of, month_of, on

FEBRUARY, ANY_YEAR = 2, 2001


def full_date(found: Found, scene: Scene) -> list[Reading]:
    """ "17.6.2018"."""
    year, month, day = map(int, str(found.value("d", "date_token")).split("-"))
    return read(found, "date", day_of(year, month, day), "stated", "date")


def short_date(found: Found, scene: Scene) -> list[Reading]:
    """ "στις 17/6"."""
    month, day = map(int, str(found.value("d", "short_date")).split("-"))
    return read(found, "date", nearest_day(month, day, scene.base, scene.tense(found)), scene.basis(None), "date")


def day_and_month(found: Found, scene: Scene) -> list[Reading]:
    """ "5 Μαρτίου (2012)"."""
    return read(found, "date", _day("d", found, scene), scene.basis(found.year), "date")


def days_of_month(found: Found, scene: Scene) -> list[Reading]:
    """ "7 και 8 Μαΐου": one stretch."""
    stretch = between(_day("d1", found, scene), _day("d2", found, scene))
    return read(found, "date", stretch, scene.basis(found.year), "date")


def ends_in_month(found: Found, scene: Scene) -> list[Reading]:
    """ "από 5 έως 9 Μαΐου": two dates."""
    readings = []
    for part, start, end in (("d1", *found.places["d1"]), ("d2", found.places["d2"][0], found.end)):
        if stretch := _day(part, found, scene):
            readings.append(Reading(start, end, "date", stretch, scene.basis(found.year), "date"))
    return readings


def last_of_month(found: Found, scene: Scene) -> list[Reading]:
    """ "τελευταία ημέρα του Νοεμβρίου"; without a year that of February is left open."""
    stretch, basis = month_said(found, scene)
    if stretch and stretch.last:
        return read(found, "date", on(stretch.last), basis, "date")
    number = int(found.value("m", "month") or 1)
    day = None if number == FEBRUARY else nearest_day(number, monthrange(ANY_YEAR, number)[1], scene.base, None)
    return read(found, "date", day, basis, "date")


def night(found: Found, scene: Scene) -> list[Reading]:
    """ "νύχτα 8 προς 9 Απριλίου": the night that begins on the first day."""
    stretch = _day("d1", found, scene)
    return [Reading(found.start, found.end, "time", stretch, "reckoned", "date", "NI")] if stretch else []


def month(found: Found, scene: Scene) -> list[Reading]:
    """ "(περασμένο) Μάρτιο (του 2012)"."""
    stretch, basis = month_said(found, scene)
    return read(found, "date", stretch, basis)


def months(found: Found, scene: Scene) -> list[Reading]:
    """ "Ιανουάριος-Σεπτέμβριος 2016": one stretch, in the year of its end."""
    last, basis = month_said(found, scene)
    number = int(found.value("m1", "month") or 1)
    year = last.first.year if last and last.first else None
    if year is not None and number > int(found.value("m", "month") or 1):
        year -= 1
    return read(found, "date", between(month_of(year, number), last), basis)


def _day(part: str, found: Found, scene: Scene) -> Stretch | None:
    number, name = int(found.number(part) or 0), int(found.value("m", "month", "month_short") or 1)
    if (year := found.year) is not None:
        return day_of(year, name, number)
    if said := _year_said_before(found, scene):
        return day_of(said, name, number)
    return nearest_day(name, number, scene.base, scene.tense(found))


def _year_said_before(found: Found, scene: Scene) -> int | None:
    """A past year that the same sentence has named: "το 1974, στις 20 Ιουλίου"."""
    for reading in scene.recent(found.start, 0):
        value = reading.stretch.value
        if len(value) == 4 and value.isdigit() and (scene.base is None or int(value) < scene.base.year):
            return int(value)
    return None


def month_said(found: Found, scene: Scene) -> tuple[Stretch | None, Basis]:
    """The month of the part ``m``, with a year or without, and how it is known."""
    number, base = int(found.value("m", "month", "month_short") or 1), scene.base
    year = found.year
    if year is not None:
        return month_of(year, number), "stated"
    if base is None:
        return month_of(None, number), "stated"
    if (by := found.value("s", "year_adjective", "year_word")) is not None:
        return month_of(base.year + int(by), number), "reckoned"
    if (shift := found.value("s", "shift")) is None or not int(shift):
        return nearest_month(number, base, scene.tense(found)), "reckoned"
    by = int(shift)
    near = nearest_year(number, base, "past" if by < 0 else "future")
    if number == base.month:
        near = base.year + (1 if by > 0 else -1)
    return month_of(near + max(0, by - 1) if near is not None else None, number), "reckoned"


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        full_date,
        short_date,
        day_and_month,
        days_of_month,
        ends_in_month,
        last_of_month,
        night,
        month,
        months,
    )
}
