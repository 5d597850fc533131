"""Rules that read days of the week and weekends."""

from datetime import date

from istor.annotating.times.patterns import Found
from istor.annotating.times.readings import Reading, Rule, Scene, nearest_weekday, nearest_year, read
from istor.annotating.times.stretches import between, month_of, on, shifted


def weekday(found: Found, scene: Scene) -> list[Reading]:
    """ "Τρίτη", "περασμένη Τρίτη"."""
    number = int(found.value("w", "weekday") or 1)
    if scene.base is None:
        return read(found, "date", f"XXXX-WXX-{number}", "stated", "weekday")
    by = found.value("s", "shift")
    if by is None or not int(by):
        near = nearest_weekday(number, scene.base, scene.tense(found))
    else:
        near = _shifted_weekday(number, scene.base, int(by))
    if found.value("u", "unit_one") == "W":
        near = shifted(scene.base, number - 1 - scene.base.weekday() + 7 * int(by or 0))
    return read(found, "date", on(near) if near else None, "reckoned", "weekday")


def nth_weekday(found: Found, scene: Scene) -> list[Reading]:
    """ "πρώτη Κυριακή του Μαΐου", "τελευταία Τρίτη του μηνός Μαΐου 2014"."""
    number, name = int(found.value("w", "weekday") or 1), int(found.value("m", "month") or 1)
    year = found.year if found.year is not None else nearest_year(name, scene.base, scene.tense(found))
    if year is None or not (whole := month_of(year, name)) or not whole.first or not whole.last:
        return read(found, "date", f"XXXX-{name:02d}", "stated")
    if (nth := found.number("n")) is None:
        there = shifted(whole.last, -((whole.last.weekday() - number + 1) % 7))
    else:
        there = shifted(whole.first, (number - 1 - whole.first.weekday()) % 7 + 7 * int(nth - 1))
    is_in = there is not None and there.month == name
    return read(found, "date", on(there) if there and is_in else None, scene.basis(found.year), "date")


def weekend(found: Found, scene: Scene) -> list[Reading]:
    """ "Σαββατοκύριακο": Saturday and Sunday."""
    if scene.base is None:
        return read(found, "date", "XXXX-WXX-6/XXXX-WXX-7", "stated")
    by, tense = found.value("s", "shift"), scene.tense(found)
    saturday = shifted(scene.base, 5 - scene.base.weekday())
    if by is not None and int(by):
        back = 7 * int(by) if int(by) < 0 or scene.base.weekday() > 4 else 0
        saturday = saturday and shifted(saturday, back)
    elif tense in ("past", None) and scene.base.weekday() < 5 and "this" not in found.parts:
        saturday = saturday and shifted(saturday, -7)
    sunday = saturday and shifted(saturday, 1)
    return read(found, "date", between(on(saturday), on(sunday)) if saturday and sunday else None, "reckoned")


def _shifted_weekday(number: int, base: date, by: int) -> date | None:
    """The weekday before or after the base, never the base itself."""
    near = nearest_weekday(number, base, "past" if by < 0 else "future")
    weeks = (1 if by > 0 else -1) if near == base else 0
    return shifted(near, 7 * (weeks + (by - 1 if by > 1 else 0))) if near else None


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        weekday,
        nth_weekday,
        weekend,
    )
}
