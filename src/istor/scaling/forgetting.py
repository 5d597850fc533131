"""A take-down: a report leaves the archive, and all that rested on it alone goes with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from istor.errors import InputError
from istor.model import Actor
from istor.scaling.relinking import relink
from istor.storing import Archive
from istor.telling.record import Record


@dataclass(frozen=True)
class Forgotten:
    """What went: reports by name, how many claims and judgements of people; and what it did to events.

    ``gone`` are events that nothing else told of; ``changed`` those that others still tell, by their ids now.
    ``actors`` are the parties whom nothing else names; ``redated`` other reports, by name, that had their day from what
    went, and have another one now, or none.
    """

    reports: tuple[str, ...]
    claims: int
    judgements: int
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    actors: tuple[str, ...]
    redated: tuple[str, ...]


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
    after = Record.read(archive)
    actors = _unnamed(before, after)
    judgements += archive.forget_actors(_names_of(before, actors))
    archive.scrub()
    touched = [event for event in before.events if ids & set(event.reports)]
    left = [[after.event_of[c.id] for c in event.claims if c.id in after.event_of] for event in touched]
    return Forgotten(
        reports=tuple(report.name for report in wanted),
        claims=sum(claim.report in ids for claim in before.claims),
        judgements=judgements,
        gone=tuple(event.id for event, rest in zip(touched, left, strict=True) if not rest),
        changed=tuple(sorted({event for rest in left for event in rest})),
        actors=tuple(str(actor.party) for actor in actors),
        redated=tuple(_redated(before, after)),
    )


def _unnamed(before: Record, after: Record) -> list[Actor]:
    """The actors that no report names any more."""
    left = {claim.id for claim in after.claims}
    return [actor for actor in before.actors if left.isdisjoint(actor.claims)]


def _names_of(record: Record, actors: Sequence[Actor]) -> list[str]:
    """The ids on which what a person says of the actors may hang: their own, and those of the names joined in them."""
    from istor.linking import joined

    of = joined(record.links)
    return sorted({name for actor in actors for name in (actor.id, *of.get(actor.id, ()))})


def _redated(before: Record, after: Record) -> Iterator[str]:
    """The reports that came out on other days now, as far as is known."""
    then = {report.id: report.published for report in before.reports}
    return (report.name for report in after.reports if report.published != then.get(report.id, report.published))
