"""Rules that read years and what is larger or between: decades, centuries, seasons, quarters, beginnings and ends."""

from datetime import date

from istor.annotating.times.dates import month_said
from istor.annotating.times.patterns import Found
from istor.annotating.times.readings import Reading, Rule, Scene, nearest_year, read
from istor.annotating.times.stretches import (
    THIRDS_OF_CENTURY,
    THIRDS_OF_DECADE,
    THIRDS_OF_YEAR,
    Stretch,
    between,
    century_of,
    decade_of,
    months_of,
    moved,
    on,
    season_of,
    shifted,
    third_of_month,
    week_of,
    year_of,
    years,
)

MOST_YEARS_OF_SHORT_END = 99
MONTHS = 12
THIRDS_OF_WEEK = {1: (0, 1), 2: (2, 3), 3: (4, 6)}


def third(found: Found, scene: Scene) -> list[Reading]:
    """ "αρχές Ιουνίου", "μέσα του 1998", "τέλη του μήνα"."""
    edge = int(found.value("e", "edge") or 1)
    if "m" in found.parts:
        stretch, basis = month_said(found, scene)
        number = int(found.value("m", "month") or 1)
        named = stretch.first.year if stretch and stretch.first else None
        return read(found, "date", third_of_month(named, number, edge), basis)
    if "c" in found.parts:
        return read(found, "date", _years_in((_century(found) - 1) * 100, THIRDS_OF_CENTURY[edge]), "stated")
    if "dec" in found.parts:
        return read(found, "date", _years_in(_decade("dec", found), THIRDS_OF_DECADE[edge]), "stated")
    if (year := found.year) is not None:
        return read(found, "date", months_of(year, *THIRDS_OF_YEAR[edge]), "stated")
    return read(found, "date", _third_of_unit(found, edge, scene.base), "reckoned") if scene.base else []


def _third_of_unit(found: Found, edge: int, base: date) -> Stretch | None:
    by, unit = int(found.value("s", "shift", "year_adjective") or 0), found.value("u", "unit_one")
    if unit == "M":
        return third_of_month(*moved(base.year, base.month, by), edge)
    if unit == "Y":
        return months_of(base.year + by, *THIRDS_OF_YEAR[edge])
    if unit != "W" or not (week := week_of(base)) or not week.first:
        return None
    first, last = THIRDS_OF_WEEK[edge]
    a, b = shifted(week.first, 7 * by + first), shifted(week.first, 7 * by + last)
    return between(on(a), on(b)) if a and b else None


def year(found: Found, scene: Scene) -> list[Reading]:
    """ "2012", "2011-2012", "2011-12"."""
    if (old := found.number("old")) is not None:
        return read(found, "date", year_of(1 - int(old) if "bc" in found.parts else int(old)), "stated")
    first = found.year
    if first is None:
        return []
    last = found.value("y2", "year", "two_digits", "short_year")
    if last is None:
        return read(found, "date", year_of(first), "stated")
    end = int(last) if int(last) > MOST_YEARS_OF_SHORT_END else first // 100 * 100 + int(last)
    return read(found, "date", years(first, end), "stated") if end > first else []


def decade(found: Found, scene: Scene) -> list[Reading]:
    """ "δεκαετία του '90", "δεκαετίες του 1980 και του 1990"."""
    stretch = decade_of(_decade("y", found))
    if stretch and "y2" in found.parts and (second := decade_of(_decade("y2", found))):
        stretch = between(stretch, second)
    return read(found, "date", stretch, "stated")


def century(found: Found, scene: Scene) -> list[Reading]:
    """ "18ο αιώνα"."""
    number = _century(found)
    return read(found, "date", century_of(-number if "bc" in found.parts else number), "stated")


def season(found: Found, scene: Scene) -> list[Reading]:
    """ "καλοκαίρι του 1997", "περασμένο φθινόπωρο"."""
    number = int(found.value("n", "season") or 21)
    named = found.year
    if named is not None or scene.base is None:
        return read(found, "date", season_of(named, number), scene.basis(named))
    by, here = found.value("s", "shift"), (number - 21) * 3 + 3
    if (adjective := found.value("s", "year_adjective", "year_word")) is not None:
        return read(found, "date", season_of(scene.base.year + int(adjective), number), "reckoned")
    tense = scene.tense(found) if by is None else {-1: "past", 0: None}.get(int(by), "future")
    year = nearest_year(here, scene.base, tense)
    return read(found, "date", season_of(year, number), "reckoned")


def quarter(found: Found, scene: Scene) -> list[Reading]:
    """ "πρώτο τρίμηνο του 2013", "δεύτερο εξάμηνο του έτους"; other lengths are durations."""
    length, number = str(found.value("q", "compound")), int(found.number("n") or 1)
    months = int(length[1:-1]) if length[1:-1].isdigit() and length[-1] == "M" else 0
    if not months or months * number > MONTHS:
        return read(found, "duration", length, "stated")
    first, last = months * (number - 1) + 1, months * number
    named = found.year
    if named is not None:
        return read(found, "date", months_of(named, first, last), "stated")
    if scene.base is None:
        return read(found, "duration", length, "stated")
    by = found.value("s", "shift", "year_adjective", "year_word")
    if by is None:
        by = -1 if scene.tense(found) == "past" and first > scene.base.month else 0
    return read(found, "date", months_of(scene.base.year + int(by), first, last), "reckoned")


def _decade(part: str, found: Found) -> int:
    said = int(found.value(part, "year", "short_year", "two_digits", "number") or 0)
    return said if said > MOST_YEARS_OF_SHORT_END else 1900 + said


def _century(found: Found) -> int:
    return int(found.number("c") or 1)


def _years_in(start: int, offsets: tuple[int, int]) -> Stretch | None:
    return years(start + offsets[0], start + offsets[1])


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        third,
        year,
        decade,
        century,
        season,
        quarter,
    )
}
