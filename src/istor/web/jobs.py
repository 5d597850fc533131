"""Adding reports while people read on: one addition at a time, in a thread of its own, watched by its page."""

import logging
import secrets
import tempfile
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from istor.errors import IstorError
from istor.reading import Outcome, gather
from istor.reading.fetch import Fetcher
from istor.scaling.adding import Summary, add
from istor.scaling.relinking import relink
from istor.scaling.runner import Runner
from istor.scaling.serial import Serial
from istor.storing import Archive
from istor.web.failures import failure_of
from istor.web.helper import Helper

_log = logging.getLogger("istor.web")
KEPT = 50
"""Finished additions whose pages are still there."""
State = Literal["waiting", "working", "done", "failed"]


@dataclass
class Job:
    """One addition: how far it is, what was skipped and why, and what became of it.

    ``files`` counts what was named; a feed or a file of many reports holds more, so ``seen`` may grow beyond it.
    """

    id: str
    files: int
    state: State = "waiting"
    seen: int = 0
    at: str = ""
    problems: list[str] = field(default_factory=list)
    summary: Summary | None = None
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")

    def row(self) -> dict[str, Any]:
        """The same as JSON."""
        counts = self.summary.row() if self.summary else None
        shown = {"id": self.id, "state": self.state, "files": self.files, "seen": self.seen, "at": self.at}
        return {**shown, "problems": list(self.problems), "summary": counts, "error": self.error or None}


class Jobs:
    """The additions of one running application, the latest last."""

    def __init__(self, archive: Archive, helper: Helper, fetcher: Fetcher | None = None) -> None:
        self._archive, self._helper = archive, helper
        self._fetcher = fetcher or Fetcher()
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="istor-add")
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def find(self, job_id: str) -> Job | None:
        """The addition of that id, while it is remembered."""
        return self._jobs.get(job_id)

    def start(self, folder: "tempfile.TemporaryDirectory[str]", named: Sequence[str | Path]) -> Job:
        """Add what is named: files in ``folder``, which are gone with it when it is over, and addresses."""
        job = Job(secrets.token_hex(8), len(named))
        self._jobs[job.id] = job
        while len(self._jobs) > KEPT and next(iter(self._jobs.values())).is_over:
            self._jobs.popitem(last=False)
        self._workers.submit(self._run, job, folder, named)
        return job

    def close(self) -> None:
        """Let the addition that is under way finish, and begin no other."""
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, folder: "tempfile.TemporaryDirectory[str]", named: Sequence[str | Path]) -> None:
        job.state = "working"
        try:
            with folder as root:
                outcomes = _watched(job, gather(named, self._fetcher), Path(root))
                job.summary = add(self._archive, outcomes, Serial(), link=self._linked)
            job.state = "done"
        except Exception as error:  # noqa: BLE001 - the thread has nobody else to tell
            job.state, job.error = "failed", str(failure_of(error))
            if not isinstance(error, IstorError):
                _log.exception("adding failed")
        finally:
            job.at = ""

    def _linked(self, archive: Archive, runner: Runner, run: int) -> None:
        """By the helper, which links one after another: readers go on, and no two link at once."""
        self._helper.act(archive, relink, runner, run)


def _watched(job: Job, outcomes: Iterable[Outcome], root: Path) -> Iterator[Outcome]:
    """``outcomes`` without the folder that they lie in meanwhile, which nobody chose."""
    for outcome in outcomes:
        job.seen += 1
        job.at = _bare(outcome.path, root)
        job.problems += [_bare(line, root) for line in (outcome.problem, outcome.warning) if line]
        yield replace(outcome, path=job.at, problem=outcome.problem and _bare(outcome.problem, root), warning=None)


def _bare(text: str, root: Path) -> str:
    """``text`` with paths below ``root`` cut to the file's own name: what stands between is a number."""
    parts = text.split(f"{root}/")
    return parts[0] + "".join(part.partition("/")[2] for part in parts[1:])
