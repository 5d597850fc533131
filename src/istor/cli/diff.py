"""``istor diff``: what changed between two runs."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import note, say, say_json
from istor.errors import InputError

if TYPE_CHECKING:
    from istor.model import Claim
    from istor.storing import Change

First = Annotated[int, typer.Argument(metavar="RUN", show_default=False, help="The earlier run, by its number.")]
Last = Annotated[int, typer.Argument(metavar="RUN", show_default=False, help="The later run.")]


def diff(first: First, last: Last, db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print the claims that were added, dropped or changed between the end of one run and the end of another."""
    from istor.storing import Archive

    with Archive.open(db, create=False) as archive:
        known = {run.id for run in archive.runs()}
        if missing := {first, last} - known:
            raise InputError(f"there is no run {min(missing)}; 'istor runs' lists them")
        changes = archive.changes(*sorted((first, last)))
        names = {report.id: report.name for report in archive.reports()} if changes else {}
    if as_json:
        say_json([{**asdict(change), "fields": list(change.fields)} for change in changes])
        return
    if not changes:
        note("nothing changed")
    for change in changes:
        say("\n".join(_lines(change, names.get(change.claim.report, change.claim.report))))


def _lines(change: "Change", name: str) -> Iterator[str]:
    what = "changed" if change.fields else "added" if change.before is None else "dropped"
    where = f"{name} {change.claim.trigger.start}–{change.claim.trigger.end}"
    yield f"{what}  {where}  {_told(change.claim)}  ({change.claim.id})"
    for field in change.fields:
        yield f"    {field}: {_value(change.before, field)} → {_value(change.after, field)}"


def _told(claim: "Claim") -> str:
    parties = [", ".join(map(str, side)) for side in (claim.actors, claim.recipients) if side]
    return f"{claim.type}: {' → '.join(parties)}"


def _value(claim: "Claim | None", field: str) -> str:
    value = getattr(claim, field)
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return str(getattr(value, "edtf", value)) if value is not None else "none"
