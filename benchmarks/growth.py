"""How the cost of the stretches after annotating grows with the number of reports.

    python benchmarks/growth.py [REPORTS …]

For each number of invented reports (``reports.py``), in a process of its own: the processor's milliseconds a report to
find copies, to link claims into events, to link names into actors, to keep all in an archive, and to read the archive
back as a record with its events; the archive's bytes a report, and the most memory that the process held. Beside it a
rival that a reader may think of first: every pair of claims compared by day and parties, at the smallest number only.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import results
from reports import coded

from istor.linking import copies, event_ids, link_actors, link_events
from istor.scaling.runner import Coded
from istor.storing import Archive
from istor.telling import Record

SIZES = (1_000, 10_000, 100_000)
NAIVE_AT_MOST = 1_000


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(_measured(int(sys.argv[2]))))
        return
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    results.write("growth", (row for size in sizes for row in _alone(size)))


def _alone(size: int) -> list[results.Row]:
    """What is measured in a process that does nothing else."""
    done = subprocess.run([sys.executable, __file__, "--one", str(size)], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _measured(size: int) -> list[dict[str, Any]]:
    made = [Coded(report, claims) for report, claims in coded(size)]
    reports, claims = [c.report for c in made], [claim for c in made for claim in c.claims]
    took: dict[str, float] = {}
    copied = _timed(took, "copies", lambda: copies(reports))
    found = _timed(took, "events", lambda: link_events(claims, reports, copied))
    ids = event_ids(claims, found)
    _timed(took, "actors", lambda: link_actors(claims, ids, copied))
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "grown.db"
        with Archive.open(where) as archive:
            _timed(took, "store", lambda: [archive.add(c.report, c.claims) for c in made])
            archive.replace_links("copy", list(copied))
            archive.replace_links("event", list(found))
            events = _timed(took, "read back", lambda: len(Record.read(archive).events))
        size_of = where.stat().st_size
    if size <= NAIVE_AT_MOST:
        _timed(took, "every pair (rival)", lambda: sum(
            a.when == b.when and bool({*a.actors} & {*b.actors}) for a, b in combinations(claims, 2)))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    common = {"question": "growth", "reports": size, "unit": "ms of one processor a report"}
    rows = [{**common, "stretch": name, "measured": round(1000 * spent / size, 3)} for name, spent in took.items()]
    whole = {"claims": len(claims), "events": events, "bytes_a_report": size_of // size, "megabytes": round(held)}
    return [*rows, {**common, "stretch": "all", "measured": round(1000 * sum(took.values()) / size, 3), **whole}]


def _timed(took: dict[str, float], name: str, call: Callable[[], Any]) -> Any:
    begun = time.process_time()
    found = call()
    took[name] = time.process_time() - begun
    return found


if __name__ == "__main__":
    main()
