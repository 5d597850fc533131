"""``istor watch``: follow feeds and keep what is new in them."""

import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.options import DEFAULT_DB, Db, Model
from istor.cli.output import say
from istor.cli.watching import Watch
from istor.errors import InputError

if TYPE_CHECKING:
    from istor.reading import Outcome

NAP = 0.5
"""Seconds after which a wait looks whether it is to end."""

Feeds = Annotated[
    list[str], typer.Argument(metavar="FEED…", show_default=False, help="Addresses of feeds, sitemaps or lists.")
]
Every = Annotated[float, typer.Option("--every", metavar="MINUTES", min=1.0, help="How often each feed is looked at.")]
Once = Annotated[bool, typer.Option("--once", help="Look at each feed that is due once, and end.")]
State = Annotated[str, typer.Option("--memory", metavar="FILE", help="Where it is remembered what was fetched.")]


class Stop:
    """Whether Ctrl-C was pressed. The first press ends the work after the report at hand, the second at once."""

    def __init__(self) -> None:
        self._was_asked = False

    def __enter__(self) -> "Stop":
        self._before = signal.signal(signal.SIGINT, self._asked)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _asked(self, *_: object) -> None:
        self._was_asked = True
        signal.signal(signal.SIGINT, self._before)

    def is_asked(self) -> bool:
        """Whether the work is to end."""
        return self._was_asked

    def wait(self, seconds: float) -> None:
        """Sleep, but no longer than until Ctrl-C."""
        until = time.monotonic() + seconds
        while not self._was_asked and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, NAP))


def watch(
    feeds: Feeds, db: Db = DEFAULT_DB, model: Model = None, every: Every = 15.0, once: Once = False,
    memory: State = "istor-watch.json",
) -> None:
    """Follow feeds: read, keep and print what is new in them, until Ctrl-C.

    Sites are asked for their robots.txt, and feeds only whether they changed. Started again, it goes on where it was.
    """
    from istor.reading.fetch import Fetcher
    from istor.reading.following import Follower, Memory
    from istor.reading.web import is_address
    from istor.scaling.adding import add_to
    from istor.scaling.serial import Serial

    if strange := [feed for feed in feeds if not is_address(feed)]:
        raise InputError(f"{strange[0]}: is no address; name feeds that begin with http:// or https://")
    runner = Serial(model)
    with Stop() as stop:
        follower = Follower(Memory.open(Path(memory)), Fetcher(), every * 60, stop.is_asked)
        while True:
            with Watch() as shown:
                summary = add_to(db, _told(shown.see(follower.look(feeds))), runner, model)
            if summary.read:
                say(str(summary))
            if once or stop.is_asked():
                return
            stop.wait(follower.wait(feeds))
            if stop.is_asked():
                return


def _told(outcomes: "Iterable[Outcome]") -> "Iterator[Outcome]":
    """``outcomes``, with a line for each report."""
    for outcome in outcomes:
        if outcome.report is not None:
            report = outcome.report
            day = report.published.edtf if report.published else ""
            say(" · ".join(filter(None, (day, report.source, report.title or report.name, report.url))))
        yield outcome
