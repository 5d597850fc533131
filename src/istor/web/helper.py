"""What takes long is done in another process: readers would wait, since one process computes one thing at a time.

There is one helper, so that what changes an archive is done one after another.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import ParamSpec, TypeVar

from istor.errors import IstorError
from istor.storing import Archive

NICE = 10
"""How far the helper stands back behind the server where both want a processor."""
P = ParamSpec("P")
T = TypeVar("T")


class Helper:
    """Does what it is given, one thing after another; ``executor`` does it elsewhere than in a process of its own."""

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor
        self._is_own = executor is None
        self._children: set[BaseProcess] = set()

    def begin(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> "Future[T]":
        """``work`` is done as soon as what was begun before is."""
        if self._executor is not None:
            return self._executor.submit(work, *args, **named)
        others = set(multiprocessing.active_children())
        self._executor = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _prepare)
        begun = self._executor.submit(work, *args, **named)
        self._children = set(multiprocessing.active_children()) - others
        return begun

    def act(self, archive: Archive, act: Callable[..., T], *said: object) -> T:
        """What ``act`` gives that was done to ``archive``; ``IstorError`` where the helper was ended from outside."""
        try:
            return self.begin(_act, archive.where, act, said).result()
        except BrokenProcessPool as error:
            self.rest()
            raise IstorError("what was asked for was ended from outside, for want of memory perhaps") from error

    def rest(self) -> None:
        """Let the process go, with its memory; the next thing begins another."""
        if self._is_own and self._executor is not None:
            self._executor.shutdown(wait=False)
            self._executor = None

    def end(self) -> None:
        """Leave what is not done: nobody waits minutes for a site that he ended. The next start does it again."""
        self.rest()
        for child in self._children:
            child.terminate()


def _act(where: str, act: Callable[..., T], said: tuple[object, ...]) -> T:
    with Archive.open(where, create=False) as archive:
        return act(archive, *said)


def _prepare() -> None:
    """Readers go first; Ctrl-C is for the server; when that ends, however it does, its helper goes with it."""
    os.nice(NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = multiprocessing.parent_process()
    if server is not None:
        Thread(target=_end_with, args=(server.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)
