"""How long a user waits before anything happens: median seconds over fresh processes.

Depends on the machine and on what else it does, so these figures are for comparing on one machine; their floors are
wide.
"""

import statistics
import subprocess
import sys
import time

from evals.data import Figures, Options

RUNS = 5
STARTS = {
    "import_seconds": "import istor",
    "help_seconds": "from istor.cli import main; import sys; sys.argv = ['istor', '--help']; main()",
    "first_sentence_seconds": "import istor; report = istor.read('Η κυβέρνηση μίλησε.'.encode(), 'first');"
                              "assert istor.annotate(report)[1].lemma_ == 'κυβέρνηση'",
}


def measure(_options: Options) -> Figures:
    """Seconds to import istor, to print the help, and to annotate a first sentence, all steps included."""
    return {name: round(_median(code), 2) for name, code in STARTS.items()}


def _median(code: str) -> float:
    _run(code)  # the first run warms the disk's memory
    return statistics.median(_run(code) for _ in range(RUNS))


def _run(code: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - begun
