"""Rules that read what is counted from the report's date or from a date named before."""

from collections.abc import Callable
from datetime import date

from istor.annotating.times.lengths import DAYS, Length
from istor.annotating.times.patterns import Found
from istor.annotating.times.readings import Basis, Kind, Reading, Rule, Scene, read
from istor.annotating.times.stretches import (
    Stretch,
    between,
    century_of,
    decade_of,
    month_of,
    moved,
    on,
    shifted,
    week_of,
    year_of,
)

PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
DAYS_OF_MONTH = 30  # for fractions of a month only


def day(found: Found, scene: Scene) -> list[Reading]:
    """ "χθες", "σημερινή ημέρα"."""
    by = int(found.value("n", "day", "day_adjective") or 0)
    if scene.base is None:
        return read(found, "date", _side(by), "vague", "day")
    moved_to = shifted(scene.base, by)
    return read(found, "date", on(moved_to) if moved_to else None, "reckoned", "day")


def tonight(found: Found, scene: Scene) -> list[Reading]:
    """ "απόψε"."""
    stretch = on(scene.base) if scene.base else Stretch(PRESENT)
    return [Reading(found.start, found.end, "time", stretch, "reckoned" if scene.base else "vague", "day", "EV")]


def year_word(found: Found, scene: Scene) -> list[Reading]:
    """ "πέρυσι", "φετινός"."""
    by = int(found.value("n", "next_year", "year_word", "year_adjective") or 0)
    if scene.base is None:
        return read(found, "date", _side(by), "vague")
    return read(found, "date", year_of(scene.base.year + by), "reckoned")


def unit(found: Found, scene: Scene) -> list[Reading]:
    """ "περασμένη εβδομάδα", "επόμενου μήνα", "αυτή τη χρονιά"."""
    by, name = int(found.value("s", "shift") or 0), str(found.value("u", "unit_one"))
    base = scene.base
    if name == "D" and by:
        base = next((r.day for r in scene.recent(found.start) if r.day), base)
    if base is None:
        return read(found, "date", _side(by), "vague")
    return read(found, "date", _whole(base, by, name), "reckoned", "day" if name == "D" else "")


def _whole(base: date, by: int, name: str) -> Stretch | None:
    """The whole day, week, month, … that lies ``by`` of its kind from the base."""
    if name in DAYS:
        there = shifted(base, by * DAYS[name])
        return (week_of(there) if name == "W" else on(there)) if there else None
    if name == "M":
        return month_of(*moved(base.year, base.month, by))
    makers: dict[str, Callable[[], Stretch | None]] = {
        "Y": lambda: year_of(base.year + by),
        "10Y": lambda: decade_of(base.year + 10 * by),
        "100Y": lambda: century_of((base.year - 1) // 100 + 1 + by),
    }
    return makers[name]() if name in makers else None


def same(found: Found, scene: Scene) -> list[Reading]:
    """ "την ίδια ημέρα", "εκείνη τη χρονιά", "από τότε": the date named last."""
    name = found.value("u", "unit_one", "unit_many")
    for reading in scene.recent(found.start):
        first = reading.stretch.first
        if name is None:
            return read(found, "date", reading.stretch, "reckoned")
        if first and (name != "D" or reading.day):
            return read(found, "date", _whole(first, 0, str(name)), "reckoned", "day" if name == "D" else "")
    return read(found, "date", PAST, "vague", "day" if name == "D" else "")


def ago(found: Found, scene: Scene) -> list[Reading]:
    """ "πριν από τρεις μήνες", "προ ημερών"."""
    return _away(found, scene.base, -1, PAST)


def ahead(found: Found, scene: Scene) -> list[Reading]:
    """ "δέκα ημέρες από σήμερα"."""
    return _away(found, scene.base, 1, FUTURE)


def later(found: Found, scene: Scene) -> list[Reading]:
    """ "δύο ημέρες αργότερα": from the date named last; a duration when none was."""
    name, count = str(found.value("u", "unit_one", "unit_many")), found.number("n")
    by = -1 if "back" in found.parts else 1
    if name[0] != "T" and count is not None:
        for reading in scene.recent(found.start):
            if reading.day or (reading.stretch.first and name not in DAYS):
                return _away(found, reading.stretch.first, by, FUTURE)
    start, end = found.places["x2"]
    return [Reading(start, end, "duration", Stretch(Length(count, name).value), "stated" if count else "vague")]


def _away(found: Found, base: date | None, side: int, side_name: str) -> list[Reading]:
    count, name = found.number("n"), str(found.value("u", "unit_one", "unit_many"))
    if count is None or base is None:
        return read(found, "date", side_name, "vague")
    kind: Kind = "time" if name[0] == "T" else "date"
    stretch = _moved_by(base, side * count, name)
    if stretch and "n2" in found.parts:
        second = _moved_by(base, side * (found.number("n2") or count), name)
        stretch = between(*((stretch, second) if side > 0 else (second, stretch)))
    basis: Basis = "reckoned" if stretch else "vague"
    return read(found, kind if stretch else "date", stretch or side_name, basis)


def _moved_by(base: date, count: float, name: str) -> Stretch | None:
    if name[0] == "T":
        there = shifted(base, int(count * {"TH": 1, "TM": 1 / 60, "TS": 1 / 3600}[name] / 24))
        return on(there) if there else None
    if name in DAYS:
        there = shifted(base, round(count * DAYS[name]))
        return on(there) if there else None
    plain = Length(count, name).in_units
    if plain.unit == "Y" and plain.count == int(plain.count or 0):
        return year_of(base.year + int(plain.count or 0)) if base.year + int(plain.count or 0) > 0 else None
    months = (plain.count or 0) * (12 if plain.unit == "Y" else 1)
    if months != int(months):
        there = shifted(base, round(months * DAYS_OF_MONTH))
        return month_of(there.year, there.month) if there else None
    return month_of(*moved(base.year, base.month, int(months)))


def past(found: Found, scene: Scene) -> list[Reading]:
    """ "πρόσφατα", "τα τελευταία χρόνια"."""
    return read(found, "date", PAST, "vague")


def present(found: Found, scene: Scene) -> list[Reading]:
    """ "τώρα", "αυτές τις μέρες"."""
    return read(found, "date", PRESENT, "vague")


def future(found: Found, scene: Scene) -> list[Reading]:
    """ "στο μέλλον", "τις επόμενες ημέρες"."""
    return read(found, "date", FUTURE, "vague")


def side(found: Found, scene: Scene) -> list[Reading]:
    """ "τις επόμενες ημέρες", "τα προηγούμενα χρόνια"."""
    return read(found, "date", _side(int(found.value("s", "shift") or 0)), "vague")


def _side(by: int) -> str:
    return PAST if by < 0 else FUTURE if by > 0 else PRESENT


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        day,
        tonight,
        year_word,
        unit,
        same,
        ago,
        ahead,
        later,
        past,
        present,
        future,
        side,
    )
}
