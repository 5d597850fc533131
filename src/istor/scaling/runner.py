"""What every way of running has in common, so that callers need not know which one they use."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from istor.model import Claim, Report

Coded = tuple[Report, tuple[Claim, ...]]
"""A report with its claims."""


class Runner(Protocol):
    """Codes reports, somewhere and somehow."""

    def run(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Each report with its claims, in the order given; ``reports`` is drawn from as results are asked for."""
        ...
