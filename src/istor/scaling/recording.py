"""Reports coded and linked among themselves, with no archive: what ``istor code`` gives."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from istor.model import Report
from istor.scaling.relinking import Said, link
from istor.scaling.runner import Coded, Runner
from istor.telling.record import Record


def record(reports: Iterable[Report], runner: Runner) -> Record:
    """The record of ``reports`` in their order; one given twice counts once."""
    given = {report.id: report for report in reports}
    return record_of(list(runner.run(given.values())), runner)


def record_of(coded: Sequence[Coded], runner: Runner) -> Record:
    """The record of reports that were coded, each once, in their order."""
    from istor.linking import renamed

    kept = tuple(one.report for one in coded)
    found = link(kept, {one.report.id: one.claims for one in coded}, runner, Said())
    claims = tuple(chain.from_iterable(found.claims[report.id] for report in found.reports))
    statements = tuple(
        replace(s, when=found.days.get(s.report, {}).get(s.figure.span, s.when))
        for one in coded for s in one.statements
    )
    return Record(found.reports, renamed(claims, found.links), found.links, found.datings, statements=statements)
