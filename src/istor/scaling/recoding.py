"""Codes kept reports anew, with the version, model and tables of now; what people judged stays.

Each report is replaced by itself, so that a run that was cut off is taken up where it ended.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from istor.errors import InputError
from istor.model import Report
from istor.scaling.release import model_digest, settings, version
from istor.scaling.relinking import relink
from istor.scaling.runner import Runner
from istor.storing import Archive
from istor.storing.links import PROGRAM


@dataclass(frozen=True)
class Recoded:
    """What a run did: how many reports it coded, of how many; ``changed``, ``added`` and ``dropped`` count claims.

    ``waiting`` counts judgements of claims that are no longer made: they are kept, and heard again if those come back.
    """

    run: int
    coded: int
    reports: int
    changed: int
    added: int
    dropped: int
    waiting: int

    def row(self) -> dict[str, int]:
        """The same as JSON can hold it."""
        return asdict(self)


def recode(
    archive: Archive, runner: Runner, named: Sequence[str] = (), *, everything: bool = False, model: str | None = None
) -> Recoded:
    """Code the reports anew that were coded in another way than would be done now; then link all that there is.

    ``named`` are ids or names of the reports to look at, ``everything`` codes those too that would come out the same;
    ``model`` is the spaCy pipeline that ``runner`` reads with, if any.
    """
    reports = list(named_reports(archive, named))
    before = [run.id for run in archive.runs()]
    run = archive.start_run(version(), model_digest(model), "recode", settings())
    this = next(found for found in archive.runs() if found.id == run)
    alike = [found.id for found in archive.runs() if found.is_like(this) and found.id != run]
    stale = set(reports if everything else archive.stale(alike))
    coded = 0
    for one in runner.run(_reports(archive, [report for report in reports if report in stale])):
        archive.recode(one.report.id, one.claims, one.vectors, run, one.statements)
        coded += 1
    archive.refresh_words()
    relink(archive, runner, run)
    done = _told(archive, run, max(before, default=0), coded, len(reports))
    archive.finish_run(run, done.row())
    return done


def named_reports(archive: Archive, named: Sequence[str]) -> Iterator[str]:
    """The ids of the reports of those ids or names, of all where none is named; InputError for an unknown one."""
    known = [(report.id, report.name) for report in archive.reports()]
    if not named:
        yield from (report for report, _ in known)
    for name in named:
        found = [report for report, its_name in known if name in (report, its_name)]
        if not found:
            raise InputError(f"{name}: no report of that id or name is in the archive")
        yield from found


def _reports(archive: Archive, ids: Sequence[str]) -> Iterator[Report]:
    for report_id in ids:
        if (report := archive.report(report_id)) is not None:  # another process may have deleted it
            yield report


def _told(archive: Archive, run: int, before: int, coded: int, reports: int) -> Recoded:
    changes = archive.changes(before, run)
    known = {claim.id for claim in archive.claims()}
    judged = [link for link in archive.links("event") if link.by != PROGRAM]
    return Recoded(
        run=run,
        coded=coded,
        reports=reports,
        changed=sum(bool(change.fields) for change in changes),
        added=sum(change.before is None for change in changes),
        dropped=sum(change.after is None for change in changes),
        waiting=sum(not {link.left, link.right} <= known for link in judged),
    )
