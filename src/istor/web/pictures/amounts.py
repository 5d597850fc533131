"""The picture of a quantity: each number at the days that it is told for, as high as it is, with what it may be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from istor.linking.figures import Line, Told
from istor.web.pictures.axis import Axis, axis, days_of

HEIGHT = 120
TOP = 30
"""Pixels above the greatest number, where it is written out."""
NEAR = (4.0, 13.0)
"""Percent of the width and pixels of the height within which the labels of two numbers would cover one another."""


@dataclass(frozen=True)
class Amount:
    """One number: ``lines`` are those that tell it, ``y`` is where it stands, from ``top`` to ``bottom`` it may be."""

    lines: tuple[int, ...]
    x: float
    width: float
    y: float
    top: float
    bottom: float
    is_open: bool
    told: Told
    label: int = 7
    """Pixels from the number to where its label begins; less than none to the left, where it ends."""


@dataclass(frozen=True)
class Amounts:
    """The numbers of one quantity on their days; ``most`` is the greatest, which stands at :data:`TOP`."""

    axis: Axis
    amounts: tuple[Amount, ...]
    most: float


def drawn(lines: Sequence[Line]) -> Amounts | None:
    """The picture of ``lines``; ``None`` where there is nothing to compare: fewer than two numbers with a day."""
    whens = [line.count.as_of for line in lines]
    held = [(n, line) for n, line in enumerate(lines, start=1) if isinstance(line.count.figure.value, float | int)
            and line.count.as_of]
    where = axis(days_of(when for when in whens if when), None, None)
    if where is None or len({line.count.figure.value for _, line in held}) < 2:
        return None
    most = max(_high(line) for _, line in held)
    told: dict[tuple[float, float], list[Amount]] = defaultdict(list)
    for amount in (_amount(n, line, where, most) for n, line in held):
        told[amount.x + amount.width / 2, amount.y].append(amount)
    made = (replace(some[0], lines=tuple(n for each in some for n in each.lines)) for some in told.values())
    return Amounts(where, tuple(_labelled(made)), most)


def _labelled(amounts: Iterable[Amount]) -> Iterator[Amount]:
    """Each with its label where that of none before it is: right, left, or farther out on either side."""
    placed: list[Amount] = []
    for amount in amounts:
        x = amount.x + amount.width / 2
        near = sum(abs(x - each.x - each.width / 2) < NEAR[0] and abs(amount.y - each.y) < NEAR[1] for each in placed)
        far = 7 + 18 * (near // 2)
        placed.append(replace(amount, label=-far if near % 2 else far))
        yield placed[-1]


def _amount(number: int, line: Line, where: Axis, most: float) -> Amount:
    count = line.count
    left, right = (count.as_of and where.stretch(count.as_of)) or (0.0, 100.0)
    return Amount(
        (number,), left, round(right - left, 3), _y(float(count.figure.value), most), _y(min(count.high, most), most),
        _y(count.low, most), count.high == inf, line.told,
    )  # fmt: skip


def _high(line: Line) -> float:
    return line.count.high if line.count.high != inf else float(line.count.figure.value)


def _y(value: float, most: float) -> float:
    return round(HEIGHT - (HEIGHT - TOP) * value / most, 1) if most else HEIGHT
