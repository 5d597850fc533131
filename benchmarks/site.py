"""How quick is the site? Fifty readers and two writers at once for five minutes; and each page on a large archive.

    python benchmarks/site.py [REPORTS] [--seconds N] [--readers N] [--writers N] [--think SECONDS] [--on DATABASE]

The first part serves REPORTS invented reports (``reports.py``), linked as ``istor add`` links them, by a process of
``istor serve``, and asks it over HTTP. Each reader opens pages as an analyst does (the timeline and its filters,
events, reports, actors, searches, pictures, lists), and looks at each for ``--think`` seconds on average. Each writer
corrects the type of a claim, opens the claim's page, waits until all is linked anew under it, and takes the correction
back. A request that is not answered with 200 (for forms: 303) is an error, and so is a correction that the page does
not show or that is not linked. Times are what the client waits, by the clock.

``--on DATABASE`` serves that archive instead, and measures each of its pages alone: bytes of the HTML without its
pictures, and the time of the answer, by the clock and of the server's processor. What is worked out of it is kept
beside it.
"""

import argparse
import asyncio
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import results
from reports import coded

from istor.scaling.relinking import relink
from istor.storing import Addition, Archive

SEED = 8
REPEATS = 15
"""Times that a page is asked for when it is measured alone."""
PICTURE = re.compile(r'<section class="drawn".*?</section>', re.DOTALL)
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
TYPES = ("ACCUSE", "CONSULT", "REQUEST", "REJECT")
MIX = {
    "timeline": 20, "timeline filtered": 12, "event": 22, "report": 12, "actor": 8, "search": 8, "stories": 3,
    "story": 3, "network": 2, "map": 2, "actors": 2, "reports": 2, "figures": 1, "conflicts": 1, "sources": 1,
    "judgements": 1,
}  # fmt: skip
"""What a reader opens, of a hundred pages."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--think", type=float, default=10.0)
    parser.add_argument("--on", default="")
    given = parser.parse_args()
    if given.on:
        with served(given.on) as (address, server):
            results.write("pages-large", _alone(address, server))
        return
    with tempfile.TemporaryDirectory() as folder:
        where = f"{folder}/istor.db"
        _fill(where, given.reports)
        with served(where) as (address, server):
            results.write("site", asyncio.run(_load(address, server, given)))


def _fill(where: str, count: int) -> None:
    with Archive.open(where) as archive:
        archive.add_all(Addition(report, claims) for report, claims in coded(count))
        relink(archive)


@contextmanager
def served(where: str) -> Iterator[tuple[str, int]]:
    """The address of ``istor serve`` on an archive, and the id of its process; ready when the first page is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "istor", "serve", "--db", where, "--port", str(port), "--by", "writer"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        begun = time.perf_counter()
        while True:
            try:
                if httpx.get(f"{address}/sources", timeout=300).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            if process.poll() is not None or time.perf_counter() - begun > 3600:
                raise RuntimeError(f"the site on {where} did not start")
            time.sleep(0.2)
        print(f"ready after {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(60)


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return round(int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1024)


def _busy(process: int) -> float:
    """Seconds of the processor that a process has used."""
    parts = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


# --- each page alone --------------------------------------------------------------------------------------------------


def _alone(address: str, server: int) -> Iterator[results.Row]:
    with httpx.Client(base_url=address, timeout=300) as client:
        known = _Known.read(client)
        told = client.get("/timeline?lang=en").text.partition("claims of")[2]
        total = int(re.findall(r"[\d,]+", told)[0].replace(",", ""))
        chance = random.Random(SEED)
        for page in MIX:
            took, busy, sizes = [], _busy(server), []
            client.get(known.page(page, chance))
            for _ in range(REPEATS):
                path, begun = known.page(page, chance), time.perf_counter()
                answer = client.get(path)
                took.append(1000 * (time.perf_counter() - begun))
                assert answer.status_code == 200, (path, answer.status_code)
                sizes.append(len(PICTURE.sub("", answer.text).encode()))
            worked = 1000 * (_busy(server) - busy) / (REPEATS + 1)
            yield {"page": page, "reports": total, "kilobytes": round(max(sizes) / 1000, 1),
                   "median_ms": round(statistics.median(took), 1), "most_ms": round(max(took), 1),
                   "processor_ms": round(worked, 1), "megabytes": _megabytes(server),
                   "repeats": REPEATS, "load": round(os.getloadavg()[0], 1)}  # fmt: skip


@dataclass
class _Known:
    """What there is to open."""

    events: list[str]
    claims: list[str]
    reports: list[str]
    actors: list[tuple[str, str]]
    stories: list[str]
    words: list[str]

    @classmethod
    def read(cls, client: httpx.Client) -> "_Known":
        def items(path: str) -> list[dict[str, object]]:
            found = client.get(path)
            return list(found.json()["items"]) if found.status_code == 200 else []

        events = [each for page in range(1, 7) for each in items(f"/timeline.json?page={page}")]
        said = [claim for event in events for claim in event["said"]]  # type: ignore[attr-defined]
        return cls(
            [str(event["id"]) for event in events],
            [str(claim["claim"]) for claim in said],
            [str(each["id"]) for page in range(1, 5) for each in items(f"/reports.json?page={page}")],
            [(str(each["id"]), f"{each['code']}:{each['name']}".rstrip(":")) for each in items("/actors.json")],
            [str(each["id"]) for each in items("/stories.json")],
            sorted({word for claim in said for word in str(claim["sentence"]).split() if len(word) > 4})[:2000],
        )

    def page(self, kind: str, chance: random.Random) -> str:
        """An address of that kind."""
        year = chance.randrange(2015, 2025)
        key, actor = chance.choice(self.actors)
        filters = (f"actor={actor}", f"type={chance.choice(TYPES)}", f"from={year}&to={year + 1}", "lanes=actor",
                   f"actor={actor}&from={year}", "type=verbal-conflict&lanes=quad", f"page={chance.randrange(1, 5)}")
        return {
            "timeline": "/timeline", "timeline filtered": f"/timeline?{chance.choice(filters)}",
            "event": f"/event/{chance.choice(self.events)}", "report": f"/report/{chance.choice(self.reports)}",
            "actor": f"/actor/{key}", "search": f"/search?q={chance.choice(self.words)}",
            "story": f"/story/{chance.choice(self.stories)}" if self.stories else "/stories",
        }.get(kind, f"/{kind}")  # fmt: skip


# --- many at once -----------------------------------------------------------------------------------------------------


@dataclass
class _Told:
    """What the clients met: seconds of each request by kind, and what was no right answer."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    async def ask(self, kind: str, right: int, ask: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response | None:
        """The answer, timed."""
        begun = time.perf_counter()
        try:
            answer = await ask()
        except httpx.HTTPError as error:
            self.errors.append(f"{kind}: {type(error).__name__}")
            return None
        self.took[kind].append(time.perf_counter() - begun)
        if answer.status_code != right:
            self.errors.append(f"{kind}: {answer.status_code} {answer.text[-200:]}")
        return answer


async def _load(address: str, server: int, given: argparse.Namespace) -> list[results.Row]:
    with httpx.Client(base_url=address, timeout=120) as client:
        known = _Known.read(client)
    told, busy, begun = _Told(), _busy(server), time.perf_counter()
    until = begun + given.seconds
    readers = [_reader(address, n, until, known, told, given.think) for n in range(given.readers)]
    writers = [_writer(address, n, until, known.claims, told) for n in range(given.writers)]
    await asyncio.gather(*readers, *writers)
    for error in sorted(set(told.errors))[:20]:
        print(error, file=sys.stderr)
    seconds = time.perf_counter() - begun
    read = [each for kind, took in told.took.items() if kind in MIX for each in took]
    whole = {
        "reports": given.reports, "readers": given.readers, "writers": given.writers, "think": given.think,
        "seconds": round(seconds), "errors": len(told.errors), "megabytes": _megabytes(server),
        "processor": round((_busy(server) - busy) / seconds, 2), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    rows = [{"page": kind, **_figures(took)} for kind, took in sorted(told.took.items())]
    return [{"page": "all that readers opened", **_figures(read), **whole}, *rows]


def _figures(took: list[float]) -> dict[str, float]:
    ordered = sorted(1000 * each for each in took) or [0.0]
    p50, p95 = (ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95))
    return {"requests": len(took), "p50_ms": round(p50), "p95_ms": round(p95), "most_ms": round(ordered[-1])}


async def _reader(address: str, number: int, until: float, known: _Known, told: _Told, think: float) -> None:
    chance = random.Random(f"{SEED} reader {number}")
    kinds, weights = list(MIX), list(MIX.values())
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        await asyncio.sleep(chance.random() * min(think, 10))
        while time.perf_counter() < until:
            (kind,) = chance.choices(kinds, weights)
            path = known.page(kind, chance)
            await told.ask(kind, 200, lambda path=path: client.get(path, follow_redirects=True))  # type: ignore[misc]
            await asyncio.sleep(chance.expovariate(1 / think) if think else 0)


async def _writer(address: str, number: int, until: float, claims: list[str], told: _Told) -> None:
    """Corrects a claim, waits until that is linked, takes it back, over and over; each a form as a browser sends it."""
    chance = random.Random(f"{SEED} writer {number}")
    own = claims[number::50]
    async with httpx.AsyncClient(base_url=address, timeout=300) as client:
        page = await client.get("/add")
        token = TOKEN.findall(page.text)[0]
        while time.perf_counter() < until:
            claim = chance.choice(own)
            before = (await client.get(f"/event/{claim}.json")).json()
            kind = chance.choice([each for each in TYPES if each != before["type"]])
            reason = f"writer {number}, {claim}, {time.time()}"
            begun = time.perf_counter()
            said = {"csrf": token, "type": kind, "reason": reason}
            await told.ask("a correction", 303, lambda said=said, claim=claim: client.post(  # type: ignore[misc]
                f"/claim/{claim}/correct", data=said))
            after = (await client.get(f"/event/{claim}.json")).json()
            told.took["until its page shows it"].append(time.perf_counter() - begun)
            if after["type"] != kind and reason not in [act["reason"] for act in after["unlinked"]]:
                told.errors.append("a correction: not shown")
            acts = (await client.get("/judgements.json")).json()["acts"]["items"]
            act = next(act for act in acts if act["reason"] == reason)
            await _linked(client, act["at"])
            told.took["until all is linked anew"].append(time.perf_counter() - begun)
            if (await client.get(f"/event/{claim}.json")).json()["type"] != kind:
                told.errors.append("a correction: not linked")
            await told.ask("taking it back", 303, lambda act=act: client.post(  # type: ignore[misc]
                "/judgements/undo-act", data={"csrf": token, "act": str(act["id"])}))


async def _linked(client: httpx.AsyncClient, at: str) -> None:
    """Returns when what was said at that moment is linked with the rest."""
    while (await client.get("/judgements.json")).json()["linked"]["as_of"] <= at:
        await asyncio.sleep(1)


if __name__ == "__main__":
    main()
