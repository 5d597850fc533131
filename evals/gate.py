"""Holds the measured figures to their floors, and the floors to themselves.

``floors.json`` gives for a layer's figure its ``floor`` (or ``ceiling``, where less is better), the ``tolerance`` that
a machine's rounding and noise may take, and ``best``: the strictest it has ever been. A floor that is laxer than its
``best`` needs a ``why``, or the gate refuses: nobody lowers one without saying so.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.data import Figures, NothingToMeasureError, flat

PATH = Path(__file__).with_name("floors.json")


class FloorsError(Exception):
    """``floors.json`` itself is wrong."""


@dataclass(frozen=True)
class Floor:
    """One limit on one figure; ``sign`` is 1 where more is better and -1 where less is."""

    layer: str
    figure: str
    limit: float
    best: float
    tolerance: float
    sign: int
    why: str = ""

    def holds(self, value: float) -> bool:
        """Whether ``value`` is within the limit, tolerance allowed."""
        return self.sign * (value - self.limit) >= -self.tolerance - 1e-9

    @property
    def is_silently_lower(self) -> bool:
        """Whether it was laxened with no reason given."""
        return self.sign * (self.limit - self.best) < 0 and not self.why.strip()


def read(path: Path = PATH) -> list[Floor]:
    """All floors; ``FloorsError`` where one is wrong or silently lower than it was."""
    rows = json.loads(path.read_text(encoding="utf-8"))["layers"]
    floors = [_floor(layer, figure, row) for layer, part in rows.items() for figure, row in part.items()]
    if lower := [f"{f.layer} {f.figure}: {f.limit} after {f.best}" for f in floors if f.is_silently_lower]:
        raise FloorsError("lowered without a why: " + "; ".join(lower))
    return floors


def _floor(layer: str, figure: str, row: dict[str, Any]) -> Floor:
    kinds = [kind for kind in ("floor", "ceiling") if kind in row]
    if len(kinds) != 1 or not {"best", "tolerance"} <= row.keys():
        raise FloorsError(f"{layer} {figure} needs a floor or a ceiling, a best and a tolerance")
    return Floor(layer, figure, row[kinds[0]], row["best"], row["tolerance"], 1 if kinds[0] == "floor" else -1,
                 row.get("why", ""))


def check(floors: list[Floor], measure: Callable[[str], Figures]) -> Iterator[tuple[bool, str]]:
    """For each floor whether it holds, and a line that says so; ``NothingToMeasureError`` when there is none."""
    if not floors:
        raise NothingToMeasureError("no floor to check: floors.json is empty")
    for layer in dict.fromkeys(f.layer for f in floors):
        measured = dict(flat(measure(layer)))
        for floor in (f for f in floors if f.layer == layer):
            if floor.figure not in measured:
                raise NothingToMeasureError(f"layer {layer} measured no {floor.figure}")
            value = measured[floor.figure]
            word, sign = ("floor", "-") if floor.sign > 0 else ("ceiling", "+")
            good = floor.holds(value)
            yield good, (f"{'ok  ' if good else 'FAIL'} {layer} {floor.figure} {value:g} "
                         f"({word} {floor.limit:g} {sign} {floor.tolerance:g})")


def raised(floors: dict[str, Any], layer: str, figures: Figures) -> dict[str, Any]:
    """``floors.json`` with the floors of ``layer`` raised to ``figures`` where those are better; none is lowered."""
    measured = dict(flat(figures))
    for name, row in floors["layers"].get(layer, {}).items():
        kind, better = ("floor", max) if "floor" in row else ("ceiling", min)
        row[kind] = better(row[kind], measured[name])
        row["best"] = better(row["best"], row[kind])
    return floors
