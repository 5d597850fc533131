"""A take-down: a report leaves the archive, and all that rested on it alone goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from istor.errors import InputError
from istor.scaling.relinking import relink
from istor.storing import Archive
from istor.telling.record import Record


@dataclass(frozen=True)
class Forgotten:
    """What went: reports by name, how many claims and judgements of people; and what it did to events.

    ``gone`` are events that nothing else told of; ``changed`` those that others still tell, by their ids now.
    """

    reports: tuple[str, ...]
    claims: int
    judgements: int
    gone: tuple[str, ...]
    changed: tuple[str, ...]


def forget(archive: Archive, named: Sequence[str]) -> Forgotten:
    """Delete the reports of those ids or names, link the rest anew, and leave nothing of them in the files."""
    before = Record.read(archive)
    wanted = [report for report in before.reports if report.id in named or report.name in named]
    known = {name for report in wanted for name in (report.id, report.name)}
    if missing := [name for name in named if name not in known]:
        raise InputError(f"{missing[0]}: no report of that id or name is in the archive; nothing was deleted")
    ids = {report.id for report in wanted}
    judgements = sum(archive.forget(report) for report in sorted(ids))
    if ids:
        relink(archive)
    archive.scrub()
    after = Record.read(archive).event_of
    touched = [event for event in before.events if ids & set(event.reports)]
    left = [[after[claim.id] for claim in event.claims if claim.id in after] for event in touched]
    return Forgotten(
        reports=tuple(report.name for report in wanted),
        claims=sum(claim.report in ids for claim in before.claims),
        judgements=judgements,
        gone=tuple(event.id for event, rest in zip(touched, left, strict=True) if not rest),
        changed=tuple(sorted({event for rest in left for event in rest})),
    )
