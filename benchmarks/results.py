"""Measurements as JSON lines, each with what it was measured with: what the page of performance is made of."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "benchmarks" / "results"
PACKAGES = ("numpy", "onnxruntime", "spacy", "sqlalchemy", "pyarrow", "ray", "dateparser", "datasketch")
Row = Mapping[str, str | int | float | None]


def write(question: str, rows: Iterable[Row]) -> None:
    """Print each row as it comes, and keep all as those of the question, in the place of what was measured before."""
    FOLDER.mkdir(exist_ok=True)
    with_what = _measured_with()  # before the file is opened: what is measured is no change of what is measured with
    with (FOLDER / f"{question}.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            line = json.dumps({**row, **with_what}, ensure_ascii=False, sort_keys=True)
            print(line, flush=True)
            print(line, file=file, flush=True)


@cache
def _measured_with() -> dict[str, object]:
    known = {}
    for name in PACKAGES:
        try:
            known[name] = version(name)
        except PackageNotFoundError:
            continue
    command = " ".join(["python", *sys.orig_argv[1:]])
    return {"command": command, "commit": _commit(), "versions": known, "python": platform.python_version(),
            "machine": f"{platform.machine()}, {len(os.sched_getaffinity(0))} processors"}


def _commit() -> str:
    found = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True,
                           check=False)
    return found.stdout.strip()
