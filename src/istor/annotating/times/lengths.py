"""Lengths of time in ISO 8601: ``P3D``, ``PT36H``, ``P1Y6M``."""

from dataclasses import dataclass

MULTIPLES = {"10Y": (10, "Y"), "100Y": (100, "Y"), "1000Y": (1000, "Y")}
# half a day is twelve hours; half a month and half a week have no smaller unit that is always the same
SMALLER = {"D": (24, "TH"), "Y": (12, "M"), "TH": (60, "TM"), "TM": (60, "TS")}
DAYS = {"D": 1, "W": 7}


@dataclass(frozen=True)
class Length:
    """A number of units; ``count`` is ``None`` for "some"."""

    count: float | None
    unit: str

    @property
    def in_units(self) -> "Length":
        """Decades and centuries as years."""
        if self.unit not in MULTIPLES:
            return self
        factor, unit = MULTIPLES[self.unit]
        return Length(self.count * factor if self.count is not None else None, unit)

    @property
    def value(self) -> str:
        """The length in ISO 8601, ``PXD`` for some days."""
        return "P" + self.body

    @property
    def body(self) -> str:
        """The same without its ``P``."""
        plain = self.in_units
        if plain.count is None:
            return _written("X", plain.unit)
        whole, rest = int(plain.count), plain.count - int(plain.count)
        if not rest or plain.unit not in SMALLER:
            return _written(f"{plain.count:.10g}", plain.unit)
        factor, unit = SMALLER[plain.unit]
        if plain.unit == "D":
            return _written(f"{round(plain.count * factor)}", unit)
        small = _written(f"{round(rest * factor)}", unit)
        if not whole:
            return small
        return _written(str(whole), plain.unit) + (small.removeprefix("T") if plain.unit[0] == "T" else small)


def joined(first: Length, second: Length) -> str:
    """Two lengths that add up: ``P3Y9M``, ``PT2H30M``."""
    one, other = first.body, second.body
    return "P" + one + (other.removeprefix("T") if "T" in one else other)


def _written(number: str, unit: str) -> str:
    return f"T{number}{unit[1:]}" if unit[0] == "T" else f"{number}{unit}"
