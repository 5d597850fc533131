"""Several reports at once, each in one of so many processes of this machine; results come in the order of the reports.

Each process loads the model for itself, some 300 MB, and runs it on its share of the processors, so this is for many
reports. What is coded does not depend on the number of processes: a report is coded whole in one of them, from nothing
but itself.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from multiprocessing import get_context
from typing import TypeVar

from istor.errors import IstorError
from istor.model import Report
from istor.scaling import serial
from istor.scaling.runner import Coded

Given = TypeVar("Given")
Made = TypeVar("Made")

AHEAD = 4
"""Reports to a process that are drawn before the first is done: enough that none waits, few enough to hold."""
OF_PRODUCTS = "OPENBLAS_NUM_THREADS"
"""The variable of the environment that says on how many threads numpy's matrix products run."""
ENDED = ("a process was ended from outside, for want of memory perhaps: give fewer --jobs; "
         "what was kept stays, and the same command goes on")


def pool_of(jobs: int) -> ProcessPoolExecutor:
    """So many processes, none of which takes more than its share of the processors."""
    # Started anew, not forked: a fork takes locks of the model's threads along, and never gets past them.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=take_share, initargs=(jobs,))


def take_share(jobs: int) -> None:
    """Let this process, one of ``jobs``, reckon on its share of the processors, unless a person said otherwise.

    Where each took them all, they would wait for one another at every product of matrices. To be called before numpy
    is loaded, which looks at its variable once.
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    share = str(max(1, processors // jobs))
    os.environ.setdefault(OF_PRODUCTS, share)

    from istor.annotating.encoder import THREADS

    os.environ.setdefault(THREADS, share)


@cache
def settle() -> None:
    """Leave what this worker has loaded out of the search for garbage, from its first piece of work on.

    It keeps its tables and model to its end, and going through them took a twentieth of the time of 25 reports.
    """
    gc.collect()
    gc.freeze()


def _worked(work: Callable[[Given], Made], one: Given) -> Made:
    made = work(one)
    settle()
    return made


def in_order(jobs: int, given: Iterable[Given], work: Callable[[Given], Made]) -> Iterator[Made]:
    """What ``work`` makes of each of ``given``, in their order, in ``jobs`` processes; IstorError where one died."""
    waiting: deque[Future[Made]] = deque()
    with pool_of(jobs) as pool:
        try:
            for one in given:
                waiting.append(pool.submit(_worked, work, one))
                if len(waiting) >= jobs * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise IstorError(ENDED) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class Processes:
    """The runner for ``jobs`` processes; ``model`` is that of :class:`istor.scaling.Serial`."""

    def __init__(self, jobs: int, model: str | None = None) -> None:
        self.jobs, self.model = jobs, model
        serial.Serial(model)  # a wrong name is told at once, and here

    def run(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Each report with its claims, in the order given; IstorError where a process was killed."""
        return in_order(self.jobs, reports, partial(_coded, model=self.model))


def _coded(report: Report, model: str | None) -> Coded:
    return serial.code_report(report, model) if model else serial.code_report(report)


def runner_for(jobs: int, model: str | None = None) -> serial.Serial | Processes:
    """One process that is this one, or several."""
    return serial.Serial(model) if jobs == 1 else Processes(jobs, model)
