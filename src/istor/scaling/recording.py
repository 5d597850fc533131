"""Reports coded and linked among themselves, with no archive: what ``istor code`` gives."""

from collections.abc import Iterable

from istor.model import Report
from istor.scaling.runner import Runner
from istor.telling.record import Record


def record(reports: Iterable[Report], runner: Runner) -> Record:
    """The record of ``reports`` in their order; one given twice counts once."""
    from istor.linking import copies, link_events

    given = {report.id: report for report in reports}
    coded = list(runner.run(given.values()))
    kept = tuple(one.report for one in coded)
    claims = tuple(claim for one in coded for claim in one.claims)
    copied = copies(kept)
    return Record(kept, claims, (*copied, *link_events(claims, kept, copied)))
