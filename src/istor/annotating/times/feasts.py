"""Rules that read holidays where they say when: "περσινά Χριστούγεννα", "Μεγάλη Παρασκευή"."""

from datetime import date

from istor.annotating.times.patterns import Found
from istor.annotating.times.readings import Reading, Rule, Scene, read
from istor.annotating.times.stretches import easter, on, shifted

LENT = 42  # days from Clean Monday to the Monday before Easter


def holiday(found: Found, scene: Scene) -> list[Reading]:
    """ "περσινά Χριστούγεννα", "παραμονή Πρωτοχρονιάς", "Πάσχα του 2015"."""
    named = found.year
    by = found.value("s", "year_adjective", "year_word")
    day = _holiday_near(found, scene) if named is None else _holiday_in(named, found)
    if named is None and by is not None and int(by) and scene.base:
        day = _holiday_in(scene.base.year + int(by), found)
    if day is None:
        return []
    eve = shifted(day, -1) if "eve" in found.parts else day
    return read(found, "date", on(eve) if eve else None, scene.basis(named), "date")


def _holiday_in(year: int, found: Found) -> date | None:
    what = str(found.value("h", "holiday") or "E0")
    if what[0] == "E":
        days = int(what[1:]) + int(found.value("w", "weekday") or 7) - 7 - (LENT if "lent" in found.parts else 0)
        return shifted(easter(year), days) if 1900 <= year <= 2099 else None
    if not 1 <= year <= 9999:
        return None
    month, number = map(int, what.split("-"))
    return date(year, month, number)


def _holiday_near(found: Found, scene: Scene) -> date | None:
    if scene.base is None:
        return None
    years = range(scene.base.year - 1, scene.base.year + 2)
    base, tense = scene.base, scene.tense(found)
    days = [day for year in years if (day := _holiday_in(year, found))]
    fitting = [d for d in days if not (tense == "past" and d > base or tense == "future" and d < base)] or days
    return min(fitting, key=lambda day: abs((day - base).days), default=None)


RULES: dict[str, Rule] = {rule.__name__: rule for rule in (holiday,)}
