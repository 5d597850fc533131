"""Whether a run writes the same bytes whoever codes, also where a worker is killed; and what two workers give.

    python benchmarks/cluster.py [REPORTS] [--words 40] [--workers 1 2 4]

Short reports of real prose (``prose.py``) as JSON lines in eight files go through ``istor run`` here in one process,
and on a Ray of this machine with each number of workers; in each of these one worker is killed as soon as a part is
done. The files that each run wrote are compared by their SHA-256; one that differs ends the command with an error.
Seconds are by the clock, with starting and linking, and say little on a machine that does other work.
"""

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import prose
import results

FILES = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=int, default=5_000)
    parser.add_argument("--words", type=int, default=40)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = _written(folder, asked.reports, asked.words)
        runs = [(["--on", "here"], False), *((["--on", "ray", "--jobs", str(n)], True) for n in asked.workers)]
        rows = []

        def measured() -> Iterator[results.Row]:
            for n, (where, is_killing) in enumerate(runs):
                rows.append(_run(sources, folder / str(n), where, asked.reports, is_killing=is_killing))
                yield rows[-1]

        results.write("cluster", measured())
    if len({row["bytes"] for row in rows}) > 1 or not all(row["killed"] for row in rows[1:]):
        sys.exit("the runs differ, or no worker was killed")


def _written(folder: Path, count: int, words: int) -> list[str]:
    texts = list(prose.texts(count, words))
    for n in range(FILES):
        lines = (json.dumps({"report": name, "text": text}) + "\n" for name, text in texts[n::FILES])
        (folder / f"{n}.jsonl").write_text("".join(lines), encoding="utf-8")
    return [str(folder / f"{n}.jsonl") for n in range(FILES)]


def _run(
    sources: list[str], out: Path, where: list[str], count: int, *, is_killing: bool = False
) -> dict[str, str | int | float | None]:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "istor", "run", *sources, *where, "--out", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    killed: list[int] = []
    if is_killing:
        threading.Thread(target=_kill_one, args=(process, out / "coded", killed)).start()
    if process.wait():
        sys.exit(f"{' '.join(where)}: failed")
    took = time.perf_counter() - begun
    whole = hashlib.sha256()
    for path in sorted(out.rglob("[!.]*.*")):
        whole.update(f"{path.relative_to(out)}\n".encode() + path.read_bytes())
    told = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return {"question": "cluster", "run": " ".join(where), "reports": count, "killed": len(killed),
            "seconds": round(took, 1), "reports_a_second": round(count / took, 2), "claims": told["tables"]["claims"],
            "links": told["tables"]["links"], "bytes": whole.hexdigest()[:16]}


def _kill_one(run: "subprocess.Popen[bytes]", parts: Path, killed: list[int]) -> None:
    """Kill one worker at work, once a part is there."""
    while run.poll() is None and not killed:
        time.sleep(0.05)
        if not any(parts.glob("[!.]*")):
            continue
        at_work = [path for path in Path("/proc").glob("[0-9]*") if _is_worker(path)]
        for path in at_work[:1]:
            os.kill(int(path.name), signal.SIGKILL)
            killed.append(int(path.name))


def _is_worker(process: Path) -> bool:
    try:
        return (process / "cmdline").read_bytes().startswith(b"ray::_Coder.part")
    except OSError:
        return False


if __name__ == "__main__":
    main()
