"""What a person sees on stderr while reports are worked on: which one it is, and one line for each problem."""

import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

from istor.cli.output import note
from istor.errors import NothingToDo

if TYPE_CHECKING:
    from rich.status import Status

    from istor.model import Report
    from istor.reading import Outcome


class Watch:
    """A line that changes as the work goes on; only problems are shown where nobody watches."""

    def __init__(self) -> None:
        self._status: Status | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("reading")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def see(self, outcomes: "Iterable[Outcome]") -> "Iterator[Outcome]":
        """``outcomes``, each shown as it comes; after the last one, that links are worked out."""
        for number, outcome in enumerate(outcomes, start=1):
            self._show(f"{number}: {outcome.path}")
            for line in filter(None, (outcome.problem, outcome.warning)):
                self._note(line)
            yield outcome
        self._show("linking")

    def _show(self, text: str) -> None:
        if self._status:
            from rich.text import Text

            self._status.update(Text(text, no_wrap=True, overflow="ellipsis"))

    def _note(self, line: str) -> None:
        if self._status:
            self._status.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            note(line)


def usable(outcomes: "Iterable[Outcome]") -> "Iterator[Report]":
    """The reports of ``outcomes``; ``NothingToDo`` when there is none."""
    found = False
    for outcome in outcomes:
        if outcome.report is not None:
            found = True
            yield outcome.report
    if not found:
        raise NothingToDo("no input could be used: nothing to do")
