"""The register beside an archive: who is listed under which key, and the event of each claim.

Linking looks here what a new report touches, so that it need not go through the whole archive. All in it is worked out
of the archive: it may be deleted at any time, and is then made anew when the archive is next linked as a whole.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Self

FORM = 1
"""The form of the file; one of another form is as good as none."""
Key = tuple[str, ...] | int
"""What things are listed under: words, or a number that is a hash already."""
_ASKED = 500
_TABLES = """
CREATE TABLE said (word TEXT NOT NULL, claims INTEGER NOT NULL);
CREATE TABLE reports (id TEXT PRIMARY KEY, sketch INTEGER NOT NULL, is_dated INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE claims (id TEXT PRIMARY KEY, report TEXT NOT NULL, event TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE listed (key INTEGER NOT NULL, holder TEXT NOT NULL, PRIMARY KEY (key, holder)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX claims_by_report ON claims (report);
CREATE INDEX claims_by_event ON claims (event);
"""


class Register:
    """One register file, open. What is written is kept by :meth:`keep` alone."""

    def __init__(self, path: Path) -> None:
        self._base = _connected(path)

    @classmethod
    def open(cls, path: Path, said: str) -> Self | None:
        """The register at ``path`` if it is whole and was made when ``said`` was the archive's word; else ``None``."""
        if not path.exists():
            return None
        try:
            register = cls(path)
        except sqlite3.DatabaseError:
            return None
        try:
            (form,) = register._base.execute("PRAGMA user_version").fetchone()
            if form == FORM and register._base.execute("SELECT word FROM said").fetchall() == [(said,)]:
                register._base.execute("BEGIN IMMEDIATE")
                return register
        except sqlite3.DatabaseError:
            pass
        register.close()
        return None

    @classmethod
    def make(cls, path: Path, said: tuple[str, int], reports: Iterable[tuple[str, int, bool]],
             claims: Iterable[tuple[str, str, str]], listed: Iterable[tuple[Key, str]]) -> None:
        """Write the register anew, with the archive's word and how many claims it keeps.

        ``reports`` come with the sizes of their sketches and whether they have a day, ``claims`` with their reports and
        events, ``listed`` says who is listed under which key.
        """
        path.unlink(missing_ok=True)
        with closing(_connected(path)) as base:
            base.executescript(_TABLES)
            base.execute("BEGIN")
            base.execute("INSERT INTO said VALUES (?, ?)", said)
            base.executemany("INSERT INTO reports VALUES (?, ?, ?)", reports)
            base.executemany("INSERT INTO claims VALUES (?, ?, ?)", claims)
            base.execute("CREATE TEMP TABLE unsorted (key INTEGER, holder TEXT)")
            base.executemany("INSERT INTO unsorted VALUES (?, ?)", ((_number(key), i) for key, i in listed))
            base.execute("INSERT INTO listed SELECT DISTINCT key, holder FROM unsorted ORDER BY key, holder")
            base.execute("DROP TABLE unsorted")
            base.execute("COMMIT")
            base.executescript(_INDEXES)
            base.execute(f"PRAGMA user_version = {FORM}")

    def keep(self, more: int) -> None:
        """Keep what was written since the register was opened; the archive has so many claims ``more``."""
        self._base.execute("UPDATE said SET claims = claims + ?", (more,))
        self._base.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file; what was not kept is lost."""
        self._base.close()

    def reports(self) -> frozenset[str]:
        """The ids of all reports."""
        return frozenset(i for (i,) in self._base.execute("SELECT id FROM reports"))

    def claim_count(self) -> int:
        """How many claims the archive kept, with those that persons struck out."""
        (count,) = self._base.execute("SELECT claims FROM said").fetchone()
        return int(count)

    def has_undated(self) -> bool:
        """Whether a report has no day."""
        return bool(self._base.execute("SELECT 1 FROM reports WHERE NOT is_dated LIMIT 1").fetchall())

    def add_report(self, report: str, sketch: Sequence[int]) -> None:
        """Enter a dated report with its sketch."""
        self._base.execute("INSERT OR REPLACE INTO reports VALUES (?, ?, 1)", (report, len(sketch)))
        self.enter((key, report) for key in sketch)

    def set_events(self, events: Iterable[tuple[str, str, str]]) -> None:
        """Enter claims with their reports and events."""
        self._base.executemany("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", events)

    def enter(self, entries: Iterable[tuple[Key, str]]) -> None:
        """List things under keys."""
        self._base.executemany("INSERT OR IGNORE INTO listed VALUES (?, ?)", ((_number(k), i) for k, i in entries))

    def alike(self, sketch: Sequence[int]) -> Iterator[tuple[str, int, int]]:
        """The reports that share something with a sketch: id, how much, and the size of their own."""
        shared: dict[str, int] = {}
        for some in _pieces(sketch):
            query = f"SELECT holder, count(*) FROM listed WHERE key IN ({_marks(some)}) GROUP BY holder"  # noqa: S608
            for report, count in self._base.execute(query, some):
                shared[report] = shared.get(report, 0) + count
        for some in _pieces(sorted(shared)):
            query = f"SELECT id, sketch FROM reports WHERE id IN ({_marks(some)})"  # noqa: S608
            for report, size in self._base.execute(query, some):
                yield report, shared[report], size

    def holders(self, key: Key, most: int) -> list[str]:
        """The ids under ``key``, in order; of more than ``most`` only one more than that."""
        query = "SELECT holder FROM listed WHERE key = ? ORDER BY holder LIMIT ?"
        return [holder for (holder,) in self._base.execute(query, (_number(key), most + 1))]

    def all_holders(self, keys: Iterable[Key]) -> set[str]:
        """All ids under one of ``keys``."""
        query = "SELECT holder FROM listed WHERE key = ?"
        return {holder for key in keys for (holder,) in self._base.execute(query, (_number(key),))}

    def beside(self, key: Key, claim: str) -> list[str]:
        """The ids that come next before and after that of ``claim`` among those under ``key``."""
        query = "SELECT {}(holder) FROM listed WHERE key = ? AND holder {} ?"
        found = [self._base.execute(query.format(*how), (_number(key), claim)).fetchone()[0]
                 for how in (("max", "<"), ("min", ">"))]
        return [holder for holder in found if holder]

    def events_of(self, claims: Collection[str]) -> dict[str, str]:
        """The events of claims, by claim."""
        return dict(self._asked("SELECT id, event FROM claims WHERE id", claims))

    def events_told(self, reports: Collection[str]) -> dict[str, str]:
        """The events of all claims of reports, by claim."""
        return dict(self._asked("SELECT id, event FROM claims WHERE report", reports))

    def reports_telling(self, events: Collection[str]) -> set[str]:
        """The reports that tell one of the events."""
        return {report for (report,) in self._asked("SELECT DISTINCT report FROM claims WHERE event", events)}

    def _asked(self, query: str, values: Collection[str]) -> Iterator[Any]:
        for some in _pieces(sorted(values)):
            yield from self._base.execute(f"{query} IN ({_marks(some)})", some)


def _connected(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA synchronous = OFF")  # what a power cut leaves unfinished is seen by its form
    return base


def _pieces(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + _ASKED] for start in range(0, len(values), _ASKED))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _number(key: Key) -> int:
    if isinstance(key, int):
        return key
    found = hashlib.blake2b("\x1f".join(key).encode(), digest_size=8).digest()
    return int.from_bytes(found, "little", signed=True)


