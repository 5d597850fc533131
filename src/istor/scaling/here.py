"""A run's parts on this machine: in this process, or in several."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from istor.errors import IstorError
from istor.model import Report
from istor.scaling.parts import REPORTS, Done, Part, code_part, parts_of
from istor.scaling.processes import AHEAD, ENDED, pool_of, runner_for
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
        return self._coded(parts, out) if self.jobs > 1 else (code_part(part, out, self.model) for part in parts)

    def _coded(self, parts: Iterator[Part], out: str) -> Iterator[Done]:
        waiting: deque[Future[Done]] = deque()
        with pool_of(self.jobs) as pool:
            try:
                for part in parts:
                    waiting.append(pool.submit(code_part, part, out, self.model))
                    if len(waiting) >= self.jobs * AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BrokenProcessPool as error:
                raise IstorError(ENDED) from error
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
