"""How many web pages a second are read, beside trafilatura's own command line over the same pages in the same run.

Both run as a user runs them, each in a process of its own, in turn; the time includes starting. It is the processor's
time, which tells the same on a machine that does other work too. Usage: ``python benchmarks/pages.py [FOLDER]``, with a
folder of ``.html`` files or, without one, the measuring data's pages.
"""

import gzip
import resource
import statistics
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages" / "html"
ROUNDS = 5
OURS = "import sys; from istor.reading import gather; print(sum(o.report is not None for o in gather(sys.argv[1:])))"


def main() -> None:
    """Print pages a second, the median of the rounds with the lowest and highest, and the ratio of each round."""
    with tempfile.TemporaryDirectory() as work:
        pages = Path(sys.argv[1]) if len(sys.argv) > 1 else _unpacked(Path(work) / "pages")
        count = len(list(pages.glob("*.html")))
        commands = {
            "istor": [sys.executable, "-c", OURS, str(pages)],
            "trafilatura": [sys.executable, "-m", "trafilatura.cli", "--input-dir", str(pages),
                            "--output-dir", f"{work}/out", "--no-comments", "--with-metadata", "--parallel", "1"],
        }
        speeds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                began = _spent()
                subprocess.run(command, check=True, capture_output=True)
                speeds[name].append(count / (_spent() - began))
    for name, measured in speeds.items():
        low, high = min(measured), max(measured)
        print(f"{name:12} {statistics.median(measured):6.1f} pages/s ({low:.1f} to {high:.1f}), {count} pages")
    ratios = [ours / theirs for ours, theirs in zip(*speeds.values(), strict=True)]
    low, high = min(ratios), max(ratios)
    print(f"istor / trafilatura {version('trafilatura')}: {statistics.median(ratios):.2f} ({low:.2f} to {high:.2f})")


def _spent() -> float:
    """Seconds of the processor that ended processes of ours have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _unpacked(folder: Path) -> Path:
    folder.mkdir()
    for path in sorted(SHARED.glob("*.gz")):
        (folder / path.stem).write_bytes(gzip.decompress(path.read_bytes()))
    return folder


if __name__ == "__main__":
    main()
