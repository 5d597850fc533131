"""Rules that read lengths of time, ages and what comes again: durations and sets."""

from istor.annotating.times.lengths import Length, joined
from istor.annotating.times.patterns import Found
from istor.annotating.times.readings import Basis, Kind, Reading, Rule, Scene, read
from istor.annotating.times.stretches import Stretch

REPEATED = {"weekday": "P1W", "weekdays": "P1W", "weekends": "P1W", "weekend": "P1W", "part": "P1D", "parts": "P1D"}
REPEATED |= {"month": "P1Y", "season": "P1Y", "seasons": "P1Y", "day_number": "P1M", "holiday": "P1Y"}


def length(found: Found, scene: Scene) -> list[Reading]:
    """ "δύο μήνες", "τριών ετών και έξι μηνών", "14-16 ετών", "λίγες ημέρες"."""
    one = Length(found.number("n"), _unit(found, "u"))
    if one.count is None:
        return _as(found, "duration", one.value, "vague")
    if found.value("n", "digits") not in (None, 1) and found.value("u", "unit_many") is None:
        return []  # "07:09 ώρα Ελλάδας", "Στάση 5, ώρα": digits above one need a plural
    if (more := found.number("n2")) is not None and "u2" in found.parts:
        return _as(found, "duration", joined(one, Length(more, _unit(found, "u2"))))
    if more is not None:
        return _as(found, "duration", f"{one.value}/{Length(more, one.unit).value}")
    if "half" in found.parts:
        return _as(found, "duration", Length(one.count + 0.5, one.unit).value)
    return _as(found, "duration", one.value)


def one_unit(found: Found, scene: Scene) -> list[Reading]:
    """ "τελευταία δεκαετία": one of its unit; "τελευταία μέρα", "τελευταία ώρα" say order only."""
    if _unit(found, "u")[0] in "DT":
        return []
    return _as(found, "duration", Length(1, _unit(found, "u")).value)


def compound(found: Found, scene: Scene) -> list[Reading]:
    """ "τετραήμερη", "20ετία", "71χρονος", "πολύωρες"."""
    value = str(found.value("c", "compound"))
    return _as(found, "duration", value, "vague" if "X" in value else "stated")


def age(found: Found, scene: Scene) -> list[Reading]:
    """ "ηλικίας 34": years without the word."""
    return _as(found, "duration", Length(found.number("n"), "Y").value)


def each(found: Found, scene: Scene) -> list[Reading]:
    """ "κάθε δύο χρόνια", "ετησίως", "δύο φορές την εβδομάδα"."""
    if (adverb := found.value("p", "adverb_set", "adjective_set", "adjective_set_daily")) is not None:
        return _as(found, "set", Length(1, str(adverb)).value)
    if "u" in found.parts:
        count = 2 if "twice" in found.parts else found.number("n") or 1
        return _as(found, "set", Length(count, _unit(found, "u")).value)
    named = next((name for classes in found.parts.get("w", ()) for name in REPEATED if name in classes), None)
    compound_value = found.value("w", "compound")
    value = REPEATED[named] if named else str(compound_value) if compound_value else None
    return _as(found, "set", value) if value else []


def _unit(found: Found, part: str) -> str:
    return str(found.value(part, "unit_one", "unit_many"))


def _as(found: Found, kind: Kind, value: str, basis: Basis = "stated") -> list[Reading]:
    return read(found, kind, Stretch(value), basis)


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        length,
        one_unit,
        compound,
        age,
        each,
    )
}
