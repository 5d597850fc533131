"""Weights that were learnt from gold records: a logistic regression whose every decision is a sum of named parts."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from istor.errors import DataError

STEPS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)


def step(chance: float) -> int:
    """On which of a few steps a chance stands: weights are learnt a step."""
    return sum(chance >= least for least in STEPS)


@dataclass(frozen=True)
class Weights:
    """A row of weights a feature, one for each class but the first, whose weight is 0; and named thresholds."""

    rows: Mapping[str, Sequence[float]]
    classes: int
    least: Mapping[str, float]

    @classmethod
    def read(cls, lang: str, name: str, classes: int) -> "Weights":
        """The table ``coding/models/LANG/NAME``."""
        table = json.loads((files("istor.coding") / "models" / lang / name).read_text(encoding="utf-8"))
        if any(len(row) != classes for row in table["weights"].values()):
            raise DataError(f"coding/models/{lang}/{name}: a row of weights has not {classes} numbers")
        return cls(table["weights"], classes, table["least"])

    def chances(self, features: Iterable[str]) -> tuple[float, ...]:
        """The chance of each class but the first."""
        sums = [0.0] * self.classes
        for _, row in self.parts(features):
            sums = [a + b for a, b in zip(sums, row, strict=True)]
        top = max(0.0, *sums)
        exps = [math.exp(s - top) for s in sums]
        total = math.exp(-top) + sum(exps)
        return tuple(e / total for e in exps)

    def parts(self, features: Iterable[str]) -> Iterator[tuple[str, Sequence[float]]]:
        """The parts of the sum, in the order of the features; one that was never learnt weighs nothing."""
        return ((name, row) for name in features if (row := self.rows.get(name)))
