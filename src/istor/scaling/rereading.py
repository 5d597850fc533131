"""Reads kept pages again, as they would be read now, and puts other readings in the place of those that are kept.

A report never changes: another reading is another report. Nothing that a person judged or another coder claimed is
lost for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from istor.errors import InputError
from istor.model import Report
from istor.reading.pages import read_page
from istor.scaling.recoding import named_reports
from istor.scaling.release import model_digest, settings, version
from istor.scaling.relinking import relink
from istor.scaling.runner import Runner
from istor.storing import Archive


@dataclass(frozen=True)
class Reading:
    """A kept page that reads otherwise now: the report as kept, and as it would be; or why there would be none."""

    kept: Report
    now: Report | None
    problem: str = ""
    is_judged: bool = False
    """Whether a person's word or another coder's claim rests on the report as kept; it is then left as it is."""

    def row(self) -> dict[str, str | int | bool | None]:
        """The same as JSON can hold it; texts by their length in code points."""
        return {"report": self.kept.name, "kept": len(self.kept.text), "now": len(self.now.text) if self.now else None,
                "problem": self.problem, "is_judged": self.is_judged}


@dataclass(frozen=True)
class Reread:
    """What reading again came to: how many pages, which read otherwise, and how many reports were replaced."""

    pages: int
    otherwise: tuple[Reading, ...]
    replaced: int = 0


def reread(archive: Archive, named: Sequence[str] = ()) -> Reread:
    """Which of the kept pages (of the reports of those ids or names) would be read otherwise now."""
    pages = 0
    otherwise: list[Reading] = []
    for report_id in named_reports(archive, named):
        for found in _read(archive, report_id):
            pages += 1
            otherwise += [found] if found.now is None or not _is_same(found.kept, found.now) else []
    return Reread(pages, tuple(otherwise))


def put(archive: Archive, found: Reread, runner: Runner, model: str | None = None) -> Reread:
    """``found``, with the new readings coded and in the place of the old ones; then all is linked anew.

    ``model`` is the spaCy pipeline that ``runner`` reads with, if any.
    """
    wanted = [(r.kept.id, r.now) for r in found.otherwise if r.now is not None and not r.is_judged]
    if not wanted:
        return found
    run = archive.start_run(version(), model_digest(model), "reread", settings())
    for (kept, _), done in zip(wanted, runner.run(now for _, now in wanted), strict=True):
        archive.replace(kept, done.report, done.claims, done.vectors, run, done.statements)
    relink(archive, runner, run)
    archive.finish_run(run, {"pages": found.pages, "replaced": len(wanted)})
    return replace(found, replaced=len(wanted))


def _read(archive: Archive, report_id: str) -> Iterator[Reading]:
    report, original = archive.report(report_id), archive.original(report_id)
    if report is None or original is None:
        return
    is_judged = archive.is_judged(report_id)
    try:
        yield Reading(report, read_page(original.data, report.name, report.name, original.origin), "", is_judged)
    except InputError as error:
        yield Reading(report, None, str(error), is_judged)


def _is_same(kept: Report, now: Report) -> bool:
    """Whether all was read alike; with which versions does not matter."""
    return replace(now, made=kept.made) == kept
