"""A run's parts on a Ray cluster, or on a Ray that is started on this machine for as long as the run lasts.

Each input is read by a task, part by part, and each part is coded by an actor that holds the model. Neither passes
through the process that started the run: it sees only what became of each part. A worker that is killed is started
again and its part given out anew, and what it had kept is not made twice (``parts.py``).
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from istor.errors import InputError, IstorError, MissingExtra
from istor.model import Report
from istor.scaling import serial
from istor.scaling.parts import REPORTS, Done, Part, code_part, parts_of
from istor.scaling.processes import settle, take_share
from istor.scaling.runner import Coded

EXTRA = "ray"
AHEAD = 2
"""Parts to a worker that are given out before the first is done."""
RETRIES = 3
"""Times that a part is given out anew after a worker was killed: more, and it is the part that kills them."""
SMALL = 8
"""Reports given out together where single ones are asked for."""


class Cluster:
    """The workers of a cluster, each of which takes one processor; close it, or use it in a ``with`` statement.

    The cluster is that of ``RAY_ADDRESS``; where that is not set, one is started here with so many processors.
    ``size`` is the reports of a part.
    """

    def __init__(self, workers: int, model: str | None = None, size: int = REPORTS) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would tell its makers of every run
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # or it warns of a change to come
        try:
            ray: Any = import_module("ray")
        except ImportError as error:
            raise MissingExtra("istor run --on ray", EXTRA) from error
        serial.Serial(model)  # a wrong name is told at once, and here
        self.model, self.size, self._ray = model, size, ray
        own = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": workers, "include_dashboard": False}
        ray.init(log_to_driver=False, configure_logging=False, **own)
        coder = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=RETRIES)(_Coder)
        self._coders = [coder.remote(model) for _ in range(workers)]
        self._read = ray.remote(num_cpus=0, max_retries=RETRIES, num_returns="streaming",
                                _generator_backpressure_num_objects=AHEAD)(_parts)

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        self._ray.shutdown()

    def code(self, sources: Iterable[str], out: str) -> Iterator[Done]:
        """The parts of all inputs, in their order; IstorError where one of them kills every worker."""
        out = os.path.abspath(out)  # noqa: PTH100 - workers have folders of their own
        if "-" in (sources := list(sources)):
            raise InputError("-: workers cannot read this terminal's input; put it in a file and name that")
        yield from self._in_order(self._given(sources), lambda coder, part: coder.part.remote(part, out))

    def _given(self, sources: Iterable[str]) -> Iterator[Any]:
        """The parts of all inputs, in their order; as many inputs are read at once as there are workers."""
        waiting = (self._read.remote(_absolute(source), self.size) for source in sources)
        reading = deque(islice(waiting, len(self._coders)))
        while reading:
            yield from reading.popleft()
            reading.extend(islice(waiting, 1))

    def run(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Each report with its claims, in the order given."""
        waiting = iter(reports)
        some = iter(lambda: list(islice(waiting, SMALL)), [])
        for coded in self._in_order(some, lambda coder, few: coder.reports.remote(few)):
            yield from coded

    def _in_order(self, work: Iterator[Any], give: Any) -> Iterator[Any]:
        """What becomes of each piece of work, in its order; each goes to the worker that has least to do."""
        order: deque[Any] = deque()
        held: dict[Any, int] = {}
        for piece in work:
            while len(held) >= AHEAD * len(self._coders):
                self._wait(held)
            at = min(range(len(self._coders)), key=lambda n: sum(has == n for has in held.values()))
            order.append(give(self._coders[at], piece))
            held[order[-1]] = at
            while order and order[0] not in held:
                yield self._result(order.popleft())
        while order:
            yield self._result(order.popleft())

    def _wait(self, held: dict[Any, int]) -> None:
        done, _ = self._ray.wait(list(held), num_returns=1)
        for ref in done:
            del held[ref]

    def _result(self, ref: Any) -> Any:
        try:
            return self._ray.get(ref)
        except self._ray.exceptions.RayActorError as error:
            raise IstorError(f"workers were ended {RETRIES} times over the same reports, for want of memory perhaps: "
                             "give fewer --jobs; what was kept stays, and the same command goes on") from error
        except self._ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, IstorError):
                raise error.cause from None
            raise


class _Coder:
    """A worker: it holds the model from its first report on."""

    def __init__(self, model: str | None) -> None:
        self.model = model
        take_share(os.cpu_count() or 1)  # one processor: Ray gives a worker no more

    def part(self, part: Part, out: str) -> Done:
        done = code_part(part, out, self.model)
        settle()
        return done

    def reports(self, reports: list[Report]) -> list[Coded]:
        return [serial.code_report(report, self.model) for report in reports]


def _parts(source: str, size: int) -> Iterator[Part]:
    yield from parts_of(source, size)


def _absolute(source: str) -> str:
    return source if "://" in source else os.path.abspath(source)  # noqa: PTH100
