"""What a process keeps of an archive between searches: how many reports there are, and the signs of their sentences.

Both are good as long as the archive's stamp (``storing.stamp``) is the same; it must have been taken before the look.
"""

from sqlalchemy import Connection, func, select

from istor.storing.tables import report_words
from istor.storing.vectors import Meanings


class Kept:
    """Nothing before the first search."""

    def __init__(self) -> None:
        self.meanings = Meanings()
        self._whole = ("", 0)

    def whole(self, connection: Connection, stamp: str) -> int:
        """How many reports can be found: all of them are counted where the archive has changed since."""
        known, whole = self._whole
        if known != stamp:
            whole = connection.scalar(select(func.count()).select_from(report_words)) or 0
            self._whole = stamp, whole
        return whole
