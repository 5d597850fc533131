"""The ledger by quantity: the numbers of one thing put together in order of time, each with who says it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from istor.linking.figures import Line, Told
from istor.linking.grouping import Groups
from istor.model.ids import content_id
from istor.telling.conflicts import count_key
from istor.telling.record import Record


@dataclass(frozen=True)
class Quantity:
    """Lines of the ledger that are the same, updates or contradictions of one another, by the days they are told for.

    The id is that of its first line in the text of the least report, so that it holds as long as that is in it.
    """

    id: str
    lines: tuple[Line, ...]

    @cached_property
    def told(self) -> frozenset[Told]:
        """What its lines are to one another."""
        return frozenset(line.told for line in self.lines)

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The events that it is a number of, in the order of its lines."""
        return tuple(dict.fromkeys(line.count.event for line in self.lines if line.count.event))


def quantities(record: Record) -> tuple[Quantity, ...]:
    """Every quantity: what is contradicted, what was brought up to date, then the rest; each by voices and values."""
    groups = Groups(count_key(line.count) for line in record.ledger)
    for line in record.ledger:
        for other in line.to:
            groups.merge(count_key(line.count), count_key(other))
    held: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in record.ledger:
        held[groups[count_key(line.count)]].append(line)
    made = (Quantity(content_id("quantity", keys[0]), tuple(sorted(lines, key=_day))) for keys, lines in held.items())
    return tuple(sorted(made, key=_weight))


def _day(line: Line) -> tuple[date, str]:
    when = line.count.as_of
    return (when and (when.first or when.last)) or date.max, count_key(line.count)


def _weight(quantity: Quantity) -> tuple[int, int, int, int, tuple[date, str]]:
    """Two who are named and differ are more to see than two numbers in one report."""
    rank = next((n for n, told in enumerate(("contradiction", "update")) if told in quantity.told), 2)
    counts = [line.count for line in quantity.lines]
    voices = {(voice.code, voice.name) for count in counts for voice in count.voices}
    return rank, -len(voices), -len({count.figure.value for count in counts}), -len(counts), _day(quantity.lines[0])
