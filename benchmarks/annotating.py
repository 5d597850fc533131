"""The speed of the annotating step: with the int8 graph that ships, and with fp32 torch of the same network.

    python -m benchmarks.annotating [--checkpoint .cache/encoder] [--rounds 5] [--threads 0] [--clock wall]

Both run the whole step (tokens, encoder, trees, lemmas, names, quotations, times) over the example reports, in turns
in one process, so that whatever else the machine does falls on both. The fp32 network is the checkpoint that the
graph was exported from, read with torch; without torch or a checkpoint that part is left out. Beside each time stands
the share of the machine's fastest measured fp32 matrix product that the layers' own products reach. On a machine that
does other things, ``--clock cpu --threads 1`` counts the processor's seconds instead (with OPENBLAS_NUM_THREADS=1, so
that the product to compare with has one thread too).
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from istor.annotating import standard, syntax
from istor.annotating.encoder import Encoder
from istor.annotating.pipeline import Pipeline, Step
from istor.model import Report
from istor.reading import gather

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "src" / "istor" / "annotating" / "models" / "el"
REPORTS = ROOT / "examples" / "reports"
LAYERS, WIDTH, INNER = 12, 384, 1536
PIECE = 2 * LAYERS * (4 * WIDTH * WIDTH + 2 * WIDTH * INNER)
"""Floating-point operations of a word piece in the layers' matrix products; attention and heads come on top."""
SQUARE, PRODUCTS = 2048, 8
CLOCKS: dict[str, Callable[[], float]] = {"wall": time.perf_counter, "cpu": time.process_time}


class Timed:
    """A network with a watch: what it runs, for how long, and on how many word pieces (padding left out)."""

    def __init__(
        self, run: Callable[[Sequence[str], Mapping[str, Any]], list[Any]], clock: Callable[[], float]
    ) -> None:
        self._run, self.clock, self.seconds, self.pieces = run, clock, 0.0, 0

    def run(self, names: Sequence[str], feed: Mapping[str, Any]) -> list[Any]:
        """The outputs ``names``, as onnxruntime gives them."""
        begun = self.clock()
        found = self._run(names, feed)
        self.seconds += self.clock() - begun
        self.pieces += int(feed["mask"].sum())
        return found


@dataclass
class Way:
    """One way to annotate, and what its rounds took: seconds of the whole step, and of the network in it."""

    name: str
    steps: Pipeline
    network: Timed
    whole: list[float] = field(default_factory=list)
    inner: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, encoder: Encoder, network: Timed) -> "Way":
        """The standard steps with ``encoder``, its network under the watch."""
        encoder.graph = network
        parse = partial(syntax.parse, parser=encoder)
        steps = [Step(s.name, s.requires, s.assigns, parse) if s.name == "syntax" else s for s in standard().steps]
        return cls(name, Pipeline(syntax.start, steps), network)

    def round(self, reports: Sequence[Report]) -> int:
        """Annotate all reports once; how many word pieces they had."""
        self.network.seconds, self.network.pieces = 0.0, 0
        begun = self.network.clock()
        for report in reports:
            self.steps(report)
        self.whole.append(self.network.clock() - begun)
        self.inner.append(self.network.seconds)
        return self.network.pieces


def in_int8(threads: int, clock: Callable[[], float]) -> Way:
    """The shipped graph."""
    encoder = Encoder(MODEL, threads)
    return Way.of("int8, onnxruntime", encoder, Timed(encoder.graph.run, clock))


def in_fp32(checkpoint: Path, threads: int, clock: Callable[[], float]) -> Way | str:
    """The checkpoint in torch, or why it cannot be had."""
    try:
        import torch

        from training import export
    except ImportError as error:
        return f"{error.name} is not installed: pip install '.[train]'"
    if not (checkpoint / "finished.pt").exists():
        return f"no finished.pt in {checkpoint}: train the network"
    if threads:
        torch.set_num_threads(threads)
    network = export.Exported(export.finished(checkpoint)[0]).eval()

    def run(names: Sequence[str], feed: Mapping[str, Any]) -> list[Any]:
        with torch.inference_mode():
            found = network(*(torch.from_numpy(array) for array in feed.values()))
        made = dict(zip(export.OUTPUTS, found, strict=True))
        return [made[name].numpy() for name in names]

    return Way.of("fp32, torch", Encoder(MODEL, threads), Timed(run, clock))


def matrix_limit(clock: Callable[[], float]) -> float:
    """The fastest of several fp32 products of two squares, in operations a second."""
    left, right = np.random.default_rng(1).random((2, SQUARE, SQUARE), np.float32)
    taken = []
    for _ in range(PRODUCTS):
        begun = clock()
        np.matmul(left, right)
        taken.append(clock() - begun)
    return 2 * SQUARE**3 / min(taken)


def machine() -> str:
    """What this ran on and with."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True,
                            check=False).stdout.strip()
    model = json.loads((MODEL / "manifest.json").read_text(encoding="utf-8"))["files"]["encoder.onnx"][:12]
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "onnxruntime", "spacy"))
    return (f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, {packages}; "
            f"commit {commit}, graph {model}")


def told(way: Way, pieces: int, limit: float) -> str:
    """A way's line: medians with their spread, and how much of the machine's limit the layers' products reach."""
    whole, inner = statistics.median(way.whole), statistics.median(way.inner)
    return (f"{way.name:18} whole step {whole:.3f} s ({min(way.whole):.3f} to {max(way.whole):.3f}), "
            f"network {inner:.3f} s; {pieces / whole:,.0f} pieces a second; "
            f"{PIECE * pieces / whole / limit:.0%} of the limit, network alone {PIECE * pieces / inner / limit:.0%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, default=ROOT / ".cache" / "encoder")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are processors")
    parser.add_argument("--clock", choices=tuple(CLOCKS), default="wall")
    options = parser.parse_args()
    clock = CLOCKS[options.clock]
    reports = [outcome.report for outcome in gather([str(REPORTS)]) if outcome.report]
    slow = in_fp32(options.checkpoint, options.threads, clock)
    ways = [in_int8(options.threads, clock), *([slow] if isinstance(slow, Way) else [])]
    limit = matrix_limit(clock)
    for number in range(options.rounds + 1):  # the first is for warming up
        pieces = {way.name: way.round(reports) for way in ways}
        if not number:
            for way in ways:
                way.whole.clear()
                way.inner.clear()
    print(machine())
    print(f"{len(reports)} reports, {options.rounds} rounds, {options.clock} seconds; "
          f"fastest fp32 matrix product {limit / 1e9:.0f} GFLOP/s")
    for way in ways:
        print(told(way, pieces[way.name], limit))
    if isinstance(slow, Way):
        ratio = statistics.median(slow.whole) / statistics.median(ways[0].whole)
        print(f"int8 is {ratio:.2f} times as fast as fp32 torch through the whole step")
    else:
        print(f"fp32 torch left out: {slow}")


if __name__ == "__main__":
    main()
