"""What linking costs for one report that comes to an archive of many, which are linked already.

    python benchmarks/inserting.py [REPORTS] [--new N] [--check] [--folder FOLDER]

Invented reports (``reports.py``) are kept in an archive and linked as a whole; then so many more come one by one, and
each is linked by itself. Wall and processor time of that linking: the median, and the most; the memory held at most,
and the size of the register. ``--check`` links all anew at the end and says whether the archive is the same. What is
made stays in the folder, if one is named, and is used by the next run.
"""

import argparse
import random
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from reports import coded  # the neighbour of this script

from istor.scaling import insertion
from istor.scaling.relinking import are_links_right, relink
from istor.storing import Addition, Archive
from istor.storing.beside import register_beside

MOST_NEW = 200


def main() -> None:
    """Measure, and print a line for the whole and one for the reports that came."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=int, default=10_000)
    parser.add_argument("--new", type=int, default=20, help=f"reports that come, at most {MOST_NEW}")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        linked = _linked(asked.reports, asked.folder or Path(folder))
        _insert(linked, asked.reports, min(asked.new, MOST_NEW), asked.check)


def _linked(count: int, folder: Path) -> Path:
    """A copy of an archive of so many reports, linked as a whole."""
    kept, used = folder / f"linked-{count}.db", folder / "used.db"
    if not kept.exists():
        making = folder / "making.db"
        with Archive.open(making) as archive:
            made = coded(count + MOST_NEW)
            archive.add_all(Addition(report, claims) for _, (report, claims) in zip(range(count), made, strict=False))
            began, worked = time.perf_counter(), time.process_time()
            relink(archive)
            size = register.stat().st_size if (register := register_beside(archive.beside)) and register.exists() else 0
        print(f"{count} reports linked as a whole: {time.perf_counter() - began:.0f} s, "
              f"{time.process_time() - worked:.0f} s of the processor, {_peak()} MB held at most, "
              f"archive {making.stat().st_size / 1e6:.0f} MB, register {size / 1e6:.0f} MB", flush=True)  # fmt: skip
        for ending in ("", "-register"):
            if Path(f"{making}{ending}").exists():
                Path(f"{making}{ending}").rename(f"{kept}{ending}")
    for ending in ("", "-register"):
        shutil.copy(f"{kept}{ending}", f"{used}{ending}")
    return used


def _insert(where: Path, count: int, new: int, check: bool) -> None:
    coming = list(coded(count + MOST_NEW))[count:]
    random.Random(1).shuffle(coming)
    clock, worked = [], []
    with Archive.open(where) as archive:
        for report, claims in coming[:new]:
            archive.add(report, claims)
            began, processor = time.perf_counter(), time.process_time()
            if not insertion.insert(archive):
                raise SystemExit("the archive would have to be linked as a whole")
            clock.append(time.perf_counter() - began)
            worked.append(time.process_time() - processor)
        print(f"{new} reports that came one by one: {_spread(clock)} s, {_spread(worked)} s of the processor; "
              f"{_peak()} MB held at most", flush=True)  # fmt: skip
        if check:
            print(f"as if all had been linked at once: {are_links_right(archive)}")


def _spread(took: list[float]) -> str:
    return f"{statistics.median(took):.3f} (most {max(took):.3f})"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
