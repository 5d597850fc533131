"""Time expressions against gold, with the shared scorer, on dated news."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from evals import program
from evals.data import Figures, Options, shared, write_records


def measure(_options: Options) -> Figures:
    """Figures of the scorer for ``times-dev``."""
    scorer, texts = shared("gold", "score_times.py"), shared("data", "wikinews")
    with tempfile.TemporaryDirectory() as folder:
        system = write_records(Path(folder) / "times.jsonl", program.run("times", [str(texts)]))
        command: list[str | Path] = [sys.executable, scorer, "--gold", shared("gold", "times-dev.jsonl"),
                                     "--texts", texts, "--system", system, "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=scorer.parent)
    figures: Figures = json.loads(done.stdout)
    return {"times-dev": figures}
