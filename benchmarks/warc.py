"""How much memory a web archive takes, and how many of its records a second are read, by how many records it has.

    python benchmarks/warc.py [RECORDS …]   # 1,000 and 10,000 unless told otherwise

Each archive is made up (pages of a few paragraphs, each other than all others), read in a process of its own, and
deleted. The peak is that of the whole process, as the system counts it.
"""

import gzip
import subprocess
import sys
import tempfile
import time
from pathlib import Path

READ = """import resource, sys
from istor.reading import gather
reports = sum(outcome.report is not None for outcome in gather(sys.argv[1:]))
print(reports, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"""
PAGE = """<html lang="el"><head><title>Αριθμός {0}</title></head><body><nav>Αρχική Κόσμος</nav>
<article><h1>Η απόφαση {0}</h1>
<p>Το δημοτικό συμβούλιο αποφάσισε την Τρίτη με ψήφους {0} να κλείσει ο δρόμος προς το λιμάνι για τρεις μήνες.</p>
<p>Ο δήμαρχος δήλωσε ότι τα έργα {0} θα αρχίσουν τον Μάρτιο και ότι θα κοστίσουν δύο εκατομμύρια ευρώ στον δήμο.</p>
</article></body></html>"""


def record(number: int) -> bytes:
    """One response record of a web archive."""
    page = PAGE.format(number).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
        f"WARC-Target-URI: https://site.example/{number}\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def main() -> None:
    """Print for each size the reports read, the peak in MiB, and records a second."""
    for count in [int(number) for number in sys.argv[1:]] or [1000, 10_000]:
        with tempfile.TemporaryDirectory() as work:
            path = Path(work) / "a.warc.gz"
            with path.open("wb") as file:
                file.writelines(record(number) for number in range(count))
            began = time.perf_counter()
            done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
            reports, peak = map(int, done.stdout.split())
            speed = count / (time.perf_counter() - began)
            print(f"{count:6} records: {reports} reports, {peak} MiB at most, {speed:.0f} records/s", flush=True)


if __name__ == "__main__":
    main()
