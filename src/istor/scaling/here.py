"""A run's parts on this machine: in this process, or in several."""

from collections.abc import Iterable, Iterator
from functools import partial

from istor.model import Report
from istor.scaling.parts import REPORTS, Done, code_part, parts_of
from istor.scaling.processes import in_order, runner_for
from istor.scaling.runner import Coded


class Here:
    """The workers of one machine; ``model`` is that of :class:`istor.scaling.Serial`, ``size`` reports are a part."""

    def __init__(self, jobs: int, model: str | None = None, size: int = REPORTS) -> None:
        self.jobs, self.model, self.size = jobs, model, size
        self._runner = runner_for(jobs, model)

    def run(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Each report with its claims, in the order given."""
        return self._runner.run(reports)

    def code(self, sources: Iterable[str], out: str) -> Iterator[Done]:
        """The parts of all inputs, in their order; IstorError where a process was killed."""
        parts = (part for source in sources for part in parts_of(source, self.size))
        work = partial(code_part, out=out, model=self.model)
        return in_order(self.jobs, parts, work) if self.jobs > 1 else map(work, parts)
