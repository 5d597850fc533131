"""Weights that were learnt from gold records: a logistic regression whose every decision is a sum of named parts."""

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from importlib.resources import files
from operator import add

from istor.errors import ModelError

STEPS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)


def step(chance: float) -> int:
    """On which of a few steps a chance stands: weights are learnt a step."""
    return bisect_right(STEPS, chance)


@dataclass(frozen=True)
class Weights:
    """A row of weights a feature, one for each class but the first, whose weight is 0; and named thresholds.

    Where only sums are asked for, every class may have weights.
    """

    rows: Mapping[str, Sequence[float]]
    classes: int
    least: Mapping[str, float]

    @classmethod
    def read(cls, where: str, classes: int) -> "Weights":
        """The table at ``where`` in the package, as ``coding/models/el/roles.json``; ``ModelError`` if it is no use."""
        try:
            text = files("istor").joinpath(where).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError(f"{where} cannot be read: install istor anew") from error
        return cls.parse(text, where, classes)

    @classmethod
    def parse(cls, text: str, where: str, classes: int) -> "Weights":
        """The table that ``text`` holds as JSON: ``weights``, so many numbers a row, and ``least``, a number a name."""
        try:
            table = json.loads(text)
            rows, least = dict(table["weights"]), dict(table["least"])
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{where} is no table of weights: install istor anew") from error
        for name, row in rows.items():
            if not _are_numbers(row) or len(row) != classes:
                raise ModelError(f"{where}: the weights of {name!r} are not {classes} numbers: install istor anew")
        if not _are_numbers([*least.values()]):
            raise ModelError(f"{where}: a threshold is no number: install istor anew")
        return cls(rows, classes, least)

    def chances(self, features: Iterable[str]) -> tuple[float, ...]:
        """The chance of each class but the first."""
        sums = self.sums(features)
        top = max(0.0, *sums)
        exps = [math.exp(s - top) for s in sums]
        total = math.exp(-top) + sum(exps)
        return tuple(e / total for e in exps)

    def sums(self, features: Iterable[str]) -> list[float]:
        """The sum of the weights of each class that has some."""
        rows = [row for name in features if (row := self.rows.get(name))]
        return [reduce(add, column, 0.0) for column in zip(*rows, strict=True)] or [0.0] * self.classes

    def parts(self, features: Iterable[str]) -> Iterator[tuple[str, Sequence[float]]]:
        """The parts of the sum, in the order of the features; one that was never learnt weighs nothing."""
        return ((name, row) for name in features if (row := self.rows.get(name)))


def _are_numbers(row: object) -> bool:
    return isinstance(row, list) and all(isinstance(n, int | float) and math.isfinite(n) for n in row)
