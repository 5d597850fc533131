"""From what was read to what is kept: codes new reports, stores each at once, then links all that the archive holds.

A report is kept whole or not at all, so whatever ends a run early, what was stored stays and can be added to.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from istor.languages.coded import coded
from istor.model import Original, Report
from istor.reading import Outcome
from istor.scaling.insertion import insert
from istor.scaling.release import model_digest, settings, version
from istor.scaling.relinking import relink
from istor.scaling.runner import Runner
from istor.storing import Archive

_PLACE = re.compile(r"(, line \d+)?( \(.*?\))?: ")


@dataclass
class Summary:
    """What became of the reports that a run met.

    ``reasons`` counts those skipped by what was wrong with them, ``uncoded`` those kept by a language with no coder.
    """

    read: int = 0
    kept: int = 0
    repeated: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    uncoded: Counter[str] = field(default_factory=Counter)

    @property
    def skipped(self) -> int:
        """How many inputs could not be used."""
        return self.reasons.total()

    @property
    def is_useless(self) -> bool:
        """Whether there was input, none of which could be used."""
        return self.read == self.skipped > 0

    def skip(self, outcome: Outcome) -> None:
        """Count an input that could not be used."""
        self.read += 1
        self.reasons[reason_of(outcome)] += 1

    def row(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        counts = {"read": self.read, "kept": self.kept, "repeated": self.repeated, "skipped": self.skipped}
        reasons, uncoded = dict(sorted(self.reasons.items())), dict(sorted(self.uncoded.items()))
        return {**counts, "reasons": reasons, "uncoded": uncoded}

    def __str__(self) -> str:
        counts = f"read {self.read}, kept {self.kept}, repeated {self.repeated}, skipped {self.skipped}"
        reasons = sorted(self.reasons.items(), key=lambda item: (-item[1], item[0]))
        skipped = ": " + ", ".join(f"{n} × {reason}" for reason, n in reasons) if reasons else ""
        uncoded = "".join(f"; {n} not coded: language {lang}" for lang, n in sorted(self.uncoded.items()))
        return counts + skipped + uncoded


def add_to(where: str | Path, outcomes: Iterable[Outcome], runner: Runner, model: str | None = None) -> Summary:
    """:func:`add` to the archive at ``where``; makes none where no input can be used."""
    waiting, summary = iter(outcomes), Summary()
    for outcome in waiting:
        if outcome.report is not None:
            with Archive.open(where) as archive:
                return add(archive, chain([outcome], waiting), runner, summary, model)
        summary.skip(outcome)
    return summary


def add(archive: Archive, outcomes: Iterable[Outcome], runner: Runner, summary: Summary | None = None,
        model: str | None = None, link: Callable[[Archive, Runner, int], None] | None = None) -> Summary:
    """Keep in ``archive`` every report of ``outcomes`` that it does not hold, with its claims; then link them.

    Counts go on from those of ``summary``; ``link`` is asked to link instead of istor's own way; ``model`` is the
    spaCy pipeline that ``runner`` reads with, if any.
    """
    run, summary = archive.start_run(version(), model_digest(model), "add", settings()), summary or Summary()
    originals: dict[str, Original] = {}
    for done in runner.run(_new(archive, outcomes, summary, originals)):
        original = originals.pop(done.report.id, None)
        if archive.add(done.report, done.claims, done.vectors, run, original, done.statements):
            summary.kept += 1
            summary.uncoded.update(() if done.report.lang in coded() else (done.report.lang,))
        else:  # given twice to a runner that draws ahead, or added by another process meanwhile
            summary.repeated += 1
    (link or _link)(archive, runner, run)
    archive.finish_run(run, summary.row())
    return summary


def _link(archive: Archive, runner: Runner, run: int) -> None:
    """Link what was added with what it touches; all of the archive where that would not give the same."""
    if not insert(archive):
        relink(archive, runner, run)


def _new(
    archive: Archive, outcomes: Iterable[Outcome], summary: Summary, originals: dict[str, Original]
) -> Iterator[Report]:
    """The reports worth coding, with their pages put into ``originals``; the others are only counted."""
    for outcome in outcomes:
        if outcome.report is None:
            summary.skip(outcome)
            continue
        summary.read += 1
        if archive.report(outcome.report.id) is not None:
            summary.repeated += 1
        else:
            if outcome.original is not None:
                originals[outcome.report.id] = outcome.original
            yield outcome.report


def reason_of(outcome: Outcome) -> str:
    """What was wrong, without where it was and what to do about it, so that like can be counted with like."""
    said = outcome.problem or ""
    where = outcome.path if said.startswith(outcome.path) else said.partition(":")[0]  # "-" is called stdin
    place = _PLACE.match(said, len(where))
    return said[place.end() if place else 0 :].partition(";")[0]
