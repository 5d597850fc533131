"""Whether the site holds fifty readers and two writers at once: how long pages take, and whether any goes wrong.

    python benchmarks/readers.py [--seconds 300] [--readers 50] [--writers 2] [--pause 5]

Serves the example reports as ``istor serve`` does, on this machine alone. A reader opens a page, looks at it for a
while (``--pause`` seconds on average, drawn with a seed) and opens the next, of all kinds; the first writer adds
reports, the others say that two events are the same and undo it. The client runs on the same processors as the server.
"""

import argparse
import asyncio
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import httpx

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "reports"
PORT = 8391
SITE = f"http://127.0.0.1:{PORT}"
FIXED = (
    "/timeline", "/timeline?lanes=actor", "/timeline?from=2018-06&to=2018-08", "/timeline?actor=" + quote("Τσίπρας"),
    "/timeline?type=verbal-conflict", "/stories", "/actors", "/network", "/map", "/figures", "/conflicts", "/sources",
    "/reports", "/search?q=" + quote("συμφωνία Σκόπια"), "/search?q=" + quote("απέλαση διπλωμάτες"), "/timeline.json",
)  # fmt: skip
WRITING = 10.0
"""Seconds between two acts of a writer."""


class Taken:
    """How long each kind of page took, in seconds, and what went wrong."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.wrong: Counter[str] = Counter()

    def note(self, kind: str, seconds: float) -> None:
        """One more page of that kind."""
        self.times.setdefault(kind, []).append(seconds)


async def asked(client: httpx.AsyncClient, address: str, taken: Taken) -> httpx.Response | None:
    began = time.perf_counter()
    try:
        answer = await client.get(address)
    except httpx.HTTPError as error:
        taken.wrong[type(error).__name__] += 1
        return None
    taken.note(address.split("?", maxsplit=1)[0].split("/")[1], time.perf_counter() - began)
    if answer.status_code >= 400 and not (answer.status_code == 404 and "/event/" in address):  # ids change by judging
        taken.wrong[f"{answer.status_code} {address}"] += 1
    return answer


async def reader(number: int, pages: list[str], until: float, pause: float, taken: Taken) -> None:
    chance = random.Random(number)
    async with httpx.AsyncClient(base_url=SITE, timeout=60, trust_env=False) as client:
        await asyncio.sleep(chance.uniform(0, pause))
        while time.monotonic() < until:
            await asked(client, chance.choice(pages), taken)
            await asyncio.sleep(chance.uniform(0, 2 * pause))


async def posted(client: httpx.AsyncClient, address: str, form: dict[str, str | list[str]], taken: Taken) -> None:
    began = time.perf_counter()
    token = re.search(r'name="csrf" value="(\w+)"', (await client.get("/add")).text)
    answer = await client.post(address, data={"csrf": token[1] if token else "", **form})
    taken.note("writing", time.perf_counter() - began)
    if answer.status_code != 303:
        taken.wrong[f"{answer.status_code} POST {address}"] += 1


async def adder(until: float, taken: Taken) -> None:
    """Adds a report again and again, each another one."""
    async with httpx.AsyncClient(base_url=SITE, timeout=120, trust_env=False) as client:
        for number in range(10**6):
            if time.monotonic() > until:
                return
            text = f"Ο Νίκος Κοτζιάς συναντήθηκε χθες στα Σκόπια με τον Νικόλα Ντιμιτρόφ για {number + 1}η φορά."
            day = f"2018-{number % 12 + 1:02}-{number % 28 + 1:02}"
            await posted(client, "/add", {"text": text, "published": day}, taken)
            await asyncio.sleep(WRITING)


async def judge(number: int, until: float, taken: Taken) -> None:
    """Says that two events are the same, and undoes it."""
    chance = random.Random(-number)
    async with httpx.AsyncClient(base_url=SITE, timeout=120, trust_env=False) as client:
        while time.monotonic() < until:
            events = [event["id"] for event in (await client.get("/timeline.json?type=CONSULT")).json()["items"]]
            left, right = chance.sample(events, 2)
            await posted(client, "/judge", {"left": left, "right": right, "judgement": "same"}, taken)
            await asyncio.sleep(WRITING)
            pairs = re.findall(r'name="pair" value="([^"]+)"', (await client.get("/judgements")).text)
            if pairs:
                await posted(client, "/judgements/undo", {"pair": pairs}, taken)
            await asyncio.sleep(WRITING)


async def everybody(options: argparse.Namespace) -> Taken:
    taken = Taken()
    async with httpx.AsyncClient(base_url=SITE, timeout=120, trust_env=False) as client:
        pages = list(FIXED)
        for what, one in (("timeline", "event"), ("reports", "report"), ("actors", "actor"), ("stories", "story")):
            pages += [f"/{one}/{item['id']}" for item in (await client.get(f"/{what}.json")).json()["items"][:8]]
        for page in pages:  # what is loaded once is loaded before the clock starts
            await client.get(page)
    until = time.monotonic() + options.seconds
    readers = (reader(n, pages, until, options.pause, taken) for n in range(options.readers))
    judges = (judge(n, until, taken) for n in range(1, options.writers))
    await asyncio.gather(*readers, *([adder(until, taken)] if options.writers else []), *judges)
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--pause", type=float, default=5.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        istor = [sys.executable, "-m", "istor"]
        subprocess.run([*istor, "add", "--db", f"{folder}/istor.db", str(EXAMPLES)], check=True)
        server = subprocess.Popen([*istor, "serve", "--db", f"{folder}/istor.db", "--port", str(PORT), "--by", "bench"])
        try:
            _wait(server)
            taken = asyncio.run(everybody(options))
        finally:
            server.terminate()
            server.wait(30)
    _tell(taken, options)
    return int(bool(taken.wrong))


def _wait(server: "subprocess.Popen[bytes]") -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise SystemExit("the site did not start")
        try:
            httpx.get(f"{SITE}/static/icon.svg", trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the site does not answer")


def _tell(taken: Taken, options: argparse.Namespace) -> None:
    for kind, times in sorted(taken.times.items()):
        print(f"{kind:12} {len(times):6} × median {1000 * statistics.median(times):6.0f} ms, "
              f"p95 {1000 * _p(times, 95):6.0f} ms")
    read = [each for kind, times in taken.times.items() if kind != "writing" for each in times]
    middle, high, highest = (1000 * each for each in (statistics.median(read), _p(read, 95), _p(read, 99)))
    print(f"all pages    {len(read):6} × median {middle:6.0f} ms, p95 {high:.0f} ms, p99 {highest:.0f} ms; "
          f"{len(read) / options.seconds:.1f} pages a second")
    print(f"{options.readers} readers, {options.writers} writers, {options.seconds:g} s, {os.cpu_count()} processors, "
          f"Python {platform.python_version()}; wrong: {dict(taken.wrong) or 'nothing'}")


def _p(times: list[float], share: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


if __name__ == "__main__":
    sys.exit(main())
