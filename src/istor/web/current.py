"""The catalogue of the archive as it is now: made anew in another process when the archive has changed.

Nobody waits for that longer than a moment: until the new catalogue is there, pages show the state before. What persons
said meanwhile is linked first, all of it at once, so that the new state is what linking gives.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from threading import Lock

from istor.errors import ArchiveError
from istor.model.ids import digest
from istor.scaling.release import settings
from istor.scaling.relinking import relink
from istor.storing import Archive
from istor.web.catalogue import Catalogue, fill
from istor.web.catalogue.schema import FORMAT
from istor.web.failures import Failure
from istor.web.helper import Helper
from istor.web.tongue import vocabulary

PATIENCE = 0.25
"""Seconds after a change within which a page waits for the record as it is now; then it shows the state before."""
SOON = 1.0
"""The same for somebody who changed it. Nobody waits where the last state took longer than this to work out."""
LONGEST = 60.0
"""Seconds that a page waits where there is no state before."""
TRIES = 3
"""An archive that somebody writes to may be read in two states at once; then it is read again."""
LARGE = 50_000
"""Claims from which the helper that worked them out is let go, because it would keep the memory."""
PARTS = ("model", "languages", "knowledge", "linking", "telling", "web/catalogue", "web/filters.py", "web/looks.py",
         "web/tongue.py")  # fmt: skip
"""The code that a catalogue depends on."""


class Current:
    """Gives the :class:`Catalogue` of an archive; many threads may ask. One that ``links`` brings links up to date."""

    def __init__(self, archive: Archive, helper: Helper, *, links: bool = True) -> None:
        self.archive, self._helper, self._links = archive, helper, links
        self._lock = Lock()
        self._making: Future[None] | None = None
        self._begun_at = self._took = 0.0
        self._is_closed = False
        beside = archive.beside
        is_ours = beside is not None and os.access(beside.parent, os.W_OK)
        self._folder = None if is_ours else tempfile.TemporaryDirectory(prefix="istor-")
        self._path = beside if beside and is_ours else Path(self._folder.name if self._folder else "", "catalogue")
        self._catalogue = self._kept()
        kept = self._catalogue
        self._owes_links = links and kept is not None and kept.about.get("said", "") != archive.said()

    def begin(self) -> None:
        """Start to work out what is not worked out yet, so that the first page need not wait for all of it."""
        self._begun(self.archive.stamp())

    def close(self) -> None:
        """Begin nothing more; what is not linked yet is when the archive is served next."""
        self._is_closed = True

    def catalogue(self, patience: float = PATIENCE) -> Catalogue:
        """The archive as it is, or as it was where working it out takes longer than ``patience``; ``ArchiveError``."""
        asked_at = time.monotonic()
        while True:
            making = self._begun(self.archive.stamp())
            held = self._catalogue
            if making is None and held is not None:
                return held
            left = LONGEST
            if held is not None:
                is_quick = self._took <= max(SOON, patience)
                left = min(self._begun_at, asked_at) + patience - time.monotonic() if is_quick else 0.0
                if left <= 0:
                    return held
            self._wait(making, left)
            if held is None and self._catalogue is None and making is not None and not making.done():
                raise Failure(503, "the record of this archive is being worked out: load the page again in a minute")

    def _begun(self, stamp: str) -> "Future[None] | None":
        """What is being worked out, begun now where need be; ``None`` where the state that ``stamp`` names is there."""
        begun = None
        with self._lock:
            if self._making is not None and self._making.done():
                made, self._making = self._making, None
                self._take(made)
            is_due = self._catalogue is None or self._catalogue.stamp != stamp or self._owes_links
            if self._making is None and is_due and not self._is_closed:
                self._owes_links = False
                self._begun_at = time.monotonic()
                begun = self._making = self._helper.begin(
                    work_out, self.archive.where, self._path, _made_by(), links=self._links)
            making = self._making
        if begun is not None:
            begun.add_done_callback(self._go_on)
        return making

    def _go_on(self, made: "Future[None]") -> None:
        """What was said while the last state was worked out must not wait until somebody opens a page."""
        if not (self._is_closed or made.cancelled() or made.exception()):
            self._begun(self.archive.stamp())

    def _take(self, made: "Future[None]") -> None:
        """Show what was made; what went wrong is told to whoever asks."""
        self._took = time.monotonic() - self._begun_at
        try:
            made.result()
        except BrokenProcessPool as error:
            self._helper.rest()
            raise ArchiveError(f"archive {self.archive.name}: what worked the record out was ended from outside, for "
                               "want of memory perhaps") from error
        self._catalogue = self._kept()
        if self._catalogue is not None and self._catalogue.totals[1] >= LARGE:
            self._helper.rest()

    def _wait(self, making: "Future[None] | None", seconds: float) -> None:
        if making is not None:
            try:
                making.exception(seconds)
            except TimeoutError:
                return

    def _kept(self) -> Catalogue | None:
        """The catalogue that lies there, if this istor made it."""
        try:
            found = Catalogue(self._path)
        except (sqlite3.Error, KeyError):
            return None
        return found if found.about.get("made_by") == _made_by() else None

    def is_current(self) -> bool:
        """Whether what is shown is the archive as it is."""
        return self._catalogue is not None and self._catalogue.stamp == self.archive.stamp()

    def behind(self) -> datetime | None:
        """As of when the state is that is shown, where it is not the archive as it is; pages of errors ask, too."""
        held = self._catalogue
        try:
            return None if held is None or held.stamp == self.archive.stamp() else held.as_of
        except ArchiveError:  # what is wrong with it is told by whoever asks for more
            return None

    def keep(self) -> None:
        """Note that the catalogue is right still though the archive's file was written to: when it was closed."""
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.execute("UPDATE about SET value = ? WHERE key = 'stamp'", (self.archive.stamp(),))


def work_out(where: str, path: Path, made_by: str, *, links: bool = True) -> None:
    """Work the catalogue of the archive at ``where`` out, into a file at ``path``.

    Where persons said something since the one that lies there was made, all is linked anew first, if it ``links``.
    """
    with Archive.open(where, create=False) as archive:
        as_of, said, linked = datetime.now(UTC), archive.said(), _said_before(path)
        if links and said != linked:
            relink(archive)
            linked = said
        about = {"made_by": made_by, "said": linked, "as_of": as_of.isoformat()}
        for tried in range(1, TRIES + 1):
            stamp = archive.stamp()
            try:
                fill(archive, path, {**about, "stamp": stamp})
            except (KeyError, ArchiveError):
                if tried == TRIES or archive.stamp() == stamp:
                    raise
            except sqlite3.Error as error:
                raise ArchiveError(f"archive {where}: what is worked out of it cannot be kept: {error}") from error
            else:
                return


def _said_before(path: Path) -> str:
    """Up to which act of a person the archive was linked when the catalogue at ``path`` was made, by any istor."""
    try:
        return Catalogue(path).about.get("said", "")
    except sqlite3.Error:
        return ""


@cache
def _made_by() -> str:
    """Which istor this is: of another one the same archive may give another record."""
    code = "".join(f"{name}\0{digest(data)}\n" for part in PARTS for name, data in sorted(_code(files("istor") / part)))
    return digest(f"{FORMAT}\n{sorted(settings().items())}\n{code}{sorted(vocabulary())}".encode())


def _code(path: Traversable, name: str = "") -> Iterator[tuple[str, bytes]]:
    name = f"{name}/{path.name}"
    if path.is_dir() and not path.name.startswith("_"):
        for each in path.iterdir():
            yield from _code(each, name)
    elif path.name.endswith((".py", ".po")):
        yield name, path.read_bytes()
