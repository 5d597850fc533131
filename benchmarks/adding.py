"""What does an archive cost beside its rows? Reports that are coded already, added one by one and inserted in bulk.

    python benchmarks/adding.py [REPORTS]

The bare insertion puts the same rows into the same tables in one transaction, one statement a table, with no check and
no commit in between; ``Archive.add`` commits each report by itself, since a report that was added must outlive a power
cut. It runs also with one commit for many, which is how ``istor restore`` writes.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from made_up import made_up, vectors_of, vocabulary
from sqlalchemy import insert, select

from istor.storing import Archive
from istor.storing.engine import open_engine, writer
from istor.storing.tables import metadata


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    chance = random.Random(3)
    known = vocabulary(chance)
    made = [(report, vectors_of(report, chance)) for report in (made_up(n, known, chance) for n in range(count))]
    with tempfile.TemporaryDirectory() as folder:
        with Archive.open(f"{folder}/added.db") as archive:
            began = time.perf_counter()
            for report, vectors in made:
                archive.add(report, [], vectors)
            adding = time.perf_counter() - began
            lines = list(archive.dump())
        bare = _bare(Path(folder) / "added.db", Path(folder) / "bare.db")
        with Archive.open(f"{folder}/restored.db") as restored:
            began = time.perf_counter()
            restored.restore(lines)
            restoring = time.perf_counter() - began
    print(f"{count} reports: added {adding:.1f} s, restored {restoring:.1f} s, the same rows in bulk {bare:.1f} s")
    print(f"adding runs at {bare / adding:.2f} of the speed of the bare insertion, restoring at {bare / restoring:.2f}")


def _bare(source: Path, target: Path) -> float:
    engine = open_engine(source, create=False)
    with engine.connect() as connection:
        tables = metadata.sorted_tables
        rows = {table: [dict(row) for row in connection.execute(select(table)).mappings()] for table in tables}
    engine.dispose()
    with Archive.open(target):
        pass
    engine = writer(open_engine(target, create=False))
    began = time.perf_counter()
    with engine.begin() as connection:
        for table, entries in rows.items():
            if entries:
                connection.execute(insert(table), entries)
    took = time.perf_counter() - began
    engine.dispose()
    return took


if __name__ == "__main__":
    main()
