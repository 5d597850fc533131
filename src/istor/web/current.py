"""The catalogue of the archive as it is now: made anew in another process when the archive has changed.

Nobody waits for that longer than a moment: until the new catalogue is there, pages show the state before.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from threading import Lock

from istor.errors import ArchiveError
from istor.model.ids import digest
from istor.scaling.release import settings
from istor.storing import Archive
from istor.web.catalogue import Catalogue, fill
from istor.web.catalogue.schema import FORMAT
from istor.web.failures import Failure
from istor.web.helper import Helper

PATIENCE = 0.25
"""Seconds after a change within which a page waits for the record as it is now; then it shows the state before."""
LONGEST = 60.0
"""Seconds that a page waits where there is no state before, or where somebody wants to see what he changed."""
TRIES = 3
"""An archive that somebody writes to may be read in two states at once; then it is read again."""
LARGE = 50_000
"""Claims from which the helper that worked them out is let go, because it would keep the memory."""
PARTS = ("model", "languages", "knowledge", "linking", "telling", "web")
"""The code and words that a catalogue depends on."""


class Current:
    """Gives the :class:`Catalogue` of an archive; many threads may ask."""

    def __init__(self, archive: Archive, helper: Helper) -> None:
        self.archive, self._helper = archive, helper
        self._lock = Lock()
        self._making: Future[None] | None = None
        self._begun_at = 0.0
        beside = archive.beside
        is_ours = beside is not None and os.access(beside.parent, os.W_OK)
        self._folder = None if is_ours else tempfile.TemporaryDirectory(prefix="istor-")
        self._path = beside if beside and is_ours else Path(self._folder.name if self._folder else "", "catalogue")
        self._catalogue = self._kept()

    def begin(self) -> None:
        """Start to work out what is not worked out yet, so that the first page need not wait for all of it."""
        self._begun(self.archive.stamp())

    def catalogue(self, patience: float | None = PATIENCE) -> Catalogue:
        """The archive as it is, or where that takes longer than ``patience`` to work out as it was; ``ArchiveError``.

        ``patience`` of ``None`` is that of somebody who wants to see what he changed.
        """
        deadline = time.monotonic() + (LONGEST if patience is None else patience)
        while True:
            stamp = self.archive.stamp()
            making = self._begun(stamp)
            held = self._catalogue
            if making is None and held is not None:
                return held
            begun = self._begun_at + patience if patience is not None else deadline
            left = min(begun, deadline) - time.monotonic() if held is not None else LONGEST
            if held is not None and left <= 0:
                return held
            self._wait(making, left)
            if held is None and self._catalogue is None and making is not None and not making.done():
                raise Failure(503, "the record of this archive is being worked out: load the page again in a minute")

    def _begun(self, stamp: str) -> "Future[None] | None":
        """What is being worked out, begun now where need be; ``None`` where the state that ``stamp`` names is there."""
        with self._lock:
            if self._making is not None and self._making.done():
                made, self._making = self._making, None
                self._take(made)
            if self._making is None and (self._catalogue is None or self._catalogue.stamp != stamp):
                about = {"stamp": stamp, "made_by": _made_by()}
                self._begun_at = time.monotonic()
                self._making = self._helper.begin(make, self.archive.where, self._path, about)
            return self._making

    def _take(self, made: "Future[None]") -> None:
        """Show what was made; what went wrong is told to whoever asks."""
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

    def keep(self) -> None:
        """Note that the catalogue is right still though the archive's file was written to: when it was closed."""
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.execute("UPDATE about SET value = ? WHERE key = 'stamp'", (self.archive.stamp(),))


def make(where: str, path: Path, about: dict[str, str]) -> None:
    """Work the catalogue of the archive at ``where`` out, into a file at ``path``."""
    with Archive.open(where, create=False) as archive:
        for tried in range(1, TRIES + 1):
            stamp = archive.stamp()
            try:
                fill(archive, path, about)
            except (KeyError, ArchiveError):
                if tried == TRIES or archive.stamp() == stamp:
                    raise
            except sqlite3.Error as error:
                raise ArchiveError(f"archive {where}: what is worked out of it cannot be kept: {error}") from error
            else:
                return


@cache
def _made_by() -> str:
    """Which istor this is: of another one the same archive may give another record."""
    code = "".join(f"{name}\0{digest(data)}\n" for part in PARTS for name, data in sorted(_code(files("istor") / part)))
    return digest(f"{FORMAT}\n{sorted(settings().items())}\n{code}".encode())


def _code(folder: Traversable, stem: str = "") -> Iterator[tuple[str, bytes]]:
    for path in folder.iterdir():
        if path.name.endswith((".py", ".po")):
            yield stem + path.name, path.read_bytes()
        elif path.is_dir() and not path.name.startswith("_"):
            yield from _code(path, f"{stem}{path.name}/")
