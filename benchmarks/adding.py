"""What does an archive cost beside its rows? Reports that are coded already, added and inserted in bulk.

    python benchmarks/adding.py [REPORTS]

The bare insertion puts the same rows into the same tables in one transaction, one statement a table, with no check and
no commit in between. ``Archive.add_all`` prepares the words that searches go through, looks whether a report is there
already, and commits a hundred reports at a time; ``Archive.add`` commits each by itself, since what was told as added
must outlive a power cut; ``restore`` commits once. Seconds of the clock and, on SQLite, of the processor; the most
memory that adding held.
"""

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from made_up import made_up  # the neighbour of this script
from sqlalchemy import insert, select

from istor.storing import Archive
from istor.storing.engine import open_engine, writer
from istor.storing.marks import fts5
from istor.storing.tables import metadata

WARM_UP = 200
BY_ONE = 1_000
"""Reports that are also added each by itself, which takes long."""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    made = list(made_up(range(WARM_UP, WARM_UP + count)))
    with tempfile.TemporaryDirectory() as folder:
        with Archive.open(Path(folder) / "warm.db") as archive:  # words are stemmed once in a process
            archive.add_all(made)
        with Archive.open(Path(folder) / "added.db") as archive:
            adding = _timed(lambda: archive.add_all(made))
            lines = list(archive.dump())
        bare = _bare(Path(folder) / "added.db", Path(folder) / "bare.db")
        print(f"{count} reports: the same rows in bulk {bare[0]:.1f} s ({bare[1]:.1f} s of the processor)", flush=True)
        _tell("add_all", adding, bare, count, count)
        with Archive.open(Path(folder) / "restored.db") as archive:
            _tell("restore", _timed(lambda: archive.restore(lines)), bare, count, count)
        with Archive.open(Path(folder) / "single.db") as archive:
            single = _timed(lambda: [archive.add(a.report, a.claims, a.vectors) for a in made[:BY_ONE]])
        _tell("add", single, bare, BY_ONE, count)
        peak = _peak(Path(folder) / "memory.db", count)
    print(f"the most memory that add_all held beside what it was given: {peak / 1e6:.1f} MB")


def _tell(what: str, took: tuple[float, float], bare: tuple[float, float], number: int, count: int) -> None:
    """``took`` is what ``number`` reports took, ``bare`` the insertion of ``count``."""
    clock, processor = (one * number / count / own for one, own in zip(bare, took, strict=True))
    print(f"{what}: {took[0]:.1f} s ({took[1]:.1f} s of the processor) for {number}: "
          f"{clock:.2f} ({processor:.2f}) of the speed of the bare insertion", flush=True)  # fmt: skip


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - worked


def _bare(source: Path, target: Path) -> tuple[float, float]:
    engine = open_engine(source, create=False)
    with engine.connect() as connection:
        queries = {table: select(table) for table in metadata.sorted_tables}
        queries[fts5] = select(fts5.c.rowid, fts5.c.marks)
        rows = {table: [dict(row) for row in connection.execute(query).mappings()] for table, query in queries.items()}
    engine.dispose()
    Archive.open(target).close()
    engine = writer(open_engine(target, create=False))

    def inserted() -> None:
        with engine.begin() as connection:
            for table, entries in rows.items():
                if entries:
                    connection.execute(insert(table), entries)

    took = _timed(inserted)
    engine.dispose()
    return took


def _peak(where: Path, count: int) -> int:
    """Bytes; reports are made up as they are asked for, so that only what adding itself holds is counted."""
    with Archive.open(where) as archive:
        archive.add_all(made_up(range(WARM_UP)))
        tracemalloc.start()
        archive.add_all(made_up(range(WARM_UP, min(count, 2_000))))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


if __name__ == "__main__":
    main()
