"""How the cost of linking grows with the number of reports.

    python benchmarks/linking.py [REPORTS …] [--repeats N]

For each number of invented reports (``reports.py``): processor time per report to find copies and to link their claims
from scratch, the median of so many repeats with the spread, and the most memory that the process held. Timings of a
machine that does other work say little.
"""

import argparse
import platform
import resource
import statistics
import time

from reports import coded  # the neighbour of this script

from istor.linking import copies, event_ids, link_events

SIZES = (1_000, 3_000, 10_000)


def main() -> None:
    """Measure, and print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="REPORTS")
    parser.add_argument("--repeats", type=int, default=3, metavar="N")
    asked = parser.parse_args()
    print(f"Python {platform.python_version()} on {platform.machine()}, {asked.repeats} repeats after one warm-up")
    print("reports  claims  events  links  CPU ms/report (median, least–most)  peak MB")
    measure(min(200, *asked.sizes), 1)
    for size in asked.sizes:
        print(measure(size, asked.repeats), flush=True)


def measure(size: int, repeats: int) -> str:
    """One line of the table."""
    made = list(coded(size))
    reports, claims = [r for r, _ in made], [c for _, found in made for c in found]
    took = []
    for _ in range(repeats):
        started = time.process_time()
        links = link_events(claims, reports, copies(reports))
        took.append((time.process_time() - started) * 1000 / size)
    events = len(set(event_ids(claims, links).values()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spread = f"{statistics.median(took):.2f} ({min(took):.2f}–{max(took):.2f})"
    return f"{size:7}  {len(claims):6}  {events:6}  {len(links):5}  {spread:30}  {peak:.0f}"


if __name__ == "__main__":
    main()
