"""Measurements as JSON lines, each with what it was measured with: what the page of performance is made of."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "benchmarks" / "results"
PACKAGES = ("numpy", "onnxruntime", "spacy", "sqlalchemy", "pyarrow", "ray", "dateparser", "datasketch")
Row = Mapping[str, str | int | float | None]


def write(question: str, rows: list[Row]) -> None:
    """Print the rows, and keep them as those of the question, in the place of what was measured before."""
    lines = [json.dumps({**row, **_measured_with()}, ensure_ascii=False, sort_keys=True) for row in rows]
    print("\n".join(lines))
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{question}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


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
