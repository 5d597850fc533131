"""What every way of running has in common, so that callers need not know which one they use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from istor.model import Claim, Report, Statement, Vectors


@dataclass(frozen=True)
class Coded:
    """A report with what it claims, the vectors of its sentences if there are any, and the figures that it states."""

    report: Report
    claims: tuple[Claim, ...]
    vectors: Vectors | None = None
    statements: tuple[Statement, ...] = ()


class Runner(Protocol):
    """Codes reports, somewhere and somehow."""

    def run(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Each report with its claims, in the order given; ``reports`` is drawn from as results are asked for."""
        ...
