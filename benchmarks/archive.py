"""How much memory a web archive takes to read, by how many pages it holds, and how many of them a second.

Each page is another one of a few sentences, so that every record is read to a report. Each archive is read in a process
of its own. Usage: ``python benchmarks/archive.py [PAGES …]``, by default 1,000 and 10,000.
"""

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (1_000, 10_000)
PAGE = (
    "<html lang='el'><head><title>Δρομολόγιο {0}</title></head><body><article><h1>Δρομολόγιο {0}</h1>"
    "<p>Το δρομολόγιο με αριθμό {0} έφυγε το πρωί από τον Πειραιά με όλους τους επιβάτες, είπε το λιμεναρχείο.</p>"
    "<p>Ο καπετάνιος του πλοίου {0} είπε ότι ο καιρός ήταν καλός και ότι δεν υπήρξε καμία καθυστέρηση.</p>"
    "</article></body></html>"
)
ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n"
RECORD = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://site.example/{}\r\nWARC-Date: 2023-05-19T08:00:00Z\r\n"
    "Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n"
)
READ = """
import resource, sys, time
from istor.reading import gather
began = time.perf_counter()
kept = sum(outcome.report is not None for outcome in gather(sys.argv[1:]))
print(kept, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main() -> None:
    """Print pages, pages a second and the most memory that each archive took."""
    for size in map(int, sys.argv[1:] or SIZES):
        with tempfile.NamedTemporaryFile(suffix=".warc.gz") as file:
            file.writelines(_record(number) for number in range(size))
            file.flush()
            command = [sys.executable, "-c", READ, file.name]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            packed = Path(file.name).stat().st_size
        kept, seconds, memory = done.stdout.split()
        speed = int(kept) / float(seconds)
        print(f"{size:7,} records, {packed / 2**20:.1f} MiB: {int(kept):,} reports, {speed:.0f} a second, "
              f"{int(memory) / 1024:.0f} MiB at most", flush=True)  # fmt: skip


def _record(number: int) -> bytes:
    body = PAGE.format(number).encode()
    answer = ANSWER.format(len(body)).encode() + body
    return gzip.compress(RECORD.format(number, len(answer)).encode() + answer + b"\r\n\r\n")


if __name__ == "__main__":
    main()
