"""Fuzzing of every reader with Hypothesis: ``python -m tools.fuzz [--seconds N] [READER …]``, N for all together.

Each reader gets a process of its own. An input is a sound one with its bytes or words changed; where it is packed, what
is inside is changed too, so that not the packing alone is tried. It is wrong when a reader raises anything, gives an
outcome that is not one line, or takes more than 10 s of the processor or 1 GiB. What was found wrong lies under
``out/fuzz`` in the smallest form that Hypothesis finds, and the exit code is 1.
"""

import argparse
import hashlib
import io
import json
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from istor.errors import InputError
from istor.reading.coded import codings
from istor.reading.feeds import links_in
from istor.reading.fetch import Fetched, Fetcher, Limits
from istor.reading.kinds import reader_by, reader_for
from istor.reading.outcome import Outcome
from istor.reading.robots import Robots
from tests.reading.servers import HERE
from tools.fuzz_inputs import INPUTS

OUT = Path("out/fuzz")
MOST_SECONDS, MOST_MEMORY = 10.0, 2**30
ROUND = 100
"""Inputs between two looks at the clock."""
HANGS = 30.0
"""Seconds of the processor on one input after which the system ends the process: not all loops let Python speak."""
PATIENCE = 1800.0
"""Seconds by the clock that a reader may take over its time: to start, to shrink what is wrong, on a busy machine."""
SUFFIXES = {
    "text": ".txt", "page": ".html", "JSON lines": ".jsonl", "JSON": ".json", "table": ".csv", "Parquet": ".parquet",
    "Word": ".docx", "PDF": ".pdf", "WARC": ".warc", "ZIP": ".zip", "tar": ".tar", "packed": ".html.gz",
}  # fmt: skip
QUICK = Limits(seconds=3, silence=1, pause=0, redirects=1)


def check(reader: str, data: bytes) -> list[str]:
    """What came of ``data``, a word for each part; AssertionError, or whatever the reader raised, where it is wrong."""
    try:
        came = list(CHECKS.get(reader, _outcomes)(reader, data))
    except InputError as error:
        if str(error).isprintable():
            return ["problem"]
        raise AssertionError(error) from error
    assert came, "nothing came of it, and nothing was said"
    return came


def _outcomes(reader: str, data: bytes) -> Iterator[str]:
    read = reader_for(f"a{SUFFIXES[reader]}") if reader in SUFFIXES else reader_by(data[:2048])
    assert read is not None
    for outcome in read(io.BytesIO(data), "a", "a"):
        _hold(outcome)
        yield "report" if outcome.report else "problem"


def _hold(outcome: Outcome) -> None:
    assert (outcome.report is None) != (outcome.problem is None)
    assert (outcome.problem or "-").isprintable(), outcome.problem
    assert (outcome.warning or "-").isprintable(), outcome.warning
    if report := outcome.report:
        spans = [block.span for block in report.blocks]
        assert spans
        assert all(0 <= span.start < span.end <= len(report.text) for span in spans)
        f"{report.name}{report.text}".encode()  # half a surrogate pair can be stored nowhere


def _feed(_: str, data: bytes) -> Iterator[str]:
    links = links_in(data, "a", "https://a.example/feed")
    assert links is None or all(address.isprintable() for address in links.addresses)
    yield "problem" if links is None else "report"


def _claims(_: str, data: bytes) -> Iterator[str]:
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(data)
        file.flush()
        for line in codings(file.name):
            assert (line.problem or "-").isprintable()
            yield "problem" if line.problem else "report"


@cache
def _server() -> tuple[str, list[bytes]]:
    """A server that answers every request with the last of these bytes."""
    answers = [b""]
    listening = socket.create_server((HERE, 0))

    def serve() -> None:
        while True:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65536)
                connection.sendall(answers[-1])

    threading.Thread(target=serve, daemon=True).start()
    return f"http://{HERE}:{listening.getsockname()[1]}/", answers


def _answer(_: str, data: bytes) -> Iterator[str]:
    url, answers = _server()
    answers[:] = [data]
    fetched = Fetcher(QUICK, allowed={HERE}).get(url)
    assert fetched.version.tag.isprintable()
    assert fetched.url.isprintable()
    yield "report"


class _Given(Fetcher):
    """A fetcher for which there is one answer."""

    data = b""

    def get(self, url: str, known: object = None) -> Fetched:
        """That answer."""
        return Fetched(url, self.data)


def _robots(_: str, data: bytes) -> Iterator[str]:
    fetcher = _Given()
    fetcher.data = data
    yield "report" if Robots(fetcher).allow("https://a.example/x?y=Ά") else "problem"


CHECKS: dict[str, Callable[[str, bytes], Iterator[str]]] = {
    "feed": _feed, "claims": _claims, "answer": _answer, "robots": _robots,
}  # fmt: skip


@dataclass
class Tally:
    """What was tried and came of it."""

    inputs: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    worked: float = 0.0
    """Seconds of the processor that the readers took, without what making the inputs takes."""
    wrong: set[str] = field(default_factory=set)

    @property
    def memory(self) -> int:
        """The most bytes that this process, or one that it started, has held."""
        return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024


def fuzz(reader: str, seconds: float) -> Tally:
    """Tries inputs on ``reader`` until the time is up; the same ones in the same order every time."""
    tally, ends = Tally(), time.monotonic() + seconds
    now = OUT / f"{reader}.now"

    def tried(data: bytes) -> None:
        if time.monotonic() > ends:
            return
        now.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, HANGS)
        began = time.process_time()
        tally.parts.update(check(reader, data))
        took = time.process_time() - began
        tally.inputs, tally.slowest = tally.inputs + 1, max(tally.slowest, took)
        tally.worked += took
        assert took < MOST_SECONDS, f"{took:.1f} s"
        assert tally.memory < MOST_MEMORY, f"{tally.memory} bytes"

    number = 0
    while time.monotonic() < ends:
        number += 1
        phases, checks = (Phase.generate, Phase.shrink), list(HealthCheck)
        limits = settings(max_examples=ROUND, deadline=None, database=None, phases=phases, suppress_health_check=checks)
        try:
            seeded(number)(limits(given(INPUTS[reader].strategy)(tried)))()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            data = now.read_bytes()
            kept = OUT / f"{reader}-{hashlib.sha256(data).hexdigest()[:8]}"
            kept.write_bytes(data)
            tally.wrong.add(f"{kept}: {type(error).__name__}: {' '.join(str(error).split()):.200}")
    signal.setitimer(signal.ITIMER_PROF, 0)
    now.unlink(missing_ok=True)
    return tally


def main() -> int:
    """Fuzzes each reader in a process of its own and prints a line for each."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("readers", nargs="*", choices=[*INPUTS, []], help="all, unless named")
    asked.add_argument("--seconds", type=float, default=300.0, help="for all readers together")
    asked.add_argument("--alone", action="store_true", help="one reader in this very process, told as JSON")
    given = asked.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    readers = given.readers or list(INPUTS)
    if given.alone:
        tally = fuzz(readers[0], given.seconds)
        print(json.dumps([tally.inputs, tally.parts, tally.slowest, tally.worked, tally.memory, sorted(tally.wrong)]))
        return 0
    print(f"{'reader':12} {'inputs':>8} {'reports':>8} {'problems':>8} {'slowest':>8} {'worked':>8} {'memory':>8}  "
          "wrong", flush=True)
    return max([_apart(reader, given.seconds / len(readers)) for reader in readers])


def _apart(reader: str, seconds: float) -> int:
    command = [sys.executable, "-m", "tools.fuzz", "--alone", "--seconds", str(seconds), reader]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + PATIENCE, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        said = str(error.stderr or error).strip().splitlines()[-1]
        print(f"{reader:12} hangs or died on {OUT / reader}.now: {said}", flush=True)
        return 1
    inputs, parts, slowest, worked, memory, wrong = json.loads(done.stdout.splitlines()[-1])
    print(f"{reader:12} {inputs:8} {parts.get('report', 0):8} {parts.get('problem', 0):8} {slowest:6.2f} s "
          f"{worked:6.0f} s {memory / 2**20:4.0f} MiB  {len(wrong)}", flush=True)
    for each in wrong:
        print(f"  {each}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
